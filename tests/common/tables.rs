//! Reads tables back out of HTML and Word documents as places in a grid, so that they can be held against the form.
#![allow(dead_code, reason = "each test uses some of it")]
#![allow(clippy::unwrap_used, reason = "a test that unwraps fails as it should")]

use std::io::{Cursor, Read as _};

use nianbao::{
    draft::Report,
    form::{BoxContent, Form, Table},
    layout::clean,
};
use quick_xml::{
    Reader,
    escape::resolve_predefined_entity,
    events::{BytesStart, Event, attributes::Attribute},
};

use super::{
    forms,
    page::{Element, Page},
};

/// A cell with its place in the grid.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Placed {
    pub row: usize,
    pub column: usize,
    pub rows: usize,
    pub columns: usize,
    pub text: String,
}

/// What can be shown of a text.
pub fn shown(text: &str) -> String {
    clean(text).map(|c| if matches!(c, '\u{fffe}' | '\u{ffff}') { '\u{fffd}' } else { c }).collect()
}

/// The cells of a table as the form has them.
pub fn of_form(form: &Form, report: &Report, table: &Table) -> Vec<Placed> {
    let text = |content: &BoxContent| match content {
        BoxContent::Cell(id) => shown(&forms::sheet(form, report).figure_of(id).text()),
        other => shown(other.text().unwrap()),
    };
    let mut placed: Vec<Placed> = table
        .boxes
        .iter()
        .map(|b| Placed {
            row: b.row,
            column: b.column,
            rows: b.rows,
            columns: b.columns,
            text: text(&b.content),
        })
        .collect();
    placed.sort();
    placed
}

/// The tables of a form in the order of its sections.
pub fn all_of_form(form: &Form, report: &Report) -> Vec<Vec<Placed>> {
    let tables = form.sections.iter().filter_map(|s| form.table(s.table()?));
    tables.map(|table| of_form(form, report, table)).collect()
}

/// Every table of a page; panics where spans overlap or leave holes.
pub fn of_html(page: &Page) -> Vec<Vec<Placed>> {
    page.named(&["table"]).iter().map(html_table).collect()
}

fn html_table(table: &Element) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::new();
    for (row, element) in table.named(&["tr"]).iter().enumerate() {
        for cell in element.named(&["th", "td"]) {
            let free = |column: &usize| !placed.iter().any(|p| covers(p, row, *column));
            let column = (0..100).find(free).unwrap();
            let (rows, columns) = (cell.span("rowspan"), cell.span("colspan"));
            placed.push(Placed { row, column, rows, columns, text: cell.text() });
        }
    }
    tiled(placed)
}

fn covers(p: &Placed, row: usize, column: usize) -> bool {
    (p.row..p.row + p.rows).contains(&row) && (p.column..p.column + p.columns).contains(&column)
}

/// The cells in order, after making sure that each place belongs to exactly one.
fn tiled(mut placed: Vec<Placed>) -> Vec<Placed> {
    let height = placed.iter().map(|p| p.row + p.rows).max().unwrap();
    let width = placed.iter().map(|p| p.column + p.columns).max().unwrap();
    for (row, column) in (0..height).flat_map(|r| (0..width).map(move |c| (r, c))) {
        let owners = placed.iter().filter(|p| covers(p, row, column)).count();
        assert_eq!(owners, 1, "row {row} column {column}");
    }
    placed.sort();
    placed
}

/// What a Word document says: its paragraphs and its tables.
#[derive(Debug, Default)]
pub struct Word {
    pub paragraphs: Vec<String>,
    pub tables: Vec<Vec<Placed>>,
    /// The parts of the file by path.
    pub parts: Vec<(String, String)>,
}

/// Reads a Word document; panics where a part is not well-formed or a table does not tile.
pub fn of_docx(bytes: &[u8]) -> Word {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut word = Word::default();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        walk(&text, |_, _| ());
        word.parts.push((part.name().unwrap().into_owned(), text));
    }
    let document = part(&word, "word/document.xml").to_owned();
    let mut body = Body { word, row: 0, column: 0, text: String::new() };
    walk(&document, |event, text| body.take(event, text));
    body.word.tables = body.word.tables.into_iter().map(tiled).collect();
    body.word
}

/// The text of a part.
pub fn part<'a>(word: &'a Word, path: &str) -> &'a str {
    &word.parts.iter().find(|(p, _)| p == path).unwrap().1
}

/// What happens in a part: an element starts, with its attributes; an element ends; or text.
#[derive(Clone, Copy)]
enum Step<'a> {
    Start(&'a [(String, String)]),
    End,
    Text,
}

