//! Room for the glyphs that text is drawn with.
//!
//! egui draws each glyph once in each size and keeps it on one texture, as wide as the graphics driver can have any, until
//! that is nearly as high: a gigabyte here, and as much again in the driver. A window that is open for weeks, in several
//! sizes, would fill it. On a smaller one the glyphs of today are drawn anew from time to time, which takes a moment.

use egui::RawInput;

/// Pixels along a side: eleven thousand characters of the usual size, a hundred times a page of them.
const SIDE: usize = 2048;
/// Above this many pixels to a point glyphs are too large for that.
const DENSE: f32 = 1.5;

/// The most that the texture of glyphs may be.
#[derive(Clone, Copy, Default)]
pub(super) struct GlyphRoom {
    /// What the graphics driver can have, once it is known.
    most: Option<usize>,
}

impl GlyphRoom {
    /// Bounds the texture in the frame that is about to be drawn, with so many pixels to a point.
    pub(super) fn bound(&mut self, pixels: f32, input: &mut RawInput) {
        self.most = input.max_texture_side.or(self.most);
        let side = if pixels > DENSE { 2 * SIDE } else { SIDE };
        input.max_texture_side = self.most.map(|most| most.min(side));
    }
}

#[cfg(test)]
mod tests {
    use egui::{Context, FontId};

    use super::*;
    use crate::ui::theme;

    /// The bytes of the texture after a frame in which these characters are drawn.
    fn frame(ctx: &Context, room: &mut GlyphRoom, driver: Option<usize>, size: f32, chars: &str) -> usize {
        let mut input = RawInput { max_texture_side: driver, ..RawInput::default() };
        room.bound(ctx.pixels_per_point(), &mut input);
        let mut output = ctx.run_ui(input, |ui| {
            let painter = ui.ctx().debug_painter();
            painter.text(
                egui::Pos2::ZERO,
                egui::Align2::LEFT_TOP,
                chars,
                FontId::proportional(size),
                egui::Color32::BLACK,
            );
        });
        output.textures_delta.clear();
        ctx.fonts(|fonts| fonts.font_image_size().into_iter().product::<usize>() * 4)
    }

    #[test]
    fn the_texture_of_glyphs_does_not_grow_whatever_sizes_are_shown() {
        let ctx = Context::default();
        theme::install(&ctx);
        let mut room = GlyphRoom::default();
        // The most usual characters: whatever face there is has them.
        let chars: String = ('一'..='龥').step_by(20).collect();
        let mut most = 0;
        for n in 0..60 {
            let driver = (n == 0).then_some(16_384);
            most = most.max(frame(&ctx, &mut room, driver, 10.0 + n as f32, &chars));
        }
        assert!(most <= SIDE * SIDE * 4, "{most}");
        assert!(most >= SIDE * SIDE, "the test draws too little: {most}");
    }

    #[test]
    fn a_small_driver_is_not_asked_for_more_than_it_has() {
        for (driver, pixels, side) in [
            (Some(16_384), 1.0, Some(2048)),
            (Some(16_384), 2.0, Some(4096)),
            (Some(2048), 2.0, Some(2048)),
            (Some(1024), 1.0, Some(1024)),
            (None, 1.0, None),
        ] {
            let mut room = GlyphRoom::default();
            for told in [driver, None] {
                let mut input = RawInput { max_texture_side: told, ..RawInput::default() };
                room.bound(pixels, &mut input);
                assert_eq!(input.max_texture_side, side, "{driver:?} {pixels}");
            }
        }
    }
}
