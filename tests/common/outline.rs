//! Outlines of glyphs as straight pieces, in em, so that what a file draws can be held against what a face has.
#![allow(dead_code, reason = "each test uses some of it")]
#![allow(clippy::unwrap_used, reason = "a test that unwraps fails as it should")]

use nianbao::layout::{Face, Faces, Pen};
use skrifa::{
    FontRef, GlyphId, MetadataProvider as _,
    instance::{LocationRef, Size},
    outline::{DrawSettings, OutlinePen},
    raw::ps::cff::CffFontRef,
};

/// How far an outline may be from that of the face, in em.
pub const OUTLINE: f64 = 0.001;

/// An outline as straight pieces, in em.
#[derive(Default)]
pub struct Outline {
    pub pieces: Vec<[(f64, f64); 2]>,
    start: (f64, f64),
    at: (f64, f64),
}

impl Outline {
    /// The outline of a character in one of the program's faces.
    pub fn of_face(face: Face, ch: char) -> Self {
        let mut outline = Self::default();
        Faces::bundled().outline(face, ch, &mut outline);
        outline
    }

    /// The same in a TrueType file; panics where the file has no such character.
    pub fn of_file(font: &FontRef, ch: char) -> (Self, f64) {
        let glyph = font.charmap().map(ch).unwrap();
        let units = font.metrics(Size::unscaled(), LocationRef::default()).units_per_em;
        let mut pen = InEm { outline: Self::default(), units: f64::from(units) };
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        if let Some(outline) = font.outline_glyphs().get(glyph) {
            outline.draw(settings, &mut pen).unwrap();
        }
        let widths = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        (pen.outline, f64::from(widths.advance_width(glyph).unwrap()) / f64::from(units))
    }

    /// The glyph with this number in the program of a PDF's font: a bare CFF table, or else a TrueType file.
    pub fn of_glyph((is_cff, program): &(bool, Vec<u8>), number: u16) -> Self {
        let glyph = GlyphId::new(number.into());
        if *is_cff {
            let font = CffFontRef::new(program, 0, None).unwrap();
            let part = font.subfont(font.subfont_index(glyph).unwrap(), &[]).unwrap();
            let mut pen = InEm { outline: Self::default(), units: 1000.0 };
            font.draw(&part, glyph, &[], None, &mut pen).unwrap();
            return pen.outline;
        }
        let font = FontRef::new(program).unwrap();
        let units = font.metrics(Size::unscaled(), LocationRef::default()).units_per_em;
        let mut pen = InEm { outline: Self::default(), units: f64::from(units) };
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        if let Some(outline) = font.outline_glyphs().get(glyph) {
            outline.draw(settings, &mut pen).unwrap();
        }
        pen.outline
    }

    fn to(&mut self, to: (f64, f64)) {
        if to != self.at {
            self.pieces.push([self.at, to]);
        }
        self.at = to;
    }

    /// A curve with these control points, the first where the pen stands, in so many pieces that none is further from it
    /// than a tenth of what is looked for.
    fn curve(&mut self, controls: &[(f64, f64)]) {
        let bend = |w: &[(f64, f64)]| (w[0].0 - 2.0 * w[1].0 + w[2].0).hypot(w[0].1 - 2.0 * w[1].1 + w[2].1);
        let bend = controls.windows(3).map(bend).fold(0.0, f64::max);
        let order = controls.len() as f64 - 1.0;
        let pieces = (order * (order - 1.0) / 8.0 * bend / (OUTLINE / 10.0)).sqrt().ceil().max(1.0);
        for piece in 1..=pieces as usize {
            let t = piece as f64 / pieces;
            let mut points = controls.to_vec();
            while points.len() > 1 {
                let mid = |w: &[(f64, f64)]| (w[0].0 + t * (w[1].0 - w[0].0), w[0].1 + t * (w[1].1 - w[0].1));
                points = points.windows(2).map(mid).collect();
            }
            self.to(points[0]);
        }
    }

    /// A point of this one that the other has nothing near to.
    pub fn away_from(&self, other: &Self) -> Option<(f64, f64)> {
        let is_near = |p: (f64, f64)| other.pieces.iter().any(|piece| to_piece(p, piece) < OUTLINE);
        self.pieces.iter().flatten().copied().find(|end| !is_near(*end))
    }
}

/// How far a point is from a piece, where that is not too far to matter.
fn to_piece(p: (f64, f64), [a, b]: &[(f64, f64); 2]) -> f64 {
    let is_beside = |p: f64, a: f64, b: f64| p < a.min(b) - OUTLINE || p > a.max(b) + OUTLINE;
    if is_beside(p.0, a.0, b.0) || is_beside(p.1, a.1, b.1) {
        return f64::MAX;
    }
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let along = ((p.0 - a.0) * dx + (p.1 - a.1) * dy) / (dx * dx + dy * dy);
    let t = along.clamp(0.0, 1.0);
    (p.0 - a.0 - t * dx).hypot(p.1 - a.1 - t * dy)
}

fn wide([x, y]: [f32; 2]) -> (f64, f64) {
    (f64::from(x), f64::from(y))
}

impl Pen for Outline {
    fn begin(&mut self, at: [f32; 2]) {
        (self.start, self.at) = (wide(at), wide(at));
    }

    fn line(&mut self, to: [f32; 2]) {
        self.to(wide(to));
    }

    fn quadratic(&mut self, control: [f32; 2], to: [f32; 2]) {
        self.curve(&[self.at, wide(control), wide(to)]);
    }

    fn cubic(&mut self, [first, second]: [[f32; 2]; 2], to: [f32; 2]) {
        self.curve(&[self.at, wide(first), wide(second), wide(to)]);
    }

    fn close(&mut self) {
        self.to(self.start);
    }
}

/// Draws an outline that is given in the units of a file.
struct InEm {
    outline: Outline,
    units: f64,
}

impl InEm {
    fn em(&self, x: f32, y: f32) -> (f64, f64) {
        (f64::from(x) / self.units, f64::from(y) / self.units)
    }
}

impl OutlinePen for InEm {
    fn move_to(&mut self, x: f32, y: f32) {
        let at = self.em(x, y);
        (self.outline.start, self.outline.at) = (at, at);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.outline.to(self.em(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.outline.curve(&[self.outline.at, self.em(cx, cy), self.em(x, y)]);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let controls = [self.outline.at, self.em(ax, ay), self.em(bx, by), self.em(x, y)];
        self.outline.curve(&controls);
    }

    fn close(&mut self) {
        self.outline.to(self.outline.start);
    }
}
