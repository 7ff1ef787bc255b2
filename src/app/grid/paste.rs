//! A block from a spreadsheet or a web page, put into the table.
//!
//! Numbers are cleaned of commas, spaces and units. What is no number is left out and named, totals are compared with
//! what the cells come to, and all of it is one step of undo.

use super::{Desk, Session, block};
use crate::{
    draft::Entry,
    export::text::unguarded,
    form::{Cell, CellId, CellKind, Form, Table},
    words::number,
};

/// More rows than any form has; a whole sheet was copied by mistake.
const MAX_ROWS: usize = 500;
/// How many cells that are no numbers are named.
const NAMED: usize = 3;

/// What came of a paste.
#[derive(Default)]
struct Pasted {
    entries: block::Entries,
    /// What stood on cells that compute themselves.
    totals: Vec<(CellId, Entry)>,
    closed: usize,
    outside: usize,
    no_numbers: Vec<String>,
}

impl Session {
    pub(super) fn paste(&mut self, text: &str, desk: &mut Desk) {
        let Some((form, table)) = self.table() else { return };
        let lines = text.trim_end_matches(['\r', '\n']).lines().count();
        if lines > MAX_ROWS {
            let sentence =
                format!("剪贴板里有{lines}行，多于{}的行数，没有粘贴。只复制要填的那一块", table.name);
            return desk.fail(sentence);
        }
        let rows = without_labels(rows(text));
        let outcome = match rows.as_slice() {
            [row] if row.len() == 1 && self.grid.is_block() => self.same_everywhere(form, &row[0]),
            _ => self.placed(form, table, &rows),
        };
        self.finish_paste(outcome, desk);
    }

    /// One value over the whole selection.
    fn same_everywhere(&self, form: &Form, value: &str) -> Pasted {
        let mut outcome = Pasted::default();
        for cell in self.selection() {
            outcome.take(form, Some(cell), self.takes(cell), value);
        }
        outcome
    }

    /// Row by row from the first selected cell.
    fn placed(&self, form: &Form, table: &Table, rows: &[Vec<String>]) -> Pasted {
        let mut outcome = Pasted::default();
        let cells = form.cells_of(table);
        let Some(first) = self.selection().first().copied() else { return outcome };
        let mut table_rows = cells.chunk_by(|a, b| a.row == b.row).skip_while(|r| r[0].row < first.row);
        for row in rows {
            let at = table_rows.next().unwrap_or_default();
            let from = at.iter().position(|c| c.column + c.columns > first.column).unwrap_or(at.len());
            for (i, value) in row.iter().enumerate() {
                let cell = at.get(from + i);
                outcome.take(form, cell, cell.map_or(Takes::Nothing, |c| self.takes(c)), value);
            }
        }
        outcome
    }

    /// What a cell does with a pasted number.
    fn takes(&self, cell: &Cell) -> Takes {
        match self.closed(cell) {
            Some(_) => Takes::Nothing,
            None if self.computes(cell) => Takes::Total,
            None => Takes::Entry,
        }
    }

    fn finish_paste(&mut self, outcome: Pasted, desk: &mut Desk) {
        let compared = self.compared(&outcome.totals, &outcome.entries);
        let sentence = [outcome.sentence(), compared.sentence()].concat();
        let sentence = sentence.trim_start_matches('；').to_owned();
        let asks = outcome.outside > 0 || !outcome.no_numbers.is_empty() || compared.any_differs();
        let name = format!("粘贴{}格", outcome.entries.len());
        self.fill_cells(name, [outcome.entries, compared.entries()].concat(), desk);
        if asks { desk.tell(sentence) } else { desk.whisper(sentence) }
    }
}

/// What a cell does with a pasted number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Takes {
    /// It stands there from now on.
    Entry,
    /// It is compared with what the cell comes to.
    Total,
    /// Nothing can be put there.
    Nothing,
}

