//! What is typed in a cell before it is committed: a line of text with a caret.

use super::{Direction, Move};
use crate::draft::Entry;

/// The most characters that a cell takes while typing; a number has fifteen digits.
const MAX_CHARS: usize = 60;

/// What is typed in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typing {
    text: String,
    /// Characters before the caret.
    caret: usize,
    mode: TypingMode,
}

/// How typing in a cell began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypingMode {
    /// By typing over: arrows commit and move on.
    Over,
    /// By F2 or a double click: arrows move the caret.
    Caret,
}

impl Typing {
    /// Typing that replaces what is in the cell.
    pub(super) fn over() -> Self {
        Self { text: String::new(), caret: 0, mode: TypingMode::Over }
    }

    /// Editing what is in the cell, the caret at its end.
    pub(super) fn edit(entry: Option<&Entry>) -> Self {
        let text = entry.map(Entry::to_string).unwrap_or_default();
        Self { caret: text.chars().count(), text, mode: TypingMode::Caret }
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text before the caret.
    pub fn before_caret(&self) -> &str {
        &self.text[..self.byte(self.caret)]
    }

    fn byte(&self, caret: usize) -> usize {
        self.text.char_indices().nth(caret).map_or(self.text.len(), |(at, _)| at)
    }

    /// Inserts at the caret; tabs and line ends have no place in a cell, nor has a text that is no number.
    pub(super) fn insert(&mut self, text: &str) {
        let room = MAX_CHARS.saturating_sub(self.text.chars().count());
        let line: String = text.chars().filter(|c| !c.is_control()).take(room).collect();
        self.text.insert_str(self.byte(self.caret), &line);
        self.caret += line.chars().count();
    }

    pub(super) fn backspace(&mut self) {
        if self.caret > 0 {
            self.caret -= 1;
            self.delete();
        }
    }

    pub(super) fn delete(&mut self) {
        let at = self.byte(self.caret);
        if at < self.text.len() {
            self.text.remove(at);
        }
    }

    pub(super) fn toggle_mode(&mut self) {
        self.mode = match self.mode {
            TypingMode::Over => TypingMode::Caret,
            TypingMode::Caret => TypingMode::Over,
        };
    }

    /// Moves the caret; `false` for a move that is the grid's.
    pub(super) fn moves_caret(&mut self, step: Move) -> bool {
        let end = self.text.chars().count();
        match (self.mode, step) {
            (TypingMode::Caret, Move::Step(Direction::Left)) => self.caret = self.caret.saturating_sub(1),
            (TypingMode::Caret, Move::Step(Direction::Right)) => self.caret = end.min(self.caret + 1),
            (TypingMode::Caret, Move::RowStart) => self.caret = 0,
            (TypingMode::Caret, Move::RowEnd) => self.caret = end,
            _ => return false,
        }
        true
    }
}
