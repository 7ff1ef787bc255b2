//! Prose beside a table: the form has no place for it under that heading, and it must not get lost in silence.

use super::{
    Doubt,
    block::{Block, Breaks},
    key, prose, scan,
};
use crate::form::{self, Form, Table};

/// A paragraph has at least this many characters that carry meaning.
const SHORTEST: usize = 8;
/// The longest words of a table that are compared, in characters: its longest box has a third of it.
const LONGEST_WORDS: usize = 120;
/// No more blocks are looked at: a table with its prose takes a few hundred.
const MOST_BLOCKS: usize = 10_000;
/// The most paragraphs that are kept one by one.
const MOST: usize = 40;
/// The most characters of one that are kept.
const LONGEST: usize = 2_000;

/// What stands between the rows of a table and around them, as doubts about its section.
pub(super) fn doubts(
    section: &str,
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
    let doubt = |found: String, did: &str| Doubt { place: section.to_owned(), found, did: did.to_owned() };
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

/// All that the form prints in a table, in any of its editions, as one text each.
struct Words(Vec<Vec<char>>);

impl Words {
    fn of(form: &Form, table: &Table) -> Self {
        let own = std::iter::once(table);
        let others = form::builtin().iter().filter(|f| f.id != form.id).filter_map(|f| f.table(&table.id));
        let words = |t: &Table| {
            let texts = t.boxes.iter().filter_map(|b| b.content.text());
            texts.flat_map(|t| key::meaningful(t).collect::<Vec<_>>()).collect()
        };
        Self(own.chain(others).map(words).collect())
    }

    /// Whether a block is a label or a head, or pieces of some that were broken over lines.
    fn hold(&self, block: &Block) -> bool {
        let Some(line) = block.line() else { return false };
        self.has(line) || line.split_whitespace().all(|piece| self.has(piece))
    }

    fn has(&self, piece: &str) -> bool {
        let piece: Vec<char> = key::meaningful(piece).take(LONGEST_WORDS + 1).collect();
        let short = (1..=LONGEST_WORDS).contains(&piece.len());
        short && self.0.iter().any(|words| key::find(words, &piece, 0).is_some())
    }
}
