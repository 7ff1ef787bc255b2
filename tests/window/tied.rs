//! Numbers of a text that follow their table: tied at the caret or all at once, inserted so, changed with a cell, undone.

use egui::{Color32, Key, Modifiers, Shape, epaint::text::ByteRangeExt as _, vec2};
use egui_kittest::kittest::Queryable as _;
use nianbao::{
    app::{Command, Document, TextAct, TextMark},
    draft::Place,
};

use crate::common::window::{Acts, TestWindow, example, sized};

const TEXT: &str = "s1";
const CELL: &str = "T3.new.nat";
/// What the table says was taken in, and the text too.
const ALL: &str = "3119";

fn window() -> TestWindow {
    let mut window = sized(Some(example("huaian-2024.ron")), vec2(1366.0, 1100.0));
    window.show(TEXT);
    window
}

/// Puts the caret into the first of these words.
fn go_to(window: &mut TestWindow, words: &str) {
    let text = window.report().text(TEXT).to_owned();
    let start = text[..text.find(words).unwrap()].chars().count();
    let mark = TextMark { section: TEXT.into(), chars: start..start + words.chars().count() };
    window.state_mut().app.apply(Command::Text(TextAct::GoTo(mark)));
    window.run();
}

/// Types another number into the cell, as many more as this.
fn add(window: &mut TestWindow, more: u32) {
    let now: u32 = window.report().cells[CELL].to_string().parse().unwrap();
    window.state_mut().app.apply(Command::GoTo(Place::Cell(CELL.into())));
    window.run();
    window.type_text(&(now + more).to_string());
    window.press(Key::Enter);
}

fn tied(window: &TestWindow) -> Vec<String> {
    window.state().app.document().unwrap().tied(TEXT).map(|tied| tied.figures.clone()).collect()
}

/// The figures that have a ground of their own, as they are painted.
fn grounds(window: &TestWindow) -> Vec<String> {
    let mut found = Vec::new();
    for clipped in &window.output().shapes {
        let Shape::Text(painted) = &clipped.shape else { continue };
        let job = &painted.galley.job;
        let shaded = job.sections.iter().filter(|s| s.format.background != Color32::TRANSPARENT);
        found.extend(shaded.map(|s| job.text[s.byte_range.as_usize()].to_owned()));
    }
    found
}

#[test]
fn a_number_follows_its_table_and_is_undone_with_it() {
    let mut window = window();
    go_to(&mut window, ALL);
    window.click("关联这个数");
    assert_eq!(tied(&window), [ALL]);
    assert_eq!(grounds(&window), [ALL]);
    window.get_by_label("已关联1个数，改表格时一同更新");
    let before = window.report();
    add(&mut window, 1);
    assert_eq!(window.report().text(TEXT), before.text(TEXT).replace(ALL, "3120"));
    window.get_by_label("“一、总体情况”中关联的数已一同更新");
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.report(), before, "one step");
    assert_eq!(window.active(), CELL, "undo shows the cell");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(window.report().text(TEXT), before.text(TEXT).replace(ALL, "3120"));
}

#[test]
fn a_number_is_let_go_of() {
    let mut window = window();
    go_to(&mut window, ALL);
    window.press_with(Modifiers::COMMAND, Key::L);
    window.click("取消关联");
    assert!(tied(&window).is_empty() && grounds(&window).is_empty());
    let before = window.report();
    add(&mut window, 1);
    assert_eq!(window.report().text(TEXT), before.text(TEXT));
}

#[test]
fn every_number_that_agrees_is_tied_at_once() {
    let mut window = window();
    window.click("关联本部分的数");
    let all = tied(&window);
    assert!(all.len() > 3 && all.contains(&ALL.to_owned()), "{all:?}");
    assert!(window.query_by_label("关联本部分的数").is_none(), "there is nothing left to tie");
    let mut painted = grounds(&window);
    painted.sort();
    let mut sorted = all.clone();
    sorted.sort();
    assert_eq!(painted, sorted);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert!(tied(&window).is_empty(), "one step");
}

#[test]
fn a_number_that_was_put_in_follows_its_cell() {
    let mut window = window();
    let end = window.report().text(TEXT).chars().rev().take(3).collect::<String>();
    go_to(&mut window, &end.chars().rev().collect::<String>());
    window.press_with(Modifiers::COMMAND, Key::I);
    window.type_text("本年新收 自然人");
    window.press(Key::Enter);
    let figures = window.report().cells[CELL].to_string();
    assert_eq!(tied(&window), [figures.as_str()]);
    let before = window.report();
    add(&mut window, 7);
    let now = window.report().cells[CELL].to_string();
    assert_eq!(window.report().text(TEXT), before.text(TEXT).replace(&figures, &now));
}

/// Typing in a text that has ties is one step, with the ties where they were.
#[test]
fn typing_before_a_number_leaves_it_tied() {
    let mut window = window();
    go_to(&mut window, ALL);
    window.press_with(Modifiers::COMMAND, Key::L);
    let (before, ties) = (window.report(), window.state().app.document().unwrap().draft().tied.clone());
    let start: String = before.text(TEXT).chars().take(4).collect();
    go_to(&mut window, &start);
    for letter in ["本", "年", "，"] {
        window.type_text(letter);
    }
    assert_eq!(tied(&window), [ALL]);
    assert_eq!(grounds(&window), [ALL]);
    assert_eq!(window.report().text(TEXT), before.text(TEXT).replacen(&start, &format!("{start}本年，"), 1));
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.report(), before);
    assert_eq!(window.state().app.document().unwrap().draft().tied, ties);
}

#[test]
fn a_number_that_is_typed_over_follows_no_more() {
    let mut window = window();
    go_to(&mut window, ALL);
    window.press_with(Modifiers::COMMAND, Key::L);
    go_to(&mut window, ALL);
    window.type_text("0");
    assert!(tied(&window).is_empty());
}

/// This year's text and last year's, in the report whose table says 3119.
fn after_last_year(last: &str, now: &str) -> TestWindow {
    let mut draft = example("huaian-2024.ron").draft().clone();
    let mut before = draft.report.clone();
    before.year -= 1;
    before.sections.insert(TEXT.into(), last.into());
    draft.report.sections.insert(TEXT.into(), now.into());
    draft.last = Some(before);
    let form = nianbao::form::by_id(&draft.report.form).unwrap();
    let mut window = sized(Some(Document::new(form, draft, None)), vec2(1366.0, 1100.0));
    window.show(TEXT);
    window
}

#[test]
fn a_number_of_last_year_that_the_table_bears_out_has_no_mark() {
    let last = "收到政府信息公开申请3119件。编发图文1715条，方便群众。";
    let now = "共收到政府信息公开申请3119件。共编发图文1715条，方便群众。";
    let mut window = after_last_year(last, now);
    assert_eq!(grounds(&window), ["1715"]);
    window.get_by_label("改过而数字仍是上年的1句，改过或确认后消失");
    // With another number in the table it is last year's alone.
    add(&mut window, 1);
    window.show(TEXT);
    assert_eq!(grounds(&window), ["3119", "1715"]);
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.show(TEXT);
    go_to(&mut window, "1715");
    window.press(Key::F4);
    assert!(window.query_by_label_contains("改过而数字").is_none());
}
