//! Who decides by keys goes on by keys: what has been decided offers no choice any more, so the next one has the keys.

use egui::Response;

use crate::app::{CollateItem, CollateState};

/// What is to be decided by keys next.
#[derive(Default)]
pub(super) struct Turn {
    /// What was decided by keys in the last frame, by its place in the copy.
    decided: Option<usize>,
    /// What the keys go to in this frame, by its place in the copy.
    next: Option<usize>,
}

impl Turn {
    /// Looks whose turn it is, of the items in the order in which they are listed.
    pub(super) fn begin(&mut self, listed: &[(usize, &CollateItem)]) {
        self.next = self.decided.take().map(|at| next(listed, at));
    }

    /// Notes what was decided by this link or button; where it was clicked the keys stay where they are.
    pub(super) fn decided(&mut self, at: Option<usize>, by: &Response) {
        if by.has_focus() {
            self.decided = at;
        }
    }

    /// Gives the keys to this link where it is the turn of its item.
    pub(super) fn give(&mut self, at: usize, link: &Response) {
        if self.next == Some(at) {
            self.next = None;
            link.request_focus();
        }
    }
}

/// This one while it is not decided, else the next one below that is not, after the last the first again; this one too
/// where everything is decided.
fn next(listed: &[(usize, &CollateItem)], at: usize) -> usize {
    let place = listed.iter().position(|(other, _)| *other == at).unwrap_or(0);
    let (before, from) = listed.split_at(place);
    let mut onward = from.iter().chain(before);
    onward.find(|(_, item)| item.state == CollateState::Open).map_or(at, |(other, _)| *other)
}
