//! Names of files with characters that nobody sees: in no sentence do they break the line, move the caret of a terminal
//! or turn the words round them.
#![cfg(unix)]

use std::{path::Path, process::Command};

use nianbao::store::{name_of, shown_path};
use tempfile::tempdir;

/// Names that a disk takes.
const NAMES: [&str; 6] = [
    "年\n报.ron",
    "\u{1b}[2J\u{1b}]0;x\u{7}年报.ron",
    "年报\u{202e}nor.exe",
    "\u{2066}年报\u{2069}\u{200b}\u{feff}.pdf",
    "--年报\r\u{85}\u{2028}.ron",
    "年 报（2024）第1稿—终.ron",
];

#[test]
fn a_name_is_told_without_what_nobody_sees() {
    let place = tempdir().unwrap();
    let mut all = String::new();
    for name in NAMES {
        for line in [
            &["check", "--", name][..],
            &["export", "--", name, "out.txt"],
            &["import", "--", name, "out.ron"],
        ] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_nianbao"));
            let output = command.args(line).current_dir(place.path()).output().unwrap();
            let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
            let (sentence, end) = said.split_at(said.trim_end_matches('\n').len());
            assert_eq!(end, "\n", "{name:?}: {said:?}");
            assert!(
                !sentence
                    .contains(|ch: char| ch.is_control() || "\u{202e}\u{2066}\u{200b}\u{2028}".contains(ch)),
                "{said:?}"
            );
            all += &said;
        }
    }
    insta::assert_snapshot!("names in sentences", all);
}

#[test]
fn the_same_in_the_window_and_with_folders() {
    for (path, name, whole) in [
        ("/家\n/年\u{202e}报.ron", "年□报.ron", "/家□/年□报.ron"),
        ("年报.ron", "年报.ron", "年报.ron"),
        ("/", "/", "/"),
    ] {
        assert_eq!(
            (name_of(Path::new(path)), shown_path(Path::new(path))),
            (name.to_owned(), whole.to_owned())
        );
    }
}
