//! Lines of text: broken between units, filled to the measure, the last one ragged.

use std::sync::Arc;

use super::{
    fonts::Face,
    justify,
    page::{Glyph, Origin, Run},
    sheet,
    units::{Piece, Unit, clean, is_space, may_break, units},
};

/// Sums of widths come out a little off; nothing this small is seen.
pub(super) const TOLERANCE: f32 = 0.01;

/// The measures a text is broken to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    /// Width of a line.
    pub width: f32,
    /// How much later the first line starts.
    pub indent: f32,
    /// From one full-width character to the next, before justification.
    pub pitch: f32,
}

impl Measure {
    /// How running text is set: 28 characters a line.
    pub(super) const BODY: Self =
        Self { width: sheet::AREA_WIDTH, indent: sheet::INDENT, pitch: sheet::CHARACTER_PITCH };

    /// How wide the line with this number is, from 0.
    pub(super) fn room(self, line: usize) -> f32 {
        if line == 0 { self.width - self.indent } else { self.width }
    }
}

/// A line of text as it is printed: its pieces with the gaps between them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// How much later it starts than the measure.
    pub indent: f32,
    /// Its glyphs, gaps included.
    pub glyphs: Vec<Piece>,
}

impl Line {
    /// From the first glyph's start to the last one's end.
    pub(super) fn width(&self) -> f32 {
        self.glyphs.iter().map(|g| g.width).sum()
    }

    /// A line measured at a size of one point, at this size.
    pub(super) fn scaled(mut self, size: f32) -> Self {
        self.indent *= size;
        for piece in &mut self.glyphs {
            piece.width *= size;
            piece.blank *= size;
            piece.seam *= size;
        }
        self
    }

    /// The line as runs, one for each stretch of the same face.
    pub(super) fn runs(&self, x: f32, baseline: f32, size: f32, origin: Origin) -> Vec<Run> {
        self.set().runs(x, baseline, size, origin).collect()
    }

    /// The line as it is kept and set again and again.
    pub(super) fn set(&self) -> SetLine {
        let mut start = self.indent;
        let stretch = |pieces: &[Piece]| {
            let glyphs = pieces.iter().map(|p| Glyph { ch: p.ch, advance: p.width }).collect();
            let stretch = Stretch { face: pieces[0].face, start, glyphs };
            start += pieces.iter().map(|p| p.width).sum::<f32>();
            stretch
        };
        let stretches = self.glyphs.chunk_by(|a, b| a.face == b.face).map(stretch).collect();
        SetLine { width: self.width(), stretches }
    }
}

/// A line that may stand anywhere: only where it does is said anew.
#[derive(Debug)]
pub(super) struct SetLine {
    /// From the first glyph's start to the last one's end.
    pub width: f32,
    stretches: Vec<Stretch>,
}

/// Glyphs of one face in a line.
#[derive(Debug)]
struct Stretch {
    face: Face,
    /// How much later they start than the measure.
    start: f32,
    glyphs: Arc<[Glyph]>,
}

impl SetLine {
    /// The line as runs, one for each stretch of the same face.
    pub(super) fn runs(
        &self,
        x: f32,
        baseline: f32,
        size: f32,
        origin: Origin,
    ) -> impl ExactSizeIterator<Item = Run> {
        self.stretches.iter().map(move |stretch| {
            let Stretch { face, start, glyphs } = stretch;
            Run { face: *face, size, x: x + start, y: baseline, glyphs: glyphs.clone(), origin }
        })
    }
}

/// The words of these lines, which were broken from this text.
pub(super) fn words(text: &str, lines: &[Line]) -> Vec<String> {
    let mut characters = clean(text);
    lines.iter().map(|line| characters.by_ref().take(line.glyphs.len()).collect()).collect()
}

