//! The pages that printpdf made, given their own content and no more than they need.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::{PdfError, finish::broken, fonts::CutFonts};

/// Gives each page its content, and all of them the same fonts.
pub(super) fn fill(
    document: &mut Document,
    contents: Vec<Vec<u8>>,
    fonts: &CutFonts,
) -> Result<(), PdfError> {
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let mut resources = None;
    for (number, (id, content)) in pages.into_iter().zip(contents).enumerate() {
        let page = document.get_dictionary(id).map_err(broken)?;
        let (parent, size) = (entry(page, b"Parent")?, entry(page, b"MediaBox")?);
        let made = [reference(page, b"Resources")?, reference(page, b"Contents")?];
        let resources = match resources {
            Some(shared) => shared,
            None => *resources.insert(shared(document, made[0], fonts)?),
        };
        for leftover in made {
            document.objects.remove(&leftover);
        }
        let content = document.add_object(Stream::new(Dictionary::new(), content));
        let page = dictionary! {
            "Type" => "Page", "Parent" => parent, "MediaBox" => size, "Resources" => resources,
            "Contents" => content, "StructParents" => number as i64, "Tabs" => "S",
        };
        document.set_object(id, page);
    }
    Ok(())
}

fn entry(dictionary: &Dictionary, key: &[u8]) -> Result<Object, PdfError> {
    dictionary.get(key).cloned().map_err(broken)
}

fn reference(dictionary: &Dictionary, key: &[u8]) -> Result<ObjectId, PdfError> {
    dictionary.get(key).and_then(Object::as_reference).map_err(broken)
}

/// The resources of every page, out of those that printpdf gave the first one.
fn shared(document: &mut Document, made: ObjectId, fonts: &CutFonts) -> Result<ObjectId, PdfError> {
    let made = document.get_dictionary(made).map_err(broken)?;
    let all: Vec<ObjectId> = made.iter().filter_map(|(_, v)| v.as_reference().ok()).collect();
    let made_fonts = document.get_dictionary(reference(made, b"Font")?).map_err(broken)?.clone();
    let mut named = Dictionary::new();
    for (name, index) in fonts.names() {
        let made = reference(&made_fonts, fonts.id(index).as_bytes())?;
        let font = told(document.get_dictionary(made).map_err(broken)?, fonts, index)?;
        named.set(name, document.add_object(font));
    }
    let leftovers = made_fonts.iter().filter_map(|(_, font)| font.as_reference().ok());
    for leftover in leftovers.chain(all) {
        document.objects.remove(&leftover);
    }
    Ok(document.add_object(dictionary! { "Font" => named }))
}

/// A font as printpdf made it, with the widths of its glyphs.
fn told(made: &Dictionary, fonts: &CutFonts, index: usize) -> Result<Dictionary, PdfError> {
    let mut font = made.clone();
    let inner = font.get_mut(b"DescendantFonts").and_then(Object::as_array_mut).map_err(broken)?;
    let Some(Object::Dictionary(inner)) = inner.first_mut() else { return Err(broken("DescendantFonts")) };
    inner.set("DW", 1000);
    let other: Vec<(u16, u16)> = fonts.widths(index).filter(|(_, width)| *width != 1000).collect();
    let stretches = other.chunk_by(|a, b| a.0 + 1 == b.0).flat_map(|stretch| {
        let list = stretch.iter().map(|(_, width)| Object::from(i64::from(*width))).collect();
        [Object::from(i64::from(stretch[0].0)), Object::Array(list)]
    });
    inner.set("W", stretches.collect::<Vec<_>>());
    Ok(font)
}
