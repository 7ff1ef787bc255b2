//! The window by accessible names: what is clicked and typed, and what is then to be read.

use egui::{Event, ImeEvent, Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use nianbao::{app::View, draft::examples, form::SectionId};

use crate::common::{
    forms,
    window::{Acts, TestWindow, document, example, window},
};

fn zeros(form: &str) -> TestWindow {
    let form = forms::by_id(form);
    let report = forms::zeros(&form);
    window(Some(document(form, report)))
}

/// The same with texts that nothing is said of.
fn quiet(form: &str) -> TestWindow {
    let form = forms::by_id(form);
    let report = forms::quiet(&form);
    window(Some(document(form, report)))
}

const NEW: &str = "一、本年新收政府信息公开申请数量";

#[test]
fn a_number_typed_in_a_cell_moves_its_total_and_is_checked() {
    let mut harness = zeros("F2021");
    harness.show("s3");
    harness.click(&format!("{NEW}，自然人"));
    harness.type_text("1");
    harness.type_text("7");
    assert_eq!(harness.value(&format!("{NEW}，总计")), "0", "half typed is not yet a number");
    harness.press(Key::Enter);
    assert_eq!(harness.value(&format!("{NEW}，自然人")), "17");
    assert_eq!(harness.value(&format!("{NEW}，总计")), "17");
    harness
        .get_by_label("错误：表三“自然人”列不平：新收17＋上年结转0＝17，办理总计0＋结转下年度0＝0，相差17。");
}

#[test]
fn the_invented_form_is_filled_and_checked_like_any_other() {
    let mut harness = zeros("F2027");
    harness.show("s2");
    harness.click("公开，网上");
    harness.type_text("3");
    harness.press(Key::Tab);
    harness.type_text("2");
    harness.press(Key::Enter);
    assert_eq!(harness.value("公开，合计"), "5");
    assert_eq!(harness.value("办结合计，合计"), "5");
    harness.get_by_label("错误：申请表“信函”不平：收到0＋往年未结0＝0，办结2＋留待下年0＝2，相差2。");
    harness.show("s3");
    harness.click("政务账号，关注人数（单位：万人）");
    harness.type_text("21.95");
    harness.press(Key::Enter);
    assert_eq!(harness.value("政务账号，关注人数（单位：万人）"), "21.95");
}

#[test]
fn totals_are_sums_and_what_is_typed_on_them_is_compared() {
    let mut harness = zeros("F2021");
    harness.show("s4");
    harness.click("行政复议，总计");
    harness.type_text("5");
    harness.press(Key::Enter);
    assert_eq!(harness.value("行政复议，总计"), "0", "it is the sum, whatever is typed on it");
    harness.get_by_label("错误：表四“行政复议”总计填5，四项相加为0，相差5。");
}

#[test]
fn digits_from_an_input_method_count_and_a_composition_does_not() {
    let mut harness = zeros("F2021");
    harness.show("s3");
    harness.click(&format!("{NEW}，自然人"));
    harness.event(Event::Ime(ImeEvent::Commit("１６".to_owned())));
    harness.run();
    harness.press(Key::Enter);
    assert_eq!(harness.value(&format!("{NEW}，总计")), "16");

    harness.show("s1");
    harness.get_by_role_and_label(Role::MultilineTextInput, "一、总体情况").focus();
    harness.run();
    let text = |h: &TestWindow| h.state().app.document().unwrap().report().text("s1").to_owned();
    let composing =
        |text: &str| Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None });
    harness.event(composing("ni hao"));
    harness.run();
    assert_eq!(text(&harness), "", "a word being composed is not yet in the document");
    harness.event(composing(""));
    harness.event(Event::Ime(ImeEvent::Commit("你好".to_owned())));
    harness.run();
    assert_eq!(text(&harness), "你好");
    harness.event(composing("shi jie"));
    harness.run();
    harness.show("s3");
    harness.show("s1");
    assert_eq!(text(&harness), "你好", "a word left half composed is not kept");
}

#[test]
fn a_finding_leads_to_its_cell() {
    let mut harness = quiet("F2021");
    harness.show("s4");
    harness.click("行政复议，结果维持");
    harness.type_text("十");
    harness.press(Key::Enter);
    harness.show("s1");
    harness.click("错误：表四“行政复议”结果维持应填写不小于0的整数，现为“十”。");
    assert_eq!(harness.state().app.view(), Some(&View::Section("s4".into())));
    assert_eq!(
        harness.state().app.session.as_ref().unwrap().grid.active.as_ref().unwrap().as_str(),
        "T4.rev.keep"
    );
    harness.show("s1");
    harness.press(Key::F8);
    assert_eq!(harness.state().app.view(), Some(&View::Section("s4".into())));
}

#[test]
fn sections_are_written_and_undone() {
    let mut harness = zeros("F2021");
    harness.get_by_label_contains("一、总体情况，").click();
    harness.run();
    harness.get_by_role_and_label(Role::MultilineTextInput, "一、总体情况").focus();
    harness.run();
    harness.type_text("本机关按时公开。");
    harness.get_all_by_label("8字").next().unwrap();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    harness.get_all_by_label("0字").next().unwrap();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    harness.run();
    let report = harness.state().app.document().unwrap().report().clone();
    assert_eq!(report.text("s1"), "本机关按时公开。");
}

#[test]
fn leaving_with_unsaved_changes_asks() {
    let mut harness = zeros("F2021");
    harness.show("s3");
    harness.click(&format!("{NEW}，自然人"));
    harness.type_text("1");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::W);
    harness.run();
    harness.get_by_label("离开前是否保存");
    harness.click("取消");
    assert!(harness.state().app.document().is_some());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::W);
    harness.run();
    harness.click("不保存");
    assert!(harness.state().app.document().is_none());
    harness.get_by_label("打开草稿");
}

#[test]
fn a_new_report_begins_with_its_year_and_agency() {
    let mut harness = window(None);
    harness.click("新建空白报告");
    harness.get_by_role_and_label(Role::TextInput, "机关全称").focus();
    harness.run();
    harness.type_text("某市档案局");
    harness.click("新建");
    let document = harness.state().app.document().unwrap();
    assert_eq!(document.report().agency.name, "某市档案局");
    assert_eq!(document.form().id, "F2021");
    assert!(document.is_dirty(), "nothing of it is on the disk");
}

#[test]
fn examples_open_and_every_page_can_be_drawn() {
    for (name, _) in examples::all() {
        let mut harness = window(Some(example(name)));
        let sections: Vec<SectionId> =
            harness.state().app.document().unwrap().form().sections.iter().map(|s| s.id.clone()).collect();
        for section in sections {
            harness.show(&section);
            assert!(harness.root().accesskit_node().children().next().is_some());
        }
    }
}
