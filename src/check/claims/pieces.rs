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

/// Where the next of what parts a statement stands, at or behind each of its tokens; the statement's length where none
/// does. Looked for once from the end: whoever looks on from each mark anew walks a long statement as often as it has
/// marks.
struct Ahead {
    numbers: Vec<usize>,
    closings: Vec<usize>,
    marks: Vec<usize>,
    /// The marks that part more than 、 does.
    breaks: Vec<usize>,
}

impl Ahead {
    fn of(statement: &[Token<'_>]) -> Self {
        Self {
            numbers: next_of(statement, |token| token.number().is_some()),
            closings: next_of(statement, |token| token.is_mark('）')),
            marks: next_of(statement, |token| matches!(token.is, Is::Mark(_))),
            breaks: next_of(statement, |token| matches!(token.is, Is::Mark(mark) if mark != '、')),
        }
    }

    /// Whether a number stands from there on before another mark that parts more than 、 does.
    fn has_number(&self, from: usize) -> bool {
        self.numbers[from] < self.breaks[from]
    }

    fn has_number_in_brackets(&self, open: usize) -> bool {
        self.numbers[open] < self.closings[open]
    }

    /// The words behind the brackets that open there.
    fn resumed<'t, 'l>(&self, statement: &'t [Token<'l>], open: usize) -> &'t [Token<'l>] {
        let behind = (self.closings[open] + 1).min(statement.len());
        &statement[behind..self.numbers[behind].min(self.marks[behind])]
    }
}

/// For each token, and for the end, where the next stands that is so.
fn next_of<'l>(statement: &[Token<'l>], is: impl Fn(&Token<'l>) -> bool) -> Vec<usize> {
    let mut next = vec![statement.len(); statement.len() + 1];
    for (at, token) in statement.iter().enumerate().rev() {
        next[at] = if is(token) { at } else { next[at + 1] };
    }
    next
}

/// The pieces of a statement. Words in brackets without a number belong to the piece around them, and words that 、 joins
/// belong together up to their number.
pub(super) fn pieces<'t, 'l>(statement: &'t [Token<'l>]) -> Vec<Piece<'t, 'l>> {
    let ahead = Ahead::of(statement);
    let mut pieces = Vec::new();
    let (mut start, mut depth, mut has_number) = (0, 0_usize, false);
    for (at, token) in statement.iter().enumerate() {
        has_number |= token.number().is_some();
        let Is::Mark(mark) = token.is else { continue };
        let is_cut = match mark {
            '、' => has_number && ahead.has_number(at + 1),
            '（' => ahead.has_number_in_brackets(at),
            '）' => depth > 0,
            _ => true,
        };
        if !is_cut {
            continue;
        }
        let resumes = if mark == '（' { ahead.resumed(statement, at) } else { &[] };
        pieces.push(Piece { tokens: &statement[start..at], is_aside: depth > 0, resumes });
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
