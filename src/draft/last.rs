//! Last year's report beside this year's: which section and which cell stand for the same thing.
//!
//! In the same form that is the one with the same id. Between forms it is decided by what the form files say: the
//! meaning of a section and the words it is known by, the role of a cell and its labels.

use rust_decimal::Decimal;

use super::{Report, Sheet};
use crate::form::{Cell, Form, Role, Section};

/// Last year's report as this year's form sees it.
#[derive(Clone, Copy)]
pub struct Before<'a> {
    /// The report with the form that it follows.
    pub sheet: Sheet<'a>,
    own: &'a Form,
}

impl<'a> Before<'a> {
    /// Last year's report beside one in the form `own`; `None` when nothing is known of its form.
    pub fn of(own: &'a Form, last: &'a Report) -> Option<Self> {
        let sheet = Sheet::new(own, last).or_else(|| Sheet::built_in(last))?;
        Some(Self { sheet, own })
    }

    /// The form of this year's report.
    pub fn own(&self) -> &'a Form {
        self.own
    }

    /// Whether it follows the same form.
    pub fn is_same_form(&self) -> bool {
        self.sheet.form().id == self.own.id
    }

    /// Finds last year's text section that stands for a section of this year's form.
    pub fn section(&self, section: &Section) -> Option<&'a Section> {
        if self.is_same_form() {
            return self.sheet.form().section(&section.id);
        }
        let texts = || self.sheet.texts().map(|(section, _)| section);
        let means = texts().find(|s| s.meaning.is_some() && s.meaning == section.meaning);
        means.or_else(|| texts().find(|s| section.is_known_by(self.sheet.heading(s))))
    }

    /// Finds last year's text for a section of this year's form; empty where there was none.
    pub fn text(&self, section: &Section) -> &'a str {
        self.section(section).map_or("", |s| self.sheet.text(&s.id))
    }

    /// Finds the cell of last year's form that stands for a cell of this year's.
    pub fn cell(&self, cell: &Cell) -> Option<&'a Cell> {
        if self.is_same_form() {
            return self.sheet.form().cell(cell.id.as_str());
        }
        let roles = Role::ALL.into_iter().filter(|role| self.own.role(*role).contains(&cell.id));
        let candidates = roles.flat_map(|role| self.sheet.cells(role));
        candidates.into_iter().find(|other| has_labels_of(other, cell))
    }

    /// The number of its cell that stands for a cell of this year's form.
    pub fn number(&self, cell: &Cell) -> Option<Decimal> {
        self.sheet.figure(self.cell(cell)?).number()
    }
}

/// Whether two cells are called the same.
fn has_labels_of(one: &Cell, other: &Cell) -> bool {
    one.row_label == other.row_label && one.column_label == other.column_label
}
