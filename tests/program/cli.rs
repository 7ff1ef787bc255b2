//! The commands as they are typed: exit status, what is said where, and what is left on the disk.

use std::{
    ffi::OsStr,
    fs,
    io::{Error, ErrorKind},
    path::Path,
    process::{Command, Output, Stdio},
};

use nianbao::{
    check::{self, Finding},
    draft::{Draft, Entry, Explanation, Report, file},
    export::{Format, docx, html, json, text},
    form::{self, Level},
    store::{self, SaveError, SaveFault},
};
use tempfile::{TempDir, tempdir};

use crate::common::{
    folder::{example, example_text, names},
    forms,
};

const DRAFT: &str = "2022年度.ron";

fn nianbao<A: AsRef<OsStr>>(folder: &Path, args: impl IntoIterator<Item = A>) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nianbao")).args(args).current_dir(folder).output().unwrap()
}

/// What a command said, as (status, standard output, standard error).
fn said(output: Output) -> (i32, String, String) {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn say(folder: &Path, line: &str) -> (i32, String, String) {
    said(nianbao(folder, line.split_whitespace()))
}

/// A folder with a draft.
fn folder_with(draft: &Draft) -> TempDir {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join(DRAFT), file::write(draft)).unwrap();
    folder
}

/// A draft with a slip in the first column of every relation it has.
fn wrong() -> Draft {
    let mut draft = example("wenzhou-2022.ron");
    let id = form::by_id(&draft.report.form).unwrap().role(form::Role::Received)[0].clone();
    draft.report.cells.insert(id, Entry::read("17").unwrap());
    draft
}

#[test]
fn a_report_is_exported_as_the_library_does_it() {
    let draft = example("huaian-2024.ron");
    let form = form::by_id(&draft.report.form).unwrap();
    let folder = folder_with(&draft);
    for (name, expect) in [
        ("报告.txt", text::export(forms::sheet(&form, &draft.report)).into_bytes()),
        ("报告.JSON", json::export(forms::sheet(&form, &draft.report)).into_bytes()),
        ("报告.html", html::page(forms::sheet(&form, &draft.report)).into_bytes()),
        ("报告.docx", docx::export(forms::sheet(&form, &draft.report)).unwrap()),
    ] {
        let (status, out, err) = say(folder.path(), &format!("export {DRAFT} {name}"));
        assert_eq!((status, out.as_str(), err.as_str()), (0, format!("已导出“{name}”\n").as_str(), ""));
        assert!(fs::read(folder.path().join(name)).unwrap() == expect, "{name}");
    }
}

#[test]
fn what_is_exported_with_an_error_says_so() {
    let mut draft = wrong();
    let form = form::by_id(&draft.report.form).unwrap();
    let is_of_form = |f: &Finding| f.level == Level::Error && form.relations.iter().any(|r| r.rule == f.rule);
    let findings = check::run(forms::sheet(&form, &draft.report), None);
    let errors: Vec<_> = findings.into_iter().filter(is_of_form).collect();
    let said = |n: usize| {
        format!("已导出“报告.txt”\n报告的表格中仍有{n}处错误。错在哪里、文字有没有错误，用check命令核对\n")
    };
    let exported = |draft: &Draft| say(folder_with(draft).path(), &format!("export {DRAFT} 报告.txt"));
    assert!(errors.len() > 1, "{errors:?}");
    assert_eq!(exported(&draft), (0, said(errors.len()), String::new()));
    draft.report = example("wenzhou-2022.ron").report;
    assert_eq!(exported(&draft).1, "已导出“报告.txt”\n", "a report whose sums are right");
}

