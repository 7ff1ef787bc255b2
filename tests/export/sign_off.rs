//! The 送审单: what it says, that it is one page whatever is wrong, and fingerprints that tell versions apart.

use std::collections::BTreeSet;

use nianbao::{
    check,
    draft::{
        Draft, Entry, Explanation, Report,
        edit::Edit,
        file,
        remark::{Remark, Remarks},
        sign::{Date, SinceSigned},
        years::{self, EarlierYear},
    },
    export::{Format, compared::Comparison, copy, sign_off},
    form::{self, Form, Level},
    layout::{Faces, Origin, Page},
};
use rust_decimal::Decimal;

use crate::common::{
    forms, geometry,
    pages::{Sample, department, filled, samples},
};

const DAY: Date = Date { year: 2023, month: 1, day: 19 };

/// The sheet as lines: a row of a table on one.
fn said(form: &Form, draft: &Draft) -> String {
    let (review, page) = sign_off::sheet(forms::opened(form, draft), Some(DAY), 6, Faces::bundled());
    geometry::within_the_area(&page);
    geometry::apart(&page);
    let mut lines = vec![review.title.clone(), review.line.join("\u{3000}")];
    for part in &review.parts {
        lines.push(part.heading.clone());
        lines.extend(part.texts.clone());
        for row in &part.table.rows {
            lines.push(row.iter().map(|field| field.text.as_str()).collect::<Vec<_>>().join(" | "));
        }
    }
    lines.extend(review.foot.clone());
    let printed: String = page.runs.iter().map(nianbao::layout::Run::text).collect();
    assert_eq!(printed, review.texts().concat());
    lines.join("\n")
}

/// The department's draft with a year before it, a version sent up before, and findings.
fn worked_on() -> Sample {
    let mut sample = department();
    let mut last = sample.report.clone();
    last.year -= 1;
    for (n, (_, entry)) in last.cells.iter_mut().enumerate() {
        let number = entry.number().unwrap_or_default();
        *entry = Entry::Number(number + rust_decimal::Decimal::from(n % 3));
    }
    sample.last = Some(last);
    sample
}

fn draft_sent_up_before() -> (Sample, Draft) {
    let sample = worked_on();
    let mut draft = sample.draft();
    draft.signed = draft.with_signed(Some(DAY), "");
    let report = &mut draft.report;
    let cells: Vec<_> =
        sample.form.cells().iter().filter(|c| !c.is_total()).take(3).map(|c| c.id.clone()).collect();
    report.cells.insert(cells[0].clone(), Entry::read("9").expect("a number"));
    report.cells.remove(&cells[1]);
    let text = report.text("s1").replacen('。', "，有所改进。", 1) + "\n另起一段。";
    report.sections.insert("s1".into(), text.into());
    (sample, draft)
}

#[test]
fn it_says_what_those_who_sign_must_know() {
    let (sample, mut draft) = draft_sent_up_before();
    let findings = check::run(
        forms::sheet(&sample.form, &draft.report),
        forms::before(&sample.form, draft.last.as_ref()),
    );
    let warning = findings.iter().find(|f| f.level == Level::Warning).expect("a warning");
    let (rule, key) = (warning.rule.clone(), warning.key());
    insta::assert_snapshot!("open", said(&sample.form, &draft));
    draft.explanations = vec![Explanation { rule, key, text: "本机关没有这一项。".to_owned() }];
    insta::assert_snapshot!("explained", said(&sample.form, &draft));
}

#[test]
fn every_form_has_its_sheet() {
    for sample in samples() {
        insta::assert_snapshot!(format!("sheet {}", sample.name), said(&sample.form, &sample.draft()));
    }
}

#[test]
fn what_is_not_there_is_said() {
    let without_tables = form::builtin().iter().find(|f| f.key_figures.is_empty()).expect("a form");
    let draft = Draft { report: Report::new(without_tables, 0), ..Draft::default() };
    assert_eq!(draft.report.title(), "政府信息公开工作年度报告");
    let said = said(without_tables, &draft);
    let lines: Vec<&str> = said.lines().take(4).collect();
    assert_eq!(
        lines,
        [
            "政府信息公开工作年度报告送审单",
            "\u{3000}年度未填\u{3000}送审第1稿\u{3000}2023年1月19日",
            "一、主要数据",
            "这一格式没有数据表。",
        ]
    );
}

