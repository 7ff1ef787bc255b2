//! A file that takes long to make is made beside the window: she sees how far it is, goes on typing, takes it back, and
//! closes the window only once it is there. None of it leaves half a file, or one that nobody wants.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use egui::{Event, Key, Modifiers, Role, ViewportCommand};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use nianbao::{
    app::{Action, Command, Document, FileAct, FileWish, Replacing},
    draft::{Draft, Place, Report},
    export::{Format, copy::CopyKind},
    store,
    ui::Outside,
};
use tempfile::TempDir;

use crate::common::{
    clock::{since, thread_time},
    dialog::Dialog,
    forms,
    painted::Painted,
    window::{Acts, TestWindow, example, of, outside},
};

/// Its pages take seconds.
const LONG: usize = 20_000;
const PDF: FileWish = FileWish::Export(Format::Pdf, CopyKind::Publication);

/// A report of so many paragraphs.
fn report(paragraphs: usize) -> Report {
    let mut report = example("wenzhou-2022.ron").report().clone();
    report.sections.insert("s6".into(), "公开政府信息若干项。\n".repeat(paragraphs).into());
    report
}

/// A window on a report, and a folder for what it writes.
struct Desk {
    folder: TempDir,
    window: TestWindow,
}

impl Desk {
    fn on(report: Report) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let draft = Draft { report, ..Draft::default() };
        let path = folder.path().join("稿.ron");
        store::save(&path, &draft).unwrap();
        let document = Document::new(forms::by_id("F2021"), draft, Some(path));
        let dialog = Dialog::default();
        let window = outside(of(Some(document)), Outside::none().with_dialogs(dialog.chooser()));
        Self { folder, window }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn export(&mut self, wish: &FileWish, path: &Path) {
        let write = FileAct::Write(wish.clone(), path.to_owned(), Replacing::Ask);
        self.window.state_mut().app.apply(Command::File(write));
    }

    /// Types a number into a table. Something may be moving meanwhile.
    fn type_number(&mut self, number: &str) {
        self.window.state_mut().app.apply(Command::GoTo(Place::Cell("T3.new.nat".into())));
        self.window.run_steps(4);
        self.window.event(Event::Text(number.to_owned()));
        self.window.run_steps(2);
        self.window.key_press(Key::Enter);
        self.window.run_steps(2);
        assert_eq!(self.window.report().cells["T3.new.nat"].to_string(), number);
    }

