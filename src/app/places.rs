//! Where the officer is, and how she gets elsewhere: pages, cells, findings, words of a text.

use std::ops::Range;

use super::{App, View, grid};
use crate::{
    check::Place,
    draft::edit::Edit,
    form::{Cell, CellId, Section},
};

/// Words of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextMark {
    /// The section.
    pub section: String,
    /// Where they stand, in characters.
    pub chars: Range<usize>,
}

impl App {
    pub(super) fn show(&mut self, view: View) {
        if let Some(document) = &mut self.document {
            document.seal();
        }
        self.view = view;
        self.mark = None;
        self.enter_page();
    }

    /// A page that is entered takes the keys at once: a table at its first cell.
    pub(super) fn enter_page(&mut self) {
        if self.section().and_then(|s| s.table()).is_some() && self.active_cell().is_none() {
            self.press(grid::Press::Move(grid::Move::TableStart));
        }
        self.reveal = true;
    }

    pub(super) fn step_page(&mut self, step: isize) {
        let Some(document) = &self.document else { return };
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
        match edits.into_iter().next() {
            Some(Edit::Cell(id, _) | Edit::Printed(id, _)) => self.go_to(&Place::Cell(id)),
            Some(Edit::Text(section, _)) => self.view = View::Section(section),
            Some(
                Edit::Agency(..)
                | Edit::AgencyKind(_)
                | Edit::Limit(_)
                | Edit::Deadline(_)
                | Edit::Title(_)
                | Edit::Year(_),
            ) => self.view = View::Agency,
            Some(Edit::Doubts(_)) => self.view = View::Proof,
            Some(Edit::Confirm(section, ..)) => self.view = View::Section(section),
            Some(Edit::Lock(..) | Edit::Explanations(_) | Edit::Signed(_)) | None => {}
        }
    }

    pub(super) fn go_to(&mut self, place: &Place) {
        let Some(document) = &self.document else { return };
        if let Some(section) = place.section(document.form()) {
            self.view = View::Section(section.to_owned());
        }
        match place {
            Place::Cell(id) => self.select(id),
            Place::Words(words) => {
                self.go_to_text(TextMark { section: words.section.clone(), chars: words.chars.clone() });
            }
            Place::Title => self.view = View::Agency,
            Place::Section(_) => {}
        }
    }

    pub(super) fn select(&mut self, id: &CellId) {
        let cell = self.document.as_ref().and_then(|d| d.form().cell(id.as_str()));
        if let Some(cell) = cell {
            self.grid.select(cell);
            self.reveal = true;
        }
    }

    /// The active cell of the table shown.
    pub fn active_cell(&self) -> Option<&Cell> {
        let form = self.document.as_ref()?.form();
        let table = form.table(self.section()?.table()?)?;
        self.grid.active(form, table)
    }

    pub(super) fn step_finding(&mut self, step: isize) {
        let Some(document) = &self.document else { return };
        let count = document.findings().len().cast_signed();
        let at = self.finding.map_or(if step > 0 { -1 } else { 0 }, usize::cast_signed);
        let next = (at + step).rem_euclid(count.max(1)).cast_unsigned();
        self.finding = Some(next);
        if let Some(place) = document.findings().get(next).and_then(|f| f.places.first()).cloned() {
            self.go_to(&place);
        }
    }

    /// Shows a text with words of it selected.
    pub(super) fn go_to_text(&mut self, mark: TextMark) {
        if let Some(document) = &mut self.document {
            document.seal();
        }
        // Not entered: who looks from one place to the next keeps typing where she searches.
        self.view = View::Section(mark.section.clone());
        self.mark = Some(mark);
    }

    /// The section shown, if a section is.
    pub fn section(&self) -> Option<&Section> {
        let View::Section(id) = &self.view else { return None };
        self.document.as_ref()?.form().section(id)
    }
}
