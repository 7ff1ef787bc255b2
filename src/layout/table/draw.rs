//! A piece of a table as runs and rules: each border once, texts in the middle of their boxes.

use std::ops::Range;

use super::{Grid, TablePiece, fit};
use crate::{
    form::{BoxContent, TableBox},
    layout::{
        page::{self, Origin, Rule, Run},
        sheet,
    },
};

/// Thickness of the rules inside a table.
const INNER: f32 = 0.5;
/// Thickness of the border around a table.
const OUTER: f32 = 1.0;

/// A rectangle on the page.
#[derive(Clone, Copy)]
struct Area {
    left: f32,
    top: f32,
    width: f32,
    height: f32,
}

/// The rows of a part of a piece that a box has, by their number in the piece; `before` of them come before the part.
fn overlap(part: &Range<usize>, rows: &Range<usize>, before: usize) -> Option<Range<usize>> {
    let (start, end) = (part.start.max(rows.start), part.end.min(rows.end));
    (start < end).then(|| before + start - part.start..before + end - part.start)
}

impl Grid {
    /// Draws a piece with its upper edge at `top`.
    pub(in crate::layout) fn draw(&self, piece: &TablePiece, top: f32) -> (Vec<Run>, Vec<Rule>) {
        let tops = Self::tops(piece, top);
        let mut runs = Vec::new();
        for (index, table_box) in self.table.boxes.iter().enumerate() {
            if let Some(area) = self.area(table_box, piece, &tops) {
                runs.extend(self.box_runs(index, table_box, piece, area));
            }
        }
        (runs, self.rules(piece, &tops))
    }

    /// What the boxes cover of a piece drawn with its upper edge at `top`.
    pub(in crate::layout) fn areas(&self, piece: &TablePiece, top: f32) -> Vec<page::Area> {
        let tops = Self::tops(piece, top);
        let area = |(index, table_box): (usize, &TableBox)| {
            let Area { left, top, width, height } = self.area(table_box, piece, &tops)?;
            let origin = self.origin(index, table_box, piece);
            Some(page::Area { origin, from: (left, top), to: (left + width, top + height) })
        };
        self.table.boxes.iter().enumerate().filter_map(area).collect()
    }

    /// The box of the form that a box is, said to be printed again where it began on an earlier page.
    fn origin(&self, index: usize, table_box: &TableBox, piece: &TablePiece) -> Origin {
        let whole = self.whole[index];
        let begins_here = piece.rows.contains(&table_box.row);
        if begins_here { Origin::Box(self.index, whole) } else { Origin::BoxAgain(self.index, whole) }
    }

    /// Where each shown row starts, and where the last one ends.
    fn tops(piece: &TablePiece, top: f32) -> Vec<f32> {
        let mut tops = vec![top];
        for height in &piece.heights {
            tops.push(tops.last().copied().unwrap_or(top) + height);
        }
        tops
    }

    /// The part of a box that the piece shows.
    fn area(&self, table_box: &TableBox, piece: &TablePiece, tops: &[f32]) -> Option<Area> {
        let rows = table_box.row_range();
        let in_head = overlap(&piece.head, &rows, 0);
        let own = overlap(&piece.rows, &rows, piece.head.len());
        let first = in_head.as_ref().or(own.as_ref())?.start;
        let end = own.or(in_head)?.end;
        let left = self.edges[table_box.column];
        let width = self.edges[table_box.column + table_box.columns] - left;
        Some(Area { left: sheet::LEFT + left, top: tops[first], width, height: tops[end] - tops[first] })
    }

    fn box_runs(&self, index: usize, table_box: &TableBox, piece: &TablePiece, area: Area) -> Vec<Run> {
        let begins_here = piece.rows.contains(&table_box.row);
        let text_height = self.text_height(index);
        if !begins_here && text_height > area.height {
            return Vec::new();
        }
        let origin = self.origin(index, table_box, piece);
        let top = area.top + (area.height - text_height) / 2.0;
        let lines = self.lines[index].iter().enumerate();
        lines
            .flat_map(|(i, line)| {
                let x = match table_box.content {
                    BoxContent::Stub(_) if table_box.rows == 1 => {
                        area.left + fit::side_room(table_box, self.size)
                    }
                    _ => area.left + (area.width - line.width()) / 2.0,
                };
                let top = top + i as f32 * self.line_height();
                line.runs(x, sheet::baseline(top, self.line_height(), self.size), self.size, origin)
            })
            .collect()
    }

    /// The borders: between neighbouring fields that belong to different boxes, joined to long rules.
    fn rules(&self, piece: &TablePiece, tops: &[f32]) -> Vec<Rule> {
        let rows: Vec<usize> = piece.shown().collect();
        let owners: Vec<Vec<usize>> = rows.iter().map(|&row| self.owners(row)).collect();
        let columns = self.table.width();
        let mut rules = Vec::new();
        for row in 0..=rows.len() {
            let outer = row == 0 || row == rows.len();
            let drawn = |column: usize| outer || owners[row - 1][column] != owners[row][column];
            rules.extend(stretches(columns, drawn).map(|(a, b)| self.level(a, b, tops, row, outer)));
        }
        for column in 0..=columns {
            let outer = column == 0 || column == columns;
            let drawn = |row: usize| outer || owners[row][column - 1] != owners[row][column];
            rules.extend(stretches(rows.len(), drawn).map(|(a, b)| self.upright(a, b, tops, column, outer)));
        }
        rules
    }

    /// Which box each field of a row belongs to.
    fn owners(&self, row: usize) -> Vec<usize> {
        let mut owners = vec![usize::MAX; self.table.width()];
        for (index, table_box) in self.table.boxes.iter().enumerate() {
            if table_box.row_range().contains(&row) {
                owners[table_box.column_range()].fill(self.whole[index]);
            }
        }
        owners
    }

    fn level(&self, from: usize, to: usize, tops: &[f32], row: usize, outer: bool) -> Rule {
        let y = inset(tops, row, outer);
        let x = |column| sheet::LEFT + self.edges[column];
        Rule { from: (x(from), y), to: (x(to), y), thickness: if outer { OUTER } else { INNER } }
    }

    fn upright(&self, from: usize, to: usize, tops: &[f32], column: usize, outer: bool) -> Rule {
        let x = sheet::LEFT + inset(&self.edges, column, outer);
        Rule { from: (x, tops[from]), to: (x, tops[to]), thickness: if outer { OUTER } else { INNER } }
    }
}

/// The middle of a rule: on the edge, but for the outer border, which stays inside the table.
fn inset(edges: &[f32], index: usize, outer: bool) -> f32 {
    match (outer, index) {
        (false, _) => edges[index],
        (true, 0) => edges[0] + OUTER / 2.0,
        (true, _) => edges[index] - OUTER / 2.0,
    }
}

/// The maximal stretches of `0..count` for which `drawn` holds, as start and end.
fn stretches(count: usize, drawn: impl Fn(usize) -> bool) -> impl Iterator<Item = (usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for i in (0..count).filter(|&i| drawn(i)) {
        match found.last_mut() {
            Some((_, end)) if *end == i => *end = i + 1,
            _ => found.push((i, i + 1)),
        }
    }
    found.into_iter()
}
