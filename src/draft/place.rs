//! Places of a report that something is said about, by findings and doubts alike.

use std::{fmt, ops::Range};

use serde::{Deserialize, Serialize};

use crate::form::{self, CellId, Form, RowId, SectionId, TableId};

/// A place in a report.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Place {
    /// A cell of a table; of a doubt also one that only another form has.
    Cell(CellId),
    /// A row of a table.
    Row(RowId),
    /// A table (表).
    Table(TableId),
    /// A section (部分).
    Section(SectionId),
    /// Words of a section's text.
    Words(Excerpt),
    /// The title (标题) and what is on it: agency and year.
    Title,
    /// The full name of the agency (机关全称).
    Agency,
    /// The year reported on (报告年度).
    Year,
    /// The whole of the source (全文) that a report was read from.
    Source,
}

/// Words of a section's text with where they stand.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Excerpt {
    /// The section.
    pub section: SectionId,
    /// Where they stand in its text, in characters.
    pub chars: Range<usize>,
    /// What they are.
    pub text: String,
}

impl Place {
    /// The place that a draft's file names, as [`Place`] is written.
    ///
    /// What kind of place a name means, the built-in forms tell: each has its names but once, and all use them alike. A name
    /// that none has is kept as that of a cell.
    pub(super) fn read(written: &str) -> Self {
        match written {
            "title" => Self::Title,
            "agency" => Self::Agency,
            "year" => Self::Year,
            "source" => Self::Source,
            id => {
                form::each().find_map(|form| Self::of_name(form, id)).unwrap_or_else(|| Self::Cell(id.into()))
            }
        }
    }

    /// What a form calls so.
    fn of_name(form: &Form, id: &str) -> Option<Self> {
        let table = || form.table(id).map(|table| Self::Table(table.id.clone()));
        let section = || form.section(id).map(|section| Self::Section(section.id.clone()));
        form.cell(id).map(|cell| Self::Cell(cell.id.clone())).or_else(table).or_else(section)
    }

    /// The cell, where it is one.
    pub fn cell(&self) -> Option<&CellId> {
        match self {
            Self::Cell(id) => Some(id),
            _ => None,
        }
    }

    /// The section that shows it.
    pub fn section<'a>(&'a self, form: &'a Form) -> Option<&'a SectionId> {
        let of_table = |table| form.section_of(table).map(|s| &s.id);
        match self {
            Self::Section(id) => Some(id),
            Self::Words(excerpt) => Some(&excerpt.section),
            Self::Cell(id) => of_table(&form.tables[form.cell(id)?.table]),
            Self::Row(id) => of_table(&form.tables[form.row(id).next()?.table]),
            Self::Table(id) => of_table(form.table(id)?),
            Self::Title | Self::Agency | Self::Year | Self::Source => None,
        }
    }

    /// What the officer calls it: `表三“（一）予以公开”自然人`.
    pub fn name(&self, form: &Form) -> String {
        match self {
            Self::Cell(id) => cell_name(form, id),
            Self::Row(id) => form.row(id).next().map_or_else(|| id.to_string(), |first| form.row_name(first)),
            Self::Table(id) => form.table(id).map_or_else(|| id.to_string(), |t| t.name.clone()),
            Self::Section(id) => form.section(id).map_or_else(|| id.to_string(), |s| s.task.clone()),
            Self::Words(excerpt) => format!("“{}”", excerpt.text),
            Self::Title => "标题".to_owned(),
            Self::Agency => "机关全称".to_owned(),
            Self::Year => "报告年度".to_owned(),
            Self::Source => "全文".to_owned(),
        }
    }
}

/// A cell by the form it belongs to: what an older report has and this one has not is still called something.
fn cell_name(form: &Form, id: &CellId) -> String {
    let others = || form::each().find_map(|other| Some(other.position(other.cell(id)?)));
    let own = form.cell(id).map(|cell| form.position(cell));
    own.or_else(others).unwrap_or_else(|| id.to_string())
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cell(id) => id.fmt(f),
            Self::Row(id) => id.fmt(f),
            Self::Table(id) => id.fmt(f),
            Self::Section(id) => id.fmt(f),
            Self::Words(Excerpt { section, chars, .. }) => {
                write!(f, "{section}:{}-{}", chars.start, chars.end)
            }
            Self::Title => f.write_str("title"),
            Self::Agency => f.write_str("agency"),
            Self::Year => f.write_str("year"),
            Self::Source => f.write_str("source"),
        }
    }
}
