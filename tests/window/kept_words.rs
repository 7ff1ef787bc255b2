//! The sentences about what is kept, each as it comes to be said, to be read through: what happened, what is safe, what
//! to do.

use std::{fmt::Write as _, fs, io, path::Path, sync::Arc};

use egui_kittest::kittest::{NodeT as _, Queryable as _};
use nianbao::{
    app::{
        Action, App, Command, CopyWriter, FileAct, News, PhraseAct, Question, User, VersionAct, WhyReadOnly,
    },
    store::{
        disk::{Disk, Readers},
        lock::Holder,
        phrases::OwnPhrases,
        versions,
    },
    ui::Outside,
};
use tempfile::NamedTempFile;

use super::kept::{
    Home, changed_by_others, cut_behind_the_cell, open, save, saved_over_held, spoil_the_copy, write,
};
use crate::common::window::{Acts as _, TestWindow, outside};

/// Brings it about that something is said.
type Say = fn(&Home) -> String;

/// What is said, and how it comes to be said.
const SAID: &[(&str, Say)] = &[
    ("a copy was left", a_copy_was_left),
    ("a copy of a report without a file", a_copy_without_a_file),
    ("a damaged copy", a_damaged_copy),
    ("a copy that cannot be read", an_unreadable_copy),
    ("restored", restored),
    ("restored, of a report without a file", restored_without_a_file),
    ("restored, while another window has the file", restored_while_held),
    ("restored in part", restored_in_part),
    ("discarded", discarded),
    ("discarded, unreadable", discarded_unreadable),
    ("not discarded", not_discarded),
    ("leaving unsaved", leaving_unsaved),
    ("let go, and the next cannot be opened", let_go_in_vain),
    ("no place for copies", no_place),
    ("after a fault", after_a_fault),
    ("another window has it", |_| held("李四", "PC-02")),
    ("another window of unknown", |_| held("", "")),
    ("a newer draft", |_| WhyReadOnly::Newer.words()),
    ("read-only as she chose", |_| WhyReadOnly::Chosen.words()),
    ("saving what is read-only", saving_read_only),
    ("saving over what another has", saving_over_held),
    ("a draft that nobody closed", nobody_closed),
    ("changed by others, on coming back", changed_on_coming_back),
    ("changed by others, on saving", changed_on_saving),
    ("gone back to a version", gone_back),
    ("not gone back", not_gone_back),
    ("the newest version opened", newest_version),
    ("no version can be opened", no_version),
    ("a phrase that is not written", phrase_not_written),
    ("a phrase that stays", phrase_stays),
];

#[test]
fn the_sentences_about_what_is_kept() {
    let mut all = String::new();
    for (name, say) in SAID {
        let home = Home::new();
        let said = say(&home).replace(&home.folder.path().display().to_string(), "FOLDER");
        writeln!(all, "{name}\n  {}", without_moments(&without_names(said))).unwrap();
    }
    insta::assert_snapshot!("kept_sentences", all);
}

const MOMENT: &str = "0000-00-00 00:00";

fn begins_with_a_moment(text: &str) -> bool {
    let mut chars = text.chars();
    MOMENT.chars().all(|m| chars.next().is_some_and(|c| c == m || m == '0' && c.is_ascii_digit()))
}

/// With no day and time in it.
fn without_moments(said: &str) -> String {
    let mut rest = said;
    let mut told = String::new();
    while let Some(c) = rest.chars().next() {
        let is_moment = begins_with_a_moment(rest);
        told.push_str(if is_moment { "MOMENT" } else { &rest[..c.len_utf8()] });
        rest = &rest[if is_moment { MOMENT.len() } else { c.len_utf8() }..];
    }
    told
}

/// With the name of a copy, which is made up, left out.
fn without_names(said: String) -> String {
    match said.split_once("recovery/") {
        Some((before, after)) => {
            format!("{before}recovery/COPY{}", after.find(".ron").map_or("", |at| &after[at..]))
        }
        None => said,
    }
}

