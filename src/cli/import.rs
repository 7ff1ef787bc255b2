//! `import`: a published report becomes a draft; what is doubtful about it is listed.

use std::path::Path;

use serde::Serialize;

use super::{Existing, Failure, Outcome, Shape};
use crate::{
    apart::{self, Waiting},
    draft::{
        Draft, Place,
        doubted::{self, DoubtGroup},
        file,
        last::Before,
        remark, years,
    },
    import::{Doubt, Imported, MAX_BYTES},
    store::{self, name_of},
};

/// Reads `from` and writes the draft.
pub(super) fn run(
    from: &Path,
    to: &Path,
    year: Option<u16>,
    last: Option<&Path>,
    shape: Shape,
    existing: Existing,
) -> Result<Outcome, Failure> {
    let bytes = store::read_import(from, MAX_BYTES)?;
    let waiting = Waiting::default();
    let read = apart::report(&bytes, year, &waiting.seen());
    let mut imported = read.map_err(|error| Failure::Import { name: name_of(from), error })?;
    if let Some(last) = last {
        keep_last(&mut imported, store::open(last)?);
    }
    let text = file::write(&imported.draft);
    Outcome::written(to, text.as_bytes(), existing, say(&imported, shape))
}

/// Keeps last year's report in the draft, with what its draft knows of earlier years and notes of its cells.
fn keep_last(imported: &mut Imported, last: Draft) {
    imported.draft.earlier = years::carried(&last);
    if let Some(before) = Before::of(&imported.form, &last.report) {
        imported.draft.remarks = remark::carried(&before, &last.remarks).0;
    }
    imported.draft.last = Some(last.report);
}

/// What is said about an import.
fn say(imported: &Imported, shape: Shape) -> String {
    match shape {
        Shape::Text => text(imported),
        Shape::Json => json(imported),
    }
}

fn text(imported: &Imported) -> String {
    let groups = doubted::groups(&imported.form, &imported.doubts);
    let mut lines: Vec<String> = groups.iter().map(line).collect();
    if !imported.missing.is_empty() {
        let missing: Vec<String> = imported.missing.iter().map(|place| place.name(&imported.form)).collect();
        lines.push(format!("没有找到：{}", missing.join("、")));
    }
    lines.push(format!("存疑 {}，没有找到 {}", groups.len(), imported.missing.len()));
    lines.join("\n") + "\n"
}

fn line(group: &DoubtGroup) -> String {
    let DoubtGroup { place, found, did, rows, .. } = group;
    match (found.trim(), rows.is_empty()) {
        (_, false) => format!("{place}：{did}"),
        ("", true) => format!("{place}：原文“空白”，{did}"),
        (_, true) => format!("{place}：原文“{found}”，{did}"),
    }
}

#[derive(Serialize)]
struct Report<'a> {
    doubts: Vec<Item<'a>>,
    missing: Vec<String>,
}

#[derive(Serialize)]
struct Item<'a> {
    place: String,
    found: &'a str,
    did: &'a str,
}

impl<'a> Item<'a> {
    fn of(doubt: &'a Doubt) -> Self {
        Self { place: doubt.place.to_string(), found: &doubt.found, did: &doubt.did }
    }
}

fn json(imported: &Imported) -> String {
    let doubts = imported.doubts.iter().map(Item::of).collect();
    let missing = imported.missing.iter().map(Place::to_string).collect();
    match serde_json::to_string_pretty(&Report { doubts, missing }) {
        Ok(text) => text + "\n",
        // Strings and lists always have a JSON form.
        Err(error) => unreachable!("doubts have a JSON form: {error}"),
    }
}
