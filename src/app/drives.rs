//! U盘: whether the open draft lies on one, and when it may be pulled out.

use std::{
    path::Path,
    sync::mpsc::{Receiver, TryRecvError},
};

use super::{App, Document, Weight, beside, exporting::wakes};
use crate::store::{disk::Disk, drives::Drive};

/// A drive that is waited for until all is on it.
pub(super) struct Settling {
    drive: Drive,
    answer: Receiver<bool>,
    /// A draft is still open from it.
    is_in_use: bool,
}

/// What is said of a drive once something was written to it: whether it may be pulled out.
pub(super) fn pulling(drive: &Drive, is_settled: bool, is_in_use: bool) -> String {
    let name = &drive.name;
    match (is_settled, is_in_use) {
        (false, _) => format!("{name}还没有确认写完，用系统的“安全弹出”之后再拔"),
        (true, true) => format!("正在编辑的草稿在{name}上，关闭草稿后再拔"),
        (true, false) => format!("{name}可以安全拔出"),
    }
}

/// Waits until all is on the drive; whether it is. Takes seconds at worst: not for the thread of the window.
pub(super) fn settle(disk: &dyn Disk, drive: &Drive) -> bool {
    disk.settle(&drive.path).is_ok()
}

impl App {
    /// The drive that the open draft lies on, where it is one that can be pulled out.
    pub fn drive(&self) -> Option<&Drive> {
        self.session.as_ref()?.drive.as_ref()
    }

    /// Whether a draft is open from this drive.
    pub(super) fn is_in_use(&self, drive: &Drive) -> bool {
        self.drive().is_some_and(|open| open.path == drive.path)
    }

    /// The drive that can be pulled out and that a file lies on, or would.
    pub fn drive_of(&self, file: &Path) -> Option<Drive> {
        self.user.drives().holding(file)
    }

    /// Looks where the open draft lies, and says so where that is a drive that may be pulled out from under it.
    pub(super) fn note_drive(&mut self) {
        let path = self.document().and_then(Document::path);
        let drive = path.and_then(|path| self.drive_of(path));
        let Some(session) = &mut self.session else { return };
        let is_new = session.drive != drive;
        session.drive.clone_from(&drive);
        if let Some(drive) = drive.filter(|_| is_new) {
            let words =
                format!("这份草稿在{}上：关闭草稿之前不要拔出；也可以另存到这台电脑上再改", drive.name);
            self.say_besides(vec![words]);
        }
    }

    /// Waits, beside the window, until what was saved is on the drive.
    pub(super) fn settle_saved(&mut self) {
        if let Some(drive) = self.drive().cloned() {
            self.settle(drive, true);
        }
    }

    /// The draft that was open from a drive is closed: says when that may be pulled out.
    pub(super) fn let_drive_go(&mut self, drive: Option<Drive>) {
        if let Some(drive) = drive {
            self.settle(drive, false);
        }
    }

    /// Waits, beside the window, until what was written is on the drive, and says when that may be pulled out.
    pub(super) fn settle(&mut self, drive: Drive, is_in_use: bool) {
        let (disk, waited) = (self.user.data().shared_disk().clone(), drive.clone());
        let wake = wakes(self.wake.clone());
        match beside("settling", wake, move || settle(&*disk, &waited)) {
            Ok(answer) => self.settling = Some(Settling { drive, answer, is_in_use }),
            Err(_) => self.desk.tell(pulling(&drive, false, is_in_use)),
        }
    }

    /// Whether a drive is waited for.
    pub fn is_settling(&self) -> bool {
        self.settling.is_some()
    }

    /// Says what came of it.
    pub(super) fn poll_drives(&mut self) {
        let Some(Settling { answer, .. }) = &self.settling else { return };
        let is_settled = match answer.try_recv() {
            Err(TryRecvError::Empty) => return,
            Ok(is_settled) => is_settled,
            Err(TryRecvError::Disconnected) => false,
        };
        let Some(Settling { drive, is_in_use, .. }) = self.settling.take() else { return };
        let words = pulling(&drive, is_settled, is_in_use);
        let is_loud = self.desk.notice.as_ref().is_some_and(|notice| notice.weight != Weight::Whispered);
        match (is_settled && is_in_use, is_loud) {
            // After each save it is said where it disturbs nobody; what else was said is not taken away by it.
            (true, true) => {}
            (true, false) => self.desk.whisper(format!("已写到{}。{words}", drive.name)),
            (false, _) => self.say_besides(vec![words]),
        }
    }
}
