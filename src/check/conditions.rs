//! Conditions between numbers that are quietly pointed out (`assets/norms/rules.md` “规则一览”).
//!
//! They ask for cells by role, and say nothing where the form does not know the role or a number is missing.

use rust_decimal::Decimal;

use super::{Breach, Case, Place, words::numbered_row};
use crate::{draft::last::Before, form::Role};

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
    let all = [Role::Review, Role::DirectLitigation, Role::LitigationAfterReview];
    let cases: Decimal = all.into_iter().map(|r| case.sheet.role_sum(r)).sum::<Option<Decimal>>()?;
    let applications = case.sheet.role_sum(Role::Received)? + case.sheet.role_sum(Role::CarriedIn)?;
    let none = applications.is_zero() && case.last_sum(Role::Received).is_zero();
    (none && cases > Decimal::ZERO).then(|| case.at(Role::Review, cases, applications))?
}
