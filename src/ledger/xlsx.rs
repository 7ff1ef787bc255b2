//! XLSX files: the first visible sheet with anything in it. No formula is computed: the value that was saved with it
//! is read. (The reader crates for XLSX either need a second `quick-xml` or set room aside for every empty cell.)

use std::collections::HashMap;

use quick_xml::{
    Reader,
    escape::resolve_xml_entity,
    events::{BytesRef, BytesStart, Event},
};

use super::worksheet::{Gathering, LedgerError, MAX_COLUMNS, Row, Worksheet};
use crate::bounds::{MAX_CHARS, archive::Archive};

/// What stands in a cell whose formula has no saved value: seen by the officer, never counted.
const NO_VALUE: &str = "公式没有结果";

/// Reads the first visible sheet of a spreadsheet that has anything in it.
pub(super) fn read(bytes: &[u8]) -> Result<Worksheet, LedgerError> {
    let mut archive = Archive::open(bytes)?;
    if !archive.has("xl/workbook.xml") {
        return Err(if archive.has("EncryptedPackage") {
            LedgerError::Locked
        } else {
            LedgerError::NotTable
        });
    }
    let book = book(&archive.part("xl/workbook.xml")?)?;
    let targets = targets(&part(&mut archive, "xl/_rels/workbook.xml.rels")?)?;
    let strings = strings(&part(&mut archive, "xl/sharedStrings.xml")?)?;
    for id in &book.sheets {
        let Some(name) = targets.get(id).filter(|name| archive.has(name)).cloned() else { continue };
        let rows = rows(&archive.part(&name)?, &strings)?;
        if !rows.is_empty() {
            return Ok(Worksheet { rows, from_1904: book.from_1904 });
        }
    }
    Err(LedgerError::Empty)
}

/// A part that not every file has.
fn part(archive: &mut Archive<'_>, name: &str) -> Result<Vec<u8>, LedgerError> {
    if archive.has(name) { Ok(archive.part(name)?) } else { Ok(Vec::new()) }
}

/// Calls `each` for every event of a part.
fn events(
    xml: &[u8],
    mut each: impl FnMut(&Event<'_>) -> Result<(), LedgerError>,
) -> Result<(), LedgerError> {
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event().map_err(|_| LedgerError::Damaged)? {
            Event::Eof => return Ok(()),
            event => each(&event)?,
        }
    }
}

/// The value of an attribute, whatever its prefix.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found =
        tag.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    Some(found.value.into_owned())
}

/// What the workbook says of its sheets.
#[derive(Default)]
struct Book {
    /// The relations of the visible sheets, in order.
    sheets: Vec<String>,
    from_1904: bool,
}

fn book(xml: &[u8]) -> Result<Book, LedgerError> {
    let mut book = Book::default();
    events(xml, |event| {
        if let Event::Start(tag) | Event::Empty(tag) = event {
            match tag.local_name().as_ref() {
                "sheet" if attribute(tag, "state").is_none_or(|s| s == "visible") => {
                    book.sheets.extend(attribute(tag, "id"));
                }
                "workbookPr" => {
                    book.from_1904 = attribute(tag, "date1904").is_some_and(|v| v == "1" || v == "true");
                }
                _ => {}
            }
        }
        Ok(())
    })?;
    Ok(book)
}

/// The names of the parts by their relations.
fn targets(xml: &[u8]) -> Result<HashMap<String, String>, LedgerError> {
    let mut targets = HashMap::new();
    events(xml, |event| {
        if let Event::Start(tag) | Event::Empty(tag) = event
            && let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target"))
        {
            let name = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            targets.insert(id, name);
        }
        Ok(())
    })?;
    Ok(targets)
}

/// Characters inside `t` elements, without readings of characters (拼音).
#[derive(Default)]
struct Words {
    text: String,
    is_open: bool,
    reading: bool,
}

impl Words {
    fn see(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => self.turn(tag.local_name().as_ref(), true),
            Event::End(tag) => self.turn(tag.local_name().as_ref(), false),
            Event::Text(words) if self.is_open => self.text.push_str(words),
            Event::CData(words) if self.is_open => self.text.push_str(words),
            Event::GeneralRef(name) if self.is_open => self.text.push_str(&reference(name)),
            _ => {}
        }
    }

    fn turn(&mut self, name: &str, on: bool) {
        match name {
            "rPh" => self.reading = on,
            "t" | "v" => self.is_open = on && !self.reading,
            _ => {}
        }
    }
}

