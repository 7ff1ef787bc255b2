//! The window by accessible names: what is clicked and typed, and what is then to be read.
#![allow(clippy::unwrap_used, reason = "a test that unwraps fails as it should")]

#[path = "common/forms.rs"]
mod forms;

use std::sync::Arc;

use egui::{Event, ImeEvent, Key, Modifiers, Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use nianbao::{
    app::{App, Command, Document, View},
    draft::{Draft, examples, file},
    form::{self, Form},
    ui::{Window, theme},
};

/// A window on a document, without a screen.
fn window(document: Option<Document>) -> Harness<'static, Window> {
    let mut app = App::default();
    if let Some(document) = document {
        app.show_document(document);
    }
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1366.0, 768.0))
        .with_context_setup(theme::install)
        .build_ui_state(|ui, window: &mut Window| window.show(ui), Window::new(app));
    harness.run();
    harness
}

fn example(name: &str) -> Document {
    let (_, text) = examples::all().iter().find(|(n, _)| *n == name).unwrap();
    let draft = file::read(text).unwrap();
    Document::new(form::by_id(&draft.report.form).unwrap(), draft, None)
}

fn zeros(form: Arc<Form>) -> Document {
    let report = forms::zeros(&form);
    Document::new(form, Draft { report, ..Draft::default() }, None)
}

fn show(harness: &mut Harness<'_, Window>, section: &str) {
    harness.state_mut().app.apply(Command::Show(View::Section(section.to_owned())));
    harness.run();
}

