//! What a laid-out page is: positioned glyphs and rules, so that print, preview and tests see the same thing.
//!
//! All lengths are points (1/72 inch), measured from the top left corner of the sheet, y down.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{fonts::Face, sheet};
use crate::form::{BoxContent, CellId, Form, Section, TableBox};

/// How much of the room over and under a line belongs to it, in type sizes.
const ROOM: f32 = 0.4;

/// The characters that each face sets on these pages, watermarks included.
pub fn used(pages: &[Page]) -> BTreeMap<Face, BTreeSet<char>> {
    let mut used: BTreeMap<Face, BTreeSet<char>> = BTreeMap::new();
    let watermarks = pages.iter().filter_map(|p| p.watermark.as_ref().map(|w| &w.run));
    for run in pages.iter().flat_map(|p| &p.runs).chain(watermarks) {
        used.entry(run.face).or_default().extend(run.glyphs.iter().map(|g| g.ch));
    }
    used
}

/// One printed page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Width of the sheet.
    pub width: f32,
    /// Height of the sheet.
    pub height: f32,
    /// The text, in reading order, the page number last.
    pub runs: Vec<Run>,
    /// The lines of the tables.
    pub rules: Vec<Rule>,
    /// What the boxes of tables cover: a blank cell has no text to be found by.
    pub boxes: Vec<Area>,
    /// What is printed pale behind everything else.
    pub watermark: Option<Watermark>,
}

impl Page {
    /// A sheet with nothing on it.
    pub(super) fn blank() -> Self {
        Self {
            width: sheet::WIDTH,
            height: sheet::HEIGHT,
            runs: Vec::new(),
            rules: Vec::new(),
            boxes: Vec::new(),
            watermark: None,
        }
    }

    /// The words of the page in reading order, a line each.
    pub fn text(&self) -> String {
        let lines = self.runs.chunk_by(|a, b| (a.y, a.origin) == (b.y, b.origin));
        lines.map(|runs| runs.iter().map(Run::text).collect::<String>() + "\n").collect()
    }

    /// What stands at this point: the box of a table, or else the nearest text of that line.
    pub fn origin_at(&self, x: f32, y: f32) -> Option<Origin> {
        if let Some(area) = self.boxes.iter().find(|area| area.contains(x, y)) {
            return Some(area.origin);
        }
        let on_line = self.runs.iter().filter(|run| run.area().level_with(y));
        let away = |run: &&Run| (run.x - x).max(x - run.end()).max(0.0);
        on_line.min_by(|a, b| away(a).total_cmp(&away(b))).map(|run| run.origin)
    }

    /// How many characters of a part of the report stand on this page before this point.
    pub fn chars_before(&self, origin: Origin, x: f32, y: f32) -> usize {
        let runs = self.runs.iter().filter(|run| run.origin == origin);
        runs.map(|run| run.chars_before(x, y)).sum()
    }

    /// What a part of the report covers on this page.
    pub fn area_of(&self, origin: Origin) -> Option<Area> {
        let boxes = self.boxes.iter().copied().filter(|area| area.origin == origin);
        let texts = self.runs.iter().filter(|run| run.origin == origin).map(Run::area);
        boxes.chain(texts).reduce(Area::and)
    }
}

/// A rectangle of a page and the part of the report that it shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// The part of the report.
    pub origin: Origin,
    /// The left upper corner.
    pub from: (f32, f32),
    /// The right lower corner.
    pub to: (f32, f32),
}

impl Area {
    fn contains(&self, x: f32, y: f32) -> bool {
        (self.from.0..self.to.0).contains(&x) && self.level_with(y)
    }

    fn level_with(&self, y: f32) -> bool {
        (self.from.1..self.to.1).contains(&y)
    }

    /// The least area around both.
    fn and(self, other: Self) -> Self {
        Self {
            origin: self.origin,
            from: (self.from.0.min(other.from.0), self.from.1.min(other.from.1)),
            to: (self.to.0.max(other.to.0), self.to.1.max(other.to.1)),
        }
    }
}

/// Pale text across the page, behind everything else (水印). No part of the report.
#[derive(Clone, Debug, PartialEq)]
pub struct Watermark {
    /// The text, set on a level line that starts at the origin.
    pub run: Run,
    /// Where the line starts.
    pub start: (f32, f32),
    /// How far the line is turned up from level, in radians.
    pub turned: f32,
    /// How pale it is: 0 black, 1 white.
    pub grey: f32,
}

