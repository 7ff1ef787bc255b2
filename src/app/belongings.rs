//! 带走设置 and 带入设置: what is kept for her goes in one file from one computer to the next.

use std::path::{Path, PathBuf};

use super::{App, Document, FileWish, Question, Replacing, user::NOT_WRITTEN};
use crate::{
    draft::Report,
    store::{
        self, SaveFault,
        belongings::{Belongings, DraftVersions},
        versions,
    },
};

impl App {
    /// Writes what is kept for her; asks first where a file would be replaced unasked.
    pub(super) fn take_along(&mut self, path: PathBuf, replacing: Replacing) {
        let belongings = self.belongings();
        let Ok(text) = belongings.write() else {
            return self.desk.fail("设置没有存成文件，没有带走，这台电脑上的设置都还在".to_owned());
        };
        let disk = self.user.data().shared_disk().clone();
        let is_agreed = replacing == Replacing::Agreed;
        match store::write_export_on(&*disk, &path, text.as_bytes(), is_agreed) {
            Err(error) if matches!(error.fault, SaveFault::Exists) => {
                self.desk.question = Some(Question::Replace(FileWish::TakeAlong, path));
            }
            Err(error) => self.desk.fail(error.to_string()),
            Ok(()) => {
                let what = what_is_in(&belongings);
                let name = store::shown_path(&path);
                self.desk.tell(format!("已存“{name}”：{what}。到另一台电脑上用“带入设置…”读入；草稿另拷"));
                if let Some(drive) = self.drive_of(&path) {
                    let is_in_use = self.is_in_use(&drive);
                    self.settle(drive, is_in_use);
                }
            }
        }
    }

    /// All of it, and the versions of the draft that is open.
    fn belongings(&self) -> Belongings {
        let settings = self.user.settings.now();
        Belongings {
            phrases: self.user.phrases.list().to_vec(),
            ledger: self.user.ledger.now().clone(),
            zoom: settings.zoom,
            contrast: settings.contrast,
            faces: settings.faces,
            versions: self.document().and_then(|document| self.versions_of(document)),
            ..Belongings::new()
        }
    }

    fn versions_of(&self, document: &Document) -> Option<DraftVersions> {
        let report = document.report();
        DraftVersions::of(self.user.data(), document.path()?, report.agency.name.trim(), report.year)
    }

    /// Takes what was kept for her on another computer; nothing that is kept here is lost by it.
    pub(super) fn bring_in(&mut self, path: &Path) {
        let belongings = match Belongings::open(path) {
            Ok(belongings) => belongings,
            Err(fault) => return self.desk.fail(fault.to_string()),
        };
        match self.user.take_in(&belongings) {
            Ok(taken) => {
                let versions = belongings.versions.as_ref().map(|versions| self.bring_versions(versions));
                let sentences: Vec<String> = std::iter::once(taken).chain(versions).collect();
                self.desk.tell(sentences.join("。"));
            }
            Err(what) => {
                self.desk
                    .fail(format!("{what}没有存到这台电脑上，关闭程序前照用：{NOT_WRITTEN}，再带入一次"));
            }
        }
    }

    /// Keeps the versions of the draft that is open, where they are of it; what became of them, as a sentence.
    fn bring_versions(&mut self, brought: &DraftVersions) -> String {
        let whose = format!("{}{}年度的草稿", store::legible(&brought.agency), brought.year);
        let is_it =
            |report: &Report| (report.agency.name.trim(), report.year) == (&*brought.agency, brought.year);
        let open = self.document().filter(|document| is_it(document.report()));
        let Some(draft) = open.and_then(Document::path).map(PathBuf::from) else {
            return format!("文件里还有{whose}以前的版本：打开那份草稿，再带入一次");
        };
        let data = self.user.data().clone();
        if !versions::of(&data, &draft).is_empty() {
            return format!("{whose}在这台电脑上已有以前的版本，没有再带入");
        }
        let words = match brought.keep(&data, &draft) {
            Ok(kept) => format!("{whose}以前的版本带入{kept}个"),
            Err(_) => format!("{whose}以前的版本没有全部带入：数据文件夹写不进去，多半是磁盘已满"),
        };
        self.in_session(|session, _| session.look_for_versions(&data));
        words
    }
}

/// What goes along, in a phrase.
fn what_is_in(belongings: &Belongings) -> String {
    let phrases = belongings.phrases.len();
    let versions = belongings.versions.as_ref().map(|versions| versions.kept.len());
    let mut all =
        vec!["显示和打印字体的设置".to_owned(), "台账的对应关系".to_owned(), format!("常用句{phrases}条")];
    all.extend(versions.map(|n| format!("这份草稿以前的版本{n}个")));
    all.join("、")
}
