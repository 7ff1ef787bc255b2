//! The text pages, the agency page and the acts on the whole document, by accessible names.

use std::fs;

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use nianbao::{
    app::{Command, View},
    draft::{Report, phrases},
    store::{
        self,
        phrases::OwnPhrases,
        settings::{KeptSettings, Settings, Zoom},
    },
    ui::Outside,
};
use tempfile::tempdir;

use crate::common::{
    forms,
    reached::reached,
    window::{Acts, TestWindow, document, example, of, outside, window},
};

/// The example of a department, at section one.
fn wenzhou() -> TestWindow {
    let mut harness = window(Some(example("wenzhou-2022.ron")));
    harness.show("s1");
    harness
}

fn undone(harness: &mut TestWindow, before: &Report) {
    harness.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(harness.report(), *before, "undo gives back what was there");
}

#[test]
fn subjects_tick_themselves() {
    let form = forms::by_id("F2021");
    let mut report = Report::new(&form, 2022);
    report.sections.insert("s1".into(), "全年主动公开信息120条。".to_owned().into());
    let mut harness = window(Some(document(form, report)));
    harness.show("s1");
    harness.get_by_label("主动公开，已写到");
    harness.get_by_label("政府信息管理，还没写到");
    harness.get_by_label("监督保障，还没写到");
    harness.get_by_role_and_label(Role::MultilineTextInput, "一、总体情况").focus();
    harness.run();
    harness.type_text("（五）监督保障。");
    harness.get_by_label("监督保障，已写到");
}

#[test]
fn a_number_of_a_table_goes_into_the_text_in_one_step() {
    let mut harness = wenzhou();
    let before = harness.report();
    harness.press_with(Modifiers::COMMAND, Key::I);
    harness.type_text("本年新收 总计");
    harness.press(Key::Enter);
    assert_eq!(harness.report().text("s1").chars().count(), before.text("s1").chars().count() + 2);
    undone(&mut harness, &before);
}

#[test]
fn words_are_replaced_everywhere_in_one_step() {
    let mut harness = wenzhou();
    let before = harness.report();
    harness.press_with(Modifiers::COMMAND, Key::F);
    harness.type_text("2022年");
    harness.get_by_role_and_label(Role::TextInput, "替换为").focus();
    harness.run();
    harness.type_text("2023年");
    harness.get_by_label_contains("全部替换（").click();
    harness.run();
    let after = harness.report();
    for section in ["s0", "s1", "s5", "s6"] {
        assert_eq!(after.text(section), before.text(section).replace("2022年", "2023年"));
    }
    assert_ne!(after, before);
    undone(&mut harness, &before);
}

#[test]
fn r13_a_million_characters_are_refused_whole() {
    let mut harness = wenzhou();
    let before = harness.report();
    harness.get_by_role_and_label(Role::MultilineTextInput, "一、总体情况").focus();
    harness.run();
    harness.paste(&"字".repeat(1_000_000));
    assert_eq!(harness.report(), before);
    let notice = harness.state().app.desk.notice.clone().unwrap().text;
    assert!(notice.contains("超过200000个的上限，没有放入，原来的内容没有改动"), "{notice}");
    harness.paste(
        &"字的段落，有四十个字那么长，一共有两万五千个这样的段落，写在一次粘贴里面。\n".repeat(25_000),
    );
    assert_eq!(harness.report(), before);
    reached(
        "R13",
        "1000000 characters in one paragraph and in 25000: refused with the limit, nothing is put in",
    );
}

#[test]
fn r13_the_longest_text_is_saved_and_opened() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("长.ron");
    let mut draft = example("wenzhou-2022.ron").draft().clone();
    draft.report.sections.insert("s1".into(), "字".repeat(1_000_000).into());
    store::save(&path, &draft).unwrap();
    assert_eq!(store::open(&path).unwrap(), draft);
    reached("R13", "a paragraph of 1000000 characters, however it came there, is saved and opened again");
}

#[test]
fn the_opening_is_written_from_the_profile() {
    let mut harness = window(Some(example("wenzhou-2022.ron")));
    let before = harness.report();
    harness.state_mut().app.apply(Command::Show(View::Agency));
    harness.run();
    harness.click("重写开头一段");
    assert_ne!(harness.report().text("s0"), before.text("s0"));
    insta::assert_snapshot!(harness.report().text("s0"));
    undone(&mut harness, &before);
}

#[test]
fn blank_lines_of_the_profile_leave_no_trace() {
    let form = forms::by_id("F2021");
    let mut report = Report::new(&form, 2025);
    insta::assert_snapshot!("nothing known", phrases::opening(forms::sheet(&form, &report)));
    report.agency.telephone = "0577-88000000".to_owned();
    insta::assert_snapshot!("telephone alone", phrases::opening(forms::sheet(&form, &report)));
}

