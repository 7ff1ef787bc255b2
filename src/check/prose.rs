//! The texts of a report, passage by passage, and findings about words in them.

use std::ops::Range;

use super::{Breach, Case, Excerpt, Place, passage::Passage, reading::Reading};
use crate::form::Section;

/// A passage of a section's text.
#[derive(Clone, Copy)]
pub(crate) struct Prose<'a> {
    /// The section that the text stands in.
    pub section: &'a Section,
    /// The passage, with what was read out of it.
    pub passage: &'a Passage,
    /// Where it begins in the section, in characters.
    pub start: usize,
}

impl Prose<'_> {
    /// The even copy, in which rules look.
    pub fn words(&self) -> &str {
        self.passage.words()
    }

    /// What was read out of the passage.
    pub fn reading(&self) -> &Reading {
        self.passage.reading()
    }

    /// The place of some bytes of the even copy.
    pub fn place(&self, bytes: &Range<usize>) -> Place {
        let chars = self.passage.origin(bytes);
        Place::Words(Excerpt {
            section: self.section.id.clone(),
            chars: self.start + chars.start..self.start + chars.end,
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
            ..Breach::default()
        }
    }
}

impl<'a> Case<'a> {
    /// The passages of each section that has any.
    pub(super) fn sections(&self) -> impl Iterator<Item = &'a [Prose<'a>]> {
        self.prose.chunk_by(|one, next| std::ptr::eq(one.section, next.section))
    }
}

/// One finding for those about the same words: the places of the others are added to the first.
pub(super) fn grouped(breaches: impl Iterator<Item = Breach>) -> Vec<Breach> {
    let mut groups: Vec<Breach> = Vec::new();
    for mut breach in breaches {
        let same = groups.iter_mut().find(|g| (&g.left, &g.right) == (&breach.left, &breach.right));
        match same {
            Some(group) => {
                group.places.append(&mut breach.places);
                // Put right by itself only where each of it is.
                group.fix = group.fix.and(breach.fix);
            }
            None => groups.push(breach),
        }
    }
    groups
}
