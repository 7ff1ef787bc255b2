//! The report as a row of blocks: title, headings, paragraphs, tables.

use std::sync::Arc;

use super::{
    fonts::{Fonts, Style},
    lines::{Line, Measure, SetLine, justified},
    marks::closed_up,
    onlooker::{Onlooker, Stage},
    page::Origin,
    paragraphs::{OfSection, Paragraphs, set},
    seams, sheet,
    signature::Signature,
    title,
    units::{Piece, Type, pieces},
};
use crate::draft::{Report, Sheet, paragraphs};

/// A paragraph of at most this many characters without a full stop is a head as a whole.
const SHORT_HEAD: usize = 28;

/// A paragraph that leads to the next takes less than a line.
const SHORT_LEAD: usize = 24;

/// A first sentence longer than this is no head: a line and a half of 楷体 would be read as a text of its own.
const LONGEST_HEAD: usize = 42;

/// What is set under another.
pub(super) enum Block {
    /// Lines on the line grid.
    Lines(Lines),
    /// The table with this index in the form.
    Table(usize),
    /// Signature and date, under everything else.
    Signature(Signature),
}

/// Lines of one kind.
pub(super) struct Lines {
    pub lines: Arc<[SetLine]>,
    pub size: f32,
    pub origin: Origin,
    pub place: Place,
}

/// How lines stand in the type area and to their neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Each line in the middle, an empty line after the last.
    Centred,
    /// As one with the first line of the next block: a head.
    Head,
    /// Anywhere on a page, over a page's end too.
    Flow,
    /// The same, with a head at its beginning, which has two lines at least with it.
    RunIn,
}

/// The blocks of a report in printed order.
pub(super) fn blocks<E>(
    sheet: Sheet<'_>,
    fonts: &impl Fonts,
    onlooker: &(impl Onlooker<E> + ?Sized),
    kept: &mut Paragraphs,
) -> Result<Vec<Block>, E> {
    let mut blocks = vec![title_block(sheet.report(), fonts)];
    for (index, section) in sheet.form().sections.iter().enumerate() {
        let content = content(sheet, fonts, index, onlooker, kept)?;
        let words = sheet.heading(section);
        if !words.is_empty() {
            let place = if content.is_empty() { Place::Flow } else { Place::Head };
            blocks.push(heading(words, index, place, fonts));
        }
        blocks.extend(content);
    }
    Ok(blocks)
}

/// The signature, under the lines of its name that have no room in it.
pub(super) fn signed((over, signature): (Vec<Line>, Signature)) -> [Block; 2] {
    [text_lines(set(&over), Origin::Signature(0), Place::Flow), Block::Signature(signature)]
}

fn title_block(report: &Report, fonts: &impl Fonts) -> Block {
    let lines = title::lines(fonts, &report.title(), report.agency.name.trim());
    let (lines, size) = (set(&lines), sheet::TITLE_SIZE);
    Block::Lines(Lines { lines, size, origin: Origin::Title, place: Place::Centred })
}

fn heading(words: &str, index: usize, place: Place, fonts: &impl Fonts) -> Block {
    let lines = broken(pieces(fonts, words, body_type(Style::Heading)).collect());
    text_lines(set(&lines), Origin::Heading(index), place)
}

/// What stands under the heading of a section.
fn content<E>(
    sheet: Sheet<'_>,
    fonts: &impl Fonts,
    index: usize,
    onlooker: &(impl Onlooker<E> + ?Sized),
    kept: &mut Paragraphs,
) -> Result<Vec<Block>, E> {
    let section = &sheet.form().sections[index];
    if let Some(table) = section.table() {
        let table = sheet.form().tables.iter().position(|t| t.id == *table);
        return Ok(table.map(Block::Table).into_iter().collect());
    }
    let texts: Vec<&str> = paragraphs(sheet.text(&section.id)).collect();
    let mut kept = kept.of_section(index, texts.len());
    let mut blocks = Vec::with_capacity(texts.len());
    for (i, text) in texts.into_iter().enumerate() {
        onlooker.look(Stage::Setting)?;
        blocks.push(paragraph(text, Origin::Paragraph(index, i), fonts, &mut kept));
    }
    Ok(blocks)
}

fn paragraph(text: &str, origin: Origin, fonts: &impl Fonts, kept: &mut OfSection<'_>) -> Block {
    let (head, rest) = run_in_head(text);
    let flowing = if head.is_empty() { Place::Flow } else { Place::RunIn };
    let lines = kept.lines(text, || {
        let head = pieces(fonts, head, body_type(Style::Subheading));
        broken(head.chain(pieces(fonts, rest, body_type(Style::Body))).collect())
    });
    let place = if rest.is_empty() || introduces(text) { Place::Head } else { flowing };
    text_lines(lines, origin, place)
}

/// Type of the text broken into its lines.
fn broken(pieces: Vec<Piece>) -> Vec<Line> {
    justified(&seams::roomy(closed_up(pieces), sheet::BODY_SIZE), Measure::BODY)
}

fn text_lines(lines: Arc<[SetLine]>, origin: Origin, place: Place) -> Block {
    Block::Lines(Lines { lines, size: sheet::BODY_SIZE, origin, place })
}

fn body_type(style: Style) -> Type {
    Type { style, size: sheet::BODY_SIZE, pitch: sheet::CHARACTER_PITCH }
}

/// Parts a paragraph that starts with `（一）` into its head, up to the first full stop, and the rest. The head
/// of any other paragraph is empty, and so is that of one whose first sentence is too long for a head.
pub fn run_in_head(text: &str) -> (&str, &str) {
    if !starts_with_ordinal(text) {
        return ("", text);
    }
    match text.find('。') {
        Some(stop) if text[..stop].chars().count() < LONGEST_HEAD => text.split_at(stop + '。'.len_utf8()),
        None if text.chars().count() <= SHORT_HEAD => (text, ""),
        _ => ("", text),
    }
}

/// Whether a paragraph leads to what comes after it: a head of any level, `1.组织领导`, or the words before a list.
fn introduces(text: &str) -> bool {
    let ends = |ch: char| "。；！？，、;!?,".contains(ch);
    text.chars().count() <= SHORT_LEAD && !text.trim_end().ends_with(ends)
}

/// Whether the text starts with a Chinese number in brackets, full-width or not: a second-level head.
fn starts_with_ordinal(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['（', '(']) else { return false };
    let number = rest.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    number.len() < rest.len() && number.starts_with(['）', ')'])
}
