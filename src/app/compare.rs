//! The open report beside another one: last year's, which travels in the draft, or that of another draft.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Desk, Document, Session, TextMark, View, files::as_saved};
use crate::{
    draft::{Draft, Report, Sheet},
    export::compared::Comparison,
    form::{self, Form, SectionId},
    store,
};

/// What the open report is compared with, and what came out.
#[derive(Clone, Debug)]
pub struct Comparing {
    /// Which report; `None` for last year's.
    other: Option<Other>,
    /// What differs, of the report as it was at this revision; `None` where there is nothing to compare with.
    comparison: Option<Comparison>,
    revision: u64,
}

/// What kind of report that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComparedWith {
    /// Last year's, which travels in the draft.
    LastYear,
    /// That of another draft, which was picked.
    Draft,
    /// A state of this one that was saved.
    Version,
    /// What was not saved of this one.
    RecoveryCopy,
}

/// A report that is not last year's.
#[derive(Clone, Debug)]
struct Other {
    kind: ComparedWith,
    /// The name of its file.
    name: String,
    form: Arc<Form>,
    report: Report,
}

/// What can be done to compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CompareAct {
    /// Compares the open report with the one of a draft.
    With(PathBuf),
}

impl Session {
    /// Does one thing to compare.
    pub(super) fn compare_act(&mut self, act: CompareAct, desk: &mut Desk) {
        let CompareAct::With(path) = act;
        desk.question = None;
        self.compare_with(&path, desk);
    }

    /// Compares with last year's report and shows the page.
    pub(super) fn compare_with_last(&mut self) {
        self.comparing = Some(Comparing::new(&self.document, None));
        self.show(View::Compare);
    }

    /// Compares with the draft in this file and shows the page; says why not where it cannot be opened.
    pub(super) fn compare_with(&mut self, path: &Path, desk: &mut Desk) {
        // By the name that was given to it, as everywhere.
        let path = as_saved(path.to_owned());
        match store::open(&path) {
            Ok(draft) => self.compare_with_draft(ComparedWith::Draft, store::name_of(&path), &draft, desk),
            Err(error) => desk.fail(error.to_string()),
        }
    }

    /// Compares with a draft that is called this and shows the page.
    pub(super) fn compare_with_draft(
        &mut self,
        kind: ComparedWith,
        name: String,
        draft: &Draft,
        desk: &mut Desk,
    ) {
        let Some(form) = form::by_id(&draft.report.form) else {
            return desk.fail(format!("“{name}”用的格式本程序没有，没有比较。用新版程序再比较"));
        };
        let other = Other { kind, name, form, report: draft.report.clone() };
        self.comparing = Some(Comparing::new(&self.document, Some(other)));
        self.show(View::Compare);
    }

    /// What the page shows; compared anew where the report has changed since.
    pub(super) fn refresh_comparison(&mut self) {
        if self.view != View::Compare {
            return;
        }
        let stale = self.comparing.as_ref().is_none_or(|c| c.revision != self.document.revision());
        if stale {
            let other = self.comparing.take().and_then(|c| c.other);
            self.comparing = Some(Comparing::new(&self.document, other));
        }
    }

    /// What came out of the comparison, while its page is shown.
    pub fn comparison(&self) -> Option<&Comparison> {
        self.comparing.as_ref().filter(|_| self.view == View::Compare)?.comparison.as_ref()
    }

    /// What the report is compared with.
    pub fn compared_with(&self) -> ComparedWith {
        let other = self.comparing.as_ref().and_then(|c| c.other.as_ref());
        other.map_or(ComparedWith::LastYear, |other| other.kind)
    }
}

impl Comparing {
    fn new(document: &Document, other: Option<Other>) -> Self {
        let before = match &other {
            Some(other) => Some((Sheet::bound(&other.form, &other.report), other.name.as_str())),
            None => document.before().map(|before| (before.sheet, "")),
        };
        let file = document.path().map(store::name_of).unwrap_or_default();
        let comparison = before.map(|(sheet, name)| Comparison::new(sheet, document.sheet(), [name, &file]));
        Self { other, comparison, revision: document.revision() }
    }
}

impl Document {
    /// The words of a paragraph, counted as [`crate::draft::paragraphs`] does, as a place to go to.
    pub fn paragraph(&self, section: &SectionId, index: usize) -> Option<TextMark> {
        let mut at = 0;
        let lines = self.report().text(section).split('\n').filter_map(|line| {
            let start = at;
            at += line.chars().count() + 1;
            let words = line.trim();
            let before = line.chars().take_while(|c| c.is_whitespace()).count();
            let start = start + before;
            (!words.is_empty()).then(|| start..start + words.chars().count())
        });
        let chars = lines.into_iter().nth(index)?;
        Some(TextMark { section: section.clone(), chars })
    }
}
