//! Next year's draft out of last year's report, and what of it must still be moved on to the new year.
//!
//! What comes along: who reports, the opening and the texts with their ties to the tables, 上年结转 from 结转下年度, what was
//! noted of cells, and beside the report the key figures of earlier years. Every other number is left blank, and what was explained, confirmed or signed last year is not this year's, but for what is given as lasting.
//!
//! Invariants: no number of last year's but 上年结转 is in the new draft; what did not come along is told; a proposal
//! is derived from the draft each time and never stored, so that none can be stale.
//!
//! Uses `form`, `draft` and `words`.

mod carry;
mod proposals;

use std::sync::Arc;

pub(crate) use proposals::of;
pub use proposals::{Proposal, Target, accept, confirm, proposals};

use crate::{
    draft::{
        Doubt, Draft, Explanation, Report, Text,
        last::Before,
        remark,
        tied::{self, Tied},
        years,
    },
    form::{self, Form, Role, SectionBody},
};

/// A draft that was begun from last year's report.
#[derive(Clone, Debug)]
pub struct Rolled {
    /// The draft, last year's report inside it.
    pub draft: Draft,
    /// The form that its tables follow.
    pub form: Arc<Form>,
    /// What could not come along, a sentence each.
    pub not_carried: Vec<String>,
}

impl Rolled {
    /// Keeps what was still doubtful about last year's report where it concerns a number that came along.
    #[must_use]
    pub fn with_doubts(mut self, doubts: &[Doubt]) -> Self {
        let last = self.draft.last.as_ref().and_then(|last| Before::of(&self.form, last));
        self.draft.doubts = last.map_or_else(Vec::new, |before| carry::doubts(&before, doubts));
        self
    }

    /// Keeps the numbers of the texts that follow the tables (关联) tied to the cells of this year's: 上年结转 follows at once,
    /// every other is last year's until its cells are filled in.
    #[must_use]
    pub fn with_ties(mut self, ties: &[Tied]) -> Self {
        let before = self.draft.last.as_ref().and_then(|last| Before::of(&self.form, last));
        let ties = before.map_or_else(Vec::new, |before| carry::ties(&before, ties));
        for edit in tied::settled(&self.form, &self.draft, ties) {
            edit.apply(&mut self.draft);
        }
        self
    }

    /// Keeps what last year's draft knows of the years before it (历年数据), and what was noted of its cells (备注, 待核).
    #[must_use]
    pub fn with_notes(mut self, last: &Draft) -> Self {
        self.draft.earlier = years::carried(last);
        if let Some(before) = Before::of(&self.form, &last.report) {
            let (carried, left) = remark::carried(&before, &last.remarks);
            self.draft.remarks = carried;
            self.not_carried.extend(carry::remarks_left(&before, &left));
        }
        self
    }

    /// Keeps what was said of last year's report and holds for this year's too.
    #[must_use]
    pub fn with_explanations(mut self, lasting: Vec<Explanation>) -> Self {
        self.draft.explanations = lasting;
        self
    }
}

/// The year after a report's.
pub fn next_year(last: &Report) -> u16 {
    last.year.saturating_add(1)
}

/// A draft on `year` out of last year's report, in the form in force for that year; `None` where there is none.
pub fn forward(last: &Report, year: u16) -> Option<Rolled> {
    form::for_year(year).map(|form| into_form(last, form, year))
}

/// Makes a draft on `year` out of last year's report in the form that is given, be it the one in force or not.
pub fn into_form(last: &Report, form: Arc<Form>, year: u16) -> Rolled {
    let mut report = Report::new(&form, year);
    report.agency.clone_from(&last.agency);
    report.title = last.title.as_ref().and_then(|title| title_of(title, last.year, year));
    let not_carried = if let Some(before) = Before::of(&form, last) {
        texts(&before, &mut report);
        report.cells = carry::carried_in(&before);
        carry::not_carried(&before)
    } else {
        let carried = form.name_of(Role::CarriedIn);
        vec![format!("上年报告用的格式（{}）本程序没有，正文和{carried}没有带入。", last.form)]
    };
    let draft = Draft { report, last: Some(last.clone()), ..Draft::default() };
    Rolled { draft, form, not_carried }
}

/// A title of the agency's own with the new year in it; one without a year is no longer right.
fn title_of(title: &str, from: u16, to: u16) -> Option<String> {
    let (from, to) = (format!("{from}年"), format!("{to}年"));
    title.contains(&from).then(|| title.replace(&from, &to))
}

fn texts(before: &Before<'_>, report: &mut Report) {
    for section in before.own().sections.iter().filter(|s| s.body == SectionBody::Text) {
        let text = before.text(section);
        if !text.is_empty() {
            report.sections.insert(section.id.clone(), Text::from(text));
        }
        // A form without headings of its own keeps those that the agency chose.
        let chosen = before.section(section).map(|s| before.sheet.heading(s));
        if let Some(heading) = chosen.filter(|h| section.heading.is_empty() && !h.is_empty()) {
            report.headings.insert(section.id.clone(), heading.to_owned());
        }
    }
}