#[test]
fn it_is_one_page_whatever_is_wrong() {
    for form in form::builtin() {
        for name in ["某局".to_owned(), "某市政务服务".repeat(60), "A".repeat(3000)] {
            let mut report = filled(form, &"须核实后填报的数字".repeat(9));
            report.agency.name = name;
            let mut draft = Draft { report, ..Draft::default() };
            draft.signed = draft.with_signed(None, "");
            draft.report.cells.clear();
            draft.report.printed = filled(form, "1").cells;
            let findings = check::run(forms::sheet(form, &draft.report), None);
            let explained = findings.iter().map(|f| Explanation {
                rule: f.rule.clone(),
                key: f.key(),
                text: "已核实\n".repeat(500),
            });
            draft.explanations = explained.collect();
            said(form, &draft);
        }
    }
}

#[test]
fn what_it_cannot_hold_goes_on_on_further_pages() {
    let sample = worked_on();
    // Every figure twice what it was, and a text for each of the findings that gives.
    let mut draft = sample.draft();
    for entry in draft.report.cells.values_mut() {
        *entry = Entry::Number(
            entry.number().unwrap_or_default() * rust_decimal::Decimal::from(9)
                + rust_decimal::Decimal::from(7),
        );
    }
    let findings = check::run(
        forms::sheet(&sample.form, &draft.report),
        forms::before(&sample.form, draft.last.as_ref()),
    );
    let listed: Vec<_> =
        findings.iter().filter(|f| matches!(f.level, Level::Error | Level::Warning)).collect();
    assert!(listed.len() > 12, "{}", listed.len());
    let explanation = |n: usize| format!("第{n}条已逐项核对，数字以业务系统台账为准，情况属实。").repeat(3);
    draft.explanations = listed
        .iter()
        .enumerate()
        .map(|(n, f)| Explanation { rule: f.rule.clone(), key: f.key(), text: explanation(n) })
        .collect();
    let sheets = sign_off::sheets(forms::opened(&sample.form, &draft), Some(DAY), 6, Faces::bundled());
    assert!(sheets.len() > 1);
    let mut number = 0;
    let mut said = Vec::new();
    for (review, page) in &sheets {
        geometry::within_the_area(page);
        geometry::apart(page);
        assert_eq!(review.first, number);
        number += review.texts().len();
        said.extend(review.texts());
        let full = page.runs.iter().map(|r| r.y).fold(0.0, f32::max);
        assert!(full > 300.0, "a page has something on it");
    }
    for (n, finding) in listed.iter().enumerate() {
        assert!(said.contains(&finding.message), "{}", finding.message);
        let explained = finding.explanation(&draft).expect("explained");
        assert!(said.iter().any(|text| text == explained), "{n}: {explained}");
    }
    // A draft that one page holds has no other.
    let plain = department();
    assert_eq!(
        sign_off::sheets(forms::opened(&plain.form, &plain.draft()), Some(DAY), 6, Faces::bundled()).len(),
        1
    );
}

/// A city's report with last year's beside it, eleven times as much, half a unit over.
fn city() -> (Sample, Draft) {
    let sample =
        samples().into_iter().find(|sample| sample.name.contains("huaian")).expect("the city's report");
    let mut draft = sample.draft();
    let mut last = draft.report.clone();
    last.year -= 1;
    for entry in last.cells.values_mut() {
        let number = entry.number().unwrap_or_default() * Decimal::from(11) + Decimal::new(55, 2);
        *entry = Entry::Number(number);
    }
    draft.last = Some(last);
    (sample, draft)
}

/// Whether a text is a number or a few, with what it changed by or without.
fn is_number(text: &str) -> bool {
    let digits = text.trim_start_matches(['+', '−']);
    digits.starts_with(|ch: char| ch.is_ascii_digit())
        && digits.chars().all(|ch| "0123456789.（）+−%／".contains(ch))
}

/// The lines of a text on some pages.
fn text_lines(pages: &[Page], origin: Origin) -> Vec<String> {
    let runs: Vec<_> = pages.iter().flat_map(|page| &page.runs).filter(|run| run.origin == origin).collect();
    let lines = runs.chunk_by(|a, b| a.y == b.y);
    lines.map(|line| line.iter().map(|run| run.text()).collect()).collect()
}

