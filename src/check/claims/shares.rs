//! Percentages of the text against the wholes that they may be of.

use rust_decimal::Decimal;

use super::{
    cells::Subject,
    claim::{Claim, Likeness, Says, Sureness},
    judge::{Amount, Verdict, is_slip},
};
use crate::{
    check::{Case, prose::Prose},
    form::Role,
};

impl<'a> Case<'a> {
    pub(super) fn share(
        &self,
        prose: &'a Prose<'a>,
        claim: &Claim,
        parts: &[usize],
        is_of_sum: bool,
    ) -> Verdict<'a> {
        let statements = &prose.reading().statements;
        let Some((at, part)) = parts.last().and_then(|at| Some((*at, statements.claims.get(*at)?))) else {
            return Verdict::Unchecked;
        };
        let of_text = statements.wholes_of(at);
        let beside = statements.claims[..at].iter().rfind(|claim| matches!(claim.says, Says::Count { .. }));
        let of_table = [Some(part), beside].into_iter().flatten().map(|part| self.wholes(part));
        let of_table = of_table.into_iter().find(|wholes| !wholes.is_empty()).unwrap_or_default();
        let wholes: Vec<Decimal> = of_text.into_iter().chain(of_table).collect();
        let values = if is_of_sum { statements.sums_of(parts) } else { vec![part.value] };
        let percent = |value: Decimal, whole: &Decimal| {
            value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(*whole).filter(|_| *whole >= value)
        };
        let of_wholes =
            |value: &Decimal| wholes.iter().filter_map(|whole| percent(*value, whole)).collect::<Vec<_>>();
        let right: Vec<Decimal> = values.iter().flat_map(of_wholes).collect();
        share_of(claim, &right)
    }

    /// A share whose part is only named: 维持的占50%.
    pub(super) fn share_of_subjects(&self, claim: &Claim, subjects: &[Subject]) -> Verdict<'a> {
        let form = self.sheet.form();
        let of_subject = |subject: &Subject| {
            let part = Amount::of(self, subject).filter(|amount| amount.is_exact);
            let wholes = subject.wholes(form);
            let amounts = wholes.iter().filter_map(|cells| Amount::of_cells(self, cells));
            let shares = amounts.filter_map(|whole| {
                part?.at_least.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole.at_least)
            });
            shares.collect::<Vec<_>>()
        };
        let right: Vec<Decimal> = subjects.iter().flat_map(of_subject).collect();
        if claim.sureness == Sureness::Unsure { nearly_share(claim, &right) } else { share_of(claim, &right) }
    }

    /// How many of all applications were dealt with.
    pub(super) fn done_rate(&self, claim: &Claim) -> Verdict<'a> {
        let sum =
            |roles: &[Role]| roles.iter().map(|role| self.sheet.role_sum(*role)).sum::<Option<Decimal>>();
        let rate = |whole: Option<Decimal>| {
            sum(&[Role::Handled])?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole?)
        };
        let wholes = [sum(&[Role::Received]), sum(&[Role::Received, Role::CarriedIn])];
        let most = Decimal::ONE_HUNDRED;
        let right: Vec<Decimal> = wholes.into_iter().filter_map(rate).filter(|rate| *rate <= most).collect();
        let off = |right: &Decimal| (right - claim.value).abs();
        // More than all there cannot be.
        let best = if claim.value > most { Some(most) } else { right.iter().copied().min_by_key(off) };
        match best {
            _ if claim.likeness == Likeness::About => Verdict::Computes,
            // Of those that were due it may be all.
            _ if right.iter().chain([&most]).any(|right| is_rounded(claim.value, *right)) => {
                Verdict::Computes
            }
            Some(best)
                if off(&best) <= Decimal::TWO || is_slip(claim.value, best.round_dp(claim.value.scale())) =>
            {
                Verdict::OtherShare(best.round_dp(claim.value.scale().max(1)).normalize())
            }
            _ => Verdict::Unchecked,
        }
    }

    /// What of the tables a number may be a share of: all that contains it.
    pub(super) fn wholes(&self, part: &Claim) -> Vec<Decimal> {
        let Says::Count { subjects, .. } = &part.says else { return Vec::new() };
        let Some(subject) = subjects.first() else { return Vec::new() };
        let wholes = subject.wholes(self.sheet.form());
        wholes.iter().filter_map(|cells| Some(Amount::of_cells(self, cells)?.at_least)).collect()
    }
}

/// A share that is stated against all that it may be.
fn share_of<'a>(claim: &Claim, right: &[Decimal]) -> Verdict<'a> {
    let off = |right: &Decimal| (right - claim.value).abs();
    let Some(best) = right.iter().copied().min_by_key(off) else { return Verdict::Unchecked };
    if claim.likeness == Likeness::About || right.iter().any(|right| is_rounded(claim.value, *right)) {
        return Verdict::Computes;
    }
    // The whole that is meant may not be known: of which it would be far off is not it.
    let digits = claim.value.scale().max(1);
    let is_swapped = right.iter().any(|right| is_slip(claim.value, right.round_dp(claim.value.scale())));
    let is_of_it = off(&best) <= far_off(claim.value) || is_swapped;
    if is_of_it { Verdict::OtherShare(best.round_dp(digits).normalize()) } else { Verdict::Unchecked }
}

/// A rate of which it is not certain how it is reckoned: only what is very nearly one is told.
fn nearly_share<'a>(claim: &Claim, right: &[Decimal]) -> Verdict<'a> {
    let places = claim.value.scale();
    if claim.likeness == Likeness::About || right.iter().any(|right| is_rounded(claim.value, *right)) {
        return Verdict::Computes;
    }
    let step = Decimal::new(1, places.max(1));
    let is_near = |right: &Decimal| is_slip(claim.value, *right) || (claim.value - right).abs() <= step;
    let near = right.iter().map(|right| right.round_dp(places)).find(is_near);
    near.map_or(Verdict::Unchecked, |right| Verdict::OtherShare(right.normalize()))
}

/// Whether a percentage is another rounded to as many places as it has.
fn is_rounded(stated: Decimal, right: Decimal) -> bool {
    let off = right - stated;
    let place = Decimal::new(1, stated.scale());
    let slack = if stated.scale() == 0 { Decimal::new(6, 1) } else { Decimal::new(51, 2) };
    let is_rounded = off.abs() < place * slack;
    // Two places and more are often cut and not rounded.
    let is_cut = stated.scale() > 1 && off >= Decimal::ZERO && off < place;
    is_rounded || is_cut
}

/// How far off a share is still one of the same whole.
fn far_off(percent: Decimal) -> Decimal {
    percent.checked_div(Decimal::from(3)).unwrap_or(percent).max(Decimal::from(10))
}
