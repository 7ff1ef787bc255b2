//! Rows of fields parted by tabs, commas or semicolons, as spreadsheets export and copy them.

use csv::ReaderBuilder;

use super::worksheet::{Gathering, LedgerError, MAX_CELLS, MAX_COLUMNS, Row, Worksheet};

/// The lines that are looked at to see what parts the fields.
const SAMPLE: usize = 20;

/// Reads a text as rows of fields, whichever of the marks parts them.
pub(super) fn read(text: &str) -> Result<Worksheet, LedgerError> {
    let delimiter = delimiter(text);
    // Before the reader sets room aside for the fields of a line, of which there may be millions.
    if text.bytes().filter(|b| *b == delimiter).count() > MAX_CELLS {
        return Err(LedgerError::TooLong);
    }
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut gathering = Gathering::default();
    for record in reader.records() {
        // The text is UTF-8 and its rows may have any length: nothing else can go wrong.
        let record = record.map_err(|_| LedgerError::Damaged)?;
        let line = record.position().map_or(0, |p| usize::try_from(p.line()).unwrap_or(usize::MAX));
        gathering.push(Row { line, cells: record.iter().take(MAX_COLUMNS).map(str::to_owned).collect() })?;
    }
    Ok(Worksheet { rows: gathering.rows, from_1904: false })
}

/// What parts the fields: what the first lines have most of, tabs before all others.
fn delimiter(text: &str) -> u8 {
    let count = |mark: char| text.lines().take(SAMPLE).map(|line| line.matches(mark).count()).sum::<usize>();
    match (count('\t'), count(','), count(';')) {
        (0, commas, semicolons) if semicolons > commas => b';',
        (0, ..) => b',',
        _ => b'\t',
    }
}
