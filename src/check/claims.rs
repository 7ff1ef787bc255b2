//! Numbers in the text against the tables (`assets/norms/texts.md` “正文与表格一致”).
//!
//! A pattern that misses a wording says nothing; it never counts as checked. Clauses about other matters (信访、热线 …)
//! and about other years or parts of the whole are left alone.

use std::{ops::Range, rc::Rc};

use rust_decimal::Decimal;

use super::{
    Breach, Case,
    pattern::{Pattern, patterns},
    prose::Prose,
    scope,
};
use crate::{
    form::{Cell, Level, Role},
    words::{
        find,
        sentence::{bare, titles},
    },
};

/// What ends a clause.
const CLAUSE: &[char] = &['，', '。', '；', '！', '？', '\n'];
/// What ends a statement.
const STATEMENT: &[char] = &['。', '；', '！', '？', '\n'];

patterns! {
    /// Applications and cases of other kinds.
    static ELSEWHERE = "信访|热线|工单|留言|投诉|咨询|建议|提案|舆情";
    /// Another year, or a part of the whole.
    static PARTIAL = "其中|上年|去年|较|同期|历年|累计";
    /// How a case ended: a part of all cases.
    static ENDED = "维持|纠正|纠错|撤销|败诉|胜诉|未审结|尚未|驳回|其他";
    /// Applications received (新收).
    static RECEIVED = "(?:收到|受理|接到|新收|接收)[^。；]{0,24}?(?:信息公开申请|公开申请|依申请公开|申请公开)[^。；，0-9]{0,8}([0-9]+)(?:件|宗|份|例)";
    /// Applications concluded (办理结果).
    static HANDLED = "(?:答复|办结|办理完成|处理)[^。；，0-9]{0,10}([0-9]+)(?:件|宗)";
    /// Applications carried in (上年结转).
    static CARRIED_IN = "上一?年度?结转[^。；0-9]{0,12}([0-9]+)(?:件|宗)";
    /// Applications carried out (结转下年度).
    static CARRIED_OUT = "([0-9]+)(?:件|宗)[^。；，0-9]{0,16}(?:顺延|结转)(?:到|至)?下一?年|结转(?:至|到)?下一?年度?[^。；，0-9]{0,10}([0-9]+)(?:件|宗)";
    /// Results of table 3.
    static RESULTS = "(?:(?:予以公开|部分公开|不予公开|无法提供|不予处理|其他处理)(?:[、和与及或（]|以及|包括|包含|含)*)+[^。；，0-9]{0,6}([0-9]+)(?:件|宗)";
    /// Administrative reviews (行政复议).
    static REVIEWS = "行政复议[^。；，、0-9]{0,10}([0-9]+)(?:件|宗|起)";
    /// Suits (行政诉讼).
    static SUITS = "行政诉讼[^。；，、0-9]{0,10}([0-9]+)(?:件|宗|起)";
    /// Documents made this year (本年制发).
    static ISSUED = "(?:制定|制发|出台|发布|印发)[^。；，0-9]{0,8}规范性文件[^。；，0-9]{0,4}([0-9]+)(?:件|个|份)";
    /// Documents in force (现行有效).
    static IN_FORCE = "现行有效[^。；，0-9]{0,10}([0-9]+)(?:件|个|份)";
    /// Decisions of the year (行政许可, 行政处罚, 行政强制).
    static DECISIONS = "(?:行政许可|行政处罚|行政强制)(?:决定|事项)?[^。；，0-9]{0,6}([0-9]+)(?:件|项|起|宗)";
}

/// A number that a text states, in bytes of the even copy.
struct Stated {
    bytes: Range<usize>,
    number: Decimal,
    /// The words before the number.
    lead: Range<usize>,
}

/// A number that the report states.
pub(super) struct Claim<'a> {
    pub prose: &'a Prose<'a>,
    /// The words, in bytes of the even copy.
    pub bytes: Range<usize>,
    pub number: Decimal,
    /// The words before the number.
    pub lead: &'a str,
}

