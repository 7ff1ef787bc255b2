//! Labels by meaning: what is left of one when spaces, width, brackets, punctuation and old characters are taken away.

use crate::words::{
    characters::{is_han, simplified, without_radical},
    narrow_char,
};

/// The most characters of a label that are compared; no form has a longer one.
const LONGEST: usize = 80;

/// The characters of a label that carry its meaning: Chinese ones, letters and digits in their plain form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Key {
    /// With its number: `1属于国家秘密`.
    pub whole: Vec<char>,
    /// How many of the first characters number it: `1` in `1属于国家秘密`, `一` in `一、总体情况`.
    number: usize,
}

impl Key {
    pub fn of(text: &str) -> Self {
        let whole: Vec<char> = meaningful(text).take(LONGEST * 4).collect();
        let number = number_length(text);
        Self { number: number.min(whole.len()), whole }
    }

    /// Without its number.
    pub fn name(&self) -> &[char] {
        &self.whole[self.number..]
    }

    /// Its number: empty where it has none.
    pub fn number(&self) -> &[char] {
        &self.whole[..self.number]
    }

    pub fn is_empty(&self) -> bool {
        self.whole.is_empty()
    }

    /// How far two labels mean the same, from 0 to 1; 1 only where every character is the same.
    pub fn likeness(&self, other: &Self) -> f32 {
        if self.whole == other.whole {
            return 1.0;
        }
        let numbers_differ = self.number > 0 && other.number > 0 && self.number() != other.number();
        let like = likeness(self.name(), other.name());
        if numbers_differ { like * 0.9 } else { like * 0.98 }
    }
}

/// The characters of a text that carry meaning.
pub(super) fn meaningful(text: &str) -> impl Iterator<Item = char> + '_ {
    let plain = text.chars().map(|c| simplified(without_radical(narrow_char(c))));
    plain.filter(|c| is_han(*c) || c.is_ascii_alphanumeric()).map(|c| c.to_ascii_lowercase())
}

/// A label without what it says of itself in brackets: `规章（设区的市制定的）`. A bracket at its start numbers it, and
/// one that is broken off has its end on another line. `None` where it has none.
pub(super) fn without_definition(label: &str) -> Option<String> {
    let opens = |c: char| matches!(c, '（' | '(' | '[' | '【' | '〔');
    let number = label.len() - label.trim_start().trim_start_matches(opens).len();
    let from = number + label[number..].find(opens)?;
    let rest = &label[from..];
    let end = rest
        .find(['）', ')', ']', '】', '〕'])
        .and_then(|at| rest[at..].char_indices().nth(1).map(|c| at + c.0));
    let behind = end.map_or("", |end| &rest[end..]);
    Some(format!("{}{behind}", &label[..from]))
}

/// How many meaningful characters at the start only number the text: `1.`, `（三）`, `二、`.
fn number_length(text: &str) -> usize {
    let mut digits = 0;
    for c in text.trim_start().chars().map(narrow_char).filter(|c| !c.is_whitespace()) {
        match c {
            '(' | '（' if digits == 0 => {}
            '0'..='9' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => {
                digits += 1;
            }
            ')' | '）' | '、' | '.' | '，' | ',' | '．' if (1..=3).contains(&digits) => return digits,
            _ => return 0,
        }
    }
    0
}

/// Twice the common characters in order over all characters: 1 for the same text, 0 for nothing in common.
pub(super) fn likeness(a: &[char], b: &[char]) -> f32 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    if a == b {
        return 1.0;
    }
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    // Too unlike in length to mean the same; also keeps the comparison of any two texts small.
    if long.len() > short.len() * 3 + 2 || long.len() > LONGEST * 2 {
        return 0.0;
    }
    2.0 * common(a, b) as f32 / (a.len() + b.len()) as f32
}

/// The length of the longest text that both hold in order, gaps allowed.
pub(super) fn common(a: &[char], b: &[char]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for &x in a {
        let mut before = 0;
        for (j, &y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { before + 1 } else { above.max(row[j]) };
            before = above;
        }
    }
    row[b.len()]
}

/// Where `part` begins in `whole`, from `start` on.
pub(super) fn find(whole: &[char], part: &[char], start: usize) -> Option<usize> {
    if part.is_empty() {
        return None;
    }
    let rest = whole.get(start..)?;
    rest.windows(part.len()).position(|w| w == part).map(|at| at + start)
}
