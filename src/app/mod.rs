//! The state of the window and everything that can be done to it; no drawing.
//!
//! Menus, buttons, keys and tests all speak [`Command`]; [`App::apply`] is the one place where something happens.
//! What needs the system (a file dialog, closing the window) is left in [`App::wanted`] for the window to do.

mod action;
pub mod deadline;
mod document;
mod files;
mod find;
pub mod grid;
mod limits;
mod places;
mod progress;
mod tools;

use std::path::PathBuf;

pub use action::{Action, Key, Menu, Shortcut};
pub use document::Document;
pub use find::{Hit, Holder};
pub use limits::TooLong;
pub use places::TextMark;
pub use progress::{Counts, Progress};
pub use tools::Tool;

use crate::{
    check::Place,
    draft::edit::Edit,
    form::CellId,
    store::{phrases::OwnPhrases, recent::Recent, settings::KeptSettings},
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
    /// Goes to words of a text and selects them.
    GoToText(TextMark),
    /// Replaces words in all texts as one step of undo.
    ReplaceAll {
        /// What to look for.
        wanted: String,
        /// What to put in its place.
        with: String,
    },
    /// Says that something was too long, and changes nothing.
    Refuse(TooLong),
    /// Opens a tool, or puts the open one away.
    Use(Option<Tool>),
    /// Keeps a phrase of the officer's own.
    KeepPhrase(String),
    /// Forgets a phrase of the officer's own.
    ForgetPhrase(String),
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
    /// What is open before the report is sent up (送审前核对).
    Review,
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
    /// The tool that is open over the page.
    pub tool: Option<Tool>,
    /// Words to be selected in the text shown.
    pub mark: Option<TextMark>,
    /// How the user wants the window.
    pub settings: KeptSettings,
    /// The officer's own phrases.
    pub phrases: OwnPhrases,
    /// What to do once the draft has been saved under a name.
    after_save: Option<Next>,
    recent: Option<Recent>,
}

impl App {
    /// The state at start, with the user's list of recent drafts.
    pub fn new(recent: Recent) -> Self {
        Self { recent: Some(recent), ..Self::default() }
    }

    /// The state at start, with everything that is kept for this user.
    pub fn of_user() -> Self {
        Self {
            settings: KeptSettings::of_user(),
            phrases: OwnPhrases::of_user(),
            ..Self::new(Recent::of_user())
        }
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
            Command::GoToText(mark) => self.go_to_text(mark),
            Command::ReplaceAll { wanted, with } => self.replace_all(&wanted, &with),
            Command::Refuse(refused) => self.fail(refused.to_string()),
            Command::Use(tool) => self.tool = tool,
            Command::KeepPhrase(phrase) => self.keep_phrase(&phrase),
            Command::ForgetPhrase(phrase) => self.phrases.remove(&phrase),
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
            Action::New | Action::Open | Action::Quit | Action::Palette => true,
            Action::ZoomIn | Action::ZoomOut | Action::ZoomReset | Action::Contrast => true,
            Action::InsertNumber | Action::Phrases => self.section().is_some_and(|s| s.table().is_none()),
            Action::WriteOpening => document.is_some_and(|d| d.opening_section().is_some()),
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
            Action::Find => self.tool = Some(Tool::Find),
            Action::Replace => self.tool = Some(Tool::Replace),
            Action::InsertNumber => self.tool = Some(Tool::Numbers),
            Action::Phrases => self.tool = Some(Tool::Phrases),
            Action::Palette => self.tool = Some(Tool::Palette),
            Action::WriteOpening => self.write_opening(),
            Action::Review => self.show(View::Review),
            Action::ZoomIn | Action::ZoomOut | Action::ZoomReset | Action::Contrast => self.set(action),
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
        self.tool = None;
        self.mark = None;
        self.document = Some(document);
        self.enter_page();
    }

    fn close(&mut self) {
        self.document = None;
        self.view = View::Start;
        self.notice = None;
        self.tool = None;
    }

    fn edit(&mut self, change: Change) {
        let Some(document) = &mut self.document else { return };
        match limits::too_long(document, &change) {
            Some(refused) => self.fail(refused.to_string()),
            None => {
                self.mark = None;
                document.edit(change);
            }
        }
    }

    fn undo(&mut self) {
        self.mark = None;
        let changed = self.document.as_mut().and_then(Document::undo);
        self.show_changed(changed.unwrap_or_default());
    }

    fn redo(&mut self) {
        self.mark = None;
        let changed = self.document.as_mut().and_then(Document::redo);
        self.show_changed(changed.unwrap_or_default());
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
}
