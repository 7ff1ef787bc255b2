//! The rules as they are listed against those that find something.

use std::collections::BTreeSet;

use nianbao::{
    check::{self, RuleEntry},
    form::{self, Form, RuleId},
};

use crate::{common::forms, findings};

fn ids(form: &Form) -> BTreeSet<RuleId> {
    check::catalogue(form).into_iter().map(|entry| entry.id).collect()
}

/// A rule that the list of a form leaves out finds nothing there: neither in the cases nor with anything else.
#[test]
fn what_is_found_is_listed() {
    for (name, form, finding) in findings::of_all_cases() {
        assert!(ids(&form).contains(&finding.rule), "{name}: {} is not listed for {}", finding.rule, form.id);
    }
}

#[test]
fn every_rule_is_listed_for_some_form() {
    let listed: BTreeSet<RuleId> = form::builtin().iter().flat_map(|form| ids(form)).collect();
    let missing: Vec<&str> = check::rules().map(|rule| rule.id).filter(|id| !listed.contains(*id)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    for form in form::builtin() {
        let entries = check::catalogue(form);
        assert_eq!(entries.len(), ids(form).len(), "{}: a rule stands twice", form.id);
        assert!(form.relations.iter().all(|relation| ids(form).contains(&relation.rule)), "{}", form.id);
    }
}

/// What is wrong with the words of a rule as they are listed.
fn fault(entry: &RuleEntry) -> Option<&'static str> {
    let words = [&entry.title, &entry.sentence, &entry.advice, &entry.source];
    let has = |places: &[&str]| words.iter().any(|words| places.iter().any(|place| words.contains(place)));
    let is_blank = words.iter().any(|words| words.is_empty());
    let faults = [
        (is_blank, "something is not said"),
        (has(&["{", "}"]), "a place for a name is left"),
        (has(&["“某”", "某某", "若干若干", "norms", "§"]), "it cannot be read alone"),
        (!entry.sentence.ends_with('。') || !entry.advice.ends_with(['。', '”']), "it is no sentence"),
    ];
    faults.into_iter().find_map(|(is_so, fault)| is_so.then_some(fault))
}

#[test]
fn what_is_listed_can_be_read_without_a_report() {
    for form in form::builtin() {
        for entry in check::catalogue(form) {
            assert_eq!(fault(&entry), None, "{}: {entry:#?}", form.id);
        }
    }
    assert!(!check::catalogue(&forms::invented()).is_empty(), "of a form that nobody prescribes too");
}
