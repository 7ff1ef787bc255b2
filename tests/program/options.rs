//! Every option of every command does what the usage says: the same line typed without it and with it.

use std::{collections::BTreeSet, ffi::OsString, fs, path::Path, process::Command};

use nianbao::{
    cli::{self, Request},
    draft::{Draft, Entry, Report, file},
    form,
    import::{self, Hint},
    layout::Face,
    store,
};
use tempfile::{TempDir, tempdir};

use crate::common::{
    face::sold_as,
    folder::{example, names},
};

/// What was there before and must not be lost.
const OLD: &str = "要紧";
/// The name of the face that lies about in the user's own folder, the best that is looked for.
const OWN_FACE: &str = "楷体_GB2312";

/// Where the effect of a command is seen.
enum Look {
    /// What it says, with its status.
    Said,
    /// The text of a file.
    File(&'static str),
    /// The words of a report that was written.
    Words(&'static str),
    /// Year and last year of a draft that was written.
    Years(&'static str),
}

/// An option: the line without it, where to look, what is seen only without it, and only with it. Where one of them is
/// empty, the other is enough.
type Case = (&'static str, &'static str, Look, &'static str, &'static str);

const CASES: &[Case] = &[
    ("check 今年.ron", "--last 上年.ron", Look::Said, "错误 0，", "上年报告“结转下年度继续办理”为35件"),
    ("check 今年.ron", "--json", Look::Said, "错误 0，", "{\n  \"findings\": ["),
    ("export 今年.ron 有.txt", "--force", Look::File("有.txt"), OLD, "一、总体情况"),
    ("export 今年.ron 报告.pdf", "--sign-off", Look::Words("报告.pdf"), "", "送审单"),
    ("export 今年.ron 记事.txt", "--notepad", Look::File("记事.txt"), "", "报告\r\n\r\n"),
    ("export 今年.ron 报告.pdf", "--bundled-fonts", Look::Said, "打印字体用了电脑上的楷体_GB2312", ""),
    ("roll 今年.ron 下年.ron", "--year 2027", Look::Years("下年.ron"), "2025 2024", "2027 2024"),
    ("roll 今年.ron 有.ron", "--force", Look::File("有.ron"), OLD, "year: 2025"),
    ("import 年报.txt 新.ron", "--year 2023", Look::Years("新.ron"), "2022 0", "2023 0"),
    ("import 年报.txt 新.ron", "--last 上年.ron", Look::Years("新.ron"), "2022 0", "2022 2023"),
    ("import 年报.txt 有.ron", "--force", Look::File("有.ron"), OLD, "year: 2022"),
    ("import 年报.txt 新.ron", "--json", Look::Said, "存疑 ", "\"doubts\": ["),
    ("diff 上年.ron 今年.ron 有.html", "--force", Look::File("有.html"), OLD, "<html"),
    ("diff 上年.ron 今年.ron", "--json", Look::Said, "", "\"difference\": "),
    ("check 今年.ron", "--help", Look::Said, "错误 0，", "用法\n  nianbao "),
    ("check 今年.ron", "-h", Look::Said, "错误 0，", "用法\n  nianbao "),
    ("check 今年.ron", "--version", Look::Said, "错误 0，", "年报（nianbao） "),
    ("check 今年.ron", "-V", Look::Said, "错误 0，", "年报（nianbao） "),
    ("check 今年.ron", "--self-check", Look::Said, "错误 0，", "自检通过"),
];

/// The city's report on 2023, with one application more left than the report on 2024 carries in.
fn last_year() -> Report {
    let mut last = Report { year: 2023, ..example("huaian-2024.ron").report };
    let left = form::by_id(&last.form).unwrap().role(form::Role::CarriedOut)[0].clone();
    last.cells.insert(left, Entry::read("35").unwrap());
    last
}

/// A folder with drafts, a published report, files that must not be lost, and a face of the user's own.
fn desk() -> TempDir {
    let folder = tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    put("今年.ron", file::write(&example("huaian-2024.ron")).as_bytes());
    put("上年.ron", file::write(&Draft { report: last_year(), ..Draft::default() }).as_bytes());
    put("年报.txt", include_bytes!("../published/003.txt"));
    for name in ["有.txt", "有.ron", "有.html"] {
        put(name, OLD.as_bytes());
    }
    for fonts in ["家/.fonts", "家/.local/share/fonts"] {
        fs::create_dir_all(folder.path().join(fonts)).unwrap();
        put(&format!("{fonts}/own.ttf"), &sold_as(Face::Kai, OWN_FACE, 0));
    }
    folder
}

/// Types a line on that desk, at home in it, and gives status and words.
fn typed(desk: &Path, line: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nianbao"));
    command.args(line.split_whitespace()).current_dir(desk);
    command.env("HOME", desk.join("家")).env("XDG_DATA_HOME", desk.join("家/.local/share"));
    command.env("XDG_CONFIG_HOME", desk.join("家/.config"));
    let output = command.output().unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    format!("{} {out}{err}", output.status.code().unwrap())
}

/// What is seen there once a line has been typed on a new desk.
fn seen(line: &str, look: &Look) -> String {
    let desk = desk();
    let said = typed(desk.path(), line);
    let path = |name: &str| desk.path().join(name);
    match look {
        Look::Said => said,
        Look::File(name) => fs::read_to_string(path(name)).unwrap(),
        Look::Words(name) => words(&path(name)),
        Look::Years(name) => {
            let draft = store::open(&path(name)).unwrap();
            format!("{} {}", draft.report.year, draft.last.map_or(0, |last| last.year))
        }
    }
}

/// The words of a published report, read as one.
fn words(path: &Path) -> String {
    import::read(&fs::read(path).unwrap(), &Hint::default()).unwrap().source.join("\n")
}

#[test]
fn each_option_does_what_it_is_for() {
    for (line, option, look, without, with) in CASES {
        let (plain, full) = (seen(line, look), seen(&format!("{line} {option}"), look));
        assert!(plain.contains(without) && (with.is_empty() || !plain.contains(with)), "{line}: {plain}");
        assert!(full.contains(with) && (without.is_empty() || !full.contains(without)), "{option}: {full}");
        // Wherever it stands.
        let (command, files) = line.split_once(' ').unwrap();
        let first = seen(&format!("{command} {option} {files}"), look);
        assert!(
            first.contains(with) && (without.is_empty() || !first.contains(without)),
            "{option}: {first}"
        );
    }
}

/// The options that the usage lists, each with its command; those of every command without one.
fn listed() -> BTreeSet<(String, String)> {
    let desk = desk();
    let help = typed(desk.path(), "--help");
    let mut listed = BTreeSet::new();
    let mut command = String::new();
    for line in help.lines() {
        if let Some(name) = line.strip_suffix("的选项").or((line == "其他").then_some("")) {
            command = name.to_owned();
        }
        if let Some(option) = line.trim_start().split(' ').next().filter(|word| word.starts_with("--")) {
            listed.insert((command.clone(), option.to_owned()));
        }
    }
    listed
}

#[test]
fn no_option_of_the_usage_is_without_a_case() {
    let listed = listed();
    let general = |option: &str| listed.contains(&(String::new(), option.to_owned()));
    let tried = CASES.iter().map(|(line, option, ..)| {
        let option = option.split(' ').next().unwrap();
        let command = if general(option) { "" } else { line.split(' ').next().unwrap() };
        (command.to_owned(), option.to_owned())
    });
    // The short names are not in the usage.
    let tried: BTreeSet<_> = tried.filter(|(_, option)| option.starts_with("--")).collect();
    assert_eq!(tried, listed);
}

/// Last year's report as this year's follows from it.
fn fitting() -> Report {
    let mut last = last_year();
    let left = form::by_id(&last.form).unwrap().role(form::Role::CarriedOut)[0].clone();
    last.cells.insert(left, Entry::read("34").unwrap());
    last
}

#[test]
fn last_year_as_named_goes_before_last_year_in_the_draft() {
    let desk = desk();
    let put = |name: &str, report: Report, last: Report| {
        let draft = Draft { report, last: Some(last), ..Draft::default() };
        fs::write(desk.path().join(name), file::write(&draft)).unwrap();
    };
    let this_year = example("huaian-2024.ron").report;
    put("不合.ron", this_year.clone(), last_year());
    put("合.ron", this_year, fitting());
    // Of the draft that is named its own report counts, not the one inside it.
    put("合的上年.ron", fitting(), last_year());
    for (line, status) in [
        ("check 不合.ron", "1 "),
        ("check 不合.ron --last 合的上年.ron", "0 "),
        ("check 合.ron", "0 "),
        ("check 合.ron --last=上年.ron", "1 "),
    ] {
        let said = typed(desk.path(), line);
        assert!(said.starts_with(status), "{line}: {said}");
    }
}

#[test]
fn last_year_goes_along_whole_in_an_import() {
    let desk = desk();
    let said = typed(desk.path(), "import 年报.txt 新.ron --last 上年.ron");
    assert!(said.starts_with("0 "), "{said}");
    assert_eq!(store::open(&desk.path().join("新.ron")).unwrap().last, Some(last_year()));
    let said = typed(desk.path(), "import 年报.txt 又.ron --last 没有.ron");
    assert!(said.starts_with("2 “没有.ron”不存在"), "{said}");
    assert!(!names(desk.path()).contains(&"又.ron".to_owned()), "nothing is written then");
}

#[test]
fn a_copy_to_be_signed_is_the_sheet_the_report_and_a_signature() {
    let desk = desk();
    for (line, expect) in
        [("export 今年.ron 公布.pdf", false), ("export 今年.ron 送审.pdf --sign-off --bundled-fonts", true)]
    {
        let name = line.split(' ').nth(2).unwrap();
        assert!(typed(desk.path(), line).starts_with("0 "), "{line}");
        let words = words(&desk.path().join(name));
        assert!(words.contains("一、总体情况") && words.contains("六、其他需要报告的事项"), "{name}");
        assert_eq!(words.contains("送审单"), expect, "{name}");
        assert_eq!(words.contains("（盖章）"), expect, "{name}");
    }
}

#[test]
fn the_bundled_faces_are_the_same_on_every_computer() {
    let desk = desk();
    let pdf = |options: &str| {
        let said = typed(desk.path(), &format!("export 今年.ron 报告.pdf --force {options}"));
        let bytes = fs::read(desk.path().join("报告.pdf")).unwrap();
        (said.contains(OWN_FACE), bytes)
    };
    let (own, bundled) = (pdf(""), pdf("--bundled-fonts"));
    assert!(own.0 && !bundled.0, "it is said which faces of the computer were used");
    assert!(own.1 != bundled.1, "the pages are set in them");
    fs::remove_dir_all(desk.path().join("家")).unwrap();
    assert!(bundled.1 == pdf("--bundled-fonts").1, "nothing of the computer is in the file");
}

/// What a word alone starts: the window with a draft, or nothing but a sentence.
#[test]
fn a_word_that_is_no_command_is_a_draft_if_it_looks_like_a_file() {
    let desk = desk();
    fs::write(desk.path().join("无名"), OLD).unwrap();
    let within = |name: &str| desk.path().join(name).into_os_string();
    for (word, is_draft) in [
        (OsString::from("今年.ron"), true),
        (OsString::from("没有.ron"), true),
        (OsString::from("./草稿"), true),
        (within("草稿"), true),
        (within("无名"), true),
        (OsString::from("草稿"), false),
        (OsString::from("checks"), false),
    ] {
        let request = cli::read([word.clone()]);
        match request {
            Ok(Request::Window(Some(path))) => assert!(is_draft && path == Path::new(&word), "{path:?}"),
            Ok(other) => panic!("{word:?}: {other:?}"),
            Err(why) => assert!(!is_draft, "{why}"),
        }
    }
}
