//! What the text says there was none of, and what it says of all cases (`assets/norms/texts.md` “正文与表格一致”:
//! TX-NONE-APP, TX-NONE-REV, TX-ALLKEEP).

use std::ops::Range;

use rust_decimal::Decimal;

use super::{Breach, Case, claims::clause, lexicon::Wording, prose::Prose, scope, words::either};
use crate::{
    form::{Form, Role},
    words::sentence::{bare, sentences},
};

const REVIEW: &[Role] = &[Role::Review];
const SUITS: &[Role] = &[Role::DirectLitigation, Role::LitigationAfterReview];

/// The kinds of cases that some words name, by the few words that the form has for each.
fn kinds(case: &Case<'_>, words: &str) -> Vec<Role> {
    let form = case.sheet.form();
    let is_named = |role: &Role| !form.role(*role).is_empty() && words.contains(&form.short_of(*role));
    REVIEW.iter().chain(SUITS).copied().filter(is_named).collect()
}

/// Every place of a wording.
fn found<'a>(case: &Case<'a>, wording: Wording) -> Vec<(&'a Prose<'a>, Range<usize>)> {
    let in_prose = |prose: &'a Prose<'a>| {
        prose.reading().said(wording).iter().map(|m| (prose, m.clone())).collect::<Vec<_>>()
    };
    case.prose.iter().flat_map(in_prose).collect()
}

fn breach(prose: &Prose<'_>, bytes: &Range<usize>, table: Decimal) -> Breach {
    let mut breach = prose.breach(bytes, table.to_string());
    breach.fill.push(("a", table.to_string()));
    breach
}

pub(super) fn no_applications(case: &Case<'_>) -> Vec<Breach> {
    let received = case.sheet.role_sum(Role::Received).filter(|n| !n.is_zero());
    let Some(received) = received else { return Vec::new() };
    let denial = case.lexicon.get(Wording::NoApplications);
    let of_this = |(prose, bytes): &(&Prose<'_>, Range<usize>)| {
        let words = &prose.words()[bytes.clone()];
        let kind = denial.groups(words).and_then(|found| found.get(1)).map_or("", |m| m.as_str());
        kinds(case, words).is_empty()
            && scope::is_any_application(case.lexicon, &bare(kind), clause(prose, bytes))
    };
    let denials = found(case, Wording::NoApplications).into_iter().filter(of_this);
    denials.map(|(prose, bytes)| breach(prose, &bytes, received)).collect()
}

pub(super) fn no_cases(case: &Case<'_>) -> Vec<Breach> {
    let denied = |(prose, bytes): (&Prose<'_>, Range<usize>)| {
        let words = &prose.words()[bytes.clone()];
        // 没有被纠错、败诉 claims less.
        let less = case.lexicon.says(Wording::Less, words);
        let sum = kinds(case, words).into_iter().map(|role| case.sheet.role_sum(role));
        let sum = sum.sum::<Option<Decimal>>()?;
        (!less && !sum.is_zero()).then(|| breach(prose, &bytes, sum))
    };
    found(case, Wording::NoCases).into_iter().filter_map(denied).collect()
}

pub(super) fn all_kept(case: &Case<'_>) -> Vec<Breach> {
    let claimed = |(prose, bytes): (&Prose<'_>, Range<usize>)| {
        let text = prose.words();
        let sentence = sentences(text).into_iter().find(|s| s.contains(&bytes.start))?;
        let kinds = kinds(case, &text[sentence.start..bytes.end]);
        let kinds = if kinds.is_empty() { [REVIEW, SUITS].concat() } else { kinds };
        let others: Decimal = kinds.into_iter().map(|role| not_kept(case, role)).sum();
        (!others.is_zero()).then(|| all_kept_breach(case, breach(prose, &bytes, others)))
    };
    found(case, Wording::AllKept).into_iter().filter_map(claimed).collect()
}

/// With the form's words for how a case may end: `纠正、其他结果或尚未审结` besides `维持`.
fn all_kept_breach(case: &Case<'_>, mut breach: Breach) -> Breach {
    breach.fill.extend(endings(case.sheet.form()));
    breach
}

/// How a case may end, in the form's words: for the agency, and otherwise.
pub(super) fn endings(form: &Form) -> [(&'static str, String); 2] {
    let upheld = form.name_of(Role::Upheld);
    let names = form.kinds(Role::Review).iter().map(|kind| kind.name.as_str());
    let others: Vec<&str> = names.filter(|name| *name != upheld).collect();
    [("其余", either(&others)), ("维持", upheld)]
}

/// The cases of a kind that did not end for the agency: one that is there is enough, whatever is still blank beside it.
fn not_kept(case: &Case<'_>, role: Role) -> Decimal {
    let form = case.sheet.form();
    let parts = form.cells_with(form.role_parts(role));
    let other = parts.filter(|cell| !form.role(Role::Upheld).contains(&cell.id));
    other.filter_map(|cell| case.sheet.figure(cell).number()).sum()
}
