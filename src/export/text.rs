//! The report as plain text, to be read in Notepad and to be read back by a program.
//!
//! UTF-8 without a byte order mark and with `\n`: Notepad has read both since Windows 10 (1809), and a mark would
//! be an invisible character before the title wherever the text is pasted. For older ones there is
//! [`export_for_old_notepad`]. Paragraphs are not wrapped, so that the
//! window wraps them; a heading is never indented and a paragraph always is, so the two cannot be confused.

mod columns;
mod table;
mod tsv;
mod wrap;

pub use tsv::{guarded, tsv, unguarded};
use unicode_width::UnicodeWidthStr;

use crate::{
    draft::{Sheet, paragraphs},
    form::Section,
};

/// The columns that the title is centred over: 39 Chinese characters.
const LINE: usize = 78;
/// The indent of a paragraph: two Chinese characters.
const INDENT: &str = "　　";

/// The report as plain text: title, opening, and every section with its heading and its paragraphs or its table.
pub fn export(sheet: Sheet<'_>) -> String {
    let title = sheet.title();
    let mut parts: Vec<String> = vec![title.lines().map(centred).collect::<Vec<_>>().join("\n")];
    parts.extend(sheet.form().sections.iter().map(|s| section(sheet, s)).filter(|s| !s.is_empty()));
    parts.join("\n\n") + "\n"
}

/// [`export`] as Notepad reads it before Windows 10 (1809): with a byte order mark, or it may take UTF-8 for another
/// encoding, and `\r\n` at line ends, or it shows one long line.
pub fn export_for_old_notepad(sheet: Sheet<'_>) -> String {
    format!("\u{feff}{}", export(sheet).replace('\n', "\r\n"))
}

fn section(sheet: Sheet<'_>, section: &Section) -> String {
    let heading = sheet.heading(section);
    let heading = (!heading.is_empty()).then(|| heading.to_owned());
    let mut lines: Vec<String> = heading.into_iter().collect();
    match section.table().and_then(|id| sheet.form().table(id)) {
        Some(table) => lines.extend(table::lines(sheet, table)),
        None => lines.extend(paragraphs(sheet.text(&section.id)).map(|p| format!("{INDENT}{p}"))),
    }
    lines.join("\n")
}

fn centred(line: &str) -> String {
    let line = line.trim();
    let room = LINE.saturating_sub(width(line));
    format!("{}{line}", " ".repeat(room / 2))
}

/// The columns a text takes in a Chinese fixed-width face, which draws `“”—·…` as wide as a character.
pub(crate) fn width(text: &str) -> usize {
    text.width_cjk()
}
