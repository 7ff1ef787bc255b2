//! The keys stay with the work: after every act, whatever it was done with, the next digit goes where she was.

use egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use nianbao::{
    app::{Action, Command, Menu, Notice, View, Weight},
    draft::Report,
    ui::theme::theme,
};

use crate::common::{
    forms,
    window::{Acts, TestWindow, document, example, window},
};

/// A window on a table of a report that has last year's beside it, with a notice over it.
fn at_work() -> TestWindow {
    let mut window = window(Some(example("wenzhou-2022.ron")));
    window.state_mut().app.apply(Command::Do(Action::BeginNext));
    window.run();
    window.show("s3");
    window
}

fn is_at_work(window: &TestWindow) -> bool {
    let app = &window.state().app;
    app.view() == Some(&View::Section("s3".into())) && app.desk.question.is_none() && app.desk.tool.is_none()
}

/// Types a digit and an arrow, and says whether the table took them.
fn takes_keys(window: &mut TestWindow) -> bool {
    let before = window.active();
    window.type_text("7");
    let typed = window
        .state()
        .app
        .session
        .as_ref()
        .unwrap()
        .grid
        .typing
        .as_ref()
        .map(|typing| typing.text().to_owned());
    window.press(Key::Escape);
    window.press(Key::ArrowDown);
    typed.as_deref() == Some("7") && window.active() != before
}

#[test]
fn every_act_of_the_menus_gives_the_keys_back_to_the_table() {
    for action in Action::all() {
        let mut window = at_work();
        if !window.state().app.can(action) || matches!(action, Action::Quit | Action::Close) {
            continue;
        }
        let menu = Menu::ALL.into_iter().find(|menu| menu.actions().any(|a| a == action)).unwrap();
        window.click(menu.label());
        let words = window.state().app.label(action);
        let keys = action.shortcuts().first().map(ToString::to_string);
        let name = keys.map_or_else(|| words.clone(), |keys| format!("{words} {keys}"));
        let items = window.query_all_by_label_contains(&words).count();
        assert!(items > 0, "{name}");
        let item = window.query_all_by_role(Role::Button).find(|node| {
            let node = egui_kittest::kittest::NodeT::accesskit_node(node);
            node.label().is_some_and(|label| label == words || label == name)
        });
        item.unwrap_or_else(|| panic!("{name} stands in no menu")).click();
        window.settle();
        // What an act asks is put away as she would.
        for _ in 0..2 {
            if !is_at_work(&window) {
                window.press(Key::Escape);
            }
        }
        leave_the_remark(&mut window, action);
        if is_at_work(&window) {
            assert!(takes_keys(&mut window), "{action:?} leaves the table deaf");
        }
    }
}

/// The one act that gives the keys to a field beside the table: she writes there, and Esc goes back.
fn leave_the_remark(window: &mut TestWindow, action: Action) {
    if action == Action::Remark {
        window.press(Key::Escape);
    }
}

#[test]
fn every_act_of_the_keys_gives_them_back_to_the_table() {
    for action in Action::all() {
        for shortcut in action.shortcuts() {
            let mut window = at_work();
            if !window.state().app.can(action) || matches!(action, Action::Quit | Action::Close) {
                continue;
            }
            window.state_mut().app.apply(Command::Do(action));
            window.run();
            for _ in 0..2 {
                if !is_at_work(&window) {
                    window.press(Key::Escape);
                }
            }
            leave_the_remark(&mut window, action);
            if is_at_work(&window) {
                assert!(takes_keys(&mut window), "{action:?} with {shortcut} leaves the table deaf");
            }
        }
    }
}

#[test]
fn the_buttons_over_a_table_and_the_notice_give_the_keys_back() {
    for label in ["空白填0", "本年未收到申请", "核对纸质总计", "复制本表", "上年数", "知道了", "保存"]
    {
        let mut window = at_work();
        window.state_mut().app.desk.notice = Some(Notice::new("已导出".to_owned(), Weight::Told));
        window.run();
        window.click(label);
        if label == "本年未收到申请" {
            // A locked table takes no digit, but it is not deaf.
            let before = window.active();
            window.press(Key::ArrowDown);
            assert_ne!(window.active(), before, "{label}");
        } else {
            assert!(takes_keys(&mut window), "{label} leaves the table deaf");
        }
    }
}

#[test]
fn a_text_takes_the_keys_again_where_the_caret_was() {
    let mut window = window(Some(example("wenzhou-2022.ron")));
    window.show("s1");
    window.press_with(Modifiers::COMMAND | Modifiers::CTRL, Key::Home);
    window.press(Key::ArrowRight);
    window.click("保存");
    window.settle();
    window.type_text("甲");
    let text = window.report().text("s1").to_owned();
    assert_eq!(text.chars().nth(1), Some('甲'), "{text}");
    // Notices lie over the page and take nothing away.
    window.state_mut().app.desk.notice = Some(Notice::new("说明".to_owned(), Weight::Failed));
    window.run();
    window.click("知道了");
    window.type_text("乙");
    assert_eq!(window.report().text("s1").chars().nth(2), Some('乙'));
}

