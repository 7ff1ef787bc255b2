//! The parts of a comparison one under another, over as many pages as they need: heads of tables and columns again
//! on each.

use super::{
    Compared, Row, SideBySide, Weight,
    columns::{self, MIDDLE, STARTS},
};
use crate::layout::{
    fonts::{Fonts, Style},
    lines::{Line, Measure, justified, ragged},
    marks::closed_up,
    onlooker::{Onlooker, Stage},
    page::{Origin, Page, Rule, Run},
    review::{SmallTable, table::Measured},
    sheet,
    units::{Type, pieces},
};

/// 小四: the lines under the title and the paragraphs.
const TEXT_SIZE: f32 = 12.0;
/// From one line of them to the next.
const TEXT_LEADING: f32 = 18.0;
/// 四号: the headings.
const HEADING_SIZE: f32 = 14.0;
/// What a heading takes, with the room over and under it.
const HEADING_HEIGHT: f32 = 30.0;
/// What a line of the title takes.
const TITLE_HEIGHT: f32 = 34.0;
/// 小四: the heads of the columns and of sections in them.
const HEAD_SIZE: f32 = 12.0;
/// What they take.
const HEAD_HEIGHT: f32 = 22.0;
/// Room under each pair of paragraphs.
const UNDER_PAIR: f32 = 4.0;
/// Thickness of the bar beside what changed.
const BAR: f32 = 2.0;
/// Thickness of the other lines.
const THIN: f32 = 0.5;

/// The pages being filled.
struct Setting<'a, F> {
    fonts: &'a F,
    pages: Vec<Page>,
    /// Where the next thing starts.
    y: f32,
    /// The number of the next text.
    text: usize,
}

/// Sets the comparison on pages.
pub(super) fn pages<E>(
    compared: &Compared,
    fonts: &impl Fonts,
    onlooker: &(impl Onlooker<E> + ?Sized),
) -> Result<Vec<Page>, E> {
    let mut setting = Setting { fonts, pages: vec![Page::blank()], y: sheet::TOP, text: 0 };
    setting.centred(&compared.title, Style::Title, (sheet::TITLE_SIZE, TITLE_HEIGHT));
    for line in &compared.lines {
        setting.centred(line, Style::Subheading, (TEXT_SIZE, TEXT_LEADING));
    }
    for part in &compared.parts {
        onlooker.look(Stage::Setting)?;
        let measured = Measured::new(&part.table, fonts);
        // A heading is not left alone at the foot of a page.
        setting.need(HEADING_HEIGHT + TEXT_LEADING + measured.row_height(0) + measured.row_height(1));
        setting.heading(&part.heading);
        part.texts.iter().for_each(|text| setting.paragraph(text));
        setting.table(&part.table, &measured);
    }
    if !compared.texts.rows.is_empty() {
        setting.side_by_side(&compared.texts, onlooker)?;
    }
    Ok(setting.pages)
}

