//! Glyphs as pixels, from the outlines that the PDF embeds.

use vello_cpu::{
    Pixmap, RenderContext, Resources,
    color::{OpaqueColor, Srgb},
    kurbo::{Affine, BezPath},
};

use crate::layout::{Face, Faces, Pen};

/// A glyph as pixels.
pub(super) struct Bitmap {
    /// From the pixel of the pen to the left edge.
    pub left: f32,
    /// From the baseline down to the upper edge.
    pub top: f32,
    /// Pixels in a row, and rows.
    pub size: [usize; 2],
    /// How much of each pixel is covered, row by row.
    pub cover: Vec<u8>,
}

/// Draws a glyph with so many pixels to the em, moved right by a part of a pixel; `None` where nothing is to be seen.
pub(super) fn glyph(face: Face, ch: char, em: f32, shift: f32) -> Option<Bitmap> {
    let mut outline = Outline { path: BezPath::new(), em: f64::from(em), shift: f64::from(shift) };
    if !Faces::bundled().outline(face, ch, &mut outline) {
        return None;
    }
    let bounds = outline.path.control_box().expand();
    let (width, height) = (bounds.width() as u16, bounds.height() as u16);
    if width == 0 || height == 0 {
        return None;
    }
    let mut context = RenderContext::new(width, height);
    context.set_transform(Affine::translate((-bounds.x0, -bounds.y0)));
    context.set_paint(OpaqueColor::<Srgb>::WHITE);
    context.fill_path(&outline.path);
    let mut pixels = Pixmap::new(width, height);
    context.render(&mut pixels, &mut Resources::new());
    Some(Bitmap {
        left: bounds.x0 as f32,
        top: bounds.y0 as f32,
        size: [usize::from(width), usize::from(height)],
        cover: pixels.data_as_u8_slice().chunks_exact(4).map(|pixel| pixel[3]).collect(),
    })
}

/// An outline in pixels, y down.
struct Outline {
    path: BezPath,
    em: f64,
    shift: f64,
}

impl Outline {
    fn point(&self, [x, y]: [f32; 2]) -> (f64, f64) {
        (f64::from(x).mul_add(self.em, self.shift), -f64::from(y) * self.em)
    }
}

impl Pen for Outline {
    fn begin(&mut self, at: [f32; 2]) {
        self.path.move_to(self.point(at));
    }

    fn line(&mut self, to: [f32; 2]) {
        self.path.line_to(self.point(to));
    }

    fn quadratic(&mut self, control: [f32; 2], to: [f32; 2]) {
        self.path.quad_to(self.point(control), self.point(to));
    }

    fn cubic(&mut self, [first, second]: [[f32; 2]; 2], to: [f32; 2]) {
        self.path.curve_to(self.point(first), self.point(second), self.point(to));
    }

    fn close(&mut self) {
        self.path.close_path();
    }
}
