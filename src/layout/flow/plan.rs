//! Where pages end, chosen over the whole report, as the lines of a paragraph are (total fit): what belongs together
//! stays together, text fills its pages but for a line or two, and where a table needs the next page little stays empty.

use std::sync::Arc;

use super::{
    grid_lines, height_of,
    slots::{APART, FIRST_ALONE, Room, Slot, Start, weights},
};
use crate::layout::{
    onlooker::{Onlooker, Stage},
    sheet,
    table::{Grid, Rows, USUAL_AIR},
};

/// What it weighs that the tables of a page stand with less air than usual.
const TIGHT: f32 = 30.0;
/// What it weighs that a table goes on overleaf that a page had room for: more than what several pages leave empty.
const PARTED: f32 = 200.0;
/// More empty lines than these, where text comes next or a table that may be parted, are a hole: a third of the page.
const HOLE: f32 = sheet::LINES as f32 / 3.0;
/// What such a hole weighs: more than that tables are parted and tight.
const HOLE_WEIGHT: f32 = 3_000.0;
/// What it weighs that a page is not full, besides what each empty line weighs.
const NOT_FULL: f32 = 8.0;
/// The most lines of text that go overleaf though they could stand on the page.
const GIVEN_UP: f32 = 1.0;
/// What each of them weighs where they are more: two weigh more than two parted tables.
const WASTED: f32 = 300.0;

/// A page as it was chosen.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlannedPage {
    /// Where it starts.
    pub from: Start,
    /// Where the next one does.
    pub to: Start,
    /// The air that its tables have.
    pub air: f32,
    /// The air that they may have to fill the page.
    pub most_air: f32,
}

/// The best way to a place where a page may start.
#[derive(Clone, Copy)]
struct Way {
    /// What all pages before weigh.
    weight: f32,
    /// The last of them.
    page: PlannedPage,
}

/// What page ends hang on, and nothing else of a report: where it is the same, they are.
#[derive(Debug, PartialEq)]
pub(super) struct Outline {
    slots: Vec<Outlined>,
    tables: Vec<Arc<Rows>>,
}

/// A slot as far as page ends are concerned.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Outlined {
    room: Room,
    is_head: bool,
    /// What it weighs that a page ends before it.
    weight: f32,
    /// What comes next here, under heads or none.
    next: Next,
}

impl Outline {
    /// The outline of these slots.
    pub(super) fn new(slots: &[Slot], grids: &[Arc<Grid>]) -> Self {
        let weights = weights(slots);
        let next = next(slots, grids, &weights);
        let outlined = |((slot, weight), next): ((&Slot, f32), Next)| Outlined {
            room: slot.room(),
            is_head: slot.is_head(),
            weight,
            next,
        };
        Self {
            slots: slots.iter().zip(weights).zip(next).map(outlined).collect(),
            tables: grids.iter().map(|grid| grid.rows.clone()).collect(),
        }
    }

    fn next(&self, slot: usize) -> Next {
        self.slots.get(slot).map_or(Next::End, |slot| slot.next)
    }

    /// In how many places a page may start with a slot.
    fn starts(&self, slot: &Outlined) -> usize {
        if let Room::Table(table) = slot.room { self.tables[table].count() } else { 1 }
    }
}

/// Chooses the pages.
pub(super) fn plan<E>(
    outline: &Outline,
    onlooker: &(impl Onlooker<E> + ?Sized),
) -> Result<Vec<PlannedPage>, E> {
    let mut plan = Plan::new(outline);
    for slot in 0..outline.slots.len() {
        onlooker.look(Stage::Setting)?;
        for row in 0..plan.ways[slot].len() {
            plan.pages_from(Start { slot, row });
        }
    }
    Ok(plan.chosen())
}

struct Plan<'a> {
    outline: &'a Outline,
    /// The best way to each slot and, where it is a table, to each row of it; to the end of the report.
    ways: Vec<Vec<Option<Way>>>,
}

/// What comes next on a page, under heads or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// Text.
    Text,
    /// The last lines over a signature, or nothing.
    End,
    /// A table that is not parted where a page has room for it.
    Table,
    /// A table that is, before a page is left much empty: it has groups.
    Groups,
}

/// A place where a page may end.
struct End {
    at: Start,
    /// What stays empty, in grid lines.
    empty: f32,
    /// How many of them a later end of the page would fill.
    given_up: f32,
    /// What this end weighs besides.
    weight: f32,
}

impl<'a> Plan<'a> {
    fn new(outline: &'a Outline) -> Self {
        let mut ways: Vec<_> = outline.slots.iter().map(|slot| vec![None; outline.starts(slot)]).collect();
        ways.push(vec![None]);
        Self { outline, ways }
    }

    /// Weighs every page that starts here.
    fn pages_from(&mut self, from: Start) {
        let before = self.ways[from.slot][from.row].map(|way| way.weight);
        let is_first = from == Start { slot: 0, row: 0 };
        let Some(before) = before.or(is_first.then_some(0.0)) else { return };
        let usual = self.ends(from, USUAL_AIR);
        let has_table = usual.last().is_some_and(|end| self.has_table(from, end.at));
        let tight = if has_table { self.ends(from, 0.0) } else { Vec::new() };
        for (air, ends, dearer) in [(USUAL_AIR, usual, 0.0), (0.0, tight, TIGHT)] {
            for end in ends {
                let is_before_table = matches!(self.outline.next(end.at.slot), Next::Table | Next::Groups);
                let most_air = if is_before_table { 1.0 } else { air };
                let page = PlannedPage { from, to: end.at, air, most_air };
                let way = Way { weight: before + dearer + self.weigh(&end), page };
                let known = &mut self.ways[end.at.slot][end.at.row];
                if known.is_none_or(|known| way.weight < known.weight) {
                    *known = Some(way);
                }
            }
        }
    }

