//! What printpdf leaves out or gets wrong, put right in the finished file: version, language, metadata, ids.

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Document, Object, ObjectId, SaveOptions, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::{PdfError, srgb};
use crate::layout::{Onlooker, Stage, Unwanted};

/// A stream longer than this, in bytes, is the outlines of a face.
const QUICK_FROM: usize = 32 * 1024;

/// What hangs on the catalog besides the pages.
pub(super) struct Roots {
    /// The outline, if there is anything in it.
    pub outline: Option<ObjectId>,
    /// The structure tree.
    pub tags: ObjectId,
    /// The metadata packet.
    pub metadata: String,
    /// How it is meant to be printed, on one side of the paper or both (ISO 32000-1 §12.2).
    pub sides: &'static str,
}

/// Finishes the file and gives its bytes.
pub(super) fn finish(
    mut document: Document,
    roots: &Roots,
    onlooker: &dyn Onlooker<Unwanted>,
) -> Result<Vec<u8>, PdfError> {
    document.version = "1.7".to_owned();
    catalog(&mut document, roots)?;
    info(&mut document)?;
    compress(&mut document, onlooker)?;
    let id = content_id(&document);
    document.trailer.set("ID", vec![id.clone(), id]);
    let mut bytes = Vec::new();
    // One stream of all small objects: they are much alike.
    let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true);
    let options = options.max_objects_per_stream(10_000).compression_level(6);
    document.save_with_options(&mut bytes, options.build()).map_err(broken)?;
    Ok(bytes)
}

pub(super) fn broken(error: impl std::fmt::Display) -> PdfError {
    PdfError::Broken(error.to_string())
}

fn catalog(document: &mut Document, roots: &Roots) -> Result<(), PdfError> {
    let packet = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    // Readers that know nothing of PDF look for the packet in plain bytes.
    let packet = Stream::new(packet, roots.metadata.clone().into_bytes()).with_compression(false);
    let packet = document.add_object(packet);
    let colours = colours(document);
    let catalog = document.catalog_mut().map_err(broken)?;
    if let Some(outline) = roots.outline {
        catalog.set("Outlines", outline);
    }
    catalog.set("Metadata", packet);
    catalog.set("OutputIntents", vec![colours]);
    catalog.set("StructTreeRoot", roots.tags);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("Lang", Object::string_literal("zh-CN"));
    // printpdf writes this name as a string.
    catalog.set("PageMode", "UseOutlines");
    // What a print dialog proposes: the measures of the page as they are, not shrunk to fit.
    let preferences =
        dictionary! { "DisplayDocTitle" => true, "PrintScaling" => "None", "Duplex" => roots.sides };
    catalog.set("ViewerPreferences", preferences);
    Ok(())
}

/// What black and grey look like, wherever the file is shown (ISO 19005-2 §6.2.3).
fn colours(document: &mut Document) -> Object {
    let profile = document.add_object(Stream::new(dictionary! { "N" => 3 }, srgb::profile()));
    let text = Object::string_literal;
    dictionary! {
        "Type" => "OutputIntent", "S" => "GTS_PDFA1", "OutputConditionIdentifier" => text(srgb::NAME),
        "Info" => text(srgb::NAME), "RegistryName" => text("http://www.color.org"),
        "DestOutputProfile" => profile,
    }
    .into()
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

/// Compresses what is large. The outlines of faces gain nothing by trying harder, and they are nine tenths of a file.
fn compress(document: &mut Document, onlooker: &dyn Onlooker<Unwanted>) -> Result<(), PdfError> {
    let mut usual = Compress::new(Compression::new(6), true);
    let mut quick = Compress::new(Compression::new(2), true);
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        onlooker.look(Stage::Closing)?;
        if !stream.allows_compression || stream.dict.has(b"Filter") {
            continue;
        }
        let with = if stream.content.len() > QUICK_FROM { &mut quick } else { &mut usual };
        with.reset();
        let mut small = Vec::with_capacity(stream.content.len());
        // What does not fit into its own length stays as it is.
        let ended = with.compress_vec(&stream.content, &mut small, FlushCompress::Finish).map_err(broken)?;
        if ended == Status::StreamEnd {
            small.shrink_to_fit();
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
