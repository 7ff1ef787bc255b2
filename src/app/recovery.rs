//! 恢复: what programs that did not end well have left, offered until it is taken or put aside.

use std::path::PathBuf;

use super::{Access, App, ComparedWith, Document, Latest, Next, Session};
use crate::{
    draft::Draft,
    form,
    store::{
        self,
        recovery::{self, CopyState, Found},
    },
};

/// What can be done with a copy that was left; copies are named by their place in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecoveryAct {
    /// Goes on with it.
    Restore(usize),
    /// Opens its file and shows what the copy has otherwise.
    Compare(usize),
    /// Puts it aside for a week.
    Discard(usize),
    /// Goes on with one that was put aside.
    TakeBack(usize),
}

impl App {
    /// The copies that programs which did not end well have left, the newest first.
    pub fn left_copies(&self) -> &[Found] {
        &self.left
    }

    /// The copies that were put aside and are still kept.
    pub fn discarded_copies(&self) -> &[Found] {
        &self.discarded
    }

    /// Does one thing with a copy that was left.
    pub(super) fn recovery_act(&mut self, act: RecoveryAct) {
        match act {
            RecoveryAct::Restore(_) | RecoveryAct::TakeBack(_) => self.leave_for(Next::Recover(act)),
            RecoveryAct::Compare(at) => self.leave_for(Next::Recover(RecoveryAct::Compare(at))),
            RecoveryAct::Discard(at) => self.discard_left(at),
        }
    }

    /// Goes on with a copy once nothing can be lost any more.
    pub(super) fn take_copy(&mut self, act: &RecoveryAct) {
        match *act {
            RecoveryAct::Restore(at) => self.restore(self.left.get(at).cloned()),
            RecoveryAct::TakeBack(at) => self.restore(self.discarded.get(at).cloned()),
            RecoveryAct::Compare(at) => self.compare_left(at),
            RecoveryAct::Discard(at) => self.discard_left(at),
        }
    }

    fn restore(&mut self, copy: Option<Found>) {
        let Some(copy) = copy else { return };
        if copy.state != CopyState::Whole {
            return self.restore_in_part(&copy);
        }
        let Some(form) = form::by_id(&copy.draft.report.form) else {
            return self
                .desk
                .fail(format!("“{}”用的格式本程序没有，恢复副本还在。用新版程序打开后恢复", copy.name()));
        };
        let path = copy.belongs.path.clone();
        let access = path.as_deref().map_or_else(Access::default, |path| self.access_to(path));
        self.left_by = None;
        let held = matches!(access, Access::ReadOnly(_));
        let document = Document::unsaved(form, copy.draft.clone());
        let document =
            if held { document } else { document.of_file(path, copy.belongs.seen).with_access(access) };
        self.show_document(document);
        self.desk.tell(restored_words(&copy, held));
        self.hand_over();
        // The copy goes once this window has one of its own.
        if self.copies.write_now() {
            recovery::forget(self.user.data(), &copy);
            self.look_for_copies();
        }
    }

    /// Goes on with what can be read of a damaged copy. It is put aside and not taken away: somebody may read more.
    fn restore_in_part(&mut self, copy: &Found) {
        let name = copy.name();
        let Some(part) = recovery::in_part(self.user.data(), copy) else {
            return self.desk.fail(unreadable_words(copy));
        };
        let lost = part.read.lost.len();
        let from = copy.belongs.path.clone().unwrap_or_else(|| PathBuf::from(&name));
        self.show_document(Document::salvaged(part, from));
        self.desk.tell(format!(
            "“{name}”的恢复副本有损坏，已恢复读得出的部分，{lost}处没有照原样读入，列在这一页。草稿还是上次保存的样子；核对、补上后另存"
        ));
        self.hand_over();
        let left = self.left.iter().any(|left| left.path() == copy.path());
        if left && self.copies.write_now() {
            // One that cannot be put aside is offered once more than needed.
            let _ = recovery::discard(self.user.data(), copy.path());
            self.look_for_copies();
        }
    }

    /// Opens the file as it was saved, and shows what the copy has otherwise.
    fn compare_left(&mut self, at: usize) {
        let Some(copy) = self.left.get(at).cloned() else { return };
        let Some(path) = copy.belongs.path.clone() else { return };
        self.open(path);
        let name = format!("恢复副本（{}）", copy.belongs.at);
        self.in_session(|session, desk| {
            session.compare_with_draft(ComparedWith::RecoveryCopy, name, &copy.draft, desk);
        });
    }

