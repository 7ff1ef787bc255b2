//! Where a table is cut when it does not fit on a page: between groups of rows, never under a head.
//!
//! A table that a page has room for stays whole and goes overleaf, but where it would leave much of a page empty: then it
//! is parted all the same, between its groups.

use std::ops::Range;

use super::{EASY, LEADING, TIGHT, fit, heights};
use crate::form::{BoxContent, Table, TableBox};

/// The fewest rows of its own that a part has of a table that a page has room for.
const FEWEST: usize = 2;

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

/// What it hangs on where a table may be cut, and on which pages: its rows, and the boxes that go over them.
#[derive(Debug, PartialEq)]
pub(in crate::layout) struct Rows {
    boxes: Vec<RowBox>,
    /// The leading rows that are printed again on a new page.
    head_rows: usize,
    /// The height of each row with the least air and with the most.
    tight: Vec<f32>,
    easy: Vec<f32>,
}

/// A box as far as rows are concerned.
#[derive(Debug, PartialEq)]
struct RowBox {
    row: usize,
    rows: usize,
    kind: RowBoxKind,
    /// The height of its text.
    text: f32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RowBoxKind {
    Band,
    Head,
    Other,
}

impl RowBox {
    fn new(table_box: &TableBox, text: f32) -> Self {
        let kind = match table_box.content {
            BoxContent::Band(_) => RowBoxKind::Band,
            BoxContent::Head(_) => RowBoxKind::Head,
            BoxContent::Stub(_) | BoxContent::Cell(_) => RowBoxKind::Other,
        };
        Self { row: table_box.row, rows: table_box.rows, kind, text }
    }

    fn row_range(&self) -> Range<usize> {
        self.row..self.row + self.rows
    }

    fn is_band(&self) -> bool {
        self.kind == RowBoxKind::Band
    }

    /// Whether it goes over the line above this row.
    fn goes_over(&self, row: usize) -> bool {
        self.row < row && row < self.row + self.rows
    }
}

impl Rows {
    /// The rows of a table whose boxes have so many lines of this size.
    pub(super) fn new(table: &Table, lines: &[usize], size: f32) -> Self {
        let row_box = |(b, lines): (&TableBox, &usize)| RowBox::new(b, *lines as f32 * (size * LEADING));
        Self {
            boxes: table.boxes.iter().zip(lines).map(row_box).collect(),
            head_rows: table.head_rows,
            tight: heights(table, lines, size, TIGHT),
            easy: heights(table, lines, size, EASY),
        }
    }

    /// How many there are.
    pub(in crate::layout) fn count(&self) -> usize {
        self.tight.len()
    }

    /// The row before which the table is cut that goes on from row `from` in a space of this height, too low for all
    /// of it; `None` when it belongs on a new page.
    ///
    /// At the top of a page there always is one, even where nothing fits.
    pub(in crate::layout) fn cut(&self, from: usize, room: f32, at_top: bool) -> Option<usize> {
        let would_be_whole = !at_top && self.tight(&(from..self.count())) <= fit::PAGE_ROOM;
        let may_end =
            |end: &usize| self.may_cut(from, *end) && (!would_be_whole || self.is_between_groups(from, *end));
        let fits = |end: &usize| self.tight(&(from..*end)) <= room;
        let fitting = (from + 1..self.count()).take_while(fits).filter(may_end);
        let worth = |end: usize| self.tight(&(from..end)) / room + self.worth_of_cut(end);
        fitting.max_by(|&a, &b| worth(a).total_cmp(&worth(b))).or(at_top.then_some(from + 1))
    }

    /// Whether a page has room for the table under its heading.
    pub(in crate::layout) fn is_for_one_page(&self) -> bool {
        self.tight(&(0..self.count())) <= fit::PAGE_ROOM
    }

    /// Whether it may be parted though a page has room for it.
    pub(in crate::layout) fn may_be_parted(&self) -> bool {
        (1..self.count()).any(|end| self.is_between_groups(0, end))
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
        if from == 0 { 0..0 } else { 0..self.head_rows.min(from) }
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
        let there = |b: &&RowBox| b.row_range().contains(&(end - 1));
        let under_head = self.boxes.iter().filter(there).all(|b| b.kind != RowBoxKind::Other);
        let roomy = |b: &RowBox| {
            let starts_here = b.row >= from && b.row < end && end < b.row + b.rows;
            !starts_here || self.tight[b.row..end].iter().sum::<f32>() >= b.text
        };
        !under_head && self.boxes.iter().all(roomy)
    }

    /// Whether a table from row `from` on may be parted before this row though a page would take all of it: before a
    /// band, or where it has none, before any row that no merged label goes over; one over most of the table may, if
    /// both parts have room for its words. No part is a row alone.
    fn is_between_groups(&self, from: usize, end: usize) -> bool {
        let has_bands = self.boxes.iter().any(RowBox::is_band);
        let starts_group = !has_bands || self.boxes.iter().any(|b| b.row == end && b.is_band());
        let has_rows = end >= from.max(self.head_rows) + FEWEST && end + FEWEST <= self.count();
        let goes_on = |b: &RowBox| !b.goes_over(end) || self.says_itself_twice(b, end);
        starts_group && has_rows && self.boxes.iter().all(goes_on)
    }

    /// Whether a label goes over most of the table, and has room for its words before this row and from it on.
    fn says_itself_twice(&self, label: &RowBox, end: usize) -> bool {
        let is_over_most = label.rows * 2 > self.count();
        let room = |rows: Range<usize>| self.tight[rows].iter().sum::<f32>();
        is_over_most && room(label.row..end) >= label.text && room(end..label.row + label.rows) >= label.text
    }

    /// How good a place to cut this is, in pages: merged labels should stay whole, a band starts a new part.
    fn worth_of_cut(&self, end: usize) -> f32 {
        let cut = self.boxes.iter().filter(|b| b.goes_over(end)).count();
        let before_band = self.boxes.iter().any(|b| b.row == end && b.is_band());
        (if before_band { 0.2 } else { 0.0 }) - 0.5 * cut as f32
    }
}
