//! Text in the boxes of a table: numbers whole, heads in even lines, tall narrow labels a few characters a line.

use crate::{
    form::{BoxContent, TableBox},
    layout::{
        lines::{Line, TOLERANCE, ragged},
        units::Piece,
    },
};

/// Characters a single-row label needs at least.
const LABEL: f32 = 5.0;
/// Characters a column head needs at least.
const HEAD: f32 = 2.0;
/// Labels of at most this many characters are parted evenly.
const SHORT: usize = 8;

/// The least width of a box, for text measured in em.
pub(super) fn least(table_box: &TableBox, text: &[Piece]) -> f32 {
    let whole = width(text);
    match &table_box.content {
        // A number must not be torn; words in its place may wrap.
        BoxContent::Cell(_) if text.iter().all(|p| p.ch.is_ascii()) => whole,
        BoxContent::Cell(_) => whole.min(HEAD),
        BoxContent::Head(_) | BoxContent::Band(_) => whole.min(HEAD),
        BoxContent::Stub(_) if table_box.rows > 1 => whole.min(width(&text[..ordinal(text)]).max(HEAD)),
        BoxContent::Stub(_) => whole.min(LABEL),
    }
}

/// The text of a box, measured in em like its room, in lines no wider than that.
pub(super) fn lines(table_box: &TableBox, text: &[Piece], room: f32) -> Vec<Line> {
    if width(text) <= room {
        return ragged(text, room);
    }
    match &table_box.content {
        BoxContent::Cell(_) => ragged(text, room),
        BoxContent::Stub(_) if table_box.rows > 1 => tall(text, room),
        BoxContent::Stub(_) => ragged(text, room),
        BoxContent::Head(_) | BoxContent::Band(_) if text.len() <= SHORT => even(text, room),
        BoxContent::Head(_) | BoxContent::Band(_) => balanced(text, room),
    }
}

/// The width of a text on one line.
pub(super) fn width(text: &[Piece]) -> f32 {
    text.iter().map(|p| p.width).sum()
}

/// The length of the ordinal that a label starts with: `三、`, `（三）`.
fn ordinal(text: &[Piece]) -> usize {
    let end = text.iter().take(5).position(|p| matches!(p.ch, '、' | '）' | ')'));
    end.map_or(0, |i| i + 1)
}

/// A tall label: its ordinal on a line of its own, the rest in lines of the same length, one below the other
/// where it cannot be parted evenly.
fn tall(text: &[Piece], room: f32) -> Vec<Line> {
    let (ordinal, rest) = text.split_at(ordinal(text));
    if room >= SHORT as f32 {
        return balanced(text, room);
    }
    let mut lines: Vec<Line> = ragged(ordinal, room).into_iter().map(over_the_rest).collect();
    lines.extend(even(rest, room));
    lines
}

/// An ordinal over the characters that follow it, its mark beside it: `三` over `本`, with `、` to the right of both.
fn over_the_rest(mut line: Line) -> Line {
    if let Some(mark) = line.glyphs.last_mut().filter(|mark| mark.ch == '、') {
        mark.width -= mark.blank;
        mark.blank = 0.0;
        line.indent = mark.width / 2.0;
    }
    line
}

/// As many characters on each line, in pairs where they make pairs.
fn even(text: &[Piece], room: f32) -> Vec<Line> {
    let most = (room + TOLERANCE).floor().max(1.0) as usize;
    let divides = |n: &usize| {
        text.len().is_multiple_of(*n) && (*n == 1 || !text.len().is_multiple_of(2) || n.is_multiple_of(2))
    };
    let each = (1..=most).rev().find(divides).unwrap_or(1);
    ragged(text, room.min(each as f32))
}

/// As few lines as fit, two of them parted at a sentence's mark where there is one, or else all of about the same length.
fn balanced(text: &[Piece], room: f32) -> Vec<Line> {
    let lines = ragged(text, room);
    if let (2, Some(end)) = (lines.len(), mark_near_middle(text, room)) {
        let (first, second) = text.split_at(end);
        return [ragged(first, room), ragged(second, room)].concat();
    }
    let even = ragged(text, room.min(width(text) / lines.len().max(1) as f32 + 1.0));
    if even.len() == lines.len() { even } else { lines }
}

/// Where the mark of a sentence ends that is nearest the middle of a text, and both sides fit.
fn mark_near_middle(text: &[Piece], room: f32) -> Option<usize> {
    let off = |end: usize| (2.0 * width(&text[..end]) - width(text)).abs();
    let fits = |end: &usize| width(&text[..*end]).max(width(&text[*end..])) <= room;
    let ends = (1..text.len()).filter(|end| matches!(text[end - 1].ch, '，' | '；' | '：' | '。'));
    ends.filter(fits).min_by(|a, b| off(*a).total_cmp(&off(*b)))
}
