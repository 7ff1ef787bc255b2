//! What the page tests share: reports as files, and tools that read a PDF back.

#![allow(dead_code, reason = "each test file uses its own part of this")]
#![allow(clippy::expect_used, reason = "a test that does not find what it needs fails as it should")]
#![allow(clippy::print_stdout, reason = "a skipped test says so")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use nianbao::{
    draft::{self, Report},
    form::{self, BoxContent, Form, Table},
};

/// The reports in `tests/pages`, by name.
pub const REPORTS: [(&str, &str); 3] = [
    ("wenzhou_2022", include_str!("../pages/wenzhou_2022.ron")),
    ("yangling_2020", include_str!("../pages/yangling_2020.ron")),
    ("huaian_2024", include_str!("../pages/huaian_2024.ron")),
];

/// A report of `tests/pages` with its form.
pub fn report(text: &str) -> (Arc<Form>, Report) {
    let report = draft::file::read(text).expect("a draft of tests/pages").report;
    (form::by_id(&report.form).expect("a built-in form"), report)
}

/// What a box of a table shows.
pub fn box_text(form: &Form, report: &Report, content: &BoxContent) -> String {
    match content {
        BoxContent::Cell(id) => report.figure_of(form, id.as_str()).text().into_owned(),
        other => other.text().unwrap_or_default().to_owned(),
    }
}

/// Every text of a table, box by box.
pub fn box_texts(form: &Form, report: &Report, table: &Table) -> Vec<String> {
    table.boxes.iter().map(|b| box_text(form, report, &b.content)).collect()
}

/// The text without white space.
pub fn squash(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Writes a file where tests may, and gives its path.
pub fn written(name: &str, bytes: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, bytes).expect("the folder for test files can be written");
    path
}

/// What a program prints; `None`, said aloud, where it is not installed.
pub fn run(program: &str, arguments: &[&str], path: &Path) -> Option<String> {
    let output = Command::new(program).args(arguments).arg(path).args(last_argument(program)).output();
    let Ok(output) = output else {
        println!("skipped: {program} is not installed");
        return None;
    };
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn last_argument(program: &str) -> Option<&'static str> {
    match program {
        "pdftotext" => Some("-"),
        "mutool" => Some("outline"),
        _ => None,
    }
}
