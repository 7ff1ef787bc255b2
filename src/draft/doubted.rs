//! Doubts to be looked at together (存疑): those of a table for one reason are one, and it says how many rows and cells.

use super::{Doubt, Place};
use crate::form::{CellId, Form};

/// Doubts about one row, about rows of a table for one reason, or about anything else that is no cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoubtGroup {
    /// Their places in the draft's list.
    pub at: Vec<usize>,
    /// What they concern, in words.
    pub place: String,
    /// What stands in the source, from the left; empty where several rows are meant.
    pub found: String,
    /// What was done.
    pub did: String,
    /// The cells they concern, from the left.
    pub cells: Vec<CellId>,
    /// Each row by itself, where there are several.
    pub rows: Vec<DoubtGroup>,
}

impl DoubtGroup {
    /// What was done with one of its rows, beside what is said of all.
    pub fn beside<'a>(&self, row: &'a Self) -> Vec<&'a str> {
        row.did.split('；').filter(|clause| !self.did.split('；').any(|said| said == *clause)).collect()
    }

    /// Whether nothing stands in the source: what is confirmed of a blank is that it is one.
    pub fn is_blank(&self) -> bool {
        self.found.trim().is_empty() && self.rows.iter().all(Self::is_blank)
    }
}

/// The groups of these doubts, in the order of their first ones.
pub fn groups(form: &Form, doubts: &[Doubt]) -> Vec<DoubtGroup> {
    let parts = parts(form, doubts).into_iter();
    parts.map(|rows| group(form, doubts, rows)).collect()
}

/// How many groups there are.
pub fn count(form: &Form, doubts: &[Doubt]) -> usize {
    parts(form, doubts).len()
}

/// Rows of doubts that stand in one table for one reason.
struct Part<'a> {
    table: Option<&'a str>,
    reason: String,
    /// The places in the list, row by row.
    rows: Vec<Vec<usize>>,
}

/// The doubts by table and reason, and in each part by row, as places in the list.
fn parts(form: &Form, doubts: &[Doubt]) -> Vec<Vec<Vec<usize>>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut from = 0;
    for row in doubts.chunk_by(|a, b| same_row(form, a, b)) {
        let at: Vec<usize> = (from..from + row.len()).collect();
        from += row.len();
        let (table, reason) = (table(form, &row[0].place), reason_of(row));
        match parts.iter_mut().find(|p| table.is_some() && p.table == table && p.reason == reason) {
            Some(part) => part.rows.push(at),
            None => parts.push(Part { table, reason, rows: vec![at] }),
        }
    }
    parts.into_iter().map(|part| part.rows).collect()
}

fn same_row(form: &Form, a: &Doubt, b: &Doubt) -> bool {
    let row = |doubt: &Doubt| {
        let id = doubt.place.cell()?;
        // A cell of another form is told by its name.
        let of_form = form.cell(id.as_str()).map(|c| (c.table, c.row));
        let of_other = id.as_str().rsplit_once('.').map(|(row, _)| row.to_owned());
        Some((of_form, of_other.filter(|_| of_form.is_none())))
    };
    row(a).is_some() && row(a) == row(b)
}

/// The table whose rows they are.
fn table<'a>(form: &'a Form, place: &'a Place) -> Option<&'a str> {
    match place {
        Place::Cell(id) => form.cell(id.as_str()).map(|c| form.tables[c.table].id.as_str()),
        Place::Table(id) => Some(id.as_str()),
        _ => None,
    }
}

/// Why the doubts of a row are: what was done, each once, without the figures that differ from row to row.
fn reason_of(row: &[Doubt]) -> String {
    let mut reasons: Vec<String> = Vec::new();
    for doubt in row {
        let reason = reason(&doubt.did);
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    reasons.join("；")
}

fn reason(did: &str) -> String {
    let has_figure = |clause: &&str| clause.contains(|c: char| c.is_ascii_digit());
    let clauses: Vec<&str> = did.split('；').filter(|c| !has_figure(c)).collect();
    if clauses.is_empty() { did.to_owned() } else { clauses.join("；") }
}

fn group(form: &Form, doubts: &[Doubt], rows: Vec<Vec<usize>>) -> DoubtGroup {
    let mut rows: Vec<DoubtGroup> = rows.into_iter().map(|at| row(form, doubts, at)).collect();
    if rows.len() == 1 {
        return rows.remove(0);
    }
    let at: Vec<usize> = rows.iter().flat_map(|r| r.at.iter().copied()).collect();
    let cells: Vec<CellId> = rows.iter().flat_map(|r| r.cells.iter().cloned()).collect();
    let named = at.first().and_then(|&first| table(form, &doubts[first].place)).and_then(|id| form.table(id));
    let table = named.map_or("", |t| t.name.as_str());
    let place = match cells.len() {
        0 => format!("{table}{}行", rows.len()),
        single if single == rows.len() => format!("{table}{single}格"),
        several => format!("{table}{}行、{several}格", rows.len()),
    };
    let did = rows.iter().flat_map(|r| &r.at).take(rows[0].at.len()).map(|&at| doubts[at].clone());
    let did = reason_of(&did.collect::<Vec<_>>());
    DoubtGroup { at, place, found: String::new(), did, cells, rows }
}

/// The doubts of a row as one; none of them is said twice.
fn row(form: &Form, doubts: &[Doubt], at: Vec<usize>) -> DoubtGroup {
    let (mut places, mut did): (Vec<&Doubt>, Vec<&str>) = (Vec::new(), Vec::new());
    for doubt in at.iter().map(|&at| &doubts[at]) {
        if !places.iter().any(|d| d.place == doubt.place) {
            places.push(doubt);
        }
        if !did.contains(&doubt.did.as_str()) {
            did.push(&doubt.did);
        }
    }
    // What was left blank stands once for all its cells.
    let mut found: Vec<&str> = places.iter().map(|d| d.found.as_str()).collect();
    if found.iter().all(|f| *f == found[0] && f.contains(' ')) {
        found.truncate(1);
    }
    let cells: Vec<CellId> = places.iter().filter_map(|d| d.place.cell().cloned()).collect();
    let place = match (cells.as_slice(), places.first()) {
        ([first, _, ..], _) => row_words(form, first, cells.len()),
        (_, Some(doubt)) => doubt.place.name(form),
        (_, None) => String::new(),
    };
    DoubtGroup { at, place, found: found.join(" "), did: did.join("；"), cells, rows: Vec::new() }
}

fn row_words(form: &Form, first: &CellId, cells: usize) -> String {
    let own = form.cell(first.as_str()).map(|cell| format!("{}{cells}格", form.row_name(cell)));
    own.unwrap_or_else(|| format!("{}等{cells}格", Place::Cell(first.clone()).name(form)))
}
