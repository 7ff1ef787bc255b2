//! A comparison of two reports on paper: what changed as tables, then the texts side by side. What it says is given;
//! this sets it.

mod columns;
mod set;

use std::convert::Infallible;

use super::{
    fonts::{Fonts, Style, pick},
    foot,
    onlooker::{Onlooker, Patient},
    options::Options,
    page::{Origin, Page},
    review::Part,
    structure::{Element, Kind, Span},
    units::clean,
};

/// What a comparison says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// The title.
    pub title: String,
    /// The lines under it: which two reports, how much changed.
    pub lines: Vec<String>,
    /// What changed in lines and figures.
    pub parts: Vec<Part>,
    /// The texts, side by side, if there are any.
    pub texts: SideBySide,
}

/// Texts in two columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SideBySide {
    /// The heading over both.
    pub heading: String,
    /// The heads of the columns, left and right.
    pub heads: [String; 2],
    /// What stands under them.
    pub rows: Vec<Row>,
}

/// A row of texts side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A heading over both columns.
    Heading(String),
    /// A paragraph of each side, either of which may be empty.
    Pair {
        /// The left and the right one.
        sides: [Vec<Stretch>; 2],
        /// How loud they are.
        weight: Weight,
    },
}

/// How loud a pair of paragraphs is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Something in it changed: in the size of the text, with a bar beside it.
    Changed,
    /// Nothing in it changed: in smaller type.
    Quiet,
}

/// A stretch of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The characters of the stretch, with the signs for what changed.
    pub text: String,
    /// Whether it changed: then it is set in 黑体.
    pub is_changed: bool,
}

impl Compared {
    /// Every text, in printed order; [`Origin::Compared`] counts them.
    pub fn texts(&self) -> Vec<String> {
        let mut texts = vec![self.title.clone()];
        texts.extend(self.lines.iter().cloned());
        for part in &self.parts {
            texts.push(part.heading.clone());
            texts.extend(part.texts.iter().cloned());
            texts.extend(part.table.rows.iter().flatten().map(|field| field.text.clone()));
        }
        if !self.texts.rows.is_empty() {
            texts.push(self.texts.heading.clone());
            texts.extend(self.texts.heads.iter().cloned());
            texts.extend(self.texts.rows.iter().flat_map(Row::texts));
        }
        texts
    }

    /// What its texts are, in reading order.
    pub fn structure(&self) -> Vec<Element> {
        let mut texts = (0..).map(Origin::Compared);
        let mut element = |kind| texts.next().map(|origin| Element::text(kind, origin));
        let mut elements: Vec<Element> = Vec::new();
        elements.extend(element(Kind::Title));
        elements.extend(self.lines.iter().filter_map(|_| element(Kind::Paragraph)));
        for part in &self.parts {
            elements.extend(element(Kind::Heading(2)));
            elements.extend(part.texts.iter().filter_map(|_| element(Kind::Paragraph)));
            let rows = part.table.rows.iter();
            let rows: Vec<Element> =
                rows.map(|row| group(row.iter().filter_map(|f| element(f.kind())).collect())).collect();
            elements.extend((!rows.is_empty()).then(|| Element::group(Kind::Table, rows)));
        }
        if !self.texts.rows.is_empty() {
            elements.extend(element(Kind::Heading(2)));
            let heads = [(); 2].iter().filter_map(|()| element(Kind::ColumnHead(Span::ONE))).collect();
            let mut rows = vec![group(heads)];
            rows.extend(
                self.texts
                    .rows
                    .iter()
                    .map(|row| group(row.kinds().iter().filter_map(|kind| element(*kind)).collect())),
            );
            elements.push(Element::group(Kind::Table, rows));
        }
        elements
    }

    /// What the outline lists: headings, with the text that each is.
    pub fn outline(&self) -> Vec<(Origin, String)> {
        let mut outline = Vec::new();
        let mut at = 1 + self.lines.len();
        for part in &self.parts {
            outline.push((Origin::Compared(at), part.heading.clone()));
            at += 1 + part.texts.len() + part.table.rows.iter().map(Vec::len).sum::<usize>();
        }
        if !self.texts.rows.is_empty() {
            outline.push((Origin::Compared(at), self.texts.heading.clone()));
            at += 1 + self.texts.heads.len();
        }
        for row in &self.texts.rows {
            if let Row::Heading(heading) = row {
                outline.push((Origin::Compared(at), heading.clone()));
            }
            at += row.kinds().len();
        }
        outline
    }

    /// Every character that no face has, once, in printed order.
    pub fn missing(&self, fonts: &impl Fonts) -> Vec<char> {
        let mut found = Vec::new();
        for text in self.texts() {
            for ch in clean(&text) {
                // All styles end with the same face.
                if pick(fonts, Style::Body, ch).is_none() && !found.contains(&ch) {
                    found.push(ch);
                }
            }
        }
        found
    }

    /// The pages, numbered.
    pub fn pages(&self, fonts: &impl Fonts) -> Vec<Page> {
        let Ok(pages) = self.pages_before::<Infallible>(fonts, &Patient);
        pages
    }

    /// [`Self::pages`] for somebody who may stop waiting.
    ///
    /// # Errors
    /// Nobody waits any more.
    pub fn pages_before<E>(
        &self,
        fonts: &impl Fonts,
        onlooker: &(impl Onlooker<E> + ?Sized),
    ) -> Result<Vec<Page>, E> {
        let mut pages = set::pages(self, fonts, onlooker)?;
        foot::add(&mut pages, &Options::default(), fonts);
        Ok(pages)
    }
}

fn group(cells: Vec<Element>) -> Element {
    Element::group(Kind::Row, cells)
}

impl Row {
    fn texts(&self) -> Vec<String> {
        match self {
            Self::Heading(text) => vec![text.clone()],
            Self::Pair { sides, .. } => {
                sides.iter().map(|side| side.iter().map(|s| s.text.as_str()).collect()).collect()
            }
        }
    }

    fn kinds(&self) -> Vec<Kind> {
        match self {
            Self::Heading(_) => vec![Kind::ColumnHead(Span { rows: 1, columns: 2 })],
            Self::Pair { .. } => vec![Kind::Data(Span::ONE), Kind::Data(Span::ONE)],
        }
    }
}
