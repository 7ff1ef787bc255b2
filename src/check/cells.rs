//! What stands in single cells (`assets/norms/counting.md` “怎么填数”).

use rust_decimal::Decimal;

use super::{Breach, Case, Place};
use crate::{
    draft::Entry,
    form::{Cell, CellKind},
    words::number,
};

/// Whether an entry is what its kind of cell may hold, its length aside.
fn fits(kind: &CellKind, entry: &Entry) -> bool {
    let Some(n) = entry.number() else { return false };
    let whole = n.fract().is_zero();
    match kind {
        CellKind::Count => whole && n >= Decimal::ZERO,
        CellKind::Signed => whole,
        CellKind::Amount { places, .. } => n >= Decimal::ZERO && n.normalize().scale() <= *places,
    }
}

fn too_many_digits(entry: &Entry) -> Option<usize> {
    let Entry::Other(text) = entry else { return None };
    number::digits(text).filter(|n| *n > number::MAX_WHOLE_DIGITS)
}

/// Filled cells of some kinds whose entry does not fit, printed totals included.
fn misfits<'a>(
    case: &Case<'a>,
    wanted: fn(&CellKind) -> bool,
) -> impl Iterator<Item = (&'a Cell, &'a Entry)> {
    let filled = case.sheet.form().cells().iter().filter_map(|cell| {
        let entry = if cell.is_total() { case.sheet.printed(cell) } else { case.sheet.entry(cell) };
        entry.map(|entry| (cell, entry))
    });
    filled.filter(move |(cell, entry)| {
        let skipped = entry.stands_for_blank() || too_many_digits(entry).is_some();
        wanted(&cell.kind) && !skipped && !fits(&cell.kind, entry)
    })
}

fn breach(case: &Case<'_>, cell: &Cell, entry: &Entry) -> Breach {
    Breach {
        places: vec![Place::Cell(cell.id.clone())],
        left: entry.to_string(),
        right: String::new(),
        fill: vec![
            ("位置", case.sheet.form().position(cell)),
            ("行", cell.row_label.clone()),
            ("值", entry.to_string()),
        ],
        ..Breach::default()
    }
}

pub(super) fn not_counts(case: &Case<'_>) -> Vec<Breach> {
    let misfits = misfits(case, |kind| *kind == CellKind::Count);
    misfits.map(|(cell, entry)| breach(case, cell, entry)).collect()
}

pub(super) fn not_signed(case: &Case<'_>) -> Vec<Breach> {
    let misfits = misfits(case, |kind| *kind == CellKind::Signed);
    misfits.map(|(cell, entry)| breach(case, cell, entry)).collect()
}

pub(super) fn not_amounts(case: &Case<'_>) -> Vec<Breach> {
    let misfits = misfits(case, |kind| matches!(kind, CellKind::Amount { .. }));
    let with_unit = |(cell, entry): (&Cell, &Entry)| {
        let mut breach = breach(case, cell, entry);
        if let CellKind::Amount { unit, places } = &cell.kind {
            breach.fill.extend([("单位", unit_in_words(unit.as_deref())), ("小数", places.to_string())]);
        }
        breach
    };
    misfits.map(with_unit).collect()
}

/// How sentences call the unit of an amount.
pub(super) fn unit_in_words(unit: Option<&str>) -> String {
    unit.unwrap_or("元或万元，与上年一致").to_owned()
}

pub(super) fn too_long(case: &Case<'_>) -> Vec<Breach> {
    let filled = case.sheet.form().cells().iter().filter_map(|cell| {
        let entry = case.sheet.entry(cell).or_else(|| case.sheet.printed(cell))?;
        too_many_digits(entry).map(|n| (cell, entry, n))
    });
    let with_length = |(cell, entry, n): (&Cell, &Entry, usize)| {
        let mut breach = breach(case, cell, entry);
        breach.fill.extend([("n", n.to_string()), ("上限", number::MAX_WHOLE_DIGITS.to_string())]);
        breach
    };
    filled.map(with_length).collect()
}

/// One finding a table: how many cells are blank.
pub(super) fn blanks(case: &Case<'_>) -> Vec<Breach> {
    let is_blank = |cell: &&Cell| case.sheet.entry(cell).is_none_or(Entry::stands_for_blank);
    let of_table = |(at, table): (usize, &crate::form::Table)| {
        let cells = case.entries().filter(|c| c.table == at).filter(is_blank);
        let places: Vec<Place> = cells.map(|c| Place::Cell(c.id.clone())).collect();
        let n = places.len().to_string();
        (!places.is_empty()).then(|| Breach {
            places,
            left: n.clone(),
            right: "0".to_owned(),
            fill: vec![("表名", table.name.clone()), ("n", n)],
            ..Breach::default()
        })
    };
    case.sheet.form().tables.iter().enumerate().filter_map(of_table).collect()
}