/// Glyphs of one face and size on one baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The face of every glyph.
    pub face: Face,
    /// Type size in points.
    pub size: f32,
    /// Where the first glyph starts.
    pub x: f32,
    /// The baseline.
    pub y: f32,
    /// The glyphs from left to right; pages that are laid out again share them.
    pub glyphs: Arc<[Glyph]>,
    /// What in the report this is.
    pub origin: Origin,
}

impl Run {
    /// The characters of the run.
    pub fn text(&self) -> String {
        self.glyphs.iter().map(|g| g.ch).collect()
    }

    /// Where the pen stands after the last glyph.
    pub fn end(&self) -> f32 {
        self.x + self.glyphs.iter().map(|g| g.advance).sum::<f32>()
    }

    /// How many of its characters stand before this point, lines above read first.
    fn chars_before(&self, x: f32, y: f32) -> usize {
        let area = self.area();
        if y >= area.to.1 {
            return self.glyphs.len();
        }
        let mut pen = self.x;
        let passed = |glyph: &&Glyph| {
            pen += glyph.advance;
            // Past its middle a character is before the caret that a click puts there.
            pen - glyph.advance / 2.0 <= x
        };
        if y < area.from.1 { 0 } else { self.glyphs.iter().take_while(passed).count() }
    }

    /// The line it stands on, with the room between lines that belongs to it.
    fn area(&self) -> Area {
        let (over, under) = (sheet::OVER_BASELINE + ROOM, 1.0 - sheet::OVER_BASELINE + ROOM);
        let (top, bottom) = (self.y - over * self.size, self.y + under * self.size);
        Area { origin: self.origin, from: (self.x, top), to: (self.end(), bottom) }
    }
}

/// One glyph: the only one its face has for this character.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// The character shown.
    pub ch: char,
    /// From the start of this glyph to the start of the next, in points, justification included.
    pub advance: f32,
}

/// A straight line, horizontal or vertical.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// Left or upper end.
    pub from: (f32, f32),
    /// Right or lower end.
    pub to: (f32, f32),
    /// How thick the rule is, in points.
    pub thickness: f32,
}

/// Where printed text comes from, as indexes into the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Origin {
    /// The title of the report.
    Title,
    /// The heading of the section with this index in [`Form::sections`].
    Heading(usize),
    /// A paragraph: its section's index, and its own among [`crate::draft::paragraphs`].
    Paragraph(usize, usize),
    /// A box of a table: the table's index in [`Form::tables`], the box's in [`crate::form::Table::boxes`].
    Box(usize, usize),
    /// A box of a table printed again where the table goes on overleaf.
    BoxAgain(usize, usize),
    /// The signature (署名) and date (成文日期): 0, 1 and so on from above.
    Signature(usize),
    /// A text of the 送审单: its index among [`super::review::Review::texts`].
    Review(usize),
    /// A text of a comparison: its index among [`super::compared::Compared::texts`].
    Compared(usize),
    /// A text of a comparison printed again overleaf.
    ComparedAgain(usize),
    /// The page number.
    PageNumber,
    /// What else stands at the foot of a page of a copy for signature.
    PageFoot,
    /// The watermark.
    Watermark,
}

impl Origin {
    /// The section it belongs to, where it is a heading or a paragraph.
    pub fn section(self, form: &Form) -> Option<&Section> {
        match self {
            Self::Heading(section) | Self::Paragraph(section, _) => form.sections.get(section),
            _ => None,
        }
    }

    /// The box of a table it belongs to.
    pub fn table_box(self, form: &Form) -> Option<&TableBox> {
        match self {
            Self::Box(table, index) | Self::BoxAgain(table, index) => {
                form.tables.get(table)?.boxes.get(index)
            }
            _ => None,
        }
    }

    /// The cell it shows, where it is a value.
    pub fn cell(self, form: &Form) -> Option<&CellId> {
        match &self.table_box(form)?.content {
            BoxContent::Cell(id) => Some(id),
            _ => None,
        }
    }

    /// Whether it is nothing to be read out: page numbers and repeated heads.
    pub fn is_artifact(self) -> bool {
        matches!(
            self,
            Self::BoxAgain(..) | Self::ComparedAgain(_) | Self::PageNumber | Self::PageFoot | Self::Watermark
        )
    }
}
