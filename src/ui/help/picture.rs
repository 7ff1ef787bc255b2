//! The pictures of the help: of the real window, made by `tests/desktop/pictures.sh`, read when they are first shown.

use std::{collections::BTreeMap, io::Cursor};

use egui::{Color32, ColorImage, Image, Stroke, TextureHandle, TextureOptions, Ui};

use super::blocks::caption;
use crate::{help, ui::theme::theme};

/// The pictures that have been read; none for one that cannot be.
#[derive(Default)]
pub(super) struct Pictures(BTreeMap<String, Option<TextureHandle>>);

impl Pictures {
    /// The picture, no wider than there is room, with its words under it.
    pub(super) fn show(&mut self, ui: &mut Ui, name: &str, words: &str) {
        let ctx = ui.ctx().clone();
        let load = || {
            let image = help::picture(name).and_then(decoded)?;
            Some(ctx.load_texture(name, image, TextureOptions::LINEAR))
        };
        if let Some(texture) = self.0.entry(name.to_owned()).or_insert_with(load) {
            let image = Image::new(&*texture).max_width(ui.available_width()).alt_text(words);
            let shown = ui.add(image);
            let line = Stroke::new(1.0, Color32::from(theme().colours.rule));
            ui.painter().rect_stroke(shown.rect, 0, line, egui::StrokeKind::Outside);
        }
        caption(ui, words);
    }
}

/// The pixels of a PNG; none where it is damaged.
fn decoded(bytes: &[u8]) -> Option<ColorImage> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let mut pixels = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut pixels).ok()?;
    let size = [info.width as usize, info.height as usize];
    let pixels = &pixels[..info.buffer_size()];
    match info.color_type {
        png::ColorType::Rgb => Some(ColorImage::from_rgb(size, pixels)),
        png::ColorType::Rgba => Some(ColorImage::from_rgba_unmultiplied(size, pixels)),
        png::ColorType::Grayscale => Some(ColorImage::from_gray(size, pixels)),
        _ => None,
    }
}
