//! A table of the form as rows to look for: how each is labelled, under which heads, with which sums.

use std::collections::BTreeMap;

use super::key::Key;
use crate::form::{BoxContent, Cell, CellId, Form, Relation, RowId, Statement, Table, TableBox};

/// A row of the form, or a group of its cells that a source may print as a row of its own.
#[derive(Clone, Debug)]
pub(super) struct Row<'f> {
    /// Its value cells from the left.
    pub cells: Vec<&'f Cell>,
    /// Its own label; empty where the form gives none.
    pub label: Key,
    /// The labels of the groups it stands in, the outermost first.
    pub parents: Vec<Key>,
    /// The heads over its cells, one a cell, as the form writes them.
    pub heads: Vec<&'f str>,
    /// The form row of the nearest heads, to know which heads stand beside each other.
    pub head_rows: Vec<usize>,
    /// The heads above those, level by level from the top, each once.
    pub upper: Vec<Vec<&'f str>>,
    /// The totals that lie in this row: the place of the total and of its parts.
    pub totals: Vec<Total>,
}

/// A total and its parts by their place in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Total {
    pub total: usize,
    pub parts: Vec<usize>,
}

impl Row<'_> {
    /// What all its cells have in common in their ids: `T3.r3_1`, `T2.fee.amount`.
    pub fn id(&self) -> RowId {
        match self.cells.as_slice() {
            [] => RowId::default(),
            [only] => only.id.as_str().into(),
            [first, .., last] => common_parts(&first.id, &last.id).into(),
        }
    }
}

fn common_parts(a: &str, b: &str) -> String {
    let same = a.split('.').zip(b.split('.')).take_while(|(x, y)| x == y);
    same.map(|(x, _)| x).collect::<Vec<_>>().join(".")
}

/// The rows of a table as the form prints them.
pub(super) fn rows<'f>(form: &'f Form, table: &'f Table) -> Vec<Row<'f>> {
    let mut by_row: BTreeMap<usize, Vec<&Cell>> = BTreeMap::new();
    for cell in form.cells_of(table) {
        by_row.entry(cell.row).or_default().push(cell);
    }
    let rows = by_row.into_values().map(|cells| {
        let path = cells.first().map_or(&[][..], |c| c.row_path.as_slice());
        let (label, parents) = path.split_last().map_or((Key::default(), &[][..]), |(l, p)| (Key::of(l), p));
        row(form, table, cells, label, parents.iter().map(|p| Key::of(p)).collect())
    });
    rows.collect()
}

/// The rows of a table with every row that has no label parted by the upper heads: one row a group.
///
/// `None` when every row has a label.
pub(super) fn grouped<'f>(form: &'f Form, table: &'f Table) -> Option<Vec<Row<'f>>> {
    let rows = rows(form, table);
    if rows.iter().all(|r| !r.label.is_empty()) {
        return None;
    }
    let parted =
        rows.into_iter().flat_map(|r| if r.label.is_empty() { groups(form, table, &r) } else { vec![r] });
    Some(parted.collect())
}

fn groups<'f>(form: &'f Form, table: &'f Table, whole: &Row<'f>) -> Vec<Row<'f>> {
    let mut groups: Vec<(Vec<String>, Vec<&'f Cell>)> = Vec::new();
    for &cell in &whole.cells {
        let mut path: Vec<String> = heads_over(table, cell).iter().map(|(_, t)| (*t).to_owned()).collect();
        path.pop();
        match groups.last_mut() {
            Some((last, cells)) if *last == path => cells.push(cell),
            _ => groups.push((path, vec![cell])),
        }
    }
    let parted =
        groups.into_iter().map(|(path, cells)| row(form, table, cells, Key::of(&path.concat()), Vec::new()));
    parted.collect()
}

fn row<'f>(form: &'f Form, table: &'f Table, cells: Vec<&'f Cell>, label: Key, parents: Vec<Key>) -> Row<'f> {
    let nearest = |c: &&'f Cell| heads_over(table, c).pop().unwrap_or_default();
    let (head_rows, heads) = cells.iter().map(nearest).unzip();
    let totals = form.relations.iter().filter_map(|r| total(r, &cells)).collect();
    let upper = upper(table, &cells);
    Row { cells, label, parents, heads, head_rows, upper, totals }
}

/// The heads above the nearest ones, level by level, each once from the left.
fn upper<'f>(table: &'f Table, cells: &[&Cell]) -> Vec<Vec<&'f str>> {
    let mut levels: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for cell in cells {
        let mut over = heads_over(table, cell);
        over.pop();
        for (row, text) in over {
            let level = levels.entry(row).or_default();
            if !level.contains(&text) {
                level.push(text);
            }
        }
    }
    levels.into_values().collect()
}

/// The heads over a cell from the top with the rows they begin in, up to a band.
fn heads_over<'f>(table: &'f Table, cell: &Cell) -> Vec<(usize, &'f str)> {
    let over = |b: &&TableBox| b.row < cell.row && b.column_range().contains(&cell.column);
    let mut above: Vec<&TableBox> = table.boxes.iter().filter(over).collect();
    above.sort_by_key(|b| std::cmp::Reverse(b.row));
    let heads = above.into_iter().skip_while(|b| !matches!(b.content, BoxContent::Head(_)));
    let mut heads: Vec<(usize, &str)> = heads
        .map_while(|b| match &b.content {
            BoxContent::Head(text) => Some((b.row, text.as_str())),
            _ => None,
        })
        .collect();
    heads.reverse();
    heads
}

fn total(relation: &Relation, cells: &[&Cell]) -> Option<Total> {
    let Statement::Total { total, parts } = &relation.statement else { return None };
    let at = |id: &CellId| cells.iter().position(|c| c.id == *id);
    Some(Total { total: at(total)?, parts: parts.iter().map(at).collect::<Option<Vec<_>>>()? })
}
