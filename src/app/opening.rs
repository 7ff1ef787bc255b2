//! Opening: a draft whole, or what this program understands of a newer one, or what is left of a damaged one.

use std::path::{Path, PathBuf};

use super::{
    Access, Action, App, Document, Notice, Weight, WhyReadOnly,
    files::{as_saved, is_draft},
};
use crate::{
    draft::{Draft, examples},
    form,
    store::{self, OpenError, PartOpened, Seen, belongings::begins_as_belongings},
};

/// What is said of an example that is opened as a file, by double click, say.
const IS_EXAMPLE: &str = "这是一份已公布的示例，不是本单位的报告。写自己的报告，选“新建”或“由上年报告起草”；在这里改了保存，只改这个文件";

impl App {
    /// Opens a draft, or reads a published report.
    pub(super) fn open(&mut self, path: PathBuf) {
        let path = as_saved(path);
        if begins_as_belongings(&path) {
            return self.desk.fail(format!(
                "“{}”是从别的电脑带来的设置，不是草稿，没有打开。用“文件”里的“{}”带入",
                store::name_of(&path),
                Action::BringIn.label()
            ));
        }
        if !is_draft(&path) {
            return self.read_file(&path);
        }
        // Seen before it is read: what is changed in between is noticed when it is saved.
        let seen = Seen::at(self.user.data().disk(), &path).ok().flatten();
        match store::open(&path) {
            Ok(draft) => self.open_whole(draft, path, seen),
            Err(refused) => self.open_in_part(&path, &refused),
        }
    }

    fn open_whole(&mut self, draft: Draft, path: PathBuf, seen: Option<Seen>) {
        let Some(form) = form::by_id(&draft.report.form) else {
            // `store::open` has looked already; a draft must not open in a wrong form.
            return self.desk.fail(format!(
                "“{}”用的格式本程序没有，没有打开，文件没有改动。用新版程序打开",
                store::name_of(&path)
            ));
        };
        self.user.remember(&path);
        let access = self.access_to(&path);
        let is_example = examples::is_one(&draft);
        let document = Document::new(form, draft, None).of_file(Some(path), seen);
        self.show_document(document.with_access(access));
        self.note_recent();
        self.note_drive();
        if is_example {
            self.say_besides(vec![IS_EXAMPLE.to_owned()]);
        }
        self.ask_to_go_on();
    }

    /// Opens what can be had of a draft that was refused.
    fn open_in_part(&mut self, path: &Path, refused: &OpenError) {
        if let Ok(newer) = store::open_newer(path) {
            self.show_newer(newer, path);
        } else if let Ok(part) = store::open_in_part(path) {
            self.show_salvaged(part, path);
        } else {
            let offer = self.offer_about(path);
            self.desk.notice = Some(Notice { offer, ..Notice::new(refused.to_string(), Weight::Failed) });
        }
    }

    /// A newer program's draft is only looked at: what this one does not know of it must not be lost.
    fn show_newer(&mut self, newer: PartOpened, path: &Path) {
        self.user.remember(path);
        let document = Document::new(newer.form, newer.read.draft, None).of_file(Some(path.to_owned()), None);
        self.show_document(document.with_access(Access::ReadOnly(WhyReadOnly::Newer)));
    }

    /// What is left of a damaged draft is a report that has no file yet: the damaged one is never written to.
    fn show_salvaged(&mut self, part: PartOpened, path: &Path) {
        let words = format!(
            "“{}”有损坏，已打开读得出的部分，原文件没有改动。{}处没有照原样读入，列在这一页，核对、补上后另存。",
            store::name_of(path),
            part.read.lost.len()
        );
        let offer = self.offer_about(path);
        self.show_document(Document::salvaged(part, path.to_owned()));
        self.desk.notice = Some(Notice { offer, ..Notice::new(words, Weight::Told) });
        self.ask_for_the_year();
    }
}