#[test]
fn no_number_is_torn_on_the_sheet_or_in_a_comparison() {
    let (Sample { form, .. }, draft) = city();
    are_whole(&form, &draft);
    // However long they are.
    for digits in [7, 9, 12] {
        let with = |digit: &str| filled(&form, &format!("{}.25", digit.repeat(digits)));
        let draft = Draft { report: with("9"), last: Some(with("1")), ..Draft::default() };
        are_whole(&form, &draft);
    }
}

/// No number is torn on the sheet of a draft or where it is compared with last year's; nothing but a sign or a mark
/// stands on a line without it, and short words are not torn for them.
fn are_whole(form: &Form, draft: &Draft) {
    let (review, page) = sign_off::sheet(forms::opened(form, draft), Some(DAY), 6, Faces::bundled());
    let on_sheet = |at| text_lines(std::slice::from_ref(&page), Origin::Review(at));
    let mut count = 0;
    for (at, text) in review.texts().iter().enumerate().filter(|(_, text)| is_number(text)) {
        count += whole_numbers(text, &on_sheet(at));
    }
    assert!(count > 20, "{count}");
    let last = draft.last.as_ref().expect("last year's");
    let sides = [last, &draft.report].map(|report| forms::sheet(form, report));
    let compared = Comparison::new(sides[0], sides[1], ["", ""]).content();
    let pages = compared.pages(Faces::bundled());
    for (at, text) in compared.texts().iter().enumerate() {
        let lines = text_lines(&pages, Origin::Compared(at));
        if is_number(text) {
            whole_numbers(text, &lines);
        }
        assert!(!text.starts_with('表') || text.chars().count() > 2 || lines.len() == 1, "{text}: {lines:?}");
    }
    for page in &pages {
        geometry::within_the_area(page);
        geometry::apart(page);
    }
}

/// How many numbers a text has, each of which stands whole on one of these lines.
fn whole_numbers(text: &str, lines: &[String]) -> usize {
    let numbers: Vec<&str> = text.split_inclusive('／').flat_map(|part| part.split('（')).collect();
    let are_whole = numbers.iter().all(|number| lines.iter().any(|line| line.contains(number)));
    assert!(are_whole && lines.len() <= numbers.len(), "{text}: {lines:?}");
    numbers.len()
}

/// A name of any length parts neither the date under the title nor the room to write it in.
#[test]
fn the_date_under_the_title_is_whole() {
    let sample = department();
    let mut draft = sample.draft();
    let mut seen = BTreeSet::new();
    for length in 1..=60 {
        draft.report.agency.name = "某".repeat(length);
        let sheet = |date| sign_off::sheet(forms::opened(&sample.form, &draft), date, 6, Faces::bundled()).1;
        for (date, whole) in [(None, "\u{3000}\u{3000}年\u{3000}月\u{3000}日"), (Some(DAY), "2023年1月19日")]
        {
            let lines = text_lines(std::slice::from_ref(&sheet(date)), Origin::Review(1));
            assert!(lines.last().is_some_and(|line| line.ends_with(whole)), "{length}: {lines:?}");
            seen.insert(lines.len());
        }
    }
    assert!(seen.len() > 1, "{seen:?}");
}

