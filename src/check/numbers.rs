//! The numbers of the texts with what each is bound to, for the window and for who counts what was checked.

use rust_decimal::Decimal;

use super::{
    Excerpt, Place,
    claims::{Standing, Subject, Verdict},
};
use crate::{
    draft::Sheet,
    form::{CellId, Form},
};

/// A number that stands in a text, with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextNumber {
    /// Its figures, without the unit.
    pub figures: Excerpt,
    /// What the tables and the other numbers say to it.
    pub bound: Bound,
}

/// What a number of a text is bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bound {
    /// It counts these cells, and they come to the same.
    Agrees(Counted),
    /// It counts these cells, and they come to something else.
    Differs(Counted),
    /// It follows from other numbers: a share, a growth, last year's number.
    Follows,
    /// It does not follow from them.
    Contradicts,
    /// It may be about the tables, but was not understood, or something that it needs is missing.
    Unchecked,
    /// It is not about the tables.
    Unrelated,
}

/// What a number of a text counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The cells that are summed.
    pub cells: Vec<CellId>,
    /// What sentences call them: `表三本年新收`.
    pub called: String,
}

impl TextNumber {
    /// What it was held against, for whoever asks: `表三本年新收：3119，与正文一致`; nothing where it was not checked.
    pub fn said(&self, sheet: Sheet<'_>) -> Option<String> {
        match &self.bound {
            Bound::Agrees(counted) => Some(format!("{}，与正文一致", counted.said(sheet)?)),
            Bound::Differs(counted) => Some(format!("{}，正文写{}", counted.said(sheet)?, self.figures.text)),
            Bound::Follows => Some("与表中其他数或上年报告相符".to_owned()),
            Bound::Contradicts => Some("与表中其他数或上年报告不符".to_owned()),
            Bound::Unchecked | Bound::Unrelated => None,
        }
    }
}

impl Counted {
    /// `表三本年新收：3119`; nothing where a cell has no number.
    fn said(&self, sheet: Sheet<'_>) -> Option<String> {
        let add = |sum: Decimal, id| sum.checked_add(sheet.number(id)?);
        let sum = self.cells.iter().try_fold(Decimal::ZERO, add)?;
        Some(format!("{}：{sum}", self.called))
    }
}

/// How many numbers of the texts were checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All numbers.
    pub all: usize,
    /// Those that agree with the tables or follow from other numbers.
    pub agreeing: usize,
    /// Those that do not.
    pub differing: usize,
    /// Those that may be about the tables and could not be checked.
    pub unchecked: usize,
    /// Those that are not about the tables.
    pub unrelated: usize,
}

impl Tally {
    /// Counts the numbers of the texts.
    pub fn of<'n>(numbers: impl Iterator<Item = &'n TextNumber>) -> Self {
        let mut tally = Self::default();
        for number in numbers {
            tally.all += 1;
            let count = match number.bound {
                Bound::Agrees(_) | Bound::Follows => &mut tally.agreeing,
                Bound::Differs(_) | Bound::Contradicts => &mut tally.differing,
                Bound::Unchecked => &mut tally.unchecked,
                Bound::Unrelated => &mut tally.unrelated,
            };
            *count += 1;
        }
        tally
    }

    /// As the officer reads it: `正文36个数：核对一致31，不一致1，与表无关4`; nothing where there is none.
    pub fn said(self) -> Option<String> {
        let parts = [
            ("核对一致", self.agreeing),
            ("不一致", self.differing),
            ("未能核对", self.unchecked),
            ("与表无关", self.unrelated),
        ];
        let said =
            parts.into_iter().filter(|(_, count)| *count > 0).map(|(what, count)| format!("{what}{count}"));
        let said: Vec<String> = said.collect();
        (self.all > 0).then(|| format!("正文{}个数：{}", self.all, said.join("，")))
    }
}

/// The numbers of the texts, in their order.
pub(super) fn of(sheet: Sheet<'_>, standings: &[Standing<'_>]) -> Vec<TextNumber> {
    let stated = standings.iter().filter(|standing| standing.is_number());
    let number = |standing: &Standing<'_>| {
        let Place::Words(figures) = standing.prose.place(&standing.claim.figures) else { return None };
        Some(TextNumber { figures, bound: bound(sheet.form(), standing) })
    };
    stated.filter_map(number).collect()
}

fn bound(form: &Form, standing: &Standing<'_>) -> Bound {
    match &standing.verdict {
        Verdict::Agrees(_) if !standing.is_certain() => Bound::Unchecked,
        Verdict::Agrees(subject) => Bound::Agrees(counted(form, subject)),
        Verdict::AgreesBesides(subject, _)
        | Verdict::Differs(subject, _)
        | Verdict::Nearly(subject, _)
        | Verdict::Exceeds(subject, _) => Bound::Differs(counted(form, subject)),
        Verdict::AgreesLastYear | Verdict::Computes => Bound::Follows,
        Verdict::FitsNone(_)
        | Verdict::DiffersLastYear(..)
        | Verdict::OtherShare(_)
        | Verdict::OtherChange(..) => Bound::Contradicts,
        Verdict::Unchecked => Bound::Unchecked,
        Verdict::Unrelated => Bound::Unrelated,
    }
}

fn counted(form: &Form, subject: &Subject) -> Counted {
    let table = subject.cells.first().and_then(|id| form.cell(id)).map(|cell| &form.tables[cell.table].name);
    let called = format!("{}{}", table.map_or("", String::as_str), subject.called);
    Counted { cells: subject.cells.clone(), called }
}
