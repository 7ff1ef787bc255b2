//! A table of the form, ready to be drawn: type size and columns chosen, labels wrapped, rows measured.
//!
//! The form gives boxes and shares of the width; everything else follows from what is in the boxes.

mod draw;
mod filled;
mod fit;
mod measure;
mod pieces;
mod tall;
mod wrap;

use std::sync::Arc;

use super::lines::Line;
use crate::form::Table;
pub(super) use filled::Tables;
pub use measure::{TableMeasure, measures};
pub(super) use pieces::{Rows, TablePiece};

/// From one line of a box to the next, in type sizes.
const LEADING: f32 = 1.15;
/// Room over and under the text of a box where rows must be tight, in points.
const TIGHT: f32 = 3.0;
/// Room over and under the text of a box where there is the most, in points.
const EASY: f32 = 8.0;
/// How much of the room between those a table has that nothing presses: 5 points over and under a text.
pub(super) const USUAL_AIR: f32 = 0.4;

/// A table measured for the type area.
pub(super) struct Grid {
    /// Its index in the form.
    index: usize,
    /// The table as it is drawn: rows taller than a page are parted.
    table: Arc<Table>,
    /// For each box of it, the box of the form that it is, or is a part of.
    whole: Vec<usize>,
    size: f32,
    /// Where the columns start and the last one ends, from the left of the table.
    edges: Vec<f32>,
    /// The wrapped text of each box.
    lines: Vec<Vec<Line>>,
    /// Its rows.
    pub(super) rows: Arc<Rows>,
}

impl Grid {
    fn new(index: usize, table: &Arc<Table>, fit: fit::Fit) -> Self {
        let fit::Fit { size, edges, lines } = fit;
        let tall::Parted { table, whole, lines } = tall::parted(table, lines, size);
        let counts: Vec<usize> = lines.iter().map(Vec::len).collect();
        let rows = Arc::new(Rows::new(&table, &counts, size));
        Self { index, table, whole, size, edges, lines, rows }
    }

    fn line_height(&self) -> f32 {
        self.size * LEADING
    }

    /// The height of a box's text.
    fn text_height(&self, index: usize) -> f32 {
        self.lines[index].len() as f32 * self.line_height()
    }
}

/// The height of each row, where each box has so many lines with `pad` over and under them.
fn heights(table: &Table, lines: &[usize], size: f32, pad: f32) -> Vec<f32> {
    let need = |i: usize| lines[i].max(1) as f32 * size * LEADING + 2.0 * pad;
    let mut heights = vec![0.0_f32; table.height];
    for (i, b) in table.boxes.iter().enumerate().filter(|(_, b)| b.rows == 1) {
        heights[b.row] = heights[b.row].max(need(i));
    }
    for (i, b) in table.boxes.iter().enumerate().filter(|(_, b)| b.rows > 1) {
        let rows = &mut heights[b.row_range()];
        let short = need(i) - rows.iter().sum::<f32>();
        if short > 0.0 {
            for height in rows.iter_mut() {
                *height += short / b.rows as f32;
            }
        }
    }
    heights
}
