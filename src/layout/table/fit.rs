//! The type size and the column widths of a table: type as large as keeps the table on one page, columns by the
//! shares of the form, wider where a number needs it.

use super::{TIGHT, heights, wrap};
use crate::{
    form::{BoxContent, Table, TableBox},
    layout::{lines::Line, sheet, units::Piece},
};

/// The text of a box, measured at a size of one point.
pub(super) struct Words {
    pieces: Vec<Piece>,
    /// Its width on one line.
    width: f32,
    /// The least width that its box can have.
    least: f32,
}

impl Words {
    /// The words of this box.
    pub(super) fn new(table_box: &TableBox, pieces: Vec<Piece>) -> Self {
        Self { width: wrap::width(&pieces), least: wrap::least(table_box, &pieces), pieces }
    }
}

/// 五号, the type of tables where it can be.
pub(super) const USUAL: f32 = 10.5;
/// Room left and right of the text of most boxes, in type sizes.
pub(super) const SIDE_ROOM: f32 = 0.3;
/// Type sizes to try, largest first, down to what can just be read.
const SIZES: [f32; 13] = [USUAL, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0, 4.5];
/// Below this size (六号) a table goes on overleaf rather than shrink for the sake of its height.
pub(super) const LEAST_FOR_HEIGHT: f32 = 7.5;
/// How much of their share value columns may keep, the rest going to the row labels.
const VALUE_SHARES: [f32; 5] = [1.0, 0.94, 0.88, 0.82, 0.76];
/// The height that a table must not exceed: the page but for one line of heading.
pub(super) const PAGE_ROOM: f32 = sheet::LINE_PITCH * (sheet::LINES - 1) as f32;

/// Type size and columns, with every box wrapped to them.
pub(super) struct Fit {
    pub size: f32,
    /// Where the columns start and the last one ends.
    pub edges: Vec<f32>,
    pub lines: Vec<Vec<Line>>,
}

/// Room left and right of the text of a box.
pub(super) fn side_room(table_box: &TableBox, size: f32) -> f32 {
    match table_box.content {
        BoxContent::Stub(_) if table_box.rows == 1 => 0.4 * size,
        _ => SIDE_ROOM * size,
    }
}

/// The best fit with type no larger than `most`.
pub(super) fn best(table: &Table, words: &[Words], most: f32) -> Fit {
    let mut widest: Option<Measured> = None;
    for size in SIZES.into_iter().filter(|&size| size <= most) {
        if widest.is_some() && size < LEAST_FOR_HEIGHT {
            break;
        }
        let needs = Needs::new(table, words, size);
        let widths = VALUE_SHARES.iter().filter_map(|&share| needs.widths(share));
        let Some(lowest) = lowest(widths.map(|widths| Measured::new(table, words, size, &widths))) else {
            continue;
        };
        if lowest.height(TIGHT) <= PAGE_ROOM {
            return lowest.wrapped();
        }
        widest.get_or_insert(lowest);
    }
    let [.., least] = SIZES;
    // Numbers too long for any size: they wrap.
    let torn = || Measured::new(table, words, least, &shares(table, sheet::AREA_WIDTH));
    widest.unwrap_or_else(torn).wrapped()
}

/// The lowest of these; of equals the first.
fn lowest<'a>(mut measured: impl Iterator<Item = Measured<'a>>) -> Option<Measured<'a>> {
    let mut best = measured.next()?;
    let mut least = best.height(TIGHT);
    for other in measured {
        let height = other.height(TIGHT);
        if height < least - 0.01 {
            (best, least) = (other, height);
        }
    }
    Some(best)
}

/// A table in columns of these widths, of which it is known how many lines each box has, and no more: most are tried
/// and not taken.
struct Measured<'a> {
    table: &'a Table,
    words: &'a [Words],
    size: f32,
    edges: Vec<f32>,
    lines: Vec<usize>,
}

impl<'a> Measured<'a> {
    fn new(table: &'a Table, words: &'a [Words], size: f32, widths: &[f32]) -> Self {
        let mut edges = vec![0.0];
        for width in widths {
            edges.push(edges.last().copied().unwrap_or_default() + width);
        }
        let mut measured = Self { table, words, size, edges, lines: Vec::new() };
        measured.lines = table.boxes.iter().zip(words).map(|(b, words)| measured.count(b, words)).collect();
        measured
    }

