//! What keeps her work: recovery copies, versions, the lock of a draft, changes by others.

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use nianbao::{
    app::{
        Action, Answer, App, Change, Command, CopyWriter, FileAct, FileWish, News, Pace, Question, User, View,
    },
    draft::{Entry, Report, edit::Edit},
    export::text,
    store::{self, DataFolder, recovery, versions},
    ui::Outside,
};
use tempfile::{TempDir, tempdir};

use crate::common::{
    dialog::Dialog,
    painted::Painted,
    reached::reached,
    window::{Acts as _, TestWindow, example, outside},
};

/// The place of an officer: her documents and the program's own data folder.
pub struct Home {
    pub folder: TempDir,
    pub data: DataFolder,
    pub draft: PathBuf,
}

impl Home {
    pub fn new() -> Self {
        let folder = tempdir().unwrap();
        fs::create_dir(folder.path().join("文档")).unwrap();
        let draft = folder.path().join("文档/2022年度.ron");
        store::save(&draft, example("wenzhou-2022.ron").draft()).unwrap();
        Self { data: DataFolder::at(folder.path().join("data")), folder, draft }
    }

    /// The program is started, with this dialog.
    pub fn start_with(&self, dialog: &Dialog) -> TestWindow {
        let pace = Pace { rest: Duration::from_millis(20), latest: Duration::from_millis(200) };
        let copies = CopyWriter::new(self.data.clone(), pace);
        let app = App::of_user(User::default().with_data(self.data.clone()), copies);
        outside(app, Outside::none().with_dialogs(dialog.chooser()))
    }

    pub fn start(&self) -> TestWindow {
        self.start_with(&Dialog::default())
    }

    /// The program is started on the draft.
    pub fn open(&self) -> TestWindow {
        let mut window = self.start();
        open(&mut window, &self.draft);
        window
    }

    fn copies(&self) -> Vec<String> {
        let names = fs::read_dir(self.folder.path().join("data/recovery")).into_iter().flatten();
        let names = names.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
        names.filter(|name| Path::new(name).extension().is_some_and(|e| e == "ron")).collect()
    }

