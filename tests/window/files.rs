//! Files named in a dialog or typed: what is asked and proposed, what is replaced only after a question, drafts by
//! whatever spelling of their extension, and the drafts listed on the start page.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, Sender, channel},
    },
};

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use nianbao::{
    app::{App, Command, Document, FileAct, FileWish, Question},
    draft::{Draft, Report},
    export::{Format, copy::CopyKind},
    store::{self, recent::Recent},
    ui::{Asked, AskedFor, Chooser, Outside},
};

use crate::common::{
    dialog::Dialog,
    forms,
    painted::Painted,
    reached::reached,
    window::{self, Acts, TestWindow, example, of, outside},
};

/// What writes a file that she names: the wish, the extension, how such a file begins.
const WRITES: [(FileWish, &str, &str); 9] = [
    (FileWish::Save, "ron", "("),
    (FileWish::Export(Format::Text, CopyKind::Publication), "txt", "温州市"),
    (FileWish::Export(Format::Html, CopyKind::Publication), "html", "<!DOCTYPE html>"),
    (FileWish::Export(Format::Docx, CopyKind::Publication), "docx", "PK"),
    (FileWish::Export(Format::Pdf, CopyKind::Publication), "pdf", "%PDF"),
    (FileWish::Export(Format::Ofd, CopyKind::Publication), "ofd", "PK"),
    (FileWish::Export(Format::Pdf, CopyKind::SignOff), "pdf", "%PDF"),
    (FileWish::Export(Format::Ofd, CopyKind::SignOff), "ofd", "PK"),
    (FileWish::PrintComparison, "pdf", "%PDF"),
];

const OLD: &str = "别人的文件，不能丢";

fn with(document: Document, dialog: &Dialog) -> TestWindow {
    outside(of(Some(document)), Outside::none().with_dialogs(dialog.chooser()))
}

/// The example with something to compare it with.
fn compared() -> Document {
    let last = example("wenzhou-2022.ron").report().clone();
    let draft = Draft { last: Some(last), ..example("wenzhou-2022.ron").draft().clone() };
    Document::new(forms::by_id("F2021"), draft, None)
}

/// A window on [`compared`] whose dialogs are answered so, after a file was asked for.
fn asked(wish: &FileWish, dialog: &Dialog) -> TestWindow {
    let mut window = with(compared(), dialog);
    if *wish == FileWish::PrintComparison {
        window.click("与上年比较");
    }
    window.state_mut().app.apply(Command::File(FileAct::Wish(wish.clone())));
    window.settle();
    window
}

fn read(path: &Path) -> String {
    String::from_utf8_lossy(&fs::read(path).unwrap()).trim_start().to_owned()
}

fn type_path(window: &mut TestWindow, path: &Path) {
    window.get_by_role_and_label(Role::TextInput, "文件路径").focus();
    window.run();
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_text(&path.display().to_string());
    window.press(Key::Enter);
    window.wait();
}

/// Presses keys that may open a dialog, and waits until it is answered.
fn keys(window: &mut TestWindow, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.settle();
}

#[test]
fn a_file_named_in_the_dialog_is_written() {
    for (wish, extension, begins) in WRITES {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(format!("新.{extension}"));
        let dialog = Dialog::naming(&path);
        let window = asked(&wish, &dialog);
        assert!(read(&path).starts_with(begins), "{wish:?}: {:.40}", read(&path));
        let asked = dialog.asked();
        assert!(asked.len() == 1 && asked[0].what == AskedFor::New, "{wish:?}: {asked:?}");
        assert!(asked[0].extensions.contains(&extension), "{wish:?}: {asked:?}");
        assert!(window.state().app.desk.question.is_none(), "{wish:?}");
    }
}

