//! A text as words, numbers and marks: what a sentence about numbers is read from.

use std::ops::Range;

use super::{
    lexicon::{Lexicon, Meaning, unit_at},
    names::Name,
    sense::Sense,
};
use crate::words::{
    normal::wide,
    numeral::{Numeral, numerals},
    sentence::titles,
};

/// A piece of a text.
#[derive(Clone, Debug)]
pub(in crate::check) struct Token<'l> {
    /// Where it stands, in bytes.
    pub bytes: Range<usize>,
    /// What it is.
    pub is: Is<'l>,
}

/// What a piece of a text is.
#[derive(Clone, Debug)]
pub(in crate::check) enum Is<'l> {
    /// A number with its unit, of how many bytes.
    Number(Numeral, usize),
    /// A year: 2024年.
    Year(u16),
    /// A mark that parts words.
    Mark(char),
    /// A word that is known.
    Word(&'l [Meaning]),
    /// The agency itself, by its name or a shorter one.
    Agency,
    /// What tells nothing about numbers: a title, a date, the number of an article.
    Aside,
    /// Words that are not known.
    Plain,
}

/// Whether it is a mark that parts words.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '；'
            | '：'
            | '、'
            | '！'
            | '？'
            | '（'
            | '）'
            | '\n'
            | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '('
            | ')'
    )
}

/// What stands behind a number that is part of a date.
const DATES: &[char] = &['月', '日', '号', '时', '点'];
/// A year has so many digits.
const YEAR_DIGITS: usize = 4;

impl<'l> Token<'l> {
    /// What the word may mean; nothing for what is no word.
    pub fn meanings(&self) -> &'l [Meaning] {
        match self.is {
            Is::Word(meanings) => meanings,
            _ => &[],
        }
    }

    /// What it may do in the sentence.
    pub fn senses(&self) -> impl Iterator<Item = &'l Sense> + use<'l> {
        self.meanings().iter().filter_map(|meaning| match meaning {
            Meaning::Does(sense) => Some(sense),
            Meaning::Names(_) => None,
        })
    }

    /// What of the form it may name.
    pub fn names(&self) -> impl Iterator<Item = usize> + use<'l> {
        self.meanings().iter().filter_map(|meaning| match meaning {
            Meaning::Names(at) => Some(*at),
            Meaning::Does(_) => None,
        })
    }

    /// Whether it may do this.
    pub fn may(&self, sense: &Sense) -> bool {
        self.senses().any(|known| known == sense)
    }

    /// Whether it is this mark.
    pub fn is_mark(&self, mark: char) -> bool {
        matches!(self.is, Is::Mark(known) if known == mark)
    }

    /// The number that it is.
    pub fn number(&self) -> Option<&Numeral> {
        match &self.is {
            Is::Number(numeral, _) => Some(numeral),
            _ => None,
        }
    }

    /// Whether it is words that are not known.
    pub fn is_plain(&self) -> bool {
        matches!(self.is, Is::Plain)
    }
}

