//! The 送审单: what those who sign a report look at first. Content only; [`crate::layout::review`] sets it.

mod changes;
mod figures;
mod findings;
mod remarks;

use std::{collections::HashSet, convert::Infallible};

use crate::{
    draft::{
        Draft, Opened,
        sign::{Date, FINGERPRINT, NOT_PUBLISHED, SHEET},
    },
    layout::{
        Fonts, Onlooker, Page, Patient, Stage,
        review::{Field, Part, Review, Shape, SmallTable},
    },
};

/// How much is listed before it is said that there is more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Limits {
    /// Key figures.
    figures: usize,
    /// Findings.
    findings: usize,
    /// Changed cells and sections.
    changes: usize,
    /// Characters of one sentence.
    sentence: usize,
}

/// Where what was noted of cells is listed: it makes way before any finding does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Notes {
    /// On the page itself.
    Here,
    /// On a page after it (附页), if there is anything.
    Elsewhere,
}

/// From all to nothing: the first that fits on the page is taken. Key figures stay as long as they can; findings that
/// make room for them are all on pages after it (附页).
const LIMITS: [Limits; 15] = [
    limits(30, 30, 30, 300),
    limits(30, 20, 20, 160),
    limits(30, 12, 12, 120),
    limits(30, 8, 8, 100),
    limits(30, 6, 6, 80),
    limits(30, 5, 5, 60),
    limits(30, 4, 4, 60),
    limits(30, 3, 3, 60),
    limits(30, 3, 2, 60),
    limits(30, 2, 2, 60),
    limits(30, 2, 1, 40),
    limits(30, 1, 1, 30),
    limits(30, 0, 0, 30),
    limits(12, 0, 0, 30),
    limits(8, 0, 0, 30),
];

const fn limits(figures: usize, findings: usize, changes: usize, sentence: usize) -> Limits {
    Limits { figures, findings, changes, sentence }
}

/// The most characters of a sentence on a page that goes on: such a row still fits on it.
const LONGEST_SENTENCE: usize = 500;

/// The longest name of an agency that is printed whole under the title.
const LONGEST_NAME: usize = 60;

/// The 送审单 of a draft whose report has so many pages: what it says and its page.
pub fn sheet(opened: Opened<'_>, date: Option<Date>, pages: usize, fonts: &impl Fonts) -> (Review, Page) {
    let Ok(sheet) = sheet_before::<Infallible>(opened, date, pages, fonts, &Patient);
    sheet
}

fn sheet_before<E>(
    opened: Opened<'_>,
    date: Option<Date>,
    pages: usize,
    fonts: &impl Fonts,
    onlooker: &(impl Onlooker<E> + ?Sized),
) -> Result<(Review, Page), E> {
    for limits in LIMITS {
        for notes in [Notes::Here, Notes::Elsewhere] {
            onlooker.look(Stage::Setting)?;
            let review = review(opened, date, pages, (limits, notes));
            let (page, too_long) = review.page(fonts);
            if too_long <= 0.0 {
                return Ok((review, page));
            }
        }
    }
    Ok(bare(fonts))
}

/// The 送审单 and, where it cannot hold all findings with their explanations, pages after it that do (附页).
pub fn sheets(
    opened: Opened<'_>,
    date: Option<Date>,
    pages: usize,
    fonts: &impl Fonts,
) -> Vec<(Review, Page)> {
    let Ok(sheets) = sheets_before::<Infallible>(opened, date, pages, fonts, &Patient);
    sheets
}

/// [`sheets`] for somebody who may stop waiting.
///
/// # Errors
/// Nobody waits any more.
pub(super) fn sheets_before<E>(
    opened: Opened<'_>,
    date: Option<Date>,
    pages: usize,
    fonts: &impl Fonts,
    onlooker: &(impl Onlooker<E> + ?Sized),
) -> Result<Vec<(Review, Page)>, E> {
    let first = sheet_before(opened, date, pages, fonts, onlooker)?;
    let mut sheets = vec![first];
    for list in [
        List { rows: findings::all(opened, LONGEST_SENTENCE), part: findings::continued },
        List { rows: remarks::all(opened, LONGEST_SENTENCE), part: remarks::continued },
    ] {
        if !list.is_whole_in(&sheets[0].0) {
            list.go_on(opened.draft(), &mut sheets, fonts, onlooker)?;
        }
    }
    Ok(sheets)
}

/// A list that goes on after the first page, all of it.
struct List {
    rows: Vec<Vec<Field>>,
    /// Some of its rows on a page of their own.
    part: fn(&[Vec<Field>]) -> Part,
}

impl List {
    /// Whether every word of it stands on a page.
    fn is_whole_in(&self, page: &Review) -> bool {
        let texts: HashSet<String> = page.texts().into_iter().collect();
        self.rows.iter().flatten().all(|field| texts.contains(&field.text))
    }

    /// Puts it on as many pages as it needs.
    fn go_on<E>(
        &self,
        draft: &Draft,
        sheets: &mut Vec<(Review, Page)>,
        fonts: &impl Fonts,
        onlooker: &(impl Onlooker<E> + ?Sized),
    ) -> Result<(), E> {
        let mut left = self.rows.as_slice();
        while !left.is_empty() {
            onlooker.look(Stage::Setting)?;
            let number = sheets.iter().map(|(review, _)| review.texts().len()).sum();
            let (taken, sheet) = self.continued(draft, left, number, sheets.len(), fonts);
            sheets.push(sheet);
            left = &left[taken..];
        }
        Ok(())
    }

