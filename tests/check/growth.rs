//! The checks take their time by the text, whatever the text is: four times as much takes about four times as long.

use nianbao::{
    check,
    draft::{Draft, Report, Text},
    form::{Form, SectionBody},
};

use crate::common::{
    clock::{self, since, thread_time},
    forms,
};

/// Characters of the smaller text.
const SIZE: usize = 10_000;

/// Words and marks that the sentences of a report are made of, each without an end to it.
const PIECES: &[&str] = &[
    "（",
    "）",
    "、",
    "，",
    "；",
    "。",
    "《",
    "〔",
    "%",
    "一",
    "1,",
    "1、",
    "1（",
    "（1",
    "、（",
    "1件；",
    "1件。",
    "1件\n",
    "一\n",
    "百分之",
    "2023年",
    "第1号",
    "1月1日",
    "其中",
    "其中；",
    "合计1件",
    "合计1件。",
    "公开1项，",
    "收到1件（",
    "收到申请1件。",
    "没有收到申请。",
    "信函1件、",
    "予以公开1件、",
    "维持1件，纠正1件；",
    "较上年增长1%、",
    "0577-89090000，",
    "www.a.cn/1，",
];

/// A report with this text in the first section of texts.
fn written(form: &Form, text: &str) -> Report {
    let mut report = Report::new(form, 2024);
    let is_of_text = |body: &SectionBody| *body == SectionBody::Text;
    let section = form.sections.iter().find(|section| is_of_text(&section.body)).unwrap();
    report.sections.insert(section.id.clone(), Text::from(text));
    report
}

#[test]
fn the_checks_of_any_text() {
    let form = forms::by_id("F2021");
    for piece in PIECES {
        clock::grows(&format!("{piece:?}"), SIZE, |size| {
            let report = written(&form, &piece.repeat(size / piece.chars().count()));
            let draft = Draft { last: Some(report.clone()), report, ..Draft::default() };
            let start = thread_time();
            check::run(forms::sheet(&form, &draft.report), forms::before(&form, draft.last.as_ref()));
            since(start)
        });
    }
}
