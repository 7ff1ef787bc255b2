//! Paragraphs out of the printed lines of a PDF without tags: by indent, by the length of the line before, by the
//! room between lines. Page numbers are no text.

use super::lines::Line;
use crate::{
    import::{
        prose::{is_item, more_room},
        scan,
        setting::{first_piece, put, usual},
    },
    words::{characters::is_han, narrow_char},
};

/// An indent is wider than this share of the size.
const INDENT: f32 = 1.2;
/// What begins farther in is centred or set apart, as a share of the size.
const DEEPEST_INDENT: f32 = 4.5;
/// Type that differs by less than this share is of one size.
const SAME_SIZE: f32 = 0.1;
/// Type that differs by less than this is of one size, in points.
const SAME_POINT: f32 = 0.5;
/// Pages of one text are moved by less than this many characters against each other.
const BOUND: f32 = 4.0;
/// Lines whose edges differ by less than this share of the size have one edge.
const SAME_EDGE: f32 = 0.5;
/// How much of the size may be left at the end of a line beside what did not fit there any more.
const SLACK: f32 = 0.6;
/// Room of more than this share of the usual between two lines parts paragraphs.
const APART: f32 = 1.5;
/// A title is larger than the text by more than this share.
const TITLE: f32 = 1.15;
/// The two lines of a title are no farther apart, as a share of their size.
const TITLE_LEADING: f32 = 2.4;
/// Lines of fewer characters say nothing of the edges of the text.
const LONG: usize = 12;
/// A page number is farther from the text than so many of its sizes.
const FAR: f32 = 3.0;
/// Page numbers that count on stand at one height, in points.
const SAME_HEIGHT: f32 = 6.0;

/// The paragraphs of printed pages.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Joined {
    /// One after the other; a line of several fields stays a line.
    pub paragraphs: Vec<String>,
    /// Where a full line with a whole sentence ends a page of a text without indents: the number of the page and the
    /// line. Nothing tells whether the next page goes on with its paragraph; it is read so.
    pub unsure: Vec<(usize, String)>,
}

/// The paragraphs of pages.
pub(super) fn paragraphs(mut pages: Vec<Vec<Line>>) -> Joined {
    drop_page_numbers(&mut pages);
    let whole = Measure::of(&pages.iter().flatten().collect::<Vec<_>>());
    let is_indented = whole.is_some_and(|m| pages.iter().flatten().any(|line| m.begins_with_indent(line)));
    let Joined { mut paragraphs, mut unsure } = Joined::default();
    let mut before: Option<(&Line, Option<Measure>)> = None;
    for (number, page) in pages.iter().enumerate() {
        // Pages may be bound left and right; a page of tables says nothing of the text.
        let measure = Measure::of(&page.iter().collect::<Vec<_>>())
            .filter(|m| whole.is_some_and(|w| m.is_like(w)))
            .or(whole);
        for (at, line) in page.iter().enumerate() {
            let room = before.and_then(|(line, measure)| Some(measure?.right - line.right));
            let open = paragraphs.last().map_or("", String::as_str);
            let room = room.map(|room| room - more_room(open, &line.text) * line.size);
            let goes_on = measure
                .zip(before.zip(room))
                .is_some_and(|(m, ((b, _), room))| m.goes_on(b, room, line, at > 0));
            let begins = |open: &str| !is_indented && is_item(&line.text, open);
            match paragraphs.last_mut().filter(|open| goes_on && !begins(open)) {
                Some(open) => {
                    if at == 0 && !is_indented && open.ends_with('。') {
                        unsure.extend(before.map(|(line, _)| (number, line.text.clone())));
                    }
                    put(open, &line.text);
                }
                None => paragraphs.push(line.text.clone()),
            }
            before = Some((line, measure));
        }
    }
    Joined { paragraphs, unsure }
}

/// How a text is set.
#[derive(Clone, Copy, Debug)]
struct Measure {
    /// The edges of its full lines.
    left: f32,
    right: f32,
    /// From one line to the next.
    leading: f32,
    /// The size of its type.
    size: f32,
}

impl Measure {
    /// `None` where too little text stands to tell.
    fn of(lines: &[&Line]) -> Option<Self> {
        let prose = || lines.iter().filter(|l| !l.has_fields() && l.text.chars().nth(LONG - 1).is_some());
        let size = usual(prose().map(|l| l.size), SAME_POINT)?;
        let of_size = |l: &Line| (l.size - size).abs() < size * SAME_SIZE;
        let right = usual(prose().filter(|l| of_size(l)).map(|l| l.right), size)?;
        let is_full = |l: &Line| of_size(l) && !l.has_fields() && (right - l.right).abs() < size * 1.5;
        // A line under a full one begins at the edge, if it is not indented.
        let under: Vec<_> = lines.windows(2).filter(|w| is_full(w[0]) && of_size(w[1])).collect();
        let left = usual(under.iter().map(|w| w[1].left), size * SAME_EDGE)?;
        let rest = under.iter().filter(|w| (w[1].left - left).abs() < size * SAME_EDGE);
        let leading = usual(rest.map(|w| w[0].y - w[1].y).filter(|l| *l > 0.0), size * SAME_SIZE);
        Some(Self { left, right, leading: leading.unwrap_or(size * 2.0), size })
    }

