//! Findings where they are listed: each can be answered there, and every place tells the same state.

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use nianbao::{
    app::{Document, View, phrase},
    draft::{Entry, Report, examples},
};

use crate::common::{
    forms,
    window::{Acts, TestWindow, document, example, window},
};

fn open(window: &TestWindow) -> &Document {
    window.state().app.document().unwrap()
}

fn is_there(window: &TestWindow, label: &str) -> bool {
    window.query_all_by_label(label).next().is_some()
}

/// A report with a number in a cell that its column does not bear out.
fn unbalanced() -> Document {
    let form = forms::by_id("F2021");
    let mut report = forms::quiet(&form);
    report.cells.insert("T3.new.nat".into(), Entry::read("3").unwrap());
    document(form, report)
}

/// The labels of a finding's answers.
fn answers(document: &Document, at: usize) -> Vec<String> {
    let finding = &document.findings()[at];
    let named = |words: &str| format!("{words}：{}", finding.title);
    let mut answers = vec![named("转到")];
    answers.extend(finding.replacement_label());
    answers.extend(finding.may_be_explained().then(|| named("写说明")));
    answers.extend(finding.may_be_confirmed().then(|| named("确认")));
    answers
}

#[test]
fn every_finding_can_be_answered_where_it_is_listed() {
    let examples = examples::all().iter().map(|(name, _)| example(name));
    for document in examples.chain([unbalanced()]) {
        let mut window = window(Some(document));
        window.press(Key::F7);
        let document = open(&window);
        assert!(document.shown_findings().next().is_some());
        for (at, finding) in document.shown_findings() {
            let spoken = format!("{}：{}", finding.level.name(), finding.message);
            let listed = window.query_all_by_label(&spoken).count();
            assert_eq!(listed, 1, "once, and not beside it as well: {spoken}");
            for answer in answers(document, at) {
                assert!(is_there(&window, &answer), "{answer}");
            }
        }
        window.show("s1");
        for (at, _) in open(&window).shown_findings().filter(|(_, f)| f.rule != "TX-S1LEN") {
            for answer in answers(open(&window), at) {
                assert!(is_there(&window, &answer), "beside the text: {answer}");
            }
        }
    }
}

#[test]
fn findings_are_answered_before_the_report_is_sent_up() {
    let mut window = window(Some(example("wenzhou-2022.ron")));
    window.press(Key::F7);
    let said = |w: &TestWindow| phrase(&open(w).state());
    assert_eq!(said(&window), "1处错误、2处提醒、2处提示");
    window.get_by_label("改为“信息处理费”").click_accesskit();
    window.run();
    assert_eq!(said(&window), "1处错误、1处提醒、2处提示");
    window.get_by_label_contains("写说明：").click_accesskit();
    window.run();
    window.get_by_role_and_label(Role::MultilineTextInput, "为什么这样是对的：").focus();
    window.run();
    window.type_text("照上年的写法。");
    window.click("保存说明");
    window.get_by_label("说明：照上年的写法。");
    assert_eq!(said(&window), "1处错误、2处提示");
    window.get_by_label_contains("确认：总体情况").click_accesskit();
    window.run();
    assert_eq!(said(&window), "1处错误、1处提示");
}

#[test]
fn every_place_tells_the_state_in_the_same_words() {
    let form = forms::by_id("F2021");
    let blank = document(form.clone(), Report::new(&form, 2024));
    for document in [blank, example("wenzhou-2022.ron"), unbalanced()] {
        let mut window = window(Some(document));
        window.press(Key::F7);
        let said = phrase(&open(&window).state());
        window.get_by_role_and_label(Role::Status, &said);
        window.get_by_label(&format!("送审前核对，{said}"));
        assert!(window.query_all_by_label_contains(&format!("{said}。")).next().is_some(), "{said}");
        let open_parts = form.sections.iter().filter(|section| {
            let name = format!("{}，", section.task);
            let row = window.get_by_label_contains(&name);
            let label = row.accesskit_node().label().unwrap();
            label.contains("，未填") || label.contains("，填写中")
        });
        let unfinished = open_parts.count() + usize::from(is_agency_open(&window));
        let counted = format!("{unfinished}部分未填完");
        assert_eq!(said.contains("部分未填完"), unfinished > 0, "{said}");
        assert!(unfinished == 0 || said.contains(&counted), "{said} and {counted}");
    }
}

fn is_agency_open(window: &TestWindow) -> bool {
    let row = window.get_by_label_contains("机关信息，");
    !row.accesskit_node().label().unwrap().contains("已完成")
}

