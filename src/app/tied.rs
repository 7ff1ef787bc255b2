//! Numbers of the text that follow a table: tying those that agree with it, and letting go of them.

use std::collections::HashSet;

use super::{Change, Desk, Document, Session};
use crate::{
    check::{Bound, TextNumber},
    draft::{edit::Edit, tied::Tied},
};

impl Document {
    /// The numbers of a section that follow a table.
    pub fn tied(&self, section: &str) -> impl Iterator<Item = &Tied> {
        self.draft().tied.iter().filter(move |tied| tied.section == section)
    }

    /// The numbers of a section that agree with a table and do not follow it yet.
    pub fn to_tie(&self, section: &str) -> impl Iterator<Item = Tied> {
        let tied: HashSet<usize> = self.tied(section).map(|tied| tied.at).collect();
        let here = self.numbers().filter(move |number| number.figures.section == section);
        let free = here.filter(move |number| !tied.contains(&number.figures.chars.start));
        free.filter_map(tie).filter(|tie| tie.is_due(self.sheet()))
    }

    /// The change that ties numbers, those given besides those that are tied already.
    fn tying(&self, name: String, ties: Vec<Tied>) -> Change {
        let mut all = self.draft().tied.clone();
        all.extend(ties);
        Change { name, edits: vec![Edit::Tied(all)], merge: None }
    }
}

/// What a number that agrees with a table would follow.
fn tie(number: &TextNumber) -> Option<Tied> {
    let Bound::Agrees(counted) = &number.bound else { return None };
    let figures = &number.figures;
    Some(Tied {
        section: figures.section.clone(),
        at: figures.chars.start,
        figures: figures.text.clone(),
        cells: counted.cells.clone(),
    })
}

fn is_at(tied: &Tied, caret: usize) -> bool {
    tied.at <= caret && caret <= tied.chars().end
}

impl Session {
    /// The number at the caret, if it could follow a table.
    fn to_tie_here(&self) -> Option<Tied> {
        let (section, at) = self.caret_in_text()?;
        self.document.to_tie(&section).find(|tie| at.is_some_and(|at| is_at(tie, at)))
    }

    /// The number at the caret, if it follows a table.
    fn tied_here(&self) -> Option<&Tied> {
        let (section, at) = self.caret_in_text()?;
        self.document.tied(&section).find(|tied| at.is_some_and(|at| is_at(tied, at)))
    }

    pub(super) fn can_tie(&self) -> bool {
        self.to_tie_here().is_some()
    }

    pub(super) fn can_untie(&self) -> bool {
        self.tied_here().is_some()
    }

    pub(super) fn can_tie_section(&self) -> bool {
        self.section().is_some_and(|section| self.document.to_tie(&section.id).next().is_some())
    }

    /// Lets the number at the caret follow its table.
    pub(super) fn tie(&mut self, desk: &mut Desk) {
        let ties = self.to_tie_here().into_iter().collect();
        self.tie_all(ties, desk);
    }

    /// Lets every number of the section shown that agrees with a table follow it.
    pub(super) fn tie_section(&mut self, desk: &mut Desk) {
        let Some(section) = self.section().map(|section| section.id.clone()) else { return };
        let ties = self.document.to_tie(&section).collect();
        self.tie_all(ties, desk);
    }

    fn tie_all(&mut self, ties: Vec<Tied>, desk: &mut Desk) {
        let count = ties.len();
        let name = match ties.as_slice() {
            [one] => format!("关联{}", one.figures),
            _ => format!("关联{count}个数"),
        };
        let change = self.document.tying(name, ties);
        self.edit(change, desk);
        desk.whisper(format!("已关联{count}个数，改表格时一同更新"));
    }

    /// Lets the number at the caret stand for itself again.
    pub(super) fn untie(&mut self, desk: &mut Desk) {
        let Some(here) = self.tied_here().cloned() else { return };
        let mut all = self.document.draft().tied.clone();
        all.retain(|tied| *tied != here);
        let name = format!("取消关联{}", here.figures);
        self.edit(Change { name, edits: vec![Edit::Tied(all)], merge: None }, desk);
    }
}
