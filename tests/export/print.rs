//! Printing with programs that stand for the print command and the viewer: what they are given, and what is said when
//! they fail, hang or are not there.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that does not find what it needs fails as it should"
)]

use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    time::Duration,
};

use nianbao::store::{
    print::{Handed, NoPrinter, PrintError, Programs, clear_leftovers_in, hand_over},
    printers::PrintChoice,
};

use crate::common::programs::Fakes;

const PDF: &[u8] = b"%PDF-1.7 not really";
const NAME: &str = "某局 2022年度报告’s.pdf";

#[test]
fn the_printer_gets_the_very_bytes_in_a_private_file_that_is_then_gone() {
    let fakes = Fakes::none().taking("lp").taking("xdg-open");
    let handed = hand_over(&fakes.programs(), PDF, NAME, &PrintChoice::default()).unwrap();
    assert!(matches!(handed, Handed::Printer(None)));
    assert_eq!(fakes.given("lp").unwrap(), PDF);
    let said = fakes.said("lp");
    let path = said.strip_prefix("1 600 700 ").unwrap_or_else(|| panic!("one private file: {said}"));
    assert!(path.starts_with('/') && path.ends_with(NAME), "{path}");
    assert!(!Path::new(path).exists(), "the file is removed once it is printed");
    assert_eq!(fakes.given("xdg-open"), None, "no viewer is opened besides");
}

#[test]
fn without_a_printer_the_viewer_gets_it_as_long_as_it_needs_it() {
    for (fakes, why) in [
        (Fakes::none(), NoPrinter::Absent),
        (Fakes::none().failing("lp"), NoPrinter::Refused),
        (Fakes::none().hanging("lp"), NoPrinter::Silent),
    ] {
        let fakes = fakes.taking("xdg-open");
        let Handed::Viewer { instead, file } =
            hand_over(&fakes.programs(), PDF, NAME, &PrintChoice::default()).unwrap()
        else {
            panic!("nothing printed it");
        };
        assert_eq!(instead, why);
        assert_eq!(fakes.given("xdg-open").unwrap(), PDF);
        let path = file.path();
        assert!(fakes.said("xdg-open").ends_with(&path.display().to_string()));
        assert!(path.exists());
        drop(file);
        assert!(!path.parent().unwrap().exists(), "file and folder are removed with the program");
    }
}

#[test]
fn a_viewer_that_stays_in_the_foreground_is_open_and_one_that_fails_is_not() {
    let fakes = Fakes::none().failing("xdg-open").hanging("gio");
    assert!(matches!(
        hand_over(&fakes.programs(), PDF, NAME, &PrintChoice::default()).unwrap(),
        Handed::Viewer { .. }
    ));
    assert!(fakes.said("gio").starts_with("2 "), "gio open FILE");
}

#[test]
fn nobody_takes_it() {
    for (fakes, sentence) in [
        (
            Fakes::none(),
            "没有打印：这台电脑没有打印命令，也没有能打开PDF的阅读器。草稿没有改动；可以另存为PDF，拿到能打印的电脑上打印",
        ),
        (
            Fakes::none().failing("lp").failing("xdg-open"),
            "没有打印：没有可用的默认打印机，也没有能打开PDF的阅读器。草稿没有改动；可以另存为PDF，拿到能打印的电脑上打印",
        ),
        (
            Fakes::none().hanging("lp"),
            "没有打印：打印机没有应答，也没有能打开PDF的阅读器。草稿没有改动；可以另存为PDF，拿到能打印的电脑上打印",
        ),
    ] {
        let error = hand_over(&fakes.programs(), PDF, NAME, &PrintChoice::default()).unwrap_err();
        assert!(matches!(error, PrintError::Nobody(_)));
        assert_eq!(error.to_string(), sentence);
    }
}

/// On Windows the print command only starts a viewer, which reads the file when it is ready.
#[test]
fn where_the_printer_reads_later_the_file_is_kept_until_the_program_ends() {
    let fakes = Fakes::none().taking("lp");
    let programs = Programs { reads_later: true, ..fakes.programs() };
    let Handed::Printer(Some(file)) = hand_over(&programs, PDF, NAME, &PrintChoice::default()).unwrap()
    else {
        panic!("it is kept")
    };
    assert_eq!(fs::read(file.path()).unwrap(), PDF);
    let folder = file.path().parent().unwrap().to_owned();
    drop(file);
    assert!(!folder.exists());
}

/// A folder for temporary files, with what a run that was killed has left in it, and what is somebody else's.
fn temporary() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let temporary = tempfile::tempdir().unwrap();
    let put = |name: &str, file: &str| {
        let folder = temporary.path().join(name);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(file), PDF).unwrap();
    };
    for (name, file) in [
        ("nianbao-old", "报告.pdf"),
        ("nianbao-locked", "报告.pdf"),
        ("nianbao-locked", "in-use"),
        ("nianbao-other", "报告.pdf"),
        ("nianbao-other", "别的.txt"),
        ("other-nianbao-1", "报告.pdf"),
        ("far", "报告.pdf"),
    ] {
        put(name, file);
    }
    fs::create_dir_all(temporary.path().join("nianbao-deep/报告.pdf")).unwrap();
    fs::write(temporary.path().join("nianbao-file"), PDF).unwrap();
    let far = temporary.path().join("far");
    symlink(&far, temporary.path().join("nianbao-link")).unwrap();
    symlink(far.join("报告.pdf"), temporary.path().join("nianbao-old/链.pdf")).unwrap();
    let locked = temporary.path().join("nianbao-locked");
    (temporary, far, locked)
}

#[test]
fn what_killed_runs_left_is_cleared_and_nothing_else() {
    let (temporary, far, locked) = temporary();
    let in_use = fs::File::open(locked.join("in-use")).unwrap();
    in_use.try_lock().unwrap();
    clear_leftovers_in(temporary.path(), Duration::from_hours(24));
    assert!(temporary.path().join("nianbao-old").exists(), "it is not a day old");
    fs::remove_file(temporary.path().join("nianbao-old/链.pdf")).unwrap();
    clear_leftovers_in(temporary.path(), Duration::ZERO);
    let left = |name: &str| temporary.path().join(name).exists();
    assert!(!left("nianbao-old"));
    assert!(locked.join("报告.pdf").exists(), "somebody reads it");
    assert!(left("nianbao-other/别的.txt"), "this program put no such file there");
    assert!(left("other-nianbao-1/报告.pdf") && left("nianbao-file") && left("nianbao-deep/报告.pdf"));
    assert!(far.join("报告.pdf").exists() && left("nianbao-link"), "a link leads elsewhere");
    drop(in_use);
    clear_leftovers_in(temporary.path(), Duration::ZERO);
    assert!(!locked.exists(), "the run that had it is gone");
}

#[test]
fn a_link_in_what_was_left_keeps_the_folder_and_what_it_leads_to() {
    let (temporary, far, _) = temporary();
    clear_leftovers_in(temporary.path(), Duration::ZERO);
    assert!(far.join("报告.pdf").exists());
    assert!(temporary.path().join("nianbao-old").exists(), "something else is in it");
}
