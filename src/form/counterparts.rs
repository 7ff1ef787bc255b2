//! Which cells of another form count the same as a cell of this one.
//!
//! A cell of the same id counts the same in all forms; what several cells count together in one of the two, the later
//! form says of the earlier ([`super::Earlier`]).

use super::{CellId, Form};

/// Cells of one form that together count the same as cells of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counterpart<'f> {
    /// The cells of this form.
    pub here: &'f [CellId],
    /// Those of the other.
    pub there: &'f [CellId],
}

impl Form {
    /// What this form and the other say of sums that count the same in both.
    pub fn counterparts<'f>(&'f self, other: &'f Form) -> impl Iterator<Item = Counterpart<'f>> {
        let later = self.earlier.iter().filter(|e| e.form == other.id);
        let earlier = other.earlier.iter().filter(|e| e.form == self.id);
        let later = later.map(|e| Counterpart { here: &e.here, there: &e.there });
        later.chain(earlier.map(|e| Counterpart { here: &e.there, there: &e.here }))
    }

    /// What counts the same in the other form as a cell of this one; `None` where nothing does.
    pub fn counterpart<'f>(&'f self, cell: &'f CellId, other: &'f Form) -> Option<Counterpart<'f>> {
        let id = std::slice::from_ref(cell);
        let same = other.cell(cell.as_str()).map(|_| Counterpart { here: id, there: id });
        same.or_else(|| self.counterparts(other).find(|found| found.here.contains(cell)))
    }
}
