//! What is wrong with a report, as values: `run` reads a report and returns findings, and cannot fail.
//!
//! The rules that a form itself prescribes (sums, 勾稽关系) stand in the form's file and are evaluated by
//! `relations`; all others are entries of [`rules()`], one each, with their words, level and source. [`catalogue()`] lists
//! both as the officer reads them.
//!
//! Invariants: the same report gives the same findings in the same order; a number that is missing is 无法核对 and never
//! passed; an 错误 is only what is arithmetically or legally certain; no sentence names a table or section by itself,
//! the form does; a wording that no pattern knows says nothing.
//!
//! Uses `form`, `draft` and `words`.

mod about;
mod catalogue;
mod cells;
mod citations;
mod claims;
mod conditions;
mod copied;
mod dates;
mod denied;
mod fees;
pub mod fix;
mod judged;
mod lost;
mod memory;
mod numbers;
mod parts;
mod passage;
mod pattern;
mod personal;
mod prose;
mod punctuation;
mod reading;
mod relations;
mod rules;
pub mod slip;
mod waiver;
mod wording;
mod words;
mod years;

use crate::{
    draft::{Draft, Sheet, last::Before, shares::Shares},
    form::{Cell, CellId, Form, Level, RuleId},
};

use crate::draft::{Excerpt, Place};
pub use about::About;
pub use catalogue::{RuleEntry, catalogue};
use claims::{Amounts, Standing};
pub use memory::Memory;
pub use numbers::{Bound, Counted, Tally, TextNumber};
pub use pattern::build_all as build_patterns;
use prose::Prose;
pub use rules::rules;
pub use waiver::{CONFIRMED, lasting};

/// A statement about the report that is not as it should be, in the officer's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The id of its rule: `T3-BAL`.
    pub rule: RuleId,
    /// How bad it is.
    pub level: Level,
    /// Where it is; the first place is where a click goes.
    pub places: Vec<Place>,
    /// The left side of what was compared, or what was found.
    pub left: String,
    /// The right side, or empty.
    pub right: String,
    /// A few words for the head of the card.
    pub title: String,
    /// What is wrong, naming row and column, both sides and the difference.
    pub message: String,
    /// What the officer can do about it.
    pub advice: String,
    /// The sentence for the report that keeps the number as it is, where the rule allows that; see
    /// [`Finding::sentence`].
    pub waiver: Option<String>,
    /// Who knows the right words.
    pub fix: Fix,
    /// Where else than in the list it is seen.
    pub shown: Shown,
}

impl Finding {
    /// What an explanation of this finding hangs on: its places and operands, so that a changed number asks again; for a
    /// rule that is answered once and for all, its places alone.
    pub fn key(&self) -> String {
        let places: Vec<String> = self.places.iter().map(key).collect();
        let places = places.join(" ");
        if waiver::is_lasting(&self.rule) { places } else { format!("{places}={}/{}", self.left, self.right) }
    }

    /// The officer's explanation of it, if there is one.
    pub fn explanation<'a>(&self, draft: &'a Draft) -> Option<&'a str> {
        // Where there may be thousands of places nothing is made of them for an answer that was never given.
        let mut mine = draft.explanations.iter().filter(|e| e.rule == self.rule).peekable();
        mine.peek()?;
        let key = self.key();
        mine.find(|e| e.key == key).map(|e| e.text.as_str())
    }

    /// Whether it concerns this cell.
    pub fn concerns(&self, cell: &CellId) -> bool {
        self.places.iter().any(|p| matches!(p, Place::Cell(id) if id == cell))
    }
}

/// A place in what an explanation hangs on: words by what they are, so that a text may be edited elsewhere.
fn key(place: &Place) -> String {
    match place {
        Place::Words(words) => format!("{}“{}”", words.section, words.text),
        other => other.to_string(),
    }
}

/// What a rule looks at.
#[derive(Clone, Copy)]
pub(crate) struct Case<'a> {
    sheet: Sheet<'a>,
    /// Last year's report, where there is one of a form that is known.
    before: Option<Before<'a>>,
    /// How much of the text is last year's; nothing without last year's report.
    shares: Option<&'a Shares>,
    /// The texts; none while only sums are looked at.
    prose: &'a [Prose<'a>],
    /// What the cells come to that the texts speak of.
    amounts: &'a Amounts,
    /// What the texts say about numbers, with what the tables say to it.
    standings: &'a [Standing<'a>],
}

/// One rule: its words, its source and the function that looks for breaches.
pub struct Rule {
    /// Its id in the catalogue (`assets/norms/rules.md` “规则一览”).
    pub id: &'static str,
    /// How bad a breach is.
    pub level: Level,
    /// The head of the card, with `{…}` for names and numbers.
    pub title: &'static str,
    /// The sentence, with the same places.
    pub message: &'static str,
    /// What to do, with the same places.
    pub advice: &'static str,
    /// Where the rule comes from.
    pub source: &'static str,
    /// What of the form its words name.
    pub about: About,
    /// Whether a form has what the rule looks at, besides what its words name: without it the rule finds nothing.
    pub applies: fn(&Form) -> bool,
    /// For a number that may stay once the reason is written into the report (`assets/norms/rules.md` “写说明”): that
    /// sentence, made like those of published reports, with the officer's explanation as `{说明}`.
    pub waiver: Option<&'static str>,
    /// Whether what the officer says of it holds for the reports of later years too.
    pub lasting: bool,
    /// Who knows the right words.
    pub fix: Fix,
    /// Where else than in the list of findings it is seen.
    pub shown: Shown,
    find: Find,
}

