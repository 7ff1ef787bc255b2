//! What the officer waits for: saving and opening a long draft, a check after a keystroke, exports.
#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark that unwraps fails as it should")]

mod checks;
#[path = "../common/forms.rs"]
mod forms;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use nianbao::{
    diff,
    draft::{Draft, examples, file},
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

criterion_group!(benches, files, checks::benches, diffs, exports, layouts);
criterion_main!(benches);
