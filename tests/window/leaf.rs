//! Pages that are filled in: as calm in a wide window as in a narrow one, with the way on at their foot.

use egui::{Role, vec2};
use egui_kittest::kittest::Queryable as _;
use nianbao::{
    app::{Action, Command, View},
    ui::theme::theme,
};

use crate::common::{
    forms,
    window::{self, Acts, TestWindow, document, example},
};

fn agency(window: &mut TestWindow) {
    window.state_mut().app.apply(Command::Show(View::Agency));
    window.run();
}

#[test]
fn every_part_leads_to_the_next_at_its_foot() {
    for size in [vec2(1366.0, 768.0), vec2(1920.0, 1080.0), vec2(683.0, 384.0)] {
        let mut window = window::sized(Some(example("wenzhou-2022.ron")), size);
        agency(&mut window);
        let sections = window.state().app.document().unwrap().form().sections.clone();
        for section in &sections {
            window.get_by_label(&format!("下一部分：{}", section.task)).click_accesskit();
            window.run();
            assert_eq!(window.state().app.view(), Some(&View::Section(section.id.clone())));
        }
        window.get_by_label(&format!("下一部分：{}", Action::Review.label())).click_accesskit();
        window.run();
        assert_eq!(window.state().app.view(), Some(&View::Review));
        assert!(window.query_all_by_label_contains("下一部分：").next().is_none());
    }
}

#[test]
fn texts_and_tables_are_no_wider_than_they_are_read() {
    let form = forms::by_id("F2021");
    let text = |size| {
        let mut window = window::sized(Some(example("wenzhou-2022.ron")), size);
        window.show("s1");
        window.get_all_by_role(Role::MultilineTextInput).next().unwrap().rect().width()
    };
    let table = |size, section: &str| {
        let mut window = window::sized(Some(document(form.clone(), forms::zeros(&form))), size);
        window.show(section);
        window.get_by_role(Role::Table).rect().width()
    };
    let (usual, wide) = (vec2(1366.0, 768.0), vec2(1920.0, 1080.0));
    // A line of text is 840 points at most; its box leaves a little room round it.
    assert!((780.0..900.0).contains(&text(wide)), "{}", text(wide));
    for section in ["s2", "s3", "s4"] {
        let (usual, wide) = (table(usual, section), table(wide, section));
        assert!(usual > 700.0 && wide < 1.2 * usual, "{section}: {usual} and {wide}");
    }
}

#[test]
fn lists_lie_in_the_middle_of_a_wide_window() {
    for action in [Action::Review, Action::Ledger, Action::Versions, Action::Rules] {
        let mut window = window::sized(Some(example("wenzhou-2022.ron")), vec2(1920.0, 1080.0));
        window.state_mut().app.apply(Command::Do(action));
        window.run();
        let heads = window.query_all_by_label(action.label()).map(|node| node.rect());
        let head = heads.map(|at| at.left()).fold(0.0, f32::max);
        assert!(head > theme().sizes.task_list + 100.0, "{action:?}: {head}");
    }
}

#[test]
fn what_is_done_and_what_is_left_stands_at_the_foot_of_the_list() {
    let form = forms::by_id("F2021");
    let mut window = window::window(Some(document(form.clone(), forms::zeros(&form))));
    let all = form.sections.len() + 1;
    let said = |w: &TestWindow| {
        let foot = w.get_by_label_contains("部分中已完成");
        foot.value().unwrap_or_default()
    };
    // Three tables of nothing but zeros.
    assert_eq!(said(&window), format!("{all}部分中已完成3部分"));
    window.show("s3");
    window.type_text("3");
    window.press(egui::Key::Enter);
    assert_eq!(said(&window), format!("{all}部分中已完成2部分"), "what is wrong is not done");
}
