//! 以前的版本: the states of the open draft that were saved, to be compared with and gone back to.

use std::path::{Path, PathBuf};

use super::{Access, App, ComparedWith, Document, Offer, Session, View, deadline};
use crate::{
    draft::{Draft, file},
    form,
    store::{
        self, DataFolder, Seen,
        versions::{self, Version},
    },
};

/// What can be done with a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VersionAct {
    /// Shows what the report has otherwise.
    Compare(Version),
    /// Goes back to it.
    GoBack(Version),
    /// Opens the newest one of a draft that cannot be opened itself.
    OpenNewest(PathBuf),
}

impl App {
    /// Does one thing with a version.
    pub(super) fn version_act(&mut self, act: VersionAct) {
        match act {
            VersionAct::Compare(version) => self.in_session(|session, desk| match version.open() {
                Ok(draft) => {
                    session.compare_with_draft(ComparedWith::Version, name_of(&version), &draft, desk);
                }
                Err(error) => desk.fail(error.to_string()),
            }),
            VersionAct::GoBack(version) => self.go_back(&version),
            VersionAct::OpenNewest(path) => self.open_newest(&path),
        }
    }

    /// Shows the page with the versions of the open draft.
    pub(super) fn show_versions(&mut self) {
        let data = self.user.data().clone();
        self.in_session(|session, _| {
            session.look_for_versions(&data);
            session.show(View::Versions);
        });
    }

    /// Goes back to a version. What is in the window is kept as a version before.
    fn go_back(&mut self, version: &Version) {
        let Some(document) = self.document() else { return };
        if let Some(why) = document.read_only() {
            return self.desk.fail(why.words());
        }
        let Some(path) = document.path().map(PathBuf::from) else { return };
        let draft = match version.open() {
            Ok(draft) => draft,
            Err(error) => return self.desk.fail(error.to_string()),
        };
        let now = file::write(document.draft());
        if versions::keep(self.user.data(), &path, now.as_bytes(), &deadline::stamp()).is_err() {
            return self.desk.fail(
                "没有恢复：现在的内容没能先存为一个版本，数据文件夹写不进去，多半是磁盘已满。窗口里的内容没有变；腾出空间后再恢复".to_owned(),
            );
        }
        let seen = document.seen;
        let access = self.session.take().map(|session| session.document.into_access());
        self.show_earlier(draft, path, seen, access.unwrap_or_default());
        self.desk
            .tell(format!("已回到{}的版本，还没有保存；之前的内容也存为一个版本，可以再恢复", version.at));
    }

    /// Opens the newest version of a draft that cannot be opened itself, in its place.
    fn open_newest(&mut self, path: &Path) {
        let all = versions::of(self.user.data(), path);
        let Some((version, draft)) = all.iter().find_map(|version| Some((version, version.open().ok()?)))
        else {
            return self
                .desk
                .fail(format!("“{}”留存的版本也打不开，文件没有改动。可改用备份", store::name_of(path)));
        };
        let seen = Seen::at(self.user.data().disk(), path).ok().flatten();
        let access = self.access_to(path);
        self.show_earlier(draft, path.to_owned(), seen, access);
        self.desk.tell(format!(
            "打开的是{}的版本，还没有保存。原文件没有改动；保存时先把它存为一个版本",
            version.at
        ));
    }

    fn show_earlier(&mut self, draft: Draft, path: PathBuf, seen: Option<Seen>, access: Access) {
        let Some(form) = form::by_id(&draft.report.form) else { return };
        self.show_document(Document::unsaved(form, draft).of_file(Some(path), seen).with_access(access));
    }

    /// What is offered about a draft that cannot be opened: its versions, where there are any.
    pub(super) fn offer_about(&self, path: &Path) -> Offer {
        if versions::of(self.user.data(), path).is_empty() {
            Offer::Nothing
        } else {
            Offer::OpenVersion(path.to_owned())
        }
    }
}

impl Session {
    /// The versions of the open draft that are kept, the newest first.
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// Looks for them anew.
    pub(super) fn look_for_versions(&mut self, data: &DataFolder) {
        let path = self.document.path();
        self.versions = path.map_or_else(Vec::new, |path| versions::of(data, path));
    }
}

/// What a version is called in a comparison.
pub(super) fn name_of(version: &Version) -> String {
    format!("{}的版本", version.at)
}
