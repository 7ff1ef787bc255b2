//! A page as the content stream of a PDF page: what is no part of the document first, then the text with its marks.

use super::{
    fonts::CutFonts,
    marks::Mark,
    numbers::{Numbers, hundredths},
    tags::Names,
};
use crate::layout::{Glyph, Page, Rule, Run, Watermark};

/// Finer than this, in 1/1000 em, nobody sees where a glyph stands.
const TOLERANCE: f32 = 1.0;
/// Finer than this, in points, two places are one.
const SAME_PLACE: f32 = 0.05;

/// Writes pages.
pub(super) struct Writer<'a> {
    fonts: &'a CutFonts,
    names: &'a Names,
}

impl<'a> Writer<'a> {
    /// For pages set in these fonts, of texts that are called so.
    pub(super) fn new(fonts: &'a CutFonts, names: &'a Names) -> Self {
        Self { fonts, names }
    }

    /// The content stream of a page with these marks.
    pub(super) fn page(&self, page: &Page, marks: &[Mark]) -> Vec<u8> {
        let mut text = Text {
            fonts: self.fonts,
            height: page.height,
            set: None,
            spacing: 0.0,
            pen: None,
            out: Vec::new(),
        };
        if let Some(watermark) = &page.watermark {
            text.watermark(watermark);
        }
        text.rules(&page.rules);
        text.out.word("BT");
        let mut number = 0;
        for mark in marks {
            if mark.origin.is_artifact() {
                text.out.word("/Artifact BMC");
            } else {
                let name = self.names.of(mark);
                text.out.word(&format!("/{name} <</MCID {number}>> BDC"));
                number += 1;
            }
            for run in &mark.runs {
                text.run(run);
            }
            text.out.word("EMC");
        }
        text.out.word("ET");
        text.out
    }
}

/// A page being written.
struct Text<'a> {
    fonts: &'a CutFonts,
    height: f32,
    /// The font and size that are set.
    set: Option<(usize, f32)>,
    /// The room between characters that is set, in points.
    spacing: f32,
    /// Where a reader stands after the last glyph; `None` where that is not known.
    pen: Option<(f32, f32)>,
    out: Vec<u8>,
}

/// A glyph to be shown: its number, and how far the next one is from where it would stand by the width of this one,
/// in 1/1000 em.
struct Shown {
    font: usize,
    glyph: u16,
    gap: f32,
}

