//! The characters of a report that no face has, so that they are named before anything is printed.

use std::collections::HashSet;

use super::{
    fonts::{Fonts, Style, pick},
    page::Origin,
    units::clean,
};
use crate::draft::{Sheet, paragraphs};

/// A character that cannot be printed, and where it first stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Missing {
    /// The character.
    pub ch: char,
    /// What of the report it first stands in.
    pub origin: Origin,
}

/// Every character that no face has, once for each place, in printed order.
pub fn missing(sheet: Sheet<'_>, fonts: &impl Fonts) -> Vec<Missing> {
    let (mut found, mut known) = (Vec::new(), HashSet::new());
    let mut look = |style: Style, text: &str, origin: Origin| {
        for ch in clean(text) {
            let entry = Missing { ch, origin };
            if pick(fonts, style, ch).is_none() && known.insert(entry) {
                found.push(entry);
            }
        }
    };
    look(Style::Title, &sheet.title(), Origin::Title);
    for (index, section) in sheet.form().sections.iter().enumerate() {
        look(Style::Heading, sheet.heading(section), Origin::Heading(index));
        if let Some(table) = sheet.form().tables.iter().position(|t| section.table() == Some(&t.id)) {
            for (b, table_box) in sheet.form().tables[table].boxes.iter().enumerate() {
                look(Style::Table, &sheet.box_text(table_box), Origin::Box(table, b));
            }
        } else {
            for (i, text) in paragraphs(sheet.text(&section.id)).enumerate() {
                // All styles end with the same face, so the body's chain holds for run-in heads too.
                look(Style::Body, text, Origin::Paragraph(index, i));
            }
        }
    }
    found
}
