//! A copy that was sent up for signature (送审稿) is read as the report it was made of: its 送审单, the feet of its
//! pages and the place for seal and date are none of it.

use std::ops::Range;

use super::block::Block;
use crate::draft::sign::{FINGERPRINT, NOT_PUBLISHED, SEAL, SHEET};

/// The sheet stands before the report: no more blocks are looked at for its title.
const FIRST: usize = 20;
/// A sheet with the pages that go on with it has no more blocks.
const LONGEST: usize = 5_000;
/// Seal and date are among so many blocks from the end.
const LAST: usize = 8;

/// Leaves out what a copy sent up has beside its report, and says which blocks its sheet took; any other source stays
/// as it is.
pub(super) fn leave_out(blocks: &mut Vec<Block>) -> Range<usize> {
    let begins = |block: &Block| words(block).starts_with(SHEET);
    let start = blocks.iter().take(FIRST).position(begins).unwrap_or_default();
    // Findings that it cannot hold stand on pages after it, each with title and foot of its own.
    let mut end = start;
    while let Some(more) = next_sheet(&blocks[end..]) {
        end += more;
    }
    if start < end {
        blocks.drain(start..end);
        blocks.iter_mut().filter(|block| is_foot(block)).for_each(|foot| *foot = Block::Line(String::new()));
        signature(blocks);
    }
    start..end
}

/// How many blocks the next page of the sheet takes, if these begin with one.
fn next_sheet(blocks: &[Block]) -> Option<usize> {
    let first = blocks.iter().find(|block| !words(block).is_empty())?;
    let end = blocks.iter().take(LONGEST).position(|block| words(block).ends_with(NOT_PUBLISHED));
    if words(first).starts_with(SHEET) { end.map(|at| at + 1) } else { None }
}

/// Whether a block is the foot of a page that holds it to its sheet.
fn is_foot(block: &Block) -> bool {
    let words = words(block);
    words.starts_with(FINGERPRINT) && words.ends_with('稿')
}

/// Takes away the name with the place for the seal, and the date under it.
fn signature(blocks: &mut Vec<Block>) {
    let from = blocks.len().saturating_sub(LAST);
    let sealed = blocks[from..].iter().rposition(|block| words(block).ends_with(SEAL));
    let Some(at) = sealed.map(|at| from + at) else { return };
    if blocks[at + 1..].iter().map(words).all(|words| words.is_empty() || is_date(&words)) {
        blocks.truncate(at);
    }
}

/// Whether it is a date, or room to write one.
fn is_date(words: &str) -> bool {
    words.ends_with('日') && words.chars().all(|c| c.is_ascii_digit() || "年月日".contains(c))
}

/// What stands in a block, without white space.
fn words(block: &Block) -> String {
    block.text().chars().filter(|c| !c.is_whitespace()).collect()
}