fn click(harness: &mut Harness<'_, Window>, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

fn value(harness: &Harness<'_, Window>, label: &str) -> String {
    harness.get_by_label(label).value().unwrap_or_default()
}

fn type_text(harness: &mut Harness<'_, Window>, text: &str) {
    harness.event(Event::Text(text.to_owned()));
    harness.run();
}

fn press(harness: &mut Harness<'_, Window>, key: Key) {
    harness.key_press(key);
    harness.run();
}

const NEW: &str = "一、本年新收政府信息公开申请数量";

#[test]
fn a_number_typed_in_a_cell_moves_its_total_and_is_checked() {
    let mut harness = window(Some(zeros(forms::by_id("F2021"))));
    show(&mut harness, "s3");
    click(&mut harness, &format!("{NEW}，自然人"));
    type_text(&mut harness, "1");
    type_text(&mut harness, "7");
    assert_eq!(value(&harness, &format!("{NEW}，总计")), "0", "half typed is not yet a number");
    press(&mut harness, Key::Enter);
    assert_eq!(value(&harness, &format!("{NEW}，自然人")), "17");
    assert_eq!(value(&harness, &format!("{NEW}，总计")), "17");
    harness
        .get_by_label("错误：表三“自然人”列不平：新收17＋上年结转0＝17，办理总计0＋结转下年度0＝0，相差17。");
}

#[test]
fn the_invented_form_is_filled_and_checked_like_any_other() {
    let mut harness = window(Some(zeros(forms::invented())));
    show(&mut harness, "s2");
    click(&mut harness, "公开，网上");
    type_text(&mut harness, "3");
    press(&mut harness, Key::Tab);
    type_text(&mut harness, "2");
    press(&mut harness, Key::Enter);
    assert_eq!(value(&harness, "公开，合计"), "5");
    assert_eq!(value(&harness, "办结合计，合计"), "5");
    harness.get_by_label("错误：申请表“信函”不平：收到0＋往年未结0＝0，办结2＋留待下年0＝2，相差2。");
    show(&mut harness, "s3");
    click(&mut harness, "政务账号，关注人数（单位：万人）");
    type_text(&mut harness, "21.95");
    press(&mut harness, Key::Enter);
    assert_eq!(value(&harness, "政务账号，关注人数（单位：万人）"), "21.95");
}

#[test]
fn keys_move_edit_and_blank() {
    let mut harness = window(Some(zeros(forms::by_id("F2021"))));
    show(&mut harness, "s3");
    let active = |h: &Harness<'_, Window>| h.state().app.grid.active.clone().unwrap().to_string();
    click(&mut harness, &format!("{NEW}，自然人"));
    for (key, expect) in [
        (Key::ArrowRight, "T3.new.com"),
        (Key::ArrowDown, "T3.cin.com"),
        (Key::End, "T3.cin.tot"),
        (Key::ArrowRight, "T3.cin.tot"),
        (Key::Tab, "T3.r1.nat"),
        (Key::ArrowLeft, "T3.r1.nat"),
        (Key::ArrowUp, "T3.cin.nat"),
        (Key::ArrowUp, "T3.new.nat"),
        (Key::ArrowUp, "T3.new.nat"),
    ] {
        press(&mut harness, key);
        assert_eq!(active(&harness), expect, "{key:?}");
    }
    type_text(&mut harness, "12");
    press(&mut harness, Key::Escape);
    assert_eq!(value(&harness, &format!("{NEW}，自然人")), "0", "Esc keeps what was there");
    type_text(&mut harness, "12");
    press(&mut harness, Key::ArrowRight);
    assert_eq!(active(&harness), "T3.new.com", "an arrow commits what was typed over");
    press(&mut harness, Key::ArrowLeft);
    press(&mut harness, Key::F2);
    press(&mut harness, Key::ArrowLeft);
    type_text(&mut harness, "5");
    press(&mut harness, Key::Enter);
    assert_eq!(value(&harness, &format!("{NEW}，自然人")), "152", "F2 edits where the caret is");
    press(&mut harness, Key::ArrowUp);
    press(&mut harness, Key::Delete);
    assert_eq!(value(&harness, &format!("{NEW}，自然人")), "");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(value(&harness, &format!("{NEW}，自然人")), "152");
}

#[test]
fn totals_are_locked() {
    let mut harness = window(Some(zeros(forms::by_id("F2021"))));
    show(&mut harness, "s4");
    click(&mut harness, "行政复议，总计");
    type_text(&mut harness, "5");
    press(&mut harness, Key::Enter);
    assert_eq!(value(&harness, "行政复议，总计"), "0");
    assert!(!harness.state().app.is_dirty());
}

#[test]
fn digits_from_an_input_method_count_and_a_composition_does_not() {
    let mut harness = window(Some(zeros(forms::by_id("F2021"))));
    show(&mut harness, "s3");
    click(&mut harness, &format!("{NEW}，自然人"));
    harness.event(Event::Ime(ImeEvent::Commit("１６".to_owned())));
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(value(&harness, &format!("{NEW}，总计")), "16");

    show(&mut harness, "s1");
    harness.get_by_role_and_label(Role::MultilineTextInput, "一、总体情况").focus();
    harness.run();
    let text =
        |h: &Harness<'_, Window>| h.state().app.document.as_ref().unwrap().report().text("s1").to_owned();
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
    show(&mut harness, "s3");
    show(&mut harness, "s1");
    assert_eq!(text(&harness), "你好", "a word left half composed is not kept");
}

#[test]
fn a_finding_leads_to_its_cell() {
    let mut harness = window(Some(zeros(forms::by_id("F2021"))));
    show(&mut harness, "s4");
    click(&mut harness, "行政复议，结果维持");
    type_text(&mut harness, "十");
    press(&mut harness, Key::Enter);
    show(&mut harness, "s1");
    click(&mut harness, "错误：表四“行政复议”结果维持应填写不小于0的整数，现为“十”。");
    assert_eq!(harness.state().app.view, View::Section("s4".to_owned()));
    assert_eq!(harness.state().app.grid.active.as_ref().unwrap().as_str(), "T4.rev.keep");
    show(&mut harness, "s1");
    press(&mut harness, Key::F8);
    assert_eq!(harness.state().app.view, View::Section("s4".to_owned()));
}

#[test]
fn sections_are_written_and_undone() {
    let mut harness = window(Some(zeros(forms::by_id("F2021"))));
    harness.get_by_label_contains("一、总体情况，").click();
    harness.run();
    harness.get_by_role_and_label(Role::MultilineTextInput, "一、总体情况").focus();
    harness.run();
    type_text(&mut harness, "本机关按时公开。");
    harness.get_all_by_label("8字").next().unwrap();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    harness.get_all_by_label("0字").next().unwrap();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    harness.run();
    let report = harness.state().app.document.as_ref().unwrap().report().clone();
    assert_eq!(report.text("s1"), "本机关按时公开。");
}

#[test]
fn leaving_with_unsaved_changes_asks() {
    let mut harness = window(Some(zeros(forms::by_id("F2021"))));
    show(&mut harness, "s3");
    click(&mut harness, &format!("{NEW}，自然人"));
    type_text(&mut harness, "1");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::W);
    harness.run();
    harness.get_by_label("离开前是否保存");
    click(&mut harness, "取消");
    assert!(harness.state().app.document.is_some());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::W);
    harness.run();
    click(&mut harness, "不保存");
    assert!(harness.state().app.document.is_none());
    harness.get_by_label("打开草稿");
}

#[test]
fn a_new_report_begins_with_its_year_and_agency() {
    let mut harness = window(None);
    click(&mut harness, "新建空白报告");
    harness.get_by_role_and_label(Role::TextInput, "机关全称").focus();
    harness.run();
    type_text(&mut harness, "某市档案局");
    click(&mut harness, "新建");
    let document = harness.state().app.document.as_ref().unwrap();
    assert_eq!(document.report().agency.name, "某市档案局");
    assert_eq!(document.form().id, "F2021");
    assert!(document.is_dirty(), "nothing of it is on the disk");
}

#[test]
fn examples_open_and_every_page_can_be_drawn() {
    for (name, _) in examples::all() {
        let mut harness = window(Some(example(name)));
        let sections: Vec<String> = harness
            .state()
            .app
            .document
            .as_ref()
            .unwrap()
            .form()
            .sections
            .iter()
            .map(|s| s.id.clone())
            .collect();
        for section in sections {
            show(&mut harness, &section);
            assert!(harness.root().accesskit_node().children().next().is_some());
        }
    }
}
