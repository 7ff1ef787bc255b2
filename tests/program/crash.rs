//! A panic is told in one sentence, and recorded without a word of the report.

use std::{fs, panic, thread};

use nianbao::{
    app::{CopyWriter, LastCopy},
    crash::{Crash, During, Watch},
    store::crash_log::CrashLog,
};
use tempfile::tempdir;

use crate::common::reached::reached;

/// Words as a report has them.
const TEXT: &str = "收到申请16件，办结16件";

fn crash(watch: &Watch, during: During, act: fn()) -> Crash {
    watch.over(during, act).unwrap_err()
}

/// All in one test: the hook is the whole process's.
#[test]
fn r24_a_panic_becomes_one_sentence_and_its_details_are_recorded() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("数据/故障记录.txt");
    let watch = Watch::begin(CrashLog::at(path.clone()), CopyWriter::default());
    let none = (watch.over(During::Command, || 5), path.exists());
    let slice = crash(&watch, During::Command, || drop(TEXT[1..].to_owned()));
    let number = crash(&watch, During::Window, || assert_eq!(TEXT.parse(), Ok(16)));
    let told = crash(&watch, During::Window, || panic!("{TEXT}{}", TEXT.len()));
    let caught_elsewhere = watch
        .over(During::Command, || thread::spawn(|| panic!("in a thread: {}", TEXT.len())).join().is_err());
    let log = CrashLog::at(path.join("在文件之下"));
    let nowhere =
        crash(&Watch::begin(log, CopyWriter::default()), During::Command, || drop(TEXT[1..].to_owned()));
    drop(panic::take_hook());
    let recorded = fs::read_to_string(&path).unwrap();

    assert_eq!(none, (Ok(5), false), "nothing happened");
    let copy = LastCopy::NothingToKeep;
    assert_eq!(slice, Crash { during: During::Command, log: Some(path.clone()), copy: copy.clone() });
    assert_eq!(number, Crash { during: During::Window, log: Some(path.clone()), copy: copy.clone() });
    assert_eq!(told, number);
    assert_eq!(caught_elsewhere, Ok(true));
    assert_eq!(nowhere, Crash { during: During::Command, log: None, copy });
    assert_eq!(recorded.matches("  nianbao ").count(), 4, "{recorded}");
    let places = recorded.lines().filter(|line| line.starts_with("tests/program/crash.rs:")).count();
    assert_eq!(places, 4, "{recorded}");
    assert!(recorded.contains("in a thread: 31"), "{recorded}");
    let (_, crashes) = recorded.split_once("\n\n").unwrap();
    assert!(!TEXT.chars().any(|c| !c.is_ascii() && crashes.contains(c)), "{recorded}");
    reached("R24", "4 panics recorded with their places, 0 words of the report among them");
}

#[test]
fn each_sentence_says_what_is_safe_and_what_to_do() {
    let log = Some("/home/officer/.local/share/nianbao/故障记录.txt".into());
    let copy = "/home/officer/.local/share/nianbao/recovery/a.ron".into();
    let all = [
        (During::Command, LastCopy::NothingToKeep),
        (During::Window, LastCopy::NothingToKeep),
        (During::Window, LastCopy::Kept(copy)),
        (During::Window, LastCopy::NotKept),
    ];
    let all = all.map(|(during, copy)| {
        [log.clone(), None].map(|log| Crash { during, log, copy: copy.clone() }.to_string())
    });
    let all = all.concat().join("\n").replace(env!("CARGO_PKG_VERSION"), "VERSION");
    assert_eq!(all.lines().count(), 8, "one sentence each");
    insta::assert_snapshot!("sentences", all);
}
