//! Opening, saving and exporting, with what the officer is told about it.

use std::path::{Path, PathBuf};

use super::{App, Document, FileWish, Next, Question, Replacing, ToLeaderAct, Wanted};
use crate::{
    draft::{examples, file},
    export::{Format, copy::CopyKind},
    form, store,
};

/// What can be done with files, and with what stands in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileAct {
    /// Opens a draft, or reads a published report.
    Open(PathBuf),
    /// Opens the built-in example with this file name as a new draft.
    OpenExample(&'static str),
    /// Begins a draft from last year's draft or published report.
    BeginFrom(PathBuf),
    /// Reads the text of a published report.
    Read(String),
    /// Stops waiting for a published report.
    StopReading,
    /// Takes back what is being made for this file.
    StopExport(PathBuf),
    /// Starts an empty report.
    Create {
        /// The year reported on.
        year: u16,
        /// The agency's full name.
        agency: String,
    },
    /// Asks for a file.
    Wish(FileWish),
    /// Asks for it in the window instead of in the system's dialog.
    ChooseHere(FileWish),
    /// Asks for it in the system's dialog after all.
    ChooseOutside(FileWish),
    /// Asks for a file to export to.
    Export(Format, CopyKind),
    /// Writes the file that was named for a wish.
    Write(FileWish, PathBuf, Replacing),
    /// Opens a file or a folder in the program that is set for it.
    ShowOutside(PathBuf),
}

impl App {
    /// Does one thing with files.
    pub(super) fn file_act(&mut self, act: FileAct) {
        match act {
            FileAct::Open(path) => self.leave_for(Next::File(FileAct::Open(path))),
            FileAct::OpenExample(name) => self.leave_for(Next::File(FileAct::OpenExample(name))),
            FileAct::BeginFrom(path) => self.leave_for(Next::File(FileAct::BeginFrom(path))),
            FileAct::Read(text) => self.leave_for(Next::File(FileAct::Read(text))),
            FileAct::StopReading => self.stop_reading(),
            FileAct::StopExport(path) => self.stop_export(&path),
            FileAct::Create { year, agency } => self.create(year, agency),
            FileAct::Wish(wish) => self.desk.wish(wish),
            FileAct::ChooseHere(wish) => self.choose_here(wish),
            FileAct::ChooseOutside(wish) => self.choose_outside(wish),
            FileAct::Export(format, kind) => {
                self.desk.question = None;
                self.desk.wish(FileWish::Export(format, kind));
            }
            FileAct::Write(wish, path, replacing) => self.write(&wish, path, replacing),
            FileAct::ShowOutside(path) => self.desk.wanted.push(Wanted::ShowOutside(path)),
        }
    }

    /// Takes another report once nothing can be lost any more.
    pub(super) fn take_file(&mut self, act: FileAct) {
        match act {
            FileAct::Open(path) => self.open(path),
            FileAct::OpenExample(name) => self.open_example(name),
            FileAct::BeginFrom(path) => self.begin_from(&path),
            FileAct::Read(text) => self.read_text(text),
            other => self.file_act(other),
        }
    }

    fn create(&mut self, year: u16, agency: String) {
        self.desk.question = None;
        match Document::create(year, agency) {
            Some(document) => self.show_document(document),
            None => self.desk.fail(format!("{year}年度没有统一格式。填写2019年或以后的年度")),
        }
    }

    fn open_example(&mut self, name: &'static str) {
        let example = examples::all().iter().find(|(n, _)| *n == name);
        let draft = example.and_then(|(_, text)| file::read(text).ok());
        let form = draft.as_ref().and_then(|d| form::by_id(&d.report.form));
        if let (Some(draft), Some(form)) = (draft, form) {
            self.show_document(Document::new(form, draft, None));
            self.desk.tell("这是示例，改动不影响程序自带的内容；要留下就另存为自己的文件".to_owned());
        }
    }

    /// Writes the file that was named for `wish`; asks first where one would be replaced unasked.
    pub(super) fn write(&mut self, wish: &FileWish, path: PathBuf, replacing: Replacing) {
        self.desk.question = None;
        let (path, replacing) = if wish.names(&path) || !wish.writes() {
            (path, replacing)
        } else {
            // What was agreed to was the name without the extension.
            (with_its_extension(path, wish), Replacing::Ask)
        };
        match wish {
            FileWish::Save | FileWish::Open | FileWish::Last if self.is_damaged_original(&path) => {
                self.after_save = None;
                self.desk
                    .fail(format!("“{}”是抢救前的原文件，没有覆盖。换一个文件名保存", store::name_of(&path)));
            }
            FileWish::Export(format, kind) => self.export_to(*format, *kind, path, replacing),
            FileWish::PrintComparison => self.export_comparison(path, replacing),
            FileWish::LedgerTemplate => self.write_ledger_template(path, replacing),
            FileWish::TakeAlong => self.take_along(path, replacing),
            FileWish::BringIn => self.bring_in(&path),
            FileWish::ToLeader => self.act_for_leader(ToLeaderAct::Into(path, replacing)),
            FileWish::Compare => self.in_session(|session, desk| session.compare_with(&path, desk)),
            FileWish::Ledger => self.read_ledger(&path),
            FileWish::Copy(purpose) => self.read_copy(*purpose, &path),
            FileWish::Save | FileWish::Open | FileWish::Last => self.save_as(path, replacing),
        }
    }

