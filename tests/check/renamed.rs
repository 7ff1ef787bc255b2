//! Every rule on a form in which nothing is called as in any other: what is said of a report is said in its words.

use std::{collections::BTreeSet, fmt::Write as _};

use nianbao::{
    check::{self, Finding},
    form::{Form, RuleId},
};

use crate::{common::cases, common::forms, findings};

fn all() -> Vec<(String, Vec<Finding>)> {
    let cases = cases::read(include_str!("../cases/renamed.txt"));
    cases.iter().map(|case| (case.name.clone(), findings::run(case))).collect()
}

/// All that the officer reads of a finding.
fn words(finding: &Finding) -> Vec<&str> {
    let waiver = finding.waiver.as_deref().unwrap_or_default();
    vec![&finding.title, &finding.message, &finding.advice, waiver]
}

#[test]
fn every_rule_speaks_in_the_words_of_the_form() {
    let mut told = String::new();
    for (name, findings) in all() {
        writeln!(told, "--- {name} ---").unwrap();
        for finding in &findings {
            writeln!(told, "{} | {}", finding.rule, words(finding).join(" | ")).unwrap();
        }
    }
    insta::assert_snapshot!("findings in other words", told);
}

#[test]
fn every_rule_is_broken_once() {
    let broken: BTreeSet<RuleId> = all().into_iter().flat_map(|(_, f)| f).map(|f| f.rule).collect();
    let form = forms::renamed();
    let own = form.relations.iter().map(|relation| relation.rule.clone());
    let lacking: Vec<RuleId> = check::rules()
        .map(|rule| RuleId::from(rule.id))
        .chain(own)
        .filter(|rule| !broken.contains(rule))
        .collect();
    assert!(lacking.is_empty(), "{lacking:?}");
}

/// The names of a form, of three characters and more.
fn names(form: &Form) -> BTreeSet<String> {
    let cells = form
        .cells()
        .iter()
        .flat_map(|c| c.row_path.iter().cloned().chain([c.row_label.clone(), c.column_label.clone()]));
    let sections = form.sections.iter().flat_map(|s| [s.subject().to_owned(), s.heading.clone()]);
    let topics =
        form.sections.iter().flat_map(|s| s.topics.iter().chain(&s.government)).map(|t| t.label.clone());
    let words = form.words().roles.values();
    let kinds = words.flat_map(|w| w.kinds.iter().map(|k| k.name.clone()).chain([w.name.clone()]));
    let all = cells.chain(sections).chain(topics).chain(kinds);
    let bare = all.map(|name| {
        name.trim_start_matches(|c| "（）一二三四五六七八九十、0123456789.".contains(c)).to_owned()
    });
    bare.filter(|name| name.chars().count() > 2).collect()
}

#[test]
fn no_finding_speaks_of_another_form() {
    let own = names(&forms::renamed());
    let others: BTreeSet<String> =
        ["F2019", "F2021"].into_iter().flat_map(|id| names(&forms::by_id(id))).collect();
    let tables = ["表二", "表三", "表四", "部分公开", "规范性文件", "第五十条"].map(str::to_owned);
    let foreign: Vec<&String> = others.iter().chain(&tables).filter(|name| !own.contains(*name)).collect();
    for (case, findings) in all() {
        for finding in findings {
            for words in words(&finding) {
                // What stands in the text is quoted as it stands there.
                let found =
                    foreign.iter().find(|name| words.contains(**name) && !finding.left.contains(**name));
                assert!(found.is_none(), "{case}: {} speaks of {found:?}: {words}", finding.rule);
            }
        }
    }
}