impl Text<'_> {
    /// The watermark: said to be one, and with no text in its place for those who copy the page's.
    fn watermark(&mut self, watermark: &Watermark) {
        let run = &watermark.run;
        let (sin, cos) = watermark.turned.sin_cos();
        let (x, y) = watermark.start;
        self.out.word("/Artifact <</Type/Pagination/Subtype/Watermark>> BDC /Span <</ActualText()>> BDC q");
        self.out.number(watermark.grey, 2);
        self.out.word("g BT");
        for number in [cos, sin, -sin, cos] {
            self.out.number(number, 5);
        }
        self.out.number(x, 2);
        self.out.number(self.height - y, 2);
        self.out.word("Tm");
        let shown = self.shown(run);
        for stretch in shown.chunk_by(|a, b| a.font == b.font) {
            self.font(stretch[0].font, run.size);
            self.show(stretch, 0.0, run.size);
        }
        self.out.word("ET Q EMC EMC");
        // What was set inside is forgotten with the graphics state.
        (self.set, self.pen) = (None, None);
    }

    /// The lines of the tables.
    fn rules(&mut self, rules: &[Rule]) {
        if rules.is_empty() {
            return;
        }
        self.out.word("/Artifact BMC");
        for rules in rules.chunk_by(|a, b| a.thickness == b.thickness) {
            self.out.number(rules[0].thickness, 2);
            self.out.word("w");
            for Rule { from, to, .. } in rules {
                self.point(*from, "m");
                self.point(*to, "l");
            }
            self.out.word("S");
        }
        self.out.word("EMC");
    }

    fn point(&mut self, (x, y): (f32, f32), operator: &str) {
        self.out.number(x, 2);
        self.out.number(self.height - y, 2);
        self.out.word(operator);
    }

    /// A run. What it has of private use means what the writer says and not what Unicode does: it is said once more,
    /// around the glyphs, as a file to be kept must (ISO 19005-2 §6.2.11.7.3).
    fn run(&mut self, run: &Run) {
        if !run.glyphs.iter().any(|glyph| is_private(glyph.ch)) {
            return self.stretch(run);
        }
        let mut x = run.x;
        for glyphs in run.glyphs.chunk_by(|a, b| is_private(a.ch) == is_private(b.ch)) {
            let part = Run { x, glyphs: glyphs.into(), ..*run };
            x = part.end();
            if glyphs.iter().any(|glyph| is_private(glyph.ch)) {
                self.said(&part);
            } else {
                self.stretch(&part);
            }
        }
    }

    /// Glyphs with what they say beside them.
    fn said(&mut self, run: &Run) {
        self.out.extend(b"/Span <</ActualText<feff");
        run.text().encode_utf16().for_each(|unit| self.out.hex(unit));
        self.out.word(">>> BDC");
        self.stretch(run);
        self.out.word("EMC");
    }

    fn stretch(&mut self, run: &Run) {
        let shown = self.shown(run);
        if shown.is_empty() {
            return;
        }
        self.space(usual_gap(&shown) * run.size / 1000.0);
        let (x, y) = (hundredths(run.x), hundredths(self.height - run.y));
        let mut late = match self.pen {
            Some(pen) if (pen.0 - x).abs() < SAME_PLACE && pen.1 == y => (pen.0 - x) * 1000.0 / run.size,
            _ => {
                self.out.word("1 0 0 1");
                self.out.number(x, 2);
                self.out.number(y, 2);
                self.out.word("Tm");
                0.0
            }
        };
        for stretch in shown.chunk_by(|a, b| a.font == b.font) {
            self.font(stretch[0].font, run.size);
            late = self.show(stretch, late, run.size);
        }
        let wide: f32 = run.glyphs.iter().map(|g| g.advance).sum();
        self.pen = Some((x + wide + late * run.size / 1000.0, y));
    }

    /// The glyphs of a run in the widths that are nearest to where they stand.
    fn shown(&self, run: &Run) -> Vec<Shown> {
        let shown = |g: &Glyph| {
            let room = g.advance * 1000.0 / run.size;
            let cut = self.fonts.glyph(run.face, g.ch, room)?;
            Some(Shown { font: cut.font, glyph: cut.glyph, gap: room - f32::from(cut.width) })
        };
        run.glyphs.iter().filter_map(shown).collect()
    }

    fn font(&mut self, font: usize, size: f32) {
        if self.set != Some((font, size)) {
            self.set = Some((font, size));
            self.out.word(&format!("/F{font}"));
            self.out.number(size, 2);
            self.out.word("Tf");
        }
    }

    /// Sets the room between characters.
    fn space(&mut self, points: f32) {
        let points = (points * 1000.0).round() / 1000.0;
        if self.spacing != points {
            self.spacing = points;
            self.out.number(points, 3);
            self.out.word("Tc");
        }
    }

    /// Shows glyphs of one font, where a reader is late by so many 1/1000 em; how late it is after them.
    fn show(&mut self, glyphs: &[Shown], mut late: f32, size: f32) -> f32 {
        let spacing = self.spacing * 1000.0 / size;
        self.out.push(b'[');
        let mut open = false;
        for Shown { glyph, gap, .. } in glyphs {
            if late.abs() >= TOLERANCE {
                let moved = late.round();
                self.out.extend(open.then_some(b'>'));
                self.out.number(moved, 0);
                late -= moved;
                open = false;
            }
            self.out.extend((!open).then_some(b'<'));
            self.out.hex(*glyph);
            open = true;
            late += spacing - gap;
        }
        self.out.word(">] TJ");
        late
    }
}

/// Whether Unicode leaves it to others what a character is.
fn is_private(ch: char) -> bool {
    matches!(ch, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}

/// The gap that most glyphs of a run have, in 1/1000 em.
fn usual_gap(glyphs: &[Shown]) -> f32 {
    let mut gaps: Vec<f32> = glyphs.iter().map(|g| g.gap).collect();
    gaps.sort_by(f32::total_cmp);
    // Gaps that differ by rounding only are one.
    let most = gaps.chunk_by(|a, b| b - a < 0.01).max_by_key(|same| same.len());
    most.map_or(0.0, |same| same[same.len() / 2])
}
