//! Percentages, and how much there is more or less than the year before.

use rust_decimal::Decimal;

use super::{
    cells::{Measure, Subject},
    claim::{Change, Says, Spoken, Sureness},
    context::Note,
    grammar::PassageReader,
    kinds::said_of_documents,
    lexicon::{is_open_unit, is_unit},
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
        if let Some(ended) = self.ending_rate(beside) {
            self.push(beside, Says::ShareOf(ended), Sureness::Unsure);
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
        let last = self.said.claims.len().checked_sub(1);
        let is_whole = last.is_some() && last == self.context.share_of;
        let part = if is_whole { last.and_then(|last| last.checked_sub(1)) } else { last };
        let part = part.filter(|part| self.is_next_to(*part, beside));
        match part {
            Some(part)
                if !is_rate
                    && (is_share || is_whole || is_beside)
                    && !self.is_of_namesake(part, beside.near) =>
            {
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

    /// 诉讼46件，占行政诉讼总量的2.4%: whether the whole is called as the part is, so that it is of every kind.
    fn is_of_namesake(&self, part: usize, near: &[Token<'l>]) -> bool {
        let Some(share) = near.iter().position(|token| token.may(&Sense::Share)) else { return false };
        let whole = self.reader().measured(&near[share..]).map(|said| said.subjects).unwrap_or_default();
        let part = self.subjects_of(part).unwrap_or_default();
        let is_case = |one: &Subject| one.is_of_cases() && one.measure != Measure::Ending;
        whole.iter().any(|one| is_case(one) && part.iter().any(|other| other.cells == one.cells))
    }

    /// 维持率50%: how many of the cases ended so.
    fn ending_rate(&self, beside: &Beside<'_, 'l>) -> Option<Vec<Subject>> {
        let rate = beside.near.iter().rposition(|token| token.may(&Sense::Rate))?;
        let is_cases = matches!(self.context.topic, Topic::Cases(_));
        let behind = &beside.near[rate + 1..];
        let is_last = behind.iter().all(|token| token.may(&Sense::Filler) || token.may(&Sense::Reach));
        let ended = self.reader().measured(&beside.near[..=rate]).filter(|said| said.is_said)?;
        let is_ending = ended.subjects.iter().all(|one| one.measure == Measure::Ending);
        (is_cases && is_last && is_ending).then_some(ended.subjects)
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
        let direction = direction(beside.near)?.1;
        let is_of_other = self.is_against_other(beside.near);
        let of =
            self.changed(beside.near).or_else(|| self.changed_before(beside)).filter(|_| !is_of_other)?;
        let counts = in_percent || self.counts_alike(beside);
        let is_compared = self.context.has(Note::Compared) || (in_percent && self.is_bare_change(beside));
        (is_compared && counts).then(|| Change {
            rises: *direction == Sense::Rise,
            in_percent,
            of,
            now: self.now_unsure(beside.near),
        })
    }

    /// 比复议后起诉多6件: whether it is compared with something else than last year's number.
    pub(super) fn is_against_other(&self, near: &[Token<'l>]) -> bool {
        // 超过制发数18件
        let beyond = near.iter().rposition(|token| token.may(&Sense::Beyond));
        if beyond.is_some_and(|at| near[at..].iter().any(names_matter)) {
            return true;
        }
        let Some((end, _)) = direction(near) else { return false };
        let before = &near[..end];
        // 复议、诉讼分别增加3件和2件: it is not known which.
        if may(near, &Sense::Each) && before.iter().filter(|token| names_matter(token)).count() > 1 {
            return true;
        }
        let Some(at) = before.iter().rposition(|token| token.may(&Sense::Compared)) else { return false };
        let with = &before[at + 1..];
        with.iter().any(names_matter) && !self.names_last_year(with)
    }

    /// 比上年多3件: whether it says how many more or less of what is not known, which is no part of anything.
    pub(super) fn is_difference(&self, near: &[Token<'l>]) -> bool {
        let is_last = |at: usize| near[at + 1..].iter().all(|token| token.may(&Sense::Filler));
        self.context.has(Note::Compared) && direction(near).is_some_and(|(at, _)| is_last(at))
    }

    /// Whether a number is one of things that the tables count, and not of points or places: 提高2个百分点, 前进2个位次.
    fn counts_alike(&self, beside: &Beside<'_, 'l>) -> bool {
        let unit = self.unit(beside.number);
        let follows = beside.tail.first().is_none_or(|token| !token.is_plain());
        (unit.is_empty() || is_unit(unit)) && (follows || !is_open_unit(unit))
    }

    /// What rose or fell: what is named beside it, or else the last count of the statement.
    pub(super) fn changed(&self, near: &[Token<'l>]) -> Option<Vec<Subject>> {
        let is_strange = near.iter().any(Token::is_plain);
        if near.iter().any(|token| names_matter(token)) {
            let said = self.reader().measured(near).filter(|said| !said.is_part && !is_strange)?;
            return Some(said.subjects.into_iter().take(1).collect());
        }
        let last = self.context.last.filter(|last| !is_strange && self.is_telling_enough(*last))?;
        let mut of = self.subjects_of(last)?;
        // 收到12件，答复12件，同比增加3件: it may be of either.
        let others = self.context.counts.iter().rev().filter(|count| **count != last);
        let is_of_cases = of.first().is_some_and(Subject::is_of_cases);
        let alike = others.filter_map(|count| self.subjects_of(*count)).flatten();
        of.extend(alike.filter(|subject| subject.is_of_cases() == is_of_cases));
        Some(of)
    }

    /// 行政处罚157件，增长12.1%: against what, is not said, and goes without saying.
    fn is_bare_change(&self, beside: &Beside<'_, 'l>) -> bool {
        let says = [Sense::Rise, Sense::Fall, Sense::Filler, Sense::Rough];
        let is_plain = |token: &Token<'l>| says.iter().any(|sense| token.may(sense));
        let last = self.said.claims.len().checked_sub(1);
        beside.pending.is_empty()
            && beside.near.iter().all(is_plain)
            && last.is_some_and(|last| self.is_next_to(last, beside))
    }

    /// 依申请公开数量大幅上升，较去年增加21件; 申请数量增长35%，达到81件: what the words or the change before it are of.
    fn changed_before(&self, beside: &Beside<'_, 'l>) -> Option<Vec<Subject>> {
        let is_plain = |tokens: &[Token<'l>]| tokens.iter().any(Token::is_plain);
        if self.context.last.is_some() || is_plain(beside.near) || is_plain(beside.pending) {
            return None;
        }
        if !beside.pending.is_empty() {
            let named = self.reader().measured(beside.pending).filter(|said| !said.is_part)?;
            return beside.pending.iter().any(|token| names_matter(token)).then_some(named.subjects);
        }
        let last = self.said.claims.last()?;
        let between = self.text.get(last.number.end..beside.number.bytes.start)?;
        match &last.says {
            Says::Change(change) if !between.contains(['。', '；', '\n']) => Some(change.of.clone()),
            _ => None,
        }
    }

    /// Whether a number is sure enough to be what rose or fell: small numbers are the same by chance.
    fn is_telling_enough(&self, claim: usize) -> bool {
        let claim = &self.said.claims[claim];
        let is_count = matches!(claim.says, Says::Count { of_last_year: false, .. });
        claim.sureness != Sureness::Unsure || !is_count || claim.value >= Decimal::TEN
    }

    /// 征收类申请96件，同比增加21件: the number that rose or fell, where it may well be of something else.
    fn now_unsure(&self, near: &[Token<'l>]) -> Option<Decimal> {
        let last = self.context.last.filter(|_| !near.iter().any(names_matter))?;
        let claim = &self.said.claims[last];
        let is_unsure = claim.sureness == Sureness::Unsure && matches!(claim.says, Says::Count { .. });
        is_unsure.then_some(claim.value)
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
        let of = of.or_else(|| self.changed_before(beside));
        let is_stated = (is_compared || is_reached || is_before)
            && self.counts_alike(beside)
            && !self.is_against_other(beside.near);
        let of = of.filter(|_| is_stated)?;
        Some(Says::Count { subjects: of, besides: None, of_last_year: !is_reached })
    }

    pub(super) fn names_last_year(&self, tokens: &[Token<'l>]) -> bool {
        let last = self.reads.year.wrapping_sub(1);
        tokens
            .iter()
            .any(|token| token.may(&Sense::LastYear) || matches!(token.is, Is::Year(year) if year == last))
    }
}

/// The last word that says more or less, and where it stands.
fn direction<'l>(near: &[Token<'l>]) -> Option<(usize, &'l Sense)> {
    let of = |token: &Token<'l>| token.senses().find(|sense| matches!(sense, Sense::Rise | Sense::Fall));
    near.iter().enumerate().rev().find_map(|(at, token)| Some((at, of(token)?)))
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
    let is_of_documents = |sense: &Sense| said_of_documents(sense).is_some();
    token.senses().any(|sense| says(sense) || is_of_documents(sense)) || token.names().next().is_some()
}

/// Whether a word is of last year and nothing else: 上年同期为.
fn is_last_or_filler(token: &Token<'_>) -> bool {
    token.may(&Sense::LastYear) || token.may(&Sense::Filler) || matches!(token.is, Is::Year(_))
}