    /// A page of as many of these rows as fit, one at least; how many those are.
    fn continued(
        &self,
        draft: &Draft,
        rows: &[Vec<Field>],
        first: usize,
        number: usize,
        fonts: &impl Fonts,
    ) -> (usize, (Review, Page)) {
        let set = |count: usize| {
            let review = Review {
                title: format!("{SHEET}（附页{number}）"),
                parts: vec![(self.part)(&rows[..count])],
                foot: [
                    format!("{FINGERPRINT} {}", draft.report.fingerprint().short()),
                    NOT_PUBLISHED.to_owned(),
                ],
                first,
                ..Review::default()
            };
            let (page, too_long) = review.page(fonts);
            (count, (review, page), too_long)
        };
        let mut best = set(1);
        for count in 2..=rows.len() {
            let more = set(count);
            if more.2 > 0.0 {
                break;
            }
            best = more;
        }
        (best.0, best.1)
    }
}

/// What stands at the foot of each page of the report, to hold it to its 送审单.
pub fn foot(draft: &Draft) -> String {
    format!("{FINGERPRINT} {}\u{3000}送审第{}稿", draft.report.fingerprint().short(), draft.version_number())
}

/// What is left where not even the shortest lists fit: no form or name does that to it.
fn bare(fonts: &impl Fonts) -> (Review, Page) {
    let review = Review { title: SHEET.to_owned(), ..Review::default() };
    let (page, _) = review.page(fonts);
    (review, page)
}

fn review(opened: Opened<'_>, date: Option<Date>, pages: usize, room: (Limits, Notes)) -> Review {
    let draft = opened.draft();
    let report = &draft.report;
    let name = clipped(report.agency.name.trim(), LONGEST_NAME);
    let day = date.map_or_else(|| "\u{3000}\u{3000}年\u{3000}月\u{3000}日".to_owned(), |d| d.to_string());
    let version = draft.version_number();
    let year = if report.year == 0 { "年度未填".to_owned() } else { format!("{}年度", report.year) };
    Review {
        first: 0,
        title: SHEET.to_owned(),
        line: vec![name, year, format!("送审第{version}稿"), day],
        parts: parts(opened, room),
        foot: [
            format!("{FINGERPRINT} {}\u{3000}与报告各页页脚一致方为同一稿", report.fingerprint().short()),
            format!("报告共{pages}页\u{3000}{NOT_PUBLISHED}"),
        ],
    }
}

fn parts(opened: Opened<'_>, (limits, notes): (Limits, Notes)) -> Vec<Part> {
    let mut findings = findings::part(opened, limits.findings, limits.sentence);
    let remarks = match notes {
        Notes::Here => remarks::part(opened, limits.findings, limits.sentence),
        Notes::Elsewhere => None,
    };
    let number = if remarks.is_some() { '五' } else { '四' };
    if remarks.is_none() {
        findings.texts.extend(remarks::elsewhere(opened));
    }
    let (figures, changes) =
        (figures::part(opened, limits.figures), changes::part(opened, limits.changes, limits.sentence));
    [figures, findings, changes].into_iter().chain(remarks).chain([signatures(number)]).collect()
}

/// The last part, 审签, under its number.
fn signatures(number: char) -> Part {
    let side = |text: &str| Field::new(text, Shape::Side);
    let hand =
        |columns| Field { columns, ..Field::new("\u{3000}\u{3000}年\u{3000}月\u{3000}日", Shape::Hand) };
    let rows = vec![
        vec![side("拟\u{3000}稿"), hand(1), side("核\u{3000}稿"), hand(1)],
        vec![side("保密审查"), hand(1), side("分管领导"), hand(1)],
        vec![side("主要领导"), hand(3)],
    ];
    Part {
        heading: format!("{number}、审签"),
        texts: Vec::new(),
        table: SmallTable { widths: vec![16, 34, 16, 34], rows },
    }
}

/// The text, cut after so many characters, or before the number that would be cut there.
fn clipped(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.replace('\n', " ");
    }
    let cut = text.char_indices().nth(most.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
    let (mut start, rest) = text.split_at(cut);
    if rest.starts_with(of_number) {
        start = start.trim_end_matches(of_number);
    }
    let start = start.trim_end_matches(['（', '〔', '“', '《', '+', '−']);
    format!("{}……", start.replace('\n', " "))
}

/// Whether a number may go on with it.
fn of_number(ch: char) -> bool {
    ch.is_ascii_digit() || matches!(ch, '.' | ',' | '%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_not_cut_in_a_number() {
        for (text, most, clip) in [
            ("上年96171.6万元", 20, "上年96171.6万元"),
            ("上年96171.6万元", 6, "上年……"),
            ("上年96171.6万元", 10, "上年96171.6……"),
            ("国办公开办函〔2021〕30号", 10, "国办公开办函……"),
            ("国办公开办函〔2021〕30号", 12, "国办公开办函〔2021……"),
            ("123456789", 4, "……"),
        ] {
            assert_eq!(clipped(text, most), clip);
        }
    }
}
