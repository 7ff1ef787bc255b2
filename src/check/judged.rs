//! What the tables say to a passage: its numbers with what each is bound to, and its findings. It hangs on the passage and
//! on numbers of this year and last, and on nothing else of the report.

use std::{collections::BTreeMap, ops::Range};

use super::{Case, Numbered, Place, TextNumber, numbers, prose::Prose, rules};
use crate::{
    draft::{Entry, Report, last::Before},
    form::{CellId, FormId},
};

/// What was judged of a passage, as if it began its section.
#[derive(Debug)]
pub(super) struct Judged {
    numbers: Vec<TextNumber>,
    findings: Vec<Numbered>,
}

impl Judged {
    /// Judges a passage.
    pub fn of(case: &Case<'_>, prose: &Prose<'_>) -> Self {
        let alone = [Prose { start: 0, ..*prose }];
        let case = Case { prose: &alone, ..*case };
        let standings = case.judged();
        let case = Case { standings: &standings, ..case };
        let form = case.sheet.form();
        let found = rules().enumerate().flat_map(|(at, rule)| {
            let breaches = rule.breaches_in_passage(&case).into_iter();
            breaches.map(move |breach| (at, rule.finding(form, breach)))
        });
        Self { findings: found.collect(), numbers: numbers::of(case.sheet, &standings) }
    }

    /// Its numbers, where it begins behind so many characters of its section.
    pub fn numbers(&self, start: usize) -> impl Iterator<Item = TextNumber> {
        let behind = move |number: &TextNumber| {
            let mut number = number.clone();
            number.figures.chars = moved(&number.figures.chars, start);
            number
        };
        self.numbers.iter().map(behind)
    }

    /// Its findings, where it begins behind so many characters of its section.
    pub fn findings(&self, start: usize) -> impl Iterator<Item = Numbered> {
        let behind = move |(rule, finding): &Numbered| {
            let mut finding = finding.clone();
            for place in &mut finding.places {
                if let Place::Words(words) = place {
                    words.chars = moved(&words.chars, start);
                }
            }
            (*rule, finding)
        };
        self.findings.iter().map(behind)
    }
}

/// The numbers that those of the texts are held against: this year's, and last year's with the form of its report.
#[derive(Debug)]
pub(super) struct Tables {
    own: Entries,
    last: Option<(FormId, Entries)>,
}

/// What stands in the tables of a report: what was filled in, and the totals as printed.
#[derive(Debug)]
struct Entries {
    cells: BTreeMap<CellId, Entry>,
    printed: BTreeMap<CellId, Entry>,
}

impl Tables {
    /// The tables of this report and of last year's.
    pub fn of(case: &Case<'_>) -> Self {
        let last = case.before.map(last);
        Self {
            own: Entries::of(case.sheet.report()),
            last: last.map(|report| (report.form.clone(), Entries::of(report))),
        }
    }

    /// Whether these are the tables of this report and of last year's still.
    pub fn are_of(&self, case: &Case<'_>) -> bool {
        let is_last = match (&self.last, case.before.map(last)) {
            (Some((form, entries)), Some(report)) => *form == report.form && entries.are_of(report),
            (None, None) => true,
            _ => false,
        };
        is_last && self.own.are_of(case.sheet.report())
    }
}

fn last(before: Before<'_>) -> &Report {
    before.sheet.report()
}

impl Entries {
    fn of(report: &Report) -> Self {
        Self { cells: report.cells.clone(), printed: report.printed.clone() }
    }

    fn are_of(&self, report: &Report) -> bool {
        self.cells == report.cells && self.printed == report.printed
    }
}

fn moved(chars: &Range<usize>, by: usize) -> Range<usize> {
    chars.start + by..chars.end + by
}
