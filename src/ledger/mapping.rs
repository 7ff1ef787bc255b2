//! Which column and row of the form each value of the ledger stands for: guessed from labels and aliases, shown, and
//! changed by the officer where it is wrong.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    aliases::{aliases, key},
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

    /// The row of the form for an outcome; none yet is carried out to the next year.
    pub fn outcome(&self, table: &Applications, value: &str) -> Option<String> {
        let chosen = self.outcomes.get(value).filter(|label| is_choice(label, &table.outcomes));
        chosen.cloned().or_else(|| {
            let value_key = key(value);
            let is_pending =
                value_key.is_empty() || aliases().pending.iter().any(|words| key(words) == value_key);
            let found = || table.known_outcomes.label_of(value);
            if is_pending { Some(table.carried_out.clone()) } else { found() }
        })
    }

    /// Every value of a column, the most frequent first, with what it is taken for.
    pub fn values(
        &self,
        sheet: &Worksheet,
        columns: &Columns,
        table: &Applications,
        column: Column,
    ) -> Values {
        let Some(at) = columns.of(column) else { return Vec::new() };
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for row in sheet.rows.iter().skip(columns.heads) {
            *counts.entry(row.cell(at)).or_default() += 1;
        }
        let target = |value: &str| match column {
            Column::Applicant => self.kind(table, value),
            _ => self.outcome(table, value),
        };
        let mut values: Values =
            counts.into_iter().map(|(value, n)| (value.to_owned(), n, target(value))).collect();
        values.sort_by_key(|(_, n, target)| (target.is_some(), std::cmp::Reverse(*n)));
        values
    }
}

fn is_choice(label: &str, labels: &[String]) -> bool {
    label == NOT_COUNTED || labels.iter().any(|l| l == label)
}
