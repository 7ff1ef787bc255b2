//! What was read of one table: figures, and what is doubtful about them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Doubt, Piece};
use crate::{
    draft::{Entry, Place},
    form::CellId,
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
    /// Cells whose row was given by its place alone.
    pub by_order: Vec<BTreeSet<CellId>>,
    /// Cells whose row was found at all.
    pub found: BTreeSet<CellId>,
}

impl Reading {
    /// Doubts a figure.
    pub fn doubt(&mut self, cell: &CellId, found: &str, did: &str) {
        self.doubt_at(Place::Cell(cell.clone()), found, did);
    }

    /// Doubts what is said of any place, once.
    pub fn doubt_at(&mut self, place: Place, found: &str, did: &str) {
        if !self.doubts.iter().any(|d| d.place == place && d.did == did) {
            self.doubts.push(Doubt { place, found: clipped(found, SHOWN), did: did.to_owned() });
        }
    }
}
