//! A table of the 送审单 and of a comparison: fields wrapped, rows measured, borders drawn once.

use std::ops::Range;

use super::{Field, Shape, SmallTable};
use crate::layout::{
    fonts::{Fonts, Style},
    lines::{Line, TOLERANCE, ragged},
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
/// How much of its share a column of words keeps where several numbers in another would go on one line for more.
const KEPT: f32 = 0.9;
/// How much of its share it keeps as long as each number stands whole without more.
const LEAST: f32 = 0.5;
/// Characters that a column of words has room for, where it has so many.
const WORDS: f32 = 3.0;
/// No column is narrower than a character with the room beside it, whatever another needs.
const NARROWEST: f32 = SIZE + 2.0 * SIDE;
/// What stands between several numbers of a field.
const BETWEEN_NUMBERS: char = '／';
/// Thickness of the rules.
const INNER: f32 = 0.5;
/// Thickness of the border.
const OUTER: f32 = 1.0;
/// The height of a row to write in by hand: however much else there is to say, a leader has room to sign.
const HAND: f32 = 56.0;

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

/// How wide a column must be, in points.
#[derive(Clone, Copy, Default)]
struct Need {
    /// For its numbers to stand whole, several of a field on a line each, and its words in short lines.
    least: f32,
    /// For all numbers of a field to stand on one line; 0 in a column without numbers.
    whole: f32,
}

/// Where columns of these shares start, and where the last one ends: one whose numbers need more takes it from the others.
fn edges(shares: &[u16], needs: &[Need]) -> Vec<f32> {
    let total: f32 = shares.iter().map(|&share| f32::from(share)).sum::<f32>().max(1.0);
    let usual: Vec<f32> = shares.iter().map(|&s| f32::from(s) / total * sheet::AREA_WIDTH).collect();
    let each = |floor: fn(Need, f32) -> f32| -> Vec<f32> {
        needs.iter().zip(&usual).map(|(need, usual)| floor(*need, *usual)).collect()
    };
    let mut widths = each(|need, usual| usual.max(need.whole));
    for floors in [
        each(|need, usual| if need.whole > 0.0 { need.whole } else { need.least.max(KEPT * usual) }),
        each(|need, usual| if need.whole > 0.0 { need.least } else { need.least.max(KEPT * usual) }),
        each(|need, usual| need.least.max(if need.whole > 0.0 { 0.0 } else { LEAST * usual })),
        each(|need, _| need.least),
        each(|need, _| if need.whole > 0.0 { need.least } else { NARROWEST }),
        each(|_, _| NARROWEST),
    ] {
        narrow(&mut widths, &floors);
    }
    let mut edges = vec![sheet::LEFT];
    for width in widths {
        edges.push(edges.last().copied().unwrap_or(sheet::LEFT) + width);
    }
    edges
}

/// Takes what these widths are too much for the type area, from each as much as it has over its floor, or its share of it.
fn narrow(widths: &mut [f32], floors: &[f32]) {
    let over = widths.iter().sum::<f32>() - sheet::AREA_WIDTH;
    let spare = |(width, floor): (&f32, &f32)| (width - floor).max(0.0);
    let all: f32 = widths.iter().zip(floors).map(spare).sum();
    let taken = (over.max(0.0) / all.max(f32::MIN_POSITIVE)).min(1.0);
    for (width, floor) in widths.iter_mut().zip(floors) {
        *width -= spare((width, floor)) * taken;
    }
}

/// What each column needs.
fn needs(table: &SmallTable, fonts: &impl Fonts) -> Vec<Need> {
    let mut needs = vec![Need::default(); table.widths.len()];
    for row in &table.rows {
        let mut column = 0;
        for field in row {
            if let (1, Some(need)) = (field.columns, needs.get_mut(column)) {
                need.take(field, fonts);
            }
            column += field.columns;
        }
    }
    needs
}

impl Need {
    /// Takes in what a field needs.
    fn take(&mut self, field: &Field, fonts: &impl Fonts) {
        let text = set(field, fonts);
        let whole = width(&text);
        let least = match field.shape {
            Shape::Hand => return,
            Shape::Number => numbers(&text).map(width).fold(0.0, f32::max),
            Shape::Head | Shape::Side | Shape::Label | Shape::Words => whole.min(WORDS * SIZE),
        };
        self.least = self.least.max(least + 2.0 * SIDE);
        if field.shape == Shape::Number {
            self.whole = self.whole.max(whole + 2.0 * SIDE);
        }
    }
}

/// The numbers of a field, each with the mark after it, and what stands in brackets after one.
fn numbers(text: &[Piece]) -> impl Iterator<Item = &[Piece]> {
    text.chunk_by(|before, after| before.ch != BETWEEN_NUMBERS && after.ch != '（')
}

/// As many numbers on a line as it has room for.
fn number_lines(text: &[Piece], room: f32) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut start, mut end) = (0, 0);
    for number in numbers(text) {
        let next = end + number.len();
        if end > start && width(&text[start..next]) > room + TOLERANCE {
            lines.extend(ragged(&text[start..end], room));
            start = end;
        }
        end = next;
    }
    lines.extend(ragged(&text[start..end], room));
    lines
}

fn width(text: &[Piece]) -> f32 {
    text.iter().map(|piece| piece.width).sum()
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
        let (text, room) = (set(field, fonts), room.max(SIZE));
        if field.shape == Shape::Number { number_lines(&text, room) } else { ragged(&text, room) }
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
