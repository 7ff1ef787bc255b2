//! The acts that stand in menus and have keys: one list that menus, buttons, keys, the palette and [`App::apply`] read.
//!
//! A new act is a name in [`Action`] and an entry at the same place of [`ACTS`].

use super::{
    App, Command, Document, FileWish, Format, Key, Next, Question, Shortcut, Tool, View,
    shortcut::{ctrl, ctrl_shift, ctrl_with, function},
};
use crate::store::settings::Zoom;

/// An act of the officer's that needs nothing but the open document, in the order of the menus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Starts an empty report.
    New,
    /// Opens a draft.
    Open,
    /// Saves.
    Save,
    /// Saves under another name.
    SaveAs,
    /// Exports as PDF.
    ExportPdf,
    /// Exports as the PDF that is sent up for signature.
    ExportSignOff,
    /// Marks the draft as it is as sent up.
    MarkSigned,
    /// Prints.
    Print,
    /// Exports as text.
    ExportText,
    /// Exports as a web page.
    ExportHtml,
    /// Exports as a Word document.
    ExportDocx,
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
    /// Puts a phrase into the text.
    Phrases,
    /// Writes the opening from the agency profile.
    WriteOpening,
    /// Counts the ledger of applications into its table.
    Ledger,
    /// Shows the page 核对读入的内容.
    Proof,
    /// Shows the page 送审前核对.
    Review,
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
    /// Lists every act by its name.
    Palette,
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
}

impl Menu {
    /// Every menu.
    pub const ALL: [Self; 4] = [Self::File, Self::Edit, Self::View, Self::Export];

    /// The word on its button.
    pub fn label(self) -> &'static str {
        match self {
            Self::File => "文件",
            Self::Edit => "编辑",
            Self::View => "视图",
            Self::Export => "导出…",
        }
    }

    /// What stands in it.
    pub fn actions(self) -> impl Iterator<Item = Action> {
        Action::all().filter(move |action| action.act().menu == self)
    }
}

/// What there is to know about an act.
struct Act {
    action: Action,
    /// The words on its button; `…` where it asks for more.
    label: &'static str,
    menu: Menu,
    /// The keys that do it; the first is the one shown.
    keys: &'static [Shortcut],
    /// Whether it can be done now.
    when: fn(&App) -> bool,
    run: fn(&mut App),
}

