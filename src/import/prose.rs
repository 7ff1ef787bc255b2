//! Paragraphs out of lines: joined where only the page was full.

use super::{
    beside,
    block::{Block, Breaks},
    scan::is_page_number,
    setting,
};
use crate::words::{characters::is_han, sentence::is_heading};

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
/// So many lines tell it that are this wide and end inside a sentence.
const FEW_OPEN: usize = 4;
/// No more than one of so many lines is wider than the page.
const FEW_WIDER: usize = 20;
const WIDE: f32 = 20.0;
/// What may be left at the end of a line beside, where a sentence goes on.
const OPEN_ROOM: f32 = 4.0;
/// What a sentence or a clause of a list ends with.
const ENDS: [char; 6] = ['。', '；', '：', '）', '.', '！'];

/// How the lines of a plain text are broken, judged by their widths; the labels of tables are broken in cells.
pub(super) fn breaks(blocks: &[Block]) -> Breaks {
    judged(blocks, true)
}

/// How the paragraphs of another format are broken: most of them are what they are called, and only where many end
/// inside a sentence they are lines.
pub(super) fn breaks_of_paragraphs(blocks: &[Block]) -> Breaks {
    judged(blocks, false)
}

fn judged(blocks: &[Block], by_width: bool) -> Breaks {
    let lines = blocks.iter().filter_map(|b| match b {
        Block::Line(text) if !text.contains(['|', '\t']) => Some(text.as_str()),
        _ => None,
    });
    let (indented, others): (Vec<&str>, Vec<&str>) = lines.partition(|l| l.starts_with(INDENT));
    let long = others.into_iter().map(|l| (l, width(l))).filter(|(_, w)| *w >= LONG);
    let long: Vec<(&str, f32)> = long.filter(|(l, _)| !beside::is_label(l)).collect();
    let widths: Vec<f32> = long.iter().map(|(_, w)| *w).collect();
    let usual = setting::usual(widths.iter().copied(), SAME_WIDTH).unwrap_or_default();
    // The first line of a paragraph lacks its indent.
    let is_full = |w: f32| (w - usual).abs() < INDENT_WIDTH + SAME_WIDTH;
    let full = widths.iter().filter(|w| is_full(**w)).count();
    let many = by_width && widths.len() >= MANY && full * 2 >= widths.len();
    let broken = (many || are_open(&long, is_full)) && widths.len() >= indented.len();
    // A remark of whoever copied it may be wider.
    let wider = widths.iter().filter(|w| **w > WIDEST_LINE.min(usual + INDENT_WIDTH + SAME_WIDTH)).count();
    if broken && usual <= WIDEST_LINE && wider * FEW_WIDER <= widths.len() {
        Breaks::PageWidth(quarters(usual))
    } else {
        Breaks::Paragraphs
    }
}

