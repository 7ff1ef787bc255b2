//! Figures of several earlier years beside a cell: the key cells (重点数据) that a draft carries of the years before last
//! year's, and what they come to in this year's form.
//!
//! Which cells are carried, each form says (`remembered`); of last year the whole report is there. Nothing of it is ever
//! in what is published.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Draft, Entry, Opened, Sheet};
use crate::{
    form::{self, Cell, CellId, Form, FormId},
    words::growth,
};

/// The most earlier years that are shown beside a cell, last year's included.
pub const MOST: usize = 5;

/// The key figures of an earlier year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarlierYear {
    /// The year that was reported on.
    pub year: u16,
    /// The id of the form that its report followed.
    pub form: FormId,
    /// The numbers, totals among them, by the cells of that form; a blank cell is not listed.
    pub figures: BTreeMap<CellId, Entry>,
}

impl EarlierYear {
    /// What of a report is carried on; `None` where it has none of it, or no year.
    pub fn of(sheet: Sheet<'_>) -> Option<Self> {
        let remembered = sheet.form().cells_with(&sheet.form().remembered);
        let number = |cell: &Cell| Some((cell.id.clone(), Entry::Number(sheet.figure(cell).number()?)));
        let figures: BTreeMap<CellId, Entry> = remembered.filter_map(number).collect();
        let report = sheet.report();
        let is_one = !figures.is_empty() && report.year != 0;
        is_one.then(|| Self { year: report.year, form: report.form.clone(), figures })
    }

    /// What cells of it come to together; `None` where one of them has no number.
    fn sum(&self, cells: &[CellId]) -> Option<Decimal> {
        let mut numbers = cells.iter().map(|id| self.figures.get(id)?.number());
        numbers.try_fold(Decimal::ZERO, |sum, number| sum.checked_add(number?))
    }
}

/// What the draft on the year after a draft's carries: the years that it carries itself and the one before it. The
/// oldest are let go, so that with the draft's own report there are [`MOST`].
pub fn carried(draft: &Draft) -> Vec<EarlierYear> {
    let before = draft.last.as_ref().and_then(Sheet::built_in).and_then(EarlierYear::of);
    let all = draft.earlier.iter().cloned().chain(before);
    let by_year: BTreeMap<u16, EarlierYear> =
        all.filter(|y| y.year < draft.report.year).map(|y| (y.year, y)).collect();
    let too_many = by_year.len().saturating_sub(MOST - 1);
    by_year.into_values().skip(too_many).collect()
}

/// What a cell was in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearFigure {
    /// The year.
    pub year: u16,
    /// The number; `None` where there is none, or it was not carried.
    pub number: Option<Decimal>,
    /// That year's form counts in one what this form counts in several cells, or the other way about: how many cells of
    /// this form the number is of.
    pub cells: usize,
    /// By how much it grew since the year before it in the list, where both are numbers of the same.
    pub difference: Option<Decimal>,
    /// The same as a share of what it was: `+60.0%`.
    pub share: Option<String>,
}

/// What a cell was in the years that the draft knows of, the oldest first and this year's last; years that have no
/// number for it are left out.
pub fn beside(opened: Opened<'_>, cell: &Cell) -> Vec<YearFigure> {
    let (form, draft) = (opened.form(), opened.draft());
    let last = opened.before().map(|before| before.sheet);
    let first = last.map_or(draft.report.year, |sheet| sheet.report().year);
    let carried = draft.earlier.iter().filter(|year| year.year < first);
    let mut all: Vec<YearFigure> = carried.filter_map(|year| of_carried(form, cell, year)).collect();
    all.extend(last.and_then(|sheet| of_sheet(form, cell, sheet)));
    all.sort_by_key(|figure| figure.year);
    let too_many = all.len().saturating_sub(MOST);
    all.drain(..too_many);
    if all.is_empty() {
        return all;
    }
    all.push(figure(draft.report.year, opened.sheet().figure(cell).number(), 1));
    grown(all)
}

fn of_carried(form: &Form, cell: &Cell, year: &EarlierYear) -> Option<YearFigure> {
    let (here, sum) = if year.form == form.id {
        (1, year.sum(std::slice::from_ref(&cell.id)))
    } else {
        let other = form::by_id(&year.form)?;
        let found = form.counterpart(&cell.id, &other)?;
        (found.here.len(), year.sum(found.there))
    };
    sum.map(|sum| figure(year.year, Some(sum), here))
}

fn of_sheet(form: &Form, cell: &Cell, sheet: Sheet<'_>) -> Option<YearFigure> {
    let found = form.counterpart(&cell.id, sheet.form())?;
    let mut numbers = found.there.iter().map(|id| sheet.number(id));
    let sum = numbers.try_fold(Decimal::ZERO, |sum, number| sum.checked_add(number?))?;
    Some(figure(sheet.report().year, Some(sum), found.here.len()))
}

fn figure(year: u16, number: Option<Decimal>, cells: usize) -> YearFigure {
    YearFigure { year, number, cells, difference: None, share: None }
}

/// The same with by how much each grew.
fn grown(mut all: Vec<YearFigure>) -> Vec<YearFigure> {
    for at in 1..all.len() {
        let [then, now] = [&all[at - 1], &all[at]];
        let pair = then.number.zip(now.number).filter(|_| then.cells == now.cells);
        let Some((then, now)) = pair else { continue };
        let difference = now.checked_sub(then);
        all[at].share = difference.and_then(|by| growth::share(by, then));
        all[at].difference = difference;
    }
    all
}
