//! Plain text: a line is a block. What its lines are is judged later.

use super::{
    block::{Block, Page},
    error::MAX_BLOCKS,
    markdown, prose,
};

/// Reads a plain text with any line ends; a form feed ends a line too.
pub(super) fn read(text: &str) -> Page {
    let lines = text.split(['\n', '\u{c}']).map(|l| l.trim_end_matches('\r'));
    let is_markdown = text.lines().take(MAX_BLOCKS).any(|l| markdown::heading(l).is_some());
    let lines = lines.map(|l| Block::Line(if is_markdown { markdown::plain(l) } else { l.to_owned() }));
    let blocks: Vec<Block> = lines.take(MAX_BLOCKS + 1).collect();
    let breaks = prose::breaks(&blocks);
    Page { blocks, breaks, ..Page::default() }
}
