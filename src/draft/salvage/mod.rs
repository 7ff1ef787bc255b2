//! A draft's file as far as it can be read: what is whole is read by the plan of the file, what is damaged line by line,
//! and what was lost is listed.
//!
//! Invariants: a file that is whole is read as the strict reader reads it, and nothing is listed; of a damaged one every
//! line that was not taken as it stands is listed; no figure is ever put together out of two; the time is linear in the
//! length of the text, or nearly, whatever stands in it.

mod lost;
mod near;
mod path;
mod plan;
mod rescue;
mod scan;
mod value;

use std::{collections::BTreeSet, sync::Arc};

pub use lost::{Loss, Lost};

use super::{
    Draft, Place, Report,
    file::{self, FileError},
};
use crate::form::{self, CellId, Form, SectionId, TableId};
use lost::LISTED;
use rescue::{Condition, Rescued, Taken, rescue};
use scan::{LexKind, Scan};

/// What could be read of a draft's file.
#[derive(Debug)]
pub struct Salvaged {
    /// The draft without what was lost.
    pub draft: Draft,
    /// The version that the file names, where it does.
    pub version: Option<u32>,
    /// What was lost, in the order of the file.
    pub lost: Vec<Lost>,
    /// Every figure of the report that was read, in the order of the file.
    pub figures: Vec<SalvagedFigure>,
}

/// A figure that was read, with where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SalvagedFigure {
    /// Its cell.
    pub cell: CellId,
    /// Its line, from 1.
    pub line: usize,
    /// The figure as written.
    pub text: String,
}

/// Reads what is left of a draft whose file is damaged, or was written by a later program.
///
/// `None` where nothing of a report is left: no form, no figure, no text.
pub fn salvage(text: &str) -> Option<Salvaged> {
    read(text, Condition::Damaged)
}

/// The same of bytes some of which are no characters.
pub fn salvage_bytes(bytes: &[u8]) -> Option<Salvaged> {
    match str::from_utf8(bytes) {
        Ok(text) => salvage(text),
        // What is cut off within a character is as whole as any text that is cut off.
        Err(e) if e.error_len().is_none() => salvage(&String::from_utf8_lossy(&bytes[..e.valid_up_to()])),
        Err(_) => read(&String::from_utf8_lossy(bytes), Condition::Garbled),
    }
}

/// Whether a text ends within a string or before its brackets do.
pub(super) fn is_cut_off(text: &str) -> bool {
    let mut scan = Scan::new(text);
    let (mut at, mut depth) = (0, 0_usize);
    loop {
        let next = scan.token(at);
        match next.kind {
            LexKind::End => return depth > 0,
            LexKind::HalfText => return true,
            LexKind::Open(_) => depth += 1,
            LexKind::Close(_) => depth = depth.saturating_sub(1),
            LexKind::Text | LexKind::Word | LexKind::Colon | LexKind::Comma => {}
        }
        at = next.to;
    }
}

/// A draft that the strict reader has read from this text; `None` where something of it is lost all the same, as what is
/// given twice is.
pub(super) fn without_loss(text: &str, mut draft: Draft) -> Option<Draft> {
    let Rescued { mut lost, taken, .. } = rescue(text, Condition::Sound);
    drop_unknown(&mut draft, &taken, &mut lost);
    lost.is_empty().then_some(draft)
}

/// Reads a draft of which it is known that its brackets and strings are whole.
pub(super) fn whole(text: &str) -> Result<Draft, FileError> {
    let rescued = rescue(text, Condition::Sound);
    let Rescued { text, mut lost, taken, .. } = rescued;
    let Some(mut draft) = file::typed(&text) else { return Err(FileError::NotADraft { line: 1 }) };
    drop_unknown(&mut draft, &taken, &mut lost);
    match lost.into_iter().next() {
        None => Ok(draft),
        Some(lost) if is_empty(&draft.report) && !matches!(lost.why, Loss::Unfit(_) | Loss::Twice) => {
            Err(FileError::NotADraft { line: lost.line })
        }
        Some(lost) => Err(FileError::of(lost)),
    }
}

