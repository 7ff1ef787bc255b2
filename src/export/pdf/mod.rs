//! The report as a PDF file: the pages of [`crate::layout`], their faces cut down to the glyphs used.
//!
//! Pages become printpdf operations, and lopdf finishes the file: tags, outline, metadata. Nothing in it comes
//! from the clock, the machine or chance: the same draft gives the same bytes.

mod error;
mod finish;
mod fonts;
mod ops;
mod outline;
mod tags;
mod xmp;

use std::collections::HashMap;

use printpdf::{CustomPdfConformance, PdfConformance, PdfDocument, PdfPage, PdfSaveOptions, PdfWarnMsg, Pt};

use super::{
    compared::Comparison,
    copy::{Options, Printed, printed},
};
use crate::{
    draft::Draft,
    form::Form,
    layout::{Faces, Origin, Page, missing},
};
pub use error::{MissingGlyph, PdfError};
use fonts::CutFonts;
use outline::Bookmark;

/// What made the file.
const PRODUCER: &str = concat!("nianbao ", env!("CARGO_PKG_VERSION"));

/// What the file says of itself.
struct About {
    /// The title of the document.
    title: String,
    /// Who wrote it.
    author: String,
}

/// Prints a copy of the report.
///
/// # Errors
/// [`PdfError::MissingGlyphs`] when a character has no glyph in any face, found before anything is made;
/// otherwise what went wrong in making the file.
pub fn export(form: &Form, draft: &Draft, options: Options, faces: &Faces) -> Result<Vec<u8>, PdfError> {
    let report = &draft.report;
    let missing = missing(form, report, faces);
    if !missing.is_empty() {
        return Err(PdfError::missing(form, &missing));
    }
    let printed = printed(form, draft, options, faces);
    let bookmarks = outline::bookmarks(form, report, &printed.pages);
    let about = About { title: report.title(), author: report.agency.name.trim().to_owned() };
    write(&about, &printed, &bookmarks, faces)
}

/// Prints a comparison of two reports.
///
/// # Errors
/// As [`export`].
pub fn comparison(comparison: &Comparison, faces: &Faces) -> Result<Vec<u8>, PdfError> {
    let content = comparison.content();
    let missing = content.missing(faces);
    if !missing.is_empty() {
        return Err(PdfError::missing_in_comparison(&missing));
    }
    let printed = Printed { pages: content.pages(faces), structure: content.structure() };
    let bookmarks = outline::headings(content.outline(), &printed.pages);
    let about = About { title: content.title, author: String::new() };
    write(&about, &printed, &bookmarks, faces)
}

/// Pages as the bytes of a file.
fn write(
    about: &About,
    Printed { pages, structure }: &Printed,
    bookmarks: &[Bookmark],
    faces: &Faces,
) -> Result<Vec<u8>, PdfError> {
    let fonts = CutFonts::new(pages, faces)?;
    let made = made(about, pages, &fonts, &tags::names(structure));
    let mut warnings = Vec::new();
    let mut document = made.to_lopdf_document(&PdfSaveOptions::default(), &mut warnings);
    if let Some(warning) = warnings.first() {
        return Err(broken(warning));
    }
    let outline = outline::add(&mut document, bookmarks);
    let tags = tags::add(&mut document, structure, pages);
    let metadata = xmp::packet(&about.title, &about.author, PRODUCER);
    finish::finish(document, &finish::Roots { outline, tags, metadata })
}

fn made(about: &About, pages: &[Page], fonts: &CutFonts, names: &HashMap<Origin, &str>) -> PdfDocument {
    let mut document = PdfDocument::new(&about.title);
    document.metadata.info.author.clone_from(&about.author);
    document.metadata.info.producer = PRODUCER.to_owned();
    document.metadata.info.conformance = PdfConformance::Custom(CustomPdfConformance::default());
    fonts.add_to(&mut document.resources.fonts);
    let page = |page: &Page| {
        PdfPage::new(Pt(page.width).into(), Pt(page.height).into(), ops::ops(page, fonts, names))
    };
    document.pages = pages.iter().map(page).collect();
    document
}

fn broken(warning: &PdfWarnMsg) -> PdfError {
    PdfError::Broken(format!("{warning:?}"))
}
