//! The page of a text: where she is in it, and what of it is last year's to be confirmed.

use std::ops::Range;

use super::{Change, Desk, Session, View};
use crate::{
    draft::{Text, edit::Edit, leftover::Leftover, phrases},
    form::SectionId,
};

/// Words of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextMark {
    /// The section.
    pub section: SectionId,
    /// Where they stand, in characters.
    pub chars: Range<usize>,
}

/// Where she is in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextPage {
    /// Words to be lit in the text shown.
    pub mark: Option<TextMark>,
    /// What of them is selected, so that typing replaces it; where nothing is, the caret stands behind them.
    pub picked: Option<Range<usize>>,
    /// Where the caret was seen last.
    pub caret: Option<TextMark>,
}

/// What can be done in a text beside changing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextAct {
    /// Notes where the caret is.
    Caret(TextMark),
    /// Ends a run of typing: what comes next is a step of its own.
    EndStep,
    /// Goes to words and selects them.
    GoTo(TextMark),
}

impl Session {
    /// Does one thing in a text.
    pub(super) fn text_act(&mut self, act: TextAct, desk: &mut Desk) {
        match act {
            TextAct::Caret(caret) => self.text.caret = Some(caret),
            TextAct::EndStep => self.document.seal(),
            TextAct::GoTo(mark) => {
                // Words that were looked for are there to be replaced.
                let picked = desk.tool.is_some().then(|| mark.chars.clone());
                self.go_to_text(mark, picked);
            }
        }
    }

    /// Confirms the sentence at the caret and goes to the next one that is still last year's. A sentence is never
    /// confirmed that she has not been at.
    pub(super) fn confirm_sentence(&mut self, desk: &mut Desk) {
        let Some((section, at)) = self.caret_in_text() else { return };
        let document = &self.document;
        let is_here = |l: &&Leftover| at.is_some_and(|at| l.chars.start <= at && at <= l.chars.end);
        let here = document.open_leftovers(&section).find(is_here).cloned();
        if let Some(here) = here {
            let edits = vec![Edit::Confirm(here.kept())];
            self.edit(Change { name: "确认这句".to_owned(), edits, merge: None }, desk);
        }
        self.next_leftover(&section, at.unwrap_or_default());
    }

    /// Confirms every sentence of the section shown that is still last year's.
    pub(super) fn confirm_section(&mut self, desk: &mut Desk) {
        let Some(section) = self.section() else { return };
        let kept = self.document.open_leftovers(&section.id).map(Leftover::kept);
        let edits = kept.map(Edit::Confirm).collect();
        self.edit(Change { name: "确认本部分".to_owned(), edits, merge: None }, desk);
    }

    pub(super) fn accept_all(&mut self, desk: &mut Desk) {
        let document = &self.document;
        let change = document.accepting(document.proposals());
        self.edit(change, desk);
    }

    /// Selects the first open sentence behind the caret, or else the first of the section.
    fn next_leftover(&mut self, section: &str, at: usize) {
        let document = &self.document;
        let behind = document.open_leftovers(section).find(|l| l.chars.start >= at);
        let next = behind.or_else(|| document.open_leftovers(section).next()).cloned();
        if let Some(next) = next {
            self.go_to_text(TextMark { section: next.section, chars: next.chars }, None);
        }
    }

    /// Where in the text shown she is, in characters: where she put the caret, or else the words gone to; the section
    /// alone where she has done neither.
    pub(super) fn caret_in_text(&self) -> Option<(SectionId, Option<usize>)> {
        let section = self.section().filter(|s| s.table().is_none())?;
        let mark = self.text.mark.as_ref().filter(|m| m.section == section.id).map(|m| m.chars.start);
        let caret = self.text.caret.as_ref().filter(|c| c.section == section.id).map(|c| c.chars.start);
        Some((section.id.clone(), caret.or(mark)))
    }

    /// Whether the section shown has sentences that are still last year's.
    pub(super) fn has_leftovers(&self) -> bool {
        self.section().is_some_and(|s| self.document.open_leftovers(&s.id).next().is_some())
    }

    pub(super) fn has_proposals(&self) -> bool {
        !self.document.proposals().is_empty()
    }

    /// Writes the untitled opening of the report from the agency profile.
    pub(super) fn write_opening(&mut self, desk: &mut Desk) {
        let document = &self.document;
        let Some(section) = document.opening_section().map(|s| s.id.clone()) else { return };
        let text = phrases::opening(document.sheet());
        let name = document.opening_label().to_owned();
        let edits = vec![Edit::Text(section.clone(), Text::from(text))];
        self.edit(Change { name, edits, merge: None }, desk);
        self.show(View::Section(section));
    }
}
