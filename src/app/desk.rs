//! What lies over the page: a question, what happened last, a tool, and what the window is yet to do with the system.

use std::path::Path;

use super::{FileWish, Notice, Offer, Question, Tool, Wanted, Weight};
use crate::store::shown_path;

/// What lies over the page, whatever report is open or none.
#[derive(Default)]
pub struct Desk {
    /// The question in the window.
    pub question: Option<Question>,
    /// What happened last.
    pub notice: Option<Notice>,
    /// The tool that is open over the page.
    pub tool: Option<Tool>,
    /// What needs the system.
    pub wanted: Vec<Wanted>,
}

impl Desk {
    /// Where another report comes on the page, what was said and looked for in the one before goes with it.
    pub(super) fn clear(&mut self) {
        let Self { question, wanted, .. } = std::mem::take(self);
        *self = Self { question, wanted, ..Self::default() };
    }

    /// What does not work stays said while she goes on typing.
    pub(super) fn hush_typing(&mut self) {
        self.notice.take_if(|n| !matches!(n.weight, Weight::Failed | Weight::Lasting));
    }

    /// Asks the window for a file.
    pub(super) fn wish(&mut self, wish: FileWish) {
        self.wanted.push(Wanted::File(wish));
    }

    /// Says that something did not work.
    pub(super) fn fail(&mut self, text: String) {
        self.notice = Some(Notice::new(text, Weight::Failed));
    }

    /// Says something to know.
    pub(super) fn tell(&mut self, text: String) {
        self.notice = Some(Notice::new(text, Weight::Told));
    }

    /// Says something in the status line only.
    pub(super) fn whisper(&mut self, text: String) {
        self.notice = Some(Notice::new(text, Weight::Whispered));
    }

    /// Says that a file was written, and what of the report in it is still open.
    pub(super) fn tell_exported(&mut self, path: &Path, open: Option<&str>) {
        let rest = open.map_or_else(String::new, |open| format!("。报告中仍有{open}"));
        let text = format!("已导出“{}”{rest}", shown_path(path));
        self.notice = Some(Notice { offer: Offer::Open(path.to_owned()), ..Notice::new(text, Weight::Told) });
    }
}
