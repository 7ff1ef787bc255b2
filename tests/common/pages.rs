//! What the page tests share: reports as files, and tools that read a PDF back.

#![allow(dead_code, reason = "each test file uses its own part of this")]
#![allow(clippy::expect_used, reason = "a test that does not find what it needs fails as it should")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use nianbao::{
    draft::{self, Draft, Entry, Report, examples},
    form::{self, BoxContent, Form, Table},
    import::{self, Hint},
};

use super::{forms, needed};

/// A report with its form and a name for messages and files.
pub struct Sample {
    /// The name.
    pub name: &'static str,
    /// The form.
    pub form: Arc<Form>,
    /// The report.
    pub report: Report,
    /// Last year's report, where the draft has it.
    pub last: Option<Report>,
}

impl Sample {
    /// The report as a draft.
    pub fn draft(&self) -> Draft {
        Draft { report: self.report.clone(), last: self.last.clone(), ..Draft::default() }
    }
}

/// The example drafts, and a filled report in the invented form.
pub fn samples() -> Vec<Sample> {
    let examples = examples::all().iter().map(|(name, text)| example(name, text));
    examples.chain([invented()]).collect()
}

/// Those, and the five documents of the user read into drafts and kept as they came: two without tables.
pub fn all_samples() -> Vec<Sample> {
    let published = [
        ("001", include_str!("../published/001.txt")),
        ("002", include_str!("../published/002.txt")),
        ("003", include_str!("../published/003.txt")),
        ("004", include_str!("../published/004.txt")),
        ("005", include_str!("../published/005.txt")),
    ];
    let read = |(name, text): (&'static str, &str)| {
        let imported = import::read(text.as_bytes(), &Hint::default()).expect("a report");
        Sample { name, form: imported.form, report: imported.draft.report, last: None }
    };
    samples().into_iter().chain(published.map(read)).collect()
}

/// The example draft of a department.
pub fn department() -> Sample {
    samples().into_iter().find(|s| s.name == "wenzhou-2022.ron").expect("an example draft")
}

fn example(name: &'static str, text: &str) -> Sample {
    let Draft { report, last, .. } = draft::file::read(text).expect("an example draft");
    let form = form::by_id(&report.form).expect("a built-in form");
    Sample { name, form, report, last }
}

fn invented() -> Sample {
    let form = Arc::new(Form::read(include_str!("../forms/2027.ron")).expect("a form"));
    let mut report = Report::new(&form, 2027);
    report.agency.name = "某市数据局".to_owned();
    for (n, cell) in form.cells().iter().filter(|c| !c.is_total()).enumerate() {
        report.cells.insert(cell.id.clone(), Entry::Number(n.into()));
    }
    for (section, text) in
        [("s0", "按照规定编制本报告。"), ("s1", "全年公开平稳。"), ("s6", "继续做好公开工作。")]
    {
        report.sections.insert(section.into(), text.into());
    }
    let mut last = report.clone();
    last.year -= 1;
    for (n, entry) in last.cells.values_mut().enumerate() {
        *entry = Entry::Number((n + n % 3).into());
    }
    Sample { name: "invented", form, report, last: Some(last) }
}

/// A form's cells all filled with one entry.
pub fn filled(form: &Form, entry: &str) -> Report {
    let mut report = Report::new(form, 2024);
    let cells = form.cells().iter().filter(|c| !c.is_total());
    report.cells = cells.filter_map(|c| Some((c.id.clone(), Entry::read(entry)?))).collect();
    report
}

/// What a box of a table shows.
pub fn box_text(form: &Form, report: &Report, content: &BoxContent) -> String {
    match content {
        BoxContent::Cell(id) => forms::sheet(form, report).figure_of(id).text().into_owned(),
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
    // A folder for each checkout, which may share the target folder with others.
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).file_name().unwrap_or_default();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(checkout);
    fs::create_dir_all(&folder).expect("the folder for test files can be made");
    let path = folder.join(name);
    fs::write(&path, bytes).expect("the folder for test files can be written");
    path
}

/// What a program prints; `None` where it is not installed ([`needed::output`]).
pub fn run(program: &str, arguments: &[&str], path: &Path) -> Option<String> {
    let mut command = Command::new(program);
    let output = needed::output(command.args(arguments).arg(path).args(last_argument(program)))?;
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
