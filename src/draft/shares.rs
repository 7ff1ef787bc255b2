//! How much of this year's text is last year's, as a share (`assets/norms/texts.md` “与上年的重复”: TX-DUP).

use std::collections::BTreeMap;

use super::{Report, Sheet, Text, last::Before};
use crate::{
    form::{FormId, Meaning, Section, SectionId},
    words::similar::{Runs, Share, runs},
};

/// How much of the text is last year's, headings, the opening and the titles of documents aside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shares {
    /// Of each text section, against the same section of last year.
    pub sections: Vec<(SectionId, Share)>,
    /// Of the whole, against the whole of last year.
    pub all: Share,
}

impl Shares {
    /// The share of one section.
    pub fn of(&self, section: &str) -> Option<Share> {
        self.sections.iter().find(|(id, _)| *id == *section).map(|(_, share)| *share)
    }
}

/// How much of a report's text is last year's.
pub fn shares(sheet: Sheet<'_>, before: Before<'_>) -> Shares {
    Counter::default().count(sheet, Some(before)).cloned().unwrap_or_default()
}

/// Counts again and again, and reads nothing anew that is as it was.
#[derive(Default)]
pub struct Counter {
    last: Option<(Report, LastRuns)>,
    /// With the id of the form and the texts that were counted.
    counted: Option<(FormId, BTreeMap<SectionId, Text>, Shares)>,
}

/// The runs of last year's sections, by id, and of all its text.
#[derive(Default)]
struct LastRuns {
    sections: Vec<(SectionId, Runs)>,
    all: Runs,
}

impl Counter {
    /// How much of a report's text is last year's; nothing without last year's report.
    pub fn count(&mut self, sheet: Sheet<'_>, before: Option<Before<'_>>) -> Option<&Shares> {
        let Some(before) = before else {
            *self = Self::default();
            return None;
        };
        let last = before.sheet.report();
        let is_same_form = self.counted.as_ref().is_some_and(|(known, ..)| *known == sheet.form().id);
        if !is_same_form || !self.last.as_ref().is_some_and(|(known, _)| known == last) {
            *self = Self { last: Some((last.clone(), LastRuns::of(before))), counted: None };
        }
        let (_, old) = self.last.as_ref()?;
        let known = self.counted.take().filter(|(_, texts, _)| *texts == sheet.report().sections);
        let count = || (sheet.form().id.clone(), sheet.report().sections.clone(), old.shares(sheet, before));
        self.counted = Some(known.unwrap_or_else(count));
        self.counted()
    }

    /// What was counted last.
    pub fn counted(&self) -> Option<&Shares> {
        self.counted.as_ref().map(|(.., shares)| shares)
    }
}

impl LastRuns {
    fn of(before: Before<'_>) -> Self {
        let runs = |s: &Section| (s.id.clone(), Runs::of(before.sheet.text(&s.id)));
        let sections: Vec<(SectionId, Runs)> = compared(before.sheet).map(runs).collect();
        let mut all = Runs::default();
        for (_, runs) in &sections {
            all.extend(runs);
        }
        Self { sections, all }
    }

    fn shares(&self, sheet: Sheet<'_>, before: Before<'_>) -> Shares {
        let mut shares = Shares::default();
        let nothing = Runs::default();
        for section in compared(sheet) {
            let old = before.section(section).and_then(|s| self.sections.iter().find(|(id, _)| *id == s.id));
            let runs = runs(sheet.text(&section.id));
            let share = old.map_or(&nothing, |(_, runs)| runs).share(&runs);
            shares.sections.push((section.id.clone(), share));
            shares.all = shares.all.and(self.all.share(&runs));
        }
        shares
    }
}

/// The sections whose words are compared: written by the agency, not given by rule.
fn compared(sheet: Sheet<'_>) -> impl Iterator<Item = &Section> {
    let written =
        sheet.texts().filter(|(section, text)| section.meaning != Some(Meaning::Opening) && !text.is_empty());
    written.map(|(section, _)| section)
}