#[test]
fn a_pdf_is_the_same_each_time_and_names_what_it_cannot_print() {
    let mut draft = example("yangling-2020.ron");
    let folder = folder_with(&draft);
    let pdf = |name: &str| {
        assert_eq!(say(folder.path(), &format!("export {DRAFT} {name} --bundled-fonts")).0, 0);
        fs::read(folder.path().join(name)).unwrap()
    };
    let first = pdf("一.pdf");
    assert!(first.starts_with(b"%PDF-"));
    assert!(first == pdf("二.PDF"), "the same draft gave other bytes");

    draft.report.title = Some("\u{e000}".to_owned());
    let folder = folder_with(&draft);
    let (status, out, err) = say(folder.path(), &format!("export {DRAFT} 三.pdf"));
    assert_eq!((status, out.as_str(), err.lines().count()), (2, "", 1), "{err}");
    assert!(err.starts_with("“三.pdf”没有导出：") && err.contains("U+E000"), "{err}");
    assert_eq!(names(folder.path()), [DRAFT]);
}

#[test]
fn nothing_is_overwritten_without_force() {
    let folder = folder_with(&example("huaian-2024.ron"));
    let target = folder.path().join("报告.txt");
    fs::write(&target, "要紧").unwrap();
    let (status, out, err) = say(folder.path(), &format!("export {DRAFT} 报告.txt"));
    assert_eq!((status, out.as_str()), (2, ""));
    assert_eq!(err, "“报告.txt”已存在，没有覆盖。换一个文件名，或加上 --force 覆盖\n");
    assert_eq!(fs::read_to_string(&target).unwrap(), "要紧");
    assert_eq!(say(folder.path(), &format!("export --force {DRAFT} 报告.txt --bundled-fonts")).0, 0);
    let first = fs::read(&target).unwrap();
    assert_eq!(say(folder.path(), &format!("export {DRAFT} 报告.txt --force")).0, 0);
    assert_eq!(fs::read(&target).unwrap(), first);
    assert_eq!(names(folder.path()), [DRAFT, "报告.txt"]);
}

#[test]
fn a_draft_that_would_be_replaced_is_named() {
    let folder = folder_with(&example("wenzhou-2022.ron"));
    let there = folder.path().join("下年.ron");
    fs::write(&there, example_text("huaian-2024.ron")).unwrap();
    let (status, out, err) = say(folder.path(), &format!("roll {DRAFT} 下年.ron"));
    assert_eq!((status, out.as_str()), (2, ""));
    assert_eq!(
        err,
        "“下年.ron”已存在，是淮安市人民政府2024年度报告的草稿，没有覆盖。换一个文件名，或加上 --force 覆盖\n"
    );
    assert_eq!(fs::read_to_string(&there).unwrap(), example_text("huaian-2024.ron"));
}

#[test]
fn the_draft_itself_is_not_exported_over() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("草稿.json");
    fs::write(&path, example_text("wenzhou-2022.ron")).unwrap();
    let (status, _, err) = say(folder.path(), "export 草稿.json ./草稿.json --force");
    assert_eq!((status, err.as_str()), (2, "“草稿.json”就是草稿本身，没有导出。换一个文件名\n"));
    assert_eq!(fs::read_to_string(&path).unwrap(), example_text("wenzhou-2022.ron"));
}

#[test]
fn check_tells_by_its_status_whether_there_are_errors() {
    let folder = folder_with(&wrong());
    let (status, out, err) = say(folder.path(), &format!("check {DRAFT}"));
    assert_eq!((status, err.as_str()), (1, ""));
    assert!(out.starts_with("错误 ■ "), "{out}");
    assert!(out.lines().last().unwrap().starts_with("错误 "), "{out}");
    for (name, _) in nianbao::draft::examples::all() {
        let folder = folder_with(&example(name));
        let (status, out, _) = say(folder.path(), &format!("check {DRAFT}"));
        assert_eq!(status == 0, out.contains("错误 0，"), "{name}: {out}");
        // The other two are as they were published: an old 文号, a section that is not there.
        assert_eq!(status == 0, *name == "huaian-2024.ron", "{name}: {out}");
    }
}

