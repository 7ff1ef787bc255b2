//! A selected block: what is in it, copying, filling, blanking.

use super::{Desk, GridState, Session};
use crate::{
    draft::Entry,
    export::text::guarded,
    form::{Cell, CellId, Form, Table},
};

impl GridState {
    /// Whether a cell is in the selection.
    pub fn is_selected(&self, form: &Form, cell: &Cell) -> bool {
        let Some(active) = self.active.as_ref().and_then(|id| form.cell(id.as_str())) else { return false };
        let end = self.end.as_ref().and_then(|id| form.cell(id.as_str())).unwrap_or(active);
        let rows = active.row.min(end.row)..=active.row.max(end.row);
        let left = active.column.min(end.column);
        let right = (active.column + active.columns).max(end.column + end.columns);
        let meets = cell.column < right && cell.column + cell.columns > left;
        cell.table == active.table && rows.contains(&cell.row) && meets
    }

    /// Whether more than one cell is selected.
    pub fn is_block(&self) -> bool {
        self.end.is_some()
    }
}

/// What a cell gives to a spreadsheet.
fn field(text: &str) -> String {
    guarded(text).unwrap_or_else(|| text.to_owned())
}

/// A number that is pasted, filled in or written down for several cells.
pub(super) type Entries = Vec<(CellId, Option<Entry>)>;

impl Session {
    /// The form and table shown.
    pub(super) fn table(&self) -> Option<(&Form, &Table)> {
        let form = self.document.form();
        Some((form, form.table(self.section()?.table()?)?))
    }

    /// The selected cells in printed order.
    pub fn selection(&self) -> Vec<&Cell> {
        let Some((form, table)) = self.table() else { return Vec::new() };
        form.cells_of(table).iter().filter(|c| self.grid.is_selected(form, c)).collect()
    }

    /// The selection as tab-separated text: numbers as shown, headers never.
    pub(super) fn copied(&self) -> Option<String> {
        let sheet = self.document.sheet();
        let cells = self.selection();
        let row =
            |row: &[&Cell]| row.iter().map(|c| field(&sheet.figure(c).text())).collect::<Vec<_>>().join("\t");
        let rows: Vec<String> = cells.chunk_by(|a, b| a.row == b.row).map(row).collect();
        (!rows.is_empty()).then(|| rows.join("\n"))
    }

    /// Back to the active cell alone.
    pub(super) fn collapse(&mut self) {
        let column = self.active_cell().map(|c| c.column);
        if let (Some(_), Some(column)) = (self.grid.end.take(), column) {
            self.grid.column = column;
        }
    }

    pub(super) fn select_all(&mut self) {
        let Some((form, table)) = self.table() else { return };
        let cells = form.cells_of(table);
        let (first, last) = (cells.first().cloned(), cells.last().cloned());
        if let (Some(first), Some(last)) = (first, last) {
            self.grid.select(&first);
            self.grid.extend_to(&last);
        }
    }

    /// Puts one entry into every selected cell that does not compute itself.
    pub(super) fn fill_selection(&mut self, entry: Option<&Entry>, desk: &mut Desk) {
        let written = self.selection().into_iter().filter(|c| !self.computes(c));
        let entries: Entries = written.map(|c| (c.id.clone(), entry.cloned())).collect();
        self.fill_cells(format!("填充{}格", entries.len()), entries, desk);
    }

    /// Blanks the selection; of a total, what was put on it to be compared.
    pub(super) fn blank_selection(&mut self, desk: &mut Desk) {
        let entries: Entries = self.selection().iter().map(|c| (c.id.clone(), None)).collect();
        let name = if entries.len() == 1 {
            "清空一格".to_owned()
        } else {
            format!("清空{}格", entries.len())
        };
        self.fill_cells(name, entries, desk);
    }

    pub(super) fn fill_down(&mut self, desk: &mut Desk) {
        self.fill_from(|cell, other| other.row < cell.row && other.column == cell.column, |c| c.row, desk);
    }

    pub(super) fn fill_right(&mut self, desk: &mut Desk) {
        self.fill_from(|cell, other| other.row == cell.row && other.column < cell.column, |c| c.column, desk);
    }

    /// Fills each selected cell from the first selected one before it; a single cell from its neighbour.
    fn fill_from(&mut self, is_before: fn(&Cell, &Cell) -> bool, order: fn(&Cell) -> usize, desk: &mut Desk) {
        let Some((form, table)) = self.table() else { return };
        let all: Vec<&Cell> = form.cells_of(table).iter().collect();
        let selection = self.selection();
        let block = self.grid.is_block();
        let entries: Entries = selection
            .iter()
            .filter(|cell| !self.computes(cell))
            .filter_map(|cell| {
                let sources = if block { &selection } else { &all };
                let before = sources.iter().filter(|other| is_before(cell, other));
                let source =
                    if block { before.min_by_key(|c| order(c)) } else { before.max_by_key(|c| order(c)) };
                source.map(|source| (cell.id.clone(), self.entry_of(source)))
            })
            .collect();
        self.fill_cells(format!("填充{}格", entries.len()), entries, desk);
    }

    /// What a cell gives when it is filled on: a computed one its number.
    fn entry_of(&self, cell: &Cell) -> Option<Entry> {
        let document = &self.document;
        Entry::read(&document.sheet().figure(cell).text())
    }
}
