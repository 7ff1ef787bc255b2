//! Random reports as officers write them, for laws about what leaves the program and comes back.
#![allow(dead_code, reason = "each test uses some of it")]

use std::sync::Arc;

use nianbao::{
    draft::{Entry, Report, Text},
    form::{self, CellKind, Form, SectionBody},
};
use proptest::{
    collection::vec,
    prelude::{Just, Strategy, any},
    prop_oneof,
    sample::select,
};

/// A sentence as officers write it.
fn sentence() -> impl Strategy<Value = String> {
    let phrase = prop_oneof![
        5 => "[全市各单位主动公开政府信息工作依法答复办理]{2,14}",
        2 => "[1-9][0-9]{0,4}(件|条|次|%)",
        1 => "《[条例办法规定]{2,6}》",
        1 => "“[互联网加政务服务]{2,6}”",
        1 => Just("微信公众号（wx2024）".to_owned()),
    ];
    let parts = vec((phrase, select(vec!["", "，", "、", "，"])), 1..10);
    parts.prop_map(|parts| parts.into_iter().map(|(p, m)| p + m).collect::<String>() + "办结。")
}

/// A paragraph of some sentences.
pub fn paragraph() -> impl Strategy<Value = String> {
    let head = select(vec!["", "", "", "（一）主动公开。", "（二）依申请公开。"]);
    (head, vec(sentence(), 1..5)).prop_map(|(head, sentences)| format!("{head}{}", sentences.concat()))
}

/// A report whose texts and figures are as officers write them.
pub fn report() -> impl Strategy<Value = (Arc<Form>, Report)> {
    let forms: Vec<Arc<Form>> = form::builtin().iter().filter(|f| !f.tables.is_empty()).cloned().collect();
    let agencies = vec!["某市某局", "某省人民政府办公厅", "某县人力资源和社会保障局", "某区某街道办事处"];
    let numbers = vec((0_u32..4000, 0_u32..100, any::<bool>()), 400);
    (select(forms), select(agencies), vec(vec(paragraph(), 1..5), 8), numbers).prop_map(
        |(form, agency, texts, numbers)| {
            let year = if form.years.contains(2024) { 2024 } else { 2020 };
            let mut report = Report::new(&form, year);
            report.agency.name = agency.to_owned();
            let sections = form.sections.iter().filter(|s| s.body == SectionBody::Text);
            for (section, text) in sections.zip(texts) {
                report.sections.insert(section.id.clone(), Text::from(text));
            }
            let cells = form.cells().iter().filter(|c| !c.is_total());
            for (cell, (number, parts, zero)) in cells.zip(numbers) {
                let typed = match cell.kind {
                    CellKind::Amount { .. } if parts > 0 => format!("{number}.{parts:02}"),
                    _ if zero => "0".to_owned(),
                    _ => number.to_string(),
                };
                report.cells.extend(Entry::read(&typed).map(|entry| (cell.id.clone(), entry)));
            }
            (form, report)
        },
    )
}
