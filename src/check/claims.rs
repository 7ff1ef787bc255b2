//! Numbers in the text against the tables (`assets/norms/texts.md` “正文与表格一致”).
//!
//! A pattern that misses a wording says nothing; it never counts as checked. Clauses about other matters (信访、热线 …)
//! and about other years or parts of the whole are left alone.

use std::ops::Range;

use rust_decimal::Decimal;

use super::{
    Breach, Case,
    lexicon::{Lexicon, Wording},
    prose::Prose,
    scope,
};
use crate::{
    form::{Cell, Kind, Level, Role},
    words::{
        find,
        sentence::{bare, titles},
    },
};

/// What ends a clause.
const CLAUSE: &[char] = &['，', '。', '；', '！', '？', '\n'];
/// What ends a statement.
const STATEMENT: &[char] = &['。', '；', '！', '？', '\n'];

/// The wordings that state a number.
pub(super) const STATED: [Wording; 10] = [
    Wording::Received,
    Wording::Handled,
    Wording::CarriedIn,
    Wording::CarriedOut,
    Wording::Results,
    Wording::Reviews,
    Wording::Suits,
    Wording::Issued,
    Wording::InForce,
    Wording::Decisions,
];

/// A number that a text states, in bytes of the even copy.
pub(super) struct Stated {
    bytes: Range<usize>,
    number: Decimal,
    /// The words before the number.
    lead: Range<usize>,
}

/// A number that the report states.
pub(super) struct Claim<'a> {
    lexicon: &'static Lexicon,
    pub prose: &'a Prose<'a>,
    /// The words, in bytes of the even copy.
    pub bytes: Range<usize>,
    pub number: Decimal,
    /// The words before the number.
    pub lead: &'a str,
}

/// The numbers that a text states in a wording: what its first group that took part holds, unless the clause is about
/// other matters.
pub(super) fn read(lexicon: &Lexicon, wording: Wording, text: &str) -> Vec<Stated> {
    let wording = lexicon.get(wording);
    let found = wording.places(text);
    if found.is_empty() {
        return Vec::new();
    }
    let titles = titles(text);
    let about_this = |found: &Range<usize>| {
        !lexicon.says(Wording::Elsewhere, around(text, found, CLAUSE))
            && !titles.iter().any(|title| title.contains(&found.start))
    };
    let stated = |bytes: Range<usize>| {
        // Groups are looked for in what was found only: in a whole text that is slow.
        let words = &text[bytes.clone()];
        let number = wording.groups(words)?.iter().skip(1).flatten().next()?;
        let lead = bytes.start..bytes.start + number.start();
        let number = number.as_str().parse().ok()?;
        about_this(&bytes).then_some(Stated { bytes, number, lead })
    };
    found.into_iter().filter_map(stated).collect()
}

/// Every claim of a wording.
fn claims<'a>(case: &Case<'a>, wording: Wording) -> Vec<Claim<'a>> {
    case.prose.iter().flat_map(|prose| claims_in(case.lexicon, prose, wording)).collect()
}

fn claims_in<'a>(lexicon: &'static Lexicon, prose: &'a Prose<'a>, wording: Wording) -> Vec<Claim<'a>> {
    let claim = |stated: &Stated| Claim {
        lexicon,
        prose,
        bytes: stated.bytes.clone(),
        number: stated.number,
        lead: &prose.words()[stated.lead.clone()],
    };
    prose.reading().stated(wording).iter().map(claim).collect()
}

/// The text around a place up to the next of these marks.
fn around<'t>(text: &'t str, place: &Range<usize>, marks: &[char]) -> &'t str {
    let start = text[..place.start]
        .rfind(marks)
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let end = text[place.end..].find(marks).map_or(text.len(), |at| place.end + at);
    &text[start..end]
}

/// The statement that some words stand in.
pub(super) fn statement<'a>(prose: &'a Prose<'_>, bytes: &Range<usize>) -> &'a str {
    around(prose.words(), bytes, STATEMENT)
}

/// The clause that some words stand in.
pub(super) fn clause<'a>(prose: &'a Prose<'_>, bytes: &Range<usize>) -> &'a str {
    around(prose.words(), bytes, CLAUSE)
}

