//! A folder of a test's own, and what lies in it.
#![allow(dead_code, reason = "each test uses some of it")]
#![allow(clippy::unwrap_used, reason = "a test that unwraps fails as it should")]

use std::{fs, path::Path};

use nianbao::draft::{Draft, Entry, Text, examples, file};

/// The names in a folder, sorted.
pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// An example draft.
pub fn example(name: &str) -> Draft {
    file::read(example_text(name)).unwrap()
}

/// The text of an example draft.
pub fn example_text(name: &str) -> &'static str {
    examples::all().iter().find(|(n, _)| *n == name).unwrap().1
}

/// A full draft, and the same after work: other numbers, more text.
pub fn old_and_new() -> (Draft, Draft) {
    let old = example("wenzhou-2022.ron");
    let mut new = old.clone();
    for entry in new.report.cells.values_mut() {
        *entry = Entry::read("12345").unwrap();
    }
    let longer = format!("{}\n{}", old.report.text("s1"), "又写了一段。".repeat(400));
    new.report.sections.insert("s1".into(), Text::from(longer));
    (old, new)
}
