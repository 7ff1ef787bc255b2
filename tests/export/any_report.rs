//! Random reports, and any text at all: the laws of every page hold for them.

use nianbao::{
    draft::{Entry, Report},
    form,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::laws::{check, laid_out};
use crate::common::{needed, pages::filled};

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

proptest! {
    #![proptest_config(ProptestConfig {
        cases: needed::times(16, 2_000),
        ..ProptestConfig::default()
    })]

    #[test]
    fn r20_any_report_keeps_the_rules((form, report) in any_report()) {
        check(&form::builtin()[form], &report);
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
