//! Leaving an open draft: by the cross, by leaving for another draft, by closing. What is not saved is asked about,
//! what is to be saved is on the disk before anything is left, and what could not be saved keeps the window.

use std::{fs, path::PathBuf, sync::Arc};

use egui::{Key, Modifiers, Role, ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use nianbao::{
    app::{App, Command, Document, FileAct, grid::GridAct},
    draft::Report,
    store,
    ui::{AskedFor, Outside},
};
use tempfile::TempDir;

use crate::common::{
    dialog::Dialog,
    forms,
    painted::Painted,
    window::{self, Acts, Dropped, TestWindow, of, outside},
};

const CELL: &str = "一、本年新收政府信息公开申请数量，自然人";

/// The ways out of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Cross,
    Quit,
    Close,
    Open,
    Drop,
    New,
    Example,
    BeginFrom,
    BeginNext,
}

const WAYS: [Way; 9] = [
    Way::Cross,
    Way::Quit,
    Way::Close,
    Way::Open,
    Way::Drop,
    Way::New,
    Way::Example,
    Way::BeginFrom,
    Way::BeginNext,
];

/// A folder with a draft that is open and another that is not.
struct Desk {
    folder: TempDir,
    window: TestWindow,
    dialog: Dialog,
}

fn zeros() -> Document {
    let form = forms::by_id("F2021");
    window::document(form.clone(), forms::zeros(&form))
}

impl Desk {
    /// A window on a draft that is on the disk.
    fn on_a_file() -> Self {
        let desk = Self::on(None, Dialog::default());
        store::save(&desk.draft(), zeros().draft()).unwrap();
        let path = desk.draft();
        desk.and(Command::File(FileAct::Open(path)))
    }

    /// A window on a report that was never saved; file dialogs are answered so.
    fn on_a_new_report(dialog: impl FnOnce(PathBuf) -> Dialog) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let dialog = dialog(folder.path().join("稿.ron"));
        let desk = Self::in_folder(folder, Some(zeros()), dialog);
        desk.and(Command::Grid(GridAct::Select("T3.new.nat".into())))
    }

    fn on(document: Option<Document>, dialog: Dialog) -> Self {
        Self::in_folder(tempfile::tempdir().unwrap(), document, dialog)
    }

    fn in_folder(folder: TempDir, document: Option<Document>, dialog: Dialog) -> Self {
        let window = outside(of(document), Outside::none().with_dialogs(dialog.chooser()));
        Self { folder, window, dialog }
    }

    fn and(mut self, command: Command) -> Self {
        self.window.state_mut().app.apply(command);
        self.window.run();
        self
    }

    fn draft(&self) -> PathBuf {
        self.folder.path().join("稿.ron")
    }

    /// Another draft, on the report of 2022.
    fn other(&self) -> PathBuf {
        let path = self.folder.path().join("另一份.ron");
        store::save(&path, window::example("wenzhou-2022.ron").draft()).unwrap();
        path
    }

    fn apply(&mut self, command: Command) {
        self.window.state_mut().app.apply(command);
    }

    /// What the file of the draft holds of the cell.
    fn on_disk(&self) -> String {
        number(&store::open(&self.draft()).unwrap().report)
    }

    /// Types a number that is not yet entered: it counts all the same.
    fn type_17(&mut self) {
        self.window.show("s3");
        self.window.click(CELL);
        self.window.type_text("17");
    }

    /// Leaves; what the desktop was asked for.
    fn leave(&mut self, way: Way) -> Vec<ViewportCommand> {
        match way {
            Way::Cross => return self.cross(),
            Way::Quit => self.window.key_press_modifiers(Modifiers::COMMAND, Key::Q),
            Way::Close => self.window.key_press_modifiers(Modifiers::COMMAND, Key::W),
            Way::New => self.window.key_press_modifiers(Modifiers::COMMAND, Key::N),
            Way::BeginNext => {
                self.window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
            }
            Way::Open => self.apply(Command::File(FileAct::Open(self.other()))),
            Way::BeginFrom => self.apply(Command::File(FileAct::BeginFrom(self.other()))),
            Way::Example => self.apply(Command::File(FileAct::OpenExample("wenzhou-2022.ron"))),
            Way::Drop => {
                let dropped = Arc::new(Dropped(self.other()));
                self.window.input_mut().dropped_files.push(dropped);
            }
        }
        self.window.settle()
    }

    /// Clicks the cross of the window.
    fn cross(&mut self) -> Vec<ViewportCommand> {
        self.window.settle();
        let root = self.window.input_mut().viewports.get_mut(&ViewportId::ROOT).unwrap();
        root.events.push(ViewportEvent::Close);
        self.window.settle()
    }

    /// Answers the question; what the desktop was asked for then.
    fn answer(&mut self, label: &str) -> Vec<ViewportCommand> {
        let buttons = self.window.get_all_by_role_and_label(Role::Button, label);
        // The question is painted last, over the bar, which has a button of that name too.
        buttons.last().unwrap().click();
        self.window.settle()
    }

    /// Types a path into the field that there is without a dialog.
    fn type_path(&mut self, path: &str) {
        self.window.get_by_role_and_label(Role::TextInput, "文件路径").focus();
        self.window.run();
        self.window.press_with(Modifiers::COMMAND, Key::A);
        self.window.type_text(path);
    }

    fn app(&self) -> &App {
        &self.window.state().app
    }

    /// Whether the question is on the screen.
    fn is_asked(&self) -> bool {
        Painted::of(&self.window).says("离开前是否保存")
    }

    /// Whether the draft is still open, with its number, not saved, and the window says so.
    fn holds(&self) -> bool {
        self.app().is_dirty()
            && self.app().document().is_some_and(|d| number(d.report()) == "17")
            && Painted::of(&self.window).says("有未保存的改动")
    }

    /// Whether what was to come after leaving has come.
    fn has_left(&self, way: Way, commands: &[ViewportCommand]) -> bool {
        let document = self.app().document();
        let (path, year) = (document.and_then(Document::path), document.map(|d| d.report().year));
        let new = |of: u16| path.is_none() && year == Some(of);
        match way {
            Way::Cross | Way::Quit => closes(commands),
            Way::Close => self.app().document().is_none() && Painted::of(&self.window).says("打开草稿"),
            Way::Open | Way::Drop => path.is_some_and(|path| path.ends_with("另一份.ron")),
            Way::New => Painted::of(&self.window).says("新建空白报告"),
            Way::Example => new(2022),
            Way::BeginFrom => new(2023),
            // The report is on 2021.
            Way::BeginNext => new(2022),
        }
    }
}

