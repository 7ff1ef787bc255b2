//! Where the boxes of a table are in the window: widths by the form's shares, heights by the words in them.

use std::sync::Arc;

use egui::{Align, Color32, Galley, Pos2, Rect, Ui, Vec2, text::LayoutJob};

use super::figures::Figures;
use crate::{
    form::{BoxContent, Cell, Table, TableBox},
    ui::theme::{font, theme},
};

/// The space between a line and the words, in points.
pub(super) const PAD: f32 = 6.0;
const PAD_Y: f32 = 1.5;
/// What a second, small number over the first adds to a row.
pub(super) const SECOND: f32 = 12.0;

/// What of the heads stays in view when they are scrolled up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stuck {
    /// All of them.
    Whole,
    /// The last row, the names of the columns: in a low window the titles over them would take the room of the rows.
    Names,
}

/// The measured table.
pub(super) struct Geometry {
    /// The edges of the grid columns, from the left of the table.
    xs: Vec<f32>,
    /// The edges of the grid rows, from its top.
    ys: Vec<f32>,
    /// The rows in which a number stands over another one, as they have no room beside each other.
    stacked: Vec<bool>,
    /// The words of the boxes that have some, in the order of the table's boxes.
    words: Vec<Option<BoxWords>>,
    stuck: Stuck,
}

/// Laid out words of a box.
pub(super) struct BoxWords {
    pub galley: Arc<Galley>,
    pub align: Align,
}

impl Geometry {
    /// Measures a table that is `width` wide.
    pub(super) fn new(ui: &Ui, table: &Table, figures: &Figures<'_>, width: f32, stuck: Stuck) -> Self {
        let xs = column_edges(&table.widths, width);
        let words: Vec<Option<BoxWords>> = table.boxes.iter().map(|b| lay_out(ui, b, &xs)).collect();
        let mut stacked = vec![false; table.height];
        for cell in figures.document.form().cells_of(table) {
            let room = edge(&xs, cell.column + cell.columns) - edge(&xs, cell.column);
            if let Some(row) = stacked.get_mut(cell.row) {
                *row |= figures.are_crowded(ui, cell, room);
            }
        }
        let ys = row_edges(table, &words, &stacked);
        Self { xs, ys, stacked, words, stuck }
    }

    /// Whether last year's number stands over this year's in the row of a cell.
    pub(super) fn is_stacked(&self, cell: &Cell) -> bool {
        self.stacked.get(cell.row).copied().unwrap_or_default()
    }

    /// The size of the table.
    pub(super) fn size(&self) -> Vec2 {
        Vec2::new(edge(&self.xs, usize::MAX) + 1.0, edge(&self.ys, usize::MAX) + 1.0)
    }

    /// The place of a box, from the table's corner.
    pub(super) fn place(&self, b: &TableBox) -> Rect {
        self.span(b.row, b.rows, b.column, b.columns)
    }

    /// The place of a cell, from the table's corner.
    pub(super) fn cell(&self, cell: &Cell) -> Rect {
        self.span(cell.row, 1, cell.column, cell.columns)
    }

    /// The first row of the heads that stay in view.
    fn first_stuck(&self, table: &Table) -> usize {
        match self.stuck {
            Stuck::Whole => 0,
            Stuck::Names => table.head_rows.saturating_sub(1),
        }
    }

    /// The height of what stays in view: heads, when they have been scrolled up.
    pub(super) fn stuck_height(&self, table: &Table) -> f32 {
        edge(&self.ys, table.head_rows) - edge(&self.ys, self.first_stuck(table))
    }

    /// How far the heads are moved down to stay in view.
    pub(super) fn head_shift(&self, table: &Table, rect: Rect, clip: Rect) -> f32 {
        let from = rect.top() + edge(&self.ys, self.first_stuck(table));
        let room = rect.height() - edge(&self.ys, table.head_rows);
        if table.head_rows == 0 { 0.0 } else { (clip.top() - from).clamp(0.0, room.max(0.0)) }
    }

    /// The part of the window that heads moved down to stay in view cover.
    pub(super) fn sticky_heads(&self, table: &Table, rect: Rect, clip: Rect) -> Rect {
        let shift = self.head_shift(table, rect, clip);
        let height = if shift > 0.0 { self.stuck_height(table) } else { 0.0 };
        let top = edge(&self.ys, self.first_stuck(table)) + shift;
        Rect::from_min_size(rect.min + Vec2::new(0.0, top), Vec2::new(rect.width(), height))
    }

    /// The place of a head as far as it stays in view, from the table's corner before it is moved down.
    pub(super) fn stuck_place(&self, table: &Table, b: &TableBox) -> Option<Rect> {
        let first = self.first_stuck(table);
        let is_stuck = b.row < table.head_rows && b.row + b.rows > first;
        let mut place = self.place(b);
        place.min.y = place.min.y.max(edge(&self.ys, first));
        is_stuck.then_some(place)
    }

