//! What else she goes by, as it is painted: the active cell, her text, the list of tasks, what was said, comparisons.

use egui::{Key, Modifiers, Rect, Role, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use nianbao::{
    app::{Command, Document, FileAct},
    draft::{Draft, Entry, Report, examples},
    form::Cell,
};

use crate::common::{
    forms,
    painted::{Painted, contrast},
    window::{Acts, TestWindow, document, example, window},
};

fn squashed(words: &str) -> String {
    words.split_whitespace().collect()
}

fn zeros() -> TestWindow {
    let form = forms::by_id("F2021");
    let mut window = window(Some(document(form.clone(), forms::zeros(&form))));
    window.show("s3");
    window
}

fn place_of(window: &TestWindow, id: &str) -> Rect {
    let form = forms::by_id("F2021");
    let Cell { row_label, column_label, .. } = form.cell(id).unwrap();
    window.get_by_role_and_label(Role::Cell, &format!("{row_label}，{column_label}")).rect()
}

#[test]
fn the_active_cell_alone_has_a_strong_frame() {
    let mut window = zeros();
    for (key, active) in [
        (Key::Home, "T3.new.nat"),
        (Key::ArrowRight, "T3.new.com"),
        (Key::ArrowDown, "T3.cin.com"),
        (Key::End, "T3.cin.tot"),
    ] {
        window.press(key);
        let (painted, whole) = (Painted::of(&window), window.get_by_role(Role::Table).rect());
        let inside = |frame: &&(Rect, f32, egui::Color32)| frame.1 > 1.5 && whole.contains(frame.0.center());
        let frames: Vec<_> = painted.frames.iter().filter(inside).collect();
        let [(place, _, colour)] = frames[..] else { panic!("{active}: {frames:?}") };
        let cell = place_of(&window, active);
        assert!(cell.expand(2.0).contains_rect(*place) && place.contains_rect(cell.shrink(2.0)), "{active}");
        assert!(contrast(*colour, painted.ground(cell.center())) > 4.5, "{active}");
    }
}

/// What three cells of a block, and one that is in none, stand on.
fn grounds(window: &TestWindow) -> [egui::Color32; 4] {
    let painted = Painted::of(window);
    ["T3.new.com", "T3.cin.nat", "T3.cin.com", "T3.r2.oth"]
        .map(|id| painted.ground(place_of(window, id).center() - vec2(12.0, 0.0)))
}

#[test]
fn a_block_of_cells_is_tinted_and_its_numbers_stay() {
    let mut window = zeros();
    let before = grounds(&window);
    window.press_with(Modifiers::SHIFT, Key::ArrowRight);
    window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    let after = grounds(&window);
    for at in 0..3 {
        assert_ne!(before[at], after[at], "{at} is in the block");
    }
    assert_eq!(before[3], after[3], "and no other cell");
    let painted = Painted::of(&window);
    for id in ["T3.new.nat", "T3.new.com", "T3.cin.nat", "T3.cin.com"] {
        assert_eq!(painted.words(place_of(&window, id)), "0", "{id}");
    }
}

#[test]
fn where_she_is_stands_in_the_line_at_the_bottom() {
    let mut window = zeros();
    window.press_with(Modifiers::COMMAND, Key::End);
    let painted = Painted::of(&window);
    assert!(painted.says("四、结转下年度继续办理 · 总计") && painted.says("自动计算；填了就与它核对"));
    window.show("s1");
    assert!(Painted::of(&window).says("0字"));
}

#[test]
fn what_failed_is_said_on_the_start_page_and_over_a_draft() {
    for document in [None, Some(example("wenzhou-2022.ron"))] {
        let mut window = window(document);
        let missing = std::env::temp_dir().join("没有这份.ron");
        window.state_mut().app.apply(Command::File(FileAct::Open(missing)));
        window.run();
        let sentence = squashed(&window.state().app.desk.notice.as_ref().unwrap().text);
        let painted = Painted::of(&window);
        let all: String = painted.lines.iter().map(|line| line.words.as_str()).collect();
        assert!(all.contains(&sentence), "{sentence}");
        window.click("知道了");
        let painted = Painted::of(&window);
        let all: String = painted.lines.iter().map(|line| line.words.as_str()).collect();
        assert!(!all.contains(&sentence), "{sentence}");
    }
}

#[test]
fn the_text_of_every_section_is_to_be_read() {
    for (name, _) in examples::all() {
        let mut window = window(Some(example(name)));
        let form = window.state().app.document().unwrap().form().clone();
        let mut written = 0;
        for section in form.sections.iter().filter(|s| s.table().is_none()) {
            window.show(&section.id);
            let field = window.get_all_by_role(Role::MultilineTextInput).next().unwrap().rect();
            let (shown, text) =
                (Painted::of(&window).words(field), squashed(window.report().text(&section.id)));
            // What stands at the foot of the page lies where the end of a long field is scrolled to.
            let shown = shown.split("下一部分").next().unwrap().to_owned();
            let enough = text.chars().count().min(200);
            assert!(text.starts_with(&shown), "{name} {}: {shown:.90}", section.id);
            assert!(shown.chars().count() >= enough, "{name} {}: {shown:.90}", section.id);
            written += enough;
        }
        assert!(written > 400, "{name}: {written}");
    }
}

/// The state that a task's name says, as far as it is painted in any window: what is to be done first.
fn painted_state(spoken: &str) -> String {
    spoken.split('、').next().unwrap_or_default().to_owned()
}

#[test]
fn each_task_is_listed_with_its_state() {
    let form = forms::by_id("F2021");
    let mut wrong = forms::quiet(&form);
    wrong.cells.insert("T4.rev.keep".into(), Entry::read("十").unwrap());
    let mut states = Vec::new();
    for report in [forms::quiet(&form), wrong, Report::new(&form, 2024)] {
        let empty = report.cells.is_empty();
        let window = window(Some(document(form.clone(), report)));
        let painted = Painted::of(&window);
        for section in &form.sections {
            let name = format!("{}，", section.task);
            let row = window.get_by_label_contains(&name);
            let label = row.accesskit_node().label().unwrap();
            // What is empty is not yet wrong.
            let state =
                if empty { "未填".to_owned() } else { painted_state(label.strip_prefix(&name).unwrap()) };
            let shown = painted.words(row.rect());
            assert!(shown.starts_with(&squashed(&section.task)), "{shown}");
            assert!(shown.ends_with(&state), "{shown} and not {state}");
            states.push(state);
        }
    }
    assert!(
        ["已完成", "1处错误", "未填"].iter().all(|state| states.iter().any(|s| s == state)),
        "{states:?}"
    );
}

#[test]
fn changed_figures_are_listed_with_both_numbers() {
    let form = forms::by_id("F2021");
    let mut report = Report { year: 2024, ..forms::quiet(&form) };
    let last = Report { year: 2023, ..forms::quiet(&form) };
    report.cells.insert("T3.new.nat".into(), Entry::read("17").unwrap());
    report.cells.insert("T3.r1.nat".into(), Entry::read("17").unwrap());
    let draft = Draft { report, last: Some(last), ..Draft::default() };
    let mut window = window(Some(Document::new(form, draft, None)));
    window.click("与上年比较");
    let painted = Painted::of(&window);
    let rows: Vec<_> = window.get_all_by_label_contains("，增减").collect();
    assert!(rows.len() >= 2, "{}", rows.len());
    for row in rows {
        let label = row.accesskit_node().label().unwrap();
        let (_, numbers) = label.rsplit_once("，0改为").unwrap();
        let (after, growth) = numbers.split_once("，增减").unwrap();
        let (by, share) = growth.split_once("，增减率").unwrap();
        let shown = painted.words(row.rect());
        assert!(shown.ends_with(&format!("0{after}{by}{share}")), "{shown} for {label}");
    }
}

#[test]
fn the_start_page_says_how_to_begin() {
    let painted = Painted::of(&window(None));
    for words in
        ["由上年报告起草", "打开草稿", "读入公布的报告", "新建空白报告", "最近的草稿", "所有内容只保存在本机"]
    {
        assert!(painted.says(words), "{words}");
    }
    for (name, _) in examples::all() {
        let agency = example(name).report().agency.name.clone();
        assert!(painted.says(&agency), "{agency}");
    }
}

/// The strips at the left edge of the text, the thick ones or the thin ones.
fn strips(window: &TestWindow, thick: bool) -> usize {
    let field = window.get_all_by_role(Role::MultilineTextInput).next().unwrap().rect();
    let edge = Rect::from_min_size(field.min, vec2(14.0, field.height()));
    let fills = Painted::of(window).fills;
    let seen = fills.iter().map(|fill| fill.place).filter(|place| edge.contains(place.center()));
    seen.filter(|at| at.height() > 12.0 && at.width() < 8.0 && (at.width() > 4.0) == thick).count()
}

#[test]
fn sentences_of_last_year_have_a_thick_strip_until_they_are_confirmed() {
    let last = Draft { report: example("wenzhou-2022.ron").report().clone(), ..Draft::default() };
    let mut window = window(Some(Document::rolled(&last).unwrap().0));
    window.show("s5");
    assert!(strips(&window, true) > 0 && strips(&window, false) == 0);
    window.press_with(Modifiers::SHIFT, Key::F4);
    assert!(strips(&window, true) == 0 && strips(&window, false) > 0);
}
