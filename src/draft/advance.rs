//! What in a sentence goes on from year to year by rule: the years, and the documents a report rests on.

use std::{collections::BTreeSet, ops::Range};

use crate::{
    form::{self, Basis, Form},
    words::{
        sentence::titles,
        year::{self},
    },
};

/// Why words go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A year: the report's own goes on by one.
    Year,
    /// A year of the period reported on (统计期限).
    Period,
    /// The number or title of the notice that brings the form (文号).
    Notice,
    /// The number of the regulation (国务院令).
    Law,
}

/// Words that go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Where they stand, in bytes.
    pub bytes: Range<usize>,
    /// The words that are to stand there in the new year's report.
    pub new: String,
    /// What kind of words they are, and so by which rule they go on.
    pub why: Why,
}

/// Words that years in them go on with, or do not go on at all.
struct Quoted(Vec<(usize, usize)>);

impl Quoted {
    /// What these ranges cover: their starts in order, each with the furthest end of all up to it.
    fn by(ranges: impl Iterator<Item = Range<usize>>) -> Self {
        let mut covered: Vec<(usize, usize)> = ranges.map(|range| (range.start, range.end)).collect();
        covered.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut covered {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Self(covered)
    }

    fn has(&self, at: usize) -> bool {
        let before = self.0.partition_point(|(start, _)| *start <= at);
        before.checked_sub(1).is_some_and(|last| self.0[last].1 > at)
    }
}

/// From a report on one year to a report on another.
pub struct Advance<'a> {
    from: u16,
    to: u16,
    basis: &'a Basis,
    /// The numbers of all known notices and regulations.
    notices: BTreeSet<&'a str>,
    laws: BTreeSet<&'a str>,
}

/// The words before the year in the number of a notice: `国办公开办函` of `国办公开办函〔2021〕30号`.
pub fn core(number: &str) -> &str {
    number.find('〔').map_or(number, |at| &number[at..])
}

impl<'a> Advance<'a> {
    /// Towards a report on the year `to` in the form `own`.
    pub fn new(own: &'a Form, from: u16, to: u16) -> Self {
        let all = || form::builtin().iter().map(|form| &form.basis).chain([&own.basis]);
        let named = |number: fn(&Basis) -> &str| all().map(number).filter(|n| !n.is_empty()).collect();
        Self {
            from,
            to,
            basis: &own.basis,
            notices: named(|basis| core(&basis.number)),
            laws: named(|basis| &basis.law),
        }
    }

    /// The words of an even text ([`crate::words::normal`]) that go on, from left to right.
    pub fn slots(&self, text: &str) -> Vec<Slot> {
        let titles = titles(text);
        let mut slots = self.documents(text, &titles);
        let quoted = Quoted::by(titles.into_iter().chain(slots.iter().map(|slot| slot.bytes.clone())));
        for (bytes, year) in year::years(text) {
            if self.is_near(year) && !quoted.has(bytes.start) {
                slots.push(self.year(text, bytes, year));
            }
        }
        slots.sort_by_key(|slot| slot.bytes.start);
        slots
    }

    /// Years close to the two reports go on; those of laws and plans do not.
    fn is_near(&self, year: u16) -> bool {
        (self.from.saturating_sub(1)..=self.to.saturating_add(1)).contains(&year)
    }

    fn year(&self, text: &str, bytes: Range<usize>, year: u16) -> Slot {
        let after = &text[bytes.end..];
        let period = ["年1月1日", "年12月31日"].iter().any(|end| after.starts_with(end));
        let new = i32::from(year) + i32::from(self.to) - i32::from(self.from);
        Slot { bytes, new: new.to_string(), why: if period { Why::Period } else { Why::Year } }
    }

    fn documents(&self, text: &str, titles: &[Range<usize>]) -> Vec<Slot> {
        let of = |numbers: &BTreeSet<&'a str>| {
            let places = |number: &&'a str| text.match_indices(*number).collect::<Vec<_>>();
            numbers.iter().flat_map(places).map(|(at, found)| at..at + found.len()).collect::<Vec<_>>()
        };
        let laws = of(&self.laws).into_iter().map(|bytes| {
            let new = self.basis.law.clone();
            Slot { bytes, new, why: Why::Law }
        });
        let notices = of(&self.notices).into_iter().map(|bytes| self.notice(text, titles, bytes));
        let known = |slot: &Slot| !slot.new.is_empty();
        laws.chain(notices).filter(known).collect()
    }

    /// The number of a notice, with the title quoted before it.
    fn notice(&self, text: &str, titles: &[Range<usize>], core_bytes: Range<usize>) -> Slot {
        let prefix = self.basis.number.strip_suffix(core(&self.basis.number)).unwrap_or("");
        let full = text[..core_bytes.start].ends_with(prefix);
        let start = core_bytes.start - if full { prefix.len() } else { 0 };
        let number = if full { self.basis.number.as_str() } else { core(&self.basis.number) };
        let bracket = text[..start].strip_suffix('（').map(str::len);
        let title = bracket.and_then(|end| titles.binary_search_by_key(&end, |title| title.end).ok());
        let title = title.map(|at| &titles[at]);
        let Some(title) = title else {
            return Slot { bytes: start..core_bytes.end, new: number.to_owned(), why: Why::Notice };
        };
        let name =
            if text[title.clone()].contains("通知") { &self.basis.notice } else { &self.basis.title };
        let name = if name.is_empty() { &self.basis.title } else { name };
        // Both brackets or none: the old text may have narrow ones.
        let close = text[core_bytes.end..].chars().next().filter(|c| *c == '）');
        let new = format!("《{name}》（{number}{}", close.map(String::from).unwrap_or_default());
        Slot { bytes: title.start..core_bytes.end + close.map_or(0, char::len_utf8), new, why: Why::Notice }
    }
}
