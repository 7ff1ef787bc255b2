//! Words that should not be there, or not so (`assets/norms/texts.md` “用词和标点”: TX-HOLDER, TX-JIEZHI, TX-FEENAME).

use super::{
    Breach, Case,
    pattern::patterns,
    prose::{Prose, grouped},
    reading::{Bytes, Reading},
};
use crate::form::Proper;

patterns! {
    static HOLDER = "×{2,}|X{2,}|x{2,}|_{2,}|【[^】\n]*】|（此处|待补充?|待定";
    /// What ends the words of a note to oneself: （待补）, 时间待定。
    static ENDS = "^(?:[，。；、！？）】”’\n]|$)";
    /// What makes 待补充 a statement: 内容有待补充。
    static IS_STATED = "[有亟尚急]$";
    static JIEZHI = "截止(目前|到|至|20[0-9]{2}年)";
}

/// A finding for every place that was read; the same words once a section.
fn each(case: &Case<'_>, places: fn(&Reading) -> &[Bytes], right: fn(&str) -> String) -> Vec<Breach> {
    let breach = |prose: &Prose<'_>, bytes: &Bytes| prose.breach(bytes, right(&prose.words()[bytes.clone()]));
    let in_prose = |prose: &Prose<'_>| {
        places(prose.reading()).iter().map(|bytes| breach(prose, bytes)).collect::<Vec<_>>()
    };
    case.sections().flat_map(|section| grouped(section.iter().flat_map(in_prose))).collect()
}

pub(super) fn left_blank(case: &Case<'_>) -> Vec<Breach> {
    each(case, |reading| &reading.blanks, |_| String::new())
}

/// Where a text has places left blank.
pub(super) fn blanks(text: &str) -> Vec<Bytes> {
    HOLDER.find_iter(text).map(|found| found.range()).filter(|bytes| stands_alone(text, bytes)).collect()
}

/// Whether what could be a place left blank is no part of a word or an address: `xxgk@huaian.gov.cn`, 待补正的申请.
fn stands_alone(text: &str, bytes: &Bytes) -> bool {
    let (before, after) = (&text[..bytes.start], &text[bytes.end..]);
    if text[bytes.clone()].starts_with('待') {
        return ENDS.is_match(after) && !IS_STATED.is_match(before);
    }
    // Letters that stand for others stand among digits at most: 20XX年, 0517-xxxxxxx.
    let is_letter = |ch: &char| ch.is_ascii_alphabetic() && !matches!(ch, 'x' | 'X') || matches!(ch, '@');
    let of_word = |ch: &char| ch.is_ascii_alphanumeric() || "@.-_/:".contains(*ch);
    let around = before.chars().rev().take_while(of_word).chain(after.chars().take_while(of_word));
    !text[bytes.clone()].is_ascii() || !around.into_iter().any(|ch| is_letter(&ch))
}

pub(super) fn jiezhi(case: &Case<'_>) -> Vec<Breach> {
    each(case, |reading| &reading.jiezhi, |found| found.replace("截止", "截至"))
}

/// Where a text has 截止 for 截至.
pub(super) fn jiezhi_in(text: &str) -> Vec<Bytes> {
    JIEZHI.find_iter(text).map(|found| found.range()).collect()
}

/// What a name is the name of, and the name in full.
pub(super) fn called(proper: &Proper) -> [(&'static str, String); 2] {
    [("何", proper.about.clone()), ("规范", proper.full.clone())]
}

/// Names that the form wants written in one way and that are written in another.
pub(super) fn proper_names(case: &Case<'_>) -> Vec<Breach> {
    let proper = &case.sheet.form().words().proper;
    let breach = |prose: &Prose<'_>, bytes: &Bytes| {
        let found = &prose.words()[bytes.clone()];
        let right = proper.iter().find(|proper| proper.wrong.iter().any(|wrong| wrong == found))?;
        let mut breach = prose.breach(bytes, right.name.as_str());
        breach.fill.extend(called(right));
        Some(breach)
    };
    let in_prose = |prose: &Prose<'_>| {
        prose.reading().misnamed.iter().filter_map(|bytes| breach(prose, bytes)).collect::<Vec<_>>()
    };
    case.sections().flat_map(|section| grouped(section.iter().flat_map(in_prose))).collect()
}
