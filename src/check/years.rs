//! This year's numbers against last year's (norms §7, across years).
//!
//! What has no counterpart in last year's form is not compared, and neither is what is blank: blanks have a rule of
//! their own.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Breach, Case, Place};
use crate::{
    draft::{Entry, Report, last::Before},
    form::{Cell, CellId, Form, Role},
};

/// Fees a thousand times as high are in another unit (元 for 万元).
const UNITS: u32 = 1000;
/// Numbers below this jump for no reason.
const FEW: u32 = 20;
/// How many times as much is a jump.
const JUMP: u32 = 5;
/// As few filled numbers may well be the same two years running.
const FEW_THE_SAME: usize = 5;

impl<'a> Case<'a> {
    /// Last year's report with its form, where that is known.
    pub(super) fn before(&self) -> Option<Before<'a>> {
        Before::of(self.form, self.last?)
    }

    /// The cells of this form with a role, totals aside, as (cell, its number).
    pub(super) fn filled(&self, role: Role) -> impl Iterator<Item = (&'a Cell, Decimal)> + use<'a> {
        let (form, report) = (self.form, self.report);
        let cells = form.role(role).iter().filter_map(|id| form.cell(id.as_str()));
        cells.filter(|c| !c.is_total()).filter_map(|c| Some((c, report.figure(form, c).number()?)))
    }

    /// The number with a role in the row of another cell: what was made, beside what is in force.
    fn beside(form: &Form, report: &Report, role: Role, cell: &Cell) -> Option<Decimal> {
        let mut cells = form.role(role).iter().filter_map(|id| form.cell(id.as_str()));
        let beside = cells.find(|c| c.table == cell.table && c.row == cell.row)?;
        report.figure(form, beside).number()
    }
}

fn breach(cell: &Cell, left: Decimal, right: Decimal) -> Breach {
    Breach {
        places: vec![Place::Cell(cell.id.clone())],
        left: left.to_string(),
        right: right.to_string(),
        fill: vec![
            ("行", cell.row_label.clone()),
            ("列", cell.column_label.clone()),
            ("a", left.to_string()),
            ("b", right.to_string()),
        ],
        ..Breach::default()
    }
}

pub(super) fn carried_in(case: &Case<'_>) -> Vec<Breach> {
    let found = || {
        let a = case.report.role_sum(case.form, Role::CarriedIn)?;
        let b = case.before()?.sum(Role::CarriedOut)?;
        let cell = case.form.cell(case.form.role(Role::CarriedIn).last()?.as_str())?;
        (a != b).then(|| breach(cell, a, b))
    };
    found().into_iter().collect()
}

pub(super) fn carried_in_columns(case: &Case<'_>) -> Vec<Breach> {
    let Some(before) = case.before() else { return Vec::new() };
    let carried_out = |cell: &Cell| {
        let same = |other: &&Cell| other.column_label == cell.column_label;
        before.report.figure(before.form, before.cells(Role::CarriedOut).find(same)?).number()
    };
    let unlike = |(cell, a): (&Cell, Decimal)| {
        let b = carried_out(cell)?;
        (a != b).then(|| breach(cell, a, b))
    };
    case.filled(Role::CarriedIn).filter_map(unlike).collect()
}

pub(super) fn in_force(case: &Case<'_>) -> Vec<Breach> {
    let Some(before) = case.before().filter(Before::is_same_form) else { return Vec::new() };
    let unlike = |(cell, a): (&Cell, Decimal)| {
        let p = before.number(cell)?;
        let i = Case::beside(case.form, case.report, Role::Issued, cell)?;
        let r = Case::beside(case.form, case.report, Role::Repealed, cell)?;
        let b = p.checked_add(i)?.checked_sub(r)?;
        let mut breach = breach(cell, a, b);
        breach.fill.extend([("p", p.to_string()), ("i", i.to_string()), ("r", r.to_string())]);
        (a != b).then_some(breach)
    };
    case.filled(Role::InForce).filter_map(unlike).collect()
}

