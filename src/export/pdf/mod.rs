//! The report as a PDF file: the pages of [`crate::layout`], their faces cut down to the glyphs used.
//!
//! Pages become printpdf operations, and lopdf finishes the file. Nothing in it comes from the clock, the
//! machine or chance: the same draft gives the same bytes.

mod error;
mod finish;
mod fonts;
mod ops;
mod outline;

use printpdf::{CustomPdfConformance, PdfConformance, PdfDocument, PdfPage, PdfSaveOptions, PdfWarnMsg, Pt};

use crate::{
    draft::Report,
    form::Form,
    layout::{Faces, Page, missing, pages},
};
pub use error::{MissingGlyph, PdfError};
use fonts::CutFonts;

/// Prints a report.
///
/// # Errors
/// [`PdfError::MissingGlyphs`] when a character has no glyph in any face, found before anything is made;
/// otherwise what went wrong in making the file.
pub fn export(form: &Form, report: &Report, faces: &Faces) -> Result<Vec<u8>, PdfError> {
    let missing = missing(form, report, faces);
    if !missing.is_empty() {
        return Err(PdfError::missing(form, &missing));
    }
    let pages = pages(form, report, faces);
    let fonts = CutFonts::new(&pages, faces)?;
    let printed = printed(report, &pages, &fonts);
    let mut warnings = Vec::new();
    let document = printed.to_lopdf_document(&PdfSaveOptions::default(), &mut warnings);
    match warnings.first() {
        None => finish::finish(document, &outline::bookmarks(form, report, &pages)),
        Some(warning) => Err(broken(warning)),
    }
}

fn printed(report: &Report, pages: &[Page], fonts: &CutFonts) -> PdfDocument {
    let mut document = PdfDocument::new(&report.title());
    document.metadata.info.author = report.agency.name.trim().to_owned();
    document.metadata.info.producer = concat!("nianbao ", env!("CARGO_PKG_VERSION")).to_owned();
    document.metadata.info.conformance = PdfConformance::Custom(CustomPdfConformance::default());
    fonts.add_to(&mut document.resources.fonts);
    document.pages = pages.iter().map(|page| printed_page(page, fonts)).collect();
    document
}

fn printed_page(page: &Page, fonts: &CutFonts) -> PdfPage {
    PdfPage::new(Pt(page.width).into(), Pt(page.height).into(), ops::ops(page, fonts))
}

fn broken(warning: &PdfWarnMsg) -> PdfError {
    PdfError::Broken(format!("{warning:?}"))
}
