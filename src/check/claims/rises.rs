//! What rose or fell, by this year's tables and last year's report.

use rust_decimal::Decimal;

use super::{
    cells::Subject,
    claim::{Change, Claim, Likeness},
    judge::{Amount, Verdict, is_about},
};
use crate::check::Case;

impl<'a> Case<'a> {
    /// How much something rose or fell by what the tables and last year's report have.
    pub(super) fn change(&self, claim: &Claim, change: &'a Change) -> Verdict<'a> {
        let numbers = |subject: &Subject| {
            let now = Amount::of(self, subject).filter(|amount| amount.is_exact)?;
            let is_meant = change.now.is_none_or(|said| said == now.at_least);
            let now = Some(now).filter(|_| is_meant)?;
            Some((now.at_least, self.last_of(subject)?))
        };
        let known: Vec<(Decimal, Decimal)> = change.of.iter().filter_map(numbers).collect();
        let holds = |(now, last): &(Decimal, Decimal)| change.holds(claim, *now, *last);
        match known.first() {
            _ if known.iter().any(|both| holds(both) == Some(true)) => Verdict::Computes,
            Some(first @ (now, last)) if holds(first) == Some(false) => {
                Verdict::OtherChange(change, *now, *last)
            }
            _ => Verdict::Unchecked,
        }
    }
}

impl Change {
    /// Whether it is what two numbers give, within rounding to what is stated; `None` where that cannot be said.
    fn holds(&self, claim: &Claim, now: Decimal, last: Decimal) -> Option<bool> {
        let change = if self.in_percent { percent(now, last)? } else { now - last };
        let stated = if self.rises { claim.value } else { -claim.value };
        let slack = match (self.in_percent, claim.value.normalize().scale()) {
            (false, _) => Decimal::ZERO,
            (true, 0) => Decimal::new(5, 1),
            (true, 1) => Decimal::new(1, 1),
            (true, places) => Decimal::new(9, places + 1),
        };
        let is_near = (stated - change).abs() <= slack;
        let is_rough = claim.likeness == Likeness::About && is_about(stated.abs(), change.abs());
        Some(is_near || is_rough && (stated.is_sign_negative() == change.is_sign_negative()))
    }

    /// `增长18.8%（16件→19件）`.
    pub fn said(&self, now: Decimal, last: Decimal, unit: &str) -> String {
        let change = match percent(now, last).filter(|_| self.in_percent) {
            _ if now == last => "持平".to_owned(),
            Some(percent) if percent.is_sign_negative() => {
                format!("下降{}%", percent.abs().round_dp(1).normalize())
            }
            Some(percent) => format!("增长{}%", percent.round_dp(1).normalize()),
            None if now < last => format!("减少{}{unit}", (last - now).normalize()),
            None => format!("增加{}{unit}", (now - last).normalize()),
        };
        format!("{change}（{}{unit}→{}{unit}）", last.normalize(), now.normalize())
    }
}

fn percent(now: Decimal, last: Decimal) -> Option<Decimal> {
    (now - last).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(last)
}
