//! What one cell of a source says: a number, a number with a remark or a unit, a mark for nothing, something else.

use rust_decimal::Decimal;

use super::notes::is_note;
use crate::{
    draft::Entry,
    form::CellKind,
    words::{characters::is_han, narrow_char, number},
};

/// No cell of a report is longer; a longer text is prose.
const LONGEST: usize = 60;
/// No text that stands where a figure should is longer.
const LONGEST_SPOILT: usize = 30;
/// Nor has more Chinese characters.
const MOST_WORDS: usize = 8;
/// A mark for nothing is no longer: `——`, `---`.
const LONGEST_MARK: usize = 6;
/// Units that may stand after a number of things without changing it.
const COUNTERS: [&str; 9] = ["件", "个", "项", "宗", "条", "次", "份", "部", "件次"];
/// Units of money, the larger first so that the whole unit is found.
pub(super) const MONEY: [&str; 4] = ["亿元", "万元", "千元", "元"];

/// What was read out of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// The number, or nothing.
    pub entry: Option<Entry>,
    /// Why it is not simply what stands there.
    pub did: Option<String>,
}

/// Whether a text can stand in a value cell and in no label.
pub(super) fn is_value(text: &str) -> bool {
    let text = text.trim();
    is_mark(text) || split(text).is_some()
}

/// Whether a text stands where a figure should though none can be read from it: `约5`, `1'061`, `(7)`, `18其中2`.
///
/// Only beside figures: what is taken for a label there moves every figure behind it.
pub(super) fn is_spoilt(text: &str) -> bool {
    let text: Vec<char> = text.trim().chars().map(narrow_char).filter(|c| !c.is_whitespace()).collect();
    let digit = |c: &char| c.is_ascii_digit() || (c.is_numeric() && !is_han(*c));
    if text.len() > LONGEST_SPOILT || numbers_words(&text) || is_year(&text) {
        return false;
    }
    let words = text.iter().filter(|c| is_han(**c)).count();
    match text.iter().position(digit) {
        Some(first) => words <= MOST_WORDS && text[..first].iter().filter(|c| is_han(**c)).count() <= 2,
        None => words == 0 && text.iter().any(|c| c.is_alphanumeric()),
    }
}

/// Whether it is a number of a label, with its words or without: `3.`, `1.属于国家秘密`, `①重复申请`.
fn numbers_words(text: &[char]) -> bool {
    let stop = |c: &char| matches!(c, '.' | '、' | ')' | '）');
    let open = usize::from(text.first().is_some_and(|c| matches!(c, '(' | '（')));
    let digits = text[open..].iter().take_while(|c| c.is_ascii_digit()).count();
    let circled = usize::from(digits == 0 && text.first().is_some_and(|c| c.is_numeric() && !is_han(*c)));
    let stops = text[open + digits + circled..].iter().take_while(|c| stop(c)).count();
    let rest = &text[open + digits + circled + stops..];
    let words = rest.iter().filter(|c| is_han(**c)).count();
    let more = rest.iter().any(|c| c.is_numeric() && !is_han(*c));
    match (digits + circled, stops) {
        (1, 1..) if rest.is_empty() => circled + open == 0,
        (1 | 2, 1..) => words > 1 && !more,
        (1 | 2, _) => words > if circled > 0 { 1 } else { 3 } && !more,
        _ => false,
    }
}

/// Whether it is the number of a label without its words: behind words it is a figure that was spoilt.
pub(super) fn is_bare_number(text: &str) -> bool {
    let text: Vec<char> = text.trim().chars().map(narrow_char).collect();
    numbers_words(&text) && !text.iter().any(|c| is_han(*c))
}

/// Whether it names a year.
fn is_year(text: &[char]) -> bool {
    text.windows(5).any(|w| w[4] == '年' && w[..4].iter().all(char::is_ascii_digit))
}

/// The number in a cell, without its unit or remark.
pub(super) fn number(text: &str) -> Option<Decimal> {
    split(text.trim()).map(|(number, _)| number)
}

