//! Random reports, and any text at all: the laws of every page hold for them.

use std::convert::Infallible;

use nianbao::{
    draft::{Entry, Report, paragraphs},
    form::{self, Form},
    layout::{Faces, LastLayout, Options, Origin, Page, Patient, pages_again},
};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::laws::{check, laid_out};
use crate::common::{forms, needed, pages::filled};

/// Text as officers write it: phrases with marks, numbers, brackets, now and then an address.
fn prose() -> impl Strategy<Value = String> {
    let phrase = prop_oneof![
        6 => "[政府信息公开工作年度报告全市共收到]{1,12}",
        2 => "[1-9][0-9]{0,6}(\\.[0-9]{1,2})?(%|件|个)",
        1 => "《[条例办法规定]{2,6}》",
        1 => "“[依申请公开]{2,5}”",
        1 => "（[一-三]{1,3}）",
        1 => "[a-z]{3,9}@[a-z]{2,6}\\.(com|cn)",
        1 => Just("——".to_owned()),
    ];
    let mark = prop_oneof![4 => Just(""), 4 => Just("，"), 2 => Just("。"), 1 => Just("、"), 1 => Just("；")];
    let parts = prop::collection::vec((phrase, mark), 1..60);
    let joined = |parts: Vec<(String, &str)>| parts.into_iter().map(|(p, m)| p + m).collect::<String>();
    parts.prop_map(joined).prop_filter("a paragraph starts with a word", |p| !p.starts_with('—'))
}

fn any_report() -> impl Strategy<Value = (usize, Report)> {
    let count = form::builtin().len();
    let texts = prop::collection::vec(prop::collection::vec(prose(), 0..4), 4);
    let numbers = prop::collection::vec(prop_oneof![3 => 0..100_u32, 1 => 0..10_000_000_u32], 40);
    (0..count, "[某市县区人民政府教育局]{2,30}", texts, numbers).prop_map(|(form, name, texts, numbers)| {
        let f = &form::builtin()[form];
        let mut report = Report::new(f, 2024);
        report.agency.name = name;
        for (id, paragraphs) in ["s0", "s1", "s5", "s6"].into_iter().zip(texts) {
            report.sections.insert(id.into(), paragraphs.into());
        }
        for (i, cell) in f.cells().iter().enumerate().filter(|(_, c)| !c.is_total()) {
            let number = Decimal::from(numbers[i % numbers.len()]);
            report.cells.insert(cell.id.clone(), Entry::Number(number));
        }
        (form, report)
    })
}

/// What an officer may do to a text: a paragraph put in, one taken out, all of it in another part, a number typed.
fn edit(report: &mut Report, form: &Form, (what, from, to, at, words): (u8, usize, usize, usize, String)) {
    let texts = ["s0", "s1", "s5", "s6"];
    let written = |report: &Report, part: usize| -> Vec<String> {
        paragraphs(report.text(texts[part])).map(str::to_owned).collect()
    };
    let mut text = written(report, from);
    match what {
        0 => text.insert(at % (text.len() + 1), words),
        1 if !text.is_empty() => {
            text.remove(at % text.len());
        }
        2 => text = written(report, to),
        _ => {
            let cell = form.cells().get(at % form.cells().len().max(1));
            // Some so long that every table is set smaller.
            let number = Entry::Number(Decimal::from(at.pow(3)));
            report.cells.extend(cell.map(|cell| (cell.id.clone(), number)));
        }
    }
    report.sections.insert(texts[from].into(), text.into());
}

/// The pages of a report, with what is kept of the layout before.
fn laid_out_again(form: &Form, report: &Report, last: &mut LastLayout) -> Vec<Page> {
    let sheet = forms::sheet(form, report);
    let Ok(pages) = pages_again::<Infallible>(sheet, &Options::default(), Faces::bundled(), &Patient, last);
    pages
}

/// The largest size in which a box of a table is set.
fn table_size(pages: &[Page]) -> f32 {
    let runs = pages.iter().flat_map(|page| &page.runs);
    runs.filter(|run| matches!(run.origin, Origin::Box(..))).map(|run| run.size).fold(0.0, f32::max)
}

#[test]
fn a_number_too_long_for_a_table_sets_all_of_them_smaller_as_long_as_it_stands_there() {
    let form = &form::builtin()[0];
    let (mut report, mut last) = (filled(form, "5"), LastLayout::default());
    let long = "9".repeat(80);
    for table in &form.tables {
        let cell = form.cells_of(table).iter().find(|cell| !cell.is_total()).unwrap();
        for (number, is_small) in [("5", false), (&long, true), ("5", false)] {
            report.cells.insert(cell.id.clone(), Entry::read(number).unwrap());
            let again = laid_out_again(form, &report, &mut last);
            assert!(again == laid_out(form, &report), "{}: {number}", cell.id);
            assert_eq!(table_size(&again) < 10.5, is_small, "{}: {number}", cell.id);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: ProptestConfig::default().failure_persistence,
        ..needed::tries(16, 2_000)
    })]

    #[test]
    fn r20_any_report_keeps_the_rules((form, report) in any_report()) {
        check(&form::builtin()[form], &report);
    }

    #[test]
    fn a_report_laid_out_again_has_the_pages_it_has_when_laid_out_anew(
        (form, mut report) in any_report(),
        edits in prop::collection::vec((0..4_u8, 0..4_usize, 0..4_usize, 0..1_000_usize, prose()), 1..5),
    ) {
        let (form, mut last) = (&form::builtin()[form], LastLayout::default());
        for step in edits {
            prop_assert_eq!(laid_out_again(form, &report, &mut last), laid_out(form, &report));
            edit(&mut report, form, step);
        }
        prop_assert_eq!(laid_out_again(form, &report, &mut last), laid_out(form, &report));
    }

    #[test]
    fn r20_any_text_at_all_is_laid_out(text in "\\PC{0,400}", name in "\\PC{0,80}", entry in "\\PC{0,60}") {
        let form = &form::builtin()[0];
        let mut report = filled(form, &entry);
        report.agency.name = name;
        report.sections.insert("s1".into(), text.into());
        prop_assert_eq!(laid_out(form, &report), laid_out(form, &report));
    }
}
