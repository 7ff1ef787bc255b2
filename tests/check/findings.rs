//! What `check::run` says of a report, case by case.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    sync::Arc,
};

use nianbao::{
    check::{self, Bound, Finding, Memory, Tally},
    draft::{AgencyKind, Draft, Entry, Explanation, Report, Sheet, last::Before},
    form::{CellId, Form, Level, RuleId},
};

use crate::common::{cases, forms, reached::reached};

/// A case: the report, last year's, and its form.
pub struct Built {
    pub form: Arc<Form>,
    pub report: Report,
    pub last: Option<Report>,
}

impl Built {
    /// The report with its form.
    pub fn sheet(&self) -> Sheet<'_> {
        forms::sheet(&self.form, &self.report)
    }

    /// Last year's report.
    pub fn before(&self) -> Option<Before<'_>> {
        forms::before(&self.form, self.last.as_ref())
    }
}

/// Builds what a case describes: `form ID`, `zero` (every cell 0, every text with all it needs) or `blank`, then
/// lines as [`put`] reads them. Lines that begin with `last ` are about last year's report, which is in the same form
/// unless the first of them says otherwise.
pub fn build(lines: &[String]) -> Built {
    let form = forms::by_id(lines[0].strip_prefix("form ").unwrap());
    let mut report =
        if lines[1] == "zero" { forms::quiet(&form) } else { Report::new(&form, form.years.from) };
    let mut last: Option<(Arc<Form>, Report)> = None;
    for line in lines[2..].iter().filter(|l| !l.starts_with(">>")) {
        let Some(line) = line.strip_prefix("last ") else {
            put(&form, &mut report, line);
            continue;
        };
        let named = line.strip_prefix("form ").map(forms::by_id);
        let (form, report) = last.get_or_insert_with(|| {
            let form = named.clone().unwrap_or_else(|| Arc::clone(&form));
            let report = Report { year: report.year - 1, ..forms::zeros(&form) };
            (form, report)
        });
        if named.is_none() {
            put(form, report, line);
        }
    }
    Built { form, report, last: last.map(|(_, report)| report) }
}

/// `CELL VALUE`, `printed CELL VALUE`, `year YYYY`, `agency NAME`, `mail ADDRESS`, `telephone NUMBER`, `government`, `authorised`,
/// `limit N`, `title WORDS`, `text SECTION WORDS` (`\n` parts paragraphs), `heading SECTION WORDS`.
fn put(form: &Form, report: &mut Report, line: &str) {
    let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
    let named = |rest: &str| {
        let (id, words) = rest.split_once(' ').unwrap_or((rest, ""));
        (id.to_owned(), words.replace("\\n", "\n"))
    };
    match first {
        "zero" => {}
        "year" => report.year = rest.parse().unwrap(),
        "agency" => report.agency.name = rest.to_owned(),
        "government" => report.agency.kind = AgencyKind::Government,
        "authorised" => report.agency.kind = AgencyKind::Authorised,
        "mail" => report.agency.mail = rest.to_owned(),
        "telephone" => report.agency.telephone = rest.to_owned(),
        "limit" => report.agency.limit = Some(rest.parse().unwrap()),
        "title" => report.title = Some(rest.to_owned()),
        "text" => {
            let (id, words) = named(rest);
            assert!(form.section(&id).is_some(), "{id}");
            report.sections.insert(id.into(), words.into());
        }
        "heading" => {
            let (id, words) = named(rest);
            report.headings.insert(id.into(), words);
        }
        "printed" => {
            let (id, value) = named(rest);
            set(form, &mut report.printed, &id, &value);
        }
        id => set(form, &mut report.cells, id, rest),
    }
}

fn set(form: &Form, map: &mut BTreeMap<CellId, Entry>, id: &str, value: &str) {
    assert!(form.cell(id).is_some(), "{id}");
    match Entry::read(value) {
        Some(entry) => map.insert(CellId::from(id), entry),
        None => map.remove(id),
    };
}

/// As `nianbao --self-check` does it in the program that ships.
#[test]
fn every_pattern_can_be_built() {
    assert!(check::build_patterns() > 20, "the patterns of all files");
}

/// What is found in a case.
pub fn run(case: &cases::Case) -> Vec<Finding> {
    let Built { form, report, last } = build(&case.lines);
    check::run(forms::sheet(&form, &report), forms::before(&form, last.as_ref()))
}

/// Every finding of the cases, with the name of its case and the form.
pub fn of_all_cases() -> Vec<(String, Arc<Form>, Finding)> {
    let found = |case: cases::Case| {
        let form = build(&case.lines).form;
        run(&case)
            .into_iter()
            .map(move |finding| (case.name.clone(), Arc::clone(&form), finding))
            .collect::<Vec<_>>()
    };
    cases::read(include_str!("../cases/check.txt")).into_iter().flat_map(found).collect()
}

fn line(finding: &Finding) -> String {
    let first = finding.places.first().map(ToString::to_string).unwrap_or_default();
    format!(">> {} {} {first} | {} | {}", finding.level.name(), finding.rule, finding.message, finding.advice)
}

