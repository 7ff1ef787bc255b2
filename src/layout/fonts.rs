//! Which face sets which character: the styles of GB/T 9704 as chains of faces, tried character by character.
//!
//! No free 仿宋 has all of 通用规范汉字表, so a face is chosen for each glyph, never for a whole paragraph, and a
//! character that no face has is known before anything is drawn.

use super::{fang, western};

/// A face, by the part it plays: one that travels inside the program, or the one of this computer that goes before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Face {
    /// 仿宋, the body.
    Fang,
    /// The characters of 通用规范汉字表 that the 仿宋 lacks, in a light 楷体.
    FangSupplement,
    /// 楷体, second-level heads.
    Kai,
    /// 黑体, section headings.
    Hei,
    /// 小标宋, the title.
    SongBold,
    /// 宋体: tables, page numbers, and whatever the others lack.
    Song,
    /// Digits and Latin letters of text and tables, in the measures of Times.
    Roman,
    /// The 仿宋 of this computer, where there is one.
    OwnFang,
    /// The 楷体 of this computer.
    OwnKai,
    /// The 黑体 of this computer.
    OwnHei,
    /// The 小标宋 of this computer.
    OwnSongBold,
    /// The 宋体 of this computer.
    OwnSong,
}

impl Face {
    /// Every face.
    pub const ALL: [Self; 12] = [
        Self::Fang,
        Self::FangSupplement,
        Self::Kai,
        Self::Hei,
        Self::SongBold,
        Self::Song,
        Self::Roman,
        Self::OwnFang,
        Self::OwnKai,
        Self::OwnHei,
        Self::OwnSongBold,
        Self::OwnSong,
    ];
}

impl Face {
    /// Whether it is a face of this computer, not one of the program's.
    pub fn is_own(self) -> bool {
        matches!(self, Self::OwnFang | Self::OwnKai | Self::OwnHei | Self::OwnSongBold | Self::OwnSong)
    }
}

/// What layout needs to know of faces.
pub trait Fonts {
    /// The advance width of the character's glyph in em; `None` where the face has no glyph for it.
    fn advance(&self, face: Face, ch: char) -> Option<f32>;

    /// How far the face reaches over the baseline, in em.
    fn ascent(&self, face: Face) -> f32;

    /// How far the face reaches under the baseline, in em, as a positive number.
    fn descent(&self, face: Face) -> f32;
}

/// The type styles of the report (GB/T 9704—2012, 字体).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// 小标宋: the title.
    Title,
    /// 黑体: `一、` headings.
    Heading,
    /// 楷体: `（一）` heads.
    Subheading,
    /// 仿宋: the text.
    Body,
    /// 宋体: tables and page numbers.
    Table,
}

impl Style {
    /// Every style.
    pub const ALL: [Self; 5] = [Self::Title, Self::Heading, Self::Subheading, Self::Body, Self::Table];

    /// The faces to try for a character, best first.
    fn chain(self, ch: char) -> &'static [Face] {
        match self {
            Self::Title => &[Face::OwnSongBold, Face::SongBold, Face::Song],
            Self::Heading => &[Face::OwnHei, Face::Hei, Face::Song],
            // The 楷体 has these a third of an em wide; Chinese text wants them full.
            Self::Subheading if matches!(ch, '“' | '”' | '‘' | '’' | '·') => {
                &[Face::OwnFang, Face::Fang, Face::Song]
            }
            Self::Subheading => &[Face::OwnKai, Face::Kai, Face::Song],
            Self::Body if fang::is_at_home(ch) => {
                &[Face::OwnFang, Face::Fang, Face::FangSupplement, Face::Song]
            }
            // Digits of a 仿宋 or 宋体 are too dark or too large beside its characters; offices set them in Times.
            Self::Body | Self::Table if western::is_western(ch) => &[Face::Roman, Face::Song],
            Self::Body => &[Face::OwnFang, Face::Song, Face::Fang],
            Self::Table => &[Face::OwnSong, Face::Song],
        }
    }
}

/// The face that sets `ch` in this style, and the glyph's advance in em; `None` where no face has it.
pub fn pick(fonts: &impl Fonts, style: Style, ch: char) -> Option<(Face, f32)> {
    style.chain(ch).iter().find_map(|&face| fonts.advance(face, ch).map(|advance| (face, advance)))
}

/// What stands on the page for a character that no face has: the printer's mark for missing type (〓).
pub(super) const GETA: char = '\u{3013}';

/// Like [`pick`], with the mark for missing type where no face has the character.
pub(super) fn pick_or_geta(fonts: &impl Fonts, style: Style, ch: char) -> (char, Face, f32) {
    let found = pick(fonts, style, ch).map(|(face, advance)| (ch, face, advance));
    found.unwrap_or_else(|| (GETA, Face::Song, fonts.advance(Face::Song, GETA).unwrap_or(1.0)))
}
