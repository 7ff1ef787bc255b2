//! The report as a PDF file: the pages of [`crate::layout`], their faces cut down to the glyphs used.
//!
//! printpdf makes the document and embeds the fonts; content, links, outline and metadata are put into it with lopdf,
//! and the tags are written to the file as they are. The file is one to be kept (PDF/A-2a, ISO 19005-2) and to be read aloud (PDF/UA-1, ISO 14289-1).
//! Nothing in it comes from the clock, the machine or chance: the same draft gives the same bytes.

mod annotations;
mod cff;
mod content;
mod error;
mod file;
mod finish;
mod fonts;
mod marks;
mod numbers;
mod outline;
mod pack;
mod pages;
mod programs;
mod srgb;
mod syntax;
mod tags;
mod tree;
mod truetype;
mod xmp;

use lopdf::Document;
use printpdf::{CustomPdfConformance, PdfConformance, PdfDocument, PdfFontMap, PdfPage, PdfSaveOptions, Pt};

use super::{
    compared::Comparison,
    copy::{CopyKind, CopyOptions, Printed, printed_before},
    missing,
    outline::{Bookmark, bookmarks, headings},
};
use crate::{
    draft::Opened,
    layout::{Faces, Onlooker, Page, Patient, Stage, Unwanted},
};
pub use error::PdfError;
use fonts::CutFonts;
use marks::Marks;

/// What made the file.
const PRODUCER: &str = concat!("nianbao ", env!("CARGO_PKG_VERSION"));

/// What the file says of itself.
struct About {
    /// The title of the document.
    title: String,
    /// Who wrote it.
    author: String,
    /// How it is meant to be printed, on one side of the paper or both.
    sides: &'static str,
}

/// Prints a copy of the report.
///
/// # Errors
/// [`PdfError::MissingGlyphs`] when a character has no glyph in any face, found before anything is made;
/// otherwise what went wrong in making the file.
pub fn export(opened: Opened<'_>, options: CopyOptions, faces: &Faces) -> Result<Vec<u8>, PdfError> {
    export_before(opened, options, faces, &Patient)
}

/// [`export`] for somebody who may stop waiting.
///
/// # Errors
/// As [`export`], and [`PdfError::Unwanted`] where nobody waits any more.
pub fn export_before(
    opened: Opened<'_>,
    options: CopyOptions,
    faces: &Faces,
    onlooker: &dyn Onlooker<Unwanted>,
) -> Result<Vec<u8>, PdfError> {
    onlooker.look(Stage::Setting)?;
    let sheet = opened.sheet();
    missing::none_in(sheet, faces).map_err(PdfError::MissingGlyphs)?;
    let printed = printed_before(opened, options, faces, onlooker)?;
    let bookmarks = bookmarks(sheet, &printed.pages);
    let about = About {
        title: sheet.title(),
        author: sheet.report().agency.name.trim().to_owned(),
        sides: sides(options.kind),
    };
    write(&about, &printed, &bookmarks, faces, onlooker)
}

/// Prints a comparison of two reports.
///
/// # Errors
/// As [`export`].
pub fn comparison(comparison: &Comparison, faces: &Faces) -> Result<Vec<u8>, PdfError> {
    comparison_before(comparison, faces, &Patient)
}

/// [`comparison`] for somebody who may stop waiting.
///
/// # Errors
/// As [`export_before`].
pub fn comparison_before(
    comparison: &Comparison,
    faces: &Faces,
    onlooker: &dyn Onlooker<Unwanted>,
) -> Result<Vec<u8>, PdfError> {
    let content = comparison.content();
    let missing = content.missing(faces);
    if !missing.is_empty() {
        return Err(PdfError::MissingGlyphs(missing::in_comparison(&missing)));
    }
    let printed = Printed { pages: content.pages_before(faces, onlooker)?, structure: content.structure() };
    let bookmarks = headings(content.outline(), &printed.pages);
    let about = About { title: content.title, author: String::new(), sides: BOTH_SIDES };
    write(&about, &printed, &bookmarks, faces, onlooker)
}

/// What a print dialog calls paper printed on both sides and bound at the left.
const BOTH_SIDES: &str = "DuplexFlipLongEdge";

/// Reports are printed on both sides and bound at the left (GB/T 9704—2012 §8). A copy sent up is on one side: its
/// 送审单 is taken off before publication, and with the report's first page on its back that could not be.
fn sides(kind: CopyKind) -> &'static str {
    match kind {
        CopyKind::Publication => BOTH_SIDES,
        CopyKind::SignOff => "Simplex",
    }
}

/// Pages as the bytes of a file.
fn write(
    about: &About,
    Printed { pages, structure }: &Printed,
    bookmarks: &[Bookmark],
    faces: &Faces,
    onlooker: &dyn Onlooker<Unwanted>,
) -> Result<Vec<u8>, PdfError> {
    let (fonts, programs, told) = CutFonts::new(pages, faces, onlooker)?;
    let mut document = made(about, pages, &fonts, told)?;
    programs::embed(&mut document, programs)?;
    let marks = Marks::new(pages, structure);
    let names = tags::Names::of_all(structure);
    let writer = content::Writer::new(&fonts, &names);
    let mut contents = Vec::with_capacity(pages.len());
    for (written, (page, marks)) in pages.iter().zip(&marks.pages).enumerate() {
        onlooker.look(Stage::Written(written, pages.len()))?;
        contents.push(writer.page(page, marks));
    }
    pages::fill(&mut document, contents, &fonts)?;
    let outline = outline::add(&mut document, bookmarks);
    let (tags, elements) = tree::add(&mut document, structure, &marks, onlooker)?;
    let metadata = xmp::packet(&about.title, &about.author, PRODUCER);
    finish::finish(&mut document, &finish::Roots { outline, tags, metadata, sides: about.sides })?;
    file::bytes(document, elements, onlooker)
}

/// What printpdf makes: the document, its pages, still empty, and the fonts. What is on the pages is written by
/// [`content`], smaller and faster than from one operation a glyph.
fn made(about: &About, pages: &[Page], fonts: &CutFonts, files: PdfFontMap) -> Result<Document, PdfError> {
    let mut document = PdfDocument::new(&about.title);
    document.metadata.info.author.clone_from(&about.author);
    document.metadata.info.producer = PRODUCER.to_owned();
    document.metadata.info.conformance = PdfConformance::Custom(CustomPdfConformance::default());
    document.resources.fonts = files;
    let empty = |page: &Page| PdfPage::new(Pt(page.width).into(), Pt(page.height).into(), Vec::new());
    document.pages = pages.iter().map(empty).collect();
    if let Some(first) = document.pages.first_mut() {
        first.ops = fonts.every_glyph();
    }
    let mut warnings = Vec::new();
    let made = document.to_lopdf_document(&PdfSaveOptions::default(), &mut warnings);
    warnings.first().map_or(Ok(made), |warning| Err(PdfError::Broken(format!("{warning:?}"))))
}
