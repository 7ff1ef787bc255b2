//! The report as a PDF file: the pages of [`crate::layout`], their faces cut down to the glyphs used.
//!
//! printpdf makes the document and embeds the fonts, and lopdf finishes the file: content, tags, outline, metadata. Nothing in it comes
//! from the clock, the machine or chance: the same draft gives the same bytes.

mod cff;
mod content;
mod error;
mod finish;
mod fonts;
mod numbers;
mod outline;
mod pages;
mod tags;
mod xmp;

use lopdf::Document;
use printpdf::{CustomPdfConformance, PdfConformance, PdfDocument, PdfFontMap, PdfPage, PdfSaveOptions, Pt};

use super::copy::{Copy, Options, Printed, printed};
use crate::{
    draft::{Draft, Report},
    form::Form,
    layout::{Faces, Page, missing},
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
    let (fonts, files) = CutFonts::new(&pages, faces)?;
    let mut document = made(report, &pages, &fonts, files)?;
    let names = tags::names(&structure);
    let mut writer = content::Writer::new(&fonts, &names);
    let contents = pages.iter().map(|page| writer.page(page)).collect();
    pages::fill(&mut document, contents, &fonts, &writer.used())?;
    let outline = outline::add(&mut document, &outline::bookmarks(form, report, &pages));
    let tags = tags::add(&mut document, &structure, &pages);
    let (metadata, sides) = (xmp::packet(report, PRODUCER), sides(options.copy));
    finish::finish(document, &finish::Roots { outline, tags, metadata, sides })
}

/// Reports are printed on both sides and bound at the left (GB/T 9704—2012 §8). A copy sent up is on one side: its
/// 送审单 is taken off before publication, and with the report's first page on its back that could not be.
fn sides(copy: Copy) -> &'static str {
    match copy {
        Copy::Publication => "DuplexFlipLongEdge",
        Copy::SignOff { .. } => "Simplex",
    }
}

/// What printpdf makes: the document, its pages, still empty, and the fonts. What is on the pages is written by
/// [`content`], smaller and faster than from one operation a glyph.
fn made(report: &Report, pages: &[Page], fonts: &CutFonts, files: PdfFontMap) -> Result<Document, PdfError> {
    let mut document = PdfDocument::new(&report.title());
    document.metadata.info.author = report.agency.name.trim().to_owned();
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
