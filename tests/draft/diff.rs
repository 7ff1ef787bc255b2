//! Two reports compared: words, figures, other forms, the print, and that nothing a draft holds makes it slow.

use std::{fs, process::Command, sync::Arc, time::Duration};

use nianbao::{
    diff::{self, Change, Diff, Pair, Run, RunKind, pairs, runs},
    draft::{Draft, Entry, Report, file, paragraphs},
    export::{
        compared::{self, Comparison, signed},
        pdf,
    },
    form::{self, Earlier, Form, SectionId},
    layout::Faces,
};
use proptest::prelude::{Strategy, prop_assert, prop_assert_eq, proptest};

use crate::common::{
    cases,
    clock::{since, thread_time},
    drafts,
    folder::example,
    forms, geometry, needed,
};

fn compare(before: &Draft, after: &Draft) -> Comparison {
    let forms = [before, after].map(|draft| form::by_id(&draft.report.form).unwrap());
    let side = |form: &'static Form, report| forms::sheet(form, report);
    // The forms of the program live as long as it does.
    let forms = forms.map(|form| form::builtin().iter().find(|f| f.id == form.id).unwrap());
    let [old, new] = [side(forms[0], &before.report), side(forms[1], &after.report)];
    Comparison::new(old, new, ["原.ron", "现.ron"])
}

fn said(runs: &[Run]) -> String {
    runs.iter().map(signed).collect()
}

#[test]
fn words_are_compared_as_the_cases_say() {
    for case in cases::read(include_str!("../cases/diff.txt")) {
        let of = |mark: &str| -> Vec<&str> {
            case.lines.iter().filter_map(|l| l.strip_prefix(mark)).map(str::trim).collect()
        };
        let (before, after) = (of("旧"), of("新"));
        let shown = |pair: &Pair| match *pair {
            Pair::Kept { .. } => "同".to_owned(),
            Pair::Changed { before: b, after: a } => said(&runs(before[b], after[a])),
            Pair::Added { after: a } => said(&runs("", after[a])),
            Pair::Removed { before: b } => said(&runs(before[b], "")),
        };
        let found: Vec<String> = pairs(&before, &after).iter().map(shown).collect();
        assert_eq!(found, of("得"), "{}", case.name);
    }
}

/// The department's report with some changes of every kind.
fn changed() -> (Draft, Draft) {
    let before = example("wenzhou-2022.ron");
    let mut after = before.clone();
    let report = &mut after.report;
    report.agency.telephone = "0577-00000000".to_owned();
    report.title = Some("更名后的机关2022年政府信息公开工作年度报告".to_owned());
    let form = form::by_id(&report.form).unwrap();
    let received = form.role(form::Role::Received)[0].clone();
    report.cells.insert(received, Entry::read("18").unwrap());
    let carried = form.role(form::Role::CarriedOut)[1].clone();
    report.cells.remove(&carried);
    let text = report.text("s1").replacen("16", "18", 1) + "\n另起一段。";
    report.sections.insert("s1".into(), text.into());
    let text = report.text("s5").split('\n').skip(1).collect::<Vec<_>>().join("\n");
    report.sections.insert("s5".into(), text.into());
    report.headings.insert("s6".into(), "六、其他事项".to_owned());
    (before, after)
}

#[test]
fn every_kind_of_change_is_told() {
    let (before, after) = changed();
    insta::assert_snapshot!("changes", compared::text(&compare(&before, &after)));
}

#[test]
fn reports_in_different_forms_are_compared_as_far_as_they_mean_the_same() {
    let (before, mut after) = (example("yangling-2020.ron"), example("wenzhou-2022.ron"));
    let form = form::by_id(&after.report.form).unwrap();
    let of_people = |e: &&Earlier| e.there[0].as_str().rsplit('.').next() == Some("nat");
    let [earlier] = &form.earlier.iter().filter(of_people).collect::<Vec<_>>()[..] else {
        panic!("the form says what the earlier one counts in other cells")
    };
    for id in &earlier.here {
        after.report.cells.insert(id.clone(), Entry::read("2").unwrap());
    }
    let comparison = compare(&before, &after);
    let change = comparison.diff.cells.iter().find(|c| c.after_cells == earlier.here).unwrap();
    assert_eq!((change.before_cells.as_slice(), change.after.as_str()), (&earlier.there[..], "6"));
    assert_eq!(change.name.row, "（六）其他处理", "the side with one row lends the name");
    let back = compare(&after, &before);
    let change = back.diff.cells.iter().find(|c| c.before_cells == earlier.here).unwrap();
    assert_eq!((change.before.as_str(), change.name.row.as_str()), ("6", "（六）其他处理"));
    assert_eq!(back.diff.apart.before, comparison.diff.apart.after);
    insta::assert_snapshot!("different forms", compared::text(&comparison));
}