/// A sign in brackets stands neither at the end of a line before what is gone or new nor at the start of one after it.
#[test]
fn signs_of_changes_stay_with_what_changed() {
    let sample = department();
    let mut seen = 0;
    for before in 0..30 {
        let with = |words: &str| {
            let mut report = sample.report.clone();
            let text = format!("{}{words}继续做好公开工作，{words}完毕。", "政".repeat(before));
            report.sections.insert("s1".into(), text.into());
            report
        };
        let (last, report) = (with("全年公开信息1234条"), with("主动公布各类事项5678件"));
        let sides = [&last, &report].map(|report| forms::sheet(&sample.form, report));
        let compared = Comparison::new(sides[0], sides[1], ["", ""]).content();
        let pages = compared.pages(Faces::bundled());
        for (at, text) in compared.texts().iter().enumerate().filter(|(_, text)| text.contains('［')) {
            for line in text_lines(&pages, Origin::Compared(at)) {
                assert!(
                    !line.ends_with("［－") && !line.ends_with("［＋") && !line.ends_with('［'),
                    "{text}: {line}"
                );
                assert!(!line.starts_with("－］") && !line.starts_with("＋］"), "{text}: {line}");
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "{seen}");
}

/// What is not all on the sheet is on the pages after it; the key figures are on no other.
#[test]
fn findings_hide_no_key_figure() {
    for (Sample { form, .. }, draft) in [city(), draft_sent_up_before()] {
        let (review, _) = sign_off::sheet(forms::opened(&form, &draft), Some(DAY), 6, Faces::bundled());
        for figure in &form.key_figures {
            assert!(review.texts().contains(&figure.label), "{}", figure.label);
        }
    }
}

#[test]
fn the_report_bears_the_mark_of_its_sheet() {
    let sample = department();
    let options =
        copy::CopyOptions { kind: copy::CopyKind::SignOff, date: None, ..copy::CopyOptions::default() };
    let draft = sample.draft();
    let copy::Printed { pages, .. } =
        copy::printed(forms::opened(&sample.form, &draft), options, Faces::bundled());
    let mark = draft.report.fingerprint().short();
    let foot = |page: &nianbao::layout::Page| -> String {
        let runs = page.runs.iter().filter(|r| matches!(r.origin, Origin::PageFoot | Origin::Review(_)));
        runs.map(nianbao::layout::Run::text).collect()
    };
    assert!(pages.iter().all(|page| foot(page).contains(&mark)));
    let plain =
        copy::printed(forms::opened(&sample.form, &draft), copy::CopyOptions::default(), Faces::bundled());
    assert_eq!(plain.pages.len() + 1, pages.len());
    assert!(plain.pages.iter().all(|page| foot(page).is_empty()));
}

#[test]
fn a_fingerprint_is_of_the_content_and_of_nothing_else() {
    let Sample { form, report, .. } = department();
    let whole = report.fingerprint();
    insta::assert_snapshot!(whole.as_str(), @"b2de2c809f90601831aa70ed53d8001446696ed320492d5e4f1901ca5d191ef6");
    assert_eq!(whole.short().len(), 14);
    let changes: Vec<fn(&mut Report)> = vec![
        |r| r.year += 1,
        |r| r.title = Some(String::new()),
        |r| r.agency.fax.push('1'),
        |r| r.agency.kind = nianbao::draft::AgencyKind::Government,
        |r| r.form = "x".into(),
        |r| drop(r.sections.insert("s1".into(), "改".into())),
        |r| drop(r.sections.remove("s1")),
    ];
    for change in changes {
        let mut other = report.clone();
        change(&mut other);
        assert_ne!(other.fingerprint(), whole);
    }
    for cell in form.cells().iter().filter(|c| !c.is_total()) {
        let mut other = report.clone();
        other.cells.insert(cell.id.clone(), Entry::read("987").expect("a number"));
        assert_ne!(other.fingerprint(), whole, "{}", cell.id);
    }
    let mut empty = report.clone();
    empty.sections.insert("s9".into(), "".into());
    assert_eq!(empty.fingerprint(), whole, "a section without words says nothing");
}

#[test]
fn a_draft_knows_whether_it_was_changed_since_it_was_sent_up() {
    let mut draft = department().draft();
    assert_eq!((draft.since_signed(), draft.version_number()), (SinceSigned::Never, 1));
    let unsigned = Edit::Signed(draft.with_signed(Some(DAY), "")).apply(&mut draft);
    assert_eq!((draft.since_signed(), draft.version_number()), (SinceSigned::Same, 1));
    assert!(draft.version_before().is_none());
    assert_eq!(draft.with_signed(None, ""), draft.signed, "marked once");
    draft.explanations.push(Explanation { rule: "A".into(), key: "b".into(), text: "c".into() });
    assert_eq!(draft.since_signed(), SinceSigned::Same);
    draft.report.agency.name.push('县');
    assert_eq!((draft.since_signed(), draft.version_number()), (SinceSigned::Changed, 2));
    assert_eq!(draft.version_before().map(|s| s.number), Some(1));
    assert_eq!(file::read(&file::write(&draft)).as_ref(), Ok(&draft));
    unsigned.apply(&mut draft);
    assert_eq!(draft.since_signed(), SinceSigned::Never);
    assert!(!file::write(&draft).contains("signed"), "a draft that was never sent up does not mention it");
}

/// A draft in which something is noted of a cell, and one is to be checked.
fn noted() -> (Sample, Draft) {
    let sample = department();
    let mut draft = sample.draft();
    let year = draft.report.year;
    let cells: Vec<_> = sample.form.cells().iter().map(|cell| cell.id.clone()).collect();
    let remark = |year, text: &str, to_check| Remark { year, text: text.to_owned(), to_check };
    draft.remarks.insert(cells[1].clone(), remark(year - 1, "含司法局转来3件", false));
    draft.remarks.insert(cells[8].clone(), remark(year, "等法规处回复", true));
    (sample, draft)
}

#[test]
fn what_is_noted_and_to_be_checked_is_listed() {
    // A report with nothing wrong has room for it.
    let form = forms::by_id("F2021");
    let mut draft = Draft { report: forms::quiet(&form), ..Draft::default() };
    draft.report.year = 2022;
    draft.remarks = noted().1.remarks;
    let said = said(&form, &draft);
    let from = said.find("四、").unwrap();
    let lines: Vec<&str> = said[from..].lines().take(6).collect();
    assert_eq!(
        lines,
        [
            "四、备注和待核",
            "还有1格待核，备注共2格。",
            "待核 | 位\u{3000}置 | 备\u{3000}注",
            "待核 | 表二“行政强制”本年处理决定数量 | 等法规处回复",
            " | 表二“规章”本年废止件数 | （2021年）含司法局转来3件",
            "五、审签",
        ]
    );
}

#[test]
fn many_remarks_go_on_after_it() {
    let (sample, mut draft) = noted();
    for cell in sample.form.cells() {
        let text = "要和各科室逐一核对之后再定稿，".repeat(8);
        draft.remarks.insert(cell.id.clone(), Remark { year: draft.report.year, text, to_check: true });
    }
    let sheets = sign_off::sheets(forms::opened(&sample.form, &draft), Some(DAY), 6, Faces::bundled());
    let said: Vec<String> = sheets.iter().flat_map(|(review, _)| review.texts()).collect();
    assert!(said.iter().any(|text| text == "备注和待核"));
    for cell in sample.form.cells() {
        assert!(said.contains(&sample.form.position(cell)), "{}", cell.id);
    }
    for (_, page) in &sheets {
        geometry::within_the_area(page);
    }
    // The first page still says what it says without them.
    assert!(
        said.iter().any(|text| text == "一、主要数据") && said.iter().any(|text| text.ends_with("、审签"))
    );
}

#[test]
fn a_page_that_is_full_of_findings_says_where_remarks_stand() {
    let (sample, mut draft) = draft_sent_up_before();
    draft.remarks = noted().1.remarks;
    let sheets = sign_off::sheets(forms::opened(&sample.form, &draft), Some(DAY), 6, Faces::bundled());
    let first = sheets[0].0.texts();
    assert!(first.iter().any(|text| text == "一、主要数据"), "{first:?}");
    let all: Vec<String> = sheets.iter().flat_map(|(review, _)| review.texts()).collect();
    for words in ["等法规处回复", "（2021年）含司法局转来3件"] {
        assert!(all.iter().any(|text| text == words), "{all:?}");
    }
    assert!(first.iter().any(|text| text.starts_with("还有1格待核，备注共2格")));
}

#[test]
fn nothing_noted_is_in_what_is_published() {
    let (sample, draft) = noted();
    let mut draft = Draft { earlier: years::carried(&draft), ..draft };
    draft.earlier.extend(EarlierYear::of(forms::sheet(&sample.form, &draft.report)));
    assert!(!draft.earlier.is_empty());
    let plain = Draft { earlier: Vec::new(), remarks: Remarks::new(), ..draft.clone() };
    for format in Format::all() {
        let made = |draft: &Draft| {
            let opened = forms::opened(&sample.form, draft);
            format.make(opened, copy::CopyOptions::default(), Faces::bundled()).unwrap()
        };
        assert!(made(&draft) == made(&plain), "{}", format.name());
    }
    assert_eq!(draft.report.fingerprint(), plain.report.fingerprint());
}
