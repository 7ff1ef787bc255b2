//! The outlines of glyphs, for those who draw them on a screen.

use skrifa::outline::OutlinePen;

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

/// A pen that is given points in the units of a font file.
pub(super) struct InEm<'a, P> {
    pen: &'a mut P,
    units_per_em: f32,
    has_drawn: bool,
}

impl<'a, P> InEm<'a, P> {
    pub(super) fn new(pen: &'a mut P, units_per_em: u16) -> Self {
        Self { pen, units_per_em: f32::from(units_per_em), has_drawn: false }
    }

    /// Whether it was given anything.
    pub(super) fn has_drawn(&self) -> bool {
        self.has_drawn
    }

    fn em(&self, x: f32, y: f32) -> [f32; 2] {
        [x / self.units_per_em, y / self.units_per_em]
    }
}

impl<P: Pen> OutlinePen for InEm<'_, P> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.has_drawn = true;
        self.pen.begin(self.em(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.pen.line(self.em(x, y));
    }

    fn quad_to(&mut self, control_x: f32, control_y: f32, x: f32, y: f32) {
        self.pen.quadratic(self.em(control_x, control_y), self.em(x, y));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.pen.cubic([self.em(x1, y1), self.em(x2, y2)], self.em(x, y));
    }

    fn close(&mut self) {
        self.pen.close();
    }
}
