//! Rows taller than a page, which words instead of numbers can make: parted into rows of some lines each, so that
//! they go on overleaf like any other row.

use std::sync::Arc;

use super::{LEADING, TIGHT, fit};
use crate::{
    form::{Table, TableBox},
    layout::lines::Line,
};

/// A table with its rows parted.
pub(super) struct Parted {
    /// The table, with a box more for every part of a box.
    pub table: Arc<Table>,
    /// For each box of it, the box of the form that it is a part of.
    pub whole: Vec<usize>,
    /// The lines of each box.
    pub lines: Vec<Vec<Line>>,
}

/// Parts the rows that have more lines than `most_lines` of this size takes.
pub(super) fn parted(table: &Arc<Table>, lines: Vec<Vec<Line>>, size: f32) -> Parted {
    let most = most_lines(table, &lines, size);
    let parts: Vec<usize> = (0..table.height).map(|row| parts(table, &lines, row, most)).collect();
    if parts.iter().all(|&n| n == 1) {
        return Parted { table: table.clone(), whole: (0..table.boxes.len()).collect(), lines };
    }
    let starts: Vec<usize> = (0..=table.height).map(|row| parts[..row].iter().sum()).collect();
    let mut found: Vec<(TableBox, usize, Vec<Line>)> = Vec::new();
    for (i, (b, lines)) in table.boxes.iter().zip(lines).enumerate() {
        if b.rows > 1 || parts[b.row] == 1 {
            let rows = starts[b.row + b.rows] - starts[b.row];
            found.push((TableBox { row: starts[b.row], rows, ..b.clone() }, i, lines));
            continue;
        }
        let mut chunks = lines.chunks(most);
        for row in starts[b.row]..starts[b.row + 1] {
            let chunk = chunks.next().map(<[Line]>::to_vec).unwrap_or_default();
            found.push((TableBox { row, rows: 1, ..b.clone() }, i, chunk));
        }
    }
    // Row by row again, as every table is.
    found.sort_by_key(|(b, ..)| (b.row, b.column));
    let mut table = Table::clone(table);
    table.height = starts[table.height];
    table.boxes = found.iter().map(|(b, ..)| b.clone()).collect();
    let whole = found.iter().map(|(_, i, _)| *i).collect();
    Parted { table: Arc::new(table), whole, lines: found.into_iter().map(|(.., lines)| lines).collect() }
}

/// How many lines fit on a page under the repeated heads.
fn most_lines(table: &Table, lines: &[Vec<Line>], size: f32) -> usize {
    let heads = |row: usize| {
        let row_boxes = table.boxes.iter().zip(lines).filter(|(b, _)| b.row == row && b.rows == 1);
        row_boxes.map(|(_, lines)| lines.len()).max().unwrap_or(1).max(1)
    };
    let head: f32 = (0..table.head_rows).map(|r| heads(r) as f32 * size * LEADING + 2.0 * TIGHT).sum();
    (((fit::PAGE_ROOM - head - 2.0 * TIGHT) / (size * LEADING)).floor().max(1.0)) as usize
}

/// In how many parts a row goes.
fn parts(table: &Table, lines: &[Vec<Line>], row: usize, most: usize) -> usize {
    let boxes = table.boxes.iter().zip(lines).filter(|(b, _)| b.row == row && b.rows == 1);
    boxes.map(|(_, lines)| lines.len().div_ceil(most)).max().unwrap_or(1).max(1)
}