    /// The usual height of a row.
    pub(super) fn row_height(&self) -> f32 {
        self.size().y / (self.ys.len().max(2) - 1) as f32
    }

    /// The cell under a point of the window, if the heads that stay in view do not cover it.
    pub(super) fn cell_at<'c>(
        &self,
        cells: &'c [Cell],
        at: Pos2,
        rect: Rect,
        covered: Rect,
    ) -> Option<&'c Cell> {
        let inside = at - rect.min.to_vec2();
        cells.iter().find(|c| !covered.contains(at) && self.cell(c).contains(inside))
    }

    /// The words of the box with this index.
    pub(super) fn words(&self, at: usize) -> Option<&BoxWords> {
        self.words.get(at)?.as_ref()
    }

    fn span(&self, row: usize, rows: usize, column: usize, columns: usize) -> Rect {
        Rect::from_min_max(
            Pos2::new(edge(&self.xs, column), edge(&self.ys, row)),
            Pos2::new(edge(&self.xs, column + columns), edge(&self.ys, row + rows)),
        )
    }
}

fn edge(edges: &[f32], at: usize) -> f32 {
    edges.get(at).or(edges.last()).copied().unwrap_or_default()
}

/// Whole points, so that every line is sharp.
fn column_edges(shares: &[f32], width: f32) -> Vec<f32> {
    let all: f32 = shares.iter().sum();
    let mut edges = vec![0.0];
    let mut sum = 0.0;
    for share in shares {
        sum += share;
        edges.push((sum / all * (width - 1.0)).round());
    }
    edges
}

fn lay_out(ui: &Ui, b: &TableBox, xs: &[f32]) -> Option<BoxWords> {
    let text = b.content.text()?;
    let size = theme().sizes.table;
    let room = edge(xs, b.column + b.columns) - edge(xs, b.column);
    let tall_stub = matches!(b.content, BoxContent::Stub(_)) && b.rows > 1;
    // A narrow label beside many rows stands upright: one character a line.
    let upright = tall_stub && room < 4.0 * size;
    let width = if upright { f32::INFINITY } else { room - 2.0 * PAD };
    let text = if upright { one_a_line(text) } else { text.to_owned() };
    let align = match b.content {
        BoxContent::Stub(_) if !tall_stub => Align::Min,
        _ => Align::Center,
    };
    let set = |width: f32| set(ui, &text, align, width);
    let galley = set(width);
    let galley = if align == Align::Center { balanced(galley, size, set) } else { galley };
    Some(BoxWords { galley, align })
}

fn set(ui: &Ui, text: &str, align: Align, width: f32) -> Arc<Galley> {
    let ink = Color32::from(theme().colours.ink);
    let mut job = LayoutJob::simple(text.to_owned(), font(theme().sizes.table), ink, width);
    job.halign = align;
    ui.fonts_mut(|f| f.layout_job(job))
}

/// Breaks a head into lines of equal length: 结果 / 维持, not 结果维 / 持.
fn balanced(galley: Arc<Galley>, size: f32, set: impl Fn(f32) -> Arc<Galley>) -> Arc<Galley> {
    let lines = galley.rows.len();
    if lines < 2 || galley.text().contains('\n') {
        return galley;
    }
    let each = galley.text().chars().count().div_ceil(lines);
    // A little over the width of so many characters, for rounding.
    let even = set((each as f32 + 0.3) * size);
    if even.rows.len() == lines { even } else { galley }
}

/// One character a line, marks of punctuation beside the character before them.
fn one_a_line(text: &str) -> String {
    let mut lines = String::new();
    for c in text.chars() {
        if !lines.is_empty() && !"、，。；：）”".contains(c) {
            lines.push('\n');
        }
        lines.push(c);
    }
    lines
}

fn row_edges(table: &Table, words: &[Option<BoxWords>], stacked: &[bool]) -> Vec<f32> {
    let sizes = &theme().sizes;
    let row = |stacked: &bool| if *stacked { sizes.grid_row + SECOND } else { sizes.grid_row };
    let mut heights: Vec<f32> = stacked.iter().map(row).collect();
    let needed = |at: usize| words[at].as_ref().map_or(0.0, |w| (w.galley.size().y + 2.0 * PAD_Y).ceil());
    let by_rows = |one: bool| table.boxes.iter().enumerate().filter(move |(_, b)| (b.rows == 1) == one);
    for (at, b) in by_rows(true) {
        heights[b.row] = heights[b.row].max(needed(at));
    }
    for (at, b) in by_rows(false) {
        let room: f32 = heights[b.row_range()].iter().sum();
        if let Some(last) = heights[b.row_range()].last_mut() {
            *last += (needed(at) - room).max(0.0);
        }
    }
    let mut edges = vec![0.0];
    edges.extend(heights.iter().scan(0.0, |sum, h| {
        *sum += h;
        Some(*sum)
    }));
    edges
}
