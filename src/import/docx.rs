//! Word files: paragraphs and table rows of the main part. Nothing is unpacked to disk, no other part is opened.

use std::{
    collections::HashSet,
    io::{Cursor, Read as _},
};

use quick_xml::{
    Reader,
    events::{BytesRef, BytesStart, Event},
};
use zip::{ZipArchive, result::ZipError};

use super::{
    block::{Block, Breaks, Page},
    error::{
        ImportError, MAX_BLOCKS, MAX_CHARS, MAX_DEPTH, MAX_ENTRIES, MAX_RATIO, MAX_UNPACKED, RATIO_FROM,
    },
};

/// The part with the text.
const MAIN: &str = "word/document.xml";
/// Elements whose content is not the text of the page: deleted text, field codes, what newer Word draws instead.
const HIDDEN: [&[u8]; 5] = [b"delText", b"instrText", b"delInstrText", b"Fallback", b"del"];

/// Reads a Word file.
pub(super) fn read(bytes: &[u8]) -> Result<Page, ImportError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| fault(&e))?;
    let names = checked_names(&mut archive, listed(bytes))?;
    if !names.contains(MAIN) {
        return Err(if names.contains("EncryptedPackage") {
            ImportError::Locked
        } else {
            ImportError::NotWord
        });
    }
    let part = archive.by_name(MAIN).map_err(|e| fault(&e))?;
    // The size that an entry claims may be a lie: what is read is bounded as well.
    let limit = ratio_limit(part.compressed_size());
    let mut xml = Vec::new();
    part.take(limit + 1).read_to_end(&mut xml).map_err(|_| ImportError::Damaged)?;
    if xml.len() as u64 > limit {
        return Err(ImportError::Bomb);
    }
    text(&xml)
}

fn fault(error: &ZipError) -> ImportError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            ImportError::Locked
        }
        _ => ImportError::Damaged,
    }
}

/// The most bytes that a part of this packed size may have.
fn ratio_limit(packed: u64) -> u64 {
    packed.saturating_mul(MAX_RATIO).clamp(RATIO_FROM, MAX_UNPACKED)
}

/// The names in an archive, once their number, their form and their sizes are found to be those of a Word file.
fn checked_names(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    listed: Option<usize>,
) -> Result<HashSet<String>, ImportError> {
    if archive.len() > MAX_ENTRIES {
        return Err(ImportError::OddArchive);
    }
    // The reader keeps one of two entries with the same name; the archive itself counts both.
    if listed.is_some_and(|n| n != archive.len()) {
        return Err(ImportError::OddArchive);
    }
    let mut names = HashSet::new();
    let mut unpacked = 0_u64;
    for at in 0..archive.len() {
        let entry = archive.by_index_raw(at).map_err(|e| fault(&e))?;
        if entry.encrypted() {
            return Err(ImportError::Locked);
        }
        let inside = entry.enclosed_name().is_some();
        let name = entry.name().map_err(|_| ImportError::OddArchive)?.into_owned();
        if !inside || name.contains("..") || !names.insert(name) {
            return Err(ImportError::OddArchive);
        }
        unpacked = unpacked.saturating_add(entry.size());
        if entry.size() > ratio_limit(entry.compressed_size()) || unpacked > MAX_UNPACKED {
            return Err(ImportError::Bomb);
        }
    }
    Ok(names)
}

/// How many entries an archive says it lists, in the record at its end.
fn listed(bytes: &[u8]) -> Option<usize> {
    const RECORD: &[u8] = b"PK\x05\x06";
    let end = &bytes[bytes.len().saturating_sub(66_000)..];
    let at = end.windows(RECORD.len()).rposition(|w| w == RECORD)?;
    let count = end.get(at + 10..at + 12)?;
    Some(usize::from(u16::from_le_bytes([count[0], count[1]])))
}

/// The state of reading the main part.
#[derive(Default)]
struct Text {
    blocks: Vec<Block>,
    line: String,
    /// The rows of the open tables, the innermost last; `None` outside a cell.
    rows: Vec<Vec<String>>,
    cells: Vec<String>,
    in_text: bool,
    hidden: usize,
    depth: usize,
    chars: usize,
}

