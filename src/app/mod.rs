//! The state of the window and everything that can be done to it; no drawing.
//!
//! Menus, buttons, keys and tests all speak [`Command`]; [`App::apply`] is the one place where something happens.
//! What needs the system (a file dialog, closing the window) is left in [`App::wanted`] for the window to do.

mod action;
pub mod deadline;
mod document;
mod files;
pub mod grid;
mod progress;

use std::path::PathBuf;

pub use action::{Action, Key, Shortcut};
pub use document::Document;
pub use progress::{Counts, Progress};

use crate::{
    check::Place,
    draft::edit::Edit,
    form::{Cell, CellId},
    store::recent::Recent,
};

/// What can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// One of the acts that stand in menus and have keys.
    Do(Action),
    /// Opens a draft.
    Open(PathBuf),
    /// Opens the built-in example with this file name as a new draft.
    OpenExample(&'static str),
    /// Starts an empty report.
    Create {
        /// The year reported on.
        year: u16,
        /// The agency's full name.
        agency: String,
    },
    /// Writes the file that was named for a wish.
    Write(FileWish, PathBuf, Replacing),
    /// Shows a page.
    Show(View),
    /// Goes to where a finding is.
    GoTo(Place),
    /// Makes a cell the active one.
    Select(CellId),
    /// Changes the document as one step of undo.
    Edit(Change),
    /// Writes the explanation (说明) of a finding.
    Explain {
        /// The rule of the finding.
        rule: String,
        /// What the explanation hangs on, as [`crate::check::Finding::key`] gives it.
        key: String,
        /// The officer's words; none takes the explanation away.
        text: String,
    },
    /// Ends a run of typing: what comes next is a step of its own.
    EndStep,
    /// Answers the question in the window.
    Answer(Answer),
    /// Takes the notice away.
    DismissNotice,
}

/// A change to the document with what to call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The name of the step, as undo shows it.
    pub name: String,
    /// The changes.
    pub edits: Vec<Edit>,
    /// Changes in a row with the same mark are one step.
    pub merge: Option<String>,
}

/// A published form of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// PDF.
    Pdf,
}

impl Format {
    /// The file extension.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Pdf => "pdf",
        }
    }

    /// What dialogs call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "文本文件",
            Self::Pdf => "PDF文件",
        }
    }
}

/// A page of the window.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// Recent drafts, examples, a new report.
    #[default]
    Start,
    /// The agency profile (机关信息).
    Agency,
    /// A section, by id.
    Section(String),
}

/// A question that the window must put before going on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// There are unsaved changes; what comes after leaving.
    Unsaved(Box<Next>),
    /// The year and agency of a new report.
    NewReport,
    /// A file of this name exists.
    Replace(FileWish, PathBuf),
    /// No file dialog can be had: type the path.
    TypePath(FileWish),
}

/// What goes on once unsaved changes are dealt with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Another command.
    Command(Command),
    /// The window closes.
    Quit,
}

/// An answer to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Save, then go on.
    Save,
    /// Go on without saving.
    Discard,
    /// Replace the file.
    Replace,
    /// Do nothing.
    Cancel,
}

/// A file to be named by the officer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileWish {
    /// A draft to open.
    Open,
    /// Where to save the draft.
    Save,
    /// Where to write an export.
    Export(Format),
}

impl FileWish {
    /// What to do once the file is named.
    pub fn command(&self, path: PathBuf, replacing: Replacing) -> Command {
        match self {
            Self::Open => Command::Open(path),
            wish => Command::Write(wish.clone(), path, replacing),
        }
    }

    /// The file extension it is about.
    pub fn extension(&self) -> &'static str {
        match self {
            Self::Open | Self::Save => "ron",
            Self::Export(format) => format.extension(),
        }
    }

    /// What dialogs call the kind of file.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Open | Self::Save => "年报草稿",
            Self::Export(format) => format.name(),
        }
    }
}

/// Whether the officer has agreed to replace a file of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replacing {
    /// She has: a system dialog asks by itself.
    Agreed,
    /// She has not been asked.
    Ask,
}

/// What the window is asked to do, as it needs the system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A file dialog.
    File(FileWish),
    /// Close for good.
    Quit,
}

/// A sentence for the officer at the top of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What happened, what is safe, what to do.
    pub text: String,
    /// How loud it is.
    pub weight: Weight,
}

/// How loud a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Something did not work: over the page.
    Failed,
    /// Something to know: over the page.
    Told,
    /// It worked: in the status line.
    Whispered,
}