#[test]
fn what_a_page_lacks_is_grey_until_it_was_seen() {
    let form = forms::by_id("F2021");
    let mut report = Report::new(&form, 2024);
    report.agency.name = "某市民政局".to_owned();
    let mut window = window(Some(document(form, report)));
    let warned = |w: &TestWindow| open(w).counts(None).warnings;
    let table = |w: &TestWindow| w.get_by_label_contains("二、主动公开，").accesskit_node().label().unwrap();
    assert_eq!((warned(&window), open(&window).counts(None).unknown), (0, 0));
    window.show("s2");
    assert_eq!(table(&window), "二、主动公开，未填");
    window.type_text("0");
    window.press(Key::Enter);
    assert_eq!(warned(&window), 0, "nobody is scolded while she fills it in");
    assert_eq!(table(&window), "二、主动公开，填写中");
    window.show("s3");
    assert_eq!(warned(&window), 1);
    window.click("9格都填0");
    assert_eq!(warned(&window), 0);
    assert_eq!(open(&window).counts(None).errors, 0);
}

#[test]
fn f8_takes_the_wrong_number_of_a_cell() {
    let mut window = window(Some(unbalanced()));
    window.show("s1");
    window.press(Key::F8);
    assert_eq!(window.active(), "T3.new.nat");
    window.type_text("0");
    window.press(Key::Enter);
    assert_eq!(window.report().cells["T3.new.nat"], Entry::read("0").unwrap());
    assert_eq!(open(&window).counts(None).errors, 0);
}

#[test]
fn findings_that_say_the_same_are_told_apart_by_their_words() {
    let form = forms::by_id("F2021");
    let mut report = forms::quiet(&form);
    let text = "本年收到政府信息公开申请3件。共收到政府信息公开申请3件。";
    report.sections.insert("s1".into(), text.to_owned().into());
    let mut window = window(Some(document(form, report)));
    window.press(Key::F7);
    let messages: Vec<String> = open(&window).findings().iter().map(|f| f.message.clone()).collect();
    assert_eq!(messages.iter().filter(|m| m.contains("收到申请3件")).count(), 2, "{messages:?}");
    let said = window.query_all_by_label_contains("原文“");
    let words: Vec<String> = said.filter_map(|node| node.value()).collect();
    assert!(words.len() == 2 && words[0] != words[1], "{messages:?} {words:?}");
}

#[test]
fn f8_begins_with_what_is_wrong_on_the_page_she_has_turned_to() {
    let form = forms::by_id("F2021");
    let mut report = forms::quiet(&form);
    report.cells.insert("T3.new.nat".into(), Entry::read("3").unwrap());
    report.sections.insert("s1".into(), "本年收到政府信息公开申请5件，收到申请6件。".to_owned().into());
    let mut window = window(Some(document(form, report)));
    let page = |w: &TestWindow| w.state().app.view().cloned();
    let current = |w: &TestWindow| w.state().app.session.as_ref().unwrap().current_finding();
    window.show("s3");
    for section in ["s3", "s1", "s3"] {
        window.show(section);
        window.press(Key::F8);
        assert_eq!(page(&window), Some(View::Section(section.into())));
    }
    let all = open(&window).shown_findings().count();
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..all {
        seen.extend(current(&window));
        window.press(Key::F8);
    }
    assert_eq!(seen.len(), all, "and from there to every other");
}

#[test]
fn f8_passes_over_nothing_when_a_number_is_mended() {
    let form = forms::by_id("F2021");
    let mut report = forms::quiet(&form);
    let text = "本年收到政府信息公开申请3件。共收到政府信息公开申请4件。收到政府信息公开申请5件。";
    report.sections.insert("s1".into(), text.to_owned().into());
    let mut window = window(Some(document(form, report)));
    window.show("s5");
    let current = |w: &TestWindow| {
        let at = w.state().app.session.as_ref().unwrap().current_finding()?;
        Some(open(w).findings()[at].left.clone())
    };
    while current(&window).as_deref() != Some("3") {
        window.press(Key::F8);
    }
    for wrong in ["3", "4", "5"] {
        if wrong != "3" {
            window.press(Key::F8);
        }
        assert_eq!(current(&window).as_deref(), Some(wrong));
        window.run();
        window.type_text("0");
        assert_eq!(current(&window), None, "the mended one is gone");
    }
    window.press_with(Modifiers::SHIFT, Key::F8);
    assert_ne!(current(&window), None);
}
