//! Conditions between numbers that are quietly pointed out (`assets/norms/rules.md` “规则一览”).
//!
//! They ask for cells by role, and say nothing where the form does not know the role or a number is missing.

use rust_decimal::Decimal;

use super::{Breach, Case, Place, words::numbered_row};
use crate::{
    draft::{AgencyKind, Sheet, last::Before},
    form::{Form, Role},
};

impl Case<'_> {
    /// Last year's sum, or zero: a missing report must not raise a suspicion.
    fn last_sum(&self, role: Role) -> Decimal {
        let last = self.before.filter(Before::is_same_form);
        last.and_then(|last| last.sheet.role_sum(role)).unwrap_or_default()
    }

    fn at(&self, role: Role, left: Decimal, right: Decimal) -> Option<Breach> {
        let cell = self.sheet.cell(role)?;
        Some(Breach {
            places: vec![Place::Cell(cell.id.clone())],
            left: left.to_string(),
            right: right.to_string(),
            fill: vec![("行", numbered_row(cell)), ("类", cell.row_label.clone()), ("a", left.to_string())],
            ..Breach::default()
        })
    }
}

pub(super) fn many_other_results(case: &Case<'_>) -> Option<Breach> {
    let few = Decimal::from(5);
    let (other, handled) = (case.sheet.role_sum(Role::OtherResult)?, case.sheet.role_sum(Role::Handled)?);
    let many = other >= few && other.checked_mul(few)? > handled;
    many.then(|| case.at(Role::OtherResult, other, handled))?
}

pub(super) fn co_defendant(case: &Case<'_>) -> Option<Breach> {
    let suits = case.sheet.role_sum(Role::LitigationAfterReview)?;
    (suits > Decimal::ZERO).then(|| case.at(Role::LitigationAfterReview, suits, Decimal::ZERO))?
}

pub(super) fn more_suits_than_reviews(case: &Case<'_>) -> Option<Breach> {
    let suits = case.sheet.role_sum(Role::LitigationAfterReview)?;
    let concluded = case.sheet.role_sum(Role::Review)? - case.sheet.role_sum(Role::ReviewPending)?;
    let reviews = concluded + case.last_sum(Role::Review);
    (suits > reviews).then(|| case.at(Role::LitigationAfterReview, suits, reviews))?
}

pub(super) fn cases_without_applications(case: &Case<'_>) -> Option<Breach> {
    let cases: Decimal = Role::CASES.into_iter().map(|r| case.sheet.role_sum(r)).sum::<Option<Decimal>>()?;
    let applications = case.sheet.role_sum(Role::Received)? + case.sheet.role_sum(Role::CarriedIn)?;
    let none = applications.is_zero() && case.last_sum(Role::Received).is_zero();
    (none && cases > Decimal::ZERO).then(|| case.at(Role::Review, cases, applications))?
}

/// How the names of those begin that make such documents though they are departments: those of the State Council.
const OF_THE_STATE: [&str; 4] = ["中华人民共和国", "国务院", "国家", "中国"];

/// What only agencies with that power make, in the report of one that seldom has it.
pub(super) fn regulations_of_department(case: &Case<'_>) -> Option<Breach> {
    let agency = &case.sheet.report().agency;
    let may_make = agency.kind == AgencyKind::Government
        || OF_THE_STATE.iter().any(|begins| agency.name.trim().starts_with(begins));
    let (cell, number) = case.filled(Role::Regulations).find(|(_, number)| *number > Decimal::ZERO)?;
    (!may_make).then(|| Breach {
        places: vec![Place::Cell(cell.id.clone())],
        left: number.to_string(),
        right: Decimal::ZERO.to_string(),
        ..Breach::default()
    })
}

/// Suits without a review before them, and no result in two years after which one may go to court at once.
pub(super) fn direct_suits(case: &Case<'_>) -> Option<Breach> {
    let form = case.sheet.form();
    let is_limited = form.direct.as_ref()?.is_limited_in(case.sheet.report().year);
    let suits = case.sheet.role_sum(Role::DirectLitigation).filter(|suits| *suits > Decimal::ZERO)?;
    let last = case.before?.sheet;
    let contestable = directly_contestable(case.sheet)?.checked_add(directly_contestable(last)?)?;
    let handled = case.sheet.role_sum(Role::Handled)?.checked_add(last.role_sum(Role::Handled)?)?;
    let is_odd = is_limited && contestable.is_zero() && handled > Decimal::ZERO;
    let mut breach = is_odd.then(|| case.at(Role::DirectLitigation, suits, contestable))??;
    breach.fill.extend(first_reviewed(form));
    Some(breach)
}

/// How many results of a report may be taken to court at once.
fn directly_contestable(sheet: Sheet<'_>) -> Option<Decimal> {
    let cells = sheet.form().direct.as_ref()?.cells_in(sheet.report().year);
    cells.map(|id| sheet.number(id)).try_fold(Decimal::ZERO, |sum, number| sum.checked_add(number?))
}

/// What has to be reviewed before it is taken to court, as sentences say it.
pub(super) fn first_reviewed(form: &Form) -> Option<(&'static str, String)> {
    Some(("先复议", form.direct.as_ref()?.says.clone()))
}
