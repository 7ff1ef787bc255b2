//! What the tables say to what a text claims.

use std::{cell::RefCell, collections::HashMap, ops::Range};

use rust_decimal::Decimal;

use super::{
    cells::{Measure, Subject},
    claim::{Change, Claim, Likeness, Parts, Says, Spoken, Sureness},
};
use crate::{
    check::{Case, prose::Prose},
    draft::{Figure, Sheet},
    form::CellId,
    words::number::is_swapped,
};

/// A number or denial of the text with what became of it.
pub(in crate::check) struct Standing<'a> {
    /// The passage it stands in.
    pub prose: &'a Prose<'a>,
    /// What is claimed.
    pub claim: &'a Claim,
    /// What the tables say to it.
    pub verdict: Verdict<'a>,
}

impl Standing<'_> {
    /// Whether it was understood well enough to be called checked: small numbers are the same by chance.
    pub fn is_certain(&self) -> bool {
        const TELLING: u32 = 10;
        match self.claim.sureness {
            Sureness::Clear => true,
            Sureness::Unsure => self.claim.value >= Decimal::from(TELLING),
            Sureness::Part | Sureness::Other => false,
        }
    }

    /// Whether it is a number that stands there.
    pub fn is_number(&self) -> bool {
        self.claim.spoken == Spoken::Number
    }
}