impl<'a> Claim<'a> {
    /// The clause it stands in.
    fn clause(&self) -> &'a str {
        clause(self.prose, &self.bytes)
    }

    fn statement(&self) -> &'a str {
        statement(self.prose, &self.bytes)
    }

    /// The words before the number: its clause, and back to the number before it, for a reason may stand in a clause of
    /// its own.
    fn up_to_number(&self) -> &'a str {
        let before = &self.prose.words()[..self.bytes.start + self.lead.len()];
        let clause = before.rsplit(CLAUSE).next().unwrap_or(before);
        let statement = before.rsplit(STATEMENT).next().unwrap_or(before);
        let unnumbered = statement.rsplit(|ch: char| ch.is_ascii_digit()).next().unwrap_or(statement);
        if unnumbered.len() > clause.len() { unnumbered } else { clause }
    }

    /// All of its words.
    fn words(&self) -> &'a str {
        &self.prose.words()[self.bytes.clone()]
    }

    /// Whether it counts the cases that ended in some way.
    fn is_of_ended(&self) -> bool {
        self.lexicon.says(Wording::Ended, self.lead)
    }

    fn is_partial(&self) -> bool {
        self.lexicon.says(Wording::Partial, self.clause())
    }

    /// The finding that the table says something else.
    fn breach(&self, table: Decimal) -> Breach {
        let mut breach = self.prose.breach(&self.bytes, table.to_string());
        breach.left = self.number.to_string();
        breach.fill.extend([("n", self.number.to_string()), ("a", table.to_string())]);
        breach
    }

    fn unless(&self, table: Option<Decimal>) -> Option<Breach> {
        table.filter(|table| *table != self.number).map(|table| self.breach(table))
    }
}

impl<'a> Case<'a> {
    fn suits(&self) -> Option<Decimal> {
        Some(
            self.sheet.role_sum(Role::DirectLitigation)?
                + self.sheet.role_sum(Role::LitigationAfterReview)?,
        )
    }

    /// The number of a part of what a role counts.
    fn number_of(&self, kind: &Kind) -> Option<Decimal> {
        self.sheet.form().cells_with(&kind.cells).map(|cell| self.sheet.figure(cell).number()).sum()
    }

    /// The kinds of what a role counts that are named in some words.
    fn kinds_in(&self, role: Role, words: &str) -> Vec<&'a Kind> {
        self.sheet.form().kinds(role).iter().filter(|kind| words.contains(&kind.name)).collect()
    }
}

/// Every claim of a wording that the table does not bear out.
fn against<'a>(
    case: &Case<'a>,
    wording: Wording,
    table: impl Fn(&Claim<'a>) -> Option<Decimal>,
) -> Vec<Breach> {
    let whole = claims(case, wording).into_iter().filter(|claim| !claim.is_partial());
    whole.filter_map(|claim| claim.unless(table(&claim))).collect()
}

pub(super) fn received(case: &Case<'_>) -> Vec<Breach> {
    let with_old = || Some(case.sheet.role_sum(Role::Received)? + case.sheet.role_sum(Role::CarriedIn)?);
    let levelled = |claim: Claim<'_>| {
        let mut breach = claim.unless(case.sheet.role_sum(Role::Received))?;
        // 收到 may well mean everything there was to deal with.
        breach.level = (with_old() == Some(claim.number)).then_some(Level::Info);
        Some(breach)
    };
    let form = case.sheet.form();
    let of_all = |claim: &Claim<'_>| {
        let is_part = claim.is_partial()
            || scope::is_of_another(case.lexicon, claim.clause())
            || scope::is_of_some(case.lexicon, form, form.role(Role::Received), claim.lead);
        !is_part && !scope::is_shared_out(case.lexicon, claim.statement())
    };
    claims(case, Wording::Received).into_iter().filter(of_all).filter_map(levelled).collect()
}

pub(super) fn handled(case: &Case<'_>) -> Vec<Breach> {
    let of_applications = |claim: &Claim<'_>| {
        let before = &claim.prose.words()[..claim.bytes.start];
        // What it was that was dealt with often stands in another clause.
        let statement = claim.statement();
        let is_of_all = scope::is_all_dealt_with(case.lexicon, before, &bare(claim.lead), claim.clause());
        statement.contains("申请") && !case.lexicon.says(Wording::Elsewhere, statement) && is_of_all
    };
    let claims = claims(case, Wording::Handled).into_iter().filter(|claim| !claim.is_partial());
    let of_all =
        claims.filter(|claim| !scope::is_of_another(case.lexicon, claim.clause())).filter(of_applications);
    of_all.filter_map(|claim| claim.unless(case.sheet.role_sum(Role::Handled))).collect()
}

pub(super) fn carried_in(case: &Case<'_>) -> Vec<Breach> {
    let claims = claims(case, Wording::CarriedIn)
        .into_iter()
        .filter(|claim| !scope::is_of_a_result(case.lexicon, claim.lead));
    claims.filter_map(|claim| claim.unless(case.sheet.role_sum(Role::CarriedIn))).collect()
}