    fn discard_left(&mut self, at: usize) {
        let Some(copy) = self.left.get(at) else { return };
        let (name, state) = (copy.name(), copy.state);
        let done = recovery::discard(self.user.data(), copy.path());
        match done {
            Ok(()) => {
                self.desk.tell(discarded_words(&name, state));
                self.look_for_copies();
            }
            Err(_) => self.desk.fail(format!(
                "“{name}”的恢复副本没有丢弃，仍然留着：数据文件夹写不进去，多半是磁盘已满；腾出空间后再丢弃"
            )),
        }
    }

    /// Looks for copies anew.
    pub(super) fn look_for_copies(&mut self) {
        self.left = recovery::left(self.user.data());
        self.discarded = recovery::discarded(self.user.data());
    }

    /// Hands the report over to be kept, if it is another than before.
    pub(super) fn hand_over(&mut self) {
        let state = self.session.as_ref().map(Session::kept_state);
        if self.handed_over != state {
            self.handed_over = state;
            self.copies.note(self.session.as_ref().map(Session::latest));
        }
    }

    /// Whether the recovery copy could not be written.
    pub fn is_copy_failing(&self) -> bool {
        self.is_dirty() && self.copies.is_failing()
    }

    /// Whether what is let go unsaved is kept for a week.
    pub fn keeps_what_is_let_go(&self) -> bool {
        self.user.data().path().is_some() && !self.copies.is_failing()
    }

    /// The state after a fault of the program: the report as it was handed over last, and everything else anew.
    pub fn after_fault(self) -> Self {
        let Self { session, wake, copies, user, left, discarded, exporting, chooses_here, .. } = self;
        let latest = copies.latest();
        let access = session.map(|session| session.document.into_access());
        let mut app =
            Self { user, chooses_here, exporting, wake, copies, left, discarded, ..Self::default() };
        if let (Some(latest), Some(access)) = (latest, access) {
            app.go_on_after_fault(&latest, access);
        }
        app
    }

    fn go_on_after_fault(&mut self, latest: &Latest, access: Access) {
        let Some(form) = form::by_id(&latest.draft.report.form) else { return };
        let Latest { draft, path, seen, is_dirty } = latest.clone();
        let document =
            if is_dirty { Document::unsaved(form, draft) } else { Document::new(form, draft, None) };
        self.show_document(document.of_file(path, seen).with_access(access));
        self.desk.fail(
            "程序内部出错，刚才的一步没有完成。内容已回到这一步之前，可以接着写；先保存一次，撤销记录没有了"
                .to_owned(),
        );
    }
}

/// What is said of a copy of which nothing can be read.
pub fn unreadable_words(copy: &Found) -> String {
    let of = copy.belongs.path.as_deref();
    format!(
        "{}恢复副本读不出来，可能已损坏，或由较新版本的程序写下。保存过的草稿没有改动；副本原样留在“{}”，可交给维护人员",
        of.map_or_else(|| "一份".to_owned(), |of| format!("“{}”的", store::name_of(of))),
        store::shown_path(copy.path())
    )
}

fn discarded_words(name: &str, state: CopyState) -> String {
    if state == CopyState::Unreadable {
        "读不出来的恢复副本已丢弃，在数据文件夹里还留7天".to_owned()
    } else {
        format!("“{name}”的恢复副本已丢弃，7天之内还能在开始页找回")
    }
}

/// What is said once a copy is in the window.
fn restored_words(copy: &Found, held: bool) -> String {
    let at = &copy.belongs.at;
    match (&copy.belongs.path, held) {
        (None, _) => format!("已恢复{at}的内容，这份报告还没有保存过，先保存"),
        (Some(path), true) => {
            format!("已恢复{at}的内容。“{}”正由别的窗口编辑，恢复的内容另存为别的文件", store::name_of(path))
        }
        (Some(path), false) => {
            format!("已恢复{at}的内容，“{}”还是上次保存的样子；核对后保存", store::name_of(path))
        }
    }
}

/// What tells one state of the report from another: its file, its content, what is half typed.
pub(super) type KeptState = (Option<PathBuf>, u64, bool, Option<String>);

impl Session {
    fn kept_state(&self) -> KeptState {
        let typed = self.grid.typing.as_ref().map(|typing| typing.text().to_owned());
        let document = &self.document;
        (document.path().map(Into::into), document.revision(), document.is_dirty(), typed)
    }

    fn latest(&self) -> Latest {
        let document = &self.document;
        let (draft, typed) = self.draft_as_typed();
        let is_dirty = (document.is_dirty() || typed) && document.read_only().is_none();
        Latest { draft, path: document.path().map(Into::into), seen: document.seen, is_dirty }
    }

    /// The draft with what stands half typed in a cell, and whether anything does.
    fn draft_as_typed(&self) -> (Draft, bool) {
        let mut draft = self.document.draft().clone();
        let typed = self.typed();
        let is_typed = typed.is_some();
        if let Some(edit) = typed {
            edit.apply(&mut draft);
        }
        (draft, is_typed)
    }
}