/// Breaks text into lines that fill the measure, but for the last.
pub(super) fn justified(pieces: &[Piece], measure: Measure) -> Vec<Line> {
    let units = split_wide(units(pieces), measure.width - measure.indent);
    let mut ends = Vec::new();
    while ends.last().copied().unwrap_or(0) < units.len() {
        ends.push(justify::line_end(&units, ends.last().copied().unwrap_or(0), measure.room(ends.len())));
    }
    justify::spare_the_last(&units, &mut ends, measure);
    let starts = [0].into_iter().chain(ends.iter().copied());
    let line = |(number, (start, end)): (usize, (usize, usize))| {
        let indent = if number == 0 { measure.indent } else { 0.0 };
        let is_last = end == units.len();
        Line {
            indent,
            glyphs: justify::set(&units[start..end], measure.room(number), measure.pitch, is_last),
        }
    };
    starts.zip(ends.iter().copied()).enumerate().map(line).collect()
}

/// Breaks text into lines no wider than `width`, without filling them.
pub(super) fn ragged(pieces: &[Piece], width: f32) -> Vec<Line> {
    if is_one_line(pieces, width) {
        return vec![Line { indent: 0.0, glyphs: pieces.to_vec() }];
    }
    let units = split_wide(units(pieces), width);
    let mut lines = Vec::new();
    let mut start = 0;
    while start < units.len() {
        let end = line_end(&units, start, width);
        lines.push(Line { indent: 0.0, glyphs: solid(&units[start..end]) });
        start = end;
    }
    lines
}

/// Whether there is nothing to break or to take away, as in most boxes of a table, which are measured in many sizes.
fn is_one_line(pieces: &[Piece], width: f32) -> bool {
    let ends_solid = pieces.last().is_some_and(|p| !is_space(p.ch));
    ends_solid && pieces.iter().map(|p| p.width).sum::<f32>() <= width
}

/// Breaks text before each of these units.
pub(super) fn broken_at(units: &[Unit], starts: &[usize]) -> Vec<Line> {
    let mut bounds = vec![0];
    bounds.extend(starts);
    bounds.push(units.len());
    let line = |b: &[usize]| Line { indent: 0.0, glyphs: solid(&units[b[0]..b[1]]) };
    bounds.windows(2).map(line).collect()
}

/// Parts units wider than a whole line into single characters; nothing else would fit.
fn split_wide(units: Vec<Unit<'_>>, width: f32) -> Vec<Unit<'_>> {
    let mut fitting = Vec::with_capacity(units.len());
    for unit in units {
        if unit.width() <= width + TOLERANCE {
            fitting.push(unit);
            continue;
        }
        let count = unit.pieces.len() - unit.spaces;
        for i in 0..count {
            let last = i + 1 == count;
            let pieces = if last { &unit.pieces[i..] } else { &unit.pieces[i..=i] };
            fitting.push(Unit { pieces, spaces: if last { unit.spaces } else { 0 } });
        }
    }
    fitting
}

/// Where the line that starts at unit `start` ends: after the last unit that fits and may be followed by a break.
fn line_end(units: &[Unit], start: usize, width: f32) -> usize {
    let fitting = fitting(&units[start..], width);
    let full = start + fitting.max(1);
    if full >= units.len() {
        return units.len();
    }
    let may_end = |&end: &usize| may_break(&units[end - 1], &units[end]);
    // Marks only, and more of them than a line holds: break where the line is full.
    (start + 1..=full).rev().find(may_end).unwrap_or(full)
}

/// How many units fit in a line.
fn fitting(units: &[Unit], width: f32) -> usize {
    let mut used = 0.0;
    let fits = |unit: &&Unit| {
        let end = used + unit.width();
        used = end + unit.space_width();
        end <= width + TOLERANCE
    };
    units.iter().take_while(fits).count()
}

/// Width of a line: without the spaces at its end.
pub(super) fn width(units: &[Unit]) -> f32 {
    let Some((last, before)) = units.split_last() else { return 0.0 };
    before.iter().map(|u| u.width() + u.space_width()).sum::<f32>() + last.width()
}

/// The glyphs of a line as they are; spaces at its end take no room.
pub(super) fn solid(units: &[Unit]) -> Vec<Piece> {
    let mut glyphs: Vec<Piece> = units.iter().flat_map(|u| u.pieces.iter().copied()).collect();
    let spaces = glyphs.len() - units.last().map_or(0, |u| u.spaces);
    glyphs[spaces..].iter_mut().for_each(|p| p.width = 0.0);
    glyphs
}
