//! What offices write in their ledgers for the columns and rows of the form: data, in `assets/ledger.ron`.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

use crate::words::narrow_char;

/// Words of so many characters are also found inside others; shorter ones stand alone.
const FOUND_INSIDE: usize = 3;

/// The file of aliases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Aliases {
    pub applicant: Vec<String>,
    pub received: Vec<String>,
    pub outcome: Vec<String>,
    pub reason: Vec<String>,
    pub no_reason: Vec<String>,
    pub answered: Vec<String>,
    pub kinds: Vec<Alias>,
    pub outcomes: Vec<Alias>,
    pub pending: Vec<String>,
}

/// What stands for one column or row.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Alias {
    /// The label in the form, without number and remark.
    pub label: String,
    pub words: Vec<String>,
}

static ALIASES: LazyLock<Aliases> = LazyLock::new(|| {
    match ron::from_str(include_str!("../../assets/ledger.ron")) {
        Ok(aliases) => aliases,
        // A file of the program; a test reads it.
        Err(error) => panic!("assets/ledger.ron: {error}"),
    }
});

/// The aliases of the program.
pub(super) fn aliases() -> &'static Aliases {
    &ALIASES
}

/// How many words of offices for columns and rows of the form are known.
pub fn words_known() -> usize {
    let Aliases { applicant, received, outcome, reason, no_reason, answered, kinds, outcomes, pending } =
        aliases();
    let plain =
        [applicant, received, outcome, reason, no_reason, answered, pending].into_iter().map(Vec::len);
    let of_labels = [kinds, outcomes].into_iter().flatten().map(|alias| alias.words.len());
    plain.chain(of_labels).sum()
}

/// Words as they are compared: without blanks, marks and numbering.
pub(super) fn key(words: &str) -> String {
    words.chars().map(narrow_char).filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}

/// What stands in the column of reasons as a reason: a dash, or 无, is none.
pub(super) fn as_reason(written: &str) -> &str {
    let key = key(written);
    let is_none = key.is_empty() || aliases().no_reason.contains(&key);
    if is_none { "" } else { written }
}

/// A label of the form without its number and its remark in brackets: `（二）部分公开（区分处理的…）` is `部分公开`.
pub(super) fn bare(label: &str) -> String {
    let rest = label.trim_start_matches(|c| "（）一二三四五六七八九十0123456789".contains(c));
    let rest = rest.trim_start_matches(['、', '.', '．']);
    key(rest.split('（').next().unwrap_or(rest))
}

/// How well a value fits words, both as [`key`] gives them: best where they are it, else by their length where they
/// stand in it.
pub(super) fn fit(value: &str, words: &str) -> Option<usize> {
    if words == value {
        return Some(usize::MAX);
    }
    if !value.contains(words) {
        return None;
    }
    let length = words.chars().count();
    (length >= FOUND_INSIDE).then_some(length)
}

/// The labels of a table with all that stands for each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Known(Vec<(String, Vec<String>)>);

impl Known {
    /// The labels with themselves, their full names, their aliases and those that the form gives besides.
    pub(super) fn new(
        labels: &[(String, String)],
        aliases: &[Alias],
        own: &BTreeMap<String, Vec<String>>,
    ) -> Self {
        let all = |(label, full): &(String, String)| {
            let bare = bare(label);
            let same = aliases.iter().filter(|alias| key(&alias.label) == bare);
            let own = own.iter().filter(|(label, _)| key(label) == bare).flat_map(|(_, words)| words);
            let words = same.flat_map(|alias| &alias.words).chain(own).map(|words| key(words));
            (label.clone(), words.chain([bare.clone(), key(label), key(full)]).collect())
        };
        Self(labels.iter().map(all).collect())
    }

    /// The label that a value stands for: the one with the best fit, none where two fit alike.
    pub(super) fn label_of(&self, value: &str) -> Option<String> {
        self.label_among(value, |_| true)
    }

    /// The same of some labels only.
    pub(super) fn label_among(&self, value: &str, is_one: impl Fn(&str) -> bool) -> Option<String> {
        let value = key(value);
        let best = |words: &[String]| words.iter().filter_map(|words| fit(&value, words)).max();
        let fits: Vec<(usize, &String)> = self
            .0
            .iter()
            .filter(|(label, _)| is_one(label))
            .filter_map(|(l, words)| Some((best(words)?, l)))
            .collect();
        let most = fits.iter().map(|(fit, _)| *fit).max()?;
        let mut found = fits.iter().filter(|(fit, _)| *fit == most);
        match (found.next(), found.next()) {
            (Some((_, label)), None) => Some((*label).clone()),
            _ => None,
        }
    }
}
