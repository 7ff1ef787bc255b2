//! Which columns of a ledger say who applied, when, and what came of it: guessed from heads, then from what stands
//! in them; the officer has the last word.

use serde::{Deserialize, Serialize};

use super::{
    aliases::{aliases, fit, key},
    date,
    table::Applications,
    worksheet::{Row, Worksheet},
};

/// The first rows, among which the heads stand.
const HEADS: usize = 20;
/// Heads may be merged over so many rows.
const HEAD_ROWS: usize = 3;
/// So many rows are looked at to see what a column holds.
const SAMPLE: usize = 200;

/// What a column of a ledger is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Column {
    /// Kind of applicant (申请人类型).
    Applicant,
    /// Day of receipt (收到日期).
    Received,
    /// Outcome (办理结果).
    Outcome,
    /// What the outcome rests on (理由), where the ledger has it in a column of its own.
    Reason,
    /// Day of the answer (答复日期), where the ledger has it.
    Answered,
}

impl Column {
    /// Every column, as the officer chooses them.
    pub const ALL: [Self; 5] = [Self::Applicant, Self::Received, Self::Outcome, Self::Reason, Self::Answered];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Applicant => "申请人类型",
            Self::Received => "收到日期",
            Self::Outcome => "办理结果",
            Self::Reason => "理由",
            Self::Answered => "答复日期",
        }
    }

    fn heads(self) -> &'static [String] {
        match self {
            Self::Applicant => &aliases().applicant,
            Self::Received => &aliases().received,
            Self::Outcome => &aliases().outcome,
            Self::Reason => &aliases().reason,
            Self::Answered => &aliases().answered,
        }
    }
}

/// The columns of a ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// How many rows from the top are heads and titles.
    pub heads: usize,
    /// The head of each column.
    pub names: Vec<String>,
    /// The column for each purpose, as [`Column::ALL`] lists them.
    chosen: [Option<usize>; 5],
}

impl Columns {
    /// The column for a purpose.
    pub fn of(&self, column: Column) -> Option<usize> {
        self.chosen[column as usize]
    }

    /// Chooses a column for a purpose.
    pub fn choose(&mut self, column: Column, at: Option<usize>) {
        self.chosen[column as usize] = at;
    }

    /// Whether all is chosen that counting needs.
    pub fn are_enough(&self) -> bool {
        [Column::Applicant, Column::Received, Column::Outcome].iter().all(|c| self.of(*c).is_some())
    }

    /// The columns of a sheet: `kept` names the heads chosen for an earlier one, which go before any guess.
    pub fn guess(sheet: &Worksheet, table: &Applications, kept: &[(Column, String)]) -> Self {
        let heads = heads(sheet, kept);
        let width = sheet.rows.iter().take(SAMPLE).map(|row| row.cells.len()).max().unwrap_or_default();
        let names: Vec<String> = (0..width).map(|at| name(&sheet.rows[..heads], at)).collect();
        let mut columns = Self { heads, names, chosen: [None; 5] };
        for column in Column::ALL {
            let known = kept.iter().filter(|(c, _)| *c == column).find_map(|(_, name)| columns.named(name));
            let by_head = known.or_else(|| columns.by_head(column));
            let found = by_head.or_else(|| columns.by_content(column, &sheet.rows[heads..], sheet, table));
            columns.choose(column, found);
        }
        columns
    }

    fn named(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|n| !n.is_empty() && key(n) == key(name))
    }

    fn is_free(&self, at: usize) -> bool {
        !self.chosen.contains(&Some(at))
    }

    fn by_head(&self, column: Column) -> Option<usize> {
        let free = (0..self.names.len()).filter(|at| self.is_free(*at));
        let fits = free.filter_map(|at| Some((best_fit(&self.names[at], column)?, at)));
        // The first of those that fit best.
        fits.max_by_key(|(fit, at)| (*fit, std::cmp::Reverse(*at))).map(|(_, at)| at)
    }

    /// The column most of whose values can be read as what is looked for. An answer's day looks like any other.
    fn by_content(
        &self,
        column: Column,
        rows: &[Row],
        sheet: &Worksheet,
        table: &Applications,
    ) -> Option<usize> {
        let rows = &rows[..rows.len().min(SAMPLE)];
        let reads = |value: &str| match column {
            Column::Applicant => table.known_kinds.label_of(value).is_some(),
            Column::Received => date::read(value, sheet.from_1904).is_some(),
            Column::Outcome => table.known_outcomes.label_of(value).is_some(),
            Column::Reason | Column::Answered => false,
        };
        let count = |at: usize| rows.iter().filter(|row| reads(row.cell(at))).count();
        let free = (0..self.names.len()).filter(|at| self.is_free(*at)).map(|at| (count(at), at));
        let best = free.max_by_key(|(count, at)| (*count, std::cmp::Reverse(*at)))?;
        (best.0 * 2 > rows.len()).then_some(best.1)
    }
}

fn best_fit(head: &str, column: Column) -> Option<usize> {
    let head = key(head);
    if head.is_empty() {
        None
    } else {
        column.heads().iter().filter_map(|words| fit(&head, &key(words))).max()
    }
}

/// How many rows from the top are no data: up to the row that has the most heads known here.
fn heads(sheet: &Worksheet, kept: &[(Column, String)]) -> usize {
    let known = |cell: &String| {
        let is_kept = kept.iter().any(|(_, name)| !cell.trim().is_empty() && key(name) == key(cell));
        is_kept || Column::ALL.into_iter().any(|column| best_fit(cell, column).is_some())
    };
    let score = |row: &Row| row.cells.iter().filter(|cell| known(cell)).count();
    let scores: Vec<usize> = sheet.rows.iter().take(HEADS).map(score).collect();
    let best = scores.iter().copied().max().unwrap_or_default();
    // One column alone may be a value that looks like a head.
    if best < 2 { 0 } else { scores.iter().position(|s| *s == best).map_or(0, |at| at + 1) }
}

/// The head of a column: the lowest words in the last head rows, for heads may be merged over several.
fn name(heads: &[Row], at: usize) -> String {
    let rows = heads.iter().rev().take(HEAD_ROWS);
    rows.map(|row| row.cell(at)).find(|words| !words.is_empty()).unwrap_or_default().to_owned()
}
