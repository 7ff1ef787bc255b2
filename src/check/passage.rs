//! A passage of text, made even, with what was read out of it.

use std::ops::Range;

use super::reading::{Reading, Sought};
use crate::{draft::kept::Piece, words::normal::Normal};

/// A passage made even, and what was read out of it.
pub(crate) struct Passage {
    even: Normal,
    chars: usize,
    reading: Reading,
}

impl Passage {
    /// Reads a passage.
    pub fn new(sought: &Sought, piece: Piece<'_>) -> Self {
        let even = Normal::written_in(piece.script, piece.text);
        let reading = Reading::of(sought, piece.section, piece.text, even.as_str());
        Self { even, chars: piece.text.chars().count(), reading }
    }

    /// The even copy of the text ([`Normal`]), in which words are looked for.
    pub fn words(&self) -> &str {
        self.even.as_str()
    }

    /// What was read out of it.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// How long it is as written.
    pub fn chars(&self) -> usize {
        self.chars
    }

    /// Bytes of the even copy as characters of the passage as written.
    pub fn origin(&self, bytes: &Range<usize>) -> Range<usize> {
        self.even.origin(bytes)
    }
}
