//! What may be private in a text that is to be published (`assets/norms/publishing.md` “公布前看个人信息”): mobile numbers,
//! identity numbers, mailboxes of mail services, numbers of bank cards.
//!
//! Invariant: a number is one of these only if it stands alone and every figure in it fits; whatever could as well be the
//! number of a document, a code or a count says nothing.

use std::ops::Range;

use super::{
    Breach, Case, Place,
    pattern::{Pattern, patterns},
    prose::{Prose, grouped},
    reading::Bytes,
};
use crate::draft::Agency;

patterns! {
    /// Eleven figures, with spaces or dashes in the usual places or without, and the number of the country before them.
    static MOBILE = r"(?:\+?86[- ]?)?1[3-9][0-9](?:[- ][0-9]{4}[- ][0-9]{4}|[0-9]{8})";
    /// Eighteen figures: place, day of birth, number of the day, check figure.
    static IDENTITY = "[1-8][0-9]{5}[- ]?[0-9]{8}[- ]?[0-9]{3}[0-9Xx]";
    /// Sixteen to nineteen figures, by fours or without a gap.
    static ACCOUNT = "[0-9]{4}(?: [0-9]{4}){3}(?: [0-9]{1,3})?|[0-9]{16,19}";
    /// A mailbox of a service that gives one to anybody.
    static MAILBOX = r"(?i)[a-z0-9._%+-]+[@＠](?:(?:vip\.)?(?:qq|163|126|188|139|foxmail|sina|sohu|tom|21cn|aliyun|gmail|hotmail|outlook|live|msn|icloud|yahoo|263)\.(?:com|net|cn)(?:\.cn)?|yeah\.net|189\.cn|wo\.cn)";
    /// Words before a number that say it is another kind of number.
    static OTHER_NUMBER = "(?:编号|代码|编码|文号|证号|单号|流水|受理号|登记号|备案号|批号|期号|信用|金额|[总合共]计|[达为]到?)[^，。；、]{0,4}$";
    /// Words before a number that say it is of an account.
    static OF_ACCOUNT = "(?:卡号|账号|帐号|账户|帐户|银行卡)[^，。；\n]{0,12}$";
    /// What is counted behind a number.
    static COUNTED = r"^[件条次人元万亿个项篇户份页号期宗起例户吨亩%‰]|^平方|^余|^多|^\.[0-9]";
}

/// What is private.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Private {
    Mobile,
    Identity,
    Mailbox,
    Account,
}

/// What is private in a text, and where it stands.
pub(super) fn private_in(text: &str) -> Vec<(Private, Bytes)> {
    let of = |pattern: &'static Pattern| pattern.find_iter(text).map(|found| found.range());
    let mailboxes = of(&MAILBOX).filter(|bytes| !goes_on(&text[bytes.end..]));
    let numbers = |bytes: &Bytes| stands_alone(text, bytes);
    let mobiles = of(&MOBILE).filter(numbers).filter(|bytes| !is_another(text, bytes));
    let identities = of(&IDENTITY).filter(numbers).filter(|bytes| is_identity(&text[bytes.clone()]));
    let accounts = of(&ACCOUNT).filter(numbers).filter(|bytes| is_account(text, bytes));
    let mut found: Vec<(Private, Bytes)> = Vec::new();
    found.extend(mailboxes.map(|bytes| (Private::Mailbox, bytes)));
    found.extend(mobiles.map(|bytes| (Private::Mobile, bytes)));
    found.extend(identities.map(|bytes| (Private::Identity, bytes)));
    found.extend(accounts.map(|bytes| (Private::Account, bytes)));
    found
}

/// Whether a mailbox goes on behind its end: qq.company.
fn goes_on(after: &str) -> bool {
    let mut after = after.chars();
    match after.next() {
        Some('.' | '-') => after.next().is_some_and(|c| c.is_ascii_alphanumeric()),
        next => next.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_'),
    }
}

/// Whether no figure, letter or sign of an address stands around a number.
fn stands_alone(text: &str, bytes: &Bytes) -> bool {
    let joins = |c: char| c.is_ascii_alphanumeric() || "@_=&#%+*-/〔〕".contains(c);
    let (before, after) = (&text[..bytes.start], &text[bytes.end..]);
    !before.ends_with(|c| joins(c) || c == '.') && !after.starts_with(joins)
}

/// Whether the words around a number say that it is a count or another kind of number.
fn is_another(text: &str, bytes: &Bytes) -> bool {
    COUNTED.is_match(&text[bytes.end..]) || OTHER_NUMBER.is_match(few_before(text, bytes))
}

fn few_before<'t>(text: &'t str, bytes: &Bytes) -> &'t str {
    const FEW: usize = 20;
    let from = text[..bytes.start].char_indices().rev().take(FEW).last().map_or(bytes.start, |(at, _)| at);
    &text[from..bytes.start]
}

