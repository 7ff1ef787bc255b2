//! Paragraphs out of lines: joined where only the page was full.

use super::{
    block::{Block, Breaks},
    scan::is_page_number,
};
use crate::words::characters::is_han;

/// The indent of a paragraph in Chinese text.
const INDENT: char = '　';
/// Lines of this many characters at most can be lines of a page.
const WIDEST_LINE: usize = 60;
/// A line this much shorter than the widest ends its paragraph.
const SHORTER: usize = 5;

/// How the lines of a plain text are broken, judged by their lengths.
pub(super) fn breaks(blocks: &[Block]) -> Breaks {
    let lines = || {
        blocks.iter().filter_map(|b| match b {
            Block::Line(text) if !text.contains(['|', '\t']) => Some(text.as_str()),
            _ => None,
        })
    };
    if lines().any(|l| l.starts_with("　　")) {
        return Breaks::Paragraphs;
    }
    let lengths: Vec<usize> = lines().map(length).filter(|&l| l >= 15).collect();
    let widest = lengths.iter().copied().max().unwrap_or_default();
    let full = lengths.iter().filter(|&&l| l + SHORTER >= widest).count();
    let page = widest <= WIDEST_LINE && lengths.len() >= 8 && full * 2 >= lengths.len();
    if page { Breaks::PageWidth } else { Breaks::Paragraphs }
}

fn length(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// The paragraphs of some blocks as one text.
pub(super) fn paragraphs(blocks: &[Block], breaks: Breaks) -> String {
    let lines: Vec<String> = blocks.iter().map(Block::text).collect();
    let lines = lines.iter().map(|l| l.trim()).filter(|l| !l.is_empty());
    if breaks == Breaks::Paragraphs {
        return lines.collect::<Vec<_>>().join("\n");
    }
    let lines: Vec<&str> = lines.filter(|l| !is_page_number(l)).collect();
    let widest = lines.iter().map(|l| length(l)).max().unwrap_or_default();
    let mut text = String::new();
    let mut open = false;
    for line in lines {
        let begins = line.starts_with(['（', '(', INDENT]) && text.ends_with(['。', '；', '：', '）', '.']);
        if !text.is_empty() && (!open || begins) {
            text.push('\n');
        }
        text.push_str(&tightened(line));
        open = length(line) + SHORTER >= widest;
    }
    text
}

/// A line without the spaces that a page setter put between Chinese characters and figures.
pub(super) fn tightened(line: &str) -> String {
    let wide = |c: Option<char>| c.is_some_and(|c| is_han(c) || "，。；：、（）“”《》〔〕！？％".contains(c));
    let mut out = String::with_capacity(line.len());
    for word in line.split_whitespace() {
        let close = wide(out.chars().next_back()) || wide(word.chars().next());
        if !out.is_empty() && !close {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