#[test]
fn every_figure_of_both_reports_is_compared_or_listed() {
    let drafts: Vec<Draft> = nianbao::draft::examples::all().iter().map(|(name, _)| example(name)).collect();
    for before in &drafts {
        for after in &drafts {
            let mut before = before.clone();
            // Another figure in every cell: each must be seen to differ.
            let form = form::by_id(&before.report.form).unwrap();
            for cell in form.cells().iter().filter(|c| !c.is_total()) {
                before.report.cells.insert(cell.id.clone(), Entry::read("987654").unwrap());
            }
            let diff = compare(&before, after).diff;
            let compared = diff.cells.iter().flat_map(|c| &c.before_cells).count();
            let listed: usize = diff.apart.before.iter().map(|row| row.figures.len()).sum();
            assert_eq!(compared + listed, form.cells().len());
        }
    }
}

#[test]
fn a_heading_of_their_own_joins_sections_of_reports_without_a_form() {
    let legacy = form::for_year(2017).unwrap();
    let new = form::for_year(2022).unwrap();
    let mut old = Report::new(&legacy, 2017);
    for (section, heading, text) in
        [("s1", "一、概述", "旧的概述。"), ("s2", "二、总体情况", "公开12条。"), ("s0", "", "开头。")]
    {
        old.headings.insert(section.into(), heading.to_owned());
        old.sections.insert(section.into(), text.into());
    }
    let mut now = Report::new(&new, 2022);
    now.sections.insert("s0".into(), "开头。".into());
    now.sections.insert("s1".into(), "公开15条。".into());
    let diff = diff::run(forms::sheet(&legacy, &old), forms::sheet(&new, &now));
    let pairs: Vec<(Option<&str>, Option<&str>)> =
        diff.changed_sections().map(|s| (s.before.as_deref(), s.after.as_deref())).collect();
    assert_eq!(pairs, [(Some("s2"), Some("s1")), (Some("s1"), None)]);
}

#[test]
fn a_title_that_follows_the_year_is_no_news() {
    let before = example("wenzhou-2022.ron");
    let mut after = before.clone();
    after.report.year = 2023;
    assert!(compare(&before, &after).diff.is_empty());
    after.report.agency.name = "更名后的机关".to_owned();
    assert!(compare(&before, &after).diff.title.is_some());
}

#[test]
fn equal_reports_have_no_difference() {
    for (name, _) in nianbao::draft::examples::all() {
        let draft = example(name);
        let comparison = compare(&draft, &draft);
        assert!(comparison.diff.is_empty(), "{name}");
        assert!(compared::text(&comparison).ends_with("数据和文字都相同。\n"));
    }
}

fn two_reports() -> impl Strategy<Value = (Arc<Form>, Report, Report)> {
    let form = proptest::sample::select(forms::all());
    proptest::strategy::Strategy::prop_flat_map(form, |form| {
        let report = || drafts::report(Arc::clone(&form));
        (proptest::strategy::Just(Arc::clone(&form)), report(), report())
    })
}

/// The paragraphs of one side of a comparison.
fn rebuilt(diff: &Diff, is_new: bool) -> Vec<(SectionId, Vec<String>)> {
    let sections = diff.sections.iter().filter_map(|s| {
        let id = if is_new { s.after.clone() } else { s.before.clone() }?;
        let here =
            s.paragraphs.iter().filter(|p| if is_new { p.after.is_some() } else { p.before.is_some() });
        let text = |p: &diff::Paragraph| -> String {
            let runs: Vec<&Run> = if is_new { p.after_runs().collect() } else { p.before_runs().collect() };
            runs.iter().map(|run| run.text.as_str()).collect()
        };
        Some((id, here.map(text).collect()))
    });
    sections.collect()
}

