//! Published reports as they stand on the web, read: every figure right, or blank with a doubt; none invented.
#![allow(clippy::print_stdout, reason = "the table of figures is what this test is read for")]

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use nianbao::{
    draft::{Agency, Entry, Place, Report, Text, file, paragraphs},
    export::text,
    form::{CellKind, Form, SectionBody},
    import::{self, Hint, Imported},
};
use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, proptest};

use crate::common::{
    cases, forms, needed,
    published::{self, Tally, Truth, tally},
};

/// The folder of real reports, beside the repository; they are not ours to copy.
const REPORTS: &str = "../shared/reports";
/// Reports whose figures are all there to be read.
const WHOLE: [&str; 6] = ["003", "005", "006", "007", "008", "012"];

fn read(text: &str) -> Imported {
    import::read(text.as_bytes(), &Hint::default()).unwrap()
}

/// The reports with their sources, in order; none when the folder is not there.
fn reports() -> Vec<(String, PathBuf)> {
    let Ok(folders) = fs::read_dir(REPORTS) else {
        needed::skipped(&format!("{REPORTS} is not here"));
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

fn truth(folder: &Path) -> Truth {
    let text = fs::read_to_string(folder.join("cells.json")).unwrap_or_else(|_| "{}".to_owned());
    serde_json::from_str(&text).unwrap()
}

/// 008 prints one row of zeros for three that its form has.
fn parted(truth: &Truth) -> Truth {
    let of_form = |id: &str| truth.contains_key("T2.norm.valid") && id.starts_with("T3.r6.");
    let parts = |id: &str| (1..=3).map(|n| id.replace("T3.r6.", &format!("T3.r6_{n}."))).collect();
    let ids = |id: String| if of_form(&id) { parts(&id) } else { vec![id] };
    truth.iter().flat_map(|(id, figure)| ids(id.clone()).into_iter().map(|id| (id, figure.clone()))).collect()
}

fn print(name: &str, truth: &Truth, imported: &Imported, tally: &Tally) {
    let Tally { right, doubted, silent, wrong, wrong_doubted, invented } = tally;
    let missing = imported.missing.len();
    println!(
        "| {name} | {} | {right} | {} | {missing} | {} | {} | {} |",
        truth.len(),
        doubted.len(),
        silent.len() + wrong.len() + wrong_doubted.len(),
        invented.len(),
        imported.doubts.len()
    );
    for (what, list) in
        [("silent", silent), ("wrong", wrong), ("wrong but doubted", wrong_doubted), ("invented", invented)]
    {
        if !list.is_empty() {
            println!("  {what}: {list:?}");
        }
    }
}

#[test]
fn real_reports_come_out_right_or_doubted() {
    println!("| report | figures | right | doubted | missing | wrong | invented | doubts |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for (name, path) in reports() {
        let truth = parted(&truth(path.parent().unwrap()));
        let imported = import::read(&fs::read(&path).unwrap(), &Hint::default()).unwrap();
        let tally = tally(&imported, &truth);
        print(&name, &truth, &imported, &tally);
        if std::env::var("SHOW").is_ok_and(|s| name.starts_with(&s)) {
            println!("{tally:#?}\n{:#?}\n{:#?}", imported.doubts, imported.draft.report);
        }
        let amiss = tally.wrong.len() + tally.wrong_doubted.len() + tally.silent.len() + tally.invented.len();
        assert_eq!(amiss, 0, "{name}: {tally:?}");
        if WHOLE.iter().any(|w| name.starts_with(w)) {
            assert_eq!(tally.doubted.len(), 0, "{name}: {tally:?}");
        }
    }
}

#[test]
fn the_five_documents_come_out_with_title_year_agency_and_sections() {
    let documents = published::documents();
    let read: Vec<Imported> = documents.iter().map(|(_, text, _)| read(text)).collect();
    let told: Vec<String> = read.iter().map(told).collect();
    insta::assert_snapshot!("the five documents", told.join("\n"));
    for ((name, _, truth), imported) in documents.iter().zip(&read) {
        let tally = tally(imported, truth);
        assert_eq!(tally, Tally { right: truth.len(), ..Tally::default() }, "{name}");
        let again = file::read(&file::write(&imported.draft)).unwrap();
        assert_eq!(again, imported.draft, "{name}");
    }
}

/// The outline of an import, to be read through.
fn told(imported: &Imported) -> String {
    let report = &imported.draft.report;
    let mut lines = vec![format!("{} {} {}", report.form, report.year, report.title())];
    lines.push(format!("{:?}", report.agency));
    for section in imported.form.sections.iter().filter(|s| s.body == SectionBody::Text) {
        let text = report.text(&section.id);
        if !text.is_empty() {
            let start: String = text.chars().take(24).collect();
            let count = paragraphs(text).count();
            lines.push(format!("{} “{}” {count}段 {start}", section.id, report.heading(section)));
        }
    }
    let missing: Vec<String> = imported.missing.iter().map(Place::to_string).collect();
    lines.push(format!("没有找到：{}", missing.join(" ")));
    let mut did: Vec<(String, usize)> = Vec::new();
    for doubt in &imported.doubts {
        match did.iter_mut().find(|(d, _)| *d == doubt.did) {
            Some((_, n)) => *n += 1,
            None => did.push((doubt.did.clone(), 1)),
        }
    }
    lines.extend(did.iter().map(|(d, n)| format!("存疑{n}处：{d}")));
    lines.join("\n") + "\n"
}

/// A report in this form with figures as the form wants them, texts of whole sentences, and blanks.
fn plain_report(form: Arc<Form>) -> impl Strategy<Value = Report> {
    let figures =
        proptest::collection::vec(proptest::option::weighted(0.8, 0_u32..5_000), form.cells().len());
    let texts =
        proptest::collection::vec("[政府信息公开工作年，。；“”（）0-9 |]{0,60}", form.sections.len() * 2);
    let from = form.years.from;
    (figures, texts, from..from + 2).prop_map(move |(figures, texts, year)| {
        let mut report = Report::new(&form, year);
        report.agency = Agency { name: "某市某局".to_owned(), ..Agency::default() };
        for (cell, figure) in form.cells().iter().zip(figures).filter(|(c, _)| !c.is_total()) {
            let typed = figure.map(|n| match &cell.kind {
                CellKind::Count => n.to_string(),
                CellKind::Signed => (i64::from(n) - 2_500).to_string(),
                CellKind::Amount { .. } => format!("{n}.{:02}", n % 100),
            });
            report.cells.extend(typed.and_then(|t| Entry::read(&t)).map(|e| (cell.id.clone(), e)));
        }
        let sections = form.sections.iter().filter(|s| s.body == SectionBody::Text);
        for (section, pair) in sections.zip(texts.chunks(2)) {
            let text: Vec<String> =
                pair.iter().map(|t| whole(t)).filter(|t| !t.is_empty()).map(|t| format!("{t}。")).collect();
            if !text.is_empty() {
                report.sections.insert(section.id.clone(), Text::from(text));
            }
        }
        report
    })
}

/// No paragraph of a report ends inside a sentence: where one does, a doubt says so.
fn whole(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_whitespace() || "，“（".contains(c)).trim()
}

fn with_tables() -> impl Strategy<Value = Arc<Form>> {
    proptest::sample::select(forms::all().into_iter().filter(|f| !f.tables.is_empty()).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(needed::tries(100, 1_000))]

    #[test]
    fn r22_our_own_text_is_read_back(
        (form, report) in with_tables().prop_flat_map(|f| (Just(f.clone()), plain_report(f)))
    ) {
        let text = text::export(forms::sheet(&form, &report));
        let hint = Hint { form: Some(Arc::clone(&form)), year: None };
        let imported = import::read(text.as_bytes(), &hint).unwrap();
        let read = &imported.draft.report;
        prop_assert_eq!(&read.cells, &report.cells, "{}", text);
        prop_assert_eq!(&read.sections, &report.sections, "{}", text);
        prop_assert_eq!(&read.agency.name, &report.agency.name);
        prop_assert_eq!((read.year, &read.title, &read.headings), (report.year, &None, &report.headings));
        prop_assert!(imported.doubts.is_empty(), "{:?}\n{}", imported.doubts, text);
    }
}

proptest! {
    #![proptest_config(needed::tries(80, 1_000))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = import::read(&bytes, &Hint::default());
    }

    #[test]
    fn any_edit_of_a_good_source_is_read(
        which in 0..5_usize,
        cuts in proptest::collection::vec((any::<proptest::sample::Index>(), 0..40_usize, "[0-9|\t\n 一二（）/-]{0,8}"), 0..12)
    ) {
        let documents = published::documents();
        let mut chars: Vec<char> = documents[which].1.chars().collect();
        for (at, length, put) in cuts {
            let at = at.index(chars.len());
            let end = (at + length).min(chars.len());
            chars.splice(at..end, put.chars());
        }
        let text: String = chars.into_iter().collect();
        let _ = import::read(text.as_bytes(), &Hint::default());
    }
}

