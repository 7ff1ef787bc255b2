//! Which column and row of the form each value of the ledger stands for: guessed from labels and aliases, shown, and
//! changed by the officer where it is wrong.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    aliases::{aliases, as_reason, key},
    columns::{Column, Columns},
    table::Applications,
    worksheet::Worksheet,
};

/// The choice that leaves rows with a value out, named in the list of what was not counted.
pub const NOT_COUNTED: &str = "不计入";

/// What the officer has chosen for values, by value; what is not here is guessed. Kept for the next year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mapping {
    /// Kinds of applicants by what the ledger calls them.
    pub kinds: BTreeMap<String, String>,
    /// Outcomes by what the ledger calls them.
    pub outcomes: BTreeMap<String, String>,
}

/// A value of the ledger, how often it stands there, and what it is taken for; `None` where nobody knows.
pub type Values = Vec<(String, usize, Option<String>)>;

impl Mapping {
    /// The column of the form for a kind of applicant.
    pub fn kind(&self, table: &Applications, value: &str) -> Option<String> {
        let chosen = self.kinds.get(value).filter(|label| is_choice(label, &table.kinds));
        chosen.cloned().or_else(|| table.known_kinds.label_of(value))
    }

    /// The row of the form for an outcome with what it rests on, which is empty where the ledger does not say; none yet
    /// is carried out to the next year.
    pub fn outcome(&self, table: &Applications, outcome: &str, reason: &str) -> Option<String> {
        let chosen =
            |value: &str| self.outcomes.get(value).filter(|l| is_choice(l, &table.outcomes)).cloned();
        let both = chosen(&together(outcome, reason));
        // What she chose for an outcome holds for every reason, unless the reason tells which outcome it is.
        let alone = || if table.group(outcome).is_none() { chosen(outcome) } else { None };
        both.or_else(alone).or_else(|| guess(table, outcome, reason))
    }

    /// Every value of a column with what it is taken for: those that nobody knows first, the others in the order of the
    /// form. An outcome goes with what it rests on.
    pub fn values(
        &self,
        sheet: &Worksheet,
        columns: &Columns,
        table: &Applications,
        column: Column,
    ) -> Values {
        let Some(at) = columns.of(column) else { return Vec::new() };
        let reason = columns.of(Column::Reason).filter(|_| column == Column::Outcome);
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for row in sheet.rows.iter().skip(columns.heads) {
            *counts.entry((row.cell(at), reason.map_or("", |at| as_reason(row.cell(at))))).or_default() += 1;
        }
        let target = |value: &str, reason: &str| match column {
            Column::Applicant => self.kind(table, value),
            _ => self.outcome(table, value, reason),
        };
        let value = |((value, reason), n)| (together(value, reason), n, target(value, reason));
        let mut values: Values = counts.into_iter().map(value).collect();
        values.sort_by_cached_key(|(value, _, target)| {
            (target.as_ref().map(|target| table.place(target)), value.clone())
        });
        values
    }
}

/// An outcome and what it rests on as one value: `不予公开（涉及国家秘密）`.
pub(super) fn together(outcome: &str, reason: &str) -> String {
    if reason.is_empty() { outcome.to_owned() } else { format!("{outcome}（{reason}）") }
}

/// What an outcome is taken for: by itself where it says which, by what it rests on where it names several at once.
fn guess(table: &Applications, outcome: &str, reason: &str) -> Option<String> {
    let known = &table.known_outcomes;
    let outcome_key = key(outcome);
    let is_blank = outcome_key.is_empty();
    if is_blank && reason.is_empty() || aliases().pending.iter().any(|words| key(words) == outcome_key) {
        return Some(table.carried_out.clone());
    }
    if is_blank {
        return None;
    }
    match table.group(outcome) {
        Some(rows) if !reason.is_empty() => {
            known.label_among(reason, |label| rows.iter().any(|r| r == label))
        }
        _ => known.label_of(outcome).or_else(|| known.label_of(reason)),
    }
}

fn is_choice(label: &str, labels: &[String]) -> bool {
    label == NOT_COUNTED || labels.iter().any(|l| l == label)
}