    /// Saves where she said. A draft that lies there is named before it is replaced; one of another agency or year also
    /// where she has agreed to replace a file of that name: a dialog of the system does not know what is in it.
    fn save_as(&mut self, path: PathBuf, replacing: Replacing) {
        let Some(report) = self.document().map(Document::report) else { return };
        let there = store::open(&path).ok().map(|draft| draft.report);
        let is_another = there
            .as_ref()
            .is_some_and(|there| (there.year, &there.agency.name) != (report.year, &report.agency.name));
        if !is_another && (replacing == Replacing::Agreed || !path.exists()) {
            return self.save_to(&path, Replacing::Agreed);
        }
        self.desk.question = Some(match there {
            Some(there) => {
                Question::ReplaceDraft { path, there: store::whose(&there), ours: store::whose(report) }
            }
            None => Question::Replace(FileWish::Save, path),
        });
    }

    /// Whether the report was salvaged from this file, which is all that is left of what was lost.
    pub(super) fn is_damaged_original(&self, path: &Path) -> bool {
        let original = self.document().and_then(Document::salvaged_from);
        original.is_some_and(|original| original == path || store::same_file(original, path))
    }

    /// Where file dialogs begin: beside the draft, or beside the one used last.
    pub fn usual_folder(&self) -> Option<PathBuf> {
        let open = self.document().and_then(|d| d.path().or(d.salvaged_from()).map(PathBuf::from));
        let path = open.or_else(|| self.user.recent().first().cloned())?;
        path.parent().filter(|p| !p.as_os_str().is_empty()).map(PathBuf::from)
    }

    /// The file name that a dialog proposes.
    pub fn usual_name(&self, wish: &FileWish) -> String {
        if *wish == FileWish::TakeAlong {
            return format!("年报设置.{}", wish.extension());
        }
        let Some(document) = self.document().filter(|_| wish.writes()) else { return String::new() };
        let report = document.report();
        let salvaged =
            document.salvaged_from().filter(|_| document.path().is_none()).and_then(Path::file_stem);
        let stem = match (wish, document.path().and_then(Path::file_stem)) {
            (FileWish::Save, _) if salvaged.is_some() => {
                format!("{}-抢救", salvaged.unwrap_or_default().to_string_lossy())
            }
            (FileWish::Save, _) | (_, None) => {
                format!("{}{}年度报告", report.agency.name.trim(), report.year)
            }
            (FileWish::LedgerTemplate, _) => format!("{}年度依申请公开台账", report.year),
            (FileWish::PrintComparison, Some(stem)) => format!("{}对照", stem.to_string_lossy()),
            (_, Some(stem)) => stem.to_string_lossy().into_owned(),
        };
        let version = match wish {
            FileWish::Export(_, CopyKind::SignOff) => {
                format!("送审第{}稿", document.draft().version_number())
            }
            _ => String::new(),
        };
        let stem = stem + &version;
        let safe: String = stem.chars().map(|c| if "/\\:*?\"<>|".contains(c) { '_' } else { c }).collect();
        format!("{safe}.{}", wish.extension())
    }

    /// The title of the window: what is open, and a dot before it while it is unsaved.
    pub fn window_title(&self) -> String {
        let Some(document) = self.document() else { return "年报".to_owned() };
        let name = document.path().map_or_else(|| document.report().title(), store::name_of);
        let mark = if document.is_dirty() { "● " } else { "" };
        format!("{mark}{name} — 年报")
    }
}

/// `2024.3稿` becomes `2024.3稿.ron`: what follows the point is part of the name.
fn with_its_extension(path: PathBuf, wish: &FileWish) -> PathBuf {
    let mut name = path.into_os_string();
    name.push(".");
    name.push(wish.extension());
    PathBuf::from(name)
}

/// What was saved as `2024.3稿` is the file `2024.3稿.ron`: it is opened by the name that was given to it.
pub(super) fn as_saved(path: PathBuf) -> PathBuf {
    if path.is_file() {
        return path;
    }
    let saved = with_its_extension(path.clone(), &FileWish::Save);
    if saved.is_file() { saved } else { path }
}

/// Drafts are known by their extension, or by how they begin, whatever they are called; everything else is a published
/// report to be read.
pub(super) fn is_draft(path: &Path) -> bool {
    let is_named = path.extension().is_none_or(|e| e.eq_ignore_ascii_case(FileWish::Save.extension()));
    is_named || store::begins_as_draft(path)
}