fn notice(window: &TestWindow) -> String {
    window.state().app.desk.notice.as_ref().map_or_else(String::new, |notice| notice.text.clone())
}

fn labelled(window: &TestWindow, words: &str) -> String {
    let node = window.get_by_label_contains(words).accesskit_node();
    node.label().or_else(|| node.value()).unwrap()
}

fn banner(home: &Home) -> String {
    labelled(&home.start(), "上次没有正常关闭")
}

fn after(home: &Home, link: &str) -> String {
    let mut next = home.start();
    next.click(link);
    notice(&next)
}

fn a_copy_was_left(home: &Home) -> String {
    home.killed_while_unsaved();
    banner(home)
}

fn killed_without_a_file(home: &Home) {
    let mut window = home.start();
    let new = FileAct::Create { year: 2025, agency: "某局".to_owned() };
    window.state_mut().app.apply(Command::File(new));
    window.run();
    write(&mut window, "5");
    home.wait_for_copies(1);
    home.kill(window);
}

fn a_copy_without_a_file(home: &Home) -> String {
    killed_without_a_file(home);
    banner(home)
}

fn a_damaged_copy(home: &Home) -> String {
    home.killed_while_unsaved();
    spoil_the_copy(home, cut_behind_the_cell);
    banner(home)
}

fn an_unreadable_copy(home: &Home) -> String {
    home.killed_while_unsaved();
    spoil_the_copy(home, |_| vec![0; 100]);
    banner(home)
}

fn restored(home: &Home) -> String {
    home.killed_while_unsaved();
    after(home, "恢复")
}

fn restored_without_a_file(home: &Home) -> String {
    killed_without_a_file(home);
    after(home, "恢复")
}

fn restored_while_held(home: &Home) -> String {
    home.killed_while_unsaved();
    let _first = home.open();
    after(home, "恢复")
}

fn restored_in_part(home: &Home) -> String {
    home.killed_while_unsaved();
    spoil_the_copy(home, cut_behind_the_cell);
    after(home, "恢复")
}

fn discarded(home: &Home) -> String {
    home.killed_while_unsaved();
    after(home, "丢弃")
}

fn discarded_unreadable(home: &Home) -> String {
    home.killed_while_unsaved();
    spoil_the_copy(home, |_| vec![0; 100]);
    after(home, "丢弃")
}

fn not_discarded(home: &Home) -> String {
    home.killed_while_unsaved();
    fs::write(home.folder.path().join("data/recovery/discarded"), "").unwrap();
    after(home, "丢弃")
}

fn leaving_unsaved(home: &Home) -> String {
    let mut window = home.open();
    write(&mut window, "77");
    window.state_mut().app.apply(Command::Do(Action::Close));
    window.run();
    labelled(&window, "改动后还没有保存")
}

fn let_go_in_vain(home: &Home) -> String {
    let mut window = home.open();
    write(&mut window, "77");
    open(&mut window, &home.folder.path().join("没有.ron"));
    window.click("不保存");
    notice(&window)
}

fn no_place(_: &Home) -> String {
    let mut app = App::of_user(User::default(), CopyWriter::default());
    app.say_what_is_not_kept();
    notice(&outside(app, Outside::none()))
}

fn after_a_fault(home: &Home) -> String {
    let mut window = home.open();
    write(&mut window, "77");
    notice(&outside(std::mem::take(&mut window.state_mut().app).after_fault(), Outside::none()))
}

fn held(user: &str, machine: &str) -> String {
    let since = "2026-01-15 14:32".to_owned();
    WhyReadOnly::Held(Holder { user: user.to_owned(), machine: machine.to_owned(), process: 7, since })
        .words()
}

fn saving_read_only(home: &Home) -> String {
    let _first = home.open();
    let mut second = home.open();
    save(&mut second);
    notice(&second)
}

