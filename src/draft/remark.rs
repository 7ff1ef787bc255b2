//! What the officer notes of a cell for herself (备注), and that it is still to be checked (待核).
//!
//! Remarks come back in next year's draft and stand on the 送审单; nothing of them is ever in what is published.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Draft, Opened, last::Before};
use crate::form::{Cell, CellId};

/// What is noted of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remark {
    /// The report year that it was noted in, or changed last.
    pub year: u16,
    /// Her words; may be none where it is only to be checked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Whether the cell is still to be checked.
    #[serde(default, skip_serializing_if = "is_no")]
    pub to_check: bool,
}

/// The remarks of a draft, by cell.
pub type Remarks = BTreeMap<CellId, Remark>;

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_no(so: &bool) -> bool {
    !so
}

impl Remark {
    /// The remark with other words, noted in this year; `None` where nothing is left of it.
    pub fn saying(now: Option<&Self>, text: &str, year: u16) -> Option<Self> {
        let to_check = now.is_some_and(|remark| remark.to_check);
        (to_check || !text.is_empty()).then(|| Self { year, text: text.to_owned(), to_check })
    }

    /// The remark with the mark 待核 or without it; words of an earlier year stay that year's.
    pub fn marked(now: Option<&Self>, to_check: bool, year: u16) -> Option<Self> {
        let text = now.map_or("", |remark| remark.text.as_str());
        let year = now.filter(|remark| !remark.text.is_empty()).map_or(year, |remark| remark.year);
        (to_check || !text.is_empty()).then(|| Self { year, text: text.to_owned(), to_check })
    }

    /// Its words in one line, with the year before them where they are of another than this.
    fn words(&self, year: u16) -> String {
        let line = self.text.replace('\n', " ");
        if line.is_empty() || !self.is_older(year) { line } else { format!("（{}年）{line}", self.year) }
    }

    /// Whether it comes from another year than this.
    pub fn is_older(&self, year: u16) -> bool {
        self.year != year
    }
}

impl Draft {
    /// How many cells are still to be checked.
    pub fn to_check(&self) -> usize {
        self.remarks.values().filter(|remark| remark.to_check).count()
    }
}

/// The remarks of last year's draft by the cells of this year's form, and those whose cell it does not have.
pub fn carried(before: &Before<'_>, remarks: &Remarks) -> (Remarks, Remarks) {
    let (mut carried, mut left) = (Remarks::new(), Remarks::new());
    for (id, remark) in remarks {
        let found = before.sheet.form().counterpart(id, before.own());
        match found.and_then(|found| found.there.first()) {
            // Of several cells that count the same together, the first keeps what was noted of each.
            Some(cell) => merge(&mut carried, cell.clone(), remark),
            None => _ = left.insert(id.clone(), remark.clone()),
        }
    }
    (carried, left)
}

fn merge(into: &mut Remarks, cell: CellId, remark: &Remark) {
    let Some(there) = into.get_mut(&cell) else {
        into.insert(cell, remark.clone());
        return;
    };
    there.year = there.year.max(remark.year);
    there.to_check |= remark.to_check;
    if !remark.text.is_empty() {
        let gap = if there.text.is_empty() { "" } else { "；" };
        there.text = [&there.text, gap, &remark.text].concat();
    }
}

/// A remark as it is listed for those who read the report before it is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The cell.
    pub cell: CellId,
    /// What it is called: `表三“（一）予以公开”自然人`.
    pub place: String,
    /// The words, with the year where they are of an earlier one.
    pub words: String,
    /// Whether it is still to be checked.
    pub to_check: bool,
}

impl Listed {
    /// Every remark of a draft: what is still to be checked first, both in the order of the form.
    pub fn all(opened: Opened<'_>) -> Vec<Self> {
        let (form, draft) = (opened.form(), opened.draft());
        let cells = form.cells().iter().filter_map(|cell| Some((cell, draft.remarks.get(&cell.id)?)));
        let listed = |(cell, remark): (&Cell, &Remark)| Self {
            cell: cell.id.clone(),
            place: form.position(cell),
            words: remark.words(draft.report.year),
            to_check: remark.to_check,
        };
        let mut all: Vec<Self> = cells.map(listed).collect();
        all.sort_by_key(|listed| !listed.to_check);
        all
    }

    /// It in one sentence: `待核：表三“（一）予以公开”自然人，等法规处回复`.
    pub fn sentence(&self) -> String {
        let mark = if self.to_check { "待核：" } else { "" };
        let gap = if self.words.is_empty() { "" } else { "，" };
        [mark, &self.place, gap, &self.words].concat()
    }
}
