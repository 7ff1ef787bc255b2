//! The PDF file: its text comes back, its faces are embedded, the same draft gives the same bytes.
#![allow(clippy::expect_used, reason = "a test that does not find what it needs fails as it should")]

#[path = "common/pages.rs"]
mod pages;

use nianbao::{
    draft::{Report, paragraphs},
    export::pdf::{PdfError, export},
    form::{self, Form},
    layout::Faces,
};
use pages::{Sample, box_texts, department, run, samples, squash, written};

fn pdf(form: &Form, report: &Report) -> Vec<u8> {
    export(form, report, Faces::bundled()).expect("every character has a glyph")
}

/// Every text of the report with a name for it.
fn texts(form: &Form, report: &Report) -> Vec<(String, String)> {
    let mut texts = vec![("title".to_owned(), report.title())];
    for section in &form.sections {
        texts.push((format!("{} heading", section.id), section.heading.clone()));
        let written = paragraphs(report.text(&section.id));
        texts.extend(written.map(|p| (section.id.clone(), p.to_owned())));
    }
    for table in &form.tables {
        texts.extend(box_texts(form, report, table).into_iter().map(|t| (table.id.clone(), t)));
    }
    texts
}

fn is_page_number(line: &str) -> bool {
    let number = line.trim().strip_prefix('—').and_then(|l| l.strip_suffix('—'));
    number.is_some_and(|n| n.trim().parse::<u32>().is_ok())
}

#[test]
fn every_text_can_be_copied_out() {
    for Sample { name, form, report } in samples() {
        let path = written(&format!("{name}.pdf"), &pdf(&form, &report));
        let Some(read) = run("pdftotext", &["-raw", "-enc", "UTF-8"], &path) else { return };
        let lines = read.split(['\n', '\u{c}']).filter(|l| !is_page_number(l));
        let read = squash(&lines.collect::<String>());
        for (place, text) in texts(&form, &report) {
            assert!(read.contains(&squash(&text)), "{name}, {place}: {text}");
        }
        assert!(!read.contains('\u{fffd}'));
    }
}

#[test]
fn faces_are_embedded_and_cut() {
    for Sample { name, form, report } in samples() {
        let path = written(&format!("{name}_fonts.pdf"), &pdf(&form, &report));
        let Some(fonts) = run("pdffonts", &[], &path) else { return };
        let rows: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(rows.len() >= 4, "{fonts}");
        assert!(rows.iter().all(|row| row.contains(" yes yes yes ")), "{fonts}");
    }
}

#[test]
fn the_file_is_sound() {
    let Sample { form, report, .. } = department();
    let path = written("sound.pdf", &pdf(&form, &report));
    if let Some(said) = run("qpdf", &["--check"], &path) {
        assert!(said.contains("No syntax or stream encoding errors"), "{said}");
    }
    if let Some(info) = run("pdfinfo", &[], &path) {
        let (title, agency) = (report.title(), &report.agency.name);
        for line in [format!("Title: {title}"), format!("Author: {agency}"), "PDF version: 1.7".into()] {
            assert!(squash(&info).contains(&squash(&line)), "{line}\n{info}");
        }
        assert!(!info.contains("Date:"), "{info}");
    }
}

#[test]
fn headings_are_bookmarks() {
    let Sample { form, report, .. } = department();
    let path = written("outline.pdf", &pdf(&form, &report));
    let Some(outline) = run("mutool", &["show"], &path) else { return };
    let titles: Vec<&str> = outline.lines().filter_map(|l| l.split('"').nth(1)).collect();
    let mut wanted: Vec<&str> = Vec::new();
    for section in form.sections.iter().filter(|s| !s.heading.is_empty()) {
        wanted.push(&section.heading);
        let heads = paragraphs(report.text(&section.id)).filter(|p| p.starts_with('('));
        wanted.extend(heads.filter_map(|p| p.split('。').next()));
    }
    assert_eq!(titles, wanted, "{outline}");
}

#[test]
fn the_same_draft_gives_the_same_bytes() {
    for Sample { form, mut report, .. } in samples() {
        let first = pdf(&form, &report);
        assert_eq!(first, pdf(&form, &report));
        report.title = Some("另一份年度报告".to_owned());
        assert_ne!(first, pdf(&form, &report));
    }
}

#[test]
fn an_empty_report_prints() {
    for form in form::builtin() {
        let report = Report::new(form, 2024);
        let path = written(&format!("empty_{}.pdf", form.id), &pdf(form, &report));
        let Some(read) = run("pdftotext", &["-raw"], &path) else { return };
        for section in &form.sections {
            assert!(squash(&read).contains(&squash(&section.heading)), "{}", section.heading);
        }
    }
}

#[test]
fn characters_that_share_a_glyph_stay_apart() {
    let Sample { form, mut report, .. } = department();
    // The second one of each pair is a radical or a compatibility character with the same glyph.
    let text = "人⼈一⼀金⾦𠮷";
    report.sections.insert("s6".to_owned(), text.into());
    let path = written("shared_glyphs.pdf", &pdf(&form, &report));
    let Some(read) = run("pdftotext", &["-raw"], &path) else { return };
    assert!(read.contains(text), "{read}");
}

#[test]
fn characters_without_a_glyph_are_named() {
    let Sample { form, mut report, .. } = department();
    report.sections.insert("s0".to_owned(), "您好😀".into());
    report.sections.insert("s5".to_owned(), "甲\u{e123}乙😀\n丙😀丁\u{7}".into());
    let cell = form.cells()[0].id.clone();
    report.cells.insert(cell, nianbao::draft::Entry::Other("一😀".to_owned()));
    let error = export(&form, &report, Faces::bundled()).expect_err("no face has these");
    assert!(matches!(&error, PdfError::MissingGlyphs(glyphs) if glyphs.len() == 2));
    insta::assert_snapshot!(error, @"没有写出PDF：字体里没有“😀”（“开头”、表二“规章”行“本年制发件数”列、“五、存在的主要问题及改进情况”）、U+E123（“五、存在的主要问题及改进情况”）。换成其他字或写法。");
}
