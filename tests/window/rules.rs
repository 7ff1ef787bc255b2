//! The page 规则一览: every rule of the open form, found by typing.

use egui::Role;
use egui_kittest::kittest::Queryable as _;
use nianbao::{
    app::{Action, Command},
    check,
};

use crate::common::window::{Acts, TestWindow, example, window};

fn on_the_page() -> TestWindow {
    let mut window = window(Some(example("wenzhou-2022.ron")));
    window.state_mut().app.apply(Command::Do(Action::Rules));
    window.run();
    window
}

fn count(window: &TestWindow, words: &str) -> usize {
    window.query_all_by_label_contains(words).count()
}

#[test]
fn every_rule_has_its_level_its_words_and_where_it_comes_from() {
    let window = on_the_page();
    let form = window.state().app.document().unwrap().form().clone();
    assert!(count(&window, &form.basis.number) > 0);
    for rule in check::catalogue(&form) {
        let name = format!("{}：{}", rule.level.name(), rule.title);
        assert!(count(&window, &name) > 0, "{name}");
        assert!(count(&window, &rule.sentence) > 0, "{name}: {}", rule.sentence);
        assert!(count(&window, &format!("依据：{}", rule.source)) > 0, "{name}: {}", rule.source);
    }
    assert!(count(&window, "错误：收支平衡") > 0);
}

#[test]
fn typing_narrows_the_rules() {
    let mut window = on_the_page();
    window.get_by_role_and_label(Role::TextInput, "查找规则").focus();
    window.run();
    window.type_text("收支平衡");
    assert!(count(&window, "错误：收支平衡") > 0);
    assert_eq!(count(&window, "共同被告"), 0);
    window.type_text("没有这条");
    window.get_by_label("没有找到规则，换几个字再找");
}
