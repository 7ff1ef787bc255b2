//! Percentages, and how much there is more or less than the year before.

use super::{
    cells::Subject,
    claim::{Change, Says, Spoken, Sureness},
    context::Note,
    grammar::PassageReader,
    pieces::Beside,
    sense::Sense,
    tokens::{Is, Token, may},
    topic::Topic,
};

impl<'l> PassageReader<'_, 'l> {
    pub(super) fn percent(&mut self, beside: &Beside<'_, 'l>) -> bool {
        if may(beside.near, &Sense::DoneRate) && self.context.topic == Topic::Applications {
            self.push(beside, Says::DoneRate, Sureness::Clear);
            return false;
        }
        let is_rate = may(beside.near, &Sense::Rate) || may(beside.near, &Sense::DoneRate);
        let is_share = may(beside.near, &Sense::Share) || may(beside.tail, &Sense::Share);
        let is_beside = beside.near.iter().all(|token| token.may(&Sense::Filler) || token.may(&Sense::Rough));
        let share = beside.near.iter().position(|token| token.may(&Sense::Share));
        // 占办结总数的: what is named behind is the whole.
        let before = &beside.near[..share.unwrap_or(beside.near.len())];
        let named = self.reader().measured(before).filter(|said| said.is_said && !said.is_part);
        let named = named.filter(|said| said.subjects.iter().all(Subject::is_kind));
        if let Some(named) = named.filter(|_| is_share && !is_rate) {
            self.push(beside, Says::ShareOf(named.subjects), Sureness::Clear);
            return false;
        }
        let part = self.said.claims.len().checked_sub(1).filter(|part| self.is_next_to(*part, beside));
        match part {
            Some(part) if !is_rate && (is_share || is_beside) => {
                let is_of_sum = may(before, &Sense::Whole);
                let counts = self.context.counts.iter().copied().filter(|count| *count != part);
                let parts = if is_of_sum { counts.chain([part]).collect() } else { vec![part] };
                self.push(beside, Says::Share { parts, is_of_sum }, Sureness::Clear);
            }
            _ => {
                self.push(beside, Says::Nothing, Sureness::Other);
            }
        }
        false
    }

    /// Whether a claim is a number of things that stands close before another.
    pub(super) fn is_next_to(&self, claim: usize, beside: &Beside<'_, 'l>) -> bool {
        const FAR: usize = 60;
        let claim = &self.said.claims[claim];
        let is_percent =
            matches!(claim.says, Says::Share { .. } | Says::ShareOf(_) | Says::Change(_) | Says::DoneRate);
        let is_number = claim.spoken == Spoken::Number && !is_percent;
        let is_close = beside.number.bytes.start.saturating_sub(claim.number.end) <= FAR;
        let between = &self.text[claim.number.end..beside.number.bytes.start];
        is_number && is_close && !between.contains(['。', '；', '\n'])
    }

    /// A rise or fall against last year; nothing where it is none, or nobody knows of what.
    pub(super) fn change(&self, beside: &Beside<'_, 'l>, in_percent: bool) -> Option<Change> {
        let direction = beside
            .near
            .iter()
            .rev()
            .find_map(|token| token.senses().find(|sense| matches!(sense, Sense::Rise | Sense::Fall)))?;
        let of = self.changed(beside.near)?;
        let is_of_points = self.text[beside.number.bytes.clone()].ends_with("百分点");
        (self.context.has(Note::Compared) && !is_of_points).then(|| Change {
            rises: *direction == Sense::Rise,
            in_percent,
            of,
        })
    }

    /// What rose or fell: what is named beside it, or else the last count of the statement.
    pub(super) fn changed(&self, near: &[Token<'l>]) -> Option<Vec<Subject>> {
        let is_strange = near.iter().any(Token::is_plain);
        if near.iter().any(|token| names_matter(token)) {
            let said = self.reader().measured(near).filter(|said| !said.is_part && !is_strange)?;
            return Some(said.subjects.into_iter().take(1).collect());
        }
        let last = self.context.last.filter(|_| !is_strange)?;
        let mut of = self.subjects_of(last)?;
        // 收到12件，答复12件，同比增加3件: it may be of either.
        let others = self.context.counts.iter().rev().filter(|count| **count != last);
        let is_of_cases = of.first().is_some_and(Subject::is_of_cases);
        let alike = others.filter_map(|count| self.subjects_of(*count)).flatten();
        of.extend(alike.filter(|subject| subject.is_of_cases() == is_of_cases));
        Some(of)
    }

    /// What a claim is of, where that is sure enough.
    pub(super) fn subjects_of(&self, claim: usize) -> Option<Vec<Subject>> {
        let claim = &self.said.claims[claim];
        match &claim.says {
            Says::Count { subjects, .. } if claim.sureness <= Sureness::Unsure => Some(subjects.clone()),
            Says::Change(change) => Some(change.of.clone()),
            _ => None,
        }
    }

    /// A number that is compared with, or that it came to: of what the last count is of.
    pub(super) fn compared(&self, beside: &Beside<'_, 'l>) -> Option<Says> {
        let is_last = self.names_last_year(beside.near);
        let is_last_alone = is_last && beside.near.iter().all(is_last_or_filler);
        let is_compared = is_last && (may(beside.near, &Sense::Compared) || is_last_alone);
        let is_reached = may(beside.near, &Sense::Reach);
        // 由412件增至455件: the first is last year's.
        let is_before =
            beside.tail.iter().any(|token| token.may(&Sense::Reach)) && self.context.has(Note::Compared);
        let pending = || self.reader().measured(beside.pending).map(|said| said.subjects);
        let of = self.changed(beside.near).or_else(|| pending().filter(|_| is_before || is_reached));
        let of = of.filter(|_| is_compared || is_reached || is_before)?;
        Some(Says::Count { subjects: of, besides: None, of_last_year: !is_reached })
    }

    pub(super) fn names_last_year(&self, tokens: &[Token<'l>]) -> bool {
        let last = self.reads.year.wrapping_sub(1);
        tokens
            .iter()
            .any(|token| token.may(&Sense::LastYear) || matches!(token.is, Is::Year(year) if year == last))
    }
}

/// Whether a word says what is spoken of.
pub(super) fn names_matter(token: &Token<'_>) -> bool {
    let says = |sense: &Sense| {
        matches!(
            sense,
            Sense::Application
                | Sense::Asked
                | Sense::Case(_)
                | Sense::Elsewhere
                | Sense::Receive
                | Sense::Handle
        )
    };
    token.senses().any(says) || token.names().next().is_some()
}

/// Whether a word is of last year and nothing else: 上年同期为.
fn is_last_or_filler(token: &Token<'_>) -> bool {
    token.may(&Sense::LastYear) || token.may(&Sense::Filler) || matches!(token.is, Is::Year(_))
}