pub(super) fn items_before(case: &Case<'_>) -> Vec<Breach> {
    let Some(before) = case.before().filter(Before::is_same_form) else { return Vec::new() };
    let unlike = |(cell, a): (&Cell, Decimal)| {
        let change = Case::beside(before.form, before.report, Role::ItemsChanged, cell)?;
        let b = before.number(cell)?.checked_add(change)?;
        (a != b).then(|| breach(cell, a, b))
    };
    case.filled(Role::ItemsBefore).filter_map(unlike).collect()
}

pub(super) fn pending(case: &Case<'_>) -> Vec<Breach> {
    let kinds = [
        (Role::Review, Role::ReviewPending),
        (Role::DirectLitigation, Role::DirectLitigationPending),
        (Role::LitigationAfterReview, Role::LitigationAfterReviewPending),
    ];
    let fewer = |(all, open): (Role, Role)| {
        let a = case.before()?.sum(open)?;
        let b = case.report.role_sum(case.form, all)?;
        let cell = case.form.cell(case.form.role(all).last()?.as_str())?;
        let mut breach = breach(cell, a, b);
        breach.fill.push(("类", cell.row_label.clone()));
        (b < a).then_some(breach)
    };
    kinds.into_iter().filter_map(fewer).collect()
}

/// A row label without the numeral before it.
fn without_number(label: &str) -> &str {
    label.split_once('、').filter(|(number, _)| number.chars().count() == 1).map_or(label, |(_, words)| words)
}

pub(super) fn jumps(case: &Case<'_>) -> Vec<Breach> {
    let Some(before) = case.before() else { return Vec::new() };
    let decisions = case.filled(Role::Decisions);
    let received = || {
        let cell = case.form.cell(case.form.role(Role::Received).last()?.as_str())?;
        Some((cell, case.report.role_sum(case.form, Role::Received)?))
    };
    let jumped = |(cell, b): (&Cell, Decimal)| {
        let a = before.number(cell)?;
        let few = Decimal::from(FEW);
        let (less, more) = (a.min(b), a.max(b));
        let far = less >= few && more >= less.checked_mul(Decimal::from(JUMP))?;
        let mut breach = breach(cell, a, b);
        breach.fill.push(("项", without_number(&cell.row_label).to_owned()));
        far.then_some(breach)
    };
    decisions.chain(received()).filter_map(jumped).collect()
}

/// Whether all tables are those of last year, numbers and all.
pub(super) fn all_the_same(case: &Case<'_>) -> Vec<Breach> {
    let Some(before) = case.before().filter(Before::is_same_form) else { return Vec::new() };
    let now = counted(case.report);
    if now.len() < FEW_THE_SAME || now != counted(before.report) {
        return Vec::new();
    }
    let places = case.form.tables.iter().filter_map(|table| case.form.section_of(table));
    let n = now.len().to_string();
    vec![Breach {
        places: places.map(|s| Place::Section(s.id.clone())).collect(),
        left: n.clone(),
        right: n,
        fill: Vec::new(),
        ..Breach::default()
    }]
}

/// The numbers of a report that are not zero.
fn counted(report: &Report) -> BTreeMap<&CellId, Decimal> {
    let number = |(id, entry): (_, &Entry)| Some((id, entry.number().filter(|n| !n.is_zero())?));
    report.cells.iter().filter_map(number).collect()
}

pub(super) fn fee_unit(case: &Case<'_>) -> Vec<Breach> {
    let Some(before) = case.before().filter(Before::is_same_form) else { return Vec::new() };
    let far = |(cell, b): (&Cell, Decimal)| {
        let a = before.number(cell).filter(|a| *a > Decimal::ZERO)?;
        let units = Decimal::from(UNITS);
        let other_unit = b >= a.checked_mul(units)? || b.checked_mul(units)? <= a;
        other_unit.then(|| {
            let mut breach = breach(cell, a, b);
            let now = if b.is_zero() { "为0".to_owned() } else { format!("{b}万元") };
            breach.fill.push(("本年", now));
            breach
        })
    };
    case.filled(Role::Fees).filter_map(far).collect()
}
