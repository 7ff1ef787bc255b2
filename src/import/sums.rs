//! The totals that a source prints against the figures that were read: what does not add up is doubted.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{Doubt, reading::Reading};
use crate::{
    draft::Entry,
    form::{Cell, CellId, Form, Statement, Table},
};

/// What is said of figures whose row is known by its place alone.
pub(super) const BY_ORDER: &str = "行标题缺失，按行的顺序读入";
/// What is said of them where the sums of their columns confirm it.
const BY_ORDER_AND_SUMS: &str = "行标题缺失，按行的顺序读入，各列相加均相符";

/// Checks every total of a table.
pub(super) fn check(form: &Form, table: &Table, reading: &mut Reading) {
    drop_rows_that_do_not_fit(form, table, reading);
    for (total, parts) in totals(form, table) {
        match number(reading, total) {
            None => blank_total(form, total, parts, reading),
            Some(printed) => {
                let Some(sum) = sum(form, reading, parts) else { continue };
                if sum != printed {
                    broken(form, (total, printed), parts, sum, reading);
                }
            }
        }
    }
}

fn totals<'f>(form: &'f Form, table: &Table) -> Vec<(&'f CellId, &'f [CellId])> {
    let here = |id: &CellId| form.cell(id.as_str()).is_some_and(|c| form.tables[c.table].id == table.id);
    let totals = form.relations.iter().filter_map(|r| match &r.statement {
        Statement::Total { total, parts } => Some((total, parts.as_slice())),
        _ => None,
    });
    totals.filter(|(total, _)| here(total)).collect()
}

fn number(reading: &Reading, id: &CellId) -> Option<Decimal> {
    reading.entries.get(id).and_then(Entry::number)
}

/// The sum of the parts that were read; `None` when none was. A part that is a total itself and blank is what its own
/// parts come to.
fn sum(form: &Form, reading: &Reading, parts: &[CellId]) -> Option<Decimal> {
    let own = |id: &CellId| {
        form.relations.iter().find_map(|r| match &r.statement {
            Statement::Total { total, parts } if total == id => Some(parts),
            _ => None,
        })
    };
    let of_parts = |id: &CellId| {
        let numbers: Vec<Decimal> = own(id)?.iter().filter_map(|p| number(reading, p)).collect();
        numbers.into_iter().reduce(Decimal::saturating_add)
    };
    let numbers: Vec<Decimal> =
        parts.iter().filter_map(|p| number(reading, p).or_else(|| of_parts(p))).collect();
    let add = |a: Decimal, b: &Decimal| a.saturating_add(*b);
    (!numbers.is_empty()).then(|| numbers.iter().fold(Decimal::ZERO, add))
}

/// Rows that were placed by order alone are left blank when a column that they stand in does not add up.
fn drop_rows_that_do_not_fit(form: &Form, table: &Table, reading: &mut Reading) {
    let wrong: BTreeSet<CellId> = totals(form, table)
        .into_iter()
        .filter(|(total, parts)| matches!((number(reading, total), sum(form, reading, parts)), (Some(p), Some(s)) if p != s))
        .flat_map(|(_, parts)| parts.iter().cloned())
        .collect();
    let rows = std::mem::take(&mut reading.by_order);
    let (unfit, fit): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|row| row.iter().any(|id| wrong.contains(id)));
    if wrong.is_empty() {
        say_that_sums_hold(form, table, &fit, reading);
    }
    for row in unfit {
        for id in row {
            let seen = reading.entries.remove(&id).map_or(String::new(), |e| e.to_string());
            reading.pieces.retain(|p| p.place != id);
            reading.doubts.retain(|d| d.place.cell() != Some(&id));
            reading.doubt(&id, &seen, "留空：行标题缺失，按顺序读入后合计又不符");
        }
    }
}

/// Rows that were placed by order are where they belong when every column that they stand in adds up.
fn say_that_sums_hold(form: &Form, table: &Table, rows: &[BTreeSet<CellId>], reading: &mut Reading) {
    let row_of = |id: &CellId| form.cell(id).map(|c| c.row);
    let is_column = |total: &CellId, parts: &[CellId]| {
        number(reading, total).is_some() && parts.iter().any(|p| row_of(p) != row_of(total))
    };
    let columns = totals(form, table).into_iter().filter(|(total, parts)| is_column(total, parts));
    let summed: BTreeSet<CellId> = columns.flat_map(|(_, parts)| parts.iter().cloned()).collect();
    let is_total = |id: &CellId| form.cell(id).is_some_and(Cell::is_total);
    let holds = |row: &&BTreeSet<CellId>| row.iter().all(|id| summed.contains(id) || is_total(id));
    let held: BTreeSet<&CellId> = rows.iter().filter(holds).flatten().collect();
    let by_order = |d: &&mut Doubt| d.did == BY_ORDER && d.place.cell().is_some_and(|id| held.contains(id));
    reading.doubts.iter_mut().filter(by_order).for_each(|d| d.did = BY_ORDER_AND_SUMS.to_owned());
}

/// A total that was left blank though there is something to sum.
fn blank_total(form: &Form, total: &CellId, parts: &[CellId], reading: &mut Reading) {
    let doubted = reading.doubts.iter().any(|d| d.place.cell() == Some(total));
    if doubted || !reading.found.contains(total) {
        return;
    }
    if let Some(sum) = sum(form, reading, parts) {
        reading.doubt(total, "", &format!("总计是空的，没有填；各项相加为{sum}"));
    }
}

/// A total that is not the sum of its parts. In one row any of its figures may be the wrong one.
fn broken(form: &Form, total: (&CellId, Decimal), parts: &[CellId], sum: Decimal, reading: &mut Reading) {
    let (total, printed) = total;
    let did = format!("按原文保留，表格和导出写各项之和；原文总计{printed}，各项相加为{sum}");
    reading.doubt(total, &printed.to_string(), &did);
    let row = |id: &CellId| form.cell(id.as_str()).map(|c| c.row);
    if parts.iter().any(|p| row(p) != row(total)) {
        return;
    }
    for part in parts {
        if let Some(figure) = number(reading, part) {
            reading.doubt(part, &figure.to_string(), &did);
        }
    }
}
