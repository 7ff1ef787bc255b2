//! Blocks on pages: 22 lines each, heads kept with what they head, tables whole where they fit.

use super::{
    blocks::{Block, Lines, Place},
    onlooker::{Onlooker, Stage},
    page::{Page, Rule, Run},
    sheet,
    signature::Signature,
    table::Grid,
};

/// How many lines of text go overleaf with the signature.
const TAKEN_ALONG: usize = 2;

/// The most heads that stand over each other: a section's, （一）, 1. More in a row are a list.
const LEVELS: usize = 3;

/// A last line shorter than this does not begin a page.
const SHORT_LINE: f32 = sheet::AREA_WIDTH / 4.0;

/// The pages being filled.
struct Flow {
    pages: Vec<Page>,
    /// Grid lines used on the last page.
    used: usize,
    /// How many of them are heads at the top of the page, over everything else.
    heads: usize,
    /// How many heads stand directly over what comes next.
    run: usize,
}

/// Sets the blocks on pages. Of each table there are grids to choose from, the best first.
pub(super) fn pages<E>(
    blocks: &[Block],
    grids: &[Vec<Grid>],
    onlooker: &(impl Onlooker<E> + ?Sized),
) -> Result<Vec<Page>, E> {
    let mut flow = Flow { pages: vec![Page::blank()], used: 0, heads: 0, run: 0 };
    for (i, block) in blocks.iter().enumerate() {
        onlooker.look(Stage::Setting)?;
        match block {
            Block::Lines(lines) => flow.lines(lines, &blocks[i + 1..], grids),
            Block::Table(table) => flow.table(&grids[*table]),
            Block::Signature(signature) => flow.signature(signature),
        }
        flow.run = if is_head(block) { flow.run + 1 } else { 0 };
    }
    Ok(flow.pages)
}

impl Flow {
    fn new_page(&mut self) {
        self.pages.push(Page::blank());
        (self.used, self.heads) = (0, 0);
    }

    fn room(&self) -> usize {
        sheet::LINES - self.used
    }

    /// Where the next line starts.
    fn top(&self) -> f32 {
        sheet::TOP + self.used as f32 * sheet::LINE_PITCH
    }

    fn paint(&mut self, runs: Vec<Run>, rules: Vec<Rule>) {
        // There is always a page: the first one is made before anything is set.
        if let Some(page) = self.pages.last_mut() {
            page.runs.extend(runs);
            page.rules.extend(rules);
        }
    }

    fn lines(&mut self, block: &Lines, after: &[Block], grids: &[Vec<Grid>]) {
        // Heads that have the page to themselves stay with what they head, wherever that may begin.
        let may_move = block.place == Place::Head && self.used > self.heads;
        if may_move && !self.has_room_for(block.lines.len(), after, grids) {
            self.new_page();
        }
        for (i, line) in block.lines.iter().enumerate() {
            let goes_along =
                self.is_wanted_overleaf(block.lines.len() - i, after) || self.is_company(block, i);
            if self.room() == 0 || goes_along {
                self.new_page();
            }
            let x = match block.place {
                Place::Centred => sheet::LEFT + (sheet::AREA_WIDTH - line.width()) / 2.0,
                Place::Head | Place::Flow => sheet::LEFT,
            };
            let baseline = sheet::baseline(self.top(), sheet::LINE_PITCH, block.size);
            self.paint(line.runs(x, baseline, block.size, block.origin), Vec::new());
            if block.place == Place::Head && self.heads == self.used {
                self.heads += 1;
            }
            self.used += 1;
        }
        if block.place == Place::Centred {
            self.used = (self.used + 1).min(sheet::LINES);
        }
    }