#[test]
fn cases() {
    let mut wrong = String::new();
    for case in cases::read(include_str!("../cases/check.txt")) {
        let found: Vec<String> = run(&case).iter().map(line).collect();
        let expected: Vec<&String> = case.lines.iter().filter(|l| l.starts_with(">>")).collect();
        if found.iter().ne(expected.iter().copied()) {
            writeln!(wrong, "--- {} ---\n{}\n", case.name, found.join("\n")).unwrap();
        }
    }
    assert!(wrong.is_empty(), "these cases found something else:\n{wrong}");
}

/// The findings of a report that breaks a rule of each kind: a sum, what last year left, and a proportion to be looked at.
fn of_each_kind() -> Vec<Finding> {
    let case = "--- a rule of each kind ---\nform F2021\nzero\nT3.cin.nat 2\nT3.r1.nat 22\nT3.new.nat 27\n\
                T3.r6_3.nat 6\nT2.norm.issued 3\nlast T3.cout.nat 3\n";
    run(&cases::read(case)[0])
}

/// What is explained of them, by rule, with this rule and key of each explanation.
fn explained(explanation: fn(&Finding) -> (String, String)) -> Vec<RuleId> {
    let findings = of_each_kind();
    let explanation = |finding| {
        let (rule, key) = explanation(finding);
        Explanation { rule: rule.into(), key, text: "已核实".to_owned() }
    };
    let explanations = findings.iter().map(explanation).collect();
    let draft = Draft { explanations, ..Draft::default() };
    let mut rules: Vec<RuleId> =
        findings.into_iter().filter(|f| f.is_explained(&draft)).map(|f| f.rule).collect();
    rules.dedup();
    rules
}

#[test]
fn an_explanation_settles_what_may_stay_as_it_is_and_nothing_else() {
    let levels: BTreeMap<RuleId, Level> = of_each_kind().into_iter().map(|f| (f.rule, f.level)).collect();
    let expect = [
        ("CY-CARRY", Level::Error),
        ("CY-CARRYCOL", Level::Warning),
        ("CY-VALID", Level::Warning),
        ("T2-STOCK", Level::Warning),
        ("T3-BAL", Level::Error),
        ("T3-OTHER", Level::Info),
    ];
    assert_eq!(levels, expect.map(|(rule, level)| (rule.into(), level)).into());
    // A sum that is wrong stays wrong, whatever is said; what is to be looked at is settled once that was done.
    let mut may_stay = explained(|f| (f.rule.to_string(), f.key()));
    may_stay.sort();
    assert_eq!(may_stay, ["CY-CARRY", "CY-CARRYCOL", "CY-VALID", "T2-STOCK", "T3-OTHER"]);
    assert!(
        explained(|f| (f.rule.to_string(), format!("{}0", f.key()))).is_empty(),
        "another number asks again"
    );
    assert!(explained(|f| (format!("{}-X", f.rule), f.key())).is_empty(), "another rule is another matter");
}

/// A 提示 is settled by a word.
#[test]
fn what_asks_to_be_looked_at_can_be_confirmed() {
    let mut asked = BTreeSet::new();
    for case in cases::read(include_str!("../cases/check.txt")) {
        for finding in run(&case).into_iter().filter(|f| f.level == Level::Info) {
            let words = Explanation {
                rule: finding.rule.clone(),
                key: finding.key(),
                text: check::CONFIRMED.to_owned(),
            };
            let draft = Draft { explanations: vec![words], ..Draft::default() };
            let may = !finding.may_be_explained();
            assert_eq!(finding.may_be_confirmed(), may, "{}", finding.rule);
            assert!(finding.is_explained(&draft), "{}", finding.rule);
            assert!(!finding.is_explained(&Draft::default()));
            if may {
                assert_eq!(finding.answer(&draft).as_deref(), Some("已确认"));
                asked.insert(finding.rule);
            }
        }
    }
    // Each that only asks to be looked at can be said to have been.
    for rule in ["TX-S1LEN", "TX-PUNCT", "T4-CODEF", "CY-JUMP"] {
        assert!(asked.contains(&RuleId::from(rule)), "{rule} of {asked:?}");
    }
}

/// What the rule on long texts says of an overview of so many characters, blanks aside, where no local limit is set.
fn length_of(chars: usize) -> Vec<String> {
    let form = forms::by_id("F2021");
    let mut report = forms::quiet(&form);
    let start = report.text("s1").to_owned();
    let more = "写".repeat(chars - start.chars().count());
    report.sections.insert("s1".into(), format!("{start}　\n\n　　{more}").into());
    let findings = check::run(forms::sheet(&form, &report), None);
    findings.iter().filter(|f| f.rule == "TX-S1LEN").map(|f| f.message.clone()).collect()
}

#[test]
fn an_overview_may_have_a_thousand_characters() {
    assert_eq!(length_of(1000), Vec::<String>::new());
    assert_eq!(length_of(1001), ["总体情况1001字，有的地方要求不超过一千字。"]);
}

