//! The texts of a copy, section by section: what differs, and how it comes into a draft that may have gone on.

use std::ops::Range;

use super::{
    Difference, Kindred, Purpose, Step,
    passages::{Passage, passages},
    said::{self, even},
};
use crate::{
    diff::{Pair, pairs, runs},
    draft::{Place, Sheet, Text, edit::Edit, paragraphs},
    form::{Section, SectionBody},
    import::{Imported, Tracked},
};

/// Where the draft's paragraphs were written otherwise since.
const CHANGED_SINCE: &str = "草稿里这一段后来又改过，和导出时不一样，没有替换；对照着自己改";

/// What the texts of the copy say otherwise and the draft does not have yet.
pub(super) fn differences(
    was: &Imported,
    came: &Imported,
    draft: Sheet<'_>,
    purpose: Purpose,
) -> Vec<Difference> {
    let of = |section| Sides::of(section, was, came, draft.text(&section.id));
    let mut sides: Vec<(&Section, Sides<'_>)> = text_sections(draft).map(|s| (s, of(s))).collect();
    if purpose == Purpose::Published {
        leave_surroundings(&mut sides);
    }
    sides.iter().flat_map(|(section, sides)| sides.differences(section, came)).collect()
}

/// Leaves out what a website puts over the report and under it: lines that say nothing in sentences.
fn leave_surroundings(sides: &mut [(&Section, Sides<'_>)]) {
    let is_around = |passage: &Passage, came: &[&str]| {
        passage.was.is_empty() && !came[passage.came.clone()].iter().any(|line| line.contains('。'))
    };
    if let Some((_, first)) = sides.first_mut() {
        let over = first.passages().into_iter().find(|p| p.came.start == 0 && is_around(p, &first.came));
        let length = over.map_or(0, |p| p.came.end);
        first.came.drain(..length);
    }
    if let Some((_, last)) = sides.last_mut() {
        let end = last.came.len();
        let under = last.passages().into_iter().find(|p| p.came.end == end && is_around(p, &last.came));
        last.came.truncate(under.map_or(end, |p| p.came.start));
    }
}

/// The edits that take the texts that are wanted and can be taken, one for each section.
pub(super) fn take(
    was: &Imported,
    came: &Imported,
    draft: Sheet<'_>,
    is_wanted: &dyn Fn(&Difference) -> bool,
) -> Vec<Edit> {
    let whole = |section: &Section| {
        let before = draft.text(&section.id);
        let after = section_with(section, [was, came], before, is_wanted);
        (after != before).then(|| Edit::Text(section.id.clone(), Text::from(after)))
    };
    text_sections(draft).filter_map(whole).collect()
}

fn text_sections(draft: Sheet<'_>) -> impl Iterator<Item = &Section> {
    draft.form().sections.iter().filter(|s| s.body == SectionBody::Text)
}

/// Takes one passage after the other, as each moves those behind it.
fn section_with(
    section: &Section,
    [was, came]: [&Imported; 2],
    draft: &str,
    is_wanted: &dyn Fn(&Difference) -> bool,
) -> String {
    let mut text = draft.to_owned();
    let most = Sides::of(section, was, came, draft).passages().len();
    for _ in 0..most {
        let takes = Sides::of(section, was, came, &text).differences(section, came);
        let next = takes.iter().filter(|d| is_wanted(d)).find_map(|d| d.edits()?.first()?.as_text());
        let Some((_, next)) = next else { break };
        next.as_str().clone_into(&mut text);
    }
    text
}

/// The paragraphs of a section on all sides.
struct Sides<'t> {
    was: Vec<&'t str>,
    came: Vec<&'t str>,
    draft: Vec<&'t str>,
    text: &'t str,
}

/// Which paragraphs of the draft are which of the others.
struct Links {
    /// Of each paragraph that was there its place in the draft, where the draft still says the same.
    same: Vec<Option<usize>>,
    /// The same, also where the draft says it otherwise.
    near: Vec<Option<usize>>,
    /// Of each paragraph that came its place in the draft, where the draft says so already.
    done: Vec<Option<usize>>,
    /// Of each paragraph that came the one that was in its place.
    origin: Vec<Option<usize>>,
}

/// What the draft makes of a passage.
enum Fate {
    /// The draft has it already.
    Done,
    /// These paragraphs of the draft go, and the passage comes in their place.
    Here(Range<usize>),
    /// The draft says something else.
    Elsewhere,
}

impl<'t> Sides<'t> {
    fn of(section: &Section, was: &'t Imported, came: &'t Imported, draft: &'t str) -> Self {
        let of = |report: &'t Imported| paragraphs(report.draft.report.text(&section.id)).collect();
        Self { was: of(was), came: of(came), draft: paragraphs(draft).collect(), text: draft }
    }

    fn differences(&self, section: &Section, copy: &Imported) -> Vec<Difference> {
        let links = self.links();
        let passages = self.passages().into_iter();
        passages.filter_map(|passage| self.difference(section, copy, &passage, &links)).collect()
    }

    fn passages(&self) -> Vec<Passage> {
        passages(&self.was, &self.came)
    }

    fn links(&self) -> Links {
        let evened = |texts: &[&str]| texts.iter().map(|text| even(text)).collect::<Vec<_>>();
        let (was, draft) = (evened(&self.was), evened(&self.draft));
        let (was, draft): (Vec<&str>, Vec<&str>) =
            (was.iter().map(String::as_str).collect(), draft.iter().map(String::as_str).collect());
        let (mut same, mut near) = (vec![None; was.len()], vec![None; was.len()]);
        for pair in pairs(&was, &draft) {
            match pair {
                Pair::Kept { before, after } => {
                    same[before] = Some(after);
                    near[before] = Some(after);
                }
                Pair::Changed { before, after } => near[before] = Some(after),
                Pair::Added { .. } | Pair::Removed { .. } => {}
            }
        }
        let (mut done, mut origin) = (vec![None; self.came.len()], vec![None; self.came.len()]);
        for pair in pairs(&self.draft, &self.came) {
            if let Pair::Kept { before, after } = pair {
                done[after] = Some(before);
            }
        }
        for pair in pairs(&self.was, &self.came) {
            if let Pair::Kept { before, after } | Pair::Changed { before, after } = pair {
                origin[after] = Some(before);
            }
        }
        Links { same, near, done, origin }
    }

    fn difference(
        &self,
        section: &Section,
        copy: &Imported,
        passage: &Passage,
        links: &Links,
    ) -> Option<Difference> {
        let (was, came) =
            (self.was[passage.was.clone()].join("\n"), self.came[passage.came.clone()].join("\n"));
        let runs = runs(&was, &came);
        let fate = links.fate(passage);
        let (step, at) = match &fate {
            Fate::Done => return None,
            Fate::Here(range) => {
                let text = Text::from(self.with(range, passage));
                (Step::Take(vec![Edit::Text(section.id.clone(), text)]), range.start)
            }
            Fate::Elsewhere => {
                let near = passage.was.clone().find_map(|w| links.near[w]);
                (Step::Cannot(CHANGED_SINCE.to_owned()), near.unwrap_or_default())
            }
        };
        // A paragraph that is split or joined says the same, and is another one.
        let is_same = passage.was.len() == passage.came.len() && even(&was) == even(&came);
        Some(Difference {
            place: Place::Section(section.id.clone()),
            name: name(section, passage),
            said: said::of_passage(passage, &runs),
            kind: if is_same { Kindred::Marks } else { Kindred::Words },
            runs,
            by: self.authors(copy, passage),
            paragraph: Some(at).filter(|at| *at < self.draft.len()),
            came: passage.came.clone(),
            step,
        })
    }

    /// The draft's text with a passage in the place of these paragraphs; all other lines stay as they are.
    fn with(&self, range: &Range<usize>, passage: &Passage) -> String {
        let lines: Vec<&str> = self.text.split('\n').collect();
        let filled: Vec<usize> = (0..lines.len()).filter(|at| !lines[*at].trim().is_empty()).collect();
        let after_last = filled.last().map_or(0, |at| at + 1);
        let start = filled.get(range.start).copied().unwrap_or(after_last);
        let end = if range.is_empty() { start } else { filled[range.end - 1] + 1 };
        let came = self.came[passage.came.clone()].iter().copied();
        let all: Vec<&str> =
            lines[..start].iter().copied().chain(came).chain(lines[end..].iter().copied()).collect();
        // An empty text is one empty line.
        if filled.is_empty() { self.came[passage.came.clone()].join("\n") } else { all.join("\n") }
    }

    /// Who tracked a change in these paragraphs, each once.
    fn authors(&self, copy: &Imported, passage: &Passage) -> Vec<String> {
        let came: Vec<String> = self.came[passage.came.clone()].iter().map(|text| even(text)).collect();
        let was = even(&self.was[passage.was.clone()].concat());
        let is_of = |change: &&Tracked| {
            let line = copy.source.get(change.block).map(|line| even(line)).unwrap_or_default();
            let words = even(&change.words);
            // A word taken out elsewhere may stand in this paragraph too.
            let is_gone = change.is_removed && was.contains(&words) && words.len() * 2 >= was.len();
            if came.is_empty() { is_gone } else { came.contains(&line) }
        };
        named_once(copy.marks.tracked.iter().filter(is_of))
    }
}

impl Links {
    /// What the draft makes of a passage.
    fn fate(&self, passage: &Passage) -> Fate {
        let has_come = passage.came.clone().all(|c| self.done[c].is_some());
        let still: Vec<usize> = passage.was.clone().filter_map(|w| self.same[w]).collect();
        if passage.was.is_empty() {
            let at = self.place_of(passage.came.start);
            return if has_come { Fate::Done } else { Fate::Here(at..at) };
        }
        if !passage.came.is_empty() && has_come {
            return Fate::Done;
        }
        if still.len() == passage.was.len() && still.windows(2).all(|two| two[0] + 1 == two[1]) {
            return Fate::Here(still[0]..still[0] + still.len());
        }
        let is_gone = passage.was.clone().all(|w| self.near[w].is_none());
        if passage.came.is_empty() && is_gone { Fate::Done } else { Fate::Elsewhere }
    }

    /// Before which of the draft's paragraphs one comes that is new: behind the one it came behind.
    fn place_of(&self, came: usize) -> usize {
        let before = (0..came).rev().find_map(|c| {
            let of_origin = || self.origin[c].and_then(|w| self.near[w]);
            self.done[c].or_else(of_origin)
        });
        before.map_or(0, |at| at + 1)
    }
}

/// What it is called: by the paragraphs that came, or by those that are gone.
fn name(section: &Section, passage: &Passage) -> String {
    let numbers = |range: &Range<usize>| match range.len() {
        1 => format!("第{}段", range.end),
        _ => format!("第{}至{}段", range.start + 1, range.end),
    };
    if passage.came.is_empty() {
        format!("{}原{}", section.task, numbers(&passage.was))
    } else {
        format!("{}{}", section.task, numbers(&passage.came))
    }
}

/// Who made these changes, each once.
pub(super) fn named_once<'t>(changes: impl Iterator<Item = &'t Tracked>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for change in changes.filter(|change| !change.author.trim().is_empty()) {
        if !names.contains(&change.author) {
            names.push(change.author.clone());
        }
    }
    names
}
