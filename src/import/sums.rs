//! The totals that a source prints against the figures that were read: what does not add up is doubted.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::reading::Reading;
use crate::{
    draft::Entry,
    form::{CellId, Form, Statement, Table},
};

/// Checks every total of a table.
pub(super) fn check(form: &Form, table: &Table, reading: &mut Reading) {
    drop_rows_that_do_not_fit(form, table, reading);
    for (total, parts) in totals(form, table) {
        match number(reading, total) {
            None => blank_total(total, parts, reading),
            Some(printed) => {
                let Some(sum) = sum(reading, parts) else { continue };
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

/// The sum of the parts that were read; `None` when none was.
fn sum(reading: &Reading, parts: &[CellId]) -> Option<Decimal> {
    let numbers: Vec<Decimal> = parts.iter().filter_map(|p| number(reading, p)).collect();
    let add = |a: Decimal, b: &Decimal| a.saturating_add(*b);
    (!numbers.is_empty()).then(|| numbers.iter().fold(Decimal::ZERO, add))
}

/// Rows that were placed by order alone are left blank when a column that they stand in does not add up.
fn drop_rows_that_do_not_fit(form: &Form, table: &Table, reading: &mut Reading) {
    let wrong: BTreeSet<CellId> = totals(form, table)
        .into_iter()
        .filter(|(total, parts)| matches!((number(reading, total), sum(reading, parts)), (Some(p), Some(s)) if p != s))
        .flat_map(|(_, parts)| parts.iter().cloned())
        .collect();
    let rows = std::mem::take(&mut reading.by_order);
    for row in rows.into_iter().filter(|row| row.iter().any(|id| wrong.contains(id))) {
        for id in row {
            let seen = reading.entries.remove(&id).map_or(String::new(), |e| e.to_string());
            reading.pieces.retain(|p| p.place != id);
            reading.doubts.retain(|d| d.place.cell() != Some(&id));
            reading.doubt(&id, &seen, "留空：行标题缺失，按顺序读入后合计又不符");
        }
    }
}

/// A total that was left blank though there is something to sum.
fn blank_total(total: &CellId, parts: &[CellId], reading: &mut Reading) {
    let doubted = reading.doubts.iter().any(|d| d.place.cell() == Some(total));
    if doubted || !reading.found.contains(total) {
        return;
    }
    if let Some(sum) = sum(reading, parts) {
        reading.doubt(total, "", &format!("总计是空的，没有填；各项相加为{sum}"));
    }
}

/// A total that is not the sum of its parts. In one row any of its figures may be the wrong one.
fn broken(form: &Form, total: (&CellId, Decimal), parts: &[CellId], sum: Decimal, reading: &mut Reading) {
    let (total, printed) = total;
    let did = format!("按原文保留；各项相加为{sum}，与总计{printed}不符");
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
