//! 帮助: which page is shown, and what of it only the running program knows.

use std::path::PathBuf;

use super::{Action, App, Command, Desk, Menu, Session, Tool, View};
use crate::{
    collate::Purpose,
    help,
    store::{crash_log::CrashLog, folder::folder_there, recovery, versions},
};

/// Where the help can be asked for: each may be named by the page that explains it.
pub const PLACES: [&str; 14] = [
    "start",
    "agency",
    "text",
    "table",
    "proof",
    "review",
    "rules",
    "ledger",
    "compare",
    "preview",
    "versions",
    "after",
    "returned",
    "published",
];

/// A place of this computer where something of hers is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePlace {
    /// What is kept there.
    pub what: &'static str,
    /// Where it is; none where it is not kept.
    pub path: Option<PathBuf>,
    /// Said where it is not.
    pub otherwise: &'static str,
    /// The folder that can be looked into; none where there is none yet.
    pub folder: Option<PathBuf>,
}

impl FilePlace {
    fn new(what: &'static str, path: Option<PathBuf>, otherwise: &'static str) -> Self {
        let folder = path.as_deref().and_then(folder_there);
        Self { what, path, otherwise, folder }
    }
}

/// Said of what the system has no folder for.
const NO_FOLDER: &str = "系统没有给本程序存放数据的文件夹，没有保存";

impl App {
    /// Opens the help on the page that explains what is shown, or puts it away.
    pub(super) fn turn_help(&mut self) {
        self.desk.tool = if self.desk.is_in_help() { None } else { tool(self.place()) };
    }

    /// What the officer is looking at, in the words of [`PLACES`].
    fn place(&self) -> &'static str {
        let Some(session) = &self.session else { return "start" };
        match &session.view {
            View::Agency => "agency",
            View::Proof => "proof",
            View::Section(_) if session.section().is_some_and(|s| s.table().is_some()) => "table",
            View::Section(_) => "text",
            View::Review => "review",
            View::Ledger => "ledger",
            View::Compare => "compare",
            View::Preview => "preview",
            View::Versions => "versions",
            View::After => "after",
            View::Collate(Purpose::Returned) => "returned",
            View::Collate(Purpose::Published) => "published",
            View::Rules => "rules",
        }
    }

    /// An act is done where it is seen: only those that change the look of the window leave the help open.
    pub(super) fn leave_help_for(&mut self, action: Action) {
        let of_the_window = matches!(
            action,
            Action::Help | Action::ZoomIn | Action::ZoomOut | Action::ZoomReset | Action::Contrast
        );
        if !of_the_window {
            self.desk.put_help_away();
        }
    }

    /// Whoever asks for a page wants to see it.
    pub(super) fn leave_help_to_show(&mut self, command: &Command) {
        if matches!(command, Command::Show(_) | Command::GoTo(_) | Command::GoToFinding(_)) {
            self.desk.put_help_away();
        }
    }

    /// Where files of hers are on this computer.
    pub fn file_places(&self) -> Vec<FilePlace> {
        let draft = self.document().and_then(|document| document.path()).map(ToOwned::to_owned);
        let data = self.user.data();
        let of = |what, path| FilePlace::new(what, path, NO_FOLDER);
        vec![
            FilePlace::new("现在打开的草稿", draft, "没有打开草稿，或者还没有保存成文件"),
            of("设置、常用句和最近的草稿", self.user.settings.folder().map(ToOwned::to_owned)),
            of("恢复副本", recovery::place(data)),
            of("以前的版本", versions::place(data)),
            of("故障记录", CrashLog::of(data).path().map(ToOwned::to_owned)),
        ]
    }
}

impl Session {
    /// Shows what counts in the active cell; asked once more, the help.
    pub(super) fn help_of_cell(&mut self, desk: &mut Desk) {
        if std::mem::replace(&mut self.grid.help, false) || self.grid.active.is_none() {
            desk.tool = tool("table");
        } else {
            self.grid.help = true;
        }
    }
}

impl Desk {
    /// Whether the help stands in the place of the page.
    pub fn is_in_help(&self) -> bool {
        matches!(self.tool, Some(Tool::Help(_)))
    }

    fn put_help_away(&mut self) {
        self.tool.take_if(|tool| matches!(tool, Tool::Help(_)));
    }
}

fn tool(place: &str) -> Option<Tool> {
    help::page_of(place).map(|page| Tool::Help(page.name))
}

/// Every act that has keys, with all of them, by menus.
pub fn keys() -> Vec<(Menu, Vec<(Action, String)>)> {
    let keys =
        |action: Action| action.shortcuts().iter().map(ToString::to_string).collect::<Vec<_>>().join("、");
    let acts =
        |menu: Menu| menu.actions().map(|a| (a, keys(a))).filter(|(_, keys)| !keys.is_empty()).collect();
    Menu::ALL.into_iter().map(|menu| (menu, acts(menu))).collect()
}
