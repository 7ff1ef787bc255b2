//! The outlines of glyphs, for those who draw them on a screen.

use ttf_parser::{Face, GlyphId, OutlineBuilder};

/// Draws an outline. Points are in em, x from the start of the glyph, y up from the baseline.
pub trait Pen {
    /// Starts a closed curve here.
    fn begin(&mut self, at: [f32; 2]);
    /// A straight line.
    fn line(&mut self, to: [f32; 2]);
    /// A curve with one control point.
    fn quadratic(&mut self, control: [f32; 2], to: [f32; 2]);
    /// A curve with two control points.
    fn cubic(&mut self, controls: [[f32; 2]; 2], to: [f32; 2]);
    /// Closes the curve.
    fn close(&mut self);
}

/// Draws a glyph; whether it has an outline.
pub(super) fn draw(face: &Face<'_>, glyph: GlyphId, pen: &mut impl Pen) -> bool {
    let mut scaled = Scaled { pen, units: f32::from(face.units_per_em()) };
    face.outline_glyph(glyph, &mut scaled).is_some()
}

/// From the units of a font file to em.
struct Scaled<'a, P> {
    pen: &'a mut P,
    units: f32,
}

impl<P> Scaled<'_, P> {
    fn em(&self, x: f32, y: f32) -> [f32; 2] {
        [x / self.units, y / self.units]
    }
}

impl<P: Pen> OutlineBuilder for Scaled<'_, P> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.pen.begin(self.em(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.pen.line(self.em(x, y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.pen.quadratic(self.em(x1, y1), self.em(x, y));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.pen.cubic([self.em(x1, y1), self.em(x2, y2)], self.em(x, y));
    }

    fn close(&mut self) {
        self.pen.close();
    }
}
