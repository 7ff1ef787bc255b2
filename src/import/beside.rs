//! Prose beside a table: the form has no place for it under that heading, and it must not get lost in silence.

use std::{
    collections::HashSet,
    sync::{Arc, LazyLock},
};

use super::{
    Doubt,
    block::{Block, Breaks},
    key, prose, scan,
};
use crate::{
    draft::Place,
    form::{self, Form, SectionId, Table},
};

/// A paragraph has at least this many characters that carry meaning.
const SHORTEST: usize = 8;
/// The longest words of a table that are compared, in characters: its longest box has a third of it.
const LONGEST_WORDS: usize = 120;
/// From this share of its characters on, in a hundred, that stand in a table beside the same ones, a line is of the
/// table: so many at least stand together.
const MOST_WORDS: usize = 80;
const RUN: usize = 4;
/// No more blocks are looked at: a table with its prose takes a few hundred.
const MOST_BLOCKS: usize = 10_000;
/// The most paragraphs that are kept one by one.
const MOST: usize = 40;
/// The most characters of one that are kept.
const LONGEST: usize = 2_000;

/// What stands between the rows of a table and around them, as doubts about its section.
pub(super) fn doubts(
    section: &SectionId,
    form: &Form,
    table: &Table,
    blocks: &[Block],
    breaks: Breaks,
) -> Vec<Doubt> {
    let words = Words::of(form, table);
    let blocks = &blocks[..blocks.len().min(MOST_BLOCKS)];
    let runs = blocks.split(|block| scan::is_of_table(block) || words.hold(block));
    let text: Vec<String> = runs.map(|run| prose::paragraphs(run, breaks)).collect();
    let paragraphs: Vec<&str> = text.iter().flat_map(|t| t.lines()).filter(|p| is_prose(p)).collect();
    let doubt = |found: String, did: &str| Doubt {
        place: Place::Section(section.clone()),
        found,
        did: did.to_owned(),
    };
    let mut doubts: Vec<Doubt> = paragraphs
        .iter()
        .take(MOST)
        .map(|p| doubt(p.chars().take(LONGEST).collect(), "没有读入：这一部分只有表格，要用就复制到别的部分"))
        .collect();
    if paragraphs.len() > MOST {
        doubts
            .push(doubt(format!("另有{}段", paragraphs.len() - MOST), "没有读入：这一部分只有表格，见原文"));
    }
    doubts
}

/// Whether a paragraph says something: a few words with a mark of a sentence among them.
fn is_prose(text: &str) -> bool {
    let marks = ['。', '；', '，', '：', '！', ',', ':', ';'];
    text.contains(marks) && key::meaningful(text).nth(SHORTEST - 1).is_some()
}

/// Whether a line is a label or a head of any table of any form, or pieces of some that were broken over lines.
pub(super) fn is_label(line: &str) -> bool {
    static ALL: LazyLock<Words> = LazyLock::new(|| {
        let tables = form::builtin().iter().flat_map(|f| f.tables.iter().map(move |t| (f, t)));
        Words::of_texts(tables.flat_map(|(form, table)| texts(form, &table.id)).collect())
    });
    ALL.hold_line(line)
}

/// All that the form prints in a table and over it, in any of its editions.
struct Words {
    texts: Vec<Vec<char>>,
    /// Every few characters that stand together in them.
    runs: HashSet<[char; RUN]>,
}

impl Words {
    fn of(form: &Form, table: &Table) -> Self {
        let others = form::builtin().iter().map(Arc::as_ref).filter(|f| f.id != form.id);
        let forms = std::iter::once(form).chain(others);
        Self::of_texts(forms.flat_map(|f| texts(f, &table.id)).collect())
    }

    fn of_texts(texts: Vec<Vec<char>>) -> Self {
        let runs = texts.iter().flat_map(|t| t.array_windows().copied()).collect();
        Self { texts, runs }
    }

    /// Whether a block is a label or a head, or pieces of some that were broken over lines.
    fn hold(&self, block: &Block) -> bool {
        block.line().is_some_and(|line| self.hold_line(line))
    }

    fn hold_line(&self, line: &str) -> bool {
        let piece: Vec<char> = key::meaningful(line).take(LONGEST_WORDS + 1).collect();
        match piece.len() {
            0 => false,
            1..RUN => self.texts.iter().any(|text| key::find(text, &piece, 0).is_some()),
            RUN..=LONGEST_WORDS => self.known(&piece) * 100 >= piece.len() * MOST_WORDS,
            _ => false,
        }
    }

    /// How many characters of a piece stand in the table beside the same ones.
    fn known(&self, piece: &[char]) -> usize {
        let mut known = vec![false; piece.len()];
        for (at, run) in piece.array_windows().enumerate() {
            if self.runs.contains(run) {
                known[at..at + RUN].fill(true);
            }
        }
        known.into_iter().filter(|k| *k).count()
    }
}

/// The words of a table, one box after the other, and the headings of its section.
fn texts(form: &Form, table: &str) -> Vec<Vec<char>> {
    let boxes = form.table(table).into_iter().flat_map(|t| &t.boxes).filter_map(|b| b.content.text());
    let headings = form.sections.iter().filter(|s| s.table().is_some_and(|id| id == table));
    let words = boxes.flat_map(|text| key::meaningful(text).collect::<Vec<_>>()).collect();
    let headings = headings.map(|s| key::meaningful(&s.heading).collect());
    std::iter::once(words).chain(headings).collect()
}
