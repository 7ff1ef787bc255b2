//! This year's numbers against last year's (`assets/norms/sums.md` “与上年比”).
//!
//! What has no counterpart in last year's form is not compared, and neither is what is blank: blanks have a rule of
//! their own.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Breach, Case, Place, words::without_number};
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
    /// The cells of this form with a role, totals aside, as (cell, its number).
    pub(super) fn filled(&self, role: Role) -> impl Iterator<Item = (&'a Cell, Decimal)> + use<'a> {
        let sheet = self.sheet;
        let cells = sheet.cells(role).filter(|c| !c.is_total());
        cells.filter_map(move |c| Some((c, sheet.figure(c).number()?)))
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

pub(super) fn carried_in(case: &Case<'_>) -> Option<Breach> {
    let a = case.sheet.role_sum(Role::CarriedIn)?;
    let last = case.before?.sheet;
    let b = last.role_sum(Role::CarriedOut)?;
    let (cell, row) = (case.sheet.cell(Role::CarriedIn)?, last.cell(Role::CarriedOut)?);
    let mut breach = breach(cell, a, b);
    breach.fill.push(("上年行", without_number(&row.row_label).to_owned()));
    (a != b).then_some(breach)
}

pub(super) fn carried_in_columns(case: &Case<'_>) -> Vec<Breach> {
    let Some(before) = case.before else { return Vec::new() };
    let carried_out = |cell: &Cell| {
        let same = |other: &&Cell| other.column_label == cell.column_label;
        before.sheet.figure(before.sheet.cells(Role::CarriedOut).find(same)?).number()
    };
    let unlike = |(cell, a): (&Cell, Decimal)| {
        let b = carried_out(cell)?;
        (a != b).then(|| breach(cell, a, b))
    };
    case.filled(Role::CarriedIn).filter_map(unlike).collect()
}

pub(super) fn in_force(case: &Case<'_>) -> Vec<Breach> {
    let Some(before) = case.before.filter(Before::is_same_form) else { return Vec::new() };
    let unlike = |(cell, a): (&Cell, Decimal)| {
        let p = before.number(cell)?;
        let i = case.sheet.beside(cell, Role::Issued)?;
        let r = case.sheet.beside(cell, Role::Repealed)?;
        let b = p.checked_add(i)?.checked_sub(r)?;
        let mut breach = breach(cell, a, b);
        breach.fill.extend([("p", p.to_string()), ("i", i.to_string()), ("r", r.to_string())]);
        breach.fill.extend(turnover(case.sheet.form()));
        (a != b).then_some(breach)
    };
    case.filled(Role::InForce).filter_map(unlike).collect()
}

/// What adds to what is in force, and what takes away from it, in the form's words.
pub(super) fn turnover(form: &Form) -> [(&'static str, String); 2] {
    [("制发", form.name_of(Role::Issued)), ("废止", form.name_of(Role::Repealed))]
}

pub(super) fn items_before(case: &Case<'_>) -> Vec<Breach> {
    let Some(before) = case.before.filter(Before::is_same_form) else { return Vec::new() };
    let unlike = |(cell, a): (&Cell, Decimal)| {
        let change = before.sheet.beside(cell, Role::ItemsChanged)?;
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
        let a = case.before?.sheet.role_sum(open)?;
        let b = case.sheet.role_sum(all)?;
        let (cell, pending) = (case.sheet.cell(all)?, case.sheet.cell(open)?);
        let mut breach = breach(cell, a, b);
        breach.fill.push(("类", cell.row_label.clone()));
        breach.fill.extend(still_open(cell, pending));
        (b < a).then_some(breach)
    };
    kinds.into_iter().filter_map(fewer).collect()
}

/// What all cases of a kind are called, and those that are open.
pub(super) fn still_open(all: &Cell, open: &Cell) -> [(&'static str, String); 2] {
    [("总", all.column_label.clone()), ("未结", open.column_label.clone())]
}

pub(super) fn jumps(case: &Case<'_>) -> Vec<Breach> {
    let Some(before) = case.before else { return Vec::new() };
    let decisions = case.filled(Role::Decisions);
    let received = || {
        let cell = case.sheet.cell(Role::Received)?;
        Some((cell, case.sheet.role_sum(Role::Received)?))
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
pub(super) fn all_the_same(case: &Case<'_>) -> Option<Breach> {
    let before = case.before.filter(Before::is_same_form)?;
    let now = counted(case.sheet.report());
    if now.len() < FEW_THE_SAME || now != counted(before.sheet.report()) {
        return None;
    }
    let places = case.sheet.form().tables.iter().filter_map(|table| case.sheet.form().section_of(table));
    let n = now.len().to_string();
    Some(Breach {
        places: places.map(|s| Place::Section(s.id.clone())).collect(),
        left: n.clone(),
        right: n,
        fill: Vec::new(),
        ..Breach::default()
    })
}

/// The numbers of a report that are not zero.
fn counted(report: &Report) -> BTreeMap<&CellId, Decimal> {
    let number = |(id, entry): (_, &Entry)| Some((id, entry.number().filter(|n| !n.is_zero())?));
    report.cells.iter().filter_map(number).collect()
}

pub(super) fn fee_unit(case: &Case<'_>) -> Vec<Breach> {
    let Some(before) = case.before.filter(Before::is_same_form) else { return Vec::new() };
    let far = |(cell, b): (&Cell, Decimal)| {
        let a = before.number(cell).filter(|a| *a > Decimal::ZERO)?;
        let units = Decimal::from(UNITS);
        let other_unit = b >= a.checked_mul(units)? || b.checked_mul(units)? <= a;
        other_unit.then(|| {
            let mut breach = breach(cell, a, b);
            let unit = cell.kind.unit().unwrap_or_default().to_owned();
            let now = if b.is_zero() { "为0".to_owned() } else { format!("{b}{unit}") };
            breach.fill.extend([("本年", now), ("单位", unit)]);
            breach
        })
    };
    case.filled(Role::Fees).filter_map(far).collect()
}
