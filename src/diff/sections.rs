//! Sections of two reports beside each other: which ones treat the same subject, and what became of their paragraphs.

use super::{
    align::{Pair, pairs},
    runs::{Run, RunKind, runs},
};
use crate::{
    draft::{Sheet, paragraphs},
    form::{Section, SectionId},
};

/// A text section of both reports, or of the one that has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionDiff {
    /// What it is called: its heading as published, or its short name.
    pub name: String,
    /// The id of the section in the form before; none where it has none.
    pub before: Option<SectionId>,
    /// The id of the section in the form after; none where it has none.
    pub after: Option<SectionId>,
    /// The paragraphs of both sides, from above, those that stayed included.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The index among the [`crate::draft::paragraphs`] of the text before; none where it is new.
    pub before: Option<usize>,
    /// The index in the text after; none where it is gone.
    pub after: Option<usize>,
    /// The stretches that stayed, went and came, in order.
    pub runs: Vec<Run>,
}

/// What became of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The paragraph stayed as it is.
    Kept,
    /// Some words of the paragraph are others.
    Changed,
    /// The paragraph stands only in the report after.
    Added,
    /// The paragraph stands only in the report before.
    Removed,
}

/// A heading as published that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingChange {
    /// The id of its section now.
    pub section: SectionId,
    /// The heading in the report before.
    pub before: String,
    /// The heading in the report after.
    pub after: String,
}

impl Paragraph {
    /// What became of the paragraph.
    pub fn change(&self) -> Change {
        match (self.before, self.after) {
            (Some(_), Some(_)) if self.runs.iter().all(|run| run.kind == RunKind::Kept) => Change::Kept,
            (Some(_), Some(_)) => Change::Changed,
            (None, _) => Change::Added,
            (_, None) => Change::Removed,
        }
    }

    /// The stretches that stand on the side before: together the paragraph as it was.
    pub fn before_runs(&self) -> impl Iterator<Item = &Run> {
        self.runs.iter().filter(|run| run.kind != RunKind::Added)
    }

    /// The stretches that stand on the side after: together the paragraph as it is.
    pub fn after_runs(&self) -> impl Iterator<Item = &Run> {
        self.runs.iter().filter(|run| run.kind != RunKind::Removed)
    }
}

impl SectionDiff {
    /// The paragraphs that did not stay as they are.
    pub fn changes(&self) -> impl Iterator<Item = &Paragraph> {
        self.paragraphs.iter().filter(|paragraph| paragraph.change() != Change::Kept)
    }

    /// Whether both reports have it.
    pub fn is_common(&self) -> bool {
        self.before.is_some() && self.after.is_some()
    }
}

/// Every text section: those of the report after in printed order, then those that only the report before has.
pub(super) fn sections(before: Sheet<'_>, after: Sheet<'_>) -> Vec<SectionDiff> {
    let matched = matches(before, after);
    let mut sections: Vec<SectionDiff> = Vec::new();
    for (old, new) in &matched {
        sections.push(section(before, after, *old, Some(new)));
    }
    let is_left = |s: &&Section| !matched.iter().any(|(old, _)| old.is_some_and(|old| old.id == s.id));
    let left = before.texts().map(|(section, _)| section).filter(is_left);
    sections.extend(left.map(|old| section(before, after, Some(old), None)));
    // A form has places for more sections than a report fills.
    sections.retain(|s| s.is_common() || !s.paragraphs.is_empty());
    sections
}

/// The headings that differ, of tables too.
pub(super) fn headings(before: Sheet<'_>, after: Sheet<'_>) -> Vec<HeadingChange> {
    if before.form().id != after.form().id {
        // Sections of different forms are matched by their headings.
        return Vec::new();
    }
    let heading = |side: Sheet<'_>, section| side.heading(section).to_owned();
    let changes = after.form().sections.iter().map(|section| HeadingChange {
        section: section.id.clone(),
        before: heading(before, section),
        after: heading(after, section),
    });
    changes.filter(|change| change.before != change.after).collect()
}

/// Each text section of the form after with the one before that has the same subject.
fn matches<'a>(before: Sheet<'a>, after: Sheet<'a>) -> Vec<(Option<&'a Section>, &'a Section)> {
    let mut taken: Vec<&str> = Vec::new();
    let texts = after.texts().map(|(section, _)| section);
    let pairs = texts.map(|new| {
        let mut free =
            before.texts().map(|(section, _)| section).filter(|old| !taken.contains(&old.id.as_str()));
        let old = free.find(|old| is_same(before, after, old, new));
        taken.extend(old.map(|old| old.id.as_str()));
        (old, new)
    });
    pairs.collect()
}

/// Whether two sections have the same subject: the same section of one form, else the same heading as published,
/// whatever its number; an opening without a heading is always the same.
fn is_same(before: Sheet<'_>, after: Sheet<'_>, old: &Section, new: &Section) -> bool {
    if before.form().id == after.form().id {
        return old.id == new.id;
    }
    let is_first = |side: Sheet<'_>, s: &Section| side.form().sections.first().is_some_and(|f| f.id == s.id);
    let headings = (subject(before.heading(old)), subject(after.heading(new)));
    match headings {
        ("", "") => is_first(before, old) && is_first(after, new),
        (old, new) => old == new,
    }
}

/// A heading without its number: `一、总体情况` is about `总体情况`.
fn subject(heading: &str) -> &str {
    let heading = heading.trim();
    let rest = heading.trim_start_matches(|c| "一二三四五六七八九十（）()0123456789".contains(c));
    rest.strip_prefix(['、', '.', '．']).map_or(heading, str::trim)
}

fn section(before: Sheet<'_>, after: Sheet<'_>, old: Option<&Section>, new: Option<&Section>) -> SectionDiff {
    let texts = |side: Sheet<'_>, section: Option<&Section>| -> Vec<String> {
        let text = section.map_or("", |s| side.text(&s.id));
        paragraphs(text).map(str::to_owned).collect()
    };
    let (was, is) = (texts(before, old), texts(after, new));
    let was: Vec<&str> = was.iter().map(String::as_str).collect();
    let is: Vec<&str> = is.iter().map(String::as_str).collect();
    let id = |section: Option<&Section>| section.map(|s| s.id.clone());
    SectionDiff {
        name: new.map(|s| name(after, s)).or_else(|| old.map(|s| name(before, s))).unwrap_or_default(),
        before: id(old),
        after: id(new),
        paragraphs: pairs(&was, &is).into_iter().map(|pair| paragraph(pair, &was, &is)).collect(),
    }
}

fn name(side: Sheet<'_>, section: &Section) -> String {
    match side.heading(section) {
        "" => section.task.clone(),
        heading => heading.to_owned(),
    }
}

fn paragraph(pair: Pair, was: &[&str], is: &[&str]) -> Paragraph {
    let whole = |kind, text: &str| vec![Run { kind, text: text.to_owned() }];
    match pair {
        Pair::Kept { before, after } => {
            Paragraph { before: Some(before), after: Some(after), runs: whole(RunKind::Kept, is[after]) }
        }
        Pair::Changed { before, after } => {
            Paragraph { before: Some(before), after: Some(after), runs: runs(was[before], is[after]) }
        }
        Pair::Added { after } => {
            Paragraph { before: None, after: Some(after), runs: whole(RunKind::Added, is[after]) }
        }
        Pair::Removed { before } => {
            Paragraph { before: Some(before), after: None, runs: whole(RunKind::Removed, was[before]) }
        }
    }
}