/// The copy for signature is asked for as a PDF or as an OFD, each with a name and an ending of its own.
#[test]
fn a_copy_for_signature_is_written_as_pdf_or_as_ofd() {
    for (button, extension, begins) in [("导出为PDF…", "pdf", "%PDF"), ("导出为OFD…", "ofd", "PK")]
    {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(format!("送审.{extension}"));
        let dialog = Dialog::naming(&path);
        let mut window = with(compared(), &dialog);
        keys(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
        // The question lies over the bar, which has a button of the same name.
        window.get_all_by_role_and_label(Role::Button, button).last().unwrap().click();
        window.settle();
        window.wait();
        assert!(read(&path).starts_with(begins), "{button}: {:.40}", read(&path));
        assert!(dialog.asked()[0].name.ends_with(&format!("送审第1稿.{extension}")), "{button}");
    }
}

#[test]
fn a_file_is_replaced_without_a_question_only_where_the_dialog_has_asked() {
    for (wish, extension, begins) in WRITES {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(format!("有.{extension}"));
        fs::write(&path, OLD).unwrap();
        asked(&wish, &Dialog::naming(&path));
        assert!(read(&path).starts_with(begins), "{wish:?}: the dialog asks by itself");
        // The dialog looked for a file without the extension.
        fs::write(&path, OLD).unwrap();
        let mut window = asked(&wish, &Dialog::naming(&path.with_extension("")));
        refuses_then_replaces(&mut window, &wish, &path, begins);
    }
}

#[test]
fn a_typed_path_replaces_nothing_without_a_question() {
    for (wish, extension, begins) in WRITES {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(format!("有.{extension}"));
        fs::write(&path, OLD).unwrap();
        for typed in [path.clone(), path.with_extension("")] {
            fs::write(&path, OLD).unwrap();
            let mut window = asked(&wish, &Dialog::cancelled());
            window.click("在窗口中选择");
            type_path(&mut window, &typed);
            refuses_then_replaces(&mut window, &wish, &path, begins);
        }
    }
}

/// The question is there; cancelled it leaves the file alone, and asked again and agreed to it is replaced.
fn refuses_then_replaces(window: &mut TestWindow, wish: &FileWish, path: &Path, begins: &str) {
    let asks = |window: &TestWindow| Painted::of(window).says("已有同名文件");
    assert!(asks(window), "{wish:?} asks");
    let question = window.state().app.desk.question.clone();
    assert_eq!(read(path), OLD, "{wish:?}: nothing is replaced before the answer");
    window.click("取消");
    assert!(!asks(window));
    assert_eq!(read(path), OLD, "{wish:?}: nor after 取消");
    window.state_mut().app.desk.question = question;
    window.run();
    window.click("覆盖");
    window.wait();
    assert!(!asks(window));
    assert!(read(path).starts_with(begins), "{wish:?}: {:.40}", read(path));
}

#[test]
fn the_dialogs_say_what_they_are_for_and_begin_beside_the_draft() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("稿.ron");
    store::save(&path, compared().draft()).unwrap();
    for (wish, title, to_write, name) in [
        (FileWish::Open, "打开草稿或公布的报告", false, ""),
        (FileWish::Last, "上年的草稿或公布的报告", false, ""),
        (FileWish::Ledger, "打开台账", false, ""),
        (FileWish::Compare, "与哪一份草稿比较", false, ""),
        (FileWish::Save, "保存草稿", true, "温州市人力资源和社会保障局2022年度报告.ron"),
        (FileWish::Export(Format::Pdf, CopyKind::Publication), "导出", true, "稿.pdf"),
        (FileWish::Export(Format::Pdf, CopyKind::SignOff), "导出", true, "稿送审第1稿.pdf"),
        (FileWish::Export(Format::Ofd, CopyKind::Publication), "导出", true, "稿.ofd"),
        (FileWish::Export(Format::Ofd, CopyKind::SignOff), "导出", true, "稿送审第1稿.ofd"),
        (FileWish::Export(Format::Docx, CopyKind::Publication), "导出", true, "稿.docx"),
    ] {
        let dialog = Dialog::cancelled();
        let mut window = with(compared(), &dialog);
        window.state_mut().app.apply(Command::File(FileAct::Open(path.clone())));
        window.state_mut().app.apply(Command::File(FileAct::Wish(wish.clone())));
        window.settle();
        let asked = &dialog.asked()[0];
        assert_eq!(
            (asked.title, asked.what == AskedFor::New, asked.name.as_str()),
            (title, to_write, name),
            "{wish:?}"
        );
        assert_eq!(asked.folder.as_deref(), Some(folder.path()), "{wish:?}");
        assert!(window.state().app.desk.question.is_none(), "{wish:?}");
    }
}

