//! What was read of one table: figures, and what is doubtful about them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Doubt, Piece};
use crate::{draft::Entry, form::CellId};

/// What was read of one table.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    /// Figures, totals included.
    pub entries: BTreeMap<CellId, Entry>,
    /// What is not plain.
    pub doubts: Vec<Doubt>,
    /// The table, or rows of it, that were not found.
    pub missing: Vec<String>,
    /// Where each figure stands in the source.
    pub pieces: Vec<Piece>,
    /// Cells whose row was given by its place alone.
    pub by_order: Vec<BTreeSet<CellId>>,
    /// Cells whose row was found at all.
    pub found: BTreeSet<CellId>,
}

impl Reading {
    pub fn doubt(&mut self, place: &str, found: &str, did: &str) {
        let place = place.to_owned();
        let known = |d: &&Doubt| d.place == place && d.did == did;
        if !self.doubts.iter().any(|d| known(&d)) {
            self.doubts.push(Doubt { place, found: shortened(found), did: did.to_owned() });
        }
    }
}

/// A text that a doubt can show.
fn shortened(text: &str) -> String {
    const MOST: usize = 80;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST).chain(['…']).collect()
}
