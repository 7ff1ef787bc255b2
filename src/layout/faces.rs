//! The faces that travel inside the program, read only when a glyph of theirs is asked for.

use std::sync::OnceLock;

use ttf_parser::GlyphId;

use super::{
    fonts::{Face, Fonts},
    outline::{self, Pen},
};

static FANG: &[u8] = include_bytes!("../../fonts/FandolFang-Regular.otf");
static FANG_SUPPLEMENT: &[u8] = include_bytes!("../../fonts/GwFangSupp-Regular.ttf");
static KAI: &[u8] = include_bytes!("../../fonts/GwKai-Regular.ttf");
static HEI: &[u8] = include_bytes!("../../fonts/GwHei-Medium.otf");
static SONG_BOLD: &[u8] = include_bytes!("../../fonts/GwSong-SemiBold.otf");

/// The file of the 宋体, which the window also falls back to.
pub static SONG: &[u8] = include_bytes!("../../fonts/GwSong-Regular.otf");

/// The file of the 黑体 of the window. Nothing is printed in it.
pub static WINDOW_HEI: &[u8] = include_bytes!("../../fonts/GwHei-Regular.otf");

/// The built-in faces.
#[derive(Default)]
pub struct Faces {
    parsed: [OnceLock<Option<ttf_parser::Face<'static>>>; Face::ALL.len()],
}

impl Faces {
    /// The faces that travel inside the program.
    pub fn bundled() -> &'static Self {
        static FACES: OnceLock<Faces> = OnceLock::new();
        FACES.get_or_init(Self::default)
    }

    /// The font file behind a face.
    pub fn bytes(&self, face: Face) -> &'static [u8] {
        match face {
            Face::Fang => FANG,
            Face::FangSupplement => FANG_SUPPLEMENT,
            Face::Kai => KAI,
            Face::Hei => HEI,
            Face::SongBold => SONG_BOLD,
            Face::Song => SONG,
        }
    }

    /// The name of a face without spaces, as a PDF names it.
    pub fn name(&self, face: Face) -> &'static str {
        match face {
            Face::Fang => "FandolFang-Regular",
            Face::FangSupplement => "GwFangSupp-Regular",
            Face::Kai => "GwKai-Regular",
            Face::Hei => "GwHei-Medium",
            Face::SongBold => "GwSong-SemiBold",
            Face::Song => "GwSong-Regular",
        }
    }

    /// The glyph for a character; `None` where the face has none (never .notdef).
    pub fn glyph(&self, face: Face, ch: char) -> Option<u16> {
        let GlyphId(glyph) = self.parsed(face)?.glyph_index(ch)?;
        (glyph != 0).then_some(glyph)
    }

    /// Draws the outline of a character's glyph, in em with y up from the baseline; whether there is one.
    pub fn outline(&self, face: Face, ch: char, pen: &mut impl Pen) -> bool {
        let Some((parsed, glyph)) = self.parsed(face).zip(self.glyph(face, ch)) else { return false };
        outline::draw(parsed, GlyphId(glyph), pen)
    }

    /// The box around all glyphs in 1/1000 em: left, bottom, right, top.
    pub fn bounds(&self, face: Face) -> [i16; 4] {
        let Some(parsed) = self.parsed(face) else { return [0, -200, 1000, 800] };
        let bounds = parsed.global_bounding_box();
        let units = parsed.units_per_em();
        [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max]
            .map(|v| (em(v, units) * 1000.0).round() as i16)
    }

    /// How bold a face is, 100 to 900.
    pub fn weight(&self, face: Face) -> u16 {
        self.parsed(face).map_or(400, |f| f.weight().to_number())
    }

    fn parsed(&self, face: Face) -> Option<&ttf_parser::Face<'static>> {
        let read = || ttf_parser::Face::parse(self.bytes(face), 0).ok();
        self.parsed[face as usize].get_or_init(read).as_ref()
    }
}

impl Fonts for Faces {
    fn advance(&self, face: Face, ch: char) -> Option<f32> {
        let glyph = GlyphId(self.glyph(face, ch)?);
        let parsed = self.parsed(face)?;
        let advance = parsed.glyph_hor_advance(glyph)?;
        Some(f32::from(advance) / f32::from(parsed.units_per_em()))
    }

    fn ascent(&self, face: Face) -> f32 {
        self.parsed(face).map_or(0.88, |f| em(f.ascender(), f.units_per_em()))
    }

    fn descent(&self, face: Face) -> f32 {
        self.parsed(face).map_or(0.12, |f| -em(f.descender(), f.units_per_em()))
    }
}

fn em(value: i16, units_per_em: u16) -> f32 {
    f32::from(value) / f32::from(units_per_em)
}
