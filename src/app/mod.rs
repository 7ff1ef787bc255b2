//! The state of the window and everything that can be done to it; no drawing.
//!
//! Menus, buttons, keys and tests all speak [`Command`]; [`App::apply`] is the one place where something happens. Each
//! page has its state, what can be done on it and how that is done in a file of its own; what all of them belong to is
//! the [`Session`], the report that is worked on. What needs the system (a file dialog, closing the window) is left in
//! [`Desk::wanted`] for the window to do.

mod access;
mod action;
mod acts;
mod belongings;
mod beside;
mod collating;
mod command;
mod compare;
mod copy_writer;
mod copying;
pub mod deadline;
mod desk;
mod document;
#[cfg(windows)]
mod double_click;
mod drives;
mod errand;
mod exporting;
mod files;
mod find;
pub mod grid;
pub mod help;
mod last_year;
mod ledger;
mod limits;
mod news;
mod opening;
mod places;
pub mod preview;
mod print;
mod progress;
mod proof;
mod reading;
mod recents;
mod recovery;
mod remark;
mod saving;
mod session;
mod shortcut;
mod signing;
mod state;
mod text;
mod tied;
mod to_leader;
mod tools;
mod user;
mod versions;
mod when;

pub use access::{Access, WhyReadOnly};
pub use action::{Action, Menu};
pub use beside::beside;
pub use collating::{Against, CollateAct, CollateItem, CollateState, Collating};
pub use command::{
    Answer, Change, Command, FileWish, Next, Notice, Offer, Question, Replacing, View, Wanted, Weight,
};
pub use compare::{CompareAct, ComparedWith, Comparing};
pub use copy_writer::{CopyWriter, LastCopy, Latest, Pace};
pub use copying::Clip;
pub use desk::Desk;
pub use document::Document;
pub use exporting::PendingExport;
pub use files::FileAct;
pub use find::{FindAct, Hit, Holder};
pub use ledger::{LedgerAct, LedgerChange, LedgerWork};
pub use limits::TooLong;
pub use news::News;
pub use preview::{PageZoom, Preview, PreviewAct};
pub use print::{NotPrinted, PrintAct, PrintJob, PrintOutcome};
pub use progress::{Counts, Progress};
pub use proof::{Proof, ProofAct, Spot};
pub use reading::Wake;
pub use recovery::{RecoveryAct, unreadable_words};
pub use session::Session;
pub use shortcut::{Key, Shortcut};
pub use signing::{ReviewAct, Since, SinceChange};
pub use state::{Said, Tone, phrase};
pub use text::{TextAct, TextMark, TextPage};
pub use to_leader::{ToLeaderAct, there_words};
pub use tools::Tool;
pub use user::{PhraseAct, User};
pub use versions::VersionAct;

use crate::store::{printers::Printer, recent::Recent, recovery::Found};

/// What is said to a user for whom the system names no folder.
const NOTHING_KEPT: &str = "系统没有给本程序存放数据的文件夹：没保存的改动没有恢复副本，也不留以前的版本，设置和常用句记不下来。草稿照常打开和保存；常按Ctrl+S保存，并让管理员检查用户文件夹";

/// The whole state.
#[derive(Default)]
pub struct App {
    /// The report that is worked on; none on the start page.
    pub session: Option<Session>,
    /// What lies over the page.
    pub desk: Desk,
    /// What is kept for the officer.
    pub user: User,
    /// What to do once the draft has been saved under a name.
    after_save: Option<Next>,
    /// The same of a file dialog that ended without a file, until the next act.
    put_off: Option<Next>,
    /// Files are chosen in the window: the dialogs of the system did not come.
    chooses_here: bool,
    /// A published report that is being read beside the window.
    reading: Option<reading::PendingRead>,
    /// Files that are being made beside it.
    exporting: Vec<PendingExport>,
    /// The copies for the leader that are being written.
    to_leader: Option<to_leader::ToLeader>,
    /// A USB stick that is waited for.
    settling: Option<drives::Settling>,
    /// The printers of this computer, as they were told last.
    printers: Vec<Printer>,
    wake: Option<Wake>,
    /// What asks about a draft that is being opened and that nobody closed.
    left_by: Option<String>,
    /// 不保存 was answered, and the report is still in the window: its copy is put aside once it leaves.
    let_go: bool,
    /// What writes the recovery copy of the report.
    copies: CopyWriter,
    /// What of the report was handed over to be kept.
    handed_over: Option<recovery::KeptState>,
    /// The copies that programs which did not end well have left.
    left: Vec<Found>,
    /// The copies that were put aside.
    discarded: Vec<Found>,
    /// The recent drafts that are not there.
    missing: recents::Missing,
}