/// The figures of a number; the X at the end of an identity number counts ten.
fn figures(number: &str) -> Vec<u32> {
    let figure = |c: char| if c.eq_ignore_ascii_case(&'x') { Some(10) } else { c.to_digit(10) };
    number.chars().filter_map(figure).collect()
}

/// Whether the day of birth is one and the last figure is what the others give (GB 11643—1999).
fn is_identity(number: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let figures = figures(number);
    let [.., last] = figures[..] else { return false };
    let value = |range: Range<usize>| figures[range].iter().fold(0, |value, figure| value * 10 + figure);
    let is_born = (1900..2100).contains(&value(6..10))
        && (1..=12).contains(&value(10..12))
        && (1..=31).contains(&value(12..14));
    let sum: u32 = figures.iter().zip(WEIGHTS).map(|(figure, weight)| figure * weight).sum();
    is_born && (12 - sum % 11) % 11 == last
}

/// Whether it is called an account, and the last figure is what the others give.
fn is_account(text: &str, bytes: &Bytes) -> bool {
    let figures = figures(&text[bytes.clone()]);
    let sum: u32 = figures.iter().rev().enumerate().map(|(at, figure)| weighed(at, *figure)).sum();
    sum > 0 && sum.is_multiple_of(10) && OF_ACCOUNT.is_match(few_before(text, bytes))
}

/// What a figure of an account counts, by its place from the end: every second one twice, nines cast out.
fn weighed(at: usize, figure: u32) -> u32 {
    match at % 2 {
        0 => figure,
        _ if figure > 4 => figure * 2 - 9,
        _ => figure * 2,
    }
}

pub(super) fn mobiles(case: &Case<'_>) -> Vec<Breach> {
    found(case, Private::Mobile)
}

pub(super) fn identities(case: &Case<'_>) -> Vec<Breach> {
    found(case, Private::Identity)
}

pub(super) fn accounts(case: &Case<'_>) -> Vec<Breach> {
    found(case, Private::Account)
}

/// The mailbox that the officer gives as the agency's own is meant to be known.
pub(super) fn mailboxes(case: &Case<'_>) -> Vec<Breach> {
    let own = case.sheet.report().agency.mail.to_lowercase();
    let is_own = |breach: &Breach| own.contains(&breach.left);
    found(case, Private::Mailbox).into_iter().filter(|breach| !is_own(breach)).collect()
}

/// Each private thing once, in the texts and in what is known of the agency.
fn found(case: &Case<'_>, kind: Private) -> Vec<Breach> {
    let in_prose = |prose: &Prose<'_>| {
        let private = prose.reading().private.iter().filter(|(found, _)| *found == kind);
        private.map(|(_, bytes)| same(kind, prose.breach(bytes, ""))).collect::<Vec<_>>()
    };
    let in_texts = case.prose.iter().flat_map(in_prose);
    let in_profile = of_agency(&case.sheet.report().agency, kind);
    grouped(in_texts.chain(in_profile)).into_iter().map(told).collect()
}

/// What is private in the lines of the profile that go into the report by themselves.
fn of_agency(agency: &Agency, kind: Private) -> Vec<Breach> {
    let lines = [&agency.name, &agency.website, &agency.address, &agency.telephone, &agency.fax];
    lines.into_iter().flat_map(|line| in_line(line, kind)).collect()
}

fn in_line(line: &str, kind: Private) -> Vec<Breach> {
    let private = private_in(line).into_iter().filter(|(found, _)| *found == kind);
    let breach = |bytes: Bytes| Breach {
        places: vec![Place::Agency],
        left: line[bytes].to_owned(),
        ..Breach::default()
    };
    private.map(|(_, bytes)| same(kind, breach(bytes))).collect()
}

/// As what it is the same however it is written: a mailbox in small letters, a number by its figures.
fn same(kind: Private, mut breach: Breach) -> Breach {
    let figures = || breach.left.chars().filter(char::is_ascii_alphanumeric);
    breach.left = match kind {
        Private::Mailbox => breach.left.to_lowercase(),
        Private::Mobile => figures().skip(figures().count().saturating_sub(MOBILE_FIGURES)).collect(),
        Private::Identity | Private::Account => figures().collect(),
    };
    breach
}

/// How many figures a mobile number has, the number of the country aside.
const MOBILE_FIGURES: usize = 11;

/// With the words that say where it is, and so much of it that it is known again.
fn told(mut breach: Breach) -> Breach {
    let is_in_text = breach.places.iter().any(|place| matches!(place, Place::Words(_)));
    let at = if is_in_text { "正文" } else { "机关信息" };
    let begins: String = breach.left.chars().take(BEGINS).collect();
    breach.fill = vec![("何处", at.to_owned()), ("开头", begins), ("原文", breach.left.clone())];
    breach
}

/// So many figures are shown of a number: the rest stays where it is.
const BEGINS: usize = 3;
