//! The table of applications as a ledger counts into it: kinds of applicants across, outcomes down. What is what
//! follows from the roles of the form.

use std::collections::HashMap;

use super::aliases::{Known, aliases};
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
        let place = |cell: &&Cell| ((cell.row_label.clone(), cell.column_label.clone()), cell.id.clone());
        Some(Self {
            table: table.name.clone(),
            cells: counted.iter().map(place).collect(),
            known_kinds: Known::new(&kinds, &aliases().kinds, &form.words().ledger),
            known_outcomes: Known::new(&outcomes, &aliases().outcomes, &form.words().ledger),
            order: counted.iter().map(|cell| cell.id.clone()).collect(),
            kinds,
            outcomes,
            received: received_row,
            carried_in,
            carried_out,
        })
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
