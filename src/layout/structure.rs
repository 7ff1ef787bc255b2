//! What the printed texts are to a reader who cannot see the page: headings, paragraphs, tables with their heads.
//!
//! The tree follows the report, not its pages: a table that goes on overleaf is one table.

use super::page::Origin;
use crate::{
    draft::{Sheet, paragraphs},
    form::{BoxContent, Table, TableBox},
};

/// A part of the document with what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// What the element is: a heading, a table, a value.
    pub kind: Kind,
    /// The printed text that it is, of an element that holds text.
    pub origin: Option<Origin>,
    /// The elements inside it.
    pub children: Vec<Element>,
}

/// What an element is (结构类型, ISO 32000-1 §14.8.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The title of the document.
    Title,
    /// The heading of a section.
    Heading,
    /// A heading inside a section.
    Subheading,
    /// A paragraph.
    Paragraph,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A head of columns.
    ColumnHead(Span),
    /// A label of rows.
    RowHead(Span),
    /// A value.
    Data(Span),
}

/// How much of the grid a box of a table covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// How many rows it covers.
    pub rows: usize,
    /// How many columns it covers.
    pub columns: usize,
}

impl Span {
    /// One field of the grid.
    pub const ONE: Self = Self { rows: 1, columns: 1 };
}

impl Element {
    /// An element that holds text.
    pub fn text(kind: Kind, origin: Origin) -> Self {
        Self { kind, origin: Some(origin), children: Vec::new() }
    }

    /// An element that holds others.
    pub fn group(kind: Kind, children: Vec<Self>) -> Self {
        Self { kind, origin: None, children }
    }

    /// Every printed text in it, in reading order.
    pub fn origins(&self) -> Vec<Origin> {
        self.origin.into_iter().chain(self.children.iter().flat_map(Self::origins)).collect()
    }
}

/// The parts of a report in reading order; the signature, printed or not, comes last.
pub fn structure(sheet: Sheet<'_>) -> Vec<Element> {
    let mut elements = vec![Element::text(Kind::Title, Origin::Title)];
    for (index, section) in sheet.form().sections.iter().enumerate() {
        if !sheet.heading(section).is_empty() {
            elements.push(Element::text(Kind::Heading, Origin::Heading(index)));
        }
        if let Some(id) = section.table() {
            let tables = sheet.form().tables.iter().enumerate().filter(|(_, table)| table.id == *id);
            elements.extend(tables.map(|(t, table)| grid(t, table)));
        } else {
            let count = paragraphs(sheet.text(&section.id)).count();
            elements.extend((0..count).map(|i| Element::text(Kind::Paragraph, Origin::Paragraph(index, i))));
        }
    }
    elements.extend([0, 1].map(|i| Element::text(Kind::Paragraph, Origin::Signature(i))));
    elements
}

fn grid(index: usize, table: &Table) -> Element {
    let row = |row: usize| {
        let boxes = table.boxes.iter().enumerate().filter(|(_, b)| b.row == row);
        let element = |(i, b)| Element::text(kind(b), Origin::Box(index, i));
        Element::group(Kind::Row, boxes.map(element).collect())
    };
    Element::group(Kind::Table, (0..table.height).map(row).collect())
}

fn kind(table_box: &TableBox) -> Kind {
    let span = Span { rows: table_box.rows, columns: table_box.columns };
    match table_box.content {
        BoxContent::Band(_) | BoxContent::Head(_) => Kind::ColumnHead(span),
        BoxContent::Stub(_) => Kind::RowHead(span),
        BoxContent::Cell(_) => Kind::Data(span),
    }
}