#[test]
fn check_tells_how_many_numbers_of_the_texts_were_checked() {
    let right = example("huaian-2024.ron");
    let mut wrong = right.clone();
    let text = right.report.text("s1").replace("3119", "3118");
    wrong.report.sections.insert("s1".into(), text.into());
    let blank = Report::new(&nianbao::form::by_id(&right.report.form).unwrap(), 2024);
    let blank = Draft { report: blank, ..Draft::default() };
    let cases = [
        (right, Some("正文31个数：核对一致15，未能核对1，与表无关15")),
        (wrong, Some("正文31个数：核对一致14，不一致1，未能核对1，与表无关15")),
        (blank, None),
    ];
    for (draft, said) in cases {
        let folder = folder_with(&draft);
        let (_, out, _) = say(folder.path(), &format!("check {DRAFT}"));
        let lines: Vec<&str> = out.lines().filter(|line| line.starts_with("正文")).collect();
        assert_eq!(lines, said.into_iter().collect::<Vec<_>>());
        assert!(out.lines().last().unwrap().starts_with("错误 "), "{out}");
    }
}

#[test]
fn an_error_that_may_stay_with_its_reason_is_open_until_the_reason_is_written() {
    let mut draft = example("huaian-2024.ron");
    let mut last = draft.report.clone();
    last.year = 2023;
    let form = nianbao::form::by_id(&last.form).unwrap();
    let left = form.role(nianbao::form::Role::CarriedOut)[0].clone();
    last.cells.insert(left, nianbao::draft::Entry::read("35").unwrap());
    draft.last = Some(last.clone());
    let findings = nianbao::check::run(forms::sheet(&form, &draft.report), forms::before(&form, Some(&last)));
    let errors: Vec<_> = findings.iter().filter(|f| f.level == nianbao::form::Level::Error).collect();
    let [error] = errors.as_slice() else { panic!("{errors:#?}") };
    assert_eq!(error.rule, "CY-CARRY");
    let folder = folder_with(&draft);
    let (status, out, _) = say(folder.path(), &format!("check {DRAFT}"));
    assert!(status == 1 && out.contains("错误 1，"), "{out}");
    let (rule, key) = (error.rule.clone(), error.key());
    draft.explanations.push(nianbao::draft::Explanation { rule, key, text: "上年多计1件".to_owned() });
    let folder = folder_with(&draft);
    let (status, out, _) = say(folder.path(), &format!("check {DRAFT}"));
    assert!(
        status == 0 && out.contains("错误 1（已说明 1），") && out.contains("说明：上年多计1件"),
        "{out}"
    );
    let (status, out, _) = say(folder.path(), &format!("check {DRAFT} --json"));
    assert!(status == 0 && out.contains("\"explanation\": \"上年多计1件\""), "{out}");
    let document = nianbao::app::Document::new(form, draft, None);
    assert_eq!(document.counts(None).errors, 0, "the window says the same");
}

#[test]
fn check_as_json_has_the_same_findings() {
    let folder = folder_with(&wrong());
    let (status, out, _) = say(folder.path(), &format!("check --json {DRAFT}"));
    assert_eq!(status, 1);
    let found: serde_json::Value = serde_json::from_str(&out).unwrap();
    let findings = found["findings"].as_array().unwrap();
    assert!(!findings.is_empty());
    for finding in findings {
        let mut keys: Vec<&String> = finding.as_object().unwrap().keys().collect();
        keys.sort();
        assert_eq!(keys, ["advice", "left", "level", "message", "places", "right", "rule"]);
        assert!(["error", "warning", "info", "unknown"].contains(&finding["level"].as_str().unwrap()));
        assert!(finding["places"].as_array().unwrap().iter().all(serde_json::Value::is_string));
    }
    assert_eq!(findings[0]["level"], "error");
}

#[test]
fn an_explanation_stands_with_its_finding() {
    let mut draft = wrong();
    let form = form::by_id(&draft.report.form).unwrap();
    let finding = nianbao::check::run(forms::sheet(&form, &draft.report), None).remove(0);
    let text = "收到时登记有误。".to_owned();
    draft.explanations.push(Explanation { key: finding.key(), rule: finding.rule, text });
    let folder = folder_with(&draft);
    assert!(say(folder.path(), &format!("check {DRAFT}")).1.contains("\n说明：收到时登记有误。\n"));
}

