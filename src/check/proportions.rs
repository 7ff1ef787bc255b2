//! Proportions that the text states of all applications (`assets/norms/texts.md` “正文与表格一致”: TX-PCT).

use std::ops::Range;

use rust_decimal::Decimal;

use super::{Breach, Case, claims::statement, lexicon::Wording, prose::Prose};
use crate::form::Role;

/// What rounding to whole percent may come to, and a little more.
const SLACK: Decimal = Decimal::from_parts(6, 0, 0, false, 1);

pub(super) fn stated(case: &Case<'_>) -> Vec<Breach> {
    case.prose.iter().flat_map(|prose| in_prose(case, prose)).collect()
}

fn in_prose(case: &Case<'_>, prose: &Prose<'_>) -> Vec<Breach> {
    let proportion = case.lexicon.get(Wording::Proportion);
    let wrong = |bytes: &Range<usize>| {
        let groups = proportion.groups(&prose.words()[bytes.clone()])?;
        let number = |at: usize| groups.get(at)?.as_str().parse::<Decimal>().ok();
        let (part, percent) = (number(1)?, number(2)?);
        // Of applications alone the whole is known.
        statement(prose, bytes).contains("申请").then_some(())?;
        let wholes = [Role::Received, Role::Handled].map(|role| case.sheet.role_sum(role));
        let of = |whole: &Decimal| part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(*whole);
        let right: Vec<Decimal> = wholes.iter().flatten().filter_map(of).collect();
        let holds = right.iter().any(|right| (right - percent).abs() < SLACK);
        let b = right.first().filter(|_| !holds)?.round_dp(1).normalize().to_string();
        let mut breach = prose.breach(bytes, b.as_str());
        breach.fill.push(("b", b));
        Some(breach)
    };
    prose.reading().said(Wording::Proportion).iter().filter_map(wrong).collect()
}
