//! Printing with programs that stand for the print command and the viewer: what they are given, and what is said when
//! they fail, hang or are not there.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that does not find what it needs fails as it should"
)]

use std::path::Path;

use nianbao::store::print::{Handed, NoPrinter, PrintError, hand_over};

use crate::common::programs::Fakes;

const PDF: &[u8] = b"%PDF-1.7 not really";
const NAME: &str = "某局 2022年度报告’s.pdf";

#[test]
fn the_printer_gets_the_very_bytes_in_a_private_file_that_is_then_gone() {
    let fakes = Fakes::none().taking("lp").taking("xdg-open");
    let handed = hand_over(&fakes.programs(), PDF, NAME).unwrap();
    assert!(matches!(handed, Handed::Printer));
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
        let Handed::Viewer { instead, file } = hand_over(&fakes.programs(), PDF, NAME).unwrap() else {
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
    assert!(matches!(hand_over(&fakes.programs(), PDF, NAME).unwrap(), Handed::Viewer { .. }));
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
        let error = hand_over(&fakes.programs(), PDF, NAME).unwrap_err();
        assert!(matches!(error, PrintError::Nobody(_)));
        assert_eq!(error.to_string(), sentence);
    }
}
