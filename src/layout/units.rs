//! What must not be torn apart at a line end: the units between which a line may break, and the marks that may
//! not stand at a line's start or end (GB/T 15834—2011 §5.1; 避头尾).

pub use super::western::is_word;
use super::{
    fonts::{Face, Fonts, Style, pick_or_geta},
    marks,
    western::is_western,
};

/// A character with the face that sets it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece {
    pub ch: char,
    pub face: Face,
    /// Points to the next character, before justification.
    pub width: f32,
    /// How much of the width is the blank right half of a full-width mark, which may be taken away.
    pub blank: f32,
    /// How much of the width is room between Chinese and Western type.
    pub seam: f32,
}

/// How type is set: its style and size, and how far apart full-width characters stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Type {
    pub style: Style,
    pub size: f32,
    /// Points from one full-width character to the next.
    pub pitch: f32,
}

impl Type {
    /// Type whose full-width characters stand as close as they are cut.
    pub(super) fn solid(style: Style, size: f32) -> Self {
        Self { style, size, pitch: size }
    }
}

/// Chooses faces for the text and measures it.
pub(super) fn pieces<'a>(
    fonts: &'a impl Fonts,
    text: &'a str,
    set: Type,
) -> impl Iterator<Item = Piece> + 'a {
    clean(text).map(move |c| {
        let (ch, face, em) = pick_or_geta(fonts, set.style, c);
        // Of Western type some letters are as wide as a Chinese character.
        let is_full = em > 0.9 && !is_western(ch);
        let width = em * if is_full { set.pitch } else { set.size };
        let blank = if marks::has_blank(ch) && is_full { width / 2.0 } else { 0.0 };
        Piece { ch, face, width, blank, seam: 0.0 }
    })
}

/// The characters to be printed: controls and invisible format characters have no glyph and no place on paper.
pub fn clean(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter_map(|c| match c {
        '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        // Spaces of other widths, which come with text from word processors and web pages.
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => Some(' '),
        // Other controls, soft hyphen, zero-width and direction marks, variation selectors.
        c if c.is_control() => None,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => None,
        '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}' => None,
        c => Some(c),
    })
}

/// Characters that stay together: one character, a number or word, a dash, with the spaces after it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Unit<'a> {
    pub pieces: &'a [Piece],
    /// How many of the pieces, from the end, are spaces; they vanish at a line end.
    pub spaces: usize,
}

impl<'a> Unit<'a> {
    /// Width without the spaces after it.
    pub(super) fn width(&self) -> f32 {
        self.solid().iter().map(|p| p.width).sum()
    }

    /// Width at a line end, where a full-width mark takes half its room (GB/T 15834—2011 §5.1.10) and nothing Western
    /// follows.
    pub(super) fn end_width(&self) -> f32 {
        self.width() - self.yielding()
    }

    /// What of its width is room that a line may take away: the blank of the mark that ends it, the seam to what
    /// follows it.
    pub(super) fn yielding(&self) -> f32 {
        self.solid().last().map_or(0.0, |p| p.blank + p.seam)
    }

    /// Width of the spaces after it.
    pub(super) fn space_width(&self) -> f32 {
        self.pieces[self.pieces.len() - self.spaces..].iter().map(|p| p.width).sum()
    }

    /// The pieces without the spaces after it.
    pub(super) fn solid(&self) -> &'a [Piece] {
        &self.pieces[..self.pieces.len() - self.spaces]
    }

    /// Whether it is this character.
    pub(super) fn is(&self, mark: &str) -> bool {
        self.solid().iter().map(|p| p.ch).eq(mark.chars())
    }

    /// Whether it begins or ends what changed in a comparison: `［－`, `＋］`.
    fn is_change_mark(&self) -> bool {
        matches!(self.solid(), [first, second] if are_change_mark(first.ch, second.ch))
    }

    /// Whether it is a year: `2024年`.
    pub(super) fn is_year(&self) -> bool {
        self.is_number() && self.solid().last().is_some_and(|p| p.ch == '年')
    }

    /// Whether a mark ends it that parts what is before from what comes after, full-width or not.
    pub(super) fn ends_with_mark(&self) -> bool {
        self.solid().last().is_some_and(|p| marks::is_one_of(p.ch, "，。；：、！？,;:"))
    }

    /// Whether it starts with a digit.
    pub(super) fn is_number(&self) -> bool {
        self.solid().first().is_some_and(|p| p.ch.is_ascii_digit())
    }

    fn may_start_line(&self) -> bool {
        match self.solid() {
            [sign, _] if self.is_change_mark() => !is_sign(sign.ch),
            // The sign of a number: -3, .5.
            [sign, digit, ..] if sign.ch.is_ascii() && digit.ch.is_ascii_digit() => true,
            [first, ..] => !is_no_start(first.ch),
            [] => false,
        }
    }

    fn may_end_line(&self) -> bool {
        if self.is_change_mark() {
            return self.solid().first().is_some_and(|p| is_sign(p.ch));
        }
        self.solid().last().is_none_or(|p| !is_no_end(p.ch))
    }
}

/// Whether two characters together begin or end what changed in a comparison.
fn are_change_mark(first: char, second: char) -> bool {
    (first == '［' && is_sign(second)) || (is_sign(first) && second == '］')
}

/// Whether it is a sign in full width.
fn is_sign(ch: char) -> bool {
    matches!(ch, '－' | '＋')
}

