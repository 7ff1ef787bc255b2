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
    for rule in check::rules() {
        let title = rule.title.split('{').next().unwrap();
        assert!(count(&window, title) > 0, "{}: {title}", rule.id);
    }
    for relation in form.relations.iter().filter(|relation| !relation.about.is_empty()) {
        assert!(count(&window, &relation.about) > 0, "{}: {}", relation.rule, relation.about);
    }
    assert!(count(&window, "错误：收支平衡") > 0);
    assert!(count(&window, "{") == 0, "no place for a name is shown as one");
    assert!(count(&window, "norms") == 0, "sources are said in the officer's words");
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
    window.get_by_label("没有符合的规则");
}