/// Nobody can tell a dialog that failed from one that was cancelled: the way past it is offered after both.
#[test]
fn after_a_dialog_without_an_answer_the_window_offers_its_own() {
    for (wish, extension, begins) in WRITES {
        let folder = tempfile::tempdir().unwrap();
        let mut window = asked(&wish, &Dialog::cancelled());
        assert!(window.query_by_label("文件路径").is_none(), "{wish:?}");
        window.click("在窗口中选择");
        let path = folder.path().join(format!("稿.{extension}"));
        type_path(&mut window, &path);
        assert!(read(&path).starts_with(begins), "{wish:?}: {:.40}", read(&path));
    }
    let mut window = asked(&FileWish::Save, &Dialog::cancelled());
    window.type_text("7");
    assert!(window.query_by_label("在窗口中选择").is_none(), "it leaves with the next act");
}

#[test]
fn r23_without_a_dialog_the_same_is_typed() {
    let folder = tempfile::tempdir().unwrap();
    let (path, other) = (folder.path().join("稿.ron"), folder.path().join("去年.ron"));
    store::save(&path, compared().draft()).unwrap();
    store::save(&other, example("yangling-2020.ron").draft()).unwrap();
    let dialog = Dialog::cancelled();
    let mut window = with(compared(), &dialog);
    window.state_mut().app.apply(Command::File(FileAct::Open(path.clone())));
    keys(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    window.click("在窗口中选择");
    let field = window.get_by_role_and_label(Role::TextInput, "文件路径").value().unwrap();
    let proposed = folder.path().join("温州市人力资源和社会保障局2022年度报告.ron");
    assert_eq!(Path::new(&field), proposed);
    window.press(Key::Enter);
    assert_eq!(store::open(&proposed).unwrap().report, window.report());
    assert!(!window.state().app.is_dirty());

    // She has found out that they do not come, and is not asked to find it out again.
    keys(&mut window, Modifiers::COMMAND, Key::O);
    type_path(&mut window, &other);
    assert_eq!(window.report(), *example("yangling-2020.ron").report());
    assert_eq!(dialog.asked().len(), 1);
    // Until she wants them again.
    keys(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    window.get_by_label("系统的对话框…").click();
    window.settle();
    assert_eq!(dialog.asked().len(), 2);
    assert!(window.query_by_label("文件路径").is_none() && window.query_by_label("在窗口中选择").is_some());
}

/// A dialog that was cancelled is asked again: she wanted none of the window's.
#[test]
fn a_dialog_that_was_cancelled_comes_again() {
    let dialog = Dialog::cancelled();
    let mut window = asked(&FileWish::Save, &dialog);
    window.click("知道了");
    keys(&mut window, Modifiers::COMMAND, Key::S);
    assert_eq!(dialog.asked().len(), 2);
    assert!(window.query_by_label("文件路径").is_none());
}

/// A dialog that stays open until the test lets it go.
struct Open {
    gone: Mutex<Receiver<PathBuf>>,
    asked: Mutex<Vec<Asked>>,
}

impl Open {
    fn new() -> (Sender<PathBuf>, Arc<Self>) {
        let (answer, gone) = channel();
        (answer, Arc::new(Self { gone: Mutex::new(gone), asked: Mutex::default() }))
    }
}

impl Chooser for Open {
    fn choose(&self, asked: Asked) -> Option<PathBuf> {
        self.asked.lock().unwrap().push(asked);
        self.gone.lock().unwrap().recv().ok()
    }
}

#[test]
fn the_window_goes_on_while_a_dialog_is_open_and_opens_no_second() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("稿.ron");
    let (answer, dialog) = Open::new();
    let form = forms::by_id("F2021");
    let document = window::document(form.clone(), forms::zeros(&form));
    let mut window = outside(of(Some(document)), Outside::none().with_dialogs(dialog.clone()));
    window.press_with(Modifiers::COMMAND, Key::S);
    window.show("s3");
    window.press_with(Modifiers::COMMAND, Key::O);
    window.type_text("17");
    window.press(Key::Enter);
    assert_eq!(number(&window.report()), "17", "she goes on typing");
    answer.send(path.clone()).unwrap();
    window.settle();
    assert_eq!(number(&store::open(&path).unwrap().report), "17");
    assert_eq!(dialog.asked.lock().unwrap().len(), 1);
    assert!(!window.state().app.is_dirty());
    drop(answer);
    keys(&mut window, Modifiers::COMMAND, Key::O);
    assert_eq!(dialog.asked.lock().unwrap().len(), 2, "once it is answered there can be another");
}

/// A dialog that hangs, or lies behind the window, holds nothing up.
#[test]
fn r23_a_dialog_that_does_not_come_is_given_up_for_the_windows_own() {
    let folder = tempfile::tempdir().unwrap();
    let (path, late) = (folder.path().join("稿.ron"), folder.path().join("迟到.ron"));
    let (answer, dialog) = Open::new();
    let mut window = outside(of(Some(compared())), Outside::none().with_dialogs(dialog));
    window.press_with(Modifiers::COMMAND, Key::S);
    assert!(window.query_by_label("在窗口中选择").is_none(), "it may yet come");
    window.run_steps(12);
    window.click("在窗口中选择");
    assert!(!window.state().asks_for_a_file());
    type_path(&mut window, &path);
    assert!(path.exists() && !window.state().app.is_dirty());
    answer.send(late.clone()).unwrap();
    window.run_steps(4);
    assert!(!late.exists(), "what she named last counts");
    reached(
        "R23",
        "a dialog that never comes: a path is typed in the window, and what comes late is not written",
    );
}

fn number(report: &Report) -> String {
    report.cells.get("T3.new.nat").map(ToString::to_string).unwrap_or_default()
}

#[test]
fn proposed_names_can_be_the_name_of_a_file_anywhere() {
    let mut report = compared().report().clone();
    report.agency.name = " 甲/乙\\丙:丁*戊?己\"庚<辛>壬|癸局".to_owned();
    let draft = Draft { report, ..compared().draft().clone() };
    for (wish, ..) in WRITES {
        let dialog = Dialog::cancelled();
        let mut window = with(Document::new(forms::by_id("F2021"), draft.clone(), None), &dialog);
        window.state_mut().app.apply(Command::File(FileAct::Wish(wish.clone())));
        window.settle();
        window.click("在窗口中选择");
        let name = dialog.asked()[0].name.clone();
        assert!(!name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|']), "{wish:?}: {name}");
        assert!(name.starts_with('甲') && name.contains("癸局2022年度报告"), "{wish:?}: {name}");
        let field = window.get_by_role_and_label(Role::TextInput, "文件路径").value().unwrap();
        let (file, folder) = (Path::new(&field).file_name(), Path::new(&field).parent().unwrap());
        assert_eq!(file, Some(name.as_ref()), "{wish:?}");
        assert!(folder.is_dir(), "{wish:?}: in no folder that the name makes up: {field}");
    }
}

#[test]
fn a_draft_in_capitals_is_a_draft() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("稿.RON");
    store::save(&path, compared().draft()).unwrap();
    let copy = folder.path().join("副本.Ron");
    let mut window = with(compared(), &Dialog::naming(&path).then_naming(&copy));
    keys(&mut window, Modifiers::COMMAND, Key::O);
    assert_eq!(window.state().app.document().unwrap().path(), Some(path.as_path()), "opened, not read");
    window.show("s3");
    window.type_text("17");
    window.press(Key::Enter);
    keys(&mut window, Modifiers::COMMAND, Key::S);
    assert_eq!(number(&store::open(&path).unwrap().report), "17", "saved in the file it came from");
    keys(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    assert_eq!(number(&store::open(&copy).unwrap().report), "17", "and under the name as it was given");
    let mut drafts: Vec<String> =
        fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    drafts.retain(|name| name.to_lowercase().ends_with(".ron"));
    drafts.sort();
    assert_eq!(drafts, ["副本.Ron", "稿.RON"], "nothing beside them");
}

#[test]
fn a_name_with_a_point_in_it_still_gets_its_extension() {
    for (wish, extension, begins) in WRITES {
        let folder = tempfile::tempdir().unwrap();
        let (named, path) =
            (folder.path().join("2022.3稿"), folder.path().join(format!("2022.3稿.{extension}")));
        asked(&wish, &Dialog::naming(&named));
        assert!(!named.exists() && read(&path).starts_with(begins), "{wish:?}");
        // So that it is found again in the dialog that lists files of its kind.
        fs::write(&path, OLD).unwrap();
        let mut window = asked(&wish, &Dialog::naming(&named));
        refuses_then_replaces(&mut window, &wish, &path, begins);
    }
}

fn remembering(list: &Path, dialog: &Dialog) -> TestWindow {
    outside(App::new(Recent::at(list.to_owned())), Outside::none().with_dialogs(dialog.chooser()))
}

/// The drafts on the start page as they are painted, from the top.
fn listed(window: &TestWindow) -> Vec<String> {
    let painted = Painted::of(window);
    let head = painted.lines_with("最近的草稿")[0].place;
    let mut rows: Vec<_> = painted.lines.iter().filter(|line| line.place.top() > head.bottom()).collect();
    rows.retain(|line| line.place.left() >= head.left() - 1.0 && line.words.contains(".ron"));
    rows.sort_by(|one, other| one.place.top().total_cmp(&other.place.top()));
    rows.iter().map(|line| line.words.clone()).collect()
}

#[test]
fn drafts_saved_and_opened_stand_on_the_start_page() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("recent").join("recent.ron");
    let (saved, opened) = (folder.path().join("存过的.ron"), folder.path().join("打开过的.ron"));
    store::save(&opened, example("yangling-2020.ron").draft()).unwrap();
    let mut window = remembering(&list, &Dialog::naming(&saved).then_naming(&opened));
    assert!(listed(&window).is_empty() && Painted::of(&window).says("还没有。保存过的草稿会列在这里。"));
    window.state_mut().app.apply(Command::File(FileAct::OpenExample("wenzhou-2022.ron")));
    keys(&mut window, Modifiers::COMMAND, Key::S);
    window.press_with(Modifiers::COMMAND, Key::W);
    assert_eq!(listed(&window), ["存过的.ron"], "after saving");
    keys(&mut window, Modifiers::COMMAND, Key::O);
    window.press_with(Modifiers::COMMAND, Key::W);
    assert_eq!(listed(&window), ["打开过的.ron", "存过的.ron"], "after opening, the newest first");

    let mut next = remembering(&list, &Dialog::default());
    assert_eq!(listed(&next), ["打开过的.ron", "存过的.ron"], "and when the program is started again");
    next.click("存过的.ron");
    assert_eq!(next.state().app.document().unwrap().path(), Some(saved.as_path()));
    next.press_with(Modifiers::COMMAND, Key::W);
    assert_eq!(listed(&next), ["存过的.ron", "打开过的.ron"]);
}

#[test]
fn a_draft_that_could_not_be_saved_is_in_no_list() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("recent.ron");
    let dialog = Dialog::naming(&folder.path().join("没有").join("稿.ron"));
    let mut window = remembering(&list, &dialog);
    window.state_mut().app.apply(Command::File(FileAct::OpenExample("wenzhou-2022.ron")));
    keys(&mut window, Modifiers::COMMAND, Key::S);
    let alert = window.get_by_role(Role::Alert).accesskit_node().label().unwrap();
    assert!(alert.contains("没有保存"), "{alert}");
    window.press_with(Modifiers::COMMAND, Key::W);
    assert!(listed(&window).is_empty());
}

