//! Last year's report beside this year's: which section and which cell stand for the same thing.
//!
//! In the same form that is the one with the same id. Between forms it is decided by what the form files say: the
//! meaning of a section and the words it is known by, the role of a cell and its labels.

use rust_decimal::Decimal;

use super::Report;
use crate::form::{self, Cell, Form, Role, Section, SectionBody};

/// Last year's report with its form.
#[derive(Clone, Copy)]
pub struct Before<'a> {
    /// The form it follows.
    pub form: &'a Form,
    /// The report.
    pub report: &'a Report,
    own: &'a Form,
}

impl<'a> Before<'a> {
    /// Last year's report beside one in the form `own`; `None` when nothing is known of its form.
    pub fn of(own: &'a Form, last: &'a Report) -> Option<Self> {
        let form = if own.id == last.form { own } else { built_in(&last.form)? };
        Some(Self { form, report: last, own })
    }

    /// Whether it follows the same form.
    pub fn is_same_form(&self) -> bool {
        self.form.id == self.own.id
    }

    /// Its text section that stands for a section of this year's form.
    pub fn section(&self, section: &Section) -> Option<&'a Section> {
        if self.is_same_form() {
            return self.form.section(&section.id);
        }
        let texts = || self.form.sections.iter().filter(|s| s.body == SectionBody::Text);
        let means = texts().find(|s| s.meaning.is_some() && s.meaning == section.meaning);
        means.or_else(|| texts().find(|s| section.is_known_by(self.report.heading(s))))
    }

    /// Its text of a section of this year's form; empty where it has none.
    pub fn text(&self, section: &Section) -> &'a str {
        self.section(section).map_or("", |s| self.report.text(&s.id))
    }

    /// Its cell that stands for a cell of this year's form.
    pub fn cell(&self, cell: &Cell) -> Option<&'a Cell> {
        if self.is_same_form() {
            return self.form.cell(cell.id.as_str());
        }
        let roles = Role::ALL.into_iter().filter(|role| self.own.role(*role).contains(&cell.id));
        let candidates = roles.flat_map(|role| self.cells(role));
        candidates.into_iter().find(|other| has_labels_of(other, cell))
    }

    /// The number of its cell that stands for a cell of this year's form.
    pub fn number(&self, cell: &Cell) -> Option<Decimal> {
        self.report.figure(self.form, self.cell(cell)?).number()
    }

    /// Its cells with a role.
    pub fn cells(&self, role: Role) -> impl Iterator<Item = &'a Cell> + use<'a> {
        let form = self.form;
        form.role(role).iter().filter_map(move |id| form.cell(id.as_str()))
    }

    /// The sum of its cells with a role.
    pub fn sum(&self, role: Role) -> Option<Decimal> {
        self.report.role_sum(self.form, role)
    }
}

/// Whether two cells are called the same.
fn has_labels_of(one: &Cell, other: &Cell) -> bool {
    one.row_label == other.row_label && one.column_label == other.column_label
}

fn built_in(id: &str) -> Option<&'static Form> {
    form::builtin().iter().find(|form| form.id == id).map(|form| &**form)
}