fn number(report: &Report) -> String {
    report.cells.get("T3.new.nat").map(ToString::to_string).unwrap_or_default()
}

fn closes(commands: &[ViewportCommand]) -> bool {
    commands.contains(&ViewportCommand::Close)
}

/// The last title that the window was given.
fn title(commands: &[ViewportCommand]) -> Option<&str> {
    commands.iter().rev().find_map(|command| match command {
        ViewportCommand::Title(title) => Some(title.as_str()),
        _ => None,
    })
}

#[test]
fn saving_on_leaving_saves_and_only_then_leaves() {
    for way in WAYS {
        let mut desk = Desk::on_a_file();
        desk.type_17();
        let commands = desk.leave(way);
        assert!(desk.is_asked() && desk.holds(), "{way:?} asks, and nothing is left yet");
        assert!(!closes(&commands), "{way:?}");
        assert_eq!(desk.on_disk(), "0", "{way:?}: nothing is written before the answer");
        let commands = desk.answer("保存");
        assert_eq!(desk.on_disk(), "17", "{way:?}: it is on the disk");
        assert!(desk.has_left(way, &commands), "{way:?}: and then it is left");
    }
}

#[test]
fn not_saving_leaves_the_file_as_it_was() {
    for way in WAYS {
        let mut desk = Desk::on_a_file();
        desk.type_17();
        desk.leave(way);
        let commands = desk.answer("不保存");
        assert_eq!(desk.on_disk(), "0", "{way:?}");
        assert!(desk.has_left(way, &commands), "{way:?}");
    }
}

#[test]
fn staying_keeps_everything() {
    for way in WAYS {
        let mut desk = Desk::on_a_file();
        desk.type_17();
        desk.leave(way);
        let commands = desk.answer("取消");
        assert!(desk.holds() && !desk.is_asked() && !closes(&commands), "{way:?}");
        assert_eq!(desk.on_disk(), "0", "{way:?}");
        desk.window.press_with(Modifiers::COMMAND, Key::S);
        assert_eq!(desk.on_disk(), "17", "{way:?}");
        assert!(!desk.has_left(way, &[]), "{way:?}: saving later leaves nothing");
    }
}

#[test]
fn the_cross_asks_of_the_desktop_what_was_decided() {
    let mut desk = Desk::on_a_file();
    desk.type_17();
    let commands = desk.cross();
    assert!(commands.contains(&ViewportCommand::CancelClose), "the desktop does not close it");
    let again = desk.cross();
    assert!(again.contains(&ViewportCommand::CancelClose) && desk.holds(), "nor when it is clicked again");
    let commands = desk.answer("不保存");
    assert!(closes(&commands));
    let last = desk.cross();
    assert!(!last.contains(&ViewportCommand::CancelClose), "once decided, nothing holds the window");
}

#[test]
fn without_changes_nothing_is_asked() {
    for way in WAYS {
        let mut desk = Desk::on_a_file();
        let commands = desk.leave(way);
        assert!(!desk.is_asked(), "{way:?}");
        assert!(desk.has_left(way, &commands), "{way:?}");
    }
}

