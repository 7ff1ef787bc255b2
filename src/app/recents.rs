//! The drafts on the start page: whose they are, how they stand, which are no longer there, and the date of the year at work.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    sync::mpsc::Receiver,
};

use super::{App, Document, beside, deadline::Deadline, exporting::wakes};
use crate::{draft::sign::SinceSigned, store::recent::Noted};

/// The drafts whose files are not there, once that is known.
#[derive(Default)]
pub(super) struct Missing {
    known: HashSet<PathBuf>,
    coming: Option<Receiver<HashSet<PathBuf>>>,
}

impl Document {
    /// What the start page is to say of it under this name.
    fn noted(&self, path: PathBuf) -> Noted {
        let report = self.report();
        let due = super::deadline::of(self.form(), &report.agency, report.year);
        let is_signed = self.draft().since_signed() == SinceSigned::Same;
        Noted {
            path,
            agency: report.agency.name.clone(),
            year: report.year,
            due: due.map(|due| due.day),
            is_signed,
            state: if is_signed { "已签发".to_owned() } else { self.draft_state() },
        }
    }

    /// How it stands as a draft: `草稿，还有1处错误`.
    fn draft_state(&self) -> String {
        self.still_open().map_or_else(|| "草稿".to_owned(), |open| format!("草稿，还有{open}"))
    }
}

impl App {
    /// Notes what is known of the draft that is open and has a file.
    pub(super) fn note_recent(&mut self) {
        let Some(document) = self.session.as_ref().map(|session| &session.document) else { return };
        let path = document.path().and_then(|path| std::path::absolute(path).ok());
        if let Some(noted) = path.map(|path| document.noted(path)) {
            self.user.note(&noted);
        }
    }

    /// Looks beside the window which of the recent drafts are there: a drive that is gone may take its time to say so.
    pub(super) fn look_for_recent(&mut self) {
        let drafts = self.user.recent().to_vec();
        let missing = move || drafts.into_iter().filter(|draft| !draft.exists()).collect();
        self.missing.coming = beside("recent", wakes(self.wake.clone()), missing).ok();
    }

    /// Takes what was found out of them.
    pub(super) fn poll_recent(&mut self) {
        if let Some(known) = self.missing.coming.as_ref().and_then(|coming| coming.try_recv().ok()) {
            (self.missing.known, self.missing.coming) = (known, None);
        }
    }

    /// Whether the file of a recent draft was looked for and is not there.
    pub fn is_missing(&self, draft: &Path) -> bool {
        self.missing.known.contains(draft)
    }

    /// The year that is worked on, with the date by which its report must be published: that of the draft used last that
    /// was not signed.
    pub fn year_at_work(&self) -> Option<(u16, Deadline)> {
        let open = self.user.recent().iter().filter_map(|path| self.user.noted(path));
        open.filter(|noted| !noted.is_signed).find_map(|noted| {
            let deadline = Deadline::on(noted.due?)?;
            deadline.is_near().then_some((noted.year, deadline))
        })
    }
}