proptest! {
    #![proptest_config(needed::tries(200, 200))]

    #[test]
    fn the_runs_rebuild_both_texts(before in "[甲乙丙，。16 a.%\u{200b}]{0,60}", after in "[甲乙丙，。16 a.%\u{200b}]{0,60}") {
        let runs = runs(&before, &after);
        let side = |left_out: RunKind| -> String {
            runs.iter().filter(|r| r.kind != left_out).map(|r| r.text.as_str()).collect()
        };
        prop_assert_eq!(side(RunKind::Added), before.clone());
        prop_assert_eq!(side(RunKind::Removed), after.clone());
        prop_assert!(runs.iter().all(|r| !r.text.is_empty()));
        let kept = runs.iter().all(|r| r.kind == RunKind::Kept);
        prop_assert_eq!(kept, before == after);
    }

    #[test]
    fn a_comparison_holds_both_reports((form, before, after) in two_reports()) {
        let side = |report| forms::sheet(&form, report);
        let diff = diff::run(side(&before), side(&after));
        for (report, is_new) in [(&before, false), (&after, true)] {
            for (id, text) in rebuilt(&diff, is_new) {
                let whole: Vec<&str> = paragraphs(report.text(&id)).collect();
                prop_assert_eq!(&text, &whole, "{}", id);
            }
        }
        prop_assert!(diff::run(side(&after), side(&after)).is_empty());
        for section in &diff.sections {
            for paragraph in section.changes() {
                prop_assert!(paragraph.change() != Change::Changed || paragraph.runs.len() > 1 || paragraph.runs.iter().any(|r| r.kind != RunKind::Kept));
            }
        }
    }

    #[test]
    fn any_comparison_has_its_pages((form, before, after) in two_reports()) {
        let side = |report| forms::sheet(&form, report);
        let comparison = Comparison::new(side(&before), side(&after), ["", ""]);
        let content = comparison.content();
        for page in content.pages(Faces::bundled()) {
            geometry::within_the_area(&page);
            geometry::apart(&page);
        }
        let origins: Vec<_> = content.structure().iter().flat_map(nianbao::layout::Element::origins).collect();
        let count = content.texts().len();
        prop_assert_eq!(origins, (0..count).map(nianbao::layout::Origin::Compared).collect::<Vec<_>>());
        compared::page(&comparison);
        compared::text(&comparison);
    }
}

/// A section of so many characters that share few words with any other.
fn noise(chars: usize, seed: u64) -> String {
    let mut state = seed;
    let next = |state: &mut u64| {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*state >> 33) as u32
    };
    (0..chars).map(|_| char::from_u32(0x4e00 + next(&mut state) % 3_000).unwrap()).collect()
}

#[test]
fn hostile_texts_are_compared_in_bounded_time() {
    const CHARS: usize = 200_000;
    let lines = |seed| {
        noise(CHARS, seed)
            .chars()
            .collect::<Vec<_>>()
            .chunks(40)
            .map(|c| c.iter().collect())
            .collect::<Vec<String>>()
            .join("\n")
    };
    let few = |seed: u64| {
        noise(CHARS, seed)
            .chars()
            .map(|c| if (c as u32).is_multiple_of(2) { '甲' } else { '乙' })
            .collect::<String>()
    };
    for (name, before, after) in [
        ("nothing in common", noise(CHARS, 1), noise(CHARS, 2)),
        ("two characters", few(1), few(2)),
        ("one character", "甲".repeat(CHARS), "甲".repeat(CHARS - 7)),
        ("paragraphs", lines(1), lines(2)),
        ("empty paragraphs", "甲\n".repeat(CHARS / 2), "乙\n甲\n".repeat(CHARS / 4)),
        ("turned round", "甲\n乙\n".repeat(CHARS / 4), "乙\n甲\n".repeat(CHARS / 4)),
    ] {
        let form = form::for_year(2022).unwrap();
        let report = |text: String| {
            let mut report = Report::new(&form, 2022);
            report.sections.insert("s1".into(), text.into());
            report
        };
        let (before, after) = (report(before), report(after));
        let start = thread_time();
        diff::run(forms::sheet(&form, &before), forms::sheet(&form, &after));
        assert!(since(start) < Duration::from_secs(5), "{name}: {:?}", since(start));
    }
}