#[test]
fn messy_sources_come_out_as_the_cases_say() {
    for case in cases::read(include_str!("../cases/import.txt")) {
        let says = |l: &&String| l.starts_with(['=', '?', '!', '~', '#', '>', '<', '@', '^', '&']);
        let source: Vec<&str> = case.lines.iter().filter(|l| !says(l)).map(String::as_str).collect();
        let imported = read(&source.join("\n"));
        for line in case.lines.iter().filter(says) {
            let words: Vec<&str> = line.splitn(3, ' ').collect();
            let (sign, place, figure) = (words[0], words[1], words.get(2).copied().unwrap_or_default());
            let report = &imported.draft.report;
            let read = report.cells.get(place).or_else(|| report.printed.get(place));
            let read = read.map_or(String::new(), ToString::to_string);
            let doubted = imported.doubts.iter().any(|d| d.place.to_string() == place);
            let kept = || imported.doubts.iter().any(|d| d.place.to_string() == place && d.found == figure);
            let holds = match sign {
                ">" => kept(),
                "<" => !doubted,
                "@" => report.agency.name == place,
                "^" => report.title() == place,
                "&" => report.text(place).replace('\n', "/") == figure,
                "=" => read == figure && !doubted,
                "!" => read == figure && doubted,
                "?" => read.is_empty() && doubted,
                "~" => imported.missing.iter().any(|m| m.to_string() == place),
                _ => report.headings.get(place).is_some_and(|h| h == figure),
            };
            assert!(
                holds,
                "{}: {line}, read “{read}”, doubts {:#?}, missing {:?}",
                case.name, imported.doubts, imported.missing
            );
        }
    }
}
