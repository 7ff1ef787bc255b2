//! What printpdf leaves out or gets wrong, put right in the finished document: language, metadata, preferences.

use lopdf::{Document, Object, ObjectId, Stream, dictionary};

use super::{PdfError, srgb};

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

/// Finishes the document.
pub(super) fn finish(document: &mut Document, roots: &Roots) -> Result<(), PdfError> {
    catalog(document, roots)?;
    info(document)
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