impl Pasted {
    fn take(&mut self, form: &Form, cell: Option<&Cell>, takes: Takes, value: &str) {
        let Some(cell) = cell else {
            self.outside += usize::from(!value.is_empty());
            return;
        };
        match (takes, number::read_with_unit(value, units(&cell.kind)).map(Entry::Number)) {
            (Takes::Nothing, _) => self.closed += 1,
            (Takes::Total, None) if value.is_empty() => {}
            (Takes::Entry, None) if value.is_empty() => self.entries.push((cell.id.clone(), None)),
            (Takes::Entry, Some(entry)) => self.entries.push((cell.id.clone(), Some(entry))),
            (Takes::Total, Some(entry)) => self.totals.push((cell.id.clone(), entry)),
            (Takes::Entry | Takes::Total, None) => {
                let short: String = value.chars().take(12).collect();
                self.no_numbers.push(format!("“{short}”（{}）", form.position(cell)));
            }
        }
    }

    /// What was pasted and what was not.
    fn sentence(&self) -> String {
        let mut parts = Vec::new();
        // Of totals alone only how they compare is said.
        if !self.entries.is_empty() || self.totals.is_empty() {
            parts.push(format!("已粘贴{}格", self.entries.len()));
        }
        if self.closed > 0 {
            parts.push(format!("跳过不能填的{}格", self.closed));
        }
        if self.outside > 0 {
            parts.push(format!("超出表格的{}格没有粘贴", self.outside));
        }
        if !self.no_numbers.is_empty() {
            let named = self.no_numbers.iter().take(NAMED).cloned().collect::<Vec<_>>().join("、");
            let rest = if self.no_numbers.len() > NAMED { "等" } else { "" };
            parts.push(format!("{}格不是数，没有粘贴：{named}{rest}", self.no_numbers.len()));
        }
        parts.join("；")
    }
}

fn units(kind: &CellKind) -> &[String] {
    match kind {
        CellKind::Amount { unit: Some(unit), .. } => std::slice::from_ref(unit),
        CellKind::Amount { unit: None, .. } => &[],
        CellKind::Count | CellKind::Signed => number::count_units(),
    }
}

/// Lines and tabs; a cell that a spreadsheet put in quotation marks without them.
fn rows(text: &str) -> Vec<Vec<String>> {
    lines(text.trim_end_matches(['\r', '\n']))
        .iter()
        .map(|line| line.split('\t').map(unquoted).collect())
        .collect()
}

fn unquoted(cell: &str) -> String {
    let cell = cell.trim();
    let cell = cell.strip_prefix('"').and_then(|c| c.strip_suffix('"')).unwrap_or(cell).trim();
    unguarded(cell).to_owned()
}

/// The lines of a block: one that breaks inside a cell in quotation marks goes on.
fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let open = lines.last_mut().filter(|last| last.rsplit('\t').next().is_some_and(is_open));
        match open {
            Some(last) => last.extend([" ", line]),
            None => lines.push(line.to_owned()),
        }
    }
    // A mark that nothing closes was typed by somebody.
    let is_typed = lines.iter().any(|line| line.split('\t').any(is_open));
    if is_typed { text.lines().map(str::to_owned).collect() } else { lines }
}

/// Whether a cell begins with a quotation mark that nothing closes; one inside it is written twice.
fn is_open(cell: &str) -> bool {
    cell.starts_with('"') && cell.matches('"').count() % 2 == 1
}

/// Drops the columns at the left that hold only labels: whole rows were copied from a page.
fn without_labels(rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let is_number = |cell: &String| number::read_with_unit(cell, number::count_units()).is_some();
    let first_number = rows.iter().filter_map(|row| row.iter().position(is_number)).min();
    let labels = first_number.unwrap_or(0);
    let has_words = rows.iter().any(|row| row.iter().take(labels).any(|c| !c.is_empty()));
    if labels == 0 || !has_words {
        return rows;
    }
    rows.into_iter().map(|row| row.into_iter().skip(labels).collect()).collect()
}
