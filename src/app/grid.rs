//! The grid without its looks: which cell is active, what is being typed, where a key goes.
//!
//! Moves follow the printed grid: merged cells count once, the column is kept while moving through wide cells,
//! and the edge stops a move (keyboard map: the W3C data grid and Excel).

use super::{App, Change};
use crate::{
    draft::{Entry, edit::Edit},
    form::{Cell, CellId, Form, Table},
};

/// A direction to move in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// One cell up.
    Up,
    /// One cell down.
    Down,
    /// One cell left.
    Left,
    /// One cell right.
    Right,
    /// Right, at the row's end to the next row's first cell.
    Next,
    /// Left, at the row's start to the previous row's last cell.
    Previous,
    /// The first cell of the row.
    RowStart,
    /// The last cell of the row.
    RowEnd,
    /// The first cell of the table.
    TableStart,
    /// The last cell of the table.
    TableEnd,
}

/// What a key does in the grid, before it is known whether something is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Press {
    /// Characters, typed, pasted into a cell being edited, or committed by an input method.
    Text(String),
    /// An arrow, Home or End.
    Move(Move),
    /// Enter, or Shift+Enter.
    Enter(Move),
    /// Tab, or Shift+Tab.
    Tab(Move),
    /// F2 or a double click.
    Edit,
    /// Esc.
    Escape,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
}

/// What is typed in a cell before it is committed: a line of text with a caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typing {
    text: String,
    /// Characters before the caret.
    caret: usize,
    /// How it began.
    mode: TypingMode,
}

impl Typing {
    fn new(text: String, mode: TypingMode) -> Self {
        Self { caret: text.chars().count(), text, mode }
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text before the caret.
    pub fn before_caret(&self) -> &str {
        &self.text[..self.byte(self.caret)]
    }

    fn byte(&self, caret: usize) -> usize {
        self.text.char_indices().nth(caret).map_or(self.text.len(), |(at, _)| at)
    }

    fn insert(&mut self, text: &str) {
        // A cell is one line; tabs and line ends of pasted text have no place in it.
        let line: String = text.chars().filter(|c| !c.is_control()).collect();
        self.text.insert_str(self.byte(self.caret), &line);
        self.caret += line.chars().count();
    }

    fn backspace(&mut self) {
        if self.caret > 0 {
            self.caret -= 1;
            self.delete();
        }
    }

    fn delete(&mut self) {
        let at = self.byte(self.caret);
        if at < self.text.len() {
            self.text.remove(at);
        }
    }

    /// Moves the caret; `false` for a move that is none of the caret's.
    fn go(&mut self, step: Move) -> bool {
        let end = self.text.chars().count();
        match step {
            Move::Left => self.caret = self.caret.saturating_sub(1),
            Move::Right => self.caret = end.min(self.caret + 1),
            Move::RowStart => self.caret = 0,
            Move::RowEnd => self.caret = end,
            _ => return false,
        }
        true
    }
}

/// How typing in a cell began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypingMode {
    /// By typing over: arrows commit and move on.
    Over,
    /// By F2 or a double click: arrows move the caret.
    Caret,
}

/// The state of one table's grid.
#[derive(Clone, Debug, Default)]
pub struct GridState {
    /// The active cell.
    pub active: Option<CellId>,
    /// The grid column that vertical moves keep to.
    column: usize,
    /// What is being typed in the active cell.
    pub typing: Option<Typing>,
}

impl GridState {
    /// Makes a cell the active one.
    pub fn select(&mut self, cell: &Cell) {
        self.active = Some(cell.id.clone());
        self.column = cell.column;
        self.typing = None;
    }

    /// The active cell, if it belongs to this table.
    pub fn active<'f>(&self, form: &'f Form, table: &Table) -> Option<&'f Cell> {
        let cell = form.cell(self.active.as_ref()?.as_str())?;
        (form.tables[cell.table].id == table.id).then_some(cell)
    }

    /// Moves; `false` at the table's end for [`Move::Next`] and at its start for [`Move::Previous`], so that Tab
    /// can leave the grid.
    pub fn go(&mut self, form: &Form, table: &Table, step: Move) -> bool {
        let cells = form.cells_of(table);
        let Some(at) = self.active(form, table).and_then(|a| cells.iter().position(|c| c.id == a.id)) else {
            cells.first().inspect(|c| self.select(c));
            return true;
        };
        let Some(to) = target(cells, at, self.column, step) else { return false };
        let column = self.column;
        self.select(&cells[to]);
        if matches!(step, Move::Up | Move::Down) {
            self.column = column;
        }
        true
    }

    /// Types into the active cell: begins anew, or goes on where the caret is.
    fn type_text(&mut self, text: &str) {
        let typing = self.typing.get_or_insert_with(|| Typing::new(String::new(), TypingMode::Over));
        typing.insert(text);
    }

    /// Starts editing what stands in the active cell.
    fn edit(&mut self, entry: Option<&Entry>) {
        let text = entry.map(Entry::to_string).unwrap_or_default();
        self.typing = Some(Typing::new(text, TypingMode::Caret));
    }
}

