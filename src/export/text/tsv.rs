//! A table as tab-separated values, for the clipboard and a spreadsheet.

use crate::{
    draft::Sheet,
    export::parts::box_text,
    form::{Table, TableBox},
};

/// The labels and values of a table: a line a row, a field a column; a merged box fills the first of its fields.
pub fn tsv(sheet: Sheet<'_>, table: &Table) -> String {
    (0..table.height).map(|row| line(sheet, table, row) + "\n").collect()
}

fn line(sheet: Sheet<'_>, table: &Table, row: usize) -> String {
    let starts_at = |column| move |b: &&TableBox| (b.row, b.column) == (row, column);
    let field = |column| table.boxes.iter().find(starts_at(column)).map(|b| box_text(sheet, b));
    let fields = (0..table.width()).map(|column| field(column).map_or_else(String::new, quoted));
    fields.collect::<Vec<_>>().join("\t")
}

/// A spreadsheet takes a field that starts with a quotation mark to end at the next one.
fn quoted(text: String) -> String {
    if text.starts_with('"') { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}
