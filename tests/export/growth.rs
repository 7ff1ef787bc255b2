//! Work grows with the text, whatever the text is: four times as much takes about four times as long.

use std::sync::Arc;

use nianbao::{
    draft::{Draft, Entry, Report, Text},
    export::{Format, copy::CopyOptions},
    form::{Form, Role, SectionBody},
    layout::{Faces, missing, pages},
};

use crate::common::{
    clock::{self, since, thread_time},
    forms,
};

/// Characters or paragraphs of the smaller text.
const SIZE: usize = 10_000;

fn grows(name: &str, work: impl Fn(usize)) {
    clock::grows(name, SIZE, |size| {
        let start = thread_time();
        work(size);
        since(start)
    });
}

fn form() -> Arc<Form> {
    forms::by_id("F2021")
}

/// A report with this text in its first section.
fn written(form: &Form, text: String) -> Report {
    let mut report = Report::new(form, 2024);
    let section =
        form.sections.iter().find(|s| s.body == SectionBody::Text && !s.heading.is_empty()).unwrap();
    report.sections.insert(section.id.clone(), Text::from(text));
    report
}

/// A report with these words in the first cell of its table of applications.
fn in_a_cell(form: &Form, text: &str) -> Report {
    let mut report = Report::new(form, 2024);
    report.cells.insert(form.role(Role::Received)[0].clone(), Entry::Other(text.to_owned()));
    report
}

fn laid_out(form: &Form, report: &Report) {
    let sheet = forms::sheet(form, report);
    pages(sheet, Faces::bundled());
    missing(sheet, Faces::bundled());
}

#[test]
fn pages_of_any_text() {
    let form = form();
    for piece in ["一\n", "（一）报\n", ".", "）", "（", "1.5.2.", "公开1项，", "www.", "\u{10ffff}\n"]
    {
        let many = |chars: usize| piece.repeat(chars / piece.chars().count());
        grows(&format!("{piece:?}"), |chars| laid_out(&form, &written(&form, many(chars))));
    }
}

#[test]
fn pages_of_words_in_a_cell() {
    let form = form();
    for piece in ["公", "word ", "）", "1.5.2."] {
        let many = |chars: usize| piece.repeat(chars / piece.chars().count());
        grows(&format!("{piece:?}"), |chars| laid_out(&form, &in_a_cell(&form, &many(chars))));
    }
}

#[test]
fn every_format_of_many_paragraphs() {
    let form = form();
    for format in Format::all() {
        grows(&format!("paragraphs as {format:?}"), |paragraphs| {
            let draft = Draft { report: written(&form, "一\n".repeat(paragraphs)), ..Draft::default() };
            format.make(forms::opened(&form, &draft), CopyOptions::default(), Faces::bundled()).unwrap();
        });
    }
}
