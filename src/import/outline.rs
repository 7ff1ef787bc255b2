//! Where the sections of a report begin: by the whole meaning of a heading, never by its number alone.

use std::ops::Range;

use super::{block::Block, key::Key, scan, value};
use crate::form::Form;

/// A heading is known from this likeness on.
const KNOWN: f32 = 0.72;
/// A heading of few characters must be more alike.
const KNOWN_SHORT: f32 = 0.85;
/// With its mandated number a heading may say it in other words.
const KNOWN_NUMBERED: f32 = 0.6;
/// Up to this many characters a heading is short.
const SHORT: usize = 6;
/// No heading is longer, in characters.
const LONGEST: usize = 45;
/// Headings stand among the first lines and rows; the longest real report has a tenth of these.
const MOST_BLOCKS: usize = 20_000;
/// No more lines are compared with headings.
const MOST_LINES: usize = 2_000;
/// Numbers of headings in their order.
const NUMBERS: &str = "一二三四五六七八九十";

/// A heading found in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// The index of its section in the form.
    pub section: usize,
    /// The block it stands in.
    pub block: usize,
    /// As published.
    pub text: String,
    /// Whether only its number says which section it heads.
    pub by_number: bool,
}

/// The headings of `form` in a source, in the order of the source.
pub(super) fn headings(form: &Form, blocks: &[Block]) -> Vec<Heading> {
    let mandated: Vec<Key> = form.sections.iter().map(|s| Key::of(&s.heading)).collect();
    let may_head = |l: &Line| l.number.is_some() || mandated.iter().any(|m| m.name() == l.key.name());
    let lines = blocks.iter().enumerate().take(MOST_BLOCKS);
    let lines = lines.filter_map(|(at, b)| Some((at, Line::of(b.line()?)?)));
    let lines: Vec<(usize, Line)> = lines.filter(|(_, l)| may_head(l)).take(MOST_LINES).collect();
    let labels: Vec<Key> = form.cells().iter().flat_map(|c| &c.row_path).map(|l| Key::of(l)).collect();
    let mut found: Vec<Heading> = Vec::new();
    let candidates: Vec<(usize, &Line, usize, f32)> = lines
        .iter()
        .filter_map(|(at, l)| best(&mandated, &labels, l).map(|(s, score)| (*at, l, s, score)))
        .collect();
    for section in 0..form.sections.len() {
        let mine: Vec<_> = candidates.iter().filter(|c| c.2 == section).collect();
        let top = mine.iter().map(|c| c.3).fold(0.0, f32::max);
        let mut equal = mine.iter().filter(|c| c.3 >= top);
        let Some(first) = equal.next() else { continue };
        let in_contents = candidates.iter().any(|c| c.0 == first.0 + 1) && mine.len() > 1;
        let chosen = if in_contents { equal.next_back().unwrap_or(first) } else { first };
        found.push(Heading { section, block: chosen.0, text: chosen.1.text.clone(), by_number: false });
    }
    found.sort_by_key(|h| h.block);
    numbered(form, &lines, &labels, &mut found);
    found
}

/// The blocks of a heading's section, up to the next heading.
pub(super) fn range(headings: &[Heading], at: usize, blocks: usize) -> Range<usize> {
    let start = headings[at].block + 1;
    let end = headings.get(at + 1).map_or(blocks, |h| h.block);
    start.min(end)..end
}

/// A line that may be a heading.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// As it stands there.
    pub text: String,
    /// Its meaning.
    pub key: Key,
    /// Its place among `一、二、三、`, from 0.
    pub number: Option<usize>,
}

impl Line {
    /// `None` for a line that cannot be a heading.
    pub fn of(text: &str) -> Option<Self> {
        let text = text.trim().trim_matches(['|', '#', '*']).trim();
        let sub = text.starts_with(['（', '(']) || text.starts_with(|c: char| c.is_ascii_digit());
        let sentence = text.trim_end_matches(['。', '：', ':']).contains(['。', '；', ';', '，', ',']);
        let shape = !text.is_empty() && text.len() <= LONGEST * 4 && text.chars().count() <= LONGEST;
        // A row of figures under a label that is numbered like a heading.
        let figures = text.split_whitespace().skip(1).last().is_some_and(value::is_value);
        if !shape || sub || sentence || figures || scan::is_page_number(text) {
            return None;
        }
        let key = Key::of(text);
        let number = match key.number() {
            [one] => NUMBERS.chars().position(|n| n == *one),
            ['十', n] => NUMBERS.chars().position(|c| c == *n).map(|n| n + 10),
            _ => None,
        };
        (!key.name().is_empty()).then(|| Self { text: text.to_owned(), key, number })
    }
}

/// The section whose heading a line is, and how like it is.
fn best(mandated: &[Key], labels: &[Key], line: &Line) -> Option<(usize, f32)> {
    let mut best: Option<(usize, f32)> = None;
    for (at, heading) in mandated.iter().enumerate().filter(|(_, h)| !h.is_empty()) {
        let score = heading.likeness(&line.key);
        let known = match () {
            () if heading.name().len() <= SHORT => KNOWN_SHORT,
            () if heading.number() == line.key.number() => KNOWN_NUMBERED,
            () => KNOWN,
        };
        let heads = heading.name() == line.key.name() || (line.number.is_some() && score >= known);
        if heads && best.is_none_or(|(_, b)| score > b) {
            best = Some((at, score));
        }
    }
    let (at, score) = best?;
    let is_label = score < 1.0 && labels.iter().any(|l| l.likeness(&line.key) >= score);
    (!is_label).then_some((at, score))
}

/// Adds headings that say it in other words: the right number, in the right place.
fn numbered(form: &Form, lines: &[(usize, Line)], labels: &[Key], found: &mut Vec<Heading>) {
    if found.len() < 2 {
        return;
    }
    let titled = || form.sections.iter().enumerate().filter(|(_, s)| !s.heading.is_empty());
    for (number, (section, _)) in titled().enumerate() {
        if found.iter().any(|h| h.section == section) {
            continue;
        }
        let from = found.iter().filter(|h| h.section < section).map(|h| h.block).max();
        let to = found.iter().filter(|h| h.section > section).map(|h| h.block).min().unwrap_or(usize::MAX);
        let fits = |(at, line): &&(usize, Line)| {
            let inside = from.is_none_or(|f| *at > f) && *at < to;
            let is_label = || labels.iter().any(|l| l.likeness(&line.key) >= KNOWN);
            inside && line.number == Some(number) && !is_label()
        };
        if let Some((block, line)) = lines.iter().find(fits) {
            found.push(Heading { section, block: *block, text: line.text.clone(), by_number: true });
            found.sort_by_key(|h| h.block);
        }
    }
}

/// The numbered headings of a report without a form: `一、概述`, `二、…`, in rising order.
pub(super) fn free_headings(blocks: &[Block]) -> Vec<(usize, String)> {
    let lines = blocks.iter().enumerate().take(MOST_BLOCKS);
    let lines = lines.filter_map(|(at, b)| Some((at, Line::of(b.line()?)?)));
    let mut headings: Vec<(usize, String)> = Vec::new();
    for (at, line) in lines {
        if line.number == Some(headings.len()) {
            headings.push((at, line.text));
        }
    }
    headings
}
