//! A table of the 送审单 and of a comparison: fields wrapped, rows measured, borders drawn once.

use std::ops::Range;

use super::{Field, Shape, SmallTable};
use crate::layout::{
    fonts::{Fonts, Style},
    lines::{Line, ragged},
    marks::closed_up,
    page::{Origin, Rule, Run},
    sheet,
    units::{Piece, Type, pieces},
};

/// The type of the tables: a little under 五号, for all of them to stand on one page.
const SIZE: f32 = 10.0;
/// The words in the corner of a field to write in.
const CORNER_SIZE: f32 = 9.0;
/// From one line of a field to the next, in type sizes.
const LEADING: f32 = 1.2;
/// Room over and under the text of a field.
const PAD: f32 = 2.2;
/// Room left and right of the text of a field.
const SIDE: f32 = 4.0;
/// How much of its share a column keeps when numbers in another need room.
const LEAST: f32 = 0.5;
/// What stands between several numbers of a field.
const BETWEEN_NUMBERS: char = '／';
/// Thickness of the rules.
const INNER: f32 = 0.5;
/// Thickness of the border.
const OUTER: f32 = 1.0;
/// The least height of a row to write in by hand: whatever else there is to say, a leader has room to sign.
const HAND: f32 = 50.0;

/// A table of a 送审单, measured.
pub(in crate::layout) struct Measured<'a> {
    table: &'a SmallTable,
    /// Where the columns start and the last one ends.
    edges: Vec<f32>,
    /// The lines of each field of each row.
    lines: Vec<Vec<Vec<Line>>>,
    /// The height of each row.
    heights: Vec<f32>,
}

impl<'a> Measured<'a> {
    pub(in crate::layout) fn new(table: &'a SmallTable, fonts: &impl Fonts) -> Self {
        let edges = edges(&table.widths, &needs(table, fonts));
        let lines: Vec<Vec<Vec<Line>>> = table.rows.iter().map(|row| row_lines(row, &edges, fonts)).collect();
        let heights = table.rows.iter().zip(&lines).map(|(row, lines)| height(row, lines)).collect();
        Self { table, edges, lines, heights }
    }

    pub(super) fn height(&self) -> f32 {
        self.heights.iter().sum()
    }

    /// How many rows there are.
    pub(in crate::layout) fn rows(&self) -> usize {
        self.heights.len()
    }

    /// The height of a row, from 0; nothing of a row that is not there.
    pub(in crate::layout) fn row_height(&self, row: usize) -> f32 {
        self.heights.get(row).copied().unwrap_or_default()
    }

    /// Shares more height out over the rows, up to `most` a row.
    pub(super) fn grow(&mut self, room: f32, most: f32) {
        let more = room / self.heights.len().max(1) as f32;
        self.heights.iter_mut().for_each(|height| *height = (*height + more).min(most).max(*height));
    }

    /// The runs and rules of some rows, the upper edge at `top`; `origin` says what the field with this number, counted
    /// over all rows, is.
    pub(in crate::layout) fn draw(
        &self,
        rows: Range<usize>,
        top: f32,
        origin: impl Fn(usize) -> Origin,
    ) -> (Vec<Run>, Vec<Rule>) {
        let (mut runs, mut rules) = (Vec::new(), vec![self.level(top + OUTER / 2.0, OUTER)]);
        let mut number = self.table.rows.iter().take(rows.start).map(Vec::len).sum();
        let mut y = top;
        let last = rows.end.saturating_sub(1);
        for ((i, row), lines) in
            self.table.rows.iter().enumerate().zip(&self.lines).filter(|((i, _), _)| rows.contains(i))
        {
            let mut column = 0;
            let bottom = y + self.row_height(i);
            for (field, lines) in row.iter().zip(lines) {
                let area = (self.edge(column), y, self.edge(column + field.columns), bottom);
                runs.extend(field_runs(field, lines, area, origin(number)));
                rules.push(upright(area.0, (y, bottom), column == 0));
                (column, number) = (column + field.columns, number + 1);
            }
            let x = sheet::RIGHT - OUTER / 2.0;
            rules.push(Rule { from: (x, y), to: (x, bottom), thickness: OUTER });
            y = bottom;
            rules.push(if i == last { self.level(y - OUTER / 2.0, OUTER) } else { self.level(y, INNER) });
        }
        (runs, rules)
    }

    fn edge(&self, column: usize) -> f32 {
        self.edges.get(column).copied().unwrap_or(sheet::RIGHT)
    }

    fn level(&self, y: f32, thickness: f32) -> Rule {
        Rule { from: (self.edge(0), y), to: (sheet::RIGHT, y), thickness }
    }
}

