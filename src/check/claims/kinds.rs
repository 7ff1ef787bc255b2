//! What the words beside a number say of cases, documents, decisions and fees.

use super::{
    cells::{self, Measure, Subject},
    measure::{Measured, Reader, is_bare_of_place, is_one_word, sum},
    names::Name,
    sense::Sense,
    tokens::{Token, may, named},
};
use crate::form::Role;

impl Reader<'_> {
    pub(super) fn cases(&self, roles: &[Role], tokens: &[Token<'_>]) -> Option<Measured> {
        let form = self.form();
        let named: Vec<(usize, usize)> = named(self.lexicon, tokens)
            .into_iter()
            .filter_map(|(at, name)| if let Name::Ending(place) = name { Some((at, *place)) } else { None })
            .collect();
        if !named.is_empty() {
            let ending = |(at, place): &(usize, usize)| {
                cells::endings(form, roles, &[*place], self.lexicon.label(*at))
            };
            let mut subjects: Vec<Subject> = named.iter().filter_map(ending).collect();
            subjects.dedup_by(|one, other| one.cells == other.cells);
            let wider = self.wider(roles, tokens);
            if wider.len() > roles.len() {
                let of_all = |(at, place): &(usize, usize)| {
                    cells::endings(form, &wider, &[*place], self.lexicon.label(*at))
                };
                let all: Vec<Subject> = named.iter().filter_map(of_all).collect();
                let sums = [&subjects, &all].map(|some| sum(&some.iter().collect::<Vec<_>>()));
                return Measured::several(sums.into());
            }
            if !is_one_word(self.lexicon, tokens) {
                let refs: Vec<&Subject> = subjects.iter().collect();
                return Measured::one(sum(&refs));
            }
            return Measured::several(subjects.into_iter().map(Some).collect());
        }
        if may(tokens, &Sense::Concluded) {
            let ended = Measured::one(cells::concluded(form, roles))?;
            return Some(Measured { is_loose: may(tokens, &Sense::Decided), ..ended });
        }
        let measure = match roles {
            [Role::Review] => Measure::Reviews,
            all if all.contains(&Role::Review) => Measure::Cases,
            _ => Measure::Suits,
        };
        let is_named = tokens.iter().flat_map(Token::senses).any(|sense| matches!(sense, Sense::Case(_)));
        let tells = [Sense::Receive, Sense::Happen, Sense::Cause];
        let is_said = is_named || tells.iter().any(|sense| may(tokens, sense));
        let all = Measured::one(cells::of_roles(form, measure, roles))?;
        let is_loose = may(tokens, &Sense::Loosely) && !may(tokens, &Sense::Cause);
        let is_part = may(tokens, &Sense::Decided);
        (is_said || may(tokens, &Sense::Whole)).then_some(Measured { is_said, is_part, is_loose, ..all })
    }

    /// All suits that the sentence has named, where those spoken of are only some of them: 直接起诉3件、复议后起诉1件；维持3件.
    fn wider(&self, roles: &[Role], tokens: &[Token<'_>]) -> Vec<Role> {
        let is_named = tokens.iter().flat_map(Token::senses).any(|sense| matches!(sense, Sense::Case(_)));
        let is_of_suits = !is_named && !roles.contains(&Role::Review);
        let suits = self.cases.iter().copied().filter(|role| *role != Role::Review && is_of_suits);
        suits.collect()
    }

    pub(super) fn documents(&self, rows: &[usize], tokens: &[Token<'_>]) -> Option<Measured> {
        let of = |(measure, role)| cells::documents(self.form(), measure, role, rows);
        let is_named = named(self.lexicon, tokens).iter().any(|(_, name)| matches!(name, Name::Document(_)));
        let verb = tokens.iter().rev().find_map(|token| token.senses().find_map(said_of_documents));
        match verb {
            // 制定并公开: it may be either.
            Some(opened @ (Measure::Opened, _)) if may(tokens, &Sense::Issue) => {
                Measured::several(vec![of((Measure::Issued, Role::Issued)), of(opened)])
            }
            Some(said) if of(said).is_some() => Measured::one(of(said)),
            // 制发规章1件、规范性文件8件: as was said of those before; 修改规章2件 is another matter.
            None if is_named
                && self.of_documents.is_some()
                && ![Sense::Reason, Sense::Look].iter().any(|other| may(tokens, other)) =>
            {
                let said = Measured::one(self.of_documents.and_then(of))?;
                Some(Measured { is_said: false, ..said })
            }
            _ if is_named && !may(tokens, &Sense::Look) => {
                let all = [
                    (Measure::Issued, Role::Issued),
                    (Measure::Opened, Role::Opened),
                    (Measure::OpenInAll, Role::OpenInAll),
                    (Measure::InForce, Role::InForce),
                ];
                let all = Measured::several(all.into_iter().map(of).collect())?;
                Some(Measured { is_said: false, ..all })
            }
            _ => None,
        }
    }

    pub(super) fn fees(&self, name: usize, tokens: &[Token<'_>]) -> Option<Measured> {
        let Name::Fees(cells) = self.lexicon.name(name) else { return None };
        let is_named = tokens.iter().flat_map(Token::names).any(|at| at == name);
        let called = self.lexicon.label(name).to_owned();
        let subject = Subject { measure: Measure::Fees, cells: cells.clone(), less: Vec::new(), called };
        is_named.then(|| Measured::one(Some(subject)))?
    }

    /// How many purchases there were, or what they cost: how is told by words that may tell of some of them too.
    pub(super) fn purchases(&self, name: usize, tokens: &[Token<'_>]) -> Option<Measured> {
        let is_named = tokens.iter().flat_map(Token::names).any(|at| at == name);
        let is_told = is_named || may(tokens, &Sense::Spend);
        let is_about = may(tokens, &Sense::About);
        let of = |(measure, role)| cells::of_roles(self.form(), measure, &[role]);
        let both = [(Measure::Purchases, Role::Purchases), (Measure::Spending, Role::Spending)];
        let both = Measured::several(both.into_iter().map(of).collect()).filter(|_| is_told && !is_about)?;
        Some(Measured { is_loose: true, ..both })
    }

    pub(super) fn decisions(&self, name: usize, tokens: &[Token<'_>]) -> Option<Measured> {
        let Name::Decisions(cells) = self.lexicon.name(name) else { return None };
        let is_named = tokens.iter().flat_map(Token::names).any(|at| at == name);
        let is_about = may(tokens, &Sense::About) && !may(tokens, &Sense::Decide);
        let subject = Subject {
            measure: Measure::Decisions,
            cells: cells.clone(),
            less: Vec::new(),
            called: self.lexicon.label(name).to_owned(),
        };
        let is_reason = may(tokens, &Sense::Reason) || may(tokens, &Sense::Loosely);
        // 全市合计: of what was spoken of.
        let is_all = may(tokens, &Sense::Whole) && may(tokens, &Sense::Everywhere);
        let is_named = is_named || (is_all && is_bare_of_place(tokens));
        (is_named && !is_about && !is_reason).then(|| Measured::one(Some(subject)))?
    }
}

/// What a word says of documents, and which cells count it.
pub(super) fn said_of_documents(sense: &Sense) -> Option<(Measure, Role)> {
    match sense {
        Sense::Issue => Some((Measure::Issued, Role::Issued)),
        Sense::Open => Some((Measure::Opened, Role::Opened)),
        Sense::OpenInAll => Some((Measure::OpenInAll, Role::OpenInAll)),
        Sense::Repeal => Some((Measure::Repealed, Role::Repealed)),
        Sense::Stock => Some((Measure::InForce, Role::InForce)),
        _ => None,
    }
}