#[test]
fn what_was_undone_cannot_be_done_again_after_another_edit() {
    let form = forms::by_id("F2021");
    let mut window = with(window::document(form.clone(), forms::zeros(&form)), &Dialog::default());
    window.show("s3");
    window.type_text("17");
    window.press(Key::Enter);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(number(&window.report()), "0");
    window.click("一、本年新收政府信息公开申请数量，商业企业");
    window.type_text("5");
    window.press(Key::Enter);
    let edited = window.report();
    for keys in [(Modifiers::COMMAND, Key::Y), (Modifiers::COMMAND | Modifiers::SHIFT, Key::Z)] {
        window.press_with(keys.0, keys.1);
        assert_eq!(window.report(), edited, "{keys:?}");
    }
    window.click("编辑");
    assert!(window.get_by_label_contains("重做").accesskit_node().is_disabled());
    window.press(Key::Escape);
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.press_with(Modifiers::COMMAND, Key::Y);
    assert_eq!(window.report(), edited, "the newer step can");
}

#[test]
fn no_question_is_left_of_a_file_that_was_refused() {
    let mut window = asked(&FileWish::Save, &Dialog::cancelled());
    window.click("在窗口中选择");
    assert_eq!(window.state().app.desk.question, Some(Question::TypePath(FileWish::Save)));
    assert!(!Painted::of(&window).lines_with("文件路径").is_empty());
    window.press(Key::Escape);
    assert_eq!(window.state().app.desk.question, None);
    assert!(Painted::of(&window).lines_with("文件路径").is_empty());
}

