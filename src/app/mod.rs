//! The state of the window and everything that can be done to it; no drawing.
//!
//! Menus, buttons, keys and tests all speak [`Command`]; [`App::apply`] is the one place where something happens.
//! What needs the system (a file dialog, closing the window) is left in [`App::wanted`] for the window to do.

mod action;
mod acts;
mod beside;
mod command;
mod compare;
mod copying;
pub mod deadline;
mod document;
mod files;
mod find;
pub mod grid;
mod last_year;
mod ledger;
mod limits;
mod news;
mod places;
pub mod preview;
mod print;
mod progress;
mod proof;
mod reading;
mod shortcut;
mod signing;
mod tools;
mod when;

use std::{
    ops::Range,
    path::{Path, PathBuf},
};

pub use action::{Action, Menu};
pub use beside::beside;
pub use command::{
    Answer, Change, Command, FileWish, Next, Notice, Offer, Question, Replacing, View, Wanted, Weight,
};
pub use compare::Comparing;
pub use copying::Clip;
pub use document::Document;
pub use find::{Hit, Holder};
pub use ledger::{LedgerAct, LedgerWork, Proposal};
pub use limits::TooLong;
pub use news::News;
pub use places::TextMark;
pub use preview::{PageZoom, Preview, PreviewAct};
pub use print::{NotPrinted, PrintJob, Printed};
pub use progress::{Counts, Progress};
pub use proof::{DoubtGroup, Proof, Spot};
pub use reading::Wake;
pub use shortcut::{Key, Shortcut};
pub use signing::{Since, SinceChange};
pub use tools::Tool;

use crate::store::{ledger::KeptLedger, phrases::OwnPhrases, recent::Recent, settings::KeptSettings};

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
    /// Words to be lit in the text shown.
    pub mark: Option<TextMark>,
    /// What of them is selected, so that typing replaces it; where nothing is, the caret stands behind them.
    pub picked: Option<Range<usize>>,
    /// Where the caret was seen last in a text.
    pub caret: Option<TextMark>,
    /// What is shown of the printed report.
    pub preview: Preview,
    /// How the user wants the window.
    pub settings: KeptSettings,
    /// The officer's own phrases.
    pub phrases: OwnPhrases,
    /// The report that the open one is compared with.
    comparing: Option<Comparing>,
    /// The ledger that was read for the open report.
    pub ledger: Option<LedgerWork>,
    /// How ledgers are to be read.
    pub kept_ledger: KeptLedger,
    /// What to do once the draft has been saved under a name.
    after_save: Option<Next>,
    /// A published report that is being read beside the window.
    reading: Option<reading::Reading>,
    wake: Option<Wake>,
    recent: Option<Recent>,
    /// What the list held when it was read last: at start and after each draft opened or saved.
    recent_drafts: Vec<PathBuf>,
}

impl App {
    /// The state at start, with the user's list of recent drafts.
    pub fn new(recent: Recent) -> Self {
        Self { recent_drafts: recent.list(), recent: Some(recent), ..Self::default() }
    }

    /// A notice is about the act before this one. What did not work stays while she goes on typing.
    fn hush(&mut self, command: &Command) {
        match command {
            // What the window notes by itself is no act.
            Command::Caret(_) | Command::EndStep => {}
            Command::Edit(_) => self.hush_typing(),
            _ => self.notice = None,
        }
    }

    fn hush_typing(&mut self) {
        self.notice.take_if(|n| n.weight != Weight::Failed);
    }

    /// The state at start, with everything that is kept for this user.
    pub fn of_user() -> Self {
        Self {
            settings: KeptSettings::of_user(),
            phrases: OwnPhrases::of_user(),
            kept_ledger: KeptLedger::of_user(),
            ..Self::new(Recent::of_user())
        }
    }

    /// Does one thing.
    pub fn apply(&mut self, command: Command) {
        match command {
            Command::Grid(act) => self.grid_act(act),
            Command::Revealed => self.reveal = false,
            Command::Heard(news) => self.hear(news),
            command => self.do_act(command),
        }
        self.refresh_comparison();
    }

