//! What a number of a text is the number of: what the table counts, or a part of it, or another's.
//!
//! A sentence says in many ways that it counts less than the whole. What is unsure is silent.

use super::lexicon::{Lexicon, Wording};
use crate::form::{Cell, CellId, Form};

/// Whether a clause counts what another received, or a part of the agency.
pub(super) fn is_of_another(lexicon: &Lexicon, clause: &str) -> bool {
    lexicon.says(Wording::Others, clause)
}

/// The fewest characters of a column's name that tell applicants: 其他 stands in names for all of them.
const TELLING: usize = 3;

/// Whether what was received is counted of some applicants only, as the form names them over `received`, or of one way
/// to apply: `lead` is the verb with what it is about.
pub(super) fn is_of_some(lexicon: &Lexicon, form: &Form, received: &[CellId], lead: &str) -> bool {
    let rows: Vec<&Cell> = form.cells_with(received).collect();
    let in_rows = |cell: &&Cell| rows.iter().any(|row| (row.table, row.row) == (cell.table, cell.row));
    let applicants = form.cells().iter().filter(|cell| !cell.is_total()).filter(in_rows);
    let mut names = applicants.map(|cell| cell.column_label.as_str());
    lexicon.says(Wording::OneWay, lead)
        || names.any(|name| name.chars().count() >= TELLING && lead.contains(name))
}

/// Whether what came of some applications is counted, and not all of them.
pub(super) fn is_of_a_result(lexicon: &Lexicon, lead: &str) -> bool {
    lexicon.says(Wording::Outcome, lead)
}

/// Whether something about decisions is counted, and not the decisions.
pub(super) fn is_about_decisions(lexicon: &Lexicon, lead: &str) -> bool {
    lexicon.says(Wording::AboutDecisions, lead)
}

/// Whether the words before a kind of result name another that it is counted with.
pub(super) fn goes_on(lexicon: &Lexicon, before: &str) -> bool {
    lexicon.says(Wording::GoesOn, before)
}

/// Whether a statement counts what several received, one after the other.
pub(super) fn is_shared_out(lexicon: &Lexicon, statement: &str) -> bool {
    let has_subject = |before: &str| !lexicon.says(Wording::Adverbs, before);
    lexicon.get(Wording::Receiving).all_groups(statement).filter(|found| has_subject(&found[1])).count() > 1
}

/// Whether all that was dealt with is counted: `lead` is the verb with what stands between it and the number.
pub(super) fn is_all_dealt_with(lexicon: &Lexicon, before: &str, lead: &str, clause: &str) -> bool {
    lexicon.says(Wording::AllDealtWith, lead)
        && !lexicon.says(Wording::InAWay, before)
        && !lexicon.says(Wording::Undone, clause)
}

/// Whether the words up to a number say why, or that each has a number of its own.
pub(super) fn is_some_of(lexicon: &Lexicon, lead: &str) -> bool {
    lexicon.says(Wording::Grounded, lead) || lexicon.says(Wording::Each, lead)
}

/// Whether a denial is of applications of every kind, all year: `words` stand between the verb and 申请.
pub(super) fn is_any_application(lexicon: &Lexicon, words: &str, clause: &str) -> bool {
    lexicon.says(Wording::AnyApplication, words) && !lexicon.says(Wording::AnotherTime, clause)
}
