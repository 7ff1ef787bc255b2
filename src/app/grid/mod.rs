//! The grid without its looks: which cells are selected, what is being typed, what a key does.
//!
//! The keyboard map is that of the W3C data grid where Excel agrees, and Excel's where it does not: Enter moves
//! down, F2 edits.

mod acts;
mod block;
mod moves;
mod paste;
mod totals;
mod typing;

pub use moves::{Direction, Move};
pub use typing::{Typing, TypingMode};

use super::{Change, Desk, Session, Wanted};
use crate::{
    draft::{Entry, edit::Edit},
    form::{Cell, CellId, Form, Table},
};

/// What a key does in the grid, before it is known whether something is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Press {
    /// Characters, typed or committed by an input method.
    Text(String),
    /// A block from the clipboard, or text for the cell being edited.
    Paste(String),
    /// An arrow, Home, End, Page Up or Page Down, with or without Ctrl.
    Move(Move),
    /// The same with Shift: extends the selection.
    Extend(Move),
    /// Enter, or Shift+Enter.
    Enter(Move),
    /// Tab, or Shift+Tab.
    Tab(Move),
    /// Ctrl+Enter: fills the selection, or commits and stays.
    Confirm,
    /// Ctrl+A.
    SelectAll,
    /// Ctrl+D: the top row of the selection into the rows below.
    FillDown,
    /// Ctrl+R: the left column of the selection into the columns beside it.
    FillRight,
    /// F2 or a double click.
    Edit,
    /// Esc.
    Escape,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
}

/// What can be done in the grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GridAct {
    /// What a key does.
    Press(Press),
    /// Makes a cell the active one and shows it.
    Select(CellId),
    /// Makes a cell that was clicked the active one, or extends the selection to it.
    Choose {
        /// The cell.
        cell: CellId,
        /// It was dragged to, or clicked with Shift.
        extends: bool,
    },
    /// Puts what is being typed into its cell: the keys have gone elsewhere.
    Commit,
    /// Puts the selection on the clipboard.
    Copy,
    /// Shows what counts in the active cell, or no longer.
    Help,
    /// 本年未收到申请, or takes it back.
    NoApplications,
    /// 核对纸质总计, and back.
    Verify,
    /// Shows something else of last year.
    NextLastYear,
    /// Notes that the remark of the active cell has the keys.
    Remarking,
}

/// What the grid is for at the moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Numbers are filled in; totals compute themselves, and one typed on them is compared.
    #[default]
    Fill,
    /// The totals of a paper copy are typed beside the computed ones (核对纸质总计).
    Verify,
}

/// What is shown of last year's report in each cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LastYear {
    /// Last year's number.
    #[default]
    Value,
    /// How much this year's number is above or below it.
    Change,
    /// Nothing.
    Hidden,
}

impl LastYear {
    /// What the button shows next.
    pub fn next(self) -> Self {
        match self {
            Self::Value => Self::Change,
            Self::Change => Self::Hidden,
            Self::Hidden => Self::Value,
        }
    }
}

/// The state of the grid shown.
#[derive(Clone, Debug, Default)]
pub struct GridState {
    /// The active cell.
    pub active: Option<CellId>,
    /// The corner of the selection across from the active cell, if it is more than that cell.
    end: Option<CellId>,
    /// The grid column that vertical moves keep to.
    column: usize,
    /// What is being typed in the active cell.
    pub typing: Option<Typing>,
    /// The remark of the active cell is to have the keys.
    pub remarking: bool,
    /// What the grid is for.
    pub mode: Mode,
    /// What is shown of last year.
    pub last_year: LastYear,
    /// Whether the definition of the active cell is shown (F1).
    pub help: bool,
}

impl GridState {
    /// Makes a cell the active one and the whole selection.
    pub fn select(&mut self, cell: &Cell) {
        self.active = Some(cell.id.clone());
        self.column = cell.column;
        self.end = None;
        self.typing = None;
    }

    /// Extends the selection from the active cell to this one.
    pub fn extend_to(&mut self, cell: &Cell) {
        self.column = cell.column;
        self.end = Some(cell.id.clone()).filter(|end| self.active.as_ref() != Some(end));
    }

    /// The cell that moves with Shift go from, and that stays in sight.
    pub fn moving(&self) -> Option<&CellId> {
        self.end.as_ref().or(self.active.as_ref())
    }

    /// The active cell, if it belongs to this table.
    pub fn active<'f>(&self, form: &'f Form, table: &Table) -> Option<&'f Cell> {
        let cell = form.cell(self.active.as_ref()?.as_str())?;
        (form.tables[cell.table].id == table.id).then_some(cell)
    }
}

