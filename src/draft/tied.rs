//! Numbers of the texts that follow a table (关联): when a cell of theirs changes, so do their figures, in the same step.
//!
//! A tie is a place in a text with the figures that stand there. It moves with the text around it; once its figures are
//! changed by hand there is no tie any more. Exports know nothing of it: what stands in the text is plain text.

use std::ops::Range;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Draft, Report, Sheet, Text, edit::Edit};
use crate::{
    form::{CellId, Form, SectionId},
    words::{cut::replaced, narrow_char, number},
};

/// A number in a text that follows cells of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tied {
    /// The section of the text.
    pub section: SectionId,
    /// Where its figures begin, in characters.
    pub at: usize,
    /// Its figures as they stand there: `3,119`.
    pub figures: String,
    /// The cells whose sum it is.
    pub cells: Vec<CellId>,
}

impl Tied {
    /// Where its figures stand, in characters.
    pub fn chars(&self) -> Range<usize> {
        self.at..self.at.saturating_add(self.figures.chars().count())
    }

    /// Whether the tables give it the figures that it has.
    pub fn is_due(&self, sheet: Sheet<'_>) -> bool {
        self.due(sheet).is_some_and(|due| due == self.figures)
    }

    /// The figures that the tables give it, in the manner of its own; `None` where a cell has no number, or the sum is
    /// none that is written so.
    fn due(&self, sheet: Sheet<'_>) -> Option<String> {
        let add = |sum: Decimal, id| sum.checked_add(sheet.number(id)?);
        let sum = self.cells.iter().try_fold(Decimal::ZERO, add)?;
        number::in_manner_of(&self.figures, sum)
    }

    fn moved_to(&self, at: usize) -> Self {
        Self { at, ..self.clone() }
    }
}

/// The changes that come with others: figures that follow their cells, and ties that move with their text. All are made
/// in one step, so that one undo takes all of them back.
pub fn following(form: &Form, draft: &Draft, edits: &[Edit]) -> Vec<Edit> {
    let given = edits.iter().rev().find_map(Edit::as_tied);
    if draft.tied.is_empty() && given.is_none() {
        return Vec::new();
    }
    let mut tied = given.map_or_else(|| moved_all(draft, edits), <[Tied]>::to_vec);
    let mut more = Vec::new();
    if edits.iter().any(Edit::is_number) {
        let report = changed(&draft.report, edits);
        more.extend(refigured(Sheet::bound(form, &report), &mut tied));
    }
    // Of typing in a row only the first change is kept to be undone: it holds the ties even if it has not moved any.
    let is_in_tied =
        |edit: &Edit| edit.as_text().is_some_and(|(id, _)| draft.tied.iter().any(|t| t.section == *id));
    if !more.is_empty() || given.is_none() && edits.iter().any(is_in_tied) {
        more.push(Edit::Tied(tied));
    }
    more
}

/// The changes by which a draft has these ties and no others: those whose figures stand in its texts, with the figures that
/// its tables have for them already.
pub fn settled(form: &Form, draft: &Draft, mut tied: Vec<Tied>) -> Vec<Edit> {
    let mut edits = refigured(Sheet::bound(form, &draft.report), &mut tied);
    edits.push(Edit::Tied(tied));
    edits
}

/// The ties of a draft once this change has been made to a text of it, with one more that stands in the new text.
pub fn with(draft: &Draft, change: &Edit, tie: Tied) -> Edit {
    let mut tied = moved_all(draft, std::slice::from_ref(change));
    tied.push(tie);
    Edit::Tied(tied)
}

/// The report with these changes to its numbers and texts.
fn changed(report: &Report, edits: &[Edit]) -> Report {
    let mut scratch = Draft { report: report.clone(), ..Draft::default() };
    for edit in edits.iter().filter(|edit| edit.is_number() || edit.as_text().is_some()) {
        edit.clone().apply(&mut scratch);
    }
    scratch.report
}

/// The ties of a draft once its texts have become others.
fn moved_all(draft: &Draft, edits: &[Edit]) -> Vec<Tied> {
    let mut tied = draft.tied.clone();
    for (section, text) in edits.iter().filter_map(Edit::as_text) {
        let (here, others): (Vec<_>, Vec<_>) = tied.into_iter().partition(|t| t.section == *section);
        tied = others;
        tied.extend(moved(&here, draft.report.text(section), text.as_str()));
    }
    tied
}

/// The ties of a text once it has become another: those whose figures still stand there as a number of their own.
pub fn moved(tied: &[Tied], old: &str, new: &str) -> Vec<Tied> {
    if tied.is_empty() || old == new {
        return tied.to_vec();
    }
    let change = Changed::between(&old.chars().collect::<Vec<_>>(), &new.chars().collect::<Vec<_>>());
    tied.iter().filter_map(|t| Some(t.moved_to(change.place(&t.chars())?))).collect()
}