impl App {
    /// Does what a key does in the grid shown; `false` when Tab goes on out of it.
    pub fn press(&mut self, press: Press) -> bool {
        if self.grid.typing.is_some() { self.press_typing(press) } else { self.press_moving(press) }
    }

    fn press_moving(&mut self, press: Press) -> bool {
        let locked = self.active_cell().is_none_or(Cell::is_total);
        match press {
            Press::Move(step) | Press::Enter(step) | Press::Tab(step) => return self.move_active(step),
            Press::Escape => {}
            _ if locked => {}
            Press::Text(text) => self.grid.type_text(&text),
            Press::Edit => {
                let entry = self.active_entry();
                self.grid.edit(entry.as_ref());
            }
            Press::Delete | Press::Backspace => self.fill(None),
        }
        true
    }

    fn press_typing(&mut self, press: Press) -> bool {
        let Some(typing) = &mut self.grid.typing else { return true };
        match press {
            Press::Text(text) => typing.insert(&text),
            Press::Backspace => typing.backspace(),
            Press::Delete => typing.delete(),
            Press::Escape => self.grid.typing = None,
            Press::Edit => {
                typing.mode =
                    if typing.mode == TypingMode::Over { TypingMode::Caret } else { TypingMode::Over };
            }
            Press::Move(step) if typing.mode == TypingMode::Caret && typing.go(step) => {}
            Press::Move(step) | Press::Enter(step) | Press::Tab(step) => {
                self.commit_typing();
                return self.move_active(step);
            }
        }
        true
    }

    /// Puts what is being typed into its cell.
    pub fn commit_typing(&mut self) {
        if let Some(typing) = self.grid.typing.take() {
            self.fill(Entry::read(typing.text()));
        }
    }

    fn move_active(&mut self, step: Move) -> bool {
        let Some(document) = &self.document else { return true };
        let form = document.form().clone();
        let table = self.section().and_then(|s| s.table()).and_then(|id| form.table(id));
        self.reveal = true;
        table.is_none_or(|table| self.grid.go(&form, table, step))
    }

    fn active_entry(&self) -> Option<Entry> {
        self.document.as_ref()?.report().cells.get(self.grid.active.as_ref()?).cloned()
    }

    /// Fills or blanks the active cell as one step of undo.
    fn fill(&mut self, entry: Option<Entry>) {
        let Some(id) = self.grid.active.clone() else { return };
        let name = entry.as_ref().map_or_else(|| "清空一格".to_owned(), |e| format!("填写{e}"));
        self.edit(Change { name, edits: vec![Edit::Cell(id, entry)], merge: None });
    }
}

/// The index of the cell that a move from `cells[at]` goes to; `None` when Tab leaves the table.
fn target(cells: &[Cell], at: usize, column: usize, step: Move) -> Option<usize> {
    let here = &cells[at];
    let in_row = |i: &usize| cells[*i].row == here.row;
    let neighbour = match step {
        Move::Next => return (at + 1 < cells.len()).then_some(at + 1),
        Move::Previous => return at.checked_sub(1),
        Move::Up => row_before(cells, here.row).map(|row| in_column(cells, row, column)),
        Move::Down => row_after(cells, here.row).map(|row| in_column(cells, row, column)),
        Move::Left => at.checked_sub(1).filter(in_row),
        Move::Right => Some(at + 1).filter(|i| *i < cells.len() && in_row(i)),
        Move::RowStart => (0..=at).find(in_row),
        Move::RowEnd => (at..cells.len()).rev().find(in_row),
        Move::TableStart => Some(0),
        Move::TableEnd => cells.len().checked_sub(1),
    };
    Some(neighbour.unwrap_or(at))
}

fn row_before(cells: &[Cell], row: usize) -> Option<usize> {
    cells.iter().map(|c| c.row).filter(|r| *r < row).max()
}

fn row_after(cells: &[Cell], row: usize) -> Option<usize> {
    cells.iter().map(|c| c.row).filter(|r| *r > row).min()
}

/// The cell of a row that covers a grid column, or the nearest to it.
fn in_column(cells: &[Cell], row: usize, column: usize) -> usize {
    let distance = |c: &Cell| {
        if column < c.column { c.column - column } else { column.saturating_sub(c.column + c.columns - 1) }
    };
    let in_row = cells.iter().enumerate().filter(|(_, c)| c.row == row);
    in_row.min_by_key(|(_, c)| distance(c)).map_or(0, |(i, _)| i)
}