    fn do_act(&mut self, command: Command) {
        self.hush(&command);
        // What stands in a cell half typed is part of the document for everything that follows.
        self.commit_typing();
        match command {
            Command::Do(action) => self.act(action),
            Command::Open(path) => self.leave_for(Next::Command(Command::Open(path))),
            Command::OpenExample(name) => self.leave_for(Next::Command(Command::OpenExample(name))),
            Command::BeginFrom(path) => self.ask_to_begin_from(path),
            Command::Caret(caret) => self.caret = Some(caret),
            Command::Read(text) => self.leave_for(Next::Command(Command::Read(text))),
            Command::StopReading => self.stop_reading(),
            Command::AcceptDoubts(which) => self.accept_doubts(&which),
            Command::CorrectDoubts { which, typed } => self.correct_doubts(&which, &typed),
            Command::Create { year, agency } => self.create(year, agency),
            Command::ReadLedger(path) => {
                self.question = None;
                self.read_ledger(&path);
            }
            Command::Ledger(act) => self.ledger_act(act),
            Command::Wish(wish) => self.wish(wish),
            Command::ChooseHere(wish) => self.choose_here(wish),
            Command::CompareWith(path) => {
                self.question = None;
                self.compare_with(&path);
            }
            Command::Write(wish, path, replacing) => self.write(&wish, path, replacing),
            Command::Show(view) => self.show(view),
            Command::GoTo(place) => self.go_to(&place),
            Command::Select(cell) => self.select(&cell),
            Command::Edit(change) => self.edit(change),
            Command::Preview(act) => self.preview(act),
            Command::Print => self.print(),
            Command::MarkSigned { by, date } => self.mark_signed(&by, date),
            Command::ShowOutside(path) => self.wanted.push(Wanted::ShowOutside(path)),
            Command::Export(format, kind) => {
                self.question = None;
                self.wish(FileWish::Export(format, kind));
            }
            Command::KeepUnprinted => self.keep_unprinted(),
            Command::Explain { rule, key, text } => {
                self.document.iter_mut().for_each(|d| d.explain(rule.clone(), key.clone(), &text));
            }
            Command::GoToText(mark) => {
                // Words that were looked for are there to be replaced.
                let picked = self.tool.is_some().then(|| mark.chars.clone());
                self.go_to_text(mark, picked);
            }
            Command::ReplaceOne { hit, wanted, with } => self.replace_one(&hit, &wanted, &with),
            Command::ReplaceAll { wanted, with } => self.replace_all(&wanted, &with),
            Command::Refuse(refused) => self.fail(refused.to_string()),
            Command::Use(tool) => self.tool = tool,
            Command::KeepPhrase(phrase) => self.keep_phrase(&phrase),
            Command::ForgetPhrase(phrase) => self.phrases.remove(&phrase),
            Command::EndStep => self.document.iter_mut().for_each(Document::seal),
            Command::Answer(answer) => self.answer(answer),
            Command::DismissNotice => self.notice = None,
            // What comes of keys in the grid and of the system is no act of the menus, and was done before.
            Command::Grid(_) | Command::Revealed | Command::Heard(_) => {}
        }
    }

    /// Whether there is something to lose.
    pub fn is_dirty(&self) -> bool {
        self.document.as_ref().is_some_and(Document::is_dirty)
    }

    /// The drafts used last, the newest first.
    pub fn recent(&self) -> &[PathBuf] {
        &self.recent_drafts
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
            Next::Command(Command::BeginFrom(path)) => self.begin_from(&path),
            Next::Command(Command::Do(Action::BeginNext)) => self.begin_next(),
            Next::Command(Command::Read(text)) => self.read_text(text),
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
        self.caret = None;
        self.comparing = None;
        self.preview = Preview::default();
        self.ledger = None;
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
        if let Some(refused) = limits::too_long(document, &change) {
            self.fail(refused.to_string());
        } else {
            self.mark = None;
            document.edit(change);
        }
    }

    /// Asks the window for a file.
    fn wish(&mut self, wish: FileWish) {
        self.wanted.push(Wanted::File(wish));
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
        self.notice = Some(Notice::new(text, Weight::Failed));
    }

    fn tell(&mut self, text: String) {
        self.notice = Some(Notice::new(text, Weight::Told));
    }

    /// Says something in the status line only.
    fn whisper(&mut self, text: String) {
        self.notice = Some(Notice::new(text, Weight::Whispered));
    }

    /// Says that a file was written, and what of the report in it is still wrong.
    fn tell_exported(&mut self, path: &Path) {
        let errors = self.document.as_ref().map_or(0, Document::open_errors);
        let rest = if errors > 0 { format!("。报告中仍有{errors}处错误") } else { String::new() };
        let text = format!("已导出“{}”{rest}", path.display());
        self.notice = Some(Notice { offer: Offer::Open(path.to_owned()), ..Notice::new(text, Weight::Told) });
    }
}
