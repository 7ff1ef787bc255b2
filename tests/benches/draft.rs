//! What the officer waits for: saving and opening a long draft, a check after a keystroke, exports.
#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark that unwraps fails as it should")]

#[path = "../common/forms.rs"]
mod forms;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use nianbao::{
    check, diff,
    draft::{Draft, examples, file, leftover::leftovers, shares::shares},
    export, form, store,
};

fn example(name: &str) -> Draft {
    let (_, text) = examples::all().iter().find(|(n, _)| *n == name).unwrap();
    file::read(text).unwrap()
}

/// The city's draft with a first section of so many characters in paragraphs of two hundred.
fn long(chars: usize) -> Draft {
    let mut draft = example("huaian-2024.ron");
    let paragraph: String = "依法公开信息，".chars().cycle().take(200).collect();
    let text = vec![paragraph; chars / 200].join("\n");
    draft.report.sections.insert("s1".into(), text.into());
    draft
}

fn files(c: &mut Criterion) {
    let mut group = c.benchmark_group("draft file");
    let folder = tempfile::tempdir().unwrap();
    for chars in [10_000, 100_000, 1_000_000] {
        let draft = long(chars);
        let path = folder.path().join(format!("{chars}.ron"));
        group.bench_function(BenchmarkId::new("save", chars), |b| {
            b.iter(|| store::save(&path, &draft).unwrap());
        });
        group.bench_function(BenchmarkId::new("open", chars), |b| {
            b.iter(|| store::open(black_box(&path)).unwrap());
        });
    }
}

fn checks(c: &mut Criterion) {
    for name in ["huaian-2024.ron", "yangling-2020.ron"] {
        let draft = example(name);
        let form = form::by_id(&draft.report.form).unwrap();
        c.bench_function(&format!("check {name}"), |b| {
            b.iter(|| check::run(forms::sheet(&form, black_box(&draft.report)), None));
        });
    }
}

/// A draft whose text is last year's, of so many characters in sentences of their own.
fn copied(chars: usize) -> Draft {
    let mut draft = example("huaian-2024.ron");
    let mut last = draft.report.clone();
    last.year -= 1;
    let text = |year: u16| {
        let sentence = |n: usize| {
            format!(
                "{year}年第{n}项工作按照《中华人民共和国政府信息公开条例》办理，共公开信息{}条，答复申请{}件。",
                n * 7,
                n
            )
        };
        let length = sentence(1000).chars().count();
        (0..chars / length).map(sentence).collect::<Vec<_>>().concat()
    };
    for (report, year) in [(&mut last, 2023), (&mut draft.report, 2024)] {
        report.sections.insert("s1".into(), text(year).into());
    }
    draft.last = Some(last);
    draft
}

/// What a keystroke costs in a long text that is still last year's: leftovers, the share, the check with both.
fn last_year(c: &mut Criterion) {
    let mut group = c.benchmark_group("last year");
    let draft = example("huaian-2024.ron");
    let form = form::by_id(&draft.report.form).unwrap();
    let mut last = draft.report.clone();
    last.year -= 1;
    group.bench_function("check huaian-2024.ron", |b| {
        b.iter(|| {
            check::run(forms::sheet(&form, black_box(&draft.report)), forms::before(&form, Some(&last)))
        });
    });
    let draft = copied(30_000);
    let last = draft.last.clone().unwrap();
    group
        .bench_function("leftovers 30000", |b| b.iter(|| leftovers(forms::opened(&form, black_box(&draft)))));
    group.bench_function("share 30000", |b| {
        b.iter(|| {
            shares(forms::sheet(&form, black_box(&draft.report)), forms::before(&form, Some(&last)).unwrap())
        });
    });
    group.bench_function("check 30000", |b| {
        b.iter(|| {
            check::run(forms::sheet(&form, black_box(&draft.report)), forms::before(&form, Some(&last)))
        });
    });
}

fn exports(c: &mut Criterion) {
    let mut group = c.benchmark_group("export");
    for chars in [1_000, 10_000] {
        let draft = long(chars);
        let form = form::by_id(&draft.report.form).unwrap();
        group.bench_function(BenchmarkId::new("text", chars), |b| {
            b.iter(|| export::text::export(forms::sheet(&form, black_box(&draft.report))));
        });
        group.bench_function(BenchmarkId::new("pdf", chars), |b| {
            let faces = nianbao::layout::Faces::bundled();
            b.iter(|| {
                export::pdf::export(
                    forms::opened(&form, black_box(&draft)),
                    export::copy::CopyOptions::default(),
                    faces,
                )
                .unwrap()
            });
        });
    }
}

/// Pages of the longest example, and how the time grows with the text.
fn layouts(c: &mut Criterion) {
    let mut group = c.benchmark_group("layout");
    let faces = nianbao::layout::Faces::bundled();
    let drafts =
        [("huaian-2024.ron", example("huaian-2024.ron")), ("2000", long(2_000)), ("20000", long(20_000))];
    for (name, draft) in drafts {
        let form = form::by_id(&draft.report.form).unwrap();
        group.bench_function(name, |b| {
            b.iter(|| nianbao::layout::pages(forms::sheet(&form, black_box(&draft.report)), faces));
        });
    }
    let draft = example("huaian-2024.ron");
    let form = form::by_id(&draft.report.form).unwrap();
    let sheet = |draft: &Draft| export::sign_off::sheet(forms::opened(&form, draft), None, 6, faces);
    group.bench_function("sign-off sheet", |b| b.iter(|| sheet(black_box(&draft))));
}

/// Two reports of so many characters, a number changed in every paragraph and every tenth one new.
fn diffs(c: &mut Criterion) {
    let mut group = c.benchmark_group("diff");
    for chars in [3_000, 30_000, 150_000] {
        let drafts = [0, 1].map(|year| edited(chars, year));
        let form = form::by_id(&drafts[0].report.form).unwrap();
        let side = |at: usize| forms::sheet(&form, &drafts[at].report);
        group.bench_function(format!("on {chars} characters"), |b| {
            b.iter(|| diff::run(black_box(side(0)), black_box(side(1))));
        });
    }
}

fn edited(chars: usize, year: usize) -> Draft {
    let mut draft = example("huaian-2024.ron");
    let paragraph = |n: usize| {
        let count = 16 + n * 7 % 90 + year * 3;
        let new = if year == 1 && n.is_multiple_of(10) {
            "新增平台建设和监督保障的内容。"
        } else {
            ""
        };
        let text = format!("（{n}）依法办理政府信息公开申请{count}件，主动公开{}条，{new}", count * 11);
        text.chars()
            .chain("落实条例各项规定，健全制度机制，持续提升工作质量。".chars().cycle())
            .take(200)
            .collect::<String>()
    };
    let text: Vec<String> = (0..chars / 200).map(paragraph).collect();
    draft.report.sections.insert("s1".into(), text.join("\n").into());
    draft
}

criterion_group!(benches, files, checks, diffs, exports, layouts, last_year);
criterion_main!(benches);
