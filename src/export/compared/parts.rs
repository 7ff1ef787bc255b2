//! The parts of a comparison before the texts: figures, lines, and what cannot be compared.

use super::Comparison;
use crate::{
    diff::{ApartRow, CellChange, Diff, LineChange},
    layout::review::{Field, Part, Shape, SmallTable},
    words::growth::{self, NONE},
};

/// What stands for a blank.
pub const BLANK: &str = "空";
/// The head over by how much figures grew.
pub const BY: &str = "增减";
/// The head over the same as a share of what they were.
pub const SHARE: &str = "增减率";
/// What is said where nothing differs.
pub const NOTHING: &str = "数据和文字都相同。";

/// Every part that has something in it, numbered.
pub(super) fn parts(comparison: &Comparison) -> Vec<Part> {
    let diff = &comparison.diff;
    let mut parts = vec![figures(comparison)];
    parts.extend((!apart(comparison).is_empty()).then(|| Part {
        heading: "无法比较的数据".to_owned(),
        texts: apart(comparison),
        table: SmallTable::default(),
    }));
    parts.extend((!lines(diff).is_empty()).then(|| line_table(comparison)));
    for (i, part) in parts.iter_mut().enumerate() {
        part.heading = format!("{}、{}", number(i), part.heading);
    }
    parts
}

/// The number of a part, from 0.
pub(super) fn number(part: usize) -> char {
    ['一', '二', '三', '四'].get(part).copied().unwrap_or('五')
}

fn figures(comparison: &Comparison) -> Part {
    let [before, after] = &comparison.names;
    let heads = ["表", "行", "列", before, after, BY, SHARE].map(|text| Field::new(text, Shape::Head));
    let cells = &comparison.diff.cells;
    let mut rows: Vec<Vec<Field>> = Vec::new();
    if !cells.is_empty() {
        rows.push(heads.to_vec());
        rows.extend(cells.iter().map(figure));
    }
    let texts =
        if cells.is_empty() { vec!["可以比较的数据都相同。".to_owned()] } else { Vec::new() };
    Part {
        heading: "改动的数据".to_owned(),
        texts,
        table: SmallTable { widths: vec![9, 36, 15, 11, 11, 10, 11], rows },
    }
}

fn figure(change: &CellChange) -> Vec<Field> {
    let name = &change.name;
    vec![
        Field::new(name.table.as_str(), Shape::Words),
        Field::new(name.row.as_str(), Shape::Words),
        Field::new(name.column.as_str(), Shape::Words),
        Field::new(shown(&change.before), Shape::Number),
        Field::new(shown(&change.after), Shape::Number),
        Field::new(difference(change), Shape::Number),
        Field::new(share(change), Shape::Number),
    ]
}

/// By how much of what it was a figure grew: `+60.0%`; a dash where that is no number.
pub fn share(change: &CellChange) -> String {
    let then = change.before.parse().ok();
    let share = change.difference.zip(then).and_then(|(by, then)| growth::share(by, then));
    share.unwrap_or_else(|| NONE.to_owned())
}

/// A figure, or the word for a blank.
pub fn shown(value: &str) -> &str {
    if value.is_empty() { BLANK } else { value }
}

/// By how much a figure grew: `+6`, `−2`; a dash where one of the two is no number.
pub fn difference(change: &CellChange) -> String {
    change.difference.map_or_else(|| NONE.to_owned(), growth::signed)
}

/// What cannot be compared, a sentence for each side.
pub fn apart(comparison: &Comparison) -> Vec<String> {
    let Some(forms) = &comparison.forms else { return Vec::new() };
    let diff = &comparison.diff.apart;
    let said = |form: &String, rows: &[ApartRow]| {
        let rows: Vec<String> = rows.iter().map(apart_row).collect();
        (!rows.is_empty()).then(|| format!("只有{form}才填：{}。", rows.join("；")))
    };
    said(&forms[0], &diff.before).into_iter().chain(said(&forms[1], &diff.after)).collect()
}

/// A row that cannot be compared: `表二“规章”本年新制作数量3、本年新公开数量3`.
pub fn apart_row(row: &ApartRow) -> String {
    let figures: Vec<String> = row.figures.iter().map(|(column, value)| format!("{column}{value}")).collect();
    format!("{}“{}”{}", row.table, row.row, figures.join("、"))
}

/// The title, headings and lines of the profile that differ, with what each is called.
pub fn lines(diff: &Diff) -> Vec<(String, &str, &str)> {
    let title = diff.title.iter().map(|change| ("标题".to_owned(), change));
    let agency = diff.agency.iter().map(|(field, change)| (field.label().to_owned(), change));
    let lines = title
        .chain(agency)
        .map(|(name, LineChange { before, after })| (name, before.as_str(), after.as_str()));
    let headings = diff.headings.iter().map(|h| ("小标题".to_owned(), h.before.as_str(), h.after.as_str()));
    lines.chain(headings).collect()
}

fn line_table(comparison: &Comparison) -> Part {
    let [before, after] = &comparison.names;
    let heads = ["项目", before, after].map(|text| Field::new(text, Shape::Head));
    let mut rows = vec![heads.to_vec()];
    rows.extend(lines(&comparison.diff).into_iter().map(|(name, old, new)| {
        vec![
            Field::new(name, Shape::Label),
            Field::new(shown(old), Shape::Words),
            Field::new(shown(new), Shape::Words),
        ]
    }));
    Part {
        heading: "标题和机关信息".to_owned(),
        texts: Vec::new(),
        table: SmallTable { widths: vec![16, 42, 42], rows },
    }
}

/// How much differs, in one sentence.
pub fn summary(diff: &Diff) -> String {
    if diff.is_empty() {
        return NOTHING.to_owned();
    }
    let changed: usize = diff.sections.iter().map(|s| s.changes().count()).sum();
    let apart = diff.apart.before.len() + diff.apart.after.len();
    let blank = diff.cells.iter().filter(|change| change.after.is_empty()).count();
    let counts = [
        ("数据改动", diff.cells.len() - blank, "格"),
        ("现在空着", blank, "格"),
        ("文字改动", changed, "段"),
        ("标题和机关信息改动", lines(diff).len(), "项"),
        ("无法比较", apart, "行"),
    ];
    let counts = counts.iter().filter(|(_, n, _)| *n > 0);
    let said: Vec<String> = counts.map(|(what, n, unit)| format!("{what}{n}{unit}")).collect();
    format!("{}。", said.join("，"))
}