impl App {
    /// The state at start, with the user's list of recent drafts.
    pub fn new(recent: Recent) -> Self {
        let mut app = Self { user: User::with_recent(recent), ..Self::default() };
        app.look_for_recent();
        app
    }

    /// The state at start, with everything that is kept for this user, and what writes recovery copies.
    pub fn of_user(user: User, copies: CopyWriter) -> Self {
        let mut app = Self { user, copies, ..Self::default() };
        app.look_for_copies();
        app.look_for_recent();
        app
    }

    /// Says what of the user's own files was spoilt, after what is said already. At start, once a draft is open.
    pub fn say_what_was_spoilt(&mut self) {
        self.say_besides(self.user.spoilt());
    }

    /// Says where nothing can be kept of what is not saved, after what is said already. At start, once a draft is open.
    pub fn say_what_is_not_kept(&mut self) {
        let has_place = self.user.data().path().is_some();
        self.say_besides((!has_place).then(|| NOTHING_KEPT.to_owned()).into_iter().collect());
    }

    fn say_besides(&mut self, sentences: Vec<String>) {
        if !sentences.is_empty() {
            let said = self.desk.notice.take().map(|notice| notice.text);
            let all: Vec<String> = said.into_iter().chain(sentences).collect();
            self.desk.notice = Some(Notice::new(all.join("。"), Weight::Lasting));
        }
    }

    /// Does one thing.
    pub fn apply(&mut self, command: Command) {
        match command {
            // What it does with a number half typed is the grid's own affair.
            Command::Grid(act) => self.in_session(|session, desk| session.grid_act(act, desk)),
            Command::Revealed => self.in_session(|session, _| session.reveal = false),
            Command::Heard(news) => self.hear(news),
            command => self.do_act(command),
        }
        self.in_session(|session, desk| {
            session.say_what_was_refused(desk);
            session.refresh_comparison();
            session.refresh_collating();
        });
        self.hand_over();
    }

    fn do_act(&mut self, command: Command) {
        self.hush(&command);
        self.leave_help_to_show(&command);
        // What stands in a cell half typed is part of the document for everything that follows.
        self.in_session(Session::commit_typing);
        match command {
            Command::Do(action) => self.act(action),
            Command::File(act) => self.file_act(act),
            Command::Answer(answer) => self.answer(answer),
            Command::Use(tool) => self.desk.tool = tool,
            Command::DismissNotice => self.desk.notice = None,
            Command::Refuse(refused) => self.desk.fail(refused.to_string()),
            Command::Phrase(act) => self.user.apply(act, &mut self.desk),
            Command::Ledger(act) => self.ledger_act(act),
            Command::Collate(act) => self.collate_act(act),
            Command::Print(act) => self.print_act(act),
            Command::ToLeader(act) => self.act_for_leader(act),
            Command::Recovery(act) => self.recovery_act(act),
            Command::Version(act) => self.version_act(act),
            command => self.in_session(|session, desk| session.apply(command, desk)),
        }
    }

    /// A notice is about the act before this one. What did not work stays while she goes on typing.
    fn hush(&mut self, command: &Command) {
        match command {
            // What the window notes by itself is no act.
            Command::Text(TextAct::Caret(_) | TextAct::EndStep) => {}
            Command::Edit(_) => self.desk.hush_typing(),
            // She goes on with what the notice offers.
            Command::File(FileAct::ChooseHere(_)) => self.desk.notice = None,
            _ => {
                self.desk.notice = None;
                self.put_off = None;
            }
        }
    }