fn saving_over_held(home: &Home) -> String {
    let (_theirs, ours) = saved_over_held(home);
    notice(&ours)
}

fn nobody_closed(home: &Home) -> String {
    let window = home.open();
    let lock = fs::read_dir(home.draft.parent().unwrap()).unwrap().map(|e| e.unwrap().path());
    let lock = lock.into_iter().find(|path| path.extension().is_some_and(|e| e == "lock")).unwrap();
    let said = fs::read(&lock).unwrap();
    drop(window);
    fs::write(&lock, said).unwrap();
    match &home.open().state().app.desk.question {
        Some(Question::GoOn(words)) => words.clone(),
        other => panic!("{other:?}"),
    }
}

fn changed_on_coming_back(home: &Home) -> String {
    let mut window = home.open();
    changed_by_others(home);
    window.state_mut().app.apply(Command::Heard(News::CameBack));
    notice(&window)
}

fn changed_on_saving(home: &Home) -> String {
    let mut window = home.open();
    write(&mut window, "77");
    changed_by_others(home);
    save(&mut window);
    labelled(&window, "打开之后被别的程序改过")
}

fn gone_back(home: &Home) -> String {
    let mut window = home.open();
    for n in ["21", "22"] {
        write(&mut window, n);
        save(&mut window);
    }
    let version = versions::of(&home.data, &home.draft)[1].clone();
    window.state_mut().app.apply(Command::Version(VersionAct::GoBack(version)));
    notice(&window)
}

/// A disk that is full.
#[derive(Debug)]
struct Full;

impl Disk for Full {
    fn create(&self, _: &Path, _: Readers) -> io::Result<NamedTempFile> {
        Err(io::ErrorKind::StorageFull.into())
    }
}

fn not_gone_back(home: &Home) -> String {
    let mut window = home.open();
    for n in ["21", "22"] {
        write(&mut window, n);
        save(&mut window);
    }
    drop(window);
    let version = versions::of(&home.data, &home.draft)[1].clone();
    let data = home.data.clone().on(Arc::new(Full));
    let app = App::of_user(User::default().with_data(data), CopyWriter::default());
    let mut window = outside(app, Outside::none());
    open(&mut window, &home.draft);
    write(&mut window, "23");
    window.state_mut().app.apply(Command::Version(VersionAct::GoBack(version)));
    notice(&window)
}

/// After an act on phrases that are on a full disk.
fn on_a_full_disk(home: &Home, act: fn(String) -> PhraseAct) -> String {
    let file = home.folder.path().join("phrases.ron");
    OwnPhrases::at(file.clone()).add("一句话。").unwrap();
    let phrases = OwnPhrases::on(Arc::new(Full), file);
    let mut app = App::default();
    app.user.phrases = phrases;
    app.apply(Command::Phrase(act("一句话。".to_owned())));
    app.desk.notice.unwrap().text
}

fn phrase_not_written(home: &Home) -> String {
    on_a_full_disk(home, PhraseAct::Keep)
}

fn phrase_stays(home: &Home) -> String {
    on_a_full_disk(home, PhraseAct::Forget)
}

/// Leaves a draft of which nothing can be read, and of which there are versions.
fn emptied(home: &Home) {
    let mut window = home.open();
    write(&mut window, "77");
    save(&mut window);
    home.kill(window);
    fs::write(&home.draft, "").unwrap();
}

fn newest_version(home: &Home) -> String {
    emptied(home);
    after_opening(home, "打开最近的版本")
}

fn no_version(home: &Home) -> String {
    emptied(home);
    for version in walk(&home.folder.path().join("data/versions")) {
        fs::write(version, "坏").unwrap();
    }
    after_opening(home, "打开最近的版本")
}

fn after_opening(home: &Home, link: &str) -> String {
    let mut next = home.open();
    next.click(link);
    notice(&next)
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}
