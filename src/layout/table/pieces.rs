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
const SMALL: f32 = sheet::AREA_HEIGHT / 2.0;

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
    /// The next piece, from row `from`, in a space of this height; `None` when it belongs on a new page.
    ///
    /// At the top of a page there always is one, even where it does not fit.
    pub(in crate::layout) fn piece(&self, from: usize, room: f32, at_top: bool) -> Option<TablePiece> {
        let all = from..self.rows();
        if self.tight(&all) <= room {
            return Some(self.stretched(all, room));
        }
        let would_be_whole = !at_top && self.tight(&all) <= fit::PAGE_ROOM;
        if would_be_whole && (room < MUCH || self.tight(&all) > SMALL) {
            return None;
        }
        let may_end =
            |end: &usize| self.may_cut(from, *end) && (!would_be_whole || self.is_between_groups(*end));
        let fits = |end: &usize| self.tight(&(from..*end)) <= room;
        let fitting = (from + 1..self.rows()).take_while(fits).filter(may_end);
        let worth = |end: usize| self.tight(&(from..end)) / room + self.worth_of_cut(end);
        match fitting.max_by(|&a, &b| worth(a).total_cmp(&worth(b))) {
            Some(end) => Some(self.stretched(from..end, room)),
            None if at_top => Some(self.stretched(from..from + 1, room)),
            None => None,
        }
    }

    /// Whether the whole table fits in a space of this height.
    pub(in crate::layout) fn is_whole_in(&self, room: f32) -> bool {
        self.tight(&(0..self.rows())) <= room
    }

    /// Whether the table begins in a space of this height under its heading.
    pub(in crate::layout) fn begins_in(&self, room: f32) -> bool {
        self.piece(0, room, false).is_some()
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

    /// The piece with as much air as there is room for.
    pub(super) fn stretched(&self, rows: Range<usize>, room: f32) -> TablePiece {
        let head = self.head(rows.start);
        let shown = || head.clone().chain(rows.clone());
        let tight: f32 = shown().map(|r| self.tight[r]).sum();
        let easy: f32 = shown().map(|r| self.easy[r]).sum();
        let air = ((room - tight) / (easy - tight).max(f32::MIN_POSITIVE)).clamp(0.0, 1.0);
        let heights = shown().map(|r| self.tight[r] + (self.easy[r] - self.tight[r]) * air).collect();
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
