//! A Word document taken apart, in the units of Word: twentieths of a point, half points, eighths of a point.

use nianbao::{draft::Report, export::docx, form::Form};

use crate::common::{
    forms,
    pages::{Sample, samples},
    tables::{Word, of_docx, part},
    xml::Element,
};

/// A document that is taken apart.
pub struct Document {
    pub word: Word,
    pub body: Element,
    pub styles: Element,
}

impl Document {
    pub fn of(form: &Form, report: &Report) -> Self {
        let word = of_docx(&docx::export(forms::sheet(form, report)).expect("a document"));
        let read = |path: &str| Element::read(part(&word, path));
        let (document, styles) = (read("word/document.xml"), read("word/styles.xml"));
        Self { body: document.at(&["w:body"]).clone(), styles, word }
    }

    pub fn part(&self, path: &str) -> Element {
        Element::read(part(&self.word, path))
    }

    /// The style of a paragraph.
    pub fn style_of(&self, paragraph: &Element) -> &Element {
        self.style(paragraph.value(&["w:pPr", "w:pStyle"]))
    }

    pub fn style(&self, id: &str) -> &Element {
        let found = self.styles.children("w:style").find(|s| s.attribute("w:styleId") == id);
        found.unwrap_or_else(|| panic!("no style {id:?}"))
    }

    /// What holds for a paragraph: said by itself, by its style, by what that is based on, or for the whole document.
    pub fn said<'a>(&'a self, own: &'a Element, style: &'a Element, path: &[&str]) -> Option<&'a Element> {
        let based = style.value(&["w:basedOn"]);
        let defaults = match path[0] {
            "w:rPr" => self.styles.at(&["w:docDefaults", "w:rPrDefault"]).find(path),
            _ => None,
        };
        let basis = || (!based.is_empty()).then(|| self.style(based).find(path)).flatten();
        own.find(path).or_else(|| style.find(path)).or_else(basis).or(defaults)
    }

    /// The paragraphs outside of tables with this text.
    pub fn paragraph(&self, text: &str) -> &Element {
        let found = self.body.children("w:p").find(|p| p.text() == text);
        found.unwrap_or_else(|| panic!("no paragraph {text}"))
    }
}

/// Millimetres in twentieths of a point.
pub fn twips(millimetres: f32) -> i32 {
    (millimetres / 25.4 * 1440.0).round() as i32
}

/// Whether two lengths in twentieths of a point are the same but for rounding.
pub fn about(a: i32, b: i32) -> bool {
    (a - b).abs() <= 1
}

pub fn documents() -> Vec<(Sample, Document)> {
    let document = |sample: Sample| {
        let document = Document::of(&sample.form, &sample.report);
        (sample, document)
    };
    samples().into_iter().map(document).collect()
}
