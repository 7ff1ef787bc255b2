//! A table of the form as lines of text, made from its geometry alone.
//!
//! The table is read in parts: a band, or heads that follow values, begins a new one. Of each part the values stand
//! in lines with their whole row label. A part without row labels would be one line as wide as the form; its values
//! are laid out instead in one line for each group of heads.

use std::{collections::BTreeSet, ops::Range};

use super::columns::{Align, Columns, Field};
use crate::{
    draft::Sheet,
    export::parts::{RowKind, kind, parts},
    form::{BoxContent, CellId, Table, TableBox},
};

/// The lines of a table; each part after the first is set off by a blank line.
pub(super) fn lines(sheet: Sheet<'_>, table: &Table) -> Vec<String> {
    let page = Page { sheet, table };
    let parts: Vec<Vec<String>> = parts(table).into_iter().map(|rows| page.part(rows)).collect();
    parts.join(&String::new())
}

struct Page<'a> {
    sheet: Sheet<'a>,
    table: &'a Table,
}

impl Page<'_> {
    fn part(&self, rows: Range<usize>) -> Vec<String> {
        let inside: Vec<&TableBox> = self.table.boxes.iter().filter(|b| rows.contains(&b.row)).collect();
        let bands = inside.iter().filter(|b| matches!(b.content, BoxContent::Band(_)));
        let mut lines: Vec<String> = bands.filter_map(|b| b.content.text().map(str::to_owned)).collect();
        let labelled = inside.iter().any(|b| matches!(b.content, BoxContent::Stub(_)));
        let columns = if labelled { self.labelled(&inside, rows) } else { self.grouped(&inside) };
        lines.extend(columns.print());
        lines
    }

    fn value(&self, id: &CellId) -> String {
        self.sheet.figure_of(id).text().into_owned()
    }

    /// Heads as they are merged on the page, then one line a row: its whole label, its values.
    fn labelled(&self, inside: &[&TableBox], rows: Range<usize>) -> Columns {
        let tracks = Tracks::of(inside);
        let mut lines = Columns { tracks: tracks.starts.len(), lines: Vec::new() };
        for row in rows {
            let here = || inside.iter().filter(move |b| b.row_range().contains(&row));
            let line = match kind(self.table, row) {
                RowKind::Band => continue,
                RowKind::Head => tracks.heads(here().copied(), row),
                RowKind::Values => self.row(&tracks, here().copied()),
            };
            lines.lines.push(line);
        }
        lines
    }

    fn row<'a>(&self, tracks: &Tracks, boxes: impl Iterator<Item = &'a TableBox>) -> Vec<Field> {
        let mut label = String::new();
        let mut values = Vec::new();
        for b in boxes {
            if let BoxContent::Cell(id) = &b.content {
                label = self.sheet.form().cell(id.as_str()).map(|c| c.row_path.join(" ")).unwrap_or(label);
                values.push(Field::new(tracks.under(b), &self.value(id), Align::Right));
            }
        }
        values.insert(0, Field::new(0..1, &label, Align::Left));
        values
    }

    /// One line for each group of values under the same upper heads; the nearest heads stand above.
    fn grouped(&self, inside: &[&TableBox]) -> Columns {
        let mut lines = Columns { tracks: 1, lines: Vec::new() };
        let mut heads_above = Vec::new();
        for group in groups(inside) {
            let line = |label: &str, texts: &[String]| {
                let mut fields = vec![Field::new(0..1, label, Align::Left)];
                let place = |(i, text): (usize, &String)| Field::new(i + 1..i + 2, text, Align::Right);
                fields.extend(texts.iter().enumerate().map(place));
                fields
            };
            if group.heads != heads_above {
                lines.lines.push(line("", &group.heads));
                heads_above.clone_from(&group.heads);
            }
            let values: Vec<String> = group.cells.iter().map(|id| self.value(id)).collect();
            lines.lines.push(line(&group.label, &values));
            lines.tracks = lines.tracks.max(values.len() + 1);
        }
        lines
    }
}

/// Values next to each other under the same upper heads.
struct Group<'a> {
    row: usize,
    label: String,
    heads: Vec<String>,
    cells: Vec<&'a CellId>,
}

fn groups<'a>(inside: &[&'a TableBox]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for value in inside {
        let BoxContent::Cell(id) = &value.content else { continue };
        let mut path = heads_over(value, inside);
        let head = path.pop().unwrap_or_default();
        let (row, label) = (value.row, path.join(" "));
        match groups.last_mut() {
            Some(group) if group.row == row && group.label == label => {
                group.heads.push(head);
                group.cells.push(id);
            }
            _ => groups.push(Group { row, label, heads: vec![head], cells: vec![id] }),
        }
    }
    groups
}

/// The heads over a value from the top.
fn heads_over(value: &TableBox, inside: &[&TableBox]) -> Vec<String> {
    let over = |b: &&&TableBox| b.row < value.row && b.column_range().contains(&value.column);
    let heads = inside.iter().filter(over).filter(|b| matches!(b.content, BoxContent::Head(_)));
    heads.filter_map(|b| b.content.text().map(str::to_owned)).collect()
}

/// The grid columns where a field of this part can start: first all row labels as one, then the values.
struct Tracks {
    starts: Vec<usize>,
}

impl Tracks {
    fn of(inside: &[&TableBox]) -> Self {
        let value_columns = || inside.iter().filter(|b| matches!(b.content, BoxContent::Cell(_)));
        let first = value_columns().map(|b| b.column).min().unwrap_or_default();
        let starts: BTreeSet<usize> =
            inside.iter().map(|b| b.column).filter(|&c| c >= first).chain([0]).collect();
        Self { starts: starts.into_iter().collect() }
    }

    fn under(&self, b: &TableBox) -> Range<usize> {
        let end = b.column + b.columns;
        let from = self.starts.iter().rposition(|&s| s <= b.column).unwrap_or_default();
        let to = self.starts.iter().position(|&s| s >= end).unwrap_or(self.starts.len());
        from..to.max(from + 1)
    }

    /// The heads as the row shows them: those over the row labels as one, then those over values.
    fn heads<'a>(&self, boxes: impl Iterator<Item = &'a TableBox>, row: usize) -> Vec<Field> {
        let (stubs, mut heads): (Vec<Field>, Vec<Field>) =
            boxes.map(|b| self.head(b, row)).partition(|f| f.tracks == (0..1));
        if !stubs.is_empty() {
            let words: Vec<&str> = stubs.iter().map(|f| f.text.as_str()).filter(|t| !t.is_empty()).collect();
            heads.push(Field::new(0..1, &words.join(" "), Align::Left));
        }
        heads.sort_by_key(|f| f.tracks.start);
        heads
    }

    /// A head's words stand on the first of its rows, nothing on the others.
    fn head(&self, b: &TableBox, row: usize) -> Field {
        let tracks = self.under(b);
        let words = if b.row == row { b.content.text().unwrap_or_default() } else { "" };
        let align = if tracks.len() == 1 { Align::Right } else { Align::Middle };
        Field::new(tracks, words, align)
    }
}