    /// Whether there is room for the lines of a head and for what must follow on the same page: all heads under it
    /// with the beginning of what they head. Of a list that looks like heads only the first two keep together, and the
    /// last with what comes after; elsewhere it may break.
    fn has_room_for(&self, head: usize, after: &[Block], grids: &[Vec<Grid>]) -> bool {
        let Some(left) = self.room().checked_sub(head) else { return false };
        let ahead = after.iter().take(LEVELS).take_while(|block| is_head(block)).count();
        let is_list = self.run + 1 + ahead > LEVELS;
        match (is_list, self.run, after.first()) {
            (true, 0, Some(Block::Lines(second))) => second.lines.len() <= left,
            (true, 1.., _) if ahead > 0 => true,
            _ => may_follow(left, after, grids),
        }
    }

    /// Whether the last lines of the report go overleaf because the signature does, which must not stand there
    /// alone.
    fn is_wanted_overleaf(&self, left: usize, after: &[Block]) -> bool {
        go_with_signature(left, self.room(), after) && self.used > self.heads
    }

    /// Whether the last line but one goes overleaf, for the last not to stand there alone with a few characters.
    fn is_company(&self, block: &Lines, line: usize) -> bool {
        let is_last_but_one = line > 0 && line + 2 == block.lines.len() && self.room() == 1;
        let is_short = || block.lines.last().is_some_and(|last| last.width() < SHORT_LINE);
        is_last_but_one && block.place == Place::Flow && is_short()
    }

    fn signature(&mut self, signature: &Signature) {
        if signature.height() > self.room() {
            self.new_page();
        }
        let (top, height) = (self.top(), signature.height());
        self.paint(signature.runs(top), Vec::new());
        self.used = (self.used + height).min(sheet::LINES);
    }

    fn table(&mut self, choices: &[Grid]) {
        let here = self.room() as f32 * sheet::LINE_PITCH;
        let whole = choices.iter().find(|grid| grid.is_whole_in(here));
        let begun = || choices.iter().find(|grid| grid.begins_in(here));
        let Some(grid) = whole.or_else(begun).or(choices.first()) else { return };
        let mut rows = 0;
        while rows < grid.rows() {
            let room = self.room() as f32 * sheet::LINE_PITCH;
            match grid.piece(rows, room, self.used == self.heads) {
                Some(piece) => {
                    rows = piece.rows.end;
                    let (runs, rules) = grid.draw(&piece, self.top());
                    let boxes = grid.areas(&piece, self.top());
                    self.paint(runs, rules);
                    self.pages.iter_mut().last().into_iter().for_each(|page| page.boxes.extend(&boxes));
                    self.used = (self.used + grid_lines(piece.height())).min(sheet::LINES);
                    if rows < grid.rows() {
                        // What room a cut between groups leaves stays empty: two parts on one page would be two tables.
                        self.new_page();
                    }
                }
                None => self.new_page(),
            }
        }
    }
}

fn is_head(block: &Block) -> bool {
    matches!(block, Block::Lines(lines) if lines.place == Place::Head)
}

/// Whether what comes after a head begins in so many lines under it.
fn may_follow(left: usize, after: &[Block], grids: &[Vec<Grid>]) -> bool {
    let Some((block, after)) = after.split_first() else { return true };
    match block {
        Block::Signature(_) => true,
        Block::Lines(next) if go_with_signature(next.lines.len(), left, after) => false,
        Block::Lines(next) if next.place == Place::Head => {
            left.checked_sub(next.lines.len()).is_some_and(|left| may_follow(left, after, grids))
        }
        Block::Lines(_) => left > 0,
        Block::Table(table) => {
            let left = left as f32 * sheet::LINE_PITCH;
            grids[*table].is_empty() || grids[*table].iter().any(|grid| grid.begins_in(left))
        }
    }
}

/// Whether the last lines of the report, so many of them, go overleaf with the signature after them.
fn go_with_signature(lines: usize, room: usize, after: &[Block]) -> bool {
    let [Block::Signature(signature)] = after else { return false };
    lines <= TAKEN_ALONG && lines + signature.height() > room
}

/// The grid lines that this height takes up.
fn grid_lines(height: f32) -> usize {
    ((height - 0.01) / sheet::LINE_PITCH).ceil().max(0.0) as usize
}
