//! What changed between two reports, figure by figure and word by word, as values. Pure, and cannot fail.
//!
//! Reports of different forms are compared as far as their figures count the same; what cannot be compared is listed
//! ([`Diff::apart`]), never passed over.
//!
//! Invariants: every filled cell of both reports is compared or listed; the kept and removed stretches of a paragraph
//! together are the paragraph before, the kept and added ones the paragraph after.
//!
//! Uses `form`, `draft` and `words`.

mod align;
mod cells;
mod pieces;
mod runs;
mod sections;
mod tokens;

use crate::draft::{Sheet, edit::AgencyField};
pub use align::{Pair, pairs};
pub use cells::{ApartRow, CellChange, CellName};
pub use runs::{Run, RunKind, runs};
pub use sections::{Change, HeadingChange, Paragraph, SectionDiff};

/// Everything that differs between two reports, and the sections with what stayed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// The printed title, where it differs.
    pub title: Option<LineChange>,
    /// The lines of the agency profile that differ.
    pub agency: Vec<(AgencyField, LineChange)>,
    /// The figures, in printed order.
    pub cells: Vec<CellChange>,
    /// The headings as published that differ.
    pub headings: Vec<HeadingChange>,
    /// Every text section, in printed order.
    pub sections: Vec<SectionDiff>,
    /// The figures that only one of the two forms asks for.
    pub apart: Apart,
}

/// A line that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineChange {
    /// The line in the report before.
    pub before: String,
    /// The line in the report after.
    pub after: String,
}

/// Rows that cannot be compared, because the other form does not ask for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Apart {
    /// Rows of the report before that the form after does not have.
    pub before: Vec<ApartRow>,
    /// Rows of the report after that the form before does not have.
    pub after: Vec<ApartRow>,
}

impl Diff {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        let lines = self.title.is_none() && self.agency.is_empty() && self.headings.is_empty();
        let figures = self.cells.is_empty() && self.apart == Apart::default();
        lines && figures && self.sections.iter().all(|s| s.changes().next().is_none())
    }

    /// The sections that differ.
    pub fn changed_sections(&self) -> impl Iterator<Item = &SectionDiff> {
        self.sections.iter().filter(|s| s.changes().next().is_some())
    }
}

/// Compares two reports, of one form or of two; cannot fail.
pub fn run(before: Sheet<'_>, after: Sheet<'_>) -> Diff {
    let agency = |field: AgencyField| {
        let change = changed(field.of(&before.report().agency), field.of(&after.report().agency));
        change.map(|change| (field, change))
    };
    Diff {
        title: changed(&before.title(), &after.title()),
        agency: AgencyField::ALL.into_iter().filter_map(agency).collect(),
        cells: cells::changes(before, after),
        headings: sections::headings(before, after),
        sections: sections::sections(before, after),
        apart: Apart { before: cells::apart(before, after), after: cells::apart(after, before) },
    }
}

fn changed(before: &str, after: &str) -> Option<LineChange> {
    (before != after).then(|| LineChange { before: before.to_owned(), after: after.to_owned() })
}