    /// Waits for the thread that writes copies.
    pub fn wait_for_copies(&self, count: usize) {
        let start = Instant::now();
        while self.copies().len() != count {
            assert!(start.elapsed() < Duration::from_secs(20), "{:?}, not {count}", self.copies());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// The program ends as when it is killed: nothing is tidied up.
    pub fn kill(&self, window: TestWindow) {
        drop(window);
        let start = Instant::now();
        // The thread that writes copies ends a moment later.
        while recovery::left(&self.data).len() != self.copies().len() {
            assert!(start.elapsed() < Duration::from_secs(20), "its copies are still held");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// A window in which 77 was written and not saved is killed.
    pub fn killed_while_unsaved(&self) {
        let mut window = self.open();
        write(&mut window, "77");
        self.wait_for_copies(1);
        self.kill(window);
    }

    fn saved(&self) -> Report {
        store::open(&self.draft).unwrap().report
    }
}

pub fn open(window: &mut TestWindow, draft: &Path) {
    window.state_mut().app.apply(Command::File(FileAct::Open(draft.to_owned())));
    window.run();
}

const CELL: &str = "一、本年新收政府信息公开申请数量，自然人";
const ID: &str = "T3.new.nat";

/// Writes a number into a cell.
pub fn write(window: &mut TestWindow, number: &str) {
    window.show("s3");
    window.click(CELL);
    window.type_text(number);
    window.press(Key::Enter);
}

fn number(report: &Report) -> String {
    report.cells.get(ID).map_or_else(String::new, ToString::to_string)
}

pub fn save(window: &mut TestWindow) {
    window.press_with(Modifiers::COMMAND, Key::S);
    window.settle();
}

/// Said on the page, or in a notice, whose lines may break anywhere.
fn says(window: &TestWindow, words: &str) {
    let told = window.query_all_by_label_contains(words).next().is_some();
    assert!(told || Painted::of(window).says(words), "not said: {words}");
}

#[test]
fn what_is_not_saved_is_kept_until_it_is() {
    let home = Home::new();
    let mut window = home.open();
    assert!(home.copies().is_empty(), "nothing to keep");
    write(&mut window, "77");
    home.wait_for_copies(1);
    assert_eq!(number(&home.saved()), "16");
    save(&mut window);
    home.wait_for_copies(0);
    assert_eq!(number(&home.saved()), "77");
    write(&mut window, "78");
    home.wait_for_copies(1);
    window.press_with(Modifiers::COMMAND, Key::Z);
    home.wait_for_copies(0);
}

/// R3, in the window: what was typed comes back, the saved file is untouched until it is saved.
#[test]
fn r03_what_a_killed_window_had_is_offered_and_restored() {
    let home = Home::new();
    home.killed_while_unsaved();

    let mut next = home.start();
    says(&next, "上次没有正常关闭：“2022年度.ron”没保存的改动存有恢复副本");
    assert_eq!(number(&home.saved()), "16", "the saved file is untouched");
    next.click("恢复");
    assert_eq!(number(&next.report()), "77");
    assert!(next.state().app.is_dirty());
    says(&next, "还是上次保存的样子；核对后保存");
    assert_eq!(home.copies().len(), 1, "it has a copy of its own by now, and the old one is gone");
    assert!(next.state().app.left_copies().is_empty());
    assert_eq!(number(&home.saved()), "16");
    save(&mut next);
    assert_eq!(number(&home.saved()), "77");
    home.wait_for_copies(0);
    home.kill(next);
    assert!(home.start().state().app.left_copies().is_empty());
    let Pace { rest, latest } = Pace::default();
    assert!(rest <= Duration::from_secs(2) && latest <= Duration::from_secs(10));
    reached(
        "R3",
        &format!(
            "copied {rest:?} after the last change, {latest:?} after the first; restored, the file untouched"
        ),
    );
}

#[test]
fn restoring_twice_killed_again_loses_nothing() {
    let home = Home::new();
    home.killed_while_unsaved();
    for _ in 0..3 {
        let mut next = home.start();
        next.click("恢复");
        assert_eq!(number(&next.report()), "77");
        home.kill(next);
    }
}

#[test]
fn r03_a_number_half_typed_is_kept_too() {
    let home = Home::new();
    let mut window = home.open();
    window.show("s3");
    window.click(CELL);
    window.type_text("4711");
    home.wait_for_copies(1);
    thread::sleep(Duration::from_millis(300));
    home.kill(window);
    let mut next = home.start();
    next.click("恢复");
    assert_eq!(number(&next.report()), "4711");
}

#[test]
fn a_report_that_was_never_saved_is_kept_too() {
    let home = Home::new();
    let mut window = home.start();
    let new = FileAct::Create { year: 2025, agency: "某局".to_owned() };
    window.state_mut().app.apply(Command::File(new));
    window.run();
    write(&mut window, "5");
    home.wait_for_copies(1);
    thread::sleep(Duration::from_millis(300));
    home.kill(window);
    let mut next = home.start();
    says(&next, "还没保存过，内容存有恢复副本");
    assert!(next.query_by_label("查看差异").is_none(), "there is nothing to compare with");
    next.click("恢复");
    assert_eq!((number(&next.report()).as_str(), next.report().year), ("5", 2025));
    assert_eq!(next.state().app.document().unwrap().path(), None);
}

#[test]
fn the_difference_is_shown_before_anything_is_chosen() {
    let home = Home::new();
    home.killed_while_unsaved();
    let mut next = home.start();
    next.click("查看差异");
    assert_eq!(next.state().app.view(), Some(&View::Compare));
    next.get_by_label("与恢复副本比较");
    assert_eq!(number(&next.report()), "16", "what is open is the file as it was saved");
    says(&next, "77");
    assert_eq!(next.state().app.left_copies().len(), 1, "and it is still to be chosen");
    next.click("恢复");
    assert_eq!(number(&next.report()), "77");
}

#[test]
fn what_was_discarded_can_be_had_for_a_week() {
    let home = Home::new();
    home.killed_while_unsaved();
    let mut next = home.start();
    next.click("丢弃");
    assert!(next.state().app.left_copies().is_empty());
    says(&next, "7天之内还能在开始页找回");
    let kept = recovery::discarded(&home.data);
    let link = format!("2022年度.ron，{}", kept[0].belongs.at);
    next.click(&link);
    assert_eq!(number(&next.report()), "77");
}

/// 不保存 is a wrong button at times.
#[test]
fn what_was_left_unsaved_can_be_had_for_a_week() {
    let home = Home::new();
    let mut window = home.open();
    write(&mut window, "77");
    window.press_with(Modifiers::COMMAND, Key::W);
    window.click("不保存");
    assert!(window.state().app.document().is_none());
    let kept = recovery::discarded(&home.data);
    assert_eq!(kept.len(), 1);
    window.get_by_label(&format!("2022年度.ron，{}", kept[0].belongs.at));
    assert!(home.copies().is_empty());
    home.kill(window);
    assert!(home.start().state().app.left_copies().is_empty(), "it is not asked about again");
}

#[test]
fn r11_a_second_window_only_looks() {
    let home = Home::new();
    let first = home.open();
    let copy = home.folder.path().join("文档/自己的.ron");
    let mut second = home.start_with(&Dialog::naming(&copy));
    open(&mut second, &home.draft);
    says(&second, "正在编辑这份草稿");
    says(&second, "只读");
    write(&mut second, "99");
    assert_eq!(number(&second.report()), "16", "nothing is changed");
    save(&mut second);
    says(&second, "没有保存");
    assert_eq!(number(&home.saved()), "16");
    assert!(home.copies().is_empty());

    second.state_mut().app.apply(Command::Do(Action::SaveAs));
    second.settle();
    write(&mut second, "99");
    save(&mut second);
    assert_eq!(number(&store::open(&copy).unwrap().report), "99");
    assert_eq!(number(&home.saved()), "16");

    drop(first);
    let mut third = home.open();
    write(&mut third, "17");
    save(&mut third);
    assert_eq!(number(&home.saved()), "17");
}

#[test]
fn a_window_may_open_its_own_draft_again() {
    let home = Home::new();
    let mut window = home.open();
    open(&mut window, &home.draft);
    write(&mut window, "77");
    save(&mut window);
    assert_eq!(number(&home.saved()), "77");
}

/// The draft that another window has open.
fn others(home: &Home) -> PathBuf {
    home.folder.path().join("文档/别人的.ron")
}

/// A window that has been told to save under the name of a draft that another one, the first, has open.
pub fn saved_over_held(home: &Home) -> (TestWindow, TestWindow) {
    let other = others(home);
    store::save(&other, example("wenzhou-2022.ron").draft()).unwrap();
    let mut theirs = home.start();
    open(&mut theirs, &other);
    let mut ours = home.start_with(&Dialog::naming(&other));
    open(&mut ours, &home.draft);
    write(&mut ours, "99");
    ours.state_mut().app.apply(Command::Do(Action::SaveAs));
    ours.settle();
    (theirs, ours)
}

#[test]
fn no_draft_is_saved_over_one_that_somebody_else_has_open() {
    let home = Home::new();
    let (_theirs, ours) = saved_over_held(&home);
    says(&ours, "没有保存");
    says(&ours, "改动都还在窗口里");
    assert_eq!(number(&store::open(&others(&home)).unwrap().report), "16");
}

#[test]
fn a_draft_that_nobody_closed_is_asked_about() {
    let home = Home::new();
    let window = home.open();
    let lock = fs::read_dir(home.draft.parent().unwrap()).unwrap().map(|e| e.unwrap().path());
    let lock = lock.into_iter().find(|path| path.extension().is_some_and(|e| e == "lock")).unwrap();
    let said = fs::read(&lock).unwrap();
    drop(window);
    for look_only in [false, true] {
        fs::write(&lock, &said).unwrap();
        let mut next = home.open();
        assert!(matches!(next.state().app.desk.question, Some(Question::GoOn(_))));
        next.click(if look_only { "只看" } else { "接着编辑" });
        write(&mut next, "77");
        assert_eq!(number(&next.report()), if look_only { "16" } else { "77" });
    }
}

pub fn changed_by_others(home: &Home) {
    let mut theirs = store::open(&home.draft).unwrap();
    theirs.report.agency.telephone = "他们的电话".to_owned();
    store::save(&home.draft, &theirs).unwrap();
}

#[test]
fn r11_what_somebody_else_wrote_meanwhile_is_never_replaced_in_silence() {
    let home = Home::new();
    let mut window = home.open();
    write(&mut window, "77");
    changed_by_others(&home);
    save(&mut window);
    assert!(matches!(window.state().app.desk.question, Some(Question::ChangedOutside(_))));
    assert_eq!(number(&home.saved()), "16");
    window.click("取消");
    assert_eq!(number(&home.saved()), "16");
    save(&mut window);
    window.click("比较两边");
    assert_eq!(window.state().app.view(), Some(&View::Compare));
    save(&mut window);
    window.click("覆盖");
    assert_eq!(number(&home.saved()), "77");
    let all = versions::of(&home.data, &home.draft);
    let theirs = |v: &versions::Version| v.open().unwrap().report.agency.telephone == "他们的电话";
    assert!(all.iter().any(theirs), "theirs is a version");
    save(&mut window);
    assert_eq!(window.state().app.desk.question, None, "it is its own file again");
}

#[test]
fn who_comes_back_is_told_once_that_the_file_was_changed() {
    let home = Home::new();
    let mut window = home.open();
    for (changes, told) in [(false, false), (true, true), (false, false)] {
        if changes {
            changed_by_others(&home);
        }
        window.state_mut().app.apply(Command::DismissNotice);
        window.state_mut().app.apply(Command::Heard(News::CameBack));
        window.run();
        assert_eq!(Painted::of(&window).says("已被别的程序改过"), told);
    }
}

#[test]
fn a_file_that_is_gone_is_saved_anew() {
    let home = Home::new();
    let mut window = home.open();
    write(&mut window, "77");
    fs::remove_file(&home.draft).unwrap();
    save(&mut window);
    assert_eq!(number(&home.saved()), "77");
}

#[test]
fn earlier_versions_are_compared_and_gone_back_to() {
    let home = Home::new();
    let mut window = home.open();
    for n in ["21", "22", "23"] {
        write(&mut window, n);
        save(&mut window);
    }
    window.state_mut().app.apply(Command::Do(Action::Versions));
    window.run();
    says(&window, "最近保存的");
    window.click("与现在比较，第2版");
    assert_eq!(window.state().app.view(), Some(&View::Compare));
    window.get_by_label("与以前的版本比较");
    says(&window, "21");
    window.click("以前的版本");
    assert_eq!(window.state().app.view(), Some(&View::Versions), "the way back to the list");
    write(&mut window, "24");
    window.state_mut().app.apply(Command::Do(Action::Versions));
    window.run();
    window.click("恢复这一版，第2版");
    assert_eq!(number(&window.report()), "21");
    assert_eq!(number(&home.saved()), "23", "nothing is saved yet");
    let all = versions::of(&home.data, &home.draft);
    assert_eq!(number(&all[0].open().unwrap().report), "24", "what was in the window can be had again");
    save(&mut window);
    assert_eq!(number(&home.saved()), "21");
}

#[test]
fn of_a_draft_that_cannot_be_opened_the_newest_version_is_offered() {
    let home = Home::new();
    let mut window = home.open();
    write(&mut window, "77");
    save(&mut window);
    home.kill(window);
    fs::write(&home.draft, "").unwrap();
    let mut next = home.open();
    assert!(next.state().app.document().is_none());
    next.click("打开最近的版本");
    assert_eq!(number(&next.report()), "77");
    assert!(fs::read(&home.draft).unwrap().is_empty(), "the file is as it was");
    save(&mut next);
    assert_eq!(number(&home.saved()), "77");
}

#[test]
fn r10_a_save_that_fails_says_what_is_safe_and_offers_another_place() {
    let home = Home::new();
    let other = home.folder.path().join("另一处.ron");
    let mut window = home.start_with(&Dialog::naming(&other));
    open(&mut window, &home.draft);
    write(&mut window, "77");
    // The folder is gone, as when a stick is pulled out.
    fs::remove_dir_all(home.draft.parent().unwrap()).unwrap();
    save(&mut window);
    says(&window, "改动都还在窗口里");
    window.click("另存为…");
    window.settle();
    assert_eq!(number(&store::open(&other).unwrap().report), "77");
    reached("R10", "a folder that is gone: said what is safe, saved in another place");
}

#[test]
fn r24_after_a_fault_the_report_is_as_before_it() {
    let home = Home::new();
    let mut window = home.open();
    write(&mut window, "77");
    let app = std::mem::take(&mut window.state_mut().app).after_fault();
    let mut next = outside(app, Outside::none());
    assert_eq!(number(&next.report()), "77");
    says(&next, "程序内部出错，刚才的一步没有完成");
    save(&mut next);
    assert_eq!(number(&home.saved()), "77");
    reached("R24", "a fault in a frame: the report is as before it, and is saved");
    assert!(home.start().state().app.left_copies().is_empty());
}

/// The one copy that there is, spoilt like this.
pub fn spoil_the_copy(home: &Home, spoil: fn(Vec<u8>) -> Vec<u8>) -> PathBuf {
    let copy = home.folder.path().join("data/recovery").join(&home.copies()[0]);
    fs::write(&copy, spoil(fs::read(&copy).unwrap())).unwrap();
    copy
}

/// Cut off in the middle of a line behind the cell that was written.
pub fn cut_behind_the_cell(copy: Vec<u8>) -> Vec<u8> {
    let mut text = String::from_utf8(copy).unwrap();
    let cell = format!("\"{ID}\": \"77\",\n");
    text.truncate(text.find(&cell).unwrap() + cell.len() + 20);
    text.into_bytes()
}

#[test]
fn a_damaged_copy_is_offered_in_part() {
    let home = Home::new();
    home.killed_while_unsaved();
    spoil_the_copy(&home, cut_behind_the_cell);
    let mut next = home.start();
    says(&next, "副本有损坏，只读得出一部分");
    next.click("恢复");
    says(&next, "的恢复副本有损坏，已恢复读得出的部分");
    assert_eq!(number(&next.report()), "77");
    let app = &next.state().app;
    assert!(app.is_dirty() && app.view() == Some(&View::Proof) && app.left_copies().is_empty());
    assert_eq!(app.document().unwrap().path(), None, "what is saved is never written over by a part");
    assert_eq!(app.usual_name(&FileWish::Save), "2022年度-抢救.ron");
    assert_eq!(app.usual_folder().as_deref(), home.draft.parent());
    assert_eq!(app.discarded_copies().len(), 1, "somebody may read more of it");
    assert_eq!(home.copies().len(), 1, "and this window has one of its own");
    assert_eq!(number(&home.saved()), "16");
    home.kill(next);
    let mut third = home.start();
    third.click("恢复");
    assert_eq!(number(&third.report()), "77");
}

#[test]
fn a_copy_that_cannot_be_read_is_said_to_be_there() {
    let home = Home::new();
    home.killed_while_unsaved();
    let copy = spoil_the_copy(&home, |copy| vec![0; copy.len()]);
    let mut next = home.start();
    says(&next, "恢复副本读不出来");
    says(&next, &store::shown_path(&copy));
    assert!(next.query_by_label("恢复").is_none() && next.query_by_label("查看差异").is_none());
    assert!(copy.exists(), "it stays until she has read it");
    next.click("丢弃");
    says(&next, "在数据文件夹里还留7天");
    let app = &next.state().app;
    assert!(app.left_copies().is_empty() && app.discarded_copies().is_empty() && !copy.exists());
    assert!(home.folder.path().join("data/recovery/discarded/1.ron").exists());
}

#[test]
fn who_has_no_place_for_copies_is_told_once() {
    let mut app = App::of_user(User::default(), CopyWriter::default());
    app.say_what_is_not_kept();
    let mut window = outside(app, Outside::none());
    says(&window, "没保存的改动没有恢复副本");
    window.state_mut().app.apply(Command::DismissNotice);
    window.run();
    assert!(!Painted::of(&window).says("没有恢复副本"));
    let home = Home::new();
    let mut with_place = home.start();
    with_place.state_mut().app.say_what_is_not_kept();
    assert_eq!(with_place.state().app.desk.notice, None);
}

/// 不保存, and then the other file is not there: nothing has left the window, and nothing is let go.
#[test]
fn what_was_let_go_stays_where_the_next_cannot_be_opened() {
    let home = Home::new();
    let mut window = home.open();
    write(&mut window, "77");
    home.wait_for_copies(1);
    open(&mut window, &home.folder.path().join("没有.ron"));
    window.click("不保存");
    says(&window, "不存在，没有打开");
    says(&window, "原来的报告还在窗口里，改动还没有保存");
    assert!(window.state().app.is_dirty() && number(&window.report()) == "77");
    assert!(recovery::discarded(&home.data).is_empty());
    assert_eq!(home.copies().len(), 1, "it is still kept");
    home.kill(window);
    let next = home.start();
    assert_eq!(next.state().app.left_copies().len(), 1, "and offered");
}

/// While a published report is read she goes on in the one that she has let go: that is kept for a week too.
#[test]
fn what_is_written_while_the_next_is_read_is_not_lost() {
    let home = Home::new();
    let mut window = home.open();
    write(&mut window, "77");
    let published = text::export(window.state().app.document().unwrap().sheet());
    let edits = vec![Edit::Cell(ID.into(), Entry::read("78"))];
    let app = &mut window.state_mut().app;
    app.apply(Command::File(FileAct::Read(published)));
    app.apply(Command::Answer(Answer::Discard));
    app.apply(Command::Edit(Change { name: "改".to_owned(), edits, merge: None }));
    assert_eq!(number(app.document().unwrap().report()), "78", "it is not there yet");
    window.wait();
    assert!(window.state().app.document().unwrap().proof().is_some(), "it is read");
    let kept = recovery::discarded(&home.data);
    assert_eq!(kept.len(), 1);
    assert_eq!(number(&kept[0].draft.report), "78");
}
