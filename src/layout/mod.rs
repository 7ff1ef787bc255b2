//! Form and report to pages of positioned glyphs, by GB/T 9704—2012, so that print and preview cannot differ.
//!
//! Pure and deterministic: the same report gives the same pages. Fonts are asked for widths only, through
//! [`Fonts`].
//!
//! Invariants: every character of the report stands on some page, once (heads of tables again overleaf are marked as
//! such); nothing stands outside the type area but page number, foot and watermark; each run knows what of the report it
//! is ([`Origin`]). What exporters and the preview draw is decided here.
//!
//! Uses `form` and `draft`.

mod blocks;
pub mod compared;
pub mod faces;
mod fang;
mod flow;
mod font_file;
pub mod fonts;
mod foot;
pub mod installed;
mod justify;
mod last;
mod lines;
mod marks;
mod missing;
mod onlooker;
mod options;
mod outline;
mod page;
mod paragraphs;
pub mod review;
mod seams;
pub mod sheet;
mod signature;
mod structure;
mod table;
mod title;
pub mod units;
mod western;

pub use blocks::run_in_head;
pub use faces::Faces;
pub use fonts::{Face, Fonts, Style, pick};
pub use last::LastLayout;
pub use missing::{Missing, missing};
pub use onlooker::{Onlooker, Patient, Stage, Unwanted};
pub use options::{Options, Purpose, SENT_UP};
pub use outline::Pen;
pub use page::{Area, Glyph, Origin, Page, Rule, Run, Watermark, used};
pub use structure::{Element, Kind, Span, structure};
pub use table::{TableMeasure, measures as measure_tables};
pub use units::clean;

use std::convert::Infallible;

use crate::draft::{Report, Sheet};

/// The title as the page breaks it, a line each.
pub fn title_lines(report: &Report, fonts: &impl Fonts) -> Vec<String> {
    let title = report.title();
    lines::words(&title, &title::lines(fonts, &title, report.agency.name.trim()))
}

/// Lays out a report as it is published. A character that no face has shows as 〓; [`missing()`] names it.
pub fn pages(sheet: Sheet<'_>, fonts: &impl Fonts) -> Vec<Page> {
    pages_for(sheet, &Options::default(), fonts)
}

/// Lays out a report as this copy of it wants.
pub fn pages_for(sheet: Sheet<'_>, options: &Options, fonts: &impl Fonts) -> Vec<Page> {
    let Ok(pages) = pages_before::<Infallible>(sheet, options, fonts, &Patient);
    pages
}

/// [`pages_for`] somebody who may stop waiting.
///
/// # Errors
/// Nobody waits any more.
pub fn pages_before<E>(
    sheet: Sheet<'_>,
    options: &Options,
    fonts: &impl Fonts,
    onlooker: &(impl Onlooker<E> + ?Sized),
) -> Result<Vec<Page>, E> {
    pages_again(sheet, options, fonts, onlooker, &mut LastLayout::default())
}

/// [`pages_before`] for a report that may have been laid out before: the same pages, in less time.
///
/// # Errors
/// Nobody waits any more.
pub fn pages_again<E>(
    sheet: Sheet<'_>,
    options: &Options,
    fonts: &impl Fonts,
    onlooker: &(impl Onlooker<E> + ?Sized),
    last: &mut LastLayout,
) -> Result<Vec<Page>, E> {
    let mut blocks = blocks::blocks(sheet, fonts, onlooker, &mut last.paragraphs)?;
    if let Purpose::SignOff { date, .. } = &options.purpose {
        let signature = signature::Signature::new(&sheet.report().agency.name, *date, fonts);
        blocks.extend(blocks::signed(signature));
    }
    onlooker.look(Stage::Setting)?;
    let grids = last.tables.grids(sheet, fonts);
    let mut pages = flow::pages(&blocks, &grids, onlooker, &mut last.ends)?;
    foot::add(&mut pages, options, fonts);
    Ok(pages)
}