#[test]
fn a_new_report_begins_in_its_first_field() {
    let mut window = window(None);
    window.press_with(Modifiers::COMMAND, Key::N);
    window.type_text("某市民政局");
    window.press(Key::Enter);
    assert_eq!(window.report().agency.name, "某市民政局", "Enter creates");
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_text("某市");
    assert_eq!(window.report().agency.name, "某市");
}

#[test]
fn a_report_without_a_name_says_so_and_stays() {
    let mut window = window(None);
    window.press_with(Modifiers::COMMAND, Key::N);
    window.press(Key::Enter);
    window.get_by_label("填写机关全称，标题和开头要用");
    assert!(window.state().app.document().is_none());
    window.get_by_role_and_label(Role::TextInput, "机关全称").focus();
    window.run();
    window.type_text("某市民政局");
    window.press(Key::Enter);
    assert_eq!(window.report().agency.name, "某市民政局");
}

#[test]
fn what_is_pasted_where_a_question_stands_is_not_read() {
    let mut window = window(None);
    window.press_with(Modifiers::COMMAND, Key::N);
    // The keys are on a button of the question, not in its field.
    window.press(Key::Tab);
    window.press(Key::Tab);
    window.event(Event::Paste("五、存在的主要问题".to_owned()));
    window.run();
    assert!(window.state().app.reading().is_none() && window.state().app.document().is_none());
}

#[test]
fn a_notice_moves_nothing_and_leaves_at_the_next_act() {
    let mut window = at_work();
    let place = |w: &TestWindow| w.get_by_label("空白填0").rect();
    let before = place(&window);
    for weight in [Weight::Told, Weight::Lasting, Weight::Failed] {
        let text = "已导出“某市民政局2023年度报告.pdf”".to_owned();
        window.state_mut().app.desk.notice = Some(Notice::new(text.clone(), weight));
        window.run();
        assert_eq!(place(&window), before, "nothing moves that she is about to click");
        let notice = window.get_by_role_and_label(Role::Alert, &text).rect();
        assert!(notice.top() > 600.0, "it stands at the foot of the window: {notice}");
        window.type_text("7");
        let stays = weight != Weight::Told;
        assert_eq!(
            window.query_by_role_and_label(Role::Alert, &text).is_some(),
            stays,
            "{weight:?} while she types"
        );
        window.press(Key::Escape);
        window.click("空白填0");
        assert!(window.query_by_role_and_label(Role::Alert, &text).is_none(), "{weight:?}");
        window.press_with(Modifiers::COMMAND, Key::Z);
    }
}

#[test]
fn nothing_is_red_on_a_form_that_nobody_has_begun() {
    let form = forms::by_id("F2021");
    let mut window = window(Some(document(form.clone(), Report::new(&form, 2024))));
    let red = |w: &TestWindow| w.state().app.document().unwrap().counts(None).errors;
    assert_eq!(red(&window), 0);
    assert!(window.query_all_by_label_contains("还没有写").next().is_none());
    window.show("s1");
    assert_eq!(red(&window), 0, "she has just come to it");
    window.show("s5");
    assert_eq!(red(&window), 1);
    window.get_by_label("错误：一、总体情况还没有写。");
    window.press(Key::F7);
    assert_eq!(red(&window), 2, "what was never seen is 未填, there too");
}

#[test]
fn tab_goes_through_the_acts_as_they_are_read() {
    let mut window = at_work();
    window.get_by_role_and_label(Role::Button, "文件").focus();
    window.run();
    assert_eq!(window.tabbed(5), ["编辑", "视图", "帮助", "保存", "导出…"]);
}

#[test]
fn whoever_comes_to_a_page_is_at_its_first_act_within_two_tabs() {
    for action in [
        Action::Review,
        Action::CompareLast,
        Action::Ledger,
        Action::Rules,
        Action::AfterSigning,
        Action::CheckPublished,
        Action::Versions,
    ] {
        let mut window = at_work();
        window.state_mut().app.apply(Command::Do(action));
        window.run();
        let mut is_there = || {
            window.press(Key::Tab);
            let at = window.root().children_recursive().find(egui_kittest::Node::is_focused).unwrap().rect();
            at.left() > theme().sizes.task_list && at.top() > theme().sizes.top_bar
        };
        assert!(is_there() || is_there(), "{action:?}");
    }
}

#[test]
fn enter_answers_a_question_that_asks_for_no_words() {
    for action in [Action::ExportSignOff, Action::Print, Action::Quit] {
        let mut window = at_work();
        window.state_mut().app.apply(Command::Do(action));
        window.run();
        assert!(window.state().app.desk.question.is_some(), "{action:?}");
        window.press(Key::Enter);
        assert_eq!(window.state().app.desk.question, None, "{action:?}: Enter is dead");
    }
}
