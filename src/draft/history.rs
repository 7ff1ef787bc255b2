//! One undo stack for the whole document, in named steps.

use std::collections::{BTreeSet, VecDeque};

use super::{Draft, edit::Edit, packed::PackedEdit};

/// Changes that are undone together.
#[derive(Clone, Debug)]
struct Step {
    /// What the officer did: `填写16`, `改写“一、总体情况”`.
    name: String,
    /// In the order to apply them.
    edits: Vec<PackedEdit>,
    /// Steps with the same mark in a row become one: typing in one text.
    merge: Option<String>,
    /// The revision of the document once these edits have been applied.
    revision: u64,
    /// What it holds.
    bytes: usize,
}

impl Step {
    fn new(name: String, edits: Vec<PackedEdit>, merge: Option<String>, revision: u64) -> Self {
        Self { name, edits, merge, revision, bytes: 0 }.measured()
    }

    /// Applies the edits and becomes the step that takes them back.
    fn reverse(self, draft: &mut Draft, revision: &mut u64) -> (Self, Vec<Edit>) {
        let mut changed = Vec::new();
        let mut inverse = Vec::new();
        for edit in self.edits {
            let edit = edit.unpack(draft);
            changed.push(edit.clone());
            inverse.push(inverted(edit, draft));
        }
        inverse.reverse();
        let before = std::mem::replace(revision, self.revision);
        (Self::new(self.name, inverse, None, before), changed)
    }

    /// Holds no more than it has to, as another step follows; the draft is as it leaves it.
    fn packed(mut self, draft: &Draft) -> Self {
        // What it holds now depends on what is there: nothing may be added to it, even if that step is undone.
        self.merge = None;
        // Each text is as the first of those that change it is to find it.
        let mut seen = BTreeSet::new();
        let pack = |edit: PackedEdit| {
            let is_first = edit.section().is_none_or(|section| seen.insert(section.clone()));
            if is_first { edit.pack(draft) } else { edit }
        };
        self.edits = self.edits.into_iter().map(pack).collect();
        self.measured()
    }

    fn measured(mut self) -> Self {
        let edits: usize = self.edits.iter().map(PackedEdit::bytes).sum();
        self.bytes = size_of::<Self>() + self.name.len() + edits;
        self
    }
}

/// Applies an edit and returns the one that takes it back.
fn inverted(edit: Edit, draft: &mut Draft) -> PackedEdit {
    let inverse = edit.apply(draft);
    PackedEdit::of(inverse, draft)
}

/// Applies edits and returns those that take them back, in the order to apply them.
fn invert(edits: Vec<Edit>, draft: &mut Draft) -> Vec<PackedEdit> {
    let mut inverse: Vec<PackedEdit> = edits.into_iter().map(|e| inverted(e, draft)).collect();
    inverse.reverse();
    inverse
}

/// The same for edits that more may be added to: what they take back must not depend on what was there last.
fn invert_whole(edits: Vec<Edit>, draft: &mut Draft) -> Vec<PackedEdit> {
    let mut inverse: Vec<PackedEdit> = edits.into_iter().map(|e| PackedEdit::Whole(e.apply(draft))).collect();
    inverse.reverse();
    inverse
}

/// What was done and undone.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: VecDeque<Step>,
    undone: Vec<Step>,
    revision: u64,
    newest_revision: u64,
}

impl History {
    /// What can be undone holds no more than this, in bytes, but for the last step: the oldest steps are let go.
    pub const MOST_BYTES: usize = 48 << 20;

    /// Applies `edits` as one step. Steps in a row with the same `merge` mark become one.
    pub fn apply(&mut self, draft: &mut Draft, name: String, edits: Vec<Edit>, merge: Option<String>) {
        self.undone.clear();
        if merge.is_some() && self.done.back().is_some_and(|s| s.merge == merge) {
            // The step before takes all of it back.
            for edit in edits {
                edit.apply(draft);
            }
        } else {
            self.push(draft, name, edits, merge);
        }
        self.newest_revision += 1;
        self.revision = self.newest_revision;
    }

    fn push(&mut self, draft: &mut Draft, name: String, edits: Vec<Edit>, merge: Option<String>) {
        let before = self.done.pop_back().map(|step| step.packed(draft));
        self.done.extend(before);
        let inverse = if merge.is_some() { invert_whole(edits, draft) } else { invert(edits, draft) };
        self.done.push_back(Step::new(name, inverse, merge, self.revision));
        while self.done.len() > 1 && self.bytes() > Self::MOST_BYTES {
            self.done.pop_front();
        }
    }

    /// What the steps hold that can be undone and done again, in bytes.
    pub fn bytes(&self) -> usize {
        self.done.iter().chain(&self.undone).map(|step| step.bytes).sum()
    }

    /// Ends the run of steps that would merge.
    pub fn seal(&mut self) {
        if let Some(step) = self.done.back_mut() {
            step.merge = None;
        }
    }

    /// The name of the step that undo would take back.
    pub fn undo_name(&self) -> Option<&str> {
        self.done.back().map(|s| s.name.as_str())
    }

    /// The name of the step that redo would do again.
    pub fn redo_name(&self) -> Option<&str> {
        self.undone.last().map(|s| s.name.as_str())
    }

    /// Takes the last step back; returns the edits that did it, to show where.
    pub fn undo(&mut self, draft: &mut Draft) -> Option<Vec<Edit>> {
        let (step, changed) = self.done.pop_back()?.reverse(draft, &mut self.revision);
        self.undone.push(step);
        Some(changed)
    }

    /// Does the last undone step again; returns the edits that did it.
    pub fn redo(&mut self, draft: &mut Draft) -> Option<Vec<Edit>> {
        let (step, changed) = self.undone.pop()?.reverse(draft, &mut self.revision);
        self.done.push_back(step);
        Some(changed)
    }

    /// A number for the state of the document: after undo the same as before the step.
    pub fn revision(&self) -> u64 {
        self.revision
    }
}
