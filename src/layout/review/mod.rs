//! The 送审单: one page before a copy that is sent up, for those who sign. What it says is given; this sets it.

mod set;
pub(super) mod table;

use super::{
    fonts::Fonts,
    page::{Origin, Page},
    structure::{Element, Kind, Span},
};

/// What stands between the words of the line under the title.
const BETWEEN_WORDS: &str = "\u{3000}";

/// What a 送审单 says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// The title.
    pub title: String,
    /// The words of the line under the title, none of which is parted where a line holds it: agency, year, version, date.
    pub line: Vec<String>,
    /// The parts, from above.
    pub parts: Vec<Part>,
    /// The foot: left and right.
    pub foot: [String; 2],
    /// The number of its first text, which counts on from the page before.
    pub first: usize,
}

/// A part under a heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The heading.
    pub heading: String,
    /// Paragraphs under it.
    pub texts: Vec<String>,
    /// The table under those, if it has rows.
    pub table: SmallTable,
}

/// A table without cells that span rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SmallTable {
    /// The share of the width each column takes.
    pub widths: Vec<u16>,
    /// The rows. Their fields cover all columns.
    pub rows: Vec<Vec<Field>>,
}

/// A field of a [`SmallTable`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What stands in it.
    pub text: String,
    /// How many columns it covers.
    pub columns: usize,
    /// How it is set.
    pub shape: Shape,
}

/// How a field is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A head of a column: 黑体, in the middle.
    Head,
    /// A label of a row: 黑体, in the middle.
    Side,
    /// The name of a row: from the left.
    Label,
    /// Words: from the left.
    Words,
    /// A number: to the right.
    Number,
    /// Room to write in by hand, with small words in the lower right corner.
    Hand,
}

impl Field {
    /// A field of one column.
    pub fn new(text: impl Into<String>, shape: Shape) -> Self {
        Self { text: text.into(), columns: 1, shape }
    }

    pub(super) fn kind(&self) -> Kind {
        let span = Span { rows: 1, columns: self.columns };
        match self.shape {
            Shape::Head => Kind::ColumnHead(span),
            Shape::Side | Shape::Label => Kind::RowHead(span),
            Shape::Words | Shape::Number | Shape::Hand => Kind::Data(span),
        }
    }
}

impl Review {
    /// Every text, in printed order; [`Origin::Review`] counts them from [`Self::first`] on.
    pub fn texts(&self) -> Vec<String> {
        let mut texts = vec![self.title.clone(), self.line.join(BETWEEN_WORDS)];
        for part in &self.parts {
            texts.push(part.heading.clone());
            texts.extend(part.texts.iter().cloned());
            texts.extend(part.table.rows.iter().flatten().map(|field| field.text.clone()));
        }
        texts.extend(self.foot.iter().cloned());
        texts
    }

    /// What its texts are, in reading order.
    pub fn structure(&self) -> Vec<Element> {
        let mut texts = (self.first..).map(Origin::Review);
        let mut element = |kind| texts.next().map(|origin| Element::text(kind, origin));
        let mut elements: Vec<Element> = Vec::new();
        // The first page begins the document; one after it goes on with it.
        let (title, heading) = match self.first {
            0 => (Kind::Title, Kind::Heading(2)),
            _ => (Kind::Heading(2), Kind::Heading(3)),
        };
        elements.extend(element(title));
        elements.extend(element(Kind::Paragraph));
        for part in &self.parts {
            elements.extend(element(heading));
            elements.extend(part.texts.iter().filter_map(|_| element(Kind::Paragraph)));
            let rows = part.table.rows.iter();
            let rows: Vec<Element> = rows
                .map(|row| Element::group(Kind::Row, row.iter().filter_map(|f| element(f.kind())).collect()))
                .collect();
            elements.extend((!rows.is_empty()).then(|| Element::group(Kind::Table, rows)));
        }
        elements.extend(self.foot.iter().filter_map(|_| element(Kind::Paragraph)));
        elements
    }

    /// The page, and by how many points it is too long for one; not more than 0 where it fits.
    pub fn page(&self, fonts: &impl Fonts) -> (Page, f32) {
        set::page(self, fonts)
    }
}
