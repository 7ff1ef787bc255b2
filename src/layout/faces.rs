//! The faces of a report, read only when a glyph of theirs is asked for: those that travel inside the program, and
//! before them those of this computer, where they are wanted.

use std::sync::OnceLock;

use super::{
    fang,
    font_file::FontFile,
    fonts::{Face, Fonts},
    installed::Installed,
    outline::Pen,
};

static FANG: &[u8] = include_bytes!("../../fonts/FandolFang-Regular.otf");
static FANG_SUPPLEMENT: &[u8] = include_bytes!("../../fonts/GwFangSupp-Regular.ttf");
static KAI: &[u8] = include_bytes!("../../fonts/GwKai-Regular.ttf");
static HEI: &[u8] = include_bytes!("../../fonts/GwHei-Medium.otf");
static SONG_BOLD: &[u8] = include_bytes!("../../fonts/GwSong-SemiBold.otf");

static ROMAN: &[u8] = include_bytes!("../../fonts/GwRoman-Regular.ttf");

/// The file of the 宋体, which the window also falls back to.
pub static SONG: &[u8] = include_bytes!("../../fonts/GwSong-Regular.otf");

/// The file of the 黑体 of the window. Nothing is printed in it.
pub static WINDOW_HEI: &[u8] = include_bytes!("../../fonts/GwHei-Regular.otf");

/// The faces that a report is set in.
#[derive(Default)]
pub struct Faces {
    installed: Vec<Installed>,
    files: [OnceLock<Option<FontFile>>; Face::ALL.len()],
}

impl Faces {
    /// The faces that travel inside the program.
    pub fn bundled() -> &'static Self {
        static FACES: OnceLock<Faces> = OnceLock::new();
        FACES.get_or_init(Self::default)
    }

    /// The faces that travel inside the program, and these before them; of two that play one part, the first.
    pub fn with(installed: Vec<Installed>) -> Self {
        Self { installed, ..Self::default() }
    }

    /// The faces of this computer that are used.
    pub fn installed(&self) -> &[Installed] {
        &self.installed
    }

    fn own(&self, face: Face) -> Option<&Installed> {
        self.installed.iter().find(|own| own.face == face)
    }

    /// The place of a face in its file, which may hold several.
    pub fn index(&self, face: Face) -> u32 {
        self.own(face).map_or(0, |own| own.index)
    }

    /// The font file behind a face; nothing where the computer has none to play this part.
    pub fn bytes(&self, face: Face) -> &'static [u8] {
        match face {
            Face::Fang => FANG,
            Face::FangSupplement => FANG_SUPPLEMENT,
            Face::Kai => KAI,
            Face::Hei => HEI,
            Face::SongBold => SONG_BOLD,
            Face::Song => SONG,
            Face::Roman => ROMAN,
            Face::OwnFang | Face::OwnKai | Face::OwnHei | Face::OwnSongBold | Face::OwnSong => {
                self.own(face).map_or(&[], |own| own.bytes)
            }
        }
    }

    /// The name of a face without spaces, as a PDF names it.
    pub fn name(&self, face: Face) -> &str {
        match face {
            Face::Fang => "FandolFang-Regular",
            Face::FangSupplement => "GwFangSupp-Regular",
            Face::Kai => "GwKai-Regular",
            Face::Hei => "GwHei-Medium",
            Face::SongBold => "GwSong-SemiBold",
            Face::Song => "GwSong-Regular",
            Face::Roman => "GwRoman-Regular",
            Face::OwnFang | Face::OwnKai | Face::OwnHei | Face::OwnSongBold | Face::OwnSong => {
                self.own(face).map_or("", |own| &own.file_name)
            }
        }
    }

    /// The glyph for a character; `None` where the face has none (never .notdef), or one that shows another character.
    pub fn glyph(&self, face: Face, ch: char) -> Option<u16> {
        if face == Face::Fang && fang::is_false(ch) {
            return None;
        }
        self.file(face)?.glyph(ch)
    }

    /// Draws the outline of a character's glyph, in em with y up from the baseline; whether there is one.
    pub fn outline(&self, face: Face, ch: char, pen: &mut impl Pen) -> bool {
        let Some((file, glyph)) = self.file(face).zip(self.glyph(face, ch)) else { return false };
        file.draw(glyph, pen)
    }

    /// The box around all glyphs in 1/1000 em: left, bottom, right, top.
    pub fn bounds(&self, face: Face) -> [i16; 4] {
        let Some(file) = self.file(face) else { return [0, -200, 1000, 800] };
        file.bounds().map(|value| (value * 1000.0).round() as i16)
    }

    /// How bold a face is, 100 to 900.
    pub fn weight(&self, face: Face) -> u16 {
        self.file(face).and_then(FontFile::weight).unwrap_or(400)
    }

    fn file(&self, face: Face) -> Option<&FontFile> {
        let read = || FontFile::read(self.bytes(face), self.index(face));
        self.files[face as usize].get_or_init(read).as_ref()
    }
}

impl Fonts for Faces {
    fn advance(&self, face: Face, ch: char) -> Option<f32> {
        self.file(face)?.advance(self.glyph(face, ch)?)
    }

    fn ascent(&self, face: Face) -> f32 {
        self.file(face).map_or(0.88, FontFile::ascent)
    }

    fn descent(&self, face: Face) -> f32 {
        self.file(face).map_or(0.12, FontFile::descent)
    }
}