pub(super) fn carried_out(case: &Case<'_>) -> Vec<Breach> {
    let claims = claims(case, Wording::CarriedOut).into_iter();
    claims.filter_map(|claim| claim.unless(case.sheet.role_sum(Role::CarriedOut))).collect()
}

pub(super) fn results(case: &Case<'_>) -> Vec<Breach> {
    let of_one = |claim: Claim<'_>| {
        // Lines of a page may break a word.
        let lead = bare(claim.lead);
        let before = &claim.prose.words()[..claim.bytes.start];
        if scope::is_some_of(case.lexicon, claim.up_to_number()) || scope::goes_on(case.lexicon, before) {
            return None;
        }
        let named = case.kinds_in(Role::Handled, &lead);
        let table = named.iter().map(|kind| case.number_of(kind)).sum::<Option<Decimal>>();
        let mut breach = claim.unless(table)?;
        breach.fill.push(("类", called(&named)));
        Some(breach)
    };
    claims(case, Wording::Results).into_iter().filter_map(of_one).collect()
}

/// The names of some kinds, one with the next.
fn called(kinds: &[&Kind]) -> String {
    kinds.iter().map(|kind| kind.name.as_str()).collect::<Vec<_>>().join("和")
}

pub(super) fn reviews(case: &Case<'_>) -> Vec<Breach> {
    let table = case.sheet.role_sum(Role::Review);
    against(case, Wording::Reviews, |claim| table.filter(|_| !claim.is_of_ended()))
}

pub(super) fn suits(case: &Case<'_>) -> Vec<Breach> {
    let table = case.suits();
    against(case, Wording::Suits, |claim| table.filter(|_| !claim.is_of_ended()))
}

pub(super) fn issued(case: &Case<'_>) -> Vec<Breach> {
    let of_one = |claim: Claim<'_>| {
        let kinds = case.kinds_in(Role::Issued, claim.words());
        let mut breach = claim.unless(case.number_of(kinds.first()?))?;
        breach.fill.push(("类", called(&kinds[..1])));
        Some(breach)
    };
    claims(case, Wording::Issued).into_iter().filter(|claim| !claim.is_partial()).filter_map(of_one).collect()
}

pub(super) fn in_force(case: &Case<'_>) -> Vec<Breach> {
    let stocks: Vec<Decimal> = case.filled(Role::InForce).map(|(_, number)| number).collect();
    let documents = case.sheet.form().kinds(Role::InForce).first().and_then(|kind| case.number_of(kind));
    against(case, Wording::InForce, |claim| documents.filter(|_| !stocks.contains(&claim.number)))
}

pub(super) fn decisions(case: &Case<'_>) -> Vec<Breach> {
    let of_one = |claim: Claim<'_>| {
        let named = case.kinds_in(Role::Decisions, claim.lead);
        let is_about_them = scope::is_about_decisions(case.lexicon, claim.lead);
        let kind = named.first().filter(|_| !is_about_them)?;
        let mut breach = claim.unless(case.number_of(kind))?;
        breach.fill.push(("类", kind.name.clone()));
        Some(breach)
    };
    let whole = claims(case, Wording::Decisions).into_iter().filter(|claim| !claim.is_partial());
    whole.filter_map(of_one).collect()
}

/// What a rise or fall in a text is about: the last claim before it in the same statement, with this year's number and
/// the cells it is the sum of.
pub(super) fn subject<'a>(case: &Case<'a>, prose: &Prose<'_>, at: usize) -> Option<(Vec<&'a Cell>, usize)> {
    let total = |roles: &[Role]| {
        let last = roles.iter().map(|role| case.sheet.cell(*role));
        last.collect::<Option<Vec<&Cell>>>()
    };
    let kinds: [(Wording, &[Role]); 3] = [
        (Wording::Received, &[Role::Received]),
        (Wording::Reviews, &[Role::Review]),
        (Wording::Suits, &[Role::DirectLitigation, Role::LitigationAfterReview]),
    ];
    let before =
        |wording| prose.reading().stated(wording).iter().map(|s| s.bytes.end).filter(|end| *end <= at).max();
    let nearest = |(wording, roles): (Wording, &[Role])| Some((total(roles)?, before(wording)?));
    let found = kinds.into_iter().filter_map(nearest).max_by_key(|(_, end)| *end)?;
    let between = &prose.words()[found.1..at];
    let near = !between.contains(STATEMENT) && find::places(between, "，").len() <= 1;
    near.then_some(found)
}
