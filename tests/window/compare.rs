//! The page 与上年比较, by accessible names: figures and words that changed, the way to them, the print.

use egui::Key;
use egui_kittest::kittest::Queryable as _;
use nianbao::{
    app::{Action, Command, CompareAct, Document, FileAct, FileWish, Question, Replacing, View},
    draft::{Draft, Entry, file},
    form,
};
use tempfile::tempdir;

use crate::common::{
    painted::Painted,
    window::{Acts, TestWindow, example, window},
};

/// The department's report with itself, a little other, as last year's.
fn with_last() -> Document {
    let now = example("wenzhou-2022.ron").draft().clone();
    let mut last = now.report.clone();
    let form = form::by_id(&last.form).unwrap();
    last.year = 2021;
    last.cells.insert(form.role(form::Role::Received)[0].clone(), Entry::read("11").unwrap());
    let text = last.text("s1").replacen("16件", "11件", 1);
    last.sections.insert("s1".into(), text.into());
    Document::new(form, Draft { last: Some(last), ..now }, None)
}

fn compared() -> TestWindow {
    let mut harness = window(Some(with_last()));
    harness.state_mut().app.apply(Command::Do(Action::CompareLast));
    harness.run();
    harness
}

#[test]
fn a_figure_goes_to_its_cell() {
    let mut harness = compared();
    let label = "转到：表三“一、本年新收政府信息公开申请数量”自然人，11改为16，增减+5，增减率+45.5%";
    harness.get_by_label(label).focus();
    harness.run();
    harness.press(Key::Enter);
    assert_eq!(harness.state().app.view(), Some(&View::Section("s3".into())));
    let form = form::by_id("F2021").unwrap();
    assert_eq!(harness.active(), form.role(form::Role::Received)[0].to_string());
}

#[test]
fn words_are_marked_by_signs_and_go_to_their_text() {
    let mut harness = compared();
    harness.get_by_label_contains("［－11－］");
    harness.get_by_label_contains("［＋16＋］");
    harness.click("转到：一、总体情况第3段改动");
    let mark = harness.state().app.session.as_ref().unwrap().text.mark.clone().unwrap();
    let text = harness.report().text("s1").to_owned();
    let words: String = text.chars().skip(mark.chars.start).take(mark.chars.len()).collect();
    assert_eq!(words, text.split('\n').map(str::trim).filter(|p| !p.is_empty()).nth(2).unwrap());
}

#[test]
fn the_page_follows_the_report() {
    let mut harness = compared();
    let changes = |harness: &TestWindow| {
        harness.state().app.session.as_ref().unwrap().comparison().unwrap().diff.cells.len()
    };
    let before = changes(&harness);
    harness.show("s3");
    harness.type_text("11");
    harness.press(Key::Enter);
    harness.click("与上年比较");
    assert_eq!(harness.state().app.view(), Some(&View::Compare));
    assert!(changes(&harness) < before);
}

#[test]
fn without_a_last_year_it_is_said_and_another_draft_can_be_picked() {
    let mut harness = window(Some(example("wenzhou-2022.ron")));
    harness.click("与上年比较");
    harness.get_by_label_contains("没有带上年的报告");
    let folder = tempdir().unwrap();
    let other = folder.path().join("另一份.ron");
    let (_, text) = nianbao::draft::examples::all()[2];
    std::fs::write(&other, text).unwrap();
    harness.state_mut().app.apply(FileWish::Compare.command(other, Replacing::Ask));
    harness.run();
    harness.get_by_label_contains("另一份.ron");
    harness.get_by_label("与另一份草稿比较");
    let spoilt = folder.path().join("坏.ron");
    std::fs::write(&spoilt, "(version: 1, report: (").unwrap();
    harness.state_mut().app.apply(Command::Compare(CompareAct::With(spoilt)));
    harness.run();
    assert!(harness.query_all_by_label_contains("内容不完整").next().is_some());
    assert!(
        harness.state().app.session.as_ref().unwrap().comparison().is_some(),
        "the comparison shown before stays"
    );
}