/// The numbers that a text states in a wording: what its first group that took part holds, unless the clause is about
/// other matters.
fn read(text: &str, wording: &Pattern) -> Rc<[Stated]> {
    let mut found = wording.find_iter(text).map(|m| m.range()).peekable();
    if found.peek().is_none() {
        return Rc::default();
    }
    let titles = titles(text);
    let about_this = |found: &Range<usize>| {
        !ELSEWHERE.is_match(around(text, found, CLAUSE))
            && !titles.iter().any(|title| title.contains(&found.start))
    };
    let stated = |bytes: Range<usize>| {
        // Groups are looked for in what was found only: in a whole text that is slow.
        let words = &text[bytes.clone()];
        let number = wording.captures(words)?.iter().skip(1).flatten().next()?;
        let lead = bytes.start..bytes.start + number.start();
        let number = number.as_str().parse().ok()?;
        about_this(&bytes).then_some(Stated { bytes, number, lead })
    };
    found.filter_map(stated).collect()
}

/// Every claim of a wording.
fn claims<'a>(case: &Case<'a>, wording: &'static Pattern) -> Vec<Claim<'a>> {
    case.prose.iter().flat_map(|prose| claims_in(prose, wording)).collect()
}

fn claims_in<'a>(prose: &'a Prose<'a>, wording: &'static Pattern) -> Vec<Claim<'a>> {
    let claim = |stated: &Stated| Claim {
        prose,
        bytes: stated.bytes.clone(),
        number: stated.number,
        lead: &prose.words()[stated.lead.clone()],
    };
    stated(prose, wording).iter().map(claim).collect()
}

fn stated(prose: &Prose<'_>, wording: &'static Pattern) -> Rc<[Stated]> {
    prose.passage.recall(wording, 0, |words| read(words, wording))
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

    fn is_partial(&self) -> bool {
        PARTIAL.is_match(self.clause())
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

const RESULT_NAMES: [&str; 6] = ["予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"];
const DECISION_NAMES: [&str; 3] = ["行政许可", "行政处罚", "行政强制"];

impl Case<'_> {
    fn suits(&self) -> Option<Decimal> {
        Some(
            self.sheet.role_sum(Role::DirectLitigation)?
                + self.sheet.role_sum(Role::LitigationAfterReview)?,
        )
    }

    /// The result rows of a kind (`不予公开`), in the column of totals.
    fn result(&self, kind: &str) -> Option<Decimal> {
        let handled = self.sheet.cell(Role::Handled)?;
        let of_kind = |c: &&Cell| {
            let beside = c.table == handled.table && c.column == handled.column && c.id != handled.id;
            beside && c.row_path.iter().any(|label| label.contains(kind))
        };
        let mut cells = self.sheet.form().cells().iter().filter(of_kind).peekable();
        cells.peek()?;
        cells.map(|cell| self.sheet.figure(cell).number()).sum()
    }
}

/// Every claim of a wording that the table does not bear out.
fn against<'a>(
    case: &Case<'a>,
    wording: &'static Pattern,
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
    let of_all = |claim: &Claim<'_>| {
        let is_part = claim.is_partial()
            || scope::is_of_another(claim.clause())
            || scope::is_of_some(case.sheet.form(), case.sheet.form().role(Role::Received), claim.lead);
        !is_part && !scope::is_shared_out(claim.statement())
    };
    claims(case, &RECEIVED).into_iter().filter(of_all).filter_map(levelled).collect()
}

pub(super) fn handled(case: &Case<'_>) -> Vec<Breach> {
    let of_applications = |claim: &Claim<'_>| {
        let before = &claim.prose.words()[..claim.bytes.start];
        // What it was that was dealt with often stands in another clause.
        let statement = claim.statement();
        let is_of_all = scope::is_all_dealt_with(before, &bare(claim.lead), claim.clause());
        statement.contains("申请") && !ELSEWHERE.is_match(statement) && is_of_all
    };
    let claims = claims(case, &HANDLED).into_iter().filter(|claim| !claim.is_partial());
    let of_all = claims.filter(|claim| !scope::is_of_another(claim.clause())).filter(of_applications);
    of_all.filter_map(|claim| claim.unless(case.sheet.role_sum(Role::Handled))).collect()
}

pub(super) fn carried_in(case: &Case<'_>) -> Vec<Breach> {
    let claims = claims(case, &CARRIED_IN).into_iter().filter(|claim| !scope::is_of_a_result(claim.lead));
    claims.filter_map(|claim| claim.unless(case.sheet.role_sum(Role::CarriedIn))).collect()
}

