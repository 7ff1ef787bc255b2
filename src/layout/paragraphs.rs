//! The lines of paragraphs, kept from one layout of a report to the next: who changes a number waits for no other
//! paragraph to be broken again.

use std::{mem, sync::Arc};

use super::lines::{Line, SetLine};

/// The lines that the paragraphs of the last layout were broken into. Holds for one set of faces.
#[derive(Default)]
pub(super) struct Paragraphs {
    sections: Vec<Vec<Broken>>,
}

/// A paragraph with its lines.
#[derive(Clone)]
struct Broken {
    words: Arc<str>,
    lines: Arc<[SetLine]>,
}

/// The paragraphs of a section while they are laid out, one after the other.
pub(super) struct OfSection<'k> {
    before: Vec<Broken>,
    now: &'k mut Vec<Broken>,
    /// How many there are now.
    count: usize,
}

impl Paragraphs {
    /// Begins the section with this index, which has so many paragraphs now.
    pub(super) fn of_section(&mut self, section: usize, count: usize) -> OfSection<'_> {
        self.sections.resize_with(self.sections.len().max(section + 1), Vec::new);
        let now = &mut self.sections[section];
        OfSection { before: mem::take(now), now, count }
    }
}

impl OfSection<'_> {
    /// The lines of the next paragraph, broken only where its words are new at this place, counted from the start and from
    /// the end of the section.
    pub(super) fn lines(&mut self, words: &str, broken: impl FnOnce() -> Vec<Line>) -> Arc<[SetLine]> {
        let at = self.now.len();
        let from_end = (at + self.before.len()).checked_sub(self.count);
        let known = [Some(at), from_end].into_iter().flatten().filter_map(|at| self.before.get(at));
        let same = known.into_iter().find(|known| *known.words == *words).cloned();
        let paragraph = same.unwrap_or_else(|| Broken { words: words.into(), lines: set(&broken()) });
        let lines = paragraph.lines.clone();
        self.now.push(paragraph);
        lines
    }
}

/// Lines as they are kept.
pub(super) fn set(lines: &[Line]) -> Arc<[SetLine]> {
    lines.iter().map(Line::set).collect()
}
