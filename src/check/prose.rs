//! The texts of a report made even, and findings about words in them.

use std::ops::Range;

use super::{Breach, Place, Words};
use crate::{
    draft::Report,
    form::{Form, Section, SectionBody},
    words::normal::Normal,
};

/// The text of a section, as it is and made even.
pub(crate) struct Prose<'a> {
    /// The section.
    pub section: &'a Section,
    /// The text as it was written.
    pub text: &'a str,
    /// The even copy, in which rules look.
    pub even: Normal,
}

/// Every text section of a report that has words in it.
pub(super) fn all<'a>(form: &'a Form, report: &'a Report) -> Vec<Prose<'a>> {
    let texts = form.sections.iter().filter(|s| s.body == SectionBody::Text);
    let prose = |section: &'a Section| {
        let text = report.text(&section.id);
        (!text.trim().is_empty()).then(|| Prose { section, text, even: Normal::of(text) })
    };
    texts.filter_map(prose).collect()
}

impl Prose<'_> {
    /// The even copy.
    pub fn words(&self) -> &str {
        self.even.as_str()
    }

    /// The place of some bytes of the even copy.
    pub fn place(&self, bytes: &Range<usize>) -> Place {
        Place::Words(Words {
            section: self.section.id.clone(),
            chars: self.even.origin(bytes),
            text: self.words()[bytes.clone()].to_owned(),
        })
    }

    /// A finding about some words: what was found and what should be there.
    pub fn breach(&self, bytes: &Range<usize>, right: impl Into<String>) -> Breach {
        let found = self.words()[bytes.clone()].to_owned();
        let right = right.into();
        Breach {
            places: vec![self.place(bytes)],
            fill: vec![("原文", found.clone()), ("现", found.clone()), ("应", right.clone())],
            left: found,
            right,
        }
    }
}

/// One finding a word for those that are the same: the places of the others are added to the first.
pub(super) fn grouped(breaches: impl Iterator<Item = Breach>) -> Vec<Breach> {
    let mut groups: Vec<Breach> = Vec::new();
    for mut breach in breaches {
        let same = groups.iter_mut().find(|g| (&g.left, &g.right) == (&breach.left, &breach.right));
        match same {
            Some(group) => group.places.append(&mut breach.places),
            None => groups.push(breach),
        }
    }
    groups
}