impl<F: Fonts> Setting<'_, F> {
    fn origin(&mut self) -> Origin {
        self.text += 1;
        Origin::Compared(self.text - 1)
    }

    fn room(&self) -> f32 {
        sheet::BOTTOM - self.y
    }

    fn new_page(&mut self) {
        self.pages.push(Page::blank());
        self.y = sheet::TOP;
    }

    /// A new page, unless this much fits on this one.
    fn need(&mut self, height: f32) -> bool {
        let is_short = height > self.room() && self.y > sheet::TOP;
        if is_short {
            self.new_page();
        }
        is_short
    }

    fn put(&mut self, runs: Vec<Run>, rules: Vec<Rule>) {
        // There is always a page: the first one is made before anything is set.
        if let Some(page) = self.pages.last_mut() {
            page.runs.extend(runs);
            page.rules.extend(rules);
        }
    }

    fn set(&self, text: &str, set: Type, width: f32) -> Vec<Line> {
        ragged(&closed_up(pieces(self.fonts, text, set).collect()), width)
    }

    /// Puts a line down at `x` and goes on under it.
    fn line(&mut self, line: &Line, x: f32, (size, height): (f32, f32), origin: Origin) {
        self.need(height);
        let runs = line.runs(x, sheet::baseline(self.y, height, size), size, origin);
        self.put(runs, Vec::new());
        self.y += height;
    }

    fn centred(&mut self, text: &str, style: Style, measures: (f32, f32)) {
        let origin = self.origin();
        for line in self.set(text, Type::solid(style, measures.0), sheet::AREA_WIDTH) {
            let x = sheet::LEFT + (sheet::AREA_WIDTH - line.width()) / 2.0;
            self.line(&line, x, measures, origin);
        }
    }

    fn heading(&mut self, text: &str) {
        let origin = self.origin();
        for line in self.set(text, Type::solid(Style::Heading, HEADING_SIZE), sheet::AREA_WIDTH) {
            self.line(&line, sheet::LEFT, (HEADING_SIZE, HEADING_HEIGHT), origin);
        }
    }

    fn paragraph(&mut self, text: &str) {
        let origin = self.origin();
        let pieces = closed_up(pieces(self.fonts, text, Type::solid(Style::Body, TEXT_SIZE)).collect());
        let measure = Measure { width: sheet::AREA_WIDTH, indent: 2.0 * TEXT_SIZE, pitch: TEXT_SIZE };
        for line in justified(&pieces, measure) {
            self.line(&line, sheet::LEFT, (TEXT_SIZE, TEXT_LEADING), origin);
        }
    }

    /// A table, its first row again on each new page.
    fn table(&mut self, table: &SmallTable, measured: &Measured<'_>) {
        let (first, count) = (self.text, measured.rows());
        self.text += table.rows.iter().map(Vec::len).sum::<usize>();
        let mut row = 0;
        while row < count {
            if row > 0 {
                self.new_page();
                let again = |field| Origin::ComparedAgain(first + field);
                let (runs, rules) = measured.draw(0..1, self.y, again);
                self.put(runs, rules);
                self.y += measured.row_height(0);
            }
            let end = self.fitting(measured, row);
            let (runs, rules) = measured.draw(row..end, self.y, |field| Origin::Compared(first + field));
            self.put(runs, rules);
            self.y += (row..end).map(|row| measured.row_height(row)).sum::<f32>();
            row = end;
        }
    }

    /// The row after the last that fits on this page; one at least, so that there is an end.
    fn fitting(&self, measured: &Measured<'_>, start: usize) -> usize {
        let mut used = 0.0;
        let fits = |row: &usize| {
            used += measured.row_height(*row);
            used <= self.room() || *row == start
        };
        (start..measured.rows()).take_while(fits).last().map_or(start + 1, |row| row + 1)
    }

    fn side_by_side<E>(
        &mut self,
        texts: &SideBySide,
        onlooker: &(impl Onlooker<E> + ?Sized),
    ) -> Result<(), E> {
        self.need(HEADING_HEIGHT + 2.0 * HEAD_HEIGHT + 2.0 * TEXT_LEADING);
        self.heading(&texts.heading);
        let heads = [self.origin(), self.origin()];
        self.heads(texts, heads);
        let Origin::Compared(first) = heads[0] else { return Ok(()) };
        let again = [first, first + 1].map(Origin::ComparedAgain);
        for row in &texts.rows {
            onlooker.look(Stage::Setting)?;
            match row {
                Row::Heading(text) => {
                    if self.need(HEAD_HEIGHT + 2.0 * TEXT_LEADING) {
                        self.heads(texts, again);
                    }
                    self.section(text);
                }
                Row::Pair { sides, weight } => {
                    let lines = [0, 1].map(|side| columns::lines(self.fonts, &sides[side], *weight));
                    let origins = [self.origin(), self.origin()];
                    self.pair(&lines, *weight, origins, |setting| setting.heads(texts, again));
                }
            }
        }
        Ok(())
    }

    /// The heads of both columns, with a line under them.
    fn heads(&mut self, texts: &SideBySide, origins: [Origin; 2]) {
        for (side, origin) in origins.into_iter().enumerate() {
            let lines = self.set(&texts.heads[side], Type::solid(Style::Heading, HEAD_SIZE), columns::WIDTH);
            let Some(line) = lines.first() else { continue };
            let x = STARTS[side] + (columns::WIDTH - line.width()) / 2.0;
            let runs = line.runs(x, sheet::baseline(self.y, HEAD_HEIGHT, HEAD_SIZE), HEAD_SIZE, origin);
            self.put(runs, Vec::new());
        }
        self.y += HEAD_HEIGHT;
        let under = Rule { from: (sheet::LEFT, self.y), to: (sheet::RIGHT, self.y), thickness: THIN };
        self.put(Vec::new(), vec![under]);
        self.y += UNDER_PAIR;
    }

    /// The heading of a section, over both columns.
    fn section(&mut self, text: &str) {
        let origin = self.origin();
        for line in self.set(text, Type::solid(Style::Heading, HEAD_SIZE), sheet::AREA_WIDTH) {
            self.line(&line, STARTS[0], (HEAD_SIZE, HEAD_HEIGHT), origin);
        }
    }

    /// A pair of paragraphs, over as many pages as the longer one needs.
    fn pair(
        &mut self,
        lines: &[Vec<Line>; 2],
        weight: Weight,
        origins: [Origin; 2],
        heads: impl Fn(&mut Self),
    ) {
        let leading = weight.leading();
        let count = lines[0].len().max(lines[1].len());
        let mut at = 0;
        while at < count {
            // Two lines of a paragraph stand together at least.
            if self.need(leading * (count - at).min(2) as f32) {
                heads(self);
            }
            let fitting = (self.room() / leading).floor().max(1.0) as usize;
            let end = (at + fitting).min(count);
            self.piece(
                [0, 1].map(|side| lines[side].get(at..end.min(lines[side].len())).unwrap_or(&[])),
                (weight, origins),
            );
            self.y += (end - at) as f32 * leading;
            at = end;
        }
        self.y = (self.y + UNDER_PAIR).min(sheet::BOTTOM);
    }

    /// The lines of both columns from here, with the line between them and the bar beside what changed.
    fn piece(&mut self, lines: [&[Line]; 2], (weight, origins): (Weight, [Origin; 2])) {
        let (leading, size) = (weight.leading(), weight.size());
        let height = lines[0].len().max(lines[1].len()) as f32 * leading;
        for (side, lines) in lines.into_iter().enumerate() {
            for (i, line) in lines.iter().enumerate() {
                let baseline = sheet::baseline(self.y + i as f32 * leading, leading, size);
                self.put(line.runs(STARTS[side], baseline, size, origins[side]), Vec::new());
            }
        }
        let upright = |x, thickness| Rule { from: (x, self.y), to: (x, self.y + height), thickness };
        let mut rules = vec![upright(MIDDLE, THIN)];
        if weight == Weight::Changed {
            rules.push(upright(sheet::LEFT + BAR / 2.0, BAR));
        }
        self.put(Vec::new(), rules);
    }
}
