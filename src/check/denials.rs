//! What the text says there was none of, and what it says of all cases (`assets/norms/texts.md` “正文与表格一致”:
//! TX-NONE-APP, TX-NONE-REV, TX-ALLKEEP).

use std::ops::Range;

use rust_decimal::Decimal;

use super::{
    Breach, Case,
    claims::clause,
    pattern::{Pattern, patterns},
    prose::Prose,
    scope,
};
use crate::{
    form::Role,
    words::{
        find::places,
        sentence::{bare, sentences},
    },
};

patterns! {
    static NO_APPLICATIONS = "(?:未|没有)(?:收到|接到|接收到|受理)([^。；，]{0,24}?)申请";
    static NO_CASES = "(?:未|没有|无)(?:因[^。；，]{0,16})?(?:发生|出现|引起|引发|收到|被)[^。；，0-9]{0,24}(?:行政复议|行政诉讼|复议|诉讼)[^。；，0-9]{0,12}";
    static ALL_KEPT = "(?:均|全部)(?:获|被|予以)?维持";
}

const REVIEW: &[Role] = &[Role::Review];
const SUITS: &[Role] = &[Role::DirectLitigation, Role::LitigationAfterReview];

fn kinds(words: &str) -> Vec<Role> {
    let named = [("复议", REVIEW), ("诉讼", SUITS)].into_iter();
    named.filter(|(name, _)| words.contains(name)).flat_map(|(_, roles)| roles.to_vec()).collect()
}

/// Every place of a pattern.
fn found<'a>(case: &Case<'a>, pattern: &'static Pattern) -> Vec<(&'a Prose<'a>, Range<usize>)> {
    let in_prose =
        |prose: &'a Prose<'a>| prose.places(pattern).iter().map(|m| (prose, m.clone())).collect::<Vec<_>>();
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
    let of_this = |(prose, bytes): &(&Prose<'_>, Range<usize>)| {
        let words = &prose.words()[bytes.clone()];
        let kind = NO_APPLICATIONS.captures(words).and_then(|found| found.get(1)).map_or("", |m| m.as_str());
        kinds(words).is_empty() && scope::is_any_application(&bare(kind), clause(prose, bytes))
    };
    let denials = found(case, &NO_APPLICATIONS).into_iter().filter(of_this);
    denials.map(|(prose, bytes)| breach(prose, &bytes, received)).collect()
}

pub(super) fn no_cases(case: &Case<'_>) -> Vec<Breach> {
    let denied = |(prose, bytes): (&Prose<'_>, Range<usize>)| {
        let words = &prose.words()[bytes.clone()];
        // 没有被纠错、败诉 claims less.
        let less = ["纠错", "败诉", "纠正", "撤销"].iter().any(|word| words.contains(word));
        let sum = kinds(words).into_iter().map(|role| case.sheet.role_sum(role));
        let sum = sum.sum::<Option<Decimal>>()?;
        (!less && !sum.is_zero()).then(|| breach(prose, &bytes, sum))
    };
    found(case, &NO_CASES).into_iter().filter_map(denied).collect()
}

pub(super) fn all_kept(case: &Case<'_>) -> Vec<Breach> {
    let claimed = |(prose, bytes): (&Prose<'_>, Range<usize>)| {
        let text = prose.words();
        let sentence = sentences(text).into_iter().find(|s| s.contains(&bytes.start))?;
        let kinds = kinds(&text[sentence.start..bytes.end]);
        let kinds = if kinds.is_empty() { [REVIEW, SUITS].concat() } else { kinds };
        let others: Decimal = kinds.into_iter().map(|role| not_kept(case, role)).sum();
        (!others.is_zero()).then(|| breach(prose, &bytes, others))
    };
    found(case, &ALL_KEPT).into_iter().filter_map(claimed).collect()
}

/// The cases of a kind that did not end in 维持: one that is there is enough, whatever is still blank beside it.
fn not_kept(case: &Case<'_>, role: Role) -> Decimal {
    let form = case.sheet.form();
    let parts = form.cells_with(form.role_parts(role));
    let other = parts.filter(|cell| places(&cell.column_label, "维持").is_empty());
    other.filter_map(|cell| case.sheet.figure(cell).number()).sum()
}
