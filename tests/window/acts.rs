//! Acts that the other window tests do not do: the local limit and date, colours, phrases, fields while an input
//! method composes, what a screen reader hears when findings change.

use egui::{Event, ImeEvent, Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use nianbao::{
    app::{Action, Command, Menu, Tool, View},
    draft::MonthDay,
    store::settings::Contrast,
};
use tempfile::tempdir;

use crate::common::window::{Acts, TestWindow, example, window};

fn on(view: View) -> TestWindow {
    let mut harness = window(Some(example("wenzhou-2022.ron")));
    harness.state_mut().app.apply(Command::Show(view));
    harness.run();
    harness
}

fn section(id: &str) -> TestWindow {
    on(View::Section(id.into()))
}

fn composing(text: &str) -> Event {
    Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None })
}

#[test]
fn the_local_limit_is_typed_counted_by_and_undone() {
    let mut harness = on(View::Agency);
    harness.get_by_role_and_label(Role::TextInput, "字数上限").focus();
    harness.run();
    harness.type_text("８００");
    assert_eq!(harness.report().agency.limit, Some(800));
    harness.show("s1");
    harness.get_by_label_contains("不超过800字");
    harness.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(harness.report().agency.limit, None);
}

#[test]
fn the_local_date_is_chosen_from_lists() {
    let mut harness = on(View::Agency);
    harness.click("公布期限的月份");
    harness.click("当地要求2月");
    assert_eq!(harness.report().agency.deadline, MonthDay::new(2, 28));
    harness.click("公布期限的日");
    harness.click("5日");
    assert_eq!(harness.report().agency.deadline, MonthDay::new(2, 5));
    harness.press_with(Modifiers::COMMAND, Key::Z);
    harness.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(harness.report().agency.deadline, None);
}

#[test]
fn the_colours_change_and_change_back() {
    let mut harness = section("s3");
    let paper = |h: &TestWindow| h.ctx.global_style().visuals.widgets.noninteractive.fg_stroke.color;
    let before = paper(&harness);
    harness.click("视图");
    harness.click("高对比度");
    assert_eq!(harness.state().app.user.settings.now().contrast, Contrast::High);
    assert_ne!(paper(&harness), before);
    harness.click("视图");
    harness.click("高对比度");
    assert_eq!(paper(&harness), before);
}

#[test]
fn a_phrase_is_found_by_its_words_and_put_in_as_a_paragraph() {
    let mut harness = section("s6");
    let before = harness.report();
    harness.press_with(Modifiers::COMMAND, Key::J);
    harness.type_text("信息处理费");
    harness.press(Key::Enter);
    let after = harness.report();
    assert!(after.text("s6").len() > before.text("s6").len());
    assert!(after.text("s6").contains("信息处理费"));
    assert_eq!(harness.state().app.desk.tool, None);
    harness.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(harness.report(), before);
}

#[test]
fn a_paragraph_is_kept_as_a_phrase_of_her_own() {
    let folder = tempdir().unwrap();
    let mut harness = section("s6");
    harness.state_mut().app.user.phrases =
        nianbao::store::phrases::OwnPhrases::at(folder.path().join("phrases.ron"));
    harness.get_by_role_and_label(Role::MultilineTextInput, "六、其他需要报告的事项").focus();
    harness.run();
    harness.press_with(Modifiers::COMMAND, Key::A);
    harness.press_with(Modifiers::COMMAND, Key::J);
    harness.click("存为常用句");
    let kept = harness.state().app.user.phrases.list().to_vec();
    assert_eq!(kept, [harness.report().text("s6").trim()]);
}

#[test]
fn nothing_is_looked_for_while_a_word_is_composed() {
    let mut harness = section("s1");
    harness.press_with(Modifiers::COMMAND, Key::F);
    harness.event(composing("gongkai"));
    harness.run();
    harness.press(Key::Enter);
    assert!(harness.query_by_label_contains("正文和机关名称中没有").is_none());
    harness.event(composing(""));
    harness.event(Event::Ime(ImeEvent::Commit("公开".to_owned())));
    harness.run();
    harness.get_by_label_contains("全部替换（");
    assert!(!harness.state().app.document().unwrap().find("公开").is_empty());
}

#[test]
fn enter_that_ends_a_composition_runs_no_act() {
    let mut harness = section("s1");
    harness.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    harness.event(composing("songshen"));
    harness.run();
    harness.press(Key::Enter);
    assert_eq!(harness.state().app.desk.tool, Some(Tool::Palette), "the word is not finished");
    assert_eq!(harness.state().app.view(), Some(&View::Section("s1".into())));
    harness.event(composing(""));
    harness.event(Event::Ime(ImeEvent::Commit("送审前".to_owned())));
    harness.run();
    harness.press(Key::Enter);
    assert_eq!(harness.state().app.view(), Some(&View::Review));
}

#[test]
fn findings_are_said_anew_when_they_change() {
    let mut harness = section("s3");
    let status = harness.get_by_role(Role::Status);
    assert_eq!(status.accesskit_node().live(), egui::accesskit::Live::Polite);
    let before = status.accesskit_node().label().unwrap();
    harness.click("一、本年新收政府信息公开申请数量，自然人");
    harness.type_text("99999");
    harness.press(Key::Enter);
    assert_ne!(harness.get_by_role(Role::Status).accesskit_node().label().unwrap(), before);
}

#[test]
fn nothing_is_drawn_while_nobody_does_anything() {
    let mut harness = section("s1");
    let sections = ["s0", "s1", "s2", "s3", "s4", "s5", "s6"].map(|id| View::Section(id.into()));
    for view in sections.into_iter().chain([View::Agency, View::Review]) {
        harness.state_mut().app.apply(Command::Show(view.clone()));
        harness.run();
        if let Some(field) = harness.query_all_by_role(Role::MultilineTextInput).next() {
            // The caret stands in a text.
            field.focus();
        }
        harness.run();
        harness.step();
        let wait = harness.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
        assert_eq!(wait, std::time::Duration::MAX, "{view:?} asks to be drawn again");
    }
}

#[test]
fn every_act_has_its_words_and_keys_and_no_key_has_two_acts() {
    let keys = |action: Action| action.shortcuts().iter().map(ToString::to_string).collect::<Vec<_>>();
    let lines = Menu::ALL.into_iter().flat_map(|menu| {
        let acts =
            menu.actions().map(move |a| format!("{} {} {}", menu.label(), a.label(), keys(a).join(" ")));
        acts.map(|line| line.trim_end().to_owned() + "\n")
    });
    insta::assert_snapshot!("acts", lines.collect::<String>());
    let mut all: Vec<String> = Action::all().flat_map(keys).collect();
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count, "a key does one thing");
}