    /// Whether it may be of a page of the same text.
    fn is_like(self, whole: Self) -> bool {
        self.is_of_size(whole.size) && (self.right - whole.right).abs() < whole.size * BOUND
    }

    /// Whether a line of the text begins as far in as the first line of a paragraph does.
    fn begins_with_indent(self, line: &Line) -> bool {
        let far = (line.left - self.left) / line.size;
        let reaches = self.right - line.right < line.size * INDENT;
        self.is_of_size(line.size) && !line.has_fields() && reaches && (INDENT..DEEPEST_INDENT).contains(&far)
    }

    fn is_of_size(self, size: f32) -> bool {
        (self.size - size).abs() < self.size * SAME_SIZE
    }

    /// Whether a line goes on with the paragraph of the line before, at whose end there is some room; `below`: they
    /// stand on one page.
    fn goes_on(self, before: &Line, room: f32, line: &Line, below: bool) -> bool {
        let same_size = (before.size - line.size).abs() < line.size * SAME_SIZE;
        if before.has_fields() || line.has_fields() || !same_size {
            return false;
        }
        let apart = before.y - line.y;
        if below && line.size > self.size * TITLE {
            return self.is_centred(before) && self.is_centred(line) && apart < line.size * TITLE_LEADING;
        }
        let indented = line.left - self.left > line.size * INDENT;
        let full = room < first_piece(&line.text) * line.size + line.size * SLACK;
        let close = !below || apart < self.leading * APART;
        self.is_of_size(line.size) && !indented && full && close && is_text(before) && is_text(line)
    }

    fn is_centred(self, line: &Line) -> bool {
        let middle = |left: f32, right: f32| f32::midpoint(left, right);
        (middle(self.left, self.right) - middle(line.left, line.right)).abs() < self.size * 2.0
    }
}

/// Whether a line is no row of a table set with single spaces.
fn is_text(line: &Line) -> bool {
    line.text.chars().any(is_han) || line.text.chars().any(|c| c.is_ascii_alphabetic())
}

/// Takes away the numbers of the pages: set between dashes, or bare where they count on from page to page.
fn drop_page_numbers(pages: &mut [Vec<Line>]) {
    let number = |line: Option<&Line>| line.and_then(|l| Some((bare_number(&l.text)?, l.y)));
    let heads: Vec<_> = pages.iter().map(|p| number(p.first())).collect();
    let feet: Vec<_> = pages.iter().map(|p| number(p.last())).collect();
    for (at, page) in pages.iter_mut().enumerate() {
        let is_number = |page: &[Line], line: &Line, ends: &[Option<(i64, f32)>]| {
            scan::is_page_number(&line.text) || counts_on(ends, at) || stands_alone(page, line, at + 1)
        };
        if page.last().is_some_and(|line| is_number(page, line, &feet)) {
            page.pop();
        }
        if page.first().is_some_and(|line| is_number(page, line, &heads)) {
            page.remove(0);
        }
    }
}

/// Whether a line is the bare number of its page and far from the text.
fn stands_alone(page: &[Line], line: &Line, number: usize) -> bool {
    if page.len() == 1 || bare_number(&line.text) != i64::try_from(number).ok() {
        return false;
    }
    let others = page.iter().filter(|other| *other != line).map(|other| (other.y - line.y).abs());
    others.fold(f32::INFINITY, f32::min) > line.size * FAR
}

/// Whether the bare number at the end of a page is as much more than that of a page near it as there are pages
/// between them, and at the same height.
fn counts_on(ends: &[Option<(i64, f32)>], at: usize) -> bool {
    let Some((number, y)) = ends[at] else { return false };
    let pages =
        |other: usize| i64::try_from(other).unwrap_or_default() - i64::try_from(at).unwrap_or_default();
    let near = ends.iter().enumerate().skip(at.saturating_sub(2)).take(5).filter(|(other, _)| *other != at);
    near.filter_map(|(other, end)| Some((pages(other), (*end)?)))
        .any(|(pages, (n, height))| n - number == pages && (height - y).abs() < SAME_HEIGHT)
}

fn bare_number(text: &str) -> Option<i64> {
    let digits: String = text.chars().map(narrow_char).filter(|c| !c.is_whitespace()).collect();
    let short = digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit());
    if short { digits.parse().ok() } else { None }
}