impl Session {
    /// Does one thing in the grid shown.
    pub(super) fn grid_act(&mut self, act: GridAct, desk: &mut Desk) {
        match act {
            GridAct::Press(press) => self.press(press, desk),
            GridAct::Select(cell) => {
                desk.notice = None;
                self.commit_typing(desk);
                self.select(&cell);
            }
            GridAct::Choose { cell, extends } => self.choose(&cell, extends, desk),
            GridAct::Commit => self.commit_typing(desk),
            GridAct::Copy => desk.wanted.extend(self.copied().map(Wanted::CopyText)),
            GridAct::Help => self.help_of_cell(desk),
            GridAct::NoApplications => self.toggle_no_applications(desk),
            GridAct::Verify => self.toggle_verify(),
            GridAct::Remarking => self.grid.remarking = false,
            GridAct::NextLastYear => self.grid.last_year = self.grid.last_year.next(),
        }
    }

    /// Does what a key does.
    pub(super) fn press(&mut self, press: Press, desk: &mut Desk) {
        desk.hush_typing();
        if self.grid.typing.is_some() {
            self.press_typing(press, desk);
        } else {
            self.press_moving(press, desk);
        }
    }

    /// Takes a click or drag on a cell; the pointer resting on where it is already changes nothing.
    fn choose(&mut self, id: &CellId, extends: bool, desk: &mut Desk) {
        if self.grid.moving() == Some(id) && (extends || !self.grid.is_block()) {
            return;
        }
        self.commit_typing(desk);
        let Some(cell) = self.document.form().cell(id.as_str()) else { return };
        if extends { self.grid.extend_to(cell) } else { self.grid.select(cell) }
    }

    fn press_moving(&mut self, press: Press, desk: &mut Desk) {
        match press {
            Press::Move(step) => self.move_active(step),
            Press::Enter(step) | Press::Tab(step) => self.move_on(step),
            Press::Extend(step) => self.extend(step),
            Press::Escape => {
                self.grid.help = false;
                self.collapse();
            }
            Press::SelectAll => self.select_all(),
            Press::Paste(text) => self.paste(&text, desk),
            Press::FillDown => self.fill_down(desk),
            Press::FillRight => self.fill_right(desk),
            Press::Confirm => self.fill_selection(self.active_entry().as_ref(), desk),
            Press::Delete | Press::Backspace => self.blank_selection(desk),
            Press::Text(text) if self.active_is_open(desk) => {
                self.grid.typing.get_or_insert_with(Typing::over).insert(&text);
            }
            Press::Edit if self.active_is_open(desk) => {
                self.grid.typing = Some(Typing::edit(self.active_entry().as_ref()));
            }
            Press::Text(_) | Press::Edit => {}
        }
    }

    fn press_typing(&mut self, press: Press, desk: &mut Desk) {
        let Some(typing) = &mut self.grid.typing else { return };
        match press {
            Press::Text(text) | Press::Paste(text) => typing.insert(&text),
            Press::Backspace => typing.backspace(),
            Press::Delete => typing.delete(),
            Press::Escape => self.grid.typing = None,
            Press::Edit => typing.toggle_mode(),
            Press::Confirm if self.grid.end.is_none() => self.commit_typing(desk),
            Press::Confirm => {
                let entry = Entry::read(typing.text());
                self.grid.typing = None;
                self.fill_selection(entry.as_ref(), desk);
            }
            Press::Move(step) if typing.moves_caret(step) => {}
            Press::Move(step) => {
                self.commit_typing(desk);
                self.move_active(step);
            }
            Press::Enter(step) | Press::Tab(step) => {
                self.commit_typing(desk);
                self.move_on(step);
            }
            Press::Extend(_) | Press::SelectAll | Press::FillDown | Press::FillRight => {}
        }
    }

    /// Puts what is being typed into its cell.
    pub(super) fn commit_typing(&mut self, desk: &mut Desk) {
        if let Some(typing) = self.grid.typing.take()
            && let Some(id) = self.grid.active.clone()
        {
            let entry = Entry::read(typing.text());
            if self.active_cell().is_some_and(|cell| self.computes(cell)) {
                return self.compare_total(id, entry, desk);
            }
            let name = entry.as_ref().map_or_else(|| "清空一格".to_owned(), |e| format!("填写{e}"));
            self.fill_cells(name, vec![(id, entry)], desk);
        }
    }

