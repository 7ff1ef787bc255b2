//! The measures of a table as the page has them, for a program that sets the table itself.

use super::{Grid, USUAL_AIR, fit};
use crate::{
    draft::Sheet,
    layout::{fonts::Fonts, lines::words, sheet},
};

/// How a table is set so that it looks as on the page; all lengths are points.
#[derive(Clone, Debug, PartialEq)]
pub struct TableMeasure {
    /// Type size.
    pub size: f32,
    /// From one line of a box to the next.
    pub leading: f32,
    /// Room left and right of the text of a box.
    pub side_room: f32,
    /// The width of each column.
    pub widths: Vec<f32>,
    /// The least height of each row.
    pub heights: Vec<f32>,
    /// The text of each box as it is broken into lines.
    pub lines: Vec<Vec<String>>,
}

/// Measures the table with this index in the form, with as much air as leaves room on its page
/// for the heading and for what another program's rows take more.
pub fn measure(sheet: Sheet<'_>, fonts: &impl Fonts, index: usize) -> Option<TableMeasure> {
    let grid = Grid::all(sheet, fonts).into_iter().nth(index)?;
    let widths = grid.edges.windows(2).map(|e| e[1] - e[0]).collect();
    let heights = grid.piece(0..grid.rows(), fit::PAGE_ROOM - sheet::LINE_PITCH, USUAL_AIR).heights;
    let texts = grid.table.boxes.iter().map(|b| sheet.box_text(b));
    let lines = texts.zip(&grid.lines).map(|(text, lines)| words(&text, lines)).collect();
    Some(TableMeasure {
        size: grid.size,
        leading: grid.line_height(),
        side_room: fit::SIDE_ROOM * grid.size,
        widths,
        heights,
        lines,
    })
}
