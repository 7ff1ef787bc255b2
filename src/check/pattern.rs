//! The patterns that rules look for in the text: dates, marks, what may be private (`assets/norms/texts.md`). What numbers
//! count is read by [`super::claims`].

use std::{ops::Deref, sync::OnceLock};

use regex::Regex;

use super::{claims, dates, fees, lost, parts, personal, punctuation, wording};
use crate::form;

/// A pattern of the program, built when it is first looked for.
pub(super) struct Pattern {
    text: &'static str,
    built: OnceLock<Regex>,
}

impl Pattern {
    pub(super) const fn new(text: &'static str) -> Self {
        Self { text, built: OnceLock::new() }
    }
}

impl Deref for Pattern {
    type Target = Regex;

    fn deref(&self) -> &Regex {
        self.built.get_or_init(|| match Regex::new(self.text) {
            Ok(regex) => regex,
            // Patterns are part of the program: `build_all` builds every one of them in a test and in the program.
            Err(error) => panic!("a pattern of the rules: {error}"),
        })
    }
}

/// Declares the patterns of a file, and `PATTERNS`, the list of them.
macro_rules! patterns {
    ($($(#[$about:meta])* static $name:ident = $text:expr;)+) => {
        $($(#[$about])* static $name: $crate::check::pattern::Pattern = $crate::check::pattern::Pattern::new($text);)+
        /// Every pattern of this file.
        pub(super) static PATTERNS: &[&$crate::check::pattern::Pattern] = &[$(&$name),+];
    };
}
pub(super) use patterns;

/// Builds every pattern of the rules and says how many there are.
///
/// # Panics
/// One of them is no pattern in this build of the program.
pub fn build_all() -> usize {
    let files = [
        dates::PATTERNS,
        fees::PATTERNS,
        lost::PATTERNS,
        parts::PATTERNS,
        personal::PATTERNS,
        punctuation::PATTERNS,
        wording::PATTERNS,
    ];
    let own = files.into_iter().flatten().map(|pattern| pattern.as_str()).collect::<Vec<_>>().len();
    form::builtin().iter().map(|form| claims::build_all(form)).sum::<usize>() + own
}
