//! A CFF face to be cut: its fonts, which glyph belongs to which, and the programs of its glyphs.

use std::borrow::Cow;

use super::{
    dict::{find, integers, offset, operator},
    index::Index,
    program::{Widths, widened, written_out},
};

/// What is needed of a face.
pub(super) struct Source<'a> {
    /// The Name INDEX as it stands.
    pub names: &'a [u8],
    /// The top DICT.
    pub top: &'a [u8],
    /// The fonts that the face is made of, each for a part of its glyphs.
    pub fonts: Vec<Font<'a>>,
    /// Which glyph belongs to which font (`FDSelect`).
    select: &'a [u8],
    glyphs: Index<'a>,
    /// The subroutines that all fonts share.
    shared: Index<'a>,
}

/// A part of a face.
pub(super) struct Font<'a> {
    /// Its DICT.
    pub dict: &'a [u8],
    /// Its private DICT.
    pub private: &'a [u8],
    /// Its own subroutines.
    own: Index<'a>,
}

impl<'a> Source<'a> {
    /// The face in a `CFF ` table; `None` where it is of another kind.
    pub(super) fn read(cff: &'a [u8]) -> Option<Self> {
        let names_at = usize::from(*cff.get(2)?);
        let tops_at = Index::read(cff, names_at)?.end;
        let tops = Index::read(cff, tops_at)?;
        let strings = Index::read(cff, tops.end)?;
        let top = tops.get(0)?;
        // A face without the registry and order of its glyphs (ROS) is keyed by name.
        find(top, operator::ROS)?;
        let fonts = Index::read(cff, offset(top, operator::FD_ARRAY)?)?;
        Some(Self {
            names: cff.get(names_at..tops_at)?,
            top,
            fonts: (0..fonts.count).map(|n| Font::read(cff, fonts.get(n)?)).collect::<Option<_>>()?,
            select: cff.get(offset(top, operator::FD_SELECT)?..)?,
            glyphs: Index::read(cff, offset(top, operator::CHAR_STRINGS)?)?,
            shared: Index::read(cff, strings.end)?,
        })
    }

    /// The font that a glyph belongs to.
    pub(super) fn font_of(&self, glyph: u16) -> Option<usize> {
        let font = match self.select {
            [0, fonts @ ..] => *fonts.get(usize::from(glyph))?,
            // Stretches of glyphs: the first of each, and their font.
            [3, high, low, stretches @ ..] => {
                let count = usize::from(u16::from_be_bytes([*high, *low]));
                let (stretches, _) = stretches.as_chunks::<3>();
                let starts_before = |[high, low, _]: &[u8; 3]| u16::from_be_bytes([*high, *low]) <= glyph;
                let after = stretches.get(..count)?.partition_point(starts_before);
                let [_, _, font] = stretches.get(after.checked_sub(1)?)?;
                *font
            }
            _ => return None,
        };
        (usize::from(font) < self.fonts.len()).then_some(font.into())
    }

    /// The program of a glyph of this font, the glyph so many units wider.
    pub(super) fn program(&self, glyph: u16, font: usize, wider: i32) -> Option<Cow<'a, [u8]>> {
        let font = self.fonts.get(font)?;
        let program = self.glyphs.get(glyph.into())?;
        let program = match font.own.count + self.shared.count {
            0 => Cow::Borrowed(program),
            _ => Cow::Owned(written_out(program, font.own, self.shared)?),
        };
        if wider == 0 { Some(program) } else { widened(&program, font.widths()?, wider).map(Cow::Owned) }
    }
}

impl<'a> Font<'a> {
    fn read(cff: &'a [u8], dict: &'a [u8]) -> Option<Self> {
        let [size, at] = integers(find(dict, operator::PRIVATE)?)?[..] else { return None };
        let at = usize::try_from(at).ok()?;
        let private = cff.get(at..at.checked_add(usize::try_from(size).ok()?)?)?;
        let own = match find(private, operator::SUBRS) {
            // Counted from the private DICT.
            Some(_) => Index::read(cff, at.checked_add(offset(private, operator::SUBRS)?)?)?,
            None => Index::NONE,
        };
        Some(Self { dict, private, own })
    }

    /// How wide glyphs are.
    fn widths(&self) -> Option<Widths> {
        let number = |operator| match find(self.private, operator) {
            Some(operands) => i32::try_from(*integers(operands)?.first()?).ok(),
            None => Some(0),
        };
        Some(Widths { usual: number(operator::DEFAULT_WIDTH)?, base: number(operator::NOMINAL_WIDTH)? })
    }
}
