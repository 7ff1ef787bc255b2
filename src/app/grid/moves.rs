//! Where a move leads in the printed grid.
//!
//! Merged cells count once, the column is kept while moving through wide cells, and the edge stops a move: a data
//! grid that wraps is disorienting.

use crate::form::Cell;

/// A direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Up.
    Up,
    /// Down.
    Down,
    /// Left.
    Left,
    /// Right.
    Right,
}

/// A move of the active cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// One cell.
    Step(Direction),
    /// To the next edge of a filled block (Ctrl+arrow).
    Edge(Direction),
    /// So many rows down, or up when negative (Page Down, Page Up).
    Rows(isize),
    /// Right, at the row's end to the next row's first cell (Tab).
    Next,
    /// Left, at the row's start to the previous row's last cell (Shift+Tab).
    Previous,
    /// The first cell of the row.
    RowStart,
    /// The last cell of the row.
    RowEnd,
    /// The first cell of the table.
    TableStart,
    /// The last cell of the table.
    TableEnd,
}

impl Move {
    /// Whether the column is kept.
    pub(super) fn is_vertical(self) -> bool {
        matches!(
            self,
            Self::Step(Direction::Up | Direction::Down)
                | Self::Edge(Direction::Up | Direction::Down)
                | Self::Rows(_)
        )
    }
}

/// Where a move begins.
pub(super) struct MoveStart<'a> {
    /// The cells of the table.
    pub cells: &'a [Cell],
    /// The index of the active one.
    pub at: usize,
    /// The grid column that vertical moves keep to.
    pub column: usize,
}

impl MoveStart<'_> {
    /// The index of the cell that a move leads to; `None` when Tab leaves the table.
    pub(super) fn target(&self, step: Move, filled: &dyn Fn(&Cell) -> bool) -> Option<usize> {
        let row = self.cells[self.at].row;
        let in_row = |i: &usize| self.cells[*i].row == row;
        let last = self.cells.len() - 1;
        Some(match step {
            Move::Next => return (self.at < last).then_some(self.at + 1),
            Move::Previous => return self.at.checked_sub(1),
            Move::Step(direction) => self.step(self.at, direction),
            Move::Edge(direction) => self.edge(direction, filled),
            Move::Rows(rows) => self.rows(rows),
            Move::RowStart => (0..=self.at).find(in_row).unwrap_or(self.at),
            Move::RowEnd => (self.at..=last).rev().find(in_row).unwrap_or(self.at),
            Move::TableStart => 0,
            Move::TableEnd => last,
        })
    }

    /// One cell further, or the same at the edge.
    fn step(&self, at: usize, direction: Direction) -> usize {
        let row = self.cells[at].row;
        let in_row = |i: &usize| *i < self.cells.len() && self.cells[*i].row == row;
        let rows = self.cells.iter().map(|c| c.row);
        let next = match direction {
            Direction::Left => at.checked_sub(1).filter(in_row),
            Direction::Right => Some(at + 1).filter(in_row),
            Direction::Up => rows.filter(|r| *r < row).max().map(|r| self.in_row(r)),
            Direction::Down => rows.filter(|r| *r > row).min().map(|r| self.in_row(r)),
        };
        next.unwrap_or(at)
    }

    /// The end of the filled block, or the next filled cell, or the edge of the table.
    fn edge(&self, direction: Direction, filled: &dyn Fn(&Cell) -> bool) -> usize {
        let is_filled = |i: usize| filled(&self.cells[i]);
        let first = self.step(self.at, direction);
        let within = is_filled(self.at) && is_filled(first);
        let mut at = first;
        loop {
            let next = self.step(at, direction);
            let stop = if within { !is_filled(next) } else { is_filled(at) };
            if next == at || stop {
                return at;
            }
            at = next;
        }
    }

    fn rows(&self, rows: isize) -> usize {
        let direction = if rows < 0 { Direction::Up } else { Direction::Down };
        (0..rows.unsigned_abs()).fold(self.at, |at, _| self.step(at, direction))
    }

    /// The cell of a row that covers the kept column, or the nearest to it.
    fn in_row(&self, row: usize) -> usize {
        let in_row = self.cells.iter().enumerate().filter(|(_, c)| c.row == row);
        in_row.min_by_key(|(_, c)| self.distance(c)).map_or(self.at, |(i, _)| i)
    }

    /// How far a cell is from the kept column.
    fn distance(&self, cell: &Cell) -> usize {
        let end = cell.column + cell.columns - 1;
        if self.column < cell.column { cell.column - self.column } else { self.column.saturating_sub(end) }
    }
}
