//! How sure it is that a number counts what the words beside it say.

use super::{
    cells::Measure,
    claim::{Claim, Says, Sureness},
    context::Note,
    grammar::PassageReader,
    measure::Measured,
    names::Name,
    pieces::{Beside, is_of_other_year, subject},
    sense::Sense,
    tokens::{Token, may},
    topic::Topic,
};

impl<'l> PassageReader<'_, 'l> {
    /// 逾期不补正3件, 其他处理6件: where a row has a number of its own, its kind may be counted without it.
    pub(super) fn sureness_beside_rows(&mut self, says: &Says) -> Sureness {
        let Says::Count { subjects, .. } = says else { return Sureness::Clear };
        let [subject] = subjects.as_slice() else { return Sureness::Clear };
        if subject.measure != Measure::Result {
            return Sureness::Clear;
        }
        if let [row] = subject.cells.as_slice() {
            self.context.rows.push(row.clone());
            return Sureness::Clear;
        }
        let is_beside = subject.cells.iter().any(|id| self.context.rows.contains(id));
        if is_beside { Sureness::Unsure } else { Sureness::Clear }
    }

    /// 审查信息1860条，其中不予公开96条; 上年结转7件，予以公开4件: results of what is not counted here, or of some.
    pub(super) fn sureness_of_results(&self, says: &Says, beside: &Beside<'_, 'l>) -> Sureness {
        let Says::Count { subjects, .. } = says else { return Sureness::Clear };
        let is_of_result = subjects.first().is_some_and(|subject| subject.measure == Measure::Result);
        let unit = self.unit(beside.number);
        let wholes = self.context.list.iter().flat_map(|list| &list.wholes);
        let before: Vec<&Claim> = wholes
            .chain(&self.context.counts)
            .map(|at| &self.said.claims[*at])
            .filter(|claim| self.text[claim.unit.clone()] == *unit)
            .collect();
        if !is_of_result {
            return Sureness::Clear;
        }
        let is_unknown = |claim: &&Claim| matches!(claim.says, Says::Nothing);
        let is_result = |claim: &&Claim| {
            matches!(&claim.says, Says::Count { subjects, .. }
                if subjects.iter().all(|subject| subject.measure == Measure::Result))
        };
        let before: Vec<&Claim> = before.into_iter().filter(|claim| !is_result(claim)).collect();
        let is_carried = |claim: &&Claim| match &claim.says {
            Says::Count { subjects, .. } => subjects
                .iter()
                .all(|subject| matches!(subject.measure, Measure::CarriedIn | Measure::CarriedOut)),
            _ => false,
        };
        match () {
            () if before.is_empty() => Sureness::Clear,
            () if before.iter().all(is_carried) => Sureness::Part,
            () if before.iter().all(is_unknown) => Sureness::Unsure,
            () => Sureness::Clear,
        }
    }

    pub(super) fn sureness(&self, measured: &Measured, used: &[&[Token<'l>]]) -> Sureness {
        let says = |sense: &Sense| used.iter().any(|tokens| may(tokens, sense));
        let words = || used.iter().flat_map(|tokens| tokens.iter());
        let is_of_all_kinds =
            self.context.has(Note::AllKinds) && matches!(self.context.topic, Topic::Cases(_));
        if self.context.has(Note::OtherTime)
            || is_of_all_kinds
            || says(&Sense::Mean)
            || self.is_rest_of_other(measured, used)
            || used.iter().any(|tokens| heads_other(tokens))
            || is_of_other_year(used, self.reads.year)
        {
            return Sureness::Other;
        }
        let is_unknown = used.iter().any(|tokens| self.has_unknown(tokens));
        let ways = words().filter(|token| token.may(&Sense::Channel)).count();
        let is_one_way = ways == 1 && self.context.topic == Topic::Applications && !says(&Sense::Etc);
        let is_unexplained = says(&Sense::Reason) && is_unknown && !says(&Sense::Etc);
        let is_part =
            measured.is_part || self.is_of_row() || says(&Sense::Manner) || is_one_way || is_unexplained;
        match (is_part, self.context.has(Note::OtherBody) || says(&Sense::Apart)) {
            (true, true) => return Sureness::Other,
            (true, false) => return Sureness::Part,
            (false, true) => return Sureness::Unsure,
            (false, false) => {}
        }
        let is_one = measured.subjects.len() == 1 && matches!(self.context.topic, Topic::Documents(_));
        let is_named_only =
            !measured.is_said && !is_one && !matches!(self.context.topic, Topic::Applications);
        let is_of_subset = self.context.has(Note::Subset) || self.context.has(Note::Each);
        let is_of_years = says(&Sense::Cumulative) && !self.context.has(Note::OwnYear);
        let is_below = says(&Sense::Below) && matches!(self.context.topic, Topic::Documents(_));
        let is_unsure =
            is_unknown || is_named_only || measured.is_loose || is_below || is_of_subset || is_of_years;
        let is_of_kinds = match self.context.topic {
            Topic::Cases(_) => true,
            Topic::Applications => !says(&Sense::Application),
            _ => false,
        };
        // 占行政复议总量2187件的16.05%: what it is a share of may be of every kind.
        let is_of_any = matches!(self.context.topic, Topic::Cases(_)) && !self.is_of_information(used);
        let is_loosely = is_of_kinds && (self.context.has(Note::Loosely) || says(&Sense::Share)) || is_of_any;
        // 全县废止14件: of all bodies of the county.
        let is_all_over =
            self.context.has(Note::AllOver) && matches!(self.context.topic, Topic::Documents(_));
        let is_unsure = is_unsure || is_all_over || is_loosely || self.context.has(Note::Sorted);
        if is_unsure { Sureness::Unsure } else { Sureness::Clear }
    }

    /// 信息公开类12件、其他4件: the others of a list of something else, and no way in which cases ended.
    fn is_rest_of_other(&self, measured: &Measured, used: &[&[Token<'l>]]) -> bool {
        let is_ending =
            |token: &&Token<'l>| token.names().any(|at| matches!(self.lexicon.name(at), Name::Ending(_)));
        let mut endings = used.iter().flat_map(|words| words.iter()).filter(is_ending);
        measured.subjects.iter().all(|one| one.measure == Measure::Ending)
            && !self.context.has(Note::Ends)
            && endings.all(|token| token.may(&Sense::Others))
    }

    /// 不予公开的5件中，有2件提起复议: whether cases are told of some results only.
    pub(super) fn is_of_row(&self) -> bool {
        let whole = self.context.list.as_ref().and_then(|list| list.wholes.last());
        let of = whole.and_then(|whole| self.subjects_of(*whole)).unwrap_or_default();
        let is_of_cases = !self.context.cases.is_empty() && matches!(self.context.topic, Topic::Cases(_));
        is_of_cases && !of.is_empty() && of.iter().all(|one| one.measure == Measure::Result)
    }

    /// Whether there are words that were not understood, the name of the agency aside.
    fn has_unknown(&self, tokens: &[Token<'l>]) -> bool {
        let (who, what) = tokens.split_at(subject(tokens).len());
        let who = if self.is_by_own(tokens) == Some(true) { &[] } else { who };
        let agency = &self.reads.agency;
        let is_foreign = |token: &Token<'l>| {
            let name = &self.text[token.bytes.clone()];
            token.is_plain() && !agency.is_empty() && !name.chars().all(|c| agency.contains(c))
        };
        what.iter().any(Token::is_plain) || who.iter().any(is_foreign)
    }
}

/// 申请协查函2件: of what is named after applications for it, these are only the reason.
fn heads_other(near: &[Token<'_>]) -> bool {
    let is_asked = |token: &Token<'_>| token.may(&Sense::Application) || token.may(&Sense::Asked);
    let Some(asked) = near.iter().rposition(is_asked) else { return false };
    asked + 2 == near.len() && near[asked + 1].is_plain()
}
