//! The font programs of a document, put into it in place of what printpdf embeds: it makes several copies of each,
//! which was a tenth of the memory of an export.

use lopdf::{Document, Object, ObjectId, Stream, dictionary};
use skrifa::{FontRef, Tag, raw::TableProvider as _};
use subsetter::{GlyphRemapper, subset};

use super::{PdfError, cff, finish::broken, fonts::Programs, truetype};
use crate::layout::{Face, Faces};

/// A face cut down to some of its glyphs.
pub(super) enum Program {
    /// The `CFF ` table alone, which is how a PDF has it.
    Cff(Vec<u8>),
    /// A TrueType file.
    TrueType(Vec<u8>),
}

/// A glyph that a cut face is to have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source {
    /// Its number in the whole face.
    pub glyph: u16,
    /// How much wider it is to be, in 1/1000 em.
    pub more: i32,
}

impl Program {
    /// These glyphs of a face, and the number that each then has. One that is wanted in several widths, or for several
    /// characters, is there as often.
    pub(super) fn cut(faces: &Faces, face: Face, wanted: &[Source]) -> Result<(Self, Vec<u16>), PdfError> {
        let (file, index) = (faces.bytes(face), faces.index(face));
        let wrong = |what: &dyn std::fmt::Display| broken(format!("{}: {what}", faces.name(face)));
        let units = units_per_em(file, index).ok_or_else(|| wrong(&"head"))?;
        let wanted: Vec<(u16, i32)> =
            wanted.iter().map(|s| (s.glyph, (s.more * units + 500).div_euclid(1000))).collect();
        if let Some(cut) = cff_table(file, index).and_then(|table| cff::cut(table, &wanted)) {
            return Ok((Self::Cff(cut), (1..).take(wanted.len()).collect()));
        }
        let mut remapper = GlyphRemapper::new();
        let again: Vec<(u16, i32)> =
            wanted.iter().map(|(glyph, more)| (remapper.remap(*glyph), *more)).collect();
        let file = subset(file, index, &remapper).map_err(|e| wrong(&e))?;
        if let Some(table) = cff_table(&file, 0) {
            let cut = cff::cut(table, &again).ok_or_else(|| wrong(&"CFF"))?;
            return Ok((Self::Cff(cut), (1..).take(again.len()).collect()));
        }
        let (file, numbers) = truetype::spread(&file, &again).ok_or_else(|| wrong(&"glyf"))?;
        Ok((Self::TrueType(file), numbers))
    }

    /// What printpdf is given to embed: enough to tell the kind of outlines.
    pub(super) fn stand_in(&self) -> Vec<u8> {
        match self {
            Self::Cff(_) => b"OTTO".to_vec(),
            Self::TrueType(_) => vec![0, 1, 0, 0],
        }
    }

    fn stream(self) -> Stream {
        match self {
            Self::Cff(table) => Stream::new(dictionary! { "Subtype" => "CIDFontType0C" }, table),
            Self::TrueType(file) => Stream::new(dictionary! { "Length1" => file.len() as i64 }, file),
        }
    }
}

fn units_per_em(file: &[u8], index: u32) -> Option<i32> {
    Some(FontRef::from_index(file, index).ok()?.head().ok()?.units_per_em().into())
}

fn cff_table(file: &[u8], index: u32) -> Option<&[u8]> {
    Some(FontRef::from_index(file, index).ok()?.table_data(Tag::new(b"CFF "))?.as_bytes())
}

/// Puts each program in the place of its stand-in. Fonts are known by the tag that their names begin with.
pub(super) fn embed(document: &mut Document, programs: Programs) -> Result<(), PdfError> {
    for (tag, program) in programs {
        let found = document.objects.values().find_map(|object| stand_in_of(&tag, object));
        let id = found.ok_or_else(|| broken(format!("{tag}: FontFile")))?;
        document.set_object(id, program.stream());
    }
    Ok(())
}

/// Where the stand-in of a font is, if the object is the descriptor of that font.
fn stand_in_of(tag: &str, object: &Object) -> Option<ObjectId> {
    let descriptor = object.as_dict().ok().filter(|dict| dict.has_type(b"FontDescriptor"))?;
    let name = descriptor.get(b"FontName").and_then(Object::as_name).ok()?;
    let file = descriptor.get(b"FontFile3").or_else(|_| descriptor.get(b"FontFile2"));
    file.and_then(Object::as_reference).ok().filter(|_| name.starts_with(tag.as_bytes()))
}
