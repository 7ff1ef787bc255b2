//! Years in the text that are not the report's (`assets/norms/texts.md` “年份和统计期限”: TX-YEAR, TX-PERIOD).

use std::ops::Range;

use super::{
    Breach, Case,
    pattern::patterns,
    prose::{Prose, grouped},
};
use crate::words::{
    sentence::{sentences, titles},
    year::years,
};

patterns! {
    /// The period reported on (统计期限).
    static PERIOD = "[0-9]{4}年1月1日[^0-9。；]{0,4}(?:[0-9]{4}年)?12月31日";
    /// What stands right before an earlier year that is compared with: `较2021年`.
    static COMPARED_BEFORE = "(较|比|同比|上年|去年|与|和|从|自)[^。；，、0-9]{0,3}$";
    /// What belongs to the name of an agency or a place, and compares nothing: 自然资源和规划局2022年, 从化区2022年.
    static OF_A_NAME = "[与和][^。；，、0-9]{0,2}[局委厅办部院处署会社]$|[和从自](?:[^。；，、0-9全本各该我省市县区][^。；，、0-9]?)?[县市区州镇乡旗]$";
    /// What stands right after it: `2021年同期`.
    static COMPARED_AFTER = "^(度|全年|年底|底)?(相比|同期|以来|起|至|到|—|-)|^[^。；，、0-9]{0,12}(相比|对比)";
    /// What says that a later year is still to come.
    static TO_COME = "下一步|下步|计划|将|打算|继续|明年|下一年|今后|力争";
    /// What is planned for a later year: 2024年工作措施.
    static PLANNED = "^年度?[^。；，0-9]{0,8}?(?:措施|重点工作|工作重点|要点|安排|思路|目标|任务|设想)";
    /// What applications of the year before went over with: 2023年结转的34件.
    static CARRIED_FROM = "^(度|底|末)?(结转|接转|转来|结余|遗留|未办结|未结|延续)";
    /// What applications go over to the next year with: 结转至2025年.
    static CARRIED_TO = "(结转|接转|转|顺延|延续|延|留待)(至|到|入)?$";
    /// A version of something: `（2022年版）`.
    static EDITION = "^(年?版|年修订|年修正)";
    /// A date at the end of a paragraph, in brackets or not.
    static DATE_AT_END = "(?m)[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日(?:印发|发布|公布)?[^\\S\n]*[）)〕】]?[^\\S\n]*$";
}

pub(super) fn wrong_period(case: &Case<'_>) -> Vec<Breach> {
    let right = format!("{0}年1月1日至{0}年12月31日", case.sheet.report().year);
    let wrong = |prose: &Prose<'_>| {
        let places = &prose.reading().periods;
        let of_another =
            |bytes: &&Range<usize>| !is_of(&prose.words()[(*bytes).clone()], case.sheet.report().year);
        places.iter().filter(of_another).map(|b| prose.breach(b, right.as_str())).collect::<Vec<_>>()
    };
    grouped(case.prose.iter().flat_map(wrong)).into_iter().map(|b| with_year(case, b)).collect()
}

fn is_of(period: &str, year: u16) -> bool {
    years(period).into_iter().all(|(_, found)| found == year)
}

fn with_year(case: &Case<'_>, mut breach: Breach) -> Breach {
    breach.fill.push(("Y", case.sheet.report().year.to_string()));
    breach
}

pub(super) fn stale_years(case: &Case<'_>) -> Vec<Breach> {
    let in_prose = |prose: &Prose<'_>| {
        let breach = |(digits, year): &Year| {
            let bytes = digits.start..digits.end + "年".len();
            let mut breach = prose.breach(&bytes, case.sheet.report().year.to_string());
            breach.left = year.to_string();
            breach.fill.push(("年", year.to_string()));
            breach
        };
        prose.reading().stale_years.iter().map(breach).collect::<Vec<_>>()
    };
    // One card a year and section: a copied text has the old year in every sentence.
    let found = case.sections().flat_map(|section| grouped(section.iter().flat_map(in_prose)));
    found.map(|breach| with_year(case, breach)).collect()
}

