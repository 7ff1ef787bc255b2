//! Figures of two reports beside each other, also where their forms differ.

use rust_decimal::Decimal;

use crate::{
    draft::Sheet,
    form::{Cell, CellId},
};

/// A figure that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellChange {
    /// Where it stands, in words.
    pub name: CellName,
    /// The cells that it was the sum of; usually one.
    pub before_cells: Vec<CellId>,
    /// The cells that it is the sum of now; usually one.
    pub after_cells: Vec<CellId>,
    /// What stood there; empty for a blank.
    pub before: String,
    /// What stands there now; empty for a blank.
    pub after: String,
    /// By how much it grew, where both are numbers.
    pub difference: Option<Decimal>,
    /// Whether it is computed from others.
    pub is_total: bool,
}

/// What a cell is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellName {
    /// The name of the table: `表三`.
    pub table: String,
    /// The label of the row: `1.属于国家秘密`.
    pub row: String,
    /// The head of the column: `自然人`.
    pub column: String,
}

/// A row with figures that the other form does not ask for, so that they can be compared with nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApartRow {
    /// The name of the table: `表二`.
    pub table: String,
    /// The label of the row: `规章`.
    pub row: String,
    /// The filled columns of the row, each with what stands in it.
    pub figures: Vec<(String, String)>,
}

/// Cells of both forms that count the same.
struct Match<'a> {
    /// The cell that lends its name.
    named: (&'a Cell, Sheet<'a>),
    before: Vec<&'a Cell>,
    after: Vec<&'a Cell>,
}

/// The figures that differ, in the printed order of the form after.
pub(super) fn changes(before: Sheet<'_>, after: Sheet<'_>) -> Vec<CellChange> {
    let changes = matches(before, after).into_iter().map(|m| change(before, after, &m));
    changes.filter(|change| change.before != change.after).collect()
}

/// The rows of `side` whose figures `other` has no cells for.
pub(super) fn apart(side: Sheet<'_>, other: Sheet<'_>) -> Vec<ApartRow> {
    let mut rows: Vec<(usize, ApartRow)> = Vec::new();
    for cell in side.form().cells().iter().filter(|cell| !has_match(cell, side, other)) {
        let value = shown(side, &[cell]);
        if value.is_empty() {
            continue;
        }
        let figure = (cell.column_label.clone(), value);
        match rows.last_mut() {
            Some((row, last)) if *row == cell.row && last.table == table_name(side, cell) => {
                last.figures.push(figure);
            }
            _ => {
                let CellName { table, row, .. } = name(cell, side);
                rows.push((cell.row, ApartRow { table, row, figures: vec![figure] }));
            }
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

fn has_match(cell: &Cell, side: Sheet<'_>, other: Sheet<'_>) -> bool {
    side.form().counterpart(&cell.id, other.form()).is_some()
}

fn matches<'a>(before: Sheet<'a>, after: Sheet<'a>) -> Vec<Match<'a>> {
    let mut matches: Vec<Match<'a>> = Vec::new();
    for cell in after.form().cells() {
        if let Some(same) = before.form().cell(cell.id.as_str()) {
            matches.push(Match { named: (cell, after), before: vec![same], after: vec![cell] });
        } else {
            matches.extend(sum(cell, before, after));
        }
    }
    matches
}

/// The figure whose first cell in the form after is this one, where one of the forms says what it was in the other.
fn sum<'a>(cell: &Cell, before: Sheet<'a>, after: Sheet<'a>) -> Option<Match<'a>> {
    let mut sums = after.form().counterparts(before.form());
    let found = sums.find(|found| found.here.first() == Some(&cell.id))?;
    let (old, new): (Vec<&Cell>, Vec<&Cell>) =
        (before.form().cells_with(found.there).collect(), after.form().cells_with(found.here).collect());
    // The side with fewer cells has a name for the whole.
    let named =
        if old.len() < new.len() { (old.first().copied()?, before) } else { (new.first().copied()?, after) };
    Some(Match { named, before: old, after: new })
}

fn change(before: Sheet<'_>, after: Sheet<'_>, found: &Match<'_>) -> CellChange {
    let ids = |cells: &[&Cell]| cells.iter().map(|cell| cell.id.clone()).collect();
    let numbers = (number(before, &found.before), number(after, &found.after));
    CellChange {
        name: name(found.named.0, found.named.1),
        before_cells: ids(&found.before),
        after_cells: ids(&found.after),
        before: shown(before, &found.before),
        after: shown(after, &found.after),
        difference: numbers.0.zip(numbers.1).and_then(|(old, new)| new.checked_sub(old)),
        is_total: found.after.iter().all(|cell| cell.is_total()),
    }
}

fn name(cell: &Cell, side: Sheet<'_>) -> CellName {
    CellName {
        table: table_name(side, cell).to_owned(),
        row: cell.row_label.clone(),
        column: cell.column_label.clone(),
    }
}

fn table_name<'a>(side: Sheet<'a>, cell: &Cell) -> &'a str {
    side.form().tables.get(cell.table).map_or("", |table| table.name.as_str())
}

/// What a figure comes to; `None` where a part of it is blank or no number.
fn number(side: Sheet<'_>, cells: &[&Cell]) -> Option<Decimal> {
    let mut numbers = cells.iter().map(|cell| side.figure(cell).number());
    numbers.try_fold(Decimal::ZERO, |sum, number| sum.checked_add(number?))
}

/// What is shown of a figure: of one cell what stands in it, of several their sum, or each where they have none.
fn shown(side: Sheet<'_>, cells: &[&Cell]) -> String {
    match (cells, number(side, cells)) {
        ([cell], _) => one(side, cell),
        (_, Some(sum)) => sum.to_string(),
        _ => {
            let each: Vec<String> =
                cells.iter().map(|cell| one(side, cell)).filter(|v| !v.is_empty()).collect();
            each.join("＋")
        }
    }
}

/// What stands in a cell, with the published figure where that is another one than the computed.
fn one(side: Sheet<'_>, cell: &Cell) -> String {
    let computed = side.figure(cell).text().into_owned();
    match side.printed(cell).filter(|_| cell.is_total()).map(ToString::to_string) {
        Some(printed) if computed.is_empty() => printed,
        Some(printed) if printed != computed => format!("{computed}（原文{printed}）"),
        _ => computed,
    }
}