#[test]
fn r10_a_save_that_fails_keeps_the_draft_and_the_window() {
    for way in WAYS {
        let mut desk = Desk::on_a_file();
        desk.type_17();
        desk.leave(way);
        fs::remove_dir_all(desk.folder.path()).unwrap();
        let mut commands = desk.answer("保存");
        assert!(desk.holds(), "{way:?}: it is still there, and not saved");
        assert!(!desk.has_left(way, &commands), "{way:?}");
        let alert = desk.window.get_by_role(Role::Alert).accesskit_node().label().unwrap();
        assert!(alert.contains("没有保存"), "{way:?}: {alert}");
        fs::create_dir(desk.folder.path()).unwrap();
        desk.window.key_press_modifiers(Modifiers::COMMAND, Key::S);
        commands.extend(desk.window.settle());
        assert_eq!(desk.on_disk(), "17", "{way:?}: once there is a folder again it can be saved");
        assert!(!closes(&commands) && !desk.has_left(way, &commands), "{way:?}: which leaves nothing");
    }
}

#[test]
fn a_new_report_is_given_a_file_before_it_is_left() {
    for way in WAYS {
        let mut desk = Desk::on_a_new_report(|path| Dialog::naming(&path));
        desk.type_17();
        desk.leave(way);
        let commands = desk.answer("保存");
        assert_eq!(desk.dialog.asked().len(), 1, "{way:?}");
        assert!(desk.dialog.asked()[0].what == AskedFor::New, "{way:?}: the file may be new");
        assert_eq!(desk.on_disk(), "17", "{way:?}");
        assert!(desk.has_left(way, &commands), "{way:?}");
    }
}

#[test]
fn a_dialog_that_is_cancelled_keeps_the_report_and_the_window() {
    for way in WAYS {
        let mut desk = Desk::on_a_new_report(|path| Dialog::cancelled().then_naming(&path));
        desk.type_17();
        desk.leave(way);
        let commands = desk.answer("保存");
        assert!(desk.holds() && !desk.has_left(way, &commands), "{way:?}");
        assert!(desk.app().desk.question.is_none(), "{way:?}: a dialog that was cancelled asks for no path");
        desk.window.key_press_modifiers(Modifiers::COMMAND, Key::S);
        let commands = desk.window.settle();
        assert_eq!(desk.on_disk(), "17", "{way:?}");
        assert!(!desk.has_left(way, &commands), "{way:?}: saving later leaves nothing");
    }
}

#[test]
fn a_path_typed_into_a_folder_that_is_not_there_keeps_the_report() {
    for way in WAYS {
        let mut desk = Desk::on_a_new_report(|_| Dialog::cancelled());
        desk.type_17();
        desk.leave(way);
        desk.answer("保存");
        desk.window.click("在窗口中选择");
        let path = desk.folder.path().join("没有这个文件夹").join("稿.ron");
        desk.type_path(&path.display().to_string());
        let commands = desk.answer("保存");
        assert!(desk.holds() && !desk.has_left(way, &commands), "{way:?}");
        assert!(!path.exists());
        desk.window.get_by_role(Role::Alert);
    }
}

#[test]
fn a_path_can_be_typed_where_there_is_no_dialog() {
    for way in WAYS {
        let mut desk = Desk::on_a_new_report(|_| Dialog::cancelled());
        desk.type_17();
        desk.leave(way);
        let commands = desk.answer("保存");
        assert!(!desk.has_left(way, &commands), "{way:?}");
        desk.window.click("在窗口中选择");
        desk.type_path(&desk.draft().display().to_string());
        let commands = desk.answer("保存");
        assert_eq!(desk.on_disk(), "17", "{way:?}");
        assert!(desk.has_left(way, &commands), "{way:?}");
    }
}

#[test]
fn the_title_and_the_bar_say_whether_there_is_something_to_lose() {
    let mut desk = Desk::on_a_file();
    assert!(Painted::of(&desk.window).says("没有改动"));
    desk.window.show("s3");
    desk.window.click(CELL);
    for (typed, marked) in [("1", true), ("7", true)] {
        desk.window.type_text(typed);
        desk.window.press(Key::Enter);
        desk.window.click(CELL);
        assert_eq!(desk.app().is_dirty(), marked);
    }
    assert!(Painted::of(&desk.window).says("有未保存的改动"));
    desk.window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    let commands = desk.window.settle();
    assert_eq!(title(&commands), Some("稿.ron — 年报"));
    let painted = Painted::of(&desk.window);
    assert!(painted.says("已保存") && !painted.says("有未保存的改动"));

    desk.window.event(egui::Event::Text("5".to_owned()));
    desk.window.key_press(Key::Enter);
    let commands = desk.window.settle();
    assert_eq!(title(&commands), Some("● 稿.ron — 年报"));
    assert!(Painted::of(&desk.window).says("有未保存的改动"));
    desk.window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    let commands = desk.window.settle();
    assert_eq!(title(&commands), Some("稿.ron — 年报"), "as it is on the disk again");
}
