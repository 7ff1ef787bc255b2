//! The acts that stand in menus and have keys: one list that menus, buttons, keys, the palette and [`App::apply`] read.
//!
//! A new act is a name in [`Action`] and an entry at the same place of the list in `acts`.

use super::{
    App, Shortcut,
    acts::{ACTS, Act},
};

/// An act of the officer's that needs nothing but the open document, in the order of the menus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Starts an empty report.
    New,
    /// Begins a draft from last year's.
    BeginFrom,
    /// Begins a draft on the year after the report that is open.
    BeginNext,
    /// Opens a draft.
    Open,
    /// Saves.
    Save,
    /// Saves under another name.
    SaveAs,
    /// Shows the page 以前的版本.
    Versions,
    /// Reads the changes of an edited Word copy.
    BringBack,
    /// Exports as PDF.
    ExportPdf,
    /// Export OFD.
    ExportOfd,
    /// Exports as the PDF that is sent up for signature.
    ExportSignOff,
    /// Writes the copy to be sent up and the draft onto a USB stick.
    ToLeader,
    /// Marks the draft as it is as sent up.
    MarkSigned,
    /// Shows the page 公布、报送、存档.
    AfterSigning,
    /// Shows the page 公布后核对.
    CheckPublished,
    /// Prints.
    Print,
    /// Exports as text.
    ExportText,
    /// Exports as text for the Notepad of older systems.
    ExportNotepad,
    /// Exports as a web page.
    ExportHtml,
    /// Exports as a Word document.
    ExportDocx,
    /// Changes between the faces of this computer and the program's own for print.
    SystemFaces,
    /// Puts the whole report on the clipboard.
    CopyReport,
    /// Puts the table shown on the clipboard.
    CopyTable,
    /// Takes the last step back.
    Undo,
    /// Does it again.
    Redo,
    /// Finds words in all texts.
    Find,
    /// Replaces words in all texts.
    Replace,
    /// Puts a number of a table into the text.
    InsertNumber,
    /// Lets the number at the caret follow its table.
    TieNumber,
    /// Lets every number of the section shown that agrees with a table follow it.
    TieSection,
    /// Lets the number at the caret stand for itself again.
    UntieNumber,
    /// Notes something of the active cell.
    Remark,
    /// Marks the active cell as to be checked, or takes the mark away.
    ToCheck,
    /// Puts a phrase into the text.
    Phrases,
    /// Writes the opening from the agency profile.
    WriteOpening,
    /// Confirms the sentence at the caret, which is still last year's.
    ConfirmSentence,
    /// Confirms every sentence of the section shown that is still last year's.
    ConfirmSection,
    /// Moves on to this year all that can be.
    AcceptAll,
    /// Takes every doubt away.
    AcceptDoubts,
    /// Counts the ledger of applications into its table.
    Ledger,
    /// Writes an empty ledger to be handed out.
    LedgerTemplate,
    /// Shows the page 核对读入的内容.
    Proof,
    /// Shows the page 送审前核对.
    Review,
    /// Shows the page 规则一览.
    Rules,
    /// Compares with last year's report.
    CompareLast,
    /// Compares with another draft.
    CompareWith,
    /// Exports the two-column copy of the comparison shown.
    PrintComparison,
    /// Shows the page 打印预览.
    Preview,
    /// Shows in the preview what is being written.
    ShowInPreview,
    /// Goes to the next finding.
    NextFinding,
    /// Goes to the previous finding.
    PreviousFinding,
    /// Fills the blank cells of the table shown with zero.
    FillBlanks,
    /// Shows the next page of the task list.
    NextPage,
    /// Shows the previous page of the task list.
    PreviousPage,
    /// Makes everything larger.
    ZoomIn,
    /// Makes everything smaller.
    ZoomOut,
    /// Gives everything its usual size.
    ZoomReset,
    /// Changes between the two sets of colours.
    Contrast,
    /// Writes what is kept for her into a file, for another computer.
    TakeAlong,
    /// Takes what was kept for her on another computer.
    BringIn,
    /// Lists every act by its name.
    Palette,
    /// Lets a double click on a draft open this program, or takes that back.
    #[cfg(windows)]
    DoubleClick,
    /// Opens the help, on the page that explains the one shown.
    Help,
    /// Closes the draft.
    Close,
    /// Closes the window.
    Quit,
}

/// Where an act stands in the top bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// 文件.
    File,
    /// 编辑.
    Edit,
    /// 视图.
    View,
    /// 导出.
    Export,
    /// 帮助.
    Help,
}

impl Menu {
    /// Every menu.
    pub const ALL: [Self; 5] = [Self::File, Self::Edit, Self::View, Self::Export, Self::Help];

    /// The word on its button.
    pub fn label(self) -> &'static str {
        match self {
            Self::File => "文件",
            Self::Edit => "编辑",
            Self::View => "视图",
            Self::Export => "导出…",
            Self::Help => "帮助",
        }
    }

    /// What stands in it.
    pub fn actions(self) -> impl Iterator<Item = Action> {
        Action::all().filter(move |action| action.act().menu == self)
    }
}

impl Action {
    /// Every act, as menus list them.
    pub fn all() -> impl Iterator<Item = Self> {
        ACTS.iter().map(|act| act.action)
    }

    /// The act with this name, as pages of the help give it.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|action| format!("{action:?}") == name)
    }

    /// The words on its button; `…` where it asks for more.
    pub fn label(self) -> &'static str {
        self.act().label
    }

    /// The same as the head of a page, which asks for nothing.
    pub fn title(self) -> &'static str {
        self.label().trim_end_matches('…')
    }

    /// The keys that do it; the first is the one shown.
    pub fn shortcuts(self) -> &'static [Shortcut] {
        self.act().keys
    }

    // The list has an entry for every name, which is held above when the program is built.
    fn act(self) -> &'static Act {
        &ACTS[self as usize]
    }
}

impl App {
    /// Whether an act can be done now.
    pub fn can(&self, action: Action) -> bool {
        (action.act().when)(self)
    }

    pub(super) fn act(&mut self, action: Action) {
        if self.can(action) {
            self.leave_help_for(action);
            (action.act().run)(self);
        }
    }
}
