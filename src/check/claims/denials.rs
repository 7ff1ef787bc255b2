//! What there is none of, and what is so of all.

use rust_decimal::Decimal;

use super::{
    cells::{Measure, Subject},
    claim::{Claim, Likeness, Says, Spoken, Sureness},
    context::Note,
    grammar::PassageReader,
    measure::Reader,
    names::Name,
    sense::Sense,
    tokens::{Token, may},
    topic::Topic,
};
use crate::form::Role;

impl<'l> PassageReader<'_, 'l> {
    /// 未收到…: there is none of what the words behind name.
    pub(super) fn denied(&mut self, denial: &[Token<'l>]) {
        let words = &denial[1..];
        let Some(measured) = self.reader().measured(words).filter(|measured| measured.is_said) else {
            return;
        };
        let is_limited =
            [Sense::Manner, Sense::Channel, Sense::Rate, Sense::About].iter().any(|sense| may(words, sense));
        let sureness = if is_limited { Sureness::Other } else { self.sureness(&measured, &[words]) };
        self.say(denial, Spoken::None, measured.subjects, sureness);
    }

    /// 均获维持: there is none of the others.
    pub(super) fn said_of_all(&mut self, piece: &[Token<'l>]) {
        let Some(at) = piece.iter().position(|token| token.may(&Sense::All)) else { return };
        let words = &piece[at..];
        let Some(others) = self.others(words) else { return };
        let is_of_any = others.is_of_cases() && !self.is_of_information(&[words]);
        let is_strange = self.context.has(Note::OtherBody)
            || self.is_of_row()
            || is_of_any
            || words.iter().any(Token::is_plain);
        let sureness = if is_strange { Sureness::Unsure } else { Sureness::Clear };
        self.say(words, Spoken::All, vec![others], sureness);
    }

    /// What there cannot be where all are so.
    pub(super) fn others(&self, words: &[Token<'l>]) -> Option<Subject> {
        let ends =
            words.iter().flat_map(Token::names).any(|at| matches!(self.lexicon.name(at), Name::Ending(_)));
        let cases = &self.context.cases;
        let cases = if cases.is_empty() { Role::CASES.to_vec() } else { cases.clone() };
        let of_cases = Topic::Cases(cases);
        let topic = if ends { &of_cases } else { &self.context.topic };
        let reader = Reader { topic, ..self.reader() };
        let named =
            reader.measured(words).filter(|measured| measured.is_said && measured.subjects.len() == 1)?;
        let subject = named.subjects.into_iter().next()?;
        if subject.measure == Measure::Result && !self.is_of_whole() {
            return None;
        }
        matches!(subject.measure, Measure::Ending | Measure::Result)
            .then(|| subject.others(self.lexicon.form()))?
    }

    /// Whether the last number was of all applications.
    fn is_of_whole(&self) -> bool {
        let last = self.context.last.map(|last| &self.said.claims[last].says);
        let Some(Says::Count { subjects, .. }) = last else { return false };
        subjects.iter().all(|subject| matches!(subject.measure, Measure::Received | Measure::Handled))
    }

    pub(super) fn say(
        &mut self,
        words: &[Token<'l>],
        spoken: Spoken,
        subjects: Vec<Subject>,
        sureness: Sureness,
    ) {
        let Some((first, last)) = words.first().zip(words.last()) else { return };
        let bytes = first.bytes.start..last.bytes.end;
        self.said.claims.push(Claim {
            words: bytes.clone(),
            number: bytes.clone(),
            figures: bytes.clone(),
            value: Decimal::ZERO,
            unit: bytes.end..bytes.end,
            likeness: Likeness::Exact,
            spoken,
            says: Says::Count { subjects, besides: None, of_last_year: false },
            sureness,
        });
    }
}
