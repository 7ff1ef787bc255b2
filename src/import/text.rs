//! Plain text: a line is a block. What its lines are is judged later.

use super::{
    block::{Block, Page},
    error::MAX_BLOCKS,
    prose,
};

/// Reads a plain text with any line ends; a form feed ends a line too.
pub(super) fn read(text: &str) -> Page {
    let lines = text.split(['\n', '\u{c}']).map(|l| Block::Line(l.trim_end_matches('\r').to_owned()));
    let blocks: Vec<Block> = lines.take(MAX_BLOCKS + 1).collect();
    let breaks = prose::breaks(&blocks);
    Page { blocks, breaks, ..Page::default() }
}
