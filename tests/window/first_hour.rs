//! What a new user meets in the first hour: words she looks for, numbers she is led to, files she has just written.

use std::{path::PathBuf, sync::Arc};

use egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use nianbao::{
    app::{Action, Command, FileAct, FileWish, Question, Replacing, View},
    draft::{AgencyKind, Entry, Report, edit::Edit},
    export::{Format, copy::CopyKind},
    ui::Outside,
};
use tempfile::tempdir;

use crate::common::{
    forms,
    painted::{Line, Painted},
    programs::Fakes,
    reached::reached,
    window::{self, Acts, TestWindow, document, example, outside, window},
};

const CTRL: Modifiers = Modifiers::COMMAND;

fn field(window: &TestWindow, name: &str) -> String {
    window.get_by_role_and_label(Role::TextInput, name).value().unwrap_or_default()
}

fn focused(window: &TestWindow, name: &str) -> bool {
    window.get_by_role_and_label(Role::TextInput, name).is_focused()
}

#[test]
fn words_are_found_and_replaced_one_by_one() {
    let mut window = window(Some(example("wenzhou-2022.ron")));
    window.show("s1");
    let count = |w: &TestWindow, words: &str| w.state().app.document().unwrap().find(words).len();
    let all = count(&window, "2022年");
    assert!(all > 2);
    window.press_with(CTRL, Key::F);
    assert!(focused(&window, "查找"));
    window.type_text("2022年");
    window.press(Key::Tab);
    assert!(focused(&window, "替换为"));
    window.type_text("2023年");
    window.click("下一处");
    window.click("替换");
    assert_eq!((count(&window, "2022年"), count(&window, "2023年")), (all - 1, 1));
    window.click("替换");
    assert_eq!(
        (count(&window, "2022年"), count(&window, "2023年")),
        (all - 2, 2),
        "and it went on by itself"
    );
    // Tab selects what stands in the field it leads to.
    window.press_with(CTRL, Key::F);
    window.get_by_role_and_label(Role::TextInput, "替换为").focus();
    window.run();
    window.press_with(Modifiers::SHIFT, Key::Tab);
    window.type_text("公开");
    assert_eq!(field(&window, "查找"), "公开");
}

#[test]
fn f8_selects_the_number_and_leaves_her_words() {
    let form = forms::by_id("F2021");
    let mut report = forms::zeros(&form);
    report.sections.insert("s1".into(), "本年收到政府信息公开申请103件，均已答复。".to_owned().into());
    let mut window = window(Some(document(form, report)));
    window.show("s5");
    let wrong = |w: &TestWindow| {
        let app = &w.state().app;
        let at = app.session.as_ref().unwrap().current_finding().unwrap();
        app.document().unwrap().findings()[at].rule.clone()
    };
    for _ in 0..20 {
        window.press(Key::F8);
        if wrong(&window) == "TX-RECV" {
            break;
        }
    }
    assert_eq!(wrong(&window), "TX-RECV");
    window.run();
    window.type_text("0");
    assert_eq!(window.report().text("s1"), "本年收到政府信息公开申请0件，均已答复。");
}

#[test]
fn the_view_menu_ticks_what_is_on_and_fills_nothing() {
    let mut window = window(Some(example("wenzhou-2022.ron")));
    window.press(Key::F7);
    window.click("视图");
    let painted = Painted::of(&window);
    let items = painted.lines_with("送审前核对");
    let is_tick = |tick: &Line, line: &Line| {
        let beside = (tick.place.center().y - line.place.center().y).abs() < 4.0;
        tick.words == "✓" && beside && (0.0..24.0).contains(&(line.place.left() - tick.place.left()))
    };
    let ticked = items.iter().filter(|line| painted.lines.iter().any(|tick| is_tick(tick, line)));
    assert_eq!(ticked.count(), 1, "the page shown has a tick: {items:?}");
    assert!(!painted.says("空白填0"));
    window.press(Key::Escape);
    window.show("s3");
    window.click("编辑");
    assert!(window.query_all_by_label_contains("空白填0").count() > 1);
}

#[test]
fn what_was_exported_is_opened_and_what_is_wrong_in_it_is_said() {
    let place = tempdir().unwrap();
    let fakes = Fakes::none().taking("xdg-open");
    let programs = fakes.programs();
    let form = forms::by_id("F2021");
    let mut report = forms::zeros(&form);
    report.cells.insert("T3.new.nat".into(), Entry::read("3").unwrap());
    let mut window =
        outside(window::of(Some(document(form, report))), Outside::none().with_programs(programs));
    let path = place.path().join("报告.txt");
    window.state_mut().app.apply(Command::File(FileAct::Write(
        FileWish::Export(Format::Text, CopyKind::Publication),
        path.clone(),
        Replacing::Ask,
    )));
    window.wait();
    window.get_by_role(Role::Alert);
    assert!(window.query_all_by_label_contains("报告中仍有").next().is_some());
    window.click("打开");
    for _ in 0..500 {
        window.step();
        std::thread::sleep(std::time::Duration::from_millis(10));
        if let Some(given) = fakes.given("xdg-open").filter(|given| !given.is_empty()) {
            assert_eq!(given, std::fs::read(&path).unwrap());
            return;
        }
    }
    panic!("nothing was opened");
}

