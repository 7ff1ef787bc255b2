//! The text of a Word document in printed order, its page and its page numbers.

use std::collections::HashMap;

use super::{
    addresses::Addresses,
    fit::{self, Paragraph},
    measure::{on, root, twips, twips_at_most, val},
    parts::{EVEN_FOOTER, ODD_FOOTER, declared},
    styles::Style,
    table,
};
use crate::{
    draft::{Report, Sheet, paragraphs},
    export::markup::Element,
    layout::{self, Faces, Origin, TableMeasure, measure_tables, run_in_head, sheet, title_lines},
};

/// The main part of the file: `word/document.xml`.
pub(super) fn document(sheet: Sheet<'_>, addresses: &Addresses) -> String {
    let page = Body::of(sheet, addresses);
    let mut blocks = vec![title(sheet.report())];
    blocks.extend((0..sheet.form().sections.len()).flat_map(|index| page.section(index)));
    if sheet.form().sections.last().is_some_and(|s| s.table().is_some()) {
        // Word wants a paragraph after the last table.
        blocks.push(paragraph(Style::Table, []));
    }
    blocks.push(section_end());
    declared(&root("w:document").child(&on("w:body").children(blocks)))
}

fn title(report: &Report) -> Element {
    let lines = title_lines(report, Faces::bundled());
    paragraph(Style::Title, [chinese_run(None, []).children(broken(&lines))])
}

/// The report with the measures of its pages, which the document has too.
struct Body<'a> {
    sheet: Sheet<'a>,
    /// How many lines each part takes.
    lines: HashMap<Origin, usize>,
    tables: Vec<Option<TableMeasure>>,
    addresses: &'a Addresses,
}

impl<'a> Body<'a> {
    fn of(sheet: Sheet<'a>, addresses: &'a Addresses) -> Self {
        let pages = layout::pages(sheet, Faces::bundled());
        let tables = measure_tables(sheet, Faces::bundled(), &pages);
        Self { sheet, lines: fit::lines_of_parts(&pages), tables, addresses }
    }

    fn section(&self, index: usize) -> Vec<Element> {
        let section = &self.sheet.form().sections[index];
        let heading = self.sheet.heading(section);
        let heading = (!heading.is_empty()).then(|| paragraph(Style::Heading, [run(heading)]));
        let mut blocks: Vec<Element> = heading.into_iter().collect();
        let tables = &self.sheet.form().tables;
        if let Some(table) = section.table().and_then(|id| tables.iter().position(|t| t.id == *id)) {
            let measure = self.tables[table].as_ref();
            blocks.extend(measure.map(|measure| table::element(self.sheet, table, measure)));
        } else {
            let texts = paragraphs(self.sheet.text(&section.id)).enumerate();
            blocks.extend(texts.map(|(at, text)| self.text(text, Origin::Paragraph(index, at))));
        }
        blocks
    }

    fn text(&self, text: &str, origin: Origin) -> Element {
        let (head, rest) = run_in_head(text);
        let paragraph = Paragraph::new(text, Faces::bundled());
        let spacing = paragraph.spacing(self.lines.get(&origin).copied().unwrap_or_default());
        let closer = || (spacing != fit::usual()).then(|| val("w:spacing", spacing));
        let set = |text: &str, style| {
            self.addresses.linked(text, |words_of| chinese_run(style, closer()).child(&words(words_of)))
        };
        let (style, runs) = match (head, rest) {
            ("", rest) => (Style::Text, set(rest, None)),
            (head, "") => (Style::Subheading, set(head, None)),
            (head, rest) => (Style::Text, [set(head, Some(Style::RunIn)), set(rest, None)].concat()),
        };
        let ragged = paragraph.is_torn(spacing).then(|| val("w:jc", "left"));
        set_paragraph(style, ragged, runs)
    }
}

/// A paragraph of these runs.
pub(super) fn paragraph(style: Style, runs: impl IntoIterator<Item = Element>) -> Element {
    set_paragraph(style, None, runs)
}

fn set_paragraph(
    style: Style,
    look: impl IntoIterator<Item = Element>,
    runs: impl IntoIterator<Item = Element>,
) -> Element {
    let look = on("w:pPr").child(&val("w:pStyle", style.id())).children(look);
    on("w:p").child(&look).children(runs)
}

/// A run in the type of its paragraph.
fn run(text: &str) -> Element {
    chinese_run(None, []).child(&words(text))
}

/// A run with this look, empty as yet. Of marks that Chinese and Latin type share (“”, ——, ·) it has the Chinese.
pub(super) fn chinese_run(style: Option<Style>, look: impl IntoIterator<Item = Element>) -> Element {
    let style = style.map(|s| val("w:rStyle", s.id()));
    let hint = on("w:rFonts").with("w:hint", "eastAsia");
    on("w:r").child(&on("w:rPr").children(style).child(&hint).children(look))
}

/// The words of a run, spaces and all.
fn words(text: &str) -> Element {
    on("w:t").with("xml:space", "preserve").text(text)
}

/// The words of a run in these lines.
pub(super) fn broken(lines: &[String]) -> impl Iterator<Item = Element> {
    let line = |(i, line): (usize, &String)| [(i > 0).then(|| on("w:br")), Some(words(line))];
    lines.iter().enumerate().flat_map(line).flatten()
}

/// The page: A4, the margins and the grid of GB/T 9704—2012.
fn section_end() -> Element {
    let foot = |kind, part| on("w:footerReference").with("w:type", kind).with("r:id", part);
    let size = on("w:pgSz").with("w:w", twips(sheet::WIDTH)).with("w:h", twips(sheet::HEIGHT));
    let lines = on("w:docGrid").with("w:type", "lines");
    on("w:sectPr").children([
        foot("default", ODD_FOOTER),
        foot("even", EVEN_FOOTER),
        size,
        margins(),
        lines.with("w:linePitch", twips_at_most(sheet::LINE_PITCH)),
    ])
}

fn margins() -> Element {
    let right = sheet::WIDTH - sheet::RIGHT;
    let bottom = sheet::HEIGHT - sheet::BOTTOM;
    // The dashes of the page number stand in the middle of its line.
    let footer = bottom - sheet::FOLIO_DROP - sheet::FOLIO_SIZE / 2.0;
    let sides = [
        ("w:top", sheet::TOP),
        ("w:right", right),
        ("w:bottom", bottom),
        ("w:left", sheet::LEFT),
        ("w:header", sheet::TOP / 2.0),
        ("w:footer", footer),
        ("w:gutter", 0.0),
    ];
    sides.into_iter().fold(on("w:pgMar"), |margins, (side, room)| margins.with(side, twips(room)))
}

/// On which side of a bound sheet a page is.
#[derive(Clone, Copy)]
pub(super) enum Side {
    /// The outer edge is on the right.
    Odd,
    /// The outer edge is on the left.
    Even,
}

/// The page number (页码), one blank character from the outer edge.
pub(super) fn footer(side: Side) -> String {
    let (edge, at) = match side {
        Side::Odd => ("w:right", "right"),
        Side::Even => ("w:left", "left"),
    };
    let look = on("w:pPr").children([
        val("w:pStyle", Style::Footer.id()),
        on("w:ind").with(edge, twips(sheet::FOLIO_SIZE)),
        val("w:jc", at),
    ]);
    let number = on("w:fldSimple").with("w:instr", " PAGE ").child(&run("1"));
    declared(&root("w:ftr").child(&on("w:p").children([look, run("— "), number, run(" —")])))
}
