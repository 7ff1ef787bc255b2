//! Where a table is cut when it does not fit on a page: between groups of rows, never under a head.
//!
//! A table that a page has room for stays whole and goes overleaf. A small one is parted all the same where it would
//! leave much of a page empty; a large one is read across all its rows, and may.

use std::ops::Range;

use super::{Grid, fit};
use crate::{
    form::{BoxContent, TableBox},
    layout::sheet,
};

/// Room under a heading that is too much to be left empty: a third of the page with the heading.
const MUCH: f32 = sheet::AREA_HEIGHT / 3.0 - sheet::LINE_PITCH;
/// A higher table is not parted for that.
const SMALL: f32 = sheet::AREA_HEIGHT * 0.6;

/// The part of a table that stands on one page.
#[derive(Debug)]
pub(in crate::layout) struct TablePiece {
    /// The head rows printed again, if the table began before.
    pub head: Range<usize>,
    /// The rows of its own.
    pub rows: Range<usize>,
    /// The height of each row, the repeated head rows first.
    pub heights: Vec<f32>,
}

impl TablePiece {
    /// The height of the piece.
    pub(in crate::layout) fn height(&self) -> f32 {
        self.heights.iter().sum()
    }

    /// The grid rows it shows, from above.
    pub(super) fn shown(&self) -> impl Iterator<Item = usize> {
        self.head.clone().chain(self.rows.clone())
    }
}

impl Grid<'_> {
    /// The row before which the table is cut that goes on from row `from` in a space of this height, too low for all
    /// of it; `None` when it belongs on a new page.
    ///
    /// At the top of a page there always is one, even where nothing fits.
    pub(in crate::layout) fn cut(&self, from: usize, room: f32, at_top: bool) -> Option<usize> {
        let would_be_whole = !at_top && self.tight(&(from..self.rows())) <= fit::PAGE_ROOM;
        if would_be_whole && (room < MUCH || self.tight(&(from..self.rows())) > SMALL) {
            return None;
        }
        let may_end =
            |end: &usize| self.may_cut(from, *end) && (!would_be_whole || self.is_between_groups(*end));
        let fits = |end: &usize| self.tight(&(from..*end)) <= room;
        let fitting = (from + 1..self.rows()).take_while(fits).filter(may_end);
        let worth = |end: usize| self.tight(&(from..end)) / room + self.worth_of_cut(end);
        fitting.max_by(|&a, &b| worth(a).total_cmp(&worth(b))).or(at_top.then_some(from + 1))
    }

    /// Whether a page has room for the table under its heading.
    pub(in crate::layout) fn is_for_one_page(&self) -> bool {
        self.tight(&(0..self.rows())) <= fit::PAGE_ROOM
    }

    /// Whether it may be parted though a page has room for it.
    pub(in crate::layout) fn may_be_parted(&self) -> bool {
        self.tight(&(0..self.rows())) <= SMALL && (1..self.rows()).any(|end| self.is_between_groups(end))
    }

    /// The height of a piece of these rows, with the heads that it repeats, from 0 for the least air to 1 for the most.
    pub(in crate::layout) fn height(&self, rows: Range<usize>, air: f32) -> f32 {
        let head = self.head(rows.start);
        head.chain(rows).map(|row| self.row_height(row, air)).sum()
    }

    fn row_height(&self, row: usize, air: f32) -> f32 {
        self.tight[row] + (self.easy[row] - self.tight[row]) * air
    }

    /// The head rows that a piece starting with row `from` repeats.
    fn head(&self, from: usize) -> Range<usize> {
        if from == 0 { 0..0 } else { 0..self.table.head_rows.min(from) }
    }

    /// The least height of a piece.
    fn tight(&self, rows: &Range<usize>) -> f32 {
        let shown = self.head(rows.start).chain(rows.clone());
        shown.map(|r| self.tight[r]).sum()
    }

    /// A piece of these rows with this air, or with less where there is not so much room.
    pub(in crate::layout) fn piece(&self, rows: Range<usize>, room: f32, air: f32) -> TablePiece {
        let (tight, easy) = (self.height(rows.clone(), 0.0), self.height(rows.clone(), 1.0));
        let most = ((room - tight) / (easy - tight).max(f32::MIN_POSITIVE)).max(0.0);
        let head = self.head(rows.start);
        let heights =
            head.clone().chain(rows.clone()).map(|row| self.row_height(row, air.min(most))).collect();
        TablePiece { head, rows, heights }
    }

    /// Whether a piece from row `from` may end before row `end`: not under a head or band, and not where a
    /// merged label that starts in it would have no room for its words.
    fn may_cut(&self, from: usize, end: usize) -> bool {
        let there = |b: &&TableBox| b.row_range().contains(&(end - 1));
        let under_head = self.table.boxes.iter().filter(there).all(is_head);
        let roomy = |(i, b): (usize, &TableBox)| {
            let starts_here = b.row >= from && b.row < end && end < b.row + b.rows;
            !starts_here || self.tight[b.row..end].iter().sum::<f32>() >= self.text_height(i)
        };
        !under_head && self.table.boxes.iter().enumerate().all(roomy)
    }

    /// Whether a table may be parted before this row though a page would take all of it: before a band, or where it has
    /// none, before any row that no merged label goes over.
    fn is_between_groups(&self, end: usize) -> bool {
        let boxes = &self.table.boxes;
        let is_band = |b: &TableBox| matches!(b.content, BoxContent::Band(_));
        let has_bands = boxes.iter().any(is_band);
        let starts_group = !has_bands || boxes.iter().any(|b| b.row == end && is_band(b));
        starts_group && !boxes.iter().any(|b| b.row < end && end < b.row + b.rows)
    }

    /// How good a place to cut this is, in pages: merged labels should stay whole, a band starts a new part.
    fn worth_of_cut(&self, end: usize) -> f32 {
        let cut = self.table.boxes.iter().filter(|b| b.row < end && end < b.row + b.rows).count();
        let before_band =
            self.table.boxes.iter().any(|b| b.row == end && matches!(b.content, BoxContent::Band(_)));
        (if before_band { 0.2 } else { 0.0 }) - 0.5 * cut as f32
    }
}

fn is_head(table_box: &TableBox) -> bool {
    matches!(table_box.content, BoxContent::Head(_) | BoxContent::Band(_))
}
