//! Saving: never over what somebody else wrote meanwhile, and never without keeping what was there.

use std::path::{Path, PathBuf};

use super::{Access, App, Document, FileWish, Notice, Offer, Question, Replacing, Wanted, Weight, deadline};
use crate::{
    draft::Draft,
    store::{
        self, DataFolder, SaveError, SaveFault, Seen,
        lock::{self, DraftLock, Holder, Locking},
        versions,
    },
};

impl App {
    /// Saves under the name the report has, or asks for one.
    pub(super) fn save(&mut self) {
        let Some(document) = self.document() else { return };
        if let Some(why) = document.read_only() {
            let words = format!("没有保存：{}", why.words());
            return self.fail_to_save(words);
        }
        match document.path().map(PathBuf::from) {
            Some(path) => self.save_to(&path, Replacing::Ask),
            None => self.desk.wanted.push(Wanted::File(FileWish::Save)),
        }
    }

    /// Saves under this name. What somebody else has put there since the report was opened is asked about.
    pub(super) fn save_to(&mut self, path: &Path, replacing: Replacing) {
        let Some(document) = self.document() else { return };
        let is_its_own = document.path() == Some(path);
        if is_its_own && replacing == Replacing::Ask && self.was_changed_outside(path) {
            self.desk.question = Some(Question::ChangedOutside(path.to_owned()));
            return;
        }
        let lock = match self.lock_for(path) {
            Ok(lock) => lock,
            Err(words) => return self.fail_to_save(words),
        };
        match keep_and_save(self.user.data(), path, document.draft()) {
            Ok(seen) => self.saved(path, seen, lock),
            Err(error) => self.not_saved(path, &error),
        }
    }

    /// Whether what stands in the file is not what was read from it or saved into it last.
    pub(super) fn was_changed_outside(&self, path: &Path) -> bool {
        let seen = self.document().and_then(|document| document.seen);
        let now = Seen::at(self.user.data().disk(), path).ok().flatten();
        seen.zip(now).is_some_and(|(seen, now)| seen != now)
    }

    /// The lock of a name the report did not have so far; the sentence where somebody else has it.
    fn lock_for(&self, path: &Path) -> Result<Option<DraftLock>, String> {
        let has = self.document().and_then(|document| match &document.access {
            Access::Write(Some(lock)) => Some(lock.is_of(path)),
            _ => None,
        });
        if has == Some(true) {
            return Ok(None);
        }
        match lock::take(self.user.data().shared_disk(), path, &Holder::ours(deadline::minute())) {
            Locking::Ours(lock) | Locking::Left(_, lock) => Ok(Some(lock)),
            Locking::NoLocks => Ok(None),
            Locking::Held(holder) => Err(format!(
                "“{}”没有保存：{}正在编辑它，原有内容没有改动。换一个文件名保存",
                store::name_of(path),
                holder.words()
            )),
        }
    }

    fn saved(&mut self, path: &Path, seen: Seen, lock: Option<DraftLock>) {
        let Some(session) = &mut self.session else { return };
        session.document.mark_saved(path.to_owned(), seen, deadline::time_of_day());
        if lock.is_some() || session.document.read_only().is_some() {
            session.document.access = Access::Write(lock);
        }
        if session.view == super::View::Versions {
            session.look_for_versions(self.user.data());
        }
        self.desk.notice = None;
        self.user.remember(path);
        self.note_recent();
        self.note_drive();
        self.settle_saved();
        if let Some(next) = self.after_save.take() {
            self.go_on(next);
        }
    }

    fn not_saved(&mut self, path: &Path, error: &SaveError) {
        if matches!(error.fault, SaveFault::Unconfirmed) {
            // What stands there is this report all the same: it is not somebody else's change.
            let now = Seen::at(self.user.data().disk(), path).ok().flatten();
            self.in_session(|session, _| session.document.note_seen_in(path, now));
        }
        self.fail_to_save(error.to_string());
    }

    /// Says why nothing was saved, what is safe, and offers another place.
    fn fail_to_save(&mut self, why: String) {
        self.after_save = None;
        let text = if self.is_dirty() { format!("{why}。改动都还在窗口里") } else { why };
        self.desk.notice = Some(Notice { offer: Offer::SaveAs, ..Notice::new(text, Weight::Failed) });
    }

    /// Looks whether somebody else has changed the file while the window was left.
    pub(super) fn look_outside(&mut self) {
        let Some(document) = self.document() else { return };
        let Some(path) = document.path().map(PathBuf::from) else { return };
        if document.warned || !self.was_changed_outside(&path) {
            return;
        }
        self.in_session(|session, _| session.document.warned = true);
        self.desk.tell(format!(
            "“{}”已被别的程序改过，窗口里的内容没有变。保存前会再问，可以先比较两边",
            store::name_of(&path)
        ));
    }
}

/// Keeps what is there, saves, and keeps what was saved.
fn keep_and_save(data: &DataFolder, path: &Path, draft: &Draft) -> Result<Seen, SaveError> {
    let at = deadline::stamp();
    // That an older state cannot be kept is no reason not to save this one.
    let _ = versions::keep_what_is_there(data, path, &at);
    let seen = store::save_on(data.disk(), path, draft)?;
    let _ = versions::keep_what_is_there(data, path, &at);
    Ok(seen)
}

impl Document {
    /// Notes what stands in its file.
    fn note_seen_in(&mut self, path: &Path, seen: Option<Seen>) {
        if self.path() == Some(path) {
            self.seen = seen;
        }
    }
}
