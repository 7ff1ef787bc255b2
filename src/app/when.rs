//! When an act can be done: what stands under `when` in the list of acts.

use super::{App, Document, View};

impl App {
    pub(super) fn has_document(&self) -> bool {
        self.document.is_some()
    }
}

pub(super) fn always(_: &App) -> bool {
    true
}

/// A page is shown on which the report is written.
pub(super) fn in_field(app: &App) -> bool {
    app.document.is_some() && matches!(app.view, View::Agency | View::Section(_))
}

pub(super) fn in_text(app: &App) -> bool {
    app.section().is_some_and(|s| s.table().is_none())
}

pub(super) fn in_table(app: &App) -> bool {
    app.section().is_some_and(|s| s.table().is_some())
}

pub(super) fn has_opening(app: &App) -> bool {
    app.document.as_ref().is_some_and(|d| d.opening_section().is_some())
}

pub(super) fn has_proof(app: &App) -> bool {
    app.document.as_ref().is_some_and(Document::to_prove)
}

pub(super) fn can_undo(app: &App) -> bool {
    app.document.as_ref().and_then(Document::undo_name).is_some()
}

pub(super) fn can_redo(app: &App) -> bool {
    app.document.as_ref().and_then(Document::redo_name).is_some()
}

pub(super) fn has_findings(app: &App) -> bool {
    app.document.as_ref().is_some_and(|d| d.shown_findings().next().is_some())
}
