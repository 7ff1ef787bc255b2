//! The words in which texts speak of what a form counts: wordings as data (`assets/claims.ron`), with the form's own names
//! put into them.

use std::{
    collections::BTreeMap,
    ops::Range,
    sync::{LazyLock, Mutex, OnceLock},
};

use regex::{CaptureMatches, Captures, Regex};
use serde::Deserialize;

use crate::{
    form::{Form, FormWords, Role},
    words::template,
};

/// Declares the wordings there are, and `ALL` of them.
macro_rules! wordings {
    ($($(#[$about:meta])* $name:ident,)+) => {
        /// What a wording says; which words it has stands in the file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
        pub(super) enum Wording { $($(#[$about])* $name,)+ }

        impl Wording {
            /// Every wording.
            const ALL: &[Self] = &[$(Self::$name,)+];
        }
    };
}

wordings! {
    Received, Handled, CarriedIn, CarriedOut, Results, Reviews, Suits, Issued, InForce, Decisions, Proportion, Trend,
    Rise, NoApplications, NoCases, AllKept, Less, Elsewhere, Partial, Ended, Others, Receiving, OneWay, Outcome,
    AboutDecisions, GoesOn, Adverbs, Undone, InAWay, AllDealtWith, Grounded, Each, AnyApplication, AnotherTime,
}

/// One entry of the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// What of the form its words name.
    #[serde(default)]
    roles: Vec<Role>,
    /// What numbers are counted in.
    #[serde(default)]
    units: Vec<String>,
    /// One way to say it each.
    wordings: Vec<String>,
    /// Sentences that it must be found in.
    #[cfg_attr(not(test), expect(dead_code, reason = "a test reads them"))]
    examples: Vec<String>,
}

static ENTRIES: LazyLock<BTreeMap<Wording, Entry>> =
    LazyLock::new(|| match ron::from_str(include_str!("../../assets/claims.ron")) {
        Ok(entries) => entries,
        // The file is part of the program; a test reads it.
        Err(error) => panic!("assets/claims.ron: {error}"),
    });

/// What a wording is looked for by, built when it is first looked for; nothing is found of what a form has no words for.
pub(super) struct Matcher {
    pattern: Option<String>,
    built: OnceLock<Option<Regex>>,
}

impl Matcher {
    fn regex(&self) -> Option<&Regex> {
        let build = |pattern: &String| match Regex::new(pattern) {
            Ok(regex) => regex,
            // Wordings are part of the program: `build_all` builds every one of them in a test and in the program.
            Err(error) => panic!("a wording of the rules: {error}"),
        };
        self.built.get_or_init(|| self.pattern.as_ref().map(build)).as_ref()
    }

    /// Whether some words say it.
    pub fn is_in(&self, words: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(words))
    }

    /// Where a text says it, in bytes.
    pub fn places(&self, text: &str) -> Vec<Range<usize>> {
        self.regex().map_or_else(Vec::new, |regex| regex.find_iter(text).map(|found| found.range()).collect())
    }

    /// What its groups hold where it is first said.
    pub fn groups<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.regex()?.captures(text)
    }

    /// The same of every place.
    pub fn all_groups<'r, 't>(&'r self, text: &'t str) -> impl Iterator<Item = Captures<'t>> + use<'r, 't> {
        let found: Option<CaptureMatches<'r, 't>> = self.regex().map(|regex| regex.captures_iter(text));
        found.into_iter().flatten()
    }
}

impl PartialEq for Lexicon {
    fn eq(&self, other: &Self) -> bool {
        // One for all forms that have the same words.
        std::ptr::eq(self, other)
    }
}

impl Eq for Lexicon {}

/// The wordings of a form.
pub(super) struct Lexicon {
    words: FormWords,
    matchers: BTreeMap<Wording, Matcher>,
    /// Names that are written wrong.
    pub misnamed: Matcher,
}

impl Lexicon {
    /// The wordings of this form, made once for each that has words of its own.
    pub fn of(form: &Form) -> &'static Self {
        static KNOWN: Mutex<Vec<&'static Lexicon>> = Mutex::new(Vec::new());
        // A panic elsewhere leaves the list whole: what is in it is never changed.
        let mut known = KNOWN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let same = known.iter().find(|lexicon| lexicon.words == *form.words());
        if let Some(lexicon) = same {
            return lexicon;
        }
        // Kept as long as the program runs, as the forms are.
        let new: &'static Self = Box::leak(Box::new(Self::new(form)));
        known.push(new);
        new
    }

    fn new(form: &Form) -> Self {
        let matcher = |pattern| Matcher { pattern, built: OnceLock::new() };
        let entries = ENTRIES.iter();
        let matchers = entries.map(|(wording, entry)| (*wording, matcher(entry.pattern(form)))).collect();
        let wrong = any_of(form.words().proper.iter().flat_map(|proper| proper.wrong.iter().cloned()));
        let misnamed = matcher(Some(wrong).filter(|wrong| !wrong.is_empty()));
        Self { words: form.words().clone(), matchers, misnamed }
    }

    /// What a wording is looked for by.
    pub fn get(&self, wording: Wording) -> &Matcher {
        static NEVER: Matcher = Matcher { pattern: None, built: OnceLock::new() };
        self.matchers.get(&wording).unwrap_or(&NEVER)
    }

    /// Whether some words say it.
    pub fn says(&self, wording: Wording, words: &str) -> bool {
        self.get(wording).is_in(words)
    }
}

