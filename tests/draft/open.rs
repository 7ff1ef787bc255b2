//! Opening: a spoilt, foreign or hostile file is a sentence, never a panic and never an empty draft.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use nianbao::{
    check,
    draft::{Draft, file},
    export::{json, text},
    form,
    store::{self, OpenError},
};
use proptest::{prelude::*, sample::select, test_runner::TestRunner};
use tempfile::{TempDir, tempdir};

use crate::common::{
    drafts,
    folder::{example, example_text},
    forms, measured, needed,
    reached::reached,
};

struct Place {
    _folder: TempDir,
    path: PathBuf,
}

impl Place {
    fn new() -> Self {
        let folder = tempdir().unwrap();
        let path = folder.path().join("2022年度.ron");
        Self { _folder: folder, path }
    }

    fn open(&self, content: &[u8]) -> Result<Draft, OpenError> {
        fs::write(&self.path, content).unwrap();
        store::open(&self.path)
    }
}

/// Whatever was opened can be shown, checked and exported.
fn use_it(draft: &Draft) {
    let form = form::by_id(&draft.report.form).unwrap();
    check::run(forms::sheet(&form, &draft.report), forms::before(&form, draft.last.as_ref()));
    text::export(forms::sheet(&form, &draft.report));
    json::export(forms::sheet(&form, &draft.report));
}

#[test]
fn r04_a_draft_cut_anywhere_is_refused_with_its_name_and_line() {
    let place = Place::new();
    let whole = example_text("wenzhou-2022.ron");
    let cuts = (0..whole.trim_end().len()).step_by(needed::step(61));
    let tried = cuts.len();
    for at in cuts {
        let error = place.open(&whole.as_bytes()[..at]).map(|_| at).unwrap_err().to_string();
        assert!(error.starts_with("“2022年度.ron”") && (at == 0 || error.contains("行")), "{at}: {error}");
    }
    place.open(whole.trim_end().as_bytes()).unwrap();
    reached("R4", &format!("{tried} of {} cuts refused with name and line", whole.len()));
}

