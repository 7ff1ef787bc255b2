//! Prose beside a table: the form has no place for it under that heading, and it must not get lost in silence.

use std::{
    collections::HashSet,
    sync::{Arc, LazyLock},
};

use super::{
    Doubt,
    block::{Block, Breaks},
    key, prose, scan, title, value,
};
use crate::{
    draft::Place,
    form::{self, Form, SectionId, Table},
    words::{characters::is_han, narrow_char},
};

/// A paragraph has at least this many characters that carry meaning.
const SHORTEST: usize = 8;
/// The longest words of a table that are compared, in characters: its longest box has a third of it.
const LONGEST_WORDS: usize = 120;
/// From this share of its characters on, in a hundred, that stand in a table beside the same ones, a line is of the
/// table: so many at least stand together.
const MOST_WORDS: usize = 80;
const RUN: usize = 4;
/// From so many characters on that no table has, or from this share on of those of a line, it says something: pieces
/// of labels have one that was mistyped.
const FOREIGN: usize = 2;
const FOREIGN_SHARE: usize = 3;
/// What is printed over a table beside the words of the form: its number, `（单位：件）`.
const CAPTION: &str = "附续表单位一二三四万元件";
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
    let lines: Vec<Option<Block>> = blocks.iter().flat_map(|block| words.leave(block)).collect();
    let runs = lines.split(Option::is_none).map(|run| run.iter().flatten().cloned().collect::<Vec<_>>());
    let text: Vec<String> = runs.map(|run| prose::paragraphs(&run, breaks)).collect();
    let says = |p: &&str| is_prose(p) || words.are_foreign_to(p);
    let paragraphs: Vec<&str> = text.iter().flat_map(|t| t.lines()).filter(says).collect();
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

/// The fields of a block with anything in them; the indent of a line is kept.
fn fields(block: &Block) -> Vec<&str> {
    let fields: Vec<&str> = match block {
        Block::Line(text) => text.split(['|', '\t']).collect(),
        Block::Row(cells) => cells.iter().map(String::as_str).collect(),
    };
    fields.into_iter().filter(|f| !f.trim().is_empty()).collect()
}

/// Whether a figure stands in a line that does not number it, a piece of it or a table: `主动公开12条`, not
/// `2.重复申请` or `表2`.
fn has_figure(line: &str) -> bool {
    let plain: Vec<char> = line.chars().map(narrow_char).filter(|c| !c.is_whitespace()).collect();
    let is_figure = |at: usize| {
        let ends = plain[at..].iter().position(|c| !c.is_ascii_digit()).map(|length| plain[at + length]);
        at > 0
            && plain[at - 1] != '表'
            && plain[at].is_ascii_digit()
            && ends.is_none_or(|end| !"、.．)）".contains(end))
    };
    (0..plain.len()).any(is_figure)
}

/// Whether a line is a label or a head of any table of any form, or pieces of some that were broken over lines.
pub(super) fn is_label(line: &str) -> bool {
    ALL.hold_line(line)
}

/// Whether a block holds labels and heads and nothing else.
pub(super) fn is_labels(block: &Block) -> bool {
    fields(block).iter().all(|field| ALL.hold_line(field))
}

/// All tables of all forms.
static ALL: LazyLock<Words> = LazyLock::new(|| {
    let tables = form::builtin().iter().flat_map(|f| f.tables.iter().map(move |t| (f, t)));
    Words::of_texts(tables.flat_map(|(form, table)| texts(form, &table.id)).collect())
});

/// All that the form prints in a table and over it, in any of its editions.
struct Words {
    texts: Vec<Vec<char>>,
    /// Every few characters that stand together in them.
    runs: HashSet<[char; RUN]>,
    /// Their characters.
    chars: HashSet<char>,
}

impl Words {
    fn of(form: &Form, table: &Table) -> Self {
        let others = form::builtin().iter().map(Arc::as_ref).filter(|f| f.id != form.id);
        let forms = std::iter::once(form).chain(others);
        Self::of_texts(forms.flat_map(|f| texts(f, &table.id)).collect())
    }

    fn of_texts(texts: Vec<Vec<char>>) -> Self {
        let runs = texts.iter().flat_map(|t| t.array_windows().copied()).collect();
        let chars = texts.iter().flatten().copied().chain(CAPTION.chars()).collect();
        Self { texts, runs, chars }
    }

    /// What of a block is no part of the table, line by line; `None` where the table is.
    fn leave(&self, block: &Block) -> Vec<Option<Block>> {
        let fields = fields(block);
        let is_figure = |f: &&str| value::is_value(f);
        match fields.as_slice() {
            [only] if !scan::is_of_table(&Block::Line((*only).to_owned())) => {
                vec![Some(Block::Line((*only).to_owned())).filter(|_| !self.name(only))]
            }
            [_, _, ..] if !fields.iter().any(is_figure) => {
                let prose = fields.iter().filter(|f| is_prose(f) && !self.hold_line(f));
                prose.flat_map(|f| [None, Some(Block::Line((*f).to_owned()))]).chain([None]).collect()
            }
            _ => vec![None],
        }
    }

    /// Whether a line names something of the table, and does not only speak of it.
    fn name(&self, line: &str) -> bool {
        self.hold_line(line) && self.foreign(line) < FOREIGN
    }

    /// How many characters of a line do not stand in the table.
    fn foreign(&self, line: &str) -> usize {
        key::meaningful(line).filter(|c| is_han(*c) && !self.chars.contains(c)).count()
    }

    /// Whether words that are none of a table say something, though no mark makes a sentence of them: `未发生`.
    fn are_foreign_to(&self, line: &str) -> bool {
        let (words, foreign) = (key::meaningful(line).count(), self.foreign(line));
        let says = foreign >= FOREIGN || foreign * FOREIGN_SHARE >= words || has_figure(line);
        words > 1 && says && !title::is_only_year(line)
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