fn text(xml: &[u8]) -> Result<Page, ImportError> {
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().check_end_names = false;
    let mut text = Text::default();
    loop {
        match reader.read_event().map_err(|_| ImportError::Damaged)? {
            Event::Start(tag) => text.start(&tag)?,
            Event::Empty(tag) => text.empty(&tag),
            Event::End(tag) => text.end(tag.local_name().as_ref()),
            Event::Text(words) if text.in_text => {
                text.words(&words.decode().map_err(|_| ImportError::Damaged)?)?;
            }
            Event::GeneralRef(name) if text.in_text => text.words(&reference(&name))?,
            Event::Eof => break,
            // Declarations of entities are among these: they are never expanded.
            _ => {}
        }
    }
    text.end_line();
    Ok(Page { blocks: text.blocks, breaks: Breaks::Paragraphs })
}

/// A character reference or one of the five entities of XML; any other stays as it is written.
fn reference(name: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return c.to_string();
    }
    let name = String::from_utf8_lossy(name);
    let known = [("lt", "<"), ("gt", ">"), ("amp", "&"), ("quot", "\""), ("apos", "'")];
    known.iter().find(|(n, _)| *n == name).map_or_else(|| format!("&{name};"), |(_, c)| (*c).to_owned())
}

impl Text {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), ImportError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(ImportError::OddArchive);
        }
        let name = tag.local_name();
        if self.hidden > 0 || HIDDEN.contains(&name.as_ref()) {
            self.hidden += 1;
            return Ok(());
        }
        match name.as_ref() {
            b"t" => self.in_text = true,
            b"tbl" => self.open_table(),
            b"tr" => self.row_starts(),
            _ => self.empty(tag),
        }
        Ok(())
    }

    fn empty(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            b"tab" if self.hidden == 0 && !self.is_setting() => self.line.push('\t'),
            b"br" | b"cr" if self.hidden == 0 => self.end_line(),
            b"noBreakHyphen" if self.hidden == 0 => self.line.push('-'),
            _ => {}
        }
    }

    /// A tab before any text of the paragraph sets its tab stops or its indent.
    fn is_setting(&self) -> bool {
        self.line.is_empty()
    }

    fn end(&mut self, name: &[u8]) {
        self.depth = self.depth.saturating_sub(1);
        if self.hidden > 0 {
            self.hidden -= 1;
            return;
        }
        match name {
            b"t" => self.in_text = false,
            b"p" => self.end_line(),
            b"tc" => self.end_cell(),
            b"tr" => self.row_ends(),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) -> Result<(), ImportError> {
        self.chars += words.len();
        if self.chars > MAX_CHARS * 3 || self.blocks.len() > MAX_BLOCKS {
            return Err(ImportError::TooLong);
        }
        if self.hidden == 0 {
            self.line.push_str(words);
        }
        Ok(())
    }

    /// A line ends; inside a row it is a line of its cell.
    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        match self.cells.last_mut() {
            Some(cell) if !line.trim().is_empty() => {
                if !cell.is_empty() {
                    cell.push('\n');
                }
                cell.push_str(&line);
            }
            Some(_) => {}
            None if line.trim().is_empty() => {}
            None => self.blocks.push(Block::Line(line)),
        }
    }

    /// A table inside a cell: the table around it only lays the page out.
    fn open_table(&mut self) {
        self.end_line();
        if let (Some(row), Some(cell)) = (self.rows.last_mut(), self.cells.last_mut()) {
            let cells = std::mem::take(row).into_iter().chain([std::mem::take(cell)]);
            let lines: Vec<String> = cells.filter(|c| !c.trim().is_empty()).collect();
            self.blocks.extend(lines.into_iter().map(Block::Line));
        }
    }

    fn row_starts(&mut self) {
        self.rows.push(Vec::new());
        self.cells.push(String::new());
    }

    fn end_cell(&mut self) {
        self.end_line();
        if let (Some(row), Some(cell)) = (self.rows.last_mut(), self.cells.last_mut()) {
            row.push(std::mem::take(cell));
        }
    }

    fn row_ends(&mut self) {
        self.end_line();
        self.cells.pop();
        if let Some(row) = self.rows.pop().filter(|r| !r.is_empty()) {
            self.blocks.push(Block::Row(row));
        }
    }
}