    /// Draws until the line is there.
    fn shown(&mut self) {
        for _ in 0..200 {
            self.window.step();
            if self.window.query_by_label_contains("正在导出“").is_some() {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("nothing is said");
    }

    /// What lies in the folder beside the draft.
    fn beside(&self) -> Vec<String> {
        let names = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> = names.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| name != "稿.ron");
        names.sort();
        names
    }

    fn alert(&self) -> String {
        self.window.get_by_role(Role::Alert).accesskit_node().label().unwrap()
    }
}

#[test]
fn what_takes_long_says_how_far_it_is_and_holds_nobody_up() {
    let mut desk = Desk::on(report(LONG));
    let path = desk.path("报告.pdf");
    let start = Instant::now();
    desk.export(&PDF, &path);
    desk.type_number("5");
    assert!(!path.exists(), "she typed before it was there, {:?} after it was begun", start.elapsed());
    desk.shown();
    let told = |name: Option<String>| name.is_some_and(|name| name.contains("正在导出“"));
    assert!(desk.window.get_all_by_role(Role::Status).any(|node| told(node.accesskit_node().label())));
    desk.window.get_by_label("取消");
    desk.window.wait();
    assert!(desk.alert().contains("已导出“") && desk.beside() == ["报告.pdf"], "{}", desk.alert());
    assert!(desk.window.query_by_label_contains("正在导出“").is_none());
    desk.window.type_text("6");
    assert!(desk.alert().contains("已导出“"), "what took a while does not go with her next letter");
    assert!(desk.window.state().app.is_dirty());
}

#[test]
fn it_is_of_the_moment_she_asked() {
    for (wish, name) in [(FileWish::Export(Format::Text, CopyKind::Publication), "稿.txt"), (PDF, "稿.pdf")]
    {
        let mut desk = Desk::on(report(2_000));
        let (path, whole) = (desk.path(name), desk.path(&format!("先{name}")));
        desk.export(&wish, &whole);
        desk.window.wait();
        desk.export(&wish, &path);
        desk.type_number("98765");
        desk.window.wait();
        assert!(fs::read(&path).unwrap() == fs::read(&whole).unwrap(), "{name}");
    }
}

#[test]
fn what_is_taken_back_is_never_written() {
    for copy in CopyKind::ALL {
        let mut desk = Desk::on(report(LONG));
        let path = desk.path("报告.pdf");
        desk.export(&FileWish::Export(Format::Pdf, copy), &path);
        desk.shown();
        desk.window.click("取消");
        assert!(desk.window.state().app.exporting().is_empty(), "{copy:?}: nobody waits for it");
        assert!(Painted::of(&desk.window).says("没有导出“报告.pdf”"), "{copy:?}");
        std::thread::sleep(Duration::from_secs(3));
        desk.window.run();
        assert!(desk.beside().is_empty(), "{copy:?}: {:?}", desk.beside());
    }
}

#[test]
fn a_report_that_is_left_is_exported_all_the_same() {
    let mut desk = Desk::on(report(LONG));
    let path = desk.path("报告.pdf");
    desk.export(&PDF, &path);
    desk.window.key_press_modifiers(Modifiers::COMMAND, Key::W);
    desk.window.run_steps(2);
    assert!(desk.window.state().app.document().is_none());
    desk.shown();
    desk.window.wait();
    assert!(fs::read(&path).unwrap().starts_with(b"%PDF") && desk.alert().contains("已导出“"));
}

#[test]
fn a_file_that_came_meanwhile_is_asked_about_and_only_of_its_own_report() {
    for leaves in [false, true] {
        let mut desk = Desk::on(report(LONG));
        let path = desk.path("报告.pdf");
        desk.export(&PDF, &path);
        fs::write(&path, "要紧").unwrap();
        if leaves {
            desk.window.key_press_modifiers(Modifiers::COMMAND, Key::W);
            desk.window.run_steps(2);
        }
        desk.window.wait();
        assert_eq!(fs::read_to_string(&path).unwrap(), "要紧");
        if leaves {
            assert!(desk.alert().contains("没有覆盖"), "{}", desk.alert());
            continue;
        }
        assert!(Painted::of(&desk.window).says("已有同名文件"));
        desk.window.click("覆盖");
        desk.window.wait();
        assert!(fs::read(&path).unwrap().starts_with(b"%PDF"));
    }
}

#[test]
fn the_same_name_again_is_the_report_as_it_is_now() {
    let mut desk = Desk::on(report(LONG));
    let path = desk.path("报告.pdf");
    desk.export(&PDF, &path);
    desk.export(&PDF, &path);
    assert_eq!(desk.window.state().app.exporting().len(), 1);
    desk.window.wait();
    assert!(desk.beside() == ["报告.pdf"] && desk.window.state().app.desk.question.is_none());
}

#[test]
fn the_window_closes_once_the_file_is_there() {
    let mut desk = Desk::on(report(LONG));
    let path = desk.path("报告.pdf");
    desk.export(&PDF, &path);
    desk.window.key_press_modifiers(Modifiers::COMMAND, Key::Q);
    desk.window.step();
    desk.window.step();
    assert!(Painted::of(&desk.window).says("还在导出") && !path.exists());
    let commands = desk.window.settle();
    assert!(commands.contains(&ViewportCommand::Close));
    assert!(fs::read(&path).unwrap().starts_with(b"%PDF"));
}

#[test]
fn the_window_closes_without_the_file_where_she_says_so_and_stays_where_she_says_so() {
    for (answer, closes) in [("不导出，关闭", true), ("取消", false)] {
        let mut desk = Desk::on(report(LONG));
        let path = desk.path("报告.pdf");
        desk.export(&PDF, &path);
        desk.window.key_press_modifiers(Modifiers::COMMAND, Key::Q);
        desk.window.step();
        desk.window.step();
        let buttons = desk.window.get_all_by_role_and_label(Role::Button, answer);
        buttons.last().unwrap().click();
        let commands = desk.window.settle();
        assert_eq!(commands.contains(&ViewportCommand::Close), closes, "{answer}");
        assert_eq!(path.exists(), !closes, "{answer}");
        assert_eq!(desk.beside().len(), usize::from(!closes), "{answer}: {:?}", desk.beside());
    }
}

#[test]
fn what_could_not_be_written_keeps_the_window() {
    let mut desk = Desk::on(report(LONG));
    desk.export(&PDF, &desk.path("没有").join("报告.pdf"));
    desk.window.key_press_modifiers(Modifiers::COMMAND, Key::Q);
    let commands = desk.window.settle();
    assert!(!commands.contains(&ViewportCommand::Close));
    assert!(desk.alert().contains("所在文件夹不存在"), "{}", desk.alert());
    assert!(desk.window.state().app.desk.question.is_none());
}

#[test]
fn what_is_done_at_once_shows_no_line() {
    let mut desk = Desk::on(example("wenzhou-2022.ron").report().clone());
    let path = desk.path("报告.txt");
    desk.export(&FileWish::Export(Format::Text, CopyKind::Publication), &path);
    let mut seen = 0;
    while !desk.window.state().app.exporting().is_empty() {
        desk.window.step();
        seen += usize::from(desk.window.query_by_label_contains("正在导出“").is_some());
        std::thread::sleep(Duration::from_millis(2));
    }
    assert_eq!(seen, 0);
    desk.window.run();
    assert!(path.exists() && desk.alert().contains("已导出“"));
}

/// The pages of a report of this text, shown by F6: how long the window's thread worked before it went on.
fn preview(text: String) -> Duration {
    let mut report = example("wenzhou-2022.ron").report().clone();
    report.sections.insert("s6".into(), text.into());
    let mut desk = Desk::on(report);
    desk.window.key_press(Key::F6);
    let start = thread_time();
    desk.window.step();
    let stood = since(start);
    desk.window.get_by_role_and_label(Role::Status, "正在排版");
    desk.window.wait();
    desk.window.get_by_role_and_label(Role::Document, "第1页");
    stood
}

#[test]
fn the_window_does_not_stand_still_while_many_pages_are_laid_out() {
    for text in ["（".repeat(190_000), "一\n".repeat(97_500)] {
        let stood = preview(text.clone());
        assert!(stood < Duration::from_millis(500), "{stood:?}");
    }
}

#[test]
fn pages_that_are_left_before_they_come_are_given_up() {
    let mut desk = Desk::on(report(LONG));
    desk.window.key_press(Key::F6);
    desk.window.step();
    assert!(desk.window.state().app.document().unwrap().awaits_pages());
    desk.window.state_mut().app.apply(Command::Do(Action::Close));
    desk.window.run();
    assert!(desk.window.state().app.document().is_none());
}