/// The whole state.
#[derive(Default)]
pub struct App {
    /// The open document.
    pub document: Option<Document>,
    /// The page shown.
    pub view: View,
    /// The question in the window.
    pub question: Option<Question>,
    /// What happened last.
    pub notice: Option<Notice>,
    /// What needs the system.
    pub wanted: Vec<Wanted>,
    /// The finding that was gone to last.
    pub finding: Option<usize>,
    /// The active cell and what is typed in it.
    pub grid: grid::GridState,
    /// The active cell was chosen from outside the grid: the grid takes the keys and shows the cell.
    pub reveal: bool,
    /// What to do once the draft has been saved under a name.
    after_save: Option<Next>,
    recent: Option<Recent>,
}

impl App {
    /// The state at start, with the user's list of recent drafts.
    pub fn new(recent: Recent) -> Self {
        Self { recent: Some(recent), ..Self::default() }
    }

    /// A whisper is about the act before this one.
    fn hush(&mut self) {
        self.notice.take_if(|n| n.weight == Weight::Whispered);
    }

    /// Does one thing.
    pub fn apply(&mut self, command: Command) {
        self.hush();
        // What stands in a cell half typed is part of the document for everything that follows.
        self.commit_typing();
        match command {
            Command::Do(action) => self.act(action),
            Command::Open(path) => self.leave_for(Next::Command(Command::Open(path))),
            Command::OpenExample(name) => self.leave_for(Next::Command(Command::OpenExample(name))),
            Command::Create { year, agency } => self.create(year, agency),
            Command::Write(wish, path, replacing) => self.write(&wish, path, replacing),
            Command::Show(view) => self.show(view),
            Command::GoTo(place) => self.go_to(&place),
            Command::Select(cell) => self.select(&cell),
            Command::Edit(change) => self.edit(change),
            Command::Explain { rule, key, text } => {
                self.document.iter_mut().for_each(|d| d.explain(rule.clone(), key.clone(), &text));
            }
            Command::EndStep => self.document.iter_mut().for_each(Document::seal),
            Command::Answer(answer) => self.answer(answer),
            Command::DismissNotice => self.notice = None,
        }
    }

    /// Whether there is something to lose.
    pub fn is_dirty(&self) -> bool {
        self.document.as_ref().is_some_and(Document::is_dirty)
    }

    /// The drafts used last, the newest first.
    pub fn recent(&self) -> Vec<PathBuf> {
        self.recent.as_ref().map(Recent::list).unwrap_or_default()
    }

    /// Whether an act can be done now.
    pub fn can(&self, action: Action) -> bool {
        let document = self.document.as_ref();
        match action {
            Action::New | Action::Open | Action::Quit => true,
            Action::Undo => document.is_some_and(|d| d.undo_name().is_some()),
            Action::Redo => document.is_some_and(|d| d.redo_name().is_some()),
            Action::NextFinding | Action::PreviousFinding => {
                document.is_some_and(|d| !d.findings().is_empty())
            }
            _ => document.is_some(),
        }
    }

    fn act(&mut self, action: Action) {
        if !self.can(action) {
            return;
        }
        match action {
            Action::New => self.leave_for(Next::Command(Command::Do(Action::New))),
            Action::Open => self.wanted.push(Wanted::File(FileWish::Open)),
            Action::Save => self.save(),
            Action::SaveAs => self.wanted.push(Wanted::File(FileWish::Save)),
            Action::ExportText => self.wanted.push(Wanted::File(FileWish::Export(Format::Text))),
            Action::ExportPdf => self.wanted.push(Wanted::File(FileWish::Export(Format::Pdf))),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::NextFinding => self.step_finding(1),
            Action::PreviousFinding => self.step_finding(-1),
            Action::NextPage => self.step_page(1),
            Action::PreviousPage => self.step_page(-1),
            Action::Close => self.leave_for(Next::Command(Command::Do(Action::Close))),
            Action::Quit => self.leave_for(Next::Quit),
        }
    }

    /// Goes on at once, or asks about unsaved changes first.
    fn leave_for(&mut self, next: Next) {
        if self.is_dirty() {
            self.question = Some(Question::Unsaved(Box::new(next)));
        } else {
            self.go_on(next);
        }
    }

    /// What was to come once nothing can be lost any more.
    fn go_on(&mut self, next: Next) {
        self.question = None;
        match next {
            Next::Quit => self.wanted.push(Wanted::Quit),
            Next::Command(Command::Open(path)) => self.open(path),
            Next::Command(Command::OpenExample(name)) => self.open_example(name),
            Next::Command(Command::Do(Action::New)) => self.question = Some(Question::NewReport),
            Next::Command(Command::Do(Action::Close)) => self.close(),
            Next::Command(other) => self.apply(other),
        }
    }

    fn answer(&mut self, answer: Answer) {
        let question = self.question.take();
        match (question, answer) {
            (Some(Question::Unsaved(next)), Answer::Save) => {
                self.after_save = Some(*next);
                self.save();
            }
            (Some(Question::Unsaved(next)), Answer::Discard) => self.go_on(*next),
            (Some(Question::Replace(wish, path)), Answer::Replace) => {
                self.write(&wish, path, Replacing::Agreed);
            }
            _ => self.after_save = None,
        }
    }

