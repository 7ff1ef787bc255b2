//! A table of the form as lines of text, made from its geometry alone.
//!
//! The table is read in parts: a band, or heads that follow values, begins a new one. Of each part the values stand
//! in lines with their row label. A part without row labels would be one line as wide as the form; its values
//! are laid out instead in one line for each group of heads.

use std::{collections::BTreeSet, ops::Range};

use super::columns::{Columns, Field, Kind};
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

    /// Heads as they are merged on the page, then a line a row: its whole label, its values. Where that makes long
    /// lines, the label of a group stands once, over those of its rows.
    fn labelled(&self, inside: &[&TableBox], rows: Range<usize>) -> Columns {
        let whole = self.rows(inside, rows.clone(), Labels::Whole);
        if whole.fit() {
            return whole;
        }
        let by_level = self.rows(inside, rows, Labels::ByLevel);
        if by_level.fit_broken() { by_level } else { whole }
    }

    fn rows(&self, inside: &[&TableBox], rows: Range<usize>, labels: Labels) -> Columns {
        let tracks = Tracks::of(inside);
        let mut lines = Columns { tracks: tracks.starts.len(), lines: Vec::new() };
        let mut above: &[String] = &[];
        for row in rows {
            let here = || inside.iter().copied().filter(move |b| b.row_range().contains(&row));
            match kind(self.table, row) {
                RowKind::Band => {}
                RowKind::Head => lines.lines.push(tracks.heads(here(), row)),
                RowKind::Values => {
                    let path = self.path(here());
                    let values = || here().filter_map(|b| self.value_field(&tracks, b));
                    let levels = match labels {
                        Labels::Whole => vec![Field::new(0..1, &path.join(" "), Kind::Label)],
                        Labels::ByLevel => by_level(path, above),
                    };
                    lines.lines.extend(beside(levels, &values().collect::<Vec<_>>()));
                    above = path;
                }
            }
        }
        lines
    }

    /// The label of a row with those of its groups, outermost first.
    fn path<'b>(&self, mut boxes: impl Iterator<Item = &'b TableBox>) -> &[String] {
        let cell = boxes.find_map(|b| match &b.content {
            BoxContent::Cell(id) => self.sheet.form().cell(id.as_str()),
            _ => None,
        });
        cell.map_or(&[], |cell| &cell.row_path)
    }

    fn value_field(&self, tracks: &Tracks, b: &TableBox) -> Option<Field> {
        let BoxContent::Cell(id) = &b.content else { return None };
        Some(Field::new(tracks.under(b), &self.value(id), Kind::Value))
    }

    /// One line for each group of values under the same upper heads; the nearest heads stand above.
    fn grouped(&self, inside: &[&TableBox]) -> Columns {
        let mut lines = Columns { tracks: 1, lines: Vec::new() };
        let mut heads_above = Vec::new();
        for group in groups(inside) {
            let line = |label: &str, texts: &[String], kind: Kind| {
                let mut fields = vec![Field::new(0..1, label, Kind::Label)];
                let place = |(i, text): (usize, &String)| Field::new(i + 1..i + 2, text, kind);
                fields.extend(texts.iter().enumerate().map(place));
                fields
            };
            if group.heads != heads_above {
                lines.lines.push(line("", &group.heads, Kind::Head));
                heads_above.clone_from(&group.heads);
            }
            let values: Vec<String> = group.cells.iter().map(|id| self.value(id)).collect();
            lines.lines.push(line(&group.label, &values, Kind::Value));
            lines.tracks = lines.tracks.max(values.len() + 1);
        }
        lines
    }
}

/// How the labels of rows stand.
#[derive(Clone, Copy)]
enum Labels {
    /// Each with those of its groups, so that a line says by itself what it is.
    Whole,
    /// Those of groups once, on lines of their own.
    ByLevel,
}

/// The levels of a row's label that are not those of the row above, each further in than the one before.
fn by_level(path: &[String], above: &[String]) -> Vec<Field> {
    let groups = path.len().saturating_sub(1);
    let same = path[..groups].iter().zip(above).take_while(|(own, above)| own == above).count();
    let level = |(depth, label): (usize, &String)| Field::new(0..1, label, Kind::Label).further_in(depth);
    path.iter().enumerate().skip(same).map(level).collect()
}

/// A line for each label, the last with the values of the row and the others with blank ones.
fn beside(labels: Vec<Field>, values: &[Field]) -> Vec<Vec<Field>> {
    let last = labels.len().saturating_sub(1);
    let line = |(at, label): (usize, Field)| {
        let fields = values.iter().map(|value| if at == last { value.clone() } else { value.blank() });
        [label].into_iter().chain(fields).collect()
    };
    labels.into_iter().enumerate().map(line).collect()
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
            boxes.map(|b| self.head(b, row)).partition(|f| f.is_of(&(0..1)));
        if !stubs.is_empty() {
            let words: Vec<&str> = stubs.iter().map(Field::text).filter(|t| !t.is_empty()).collect();
            heads.push(Field::new(0..1, &words.join(" "), Kind::Label));
        }
        heads.sort_by_key(Field::start);
        heads
    }

    /// A head's words stand on the first of its rows, nothing on the others.
    fn head(&self, b: &TableBox, row: usize) -> Field {
        let tracks = self.under(b);
        let words = if b.row == row { b.content.text().unwrap_or_default() } else { "" };
        Field::new(tracks, words, Kind::Head)
    }
}