fn hostile() -> Vec<(&'static str, Vec<u8>)> {
    let head = |form: &str| format!("(version: 1, report: (form: {form}, year: 2022");
    let field = |name: &str, value: &str| format!("{}, {name}: {value}))", head("\"F2021\"")).into_bytes();
    // Less of what is slow in a build without optimisations; still more than a draft ever has.
    let long = |n: u32| needed::times(n * 2 / 5, n) as usize;
    let many = |n: usize, f: fn(usize) -> String| (0..n).map(f).collect::<String>();
    vec![
        ("nesting", "(".repeat(100_000).into_bytes()),
        ("nested lists", field("sections", &format!("{{\"s1\": {}", "[".repeat(100_000)))),
        ("nested Some", field("title", &"Some(".repeat(100_000))),
        ("nested comments", "/*".repeat(200_000).into_bytes()),
        ("escapes", field("title", &format!("Some(\"{}\")", "\\n".repeat(400_000)))),
        (
            "long number",
            field("cells", &format!("{{\"T2.reg.issued\": \"{}\"}}", "9".repeat(long(7_000_000)))),
        ),
        ("long bare number", format!("(version: {})", "9".repeat(long(7_000_000))).into_bytes()),
        (
            "unknown fields",
            format!("(version: 1, {})", many(long(1_000_000), |i| format!("f{:x}:1,", i % 65_536)))
                .into_bytes(),
        ),
        (
            "unknown fields of a report",
            field("remarks", &format!("({})", many(long(700_000), |i| format!("f{i}:1,")))),
        ),
        ("half strings", field("sections", &format!("{{\"s1\": [{}", "\"文,\n".repeat(700_000)))),
        ("half raw strings", field("sections", &format!("{{\"s1\": [{}", "r#\"文,\n".repeat(700_000)))),
        (
            "unknown cells",
            field("cells", &format!("{{{}}}", many(long(200_000), |i| format!("\"X.{i}\": \"1\",")))),
        ),
        ("duplicate fields", b"(version: 1, version: 1, report: (form: \"F2021\", year: 2022))".to_vec()),
        ("raw string", field("title", &format!("Some(r{0}\"x\"{0})", "#".repeat(255)))),
        ("bare number", field("cells", &format!("{{\"T2.reg.issued\": {}}}", "9".repeat(long(7_000_000))))),
        ("longer raw string", field("title", &format!("Some(r{0}\"x\"{0})", "#".repeat(100_000)))),
        ("NUL", field("title", "Some(\"a\0b\")")),
        ("bidi", field("title", "Some(\"a\u{202e}b\u{2066}\")")),
        ("lone surrogate", field("title", "Some(\"\\u{d800}\")")),
        ("byte order mark", format!("\u{feff}{}))", head("\"F2021\"")).into_bytes()),
        ("UTF-16", "(version: 1".encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("GBK", b"(version: 1, report: (form: \"F2021\", title: Some(\"\xc4\xea\xb1\xa8\")".to_vec()),
        ("year", b"(version: 1, report: (form: \"F2021\", year: 70000))".to_vec()),
        ("negative version", b"(version: -1)".to_vec()),
        ("float version", b"(version: 1.5)".to_vec()),
        ("huge version", b"(version: 99999999999)".to_vec()),
        ("extension", b"#![enable(unwrap_newtypes, implicit_some)]\n(version: 1)".to_vec()),
        ("PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj".to_vec()),
        ("ZIP", b"PK\x03\x04\x14\x00\x06\x00".to_vec()),
        ("JSON", b"{\"version\": 1}".to_vec()),
        ("empty", Vec::new()),
        ("blank", b"\n\n  \n".to_vec()),
    ]
}

#[test]
fn r06_a_hostile_file_is_refused_or_harmless_and_soon() {
    let said: Vec<String> = hostile()
        .into_iter()
        .map(|(name, content)| {
            format!("{name}: {}\n", measured::holds("open::open_alone", name, &content, 1))
        })
        .collect();
    insta::assert_snapshot!("hostile files", said.concat());
    reached("R6", &format!("{} hostile files, each read or refused in less than 200 MB", said.len()));
}

#[test]
#[ignore = "run by the one above in a process of its own"]
fn open_alone() {
    measured::child(|content| {
        let place = Place::new();
        let opened = place.open(content);
        let _ = store::open_in_part(&place.path);
        opened.as_ref().map_or_else(ToString::to_string, |draft| {
            use_it(draft);
            "opened".to_owned()
        })
    });
}

#[test]
fn what_is_no_draft_is_a_sentence() {
    let place = Place::new();
    let open = |path: &Path| store::open(path).unwrap_err().to_string();
    let mut said = vec![open(&place.path), open(&place.path.join("里面.ron"))];
    said.push(open(place.path.parent().unwrap()).replace(folder_name(&place), "文件夹"));
    File::create(&place.path).unwrap().set_len(50 * 1024 * 1024).unwrap();
    said.push(open(&place.path));
    let whole = example_text("wenzhou-2022.ron");
    for (from, to) in [
        ("version: 1", "version: 9"),
        ("version: 1", "版本: 1"),
        ("year: 2022", "year: 二〇二二"),
        ("\"F2021\"", "\"F2099\""),
        ("kind: Department", "kind: Company"),
    ] {
        said.push(place.open(whole.replacen(from, to, 1).as_bytes()).unwrap_err().to_string());
    }
    said.push(place.open(&whole.as_bytes()[..5000]).unwrap_err().to_string());
    let mut not_text = whole.as_bytes().to_vec();
    not_text[800] = 0xff;
    said.push(place.open(&not_text).unwrap_err().to_string());
    insta::assert_snapshot!("files that are no drafts", said.join("\n"));
}

fn folder_name(place: &Place) -> &str {
    place.path.parent().unwrap().file_name().unwrap().to_str().unwrap()
}

#[cfg(unix)]
#[test]
fn a_device_or_pipe_is_not_waited_for() {
    assert!(store::open(Path::new("/dev/zero")).unwrap_err().to_string().contains("不是文件"));
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_not_matter() {
    let place = Place::new();
    let whole = example_text("huaian-2024.ron");
    for text in [format!("\u{feff}{whole}"), whole.replace('\n', "\r\n")] {
        assert_eq!(place.open(text.as_bytes()).unwrap(), example("huaian-2024.ron"));
    }
}

#[test]
fn r22_every_random_draft_comes_back_as_it_was() {
    let strategy = select(forms::all()).prop_flat_map(drafts::draft);
    let config = needed::tries(1_000, 10_000);
    let cases = config.cases;
    let law = |draft: Draft| {
        let text = file::write(&draft);
        prop_assert_eq!(&file::read(&text).map_err(|e| TestCaseError::fail(format!("{e}\n{text}")))?, &draft);
        prop_assert_eq!(file::write(&draft), text);
        Ok(())
    };
    TestRunner::new(config).run(&strategy, law).unwrap();
    reached("R22", &format!("{cases} random drafts written and read, equal"));
}