#[test]
fn last_year_must_open_too() {
    let folder = folder_with(&example("wenzhou-2022.ron"));
    let (status, _, err) = say(folder.path(), &format!("check {DRAFT} --last 2021年度.ron"));
    assert_eq!(status, 2);
    assert!(err.starts_with("“2021年度.ron”不存在"), "{err}");
    assert_eq!(say(folder.path(), &format!("check {DRAFT} --last={DRAFT}")).0, 1);
}

#[test]
fn every_refusal_is_one_sentence_and_status_two() {
    let folder = folder_with(&example("wenzhou-2022.ron"));
    fs::create_dir(folder.path().join("文件夹.txt")).unwrap();
    fs::write(folder.path().join("别的.ron"), "# 笔记\n").unwrap();
    let mut sentences = String::new();
    for line in [
        "import 去年.docx 今年.ron",
        "roll",
        "roll 2022年度.ron",
        "roll 没有.ron 今年.ron",
        "roll 2022年度.ron 今年.ron --year 2022",
        "roll 2022年度.ron 2022年度.ron --force",
        "roll 2022年度.ron 别的.ron",
        "roll 2022年度.ron 今年.ron --last 去年.ron",
        "cheque",
        "check",
        "check 没有.ron",
        "check 别的.ron",
        "check 2022年度.ron 2021年度.ron",
        "check 2022年度.ron --last",
        "check 2022年度.ron --force",
        "check 2022年度.ron --json=yes",
        "export",
        "export 2022年度.ron",
        "export 2022年度.ron 报告",
        "export 2022年度.ron 报告.doc",
        "export 2022年度.ron 报告.txt 报告.pdf",
        "export 2022年度.ron 报告.txt --json",
        "export 2022年度.ron 报告.txt --sign-off",
        "export 2022年度.ron 报告.html --notepad",
        "export 没有.ron 报告.txt",
        "export 2022年度.ron 没有/报告.txt",
        "export 2022年度.ron 文件夹.txt --force",
        "export . 报告.txt",
        "rules 2007",
        "rules 二〇二二",
        "rules 2022 2023",
        "rules --json",
        "2022年度.ron 2021年度.ron",
        "2022年度.ron --json",
        "--json",
        "-x",
    ] {
        let (status, out, err) = say(folder.path(), line);
        assert_eq!((status, out.as_str(), err.lines().count()), (2, "", 1), "{line}: {err}");
        sentences += &["nianbao ", line, "\n    ", &err].concat();
    }
    insta::assert_snapshot!("refusals", sentences);
    assert_eq!(names(folder.path()), [DRAFT, "别的.ron", "文件夹.txt"]);
}

#[test]
fn every_reason_not_to_save_is_a_sentence() {
    let io = |kind| SaveFault::from(Error::from(kind));
    let faults = [
        io(ErrorKind::StorageFull),
        io(ErrorKind::PermissionDenied),
        SaveFault::ReadOnly,
        SaveFault::NotOurs,
        io(ErrorKind::InvalidFilename),
        io(ErrorKind::ResourceBusy),
        io(ErrorKind::NotFound),
        SaveFault::Folder,
        SaveFault::Special,
        io(ErrorKind::AlreadyExists),
        SaveFault::Newer { found: 2 },
        SaveFault::TooLarge { bytes: 8 * 1024 * 1024 + 1 },
        SaveFault::Corrupt,
        SaveFault::Unconfirmed,
        io(ErrorKind::Other),
    ];
    let sentences = faults.map(|fault| SaveError { name: DRAFT.to_owned(), fault }.to_string());
    insta::assert_snapshot!("reasons not to save", sentences.join("\n"));
    let denied = store::OpenFault::from(Error::from(ErrorKind::PermissionDenied));
    let broken = store::OpenFault::from(Error::from(ErrorKind::Other));
    let sentences =
        [denied, broken].map(|f| store::OpenError { name: DRAFT.to_owned(), fault: f }.to_string());
    insta::assert_snapshot!("reasons not to open that a test cannot bring about", sentences.join("\n"));
}

