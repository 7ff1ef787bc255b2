//! `diff`: what changed between two drafts, as text, JSON, or a copy to print.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{Existing, Failure, Outcome, Shape, form_of};
use crate::{
    apart::{self, Waiting},
    collate::{self, Purpose},
    diff::{CellChange, Diff, Run, RunKind, SectionDiff},
    draft::{Opened, Sheet},
    export::{
        compared::{self, Comparison},
        pdf,
    },
    form::CellId,
    import::{Kind, MAX_BYTES},
    layout::Faces,
    store::{self, name_of},
};

/// What is made of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DiffTo {
    /// Something to read on standard output.
    Output(Shape),
    /// A file to print.
    File {
        /// The file.
        to: PathBuf,
        /// What the file is, which its ending decides.
        format: PrintFormat,
        /// Whether it may exist already.
        existing: Existing,
    },
}

/// A format that a comparison is printed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintFormat {
    /// Pages.
    Pdf,
    /// A web page.
    Html,
}

impl PrintFormat {
    /// Every format with the ending of its files.
    pub const ALL: [(&'static str, Self); 2] = [("pdf", Self::Pdf), ("html", Self::Html)];
}

pub(super) fn run(before: &Path, after: &Path, to: &DiffTo) -> Result<Outcome, Failure> {
    if *to == DiffTo::Output(Shape::Text) && is_copy(after) {
        return copy(before, after);
    }
    let comparison = comparison(before, after)?;
    match to {
        DiffTo::Output(Shape::Text) => Ok(Outcome::done(compared::text(&comparison))),
        DiffTo::Output(Shape::Json) => Ok(Outcome::done(json(&comparison.diff))),
        DiffTo::File { to, format, existing } => {
            if [before, after].iter().any(|draft| store::same_file(draft, to)) {
                return Err(Failure::OntoDraft(name_of(to)));
            }
            let bytes = bytes(&comparison, *format)
                .map_err(|error| Failure::Unmade { name: name_of(to), error: error.into() })?;
            Outcome::written(to, &bytes, *existing, format!("已导出“{}”\n", name_of(to)))
        }
    }
}

/// Whether a file is there and no draft: a copy of the report in another format.
fn is_copy(path: &Path) -> bool {
    path.is_file()
        && !path.extension().is_some_and(|e| e.eq_ignore_ascii_case("ron"))
        && !store::begins_as_draft(path)
}

/// What a copy of the report says otherwise than the draft.
fn copy(draft: &Path, copy: &Path) -> Result<Outcome, Failure> {
    let opened = store::open(draft)?;
    let form = form_of(&opened, draft)?;
    let bytes = store::read_import(copy, MAX_BYTES)?;
    let read = apart::report(&bytes, Some(opened.report.year), &Waiting::default().seen());
    let came = read.map_err(|error| Failure::Import { name: name_of(copy), error })?;
    let sheet = Sheet::bound(&form, &opened.report);
    // What is no Word file was published.
    let purpose = if Kind::of(&bytes) == Kind::Word { Purpose::Returned } else { Purpose::Published };
    let was = collate::read_alike(Opened::bound(&form, &opened), Kind::of(&bytes));
    let said = was.map(|was| collate::text(&collate::run(&was, &came, sheet, purpose)));
    // Without what it was made from everything would be new.
    Ok(Outcome::done(said.unwrap_or_default()))
}

fn comparison(before: &Path, after: &Path) -> Result<Comparison, Failure> {
    let drafts = (store::open(before)?, store::open(after)?);
    let forms = (form_of(&drafts.0, before)?, form_of(&drafts.1, after)?);
    let sheets = (Sheet::bound(&forms.0, &drafts.0.report), Sheet::bound(&forms.1, &drafts.1.report));
    Ok(Comparison::new(sheets.0, sheets.1, [&name_of(before), &name_of(after)]))
}

fn bytes(comparison: &Comparison, format: PrintFormat) -> Result<Vec<u8>, pdf::PdfError> {
    match format {
        PrintFormat::Pdf => pdf::comparison(comparison, Faces::bundled()),
        PrintFormat::Html => Ok(compared::page(comparison).into_bytes()),
    }
}

#[derive(Serialize)]
struct Json<'a> {
    title: Option<[&'a str; 2]>,
    agency: Vec<(&'static str, [&'a str; 2])>,
    cells: Vec<JsonCell<'a>>,
    headings: Vec<(&'a str, [&'a str; 2])>,
    sections: Vec<JsonSection<'a>>,
    apart: [Vec<String>; 2],
}

#[derive(Serialize)]
struct JsonCell<'a> {
    table: &'a str,
    row: &'a str,
    column: &'a str,
    before_cells: Vec<&'a str>,
    after_cells: Vec<&'a str>,
    before: &'a str,
    after: &'a str,
    difference: Option<String>,
}

#[derive(Serialize)]
struct JsonSection<'a> {
    name: &'a str,
    before: Option<&'a str>,
    after: Option<&'a str>,
    /// Of each changed paragraph its number before and now, from 1, and its stretches.
    paragraphs: Vec<JsonParagraph<'a>>,
}

#[derive(Serialize)]
struct JsonParagraph<'a> {
    before: Option<usize>,
    after: Option<usize>,
    runs: Vec<(&'static str, &'a str)>,
}

impl<'a> From<&'a CellChange> for JsonCell<'a> {
    fn from(change: &'a CellChange) -> Self {
        Self {
            table: &change.name.table,
            row: &change.name.row,
            column: &change.name.column,
            before_cells: change.before_cells.iter().map(CellId::as_str).collect(),
            after_cells: change.after_cells.iter().map(CellId::as_str).collect(),
            before: &change.before,
            after: &change.after,
            difference: change.difference.map(|by| by.to_string()),
        }
    }
}

impl<'a> From<&'a SectionDiff> for JsonSection<'a> {
    fn from(section: &'a SectionDiff) -> Self {
        let paragraphs = section.changes().map(|p| JsonParagraph {
            before: p.before.map(|i| i + 1),
            after: p.after.map(|i| i + 1),
            runs: p.runs.iter().map(run_pair).collect(),
        });
        Self {
            name: &section.name,
            before: section.before.as_deref(),
            after: section.after.as_deref(),
            paragraphs: paragraphs.collect(),
        }
    }
}

fn run_pair(run: &Run) -> (&'static str, &str) {
    let kind = match run.kind {
        RunKind::Kept => "kept",
        RunKind::Removed => "removed",
        RunKind::Added => "added",
    };
    (kind, &run.text)
}

fn json(diff: &Diff) -> String {
    let sides = [&diff.apart.before, &diff.apart.after];
    let json = Json {
        title: diff.title.as_ref().map(|t| [t.before.as_str(), t.after.as_str()]),
        agency: diff.agency.iter().map(|(f, c)| (f.label(), [c.before.as_str(), c.after.as_str()])).collect(),
        cells: diff.cells.iter().map(JsonCell::from).collect(),
        headings: diff
            .headings
            .iter()
            .map(|h| (h.section.as_str(), [h.before.as_str(), h.after.as_str()]))
            .collect(),
        sections: diff.changed_sections().map(JsonSection::from).collect(),
        apart: sides.map(|rows| rows.iter().map(compared::apart_row).collect()),
    };
    match serde_json::to_string_pretty(&json) {
        Ok(text) => text + "\n",
        // Strings and lists always have a JSON form.
        Err(error) => unreachable!("a comparison has a JSON form: {error}"),
    }
}