#[test]
fn every_phrase_fills_itself_in() {
    let form = forms::by_id("F2021");
    let blank = Report::new(&form, 2025);
    let filled = example("wenzhou-2022.ron").report().clone();
    let lines = |report: &Report| {
        phrases::all()
            .iter()
            .map(|p| format!("{}：{}\n", p.name, p.fill(forms::sheet(&form, report))))
            .collect::<String>()
    };
    insta::assert_snapshot!("phrases of a blank report", lines(&blank));
    insta::assert_snapshot!("phrases of a filled report", lines(&filled));
    for phrase in phrases::all() {
        assert!(!phrase.fill(forms::sheet(&form, &filled)).contains(['{', '}']), "{}", phrase.name);
    }
}

#[test]
fn the_palette_does_what_it_lists() {
    let mut harness = wenzhou();
    harness.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    harness.type_text("送审前");
    harness.press(Key::Enter);
    assert_eq!(harness.state().app.view(), Some(&View::Review));
    assert_eq!(harness.state().app.desk.tool, None);
    harness.get_by_label("转到：六、其他事项");
}

#[test]
fn the_size_is_set_by_keys_and_kept() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("settings.ron");
    let mut harness = wenzhou();
    harness.state_mut().app.user.settings = KeptSettings::at(file.clone());
    harness.press_with(Modifiers::COMMAND, Key::Plus);
    harness.get_by_label("显示大小110%");
    assert_eq!(KeptSettings::at(file.clone()).now().zoom, Zoom::from(110));
    for spoilt in ["", "(", "(zoom: \"x\")", "[1]"] {
        fs::write(&file, spoilt).unwrap();
        assert_eq!(KeptSettings::at(file.clone()).now(), Settings::default());
    }
    assert_eq!([0, 104, 999].map(|n| Zoom::from(n).percent()), [80, 100, 200]);
}

#[test]
fn phrases_of_her_own_are_kept_and_forgotten() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("phrases.ron");
    let mut own = OwnPhrases::at(file.clone());
    assert!(
        own.add(" 一句“话”。 ").is_ok() && own.add("  ").is_err() && own.add(&"长".repeat(3_000)).is_err()
    );
    assert_eq!(OwnPhrases::at(file.clone()).list(), ["一句“话”。"]);
    own.remove("一句“话”。").unwrap();
    assert!(OwnPhrases::at(file.clone()).list().is_empty());
    fs::write(&file, "(").unwrap();
    assert!(OwnPhrases::at(file).list().is_empty());
}

#[test]
fn what_was_spoilt_is_said_at_start_with_where_it_is_now() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("phrases.ron");
    for document in [None, Some(example("wenzhou-2022.ron"))] {
        fs::write(&file, "(一句要紧的话").unwrap();
        let mut app = of(document);
        app.user.phrases = OwnPhrases::at(file.clone());
        app.say_what_was_spoilt();
        let mut harness = outside(app, Outside::none());
        let said = "常用句的文件已损坏，读不出来，改名留在“";
        assert!(harness.query_all_by_label_contains(said).next().is_some());
        assert!(harness.query_all_by_label_contains("phrases.坏").next().is_some());
        harness.click("知道了");
        assert!(harness.query_all_by_label_contains(said).next().is_none());
    }
    assert!(folder.path().join("phrases.坏.ron").exists() && folder.path().join("phrases.坏2.ron").exists());
}

#[test]
fn the_invented_form_has_its_own_subjects_and_limit() {
    let form = forms::invented();
    let mut report = forms::zeros(&form);
    report.sections.insert("s1".into(), "开放数据".into());
    let mut harness = window(Some(document(form, report)));
    harness.show("s1");
    harness.get_by_label("数据开放，已写到");
    harness.get_by_label("4字，一般不超过300字");
}

#[test]
fn words_whose_right_form_is_known_are_put_right_in_one_click() {
    let harness = wenzhou();
    let mut report = harness.report();
    report.sections.clear();
    report.sections.insert("s1".into(), "截止目前，公开10条。\n截止目前，另有5条。".to_owned().into());
    report
        .sections
        .insert("s6".into(), "未收取政府信息公开处理费;没有其他事项(含所属单位)。。".to_owned().into());
    let form = nianbao::form::by_id(&report.form).unwrap();
    let mut harness = window(Some(document(form, report)));
    harness.show("s1");
    let before = harness.report();
    harness.click("2处都改为“截至目前”");
    assert_eq!(harness.report().text("s1"), "截至目前，公开10条。\n截至目前，另有5条。");
    undone(&mut harness, &before);
    harness.show("s6");
    harness.click("改为“信息处理费”");
    assert_eq!(harness.report().text("s6"), "未收取信息处理费;没有其他事项(含所属单位)。。");
    assert!(harness.query_by_label("改为“信息处理费”").is_none());
    undone(&mut harness, &before);
    harness.click("改正这3处");
    assert_eq!(harness.report().text("s6"), "未收取政府信息公开处理费；没有其他事项（含所属单位）。");
    undone(&mut harness, &before);
}
