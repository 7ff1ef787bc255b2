//! Signs that a web system drops, and what they leave of a number or a date (`assets/norms/texts.md` “用词和标点”: TX-LOST):
//! 国办公开办函〔202130号, 202511日.

use super::{
    Breach, Case,
    pattern::{Pattern, patterns},
    prose::{Prose, grouped},
    reading::Bytes,
};

patterns! {
    /// The number of a document that begins with a bracket and has none that closes it.
    static UNCLOSED = "〔20[0-9]{2}[0-9]{1,4}号";
    /// One that has only the bracket that closes it.
    static UNOPENED = r"20[0-9]{2}[〕\]][0-9]{1,4}号";
    /// One without brackets, behind words that stand before such a number and nothing else.
    static BARE = "(?:国办公开办函|国办发明电|国办函|国办发|国函|国发|政办发|政办函|政函|政发)20[0-9]{2}[0-9]{1,4}号";
    /// A date without 年 and 月, or without one of them, and a month without 年.
    static DATE = "20[0-9]{2}(?:年?[0-9]{2,4}日|[0-9]{1,2}月(?:[0-9]{1,2}日)?)";
    /// What only days may be before: 2024年30日内.
    static DAYS = "^(?:内|之内|以内|均|期限|工作)";
}

/// Where a text has what is left of a number or a date.
pub(super) fn lost_in(text: &str) -> Vec<Bytes> {
    let of = |pattern: &'static Pattern| pattern.find_iter(text).map(|found| found.range());
    let dates = of(&DATE).filter(|bytes| is_date(text, bytes));
    let unopened = of(&UNOPENED).filter(|bytes| !is_opened(text, bytes));
    let mut found: Vec<Bytes> = of(&UNCLOSED).chain(unopened).chain(of(&BARE)).chain(dates).collect();
    found.sort_by_key(|bytes| bytes.start);
    found
}

pub(super) fn signs(case: &Case<'_>) -> Vec<Breach> {
    let in_prose = |prose: &Prose<'_>| {
        prose.reading().lost.iter().map(|bytes| prose.breach(bytes, "")).collect::<Vec<_>>()
    };
    case.sections().flat_map(|section| grouped(section.iter().flat_map(in_prose))).collect()
}

/// Whether the year of a number has a bracket before it, of whatever kind, or is no year.
fn is_opened(text: &str, bytes: &Bytes) -> bool {
    text[..bytes.start].ends_with(|c: char| c.is_ascii_digit() || "〔[［（(【".contains(c))
}

/// Whether digits stand alone and are a date once the signs are back: 202511日, and not 202599日.
fn is_date(text: &str, bytes: &Bytes) -> bool {
    let found = &text[bytes.clone()];
    let (before, after) = (&text[..bytes.start], &text[bytes.end..]);
    let stands_alone = !before.ends_with(|c: char| c.is_ascii_alphanumeric() || "-.,/_".contains(c));
    let rest = &found["20xx".len()..];
    let (months, days) = match rest.split_once('月') {
        Some((month, day)) => (month, day.trim_end_matches('日')),
        None => (rest.trim_start_matches('年').trim_end_matches('日'), ""),
    };
    let is_it = if rest.contains('月') {
        is_month(months) && (days.is_empty() || is_day(days))
    } else {
        (1..months.len()).any(|at| is_month(&months[..at]) && is_day(&months[at..]))
    };
    stands_alone && is_it && !DAYS.is_match(after)
}

fn is_month(digits: &str) -> bool {
    digits.parse().is_ok_and(|month: u8| (1..=12).contains(&month))
}

fn is_day(digits: &str) -> bool {
    digits.len() <= 2 && digits.parse().is_ok_and(|day: u8| (1..=31).contains(&day))
}
