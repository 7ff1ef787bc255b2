//! Faces cut down to some characters, as TrueType files that stand alone: some readers of OFD take no other.

use std::collections::HashMap;

use write_fonts::{
    tables::glyf::{Bbox, SimpleGlyph},
    types::GlyphId,
};

use super::{
    OfdError, broken,
    curves::{UNITS, outline},
    tables,
};
use crate::layout::{Face, Faces, Fonts as _};

/// A TrueType file.
pub(super) struct TrueType {
    /// The bytes of the file.
    pub file: Vec<u8>,
    /// The box around all its glyphs in em: left, bottom, right, top.
    pub bounds: [f32; 4],
}

/// A face cut down to some characters.
pub(super) struct Cut<'a> {
    /// The name it goes by.
    pub name: &'a str,
    /// How far it reaches over the baseline and under it, in units.
    pub reach: (i16, i16),
    /// How bold it is, 100 to 900.
    pub weight: u16,
    /// Whether it is a face of this computer, of which nothing is known but that it may be printed.
    pub is_own: bool,
    /// Its glyphs, the first of them for what is missing.
    pub glyphs: Vec<Glyph>,
    /// Which character each of them is for, in the order of the characters.
    pub characters: Vec<(char, GlyphId)>,
}

/// A glyph.
#[derive(Default)]
pub(super) struct Glyph {
    /// What it looks like.
    pub outline: SimpleGlyph,
    /// How wide it is, in units.
    pub width: u16,
}

impl<'a> Cut<'a> {
    /// These characters of a face, which goes by this name.
    pub(super) fn new(faces: &Faces, face: Face, name: &'a str, chars: &[char]) -> Result<Self, OfdError> {
        let mut cut = Self {
            name,
            reach: (units(faces.ascent(face)), units(faces.descent(face))),
            weight: faces.weight(face),
            is_own: face.is_own(),
            glyphs: vec![Glyph::default()],
            characters: Vec::new(),
        };
        // Characters that look alike share a glyph.
        let mut known = HashMap::new();
        for &ch in chars {
            let fault = || broken(format!("{name}: {ch}"));
            let glyph = *known.entry(faces.glyph(face, ch).ok_or_else(fault)?).or_insert(cut.glyphs.len());
            if glyph == cut.glyphs.len() {
                let outline = outline(faces, face, ch).ok_or_else(fault)?;
                let width = units(faces.advance(face, ch).ok_or_else(fault)?).unsigned_abs();
                cut.glyphs.push(Glyph { outline, width });
            }
            cut.characters.push((ch, GlyphId::new(glyph as u32)));
        }
        Ok(cut)
    }

    /// Its file.
    pub(super) fn finish(&self) -> Result<TrueType, OfdError> {
        let file = tables::file(self).map_err(|error| broken(format!("{}: {error}", self.name)))?;
        let Bbox { x_min, y_min, x_max, y_max } = self.bounds();
        let em = |value: i16| f32::from(value) / f32::from(UNITS);
        Ok(TrueType { file, bounds: [x_min, y_min, x_max, y_max].map(em) })
    }

    /// The box around all its glyphs.
    pub(super) fn bounds(&self) -> Bbox {
        let boxes = self.drawn().map(|glyph| glyph.outline.bbox);
        boxes.reduce(Bbox::union).unwrap_or_default()
    }

    /// The glyphs that can be seen.
    pub(super) fn drawn(&self) -> impl Iterator<Item = &Glyph> {
        self.glyphs.iter().filter(|glyph| !glyph.outline.contours.is_empty())
    }
}

fn units(em: f32) -> i16 {
    (em * f32::from(UNITS)).round() as i16
}