    /// Does something with the report that is worked on; nothing where there is none.
    fn in_session(&mut self, act: impl FnOnce(&mut Session, &mut Desk)) {
        if let Some(session) = &mut self.session {
            act(session, &mut self.desk);
        }
    }

    /// The report that is worked on.
    pub fn document(&self) -> Option<&Document> {
        self.session.as_ref().map(|session| &session.document)
    }

    /// The page of it that is shown.
    pub fn view(&self) -> Option<&View> {
        self.session.as_ref().map(|session| &session.view)
    }

    /// Whether there is something to lose.
    pub fn is_dirty(&self) -> bool {
        self.document().is_some_and(Document::is_dirty)
    }

    /// Goes on at once, or asks about unsaved changes first.
    fn leave_for(&mut self, next: Next) {
        if self.is_dirty() {
            self.let_go = false;
            self.desk.question = Some(Question::Unsaved(next));
        } else {
            self.go_on(next);
        }
    }

    /// What was to come once nothing can be lost any more.
    fn go_on(&mut self, next: Next) {
        self.desk.question = None;
        match next {
            Next::Quit if !self.exporting.is_empty() || self.to_leader.is_some() => {
                self.desk.question = Some(Question::Exporting);
            }
            Next::Quit => {
                self.put_aside_what_is_let_go();
                self.desk.wanted.push(Wanted::Quit);
            }
            Next::File(act) => self.take_file(act),
            Next::Recover(act) => self.take_copy(&act),
            Next::Do(Action::BeginNext) => self.begin_next(),
            Next::Do(Action::New) => self.desk.question = Some(Question::NewReport),
            Next::Do(Action::Close) => self.close(),
            Next::Do(other) => self.act(other),
        }
    }

    fn answer(&mut self, answer: Answer) {
        let question = self.desk.question.take();
        match (question, answer) {
            (Some(Question::Unsaved(next)), Answer::Save) => {
                self.after_save = Some(next);
                self.save();
            }
            (Some(Question::Unsaved(next)), Answer::Discard) => {
                self.let_go = true;
                self.go_on(next);
                self.say_what_stayed();
            }
            (Some(Question::ChangedOutside(path)), Answer::Replace) => self.save_to(&path, Replacing::Agreed),
            (Some(Question::GoOn(_)), Answer::LookOnly) => self.in_session(|session, _| session.look_only()),
            (Some(Question::Exporting), Answer::Discard) => {
                self.stop_exports();
                self.to_leader = None;
                self.go_on(Next::Quit);
            }
            (Some(Question::ReplaceToLeader(folder, _)), Answer::Replace) => {
                self.act_for_leader(ToLeaderAct::Into(folder, Replacing::Agreed));
            }
            (Some(Question::Replace(wish, path)), Answer::Replace) => {
                self.write(&wish, path, Replacing::Agreed);
            }
            (Some(Question::ReplaceDraft { path, .. }), Answer::Replace) => {
                self.save_to(&path, Replacing::Agreed);
            }
            _ => self.after_save = None,
        }
    }

    /// Makes a document the one that is worked on and shows its first page.
    pub fn show_document(&mut self, document: Document) {
        self.put_aside_what_is_let_go();
        self.desk.clear();
        self.leave_exports();
        self.let_copy_go();
        self.session = Some(Session::new(document));
    }

    fn close(&mut self) {
        self.put_aside_what_is_let_go();
        self.desk.clear();
        self.leave_exports();
        self.let_copy_go();
        let drive = self.drive().cloned();
        self.session = None;
        self.look_for_recent();
        self.let_drive_go(drive);
    }

    /// Puts the copy of a report aside that leaves the window unsaved, as she wants it.
    fn put_aside_what_is_let_go(&mut self) {
        if std::mem::take(&mut self.let_go) && self.is_dirty() {
            self.copies.discard();
            self.look_for_copies();
        }
    }

    /// Where what was to come after 不保存 has failed, says that the report is still there.
    fn say_what_stayed(&mut self) {
        let stayed = self.let_go && self.is_dirty();
        let failed = self.desk.notice.as_mut().filter(|notice| stayed && notice.weight == Weight::Failed);
        if let Some(notice) = failed {
            notice.text.push_str("。原来的报告还在窗口里，改动还没有保存");
        }
    }
}
