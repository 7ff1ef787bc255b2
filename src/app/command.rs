//! What can be done, what must be asked first, and what needs the system: plain values that menus, keys, dialogs and
//! tests all speak.

use std::path::{Path, PathBuf};

use super::{
    Action, Clip, CollateAct, CompareAct, FileAct, FindAct, LedgerAct, News, PhraseAct, PreviewAct, PrintAct,
    ProofAct, RecoveryAct, ReviewAct, TextAct, ToLeaderAct, TooLong, Tool, VersionAct, grid::GridAct,
};
use crate::{
    collate::Purpose,
    draft::{Place, edit::Edit},
    export::{Format, copy::CopyKind},
    form::SectionId,
};

/// What can be done: an act of the menus, or one of the acts that each page has in a file of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// One of the acts that stand in menus and have keys.
    Do(Action),
    /// Something with files.
    File(FileAct),
    /// Answers the question in the window.
    Answer(Answer),
    /// Opens a tool, or puts the open one away.
    Use(Option<Tool>),
    /// Takes the notice away.
    DismissNotice,
    /// Says that something was too long, and changes nothing.
    Refuse(TooLong),
    /// Something with the officer's own phrases.
    Phrase(PhraseAct),
    /// Notes what is heard from the system.
    Heard(News),
    /// Shows a page.
    Show(View),
    /// Goes to a place of the report.
    GoTo(Place),
    /// Goes to where the finding of this number is, and selects what is wrong there.
    GoToFinding(usize),
    /// Changes the document as one step of undo.
    Edit(Change),
    /// Something in the table shown.
    Grid(GridAct),
    /// Something in the text shown.
    Text(TextAct),
    /// Something with words that were found.
    Find(FindAct),
    /// Something on the page 核对读入的内容.
    Proof(ProofAct),
    /// Something with the ledger.
    Ledger(LedgerAct),
    /// Something with a copy of the report that came back.
    Collate(CollateAct),
    /// Something with the copies for the leader.
    ToLeader(ToLeaderAct),
    /// Something to compare.
    Compare(CompareAct),
    /// Something before the report is sent up.
    Review(ReviewAct),
    /// Something on the page 打印预览.
    Preview(PreviewAct),
    /// Something with paper.
    Print(PrintAct),
    /// Something with what a program that did not end well has left.
    Recovery(RecoveryAct),
    /// Something with a version of the draft.
    Version(VersionAct),
    /// Notes that what was to be shown has been shown.
    Revealed,
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

/// A page of the report that is worked on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum View {
    /// The agency profile (机关信息).
    Agency,
    /// What was read from a published report, beside its source (核对读入的内容).
    Proof,
    /// A section, by id.
    Section(SectionId),
    /// What is open before the report is sent up (送审前核对).
    Review,
    /// What was done with the report once it was signed (公布、报送、存档).
    After,
    /// The ledger of applications and what it counts (台账).
    Ledger,
    /// What changed since last year, or against another draft (与上年比较).
    Compare,
    /// A copy from outside beside the draft (带回Word修改, 公布后核对).
    Collate(Purpose),
    /// The pages as they are printed (打印预览).
    Preview,
    /// Every rule that the report is checked by (规则一览).
    Rules,
    /// The states of the draft that were saved (以前的版本).
    Versions,
}

/// A question that the window must put before going on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// There are unsaved changes; what comes after leaving.
    Unsaved(Next),
    /// The year and agency of a new report.
    NewReport,
    /// The year of a report that was read and does not say it.
    YearOfReport,
    /// A file of this name exists.
    Replace(FileWish, PathBuf),
    /// The report is to be saved where another draft lies.
    ReplaceDraft {
        /// The file.
        path: PathBuf,
        /// Whose report of which year lies there.
        there: String,
        /// Whose report of which year would be saved.
        ours: String,
    },
    /// Somebody else has changed the file since it was opened or saved.
    ChangedOutside(PathBuf),
    /// Nobody closed the draft that was opened, as this sentence says.
    GoOn(String),
    /// The window is to close while files are being made: it does once they are there.
    Exporting,
    /// Where the copies for the leader go.
    ToLeader,
    /// Files of these names are in this folder already, and are not the same.
    ReplaceToLeader(PathBuf, Vec<String>),
    /// What copy is to be printed.
    Print,
    /// What a copy to be sent up is to bear.
    SignOff,
    /// Who signed the report, and when.
    MarkSigned,
    /// So many rows of the ledger are not counted: fill the table all the same.
    LedgerLeft(usize),
    /// Nothing could be printed, as this sentence says: keep a file instead.
    NotPrinted(String),
    /// No file dialog of the system can be had: folders are looked through in the window, or a path is typed.
    TypePath(FileWish),
}

/// What goes on once unsaved changes are dealt with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// An act of the menus.
    Do(Action),
    /// Another report.
    File(FileAct),
    /// What a program that did not end well has left.
    Recover(RecoveryAct),
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
    /// Only look at the draft.
    LookOnly,
    /// Do nothing.
    Cancel,
}

/// A file to be named by the officer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileWish {
    /// A draft to open, or a published report to read.
    Open,
    /// Last year's draft or published report, to begin from.
    Last,
    /// Where to save the draft.
    Save,
    /// Where to write an export.
    Export(Format, CopyKind),
    /// A ledger of applications to read.
    Ledger,
    /// A draft to compare with.
    Compare,
    /// A copy of the report from outside to read beside it.
    Copy(Purpose),
    /// Where to write the two-column copy of a comparison.
    PrintComparison,
    /// Where to write an empty ledger to be handed out.
    LedgerTemplate,
    /// The folder for the copies for the leader.
    ToLeader,
    /// Where to write what is kept for her, to be taken to another computer.
    TakeAlong,
    /// What was taken along from another computer.
    BringIn,
}

