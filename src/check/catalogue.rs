//! The rules of a form as a list to be read: what `nianbao rules` prints and `assets/norms/rules.md` holds.
//!
//! Invariants: whatever [`run`](super::run) can find of a report in a form has its entry here; an entry's words are
//! whole sentences, in which stands what the form knows, and for what only a report knows a word that says so (某列).

use super::{About, Rule, cells, conditions, denied, parts, relations, rules, wording, words, years};
use crate::{
    form::{CellKind, Form, Level, Meaning, Relation, Role, RuleId, SectionId},
    words::{number, template},
};

/// A rule as it can be listed, in the officer's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleEntry {
    /// Its id: `T3-BAL`.
    pub id: RuleId,
    /// The section that it is about; none where it is about the whole report.
    pub section: Option<SectionId>,
    /// How bad a breach is; where a breach may be less bad, the worst.
    pub level: Level,
    /// What a breach is called.
    pub title: String,
    /// What is said of a breach.
    pub sentence: String,
    /// What to do about it.
    pub advice: String,
    /// Where it comes from.
    pub source: String,
}

/// Every rule that a report in this form is checked by: the form's own relations, then the others, each once.
pub fn catalogue(form: &Form) -> Vec<RuleEntry> {
    let mut entries: Vec<RuleEntry> = Vec::new();
    for relation in &form.relations {
        if entries.iter().all(|entry| entry.id != relation.rule) {
            entries.push(of_relation(form, relation));
        }
    }
    let applying = rules().filter(|rule| rule.about.is_in(form) && (rule.applies)(form));
    entries.extend(applying.map(|rule| of_rule(form, rule)));
    entries
}

fn of_relation(form: &Form, relation: &Relation) -> RuleEntry {
    let table = relations::lead(form, relation).map(|cell| &form.tables[cell.table]);
    let known = [("表名", table.map_or_else(String::new, |table| table.name.clone()))];
    RuleEntry {
        id: relation.rule.clone(),
        section: table.and_then(|table| form.section_of(table)).map(|section| section.id.clone()),
        level: relation.level,
        title: readable(if relation.about.is_empty() { &relation.title } else { &relation.about }, &known),
        sentence: readable(&relation.message, &known),
        advice: readable(&relation.advice, &known),
        source: relation.source.clone(),
    }
}

fn of_rule(form: &Form, rule: &Rule) -> RuleEntry {
    let mut known = rule.about.names(form);
    known.extend(of_form(form, rule));
    RuleEntry {
        id: rule.id.into(),
        section: rule.about.section(form).map(|section| section.id.clone()),
        level: rule.level,
        title: readable(rule.title, &known),
        sentence: readable(rule.message, &known),
        advice: readable(rule.advice, &known),
        source: rule.source.to_owned(),
    }
}

/// What the form knows beyond what a rule is about.
fn of_form(form: &Form, rule: &Rule) -> Vec<(&'static str, String)> {
    let mut known = vec![("上限", number::MAX_WHOLE_DIGITS.to_string())];
    if let About::Section(meaning) = rule.about {
        let topics: Vec<&str> = form.topics(meaning).iter().map(|topic| topic.label.as_str()).collect();
        known.extend([("缺", words::either(&topics)), ("项", words::either(&topics))]);
    }
    if let Some(cell) = form.cells_with(form.role(Role::CarriedOut)).next() {
        known.push(("上年行", words::without_number(&cell.row_label).to_owned()));
    }
    known.extend(form.sections.iter().find_map(|section| Some(("要求", parts::asked(section.limit?)))));
    known.extend(amounts(form));
    known.extend(denied::endings(form));
    known.extend(years::turnover(form));
    known.extend(conditions::first_reviewed(form));
    known.extend(form.meaning(Meaning::Overview).into_iter().flat_map(parts::of_government));
    known.extend(form.words().proper.first().into_iter().flat_map(wording::called));
    known.extend(open_cases(form));
    known.extend(only_kind(form, rule));
    known
}

/// What the form calls all cases and the open ones.
fn open_cases(form: &Form) -> Vec<(&'static str, String)> {
    let cell = |role| form.cells_with(form.role(role)).last();
    let both = cell(Role::Review).zip(cell(Role::ReviewPending));
    both.into_iter().flat_map(|(all, open)| years::still_open(all, open)).collect()
}

/// The kind that is counted, where a rule is about cells of one kind.
fn only_kind(form: &Form, rule: &Rule) -> Option<(&'static str, String)> {
    match rule.about {
        About::Cells(counted) if form.kinds(counted).len() == 1 => {
            Some(("类", form.kinds(counted)[0].name.clone()))
        }
        _ => None,
    }
}

/// The unit of the form's amounts and their decimal places.
fn amounts(form: &Form) -> Vec<(&'static str, String)> {
    let amount = form.cells().iter().find_map(|cell| match &cell.kind {
        CellKind::Amount { unit, places } => Some((unit, places)),
        CellKind::Count | CellKind::Signed => None,
    });
    let named = |(unit, places): (&Option<String>, &u32)| {
        vec![("单位", cells::unit_in_words(unit.as_deref())), ("小数", places.to_string())]
    };
    amount.map_or_else(Vec::new, named)
}

/// What stands for what only a report knows.
const UNKNOWN: &[(&str, &str)] = &[
    ("位置", "某格"),
    ("行", "某行"),
    ("列", "某列"),
    ("类", "某类"),
    ("项", "某项"),
    ("表名", "某表"),
    ("标题", "某部分"),
    ("部分", "某部分"),
    ("段", "重复最多的部分"),
    ("年", "某"),
    ("Y", "某"),
    ("格式", "该年度的格式"),
    ("当前", "另一种格式"),
    ("全称", "机关全称"),
    ("缺", "缺少的内容"),
    ("量", "件"),
    ("各", "各项件数都是另外的数"),
    // Words of the report.
    ("值", "……"),
    ("开头", ""),
    ("何处", "正文"),
    ("现", "……"),
    ("应", "……"),
    ("原文", "……"),
    ("差异", "……"),
];

/// What stands for numbers: the letters of operands and all that is not in the list.
const SOME: &str = "若干";

/// A template as a sentence that can be read without a report.
fn readable(template: &str, known: &[(&'static str, String)]) -> String {
    let unknown =
        |name: &str| UNKNOWN.iter().find(|(known, _)| *known == name).map_or(SOME, |(_, words)| words);
    template::fill(template, |name| words::value_of(name, known).or_else(|| Some(unknown(name).to_owned())))
}