/// Whether it is one of the marks that stand where nothing is.
fn is_mark(text: &str) -> bool {
    !text.is_empty()
        && text.chars().count() <= LONGEST_MARK
        && (text == "无"
            || text.chars().all(|c| matches!(c, '/' | '／' | '\\' | '-' | '－' | '—' | '–' | '─')))
}

/// Reads a cell of this kind.
pub(super) fn read(text: &str, kind: &CellKind) -> Reading {
    let text = text.trim();
    let blank = |did: &str| Reading { entry: None, did: Some(did.to_owned()) };
    if text.is_empty() {
        return Reading { entry: None, did: None };
    }
    if is_mark(text) {
        return blank("留空：这样的符号不当作0");
    }
    let Some((number, rest)) = split(text) else {
        return changed(text, kind).unwrap_or_else(|| blank("留空：不是数字"));
    };
    if parts(text).is_some_and(|p| !p.iter().skip(1).all(|group| group.len() == 3)) {
        return blank("留空：可能是两个数连在一起");
    }
    let did = oddity(text, number, rest, kind);
    Reading { entry: Some(Entry::Number(number)), did }
}

/// A change in words: `增10`, `减少4件`.
fn changed(text: &str, kind: &CellKind) -> Option<Reading> {
    const WORDS: [(&str, bool); 9] = [
        ("新增", false),
        ("增加", false),
        ("增长", false),
        ("增", false),
        ("上升", false),
        ("减少", true),
        ("下降", true),
        ("减", true),
        ("降", true),
    ];
    let (words, falls) = WORDS.iter().find(|(words, _)| text.starts_with(words))?;
    let (mut number, rest) = split(text[words.len()..].trim()).filter(|(n, _)| !n.is_sign_negative())?;
    number.set_sign_negative(*falls && !number.is_zero());
    let plain = rest.is_empty() || COUNTERS.contains(&rest);
    let is_change = matches!(kind, CellKind::Signed) && number.is_integer() && plain;
    is_change.then(|| Reading { entry: Some(Entry::Number(number)), did: Some(format!("读作{number}")) })
}

/// The numbers that a text holds when it holds nothing but numbers parted by spaces, at least two.
pub(super) fn parts(text: &str) -> Option<Vec<&str>> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let digits = |p: &&str| p.chars().all(|c| narrow_char(c).is_ascii_digit());
    (parts.len() > 1 && parts.iter().all(digits)).then_some(parts)
}

/// What is to be said about a number that was read.
fn oddity(text: &str, number: Decimal, rest: &str, kind: &CellKind) -> Option<String> {
    let whole = number.is_integer() && number.scale() == 0;
    let out_of_kind = match kind {
        CellKind::Count => !whole || number.is_sign_negative(),
        CellKind::Signed => !whole,
        CellKind::Amount { .. } => number.is_sign_negative(),
    };
    if out_of_kind {
        Some(format!("读作{number}，这一格应为{}", expected(kind)))
    } else if let Some(words) = foreign(rest, kind) {
        Some(format!("读作{number}，{words}"))
    } else if text.trim().contains(char::is_whitespace) && rest.is_empty() {
        Some(format!("中间有空格，读作{number}"))
    } else if padded(text) {
        Some(format!("前面多0，读作{number}"))
    } else {
        None
    }
}

fn expected(kind: &CellKind) -> &'static str {
    match kind {
        CellKind::Count => "不小于0的整数",
        CellKind::Signed => "整数",
        CellKind::Amount { .. } => "不小于0的数",
    }
}

fn padded(text: &str) -> bool {
    let digits: Vec<char> = text.chars().map(narrow_char).take_while(char::is_ascii_digit).collect();
    digits.len() > 1 && digits[0] == '0'
}

/// What stands after the number, unless it is the unit that the form itself gives.
fn foreign(rest: &str, kind: &CellKind) -> Option<String> {
    if rest.is_empty() {
        return None;
    }
    let own = match kind {
        CellKind::Amount { unit, .. } => unit.as_deref() == Some(rest),
        CellKind::Count | CellKind::Signed => COUNTERS.contains(&rest),
    };
    if own {
        None
    } else if is_money(rest) {
        Some(format!("原文的单位是“{rest}”，核对单位"))
    } else {
        Some(format!("后面的“{rest}”没有读入"))
    }
}

