//! The type size and the column widths of a table: type as large as keeps the table on one page, columns by the
//! shares of the form, wider where a number needs it.

use super::{EASY, LEADING, TIGHT, heights, wrap};
use crate::{
    form::{BoxContent, Table, TableBox},
    layout::{lines::Line, sheet, units::Piece},
};

/// 小四, the largest type of a table.
pub(super) const LARGEST: f32 = 12.0;
/// 五号, the usual type of a table: taken instead of a larger one that would send the table overleaf.
pub(super) const USUAL: f32 = 10.5;
/// Room left and right of the text of most boxes, in type sizes.
pub(super) const SIDE_ROOM: f32 = 0.3;
/// Type sizes to try, largest first, down to what can just be read.
const SIZES: [f32; 15] = [LARGEST, 11.0, USUAL, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0, 4.5];
/// Below this size (六号) a table goes on overleaf rather than shrink for the sake of its height.
const LEAST_FOR_HEIGHT: f32 = 7.5;
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

/// The best fit with type no larger than `most`; the texts of the boxes are measured at a size of one point.
pub(super) fn best(table: &Table, texts: &[Vec<Piece>], most: f32) -> Fit {
    let mut widest: Option<Fit> = None;
    for size in SIZES.into_iter().filter(|&size| size <= most) {
        if widest.is_some() && size < LEAST_FOR_HEIGHT {
            break;
        }
        let needs = Needs::new(table, texts, size);
        let fits = VALUE_SHARES.iter().filter_map(|&share| needs.widths(share));
        let fits = fits.map(|widths| wrapped(table, texts, size, &widths));
        let Some((height, fit)) = lowest(table, fits) else { continue };
        // Larger type than usual is for tables that have air enough.
        let height =
            if size > USUAL { heights(table, &fit.lines, fit.size, EASY).iter().sum() } else { height };
        if height <= PAGE_ROOM {
            return fit;
        }
        if size <= USUAL {
            widest.get_or_insert(fit);
        }
    }
    widest.unwrap_or_else(|| {
        // Numbers too long for any size: they wrap.
        let [.., least] = SIZES;
        wrapped(table, texts, least, &shares(table, sheet::AREA_WIDTH))
    })
}

/// The lowest of the fits; of equals the first.
fn lowest(table: &Table, fits: impl Iterator<Item = Fit>) -> Option<(f32, Fit)> {
    let mut best: Option<(f32, Fit)> = None;
    for fit in fits {
        let height: f32 = heights(table, &fit.lines, fit.size, TIGHT).iter().sum();
        if best.as_ref().is_none_or(|(least, _)| height < least - 0.01) {
            best = Some((height, fit));
        }
    }
    best
}

fn wrapped(table: &Table, texts: &[Vec<Piece>], size: f32, widths: &[f32]) -> Fit {
    let mut edges = vec![0.0];
    for width in widths {
        edges.push(edges.last().copied().unwrap_or_default() + width);
    }
    let wrap = |(b, text): (&TableBox, &Vec<Piece>)| {
        let room = edges[b.column + b.columns] - edges[b.column] - 2.0 * side_room(b, size);
        wrap::lines(b, &scaled(text, size), room.max(size), size)
    };
    let lines = table.boxes.iter().zip(texts).map(wrap).collect();
    Fit { size, edges, lines }
}

fn scaled(text: &[Piece], size: f32) -> Vec<Piece> {
    text.iter().map(|p| Piece { width: p.width * size, blank: p.blank * size, ..*p }).collect()
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
    fn new(table: &'a Table, texts: &[Vec<Piece>], size: f32) -> Self {
        let mut least = vec![0.0_f32; table.width()];
        let mut by_span: Vec<(&TableBox, f32)> = table
            .boxes
            .iter()
            .zip(texts)
            .map(|(b, text)| (b, wrap::least(b, text) * size + 2.0 * side_room(b, size)))
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

/// The height of one line of a box with the least room around it.
pub(super) fn least_row(size: f32) -> f32 {
    size * LEADING + 2.0 * TIGHT
}
