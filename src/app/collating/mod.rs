//! 带回Word修改 and 公布后核对: a copy from outside beside the open report. What an edited copy says otherwise is taken
//! into the draft one by one; what a website has made of the report is only listed, to be put right there.
//!
//! Of it is kept with the draft what was accepted, and what is not wanted.

mod copy;
mod read;

use std::path::PathBuf;

use super::{App, Change, Desk, Session, View, Wanted};
use crate::collate::{self, Difference, Purpose};
pub use copy::{CollateItem, CollateState, Collating};
pub use read::Against;
pub(super) use read::{CopyToRead, ReadCopy};

/// The copies that were read for a report.
#[derive(Default)]
pub(super) struct Copies {
    returned: Option<Collating>,
    published: Option<Collating>,
}

impl Copies {
    fn of_mut(&mut self, purpose: Purpose) -> &mut Option<Collating> {
        match purpose {
            Purpose::Returned => &mut self.returned,
            Purpose::Published => &mut self.published,
        }
    }
}

/// What can be done with a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CollateAct {
    /// Reads one from a file.
    Read(Purpose, PathBuf),
    /// Reads one from text.
    Paste(Purpose, String),
    /// Takes these items into the draft, by their places in the list, as one step.
    Accept(Vec<usize>),
    /// Leaves this one out.
    Reject(usize),
    /// Thinks it over once more.
    TakeBack(usize),
    /// Holds the copy against the draft as it was when the copy was read.
    AgainstNow,
    /// Copies what the website has to put right.
    CopyList,
}

impl App {
    /// Does one thing with a copy.
    pub(super) fn collate_act(&mut self, act: CollateAct) {
        match act {
            CollateAct::Read(purpose, path) => {
                self.desk.question = None;
                self.read_copy(purpose, &path);
            }
            CollateAct::Paste(purpose, text) => self.read_copy_text(purpose, text),
            act => self.in_session(|session, desk| session.collate_act(act, desk)),
        }
    }

    /// Takes a copy that has been read.
    pub(super) fn take_copy_read(&mut self, name: String, copy: ReadCopy) {
        self.in_session(|session, _| {
            let purpose = copy.purpose;
            *session.copies.of_mut(purpose) = Some(Collating::new(name, copy, &session.document));
            session.show(View::Collate(purpose));
        });
    }
}

impl Session {
    /// The copy that was read last for this purpose.
    pub fn copy_of(&self, purpose: Purpose) -> Option<&Collating> {
        match purpose {
            Purpose::Returned => self.copies.returned.as_ref(),
            Purpose::Published => self.copies.published.as_ref(),
        }
    }

    /// The copy whose page is shown.
    fn shown_copy(&self) -> Option<&Collating> {
        let View::Collate(purpose) = self.view else { return None };
        self.copy_of(purpose)
    }

    fn collate_act(&mut self, act: CollateAct, desk: &mut Desk) {
        match act {
            CollateAct::Accept(which) => self.accept_items(&which, desk),
            CollateAct::CopyList => self.copy_list(desk),
            CollateAct::Reject(at) => self.decline_item(at, true, desk),
            CollateAct::TakeBack(at) => self.decline_item(at, false, desk),
            CollateAct::AgainstNow => self.in_collating(Collating::turn_to_now),
            CollateAct::Read(..) | CollateAct::Paste(..) => {}
        }
    }

    /// Does something with the copy whose page is shown, and finds out anew how it stands to the draft.
    fn in_collating(&mut self, act: impl FnOnce(&mut Collating)) {
        let View::Collate(purpose) = self.view else { return };
        if let Some(copy) = self.copies.of_mut(purpose) {
            act(copy);
            copy.refresh(&self.document);
        }
    }

    /// How the copy stands to the report, which may have changed since; found out while its page is shown.
    pub(super) fn refresh_collating(&mut self) {
        let revision = self.document.revision();
        if self.shown_copy().is_some_and(|copy| copy.revision != revision) {
            self.in_collating(|_| {});
        }
    }

    /// Whether a step that was taken back, or done again, is seen on the page of the copy.
    pub(super) fn is_seen_beside_copy(&mut self) -> bool {
        let states = |session: &Self| {
            let items = session.shown_copy().into_iter().flat_map(|copy| &copy.items);
            items.map(|item| item.state.clone()).collect::<Vec<_>>()
        };
        let before = states(self);
        self.refresh_collating();
        before != states(self)
    }

    fn accept_items(&mut self, which: &[usize], desk: &mut Desk) {
        let Some(copy) = self.shown_copy().filter(|copy| copy.purpose == Purpose::Returned) else { return };
        let keys = copy.open_keys(which);
        let edits = copy.edits(&keys, &self.document);
        let Some(name) = copy.step_name(&keys, self.document.form()) else { return };
        let before = self.document.revision();
        self.edit(Change { name, edits, merge: None }, desk);
        if self.document.revision() != before {
            self.in_collating(|copy| copy.accepted.extend(keys));
        }
    }

    fn decline_item(&mut self, at: usize, is_declined: bool, desk: &mut Desk) {
        let copy = self.shown_copy().filter(|copy| copy.purpose == Purpose::Returned);
        let change = copy.and_then(|copy| copy.declining(at, is_declined));
        if let Some(change) = change {
            self.edit(change, desk);
            self.refresh_collating();
        }
    }

    fn copy_list(&self, desk: &mut Desk) {
        let Some(copy) = self.shown_copy() else { return };
        let differences: Vec<Difference> = copy.items.iter().map(|item| item.difference.clone()).collect();
        let title = copy.bases.first().map(|base| base.sheet().title()).unwrap_or_default();
        desk.wanted.push(Wanted::CopyText(collate::to_mend(&title, &differences)));
        desk.whisper("已复制清单，粘贴给网站的人，请他们照着改".to_owned());
    }
}
