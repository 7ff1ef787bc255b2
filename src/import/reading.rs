//! What was read of one table: figures, and what is doubtful about them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Doubt, Piece};
use crate::{
    draft::{Entry, Place},
    form::{CellId, Form, Table},
    words::cut::clipped,
};

/// The most characters of a source that a doubt shows.
const SHOWN: usize = 80;

/// What was read of one table.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    /// Figures, totals included.
    pub entries: BTreeMap<CellId, Entry>,
    /// What is not plain.
    pub doubts: Vec<Doubt>,
    /// The table, or rows of it, that were not found.
    pub missing: Vec<Place>,
    /// Where each figure stands in the source.
    pub pieces: Vec<Piece>,
    /// Whether labels or heads of the table stand there.
    pub labelled: bool,
    /// Cells whose row was given by its place alone.
    pub by_order: Vec<BTreeSet<CellId>>,
    /// Cells whose row was found at all.
    pub found: BTreeSet<CellId>,
}

impl Reading {
    /// Takes rows that were missing where they stand under the heading of another table.
    pub fn fill(&mut self, other: Self, form: &Form, table: &Table) {
        let place = Place::Table(table.id.clone());
        if other.missing.contains(&place) {
            return;
        }
        let was_absent = self.missing.contains(&place);
        let is_new = |id: &CellId| other.found.contains(id) && !self.found.contains(id);
        let new: BTreeSet<CellId> =
            form.cells_of(table).iter().map(|c| c.id.clone()).filter(|id| is_new(id)).collect();
        self.entries.extend(other.entries.into_iter().filter(|(id, _)| new.contains(id)));
        self.pieces.extend(other.pieces.into_iter().filter(|p| new.contains(&p.place)));
        let of_new = |d: &Doubt| d.place.cell().is_some_and(|id| new.contains(id));
        self.doubts.extend(other.doubts.into_iter().filter(of_new));
        self.found.extend(new);
        if was_absent {
            self.missing = other.missing;
        } else {
            self.missing.retain(|place| other.missing.contains(place));
        }
    }

    /// Doubts a figure.
    pub fn doubt(&mut self, cell: &CellId, found: &str, did: &str) {
        self.doubt_at(Place::Cell(cell.clone()), found, did);
    }

    /// Doubts what is said of any place, once.
    pub fn doubt_at(&mut self, place: Place, found: &str, did: &str) {
        let doubt = Doubt { place, found: clipped(found, SHOWN), did: did.to_owned() };
        // Of a table many rows may be left over, each with words of its own.
        let is_cell = doubt.place.cell().is_some();
        let is_said =
            |d: &Doubt| d.place == doubt.place && d.did == did && (is_cell || d.found == doubt.found);
        if !self.doubts.iter().any(is_said) {
            self.doubts.push(doubt);
        }
    }
}