#[test]
fn a_file_that_nothing_opens_is_said_to_be_there() {
    let programs = Fakes::none().programs();
    let app = window::of(Some(example("wenzhou-2022.ron")));
    let mut window = outside(app, Outside::none().with_programs(programs));
    window.state_mut().app.apply(Command::File(FileAct::ShowOutside(PathBuf::from("报告.pdf"))));
    for _ in 0..500 {
        window.step();
        if let Some(notice) = &window.state().app.desk.notice {
            assert_eq!(
                notice.text,
                "打不开“报告.pdf”：这台电脑没有打开它的程序，或程序没有应答。文件已经在报告.pdf，可以从文件管理器打开，或拷到别的电脑上打开"
            );
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("nothing was said");
}

#[test]
fn a_draft_is_opened_by_the_name_it_was_saved_under() {
    let place = tempdir().unwrap();
    for name in ["report v1.2", "2024.3稿", "年报"] {
        let path = place.path().join(name);
        let mut window = window(Some(example("wenzhou-2022.ron")));
        window.state_mut().app.apply(Command::File(FileAct::Write(
            FileWish::Save,
            path.clone(),
            Replacing::Ask,
        )));
        let saved = window.state().app.document().unwrap().path().unwrap().to_owned();
        assert_eq!(saved, place.path().join(format!("{name}.ron")));
        let mut again = crate::common::window::window(None);
        again.state_mut().app.apply(Command::File(FileAct::Open(path)));
        again.run();
        assert_eq!(again.report(), window.report(), "{name}");
        assert_eq!(again.state().app.document().unwrap().path(), Some(saved.as_path()));
    }
}

/// A draft is known by how it begins as well, whatever it is called and however it comes.
#[test]
fn a_draft_of_whatever_name_is_a_draft() {
    let place = tempdir().unwrap();
    for name in ["report v1.2", "稿.txt", "年报.docx", "2024.3稿", "年报"] {
        let path = place.path().join(name);
        std::fs::write(&path, nianbao::draft::file::write(example("wenzhou-2022.ron").draft())).unwrap();
        for dropped in [false, true] {
            let mut window = window(None);
            if dropped {
                let dropped = std::sync::Arc::new(crate::common::window::Dropped(path.clone()));
                window.input_mut().dropped_files.push(dropped);
            } else {
                window.state_mut().app.apply(Command::File(FileAct::Open(path.clone())));
            }
            window.run();
            assert_eq!(
                window.state().app.document().unwrap().path(),
                Some(path.as_path()),
                "{name} {dropped}"
            );
            window.show("s3");
            window.type_text("17");
            window.press(Key::Enter);
            window.press_with(Modifiers::COMMAND, Key::S);
            assert_eq!(nianbao::store::open(&path).unwrap().report, window.report(), "{name}: saved there");
        }
    }
    // What was saved under a name comes before a folder of that name.
    std::fs::create_dir(place.path().join("稿v2.1")).unwrap();
    let saved = place.path().join("稿v2.1.ron");
    nianbao::store::save(&saved, example("wenzhou-2022.ron").draft()).unwrap();
    let mut window = window(None);
    window.state_mut().app.apply(Command::File(FileAct::Open(place.path().join("稿v2.1"))));
    assert_eq!(window.state().app.document().unwrap().path(), Some(saved.as_path()));
}

#[test]
fn text_that_is_no_report_is_refused_and_changes_nothing() {
    for text in
        ["五、存在的主要问题", "https://example.gov.cn/a.html", "123", "会议定于3月5日召开，请准时参加。"]
    {
        let mut window = window(None);
        window.event(Event::Paste(text.to_owned()));
        window.wait();
        assert!(window.state().app.document().is_none(), "{text}");
        let notice = window.state().app.desk.notice.clone().unwrap();
        assert!(notice.text.contains("没有读入"), "{text}: {}", notice.text);
    }
}

#[test]
fn r12_a_report_without_a_year_asks_for_it() {
    let mut window = window(None);
    let text = "某市民政局政府信息公开工作年度报告\n一、总体情况\n加强政府信息公开。\n二、主动公开政府信息情况\n\
                五、存在的主要问题及改进情况\n不足。\n六、其他需要报告的事项\n无。";
    window.event(Event::Paste(text.to_owned()));
    window.wait();
    assert_eq!(window.state().app.desk.question, Some(Question::YearOfReport));
    window.press(Key::Escape);
    window.click("填写报告年度…");
    window.click("确定");
    assert!(window.report().year >= 2019);
    let next = window.report().year + 1;
    window.get_by_label(&format!("起草{next}年度的报告"));
    reached("R12", "a report without a year: asked for, not taken from the clock");
}

#[test]
fn the_profile_is_written_in_half_width_and_the_name_tells_the_kind() {
    let form = forms::by_id("F2021");
    let mut window = window(Some(document(Arc::clone(&form), Report::new(&form, 2024))));
    window.state_mut().app.apply(Command::Show(View::Agency));
    window.run();
    for (name, typed, expect) in [
        ("邮编", "３２５０００", "325000"),
        ("电话", "０５７７－８８６６", "0577-8866"),
        ("电子邮箱", "ｘｘｇｋ＠ｘ．ｇｏｖ．ｃｎ", "xxgk@x.gov.cn"),
    ] {
        window.get_by_role_and_label(Role::TextInput, name).focus();
        window.run();
        window.type_text(typed);
        assert_eq!(field(&window, name), expect, "{name}");
    }
    window.get_by_role_and_label(Role::TextInput, "机关全称").focus();
    window.run();
    window.type_text("某市人民政府");
    assert_eq!(window.report().agency.kind, AgencyKind::Government);
    window.type_text("办公室");
    assert_eq!(window.report().agency.kind, AgencyKind::Department);
    window.click("法律、法规授权的组织");
    window.press_with(CTRL, Key::A);
    window.get_by_role_and_label(Role::TextInput, "机关全称").focus();
    window.run();
    window.type_text("某市人民政府");
    assert_eq!(window.report().agency.kind, AgencyKind::Authorised, "what she chose stays");
    window.press(Key::F7);
    window.get_by_label("还没填：地址");
}

#[test]
fn what_cannot_be_checked_yet_is_named_by_what_it_is_about() {
    let form = forms::by_id("F2021");
    let mut report = forms::zeros(&form);
    report.cells.remove("T3.new.nat");
    report.printed.insert("T3.new.tot".into(), Entry::read("1").unwrap());
    let document = document(form, report);
    let titles: Vec<&str> = document.findings().iter().map(|f| f.title.as_str()).collect();
    assert!(titles.contains(&"收支平衡还不能核对"), "{titles:?}");
    assert!(titles.contains(&"申请人合计还不能核对"), "{titles:?}");
}

#[test]
fn an_edit_of_words_gone_to_is_undone_in_one_step() {
    let mut window = window(Some(example("wenzhou-2022.ron")));
    let before = window.report();
    let edits = vec![Edit::Text("s5".into(), "改".to_owned().into())];
    let change = nianbao::app::Change { name: "改".to_owned(), edits, merge: None };
    window.state_mut().app.apply(Command::Edit(change));
    window.run();
    window.press_with(CTRL, Key::Z);
    assert_eq!(window.report(), before);
    assert!(window.state().app.can(Action::Redo));
}

#[test]
fn nothing_lies_over_anything_in_a_small_window_or_a_large_zoom() {
    // 1366 × 768 at 200, 180 and 165 percent, and a small screen.
    for size in [(683.0, 384.0), (759.0, 427.0), (828.0, 465.0), (1024.0, 700.0)] {
        let mut first = example("huaian-2024.ron");
        let edits = vec![Edit::Agency(
            nianbao::draft::edit::AgencyField::Name,
            "某某经济技术开发区管理委员会行政审批和政务服务管理局".to_owned(),
        )];
        first.edit(nianbao::app::Change { name: "改".to_owned(), edits, merge: None });
        let mut window = window::sized(Some(first), egui::vec2(size.0, size.1));
        window.state_mut().app.apply(Command::Do(Action::BeginNext));
        window.state_mut().app.apply(Command::Answer(nianbao::app::Answer::Discard));
        window.state_mut().app.desk.notice = None;
        let sections = window.state().app.document().unwrap().form().sections.clone();
        let sections = sections.iter().map(|s| View::Section(s.id.clone()));
        for view in sections.chain([View::Agency, View::Review]) {
            window.state_mut().app.apply(Command::Show(view.clone()));
            window.run();
            let over = Painted::of(&window).overlapping();
            assert!(over.is_empty(), "{size:?} {view:?}: {over:#?}");
        }
    }
}

#[test]
fn a_table_has_rows_to_work_in_at_200_percent() {
    let form = forms::by_id("F2021");
    let size = egui::vec2(683.0, 384.0);
    let mut window = window::sized(Some(document(form.clone(), forms::zeros(&form))), size);
    window.show("s3");
    for _ in 0..12 {
        window.press(Key::ArrowDown);
    }
    let active = form.cell(&window.active()).unwrap().clone();
    let place = |cell: &nianbao::form::Cell| {
        let name = format!("{}，{}", cell.row_label, cell.column_label);
        window.get_by_role_and_label(Role::Cell, &name).rect()
    };
    let painted = Painted::of(&window);
    let column = form.cells().iter().filter(|c| c.table == active.table && c.column == active.column);
    let seen = column.filter(|cell| !painted.words(place(cell)).is_empty()).count();
    assert!(seen >= 5, "{seen} rows can be seen");
    assert!(!painted.words(place(&active)).is_empty(), "the active one among them");
    assert!(place(&active).width() >= 38.0, "{}", place(&active));
}