/// A unit of money behind a number: there `万` alone is one too.
fn is_money(rest: &str) -> bool {
    MONEY.contains(&rest) || rest == "万"
}

/// A number at the start of a text and what follows it; `None` when there is none or the rest is no unit or remark.
fn split(text: &str) -> Option<(Decimal, &str)> {
    if text.chars().count() > LONGEST {
        return None;
    }
    let digit =
        |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '，' | '+' | '-') || c.is_whitespace();
    let end = text.char_indices().find(|(_, c)| !digit(narrow_char(*c))).map_or(text.len(), |(at, _)| at);
    let (number, rest) = text.split_at(end);
    // A comma before words belongs to the words.
    let number = number::read(number.trim_end_matches([',', '，']))?;
    let rest = rest.trim();
    let is_remark =
        rest.starts_with(['（', '(', '[', '【', '〔']) && rest.ends_with(['）', ')', ']', '】', '〕']);
    let is_unit = is_money(rest) || COUNTERS.contains(&rest);
    (rest.is_empty() || is_remark || is_unit || is_note(rest)).then_some((number, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_offices_write_them() {
        let money = CellKind::Amount { unit: Some("万元".to_owned()), places: 6 };
        let open = CellKind::Amount { unit: None, places: 6 };
        for (text, kind, expect, doubted) in [
            ("16", CellKind::Count, "16", false),
            (" １６ ", CellKind::Count, "16", false),
            ("3,119", CellKind::Count, "3119", false),
            ("", CellKind::Count, "", false),
            ("/", CellKind::Count, "", true),
            ("——", CellKind::Count, "", true),
            ("无", CellKind::Count, "", true),
            ("+19", CellKind::Signed, "19", false),
            ("-35", CellKind::Signed, "-35", false),
            ("-35", CellKind::Count, "-35", true),
            ("增10", CellKind::Signed, "10", true),
            ("减少 4件", CellKind::Signed, "-4", true),
            ("减0", CellKind::Signed, "0", true),
            ("增10", CellKind::Count, "", true),
            ("减-4", CellKind::Signed, "", true),
            ("减半", CellKind::Signed, "", true),
            ("22（其中修订 16 件）", CellKind::Count, "22", true),
            ("5件", CellKind::Count, "5", false),
            ("43.788万元", money.clone(), "43.788", false),
            ("5000元", money, "5000", true),
            ("251000元", open, "251000", true),
            ("1 6", CellKind::Count, "", true),
            ("3 119", CellKind::Count, "3119", true),
            ("00", CellKind::Count, "0", true),
            ("1.5", CellKind::Count, "1.5", true),
            ("十六", CellKind::Count, "", true),
            ("约5", CellKind::Count, "", true),
            ("16①", CellKind::Count, "16", true),
            ("16*", CellKind::Count, "16", true),
            ("16¹", CellKind::Count, "16", true),
            ("---", CellKind::Count, "", true),
            ("2024年", CellKind::Count, "", true),
        ] {
            let reading = read(text, &kind);
            let entry = reading.entry.map_or(String::new(), |e| e.to_string());
            assert_eq!((entry.as_str(), reading.did.is_some()), (expect, doubted), "{text} {kind:?}");
        }
    }

    #[test]
    fn what_stands_in_the_place_of_a_figure_is_no_label() {
        for text in [
            "约5",
            "1'061",
            "(7)",
            "18其中2",
            "98以上",
            "5年",
            "N/A",
            "O",
            "l8",
            "①②",
            "1+2",
            "$5",
            "合计7",
            "第5",
        ] {
            assert!(is_spoilt(text) && !is_value(text), "{text}");
        }
        let labels =
            ["1.属于国家秘密", "3.", "(1)重复申请", "①重复申请", "1属于国家秘密", "2.重复申请", "3.其他"];
        let others = ["2022年", "规章", "（一）予以公开", "”", "（", "行政许可97", "自然人", "2022年度数量"];
        for text in labels.into_iter().chain(others) {
            assert!(!is_spoilt(text), "{text}");
        }
    }
}
