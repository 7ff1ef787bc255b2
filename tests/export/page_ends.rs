//! Where pages end: never under a head, never before the last line of a paragraph or its last characters, never far
//! over the foot for a table that could be parted.

use nianbao::{
    draft::{Report, sign::Date},
    form::{self, Form, SectionId},
    layout::{Faces, Options, Origin, Page, Purpose, pages_for},
};

use super::{
    laws::{check, check_pages, laid_out, lines, printed},
    parted::parts,
};
use crate::common::{
    forms,
    geometry::{apart, within_the_area},
    pages::{Sample, filled, samples},
};

#[test]
fn a_list_of_heads_fills_its_pages_but_for_a_line_or_two() {
    let form = &form::builtin()[0];
    let mut report = Report::new(form, 2024);
    report.sections.insert("s1".into(), vec!["（一）加强组织领导".to_owned(); 60].into());
    assert!(lines(&laid_out(form, &report)[1]).len() >= 20);
}

/// However much stands before it, in the copy that is published and in the one that is sent up.
#[test]
fn no_head_is_left_at_the_foot_of_a_page() {
    let form = &form::builtin()[0];
    let texts = sections_with_text(form);
    let [.., before_last, last] = texts.as_slice() else { panic!("two sections of text") };
    for (head, rest) in [
        ("（一）加强组织领导", "落实责任。"),
        ("1.加强组织领导", "落实责任。"),
        ("（1）加强组织领导", "落实责任。"),
        ("加强组织领导", "落实责任，继续做好政府信息公开各项工作。".repeat(2).as_str()),
        ("主要做了以下工作：", "落实责任。"),
        ("", "落实责任。"),
        ("（一）加强组织领导", "落实责任，继续做好政府信息公开各项工作。".repeat(4).as_str()),
        ("", format!("（一）加强组织领导。{}", "落实责任，继续做好公开工作。".repeat(5)).as_str()),
    ] {
        for count in 1..=23 {
            let mut report = Report::new(form, 2024);
            let body = "一句话。\n".repeat(count);
            report.sections.insert("s1".into(), format!("{body}{head}\n{rest}\n{body}").into());
            report.sections.insert(before_last.clone(), body.into());
            report.sections.insert(last.clone(), format!("{head}\n{rest}").into());
            for purpose in [Purpose::Publication, Purpose::SignOff { date: None, foot: "稿".to_owned() }] {
                let options = Options { purpose, watermark: None };
                let pages = pages_for(forms::sheet(form, &report), &options, Faces::bundled());
                check_pages(form, &report, &pages);
                for page in &pages[..pages.len() - 1] {
                    let Some(foot) = lines(page).pop() else { continue };
                    let foot: String = foot.iter().map(|run| run.text()).collect();
                    assert!(head.is_empty() || !foot.contains(head), "{count}: {}", page.text());
                }
            }
        }
    }
}

/// The ids of the sections that hold text, but for the opening.
fn sections_with_text(form: &Form) -> Vec<SectionId> {
    let texts = form.sections.iter().filter(|s| s.table().is_none() && !s.heading.is_empty());
    texts.map(|section| section.id.clone()).collect()
}

#[test]
fn no_page_begins_with_a_few_characters_of_a_paragraph() {
    let form = &form::builtin()[0];
    for count in 0..=23 {
        let mut report = Report::new(form, 2024);
        let long = format!("{}府府府。", "政".repeat(26 + 28 * 2));
        report.sections.insert("s1".into(), ["一句话。\n".repeat(count), long].concat().into());
        for page in &laid_out(form, &report) {
            assert!(!page.text().starts_with("府府府。"), "{count}: {}", page.text());
        }
        check(form, &report);
    }
}

/// However much text comes before: no page ends a third empty for a table that could have begun there, none is parted
/// for less, and a label over both parts is said in both.
#[test]
fn no_table_leaves_a_third_of_a_page_empty() {
    let mut parted = 0;
    for form in form::builtin().iter().filter(|form| !form.tables.is_empty()) {
        let mut report = filled(form, "5");
        let first = form.sections.iter().position(|s| s.table().is_some()).expect("a table");
        for count in 1..=44 {
            report.sections.insert(form.sections[first - 1].id.clone(), "一句话。\n".repeat(count).into());
            check(form, &report);
            let pages = laid_out(form, &report);
            parted += (0..form.tables.len()).filter(|t| parts(&pages, *t).len() > 1).count();
            labels_are_said_again(form, &pages);
        }
    }
    assert!(parted > 8, "{parted} tables are parted");
}

/// What goes on overleaf of a label says it again.
fn labels_are_said_again(form: &Form, pages: &[Page]) {
    for page in pages {
        for area in page.boxes.iter().filter(|area| matches!(area.origin, Origin::BoxAgain(..))) {
            let label = area.origin.table_box(form).and_then(|b| b.content.text()).unwrap_or_default();
            assert_eq!(printed(std::slice::from_ref(page), |o| o == area.origin), label);
        }
    }
}

/// Not only where a table is next: no page of text stops more than a line before it must.
#[test]
fn text_before_a_table_fills_its_pages() {
    let form = &form::builtin()[0];
    let first = form.sections.iter().position(|s| s.table().is_some()).expect("a table");
    for count in 40..=66 {
        let mut report = filled(form, "5");
        let text = "一句话。\n".repeat(count);
        report.sections.insert(form.sections[first - 1].id.clone(), text.into());
        let pages = laid_out(form, &report);
        let has_text = |page: &&Page| page.text().contains("一句话");
        let last = pages.iter().rposition(|page| has_text(&page)).expect("text");
        for (number, page) in pages[..last].iter().enumerate() {
            // The title has an empty line under it.
            let lines_at_least = if number == 0 { 20 } else { 21 };
            assert!(lines(page).len() >= lines_at_least, "{count}: {}", page.text());
        }
    }
}

#[test]
fn a_copy_sent_up_is_signed_under_its_last_lines() {
    for Sample { name, form, report, .. } in samples() {
        for lines in 0..22 {
            let mut report = report.clone();
            let last = form.sections.last().expect("a section");
            report.sections.insert(last.id.clone(), vec!["继续做好公开工作。".to_owned(); lines + 1].into());
            let date = Some(Date { year: 2025, month: 1, day: 9 });
            let purpose = Purpose::SignOff { date, foot: "文稿指纹 0000 0000 0000".to_owned() };
            let options = Options { purpose, watermark: None };
            let pages = pages_for(forms::sheet(&form, &report), &options, Faces::bundled());
            let signed = |o| matches!(o, Origin::Signature(_));
            let text = printed(&pages, signed);
            assert_eq!(text, format!("{}（盖章）2025年1月9日", report.agency.name.trim()), "{name}");
            let last = pages.last().expect("a page");
            within_the_area(last);
            apart(last);
            assert!(last.runs.iter().any(|r| matches!(r.origin, Origin::Paragraph(..))), "{name} {lines}");
        }
    }
}