    /// A file dialog ended without a file: what waited for it is off.
    pub fn dialog_cancelled(&mut self) {
        self.after_save = None;
    }

    fn create(&mut self, year: u16, agency: String) {
        self.question = None;
        match Document::create(year, agency) {
            Some(document) => self.show_document(document),
            None => self.fail(format!("{year}年度没有统一格式。填写2019年或以后的年度")),
        }
    }

    /// Makes a document the open one and shows its first page.
    pub fn show_document(&mut self, document: Document) {
        self.view = document.first_task();
        self.finding = None;
        self.grid = grid::GridState::default();
        self.notice = None;
        self.document = Some(document);
        self.enter_page();
    }

    fn close(&mut self) {
        self.document = None;
        self.view = View::Start;
        self.notice = None;
    }

    fn show(&mut self, view: View) {
        if let Some(document) = &mut self.document {
            document.seal();
        }
        self.view = view;
        self.enter_page();
    }

    /// A page that is entered takes the keys at once: a table at its first cell.
    fn enter_page(&mut self) {
        if self.section().and_then(|s| s.table()).is_some() && self.active_cell().is_none() {
            self.press(grid::Press::Move(grid::Move::TableStart));
        }
        self.reveal = true;
    }

    fn step_page(&mut self, step: isize) {
        let Some(document) = &self.document else { return };
        let sections = document.form().sections.iter().map(|s| View::Section(s.id.clone()));
        let pages: Vec<View> = std::iter::once(View::Agency).chain(sections).collect();
        let at = pages.iter().position(|p| *p == self.view).unwrap_or_default();
        let to = at.saturating_add_signed(step).min(pages.len() - 1);
        self.show(pages[to].clone());
    }

    fn edit(&mut self, change: Change) {
        if let Some(document) = &mut self.document {
            document.edit(change);
        }
    }

    fn undo(&mut self) {
        let changed = self.document.as_mut().and_then(Document::undo);
        self.show_changed(changed.unwrap_or_default());
    }

    fn redo(&mut self) {
        let changed = self.document.as_mut().and_then(Document::redo);
        self.show_changed(changed.unwrap_or_default());
    }

    /// Undo must be seen: goes to the page where something changed.
    fn show_changed(&mut self, edits: Vec<Edit>) {
        match edits.into_iter().next() {
            Some(Edit::Cell(id, _) | Edit::Printed(id, _)) => self.go_to(&Place::Cell(id)),
            Some(Edit::Text(section, _)) => self.view = View::Section(section),
            Some(Edit::Agency(..) | Edit::AgencyKind(_) | Edit::Year(_)) => self.view = View::Agency,
            Some(Edit::Lock(..) | Edit::Explanations(_)) | None => {}
        }
    }

    fn go_to(&mut self, place: &Place) {
        let Some(document) = &self.document else { return };
        if let Some(section) = place.section(document.form()) {
            self.view = View::Section(section.to_owned());
        }
        if let Place::Cell(id) = place {
            self.select(id);
        }
    }

    fn select(&mut self, id: &CellId) {
        let cell = self.document.as_ref().and_then(|d| d.form().cell(id.as_str()));
        if let Some(cell) = cell {
            self.grid.select(cell);
            self.reveal = true;
        }
    }

    /// The active cell of the table shown.
    pub fn active_cell(&self) -> Option<&Cell> {
        let form = self.document.as_ref()?.form();
        let table = form.table(self.section()?.table()?)?;
        self.grid.active(form, table)
    }

    fn step_finding(&mut self, step: isize) {
        let Some(document) = &self.document else { return };
        let count = document.findings().len().cast_signed();
        let at = self.finding.map_or(if step > 0 { -1 } else { 0 }, usize::cast_signed);
        let next = (at + step).rem_euclid(count.max(1)).cast_unsigned();
        self.finding = Some(next);
        if let Some(place) = document.findings().get(next).and_then(|f| f.places.first()).cloned() {
            self.go_to(&place);
        }
    }

    fn fail(&mut self, text: String) {
        self.notice = Some(Notice { text, weight: Weight::Failed });
    }

    fn tell(&mut self, text: String) {
        self.notice = Some(Notice { text, weight: Weight::Told });
    }

    /// Says something in the status line only.
    fn whisper(&mut self, text: String) {
        self.notice = Some(Notice { text, weight: Weight::Whispered });
    }

    /// The section shown, if a section is.
    pub fn section(&self) -> Option<&crate::form::Section> {
        let View::Section(id) = &self.view else { return None };
        self.document.as_ref()?.form().section(id)
    }
}