/// Whether one of some tokens may do this.
pub(in crate::check) fn may(tokens: &[Token<'_>], sense: &Sense) -> bool {
    tokens.iter().any(|token| token.may(sense))
}

/// What of the form some tokens name, each once, in their order.
pub(in crate::check) fn named<'l>(lexicon: &'l Lexicon, tokens: &[Token<'_>]) -> Vec<(usize, &'l Name)> {
    let mut found: Vec<(usize, &Name)> = Vec::new();
    for at in tokens.iter().flat_map(Token::names) {
        if found.iter().all(|(known, _)| *known != at) {
            found.push((at, lexicon.name(at)));
        }
    }
    found
}

/// The pieces of a text in their order. `agency`: the name of whose report it is, empty where it is not known.
pub(in crate::check) fn tokens<'l>(lexicon: &'l Lexicon, agency: &str, text: &'l str) -> Vec<Token<'l>> {
    let mut fixed: Vec<Token<'l>> = Vec::new();
    let asides = titles(text).into_iter().map(|bytes| Token { bytes, is: Is::Aside });
    overlay(&mut fixed, asides);
    let words = || lexicon.places(text).map(|(bytes, meanings)| Token { bytes, is: Is::Word(meanings) });
    let (numbers, around): (Vec<_>, Vec<_>) = (numbers(text), words().collect());
    // 政府 of 政府信息公开 is no agency.
    let is_of_word = |name: &Range<usize>| {
        let first = around.partition_point(|word: &Token<'_>| word.bytes.end <= name.start);
        let over = around[first..].iter().take_while(|word| word.bytes.start < name.end);
        over.into_iter().any(|word| word.bytes.start < name.start || word.bytes.end > name.end)
    };
    let names = own_names(agency, text).filter(|name| !is_of_word(name));
    overlay(&mut fixed, names.map(|bytes| Token { bytes, is: Is::Agency }));
    // A word that holds a number and more is one: 12345热线, 三类内部事务.
    let inside = |token: &Token<'_>| {
        let covering = around.partition_point(|word: &Token<'_>| word.bytes.end <= token.bytes.start);
        around
            .get(covering)
            .is_some_and(|word| word.bytes.start <= token.bytes.start && word.bytes.end > numeral_end(token))
    };
    overlay(&mut fixed, numbers.into_iter().filter(|token| !inside(token)));
    overlay(&mut fixed, around.iter().cloned());
    filled(text, fixed)
}

fn numeral_end(token: &Token<'_>) -> usize {
    token.number().map_or(token.bytes.end, |numeral| numeral.bytes.end)
}

/// Adds what does not lie over what is there; both are in their order, and the result is.
fn overlay<'l>(fixed: &mut Vec<Token<'l>>, more: impl Iterator<Item = Token<'l>>) {
    let known = std::mem::take(fixed);
    let mut rest = known.into_iter().peekable();
    for token in more {
        while let Some(before) = rest.next_if(|known| known.bytes.end <= token.bytes.start) {
            fixed.push(before);
        }
        let is_free = rest.peek().is_none_or(|known| known.bytes.start >= token.bytes.end);
        let is_behind = fixed.last().is_none_or(|last| last.bytes.end <= token.bytes.start);
        if is_free && is_behind {
            fixed.push(token);
        }
    }
    fixed.extend(rest);
}

/// The tokens with what stands between them: marks, and words that are not known.
fn filled<'l>(text: &str, fixed: Vec<Token<'l>>) -> Vec<Token<'l>> {
    let mut all = Vec::with_capacity(fixed.len() * 2);
    let mut at = 0;
    for token in fixed {
        gap(text, at..token.bytes.start, &mut all);
        at = token.bytes.end;
        all.push(token);
    }
    gap(text, at..text.len(), &mut all);
    all
}

fn gap(text: &str, bytes: Range<usize>, all: &mut Vec<Token<'_>>) {
    let mut start = bytes.start;
    let plain = |bytes: Range<usize>| Token { bytes, is: Is::Plain };
    for (at, c) in text[bytes.clone()].char_indices() {
        let at = bytes.start + at;
        let is_mark = is_mark(c);
        if !is_mark && !c.is_whitespace() {
            continue;
        }
        if start < at {
            all.push(plain(start..at));
        }
        start = at + c.len_utf8();
        if is_mark {
            all.push(Token { bytes: at..start, is: Is::Mark(wide(c).unwrap_or(c)) });
        }
    }
    if start < bytes.end {
        all.push(plain(start..bytes.end));
    }
}

/// The numbers of a text that count something, its years, and the numbers of dates and articles as asides.
fn numbers<'l>(text: &str) -> Vec<Token<'l>> {
    numerals(text).into_iter().filter_map(|numeral| number(text, numeral)).collect()
}