pub(super) fn carried_out(case: &Case<'_>) -> Vec<Breach> {
    let claims = claims(case, &CARRIED_OUT).into_iter();
    claims.filter_map(|claim| claim.unless(case.sheet.role_sum(Role::CarriedOut))).collect()
}

pub(super) fn results(case: &Case<'_>) -> Vec<Breach> {
    let of_one = |claim: Claim<'_>| {
        // Lines of a page may break a word.
        let lead = bare(claim.lead);
        let before = &claim.prose.words()[..claim.bytes.start];
        if scope::is_some_of(claim.up_to_number()) || scope::goes_on(before) {
            return None;
        }
        let named: Vec<&str> = RESULT_NAMES.into_iter().filter(|name| lead.contains(name)).collect();
        let table = named.iter().map(|name| case.result(name)).sum::<Option<Decimal>>();
        let mut breach = claim.unless(table)?;
        breach.fill.push(("类", named.join("和")));
        Some(breach)
    };
    claims(case, &RESULTS).into_iter().filter_map(of_one).collect()
}

pub(super) fn reviews(case: &Case<'_>) -> Vec<Breach> {
    against(case, &REVIEWS, |claim| case.sheet.role_sum(Role::Review).filter(|_| !ENDED.is_match(claim.lead)))
}

pub(super) fn suits(case: &Case<'_>) -> Vec<Breach> {
    against(case, &SUITS, |claim| case.suits().filter(|_| !ENDED.is_match(claim.lead)))
}

pub(super) fn issued(case: &Case<'_>) -> Vec<Breach> {
    let documents = case.by_label(Role::Issued, "规范性文件");
    against(case, &ISSUED, |_| documents)
}

pub(super) fn in_force(case: &Case<'_>) -> Vec<Breach> {
    let stocks: Vec<Decimal> = case.filled(Role::InForce).map(|(_, number)| number).collect();
    let documents = case.by_label(Role::InForce, "规范性文件");
    against(case, &IN_FORCE, |claim| documents.filter(|_| !stocks.contains(&claim.number)))
}

pub(super) fn decisions(case: &Case<'_>) -> Vec<Breach> {
    let of_one = |claim: Claim<'_>| {
        let name = decision_name(claim.lead).filter(|_| !scope::is_about_decisions(claim.lead))?;
        let mut breach = claim.unless(case.by_label(Role::Decisions, name))?;
        breach.fill.push(("类", name.to_owned()));
        Some(breach)
    };
    let whole = claims(case, &DECISIONS).into_iter().filter(|claim| !claim.is_partial());
    whole.filter_map(of_one).collect()
}

fn decision_name(lead: &str) -> Option<&'static str> {
    DECISION_NAMES.into_iter().find(|name| lead.contains(name))
}

impl Case<'_> {
    /// The number with a role in the row whose label has these words.
    fn by_label(&self, role: Role, words: &str) -> Option<Decimal> {
        self.filled(role).find(|(cell, _)| cell.row_label.contains(words)).map(|(_, number)| number)
    }
}

/// What a rise or fall in a text is about: the last claim before it in the same statement, with this year's number and
/// the cells it is the sum of.
pub(super) fn subject<'a>(case: &Case<'a>, prose: &Prose<'_>, at: usize) -> Option<(Vec<&'a Cell>, usize)> {
    let total = |roles: &[Role]| {
        let last = roles.iter().map(|role| case.sheet.cell(*role));
        last.collect::<Option<Vec<&Cell>>>()
    };
    let kinds: [(&'static Pattern, &[Role]); 3] = [
        (&RECEIVED, &[Role::Received]),
        (&REVIEWS, &[Role::Review]),
        (&SUITS, &[Role::DirectLitigation, Role::LitigationAfterReview]),
    ];
    let before = |wording| stated(prose, wording).iter().map(|s| s.bytes.end).filter(|end| *end <= at).max();
    let nearest = |(wording, roles): (&'static Pattern, &[Role])| Some((total(roles)?, before(wording)?));
    let found = kinds.into_iter().filter_map(nearest).max_by_key(|(_, end)| *end)?;
    let between = &prose.words()[found.1..at];
    let near = !between.contains(STATEMENT) && find::places(between, "，").len() <= 1;
    near.then_some(found)
}
