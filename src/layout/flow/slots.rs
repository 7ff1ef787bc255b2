//! What stands under another on pages, in pieces between which a page may end, and what each such end weighs.

use std::sync::Arc;

use crate::layout::{
    blocks::{Block, Lines, Place},
    lines::SetLine,
    page::Run,
    sheet,
    signature::Signature,
    table::Grid,
};

/// What it weighs to part what belongs together: a head and what it heads, the lines of a title, a signature and the
/// text over it. More than any amount of white room.
pub(super) const APART: f32 = 1.0e6;
/// What it weighs that the last line of a paragraph stands alone at the head of a page.
const LAST_ALONE: f32 = 1.0e5;
/// What it weighs that a head has only one line of its text with it at the foot.
const HEAD_WITH_ONE: f32 = 1.0e4;
/// What it weighs that the first line of another paragraph stands alone at the foot.
pub(super) const FIRST_ALONE: f32 = 2.0;

/// The most heads that stand over each other: a section's, （一）, 1. More in a row are a list.
const LEVELS: usize = 3;

/// A piece of the report that stands on one page, but for a table.
pub(super) enum Slot<'a> {
    /// A line of text.
    Line(Placed<'a>),
    /// An empty line, which no page begins with.
    Gap,
    /// The table with this index in the form.
    Table(usize),
    /// Signature and date.
    Signature(&'a Signature),
}

/// The room that a slot takes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// So many grid lines.
    Lines(usize),
    /// A line, but none where a page begins or has ended.
    Gap,
    /// That of the rows of the table with this index in the form.
    Table(usize),
}

impl Room {
    /// The grid lines it takes up under so many others; nothing is known of tables.
    pub(super) fn lines(self, used: usize) -> usize {
        match self {
            Self::Lines(lines) => lines,
            Self::Gap => usize::from(used > 0 && used < sheet::LINES),
            Self::Table(_) => 0,
        }
    }
}

impl Slot<'_> {
    /// The room it takes up.
    pub(super) fn room(&self) -> Room {
        match self {
            Self::Line(_) => Room::Lines(1),
            Self::Gap => Room::Gap,
            Self::Signature(signature) => Room::Lines(signature.height()),
            Self::Table(table) => Room::Table(*table),
        }
    }

    /// Whether it is a line of a head.
    pub(super) fn is_head(&self) -> bool {
        matches!(self, Self::Line(line) if line.block.place == Place::Head)
    }
}

/// A line with the block it is of.
pub(super) struct Placed<'a> {
    block: &'a Lines,
    line: &'a SetLine,
}

impl Placed<'_> {
    /// The line as runs, in the grid line that starts at `top`.
    pub(super) fn runs(&self, top: f32) -> impl Iterator<Item = Run> {
        let x = match self.block.place {
            Place::Centred => sheet::LEFT + (sheet::AREA_WIDTH - self.line.width) / 2.0,
            Place::Head | Place::Flow | Place::RunIn => sheet::LEFT,
        };
        let baseline = sheet::baseline(top, sheet::LINE_PITCH, self.block.size);
        self.line.runs(x, baseline, self.block.size, self.block.origin)
    }
}

/// Where a page starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Start {
    /// With this slot.
    pub slot: usize,
    /// With this row, where it is a table that began before.
    pub row: usize,
}

impl Start {
    /// The row with which the page starts a slot that is a table.
    pub(super) fn row_in(self, slot: usize) -> usize {
        if slot == self.slot { self.row } else { 0 }
    }
}

/// The slots of these blocks.
pub(super) fn slots<'a>(blocks: &'a [Block], grids: &[Arc<Grid>]) -> Vec<Slot<'a>> {
    let mut slots = Vec::new();
    for block in blocks {
        match block {
            Block::Lines(block) => {
                slots.extend(block.lines.iter().map(|line| Slot::Line(Placed { block, line })));
                slots.extend((block.place == Place::Centred).then_some(Slot::Gap));
            }
            Block::Table(table) if grids[*table].rows.count() == 0 => {}
            Block::Table(table) => slots.push(Slot::Table(*table)),
            Block::Signature(signature) => slots.push(Slot::Signature(signature)),
        }
    }
    slots
}

/// What it weighs that a page ends before each slot.
pub(super) fn weights(slots: &[Slot]) -> Vec<f32> {
    let runs = head_runs(slots);
    let weigh = |at: usize| {
        let Some(before) = at.checked_sub(1) else { return 0.0 };
        let least = if is_second_under_head(slots, at) { HEAD_WITH_ONE } else { 0.0 };
        weight(&slots[before], &slots[at], runs[before], runs[at]).max(least)
    };
    (0..slots.len()).map(weigh).collect()
}

/// Whether this is the second line of a text under a head, or of one that begins with it.
fn is_second_under_head(slots: &[Slot], at: usize) -> bool {
    let Some([over, first, second]) = at.checked_sub(2).and_then(|over| slots.get(over..=at)) else {
        return false;
    };
    let is_run_in = matches!(first, Slot::Line(line) if line.block.place == Place::RunIn);
    let is_second = is_same_block(first, second) && !is_same_block(over, first);
    is_second && !first.is_head() && (is_run_in || over.is_head())
}

/// Where in a run of heads a slot stands.
#[derive(Clone, Copy, Default)]
struct InRun {
    /// How many heads of the run come before it.
    before: usize,
    /// How many heads the run has.
    all: usize,
}

impl InRun {
    /// Whether they are too many to head each other.
    fn is_list(self) -> bool {
        self.all > LEVELS
    }
}

/// For each slot its place in the run of heads that it is in.
fn head_runs(slots: &[Slot]) -> Vec<InRun> {
    let mut runs = vec![InRun::default(); slots.len()];
    let mut start = 0;
    for run in slots.chunk_by(|a, b| a.is_head() && b.is_head()) {
        let starts = |i: &usize| *i == 0 || !is_same_block(&run[*i - 1], &run[*i]);
        let all = (0..run.len()).filter(starts).count();
        let mut heads = 0;
        for i in 0..run.len() {
            heads += usize::from(starts(&i));
            runs[start + i] = InRun { before: heads - 1, all };
        }
        start += run.len();
    }
    runs
}

fn is_same_block(a: &Slot, b: &Slot) -> bool {
    matches!((a, b), (Slot::Line(a), Slot::Line(b)) if std::ptr::eq(a.block, b.block))
}

/// What it weighs that a page ends between two slots.
fn weight(before: &Slot, after: &Slot, run_before: InRun, run_after: InRun) -> f32 {
    match (before, after) {
        (Slot::Line(_), Slot::Line(line)) if is_same_block(before, after) => within(line),
        // Of a list only the first two keep together; elsewhere it may break.
        _ if before.is_head() && after.is_head() && run_after.is_list() && run_before.before > 0 => 0.0,
        _ if before.is_head() => APART,
        (Slot::Line(line), _) if line.block.place == Place::Centred => APART,
        (Slot::Gap, _) => APART,
        (_, Slot::Signature(_)) => APART,
        _ => 0.0,
    }
}

/// What it weighs that a page ends before this line of a block, which is not its first.
fn within(after: &Placed) -> f32 {
    let lines = &after.block.lines;
    let is = |line: Option<&SetLine>| line.is_some_and(|line| std::ptr::eq(line, after.line));
    match after.block.place {
        Place::Centred | Place::Head => APART,
        Place::Flow | Place::RunIn if is(lines.last()) => LAST_ALONE,
        Place::Flow | Place::RunIn if is(lines.get(1)) => FIRST_ALONE,
        Place::Flow | Place::RunIn => 0.0,
    }
}
