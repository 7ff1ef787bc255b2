//! The measures of the tables as the pages have them, for a program that sets the tables itself.

use super::{Grid, Tables};
use crate::{
    draft::Sheet,
    form::Table,
    layout::{
        fonts::Fonts,
        lines::words,
        page::{Area, Origin, Page},
    },
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
    /// The height of each row; of one that goes on overleaf, of its beginning.
    pub heights: Vec<f32>,
    /// The page that each row begins on, from 0.
    pub pages: Vec<usize>,
    /// The text of each box as it is broken into lines.
    pub lines: Vec<Vec<String>>,
}

/// Measures the tables of a report on its pages, which were laid out with these faces, in the order of the form; `None`
/// for one that stands on no page.
pub fn measures(sheet: Sheet<'_>, fonts: &impl Fonts, pages: &[Page]) -> Vec<Option<TableMeasure>> {
    let grids = Tables::default().grids(sheet, fonts).into_iter().enumerate();
    grids.map(|(index, grid)| Placed { index, pages }.measure(sheet, &grid)).collect()
}

/// A table on its pages.
struct Placed<'p> {
    index: usize,
    pages: &'p [Page],
}

impl<'p> Placed<'p> {
    fn measure(&self, sheet: Sheet<'_>, grid: &Grid) -> Option<TableMeasure> {
        let table = &sheet.form().tables[self.index];
        let is_placed = (0..table.boxes.len()).any(|index| self.areas(index).next().is_some());
        is_placed.then(|| TableMeasure {
            size: grid.size,
            leading: grid.line_height(),
            side_room: super::fit::SIDE_ROOM * grid.size,
            widths: grid.edges.windows(2).map(|e| e[1] - e[0]).collect(),
            heights: (0..table.height).map(|row| self.height(table, row)).collect(),
            pages: self.rows(table),
            lines: grid.words(sheet),
        })
    }

    /// Where a box of the form stands, with the page, from its beginning on.
    fn areas(&self, index: usize) -> impl Iterator<Item = (usize, &'p Area)> {
        let origin = Origin::Box(self.index, index);
        let on = move |(at, page): (usize, &'p Page)| page.boxes.iter().map(move |area| (at, area));
        self.pages.iter().enumerate().flat_map(on).filter(move |(_, area)| area.origin == origin)
    }

    /// The height of a row; 0 where only boxes of several rows stand in it.
    fn height(&self, table: &Table, row: usize) -> f32 {
        let here = table.boxes.iter().enumerate().filter(|(_, b)| b.row == row && b.rows == 1);
        let mut areas = here.filter_map(|(index, _)| self.areas(index).next());
        areas.next().map_or(0.0, |(_, area)| area.to.1 - area.from.1)
    }

    /// The page that each row begins on; a row that no box begins in stands with the one above it.
    fn rows(&self, table: &Table) -> Vec<usize> {
        let mut pages: Vec<usize> = Vec::with_capacity(table.height);
        for row in 0..table.height {
            let here = table.boxes.iter().enumerate().filter(|(_, b)| b.row == row);
            let first = here.filter_map(|(index, _)| self.areas(index).next()).map(|(page, _)| page).min();
            pages.push(first.or(pages.last().copied()).unwrap_or_default());
        }
        pages
    }
}

impl Grid {
    /// The words of each box of the form, line by line.
    fn words(&self, sheet: Sheet<'_>) -> Vec<Vec<String>> {
        let form = &sheet.form().tables[self.index];
        let mut all: Vec<Vec<_>> = vec![Vec::new(); form.boxes.len()];
        for (lines, &whole) in self.lines.iter().zip(&self.whole) {
            all[whole].extend(lines.iter().cloned());
        }
        form.boxes.iter().zip(&all).map(|(b, lines)| words(&sheet.box_text(b), lines)).collect()
    }
}
