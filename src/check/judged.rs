//! What the tables say to a passage: its numbers with what each is bound to, and its findings. It hangs on the passage and
//! on numbers of this year and last, and on nothing else of the report.

use std::collections::BTreeMap;

use super::{Case, Numbered, Place, Rule, TextNumber, numbers, prose::Prose};
use crate::{
    draft::{Entry, Report, last::Before},
    form::{CellId, FormId},
};

/// What was judged of a passage.
#[derive(Debug)]
pub(super) struct Judged {
    /// Where the passage begins in its section, in characters.
    start: usize,
    numbers: Vec<TextNumber>,
    findings: Vec<Numbered>,
}

impl Judged {
    /// Judges a passage by these rules.
    pub fn of(rules: &[(usize, &Rule)], case: &Case<'_>, prose: &Prose<'_>) -> Self {
        let case = Case { prose: std::slice::from_ref(prose), ..*case };
        let mut standings = case.judged();
        let numbers = numbers::of(case.sheet, &standings);
        // Most numbers are what the tables say, and no rule has to look at them.
        standings.retain(|standing| standing.verdict.is_telling());
        let case = Case { standings: &standings, ..case };
        let found = rules.iter().flat_map(|(at, rule)| {
            let breaches = rule.breaches_in_passage(&case).into_iter();
            breaches.map(|breach| (*at, rule.finding(case.sheet.form(), breach)))
        });
        Self { start: prose.start, findings: found.collect(), numbers }
    }

    /// Moves it to where the passage begins now.
    pub fn begin_at(&mut self, start: usize) {
        let from = std::mem::replace(&mut self.start, start);
        if from == start {
            return;
        }
        let places = self.findings.iter_mut().flat_map(|(_, finding)| &mut finding.places);
        let words = places.filter_map(|place| match place {
            Place::Words(words) => Some(words),
            _ => None,
        });
        for words in words.chain(self.numbers.iter_mut().map(|number| &mut number.figures)) {
            words.chars = words.chars.start - from + start..words.chars.end - from + start;
        }
    }

    /// Its numbers, in their order.
    pub fn numbers(&self) -> &[TextNumber] {
        &self.numbers
    }

    /// Its findings, in the order of their rules.
    pub fn findings(&self) -> &[Numbered] {
        &self.findings
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
