//! The outlines of glyphs as TrueType has them: straight lines and curves with one control point, on a grid.
//!
//! Some readers of OFD draw no other outlines. A curve with two control points (CFF) becomes some with one, and every
//! point moves to the grid. What is drawn is then nowhere a thousandth of an em from what the face has: a curve is
//! [`ACCURACY`] off at most, and by the grid no point of it moves more than its control points do, half a diagonal. A
//! test looks at the outlines of eight thousand characters.

use kurbo::{BezPath, CubicBez, Point, Shape as _};
use write_fonts::tables::glyf::SimpleGlyph;

use crate::layout::{Face, Faces, Pen};

/// The grid, in units an em. Twice that of most faces with curves of two control points, so that what they have
/// between two points of theirs is on it.
pub(super) const UNITS: u16 = 2000;
/// How far a curve with one control point may be from the one it stands for, in units.
const ACCURACY: f64 = 1.0;
/// The outline of a character; one without contours for a space.
pub(super) fn outline(faces: &Faces, face: Face, ch: char) -> Option<SimpleGlyph> {
    let mut curves = Curves::default();
    if !faces.outline(face, ch, &mut curves) {
        return Some(SimpleGlyph::default());
    }
    let path = curves.path;
    // TrueType goes round what is black with the clock, CFF against it.
    let path = if path.area() > 0.0 { path.reverse_subpaths() } else { path };
    SimpleGlyph::from_bezpath(&path).ok()
}

/// The outline that is drawn, in units.
#[derive(Default)]
struct Curves {
    path: BezPath,
    last: Point,
}

impl Curves {
    fn moved(&mut self, [x, y]: [f32; 2]) -> Point {
        self.last = at([x, y]);
        self.last
    }
}

/// A place in units. A table of outlines has no room for what is further off than eight em.
fn at(em: [f32; 2]) -> Point {
    let [x, y] = em.map(|value| (f64::from(value) * f64::from(UNITS)).clamp(-16_000.0, 16_000.0));
    Point::new(x, y)
}

impl Pen for Curves {
    fn begin(&mut self, to: [f32; 2]) {
        let to = self.moved(to);
        self.path.move_to(to);
    }

    fn line(&mut self, to: [f32; 2]) {
        let to = self.moved(to);
        self.path.line_to(to);
    }

    fn quadratic(&mut self, control: [f32; 2], to: [f32; 2]) {
        let to = self.moved(to);
        self.path.quad_to(at(control), to);
    }

    fn cubic(&mut self, [first, second]: [[f32; 2]; 2], to: [f32; 2]) {
        let from = self.last;
        let cubic = CubicBez::new(from, at(first), at(second), self.moved(to));
        // Points between two curves that go on into one another are not written: fewer that way.
        if let Some(spline) = cubic.approx_spline(ACCURACY) {
            spline.to_quads().for_each(|quad| self.path.quad_to(quad.p1, quad.p2));
        } else {
            cubic.to_quads(ACCURACY).for_each(|(_, _, quad)| self.path.quad_to(quad.p1, quad.p2));
        }
    }

    fn close(&mut self) {
        self.path.close_path();
    }
}
