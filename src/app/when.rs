//! When an act can be done: what stands under `when` in the list of acts.

use super::{App, Document, Session, View};

impl App {
    /// Whether this holds of the report that is worked on; it does not where there is none.
    fn is(&self, so: impl Fn(&Session) -> bool) -> bool {
        self.session.as_ref().is_some_and(so)
    }
}

pub(super) fn always(_: &App) -> bool {
    true
}

pub(super) fn has_document(app: &App) -> bool {
    app.session.is_some()
}

/// A page is shown on which the report is written.
pub(super) fn in_field(app: &App) -> bool {
    app.is(|session| matches!(session.view, View::Agency | View::Section(_)))
}

pub(super) fn in_text(app: &App) -> bool {
    app.is(|session| session.section().is_some_and(|s| s.table().is_none()))
}

pub(super) fn in_table(app: &App) -> bool {
    app.is(|session| session.section().is_some_and(|s| s.table().is_some()))
}

pub(super) fn has_opening(app: &App) -> bool {
    app.is(|session| session.document.opening_section().is_some())
}

pub(super) fn has_proof(app: &App) -> bool {
    app.document().is_some_and(Document::to_prove)
}

pub(super) fn can_undo(app: &App) -> bool {
    app.document().and_then(Document::undo_name).is_some()
}

pub(super) fn can_redo(app: &App) -> bool {
    app.document().and_then(Document::redo_name).is_some()
}

pub(super) fn has_findings(app: &App) -> bool {
    app.is(|session| session.document.shown_findings().next().is_some())
}

pub(super) fn has_leftovers(app: &App) -> bool {
    app.is(Session::has_leftovers)
}

pub(super) fn has_proposals(app: &App) -> bool {
    app.is(Session::has_proposals)
}

pub(super) fn has_doubts(app: &App) -> bool {
    app.is(Session::has_doubts)
}

pub(super) fn can_tie(app: &App) -> bool {
    app.is(Session::can_tie)
}

pub(super) fn can_tie_section(app: &App) -> bool {
    app.is(Session::can_tie_section)
}

pub(super) fn can_untie(app: &App) -> bool {
    app.is(Session::can_untie)
}

pub(super) fn can_count_ledger(app: &App) -> bool {
    app.is(Session::can_count_ledger)
}

pub(super) fn can_mark_signed(app: &App) -> bool {
    app.is(Session::can_mark_signed)
}

pub(super) fn is_signed(app: &App) -> bool {
    app.document().is_some_and(Document::is_signed)
}

pub(super) fn has_comparison(app: &App) -> bool {
    app.is(|session| session.comparison().is_some())
}