impl Entry {
    /// The pattern with the form's words in it; `None` where the form lacks words in every wording.
    fn pattern(&self, form: &Form) -> Option<String> {
        let wordings: Vec<String> = self.wordings.iter().filter_map(|text| self.filled(form, text)).collect();
        (!wordings.is_empty()).then(|| wordings.join("|"))
    }

    /// One wording with the form's words in it; `None` where the form lacks one of them.
    fn filled(&self, form: &Form, wording: &str) -> Option<String> {
        let mut complete = true;
        let filled = template::fill(wording, |place| {
            let words = self.words(form, place)?;
            complete &= !words.is_empty();
            Some(words)
        });
        complete.then_some(filled)
    }

    /// What stands in a place of a wording, empty where there are no such words; `None` of what is no place.
    fn words(&self, form: &Form, place: &str) -> Option<String> {
        let roles = || self.roles.iter().filter(|role| !form.role(**role).is_empty());
        let called = || roles().filter_map(|role| form.words().of(*role));
        match place {
            "数" => Some("([0-9]+)".to_owned()),
            "小数" => Some("([0-9]+(?:\\.[0-9]+)?)".to_owned()),
            "量" => Some(any_of(self.units.iter().cloned())),
            "名" => Some(any_of(called().map(|words| words.name.clone()))),
            "简" => Some(any_of(called().map(|words| words.in_short().to_owned()))),
            "类" => Some(any_of(called().flat_map(|words| &words.kinds).map(|kind| kind.name.clone()))),
            _ => None,
        }
    }
}

/// Any of some words, each once.
fn any_of(words: impl Iterator<Item = String>) -> String {
    let mut each: Vec<String> = Vec::new();
    for word in words.map(|word| regex::escape(&word)) {
        if !each.contains(&word) {
            each.push(word);
        }
    }
    if each.is_empty() { String::new() } else { format!("(?:{})", each.join("|")) }
}

/// Builds every wording of a form and says how many there are.
///
/// # Panics
/// One of them is no pattern in this build of the program.
pub(super) fn build_all(form: &Form) -> usize {
    let lexicon = Lexicon::of(form);
    let built = Wording::ALL.iter().filter_map(|wording| lexicon.get(*wording).regex()).count();
    built + usize::from(lexicon.misnamed.regex().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::by_id;

    #[test]
    fn every_wording_is_found_in_its_examples() {
        let form = by_id("F2021").unwrap();
        let lexicon = Lexicon::of(&form);
        for wording in Wording::ALL {
            let entry = &ENTRIES[wording];
            assert!(!entry.examples.is_empty(), "{wording:?} has no example");
            for example in &entry.examples {
                assert!(lexicon.says(*wording, example), "{wording:?} is not in {example}");
            }
        }
    }

    #[test]
    fn what_a_form_has_no_words_for_is_not_looked_for() {
        let legacy = by_id("LEGACY").unwrap();
        let lexicon = Lexicon::of(&legacy);
        assert!(!lexicon.says(Wording::Reviews, "行政复议3件"));
        assert!(lexicon.says(Wording::Received, "收到政府信息公开申请12件"));
        assert!(std::ptr::eq(lexicon, Lexicon::of(&legacy)), "made once");
    }
}
