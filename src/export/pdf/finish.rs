//! What printpdf leaves out or gets wrong, put right in the finished file: version, language, metadata, ids.

use std::io::Write;

use flate2::{Compression, write::ZlibEncoder};
use lopdf::{Document, Object, ObjectId, SaveOptions, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::PdfError;

/// What hangs on the catalog besides the pages.
pub(super) struct Roots {
    /// The outline, if there is anything in it.
    pub outline: Option<ObjectId>,
    /// The structure tree.
    pub tags: ObjectId,
    /// The metadata packet.
    pub metadata: String,
}

/// Finishes the file and gives its bytes.
pub(super) fn finish(mut document: Document, roots: &Roots) -> Result<Vec<u8>, PdfError> {
    document.version = "1.7".to_owned();
    catalog(&mut document, roots)?;
    info(&mut document)?;
    pages(&mut document)?;
    compress(&mut document)?;
    let id = content_id(&document);
    document.trailer.set("ID", vec![id.clone(), id]);
    let mut bytes = Vec::new();
    let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).compression_level(6);
    document.save_with_options(&mut bytes, options.build()).map_err(broken)?;
    Ok(bytes)
}

fn broken(error: impl std::fmt::Display) -> PdfError {
    PdfError::Broken(error.to_string())
}

fn catalog(document: &mut Document, roots: &Roots) -> Result<(), PdfError> {
    let packet = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    // Readers that know nothing of PDF look for the packet in plain bytes.
    let packet = Stream::new(packet, roots.metadata.clone().into_bytes()).with_compression(false);
    let packet = document.add_object(packet);
    let catalog = document.catalog_mut().map_err(broken)?;
    if let Some(outline) = roots.outline {
        catalog.set("Outlines", outline);
    }
    catalog.set("Metadata", packet);
    catalog.set("StructTreeRoot", roots.tags);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("Lang", Object::string_literal("zh-CN"));
    // printpdf writes this name as a string.
    catalog.set("PageMode", "UseOutlines");
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    Ok(())
}

/// Drops dates, which would come from a clock, and what belongs to print exchange (PDF/X).
fn info(document: &mut Document) -> Result<(), PdfError> {
    let id = document.trailer.get(b"Info").and_then(Object::as_reference).map_err(broken)?;
    let info = document.get_dictionary_mut(id).map_err(broken)?;
    for key in [
        "CreationDate",
        "ModDate",
        "GTS_PDFXVersion",
        "Identifier",
        "Trapped",
        "Subject",
        "Keywords",
        "Creator",
    ] {
        info.remove(key.as_bytes());
    }
    Ok(())
}

/// Joins each page to the tree of tags, and drops the empty list of annotations that printpdf gives it.
fn pages(document: &mut Document) -> Result<(), PdfError> {
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    for (number, id) in pages.into_iter().enumerate() {
        let page = document.get_dictionary_mut(id).map_err(broken)?;
        page.remove(b"Annots");
        page.set("StructParents", number as i64);
        page.set("Tabs", "S");
    }
    Ok(())
}

/// Compresses what is large. lopdf's own way tries hardest, which takes twice as long for a hundredth of the size.
fn compress(document: &mut Document) -> Result<(), PdfError> {
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        if !stream.allows_compression || stream.dict.has(b"Filter") {
            continue;
        }
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(&stream.content).map_err(broken)?;
        let small = encoder.finish().map_err(broken)?;
        if small.len() < stream.content.len() {
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(small);
        }
    }
    Ok(())
}

/// An id that the content alone decides: the first half of a SHA-256 over every stream. What is no stream follows
/// from the pages, the faces and the metadata, which are.
fn content_id(document: &Document) -> Object {
    let mut hash = Sha256::new();
    for (id, object) in &document.objects {
        if let Object::Stream(stream) = object {
            hash.update(id.0.to_be_bytes());
            hash.update(&stream.content);
        }
    }
    Object::String(hash.finalize()[..16].to_vec(), StringFormat::Hexadecimal)
}