#[test]
fn without_a_dialog_of_the_system_folders_are_looked_through() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("2023年");
    fs::create_dir_all(folder.join("附件")).unwrap();
    for name in ["年报.ron", "说明.xlsx", ".隐藏.ron"] {
        fs::write(folder.join(name), "").unwrap();
    }
    let draft = folder.join("年报.ron");
    let whole = example("wenzhou-2022.ron");
    nianbao::store::save(&draft, whole.draft()).unwrap();

    let mut window = asked(&FileWish::Open, &Dialog::cancelled());
    window.click("在窗口中选择");
    assert_eq!(window.state().app.desk.question, Some(Question::TypePath(FileWish::Open)));
    // A folder that is typed is gone into.
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_text(&place.path().display().to_string());
    window.press(Key::Enter);
    window.click("文件夹 2023年");
    assert!(window.query_by_label("文件夹 附件").is_some());
    let painted = Painted::of(&window);
    assert!(painted.says("年报.ron") && !painted.says("说明.xlsx") && !painted.says("隐藏"));
    window.click("年报.ron");
    let field = window.get_by_role_and_label(egui::Role::TextInput, "文件路径").value();
    assert_eq!(field, Some(draft.display().to_string()));
    window.click("打开");
    assert_eq!(window.state().app.desk.question, None, "it closes");
    assert_eq!(window.state().app.document().unwrap().path(), Some(draft.as_path()));
}

