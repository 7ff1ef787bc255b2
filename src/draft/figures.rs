//! What each cell comes to: the entry, or for a total the sum of its parts.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::{Entry, Report};
use crate::form::{Cell, CellId, Form, Role};

/// What a cell holds, computed where the form computes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Figure<'a> {
    /// Nothing was filled in.
    Blank,
    /// A number; of a total, the sum of parts that are all filled in.
    Number(Decimal),
    /// A total some of whose parts are blank or no numbers: the sum of the others.
    Partial(Decimal),
    /// What was typed is no number.
    Other(&'a str),
}

impl Figure<'_> {
    /// The number, if all that it needs is there.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(n) => Some(*n),
            _ => None,
        }
    }

    /// What is shown and printed.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Blank => Cow::Borrowed(""),
            Self::Number(n) | Self::Partial(n) => Cow::Owned(n.to_string()),
            Self::Other(text) => Cow::Borrowed(text),
        }
    }
}

impl Report {
    /// What the cell holds or comes to.
    pub fn figure<'a>(&'a self, form: &Form, cell: &Cell) -> Figure<'a> {
        if cell.is_total() {
            return self.sum(form, cell);
        }
        match self.cells.get(&cell.id) {
            None => Figure::Blank,
            Some(Entry::Number(n)) => Figure::Number(*n),
            Some(Entry::Other(text)) => Figure::Other(text),
        }
    }

    /// What the cell with this id comes to; blank for an id the form does not have.
    pub fn figure_of<'a>(&'a self, form: &Form, id: &str) -> Figure<'a> {
        form.cell(id).map_or(Figure::Blank, |cell| self.figure(form, cell))
    }

    /// The number of a cell, if all that it needs is there.
    pub fn number(&self, form: &Form, id: &str) -> Option<Decimal> {
        self.figure_of(form, id).number()
    }

    /// The sum of all cells with this role, each thing counted once. `None` when one of them is missing or the
    /// form does not know the role.
    pub fn role_sum(&self, form: &Form, role: Role) -> Option<Decimal> {
        let (first, rest) = form.role_parts(role).split_first()?;
        let number = |id: &CellId| self.number(form, id.as_str());
        rest.iter().try_fold(number(first)?, |sum, id| sum.checked_add(number(id)?))
    }

    fn sum<'a>(&'a self, form: &Form, total: &Cell) -> Figure<'a> {
        let mut sum = Decimal::ZERO;
        let (mut filled, mut missing) = (false, false);
        for part in &total.parts {
            match self.figure_of(form, part.as_str()) {
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
