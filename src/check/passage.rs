//! A passage of text, made even, with what was read out of it.

use std::ops::Range;

use super::reading::{Reading, Sought};
use crate::{
    form::Section,
    words::normal::{Normal, Script},
};

/// A passage made even, and what was read out of it.
pub(crate) struct Passage {
    script: Script,
    text: String,
    even: Normal,
    chars: usize,
    reading: Reading,
}

impl Passage {
    pub(super) fn new(sought: &Sought, section: &Section, script: Script, text: &str) -> Self {
        let even = Normal::written_in(script, text);
        let reading = Reading::of(sought, section, text, even.as_str());
        let (chars, text) = (text.chars().count(), text.to_owned());
        Self { script, text, even, chars, reading }
    }

    /// Whether it is what this text would be read as.
    pub fn is_of(&self, script: Script, text: &str) -> bool {
        self.script == script && self.text == text
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
