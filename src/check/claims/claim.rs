//! What a text claims: numbers, and what each is said to count.

use std::ops::Range;

use rust_decimal::Decimal;

use super::cells::{Measure, Subject};

/// For whom a text is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::check) struct Reads {
    /// The name of the agency, empty where it is not known.
    pub agency: String,
    /// Whether it reports for all agencies below it (人民政府).
    pub is_government: bool,
    /// The year reported on.
    pub year: u16,
}

/// How sure it is that a number counts what it seems to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::check) enum Sureness {
    /// Every word was understood.
    Clear,
    /// A word was not, or there is another body in the sentence.
    Unsure,
    /// It counts a part of it.
    Part,
    /// It counts something else.
    Other,
}

/// How exactly a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Likeness {
    /// As it stands.
    Exact,
    /// Rounded to so many: 1.23万.
    Rounded(Decimal),
    /// About so many.
    About,
}

/// How a claim is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Spoken {
    /// By a number.
    Number,
    /// There is none: 未收到.
    None,
    /// It is so of all, so that there is none of the others: 均获维持.
    All,
}

/// What is said of a number.
#[derive(Clone, Debug)]
pub(in crate::check) enum Says {
    /// It counts one of these; `besides` is what may be meant where none of them fits.
    Count {
        /// Each way to understand it.
        subjects: Vec<Subject>,
        /// What may be meant besides.
        besides: Option<Subject>,
        /// Whether it is last year's number.
        of_last_year: bool,
    },
    /// It is a percentage of a whole: the claim before it is the part.
    Share {
        /// Which claims of the passage may be the part: the last, or the last ones together.
        parts: Vec<usize>,
        /// Whether it is of several together: 合计占.
        is_of_sum: bool,
    },
    /// It is a percentage of a whole that one of these is.
    ShareOf(Vec<Subject>),
    /// It is how many of all applications were dealt with, in percent.
    DoneRate,
    /// It is how much a number rose or fell.
    Change(Change),
    /// It is what the numbers before it come to.
    Sum,
    /// Nothing about the tables.
    Nothing,
}

/// A rise or fall.
#[derive(Clone, Debug)]
pub(in crate::check) struct Change {
    /// Whether there are more.
    pub rises: bool,
    /// Whether it is stated in percent.
    pub in_percent: bool,
    /// What rose or fell.
    pub of: Vec<Subject>,
    /// What the text says that it is now, where it is not sure that this is what is meant.
    pub now: Option<Decimal>,
}

impl Change {
    /// Of what is not known: nothing is said to it.
    pub fn of_nothing() -> Self {
        Self { rises: true, in_percent: false, of: Vec::new(), now: None }
    }
}

/// What a text says about one number.
#[derive(Clone, Debug)]
pub(in crate::check) struct Claim {
    /// The words that say it, in bytes of the even copy.
    pub words: Range<usize>,
    /// The number with its unit; of a claim without one, the words.
    pub number: Range<usize>,
    /// The figures alone.
    pub figures: Range<usize>,
    /// What it comes to.
    pub value: Decimal,
    /// Its unit.
    pub unit: Range<usize>,
    /// How exactly it is meant.
    pub likeness: Likeness,
    /// How it is made.
    pub spoken: Spoken,
    /// What it says.
    pub says: Says,
    /// How sure that is.
    pub sureness: Sureness,
}

/// A whole with the parts that a text lists of it.
#[derive(Clone, Debug)]
pub(in crate::check) struct Parts {
    /// Which claims may be the whole.
    pub wholes: Vec<usize>,
    /// Which are the parts.
    pub parts: Vec<usize>,
    /// Whether they stand in brackets.
    pub is_aside: bool,
    /// Whether the whole is what they come to, named behind them: 合计.
    pub is_total: bool,
}

/// What a passage says about its numbers.
#[derive(Clone, Debug, Default)]
pub(in crate::check) struct Statements {
    /// In their order.
    pub claims: Vec<Claim>,
    /// Wholes and their parts.
    pub lists: Vec<Parts>,
}

impl Statements {
    /// What the text says a number is a part of: the wholes of its list, and what its list comes to; or else what was
    /// received and dealt with before it.
    pub fn wholes_of(&self, part: usize) -> Vec<Decimal> {
        let value = |at: &usize| self.claims.get(*at).map(|claim| claim.value);
        let Some(list) = self.lists.iter().find(|list| list.parts.contains(&part)) else {
            return self.claims[..part.min(self.claims.len())]
                .iter()
                .filter(|c| c.is_whole())
                .map(|c| c.value)
                .collect();
        };
        let wholes: Vec<Decimal> = list.wholes.iter().filter_map(value).collect();
        let sum = wholes.iter().fold(Decimal::ZERO, |sum, whole| sum.saturating_add(*whole));
        let parts = list.parts.iter().filter_map(value).fold(Decimal::ZERO, Decimal::saturating_add);
        wholes.into_iter().chain([sum, parts]).collect()
    }

    /// What the last of some numbers come to together: the last two, the last three …
    pub fn sums_of(&self, claims: &[usize]) -> Vec<Decimal> {
        let values = claims.iter().rev().filter_map(|at| self.claims.get(*at)).map(|claim| claim.value);
        let sums = values.scan(Decimal::ZERO, |sum, value| {
            *sum = sum.saturating_add(value);
            Some(*sum)
        });
        sums.skip(1).collect()
    }
}

impl Claim {
    /// Whether it counts all that came in, was dealt with or was brought before others.
    fn is_whole(&self) -> bool {
        let is_whole = |subject: &Subject| {
            use Measure::{Cases, Handled, Received, Reviews, Suits};
            matches!(subject.measure, Received | Handled | Reviews | Suits | Cases)
        };
        match &self.says {
            Says::Count { subjects, .. } => self.spoken == Spoken::Number && subjects.iter().any(is_whole),
            _ => false,
        }
    }
}
