//! Whether the open report may be written, or only looked at.

use std::path::Path;

use super::{App, Desk, Document, Notice, Offer, Question, Session, Weight, deadline};
use crate::store::{
    self,
    lock::{self, DraftLock, Holder, Locking},
};

/// Whether a report may be written.
#[derive(Debug)]
pub enum Access {
    /// It may. Its file is locked where it has one and the disk knows locks.
    Write(Option<DraftLock>),
    /// It can only be looked at.
    ReadOnly(WhyReadOnly),
}

/// Why a report can only be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyReadOnly {
    /// Another window has its file open.
    Held(Holder),
    /// A newer program wrote its file, of which this one knows only a part.
    Newer,
    /// The officer wanted it so: somebody may still be at it.
    Chosen,
}

impl Default for Access {
    fn default() -> Self {
        Self::Write(None)
    }
}

impl WhyReadOnly {
    /// The reason with what can be done.
    pub fn words(&self) -> String {
        match self {
            Self::Held(holder) => format!(
                "{}正在编辑这份草稿{}，这里只能看。要改就另存为自己的文件，或等对方关闭后重新打开",
                holder.words(),
                since(holder)
            ),
            Self::Newer => {
                "这份草稿由较新版本的程序保存，这里只能看，有的内容可能没有显示。用新版程序打开后再改"
                    .to_owned()
            }
            Self::Chosen => "这份草稿只能看，不能改。要改就另存为自己的文件，或重新打开".to_owned(),
        }
    }
}

/// Since when somebody has it, where that is known.
fn since(holder: &Holder) -> String {
    if holder.since.is_empty() { String::new() } else { format!("（{}打开）", holder.since) }
}

/// What asks whether a draft may be taken over that nobody closed.
pub(super) fn left_words(name: &str, holder: &Holder) -> String {
    format!(
        "“{name}”上次没有正常关闭，打开它的是{}{}。那个程序已经不在了，可以接着编辑；没保存的改动如果留有恢复副本，列在窗口上方。",
        holder.words(),
        since(holder)
    )
}

impl Document {
    /// Why it can only be looked at, if so.
    pub fn read_only(&self) -> Option<&WhyReadOnly> {
        match &self.access {
            Access::Write(_) => None,
            Access::ReadOnly(why) => Some(why),
        }
    }

    /// Lets it be written, or no longer.
    pub fn with_access(mut self, access: Access) -> Self {
        self.access = access;
        self
    }

    /// Lets go of the lock of a file, so that it can be taken anew.
    fn let_go_of(&mut self, path: &Path) {
        self.access = match std::mem::take(&mut self.access) {
            Access::Write(Some(lock)) if lock.is_of(path) => Access::Write(None),
            access => access,
        };
    }
}

impl App {
    /// Asks for a draft that is to be opened. One that nobody closed is asked about.
    pub(super) fn access_to(&mut self, path: &Path) -> Access {
        if let Some(session) = &mut self.session {
            session.document.let_go_of(path);
        }
        match lock::take(self.user.data().shared_disk(), path, &Holder::ours(deadline::minute())) {
            Locking::Ours(lock) => Access::Write(Some(lock)),
            Locking::NoLocks => Access::Write(None),
            Locking::Held(holder) => Access::ReadOnly(WhyReadOnly::Held(holder)),
            Locking::Left(holder, lock) => {
                self.left_by = Some(left_words(&store::name_of(path), &holder));
                Access::Write(Some(lock))
            }
        }
    }

    /// Puts the question about a draft that nobody closed, once it is open.
    pub(super) fn ask_to_go_on(&mut self) {
        if let Some(words) = self.left_by.take() {
            self.desk.question = Some(Question::GoOn(words));
        }
    }
}

impl Session {
    /// Only looks at a draft that somebody may still be at.
    pub(super) fn look_only(&mut self) {
        self.document.access = Access::ReadOnly(WhyReadOnly::Chosen);
    }

    /// Says why nothing was changed, where something was to be.
    pub(super) fn say_what_was_refused(&mut self, desk: &mut Desk) {
        if !std::mem::take(&mut self.document.refused) {
            return;
        }
        let Some(why) = self.document.read_only() else { return };
        desk.notice = Some(Notice { offer: Offer::SaveAs, ..Notice::new(why.words(), Weight::Failed) });
    }
}