/// Whether a line may break between two units.
pub(super) fn may_break(before: &Unit, after: &Unit) -> bool {
    before.may_end_line()
        && after.may_start_line()
        && !is_in_document_number(before, after)
        && !is_sign_of_number(before, after)
}

/// Whether two units are a full-width sign and the number it belongs to: －5℃, ±0.5.
fn is_sign_of_number(before: &Unit, after: &Unit) -> bool {
    after.is_number() && ["－", "−", "±", "＋"].into_iter().any(|sign| before.is(sign))
}

/// Whether two units are the end of the year and the number of a document: `〕` and `30号`.
fn is_in_document_number(before: &Unit, after: &Unit) -> bool {
    let end = |unit: &Unit| unit.solid().last().map(|p| p.ch);
    after.is_number() && matches!(end(before), Some('〕' | ']' | '］')) && end(after) == Some('号')
}

/// Whether the mark may not stand at the start of a line.
pub fn is_no_start(ch: char) -> bool {
    marks::is_one_of(ch, "、，。；：？！）》〉」』】〕〗］｝”’…—～·％‰℃°,.;:?!)]}%/／-–~々〃〞〟﹚﹜﹞＞′″")
}

/// Whether the mark may not stand at the end of a line.
pub fn is_no_end(ch: char) -> bool {
    marks::is_one_of(ch, "（《〈「『【〔〖［｛“‘([{￥¥$＄£〝№＜#")
}

pub(super) fn is_space(ch: char) -> bool {
    matches!(ch, ' ' | '\u{3000}')
}

/// Parts text into units.
pub(super) fn units(pieces: &[Piece]) -> Vec<Unit<'_>> {
    let mut units = Vec::with_capacity(pieces.len());
    let mut rest = pieces;
    let mut goes_on = false;
    while !rest.is_empty() {
        let solid = unit_length(rest, goes_on);
        let spaces = rest[solid..].iter().take_while(|p| is_space(p.ch)).count();
        let (pieces, after) = rest.split_at(solid + spaces);
        units.push(Unit { pieces, spaces });
        goes_on = pieces.last().is_some_and(is_seam) && after.first().is_some_and(|p| is_western(p.ch));
        rest = after;
    }
    units
}

/// The length of the unit at the start of `pieces`, which are not empty; 0 when they start with a space. What goes on an
/// address is a part of it, be it digits only.
fn unit_length(pieces: &[Piece], goes_on: bool) -> usize {
    let first = pieces[0].ch;
    if is_space(first) {
        0
    } else if matches!(first, '-' | '−' | '+' | '.') && pieces.get(1).is_some_and(|p| p.ch.is_ascii_digit())
    {
        with_measure(pieces, 1 + word_length(&pieces[1..], false))
    } else if first.is_ascii_alphanumeric() {
        with_measure(pieces, word_length(pieces, goes_on))
    } else if first == '第' && pieces.get(1).is_some_and(|p| p.ch.is_ascii_digit()) {
        with_measure(&pieces[1..], word_length(&pieces[1..], false)) + 1
    } else if matches!(first, '—' | '…') {
        pieces.iter().take_while(|p| p.ch == first).count()
    } else if pieces.get(1).is_some_and(|second| are_change_mark(first, second.ch)) {
        2
    } else {
        1
    }
}

/// The length of a number or word: letters and digits, with the marks inside it and a percent sign after it; of an address
/// that of its first part.
fn word_length(pieces: &[Piece], goes_on: bool) -> usize {
    let alphanumeric = |i: usize| pieces.get(i).is_some_and(|p: &Piece| p.ch.is_ascii_alphanumeric());
    let (mut end, mut has_letter) = (0, goes_on);
    let least = if goes_on { 1 } else { LONG_WORD };
    while let Some(piece) = pieces.get(end) {
        let inside = piece.ch.is_ascii_graphic() && !"()[]{}<>\"".contains(piece.ch) && alphanumeric(end + 1);
        if alphanumeric(end) || inside || piece.ch == '%' {
            end += 1;
        } else {
            break;
        }
        has_letter |= piece.ch.is_ascii_alphabetic();
        if has_letter && end >= least && is_seam(piece) {
            break;
        }
    }
    end
}

/// What may stand between a number and its measure: `1万件`, `3亿余元`.
const MULTIPLES: &str = "十百千万亿余多";

/// What numbers of a report count in. A number stays with the one after it.
const MEASURES: &str = "年月日时分秒天周岁件条次个元份篇项部家期场人名号页字户处所起批类款章级倍吨亩米层";

/// The length of the unit with its measure (16件, 2024年, 3.5万元), where its first `length` pieces are a number.
fn with_measure(pieces: &[Piece], length: usize) -> usize {
    let is_number = pieces[..length].iter().all(|p| p.ch.is_ascii_digit() || "+-.,".contains(p.ch));
    if !is_number {
        return length;
    }
    let multiples = pieces[length..].iter().take(2).take_while(|p| MULTIPLES.contains(p.ch)).count();
    let measured = length + multiples;
    measured + usize::from(pieces.get(measured).is_some_and(|p| MEASURES.contains(p.ch)))
}

/// From this length on an address (网址、邮箱) may be parted, so that it does not tear the line before it open; then
/// wherever it can be, so that its lines are filled.
const LONG_WORD: usize = 6;

/// Whether an address may be parted after this mark. Numbers never are (回行时不拆数字).
fn is_seam(last: &Piece) -> bool {
    matches!(last.ch, '/' | '.' | '-' | '_')
}
