//! What reading a published report costs: pages of a quarter, one and four megabytes, as text and as a web page.
//! The time should grow with the length.
#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark that unwraps fails as it should")]

use std::{fmt::Write as _, hint::black_box};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use nianbao::import::{self, Hint};

const REPORT: &str = include_str!("../published/003.txt");
const HEADING: &str = "二、主动公开政府信息情况";

/// The published report with a first section that fills it up to so many bytes.
fn text(bytes: usize) -> String {
    let (start, end) = REPORT.split_once(HEADING).unwrap();
    let mut text = start.to_owned();
    let mut n = 0;
    while text.len() + end.len() < bytes {
        n += 1;
        writeln!(text, "（{n}）主动公开政府信息{}条，其中通过网站公开{}条，按期更新栏目。", n * 7, n * 3)
            .unwrap();
    }
    text + HEADING + end
}

/// The same as a web page, tables as tables.
fn page(bytes: usize) -> String {
    let cells = |line: &str| {
        line.split('|').map(|f| format!("<td><p><span>{}</span></p></td>", f.trim())).collect::<String>()
    };
    let line = |line: &str| {
        if line.contains('|') {
            format!("<table><tr>{}</tr></table>", cells(line))
        } else {
            format!("<p style=\"text-indent:2em\"><span lang=\"zh\">{line}</span></p>")
        }
    };
    // The tags are about half of it.
    let lines: Vec<String> = text(bytes * 2 / 3).lines().map(line).collect();
    format!("<!DOCTYPE html><html><body>{}</body></html>", lines.join("\n"))
}

fn reading(c: &mut Criterion) {
    let mut group = c.benchmark_group("import");
    group.sample_size(10);
    for quarters in [1, 2, 4] {
        let bytes = quarters * 256 * 1024;
        for (kind, source) in [("text", text(bytes)), ("page", page(bytes))] {
            assert_eq!(read(&source), read(REPORT), "the figures are read whatever stands around them");
            group.throughput(Throughput::Bytes(source.len() as u64));
            group.bench_function(BenchmarkId::new(kind, format!("{} KiB", quarters * 256)), |b| {
                b.iter(|| import::read(black_box(source.as_bytes()), &Hint::default()).unwrap());
            });
        }
    }
}

/// How many figures are read.
fn read(source: &str) -> usize {
    let report = import::read(source.as_bytes(), &Hint::default()).unwrap().draft.report;
    report.cells.len() + report.printed.len()
}

criterion_group!(benches, reading);
criterion_main!(benches);
