//! The README's table of the hazards R1 to R26: each is held by tests that bear its number, in the programs that it names,
//! or by scripts, and no test of a hazard is left out of it.

use std::{collections::BTreeSet, fs, path::Path};

use crate::named::root;

/// How many hazards there are.
const HAZARDS: usize = 26;

/// A row: its number, and the programs and scripts that it says hold it.
struct Row {
    number: usize,
    held_by: BTreeSet<String>,
}

fn rows() -> Vec<Row> {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    readme.lines().filter_map(row).collect()
}

fn row(line: &str) -> Option<Row> {
    let cells: Vec<&str> = line.strip_prefix("| R")?.split('|').map(str::trim).collect();
    let number = cells[0].parse().ok()?;
    let held_by = cells[2].split(", ").map(|name| name.trim_matches('`').to_owned()).collect();
    Some(Row { number, held_by })
}

/// The programs of the tests that have a test of this hazard which is not left out of every run.
fn programs_with(number: usize) -> BTreeSet<String> {
    let begin = format!("fn r{number:02}_");
    let folders = fs::read_dir(root().join("tests")).unwrap().map(|entry| entry.unwrap().path());
    let has_one = |folder: &Path| {
        let files = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
        files.filter(|file| file.extension().is_some_and(|end| end == "rs")).any(|file| {
            let source = fs::read_to_string(file).unwrap();
            source.split("#[test]").skip(1).any(|test| runs(test, &begin))
        })
    };
    let programs = folders.filter(|folder| folder.join("main.rs").exists() && has_one(folder));
    programs.map(|folder| folder.file_name().unwrap().to_string_lossy().into_owned()).collect()
}

/// Whether the test that begins here has such a name and is run.
fn runs(test: &str, begin: &str) -> bool {
    let head = test.split_once('{').map_or(test, |(head, _)| head);
    head.contains(begin) && !head.contains("#[ignore")
}

#[test]
fn every_hazard_is_held_by_what_the_readme_names() {
    let rows = rows();
    let numbers: Vec<usize> = rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, (1..=HAZARDS).collect::<Vec<_>>());
    for Row { number, held_by } in rows {
        let (scripts, programs): (BTreeSet<_>, BTreeSet<_>) =
            held_by.into_iter().partition(|name| Path::new(name).extension().is_some_and(|end| end == "sh"));
        let gone: Vec<_> = scripts.iter().filter(|script| !root().join(script).is_file()).collect();
        assert!(gone.is_empty(), "R{number}: {gone:?}");
        assert_eq!(programs, programs_with(number), "R{number}: the tests r{number:02}_… are in these");
        assert!(!scripts.is_empty() || !programs.is_empty(), "R{number}: nothing holds it");
    }
}
