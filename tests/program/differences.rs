//! Two drafts that differ in one thing are never said to be the same: `diff`, thing by thing.

use std::{fs, path::Path, process::Command};

use nianbao::draft::{Draft, Entry, file};
use tempfile::tempdir;

use crate::common::folder::example;

/// What `diff` says of two drafts.
fn told(folder: &Path, before: &Draft, after: &Draft) -> String {
    for (name, draft) in [("原稿.ron", before), ("现稿.ron", after)] {
        fs::write(folder.join(name), file::write(draft)).unwrap();
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_nianbao"));
    let output = command.args(["diff", "原稿.ron", "现稿.ron"]).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

const SAME: &str = "数据和文字都相同。";

/// One change, and the words that tell it.
type Change = (fn(&mut Draft), &'static str);

const CHANGES: [Change; 6] = [
    (|draft| draft.report.title = Some("另一个标题".to_owned()), "另一个标题"),
    (|draft| draft.report.agency.telephone = "0000-1111".to_owned(), "0000-1111"),
    (set_heading, "五、问题和打算"),
    (set_figure, "98765"),
    (set_text, "又写了一段。"),
    (|draft| draft.report.sections.clear(), "删去"),
];

fn set_heading(draft: &mut Draft) {
    draft.report.headings.insert("s5".into(), "五、问题和打算".to_owned());
}

fn set_figure(draft: &mut Draft) {
    let (_, entry) = draft.report.cells.iter_mut().next().unwrap();
    *entry = Entry::read("98765").unwrap();
}

fn set_text(draft: &mut Draft) {
    let text = format!("{}\n又写了一段。", draft.report.text("s1"));
    draft.report.sections.insert("s1".into(), text.into());
}

#[test]
fn each_difference_alone_is_told() {
    let folder = tempdir().unwrap();
    let before = example("wenzhou-2022.ron");
    let said = told(folder.path(), &before, &before);
    assert!(said.contains(SAME), "{said}");
    for (change, words) in CHANGES {
        let mut after = before.clone();
        change(&mut after);
        let said = told(folder.path(), &before, &after);
        assert!(said.contains(words) && !said.contains(SAME), "{words}: {said}");
        // And the other way round.
        let said = told(folder.path(), &after, &before);
        assert!(!said.contains(SAME), "{words}: {said}");
    }
}
