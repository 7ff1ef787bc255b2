//! What of the claims of a text is to be told.

use super::{
    cells::{Measure, Subject},
    claim::{Claim, Likeness, Says, Spoken},
    judge::{Amount, PartsOff, Standing, Verdict, parts_off},
};
use crate::{
    check::{Breach, Case, Fix, denied, prose::Prose},
    form::Level,
    words::number,
};

impl Standing<'_> {
    fn is_of(&self, spoken: Spoken) -> bool {
        self.claim.spoken == spoken
    }

    fn quote(&self) -> String {
        self.prose.words()[self.claim.words.clone()].to_owned()
    }

    /// A finding about the number: what stands there, and what the table says.
    fn breach(&self, subject: &Subject, amount: Amount) -> Breach {
        let figures = &self.prose.words()[self.claim.figures.clone()];
        let right = number::in_manner_of(figures, amount.at_least);
        let mends = amount.is_exact && self.claim.spoken == Spoken::Number && right.is_some();
        let right = right.filter(|_| amount.is_exact).unwrap_or_else(|| amount.said());
        let mut breach = self.prose.breach(&self.claim.figures, right);
        breach.left = self.claim.value.normalize().to_string();
        breach.fix = mends.then_some(Fix::Right);
        breach.fill = vec![
            ("原文", self.quote()),
            ("n", self.claim.value.normalize().to_string()),
            ("a", amount.said()),
            ("类", subject.called.clone()),
            ("量", subject.measure.unit().to_owned()),
        ];
        breach
    }
}

/// Numbers of documents made public that the table does not bear out.
pub(in crate::check) fn opened(case: &Case<'_>) -> Vec<Breach> {
    [Measure::Opened, Measure::OpenInAll].into_iter().flat_map(|measure| differing(case, measure)).collect()
}

/// Numbers of a kind that the table does not bear out, for certain.
pub(in crate::check) fn differing(case: &Case<'_>, measure: Measure) -> Vec<Breach> {
    let breach = |standing: &Standing<'_>| match standing.verdict {
        Verdict::Differs(subject, amount) if subject.measure == measure => {
            let breach = standing.breach(subject, amount);
            let said = standing.claim.value;
            let is_last = case.last_of(subject) == Some(said);
            // A number that is neither near nor last year's may well count something that the words do not name.
            let level = (!is_last && !amount.is_near(said)).then_some(Level::Warning);
            Some(Breach { level, ..breach })
        }
        Verdict::AgreesBesides(subject, amount) if subject.measure == measure => {
            let besides = standing.breach(subject, amount);
            // 收到 may well mean everything there was to deal with: nothing is offered in its place.
            Some(Breach { level: Some(Level::Info), fix: None, ..besides })
        }
        _ => None,
    };
    numbers(case).filter_map(breach).collect()
}

fn numbers<'c>(case: &'c Case<'_>) -> impl Iterator<Item = &'c Standing<'c>> {
    case.standings.iter().filter(|standing| standing.is_of(Spoken::Number))
}

/// Denials and words about all that the table does not bear out.
pub(in crate::check) fn refuted(case: &Case<'_>, spoken: Spoken, measures: &[Measure]) -> Vec<Breach> {
    let breach = |standing: &Standing<'_>| match standing.verdict {
        Verdict::Differs(subject, amount) if measures.contains(&subject.measure) => {
            let mut breach = standing.breach(subject, amount);
            breach.left = standing.quote();
            Some(breach)
        }
        _ => None,
    };
    case.standings.iter().filter(|standing| standing.is_of(spoken)).filter_map(breach).collect()
}

/// The same, with the form's words for how a case may end.
pub(in crate::check) fn all_kept(case: &Case<'_>) -> Vec<Breach> {
    let mut found = refuted(case, Spoken::All, &[Measure::Ending]);
    for breach in &mut found {
        breach.fill.extend(denied::endings(case.sheet.form()));
    }
    found
}

/// Numbers that may count several things, and none of them fits.
pub(in crate::check) fn fitting_none(case: &Case<'_>) -> Vec<Breach> {
    let breach = |standing: &Standing<'_>| match standing.verdict {
        Verdict::FitsNone(subjects) => {
            let amounts = subjects.iter().filter_map(|s| Some((s, Amount::of(case, s)?)));
            let said: Vec<String> = amounts
                .map(|(subject, amount)| {
                    format!("{}{}{}", subject.called, amount.said(), subject.measure.unit())
                })
                .collect();
            let first = subjects.first()?;
            let mut breach = standing.breach(first, Amount::of(case, first)?);
            breach.fix = None;
            breach.right = said.join("、");
            breach.fill.push(("各", said.join("，")));
            Some(breach)
        }
        _ => None,
    };
    numbers(case).filter_map(breach).collect()
}