    fn count(&self, table_box: &TableBox, words: &Words) -> usize {
        let room = self.room(table_box);
        if words.width <= room { 1 } else { wrap::lines(table_box, &words.pieces, room).len() }
    }

    /// The room for the text of a box, in type sizes.
    fn room(&self, b: &TableBox) -> f32 {
        let width = self.edges[b.column + b.columns] - self.edges[b.column];
        ((width - 2.0 * side_room(b, self.size)) / self.size).max(1.0)
    }

    fn height(&self, pad: f32) -> f32 {
        heights(self.table, &self.lines, self.size, pad).iter().sum()
    }

    fn wrapped(self) -> Fit {
        let wrap = |(b, words): (&TableBox, &Words)| {
            let lines = wrap::lines(b, &words.pieces, self.room(b));
            lines.into_iter().map(|line| line.scaled(self.size)).collect()
        };
        let lines = self.table.boxes.iter().zip(self.words).map(wrap).collect();
        Fit { size: self.size, edges: self.edges, lines }
    }
}

/// The columns' shares of `total`.
fn shares(table: &Table, total: f32) -> Vec<f32> {
    let sum: f32 = table.widths.iter().sum();
    table.widths.iter().map(|w| w / sum.max(f32::MIN_POSITIVE) * total).collect()
}

/// What the columns need at a type size.
struct Needs<'a> {
    table: &'a Table,
    least: Vec<f32>,
}

impl<'a> Needs<'a> {
    fn new(table: &'a Table, words: &[Words], size: f32) -> Self {
        let mut least = vec![0.0_f32; table.width()];
        let mut by_span: Vec<(&TableBox, f32)> = table
            .boxes
            .iter()
            .zip(words)
            .map(|(b, words)| (b, words.least * size + 2.0 * side_room(b, size)))
            .collect();
        by_span.sort_by_key(|(b, _)| b.columns);
        for (b, need) in by_span {
            let columns = &mut least[b.column_range()];
            let short = need - columns.iter().sum::<f32>();
            if short > 0.0 {
                for width in columns.iter_mut() {
                    *width += short / b.columns as f32;
                }
            }
        }
        Self { table, least }
    }

    /// Widths that fill the type area; `None` when the needs do not fit.
    fn widths(&self, value_share: f32) -> Option<Vec<f32>> {
        if self.least.iter().sum::<f32>() > sheet::AREA_WIDTH {
            return None;
        }
        let mut wanted = shares(self.table, sheet::AREA_WIDTH);
        let labels = self.label_columns();
        if labels.is_empty() {
            return (value_share == 1.0).then(|| self.settle(&wanted));
        }
        let mut freed = 0.0;
        for column in (0..wanted.len()).filter(|c| !labels.contains(c)) {
            freed += wanted[column] * (1.0 - value_share);
            wanted[column] *= value_share;
        }
        for &column in &labels {
            wanted[column] += freed / labels.len() as f32;
        }
        Some(self.settle(&wanted))
    }

    /// The columns of row labels that stand in one row and one column: those that gain by being wider.
    fn label_columns(&self) -> Vec<usize> {
        let is_label =
            |b: &&TableBox| matches!(b.content, BoxContent::Stub(_)) && b.rows == 1 && b.columns == 1;
        let mut columns: Vec<usize> = self.table.boxes.iter().filter(is_label).map(|b| b.column).collect();
        columns.sort_unstable();
        columns.dedup();
        columns
    }

    /// Gives each column what it needs and shares the rest as wanted.
    fn settle(&self, wanted: &[f32]) -> Vec<f32> {
        let mut widths = wanted.to_vec();
        let mut fixed = vec![false; widths.len()];
        // Each round fixes at least one column more.
        for _ in 0..widths.len() {
            let free: f32 = (0..widths.len()).filter(|&c| !fixed[c]).map(|c| wanted[c]).sum();
            let taken: f32 = (0..widths.len()).filter(|&c| fixed[c]).map(|c| self.least[c]).sum();
            let scale = (sheet::AREA_WIDTH - taken) / free.max(f32::MIN_POSITIVE);
            let mut settled = true;
            for column in 0..widths.len() {
                if fixed[column] {
                    continue;
                }
                widths[column] = wanted[column] * scale;
                if widths[column] < self.least[column] - 0.001 {
                    (widths[column], fixed[column], settled) = (self.least[column], true, false);
                }
            }
            if settled {
                break;
            }
        }
        widths
    }
}