/// Every act, as [`Action`] names them.
const ACTS: &[Act] = &[
    Act {
        action: Action::New,
        label: "新建…",
        menu: Menu::File,
        keys: &[ctrl('N')],
        when: always,
        run: |app| app.leave_for(Next::Command(Command::Do(Action::New))),
    },
    Act {
        action: Action::Open,
        label: "打开…",
        menu: Menu::File,
        keys: &[ctrl('O')],
        when: always,
        run: |app| app.wish(FileWish::Open),
    },
    Act {
        action: Action::Save,
        label: "保存",
        menu: Menu::File,
        keys: &[ctrl('S')],
        when: App::has_document,
        run: App::save,
    },
    Act {
        action: Action::SaveAs,
        label: "另存为…",
        menu: Menu::File,
        keys: &[ctrl_shift('S')],
        when: App::has_document,
        run: |app| app.wish(FileWish::Save),
    },
    Act {
        action: Action::ExportPdf,
        label: "导出PDF…",
        menu: Menu::Export,
        keys: &[ctrl('E')],
        when: App::has_document,
        run: |app| app.wish(FileWish::Export(Format::Pdf)),
    },
    Act {
        action: Action::ExportSignOff,
        label: "导出送审稿…",
        menu: Menu::Export,
        keys: &[ctrl_shift('E')],
        when: App::has_document,
        run: |app| app.question = Some(Question::SignOff),
    },
    Act {
        action: Action::MarkSigned,
        label: "标记为已送签",
        menu: Menu::Export,
        keys: &[],
        when: App::can_mark_signed,
        run: App::mark_signed,
    },
    Act {
        action: Action::Print,
        label: "打印…",
        menu: Menu::File,
        keys: &[ctrl('P')],
        when: App::has_document,
        run: |app| app.question = Some(Question::Print),
    },
    Act {
        action: Action::ExportText,
        label: "导出文本…",
        menu: Menu::Export,
        keys: &[],
        when: App::has_document,
        run: |app| app.wish(FileWish::Export(Format::Text)),
    },
    Act {
        action: Action::ExportHtml,
        label: "导出网页…",
        menu: Menu::Export,
        keys: &[],
        when: App::has_document,
        run: |app| app.wish(FileWish::Export(Format::Html)),
    },
    Act {
        action: Action::ExportDocx,
        label: "导出Word…",
        menu: Menu::Export,
        keys: &[],
        when: App::has_document,
        run: |app| app.wish(FileWish::Export(Format::Docx)),
    },
    Act {
        action: Action::CopyReport,
        label: "复制整份报告",
        menu: Menu::Edit,
        keys: &[],
        when: App::has_document,
        run: App::copy_report,
    },
    Act {
        action: Action::CopyTable,
        label: "复制本表",
        menu: Menu::Edit,
        keys: &[],
        when: in_table,
        run: App::copy_table,
    },
    Act {
        action: Action::Undo,
        label: "撤销",
        menu: Menu::Edit,
        keys: &[ctrl('Z')],
        when: can_undo,
        run: App::undo,
    },
    Act {
        action: Action::Redo,
        label: "重做",
        menu: Menu::Edit,
        keys: &[ctrl('Y'), ctrl_shift('Z')],
        when: can_redo,
        run: App::redo,
    },
    Act {
        action: Action::Find,
        label: "查找和替换",
        menu: Menu::Edit,
        keys: &[ctrl('F')],
        when: App::has_document,
        run: |app| app.tool = Some(Tool::Find),
    },
    Act {
        action: Action::Replace,
        label: "替换",
        menu: Menu::Edit,
        keys: &[ctrl('H')],
        when: App::has_document,
        run: |app| app.tool = Some(Tool::Replace),
    },
    Act {
        action: Action::InsertNumber,
        label: "插入表中数字",
        menu: Menu::Edit,
        keys: &[ctrl('I')],
        when: in_text,
        run: |app| app.tool = Some(Tool::Numbers),
    },
    Act {
        action: Action::Phrases,
        label: "常用句",
        menu: Menu::Edit,
        keys: &[ctrl('J')],
        when: in_text,
        run: |app| app.tool = Some(Tool::Phrases),
    },
    Act {
        action: Action::WriteOpening,
        label: "写开头一段",
        menu: Menu::Edit,
        keys: &[],
        when: has_opening,
        run: App::write_opening,
    },
    Act {
        action: Action::Ledger,
        label: "按台账填表",
        menu: Menu::Edit,
        keys: &[],
        when: App::can_count_ledger,
        run: App::show_ledger,
    },
    Act {
        action: Action::Proof,
        label: "核对读入的内容",
        menu: Menu::View,
        keys: &[],
        when: has_proof,
        run: |app| app.show(View::Proof),
    },
    Act {
        action: Action::Review,
        label: "送审前核对",
        menu: Menu::View,
        keys: &[function(7)],
        when: App::has_document,
        run: |app| app.show(View::Review),
    },
    Act {
        action: Action::CompareLast,
        label: "与上年比较",
        menu: Menu::View,
        keys: &[],
        when: App::has_document,
        run: App::compare_with_last,
    },
    Act {
        action: Action::CompareWith,
        label: "与另一份草稿比较…",
        menu: Menu::View,
        keys: &[],
        when: App::has_document,
        run: |app| app.wish(FileWish::Compare),
    },
    Act {
        action: Action::PrintComparison,
        label: "导出左右对照稿…",
        menu: Menu::Export,
        keys: &[],
        when: |app| app.comparison().is_some(),
        run: |app| app.wish(FileWish::PrintComparison),
    },
    Act {
        action: Action::Preview,
        label: "打印预览",
        menu: Menu::View,
        keys: &[function(6)],
        when: App::has_document,
        run: |app| app.show(View::Preview),
    },
    Act {
        action: Action::ShowInPreview,
        label: "在预览中查看",
        menu: Menu::View,
        keys: &[function(6).shifted()],
        when: in_field,
        run: App::show_in_preview,
    },
    Act {
        action: Action::NextFinding,
        label: "下一处",
        menu: Menu::View,
        keys: &[function(8)],
        when: has_findings,
        run: |app| app.step_finding(1),
    },
    Act {
        action: Action::PreviousFinding,
        label: "上一处",
        menu: Menu::View,
        keys: &[function(8).shifted()],
        when: has_findings,
        run: |app| app.step_finding(-1),
    },
    Act {
        action: Action::FillBlanks,
        label: "空白填0",
        menu: Menu::View,
        keys: &[ctrl('B')],
        when: in_table,
        run: App::fill_blanks,
    },
    Act {
        action: Action::NextPage,
        label: "下一部分",
        menu: Menu::View,
        keys: &[ctrl_with(Key::PageDown)],
        when: App::has_document,
        run: |app| app.step_page(1),
    },
    Act {
        action: Action::PreviousPage,
        label: "上一部分",
        menu: Menu::View,
        keys: &[ctrl_with(Key::PageUp)],
        when: App::has_document,
        run: |app| app.step_page(-1),
    },
    Act {
        action: Action::ZoomIn,
        label: "放大",
        menu: Menu::View,
        keys: &[ctrl_with(Key::Plus), ctrl_with(Key::Equals)],
        when: always,
        run: |app| app.zoom(Zoom::larger),
    },
    Act {
        action: Action::ZoomOut,
        label: "缩小",
        menu: Menu::View,
        keys: &[ctrl_with(Key::Minus)],
        when: always,
        run: |app| app.zoom(Zoom::smaller),
    },
    Act {
        action: Action::ZoomReset,
        label: "原大",
        menu: Menu::View,
        keys: &[ctrl_with(Key::Digit(0))],
        when: always,
        run: |app| app.zoom(|_| Zoom::default()),
    },
    Act {
        action: Action::Contrast,
        label: "高对比度",
        menu: Menu::View,
        keys: &[],
        when: always,
        run: App::turn_contrast,
    },
    Act {
        action: Action::Palette,
        label: "所有命令…",
        menu: Menu::View,
        keys: &[ctrl_shift('P')],
        when: always,
        run: |app| app.tool = Some(Tool::Palette),
    },
    Act {
        action: Action::Close,
        label: "关闭",
        menu: Menu::File,
        keys: &[ctrl('W')],
        when: App::has_document,
        run: |app| app.leave_for(Next::Command(Command::Do(Action::Close))),
    },
    Act {
        action: Action::Quit,
        label: "退出",
        menu: Menu::File,
        keys: &[ctrl('Q')],
        when: always,
        run: |app| app.leave_for(Next::Quit),
    },
];

