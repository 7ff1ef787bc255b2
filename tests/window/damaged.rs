//! A damaged draft in the window: what can be read is opened as a report without a file, what was lost is listed, and the
//! damaged file stays as it is.

use std::{fs, path::PathBuf};

use egui_kittest::kittest::Queryable as _;
use nianbao::{
    app::{Action, Command, FileAct, FileWish, Question, Replacing, View},
    draft::examples,
    store,
};
use tempfile::{TempDir, tempdir};

use crate::common::window::{Acts, TestWindow, window};

/// The example with these words of it changed, in a folder of its own, opened in the window.
fn opened(changes: &[(&str, &str)]) -> (TempDir, PathBuf, TestWindow) {
    let (_, text) = examples::all().iter().find(|(name, _)| *name == "wenzhou-2022.ron").unwrap();
    let text = changes.iter().fold((*text).to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    let folder = tempdir().unwrap();
    let path = folder.path().join("2022年度.ron");
    fs::write(&path, text).unwrap();
    let mut window = window(None);
    window.state_mut().app.apply(Command::File(FileAct::Open(path.clone())));
    window.run();
    (folder, path, window)
}

const DAMAGE: &[(&str, &str)] = &[
    ("postcode: \"325000\"", "postcode: 325000\""),
    ("\"T3.new.nat\": \"16\"", "\"T3.new.nat\": \"16"),
    ("\"T3.r1.nat\": \"8\"", "\"T3.r1.nat\": \"8\",\n            \"T3.r1.nat\": \"9\""),
];

#[test]
fn a_damaged_draft_opens_without_a_file_and_lists_what_was_lost() {
    let (_folder, path, mut window) = opened(DAMAGE);
    let before = fs::read(&path).unwrap();
    let app = &window.state().app;
    assert_eq!(app.view(), Some(&View::Proof));
    let document = app.document().unwrap();
    assert!(document.path().is_none() && app.is_dirty());
    assert_eq!(app.usual_name(&FileWish::Save), "2022年度-抢救.ron");
    assert_eq!(app.usual_folder().as_deref(), path.parent());
    let listed: Vec<String> =
        document.doubts().iter().map(|d| format!("{}：{}，{}", d.place, d.found, d.did)).collect();
    let notice = app.desk.notice.clone().unwrap().text;
    insta::assert_snapshot!("a damaged draft", format!("{notice}\n{}", listed.join("\n")));
    window.get_by_label("核对读入的内容");
    window.get_by_label("另存为…");
    window.get_by_label_contains("3处没有照原样读入，逐处看原文，补上后确认");
    let cell = &document_cell(&window, "T3.new.nat");
    assert_eq!(cell, "", "half a figure is none");
    window.click("更正：表三“一、本年新收政府信息公开申请数量”自然人");
    window.type_text("16");
    window.press(egui::Key::Enter);
    assert_eq!(document_cell(&window, "T3.new.nat"), "16");
    window.get_by_label_contains("2处没有照原样读入");
    assert_eq!(fs::read(&path).unwrap(), before, "the file is as it was");
}

fn document_cell(window: &TestWindow, id: &str) -> String {
    window.report().cells.get(id).map_or_else(String::new, ToString::to_string)
}

#[test]
fn the_damaged_file_is_never_written_to() {
    let (folder, path, mut window) = opened(DAMAGE);
    let before = fs::read(&path).unwrap();
    let write = |path: PathBuf| Command::File(FileAct::Write(FileWish::Save, path, Replacing::Agreed));
    window.state_mut().app.apply(write(path.clone()));
    let notice = window.state().app.desk.notice.clone().unwrap().text;
    assert_eq!(notice, "“2022年度.ron”是抢救前的原文件，没有覆盖。换一个文件名保存");
    window.state_mut().app.apply(write(folder.path().join("./2022年度.ron")));
    assert!(window.state().app.is_dirty());
    let copy = folder.path().join("2022年度-抢救.ron");
    window.state_mut().app.apply(write(copy.clone()));
    assert!(!window.state().app.is_dirty());
    assert_eq!(store::open(&copy).unwrap().report, window.report());
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_year_that_was_lost_is_asked_for() {
    let (_folder, _, window) = opened(&[("year: 2022", "year: 20x2")]);
    assert_eq!(window.state().app.desk.question, Some(Question::YearOfReport));
    assert_eq!(window.report().year, 0);
}

#[test]
fn r07_a_draft_of_a_later_program_is_only_looked_at() {
    let (_folder, path, mut window) = opened(&[("version: 1", "version: 9")]);
    let before = fs::read(&path).unwrap();
    let why = window.state().app.document().unwrap().read_only().unwrap().words();
    assert!(why.contains("由较新版本的程序保存，这里只能看"), "{why}");
    window.state_mut().app.apply(Command::Do(Action::Save));
    assert!(window.state().app.desk.notice.clone().unwrap().text.contains("没有保存"));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn of_a_file_without_a_report_nothing_is_opened() {
    let (_, text) = examples::all()[0];
    let (_folder, path, mut window) = opened(&[]);
    fs::write(&path, &text[..20]).unwrap();
    window.state_mut().app.apply(Command::File(FileAct::Open(path)));
    assert!(window.state().app.desk.notice.clone().unwrap().text.ends_with("同一文件夹中较早的草稿"));
}
