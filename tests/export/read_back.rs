//! What the program writes it reads back: PDF, text, HTML and Word, the same report and nothing to doubt.

use std::{fs, path::PathBuf};

use nianbao::{
    draft::{Draft, Place, Report, Text, examples, file, paragraphs, sign::Date},
    export::{
        copy::{CopyKind, CopyOptions, Watermark},
        docx, html, pdf, text,
    },
    form::{self, Form},
    import::{self, Hint},
    layout::Faces,
    words::sentence::bare,
};
use proptest::prelude::proptest;

use crate::common::{forms, likely, needed};

/// The formats that leave the program and can be read back whole.
fn written(form: &Form, report: &Report) -> [(&'static str, Vec<u8>); 6] {
    let draft = Draft { report: report.clone(), ..Draft::default() };
    let sent_up = CopyOptions { kind: CopyKind::SignOff, date: None, watermark: Watermark::SentUp };
    [
        ("PDF", pdf::export(forms::opened(form, &draft), CopyOptions::default(), Faces::bundled()).unwrap()),
        ("sign-off PDF", pdf::export(forms::opened(form, &draft), sent_up, Faces::bundled()).unwrap()),
        ("text", text::export(forms::sheet(form, report)).into_bytes()),
        ("old text", text::export_for_old_notepad(forms::sheet(form, report)).into_bytes()),
        ("html", html::page(forms::sheet(form, report)).into_bytes()),
        ("word", docx::export(forms::sheet(form, report)).unwrap()),
    ]
}

/// What is shown of a report: title, year, agency, paragraphs, figures.
fn shown(form: &Form, report: &Report) -> Vec<String> {
    let mut shown = vec![report.title(), report.year.to_string(), report.agency.name.clone()];
    for section in &form.sections {
        shown.push(report.heading(section).to_owned());
        shown.extend(paragraphs(report.text(&section.id)).map(str::to_owned));
    }
    let figures = form
        .cells()
        .iter()
        .map(|c| format!("{} {}", c.id, forms::sheet(form, report).figure_of(&c.id).text()));
    shown.extend(figures);
    shown
}

fn comes_back(name: &str, form: &Form, report: &Report) {
    comes_back_but(name, form, report, &[]);
}

/// `absent`: what the report lacks, and so must what is read back.
fn comes_back_but(name: &str, form: &Form, report: &Report, absent: &[Place]) {
    for (format, bytes) in written(form, report) {
        let read = import::read(&bytes, &Hint::default()).unwrap();
        assert_eq!(read.form.id, form.id, "{name}, {format}");
        let (mut got, mut wanted) = (shown(form, &read.draft.report), shown(form, report));
        // Spaces between Chinese characters are not printed.
        if format.ends_with("PDF") {
            [&mut got, &mut wanted].into_iter().flatten().for_each(|text| *text = bare(text));
        }
        for (got, wanted) in got.iter().zip(&wanted) {
            assert_eq!(got, wanted, "{name}, {format}");
        }
        assert_eq!(got.len(), wanted.len(), "{name}, {format}");
        assert_eq!(read.doubts, [], "{name}, {format}");
        let is_blank = |place: &Place| match place {
            Place::Table(id) => !report.cells.keys().any(|cell| cell.as_str().starts_with(id.as_str())),
            _ => false,
        };
        let lost: Vec<&Place> = read.missing.iter().filter(|m| !absent.contains(m) && !is_blank(m)).collect();
        assert!(lost.is_empty(), "{name}, {format}: {lost:?}");
    }
}

#[test]
fn the_examples_come_back() {
    for (name, text) in examples::all() {
        let Draft { report, .. } = file::read(text).unwrap();
        comes_back(name, &form::by_id(&report.form).unwrap(), &report);
    }
}

/// Published reports as they were read, with all that is odd about them.
#[test]
fn published_reports_come_back() {
    let Ok(folders) = fs::read_dir("../shared/reports") else {
        return needed::skipped("../shared/reports is not here");
    };
    let mut sources: Vec<PathBuf> = folders.map(|f| f.unwrap().path().join("source.txt")).collect();
    sources.retain(|source| source.exists());
    sources.sort();
    for source in sources {
        let name = source.display().to_string();
        let imported = import::read(&fs::read(&source).unwrap(), &Hint::default()).unwrap();
        comes_back_but(&name, &imported.form, &imported.draft.report, &imported.missing);
    }
}

/// Of a copy sent up, whatever its sheet says: of any form, dated or not, with more findings than it holds.
#[test]
fn a_copy_sent_up_comes_back_without_its_sheet() {
    for form in form::builtin() {
        for date in [None, Some(Date { year: 2025, month: 1, day: 9 })] {
            for name in ["某市某局", ""] {
                let mut report = Report::new(form, form.years.from);
                report.agency.name = name.to_owned();
                let text = "2022年、2023年没有，等等。\n请某局（盖章）。".to_owned();
                let last = form.sections.last().filter(|_| !form.tables.is_empty());
                let section = last.unwrap_or(&form.sections[1]).id.clone();
                if form.tables.is_empty() {
                    report.headings.insert(section.clone(), "一、概述".to_owned());
                }
                report.sections.insert(section, Text::from(text));
                let draft = Draft { report, ..Draft::default() };
                let options = CopyOptions { kind: CopyKind::SignOff, date, watermark: Watermark::None };
                let bytes = pdf::export(forms::opened(form, &draft), options, Faces::bundled()).unwrap();
                let read = import::read(&bytes, &Hint::default()).unwrap().draft.report;
                assert_eq!(read.title(), draft.report.title(), "{} {name}", form.id);
                assert_eq!(read.sections, draft.report.sections, "{} {name}", form.id);
            }
        }
    }
}

#[test]
fn a_long_report_comes_back_from_its_pdf() {
    let Draft { mut report, .. } = file::read(examples::all()[0].1).unwrap();
    let form = form::by_id(&report.form).unwrap();
    let text = report.text("s1").to_owned();
    report.sections.insert("s1".into(), Text::from(vec![text; 8]));
    let draft = Draft { report, ..Draft::default() };
    let pdf = pdf::export(forms::opened(&form, &draft), CopyOptions::default(), Faces::bundled()).unwrap();
    let read = import::read(&pdf, &Hint::default()).unwrap();
    assert_eq!(read.draft.report.cells, draft.report.cells);
}

proptest! {
    #![proptest_config(needed::tries(30, 1_000))]

    #[test]
    fn r22_any_report_comes_back((form, report) in likely::report()) {
        comes_back("random", &form, &report);
    }
}
