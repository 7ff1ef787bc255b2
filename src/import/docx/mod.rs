//! Word files: paragraphs and table rows of the main part as they read once every tracked change is accepted, and what
//! was tracked and commented. Nothing is unpacked to disk, no part but that and the comments is opened.

mod marks;

use std::borrow::Cow;

use quick_xml::{
    Reader,
    escape::resolve_xml_entity,
    events::{BytesRef, BytesStart, Event},
};

use self::marks::Collected;
use super::{
    block::{Block, Page},
    error::{ImportError, MAX_BLOCKS, MAX_CHARS, MAX_DEPTH},
    notes::{self, Small},
    prose,
};
use crate::bounds::archive::Archive;

/// The part with the text.
const MAIN: &str = "word/document.xml";
/// The part with what the comments say.
const COMMENTS: &str = "word/comments.xml";
/// Elements whose content is not the text of the page: deleted text, field codes, what newer Word draws instead.
const HIDDEN: [&str; 7] =
    ["delText", "instrText", "delInstrText", "Fallback", "del", "moveFrom", "rPrChange"];

/// Reads a Word file.
pub(super) fn read(bytes: &[u8]) -> Result<Page, ImportError> {
    let mut archive = Archive::open(bytes)?;
    if !archive.has(MAIN) {
        return Err(if archive.has("EncryptedPackage") { ImportError::Locked } else { ImportError::NotWord });
    }
    let main = archive.part(MAIN)?;
    let comments = if archive.has(COMMENTS) { Some(archive.part(COMMENTS)?) } else { None };
    text(&main, comments.as_deref())
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
    /// Whether the run is struck out or hidden.
    left_out: bool,
    /// The small type of the run.
    small: Option<Small>,
    hidden: usize,
    depth: usize,
    chars: usize,
    /// What the settings that are being read are of.
    settings: Settings,
    /// What was taken out, while changes were tracked, of what is being read.
    taken_out: TakenOut,
    collected: Collected,
}

/// What was taken out while changes were tracked.
#[derive(Default)]
struct TakenOut {
    /// The end of the paragraph: the next one goes on in its line.
    end: bool,
    /// The row.
    row: bool,
}

/// What has settings in which a tracked change may stand.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Settings {
    #[default]
    None,
    Paragraph,
    Row,
}

fn text(xml: &[u8], comments: Option<&[u8]>) -> Result<Page, ImportError> {
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().check_end_names = false;
    let mut text = Text::default();
    loop {
        match reader.read_event().map_err(|_| ImportError::Damaged)? {
            Event::Start(tag) => text.start(&tag)?,
            Event::Empty(tag) => text.empty(&tag),
            Event::End(tag) => text.end(tag.local_name().as_ref()),
            Event::Text(words) if text.in_text => {
                text.words(&words)?;
            }
            Event::GeneralRef(name) if text.in_text => text.words(&reference(&name))?,
            Event::Eof => break,
            // Declarations of entities are among these: they are never expanded.
            _ => {}
        }
    }
    text.end_line();
    let breaks = prose::breaks_of_paragraphs(&text.blocks);
    Ok(Page { blocks: text.blocks, breaks, marks: text.collected.finish(comments)?, ..Page::default() })
}

/// A character reference or one of the five entities of XML; any other stays as it is written.
fn reference(name: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return c.to_string();
    }
    resolve_xml_entity(name).map_or_else(|| format!("&{};", &**name), str::to_owned)
}

/// The value of a setting of a run.
fn setting(tag: &BytesStart<'_>) -> Option<String> {
    value(tag, "val")
}

/// The value of an attribute, without the prefix of its name.
fn value(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let value = attributes.find(|a| a.key.local_name().as_ref() == name)?.value.into_owned();
    let plain = quick_xml::escape::unescape(&value).map(Cow::into_owned);
    Some(plain.unwrap_or(value))
}

/// Whether a setting is on: it is, where nothing says it is not.
fn is_on(tag: &BytesStart<'_>) -> bool {
    !matches!(setting(tag).as_deref(), Some("0" | "false" | "none" | "off"))
}

fn small(tag: &BytesStart<'_>) -> Option<Small> {
    match setting(tag).as_deref() {
        Some("superscript") => Some(Small::Above),
        Some("subscript") => Some(Small::Below),
        _ => None,
    }
}

