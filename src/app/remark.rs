//! What the officer notes of a cell (备注, 待核), as changes to the draft.

use super::{Change, Desk, Document, Session};
use crate::{
    draft::{edit::Edit, remark::Remark},
    form::CellId,
};

impl Document {
    /// What is noted of a cell.
    pub fn remark(&self, cell: &CellId) -> Option<&Remark> {
        self.draft().remarks.get(cell)
    }

    /// The change that notes these words of a cell; what is typed in a row is one step.
    pub fn remarking(&self, cell: &CellId, text: &str) -> Change {
        let remark = Remark::saying(self.remark(cell), text, self.report().year);
        let edits = vec![Edit::Remark(cell.clone(), remark)];
        Change { name: "写备注".to_owned(), edits, merge: Some(format!("备注{cell}")) }
    }

    /// The change that marks a cell as to be checked, or takes the mark away.
    pub fn marking(&self, cell: &CellId, to_check: bool) -> Change {
        let remark = Remark::marked(self.remark(cell), to_check, self.report().year);
        let name = if to_check { "标为待核" } else { "取消待核" };
        Change { name: name.to_owned(), edits: vec![Edit::Remark(cell.clone(), remark)], merge: None }
    }
}

impl Session {
    /// Gives the keys to the remark of the active cell.
    pub(super) fn begin_remark(&mut self) {
        self.grid.remarking = self.active_cell().is_some();
    }

    /// Marks the active cell as to be checked, or takes the mark away.
    pub(super) fn toggle_to_check(&mut self, desk: &mut Desk) {
        let Some(cell) = self.active_cell().map(|cell| cell.id.clone()) else { return };
        let is_marked = self.document.remark(&cell).is_some_and(|remark| remark.to_check);
        self.edit(self.document.marking(&cell, !is_marked), desk);
    }
}
