//! The table of applications as a ledger counts into it: kinds of applicants across, outcomes down. What is what
//! follows from the roles of the form.

use std::collections::HashMap;

use super::aliases::{Known, aliases, bare, fit, key};
use crate::form::{Cell, CellId, Form, Role};

/// Where a form counts applications.
#[derive(Clone, Debug)]
pub struct Applications {
    /// The name of its table: `表三`.
    pub table: String,
    /// Kinds of applicants (申请人情况), by the names of their columns.
    pub kinds: Vec<String>,
    /// Outcomes (办理结果), by the names of their rows, that of what is carried out to the next year last.
    pub outcomes: Vec<String>,
    /// The row of what came in this year (本年新收).
    pub received: String,
    /// The row of what came over from last year (上年结转).
    pub carried_in: String,
    /// The row of what goes on next year (结转下年度).
    pub carried_out: String,
    /// What stands for the kinds.
    pub(super) known_kinds: Known,
    /// What stands for the outcomes.
    pub(super) known_outcomes: Known,
    /// The names of outcomes in full, as they have to be told apart, by the names of their rows.
    full: HashMap<String, String>,
    /// The outcomes that the form puts under one name, by that name as it is compared.
    groups: Vec<(String, Vec<String>)>,
    cells: HashMap<(String, String), CellId>,
    order: Vec<CellId>,
}

impl Applications {
    /// The table of this form; `None` where it counts no applications.
    pub fn of(form: &Form) -> Option<Self> {
        let role = |role| -> Vec<&Cell> { form.cells_with(form.role(role)).collect() };
        let received = role(Role::Received);
        let row = |cells: &[&Cell]| cells.first().map(|cell| cell.row_label.clone());
        let kinds: Vec<&&Cell> = received.iter().filter(|cell| !cell.is_total()).collect();
        let first = kinds.first()?;
        let handled = role(Role::Handled).into_iter().find(|cell| cell.column == first.column)?;
        let results: Vec<&Cell> = form.cells_with(&handled.parts).collect();
        let paths = Paths::of(&results);
        let carried_out = row(&role(Role::CarriedOut))?;
        let (received_row, carried_in) = (row(&received)?, row(&role(Role::CarriedIn))?);
        let outcomes: Vec<String> =
            results.iter().map(|cell| cell.row_label.clone()).chain([carried_out.clone()]).collect();
        let kinds: Vec<String> = kinds.iter().map(|cell| cell.column_label.clone()).collect();
        let rows = |cell: &Cell| {
            outcomes.contains(&cell.row_label) || [&received_row, &carried_in].contains(&&cell.row_label)
        };
        let table = form.tables.get(first.table)?;
        let counted = form.cells_of(table).iter().filter(|c| kinds.contains(&c.column_label) && rows(c));
        let counted: Vec<&Cell> = counted.filter(|cell| !cell.is_total()).collect();
        let full = paths.full();
        let named = |label: &String| (label.clone(), full.get(label).unwrap_or(label).clone());
        let place = |cell: &&Cell| ((cell.row_label.clone(), cell.column_label.clone()), cell.id.clone());
        Some(Self {
            table: table.name.clone(),
            cells: counted.iter().map(place).collect(),
            known_kinds: Known::new(&with_themselves(&kinds), &aliases().kinds, &form.words().ledger),
            known_outcomes: Known::new(
                &outcomes.iter().map(named).collect::<Vec<_>>(),
                &aliases().outcomes,
                &form.words().ledger,
            ),
            groups: paths.groups(),
            full,
            order: counted.iter().map(|cell| cell.id.clone()).collect(),
            kinds,
            outcomes,
            received: received_row,
            carried_in,
            carried_out,
        })
    }

    /// The name of an outcome in full: `（六）其他处理·3.其他`; of any other row its own.
    pub fn full_name<'a>(&'a self, row: &'a str) -> &'a str {
        self.full.get(row).map_or(row, String::as_str)
    }

    /// Where an outcome stands in the order of the form; what is none of it comes last.
    pub fn place(&self, outcome: &str) -> usize {
        self.outcomes.iter().chain(&self.kinds).position(|o| o == outcome).unwrap_or(usize::MAX)
    }

    /// The outcomes under the name of several that a value says and no more than that: `不予公开`.
    pub(super) fn group(&self, value: &str) -> Option<&[String]> {
        let value = key(value);
        let best = self.groups.iter().filter_map(|(name, rows)| Some((fit(&value, name)?, rows)));
        best.max_by_key(|(fit, _)| *fit).map(|(_, rows)| rows.as_slice())
    }

    /// The cell of a row and a column, by their names.
    pub fn cell(&self, row: &str, column: &str) -> Option<&CellId> {
        self.cells.get(&(row.to_owned(), column.to_owned()))
    }

    /// Every cell that a ledger fills, in printed order.
    pub fn cells(&self) -> &[CellId] {
        &self.order
    }
}

fn with_themselves(labels: &[String]) -> Vec<(String, String)> {
    labels.iter().map(|label| (label.clone(), label.clone())).collect()
}

/// The labels over the results, without those that stand over all of them.
struct Paths<'a>(Vec<&'a [String]>);

impl<'a> Paths<'a> {
    fn of(results: &[&'a Cell]) -> Self {
        let paths: Vec<&[String]> = results.iter().map(|cell| cell.row_path.as_slice()).collect();
        let first = paths.first().copied().filter(|_| paths.len() > 1).unwrap_or_default();
        let is_shared =
            |(at, label): &(usize, &String)| paths.iter().all(|path| path.get(*at) == Some(*label));
        let skip = first.iter().enumerate().take_while(is_shared).count();
        Self(paths.into_iter().map(|path| path.get(skip..).unwrap_or_default()).collect())
    }

    /// The names in full by the label of the row.
    fn full(&self) -> HashMap<String, String> {
        let named = self.0.iter().filter_map(|path| Some((path.last()?.clone(), path.join("·"))));
        named.collect()
    }

    /// The rows under each name of several.
    fn groups(&self) -> Vec<(String, Vec<String>)> {
        let mut groups: Vec<(String, Vec<String>)> = Vec::new();
        for path in &self.0 {
            let Some((row, over)) = path.split_last() else { continue };
            for name in over.iter().map(|name| bare(name)) {
                match groups.iter_mut().find(|(known, _)| *known == name) {
                    Some((_, rows)) => rows.push(row.clone()),
                    None => groups.push((name, vec![row.clone()])),
                }
            }
        }
        groups
    }
}
