//! What the officer waits for: saving and opening a long draft, a check after a keystroke, exports.
#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark that unwraps fails as it should")]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use nianbao::{
    check,
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
    draft.report.sections.insert("s1".to_owned(), text.into());
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
            b.iter(|| check::run(&form, black_box(&draft.report), None));
        });
    }
}

fn exports(c: &mut Criterion) {
    let mut group = c.benchmark_group("export");
    for chars in [1_000, 10_000] {
        let draft = long(chars);
        let form = form::by_id(&draft.report.form).unwrap();
        group.bench_function(BenchmarkId::new("text", chars), |b| {
            b.iter(|| export::text::export(&form, black_box(&draft.report)));
        });
        group.bench_function(BenchmarkId::new("pdf", chars), |b| {
            let faces = nianbao::layout::Faces::bundled();
            b.iter(|| export::pdf::export(&form, black_box(&draft.report), faces).unwrap());
        });
    }
}

criterion_group!(benches, files, checks, exports);
criterion_main!(benches);
