//! What is spoken of: applications, cases, documents, decisions, or something else.

use super::{
    lexicon::Lexicon,
    names::Name,
    sense::{Counted, Sense},
    tokens::{Token, may},
};
use crate::form::Role;

/// What a passage is about, as far as it has been read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Topic {
    /// Nothing that is known.
    #[default]
    Other,
    /// What the tables do not count: 信访.
    Elsewhere,
    /// Applications.
    Applications,
    /// Cases of these kinds.
    Cases(Vec<Role>),
    /// Documents of these kinds, by their rows.
    Documents(Vec<usize>),
    /// Decisions.
    Decisions(usize),
    /// Fees.
    Fees(usize),
    /// Purchases.
    Purchases(usize),
}

impl Topic {
    /// In what it is counted.
    pub fn counted(&self) -> Option<Counted> {
        match self {
            Self::Other | Self::Elsewhere => None,
            Self::Applications => Some(Counted::Applications),
            Self::Cases(_) => Some(Counted::Cases),
            Self::Documents(_) => Some(Counted::Documents),
            Self::Decisions(_) => Some(Counted::Decisions),
            Self::Fees(_) => Some(Counted::Fees),
            Self::Purchases(_) => Some(Counted::Purchases),
        }
    }

    /// What it is after some words: their last noun tells.
    pub fn after(self, lexicon: &Lexicon, tokens: &[Token<'_>]) -> Self {
        (0..tokens.len()).fold(self, |topic, at| topic.after_word(lexicon, tokens, at))
    }

    fn after_word(self, lexicon: &Lexicon, tokens: &[Token<'_>], at: usize) -> Self {
        let (before, token) = (&tokens[..at], &tokens[at]);
        let mut topic = self;
        for sense in token.senses() {
            topic = match sense {
                Sense::Application => Self::Applications,
                Sense::Asked => topic.asked(before),
                Sense::Case(roles) => Self::Cases(with_joined(before, roles)),
                Sense::Elsewhere => topic.elsewhere(tokens, at),
                _ => topic,
            };
        }
        let is_ending = token.names().any(|name| matches!(lexicon.name(name), Name::Ending(_)));
        let named = token.names().find_map(|name| match lexicon.name(name) {
            Name::Document(row) => Some(topic.with_document(*row, before)),
            Name::Decisions(_) => Some(Self::Decisions(name)),
            Name::Fees(_) => Some(Self::Fees(name)),
            Name::Purchases(_) => Some(Self::Purchases(name)),
            Name::Result(_) if matches!(topic, Self::Cases(_)) && !is_ending => Some(Self::Applications),
            Name::Result(_) if topic == Self::Other && lexicon.is_telling(name) => Some(Self::Applications),
            _ => None,
        });
        named.unwrap_or(topic)
    }

    /// 申请: of the kind that is spoken of, unless it is said to be of another: 低保申请.
    fn asked(self, before: &[Token<'_>]) -> Self {
        match self {
            _ if before.last().is_some_and(Token::is_plain) => Self::Elsewhere,
            Self::Other => Self::Applications,
            known => known,
        }
    }

    /// What is named as a reason, or as the way by which it came, is not spoken of.
    fn elsewhere(self, tokens: &[Token<'_>], at: usize) -> Self {
        let ends = |token: &Token<'_>| token.names().next().is_some() || token.may(&Sense::Deny);
        let is_reason =
            may(&tokens[..at], &Sense::Reason) && self == Self::Applications && tokens[at..].iter().any(ends);
        let is_way = tokens[at].may(&Sense::Channel)
            && (self == Self::Applications
                || tokens[at..].iter().any(|token| token.may(&Sense::Application)));
        if is_reason || is_way { self } else { Self::Elsewhere }
    }

    fn with_document(&self, row: usize, before: &[Token<'_>]) -> Self {
        let is_joined = before.last().is_some_and(joins);
        match self {
            Self::Documents(rows) if is_joined && !rows.contains(&row) => {
                Self::Documents(rows.iter().copied().chain([row]).collect())
            }
            _ => Self::Documents(vec![row]),
        }
    }
}

/// Whether a word or mark joins what is before it with what is behind.
fn joins(token: &Token<'_>) -> bool {
    token.is_mark('、') || token.may(&Sense::Filler)
}

/// The kinds of cases of a word, with those of the word that it is joined to: 行政复议、行政诉讼.
fn with_joined(before: &[Token<'_>], roles: &[Role]) -> Vec<Role> {
    let joined = before.iter().rev().find(|token| !joins(token) && !token.may(&Sense::Happen));
    let is_joined = before.last().is_some_and(joins);
    let others = joined.filter(|_| is_joined).into_iter().flat_map(Token::senses);
    let mut all: Vec<Role> = others
        .filter_map(|sense| if let Sense::Case(roles) = sense { Some(roles.clone()) } else { None })
        .flatten()
        .collect();
    all.extend(roles.iter().copied().filter(|role| !all.contains(role)).collect::<Vec<_>>());
    all
}