#[test]
fn help_version_and_self_check_are_given() {
    let folder = tempdir().unwrap();
    let (status, out, _) = say(folder.path(), "--help");
    assert_eq!(status, 0);
    insta::assert_snapshot!("help", out);
    let formats: Vec<&str> = Format::all().map(Format::extension).collect();
    assert!(out.contains(&formats.join("、")), "the help lists every format: {formats:?}");
    assert_eq!(say(folder.path(), "check -h 没有.ron").1, out);
    assert!(say(folder.path(), "--version").1.contains(env!("CARGO_PKG_VERSION")));
    let (status, out, err) = say(folder.path(), "--self-check");
    assert_eq!((status, err.as_str()), (0, ""));
    assert!(out.starts_with("自检通过：统一格式") && !out.contains("格式0份"), "{out}");
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let folder = folder_with(&wrong());
    let mut child = Command::new(env!("CARGO_BIN_EXE_nianbao"))
        .args(["check", DRAFT])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let (status, _, err) = said(child.wait_with_output().unwrap());
    assert_eq!((status, err.as_str()), (1, ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_written_is_a_failure() {
    let folder = folder_with(&wrong());
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_nianbao"));
    command.args(["check", DRAFT]).current_dir(folder.path()).stdout(full);
    let (status, _, err) = said(command.stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap());
    assert_eq!((status, err.as_str()), (2, "结果没有写出，核对输出到的文件或磁盘\n"));
}

#[cfg(target_os = "linux")]
#[test]
fn names_need_not_be_unicode() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempdir().unwrap();
    let (draft, out) =
        (OsStr::from_bytes(b"\xb2\xdd\xb8\xe5.ron"), OsStr::from_bytes(b"\xb1\xa8\xb8\xe6.txt"));
    fs::write(folder.path().join(draft), example_text("wenzhou-2022.ron")).unwrap();
    assert_eq!(nianbao(folder.path(), [OsStr::new("check"), draft]).status.code(), Some(1));
    assert_eq!(nianbao(folder.path(), [OsStr::new("export"), draft, out]).status.code(), Some(0));
    assert!(folder.path().join(out).exists());
}

#[test]
fn a_published_report_is_imported_with_its_doubts() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("年报.txt"), include_str!("../published/001.txt")).unwrap();
    let (status, out, err) = say(folder.path(), "import 年报.txt 草稿.ron --json");
    assert_eq!((status, err.as_str()), (0, ""));
    let said: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(said["missing"], serde_json::json!(["T2", "T3", "T4"]));
    assert_eq!(said["doubts"][0]["place"], "source");
    let draft = store::open(&folder.path().join("草稿.ron")).unwrap();
    assert_eq!((draft.report.year, draft.report.form.as_str()), (2024, "F2021"));
    let (status, _, err) = say(folder.path(), "import 年报.txt 草稿.ron");
    assert_eq!((status, err.lines().count()), (2, 1), "{err}");
    let (status, out, _) = say(folder.path(), "import 年报.txt 草稿.ron --force --year 2023");
    assert_eq!(status, 0);
    assert!(out.contains("没有找到：表二、表三、表四"), "{out}");
    assert_eq!(store::open(&folder.path().join("草稿.ron")).unwrap().report.year, 2023);
}

#[test]
fn next_years_draft_is_begun_from_last_years() {
    let folder = folder_with(&example("wenzhou-2022.ron"));
    let (status, out, err) = say(folder.path(), &format!("roll {DRAFT} 今年.ron"));
    assert_eq!((status, err.as_str()), (0, ""));
    insta::assert_snapshot!("rolled", out);
    let draft = store::open(&folder.path().join("今年.ron")).unwrap();
    assert_eq!((draft.report.year, draft.last.unwrap().year), (2023, 2022));
    assert_eq!(say(folder.path(), &format!("roll {DRAFT} 今年.ron")).0, 2, "it is not replaced");
    let (status, ..) = say(folder.path(), &format!("roll {DRAFT} 今年.ron --force --year 2025"));
    assert_eq!(status, 0);
    assert_eq!(store::open(&folder.path().join("今年.ron")).unwrap().report.year, 2025);
}
