//! Cases of which it is not certain that they are about information, beside others that the tables bear out.

use rust_decimal::Decimal;

use super::{
    cells::Subject,
    claim::{Claim, Says, Spoken, Sureness},
    judge::{Amount, Verdict},
};
use crate::check::{Case, prose::Prose};

/// Smaller numbers are the same by chance.
const TELLING: Decimal = Decimal::from_parts(3, 0, 0, false, 0);
/// So many numbers on either side are looked at.
const NEAR: usize = 12;

impl<'a> Case<'a> {
    /// 诉讼12件，维持9件: where the whole is what the tables have, a part that is nearly what they have is asked about.
    pub(super) fn beside_kin(&self, prose: &'a Prose<'a>, claim: &'a Claim) -> Verdict<'a> {
        let Says::Count { subjects, of_last_year: false, .. } = &claim.says else {
            return Verdict::Unchecked;
        };
        let is_asked = claim.sureness == Sureness::Unsure && claim.spoken == Spoken::Number;
        let Some(subject) = subjects.first().filter(|one| is_asked && one.is_of_cases()) else {
            return Verdict::Unchecked;
        };
        let near = Amount::of(self, subject).filter(|amount| amount.is_exact && amount.is_near(claim.value));
        match near {
            Some(amount) if self.has_kin(prose, claim) => Verdict::Nearly(subject, amount),
            _ => Verdict::Unchecked,
        }
    }

    /// What the tables have of something, this year or last.
    fn has(&self, subject: &Subject, of_last_year: bool) -> Option<Decimal> {
        let now = || Amount::of(self, subject).filter(|sum| sum.is_exact).map(|sum| sum.at_least);
        if of_last_year { self.last_of(subject) } else { now() }
    }

    /// Whether another number of cases in the sentence is what the tables have.
    fn has_kin(&self, prose: &'a Prose<'a>, claim: &Claim) -> bool {
        let claims = &prose.reading().statements.claims;
        let at = claims.partition_point(|other| other.number.start < claim.number.start);
        let around = &claims[at.saturating_sub(NEAR)..(at + NEAR).min(claims.len())];
        let is_beside = |other: &Claim| {
            let between = other.number.end.min(claim.number.end)..other.number.start.max(claim.number.start);
            let words = prose.words().get(between).unwrap_or_default();
            other.number != claim.number && !words.contains(['。', '\n'])
        };
        let agrees = |other: &Claim| match &other.says {
            Says::Count { subjects, of_last_year, .. } => {
                other.sureness <= Sureness::Unsure
                    && other.value >= TELLING
                    && subjects
                        .iter()
                        .any(|one| one.is_of_cases() && self.has(one, *of_last_year) == Some(other.value))
            }
            _ => false,
        };
        around.iter().any(|other| is_beside(other) && agrees(other))
    }
}
