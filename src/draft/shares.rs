//! How much of this year's text is last year's, as a share (norms §8, TX-DUP).

use std::collections::BTreeMap;

use super::{Report, Text, last::Before};
use crate::{
    form::{Form, Meaning, Section, SectionBody},
    words::similar::{Runs, Share, runs},
};

/// How much of the text is last year's, headings, the opening and the titles of documents aside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shares {
    /// Of each text section, against the same section of last year.
    pub sections: Vec<(String, Share)>,
    /// Of the whole, against the whole of last year.
    pub all: Share,
}

impl Shares {
    /// The share of one section.
    pub fn of(&self, section: &str) -> Option<Share> {
        self.sections.iter().find(|(id, _)| id == section).map(|(_, share)| *share)
    }
}

/// How much of a report's text is last year's.
pub fn shares(form: &Form, report: &Report, last: &Report) -> Shares {
    Counter::default().count(form, report, Some(last)).cloned().unwrap_or_default()
}

/// Counts again and again, and reads nothing anew that is as it was.
#[derive(Default)]
pub struct Counter {
    last: Option<(Report, LastRuns)>,
    /// With the id of the form and the texts that were counted.
    counted: Option<(String, BTreeMap<String, Text>, Shares)>,
}

/// The runs of last year's sections, by id, and of all its text.
#[derive(Default)]
struct LastRuns {
    sections: Vec<(String, Runs)>,
    all: Runs,
}

impl Counter {
    /// How much of a report's text is last year's; nothing without last year's report.
    pub fn count(&mut self, form: &Form, report: &Report, last: Option<&Report>) -> Option<&Shares> {
        let Some(last) = last else {
            *self = Self::default();
            return None;
        };
        let is_same_form = self.counted.as_ref().is_some_and(|(known, ..)| *known == form.id);
        if !is_same_form || !self.last.as_ref().is_some_and(|(known, _)| known == last) {
            *self = Self { last: Some((last.clone(), LastRuns::of(form, last))), counted: None };
        }
        let (_, old) = self.last.as_ref()?;
        let known = self.counted.take().filter(|(_, texts, _)| *texts == report.sections);
        let count = || (form.id.clone(), report.sections.clone(), old.shares(form, report, last));
        self.counted = Some(known.unwrap_or_else(count));
        self.counted()
    }

    /// What was counted last.
    pub fn counted(&self) -> Option<&Shares> {
        self.counted.as_ref().map(|(.., shares)| shares)
    }
}

impl LastRuns {
    fn of(form: &Form, last: &Report) -> Self {
        let Some(before) = Before::of(form, last) else { return Self::default() };
        let runs = |s: &Section| (s.id.clone(), Runs::of(last.text(&s.id)));
        let sections: Vec<(String, Runs)> = compared(before.form, last).map(runs).collect();
        let mut all = Runs::default();
        for (_, runs) in &sections {
            all.extend(runs);
        }
        Self { sections, all }
    }

    fn shares(&self, form: &Form, report: &Report, last: &Report) -> Shares {
        let mut shares = Shares::default();
        let Some(before) = Before::of(form, last) else { return shares };
        let nothing = Runs::default();
        for section in compared(form, report) {
            let old = before.section(section).and_then(|s| self.sections.iter().find(|(id, _)| *id == s.id));
            let runs = runs(report.text(&section.id));
            let share = old.map_or(&nothing, |(_, runs)| runs).share(&runs);
            shares.sections.push((section.id.clone(), share));
            shares.all = shares.all.and(self.all.share(&runs));
        }
        shares
    }
}

/// The sections whose words are compared: written by the agency, not given by rule.
fn compared<'f>(form: &'f Form, report: &'f Report) -> impl Iterator<Item = &'f Section> {
    let texts = form.sections.iter().filter(|s| s.body == SectionBody::Text);
    texts.filter(|s| s.meaning != Some(Meaning::Opening) && !report.text(&s.id).is_empty())
}
