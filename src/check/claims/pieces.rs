//! The pieces of a statement between its marks, and the words around a number.

use super::{
    sense::Sense,
    tokens::{Is, Token, may},
};

/// A number with the words around it.
#[derive(Clone, Copy)]
pub(super) struct Beside<'t, 'l> {
    /// The words before it, from the number or mark before.
    pub near: &'t [Token<'l>],
    pub number: &'t Token<'l>,
    /// The words behind it, up to the next number or mark.
    pub tail: &'t [Token<'l>],
    /// The piece before, where it has no number.
    pub pending: &'t [Token<'l>],
    /// Whether it stands in brackets.
    pub is_aside: bool,
}

/// Where stands what a number counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    Behind,
    Pending,
}

impl<'t, 'l> Beside<'t, 'l> {
    /// The words by which it was understood.
    pub fn used(&self, side: Side) -> Vec<&'t [Token<'l>]> {
        match side {
            Side::Before => vec![self.near],
            Side::Behind => vec![self.near, telling(self.tail)],
            Side::Pending => vec![self.pending, self.near],
        }
    }

    /// Whether it begins the parts of a number before it.
    pub fn opens(&self) -> bool {
        let begins = |tokens: &[Token<'l>]| may(tokens, &Sense::Part);
        begins(self.near) || begins(self.pending) || (self.is_aside && may(self.near, &Sense::Holding))
    }
}

/// The words behind a number up to where they have said what it counts: 9件规范性文件, whatever is said of them.
pub(super) fn telling<'t, 'l>(tail: &'t [Token<'l>]) -> &'t [Token<'l>] {
    let tells = |token: &Token<'l>| {
        let says = |sense: &Sense| {
            matches!(sense, Sense::Application | Sense::Case(_) | Sense::Undone | Sense::NextYear)
        };
        token.names().next().is_some() || token.senses().any(says)
    };
    let is_other = |token: &Token<'l>| {
        let says = [Sense::Elsewhere, Sense::Rate, Sense::DoneRate, Sense::Share];
        token.is_plain() || (token.names().next().is_none() && says.iter().any(|sense| token.may(sense)))
    };
    let first = tail.iter().position(tells).unwrap_or(tail.len());
    // 4件申请涉及…: what they are about, and not why.
    let is_why = |token: &Token<'l>| token.may(&Sense::Reason);
    let is_asked =
        tail.get(first).is_some_and(|token| token.may(&Sense::Application) || token.may(&Sense::Asked));
    let is_end = |token: &Token<'l>| is_other(token) || is_asked && is_why(token);
    let end = tail[first..].iter().position(is_end).map_or(tail.len(), |other| first + other);
    &tail[..end]
}

/// A piece of a statement between its marks.
pub(super) struct Piece<'t, 'l> {
    pub tokens: &'t [Token<'l>],
    /// Whether it stands in brackets.
    pub is_aside: bool,
    /// The words behind the brackets that follow it, up to a number: 26件（含上年结转2件）已答复.
    pub resumes: &'t [Token<'l>],
}

/// The pieces of a statement. Words in brackets without a number belong to the piece around them, and words that 、 joins
/// belong together up to their number.
pub(super) fn pieces<'t, 'l>(statement: &'t [Token<'l>]) -> Vec<Piece<'t, 'l>> {
    let mut pieces = Vec::new();
    let (mut start, mut depth, mut has_number) = (0, 0_usize, false);
    for (at, token) in statement.iter().enumerate() {
        has_number |= token.number().is_some();
        let Is::Mark(mark) = token.is else { continue };
        let is_cut = match mark {
            '、' => has_number && has_number_behind(&statement[at + 1..]),
            '（' => has_number_in_brackets(&statement[at..]),
            '）' => depth > 0,
            _ => true,
        };
        if !is_cut {
            continue;
        }
        pieces.push(Piece {
            tokens: &statement[start..at],
            is_aside: depth > 0,
            resumes: resumed(&statement[at..]),
        });
        (start, has_number) = (at + 1, false);
        match mark {
            '（' => depth += 1,
            '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    pieces.push(Piece { tokens: &statement[start..], is_aside: depth > 0, resumes: &[] });
    pieces.retain(|piece| !piece.tokens.is_empty());
    pieces
}

/// The words behind the brackets that some tokens begin with.
fn resumed<'t, 'l>(from: &'t [Token<'l>]) -> &'t [Token<'l>] {
    let is_open = from.first().is_some_and(|token| token.is_mark('（'));
    let close = from.iter().position(|token| token.is_mark('）')).filter(|_| is_open);
    let behind = close.map_or(&[][..], |close| &from[close + 1..]);
    let is_end = |token: &Token<'l>| token.number().is_some() || matches!(token.is, Is::Mark(_));
    &behind[..behind.iter().position(is_end).unwrap_or(behind.len())]
}

/// Whether a number stands behind before another mark that parts more than 、 does.
fn has_number_behind(from: &[Token<'_>]) -> bool {
    let near = from.iter().take_while(|token| !matches!(token.is, Is::Mark(mark) if mark != '、'));
    near.into_iter().any(|token| token.number().is_some())
}

fn has_number_in_brackets(from: &[Token<'_>]) -> bool {
    let inner = from.iter().take_while(|token| !token.is_mark('）'));
    inner.into_iter().any(|token| token.number().is_some())
}

pub(super) fn next_number(tokens: &[Token<'_>], from: usize) -> Option<usize> {
    tokens.iter().skip(from).position(|token| token.number().is_some()).map(|at| at + from)
}

/// The words before the verb that are not known: who did it.
pub(super) fn subject<'t, 'l>(tokens: &'t [Token<'l>]) -> &'t [Token<'l>] {
    let is_verb = |token: &Token<'l>| {
        token
            .senses()
            .any(|sense| matches!(sense, Sense::Receive | Sense::Handle | Sense::Treat | Sense::Happen))
    };
    let verb = tokens.iter().position(is_verb).unwrap_or(0);
    let last = tokens[..verb].iter().rposition(Token::is_plain).map_or(0, |at| at + 1);
    &tokens[..last]
}

/// Whether words name a year that is neither the report's nor one beside it.
pub(super) fn is_of_other_year(used: &[&[Token<'_>]], own: u16) -> bool {
    let mut words = used.iter().flat_map(|tokens| tokens.iter());
    words.any(|token| matches!(token.is, Is::Year(year) if year.abs_diff(own) > 1))
}
