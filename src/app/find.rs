//! Words found and replaced in the whole document: every text, the agency's name, a title of its own.

use std::ops::Range;

use super::{Change, Desk, Document, Session, TextMark};
use crate::{
    draft::{
        Text,
        edit::{AgencyField, Edit},
    },
    form::SectionId,
    words::find::{self, Context},
};

/// Where words can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// The text of a section.
    Section(SectionId),
    /// The agency's full name.
    Agency,
    /// A title that differs from the usual one.
    Title,
}

/// Words found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where.
    pub holder: Holder,
    /// Where in it, in bytes.
    place: Range<usize>,
}

/// What can be done with words that were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindAct {
    /// Replaces the words of one hit.
    ReplaceOne {
        /// Where.
        hit: Hit,
        /// What was looked for.
        wanted: String,
        /// What to put in its place.
        with: String,
    },
    /// Replaces words in all texts as one step of undo.
    ReplaceAll {
        /// What to look for.
        wanted: String,
        /// What to put in its place.
        with: String,
    },
}

impl Document {
    /// Every place of these words, in the order of the report.
    pub fn find(&self, wanted: &str) -> Vec<Hit> {
        self.holders().flat_map(|(holder, text)| hits(&holder, text, wanted)).collect()
    }

    fn holders(&self) -> impl Iterator<Item = (Holder, &str)> {
        let report = self.report();
        let name = (Holder::Agency, report.agency.name.as_str());
        let title = report.title.as_deref().map(|title| (Holder::Title, title));
        let texts = self.sheet().texts().map(|(section, text)| (Holder::Section(section.id.clone()), text));
        std::iter::once(name).chain(title).chain(texts)
    }

    fn held(&self, holder: &Holder) -> &str {
        match holder {
            Holder::Section(id) => self.report().text(id),
            Holder::Agency => &self.report().agency.name,
            Holder::Title => self.report().title.as_deref().unwrap_or_default(),
        }
    }

    /// What stands around a hit, for a list.
    pub fn context(&self, hit: &Hit, width: usize) -> Context<'_> {
        find::context(self.held(&hit.holder), &hit.place, width)
    }

    /// The words of a hit as a place to go to; `None` where it is no text of a section.
    pub fn mark(&self, hit: &Hit) -> Option<TextMark> {
        let Holder::Section(section) = &hit.holder else { return None };
        let chars = find::in_chars(self.report().text(section), &hit.place);
        Some(TextMark { section: section.clone(), chars })
    }

    /// The change that replaces the words of one hit; `None` where they are gone.
    fn replacing_one(&self, hit: &Hit, wanted: &str, with: &str) -> Option<Change> {
        let text = self.held(&hit.holder);
        let found = text.get(hit.place.clone()).filter(|found| *found == wanted && wanted != with)?;
        let (before, after) = (&text[..hit.place.start], &text[hit.place.end..]);
        let edits = vec![edit(hit.holder.clone(), [before, with, after].concat())];
        Some(Change { name: format!("替换“{found}”"), edits, merge: None })
    }

    /// The change that replaces the words everywhere.
    fn replacing(&self, wanted: &str, with: &str) -> Option<Change> {
        let count = self.find(wanted).len();
        let replaced = |(holder, text): (Holder, &str)| edit(holder, text.replace(wanted, with));
        let edits = self.holders().filter(|(_, text)| text.contains(wanted)).map(replaced).collect();
        (count > 0).then(|| Change { name: format!("替换{count}处"), edits, merge: None })
    }
}

fn hits(holder: &Holder, text: &str, wanted: &str) -> Vec<Hit> {
    find::places(text, wanted).into_iter().map(|place| Hit { holder: holder.clone(), place }).collect()
}

fn edit(holder: Holder, text: String) -> Edit {
    match holder {
        Holder::Section(id) => Edit::Text(id, Text::from(text)),
        Holder::Agency => Edit::Agency(AgencyField::Name, text),
        Holder::Title => Edit::Title(Some(text)),
    }
}

impl Session {
    /// Replaces words as one step of undo; nothing where they are gone.
    pub(super) fn find_act(&mut self, act: FindAct, desk: &mut Desk) {
        let change = match act {
            FindAct::ReplaceOne { hit, wanted, with } => self.document.replacing_one(&hit, &wanted, &with),
            FindAct::ReplaceAll { wanted, with } => self.document.replacing(&wanted, &with),
        };
        if let Some(change) = change {
            self.edit(change, desk);
        }
    }
}
