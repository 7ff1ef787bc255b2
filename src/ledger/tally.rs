//! The ledger counted: every row into the cell of how it came and the cell of what came of it, or listed with the
//! reason why not.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::{
    aliases::as_reason,
    columns::{Column, Columns},
    date,
    mapping::{Mapping, NOT_COUNTED, together},
    table::Applications,
    worksheet::{Row, Worksheet},
};
use crate::{form::CellId, words::cut::clipped};

/// What a ledger comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many rows the ledger has, heads and blank ones left out.
    pub rows: usize,
    /// How many of them are counted.
    pub counted: usize,
    /// The rows that are not.
    pub left: Vec<Left>,
    /// For each cell with anything in it the indexes of its rows in [`Worksheet::rows`].
    pub cells: BTreeMap<CellId, Vec<usize>>,
}

/// A row that is not counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The number of the line in the file, from 1.
    pub line: usize,
    /// Why, in the officer's words.
    pub reason: String,
}

impl Tally {
    /// The sums, which always add up: `台账120行，计入118行，未计入2行`.
    pub fn summary(&self) -> String {
        format!("台账{}行，计入{}行，未计入{}行", self.rows, self.counted, self.left.len())
    }

    /// How many rows a cell counts.
    pub fn count(&self, cell: &CellId) -> usize {
        self.cells.get(cell).map_or(0, Vec::len)
    }
}

/// Counts a ledger for the report on `year`.
pub fn tally(
    sheet: &Worksheet,
    columns: &Columns,
    mapping: &Mapping,
    table: &Applications,
    year: u16,
) -> Tally {
    let mut counting = Counting { sheet, columns, mapping, table, year, known: HashMap::new() };
    let mut tally = Tally::default();
    for (at, row) in sheet.rows.iter().enumerate().skip(columns.heads) {
        tally.rows += 1;
        match counting.row(row) {
            Ok(cells) => {
                tally.counted += 1;
                for cell in cells {
                    tally.cells.entry(cell).or_default().push(at);
                }
            }
            Err(reason) => tally.left.push(Left { line: row.line, reason }),
        }
    }
    tally
}

/// What a value was taken for, remembered: a ledger says the same few things over and over.
type Known = HashMap<(Column, String), Option<String>>;

struct Counting<'a> {
    sheet: &'a Worksheet,
    columns: &'a Columns,
    mapping: &'a Mapping,
    table: &'a Applications,
    year: u16,
    known: Known,
}

impl Counting<'_> {
    /// The cells that count a row, or why none does.
    fn row(&mut self, row: &Row) -> Result<[CellId; 2], String> {
        let kind = self.target(row, Column::Applicant)?;
        let came = self.came(row)?;
        let outcome = self.outcome(row)?;
        let cell = |row: &str| {
            let found = self.table.cell(row, &kind).cloned();
            found.ok_or_else(|| format!("{}没有“{row}”行“{kind}”列", self.table.table))
        };
        Ok([cell(&came)?, cell(&outcome)?])
    }

    fn value<'r>(&self, row: &'r Row, column: Column) -> &'r str {
        self.columns.of(column).map_or("", |at| row.cell(at))
    }

    /// The column or row of the form that a value stands for.
    fn target(&mut self, row: &Row, column: Column) -> Result<String, String> {
        let written = self.value(row, column);
        let reason = if column == Column::Outcome { as_reason(self.value(row, Column::Reason)) } else { "" };
        let value = &together(written, reason);
        let (mapping, table) = (self.mapping, self.table);
        let look = || match column {
            Column::Applicant => mapping.kind(table, written),
            _ => mapping.outcome(table, written, reason),
        };
        let found = self.known.entry((column, value.clone())).or_insert_with(look);
        match found.as_deref() {
            Some(NOT_COUNTED) => Err(format!("{}“{value}”选了不计入", column.label())),
            Some(label) => Ok(label.to_owned()),
            None if value.is_empty() => Err(format!("没有{}", column.label())),
            None => Err(format!("{}“{}”没有对应", column.label(), short(value))),
        }
    }

    fn date(&self, row: &Row, column: Column) -> Option<Date> {
        date::read(self.value(row, column), self.sheet.from_1904)
    }

    /// The row of the form for how an application came: this year, or over from an earlier one.
    fn came(&self, row: &Row) -> Result<String, String> {
        let written = self.value(row, Column::Received);
        if written.is_empty() {
            return Err("没有收到日期".to_owned());
        }
        let received =
            self.date(row, Column::Received).ok_or_else(|| format!("收到日期“{}”读不出", short(written)))?;
        let year = i32::from(received.year()) - i32::from(self.year);
        let answered_before =
            self.date(row, Column::Answered).is_some_and(|day| i32::from(day.year()) < i32::from(self.year));
        match year {
            1.. => Err(format!("收到日期在{}年以后", self.year)),
            0 => Ok(self.table.received.clone()),
            _ if answered_before => Err(format!("{}年以前已经答复", self.year)),
            _ => Ok(self.table.carried_in.clone()),
        }
    }

    /// The row of the form for the outcome; an answer after the end of the year is for the next report.
    fn outcome(&mut self, row: &Row) -> Result<String, String> {
        let written = self.value(row, Column::Answered);
        let answered = self.date(row, Column::Answered);
        if answered.is_some_and(|day| i32::from(day.year()) > i32::from(self.year)) {
            return Ok(self.table.carried_out.clone());
        }
        // A day that cannot be read may be one after the end of the year.
        if answered.is_none() && written.chars().any(|c| c.is_ascii_digit()) {
            return Err(format!("答复日期“{}”读不出", short(written)));
        }
        self.target(row, Column::Outcome)
    }
}

/// The start of a value: a column that was chosen wrongly may hold whole letters.
fn short(value: &str) -> String {
    const MOST: usize = 20;
    clipped(value, MOST)
}
