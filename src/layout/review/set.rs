//! The parts of a 送审单 one under another.

use super::{BETWEEN_WORDS, Review, SmallTable, table::Measured};
use crate::layout::{
    fonts::{Fonts, Style},
    lines::{Line, Measure, justified, ragged},
    marks::closed_up,
    page::{Origin, Page, Rule, Run},
    seams, sheet,
    units::{Piece, Type, pieces},
};

/// 小四: the line under the title and the paragraphs.
const TEXT_SIZE: f32 = 12.0;
/// From one line of them to the next.
const TEXT_LEADING: f32 = 17.0;
/// What is left between them and a table.
const UNDER_TEXT: f32 = 4.0;
/// 四号: the headings.
const HEADING_SIZE: f32 = 14.0;
/// What a heading takes, with the room over and under it.
const HEADING_HEIGHT: f32 = 24.0;
/// What the title takes.
const TITLE_HEIGHT: f32 = 36.0;
/// What the foot takes, with its rule.
const FOOT_HEIGHT: f32 = 18.0;
/// What stays empty over the foot.
const OVER_FOOT: f32 = 12.0;

/// The page being filled.
struct Setting<'a, F> {
    fonts: &'a F,
    page: Page,
    /// Where the next part starts.
    y: f32,
    /// The number of the next text.
    text: usize,
}

/// Sets the page, and says by how many points it is too long.
pub(super) fn page(review: &Review, fonts: &impl Fonts) -> (Page, f32) {
    let mut setting = Setting { fonts, page: Page::blank(), y: sheet::TOP, text: review.first };
    setting.title(&review.title);
    setting.words(&review.line);
    let tables: Vec<Measured> = review.parts.iter().map(|p| Measured::new(&p.table, fonts)).collect();
    for (part, table) in review.parts.iter().zip(tables) {
        setting.heading(&part.heading);
        if !part.texts.is_empty() {
            part.texts.iter().for_each(|text| setting.paragraph(text));
            setting.apart(&part.table);
        }
        setting.table(&table, part.table.rows.iter().map(Vec::len).sum());
    }
    let too_long = setting.y - (sheet::BOTTOM - FOOT_HEIGHT - OVER_FOOT);
    setting.foot(&review.foot);
    (setting.page, too_long)
}

impl<F: Fonts> Setting<'_, F> {
    fn origin(&mut self) -> Origin {
        self.text += 1;
        Origin::Review(self.text - 1)
    }

    fn title(&mut self, text: &str) {
        let origin = self.origin();
        let lines = self.set(text, Type::solid(Style::Title, sheet::TITLE_SIZE));
        for line in lines {
            let x = sheet::LEFT + (sheet::AREA_WIDTH - line.width()) / 2.0;
            self.paint(&line, (x, TITLE_HEIGHT, sheet::TITLE_SIZE), origin);
        }
    }

    /// Words that stay whole each, in as few lines as they take.
    fn words(&mut self, words: &[String]) {
        let origin = self.origin();
        let set = Type::solid(Style::Subheading, TEXT_SIZE);
        let pieces = |text: &str| closed_up(pieces(self.fonts, text, set).collect());
        let (mut lines, mut line) = (Vec::new(), Vec::new());
        for (i, word) in words.iter().enumerate() {
            let word = pieces(word);
            if i > 0 {
                line.extend(pieces(BETWEEN_WORDS));
            }
            let width = line.iter().chain(&word).map(|piece: &Piece| piece.width).sum::<f32>();
            if width > sheet::AREA_WIDTH && !line.is_empty() {
                lines.extend(ragged(&std::mem::take(&mut line), sheet::AREA_WIDTH));
            }
            line.extend(word);
        }
        lines.extend(ragged(&line, sheet::AREA_WIDTH));
        for line in lines {
            let x = sheet::LEFT + (sheet::AREA_WIDTH - line.width()) / 2.0;
            self.paint(&line, (x, TEXT_LEADING, TEXT_SIZE), origin);
        }
    }

    fn heading(&mut self, text: &str) {
        let origin = self.origin();
        for line in self.set(text, Type::solid(Style::Heading, HEADING_SIZE)) {
            self.paint(&line, (sheet::LEFT, HEADING_HEIGHT, HEADING_SIZE), origin);
        }
    }

    fn paragraph(&mut self, text: &str) {
        let origin = self.origin();
        let set = Type::solid(Style::Body, TEXT_SIZE);
        let pieces = seams::roomy(closed_up(pieces(self.fonts, text, set).collect()), TEXT_SIZE);
        let measure = Measure { width: sheet::AREA_WIDTH, indent: 0.0, pitch: TEXT_SIZE };
        for line in justified(&pieces, measure) {
            self.paint(&line, (sheet::LEFT, TEXT_LEADING, TEXT_SIZE), origin);
        }
    }

    /// A little room between a paragraph and the table under it.
    fn apart(&mut self, table: &SmallTable) {
        if !table.rows.is_empty() {
            self.y += UNDER_TEXT;
        }
    }

    fn table(&mut self, table: &Measured<'_>, fields: usize) {
        if fields > 0 {
            let first = self.text;
            let rows = 0..table.rows();
            let (runs, rules) = table.draw(rows, self.y, |field| Origin::Review(first + field));
            self.page.runs.extend(runs);
            self.page.rules.extend(rules);
            self.y += table.height();
            self.text += fields;
        }
    }

    fn foot(&mut self, [left, right]: &[String; 2]) {
        let y = sheet::BOTTOM - FOOT_HEIGHT + 1.0;
        self.page.rules.push(Rule { from: (sheet::LEFT, y), to: (sheet::RIGHT, y), thickness: 0.5 });
        self.y = y;
        for (text, to_the_right) in [(left, false), (right, true)] {
            let origin = self.origin();
            let line = self.set(text, Type::solid(Style::Table, sheet::FOOT_SIZE)).into_iter().next();
            let Some(line) = line else { continue };
            let x = if to_the_right { sheet::RIGHT - line.width() } else { sheet::LEFT };
            let baseline = sheet::baseline(y, FOOT_HEIGHT - 1.0, sheet::FOOT_SIZE);
            self.page.runs.extend(line.runs(x, baseline, sheet::FOOT_SIZE, origin));
        }
    }

    fn set(&self, text: &str, set: Type) -> Vec<Line> {
        ragged(&closed_up(pieces(self.fonts, text, set).collect()), sheet::AREA_WIDTH)
    }

    /// Puts a line down: where it starts, how high it is, its type size.
    fn paint(&mut self, line: &Line, (x, height, size): (f32, f32, f32), origin: Origin) {
        let runs: Vec<Run> = line.runs(x, sheet::baseline(self.y, height, size), size, origin);
        self.page.runs.extend(runs);
        self.y += height;
    }
}