/// Numbers of which it is not certain what they count, and that are very nearly what the table says.
pub(in crate::check) fn nearly(case: &Case<'_>) -> Vec<Breach> {
    let breach = |standing: &Standing<'_>| match standing.verdict {
        Verdict::Nearly(subject, amount) => Some(standing.breach(subject, amount)),
        _ => None,
    };
    numbers(case).filter_map(breach).collect()
}

/// Parts that are more than their whole in the table.
pub(in crate::check) fn exceeding(case: &Case<'_>) -> Vec<Breach> {
    let breach = |standing: &Standing<'_>| match standing.verdict {
        Verdict::Exceeds(subject, amount) => {
            let mut breach = Breach { fix: None, ..standing.breach(subject, amount) };
            let cell = subject.cells.first().and_then(|id| case.sheet.form().cell(id));
            breach.fill.extend(cell.map(|cell| ("表", case.sheet.form().tables[cell.table].name.clone())));
            Some(breach)
        }
        _ => None,
    };
    numbers(case).filter_map(breach).collect()
}

/// Numbers of last year that last year's report has otherwise.
pub(in crate::check) fn of_last_year(case: &Case<'_>) -> Vec<Breach> {
    let breach = |standing: &Standing<'_>| match standing.verdict {
        Verdict::DiffersLastYear(subject, number) => {
            Some(standing.breach(subject, Amount { at_least: number, is_exact: true }))
        }
        _ => None,
    };
    numbers(case).filter_map(breach).collect()
}

/// Rises and falls that are others by last year's numbers.
pub(in crate::check) fn changes(case: &Case<'_>) -> Vec<Breach> {
    let breach = |standing: &Standing<'_>| match standing.verdict {
        Verdict::OtherChange(change, now, last) => {
            let unit =
                if change.in_percent { "件" } else { &standing.prose.words()[standing.claim.unit.clone()] };
            let said = change.said(now, last, unit);
            let mut breach = standing.prose.breach(&standing.claim.words, said.clone());
            breach.fill = vec![("原文", standing.quote()), ("b", said)];
            Some(breach)
        }
        _ => None,
    };
    numbers(case).filter_map(breach).collect()
}

/// Shares that are others of every whole there is.
pub(in crate::check) fn shares(case: &Case<'_>) -> Vec<Breach> {
    let breach = |standing: &Standing<'_>| match standing.verdict {
        Verdict::OtherShare(right) => {
            let mut breach = standing.prose.breach(&standing.claim.figures, right.to_string());
            let is_plain = standing.claim.likeness == Likeness::Exact;
            breach.fix = is_plain.then_some(Fix::Right);
            breach.fill = vec![("原文", with_part(standing)), ("b", right.to_string())];
            Some(breach)
        }
        _ => None,
    };
    numbers(case).filter_map(breach).collect()
}

/// The words of a share from its part on.
fn with_part(standing: &Standing<'_>) -> String {
    let claims = &standing.prose.reading().statements.claims;
    let part = match standing.claim.says {
        Says::Share { ref parts, .. } => {
            parts.last().and_then(|part| claims.get(*part)).map(|c| c.number.start)
        }
        _ => None,
    };
    let start = part.unwrap_or(standing.claim.words.start).min(standing.claim.number.start);
    standing.prose.words()[start..standing.claim.number.end].to_owned()
}

/// Parts that do not make up the whole that a text says they are of.
pub(in crate::check) fn parts(case: &Case<'_>) -> Vec<Breach> {
    let in_prose = |prose: &Prose<'_>| {
        let statements = &prose.reading().statements;
        let off = statements.lists.iter().filter_map(|list| parts_off(&statements.claims, list));
        let untold = off.filter(|off| !is_told(case, prose, off));
        untold.map(|off| off_breach(prose, &off)).collect::<Vec<_>>()
    };
    case.prose.iter().flat_map(in_prose).collect()
}

/// Whether a number among these words has a finding of its own.
fn is_told(case: &Case<'_>, prose: &Prose<'_>, off: &PartsOff) -> bool {
    let is_inside =
        |claim: &Claim| off.words.start <= claim.number.start && claim.number.end <= off.words.end;
    case.standings.iter().any(|standing| {
        std::ptr::eq(standing.prose, prose)
            && is_inside(standing.claim)
            && matches!(
                standing.verdict,
                Verdict::Differs(..) | Verdict::FitsNone(_) | Verdict::Nearly(..) | Verdict::Exceeds(..)
            )
    })
}

fn off_breach(prose: &Prose<'_>, off: &PartsOff) -> Breach {
    let mut breach = prose.breach(&off.words, off.sum.normalize().to_string());
    breach.level = (!off.exceeds).then_some(Level::Info);
    breach.fill.extend([("b", off.sum.normalize().to_string()), ("a", off.whole.normalize().to_string())]);
    breach
}