fn upright(x: f32, (top, bottom): (f32, f32), outer: bool) -> Rule {
    let (x, thickness) = if outer { (x + OUTER / 2.0, OUTER) } else { (x, INNER) };
    Rule { from: (x, top), to: (x, bottom), thickness }
}

/// Where columns of these shares start, and where the last one ends: one that needs more takes it from the others.
fn edges(shares: &[u16], needs: &[f32]) -> Vec<f32> {
    let total: f32 = shares.iter().map(|&share| f32::from(share)).sum::<f32>().max(1.0);
    let widths: Vec<f32> = shares.iter().map(|&s| f32::from(s) / total * sheet::AREA_WIDTH).collect();
    let wanted = |(width, need): (&f32, &f32)| (need - width).max(0.0);
    let to_spare = |(width, need): (&f32, &f32)| (width - need.max(LEAST * width)).max(0.0);
    let all_wanted: f32 = widths.iter().zip(needs).map(wanted).sum();
    let all_to_spare: f32 = widths.iter().zip(needs).map(to_spare).sum();
    let given = all_wanted.min(all_to_spare);
    let mut edges = vec![sheet::LEFT];
    let mut end = sheet::LEFT;
    for pair in widths.iter().zip(needs) {
        let more = wanted(pair) * given / all_wanted.max(f32::MIN_POSITIVE);
        let less = to_spare(pair) * given / all_to_spare.max(f32::MIN_POSITIVE);
        end += pair.0 + more - less;
        edges.push(end);
    }
    edges
}

/// The least width of each column, for its numbers to stand whole: several of a field on a line each, if need be.
fn needs(table: &SmallTable, fonts: &impl Fonts) -> Vec<f32> {
    let mut needs = vec![0.0_f32; table.widths.len()];
    for row in &table.rows {
        let mut column = 0;
        for field in row {
            if field.shape == Shape::Number
                && let Some(need) = needs.get_mut(column)
            {
                let text = set(field, fonts);
                let numbers = text.split_inclusive(|piece| piece.ch == BETWEEN_NUMBERS);
                let widths = numbers.map(|number| number.iter().map(|piece| piece.width).sum());
                *need = need.max(widths.fold(0.0, f32::max) + 2.0 * SIDE);
            }
            column += field.columns;
        }
    }
    needs
}

/// The text of a field in type.
fn set(field: &Field, fonts: &impl Fonts) -> Vec<Piece> {
    let is_head = matches!(field.shape, Shape::Head | Shape::Side);
    let style = if is_head { Style::Heading } else { Style::Table };
    closed_up(pieces(fonts, &field.text, Type::solid(style, size(field))).collect())
}

fn row_lines(row: &[Field], edges: &[f32], fonts: &impl Fonts) -> Vec<Vec<Line>> {
    let mut column = 0;
    let mut lines = |field: &Field| {
        let edge = |column: usize| edges.get(column).copied().unwrap_or(sheet::RIGHT);
        let room = edge(column + field.columns) - edge(column) - 2.0 * SIDE;
        column += field.columns;
        ragged(&set(field, fonts), room.max(SIZE))
    };
    row.iter().map(&mut lines).collect()
}

fn size(field: &Field) -> f32 {
    if field.shape == Shape::Hand { CORNER_SIZE } else { SIZE }
}

fn height(row: &[Field], lines: &[Vec<Line>]) -> f32 {
    let most = lines.iter().map(Vec::len).max().unwrap_or(0).max(1) as f32;
    let least = if row.iter().any(|f| f.shape == Shape::Hand) { HAND } else { 0.0 };
    (most * SIZE * LEADING + 2.0 * PAD).max(least)
}

/// The runs of a field in its area: left, top, right, bottom.
fn field_runs(field: &Field, lines: &[Line], area: (f32, f32, f32, f32), origin: Origin) -> Vec<Run> {
    let (left, top, right, bottom) = area;
    let leading = size(field) * LEADING;
    let text = lines.len() as f32 * leading;
    let start = if field.shape == Shape::Hand { bottom - PAD - text } else { (top + bottom - text) / 2.0 };
    let runs = |(i, line): (usize, &Line)| {
        let x = match field.shape {
            Shape::Head | Shape::Side => (left + right - line.width()) / 2.0,
            Shape::Label | Shape::Words => left + SIDE,
            Shape::Number | Shape::Hand => right - SIDE - line.width(),
        };
        line.runs(x, sheet::baseline(start + i as f32 * leading, leading, size(field)), size(field), origin)
    };
    lines.iter().enumerate().flat_map(runs).collect()
}