    /// What is being typed, as the edit that would put it into its cell; none where it is only compared.
    pub(in crate::app) fn typed(&self) -> Option<Edit> {
        let (typing, cell) = (self.grid.typing.as_ref()?, self.active_cell()?);
        let entry = Entry::read(typing.text());
        (!cell.is_total()).then(|| Edit::Cell(cell.id.clone(), entry))
    }

    pub(super) fn move_active(&mut self, step: Move) {
        self.collapse();
        let target = self.target(self.grid.active.as_ref(), step);
        self.arrive(target, step);
    }

    /// Tab and Enter lead to the next cell to be written, over those that compute themselves.
    fn move_on(&mut self, step: Move) {
        self.collapse();
        let target = self.target_to_write(step);
        self.arrive(target, step);
    }

    fn arrive(&mut self, target: Option<CellId>, step: Move) {
        if let Some(target) = target {
            self.go_to_cell(&target, step, GridState::select);
        }
    }

    fn extend(&mut self, step: Move) {
        if let Some(target) = self.target(self.grid.moving(), step) {
            self.go_to_cell(&target, step, GridState::extend_to);
        }
    }

    fn go_to_cell(&mut self, target: &CellId, step: Move, arrive: fn(&mut GridState, &Cell)) {
        let Some(cell) = self.document.form().cell(target.as_str()) else { return };
        let column = self.grid.column;
        arrive(&mut self.grid, cell);
        if step.is_vertical() {
            self.grid.column = column;
        }
        self.reveal = true;
    }

    /// Where a move leads; `None` when Tab leaves the table.
    fn target(&self, from: Option<&CellId>, step: Move) -> Option<CellId> {
        let document = &self.document;
        let form = document.form();
        let table = form.table(self.section()?.table()?)?;
        let cells = form.cells_of(table);
        let Some(at) = from.and_then(|id| cells.iter().position(|c| c.id == *id)) else {
            return cells.first().map(|c| c.id.clone());
        };
        let filled = |c: &Cell| document.sheet().figure(c) != crate::draft::Figure::Blank;
        let place = moves::MoveStart { cells, at, column: self.grid.column };
        place.target(step, &filled).map(|to| cells[to].id.clone())
    }

    /// The next cell on this way that is to be written. Where only computed ones are left, Enter stops at the first of
    /// them: what is typed next must not land on what has just been typed.
    fn target_to_write(&self, step: Move) -> Option<CellId> {
        let (mut at, mut first_total) = (self.grid.active.clone(), None);
        loop {
            let next = self.target(at.as_ref(), step)?;
            let cell = self.document.form().cell(next.as_str())?;
            if !self.computes(cell) {
                return Some(next);
            }
            first_total.get_or_insert_with(|| next.clone());
            if at.as_ref() == Some(&next) {
                return first_total;
            }
            at = Some(next);
        }
    }

    /// What stands in the active cell as typed: of a total, what was typed from paper.
    fn active_entry(&self) -> Option<Entry> {
        let report = self.document.report();
        let cell = self.active_cell()?;
        let entries = if cell.is_total() { &report.printed } else { &report.cells };
        entries.get(&cell.id).cloned()
    }

    fn active_is_open(&mut self, desk: &mut Desk) -> bool {
        let Some(cell) = self.active_cell().cloned() else { return false };
        if let Some(why) = self.closed(&cell) {
            desk.whisper(why);
            return false;
        }
        true
    }

    /// Why nothing can be typed into a cell, if so.
    fn closed(&self, cell: &Cell) -> Option<String> {
        let document = &self.document;
        let table = &document.form().tables[cell.table];
        let locked = document.report().locked.contains(&table.id);
        locked.then(|| format!("{}已按本年没有申请填“0”。要改，先按“取消本年未收到申请”", table.name))
    }

    /// Whether a cell computes itself: a number put on it is compared, and never stands in its place.
    fn computes(&self, cell: &Cell) -> bool {
        cell.is_total() && self.grid.mode == Mode::Fill
    }

    /// Fills or blanks cells as one step of undo; those that are closed are left as they are.
    fn fill_cells(&mut self, name: String, entries: Vec<(CellId, Option<Entry>)>, desk: &mut Desk) {
        let form = self.document.form().clone();
        let edits = entries.into_iter().filter_map(|(id, entry)| {
            let cell = form.cell(id.as_str()).filter(|c| self.closed(c).is_none())?;
            Some(if cell.is_total() { Edit::Printed(id, entry) } else { Edit::Cell(id, entry) })
        });
        let edits = edits.collect();
        self.edit(Change { name, edits, merge: None }, desk);
    }
}