    /// Whether a table stands on the page, or comes next and found no room on it.
    fn has_table(&self, from: Start, to: Start) -> bool {
        let end = (to.slot + 1).min(self.outline.slots.len());
        self.outline.slots[from.slot..end].iter().any(|slot| matches!(slot.room, Room::Table(_)))
    }

    fn weigh(&self, end: &End) -> f32 {
        if end.at.slot == self.outline.slots.len() {
            return 0.0;
        }
        let next = self.outline.next(end.at.slot);
        let more = match next {
            Next::Text | Next::Groups if end.empty > HOLE => HOLE_WEIGHT,
            Next::Text if end.given_up > GIVEN_UP => WASTED * end.given_up,
            _ if end.at.row > 0 || end.empty == 0.0 => 0.0,
            _ => NOT_FULL,
        };
        end.empty + end.given_up + more + end.weight
    }

    /// Every place where a page that starts here may end, its tables set with this air.
    fn ends(&self, from: Start, air: f32) -> Vec<End> {
        let mut ends = self.all_ends(from, air);
        let mut least = sheet::LINES as f32;
        for end in ends.iter_mut().rev() {
            if end.weight <= FIRST_ALONE {
                least = least.min(end.empty);
            }
            end.given_up = (end.empty - least).max(0.0);
        }
        ends
    }

    fn all_ends(&self, from: Start, air: f32) -> Vec<End> {
        let mut ends = Vec::with_capacity(sheet::LINES);
        // Lines used, those of them that are heads over everything else, and how many more the tables would fill.
        let (mut used, mut heads, mut growth) = (0, 0, 0.0);
        for (slot, at) in self.outline.slots[from.slot..].iter().zip(from.slot..) {
            let room = sheet::LINES.saturating_sub(used);
            let lines = match slot.room {
                Room::Table(table) => {
                    let table = &self.outline.tables[table];
                    let rows = from.row_in(at)..table.count();
                    let height = table.height(rows.clone(), air);
                    if height > height_of(room) {
                        ends.extend(parted(table, Start { slot: at, row: rows.start }, used, used == heads));
                        return ends;
                    }
                    growth += table.height(rows, 1.0) - height;
                    grid_lines(height)
                }
                other => other.lines(used),
            };
            if lines > room && used > 0 {
                return ends;
            }
            if heads == used && slot.is_head {
                heads += lines;
            }
            used += lines;
            let next = Start { slot: at + 1, row: 0 };
            // Tables grow only to fill a page before another one.
            let growth = if self.outline.next(next.slot) == Next::Text { 0.0 } else { growth };
            let empty = height_of(sheet::LINES.saturating_sub(used)) - growth;
            let weight = self.outline.slots.get(next.slot).map_or(0.0, |slot| slot.weight);
            ends.push(End { at: next, empty: free(empty), given_up: 0.0, weight });
        }
        ends
    }

    /// The pages of the best way to the end.
    fn chosen(&self) -> Vec<PlannedPage> {
        let mut pages = Vec::new();
        let mut at = Start { slot: self.outline.slots.len(), row: 0 };
        while let Some(way) = self.ways[at.slot][at.row] {
            pages.push(way.page);
            at = way.page.from;
        }
        pages.reverse();
        pages
    }
}

/// The page that ends inside a table, from this row of it on, under so many lines.
fn parted(table: &Rows, from: Start, used: usize, at_top: bool) -> Option<End> {
    let room = height_of(sheet::LINES.saturating_sub(used));
    let row = table.cut(from.row, room, at_top)?;
    let empty = free(room - table.height(from.row..row, 1.0));
    let weight = if table.is_for_one_page() { PARTED } else { 0.0 };
    Some(End { at: Start { slot: from.slot, row }, empty, given_up: 0.0, weight })
}

/// The empty lines of this height.
fn free(height: f32) -> f32 {
    (height / sheet::LINE_PITCH).max(0.0)
}

/// How many lines over a signature go overleaf with it at most.
const OVER_SIGNATURE: usize = 3;

/// What comes next at each slot.
fn next(slots: &[Slot], grids: &[Arc<Grid>], weights: &[f32]) -> Vec<Next> {
    let mut next = vec![Next::End; slots.len() + 1];
    let is_signed = matches!(slots.last(), Some(Slot::Signature(_)));
    for (at, slot) in slots.iter().enumerate().rev() {
        next[at] = match slot {
            Slot::Table(table) if grids[*table].rows.may_be_parted() => Next::Groups,
            Slot::Table(_) => Next::Table,
            slot if slot.is_head() && weights.get(at + 1).is_some_and(|w| *w >= APART) => next[at + 1],
            _ if is_signed && at + 1 + OVER_SIGNATURE >= slots.len() => Next::End,
            _ => Next::Text,
        };
    }
    next
}