#[test]
fn every_rule_has_its_words_and_fills_them() {
    for case in cases::read(include_str!("../cases/check.txt")) {
        for finding in run(&case) {
            for words in [&finding.title, &finding.message, &finding.advice] {
                assert!(!words.is_empty() && !words.contains(['{', '}']), "{}: {words}", case.name);
            }
        }
    }
}

/// That a sum cannot be checked is what its level says, and each says another sum.
#[test]
fn what_cannot_be_checked_is_said_once() {
    let mut seen = 0;
    for case in cases::read(include_str!("../cases/check.txt")) {
        let unknown = run(&case).into_iter().filter(|f| f.level == Level::Unknown);
        let messages: Vec<String> = unknown.map(|f| f.message).collect();
        let distinct: BTreeSet<&String> = messages.iter().collect();
        assert_eq!(distinct.len(), messages.len(), "{}: {messages:?}", case.name);
        assert!(messages.iter().all(|m| !m.contains(Level::Unknown.name())), "{}: {messages:?}", case.name);
        seen += messages.len();
    }
    assert!(seen > 5, "the cases have some");
}

#[test]
fn r16_every_rule_has_a_case() {
    let text = include_str!("../cases/check.txt");
    let form_rules = forms::all()
        .into_iter()
        .filter(|form| form.id != forms::renamed().id)
        .flat_map(|f| f.relations.clone())
        .map(|r| r.rule);
    let all: BTreeSet<RuleId> = check::rules().map(|r| RuleId::from(r.id)).chain(form_rules).collect();
    for rule in &all {
        assert!(text.contains(&format!(" {rule} ")), "no case shows {rule}");
    }
    reached("R16", &format!("{} rules, each broken by a case", all.len()));
}

/// The label of the button that puts the right number of the first finding into a text.
fn offered(text: &str) -> Option<String> {
    let case =
        format!("--- offered ---\nform F2021\nzero\nT3.new.nat 3119\nT3.r1.nat 3119\ntext s0 {text}\n");
    let findings = run(&cases::read(&case)[0]);
    findings.iter().find(|finding| finding.rule.starts_with("TX-")).and_then(Finding::replacement_label)
}

#[test]
fn the_right_number_is_offered_as_it_is_written() {
    let check = |text: &str, expect: Option<&str>| assert_eq!(offered(text).as_deref(), expect, "{text}");
    check("收到政府信息公开申请3118件。", Some("改为“3119”"));
    check("收到政府信息公开申请3,118件。", Some("改为“3,119”"));
    check("收到政府信息公开申请３１１８件。", Some("改为“3119”"));
    // Which of several is meant, and how a numeral is written, only the officer knows.
    check("收到政府信息公开申请三千一百一十八件。", None);
    check("收到政府信息公开申请0.3万件。", None);
    check("办理政府信息公开申请3118件。", None);
    check("收到政府信息公开申请3119件。", None);
}

#[test]
fn a_document_is_put_right_where_its_title_need_not_change() {
    let check = |text: &str, expect: Option<&str>| assert_eq!(offered(text).as_deref(), expect, "{text}");
    check("按照国办公开办函〔2019〕60号编制。", Some("改为“国办公开办函〔2021〕30号”"));
    check(
        "按照国办公开办函〔2019〕60号编制，格式见国办公开办函〔2019〕60号。",
        Some("2处都改为“国办公开办函〔2021〕30号”"),
    );
    check("根据《中华人民共和国政府信息公开条例》（国务院令第492号）编制。", Some("改为“国务院令第711号”"));
    // The title of another notice stands before its number.
    check("按照《关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）编制。", None);
    check("按照《关于政府信息公开工作年度报告有关事项的通知》(国办公开办函〔2019〕60号)编制。", None);
    check(
        "按照《关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）和国办公开办函〔2019〕60号编制。",
        None,
    );
}

#[test]
fn what_was_not_understood_is_not_checked() {
    let case = "--- numbers ---\nform F2021\nzero\nT3.new.nat 16\nT3.r1.nat 16\ntext s0 收到政府信息公开申请16件，\
                代区政府收到政府信息公开申请3件，办结15件，网上申请16件，网站发布信息1715条。\n";
    let Built { form, report, .. } = build(&cases::read(case)[0].lines);
    let mut memory = Memory::default();
    memory.run(forms::sheet(&form, &report), None);
    let shown: Vec<String> = memory
        .numbers()
        .map(|number| {
            let bound = match &number.bound {
                Bound::Agrees(counted) => format!("一致 {}", counted.called),
                Bound::Differs(counted) => format!("不一致 {}", counted.called),
                Bound::Follows => "相符".to_owned(),
                Bound::Contradicts => "不符".to_owned(),
                Bound::Unchecked => "未能核对".to_owned(),
                Bound::Unrelated => "无关".to_owned(),
            };
            format!("{} {bound}", number.figures.text)
        })
        .collect();
    insta::assert_snapshot!(shown.join("\n"), @r"
    16 一致 表三本年新收
    3 未能核对
    15 不一致 表三办理总计
    16 无关
    1715 无关
    ");
    let said = Tally::of(memory.numbers()).said();
    insta::assert_snapshot!(said.unwrap_or_default(), @"正文5个数：核对一致1，不一致1，未能核对1，与表无关2");
}
