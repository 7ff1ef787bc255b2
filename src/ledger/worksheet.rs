//! From bytes to rows with their line numbers: what kind of file it is shows in its content.

use serde::{Deserialize, Serialize};

use super::{delimited, xlsx};
use crate::bounds::{MAX_BYTES, MAX_CHARS, archive::Fault, text};

/// The most rows of a ledger; the busiest agency has a fraction of these in a year.
pub const MAX_ROWS: usize = 100_000;
/// Columns beyond these are passed over.
pub(super) const MAX_COLUMNS: usize = 200;

/// The most cells, empty ones between others included: each takes room.
pub(super) const MAX_CELLS: usize = 3_000_000;

const MIB: u64 = 1024 * 1024;

/// A ledger that is not read. The sentences continue the file's name; the file is never changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum LedgerError {
    /// The file is larger than any ledger.
    #[error("超过{}MB，没有读入，文件没有改动。只留台账这一张表，另存一份再读", MAX_BYTES / MIB)]
    TooLarge,
    /// The file has more rows or characters than any ledger.
    #[error("超过{}万行或{}万字，没有读入，文件没有改动。只留要计入本年的行，另存一份再读", MAX_ROWS / 10_000, MAX_CHARS / 10_000)]
    TooLong,
    /// Nothing is in the file.
    #[error("没有内容，没有读入。核对是否选对了文件")]
    Empty,
    /// The bytes are no text of any encoding known here.
    #[error("不是表格，没有读入，文件没有改动。可读的有xlsx、csv和tsv")]
    NotTable,
    /// A spreadsheet before 2007.
    #[error("是旧版Excel等格式的文件，没有读入，文件没有改动。用Excel或WPS另存为xlsx再读")]
    OldExcel,
    /// An archive that unpacks to far more than a ledger needs.
    #[error("解压后过大，不像正常的Excel文件，没有读入，文件没有改动。用Excel或WPS打开核对后另存一份再读")]
    Bomb,
    /// An archive with entries that no spreadsheet has.
    #[error("内部结构不正常，没有读入，文件没有改动。用Excel或WPS打开核对后另存一份再读")]
    OddArchive,
    /// The file is locked with a password.
    #[error("有密码，没有读入，文件没有改动。取消密码后另存一份再读")]
    Locked,
    /// The file is damaged.
    #[error("内容损坏，没有读入，文件没有改动。重新另存一份再读")]
    Damaged,
    /// Reading it took more time or memory than any ledger needs, and was ended.
    #[error(
        "要的时间或内存远超一本台账，读到一半已停下，没有读入，文件没有改动。只留台账这一张表，另存一份再读"
    )]
    Overrun,
}

impl From<Fault> for LedgerError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Damaged => Self::Damaged,
            Fault::Locked => Self::Locked,
            Fault::Odd => Self::OddArchive,
            Fault::Bomb => Self::Bomb,
        }
    }
}

/// A ledger as it stands in its file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worksheet {
    /// The rows that have something in them, from above.
    pub rows: Vec<Row>,
    /// Whether numbers that are dates count from 1904 and not from 1900.
    pub from_1904: bool,
}

/// A row with its number in the file, from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The row of the spreadsheet, or the line of the text.
    pub line: usize,
    /// What stands in its columns.
    pub cells: Vec<String>,
}

impl Row {
    /// What stands in a column, without the blanks around it.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }

    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// Reads a ledger: XLSX, or rows of fields parted by tabs or commas in UTF-8 or GB 18030.
///
/// # Errors
/// Nothing is in it, or a bound is passed; the sentence continues the file's name.
pub fn read(bytes: &[u8]) -> Result<Worksheet, LedgerError> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(LedgerError::TooLarge);
    }
    let sheet = if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        xlsx::read(bytes)?
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(LedgerError::OldExcel);
    } else {
        let text = text::decoded(bytes).ok_or(LedgerError::NotTable)?;
        delimited::read(text.trim_start_matches('\u{feff}'))?
    };
    if sheet.rows.is_empty() { Err(LedgerError::Empty) } else { Ok(sheet) }
}

/// Rows being gathered, within bounds.
#[derive(Default)]
pub(super) struct Gathering {
    pub rows: Vec<Row>,
    chars: usize,
    cells: usize,
}

impl Gathering {
    /// Takes a row, unless it is blank.
    pub(super) fn push(&mut self, mut row: Row) -> Result<(), LedgerError> {
        row.cells.truncate(MAX_COLUMNS);
        if row.is_blank() {
            return Ok(());
        }
        // Bytes are at least as many as characters; a character of Chinese has three.
        self.chars += row.cells.iter().map(String::len).sum::<usize>();
        self.cells += row.cells.len();
        if self.rows.len() >= MAX_ROWS || self.chars > MAX_CHARS * 3 || self.cells > MAX_CELLS {
            return Err(LedgerError::TooLong);
        }
        self.rows.push(row);
        Ok(())
    }
}
