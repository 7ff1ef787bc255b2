//! What changed between two reports: cells and paragraphs, as values. Pure, and cannot fail.

mod align;

use crate::{
    draft::{Report, edit::AgencyField, paragraphs},
    form::{CellId, Form},
};
pub use align::{ParagraphChange, paragraph_changes};

/// Everything that differs between two reports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// The printed title, where it differs: before and after.
    pub title: Option<(String, String)>,
    /// The lines of the agency profile that differ.
    pub agency: Vec<AgencyField>,
    /// The cells, in printed order; totals follow from them and are left out.
    pub cells: Vec<CellChange>,
    /// The text sections that differ, in printed order.
    pub sections: Vec<SectionChange>,
}

/// A cell that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellChange {
    /// The cell.
    pub id: CellId,
    /// What stood there; empty for a blank.
    pub before: String,
    /// What stands there now; empty for a blank.
    pub after: String,
}

/// A text section that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionChange {
    /// The id of the section.
    pub section: String,
    /// What became of its paragraphs, from above.
    pub paragraphs: Vec<ParagraphChange>,
}

impl Diff {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Compares two reports in the cells and sections of `form`.
pub fn run(form: &Form, before: &Report, after: &Report) -> Diff {
    let titles = (before.title(), after.title());
    let differs = |field: &AgencyField| field.of(&before.agency) != field.of(&after.agency);
    Diff {
        title: (titles.0 != titles.1).then_some(titles),
        agency: AgencyField::ALL.into_iter().filter(differs).collect(),
        cells: cells(form, before, after),
        sections: sections(form, before, after),
    }
}

fn cells(form: &Form, before: &Report, after: &Report) -> Vec<CellChange> {
    let shown = |report: &Report, id: &CellId| report.cells.get(id).map(ToString::to_string);
    let entries = form.cells().iter().filter(|cell| !cell.is_total());
    let changes = entries.map(|cell| CellChange {
        before: shown(before, &cell.id).unwrap_or_default(),
        after: shown(after, &cell.id).unwrap_or_default(),
        id: cell.id.clone(),
    });
    changes.filter(|change| change.before != change.after).collect()
}

fn sections(form: &Form, before: &Report, after: &Report) -> Vec<SectionChange> {
    let changes = after.texts(form).map(|(id, text)| {
        let old: Vec<&str> = paragraphs(before.text(id)).collect();
        let new: Vec<&str> = paragraphs(text).collect();
        SectionChange { section: id.to_owned(), paragraphs: paragraph_changes(&old, &new) }
    });
    changes.filter(|change| !change.paragraphs.is_empty()).collect()
}
