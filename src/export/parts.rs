//! How a table falls into parts, by its geometry alone: what the exports group rows and columns by.

use std::ops::Range;

use crate::{
    draft::Sheet,
    form::{BoxContent, Table, TableBox},
    layout::clean,
};

/// What a grid row is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    /// A full-width line.
    Band,
    /// Column heads.
    Head,
    /// Values.
    Values,
}

/// What this grid row is for.
pub(super) fn kind(table: &Table, row: usize) -> RowKind {
    let here = || table.boxes.iter().filter(|b| b.row_range().contains(&row));
    if here().any(|b| matches!(b.content, BoxContent::Cell(_))) {
        RowKind::Values
    } else if here().any(|b| matches!(b.content, BoxContent::Band(_))) {
        RowKind::Band
    } else {
        RowKind::Head
    }
}

/// The grid rows of each part: a band, or heads that follow values, begins a new one.
pub(super) fn parts(table: &Table) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for row in 1..table.height {
        let (before, here) = (kind(table, row - 1), kind(table, row));
        if here == RowKind::Band || (here == RowKind::Head && before == RowKind::Values) {
            parts.push(start..row);
            start = row;
        }
    }
    parts.push(start..table.height);
    parts
}

/// The shortest stretches of the grid's columns that no box crosses the end of.
pub(super) fn column_groups(table: &Table) -> Vec<Range<usize>> {
    uncrossed(table.width(), TableBox::column_range, table)
}

/// The head rows to be repeated, then the groups of the other rows: whole parts, and in them every merged row label
/// that no other crosses by itself.
pub(super) fn row_groups(table: &Table) -> (Range<usize>, Vec<Range<usize>>) {
    let blocks = uncrossed(table.height, TableBox::row_range, table);
    let head = blocks.iter().map(|b| b.end).find(|&end| end >= table.head_rows).unwrap_or_default();
    let head = if table.head_rows == 0 { 0 } else { head };
    let starts: Vec<usize> = parts(table).iter().map(|p| p.start).collect();
    let mut groups: Vec<Range<usize>> = Vec::new();
    for block in blocks.into_iter().filter(|b| b.start >= head) {
        match groups.last_mut() {
            Some(last) if block.len() == 1 && !is_merged(last, table) && !starts.contains(&block.start) => {
                last.end = block.end;
            }
            _ => groups.push(block),
        }
    }
    (0..head, groups)
}

/// Whether some box covers more than one row of the group.
fn is_merged(rows: &Range<usize>, table: &Table) -> bool {
    table.boxes.iter().any(|b| b.rows > 1 && rows.contains(&b.row))
}

fn uncrossed(extent: usize, range: impl Fn(&TableBox) -> Range<usize>, table: &Table) -> Vec<Range<usize>> {
    let mut groups = Vec::new();
    let mut start = 0;
    for end in 1..=extent {
        if !table.boxes.iter().map(&range).any(|r| r.start < end && end < r.end) {
            groups.push(start..end);
            start = end;
        }
    }
    groups
}

/// What a box shows, as characters that can be printed.
pub(super) fn box_text(sheet: Sheet<'_>, table_box: &TableBox) -> String {
    clean(&sheet.box_text(table_box)).collect()
}