impl FileWish {
    /// What to do once the file is named.
    pub fn command(&self, path: PathBuf, replacing: Replacing) -> Command {
        match self {
            Self::Open => Command::File(FileAct::Open(path)),
            Self::Last => Command::File(FileAct::BeginFrom(path)),
            Self::Compare => Command::Compare(CompareAct::With(path)),
            Self::Ledger => Command::Ledger(LedgerAct::Open(path)),
            Self::Copy(purpose) => Command::Collate(CollateAct::Read(*purpose, path)),
            // What is in the folder nobody was asked about.
            Self::ToLeader => Command::ToLeader(ToLeaderAct::Into(path, Replacing::Ask)),
            wish => Command::File(FileAct::Write(wish.clone(), path, replacing)),
        }
    }

    /// Whether a file is to be written, and may be new.
    pub fn writes(&self) -> bool {
        matches!(
            self,
            Self::Save | Self::Export(..) | Self::PrintComparison | Self::LedgerTemplate | Self::TakeAlong
        )
    }

    /// The extensions of the files that a dialog lists.
    pub fn extensions(&self) -> &'static [&'static str] {
        match self {
            Self::Open | Self::Last => &["ron", "txt", "html", "htm", "docx", "pdf"],
            Self::Save | Self::Compare | Self::TakeAlong | Self::BringIn => &["ron"],
            Self::Copy(Purpose::Returned) => &["docx"],
            Self::Copy(Purpose::Published) => &["html", "htm", "pdf", "docx", "txt"],
            Self::PrintComparison => &["pdf", "html"],
            Self::LedgerTemplate => &["xlsx"],
            Self::Ledger => &["xlsx", "csv", "tsv", "txt"],
            Self::ToLeader => &[],
            Self::Export(format, _) => format.extensions(),
        }
    }

    /// Whether a path has one of its extensions, in whatever letters.
    pub fn names(&self, path: &Path) -> bool {
        let extension = path.extension();
        extension.is_some_and(|e| self.extensions().iter().any(|known| e.eq_ignore_ascii_case(known)))
    }

    /// The file extension it is about.
    pub fn extension(&self) -> &'static str {
        match self {
            Self::Open
            | Self::Last
            | Self::Save
            | Self::Compare
            | Self::ToLeader
            | Self::TakeAlong
            | Self::BringIn => "ron",
            Self::Copy(Purpose::Returned) => "docx",
            Self::Copy(Purpose::Published) => "html",
            Self::PrintComparison => "pdf",
            Self::Ledger | Self::LedgerTemplate => "xlsx",
            Self::Export(format, _) => format.extension(),
        }
    }

    /// The words over a dialog that asks for it.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Open => "打开草稿或公布的报告",
            Self::Last => "上年的草稿或公布的报告",
            Self::Save => "保存草稿",
            Self::Ledger => "打开台账",
            Self::Compare => "与哪一份草稿比较",
            Self::Copy(Purpose::Returned) => "带回哪一份Word",
            Self::Copy(Purpose::Published) => "公布的网页或文件",
            Self::LedgerTemplate => "存一份台账样表",
            Self::ToLeader => "拷到哪个U盘或文件夹",
            Self::TakeAlong => "带走设置",
            Self::BringIn => "带入设置",
            Self::Export(..) | Self::PrintComparison => "导出",
        }
    }

    /// What dialogs call the kind of file.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Open | Self::Last => "年报草稿和公布的报告",
            Self::Save | Self::Compare => "年报草稿",
            Self::Copy(Purpose::Returned) => "Word文档",
            Self::Copy(Purpose::Published) => "公布的报告",
            Self::PrintComparison => "对照稿",
            Self::TakeAlong | Self::BringIn => "带走的设置",
            Self::ToLeader => "文件",
            Self::Ledger | Self::LedgerTemplate => "台账",
            Self::Export(format, _) => format.name(),
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
    /// No longer the file dialog that was asked for.
    NoFile,
    /// Where the caret of this section's text is, to show it in the preview.
    CaretInPreview(SectionId),
    /// Something on the clipboard.
    Copy(Clip),
    /// Numbers on it, as text.
    CopyText(String),
    /// The copy that the preview shows on paper.
    Print,
    /// Which printers there are.
    Printers,
    /// A file or folder in the program that is set for it.
    ShowOutside(PathBuf),
    /// Close for good.
    Quit,
}

/// A sentence for the officer over the page. It leaves at the next act; of what did not work, not while she types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What happened, what is safe, what to do.
    pub text: String,
    /// How loud it is.
    pub weight: Weight,
    /// What can be done about it from here.
    pub offer: Offer,
}

impl Notice {
    /// A sentence about which there is nothing to do.
    pub fn new(text: String, weight: Weight) -> Self {
        Self { text, weight, offer: Offer::Nothing }
    }
}

/// What a notice offers to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Nothing but to go on.
    Nothing,
    /// To open the file that was written, or its folder.
    Open(PathBuf),
    /// To save under another name.
    SaveAs,
    /// To open the newest version of this draft.
    OpenVersion(PathBuf),
    /// To choose the file in the window, where the system's dialog did not come.
    ChooseHere(FileWish),
}

/// How loud a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Something did not work: over the page.
    Failed,
    /// Something to know: over the page.
    Told,
    /// The same of what took a while; it stays while she types.
    Lasting,
    /// It worked: in the status line.
    Whispered,
}
