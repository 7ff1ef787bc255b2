//! The acts that stand in menus and have keys, with their words: menus, buttons and keys all read this list.

/// An act of the officer's that needs nothing but the open document.
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
    /// Exports as text.
    ExportText,
    /// Exports as a web page.
    ExportHtml,
    /// Exports as a Word document.
    ExportDocx,
    /// Exports as PDF.
    ExportPdf,
    /// Takes the last step back.
    Undo,
    /// Does it again.
    Redo,
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
    /// Shows the page 送审前核对.
    Review,
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
    /// The word on its button.
    pub fn label(self) -> &'static str {
        match self {
            Self::File => "文件",
            Self::Edit => "编辑",
            Self::View => "视图",
            Self::Export => "导出…",
        }
    }

    /// What stands in it, in the order of the list of all acts.
    pub fn actions(self) -> impl Iterator<Item = Action> {
        Action::ALL.into_iter().filter(move |action| action.menu() == self)
    }
}

/// A key to press with Ctrl, with Shift, or alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut {
    /// With Ctrl (Command on a Mac).
    pub ctrl: bool,
    /// With Shift.
    pub shift: bool,
    /// The key.
    pub key: Key,
}

/// A key of a shortcut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A letter, upper case.
    Letter(char),
    /// A function key by its number.
    Function(u8),
    /// A digit.
    Digit(u8),
    /// Plus.
    Plus,
    /// The key that has plus above it on most keyboards.
    Equals,
    /// Minus.
    Minus,
    /// Page Up.
    PageUp,
    /// Page Down.
    PageDown,
}

const fn ctrl(letter: char) -> Shortcut {
    Shortcut { ctrl: true, shift: false, key: Key::Letter(letter) }
}

const fn ctrl_shift(letter: char) -> Shortcut {
    Shortcut { ctrl: true, shift: true, key: Key::Letter(letter) }
}

const fn ctrl_with(key: Key) -> Shortcut {
    Shortcut { ctrl: true, shift: false, key }
}

impl Action {
    /// Every act, as menus list them.
    pub const ALL: [Self; 28] = [
        Self::New,
        Self::Open,
        Self::Save,
        Self::SaveAs,
        Self::ExportPdf,
        Self::ExportText,
        Self::ExportHtml,
        Self::ExportDocx,
        Self::Undo,
        Self::Redo,
        Self::Find,
        Self::Replace,
        Self::InsertNumber,
        Self::Phrases,
        Self::WriteOpening,
        Self::Review,
        Self::NextFinding,
        Self::PreviousFinding,
        Self::FillBlanks,
        Self::NextPage,
        Self::PreviousPage,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
        Self::Contrast,
        Self::Palette,
        Self::Close,
        Self::Quit,
    ];

    /// The words on its button; `…` where it asks for more.
    pub fn label(self) -> &'static str {
        match self {
            Self::New => "新建…",
            Self::Open => "打开…",
            Self::Save => "保存",
            Self::SaveAs => "另存为…",
            Self::ExportText => "导出文本…",
            Self::ExportHtml => "导出网页…",
            Self::ExportDocx => "导出Word…",
            Self::ExportPdf => "导出PDF…",
            Self::Undo => "撤销",
            Self::Redo => "重做",
            Self::NextFinding => "下一处",
            Self::PreviousFinding => "上一处",
            Self::FillBlanks => "空白填0",
            Self::NextPage => "下一部分",
            Self::PreviousPage => "上一部分",
            Self::Find => "查找和替换",
            Self::Replace => "替换",
            Self::InsertNumber => "插入表中数字",
            Self::Phrases => "常用句",
            Self::WriteOpening => "写开头一段",
            Self::Review => "送审前核对",
            Self::ZoomIn => "放大",
            Self::ZoomOut => "缩小",
            Self::ZoomReset => "原大",
            Self::Contrast => "高对比度",
            Self::Palette => "所有命令…",
            Self::Close => "关闭",
            Self::Quit => "退出",
        }
    }

    /// The menu that it stands in.
    pub fn menu(self) -> Menu {
        match self {
            Self::New | Self::Open | Self::Save | Self::SaveAs | Self::Close | Self::Quit => Menu::File,
            Self::ExportPdf | Self::ExportText | Self::ExportHtml | Self::ExportDocx => Menu::Export,
            Self::Undo
            | Self::Redo
            | Self::Find
            | Self::Replace
            | Self::InsertNumber
            | Self::Phrases
            | Self::WriteOpening => Menu::Edit,
            _ => Menu::View,
        }
    }

    /// The keys that do it; the first is the one shown.
    pub fn shortcuts(self) -> &'static [Shortcut] {
        match self {
            Self::New => const { &[ctrl('N')] },
            Self::Open => const { &[ctrl('O')] },
            Self::Save => const { &[ctrl('S')] },
            Self::SaveAs => const { &[ctrl_shift('S')] },
            Self::ExportText | Self::ExportHtml | Self::ExportDocx => &[],
            Self::ExportPdf => const { &[ctrl('E')] },
            Self::Undo => const { &[ctrl('Z')] },
            Self::Redo => const { &[ctrl('Y'), ctrl_shift('Z')] },
            Self::NextFinding => &[Shortcut { ctrl: false, shift: false, key: Key::Function(8) }],
            Self::PreviousFinding => &[Shortcut { ctrl: false, shift: true, key: Key::Function(8) }],
            Self::FillBlanks => const { &[ctrl('B')] },
            Self::NextPage => &[Shortcut { ctrl: true, shift: false, key: Key::PageDown }],
            Self::PreviousPage => &[Shortcut { ctrl: true, shift: false, key: Key::PageUp }],
            Self::Find => const { &[ctrl('F')] },
            Self::Replace => const { &[ctrl('H')] },
            Self::InsertNumber => const { &[ctrl('I')] },
            Self::Phrases => const { &[ctrl('J')] },
            Self::WriteOpening | Self::Contrast => &[],
            Self::Review => &[Shortcut { ctrl: false, shift: false, key: Key::Function(7) }],
            Self::ZoomIn => const { &[ctrl_with(Key::Plus), ctrl_with(Key::Equals)] },
            Self::ZoomOut => const { &[ctrl_with(Key::Minus)] },
            Self::ZoomReset => const { &[ctrl_with(Key::Digit(0))] },
            Self::Palette => const { &[ctrl_shift('P')] },
            Self::Close => const { &[ctrl('W')] },
            Self::Quit => const { &[ctrl('Q')] },
        }
    }
}

impl std::fmt::Display for Shortcut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl+")?;
        }
        if self.shift {
            f.write_str("Shift+")?;
        }
        match self.key {
            Key::Letter(letter) => write!(f, "{letter}"),
            Key::Function(number) => write!(f, "F{number}"),
            Key::Digit(digit) => write!(f, "{digit}"),
            Key::Plus => f.write_str("+"),
            Key::Equals => f.write_str("="),
            Key::Minus => f.write_str("-"),
            Key::PageUp => f.write_str("PageUp"),
            Key::PageDown => f.write_str("PageDown"),
        }
    }
}