/// Reads XML: each step with the element's name, or the text.
fn walk(xml: &str, mut take: impl FnMut(Step, &str)) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut open = 0_usize;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(e) => {
                open += 1;
                take(Step::Start(&attributes(&e)), e.name().as_ref());
            }
            Event::Empty(e) => {
                take(Step::Start(&attributes(&e)), e.name().as_ref());
                take(Step::End, e.name().as_ref());
            }
            Event::End(e) => {
                open -= 1;
                take(Step::End, e.name().as_ref());
            }
            Event::Text(t) => take(Step::Text, &t),
            Event::GeneralRef(r) => {
                take(Step::Text, resolve_predefined_entity(&r).unwrap());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open, 0, "every element ends");
}

fn attributes(element: &BytesStart) -> Vec<(String, String)> {
    let read = |a: Attribute| (a.key.as_ref().to_owned(), a.value.into_owned());
    element.attributes().map(|a| read(a.unwrap())).collect()
}

/// The value of an attribute.
fn value<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
}

/// Reads a document that LibreOffice wrote as one XML file: its whole text, and its tables.
pub fn of_fodt(xml: &str) -> (String, Vec<Vec<Placed>>) {
    let (mut all, mut tables) = (String::new(), Vec::<Vec<Placed>>::new());
    let (mut row, mut column, mut inside) = (0, 0, false);
    walk(xml, |step, what| match (step, what) {
        (Step::Text, text) => {
            all.push_str(text);
            if let (true, Some(cell)) = (inside, tables.last_mut().and_then(|t| t.last_mut())) {
                cell.text += text;
            }
        }
        (Step::Start(_), "table:table") => {
            tables.push(Vec::new());
            row = 0;
        }
        (Step::Start(_), "table:table-row") => column = 0,
        (Step::End, "table:table-row") => row += 1,
        (Step::Start(_), "table:covered-table-cell") => column += 1,
        (Step::Start(attributes), "table:table-cell") => {
            let span = |name| value(attributes, name).map_or(1, |n| n.parse().unwrap());
            let (rows, columns) = (span("table:number-rows-spanned"), span("table:number-columns-spanned"));
            tables.last_mut().unwrap().push(Placed { row, column, rows, columns, text: String::new() });
            (column, inside) = (column + 1, true);
        }
        (Step::End, "table:table-cell") => inside = false,
        _ => {}
    });
    (all, tables.into_iter().map(tiled).collect())
}

/// A document on its way through a reader.
struct Body {
    word: Word,
    row: usize,
    column: usize,
    text: String,
}

impl Body {
    fn take(&mut self, step: Step, what: &str) {
        let (row, column) = (self.row, self.column);
        match (step, what) {
            (Step::Text, _) => self.text.push_str(what),
            (Step::Start(_), "w:tbl") => {
                self.word.tables.push(Vec::new());
                self.row = 0;
            }
            (Step::Start(_), "w:tr") => self.column = 0,
            (Step::End, "w:tr") => {
                self.row += 1;
                self.column = 0;
            }
            (Step::Start(_), "w:tc") => {
                self.table().push(Placed { row, column, rows: 1, columns: 1, text: String::new() });
                self.column += 1;
            }
            (Step::Start(attributes), "w:gridSpan") => {
                let columns: usize = value(attributes, "w:val").unwrap().parse().unwrap();
                self.table().last_mut().unwrap().columns = columns;
                self.column += columns - 1;
            }
            (Step::Start([]), "w:vMerge") => self.merge(),
            (Step::Start(_), "w:p") => self.text.clear(),
            (Step::End, "w:p") => self.paragraph(),
            _ => {}
        }
    }

    fn table(&mut self) -> &mut Vec<Placed> {
        self.word.tables.last_mut().unwrap()
    }

    /// Takes the cell just begun into the one over it.
    fn merge(&mut self) {
        let lower = self.table().pop().unwrap();
        let over = |p: &&mut Placed| (p.column, p.row + p.rows) == (lower.column, lower.row);
        self.table().iter_mut().find(over).unwrap().rows += 1;
    }

    fn paragraph(&mut self) {
        let text = std::mem::take(&mut self.text);
        let (row, column) = (self.row, self.column);
        let inside = |p: &&mut Placed| p.row == row && p.column + p.columns == column;
        let in_row = column > 0;
        match self.word.tables.last_mut().and_then(|t| t.iter_mut().find(inside)) {
            Some(cell) if in_row => cell.text += &text,
            _ if in_row => assert_eq!(text, "", "a merged cell is empty"),
            _ => self.word.paragraphs.push(text),
        }
    }
}