/// A year: where its digits stand, in bytes, and which it is.
pub(super) type Year = (Range<usize>, u16);

/// The periods that a text names.
pub(super) fn periods(text: &str) -> Vec<Range<usize>> {
    PERIOD.find_iter(text).map(|m| m.range()).collect()
}

/// The years of a text that are neither the report's nor there for a reason.
pub(super) fn stale_in(text: &str, own: u16) -> Vec<Year> {
    let other: Vec<_> = years(text).into_iter().filter(|(_, year)| *year != own && *year >= 2000).collect();
    if other.is_empty() {
        return Vec::new();
    }
    let titles = titles(text);
    let periods = periods(text);
    let sentences = sentences(text);
    let date_lines = date_lines(text);
    let to_come: Vec<_> = TO_COME.find_iter(text).map(|m| m.range()).collect();
    let stale = |(at, year): &Year| {
        let within =
            |ranges: &[Range<usize>]| at_or_behind(ranges, at.start).is_some_and(|r| r.contains(&at.start));
        let reasons = if *year > own {
            let sentence = at_or_behind(&sentences, at.start);
            let says_so = |s: &Range<usize>| at_or_behind(&to_come, s.start).is_some_and(|m| m.end <= s.end);
            let is_to_come = sentence.is_some_and(says_so) || PLANNED.is_match(&text[at.end..]);
            let is_carried_to = CARRIED_TO.is_match(before(text, at.start));
            (within(&date_lines) || is_to_come || is_carried_to) && *year == own + 1
        } else {
            let is_carried_from = *year + 1 == own && CARRIED_FROM.is_match(behind_year(text, at));
            is_carried_from || is_compared_before(text, at.start) || is_compared_after(text, at)
        };
        !(reasons || within(&titles) || within(&periods) || EDITION.is_match(&text[at.end..]))
    };
    other.into_iter().filter(stale).collect()
}

/// The range over a place, or else the next behind it, of ranges in their order that do not overlap.
fn at_or_behind(ranges: &[Range<usize>], at: usize) -> Option<&Range<usize>> {
    ranges.get(ranges.partition_point(|range| range.end <= at))
}

/// Dates at the end of paragraphs that are nothing else, after the name that signs or without, or stand in brackets behind
/// what they are of: 成文日期.
fn date_lines(text: &str) -> Vec<Range<usize>> {
    let is_signature = |date: &Range<usize>| {
        let before = &text[..date.start];
        let in_brackets = before.trim_end().ends_with(['（', '(', '〔', '【']);
        in_brackets || is_name(before.rsplit(['\n', '。']).next().unwrap_or_default())
    };
    DATE_AT_END.find_iter(text).map(|m| m.range()).filter(is_signature).collect()
}

/// Whether words before a date may be the name that signs.
fn is_name(words: &str) -> bool {
    /// The longest name, in characters.
    const LONGEST: usize = 40;
    words.chars().take(LONGEST + 1).count() <= LONGEST
        && !words.contains(|ch: char| ch.is_ascii_digit() || "，；、！？".contains(ch))
}

/// The few words before a place: what is compared stands close by.
fn before(text: &str, at: usize) -> &str {
    const FAR: usize = 8;
    let from = text[..at].char_indices().rev().take(FAR).last().map_or(at, |(byte, _)| byte);
    &text[from..at]
}

fn is_compared_before(text: &str, at: usize) -> bool {
    let before = before(text, at);
    COMPARED_BEFORE.is_match(before) && !OF_A_NAME.is_match(before)
}

fn is_compared_after(text: &str, digits: &Range<usize>) -> bool {
    COMPARED_AFTER.is_match(behind_year(text, digits))
}

/// What stands behind a year and its 年; nothing where it has none.
fn behind_year<'t>(text: &'t str, digits: &Range<usize>) -> &'t str {
    text[digits.end..].strip_prefix('年').unwrap_or_default()
}
