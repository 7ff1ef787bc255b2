//! Published reports as they stand on the web, read: every figure right, or blank with a doubt; none invented.
#![allow(clippy::unwrap_used, reason = "a test that unwraps fails as it should")]
#![allow(clippy::print_stdout, reason = "the table of figures is what this test is read for")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use nianbao::import::{self, Hint, Imported};

/// The folder of real reports, beside the repository; they are not ours to copy.
const REPORTS: &str = "../shared/reports";

/// What became of the figures of one report.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    right: usize,
    doubted: Vec<String>,
    silent: Vec<String>,
    wrong: Vec<String>,
    invented: Vec<String>,
}

fn tally(imported: &Imported, truth: &BTreeMap<String, String>) -> Tally {
    let report = &imported.draft.report;
    let read = |id: &str| report.cells.get(id).or_else(|| report.printed.get(id)).map(ToString::to_string);
    let doubted = |id: &str| imported.doubts.iter().any(|d| d.place == id);
    let mut tally = Tally::default();
    for (id, figure) in truth {
        match read(id) {
            Some(got) if got == *figure => tally.right += 1,
            Some(got) => tally.wrong.push(format!("{id}: {got} for {figure}, doubted: {}", doubted(id))),
            None if doubted(id) => tally.doubted.push(id.clone()),
            None => tally.silent.push(id.clone()),
        }
    }
    // A printed total that is the sum of its parts says nothing that the parts do not.
    let computed = |id: &str| report.number(&imported.form, id).is_some_and(|n| report.printed.get(id).and_then(|e| e.number()) == Some(n));
    let ids = report.cells.keys().chain(report.printed.keys().filter(|id| !computed(id.as_str())));
    tally.invented = ids.filter(|id| !truth.contains_key(id.as_str())).map(|id| format!("{id}: {}", read(id.as_str()).unwrap())).collect();
    tally
}

/// The reports with their sources, in order; none when the folder is not there.
fn reports() -> Vec<(String, PathBuf)> {
    let Ok(folders) = fs::read_dir(REPORTS) else {
        println!("{REPORTS} is not here: nothing was tried");
        return Vec::new();
    };
    let mut sources = Vec::new();
    for folder in folders.map(|f| f.unwrap().path()).filter(|p| p.is_dir()) {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        for file in ["source.txt", "source.pdf"] {
            let path = folder.join(file);
            if path.exists() {
                sources.push((format!("{} {}", &name[..3], &file[7..]), path));
            }
        }
    }
    sources.sort();
    sources
}

fn truth(folder: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(folder.join("cells.json")).unwrap_or_else(|_| "{}".to_owned());
    serde_json::from_str(&text).unwrap()
}

#[test]
fn real_reports_come_out_right_or_doubted() {
    println!("| report | figures | right | doubted | missing | wrong | invented | doubts |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for (name, path) in reports() {
        let truth = truth(path.parent().unwrap());
        let form = std::env::var("FORM").ok().and_then(|f| nianbao::form::by_id(&f));
        let imported = import::read(&fs::read(&path).unwrap(), &Hint { form, year: None }).unwrap();
        let t = tally(&imported, &truth);
        println!(
            "| {name} | {} | {} | {} | {} | {} | {} | {} |",
            truth.len(),
            t.right,
            t.doubted.len(),
            imported.missing.join(" "),
            t.wrong.len(),
            t.invented.len(),
            imported.doubts.len()
        );
        if std::env::var("SHOW").is_ok_and(|s| name.starts_with(&s)) {
            println!("{t:#?}\n{:#?}", imported.doubts);
            println!("{:#?}", imported.draft.report);
            if std::env::var("SRC").is_ok() { for s in &imported.source { println!("{s}"); } }
        }
        if !t.wrong.is_empty() || !t.invented.is_empty() || !t.silent.is_empty() { println!("  W {:?}\n  I {:?}\n  S {:?}", t.wrong, t.invented, t.silent); }
    }
}
