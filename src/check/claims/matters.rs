//! What a sentence is about as a whole: applications, cases about information, or cases of every kind.

use super::{
    context::Note,
    grammar::{PassageReader, ends},
    lexicon::{Lexicon, is_unit_of},
    names::Name,
    pieces::next_number,
    sense::{Counted, Sense},
    tokens::{Token, may},
};
use crate::form::Role;

impl<'l> PassageReader<'_, 'l> {
    /// Whether a sentence speaks of information, and of how cases ended.
    pub(super) fn note_matter(&mut self, sentence: &[Token<'l>]) {
        let matters = [Sense::Cause, Sense::Application, Sense::New];
        let is_told = matters.iter().any(|sense| may(sentence, sense));
        let is_ending = |at: usize| matches!(self.lexicon.name(at), Name::Ending(_));
        let ends = |token: &Token<'l>| token.names().any(is_ending) && !token.may(&Sense::Others);
        let is_of_others = may(sentence, &Sense::Uninformed);
        self.context.note(Note::Informed, (is_told || may(sentence, &Sense::Inform)) && !is_of_others);
        self.context.note(Note::InformedBefore, is_told && !is_of_others);
        self.context.note(Note::Ends, sentence.iter().any(ends));
    }

    /// Whether the cases of some words are those about information: what a table of them counts. Cases of every kind are
    /// what an agency has on its hands, and what it is brought before others for.
    pub(super) fn is_of_information(&self, used: &[&[Token<'l>]]) -> bool {
        let is_any = [Sense::Treat, Sense::Handle, Sense::Respondent, Sense::Loosely];
        let is_on_hands = used.iter().any(|words| is_any.iter().any(|sense| may(words, sense)));
        self.context.has(Note::Informed) || (self.context.has(Note::InformedBefore) && !is_on_hands)
    }

    /// Whether a statement tells by several results, or by what came from last year or goes to the next, that it is of
    /// applications: 办结20件，部分公开3件，无法提供4件; 收到4件，1件结转下年.
    pub(super) fn tells(&self, statement: &[Token<'l>]) -> bool {
        let is_telling = |name: &usize| self.lexicon.is_telling(*name);
        let is_result = |name: &usize| matches!(self.lexicon.name(*name), Name::Result(_));
        let is_applicant = |name: &usize| matches!(self.lexicon.name(*name), Name::Applicants(_));
        let says = |sense: &Sense| may(statement, sense);
        let is_row =
            |at: usize| matches!(self.lexicon.name(at), Name::Of(Role::CarriedIn | Role::CarriedOut));
        let is_carried = says(&Sense::Carry) && (says(&Sense::LastYear) || says(&Sense::NextYear))
            || statement.iter().flat_map(Token::names).any(is_row);
        let is_worked_on = says(&Sense::Receive) || says(&Sense::Handle);
        let is_new = |both: &[Token<'l>]| {
            both[0].may(&Sense::New)
                && both[1].number().is_some()
                && is_unit_of(Counted::Cases, self.unit(&both[1]))
        };
        let is_by_some = statement.iter().flat_map(Token::names).any(|at| is_applicant(&at));
        if (is_carried && (is_worked_on || is_by_some)) || statement.windows(2).any(is_new) {
            return true;
        }
        let has = |is: &dyn Fn(&usize) -> bool, least: usize| {
            statement.iter().filter(|token| token.names().any(|name| is(&name))).nth(least - 1).is_some()
        };
        // Many kinds of applicants one by one tell it too.
        (has(&is_telling, 1) && has(&is_result, 2)) || has(&is_applicant, 4)
    }
}

/// 行政复议73件，其中信息公开类25件: whether the cases named first are of every kind, since those about information are told
/// apart from them.
pub(super) fn is_of_all_kinds(statement: &[Token<'_>]) -> bool {
    let causes = |token: &Token<'_>| token.may(&Sense::Cause);
    let is_case = |token: &Token<'_>| token.senses().any(|sense| matches!(sense, Sense::Case(_)));
    let Some(first) = statement.iter().position(|token| token.number().is_some()) else { return false };
    let Some(cause) = statement.iter().position(causes).filter(|cause| *cause > first) else { return false };
    let until = next_number(statement, cause);
    let since = statement[..cause].iter().rposition(|token| token.number().is_some()).unwrap_or(first);
    // 因信息公开引发诉讼4件: of another kind, and no part of those before.
    let words = &statement[since..until.unwrap_or(cause)];
    until.is_some() && (may(words, &Sense::Part) || !words.iter().any(is_case))
}

/// A statement with the next one, where that tells parts of it: 复议19件；其中信息公开类8件.
pub(super) fn with_its_parts<'t, 'l>(
    sentence: &'t [Token<'l>],
    start: usize,
    length: usize,
) -> &'t [Token<'l>] {
    let end = start + length;
    let next = sentence.get(end + 1..).unwrap_or_default();
    let more = next.split(|token| ends(token, "；")).next().unwrap_or_default();
    let goes_on = more.first().is_some_and(|token| token.may(&Sense::Part));
    &sentence[start..if goes_on { end + 1 + more.len() } else { end }]
}

/// 复议17件、仲裁3件: whether cases stand beside other matters, and nothing says that they are about information.
pub(super) fn is_beside_others(lexicon: &Lexicon, statement: &[Token<'_>]) -> bool {
    let is_decision = |at: usize| matches!(lexicon.name(at), Name::Decisions(_));
    let is_other =
        may(statement, &Sense::Elsewhere) || statement.iter().flat_map(Token::names).any(is_decision);
    let is_case = |token: &Token<'_>| token.senses().any(|sense| matches!(sense, Sense::Case(_)));
    let is_told = [Sense::Cause, Sense::Application, Sense::Asked];
    statement.iter().any(is_case) && is_other && !is_told.iter().any(|sense| may(statement, sense))
}
