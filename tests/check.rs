//! What `check::run` says of a report, case by case.
#![allow(clippy::unwrap_used, reason = "a test that unwraps fails as it should")]

#[path = "common/cases.rs"]
mod cases;
#[path = "common/forms.rs"]
mod forms;

use std::fmt::Write as _;

use nianbao::{
    check::{self, Finding},
    draft::{Entry, Report},
    form::{CellId, Level},
};

/// Builds the report that a case describes: `form ID`, `zero` or `blank`, then `CELL VALUE`, `printed CELL VALUE`.
fn report(lines: &[String]) -> (std::sync::Arc<nianbao::form::Form>, Report) {
    let form = forms::by_id(lines[0].strip_prefix("form ").unwrap());
    let mut report =
        if lines[1] == "zero" { forms::zeros(&form) } else { Report::new(&form, form.years.from) };
    for line in lines[2..].iter().filter(|l| !l.starts_with(">>")) {
        let (id, value) = line.trim_start_matches("printed ").split_once(' ').unwrap_or((line, ""));
        assert!(form.cell(id).is_some(), "{id}");
        let map = if line.starts_with("printed ") { &mut report.printed } else { &mut report.cells };
        match Entry::read(value) {
            Some(entry) => map.insert(CellId::from(id), entry),
            None => map.remove(id),
        };
    }
    (form, report)
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "错误",
        Level::Warning => "提醒",
        Level::Info => "提示",
        Level::Unknown => "无法核对",
    }
}

fn line(finding: &Finding) -> String {
    let first = finding.places.first().map(ToString::to_string).unwrap_or_default();
    format!(">> {} {} {first} | {} | {}", level(finding.level), finding.rule, finding.message, finding.advice)
}

#[test]
fn cases() {
    let mut wrong = String::new();
    for case in cases::read(include_str!("cases/check.txt")) {
        let (form, report) = report(&case.lines);
        let found: Vec<String> = check::run(&form, &report, None).iter().map(line).collect();
        let expected: Vec<&String> = case.lines.iter().filter(|l| l.starts_with(">>")).collect();
        if found.iter().ne(expected.iter().copied()) {
            writeln!(wrong, "--- {} ---\n{}\n", case.name, found.join("\n")).unwrap();
        }
    }
    assert!(wrong.is_empty(), "these cases found something else:\n{wrong}");
}

#[test]
fn every_rule_has_its_words_and_fills_them() {
    for case in cases::read(include_str!("cases/check.txt")) {
        let (form, report) = report(&case.lines);
        for finding in check::run(&form, &report, None) {
            for words in [&finding.title, &finding.message, &finding.advice] {
                assert!(!words.is_empty() && !words.contains(['{', '}']), "{}: {words}", case.name);
            }
        }
    }
}

#[test]
fn every_rule_has_a_case() {
    let text = include_str!("cases/check.txt");
    let form_rules = forms::all().into_iter().flat_map(|f| f.relations.clone()).map(|r| r.rule);
    for rule in check::RULES.iter().map(|r| r.id.to_owned()).chain(form_rules) {
        assert!(text.contains(&format!(" {rule} ")), "no case shows {rule}");
    }
}