#[test]
fn the_caret_of_the_path_is_at_its_end_and_the_question_closes_behind_an_error() {
    let place = tempfile::tempdir().unwrap();
    let dialog = Dialog::cancelled();
    for wish in [FileWish::Ledger, FileWish::Compare] {
        let mut window = asked(&FileWish::Save, &dialog);
        window.state_mut().app.desk.question = Some(Question::TypePath(wish.clone()));
        window.run();
        window.press_with(Modifiers::COMMAND, Key::A);
        let path = place.path().join("没有这个文件");
        window.type_text(&path.display().to_string());
        window.key_press(Key::Enter);
        window.wait();
        assert_eq!(window.state().app.desk.question, None, "{wish:?}");
    }
    let mut window = asked(&FileWish::Save, &dialog);
    window.state_mut().app.desk.question = Some(Question::TypePath(FileWish::Save));
    window.run();
    window.run();
    window.type_text("x");
    let field = window.get_by_role_and_label(egui::Role::TextInput, "文件路径").value().unwrap();
    assert!(field.contains(".ronx"), "{field}");
}

#[test]
fn an_example_opened_as_a_file_says_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("示例.ron");
    let said = "这是一份已公布的示例";
    store::save(&path, example("huaian-2024.ron").draft()).unwrap();
    let mut window = window::window(None);
    window.state_mut().app.apply(Command::File(FileAct::Open(path.clone())));
    window.run();
    assert!(Painted::of(&window).says(said));
    // With one thing changed it is somebody's own.
    let mut draft = example("huaian-2024.ron").draft().clone();
    draft.report.agency.name.push('局');
    store::save(&path, &draft).unwrap();
    window.state_mut().app.apply(Command::File(FileAct::Open(path)));
    window.run();
    assert!(!Painted::of(&window).says(said));
}