/// What the tables say to a claim.
#[derive(Clone, Debug)]
pub(in crate::check) enum Verdict<'a> {
    /// The same.
    Agrees(&'a Subject),
    /// The same, if it is meant with what was carried over.
    AgreesBesides(&'a Subject, Amount),
    /// Something else, and what is meant is certain.
    Differs(&'a Subject, Amount),
    /// Something else, however it is meant.
    FitsNone(&'a [Subject]),
    /// Something else, very nearly so, and what is meant is not certain.
    Nearly(&'a Subject, Amount),
    /// Less than what is said to be a part of it.
    Exceeds(&'a Subject, Amount),
    /// Last year's report says something else.
    DiffersLastYear(&'a Subject, Decimal),
    /// It is as last year's report says.
    AgreesLastYear,
    /// A share or a change that is what the numbers give.
    Computes,
    /// A share that should be another: how much of which whole, in percent.
    OtherShare(Decimal),
    /// A change that should be another: this year's and last year's number.
    OtherChange(&'a Change, Decimal, Decimal),
    /// It was not understood, or something that it needs is missing.
    Unchecked,
    /// It counts nothing that the tables count.
    Unrelated,
}

impl Verdict<'_> {
    /// Whether there is something to be told.
    pub fn is_telling(&self) -> bool {
        use Verdict::{Agrees, AgreesLastYear, Computes, Unchecked, Unrelated};
        !matches!(self, Agrees(_) | AgreesLastYear | Computes | Unchecked | Unrelated)
    }
}

/// What some cells come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) struct Amount {
    /// What those that are filled in come to.
    pub at_least: Decimal,
    /// Whether all are.
    pub is_exact: bool,
}

/// What the cells come to that were asked for in a check: many numbers are of the same few, and a total has many parts.
#[derive(Default)]
pub(in crate::check) struct Amounts(RefCell<HashMap<CellId, Option<Amount>>>);

impl Amounts {
    fn of(&self, sheet: Sheet<'_>, id: &CellId) -> Option<Amount> {
        let known = self.0.borrow().get(id).copied();
        known.unwrap_or_else(|| {
            let amount = Amount::of_cell(sheet, id);
            self.0.borrow_mut().insert(id.clone(), amount);
            amount
        })
    }
}

impl Amount {
    /// What a number of the text counts comes to in the tables; `None` where nothing of it is filled in.
    pub fn of(case: &Case<'_>, subject: &Subject) -> Option<Self> {
        let sum = Self::of_cells(case, &subject.cells)?;
        let less = Self::of_cells(case, &subject.less);
        let sum = match less {
            Some(less) => Self {
                at_least: sum.at_least.saturating_sub(less.at_least),
                is_exact: sum.is_exact && less.is_exact,
            },
            None => Self { is_exact: sum.is_exact && subject.less.is_empty(), ..sum },
        };
        Some(Self { at_least: sum.at_least.checked_mul(subject.unit(case.sheet.form()))?, ..sum })
    }

    /// What some cells come to; `None` where none of them is filled in.
    pub(super) fn of_cells(case: &Case<'_>, cells: &[CellId]) -> Option<Self> {
        let mut amount = Self { at_least: Decimal::ZERO, is_exact: true };
        let mut is_filled = false;
        for cell in cells {
            let one = case.amounts.of(case.sheet, cell);
            is_filled |= one.is_some();
            amount = Self {
                at_least: amount.at_least.saturating_add(one.map_or(Decimal::ZERO, |one| one.at_least)),
                is_exact: amount.is_exact && one.is_some_and(|one| one.is_exact),
            };
        }
        is_filled.then_some(amount)
    }

    /// What one cell comes to. A total with blank parts is what is printed in it.
    fn of_cell(sheet: Sheet<'_>, id: &CellId) -> Option<Self> {
        let printed = || sheet.printed(sheet.form().cell(id)?)?.number();
        match sheet.figure_of(id) {
            Figure::Number(at_least) => Some(Self { at_least, is_exact: true }),
            Figure::Partial(sum) => {
                let printed = printed().filter(|printed| *printed >= sum);
                Some(Self { at_least: printed.unwrap_or(sum), is_exact: printed.is_some() })
            }
            Figure::Blank => printed().map(|at_least| Self { at_least, is_exact: true }),
            Figure::Other(_) => None,
        }
    }

    /// In the unit that a claim is in, where the form gives none for what is spent: 元, 万元 or 亿元.
    fn in_unit_of(self, claim: &Claim, subject: &Subject) -> Self {
        const UNITS: [u32; 3] = [1, 10_000, 100_000_000];
        if subject.measure != Measure::Spending {
            return self;
        }
        let scaled = UNITS.into_iter().filter_map(|unit| self.at_least.checked_mul(unit.into()));
        let off = |amount: &Decimal| (amount - claim.value).abs();
        let at_least = scaled.min_by_key(off).unwrap_or(self.at_least);
        Self { at_least, ..self }
    }

    /// Whether a number is that of somebody who meant this one: one more or less, a slip of typing away, or within a
    /// quarter, as counts of another day are. True sentences that were read wrongly had, nearly all of them, numbers further off.
    pub(super) fn is_near(self, said: Decimal) -> bool {
        const QUARTER: Decimal = Decimal::from_parts(4, 0, 0, false, 0);
        let (gap, larger) = ((said - self.at_least).abs(), said.max(self.at_least));
        gap <= Decimal::ONE || is_slip(said, self.at_least) || gap.saturating_mul(QUARTER) <= larger
    }

    /// Rounded as a claim is.
    fn stated_as(self, claim: &Claim) -> Decimal {
        match claim.likeness {
            Likeness::Rounded(step) => {
                let steps = self.at_least.checked_div(step).map(|steps| steps.round());
                steps.and_then(|steps| steps.checked_mul(step)).unwrap_or(self.at_least)
            }
            _ => self.at_least,
        }
    }

    /// As a sentence says it: `至少275` where some cells are blank.
    pub fn said(self) -> String {
        let number = self.at_least.normalize();
        if self.is_exact { number.to_string() } else { format!("至少{number}") }
    }

    /// Whether it is what is claimed; `None` where blank cells leave that open.
    fn is(self, claim: &Claim) -> Option<bool> {
        match (self.is_exact, claim.likeness) {
            (true, Likeness::Exact) => Some(claim.value == self.at_least),
            (true, Likeness::Rounded(step)) => Some(is_rounded_to(claim.value, self.at_least, step)),
            (true, Likeness::About) => Some(is_about(claim.value, self.at_least)),
            (false, _) => (claim.value < self.at_least && claim.likeness == Likeness::Exact).then_some(false),
        }
    }
}

/// Whether a number is another rounded or cut to a step: 44.72万 for 447228.
fn is_rounded_to(said: Decimal, number: Decimal, step: Decimal) -> bool {
    let off = number - said;
    let is_cut = off >= Decimal::ZERO && off < step;
    is_cut || off.abs() <= step * Decimal::new(5, 1)
}

/// Whether a number may be called about so many: 300余件 for 327, 近500件 for 492.
pub(super) fn is_about(said: Decimal, number: Decimal) -> bool {
    let slack = said.checked_div(Decimal::from(4)).unwrap_or(Decimal::MAX);
    let scaled = number.saturating_sub(said).abs();
    scaled <= slack.max(Decimal::from(9))
}

impl<'a> Case<'a> {
    /// Every claim of the texts with what the tables say to it.
    pub(in crate::check) fn judged(&self) -> Vec<Standing<'a>> {
        let in_prose = |prose: &'a Prose<'a>| {
            let claims = prose.reading().statements.claims.iter();
            claims.map(move |claim| Standing { prose, claim, verdict: self.verdict(prose, claim) })
        };
        self.prose.iter().flat_map(in_prose).collect()
    }

    /// What is said of a claim by the tables, last year's report and the other numbers of its passage.
    pub(in crate::check) fn verdict(&self, prose: &'a Prose<'a>, claim: &'a Claim) -> Verdict<'a> {
        match &claim.says {
            Says::Nothing => Verdict::Unrelated,
            Says::Count { .. } if claim.sureness == Sureness::Other => Verdict::Unrelated,
            Says::Count { subjects, of_last_year: true, .. } => self.of_last_year(claim, subjects),
            Says::Count { subjects, besides, .. } => {
                let verdict = self.count(claim, subjects, besides.as_ref());
                if matches!(verdict, Verdict::Unchecked) { self.beside_kin(prose, claim) } else { verdict }
            }
            Says::Sum => Verdict::Computes,
            Says::Share { parts, is_of_sum } => self.share(prose, claim, parts, *is_of_sum),
            Says::ShareOf(subjects) => self.share_of_subjects(claim, subjects),
            Says::DoneRate => self.done_rate(claim),
            Says::Change(change) => self.change(claim, change),
        }
    }

    fn count(&self, claim: &Claim, subjects: &'a [Subject], besides: Option<&'a Subject>) -> Verdict<'a> {
        let amount =
            |subject: &Subject| Amount::of(self, subject).map(|amount| amount.in_unit_of(claim, subject));
        let amounts: Vec<(&Subject, Option<Amount>)> =
            subjects.iter().map(|subject| (subject, amount(subject))).collect();
        let fits =
            |(_, amount): &&(&Subject, Option<Amount>)| amount.is_some_and(|a| a.is(claim) == Some(true));
        if let Some((subject, _)) = amounts.iter().find(fits) {
            return Verdict::Agrees(subject);
        }
        let with_others = besides.and_then(|subject| Some((subject, Amount::of(self, subject)?)));
        let known: Vec<(&'a Subject, Amount)> =
            amounts.iter().filter_map(|(subject, amount)| Some((*subject, (*amount)?))).collect();
        let is_refuted =
            known.len() == amounts.len() && known.iter().all(|(_, a)| a.is(claim) == Some(false));
        let (true, Some((subject, amount))) = (is_refuted, known.first().copied()) else {
            return if claim.sureness == Sureness::Unsure {
                nearest(claim, &known)
            } else {
                Verdict::Unchecked
            };
        };
        if with_others.is_some_and(|(_, amount)| amount.is(claim) == Some(true))
            && claim.sureness != Sureness::Part
        {
            return Verdict::AgreesBesides(subject, amount);
        }
        match claim.sureness {
            Sureness::Clear
                if known.iter().all(|(one, other)| *other == amount && one.measure == subject.measure) =>
            {
                Verdict::Differs(subject, amount)
            }
            Sureness::Clear => Verdict::FitsNone(subjects),
            Sureness::Unsure => nearest(claim, &known),
            Sureness::Part => exceeded(claim, known.into_iter().chain(with_others)),
            Sureness::Other => Verdict::Unrelated,
        }
    }

    fn of_last_year(&self, claim: &Claim, subjects: &'a [Subject]) -> Verdict<'a> {
        let last = |subject: &'a Subject| Some((subject, self.last_of(subject)?));
        let known: Vec<(&Subject, Decimal)> = subjects.iter().filter_map(last).collect();
        let fits = known.iter().find(|(_, number)| *number == claim.value);
        match (fits, known.as_slice()) {
            (Some(_), _) => Verdict::AgreesLastYear,
            (None, [(subject, number), ..])
                if claim.likeness == Likeness::Exact
                    && (claim.sureness == Sureness::Clear || is_slip(claim.value, *number)) =>
            {
                Verdict::DiffersLastYear(subject, *number)
            }
            _ => Verdict::Unchecked,
        }
    }

    /// What something came to last year.
    pub(super) fn last_of(&self, subject: &Subject) -> Option<Decimal> {
        let before = self.before?;
        let own = self.sheet.form();
        let sum =
            |cells: &[CellId]| cells.iter().map(|id| before.number(own.cell(id)?)).sum::<Option<Decimal>>();
        sum(&subject.cells)?.checked_sub(sum(&subject.less)?)?.checked_mul(subject.unit(own))
    }
}

/// Parts that do not make up their whole.
pub(in crate::check) struct PartsOff {
    /// The words from the whole to the last part.
    pub words: Range<usize>,
    /// What the parts come to.
    pub sum: Decimal,
    /// What the whole is said to be.
    pub whole: Decimal,
    /// Whether they are more than the whole.
    pub exceeds: bool,
}

/// A list whose parts are more than the whole, or nearly it: what they come to.
pub(in crate::check) fn parts_off(claims: &[Claim], list: &Parts) -> Option<PartsOff> {
    let of = |at: &usize| claims.get(*at);
    let wholes: Vec<&Claim> = list.wholes.iter().filter_map(of).collect();
    let parts: Vec<&Claim> = list.parts.iter().filter_map(of).collect();
    let is_exact = |claim: &&Claim| claim.likeness == Likeness::Exact;
    if !parts.iter().all(is_exact) || parts.len() < 2 {
        return None;
    }
    let values: Vec<Decimal> = parts.iter().map(|part| part.value).collect();
    let sum = values.iter().fold(Decimal::ZERO, |sum, value| sum.saturating_add(*value));
    let largest = wholes.iter().copied().max_by_key(|whole| whole.value)?;
    let all: Decimal = wholes.iter().fold(Decimal::ZERO, |sum, whole| sum.saturating_add(whole.value));
    let is_of_table =
        |claim: &&Claim| claim.sureness == Sureness::Clear && matches!(claim.says, Says::Count { .. });
    if !list.is_total
        && (wholes.iter().any(|whole| makes_up(&values, whole.value))
            || makes_up(&values, all)
            || parts.iter().all(is_of_table))
    {
        return None;
    }
    if list.is_total {
        let all: Vec<Decimal> =
            (0..values.len() - 1).map(|from| values[from..].iter().copied().sum()).collect();
        let is_near = |sum: &Decimal| {
            is_slip(*sum, largest.value)
                || all.first() == Some(sum) && is_nearly(&values, *sum, largest.value)
        };
        let near = all.iter().copied().find(is_near);
        let words = parts.first()?.words.start..largest.number.end;
        let sum = near.filter(|_| !all.contains(&largest.value))?;
        return Some(PartsOff { words, sum, whole: largest.value, exceeds: false });
    }
    let exceeds = sum > largest.value && largest.likeness == Likeness::Exact;
    let nearly = wholes
        .iter()
        .find(|whole| is_exact(whole) && is_nearly(&values, sum, whole.value) && sum < whole.value);
    let words = largest.words.start..parts.last()?.number.end;
    match (exceeds, nearly) {
        (true, _) => Some(PartsOff { words, sum, whole: largest.value, exceeds }),
        (false, Some(whole)) => {
            Some(PartsOff { words: whole.words.start..words.end, sum, whole: whole.value, exceeds })
        }
        (false, None) => None,
    }
}

/// Whether parts make up a whole, once or again and again: by applicants, then by ways.
fn makes_up(parts: &[Decimal], whole: Decimal) -> bool {
    let (mut sum, mut of, mut times) = (Decimal::ZERO, 0, 0);
    for part in parts {
        (sum, of) = (sum.saturating_add(*part), of + 1);
        // One part that is the whole is none of a list.
        if sum == whole && of > 1 {
            (sum, of, times) = (Decimal::ZERO, 0, times + 1);
        }
    }
    times > 0 && sum <= whole
}

/// Whether parts would make up a whole but for one slip in it, or in one of them.
fn is_nearly(parts: &[Decimal], sum: Decimal, whole: Decimal) -> bool {
    let with = |part: &Decimal, other: Decimal| sum - part + other == whole;
    let is_mended = |part: &Decimal| swaps(*part).into_iter().any(|other| with(part, other));
    is_slip(sum, whole) || (parts.len() > 2 && parts.iter().any(is_mended))
}

/// A number with two neighbouring digits changed, each pair in turn.
fn swaps(number: Decimal) -> Vec<Decimal> {
    let digits: Vec<char> = number.normalize().to_string().chars().collect();
    let swapped = |at: usize| {
        let mut other = digits.clone();
        other.swap(at, at + 1);
        other.into_iter().collect::<String>().parse::<Decimal>().ok()
    };
    let all = (0..digits.len().saturating_sub(1)).filter_map(swapped);
    all.filter(|other| *other != number).collect()
}

/// What of some cells a claim is nearly.
fn nearest<'a>(claim: &Claim, known: &[(&'a Subject, Amount)]) -> Verdict<'a> {
    let near =
        known.iter().find(|(_, amount)| amount.is_exact && is_slip(claim.value, amount.stated_as(claim)));
    let is_told = match claim.likeness {
        Likeness::Exact => true,
        // 44.72万: rounded, but to so many digits that it is still told.
        Likeness::Rounded(step) => claim.value >= step.saturating_mul(Decimal::ONE_THOUSAND),
        Likeness::About => false,
    };
    let is_stated = claim.spoken == Spoken::Number && is_told;
    near.filter(|_| is_stated)
        .map_or(Verdict::Unchecked, |(subject, amount)| Verdict::Nearly(subject, *amount))
}

/// What a part is more than, however its whole is meant.
fn exceeded<'a>(claim: &Claim, known: impl Iterator<Item = (&'a Subject, Amount)>) -> Verdict<'a> {
    let largest = known.max_by_key(|(_, amount)| amount.at_least);
    let is_more = |(_, amount): &(&Subject, Amount)| {
        amount.is_exact && claim.value > amount.at_least && claim.likeness == Likeness::Exact
    };
    largest.filter(is_more).map_or(Verdict::Unchecked, |(subject, amount)| Verdict::Exceeds(subject, amount))
}

/// Whether a number is another with a slip of typing in it: one more or less, one digit or two neighbours changed. Small
/// numbers are near each other by chance.
pub(super) fn is_slip(said: Decimal, right: Decimal) -> bool {
    const TELLING: u32 = 10;
    if right < Decimal::from(TELLING) || said == right {
        return false;
    }
    let (said_words, right_words) = (said.normalize().to_string(), right.normalize().to_string());
    let differing = said_words.bytes().zip(right_words.bytes()).filter(|(a, b)| a != b).count();
    let is_one_digit =
        said_words.len() == right_words.len() && differing == 1 && right >= Decimal::ONE_HUNDRED;
    (said - right).abs() == Decimal::ONE || is_swapped(&said_words, &right_words) || is_one_digit
}