impl Text {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), ImportError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(ImportError::OddArchive);
        }
        let name = tag.local_name();
        if let Some(is_removed) = marks::is_removed(name.as_ref()) {
            self.collected.begin(tag, is_removed, self.blocks.len());
        }
        if self.hidden > 0 && matches!(name.as_ref(), "t" | "delText") {
            self.in_text = self.collected.in_removed();
        }
        if self.hidden > 0 || HIDDEN.contains(&name.as_ref()) {
            self.hidden += 1;
            return Ok(());
        }
        match name.as_ref() {
            "t" => self.in_text = true,
            "r" => (self.left_out, self.small) = (false, None),
            "tbl" => self.open_table(),
            "tr" => self.row_starts(),
            "pPr" => self.settings = Settings::Paragraph,
            "trPr" => self.settings = Settings::Row,
            _ => self.empty(tag),
        }
        Ok(())
    }

    fn empty(&mut self, tag: &BytesStart<'_>) {
        self.collected.place(tag, self.blocks.len());
        match tag.local_name().as_ref() {
            "del" | "moveFrom" => match self.settings {
                Settings::Paragraph => self.taken_out.end = true,
                Settings::Row => self.taken_out.row = true,
                Settings::None => {}
            },
            "tab" if self.hidden == 0 && !self.is_setting() => self.line.push('\t'),
            "br" | "cr" if self.hidden == 0 => self.end_line(),
            "strike" | "dstrike" | "vanish" if self.hidden == 0 => self.left_out = is_on(tag),
            "vertAlign" if self.hidden == 0 => self.small = small(tag),
            "noBreakHyphen" if self.hidden == 0 => self.line.push('-'),
            _ => {}
        }
    }

    /// A tab before any text of the paragraph sets its tab stops or its indent.
    fn is_setting(&self) -> bool {
        self.line.is_empty()
    }

    fn end(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        if marks::is_removed(name).is_some() {
            self.collected.end();
        }
        if self.hidden > 0 {
            self.in_text = false;
            self.hidden -= 1;
            return;
        }
        match name {
            "t" => self.in_text = false,
            "pPr" | "trPr" => self.settings = Settings::None,
            "p" => self.end_paragraph(),
            "tc" => self.end_cell(),
            "tr" => self.row_ends(),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) -> Result<(), ImportError> {
        self.chars += words.len();
        if self.chars > MAX_CHARS * 3 || self.blocks.len() > MAX_BLOCKS || self.collected.is_too_much() {
            return Err(ImportError::TooLong);
        }
        self.collected.words(words);
        if self.hidden == 0 && !self.left_out {
            let small = self.small;
            self.line.extend(words.chars().map(|c| small.map_or(c, |s| notes::small(c, s))));
        }
        Ok(())
    }

    /// A paragraph ends, unless its end was taken out.
    fn end_paragraph(&mut self) {
        self.collected.end_paragraph();
        if !std::mem::take(&mut self.taken_out.end) {
            self.end_line();
        }
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
        self.taken_out.row = false;
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
        let is_there = !std::mem::take(&mut self.taken_out.row);
        if let Some(row) = self.rows.pop().filter(|r| !r.is_empty() && is_there) {
            self.blocks.push(Block::Row(row));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_struck_out_or_hidden_is_left_out_and_small_digits_are_marks() {
        let run = |set: &str, words: &str| format!("<w:r><w:rPr>{set}</w:rPr><w:t>{words}</w:t></w:r>");
        for (runs, expect) in [
            (run("", "16") + &run("<w:vertAlign w:val=\"superscript\"/>", "1") + &run("", "件"), "16¹件"),
            (run("<w:strike/>", "7") + &run("<w:strike w:val=\"0\"/>", "5"), "5"),
            (run("<w:vanish/>", "7") + &run("", "5"), "5"),
            (run("<w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange>", "5"), "5"),
            (format!("<w:moveFrom>{}</w:moveFrom>{}", run("", "7"), run("", "5")), "5"),
        ] {
            let xml = format!("<w:document><w:body><w:p>{runs}</w:p></w:body></w:document>");
            assert_eq!(text(xml.as_bytes(), None).unwrap().blocks, [Block::Line(expect.to_owned())], "{xml}");
        }
    }
}
