//! Rises and falls that the text states, computed again from last year's numbers (`assets/norms/texts.md` “正文与表格一致”:
//! TX-YOY).

use std::ops::Range;

use regex::Captures;
use rust_decimal::Decimal;

use super::{
    Breach, Case,
    claims::subject,
    lexicon::{Lexicon, Wording},
    prose::Prose,
};
use crate::form::Cell;

/// A rise or fall as it is stated.
struct Stated {
    rises: bool,
    number: Decimal,
    in_percent: bool,
}

impl Stated {
    fn read(lexicon: &Lexicon, found: &Captures<'_>) -> Option<Self> {
        Some(Self {
            rises: lexicon.says(Wording::Rise, found.get(1)?.as_str()),
            number: found.get(2)?.as_str().parse().ok()?,
            in_percent: found.get(3)?.as_str() == "%",
        })
    }

    /// Whether it is what `change` comes to, within rounding to what is stated.
    fn holds(&self, change: Decimal) -> bool {
        let signed = if self.rises { self.number } else { -self.number };
        let slack = if self.in_percent { Decimal::new(1, 1) } else { Decimal::ZERO };
        let whole = self.in_percent && self.number.fract().is_zero();
        let slack = if whole { Decimal::new(5, 1) } else { slack };
        (signed - change).abs() <= slack
    }
}

pub(super) fn stated(case: &Case<'_>) -> Vec<Breach> {
    case.prose.iter().flat_map(|prose| in_prose(case, prose)).collect()
}

fn in_prose(case: &Case<'_>, prose: &Prose<'_>) -> Vec<Breach> {
    let text = prose.words();
    let trend = case.lexicon.get(Wording::Trend);
    let wrong = |bytes: Range<usize>| {
        let stated = Stated::read(case.lexicon, &trend.groups(&text[bytes.clone()])?)?;
        let (cells, _) = subject(case, prose, bytes.start)?;
        let (now, last) = numbers(case, &cells)?;
        let change = if stated.in_percent { percent(now, last)? } else { now - last };
        (!stated.holds(change)).then(|| {
            let mut breach = prose.breach(&bytes, said(now, last, stated.in_percent));
            breach.fill.push(("b", breach.right.clone()));
            breach
        })
    };
    prose.reading().said(Wording::Trend).iter().cloned().filter_map(wrong).collect()
}

/// The sum of some cells this year and last.
fn numbers(case: &Case<'_>, cells: &[&Cell]) -> Option<(Decimal, Decimal)> {
    let before = case.before?;
    let now = cells.iter().map(|cell| case.sheet.figure(cell).number());
    let last = cells.iter().map(|cell| before.number(cell));
    Some((now.sum::<Option<Decimal>>()?, last.sum::<Option<Decimal>>()?))
}

fn percent(now: Decimal, last: Decimal) -> Option<Decimal> {
    (now - last).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(last)
}

/// `增长18.8%（16件→19件）`.
fn said(now: Decimal, last: Decimal, in_percent: bool) -> String {
    let change = match percent(now, last).filter(|_| in_percent) {
        _ if now == last => "持平".to_owned(),
        Some(percent) if percent.is_sign_negative() => {
            format!("下降{}%", percent.abs().round_dp(1).normalize())
        }
        Some(percent) => format!("增长{}%", percent.round_dp(1).normalize()),
        None if now < last => format!("减少{}件", last - now),
        None => format!("增加{}件", now - last),
    };
    format!("{change}（{last}件→{now}件）")
}
