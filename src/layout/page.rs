//! What a laid-out page is: positioned glyphs and rules, so that print, preview and tests see the same thing.
//!
//! All lengths are points (1/72 inch), measured from the top left corner of the sheet, y down.

use super::fonts::Face;
use crate::form::{BoxContent, CellId, Form, Section, TableBox};

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
    /// What is printed pale behind everything else.
    pub watermark: Option<Watermark>,
}

impl Page {
    /// A sheet with nothing on it.
    pub(super) fn blank() -> Self {
        Self {
            width: super::sheet::WIDTH,
            height: super::sheet::HEIGHT,
            runs: Vec::new(),
            rules: Vec::new(),
            watermark: None,
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
    /// The glyphs from left to right.
    pub glyphs: Vec<Glyph>,
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
    /// Thickness.
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
    /// The same box printed again where its table goes on overleaf.
    BoxAgain(usize, usize),
    /// The signature (署名) and date (成文日期): 0, 1 and so on from above.
    Signature(usize),
    /// A text of the 送审单: its index among [`super::review::Review::texts`].
    Review(usize),
    /// A text of a comparison: its index among [`super::compared::Compared::texts`].
    Compared(usize),
    /// The same text printed again overleaf.
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
