//! A report bound to its form: the one way to ask what stands in it.
//!
//! A [`Report`] knows its cells and sections by their ids only; what they mean, which of them are computed and what they
//! are called is in the [`Form`]. The two are paired once, where a report is opened or read, and go everywhere as one.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::{Draft, Entry, Figure, Report, last::Before};
use crate::form::{self, BoxContent, Cell, CellId, Form, Role, Section, SectionBody, TableBox};

/// A report (年度报告) with the form (格式) that its tables follow.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    form: &'a Form,
    report: &'a Report,
}

impl<'a> Sheet<'a> {
    /// Binds a report to its form; `None` when the report says that it follows another.
    pub fn new(form: &'a Form, report: &'a Report) -> Option<Self> {
        (form.id == report.form).then_some(Self { form, report })
    }

    /// Binds a report to the one of the forms built in that it follows; `None` when there is no such form.
    pub fn built_in(report: &'a Report) -> Option<Self> {
        form::each().find_map(|form| Self::new(form, report))
    }

    /// Binds a report to a form that is known to be its own: for who holds the two as one.
    pub(crate) fn bound(form: &'a Form, report: &'a Report) -> Self {
        debug_assert_eq!(form.id, report.form, "a report goes with its own form");
        Self { form, report }
    }

    /// The form that the report follows.
    pub fn form(self) -> &'a Form {
        self.form
    }

    /// The report without its form, for those who write it down.
    pub fn report(self) -> &'a Report {
        self.report
    }

    /// The printed title (标题).
    pub fn title(self) -> String {
        self.report.title()
    }

    /// The heading of a section: as published, or else as the form mandates it.
    pub fn heading<'s>(self, section: &'s Section) -> &'s str
    where
        'a: 's,
    {
        self.report.heading(section)
    }

    /// The text of the section with this id; empty when nothing was written.
    pub fn text(self, section: &str) -> &'a str {
        self.report.text(section)
    }

    /// The characters that a section's text should not go beyond: what the local office says, or else the form.
    pub fn limit(self, section: &Section) -> Option<usize> {
        section.limit.map(|usual| self.report.agency.limit.unwrap_or(usual))
    }

    /// The text sections with what was written in them, in printed order.
    pub fn texts(self) -> impl Iterator<Item = (&'a Section, &'a str)> {
        let texts = self.form.sections.iter().filter(|s| s.body == SectionBody::Text);
        texts.map(move |s| (s, self.text(&s.id)))
    }

    /// What was filled into a cell, as it was typed.
    pub fn entry(self, cell: &Cell) -> Option<&'a Entry> {
        self.report.cells.get(&cell.id)
    }

    /// What stands printed in a total, or was typed from paper, beside what it comes to.
    pub fn printed(self, cell: &Cell) -> Option<&'a Entry> {
        self.report.printed.get(&cell.id)
    }

    /// What a cell holds, or for a total what it comes to.
    pub fn figure(self, cell: &Cell) -> Figure<'a> {
        if cell.is_total() {
            return self.sum(cell);
        }
        match self.entry(cell) {
            None => Figure::Blank,
            Some(Entry::Number(n)) => Figure::Number(*n),
            Some(Entry::Other(text)) => Figure::Other(text),
        }
    }

    /// What the cell with this id comes to; blank for an id that the form does not have.
    pub fn figure_of(self, id: &CellId) -> Figure<'a> {
        self.form.cell(id.as_str()).map_or(Figure::Blank, |cell| self.figure(cell))
    }

    /// The number of a cell, if all that it needs is there.
    pub fn number(self, id: &CellId) -> Option<Decimal> {
        self.figure_of(id).number()
    }

    /// The cells with a role, in printed order; none where the form does not know it.
    pub fn cells(self, role: Role) -> impl Iterator<Item = &'a Cell> {
        self.form.cells_with(self.form.role(role))
    }

    /// The cell that stands for a role: its total, or the only one.
    pub fn cell(self, role: Role) -> Option<&'a Cell> {
        self.cells(role).last()
    }

    /// The number with a role in the row of another cell: what was made, beside what is in force.
    pub fn beside(self, cell: &Cell, role: Role) -> Option<Decimal> {
        let beside = self.cells(role).find(|c| c.table == cell.table && c.row == cell.row)?;
        self.figure(beside).number()
    }

    /// The sum of all cells with a role, each thing counted once. `None` when one of them is missing or the form does not
    /// know the role.
    pub fn role_sum(self, role: Role) -> Option<Decimal> {
        let (first, rest) = self.form.role_parts(role).split_first()?;
        rest.iter().try_fold(self.number(first)?, |sum, id| sum.checked_add(self.number(id)?))
    }

    /// What a box of a table shows: its printed words, or its value.
    pub fn box_text<'b>(self, table_box: &'b TableBox) -> Cow<'b, str>
    where
        'a: 'b,
    {
        match &table_box.content {
            BoxContent::Cell(id) => self.figure_of(id).text(),
            BoxContent::Band(words) | BoxContent::Head(words) | BoxContent::Stub(words) => words.into(),
        }
    }

    fn sum(self, total: &Cell) -> Figure<'a> {
        let mut sum = Decimal::ZERO;
        let (mut filled, mut missing) = (false, false);
        for part in &total.parts {
            match self.figure_of(part) {
                Figure::Number(n) => (sum, filled) = (sum.saturating_add(n), true),
                Figure::Partial(n) => (sum, filled, missing) = (sum.saturating_add(n), true, true),
                Figure::Blank | Figure::Other(_) => missing = true,
            }
        }
        match (filled, missing) {
            (false, _) => Figure::Blank,
            (true, false) => Figure::Number(sum),
            (true, true) => Figure::Partial(sum),
        }
    }
}

/// A draft (草稿) with the form that its report follows.
#[derive(Clone, Copy, Debug)]
pub struct Opened<'a> {
    form: &'a Form,
    draft: &'a Draft,
}

impl<'a> Opened<'a> {
    /// Binds a draft to the form of its report; `None` when the report says that it follows another.
    pub fn new(form: &'a Form, draft: &'a Draft) -> Option<Self> {
        Sheet::new(form, &draft.report).map(|_| Self::bound(form, draft))
    }

    /// Binds a draft to a form that is known to be its own: for who holds the two as one.
    pub(crate) fn bound(form: &'a Form, draft: &'a Draft) -> Self {
        Self { form, draft }
    }

    /// The form that the report follows.
    pub fn form(self) -> &'a Form {
        self.form
    }

    /// The draft without its form, for those who write it down.
    pub fn draft(self) -> &'a Draft {
        self.draft
    }

    /// The report being written.
    pub fn sheet(self) -> Sheet<'a> {
        Sheet::bound(self.form, &self.draft.report)
    }

    /// Last year's report as this year's form sees it, where the draft has one of a form that is known.
    pub fn before(self) -> Option<Before<'a>> {
        Before::of(self.form, self.draft.last.as_ref()?)
    }
}
