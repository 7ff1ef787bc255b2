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

use super::copy::{Options, Printed, printed};
use crate::{
    draft::{Draft, Report},
    form::Form,
    layout::{Faces, Origin, Page, missing},
};
pub use error::{MissingGlyph, PdfError};
use fonts::CutFonts;

/// What made the file.
const PRODUCER: &str = concat!("nianbao ", env!("CARGO_PKG_VERSION"));

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
    let Printed { pages, structure } = printed(form, draft, options, faces);
    let fonts = CutFonts::new(&pages, faces)?;
    let made = made(report, &pages, &fonts, &tags::names(&structure));
    let mut warnings = Vec::new();
    let mut document = made.to_lopdf_document(&PdfSaveOptions::default(), &mut warnings);
    if let Some(warning) = warnings.first() {
        return Err(broken(warning));
    }
    let outline = outline::add(&mut document, &outline::bookmarks(form, report, &pages));
    let tags = tags::add(&mut document, &structure, &pages);
    finish::finish(document, &finish::Roots { outline, tags, metadata: xmp::packet(report, PRODUCER) })
}

fn made(report: &Report, pages: &[Page], fonts: &CutFonts, names: &HashMap<Origin, &str>) -> PdfDocument {
    let mut document = PdfDocument::new(&report.title());
    document.metadata.info.author = report.agency.name.trim().to_owned();
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
