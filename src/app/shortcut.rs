//! Keys to press for an act, as menus write them.

use std::fmt;

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

/// Ctrl and a letter.
pub(super) const fn ctrl(letter: char) -> Shortcut {
    ctrl_with(Key::Letter(letter))
}

/// Ctrl, Shift and a letter.
pub(super) const fn ctrl_shift(letter: char) -> Shortcut {
    ctrl(letter).shifted()
}

/// Ctrl and a key.
pub(super) const fn ctrl_with(key: Key) -> Shortcut {
    Shortcut { ctrl: true, shift: false, key }
}

/// A function key.
pub(super) const fn function(number: u8) -> Shortcut {
    Shortcut { ctrl: false, shift: false, key: Key::Function(number) }
}

impl Shortcut {
    pub(super) const fn shifted(self) -> Self {
        Self { shift: true, ..self }
    }
}

impl fmt::Display for Shortcut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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
