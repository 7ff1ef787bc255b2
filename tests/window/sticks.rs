//! USB sticks: 拷给领导 in one act, sticks by name in the chooser, and when one may be pulled out.
#![cfg(unix)]

use std::{fs, path::Path, sync::Arc};

use egui_kittest::kittest::Queryable as _;
use nianbao::{
    app::{Action, App, Command, CopyWriter, FileAct, FileWish, Replacing, User},
    store::{self, DataFolder},
    ui::Outside,
};

use crate::common::{
    faulty::Unsettled,
    folder::names,
    sticks::Sticks,
    window::{Acts, TestWindow, example, outside},
};

fn on(computer: &Sticks, data: DataFolder) -> TestWindow {
    let user = User::default().with_drives(computer.drives()).with_data(data);
    let mut app = App::of_user(user, CopyWriter::default());
    app.show_document(example("wenzhou-2022.ron"));
    outside(app, Outside::none())
}

fn window(computer: &Sticks) -> TestWindow {
    on(computer, DataFolder::at(computer.path("data")))
}

/// Draws until what goes on with sticks is done.
fn wait(harness: &mut TestWindow) {
    for _ in 0..2_000 {
        harness.step();
        let app = &harness.state().app;
        if !app.is_copying_to_leader() && !app.is_settling() && app.exporting().is_empty() {
            return harness.run_steps(3);
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("it is never written");
}

fn to_leader(harness: &mut TestWindow, button: &str) {
    harness.state_mut().app.apply(Command::Do(Action::ToLeader));
    harness.run();
    harness.get_by_label(button).click();
    harness.step();
    wait(harness);
}

fn said(harness: &TestWindow) -> String {
    harness.state().app.desk.notice.as_ref().map_or_else(String::new, |notice| notice.text.clone())
}

const PDF: &str = "温州市人力资源和社会保障局2022年度报告送审第1稿.pdf";
const DRAFT: &str = "温州市人力资源和社会保障局2022年度报告.ron";

#[test]
fn both_files_are_on_the_stick_in_one_act_and_it_may_be_pulled_out() {
    let computer = Sticks::one("工作盘");
    let mut harness = window(&computer);
    to_leader(&mut harness, "拷到U盘 工作盘");
    assert_eq!(
        said(&harness),
        format!("已拷到U盘 工作盘：“{PDF}”“{DRAFT}”。U盘 工作盘可以安全拔出{}", still_open(&harness))
    );
    assert_eq!(names(&computer.stick()), [DRAFT, PDF]);
    assert!(fs::read(computer.stick().join(PDF)).unwrap().starts_with(b"%PDF"));
    let draft = store::open(&computer.stick().join(DRAFT)).unwrap();
    assert_eq!(draft, *harness.state().app.document().unwrap().draft());
    // The same again replaces nothing, and so asks nothing.
    to_leader(&mut harness, "拷到U盘 工作盘");
    assert!(said(&harness).starts_with("已拷到"), "{}", said(&harness));
}

fn still_open(harness: &TestWindow) -> String {
    let open = harness.state().app.document().unwrap().still_open();
    open.map_or_else(String::new, |open| format!("。报告中仍有{open}"))
}

#[test]
fn nothing_else_of_the_name_is_replaced_unasked() {
    let computer = Sticks::one("工作盘");
    let theirs = computer.stick().join(DRAFT);
    fs::write(&theirs, "别人的").unwrap();
    let mut harness = window(&computer);
    to_leader(&mut harness, "拷到U盘 工作盘");
    harness.get_by_label_contains("里已有“温州市人力资源和社会保障局2022年度报告.ron”，内容不同");
    assert_eq!(names(&computer.stick()), [DRAFT], "nothing was written");
    harness.click("取消");
    assert_eq!(fs::read_to_string(&theirs).unwrap(), "别人的");
    to_leader(&mut harness, "拷到U盘 工作盘");
    harness.get_by_label("覆盖").click();
    harness.step();
    wait(&mut harness);
    assert!(store::open(&theirs).is_ok() && said(&harness).contains("可以安全拔出"));
}

#[test]
fn a_stick_that_does_not_settle_is_not_said_to_be_safe() {
    let computer = Sticks::one("工作盘");
    let data = DataFolder::at(computer.path("data")).on(Arc::new(Unsettled));
    let mut harness = on(&computer, data);
    to_leader(&mut harness, "拷到U盘 工作盘");
    assert!(
        said(&harness).contains("U盘 工作盘还没有确认写完，用系统的“安全弹出”之后再拔"),
        "{}",
        said(&harness)
    );
    assert!(!said(&harness).contains("可以安全拔出"));
}

#[test]
fn a_stick_that_is_gone_is_said_and_the_draft_is_safe() {
    let computer = Sticks::one("工作盘");
    let mut harness = window(&computer);
    harness.state_mut().app.apply(Command::Do(Action::ToLeader));
    harness.run();
    fs::remove_dir(computer.stick()).unwrap();
    harness.get_by_label("拷到U盘 工作盘").click();
    harness.step();
    wait(&mut harness);
    assert!(said(&harness).contains("所在文件夹不存在，可能已移走或U盘已拔出"), "{}", said(&harness));
}

#[test]
fn a_draft_that_is_open_from_a_stick_is_said_so_until_it_is_closed() {
    let computer = Sticks::one("工作盘");
    let path = computer.stick().join("稿.ron");
    store::save(&path, example("wenzhou-2022.ron").draft()).unwrap();
    let mut harness = window(&computer);
    harness.state_mut().app.apply(Command::File(FileAct::Open(path)));
    harness.run();
    assert!(said(&harness).starts_with("这份草稿在U盘 工作盘上：关闭草稿之前不要拔出"));
    harness.get_by_label("没有改动，在U盘上");
    harness.show("s3");
    harness.type_text("17");
    harness.state_mut().app.apply(Command::Do(Action::Save));
    wait(&mut harness);
    assert_eq!(said(&harness), "已写到U盘 工作盘。正在编辑的草稿在U盘 工作盘上，关闭草稿后再拔");
    // A copy on the same stick does not make it safe.
    to_leader(&mut harness, "拷到U盘 工作盘");
    assert!(said(&harness).contains("关闭草稿后再拔") && !said(&harness).contains("安全拔出"));
    harness.state_mut().app.apply(Command::Do(Action::Close));
    wait(&mut harness);
    assert_eq!(said(&harness), "U盘 工作盘可以安全拔出");
    assert!(names(&computer.stick()).iter().all(|name| !name.contains("lock")), "no lock is left on it");
}

#[test]
fn an_export_to_a_stick_says_when_it_may_be_pulled_out() {
    let computer = Sticks::one("工作盘");
    let mut harness = window(&computer);
    let wish = FileWish::Export(nianbao::export::Format::Text, nianbao::export::copy::CopyKind::Publication);
    for (path, safe) in [(computer.stick().join("稿.txt"), true), (computer.path("稿.txt"), false)] {
        harness.state_mut().app.apply(Command::File(FileAct::Write(wish.clone(), path, Replacing::Ask)));
        wait(&mut harness);
        assert!(said(&harness).starts_with("已导出"));
        assert_eq!(said(&harness).contains("U盘 工作盘可以安全拔出"), safe, "{}", said(&harness));
    }
}

#[test]
fn the_chooser_lists_sticks_by_name_and_warns_before_a_draft_goes_there() {
    let computer = Sticks::one("工作盘");
    let mut harness = window(&computer);
    harness.state_mut().app.apply(Command::File(FileAct::ChooseHere(FileWish::Save)));
    harness.run();
    assert!(harness.query_by_label_contains("草稿会从U盘").is_none());
    harness.click("U盘 工作盘");
    harness.get_by_label_contains("草稿存在U盘 工作盘上，关闭草稿之前不要拔出");
    let path = harness.value("文件路径");
    assert_eq!(Path::new(&path).parent(), Some(computer.stick().as_path()));
}

#[test]
fn a_folder_is_chosen_where_there_is_no_stick() {
    let computer = Sticks::none();
    let folder = computer.path("共享");
    fs::create_dir(&folder).unwrap();
    let mut harness = window(&computer);
    harness.state_mut().app.apply(Command::Do(Action::ToLeader));
    harness.run_steps(3);
    harness.get_by_label_contains("没有看见U盘");
    let into = FileWish::ToLeader.command(folder.clone(), Replacing::Agreed);
    harness.state_mut().app.apply(into);
    wait(&mut harness);
    assert_eq!(names(&folder), [DRAFT, PDF]);
    assert!(!said(&harness).contains("拔出"), "{}", said(&harness));
}