/// What of a text is another one's, from the first difference to the last, widened to whole numbers.
struct Changed {
    old: Range<usize>,
    new: Range<usize>,
    /// The numbers of both parts.
    numbers: [Vec<Range<usize>>; 2],
    /// How many of them are the same from the front, and from the end.
    same: [usize; 2],
}

impl Changed {
    fn between(old: &[char], new: &[char]) -> Self {
        let start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
        let most = old.len().min(new.len()) - start;
        let end = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
        let back = old[..start].iter().rev().take_while(|c| is_of_number(**c)).count();
        let on = old[old.len() - end..].iter().take_while(|c| is_of_number(**c)).count();
        let part = |all: usize| start - back..all - end + on;
        let parts = [part(old.len()), part(new.len())];
        let numbers = [numbers(old, &parts[0]), numbers(new, &parts[1])];
        let is_same = |(a, b): &(&Range<usize>, &Range<usize>)| old[(*a).clone()] == new[(*b).clone()];
        let front = numbers[0].iter().zip(&numbers[1]).take_while(is_same).count();
        let [rest_old, rest_new] = [&numbers[0][front..], &numbers[1][front..]];
        let rear = rest_old.iter().rev().zip(rest_new.iter().rev()).take_while(is_same).count();
        let [old, new] = parts;
        Self { old, new, same: [front, rear], numbers }
    }

    /// Where figures of the old text stand in the new one.
    fn place(&self, chars: &Range<usize>) -> Option<usize> {
        if chars.end <= self.old.start {
            return Some(chars.start);
        }
        if chars.start >= self.old.end {
            return (chars.start - self.old.end).checked_add(self.new.end);
        }
        let [old, new] = &self.numbers;
        let at = old.iter().position(|number| number == chars)?;
        let (from_end, [front, rear]) = (old.len() - at, self.same);
        let partner = if at < front { Some(at) } else { (from_end <= rear).then(|| new.len() - from_end) };
        Some(new[partner?].start)
    }
}

/// The texts in which figures follow, with these figures in them; the ties are then at their places in these, and those
/// that no longer stand anywhere are gone.
fn refigured(sheet: Sheet<'_>, tied: &mut Vec<Tied>) -> Vec<Edit> {
    let mut sections: Vec<SectionId> = tied.iter().map(|t| t.section.clone()).collect();
    sections.sort();
    sections.dedup();
    let mut edits = Vec::new();
    let mut all = Vec::new();
    for section in sections {
        let here = tied.iter().filter(|t| t.section == section).cloned().collect();
        let (text, here) = refigured_text(sheet, sheet.text(&section), here);
        all.extend(here);
        edits.extend(text.map(|text| Edit::Text(section, Text::from(text))));
    }
    *tied = all;
    edits
}

/// A text with the figures that the tables give, where any of them are others, and its ties.
fn refigured_text(sheet: Sheet<'_>, text: &str, mut tied: Vec<Tied>) -> (Option<String>, Vec<Tied>) {
    let chars: Vec<char> = text.chars().collect();
    let numbers = numbers(&chars, &(0..chars.len()));
    let stands = |t: &Tied| {
        numbers.binary_search_by_key(&t.at, |n| n.start).is_ok_and(|found| numbers[found] == t.chars())
            && t.figures.chars().eq(chars[t.chars()].iter().copied())
    };
    tied.retain(stands);
    tied.sort_by_key(|t| t.at);
    tied.dedup_by_key(|t| t.at);
    let mut places = Vec::new();
    let mut shift = 0_isize;
    for tie in &mut tied {
        let place = tie.chars();
        tie.at = place.start.saturating_add_signed(shift);
        if let Some(due) = tie.due(sheet).filter(|due| *due != tie.figures) {
            // Figures are a byte each.
            shift += due.len().cast_signed() - tie.figures.len().cast_signed();
            tie.figures.clone_from(&due);
            places.push((place, due));
        }
    }
    let new =
        (!places.is_empty()).then(|| replaced(text, places.iter().map(|(place, due)| (place, due.as_str()))));
    (new, tied)
}

/// The numbers in a part of a text: figures, with commas and a point between them.
fn numbers(text: &[char], part: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = part.start;
    while at < part.end {
        let start = at;
        while at < part.end && (is_figure(text[at]) || at > start && is_inside(text, at)) {
            at += 1;
        }
        if at > start {
            found.push(start..at);
        }
        at += 1;
    }
    found
}

/// Whether a mark stands between two figures.
fn is_inside(text: &[char], at: usize) -> bool {
    is_of_number(text[at]) && is_figure(text[at - 1]) && text.get(at + 1).copied().is_some_and(is_figure)
}

fn is_of_number(c: char) -> bool {
    is_figure(c) || matches!(narrow_char(c), ',' | '.')
}

fn is_figure(c: char) -> bool {
    narrow_char(c).is_ascii_digit()
}