/// How breaches of a rule are looked for.
#[derive(Clone, Copy)]
enum Find {
    /// There may be one at many places of a passage, and they hang on the passage and the tables alone.
    InPassage(fn(&Case<'_>) -> Vec<Breach>),
    /// There is one at most.
    One(fn(&Case<'_>) -> Option<Breach>),
    /// There may be one at many places.
    Each(fn(&Case<'_>) -> Vec<Breach>),
}

/// Who knows the words that belong in the place of those that a rule found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fix {
    /// Only the officer.
    Officer,
    /// The rule: they are the right side of its finding (`assets/norms/rules.md` “一键改正”).
    Right,
    /// The rule, for each place by itself: its marks made even.
    Marks,
}

/// Where a finding is seen, besides in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Its cells are marked in their table.
    Marked,
    /// Nowhere: a table full of marks would say nothing.
    Listed,
    /// The page of its section says it all the time.
    OnItsPage,
}

/// What most rules are like; each entry says what it is besides.
const RULE: Rule = Rule {
    id: "",
    level: Level::Info,
    title: "",
    message: "",
    advice: "",
    source: "",
    about: About::AnyForm,
    applies: |_| true,
    waiver: None,
    lasting: false,
    fix: Fix::Officer,
    shown: Shown::Marked,
    find: Find::One(|_| None),
};

/// What a rule found: where, the two sides, and what to put into the words.
#[derive(Default)]
struct Breach {
    places: Vec<Place>,
    left: String,
    right: String,
    fill: Vec<(&'static str, String)>,
    /// Where it is less bad than its rule says.
    level: Option<Level>,
    /// Where the right words are known though its rule does not know them.
    fix: Option<Fix>,
}

impl Rule {
    /// What is found in the report as a whole.
    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        match self.find {
            Find::One(find) => find(case).into_iter().collect(),
            Find::Each(find) => find(case),
            Find::InPassage(_) => Vec::new(),
        }
    }

    /// What is found in a case of one passage.
    fn breaches_in_passage(&self, case: &Case<'_>) -> Vec<Breach> {
        match self.find {
            Find::InPassage(find) => find(case),
            Find::One(_) | Find::Each(_) => Vec::new(),
        }
    }

    fn finding(&self, form: &Form, mut breach: Breach) -> Finding {
        breach.fill.extend(self.about.names(form));
        let words = |template| words::fill(template, &breach.fill);
        Finding {
            rule: self.id.into(),
            level: breach.level.unwrap_or(self.level),
            title: words(self.title),
            message: words(self.message),
            advice: words(self.advice),
            places: breach.places,
            left: breach.left,
            right: breach.right,
            waiver: self.waiver.map(words),
            fix: breach.fix.unwrap_or(self.fix),
            shown: self.shown,
        }
    }
}

/// Checks a report by the rules of its form, against last year's report where there is one.
///
/// Findings come in the order of the form, those about the whole first, worse ones first within a section. The same
/// report always gives the same findings. Whoever checks again and again keeps a [`Memory`].
pub fn run(sheet: Sheet<'_>, before: Option<Before<'_>>) -> Vec<Finding> {
    Memory::default().run(sheet, before)
}

/// The findings of [`run`] about the arithmetic that the form prescribes (勾稽关系). No text is read, so that whoever only
/// passes by can afford them.
pub fn sums(sheet: Sheet<'_>) -> Vec<Finding> {
    let amounts = Amounts::default();
    relations::find(&Case {
        sheet,
        before: None,
        shares: None,
        prose: &[],
        amounts: &amounts,
        standings: &[],
    })
}

/// A finding with the place of its rule among all.
type Numbered = (usize, Finding);

/// The rules that look at one passage, each with its place among all.
fn in_passage() -> Vec<(usize, &'static Rule)> {
    rules().enumerate().filter(|(_, rule)| matches!(rule.find, Find::InPassage(_))).collect()
}

/// All findings in their order, those of the passages among them.
fn find(case: &Case<'_>, in_passages: impl Iterator<Item = Numbered>) -> Vec<Finding> {
    let form = case.sheet.form();
    let found = |(at, rule): (usize, &'static Rule)| {
        rule.breaches(case).into_iter().map(move |breach| (at, rule.finding(form, breach)))
    };
    let mut findings: Vec<Numbered> = rules().enumerate().flat_map(found).chain(in_passages).collect();
    findings.extend(relations::find(case).into_iter().map(|finding| (usize::MAX, finding)));
    findings.sort_by_cached_key(|(at, f)| (section_order(form, f), f.level, order(form, f), *at));
    findings.into_iter().map(|(_, finding)| finding).collect()
}

fn section_order(form: &Form, finding: &Finding) -> usize {
    let section = finding.places.first().and_then(|p| p.section(form));
    form.sections.iter().position(|s| Some(&s.id) == section).map_or(0, |at| at + 1)
}

fn order(form: &Form, finding: &Finding) -> (usize, usize, usize) {
    match finding.places.first() {
        Some(Place::Cell(id)) => form.cell(id.as_str()).map_or((0, 0, 0), |c| (c.table, c.row, c.column)),
        Some(Place::Words(words)) => (0, words.chars.start, 0),
        _ => (0, 0, 0),
    }
}

impl Case<'_> {
    /// The cells that the officer fills in.
    fn entries(&self) -> impl Iterator<Item = &Cell> {
        self.sheet.form().cells().iter().filter(|c| !c.is_total())
    }
}
