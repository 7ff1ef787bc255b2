//! How much of a text stands in an older one: shared runs of thirteen characters (`assets/norms/texts.md` “与上年的重复”:
//! TX-DUP).
//!
//! No official formula exists. Digits stay in, so that a changed number counts as changed; what is the same by
//! rule or by nature — headings, the titles of documents — is taken out of both texts first.

use std::{
    collections::HashSet,
    hash::{BuildHasherDefault, Hasher},
};

use super::sentence::{is_heading, sentences, titles};

/// The length of a run, in characters.
pub const RUN: usize = 13;

/// An odd factor with well-mixed bits: 2⁶⁴ divided by the golden ratio.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// The runs of an older text.
#[derive(Clone, Debug, Default)]
pub struct Runs(HashSet<u64, BuildHasherDefault<AsItIs>>);

/// Runs are hashes already.
#[derive(Clone, Debug, Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, run: u64) {
        self.0 = run;
    }
}

/// How many runs a text has and how many of them stand in the older one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many runs stand in the older text too.
    pub same: usize,
    /// How many runs the text has.
    pub all: usize,
}

impl Share {
    /// The share in percent, rounded; nothing for a text without runs.
    pub fn percent(self) -> Option<usize> {
        (self.all > 0).then(|| (self.same * 100 + self.all / 2) / self.all)
    }

    /// Whether more than half is the same.
    pub fn is_most(self) -> bool {
        self.same * 2 > self.all
    }

    /// Adds the runs of another part of the same text.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { same: self.same + other.same, all: self.all + other.all }
    }
}

impl Runs {
    /// The runs of an older text.
    pub fn of(text: &str) -> Self {
        Self(runs(&compared(text)).into_iter().collect())
    }

    /// The runs of either text.
    pub fn extend(&mut self, other: &Self) {
        self.0.extend(&other.0);
    }

    /// How much of a text with these [`runs`] stands in the older text.
    pub fn share(&self, runs: &[u64]) -> Share {
        Share { same: runs.iter().filter(|run| self.0.contains(run)).count(), all: runs.len() }
    }
}

/// The hash of every run of the [`compared`] characters of a text; each follows from the one before.
pub fn runs(chars: &[char]) -> Vec<u64> {
    let mut runs = Vec::with_capacity(chars.len());
    let out_factor = (0..RUN).fold(1_u64, |factor, _| factor.wrapping_mul(FACTOR));
    let mut hash = 0_u64;
    for (at, c) in chars.iter().enumerate() {
        hash = hash.wrapping_mul(FACTOR).wrapping_add(value(*c));
        if let Some(gone) = at.checked_sub(RUN) {
            hash = hash.wrapping_sub(value(chars[gone]).wrapping_mul(out_factor));
        }
        if at + 1 >= RUN {
            runs.push(hash);
        }
    }
    runs
}

fn value(c: char) -> u64 {
    (u64::from(c) + 1).wrapping_mul(FACTOR) >> 16
}

/// What is compared of a text: no headings, no titles of documents, no white space. Of the passages of a text it is, one
/// after the other, what it is of the whole.
pub fn compared(text: &str) -> Vec<char> {
    let mut chars = Vec::with_capacity(text.len() / 3);
    let mut add = |piece: &str| chars.extend(piece.chars().filter(|c| !c.is_whitespace()));
    let mut titles = titles(text).into_iter().peekable();
    for sentence in sentences(text) {
        if is_heading(&text[sentence.clone()]) {
            continue;
        }
        let mut from = sentence.start;
        while let Some(title) = titles.next_if(|title| title.start < sentence.end) {
            if title.start >= from {
                add(&text[from..title.start]);
            }
            from = from.max(title.end);
        }
        if from < sentence.end {
            add(&text[from..sentence.end]);
        }
    }
    chars
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percent(old: &str, new: &str) -> Option<usize> {
        Runs::of(old).share(&runs(&compared(new))).percent()
    }

    #[test]
    fn the_share_is_that_of_the_new_text() {
        let old = "网站首页设六个主栏目，三十二个二级栏目，全年发布各类信息一千二百六十三条。";
        let other = "召开培训会议三次，编印业务手册，对所属单位逐一检查并督促限期整改到位了。";
        assert_eq!(percent(old, old), Some(100));
        assert_eq!(percent(old, other), Some(0));
        assert_eq!(percent(old, &format!("{old}{other}")), Some(41));
        assert_eq!(percent("", old), Some(0));
        assert_eq!(percent(old, "太短"), None);
        assert_eq!(percent(old, &old.replace('，', "， ")), Some(100), "white space says nothing");
    }

    #[test]
    fn a_changed_number_counts_as_changed() {
        assert_eq!(percent("全年共发布各类信息1263条。", "全年共发布各类信息1264条。"), Some(0));
    }

    #[test]
    fn headings_and_titles_do_not_count() {
        let old = "（一）加强公开平台建设。按照《中华人民共和国政府信息公开条例》办理。";
        assert_eq!(percent(old, "（一）加强公开平台建设。《中华人民共和国政府信息公开条例》"), None);
    }
}
