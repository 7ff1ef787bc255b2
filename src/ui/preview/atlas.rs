//! The glyphs that pages are painted with: each is drawn once in each size, and kept on a few textures.

use std::collections::HashMap;

use egui::{Color32, ColorImage, Context, Rect, TextureHandle, TextureId, TextureOptions, Vec2, pos2, vec2};

use super::raster::{self, Bitmap};
use crate::layout::Face;

/// Pixels along a side of a texture.
const SIDE: usize = 1024;
/// When there are more textures than this, all are begun anew: 32 megabytes.
const MOST_TEXTURES: usize = 8;
/// No glyph is drawn larger than this many pixels to the em; the watermark alone is, and it is scaled.
const LARGEST: f32 = 400.0;
/// From this size on a glyph stands on whole pixels; nobody sees half of one.
const WHOLE_PIXELS: f32 = 40.0;
/// Below this size too: such a page is looked at, not read.
const TINY: f32 = 6.0;
/// Below [`WHOLE_PIXELS`] a glyph is drawn this many times, moved by parts of a pixel, so that gaps stay even.
const PARTS: f32 = 4.0;

/// A glyph in a size: its face and character, thousandths of a pixel to the em, and parts of a pixel moved.
type GlyphKey = (Face, char, u32, u8);

/// Where a glyph is painted, and from where.
#[derive(Clone, Copy)]
pub(super) struct GlyphSpot {
    pub texture: TextureId,
    /// What it is on the texture, from 0 to 1.
    pub uv: Rect,
    /// From the pen to its left upper corner, in pixels.
    pub offset: Vec2,
    /// The size of the glyph in pixels.
    pub size: Vec2,
}

/// Glyphs on textures.
#[derive(Default)]
pub(super) struct Atlas {
    textures: Vec<Texture>,
    spots: HashMap<GlyphKey, Option<GlyphSpot>>,
    /// How often all were begun anew: what was painted before then must be painted again.
    pub generation: usize,
}

/// A texture filled row by row.
struct Texture {
    texture: TextureHandle,
    /// Where the next glyph goes, and how high the row is.
    x: usize,
    y: usize,
    row: usize,
}

/// Where the pen stands in whole pixels, and the part of a pixel that the glyph itself is moved by.
pub(super) fn split(x: f32, em: f32) -> (f32, u8) {
    if !(TINY..WHOLE_PIXELS).contains(&em) {
        return (x.round(), 0);
    }
    let parts = (x * PARTS).round();
    let whole = (parts / PARTS).floor();
    (whole, (parts - whole * PARTS) as u8)
}

impl Atlas {
    /// Makes room before a page is painted, if there are too many glyphs by now.
    pub(super) fn tidy(&mut self) {
        if self.textures.len() > MOST_TEXTURES {
            self.clear();
        }
    }

    /// Forgets all glyphs.
    pub(super) fn clear(&mut self) {
        self.textures.clear();
        self.spots.clear();
        self.generation += 1;
    }

    /// The glyph in this size; `None` where nothing is to be seen.
    pub(super) fn spot(
        &mut self,
        ctx: &Context,
        face: Face,
        ch: char,
        em: f32,
        part: u8,
    ) -> Option<GlyphSpot> {
        let drawn = em.min(LARGEST);
        let key = (face, ch, (drawn * 1000.0) as u32, part);
        let spot = if let Some(known) = self.spots.get(&key) {
            *known
        } else {
            let bitmap = raster::glyph(face, ch, drawn, f32::from(part) / PARTS);
            let spot = bitmap.map(|bitmap| self.put(ctx, &bitmap));
            self.spots.insert(key, spot);
            spot
        };
        let scale = em / drawn;
        spot.map(|spot| GlyphSpot { offset: spot.offset * scale, size: spot.size * scale, ..spot })
    }

    /// Puts a glyph on a texture, with a clear line of pixels around it.
    fn put(&mut self, ctx: &Context, bitmap: &Bitmap) -> GlyphSpot {
        let [width, height] = bitmap.size.map(|side| (side + 2).min(SIDE));
        let place = self.textures.last_mut().and_then(|texture| texture.place(width, height));
        let (x, y) = place.unwrap_or_else(|| {
            self.textures.push(Texture::new(ctx));
            self.textures.last_mut().and_then(|texture| texture.place(width, height)).unwrap_or_default()
        });
        // One was just made where there was none.
        let last = self.textures.last_mut();
        let texture = last.map_or_else(TextureId::default, |last| {
            last.texture.set_partial([x, y], image(bitmap, [width, height]), OPTIONS);
            last.texture.id()
        });
        let size = vec2(width as f32, height as f32);
        let uv = Rect::from_min_size(pos2(x as f32, y as f32) / SIDE as f32, size / SIDE as f32);
        GlyphSpot { texture, uv, offset: vec2(bitmap.left - 1.0, bitmap.top - 1.0), size }
    }
}

const OPTIONS: TextureOptions = TextureOptions::LINEAR;

/// The covered pixels as white, to be given a colour when they are painted.
fn image(bitmap: &Bitmap, [width, height]: [usize; 2]) -> ColorImage {
    let mut image = ColorImage::filled([width, height], Color32::TRANSPARENT);
    let rows = bitmap.cover.chunks_exact(bitmap.size[0].max(1));
    for (to, from) in image.pixels.chunks_exact_mut(width).skip(1).zip(rows) {
        for (pixel, cover) in to.iter_mut().skip(1).zip(from) {
            *pixel = Color32::from_rgba_premultiplied(*cover, *cover, *cover, *cover);
        }
    }
    image
}

impl Texture {
    fn new(ctx: &Context) -> Self {
        let blank = ColorImage::filled([SIDE, SIDE], Color32::TRANSPARENT);
        Self { texture: ctx.load_texture("glyphs of the preview", blank, OPTIONS), x: 0, y: 0, row: 0 }
    }

    /// Room for a glyph, if there is any.
    fn place(&mut self, width: usize, height: usize) -> Option<(usize, usize)> {
        if self.x + width > SIDE {
            (self.x, self.y, self.row) = (0, self.y + self.row, 0);
        }
        if self.y + height > SIDE {
            return None;
        }
        let place = (self.x, self.y);
        self.x += width;
        self.row = self.row.max(height);
        Some(place)
    }
}
