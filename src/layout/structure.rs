//! What the printed texts are to a reader who cannot see the page: headings, paragraphs, tables with their heads.
//!
//! The tree follows the report, not its pages: a table that goes on overleaf is one table.

use super::{blocks::run_in_head, page::Origin, units::clean};
use crate::{
    draft::{Sheet, paragraphs},
    form::{BoxContent, Table, TableBox},
};

/// A paragraph of at most this many characters that begins with a number may be a head.
const SHORT_HEAD: usize = 24;

/// A part of the document with what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// What the element is: a heading, a table, a value.
    pub kind: Kind,
    /// The printed text that it is, of an element that holds text.
    pub origin: Option<Origin>,
    /// Of a value in a table the texts that head it, those of its columns first, from above and from the left.
    pub heads: Vec<Origin>,
    /// The elements inside it.
    pub children: Vec<Element>,
}

/// What an element is (结构类型, ISO 32000-1 §14.8.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The title of the document.
    Title,
    /// A heading of this level: 2 right under the title, and one more under each heading.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A paragraph that begins with its heading.
    Headed {
        /// The level of the heading.
        level: u8,
        /// How many printed characters the heading has.
        head: usize,
    },
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
        Self { kind, origin: Some(origin), heads: Vec::new(), children: Vec::new() }
    }

    /// An element that holds others.
    pub fn group(kind: Kind, children: Vec<Self>) -> Self {
        Self { kind, origin: None, heads: Vec::new(), children }
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
        let has_heading = !sheet.heading(section).is_empty();
        if has_heading {
            elements.push(Element::text(Kind::Heading(2), Origin::Heading(index)));
        }
        if let Some(id) = section.table() {
            let tables = sheet.form().tables.iter().enumerate().filter(|(_, table)| table.id == *id);
            elements.extend(tables.map(|(t, table)| grid(t, table)));
        } else {
            let texts: Vec<&str> = paragraphs(sheet.text(&section.id)).collect();
            let kinds = kinds(&texts, if has_heading { 3 } else { 2 });
            let element = |(i, kind)| Element::text(kind, Origin::Paragraph(index, i));
            elements.extend(kinds.into_iter().enumerate().map(element));
        }
    }
    elements.extend([0, 1].map(|i| Element::text(Kind::Paragraph, Origin::Signature(i))));
    elements
}

/// What the paragraphs of a section are, its first headings of this level: `（一）`, and under one of those `1.`.
fn kinds(texts: &[&str], level: u8) -> Vec<Kind> {
    let mut under = level;
    let mut kinds = Vec::with_capacity(texts.len());
    for (i, text) in texts.iter().enumerate() {
        let (head, rest) = run_in_head(text);
        let before = i.checked_sub(1).and_then(|i| texts.get(i));
        let has_like = [before, texts.get(i + 1)].into_iter().flatten().any(|text| is_numbered(text));
        kinds.push(match (head, rest) {
            ("", text) if is_numbered(text) && !has_like => Kind::Heading(under),
            ("", _) => Kind::Paragraph,
            (_, "") => Kind::Heading(level),
            (head, _) => Kind::Headed { level, head: clean(head).count() },
        });
        if !head.is_empty() {
            under = level + 1;
        }
    }
    kinds
}

/// Whether a paragraph is a few words behind a number, `1.组织领导`: a head, or else one of a list.
fn is_numbered(text: &str) -> bool {
    let words = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let has_number = words.len() < text.len() && words.starts_with(['.', '．', '、']);
    let ends = |ch: char| "。；！？，、;!?,".contains(ch);
    has_number && text.chars().count() <= SHORT_HEAD && !text.trim_end().ends_with(ends)
}

fn grid(index: usize, table: &Table) -> Element {
    let element = |(i, b): (usize, &TableBox)| {
        let mut element = Element::text(kind(b), Origin::Box(index, i));
        if matches!(b.content, BoxContent::Cell(_)) {
            element.heads = heads(table, b).into_iter().map(|head| Origin::Box(index, head)).collect();
        }
        element
    };
    let row = |row: usize| {
        let boxes = table.boxes.iter().enumerate().filter(|(_, b)| b.row == row);
        Element::group(Kind::Row, boxes.map(element).collect())
    };
    Element::group(Kind::Table, (0..table.height).map(row).collect())
}

fn kind(table_box: &TableBox) -> Kind {
    let span = Span { rows: table_box.rows, columns: table_box.columns };
    match &table_box.content {
        BoxContent::Head(text) if is_remark(text) => Kind::Data(span),
        BoxContent::Band(_) | BoxContent::Head(_) => Kind::ColumnHead(span),
        BoxContent::Stub(_) => Kind::RowHead(span),
        BoxContent::Cell(_) => Kind::Data(span),
    }
}

/// Whether words in the place of a head are about the table and head nothing: `（本列数据的勾稽关系为：……）`.
fn is_remark(text: &str) -> bool {
    text.starts_with('（') && text.ends_with('）')
}

/// The indexes of the boxes that head a value: the heads that stand over each other over its columns, nearest of all
/// above it, and the labels of its row.
fn heads(table: &Table, value: &TableBox) -> Vec<usize> {
    let boxes = || table.boxes.iter().enumerate();
    let over = |b: &TableBox| {
        let covers = b.column < value.column + value.columns && value.column < b.column + b.columns;
        matches!(kind(b), Kind::ColumnHead(_)) && covers && b.row + b.rows <= value.row
    };
    let mut above: Vec<(usize, &TableBox)> = boxes().filter(|(_, b)| over(b)).collect();
    above.sort_by_key(|(_, b)| b.row);
    let mut first = above.len().saturating_sub(1);
    while first > 0 && above[first - 1].1.row + above[first - 1].1.rows >= above[first].1.row {
        first -= 1;
    }
    let beside = |b: &TableBox| {
        let levels = b.row < value.row + value.rows && value.row < b.row + b.rows;
        matches!(b.content, BoxContent::Stub(_)) && levels && b.column < value.column
    };
    let beside = boxes().filter(|(_, b)| beside(b));
    above.drain(..first);
    above.into_iter().chain(beside).map(|(i, _)| i).collect()
}
