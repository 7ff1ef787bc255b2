//! The lines of paragraphs, kept from one layout of a report to the next: who changes a number waits for no other
//! paragraph to be broken again.

use std::{collections::HashMap, mem, sync::Arc};

use super::lines::{Line, SetLine};

/// The lines that the paragraphs of the last layout were broken into, by their words. Holds for one set of faces: who lays
/// out in others begins with none.
#[derive(Default)]
pub struct Paragraphs {
    before: HashMap<String, Arc<[SetLine]>>,
    now: HashMap<String, Arc<[SetLine]>>,
}

impl Paragraphs {
    /// The lines of a paragraph, broken only where its words are new.
    pub(super) fn lines(&mut self, words: &str, broken: impl FnOnce() -> Vec<Line>) -> Arc<[SetLine]> {
        if let Some(lines) = self.now.get(words) {
            return lines.clone();
        }
        let kept = self.before.remove_entry(words);
        let (words, lines) = kept.unwrap_or_else(|| (words.to_owned(), set(&broken())));
        self.now.insert(words, lines.clone());
        lines
    }

    /// Begins a layout: what the last one did not ask for is let go.
    pub(super) fn begin(&mut self) {
        self.before = mem::take(&mut self.now);
    }
}

/// Lines as they are kept.
pub(super) fn set(lines: &[Line]) -> Arc<[SetLine]> {
    lines.iter().map(Line::set).collect()
}
