//! `roll`: next year's draft out of last year's.

use std::path::Path;

use super::{Existing, Failure, Outcome};
use crate::{
    check,
    draft::{Opened, file, leftover},
    form::Role,
    roll::{self, Rolled},
    store::{self, name_of},
};

/// Reads last year's draft and writes the new one.
pub(super) fn run(last: &Path, to: &Path, year: Option<u16>, existing: Existing) -> Result<Outcome, Failure> {
    let last_draft = store::open(last)?;
    if store::same_file(last, to) {
        return Err(Failure::OntoLast(name_of(to)));
    }
    let year = year.unwrap_or_else(|| roll::next_year(&last_draft.report));
    if year <= last_draft.report.year {
        return Err(Failure::NotLater { name: name_of(last), last: last_draft.report.year, year });
    }
    let rolled = roll::forward(&last_draft.report, year).ok_or(Failure::NoForm(year))?;
    let lasting = check::lasting(&last_draft.explanations);
    let rolled =
        rolled.with_ties(&last_draft.tied).with_doubts(&last_draft.doubts).with_explanations(lasting);
    let rolled = rolled.with_notes(&last_draft);
    let text = file::write(&rolled.draft);
    Outcome::written(to, text.as_bytes(), existing, say(&rolled))
}

/// What did not come along, then what is left to do.
fn say(rolled: &Rolled) -> String {
    let Rolled { draft, form, not_carried } = rolled;
    let opened = Opened::bound(form, draft);
    let left = leftover::leftovers(opened).len();
    let proposed = roll::proposals(opened).len();
    let mut lines = not_carried.clone();
    lines.push(format!(
        "{}年度草稿已建立：沿用上年{left}句，建议更新{proposed}处，{}带入{}格，其余数字空着",
        draft.report.year,
        form.name_of(Role::CarriedIn),
        draft.report.cells.len()
    ));
    lines.join("\n") + "\n"
}
