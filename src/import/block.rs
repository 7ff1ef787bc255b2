//! What every format is read into: lines and table rows in the order of the page.

use super::{Doubt, Marks};

/// No remark at the foot of a web page is longer, in characters.
const REMARK: usize = 60;

/// A line of text or a row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// A paragraph, or a line of a plain text.
    Line(String),
    /// The cells of a row that the format itself marks as a table row.
    Row(Vec<String>),
}

impl Block {
    /// What is read where only text counts: of a row its cells, parted by bars.
    pub fn text(&self) -> String {
        match self {
            Self::Line(text) => text.clone(),
            Self::Row(cells) => cells.iter().map(|c| c.replace('\n', " ")).collect::<Vec<_>>().join(" | "),
        }
    }

    /// The line, or the only words of a row: a heading can stand in a layout table.
    pub fn line(&self) -> Option<&str> {
        match self {
            Self::Line(text) => Some(text.trim()),
            Self::Row(cells) => {
                let mut words = cells.iter().map(|c| c.trim()).filter(|c| !c.is_empty());
                words.next().filter(|_| words.next().is_none())
            }
        }
    }
}

/// Lays out the rows that only lay the page out: all the words are in one cell, and sentences are among its lines.
pub(super) fn spread(blocks: &mut Vec<Block>) {
    let lays_out = |block: &Block| match block {
        Block::Row(_) => block.line().is_some_and(|words| words.contains('\n') && words.contains('。')),
        Block::Line(_) => false,
    };
    if !blocks.iter().any(lays_out) {
        return;
    }
    let spread = std::mem::take(blocks).into_iter().flat_map(|block| {
        let lines = block.line().filter(|_| lays_out(&block)).map(lines_of);
        lines.unwrap_or_else(|| vec![block])
    });
    *blocks = spread.collect();
}

fn lines_of(words: &str) -> Vec<Block> {
    words.lines().filter(|line| !line.trim().is_empty()).map(|line| Block::Line(line.to_owned())).collect()
}

/// A source, decoded.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    /// Its lines and rows.
    pub blocks: Vec<Block>,
    /// How its paragraphs were broken into lines.
    pub breaks: Breaks,
    /// What of the source was not decoded.
    pub doubts: Vec<Doubt>,
    /// What colleagues left in it beside its words.
    pub marks: Marks,
    /// How many elements of a web page show what is not in the file: scripts, frames.
    pub elsewhere: usize,
}

impl Page {
    /// Whether it may be no more than what stands around a text that a browser brings in.
    pub fn is_shell(&self) -> bool {
        // At the foot of a site stands whose it is, and never what was made public.
        let says = |l: &str| l.contains('。') && l.contains("公开") && l.chars().nth(REMARK).is_some();
        let prose = |b: &Block| b.line().is_some_and(says);
        self.elsewhere > 0 && !self.blocks.iter().any(prose)
    }
}

/// Whether the lines of a source are paragraphs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Breaks {
    /// A line is a paragraph.
    #[default]
    Paragraphs,
    /// A line is a paragraph with the room that a page setter put into it.
    Printed,
    /// A paragraph is broken into lines where the page was full: so wide, in quarters of a character.
    PageWidth(u16),
}
