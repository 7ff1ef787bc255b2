//! The report that is worked on, with where the officer is in it.

use super::{
    Change, Command, Comparing, Desk, Document, LedgerWork, Preview, TextPage, View, collating::Copies,
    grid::GridState, limits, places::GoneTo,
};
use crate::{
    draft::edit::Edit,
    form::SectionId,
    store::{drives::Drive, versions::Version},
};

/// The report that is worked on, with where the officer is in it. It is made whole when a report opens and let go
/// whole when it closes: nothing of one report is ever left in the next.
pub struct Session {
    /// The report.
    pub document: Document,
    /// The page shown.
    pub view: View,
    /// The finding that was gone to last.
    pub(super) gone_to: Option<GoneTo>,
    /// The active cell and what is typed in it.
    pub grid: GridState,
    /// The active cell was chosen from outside the grid: the grid takes the keys and shows the cell.
    pub reveal: bool,
    /// Where she is in a text.
    pub text: TextPage,
    /// What is shown of the printed report.
    pub preview: Preview,
    /// The report that this one is compared with.
    pub(super) comparing: Option<Comparing>,
    /// The copies of it from outside that were read.
    pub(super) copies: Copies,
    /// The versions of it that are kept, as its page lists them.
    pub(super) versions: Vec<Version>,
    /// The ledger that was read for it.
    pub ledger: Option<LedgerWork>,
    /// The drive that its file lies on, where it is one that can be pulled out.
    pub(super) drive: Option<Drive>,
}

impl Session {
    /// A report on its first page with something left to do.
    pub fn new(document: Document) -> Self {
        let mut session = Self {
            view: document.first_task(),
            document,
            gone_to: None,
            grid: GridState::default(),
            reveal: false,
            text: TextPage::default(),
            preview: Preview::default(),
            comparing: None,
            copies: Copies::default(),
            versions: Vec::new(),
            ledger: None,
            drive: None,
        };
        session.enter_page();
        session
    }

    /// Does one thing with the report.
    pub(super) fn apply(&mut self, command: Command, desk: &mut Desk) {
        match command {
            Command::Show(view) => self.show(view),
            Command::GoTo(place) => self.go_to(&place),
            Command::GoToFinding(at) => self.go_to_finding(at),
            Command::Edit(change) => self.edit(change, desk),
            Command::Text(act) => self.text_act(act, desk),
            Command::Find(act) => self.find_act(act, desk),
            Command::Proof(act) => self.proof_act(act, desk),
            Command::Compare(act) => self.compare_act(act, desk),
            Command::Review(act) => self.review_act(act, desk),
            Command::Preview(act) => self.preview_act(act),
            Command::Grid(act) => self.grid_act(act, desk),
            // The others are the program's.
            _ => {}
        }
    }

    /// Changes the report as one step of undo; what would be too long is refused and said.
    pub(super) fn edit(&mut self, change: Change, desk: &mut Desk) {
        if let Some(refused) = limits::too_long(&self.document, &change) {
            desk.fail(refused.to_string());
        } else {
            self.text.mark = None;
            let followed = self.document.edit(change);
            self.say_what_followed(&followed, desk);
        }
    }

    /// Says in which texts numbers have followed their table: they are on another page.
    fn say_what_followed(&self, sections: &[SectionId], desk: &mut Desk) {
        let form = self.document.form();
        let names = sections.iter().filter_map(|id| form.section(id)).map(|s| format!("“{}”", s.task));
        let names: Vec<String> = names.collect();
        if !names.is_empty() {
            desk.whisper(format!("{}中关联的数已一同更新", names.join("、")));
        }
    }

    /// Takes the last step back, and shows where.
    pub(super) fn undo(&mut self) {
        self.text.mark = None;
        let changed = self.document.undo();
        self.show_step(changed.unwrap_or_default());
    }

    /// Does the step again that was taken back, and shows where.
    pub(super) fn redo(&mut self) {
        self.text.mark = None;
        let changed = self.document.redo();
        self.show_step(changed.unwrap_or_default());
    }

    /// Shows what undo has changed, where the page shown does not.
    fn show_step(&mut self, changed: Vec<Edit>) {
        if !self.is_seen_beside_copy() {
            self.show_changed(changed);
        }
    }
}
