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
    /// Closes the draft.
    Close,
    /// Closes the window.
    Quit,
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

impl Action {
    /// Every act, as menus list them.
    pub const ALL: [Self; 15] = [
        Self::New,
        Self::Open,
        Self::Save,
        Self::SaveAs,
        Self::ExportText,
        Self::ExportPdf,
        Self::Undo,
        Self::Redo,
        Self::NextFinding,
        Self::PreviousFinding,
        Self::FillBlanks,
        Self::NextPage,
        Self::PreviousPage,
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
            Self::ExportPdf => "导出PDF…",
            Self::Undo => "撤销",
            Self::Redo => "重做",
            Self::NextFinding => "下一处",
            Self::PreviousFinding => "上一处",
            Self::FillBlanks => "空白填0",
            Self::NextPage => "下一部分",
            Self::PreviousPage => "上一部分",
            Self::Close => "关闭",
            Self::Quit => "退出",
        }
    }

    /// The keys that do it; the first is the one shown.
    pub fn shortcuts(self) -> &'static [Shortcut] {
        match self {
            Self::New => const { &[ctrl('N')] },
            Self::Open => const { &[ctrl('O')] },
            Self::Save => const { &[ctrl('S')] },
            Self::SaveAs => const { &[ctrl_shift('S')] },
            Self::ExportText => &[],
            Self::ExportPdf => const { &[ctrl('E')] },
            Self::Undo => const { &[ctrl('Z')] },
            Self::Redo => const { &[ctrl('Y'), ctrl_shift('Z')] },
            Self::NextFinding => &[Shortcut { ctrl: false, shift: false, key: Key::Function(8) }],
            Self::PreviousFinding => &[Shortcut { ctrl: false, shift: true, key: Key::Function(8) }],
            Self::FillBlanks => const { &[ctrl('B')] },
            Self::NextPage => &[Shortcut { ctrl: true, shift: false, key: Key::PageDown }],
            Self::PreviousPage => &[Shortcut { ctrl: true, shift: false, key: Key::PageUp }],
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
            Key::PageUp => f.write_str("PageUp"),
            Key::PageDown => f.write_str("PageDown"),
        }
    }
}
