//! What of last year's words and numbers can be moved on to the new year: derived from the draft, never stored.

use std::{ops::Range, sync::Arc};

use rust_decimal::Decimal;

use crate::{
    draft::{
        Draft, Entry, Opened, Text,
        advance::Why,
        edit::{Edit, Kept},
        last::Before,
        leftover::{Leftover, Stale, leftovers},
    },
    form::{Cell, CellId, Role, SectionId},
    words::cut::replaced,
};

/// A change that the officer may accept or decline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The section it is in.
    pub section: SectionId,
    /// The words or the cell that accepting it changes.
    pub target: Target,
    /// What stands there; empty for a blank cell.
    pub old: String,
    /// What stands there once it is accepted.
    pub new: String,
    /// Why, in a sentence.
    pub reason: String,
    /// What declining it confirms in the section: the sentence, which all that are in it have in common, or the cell.
    pub keeps: Arc<str>,
}

/// What a proposal changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Words of the section's text, in characters.
    Words(Range<usize>),
    /// A blank cell.
    Cell(CellId),
}

/// Everything that can be moved on: words of sentences that are still last year's, and numbers that follow from last
/// year's, in the order of the report.
pub fn proposals(opened: Opened<'_>) -> Vec<Proposal> {
    of(opened, &leftovers(opened))
}

/// Finds the proposals of a draft whose leftovers are known already.
pub(crate) fn of(opened: Opened<'_>, leftovers: &[Leftover]) -> Vec<Proposal> {
    let year = opened.draft().report.year;
    let open = leftovers.iter().filter(|l| !l.is_confirmed);
    let words = open.flat_map(|l| {
        let keeps: Arc<str> = Arc::from(l.words.as_str());
        l.stale.iter().map(move |stale| of_words(l, stale, Arc::clone(&keeps), year))
    });
    let mut proposals: Vec<Proposal> = words.chain(in_force(opened)).collect();
    let place = |p: &Proposal| opened.form().sections.iter().position(|s| s.id == p.section);
    proposals.sort_by_key(place);
    proposals
}

fn of_words(leftover: &Leftover, stale: &Stale, keeps: Arc<str>, year: u16) -> Proposal {
    let reason = match stale.why {
        Why::Year => format!("上年原文中的年份，本报告是{year}年度"),
        Why::Period => format!("统计期限应为{year}年1月1日至12月31日"),
        Why::Notice => format!("{year}年度的格式由这个文件规定"),
        Why::Law => "现行条例的国务院令号".to_owned(),
    };
    Proposal {
        section: leftover.section.clone(),
        target: Target::Words(stale.chars.clone()),
        old: stale.old.clone(),
        new: stale.new.clone(),
        reason,
        keeps,
    }
}

/// 现行有效 = last year's + 制发 − 废止, for blank cells whose operands are there.
fn in_force(opened: Opened<'_>) -> Vec<Proposal> {
    let Some(before) = opened.before().filter(Before::is_same_form) else { return Vec::new() };
    let cells = opened.sheet().cells(Role::InForce);
    cells.filter_map(|cell| in_force_of(opened, &before, cell)).collect()
}

fn in_force_of(opened: Opened<'_>, before: &Before<'_>, cell: &Cell) -> Option<Proposal> {
    let (form, sheet) = (opened.form(), opened.sheet());
    let section = form.section_of(&form.tables[cell.table])?.id.clone();
    let is_open = sheet.entry(cell).is_none() && !opened.draft().has_confirmed(&section, cell.id.as_str());
    let last = before.number(cell)?;
    let (issued, repealed) = (sheet.beside(cell, Role::Issued)?, sheet.beside(cell, Role::Repealed)?);
    let new = last.checked_add(issued)?.checked_sub(repealed)?;
    let [stock, made, ended] = [Role::InForce, Role::Issued, Role::Repealed].map(|role| form.name_of(role));
    (is_open && new >= Decimal::ZERO).then(|| Proposal {
        section,
        target: Target::Cell(cell.id.clone()),
        old: String::new(),
        new: new.to_string(),
        reason: format!("{}{stock}＝上年{last}＋{made}{issued}－{ended}{repealed}", cell.row_label),
        keeps: Arc::from(cell.id.as_str()),
    })
}

/// The edits that accept some proposals of a draft.
///
/// The mark of a sentence stays: accepting a year by the button is not editing it, and a report in which nothing but
/// the year was changed is the case that `assets/norms/publishing.md` “由上年起草” marks sentences for. She confirms the
/// sentence or rewrites it.
pub fn accept(draft: &Draft, accepted: &[Proposal]) -> Vec<Edit> {
    let mut edits: Vec<Edit> = accepted.iter().filter_map(number).collect();
    let mut sections: Vec<&SectionId> = accepted.iter().map(|p| &p.section).collect();
    sections.dedup();
    for section in sections {
        let mut words: Vec<(&Range<usize>, &str)> =
            accepted.iter().filter_map(|p| in_text(p, section)).collect();
        words.sort_by_key(|(chars, _)| chars.start);
        if !words.is_empty() {
            let text = replaced(draft.report.text(section), words);
            edits.push(Edit::Text(section.clone(), Text::from(text)));
        }
    }
    edits
}

/// The edits that decline a proposal: what it is about stays as it is.
pub fn confirm(proposal: &Proposal) -> Vec<Edit> {
    vec![Edit::Confirm(Kept { section: proposal.section.clone(), words: proposal.keeps.to_string() })]
}

fn number(proposal: &Proposal) -> Option<Edit> {
    match &proposal.target {
        Target::Cell(id) => Some(Edit::Cell(id.clone(), Entry::read(&proposal.new))),
        Target::Words(_) => None,
    }
}

fn in_text<'p>(proposal: &'p Proposal, section: &str) -> Option<(&'p Range<usize>, &'p str)> {
    match &proposal.target {
        Target::Words(chars) if proposal.section == *section => Some((chars, &proposal.new)),
        _ => None,
    }
}
