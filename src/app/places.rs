//! Where the officer is, and how she gets elsewhere: pages, cells, findings, words of a text.

use std::ops::Range;

use super::{Session, TextMark, TextPage, View, grid};
use crate::{
    draft::{Excerpt, Place, edit::Edit},
    form::{Cell, CellId, Section},
    words::narrow_char,
};

impl Session {
    pub(super) fn show(&mut self, view: View) {
        self.document.seal();
        self.turn_to(view);
        self.text = TextPage::default();
        self.enter_page();
    }

    /// Shows another page. The one left has been seen, and before what is sent up all have.
    fn turn_to(&mut self, view: View) {
        match (&self.view, &view) {
            (left, shown) if left == shown => {}
            (_, View::Review | View::Preview) => self.document.note_all_seen(),
            (View::Section(left), _) => self.document.note_seen(left),
            _ => {}
        }
        self.view = view;
    }

    /// A page that is entered takes the keys at once: a table at its first cell.
    pub(super) fn enter_page(&mut self) {
        if self.section().and_then(|s| s.table()).is_some() && self.active_cell().is_none() {
            self.move_active(grid::Move::TableStart);
        }
        self.reveal = true;
    }

    pub(super) fn step_page(&mut self, step: isize) {
        let document = &self.document;
        let first = document.to_prove().then_some(View::Proof).into_iter();
        let sections = document.form().sections.iter().map(|s| View::Section(s.id.clone()));
        let last = [View::Review, View::Preview];
        let pages: Vec<View> = first.chain([View::Agency]).chain(sections).chain(last).collect();
        let at = pages.iter().position(|p| *p == self.view).unwrap_or_default();
        let to = at.saturating_add_signed(step).min(pages.len() - 1);
        self.show(pages[to].clone());
    }

    /// Undo must be seen: goes to the page where something changed.
    pub(super) fn show_changed(&mut self, edits: Vec<Edit>) {
        match edits.into_iter().min_by_key(rank) {
            Some(Edit::Cell(id, _) | Edit::Printed(id, _)) => self.go_to(&Place::Cell(id)),
            Some(Edit::Text(section, _)) => self.turn_to(View::Section(section)),
            Some(
                Edit::Agency(..)
                | Edit::AgencyKind(_)
                | Edit::Limit(_)
                | Edit::Deadline(_)
                | Edit::Title(_)
                | Edit::Year(_),
            ) => self.turn_to(View::Agency),
            Some(Edit::Doubts(_)) => self.turn_to(View::Proof),
            Some(Edit::After(..)) => self.turn_to(View::After),
            Some(Edit::Confirm(kept) | Edit::Unconfirm(kept)) => self.turn_to(View::Section(kept.section)),
            Some(Edit::Tied(tied)) => {
                if let Some(tied) = tied.into_iter().next() {
                    self.turn_to(View::Section(tied.section));
                }
            }
            Some(Edit::Lock(..) | Edit::Explanations(_) | Edit::Signed(_)) | None => {}
        }
    }

    pub(super) fn go_to(&mut self, place: &Place) {
        let document = &self.document;
        if let Some(section) = place.section(document.form()) {
            let section = section.clone();
            self.turn_to(View::Section(section));
        }
        match place {
            Place::Cell(id) => self.select(id),
            Place::Words(words) => {
                let number = number_in(words);
                self.go_to_text(
                    TextMark { section: words.section.clone(), chars: words.chars.clone() },
                    number,
                );
            }
            Place::Title | Place::Agency | Place::Year => self.turn_to(View::Agency),
            Place::Source => self.turn_to(View::Proof),
            Place::Row(_) | Place::Table(_) | Place::Section(_) => {}
        }
    }

    pub(super) fn select(&mut self, id: &CellId) {
        if let Some(cell) = self.document.form().cell(id.as_str()) {
            self.grid.select(cell);
            self.reveal = true;
        }
    }

    /// The active cell of the table shown.
    pub fn active_cell(&self) -> Option<&Cell> {
        let form = self.document.form();
        let table = form.table(self.section()?.table()?)?;
        self.grid.active(form, table)
    }

    pub(super) fn step_finding(&mut self, step: isize) {
        let document = &self.document;
        let shown: Vec<(usize, Option<Place>)> =
            document.shown_findings().map(|(at, finding)| (at, finding.places.first().cloned())).collect();
        let here = self.finding.and_then(|at| shown.iter().position(|(shown, _)| *shown == at));
        let here = here.map_or(if step > 0 { -1 } else { 0 }, usize::cast_signed);
        let next = (here + step).rem_euclid(shown.len().cast_signed().max(1)).cast_unsigned();
        let Some((at, place)) = shown.into_iter().nth(next) else { return };
        self.finding = Some(at);
        if let Some(place) = place {
            self.go_to(&place);
        }
    }

    /// Shows a text with words of it lit, and some of those selected.
    pub(super) fn go_to_text(&mut self, mark: TextMark, picked: Option<Range<usize>>) {
        self.document.seal();
        // Not entered: who looks from one place to the next keeps typing where she searches.
        self.turn_to(View::Section(mark.section.clone()));
        self.text = TextPage { mark: Some(mark), picked, caret: None };
    }

    /// The section shown, if a section is.
    pub fn section(&self) -> Option<&Section> {
        let View::Section(id) = &self.view else { return None };
        self.document.form().section(id)
    }
}

/// The one number in words that were found, in characters of the text: what is most likely to be mended. Where there
/// are several, nobody knows which is meant.
fn number_in(words: &Excerpt) -> Option<Range<usize>> {
    let chars: Vec<char> = words.text.chars().map(narrow_char).collect();
    let is_part = |c: &char| c.is_ascii_digit() || *c == '.';
    let mut numbers = Vec::new();
    let mut at = 0;
    for run in chars.chunk_by(|a, b| is_part(a) == is_part(b)) {
        if run.iter().any(char::is_ascii_digit) {
            numbers.push(words.chars.start + at..words.chars.start + at + run.len());
        }
        at += run.len();
    }
    if numbers.len() == 1 { numbers.pop() } else { None }
}

/// What of a step she did herself comes first: texts that follow a number change with it, and ties with both.
fn rank(edit: &Edit) -> usize {
    match edit {
        Edit::Tied(_) => 2,
        edit if edit.is_number() => 0,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_number_of_a_phrase_is_picked() {
        for (text, expect) in [
            ("收到申请１０3件", Some(14..17)),
            ("增长12.5%", Some(12..16)),
            ("新收3件、结转4件", None),
            ("没有数", None),
            ("", None),
        ] {
            let chars = 10..10 + text.chars().count();
            let words = Excerpt { section: "s1".into(), chars, text: text.to_owned() };
            assert_eq!(number_in(&words), expect, "{text}");
        }
    }
}
