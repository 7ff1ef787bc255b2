//! The font programs of a document, put into it in place of what printpdf embeds: it makes several copies of each,
//! which was a tenth of the memory of an export.

use lopdf::{Document, Object, ObjectId, Stream, dictionary};
use skrifa::{FontRef, Tag};
use subsetter::{GlyphRemapper, subset};

use super::{PdfError, cff, finish::broken, fonts::Programs};
use crate::layout::{Face, Faces};

/// A face cut down to some of its glyphs.
pub(super) enum Program {
    /// The `CFF ` table alone, which is how a PDF has it.
    Cff(Vec<u8>),
    /// A TrueType file.
    TrueType(Vec<u8>),
}

impl Program {
    /// The glyphs of a face, numbered anew.
    pub(super) fn cut(faces: &Faces, face: Face, glyphs: &GlyphRemapper) -> Result<Self, PdfError> {
        let old: Vec<u16> = glyphs.remapped_gids().collect();
        let (file, index) = (faces.bytes(face), faces.index(face));
        if let Some(cut) = cff_table(file, index).and_then(|table| cff::cut(table, &old)) {
            return Ok(Self::Cff(cut));
        }
        let file = subset(file, index, glyphs).map_err(|e| broken(format!("{}: {e}", faces.name(face))))?;
        Ok(cff_table(&file, 0).map(|table| Self::Cff(table.to_vec())).unwrap_or(Self::TrueType(file)))
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
