//! Where the officer is, and how she gets elsewhere: pages, cells, findings, words of a text.

use std::ops::Range;

use super::{Session, TextMark, TextPage, View, grid};
use crate::{
    check::Finding,
    collate::Purpose,
    draft::{Excerpt, Place, edit::Edit},
    form::{Cell, CellId, Form, RuleId, Section},
    words::narrow_char,
};

impl Session {
    pub(super) fn show(&mut self, view: View) {
        self.document.seal();
        self.turn_to(view);
        self.text = TextPage::default();
        self.enter_page();
    }

    /// Shows another page. The one left has been seen.
    fn turn_to(&mut self, view: View) {
        if let View::Section(left) = &self.view
            && self.view != view
        {
            self.document.note_seen(left);
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

    /// Shows the page that is so many further in the task list.
    pub(super) fn step_page(&mut self, step: isize) {
        let mut pages = self.pages();
        let at = pages.iter().position(|p| *p == self.view).unwrap_or_default();
        let to = at.saturating_add_signed(step).min(pages.len() - 1);
        self.show(pages.swap_remove(to));
    }

    /// The page after the one shown; none after the last, and after a page beside the task list.
    pub fn next_page(&self) -> Option<View> {
        let pages = self.pages();
        let at = pages.iter().position(|p| *p == self.view)?;
        pages.into_iter().nth(at + 1)
    }

    /// The pages of the task list, in its order.
    fn pages(&self) -> Vec<View> {
        let document = &self.document;
        let first = document.to_prove().then_some(View::Proof).into_iter();
        let sections = document.form().sections.iter().map(|s| View::Section(s.id.clone()));
        first.chain([View::Agency]).chain(sections).chain([View::Review, View::Preview]).collect()
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
            Some(Edit::Remark(id, _)) => self.show_remarked(id),
            Some(Edit::Doubts(_)) => self.turn_to(View::Proof),
            Some(Edit::After(..)) => self.turn_to(View::After),
            Some(Edit::Decline(..)) => self.turn_to(View::Collate(Purpose::Returned)),
            Some(Edit::Confirm(kept) | Edit::Unconfirm(kept)) => self.turn_to(View::Section(kept.section)),
            Some(Edit::Tied(tied)) => {
                if let Some(tied) = tied.into_iter().next() {
                    self.turn_to(View::Section(tied.section));
                }
            }
            Some(Edit::Lock(..) | Edit::Explanations(_) | Edit::Signed(_)) | None => {}
        }
    }

    /// Shows the cell whose remark was changed; one that is shown keeps the keys where they are.
    fn show_remarked(&mut self, id: CellId) {
        if self.active_cell().is_none_or(|cell| cell.id != id) {
            self.go_to(&Place::Cell(id));
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
            Place::Words(words) => self.go_to_words(words, ""),
            Place::Title | Place::Agency | Place::Year => self.show(View::Agency),
            Place::Source => self.show(View::Proof),
            Place::Row(id) => self.select_first(|form| form.row(id).next()),
            Place::Table(id) => self.select_first(|form| form.cells_of(form.table(id)?).first()),
            Place::Section(_) => self.enter_page(),
        }
    }

    fn select_first(&mut self, of: impl Fn(&Form) -> Option<&Cell>) {
        if let Some(id) = of(self.document.form()).map(|cell| cell.id.clone()) {
            self.select(&id);
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

    /// The number of the finding that was gone to last, while it is there.
    pub fn current_finding(&self) -> Option<usize> {
        let gone_to = self.gone_to.as_ref()?;
        let findings = self.document.findings();
        let is_at = |at: &usize| findings.get(*at).is_some_and(|finding| gone_to.is(finding));
        Some(gone_to.at).filter(is_at).or_else(|| findings.iter().position(|finding| gone_to.is(finding)))
    }

    pub(super) fn step_finding(&mut self, step: isize) {
        let shown: Vec<usize> = self.document.shown_findings().map(|(at, _)| at).collect();
        let current = self.current_finding().and_then(|at| shown.iter().position(|shown| *shown == at));
        // She has turned to another page since: what is wrong there comes first.
        let turned = self.gone_to.as_ref().is_none_or(|gone_to| gone_to.page != self.view);
        if let Some(here) = self.first_here(&shown, step).filter(|_| turned) {
            return self.go_to_finding(here);
        }
        let next = match (current, &self.gone_to) {
            (Some(here), _) => here.cast_signed() + step,
            // It is mended, and the one behind it has taken its place.
            (None, Some(mended)) => {
                shown.partition_point(|shown| *shown < mended.at).cast_signed() + step.min(0)
            }
            (None, None) => step.min(0),
        };
        let next = next.rem_euclid(shown.len().cast_signed().max(1)).cast_unsigned();
        if let Some(at) = shown.get(next) {
            self.go_to_finding(*at);
        }
    }

    /// Of those shown, the first finding of this page, or the last if she goes back.
    fn first_here(&self, shown: &[usize], step: isize) -> Option<usize> {
        let (form, section) = (self.document.form(), &self.section()?.id);
        let is_here = |at: &usize| {
            let finding = self.document.findings().get(*at);
            let place = finding.and_then(|finding| place_to_write(form, finding));
            place.and_then(|place| place.section(form)) == Some(section)
        };
        let mut here = shown.iter().copied().filter(is_here);
        if step < 0 { here.next_back() } else { here.next() }
    }

    /// Goes to where a finding is, with the number that is wrong selected: what is typed next takes its place.
    pub(super) fn go_to_finding(&mut self, at: usize) {
        let document = &self.document;
        let Some(finding) = document.findings().get(at) else { return };
        let Some(place) = place_to_write(document.form(), finding).cloned() else { return };
        let wrong = finding.left.clone();
        let (rule, key) = (finding.rule.clone(), finding.key());
        match &place {
            Place::Words(words) => self.go_to_words(words, &wrong),
            place => self.go_to(place),
        }
        self.gone_to = Some(GoneTo { at, rule, key, page: self.view.clone() });
        self.reveal = true;
    }

    /// Shows words of a text, with the one number among them selected that is to be mended.
    fn go_to_words(&mut self, words: &Excerpt, wrong: &str) {
        let mark = TextMark { section: words.section.clone(), chars: words.chars.clone() };
        self.go_to_text(mark, number_in(words, wrong));
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

/// A finding that was gone to: where it stood in the list, what it is and where it led. When one is mended the others
/// move up.
pub struct GoneTo {
    at: usize,
    rule: RuleId,
    key: String,
    /// The page that it led to.
    page: View,
}

impl GoneTo {
    fn is(&self, finding: &Finding) -> bool {
        finding.rule == self.rule && finding.key() == self.key
    }
}

/// Where a finding is answered by writing: a total that is computed cannot be, what it is made of can.
fn place_to_write<'f>(form: &Form, finding: &'f Finding) -> Option<&'f Place> {
    let is_entry = |place: &&Place| {
        place.cell().is_none_or(|id| form.cell(id.as_str()).is_some_and(|cell| !cell.is_total()))
    };
    finding.places.iter().find(is_entry).or(finding.places.first())
}

/// The number in words that were found, in characters of the text: what is most likely to be mended. Where there are
/// several, it is the one that is called wrong; where that is none of them, nobody knows which is meant.
fn number_in(words: &Excerpt, wrong: &str) -> Option<Range<usize>> {
    let chars: Vec<char> = words.text.chars().map(narrow_char).collect();
    let is_part = |c: &char| c.is_ascii_digit() || *c == '.';
    let mut numbers = Vec::new();
    let mut at = 0;
    for run in chars.chunk_by(|a, b| is_part(a) == is_part(b)) {
        if run.iter().any(char::is_ascii_digit) {
            let place = words.chars.start + at..words.chars.start + at + run.len();
            numbers.push((place, run.iter().collect::<String>()));
        }
        at += run.len();
    }
    if numbers.len() > 1 {
        numbers.retain(|(_, figures)| figures == wrong);
    }
    numbers.into_iter().next().map(|(place, _)| place)
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
        for (text, wrong, expect) in [
            ("收到申请１０3件", "", Some(14..17)),
            ("增长12.5%", "", Some(12..16)),
            ("新收3件、结转4件", "", None),
            ("新收3件、结转4件", "7", None),
            ("新收3件、结转4件", "4", Some(17..18)),
            ("新收3件、结转43件", "3", Some(12..13)),
            ("没有数", "3", None),
            ("", "", None),
        ] {
            let chars = 10..10 + text.chars().count();
            let words = Excerpt { section: "s1".into(), chars, text: text.to_owned() };
            assert_eq!(number_in(&words, wrong), expect, "{text}");
        }
    }
}