#[test]
fn what_is_not_filled_yet_is_folded() {
    let mut harness = window(Some(example("wenzhou-2022.ron")));
    let app = &mut harness.state_mut().app;
    app.apply(Command::Do(Action::BeginNext));
    harness.run();
    harness.show("s3");
    harness.type_text("21");
    harness.press(Key::Enter);
    harness.click("与上年比较");
    let filled = "转到：表三“一、本年新收政府信息公开申请数量”自然人，16改为21，增减+5，增减率+31.3%";
    harness.get_by_label(filled);
    let blank = "转到：表三“三、本年度办理结果·（一）予以公开”自然人，8改为空，增减—，增减率—";
    assert!(harness.query_by_label(blank).is_none());
    let folded = harness.get_by_label_contains("格没有填");
    folded.click();
    harness.run();
    harness.get_by_label(blank);
}

#[test]
fn names_of_columns_are_whole_where_rows_leave_them_room() {
    let mut harness = window(Some(example("wenzhou-2022.ron")));
    let (_, text) =
        nianbao::draft::examples::all().iter().find(|(name, _)| *name == "huaian-2024.ron").unwrap();
    let folder = tempdir().unwrap();
    let other = folder.path().join("市政府.ron");
    std::fs::write(&other, text).unwrap();
    harness.state_mut().app.apply(FileWish::Compare.command(other, Replacing::Ask));
    harness.run();
    assert!(Painted::of(&harness).says("本年收费金额（单位：万元）"), "the column is cut off");
}

#[test]
fn equal_reports_are_said_to_be_equal() {
    let now = example("wenzhou-2022.ron").draft().clone();
    let form = form::by_id(&now.report.form).unwrap();
    let mut harness =
        window(Some(Document::new(form, Draft { last: Some(now.report.clone()), ..now }, None)));
    harness.click("与上年比较");
    harness.get_by_label("数据和文字都相同。");
}

#[test]
fn the_copy_is_printed_and_never_over_another_file_unasked() {
    let mut harness = compared();
    let folder = tempdir().unwrap();
    for (name, start) in [("对照.pdf", "%PDF-"), ("对照.html", "<!DOCTYPE html>")] {
        let path = folder.path().join(name);
        let write = FileAct::Write(FileWish::PrintComparison, path.clone(), Replacing::Ask);
        harness.state_mut().app.apply(Command::File(write.clone()));
        harness.wait();
        assert!(std::fs::read(&path).unwrap().starts_with(start.as_bytes()));
        std::fs::write(&path, "要紧").unwrap();
        let app = &mut harness.state_mut().app;
        app.apply(Command::File(write));
        assert_eq!(app.desk.question, Some(Question::Replace(FileWish::PrintComparison, path.clone())));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "要紧");
        app.apply(Command::Answer(nianbao::app::Answer::Replace));
        harness.wait();
        assert!(std::fs::read(&path).unwrap().starts_with(start.as_bytes()));
    }
}

#[test]
fn a_long_comparison_of_other_forms_is_drawn() {
    let mut harness = window(Some(example("yangling-2020.ron")));
    let folder = tempdir().unwrap();
    let other = folder.path().join("另一份.ron");
    let mut draft = example("huaian-2024.ron").draft().clone();
    let text: String = (0..1_000).map(|i| format!("第{i}段的文字与别的都不同。\n")).collect();
    draft.report.sections.insert("s1".into(), text.into());
    std::fs::write(&other, file::write(&draft)).unwrap();
    harness.state_mut().app.apply(Command::Compare(CompareAct::With(other)));
    harness.run();
    harness.get_by_label("无法比较的数据");
    assert!(harness.query_all_by_label_contains("转到：表").count() > 10);
    assert!(harness.query_all_by_label_contains("段见导出的对照稿").next().is_some());
}
