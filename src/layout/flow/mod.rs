//! Blocks on pages: 22 lines each, page ends chosen over the whole report, white room spread over the tables.

mod plan;
mod slots;

use std::{ops::Range, sync::Arc};

use super::{
    blocks::Block,
    onlooker::Onlooker,
    page::{Page, Rule, Run},
    sheet,
    table::Grid,
};
use plan::{Outline, PlannedPage, plan};
use slots::{Slot, slots};

/// How many steps of air are tried between what a page was planned with and the most.
const STEPS: u8 = 6;

/// Where the pages of the last layout ended, and what that hung on.
#[derive(Default)]
pub(super) struct PageEnds(Option<(Outline, Vec<PlannedPage>)>);

impl PageEnds {
    /// Where pages end, chosen only where what it hangs on is not as it was.
    fn of<E>(
        &mut self,
        outline: Outline,
        onlooker: &(impl Onlooker<E> + ?Sized),
    ) -> Result<&[PlannedPage], E> {
        let known = self.0.take().filter(|(known, _)| *known == outline);
        let known = if let Some(known) = known {
            known
        } else {
            let planned = plan(&outline, onlooker)?;
            (outline, planned)
        };
        Ok(&self.0.insert(known).1)
    }
}

/// Sets the blocks on pages.
pub(super) fn pages<E>(
    blocks: &[Block],
    grids: &[Arc<Grid>],
    onlooker: &(impl Onlooker<E> + ?Sized),
    last: &mut PageEnds,
) -> Result<Vec<Page>, E> {
    let slots = slots(blocks, grids);
    let planned = last.of(Outline::new(&slots, grids), onlooker)?;
    let set = |page: &PlannedPage| draw(&slots, grids, page, spread(&slots, grids, page));
    let pages: Vec<Page> = planned.iter().map(set).collect();
    // A report without a word has a page, too.
    Ok(if pages.is_empty() { vec![Page::blank()] } else { pages })
}

/// The grid lines that this height takes up.
fn grid_lines(height: f32) -> usize {
    ((height - 0.01) / sheet::LINE_PITCH).ceil().max(0.0) as usize
}

/// The height of so many free lines.
fn height_of(lines: usize) -> f32 {
    lines as f32 * sheet::LINE_PITCH
}

/// With how much air the tables of a page fill what would stay empty at its foot.
fn spread(slots: &[Slot], grids: &[Arc<Grid>], page: &PlannedPage) -> f32 {
    let step = (page.most_air - page.air) / f32::from(STEPS);
    let mut airs = (0..STEPS).map(|steps| page.most_air - step * f32::from(steps));
    airs.find(|air| lines(slots, grids, page, *air) <= sheet::LINES).unwrap_or(page.air)
}

/// The lines that a page takes up whose tables have this air.
fn lines(slots: &[Slot], grids: &[Arc<Grid>], page: &PlannedPage, air: f32) -> usize {
    let mut used = 0;
    for (slot, at) in slots[page.from.slot..page.to.slot].iter().zip(page.from.slot..) {
        used += match slot {
            Slot::Table(table) => {
                let grid = &grids[*table];
                grid_lines(grid.rows.height(page.from.row_in(at)..grid.rows.count(), air))
            }
            other => other.room().lines(used),
        };
    }
    let last = part(slots, grids, page).map(|(grid, rows)| grid.rows.height(rows, air));
    used + last.map_or(0, grid_lines)
}

/// The table that goes on overleaf, with those of its rows that this page has.
fn part<'g>(slots: &[Slot], grids: &'g [Arc<Grid>], page: &PlannedPage) -> Option<(&'g Grid, Range<usize>)> {
    let Some(Slot::Table(table)) = slots.get(page.to.slot) else { return None };
    let rows = page.from.row_in(page.to.slot)..page.to.row;
    (!rows.is_empty()).then_some((&*grids[*table], rows))
}

/// Draws the slots of a page one under another.
fn draw(slots: &[Slot], grids: &[Arc<Grid>], page: &PlannedPage, air: f32) -> Page {
    let mut drawn = Drawn { page: Page::blank(), used: 0 };
    for (slot, at) in slots[page.from.slot..page.to.slot].iter().zip(page.from.slot..) {
        match slot {
            Slot::Line(line) => drawn.paint(line.runs(drawn.top()), Vec::new()),
            Slot::Signature(signature) => drawn.paint(signature.runs(drawn.top()), Vec::new()),
            Slot::Gap => {}
            Slot::Table(table) => {
                let grid = &grids[*table];
                drawn.table(grid, page.from.row_in(at)..grid.rows.count(), air);
                continue;
            }
        }
        drawn.used += slot.room().lines(drawn.used);
    }
    if let Some((grid, rows)) = part(slots, grids, page) {
        // What room a cut between groups leaves stays empty: two parts on one page would be two tables.
        drawn.table(grid, rows, 1.0);
    }
    drawn.page
}

/// A page being filled.
struct Drawn {
    page: Page,
    /// Grid lines used.
    used: usize,
}

impl Drawn {
    /// Where the next line starts.
    fn top(&self) -> f32 {
        sheet::TOP + height_of(self.used)
    }

    fn paint(&mut self, runs: impl IntoIterator<Item = Run>, rules: Vec<Rule>) {
        self.page.runs.extend(runs);
        self.page.rules.extend(rules);
    }

    /// Draws rows of a table with this air, or as much as there is room for.
    fn table(&mut self, grid: &Grid, rows: Range<usize>, air: f32) {
        let piece = grid.rows.piece(rows, height_of(sheet::LINES.saturating_sub(self.used)), air);
        let (runs, rules) = grid.draw(&piece, self.top());
        self.page.boxes.extend(grid.areas(&piece, self.top()));
        self.paint(runs, rules);
        self.used = (self.used + grid_lines(piece.height())).min(sheet::LINES);
    }
}
