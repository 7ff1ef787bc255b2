//! Form and report to pages of positioned glyphs, by GB/T 9704—2012, so that print and preview cannot differ.
//!
//! Pure and deterministic: the same report gives the same pages. Fonts are asked for widths only, through
//! [`Fonts`].

mod blocks;
pub mod faces;
mod flow;
pub mod fonts;
mod lines;
mod missing;
mod page;
pub mod sheet;
mod table;
mod title;
pub mod units;

pub use blocks::run_in_head;
pub use faces::Faces;
pub use fonts::{Face, Fonts, Style, pick};
pub use missing::{Missing, missing};
pub use page::{Glyph, Origin, Page, Rule, Run, Tag};
pub use table::{TableMeasure, measure as measure_table};
pub use units::clean;

use crate::{draft::Report, form::Form};

/// The title as the page breaks it, a line each.
pub fn title_lines(report: &Report, fonts: &impl Fonts) -> Vec<String> {
    let title = report.title();
    lines::words(&title, &title::lines(fonts, &title, report.agency.name.trim()))
}

/// Lays a report out. A character that no face has shows as 〓; [`missing`] names it.
pub fn pages(form: &Form, report: &Report, fonts: &impl Fonts) -> Vec<Page> {
    let blocks = blocks::blocks(form, report, fonts);
    let choices = |table| table::Grid::choices(form, report, fonts, table);
    let grids: Vec<_> = (0..form.tables.len()).map(choices).collect();
    flow::pages(&blocks, &grids, fonts)
}
