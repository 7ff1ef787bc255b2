//! How much of this year's text is last year's, as a share (`assets/norms/texts.md` “与上年的重复”: TX-DUP).

use std::{collections::BTreeMap, rc::Rc};

use super::{
    Report, Sheet,
    kept::{Kept, Passages},
    last::Before,
};
use crate::{
    form::{FormId, Meaning, Section, SectionId},
    words::similar::{RUN, Runs, Share, compared, runs},
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
    passages: Kept<LastRuns, Counted>,
    counted: Option<Shares>,
}

impl Counter {
    /// How much of a report's text is last year's; nothing without last year's report.
    pub fn count(&mut self, sheet: Sheet<'_>, before: Option<Before<'_>>) -> Option<&Shares> {
        let Some(before) = before else {
            *self = Self::default();
            return None;
        };
        let mut passages =
            self.passages.resting_on(|old| old.are_of(sheet, before), || LastRuns::of(sheet, before));
        let old = passages.basis;
        passages.renew(&Passages::of(compared_texts(sheet)), |piece| {
            Counted::of(&old.beside(&piece.section.id), piece.text)
        });
        let mut shares = Shares::default();
        for (section, passages) in passages.sections_mut() {
            let share = counted(passages, &old.beside(section));
            shares.sections.push((section.clone(), share.section));
            shares.all = shares.all.and(share.all);
        }
        self.counted = Some(shares);
        self.counted()
    }

    /// What was counted last.
    pub fn counted(&self) -> Option<&Shares> {
        self.counted.as_ref()
    }
}

/// The runs of last year's report.
struct LastRuns {
    /// The form of this year's report.
    own: FormId,
    last: Report,
    /// Of each text section that one of this year's stands for, by the id of this year's.
    sections: BTreeMap<SectionId, Rc<Runs>>,
    /// Of all its text.
    all: Runs,
}

impl LastRuns {
    fn of(sheet: Sheet<'_>, before: Before<'_>) -> Self {
        let runs = |(section, text): (&Section, &str)| (section.id.clone(), Rc::new(Runs::of(text)));
        let known: BTreeMap<SectionId, Rc<Runs>> = compared_texts(before.sheet).map(runs).collect();
        let mut all = Runs::default();
        for runs in known.values() {
            all.extend(runs);
        }
        let stands_for = |section: &Section| {
            Some((section.id.clone(), Rc::clone(known.get(&before.section(section)?.id)?)))
        };
        let sections = sheet.texts().filter_map(|(section, _)| stands_for(section)).collect();
        let (own, last) = (sheet.form().id.clone(), before.sheet.report().clone());
        Self { own, last, sections, all }
    }

    /// Whether these are of last year's report still.
    fn are_of(&self, sheet: Sheet<'_>, before: Before<'_>) -> bool {
        self.own == sheet.form().id && self.last == *before.sheet.report()
    }

    fn beside(&self, section: &str) -> Beside<'_> {
        Beside { section: self.sections.get(section).map(Rc::as_ref), all: &self.all }
    }
}

/// What a section's text is held against.
struct Beside<'a> {
    /// The runs of last year's section, where there was one.
    section: Option<&'a Runs>,
    /// The runs of all last year's text.
    all: &'a Runs,
}

impl Beside<'_> {
    fn share(&self, chars: &[char]) -> Both {
        let runs = runs(chars);
        let nothing = Runs::default();
        Both { section: self.section.unwrap_or(&nothing).share(&runs), all: self.all.share(&runs) }
    }
}

/// A share of last year's section, and of all its text.
#[derive(Clone, Copy, Default)]
struct Both {
    section: Share,
    all: Share,
}

impl Both {
    fn and(self, other: Self) -> Self {
        Self { section: self.section.and(other.section), all: self.all.and(other.all) }
    }
}

/// A run that reaches beyond a passage has so many characters in it at most.
const BEYOND: usize = RUN - 1;

/// How much of a passage is last year's.
struct Counted {
    /// Its first characters that are compared, as many as runs from before it may reach; its last ones likewise.
    first: Vec<char>,
    last: Vec<char>,
    /// Of the runs within it.
    within: Both,
    /// Of the runs that begin in the characters before it: these, and how much.
    across: (Vec<char>, Both),
}

impl Counted {
    fn of(beside: &Beside<'_>, text: &str) -> Self {
        let chars = compared(text);
        let few = chars.len().min(BEYOND);
        Self {
            first: chars[..few].to_vec(),
            last: chars[chars.len() - few..].to_vec(),
            within: beside.share(&chars),
            across: Default::default(),
        }
    }

    /// How much of the runs that end in it, behind these characters.
    fn behind(&mut self, before: &[char], beside: &Beside<'_>) -> Both {
        if self.across.0 != before {
            self.across = (before.to_vec(), beside.share(&[before, &self.first].concat()));
        }
        self.within.and(self.across.1)
    }
}

/// How much of a section is last year's, of what its passages are.
fn counted<'c>(passages: impl Iterator<Item = &'c mut Counted>, beside: &Beside<'_>) -> Both {
    let (mut share, mut before) = (Both::default(), Vec::new());
    for passage in passages {
        share = share.and(passage.behind(&before, beside));
        before.extend(&passage.last);
        before.drain(..before.len().saturating_sub(BEYOND));
    }
    share
}

/// The texts that are compared: written by the agency, not given by rule.
fn compared_texts(sheet: Sheet<'_>) -> impl Iterator<Item = (&Section, &str)> {
    sheet.texts().filter(|(section, text)| section.meaning != Some(Meaning::Opening) && !text.is_empty())
}
