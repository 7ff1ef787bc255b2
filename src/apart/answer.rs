//! What the child writes and the parent reads, as JSON.

use serde::{Deserialize, Serialize};

use crate::{
    draft::{Doubt, Draft, Place},
    form::{self, FormId},
    import::{ImportError, Imported, Marks, Piece},
    ledger::{LedgerError, Worksheet},
};

/// What came of reading.
#[derive(Serialize, Deserialize)]
pub(super) enum Answer {
    /// A published report.
    Report(Result<Box<Told>, ImportError>),
    /// A ledger.
    Ledger(Result<Worksheet, LedgerError>),
}

/// A report that was read, its form by its id.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Told {
    draft: Draft,
    form: FormId,
    doubts: Vec<Doubt>,
    missing: Vec<Place>,
    source: Vec<String>,
    pieces: Vec<Piece>,
    marks: Marks,
}

impl Told {
    /// What is told of a report.
    pub(super) fn of(imported: Imported) -> Self {
        let Imported { draft, form, doubts, missing, source, pieces, marks } = imported;
        Self { draft, form: form.id.clone(), doubts, missing, source, pieces, marks }
    }

    /// The report; `None` where what was told is none that the child could have read.
    pub(super) fn imported(self) -> Option<Imported> {
        let Self { draft, form, doubts, missing, source, pieces, marks } = self;
        let form = form::by_id(&form).filter(|form| form.id == draft.report.form)?;
        let is_there = |piece: &Piece| piece.block < source.len();
        let all_there = pieces.iter().all(is_there);
        all_there.then_some(Imported { draft, form, doubts, missing, source, pieces, marks })
    }
}