/// Whether of the wide lines most are full and end inside a sentence: so a few tell what many others would.
fn are_open(long: &[(&str, f32)], is_full: impl Fn(f32) -> bool) -> bool {
    let wide: Vec<_> = long.iter().filter(|(_, w)| *w >= WIDE).collect();
    let open = wide.iter().filter(|(line, w)| is_full(*w) && !line.trim_end().ends_with(ENDS)).count();
    open >= FEW_OPEN && open * 2 >= wide.len()
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

/// The paragraphs of some blocks as one text; each row of a table among them is one.
pub(super) fn paragraphs(blocks: &[Block], breaks: Breaks) -> String {
    let is_row: Vec<bool> = (0..blocks.len()).map(|at| row_among(blocks, at).is_some()).collect();
    let mut texts: Vec<String> = Vec::new();
    let mut from = 0;
    for same in is_row.chunk_by(|a, b| a == b) {
        let part = from..from + same.len();
        from = part.end;
        if same[0] {
            texts.extend(part.filter_map(|at| row_among(blocks, at)));
        } else {
            texts.push(of_lines(&blocks[part], breaks));
        }
    }
    texts.retain(|text| !text.is_empty());
    texts.join("\n")
}

/// The first row of a table among paragraphs.
pub(super) fn first_row(blocks: &[Block]) -> Option<String> {
    (0..blocks.len()).filter_map(|at| row_among(blocks, at)).find(|row| !row.is_empty())
}

/// The fields of a row of a table in a text, if it is one: in a plain text between bars, under or over another.
fn row_among(blocks: &[Block], at: usize) -> Option<String> {
    let near = |at: Option<usize>| at.and_then(|at| blocks.get(at)).is_some_and(is_barred);
    let fields: Vec<&str> = match &blocks[at] {
        Block::Row(cells) if blocks[at].line().is_none() => cells.iter().map(|c| c.trim()).collect(),
        Block::Line(text) if is_barred(&blocks[at]) && (near(at.checked_sub(1)) || near(Some(at + 1))) => {
            text.trim().split('|').map(str::trim).collect()
        }
        _ => return None,
    };
    let is_rule = |f: &&str| f.chars().all(|c| matches!(c, '-' | ':'));
    let said: Vec<String> = fields.iter().filter(|f| !is_rule(f)).map(|f| f.replace('\n', " ")).collect();
    Some(said.join("　"))
}

/// Whether a line is a row as Markdown writes it.
fn is_barred(block: &Block) -> bool {
    let Block::Line(text) = block else { return false };
    let text = text.trim();
    text.len() > 2 && text.starts_with('|') && text.ends_with('|')
}

fn of_lines(blocks: &[Block], breaks: Breaks) -> String {
    let lines: Vec<String> = blocks.iter().map(Block::text).collect();
    let lines = lines.iter().map(String::as_str).filter(|l| !is_page_number(l));
    let filled = lines.clone().filter(|l| !l.trim().is_empty());
    match breaks {
        Breaks::Paragraphs => filled.map(str::trim).collect::<Vec<_>>().join("\n"),
        Breaks::Printed => filled.map(tightened).collect::<Vec<_>>().join("\n"),
        Breaks::PageWidth(full) => joined(lines, f32::from(full) / 4.0),
    }
}

/// Lines of a page, joined where the page was full.
fn joined<'l>(lines: impl Iterator<Item = &'l str>, full: f32) -> String {
    let mut text = String::new();
    let mut room = f32::INFINITY;
    let mut apart = false;
    for line in lines {
        let tight = tightened(line);
        if tight.is_empty() {
            apart = true;
            continue;
        }
        // A line as much shorter as an indent is wide, under the end of a sentence, has lost its indent.
        let lost = text.ends_with('。') && (full - INDENT_WIDTH - width(line)).abs() < SLACK;
        let item = is_item(&tight, &text);
        // Under an empty line a head begins a paragraph; a page may end anywhere else, but for `第` and `（五）项`.
        let head = apart && is_heading(&tight) && !text.ends_with('第');
        let begins = line.starts_with(INDENT) || lost || item || head;
        let fits = setting::first_piece(&tight) + SLACK + more_room(&text, &tight);
        let goes_on = !text.is_empty() && !begins && room < fits;
        if goes_on {
            setting::put(&mut text, &tight);
        } else {
            text.extend((!text.is_empty()).then_some('\n'));
            text.push_str(&tight);
        }
        room = full - width(line) - if goes_on { 0.0 } else { INDENT_WIDTH };
        apart = false;
    }
    text
}

/// How much more room than for the first piece of the next line may be left under a text that is not at its end, in
/// characters: what stands together with more, as `第711号`, or was moved down with a mark that begins no line.
pub(super) fn more_room(text: &str, next: &str) -> f32 {
    let last = text.lines().next_back().unwrap_or_default();
    let end = last.chars().next_back();
    let inside = end.is_some_and(|c| is_han(c) || c.is_ascii_alphanumeric());
    match end {
        // No paragraph ends so.
        Some('，' | '、' | '（' | '《' | '“' | '〔') if !is_numbered(next) => f32::INFINITY,
        _ if inside && !is_heading(last) && !is_numbered(next) => OPEN_ROOM,
        _ => 0.0,
    }
}

/// The first paragraph that ends where no sentence does, and how many there are.
pub(super) fn broken_off(text: &str) -> Option<(&str, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let goes_on = |at: &usize| lines.get(at + 1).is_some_and(|next| !is_numbered(next));
    let mut broken = (0..lines.len()).filter(|at| is_broken_off(lines[*at], goes_on(at)));
    let first = lines[broken.next()?];
    Some((first, 1 + broken.count()))
}

/// Whether a paragraph ends inside a sentence: with a mark that ends none, or as wide as a line and after clauses.
fn is_broken_off(line: &str, goes_on: bool) -> bool {
    let end = line.chars().next_back();
    let inside = end.is_some_and(|c| is_han(c) || c.is_ascii_alphanumeric());
    let clauses = line.contains(['，', ',', '。']) && width(line) >= WIDE && !is_heading(line);
    line.ends_with(['，', '、', '（', '《', '“']) || (goes_on && inside && clauses)
}

/// Whether a line is the next item of a list or the next head, under the end of a sentence.
pub(super) fn is_item(line: &str, before: &str) -> bool {
    is_numbered(line) && before.ends_with(ENDS)
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
