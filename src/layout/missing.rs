//! The characters of a report that no face has, so that they are named before anything is printed.

use super::{
    fonts::{Fonts, Style, pick},
    page::Origin,
    table::box_text,
    units::clean,
};
use crate::{
    draft::{Report, paragraphs},
    form::Form,
};

/// A character that cannot be printed, and where it first stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The character.
    pub ch: char,
    /// Where it stands.
    pub origin: Origin,
}

/// Every character that no face has, once for each place, in printed order.
pub fn missing(form: &Form, report: &Report, fonts: &impl Fonts) -> Vec<Missing> {
    let mut found = Vec::new();
    let mut look = |style: Style, text: &str, origin: Origin| {
        for ch in clean(text) {
            let entry = Missing { ch, origin };
            if pick(fonts, style, ch).is_none() && !found.contains(&entry) {
                found.push(entry);
            }
        }
    };
    look(Style::Title, &report.title(), Origin::Title);
    for (index, section) in form.sections.iter().enumerate() {
        look(Style::Heading, report.heading(section), Origin::Heading(index));
        if let Some(table) = form.tables.iter().position(|t| section.table() == Some(&t.id)) {
            for (b, table_box) in form.tables[table].boxes.iter().enumerate() {
                look(Style::Table, &box_text(form, report, table_box), Origin::Box(table, b));
            }
        } else {
            for (i, text) in paragraphs(report.text(&section.id)).enumerate() {
                // All styles end with the same face, so the body's chain holds for run-in heads too.
                look(Style::Body, text, Origin::Paragraph(index, i));
            }
        }
    }
    found
}