fn number<'l>(text: &str, numeral: Numeral) -> Option<Token<'l>> {
    let (before, after) = (&text[..numeral.bytes.start], &text[numeral.bytes.end..]);
    let whole = numeral.bytes.clone();
    if let Some(year) = year(text, &numeral) {
        let behind = if after.starts_with("年度") { "年度" } else { "年" };
        return Some(Token { bytes: whole.start..whole.end + behind.len(), is: Is::Year(year) });
    }
    let is_of_document = before.ends_with(['〔', '第', '-', '—', '/', '_', '@']) || after.starts_with('〕');
    let is_of_word = before.ends_with(|c: char| c.is_ascii_alphabetic())
        || after.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_date = after.starts_with(DATES) && !numeral.is_percent;
    if is_of_document || is_of_word || is_date {
        return (!numeral.is_chinese || is_date || before.ends_with('第'))
            .then_some(Token { bytes: whole, is: Is::Aside });
    }
    let unit = if numeral.is_percent { Some(0) } else { unit_at(after) };
    match unit {
        Some(unit) => Some(Token { bytes: whole.start..whole.end + unit, is: Is::Number(numeral, unit) }),
        // A numeral of one's own is no number: 一是. Neither is what heads a paragraph: 1.
        None if numeral.is_chinese || heads(before, after) => None,
        None => Some(Token { bytes: whole, is: Is::Number(numeral, 0) }),
    }
}

/// Whether a number numbers a paragraph: `1.`, `（2）`, `3、`.
fn heads(before: &str, after: &str) -> bool {
    let begins = before.is_empty() || before.ends_with(['\n', '。', '；', '：', '（']);
    begins && after.starts_with(['.', '、', '）', ')', '．'])
}

fn year(text: &str, numeral: &Numeral) -> Option<u16> {
    let digits = text[numeral.bytes.clone()].chars().count();
    let is_year = digits == YEAR_DIGITS && text[numeral.bytes.end..].starts_with('年') && !numeral.is_percent;
    is_year.then(|| text[numeral.figures.clone()].parse().ok().or_else(|| numeral.value.try_into().ok()))?
}

/// Where a text names the agency: in full, or by characters of its name in their order up to the last: 市人社局 for
/// 温州市人力资源和社会保障局.
fn own_names<'t>(agency: &'t str, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let last = agency.chars().next_back();
    let ends = last.map(|last| text.match_indices(last)).into_iter().flatten();
    let mut past = 0;
    ends.filter_map(move |(at, last)| {
        let end = at + last.len();
        let start = short_name(agency, &text[past..end])? + past;
        past = end;
        Some(start..end)
    })
}

/// Where the short name begins that a text ends with; `None` where it ends with none of two characters or more.
fn short_name(agency: &str, text: &str) -> Option<usize> {
    let mut name = agency.chars().rev();
    let mut start = None;
    for (count, (at, c)) in text.char_indices().rev().enumerate() {
        if !name.any(|known| known == c) {
            break;
        }
        if count > 0 {
            start = Some(at);
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::by_id;

    /// The tokens of a text, one word each: numbers with `#`, years with `@`, unknown words with `?`.
    fn shown(agency: &str, text: &str) -> String {
        let lexicon = Lexicon::of(&by_id("F2021").unwrap());
        let words = tokens(lexicon, agency, text).into_iter().map(|token| {
            let words = &text[token.bytes.clone()];
            match token.is {
                Is::Number(..) => format!("#{words}"),
                Is::Year(year) => format!("@{year}"),
                Is::Mark(mark) => mark.to_string(),
                Is::Word(_) => words.to_owned(),
                Is::Agency => format!("={words}"),
                Is::Aside => format!("~{words}"),
                Is::Plain => format!("?{words}"),
            }
        });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_text_is_cut_into_words() {
        for (agency, text, expect) in [
            ("", "2023年度我局共收到申请16件，办结16件。", "@2023 我局 共收到 申请 #16件 ， 办结 #16件 。"),
            ("温州市人力资源和社会保障局", "市人力社保局收到申请3件", "=市人力社保局 收到 申请 #3件"),
            ("", "12345热线受理三百件，第三方", "12345热线 受理 #三百件 ， ?第 ~三 方"),
            ("", "按《条例》第20条，12月31日", "按 ~《条例》 ?第 ~20 ?条 ， ~12 ?月 ~31 ?日"),
            ("", "1.收到5件、6件", "?1. 收到 #5件 、 #6件"),
            ("", "占17.46%，共16", "占 #17.46% ， 共 #16"),
        ] {
            assert_eq!(shown(agency, text), expect, "{text}");
        }
    }
}
