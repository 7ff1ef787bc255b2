//! 带走设置 and 带入设置: what is kept for her comes along to another computer, and nothing there is lost by it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use nianbao::{
    app::{App, Command, CopyWriter, FileAct, FileWish, PhraseAct, Question, Replacing, User},
    draft::{Entry, file},
    store::{
        self, DataFolder,
        ledger::{KeptLedger, LedgerChoices},
        phrases::OwnPhrases,
        settings::{Contrast, KeptSettings, Settings, Zoom},
        versions,
    },
};
use tempfile::{TempDir, tempdir};

use crate::common::window::example;

/// A computer with a user of its own, and her draft on it.
struct Computer {
    folder: TempDir,
    draft: PathBuf,
}

impl Computer {
    fn new() -> Self {
        let folder = tempdir().unwrap();
        let draft = folder.path().join("年报.ron");
        store::save(&draft, example("wenzhou-2022.ron").draft()).unwrap();
        Self { folder, draft }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn data(&self) -> DataFolder {
        DataFolder::at(self.at("data"))
    }

    fn start(&self) -> App {
        let mut user = User::default();
        user.settings = KeptSettings::at(self.at("settings.ron"));
        user.phrases = OwnPhrases::at(self.at("phrases.ron"));
        user.ledger = KeptLedger::at(self.at("ledger.ron"));
        App::of_user(user.with_data(self.data()), CopyWriter::default())
    }

    fn open(&self) -> App {
        let mut app = self.start();
        app.apply(Command::File(FileAct::Open(self.draft.clone())));
        app
    }

    /// What she uses for years: phrases, choices, large letters, three versions.
    fn used() -> Self {
        let computer = Self::new();
        let mut app = computer.start();
        for phrase in ["全年未发生", "我局高度重视"] {
            app.apply(Command::Phrase(PhraseAct::Keep(phrase.to_owned())));
        }
        let mut choices = LedgerChoices::default();
        choices.mapping.kinds.insert("个人".to_owned(), "自然人".to_owned());
        app.user.ledger.set(choices).unwrap();
        let large = Settings { zoom: Zoom::from(150), contrast: Contrast::High, ..Settings::default() };
        app.user.settings.set(large);
        for n in 1..=3 {
            let mut draft = example("wenzhou-2022.ron").draft().clone();
            let first = draft.report.cells.keys().next().unwrap().clone();
            draft.report.cells.insert(first, Entry::Other(n.to_string()));
            let at = format!("2026-01-1{n} 143205");
            versions::keep(&computer.data(), &computer.draft, file::write(&draft).as_bytes(), &at).unwrap();
        }
        computer
    }

    fn moments(&self) -> Vec<String> {
        versions::of(&self.data(), &self.draft).into_iter().map(|version| version.at).collect()
    }
}

fn said(app: &App) -> &str {
    &app.desk.notice.as_ref().unwrap().text
}

fn take(app: &mut App, path: &Path, replacing: Replacing) {
    app.apply(FileWish::TakeAlong.command(path.to_owned(), replacing));
}

fn bring(app: &mut App, path: &Path) {
    app.apply(FileWish::BringIn.command(path.to_owned(), Replacing::Agreed));
}

#[test]
fn all_that_is_kept_comes_along() {
    let (old, new) = (Computer::used(), Computer::new());
    let taken = old.at("年报设置.ron");
    let mut app = old.open();
    take(&mut app, &taken, Replacing::Ask);
    assert!(said(&app).contains("常用句2条、这份草稿以前的版本3个"), "{}", said(&app));
    let mut app = new.open();
    bring(&mut app, &taken);
    assert_eq!(
        said(&app),
        "已带入：显示和打印字体的设置、常用句2条、台账的对应关系1项；这里原有的都还在。\
         温州市人力资源和社会保障局2022年度的草稿以前的版本带入3个"
    );
    assert_eq!(new.moments(), old.moments());
    assert_eq!(app.session.as_ref().unwrap().versions().len(), 3);
    // Also after the next start.
    let app = new.start();
    assert_eq!(app.user.phrases.list(), ["我局高度重视", "全年未发生"]);
    assert_eq!(app.user.settings.now().zoom.percent(), 150);
    assert_eq!(app.user.ledger.now().mapping.kinds["个人"], "自然人");
    // Once more changes nothing.
    let mut app = new.open();
    bring(&mut app, &taken);
    assert!(said(&app).starts_with("带来的设置这里都有，没有改动。"), "{}", said(&app));
    assert_eq!(new.moments(), old.moments());
}

#[test]
fn what_is_kept_here_stays() {
    let (old, new) = (Computer::used(), Computer::new());
    let taken = old.at("年报设置.ron");
    take(&mut old.open(), &taken, Replacing::Ask);
    let mut app = new.open();
    app.apply(Command::Phrase(PhraseAct::Keep("这里的句子".to_owned())));
    let mut choices = LedgerChoices::default();
    choices.mapping.kinds.insert("个人".to_owned(), "不计入".to_owned());
    app.user.ledger.set(choices).unwrap();
    versions::keep(&new.data(), &new.draft, &fs::read(&new.draft).unwrap(), "2026-01-20 090000").unwrap();
    bring(&mut app, &taken);
    assert_eq!(app.user.phrases.list(), ["这里的句子", "我局高度重视", "全年未发生"]);
    assert_eq!(app.user.ledger.now().mapping.kinds["个人"], "不计入");
    assert!(said(&app).ends_with("在这台电脑上已有以前的版本，没有再带入"), "{}", said(&app));
    assert_eq!(new.moments(), ["2026-01-20 09:00"]);
}

#[test]
fn versions_wait_for_the_draft_they_are_of() {
    let (old, new) = (Computer::used(), Computer::new());
    let taken = old.at("年报设置.ron");
    take(&mut old.open(), &taken, Replacing::Ask);
    let mut app = new.start();
    bring(&mut app, &taken);
    assert!(said(&app).ends_with("以前的版本：打开那份草稿，再带入一次"), "{}", said(&app));
    app.apply(Command::File(FileAct::OpenExample("huaian-2024.ron")));
    bring(&mut app, &taken);
    assert!(said(&app).ends_with("以前的版本：打开那份草稿，再带入一次"), "{}", said(&app));
    assert!(new.moments().is_empty());
}

#[test]
fn nothing_is_replaced_unasked() {
    let computer = Computer::used();
    let path = computer.at("要紧.ron");
    fs::write(&path, "要紧").unwrap();
    let mut app = computer.start();
    take(&mut app, &path, Replacing::Ask);
    assert_eq!(app.desk.question, Some(Question::Replace(FileWish::TakeAlong, path.clone())));
    assert_eq!(fs::read_to_string(&path).unwrap(), "要紧");
    take(&mut app, &path, Replacing::Agreed);
    let written = fs::read(&path).unwrap();
    take(&mut computer.start(), &path, Replacing::Agreed);
    assert_eq!(fs::read(&path).unwrap(), written, "the same as the same bytes");
}

#[test]
fn whatever_else_is_chosen_is_said_and_changes_nothing() {
    let computer = Computer::new();
    let path = computer.at("别的.ron");
    let draft = fs::read(&computer.draft).unwrap();
    let cut: &[u8] = "(\n    belongings: 1,\n    phrases: [\"一".as_bytes();
    let newer: &[u8] = b"(\n    belongings: 2,\n    wings: 2,\n)";
    let wrong: &[u8] = b"(\n    belongings: 1,\n    zoom: \"big\",\n)";
    let another = "“别的.ron”不是带走的设置，或者已损坏，没有带入，文件没有改动。核对是否选对了文件，或在原来的电脑上再带走一次";
    for (bytes, expect) in [
        (&draft[..], another),
        (cut, another),
        (wrong, another),
        (b"", another),
        (b"\xff\xfe\x00", another),
        (newer, "“别的.ron”是新版程序带走的设置，没有带入，文件没有改动。用新版程序带入"),
    ] {
        fs::write(&path, bytes).unwrap();
        let mut app = computer.open();
        bring(&mut app, &path);
        assert_eq!(said(&app), expect);
        assert!(app.user.phrases.list().is_empty());
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
    let mut app = computer.open();
    bring(&mut app, &computer.at("没有.ron"));
    assert!(said(&app).starts_with("“没有.ron”不存在"), "{}", said(&app));
}

#[test]
fn moments_and_drafts_that_are_none_are_passed_over() {
    let computer = Computer::new();
    let path = computer.at("改过.ron");
    let draft = file::write(example("wenzhou-2022.ron").draft());
    let kept = |at: &str, draft: &str| format!("(at: {at:?}, draft: r####\"{draft}\"####)");
    let all = [
        kept("../../../../逃出去", &draft),
        kept("2026-01-15 14:32", "不是草稿"),
        kept("2026-01-14 14:32", &draft),
    ];
    let versions =
        format!("Some((agency: \"温州市人力资源和社会保障局\", year: 2022, kept: [{}]))", all.join(","));
    fs::write(&path, format!("(belongings: 1, versions: {versions})")).unwrap();
    let mut app = computer.open();
    bring(&mut app, &path);
    assert!(said(&app).ends_with("带入1个"), "{}", said(&app));
    assert_eq!(computer.moments(), ["2026-01-14 14:32"]);
}

#[test]
fn opened_as_a_draft_it_says_what_it_is() {
    let computer = Computer::used();
    let taken = computer.at("年报设置.ron");
    let mut app = computer.open();
    take(&mut app, &taken, Replacing::Ask);
    let mut app = computer.start();
    app.apply(Command::File(FileAct::Open(taken)));
    assert_eq!(
        said(&app),
        "“年报设置.ron”是从别的电脑带来的设置，不是草稿，没有打开。用“文件”里的“带入设置…”带入"
    );
    assert!(app.session.is_none());
}