#[test]
fn both_columns_come_back_from_the_pdf() {
    let (before, after) = changed();
    let comparison = compare(&before, &after);
    let bytes = pdf::comparison(&comparison, Faces::bundled()).unwrap();
    assert!(
        bytes == pdf::comparison(&comparison, Faces::bundled()).unwrap(),
        "the same comparison gave other bytes"
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("对照.pdf");
    fs::write(&path, bytes).unwrap();
    let mut reader = Command::new("pdftotext");
    let Some(out) = needed::output(reader.arg("-raw").arg(&path).arg("-")) else { return };
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let printed = bare(&String::from_utf8(out.stdout).unwrap());
    let content = comparison.content();
    for part in &content.parts {
        assert!(printed.contains(&bare(&part.heading)), "{}", part.heading);
    }
    // A paragraph may go on overleaf, so it is looked for in pieces of some lines.
    for text in content.texts().iter().map(|t| bare(t)) {
        let characters: Vec<char> = text.chars().collect();
        let pieces = characters.chunks(9).filter(|c| c.len() == 9).map(|c| c.iter().collect::<String>());
        let pieces: Vec<String> = pieces.collect();
        let found = pieces.iter().filter(|piece| printed.contains(piece.as_str())).count();
        assert!(found * 10 >= pieces.len() * 9, "{found} of {} pieces: {text}", pieces.len());
    }
    let (old, new) = ("［－16－］", "［＋18＋］");
    assert!(printed.contains(old) && printed.contains(new));
}

#[test]
fn a_character_without_a_face_is_named_before_anything_is_made() {
    let (before, mut after) = changed();
    after.report.sections.insert("s6".into(), "无此字\u{e000}。".into());
    let error = pdf::comparison(&compare(&before, &after), Faces::bundled()).unwrap_err().to_string();
    assert!(error.contains("U+E000（对照稿）"), "{error}");
}

#[test]
fn the_command_compares_prints_and_refuses() {
    let (before, after) = changed();
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("原.ron"), file::write(&before)).unwrap();
    fs::write(at("现.ron"), file::write(&after)).unwrap();
    let run = |line: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nianbao"));
        let out = command.args(line.split(' ')).current_dir(folder.path()).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (out.status.code().unwrap(), text(out.stdout), text(out.stderr))
    };
    let (status, out, err) = run("diff 原.ron 现.ron");
    assert_eq!((status, err.as_str()), (0, ""));
    assert_eq!(out, compared::text(&compare(&before, &after)));
    let (status, out, _) = run("diff 原.ron 现.ron --json");
    assert_eq!(status, 0);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["cells"][0]["after"], "18");
    for name in ["对照.pdf", "对照.html"] {
        assert_eq!(
            run(&format!("diff 原.ron 现.ron {name}")),
            (0, format!("已导出“{name}”\n"), String::new())
        );
        let (status, _, err) = run(&format!("diff 原.ron 现.ron {name}"));
        assert_eq!((status, err.contains("已存在")), (2, true));
        assert_eq!(run(&format!("diff 原.ron 现.ron {name} --force")).0, 0);
    }
    let html = fs::read_to_string(at("对照.html")).unwrap();
    assert!(html.contains("<del>［－16－］</del>") && html.contains("<ins>［＋18＋］</ins>"));
    for line in [
        "diff",
        "diff 原.ron",
        "diff 原.ron 没有.ron",
        "diff 原.ron 现.ron 对照.docx",
        "diff 原.ron 现.ron a.pdf --json",
        "diff 原.ron 现.ron --last",
    ] {
        let (status, out, err) = run(line);
        assert_eq!((status, out.as_str(), err.lines().count()), (2, "", 1), "{line}: {err}");
    }
    fs::copy(at("原.ron"), at("原.html")).unwrap();
    let (status, _, err) = run("diff 原.html 现.ron 原.html --force");
    assert_eq!((status, err.contains("就是草稿本身")), (2, true), "{err}");
}
