//! The five documents of the user, with the figures that stand in them, and how an import compares with those.
#![allow(dead_code, reason = "each test uses some of it")]
#![allow(clippy::unwrap_used, reason = "a test that unwraps fails as it should")]

use std::collections::BTreeMap;

use nianbao::import::Imported;

use super::forms;

/// Cell ids and the figures printed there.
pub type Truth = BTreeMap<String, String>;

/// (number, text, figures) of each document.
pub fn documents() -> Vec<(&'static str, &'static str, Truth)> {
    let read = |json: &str| serde_json::from_str(json).unwrap();
    vec![
        ("001", include_str!("../published/001.txt"), Truth::new()),
        ("002", include_str!("../published/002.txt"), read(include_str!("../published/002.json"))),
        ("003", include_str!("../published/003.txt"), read(include_str!("../published/003.json"))),
        ("004", include_str!("../published/004.txt"), Truth::new()),
        ("005", include_str!("../published/005.txt"), read(include_str!("../published/005.json"))),
    ]
}

/// What became of the figures of one report.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Figures that came out as printed.
    pub right: usize,
    /// Left blank with a doubt that names the place.
    pub doubted: Vec<String>,
    /// Left blank without a word.
    pub silent: Vec<String>,
    /// Other figures, with a doubt that names the place.
    pub wrong_doubted: Vec<String>,
    /// Other figures, without a word.
    pub wrong: Vec<String>,
    /// Figures where nothing is printed, without a word.
    pub invented: Vec<String>,
}

/// Compares an import with what is printed.
pub fn tally(imported: &Imported, truth: &Truth) -> Tally {
    let report = &imported.draft.report;
    let read = |id: &str| report.cells.get(id).or_else(|| report.printed.get(id)).map(ToString::to_string);
    let doubted = |id: &str| imported.doubts.iter().any(|d| d.place.to_string() == id);
    let mut tally = Tally::default();
    for (id, figure) in truth {
        match read(id) {
            Some(got) if got == *figure => tally.right += 1,
            Some(got) if doubted(id) => tally.wrong_doubted.push(format!("{id}: {got} for {figure}")),
            Some(got) => tally.wrong.push(format!("{id}: {got} for {figure}")),
            None if doubted(id) => tally.doubted.push(id.clone()),
            None => tally.silent.push(id.clone()),
        }
    }
    // A printed total that is the sum of its parts says nothing that the parts do not.
    let computed = |id: &str| {
        let sum = forms::sheet(&imported.form, report).number(&(*id).into());
        sum.is_some() && sum == report.printed.get(id).and_then(nianbao::draft::Entry::number)
    };
    let totals = report.printed.keys().filter(|id| !computed(id.as_str()));
    let unknown = report
        .cells
        .keys()
        .chain(totals)
        .map(nianbao::form::CellId::as_str)
        .filter(|id| !truth.contains_key(*id));
    tally.invented = unknown.map(|id| format!("{id}: {}", read(id).unwrap_or_default())).collect();
    tally
}