fn read(text: &str, condition: Condition) -> Option<Salvaged> {
    let whole = file::without_mark(text);
    let Rescued { text, version, mut lost, taken } = rescue(whole, condition);
    let mut draft = file::typed(&text)?;
    if is_empty(&draft.report) {
        return None;
    }
    let named = draft.report.form.to_string();
    let form = settle_form(&mut draft.report)?;
    if !named.is_empty() && named != form.id.as_str() {
        lost.push(unknown_form(whole, &named));
    }
    draft.last = draft.last.filter(|last| !is_empty(last));
    if let Some(last) = &mut draft.last {
        settle_form(last);
    }
    drop_foreign(&mut draft, &form, &taken, &mut lost);
    // What is refused is damaged somewhere, also where nothing is lost by it.
    if let (true, Some(line)) =
        (lost.is_empty(), file::read(whole).err().and_then(|fault| fault.damaged_line()))
    {
        let found = whole.lines().nth(line - 1).map_or_else(String::new, lost::shown);
        lost.push(Lost { line, place: Place::Source, found, why: Loss::Mended, inside: String::new() });
    }
    lost.sort_by_key(|l| l.line);
    let figures = taken.into_iter().filter_map(|t| figure(t, &draft.report)).collect();
    Some(Salvaged { draft, version, lost, figures })
}

/// Whether nothing of a report is in it.
fn is_empty(report: &Report) -> bool {
    let text = report.sections.values().any(|text| !text.as_str().trim().is_empty());
    report.form.is_empty() && report.cells.is_empty() && report.printed.is_empty() && !text
}

/// The form of a report; one that cannot be told by its name is told by its year and figures.
fn settle_form(report: &mut Report) -> Option<Arc<Form>> {
    if let Some(form) = form::by_id(&report.form) {
        return Some(form);
    }
    let known = |form: &Form| {
        report.cells.keys().chain(report.printed.keys()).filter(|id| form.cell(id).is_some()).count()
    };
    let all = report.cells.len() + report.printed.len();
    let by_figures = || form::builtin().iter().max_by_key(|form| known(form)).cloned();
    let form = form::for_year(report.year).or_else(by_figures).filter(|form| known(form) * 2 >= all)?;
    report.form = form.id.clone();
    Some(form)
}

/// A form that the program has not, in a file that is damaged anyhow.
fn unknown_form(text: &str, named: &str) -> Lost {
    let line = text.find(named).map_or(1, |at| text[..at].matches('\n').count() + 1);
    Lost {
        line,
        place: Place::Source,
        found: lost::shown(named),
        why: Loss::Unfit("本程序有的格式"),
        inside: String::new(),
    }
}

/// Takes away what the form has no place for, which nobody would ever see.
fn drop_foreign(draft: &mut Draft, form: &Form, taken: &[Taken], lost: &mut Vec<Lost>) {
    let mut more = 0;
    let earlier = draft.last.as_ref().and_then(|last| form::by_id(&last.form));
    for entry in taken {
        let names = entry.path.names();
        let ["report" | "last", field, id] = names[..] else { continue };
        let (report, form) = match (names[0], &mut draft.last, &earlier) {
            ("report", ..) => (&mut draft.report, form),
            (_, Some(report), Some(form)) => (report, &**form),
            _ => continue,
        };
        if !remove_foreign(report, form, field, id) {
            continue;
        }
        if lost.len() < LISTED {
            let (place, inside) = entry.path.place();
            let found = lost::shown(&format!("{id} {}", entry.text));
            lost.push(Lost { line: entry.line, place, found, why: Loss::Unknown, inside });
        } else {
            more += 1;
        }
    }
    if more > 0 {
        lost.push(Lost::more(lost.last().map_or(1, |l| l.line), more));
    }
    let tables: BTreeSet<TableId> = form.tables.iter().map(|t| t.id.clone()).collect();
    draft.report.locked.retain(|id| tables.contains(id));
}

/// The same where the form of the report is one of those built in.
fn drop_unknown(draft: &mut Draft, taken: &[Taken], lost: &mut Vec<Lost>) {
    if let Some(form) = form::by_id(&draft.report.form) {
        drop_foreign(draft, &form, taken, lost);
    }
}

fn remove_foreign(report: &mut Report, form: &Form, field: &str, id: &str) -> bool {
    let (cell, section) = (CellId::from(id), SectionId::from(id));
    match field {
        "cells" if form.cell(id).is_none() => report.cells.remove(&cell).is_some(),
        "printed" if form.cell(id).is_none() => report.printed.remove(&cell).is_some(),
        "sections" if form.section(id).is_none() => report.sections.remove(&section).is_some(),
        "headings" if form.section(id).is_none() => report.headings.remove(&section).is_some(),
        _ => false,
    }
}

fn figure(taken: Taken, report: &Report) -> Option<SalvagedFigure> {
    let names = taken.path.names();
    let cell = match names[..] {
        ["report", "cells", id] => CellId::from(id),
        ["report", "printed", id] => CellId::from(id),
        _ => return None,
    };
    let kept = report.cells.contains_key(&cell) || report.printed.contains_key(&cell);
    kept.then_some(SalvagedFigure { cell, line: taken.line, text: taken.text })
}
