//! The start page and what leads there: drafts with whose they are and how they stood, the date of the year at work,
//! and no year's draft put over another's unasked.

use std::{fs, path::Path};

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use nianbao::{
    app::{App, Command, FileAct, FileWish, Replacing, deadline},
    draft::{Draft, sign::Date},
    store::{self, recent::Recent},
    ui::Outside,
};
use tempfile::tempdir;

use crate::common::{
    painted::Painted,
    window::{Acts, TestWindow, example, outside},
};

fn on_list(list: &Path) -> TestWindow {
    outside(App::new(Recent::at(list.to_owned())), Outside::none())
}

fn open(window: &mut TestWindow, draft: &Path) {
    window.state_mut().app.apply(Command::File(FileAct::Open(draft.to_owned())));
    window.run();
}

fn save_as(window: &mut TestWindow, path: &Path, replacing: Replacing) {
    let act = FileAct::Write(FileWish::Save, path.to_owned(), replacing);
    window.state_mut().app.apply(Command::File(act));
    window.run();
}

/// What is told of a draft on the start page besides its name.
fn told(window: &TestWindow, name: &str) -> String {
    let row = window.get_by_label(name);
    row.accesskit_node().data().description().map(str::to_owned).unwrap_or_default()
}

#[test]
fn recent_drafts_say_whose_they_are_and_how_they_stood() {
    let folder = tempdir().unwrap();
    let list = folder.path().join("recent.ron");
    let (plain, signed) = (folder.path().join("稿.ron"), folder.path().join("签.ron"));
    let draft = example("wenzhou-2022.ron").draft().clone();
    store::save(&plain, &draft).unwrap();
    let day = Date { year: 2023, month: 1, day: 19 };
    let versions = draft.with_signed(Some(day), "王某");
    store::save(&signed, &Draft { signed: versions, ..draft }).unwrap();
    let mut window = on_list(&list);
    for draft in [&plain, &signed] {
        open(&mut window, draft);
        window.press_with(Modifiers::COMMAND, Key::W);
    }
    says_how_both_stood(&window);
    says_how_both_stood(&on_list(&list));
}

fn says_how_both_stood(window: &TestWindow) {
    let told = |name| told(window, name);
    assert!(told("稿.ron").starts_with("温州市人力资源和社会保障局2022年度 · "), "{}", told("稿.ron"));
    assert!(told("稿.ron").ends_with("，草稿，还有1处错误"), "{}", told("稿.ron"));
    assert!(told("签.ron").ends_with("，✓ 已签发"), "{}", told("签.ron"));
    let painted = Painted::of(window);
    assert!(painted.says("草稿，还有1处错误") && painted.says("✓ 已签发"));
}

#[test]
fn a_draft_that_is_gone_is_said_to_be() {
    let folder = tempdir().unwrap();
    let list = folder.path().join("recent.ron");
    let draft = folder.path().join("稿.ron");
    store::save(&draft, example("wenzhou-2022.ron").draft()).unwrap();
    let mut window = on_list(&list);
    open(&mut window, &draft);
    fs::remove_file(&draft).unwrap();
    window.press_with(Modifiers::COMMAND, Key::W);
    for _ in 0..500 {
        window.step();
        if window.state().app.is_missing(&draft) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    window.run();
    assert!(told(&window, "稿.ron").ends_with("，找不到文件"), "{}", told(&window, "稿.ron"));
}

#[test]
fn the_date_of_the_year_at_work_is_said_on_every_page_alike() {
    let folder = tempdir().unwrap();
    let (list, path) = (folder.path().join("recent.ron"), folder.path().join("稿.ron"));
    let mut draft = example("wenzhou-2022.ron").draft().clone();
    // This year's report is due next year, on whatever day the test runs.
    draft.report.year = deadline::likely_year() + 1;
    store::save(&path, &draft).unwrap();
    let mut window = on_list(&list);
    open(&mut window, &path);
    let words = window.state().app.document().unwrap().deadline().unwrap().words();
    assert!(words.contains("1月31日公布期限还有"), "{words}");
    window.get_by_label(&words);
    window.press(Key::F7);
    assert_eq!(window.query_all_by_label(&words).count(), 2, "in the list, and before it is sent up");
    window.press_with(Modifiers::COMMAND, Key::W);
    assert!(Painted::of(&window).says(&format!("{}年度报告：{words}", draft.report.year)));
}

#[test]
fn no_year_is_put_over_another_unasked() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("年报.ron");
    for replacing in [Replacing::Ask, Replacing::Agreed] {
        let last = example("yangling-2020.ron").draft().clone();
        store::save(&path, &last).unwrap();
        let mut window = outside(App::default(), Outside::none());
        window.state_mut().app.apply(Command::File(FileAct::OpenExample("wenzhou-2022.ron")));
        save_as(&mut window, &path, replacing);
        let there = format!("里是{}2020年度报告，现在要存的是", last.report.agency.name.trim());
        assert!(window.query_all_by_label_contains(&there).next().is_some(), "{replacing:?}: {there}");
        window.get_by_label_contains("温州市人力资源和社会保障局2022年度报告。覆盖后原有内容存为以前的版本");
        window.click("取消");
        assert_eq!(store::open(&path).unwrap().report.year, 2020, "{replacing:?}");
        save_as(&mut window, &path, replacing);
        window.click("覆盖");
        assert_eq!(store::open(&path).unwrap().report.year, 2022, "{replacing:?}");
        // What is agreed to in a dialog of the system is the same year's: nothing more to ask.
        save_as(&mut window, &path, Replacing::Agreed);
        assert!(window.query_by_label("覆盖").is_none());
    }
}
