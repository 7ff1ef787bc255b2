//! What of last year's tables and sections comes along, and what does not.

use std::collections::BTreeMap;

use crate::{
    draft::{
        Doubt, Entry, Place, Report,
        last::Before,
        remark::{Remark, Remarks},
        tied::Tied,
    },
    form::{Cell, CellId, Role, SectionBody, SectionId},
};

/// The cells of 上年结转 with those of last year's 结转下年度 that they come from, kind by kind of applicant.
fn carried<'f>(before: &Before<'f>) -> impl Iterator<Item = (&'f Cell, &'f Cell)> {
    let (before, cells) = (*before, into(before));
    let same = move |cell: &'f Cell| {
        let last =
            before.sheet.cells(Role::CarriedOut).find(|other| other.column_label == cell.column_label)?;
        Some((cell, last))
    };
    cells.filter(|cell| !cell.is_total()).filter_map(same)
}

/// The cells of 上年结转.
fn into<'f>(before: &Before<'f>) -> impl Iterator<Item = &'f Cell> + use<'f> {
    let form = before.own();
    form.cells_with(form.role(Role::CarriedIn))
}

/// 上年结转 of every kind of applicant: what last year left for this year (结转下年度).
pub(super) fn carried_in(before: &Before<'_>) -> BTreeMap<CellId, Entry> {
    let number = |cell: &Cell| before.sheet.figure(cell).number();
    carried(before).filter_map(|(cell, last)| Some((cell.id.clone(), Entry::Number(number(last)?)))).collect()
}

/// What is still doubtful of the numbers that come along; it stays doubtful where they go to.
pub(super) fn doubts(before: &Before<'_>, doubts: &[Doubt]) -> Vec<Doubt> {
    let moved = |(cell, last): (&Cell, &Cell)| {
        let of_last = doubts.iter().filter(|d| d.place.cell() == Some(&last.id)).cloned();
        let name = format!("上年“{}”{}", last.row_label, last.column_label);
        let moved = of_last.map(|d| Doubt {
            place: Place::Cell(cell.id.clone()),
            did: format!("由{name}带入，读入时存疑：{}", d.did),
            found: d.found,
        });
        moved.collect::<Vec<_>>()
    };
    carried(before).flat_map(moved).collect()
}

/// The numbers of the texts that follow the tables, by the sections and cells of the new form; without those of which it does
/// not have every cell.
pub(super) fn ties(before: &Before<'_>, ties: &[Tied]) -> Vec<Tied> {
    if ties.is_empty() {
        return Vec::new();
    }
    let texts = before.own().sections.iter().filter(|s| s.body == SectionBody::Text);
    let sections: BTreeMap<&SectionId, &SectionId> =
        texts.filter_map(|s| Some((&before.section(s)?.id, &s.id))).collect();
    let cells: BTreeMap<&CellId, &CellId> =
        before.own().cells().iter().filter_map(|c| Some((&before.cell(c)?.id, &c.id))).collect();
    let moved = |tie: &Tied| {
        let section = (*sections.get(&tie.section)?).clone();
        let cells =
            tie.cells.iter().map(|id| cells.get(id).map(|id| (*id).clone())).collect::<Option<_>>()?;
        Some(Tied { section, cells, ..tie.clone() })
    };
    ties.iter().filter_map(moved).collect()
}

/// What could not come along, a sentence each: nothing at all within the same form.
pub(super) fn not_carried(before: &Before<'_>) -> Vec<String> {
    let mut sentences = lacking(before);
    if !before.is_same_form() {
        sentences.extend(sections(before));
        sentences.extend(rows(before));
    }
    sentences
}

/// 上年结转 that last year's report does not give.
fn lacking(before: &Before<'_>) -> Vec<String> {
    let (own, last) = (before.own().name_of(Role::CarriedIn), before.sheet.form().name_of(Role::CarriedOut));
    if before.sheet.form().role(Role::CarriedOut).is_empty() && into(before).next().is_some() {
        return vec![format!("上年报告没有申请情况的表格，本年的{own}空着，逐格填写。")];
    }
    let wanted = into(before).filter(|c| !c.is_total()).count();
    let lacking = wanted - carried_in(before).len();
    match lacking {
        0 => Vec::new(),
        n => vec![format!("上年报告的“{last}”有{n}格没有数，本年的{own}对应空着。")],
    }
}

/// Texts of last year's that stand for no text of the new form.
fn sections(before: &Before<'_>) -> Vec<String> {
    let taken = |id: &str| {
        let texts = before.own().sections.iter().filter(|s| s.body == SectionBody::Text);
        texts.filter_map(|s| before.section(s)).any(|s| s.id == id)
    };
    let written = before.sheet.form().sections.iter().filter(|s| !before.sheet.text(&s.id).trim().is_empty());
    let left = written.filter(|s| !taken(&s.id));
    let sentence = |s: &crate::form::Section| {
        let heading = before.sheet.heading(s);
        let heading = if heading.is_empty() { &s.task } else { heading };
        format!("“{heading}”在{}中没有对应的部分，文字没有带入；原文在上年报告中。", before.own().name)
    };
    left.map(sentence).collect()
}

/// Rows and columns of last year's that the new form does not have.
fn rows(before: &Before<'_>) -> Vec<String> {
    let has = |cell: &Cell| {
        before
            .own()
            .cells()
            .iter()
            .any(|c| (&c.row_label, &c.column_label) == (&cell.row_label, &cell.column_label))
    };
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for cell in before.sheet.form().cells().iter().filter(|c| is_filled(before.sheet.report(), c) && !has(c))
    {
        let row = format!("{}“{}”", before.sheet.form().tables[cell.table].name, cell.row_label);
        match groups.iter_mut().find(|(name, _)| *name == row) {
            Some((_, columns)) => columns.push(&cell.column_label),
            None => groups.push((row, vec![&cell.column_label])),
        }
    }
    let sentence = |(row, mut columns): (String, Vec<&str>)| {
        columns.dedup();
        let columns: String = columns.into_iter().map(|c| format!("“{c}”")).collect();
        format!("上年{row}的{columns}在{}中没有对应的栏，不能与上年比较。", before.own().name)
    };
    groups.into_iter().map(sentence).collect()
}

/// Remarks on cells that the new form does not have, a sentence each.
pub(super) fn remarks_left(before: &Before<'_>, left: &Remarks) -> Vec<String> {
    let form = before.sheet.form();
    let sentence = |(id, remark): (&CellId, &Remark)| {
        let place = form.cell(id.as_str()).map_or_else(|| id.to_string(), |cell| form.position(cell));
        let words = if remark.text.is_empty() { "待核" } else { remark.text.as_str() };
        format!("上年{place}在{}中没有对应的格，它的备注没有带入：{words}", before.own().name)
    };
    left.iter().map(sentence).collect()
}

/// Whether last year's report has a number there, other than zero.
fn is_filled(report: &Report, cell: &Cell) -> bool {
    report.cells.get(&cell.id).and_then(Entry::number).is_some_and(|n| !n.is_zero())
}