// An act is found by its place in the list.
const _: () = {
    let mut at = 0;
    while at < ACTS.len() {
        assert!(ACTS[at].action as usize == at, "the names and the list must have the same order");
        at += 1;
    }
    assert!(ACTS.len() == Action::Quit as usize + 1, "the last name has the last entry");
};

impl Action {
    /// Every act, as menus list them.
    pub fn all() -> impl Iterator<Item = Self> {
        ACTS.iter().map(|act| act.action)
    }

    /// The words on its button; `…` where it asks for more.
    pub fn label(self) -> &'static str {
        self.act().label
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
            (action.act().run)(self);
        }
    }

    fn has_document(&self) -> bool {
        self.document.is_some()
    }
}

fn always(_: &App) -> bool {
    true
}

/// A page is shown on which the report is written.
fn in_field(app: &App) -> bool {
    app.document.is_some() && matches!(app.view, View::Agency | View::Section(_))
}

fn in_text(app: &App) -> bool {
    app.section().is_some_and(|s| s.table().is_none())
}

fn in_table(app: &App) -> bool {
    app.section().is_some_and(|s| s.table().is_some())
}

fn has_opening(app: &App) -> bool {
    app.document.as_ref().is_some_and(|d| d.opening_section().is_some())
}

fn has_proof(app: &App) -> bool {
    app.document.as_ref().is_some_and(Document::to_prove)
}

fn can_undo(app: &App) -> bool {
    app.document.as_ref().and_then(Document::undo_name).is_some()
}

fn can_redo(app: &App) -> bool {
    app.document.as_ref().and_then(Document::redo_name).is_some()
}

fn has_findings(app: &App) -> bool {
    app.document.as_ref().is_some_and(|d| !d.findings().is_empty())
}
