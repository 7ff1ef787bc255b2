//! Paragraphs out of lines: joined where only the page was full.

use super::{
    block::{Block, Breaks},
    scan::is_page_number,
    setting,
};
use crate::words::characters::is_han;

/// The indent of a paragraph in Chinese text, in characters.
const INDENT: &str = "　　";
const INDENT_WIDTH: f32 = 2.0;
/// Lines of this many characters at most can be lines of a page.
const WIDEST_LINE: f32 = 60.0;
/// Shorter lines say nothing of the width of a page.
const LONG: f32 = 13.0;
/// Full lines differ by less than this, in characters.
const SAME_WIDTH: f32 = 1.5;
/// What may be left at the end of a line beside what did not fit there any more.
const SLACK: f32 = 0.6;
/// From this many long lines on their widths tell how they are broken.
const MANY: usize = 8;
/// What a sentence or a clause of a list ends with.
const ENDS: [char; 6] = ['。', '；', '：', '）', '.', '！'];

/// How the lines of a plain text are broken, judged by their widths.
pub(super) fn breaks(blocks: &[Block]) -> Breaks {
    let lines = blocks.iter().filter_map(|b| match b {
        Block::Line(text) if !text.contains(['|', '\t']) => Some(text.as_str()),
        _ => None,
    });
    let (indented, others): (Vec<&str>, Vec<&str>) = lines.partition(|l| l.starts_with(INDENT));
    let widths: Vec<f32> = others.into_iter().map(width).filter(|w| *w >= LONG).collect();
    let widest = widths.iter().copied().fold(0.0, f32::max);
    let usual = setting::usual(widths.iter().copied(), SAME_WIDTH).unwrap_or_default();
    // The first line of a paragraph lacks its indent.
    let full = widths.iter().filter(|w| (**w - usual).abs() < INDENT_WIDTH + SAME_WIDTH).count();
    let many = widths.len() >= MANY && full * 2 >= widths.len() && widths.len() >= indented.len();
    if many && widest <= WIDEST_LINE { Breaks::PageWidth(quarters(usual)) } else { Breaks::Paragraphs }
}

/// A width in whole quarters of a character.
fn quarters(width: f32) -> u16 {
    (width * 4.0).round().clamp(0.0, f32::from(u16::MAX)) as u16
}

/// How wide a line is set, in characters: of Latin letters and figures half, of a space between them a quarter.
fn width(text: &str) -> f32 {
    let wide = |c: char| match c {
        ' ' => 0.25,
        c if c.is_ascii() => 0.5,
        c if c.is_whitespace() => 0.0,
        _ => 1.0,
    };
    text.trim().chars().map(wide).sum()
}

/// The paragraphs of some blocks as one text.
pub(super) fn paragraphs(blocks: &[Block], breaks: Breaks) -> String {
    let lines: Vec<String> = blocks.iter().map(Block::text).collect();
    let lines = lines.iter().map(String::as_str).filter(|l| !l.trim().is_empty());
    match breaks {
        Breaks::Paragraphs => lines.map(str::trim).collect::<Vec<_>>().join("\n"),
        Breaks::Printed => lines.map(tightened).collect::<Vec<_>>().join("\n"),
        Breaks::PageWidth(full) => joined(lines.filter(|l| !is_page_number(l)), f32::from(full) / 4.0),
    }
}

/// Lines of a page, joined where the page was full.
fn joined<'l>(lines: impl Iterator<Item = &'l str>, full: f32) -> String {
    let mut text = String::new();
    let mut room = f32::INFINITY;
    for line in lines {
        let tight = tightened(line);
        // A line as much shorter as an indent is wide, under the end of a sentence, has lost its indent.
        let lost = text.ends_with('。') && (full - INDENT_WIDTH - width(line)).abs() < SLACK;
        let begins = line.starts_with(INDENT) || lost || (is_numbered(&tight) && text.ends_with(ENDS));
        let goes_on = !text.is_empty() && !begins && room < setting::first_piece(&tight) + SLACK;
        if goes_on {
            setting::put(&mut text, &tight);
        } else {
            text.extend((!text.is_empty()).then_some('\n'));
            text.push_str(&tight);
        }
        room = full - width(line) - if goes_on { 0.0 } else { INDENT_WIDTH };
    }
    text
}

/// Whether a line begins as the items of a list do: `（一）`, `1.`, `一、`.
fn is_numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(['（', '(']);
    let number = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let bracketed = rest.len() < line.len() && number.starts_with(['）', ')']);
    let stopped = rest.len() == line.len() && number.starts_with(['、', '.', '．']);
    number.len() < rest.len() && (bracketed || stopped)
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