/// A character reference or one of the five entities of XML; no other entity is expanded.
fn reference(name: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return c.to_string();
    }
    resolve_xml_entity(name).unwrap_or_default().to_owned()
}

/// The texts that cells share.
fn strings(xml: &[u8]) -> Result<Vec<String>, LedgerError> {
    let (mut strings, mut words, mut chars) = (Vec::new(), Words::default(), 0);
    events(xml, |event| {
        words.see(event);
        match event {
            Event::End(tag) if tag.local_name().as_ref() == "si" => {
                chars += words.text.len();
                strings.push(std::mem::take(&mut words.text));
            }
            Event::Empty(tag) if tag.local_name().as_ref() == "si" => strings.push(String::new()),
            _ => {}
        }
        if chars > MAX_CHARS * 3 { Err(LedgerError::TooLong) } else { Ok(()) }
    })?;
    Ok(strings)
}

/// The cell being read.
#[derive(Default)]
struct Open {
    column: usize,
    is_shared: bool,
    has_formula: bool,
}

/// The rows of a sheet being read.
struct Grid<'a> {
    strings: &'a [String],
    gathering: Gathering,
    row: Row,
    cell: Open,
    /// Where a cell that does not say its place stands.
    next_column: usize,
    words: Words,
}

fn rows(xml: &[u8], strings: &[String]) -> Result<Vec<Row>, LedgerError> {
    let mut grid = Grid {
        strings,
        gathering: Gathering::default(),
        row: Row::default(),
        cell: Open::default(),
        next_column: 0,
        words: Words::default(),
    };
    events(xml, |event| grid.see(event))?;
    Ok(grid.gathering.rows)
}

impl Grid<'_> {
    fn see(&mut self, event: &Event<'_>) -> Result<(), LedgerError> {
        self.words.see(event);
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "row" => self.begin_row(tag),
                "c" => self.begin_cell(tag),
                "f" => self.cell.has_formula = true,
                _ => {}
            },
            // A cell without anything in it still takes its place.
            Event::Empty(tag) if tag.local_name().as_ref() == "c" => self.begin_cell(tag),
            Event::Empty(tag) if tag.local_name().as_ref() == "f" => self.cell.has_formula = true,
            Event::End(tag) => match tag.local_name().as_ref() {
                "c" => self.end_cell(),
                "row" => self.gathering.push(std::mem::take(&mut self.row))?,
                _ => {}
            },
            _ => {}
        }
        Ok(())
    }

    fn begin_row(&mut self, tag: &BytesStart<'_>) {
        let last = self.gathering.rows.last().map_or(0, |row| row.line);
        let line = attribute(tag, "r").and_then(|r| r.parse().ok()).unwrap_or(last.saturating_add(1));
        self.row = Row { line, cells: Vec::new() };
        self.next_column = 0;
    }

    fn begin_cell(&mut self, tag: &BytesStart<'_>) {
        let column = attribute(tag, "r").and_then(|name| column(&name));
        let column = column.unwrap_or(self.next_column);
        self.next_column = column + 1;
        let is_shared = attribute(tag, "t").is_some_and(|t| t == "s");
        self.cell = Open { column, is_shared, has_formula: false };
        self.words.text.clear();
    }

    fn end_cell(&mut self) {
        let text = std::mem::take(&mut self.words.text);
        let Open { column, is_shared, has_formula } = self.cell;
        let value = match text.trim().parse::<usize>() {
            Ok(at) if is_shared => self.strings.get(at).cloned().unwrap_or_default(),
            _ if has_formula && text.trim().is_empty() => NO_VALUE.to_owned(),
            _ => text,
        };
        if column < MAX_COLUMNS {
            self.row.cells.resize(self.row.cells.len().max(column + 1), String::new());
            self.row.cells[column] = value;
        }
    }
}

/// The column of a cell's name, from 0: `C12` is 2.
fn column(name: &str) -> Option<usize> {
    let letters = name.bytes().take_while(u8::is_ascii_uppercase).take(3);
    let column = letters.fold(0, |column, letter| column * 26 + usize::from(letter - b'A') + 1);
    column.checked_sub(1)
}
