//! One undo stack for the whole document, in named steps.

use super::{Draft, edit::Edit};

/// Changes that are undone together.
#[derive(Clone, Debug)]
struct Step {
    /// What the officer did: `填写16`, `改写“一、总体情况”`.
    name: String,
    /// In the order to apply them.
    edits: Vec<Edit>,
    /// Steps with the same mark in a row become one: typing in one text.
    merge: Option<String>,
    /// The revision of the document once these edits have been applied.
    revision: u64,
}

impl Step {
    /// Applies the edits and becomes the step that takes them back.
    fn reverse(mut self, draft: &mut Draft, revision: &mut u64) -> (Self, Vec<Edit>) {
        let changed = self.edits.clone();
        self.edits = invert(self.edits, draft);
        self.merge = None;
        std::mem::swap(&mut self.revision, revision);
        (self, changed)
    }
}

/// Applies edits and returns those that take them back, in the order to apply them.
fn invert(edits: Vec<Edit>, draft: &mut Draft) -> Vec<Edit> {
    let mut inverse: Vec<Edit> = edits.into_iter().map(|e| e.apply(draft)).collect();
    inverse.reverse();
    inverse
}

/// What was done and undone.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    revision: u64,
    newest_revision: u64,
}

impl History {
    /// Applies `edits` as one step. Steps in a row with the same `merge` mark become one.
    pub fn apply(&mut self, draft: &mut Draft, name: String, edits: Vec<Edit>, merge: Option<String>) {
        let inverse = invert(edits, draft);
        self.undone.clear();
        let goes_on = merge.is_some() && self.done.last().is_some_and(|s| s.merge == merge);
        if !goes_on {
            self.done.push(Step { name, edits: inverse, merge, revision: self.revision });
        }
        self.newest_revision += 1;
        self.revision = self.newest_revision;
    }

    /// Ends the run of steps that would merge.
    pub fn seal(&mut self) {
        if let Some(step) = self.done.last_mut() {
            step.merge = None;
        }
    }

    /// The name of the step that undo would take back.
    pub fn undo_name(&self) -> Option<&str> {
        self.done.last().map(|s| s.name.as_str())
    }

    /// The name of the step that redo would do again.
    pub fn redo_name(&self) -> Option<&str> {
        self.undone.last().map(|s| s.name.as_str())
    }

    /// Takes the last step back; returns the edits that did it, to show where.
    pub fn undo(&mut self, draft: &mut Draft) -> Option<Vec<Edit>> {
        let (step, changed) = self.done.pop()?.reverse(draft, &mut self.revision);
        self.undone.push(step);
        Some(changed)
    }

    /// Does the last undone step again; returns the edits that did it.
    pub fn redo(&mut self, draft: &mut Draft) -> Option<Vec<Edit>> {
        let (step, changed) = self.undone.pop()?.reverse(draft, &mut self.revision);
        self.done.push(step);
        Some(changed)
    }

    /// A number for the state of the document: after undo the same as before the step.
    pub fn revision(&self) -> u64 {
        self.revision
    }
}
