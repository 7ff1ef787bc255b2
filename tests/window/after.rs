//! 公布、报送、存档: what is noted once a report is signed, told where she looks, and nowhere in what leaves the window.

use egui::{Color32, Key, Modifiers, Rect, Role, vec2};
use egui_kittest::kittest::Queryable as _;
use nianbao::{
    app::{Action, Command, Document, View},
    draft::{
        after::{After, AfterStep},
        file,
    },
    export::{html, json, text},
    ui::theme::theme,
};

use crate::common::{
    painted::Painted,
    window::{Acts, TestWindow, example, window},
};

const ADDRESS: &str = "http://xxgk.example.gov.cn/nb/2022.html";

/// A window on a report that was signed, on the page for what comes after that.
fn signed() -> TestWindow {
    let mut harness = window(Some(example("wenzhou-2022.ron")));
    assert!(!harness.state().app.can(Action::AfterSigning), "nothing was signed yet");
    assert!(harness.query_by_label_contains("公布、报送、存档").is_none());
    harness.press(Key::F7);
    harness.click("标记为已签发…");
    harness.click("标记");
    harness.click("公布、报送、存档，未公布、未报送、未存档");
    assert_eq!(harness.state().app.view(), Some(&View::After));
    harness
}

fn type_into(harness: &mut TestWindow, field: &str, words: &str) {
    harness.get_by_role_and_label(Role::TextInput, field).focus();
    harness.run();
    harness.type_text(words);
}

fn noted(harness: &TestWindow, step: AfterStep) -> (bool, String) {
    let note = harness.state().app.document().unwrap().draft().after.of(step).clone();
    (note.date.is_some(), note.words)
}

#[test]
fn the_steps_stand_under_each_other_and_no_wider_than_they_are_read() {
    let mut harness = signed();
    harness.click("公布日期：今天");
    let left = |harness: &TestWindow, words: &str| {
        let painted = Painted::of(harness);
        let lines = painted.lines_with(words).into_iter();
        lines.map(|line| line.place.left()).fold(f32::MAX, f32::min)
    };
    for step in ["✓公布", "○报送", "○存档"] {
        let (name, note) = (left(&harness, step), left(&harness, "签发以后每办一件"));
        assert!((name - note).abs() < 3.0, "{step} stands at {name}, the page at {note}");
    }
    // 1366 × 768 at 200 percent: the day goes under the remark.
    harness.set_size(vec2(683.0, 384.0));
    harness.run();
    assert!(Painted::of(&harness).says("不填日期"), "in sight");
    assert!(harness.get_by_label("不填公布日期").rect().right() < 683.0);
    harness.set_size(vec2(1920.0, 1080.0));
    harness.run();
    let sheet = Color32::from(theme().colours.rule);
    let page = harness.get_by_role_and_label(Role::TextInput, "公布备注").rect();
    let frames = Painted::of(&harness).frames;
    let around = |at: &Rect| at.contains_rect(page) && at.height() > 500.0;
    let (at, ..) = frames.iter().find(|(at, _, colour)| *colour == sheet && around(at)).unwrap();
    assert!(at.width() < 1000.0, "{at}");
}

#[test]
fn each_step_is_noted_as_typed_with_its_day_and_undone() {
    let mut harness = signed();
    type_into(&mut harness, "公布备注", ADDRESS);
    assert_eq!(noted(&harness, AfterStep::Published), (false, ADDRESS.to_owned()));
    harness.get_by_label("公布、报送、存档，未报送、未存档");
    harness.click("公布日期：今天");
    harness.click("报送日期：今天");
    assert_eq!(noted(&harness, AfterStep::Published), (true, ADDRESS.to_owned()));
    assert_eq!(noted(&harness, AfterStep::Reported), (true, String::new()));
    harness.click("不填公布日期");
    assert_eq!(noted(&harness, AfterStep::Published), (false, ADDRESS.to_owned()));
    harness.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(noted(&harness, AfterStep::Published), (true, ADDRESS.to_owned()), "one step of undo");
    type_into(&mut harness, "存档备注", "综合科，2023—永久—17");
    let told = |h: &TestWindow| h.query_all_by_label_contains("已存档，都办完了").count();
    assert_eq!(told(&harness), 1, "on the page");
    harness.get_by_label("公布、报送、存档，已完成");
    // The report itself is as it was signed.
    harness.press(Key::F7);
    harness.get_by_label("✓ 已签发（第1稿），此后没有改动");
    assert_eq!(told(&harness), 1, "before it is sent up");
}

#[test]
fn the_draft_keeps_it_and_nothing_that_is_published_has_it() {
    let mut harness = signed();
    type_into(&mut harness, "公布备注", ADDRESS);
    type_into(&mut harness, "存档备注", "综合科铁柜");
    let document = harness.state().app.document().unwrap();
    let written = file::write(document.draft());
    assert!(written.contains(ADDRESS) && written.contains("综合科铁柜"));
    assert_eq!(file::read(&written).unwrap().after, document.draft().after);
    let sheet = document.sheet();
    for out in [text::export(sheet), html::fragment(sheet), json::export(sheet)] {
        assert!(!out.contains(ADDRESS) && !out.contains("综合科铁柜"));
    }
    let before = nianbao::draft::Draft { after: After::default(), ..document.draft().clone() };
    assert!(!file::write(&before).contains("after"), "left out while there is nothing");
    assert_eq!(before.report.fingerprint(), document.draft().report.fingerprint());
}

#[test]
fn next_years_draft_begins_without_it() {
    let mut harness = signed();
    type_into(&mut harness, "报送备注", "市政府办公室");
    let document = harness.state().app.document().unwrap();
    let document = Document::new(document.form().clone(), document.draft().clone(), None);
    let mut harness = window(Some(document));
    harness.state_mut().app.apply(Command::Do(Action::BeginNext));
    harness.run();
    let draft = harness.state().app.document().unwrap().draft();
    assert_eq!(draft.report.year, 2023);
    assert!(draft.after.is_blank() && draft.signed.is_empty());
}
