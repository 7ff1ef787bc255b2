//! Plain text: a line is a block. What its lines are is judged later.

use super::{
    block::{Block, Page},
    error::MAX_BLOCKS,
    markdown, prose,
};

/// No page has a higher number.
const MOST_PAGES: u16 = 1_000;

/// Reads a plain text with any line ends; a form feed ends a line too.
pub(super) fn read(text: &str) -> Page {
    let lines = pages(text).into_iter().map(|l| l.trim_end_matches('\r'));
    let is_markdown = text.lines().take(MAX_BLOCKS).any(|l| markdown::heading(l).is_some());
    let lines = lines.map(|l| Block::Line(if is_markdown { markdown::plain(l) } else { l.to_owned() }));
    let blocks: Vec<Block> = lines.take(MAX_BLOCKS + 1).collect();
    let breaks = prose::breaks(&blocks);
    Page { blocks, breaks, ..Page::default() }
}

/// The lines of a text; where form feeds part its pages, without the bare numbers of those.
fn pages(text: &str) -> Vec<&str> {
    let pages: Vec<Vec<&str>> = text.split('\u{c}').map(|page| page.split('\n').collect()).collect();
    let feet: Vec<Option<(usize, u16)>> = pages.iter().map(|page| foot(page)).collect();
    let counts_on = |at: usize, number: u16| {
        let after = feet.get(at + 1).copied().flatten().is_some_and(|(_, next)| next == number + 1);
        let before = at.checked_sub(1).and_then(|at| feet[at]).is_some_and(|(_, last)| last + 1 == number);
        before || after
    };
    let lines = pages.iter().enumerate().flat_map(|(at, page)| {
        let number = feet[at].filter(|(_, number)| counts_on(at, *number)).map(|(line, _)| line);
        page.iter().enumerate().filter(move |(line, _)| Some(*line) != number).map(|(_, line)| *line)
    });
    lines.collect()
}

/// The last line of a page, where it is a bare number.
fn foot(page: &[&str]) -> Option<(usize, u16)> {
    let line = page.iter().rposition(|line| !line.trim().is_empty())?;
    let number = page[line].trim().parse().ok()?;
    (number < MOST_PAGES).then_some((line, number))
}
