//! Numbers that are parts of others: 其中, 分别为, 合计.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::{
    cells::{Measure, Subject},
    changes::names_matter,
    claim::{Claim, Parts, Says, Sureness},
    context::Note,
    grammar::PassageReader,
    measure::{Measured, is_bare},
    pieces::Beside,
    sense::Sense,
    tokens::{Token, may},
};
use crate::form::CellId;

impl<'l> PassageReader<'_, 'l> {
    /// 维持、纠正分别为: each of these names has a number of its own.
    pub(super) fn set_each(&mut self, near: &[Token<'l>]) {
        let Some(at) = near.iter().position(|token| token.may(&Sense::Each)) else { return };
        // 复议、诉讼分别增加3件和2件: of how many more, and not of how many.
        if self.is_against_other(near) {
            return;
        }
        let is_form_name = |token: &Token<'l>| token.names().next().is_some();
        let by_form = near[..at].iter().filter(|token| is_form_name(token)).count() > 1;
        let is_named = |token: &&Token<'l>| if by_form { is_form_name(token) } else { names_matter(token) };
        let mut names: Vec<Vec<Token<'l>>> =
            near[..at].iter().filter(is_named).map(|token| vec![token.clone()]).collect();
        // 复议64件，诉讼41件，其中涉及信息公开的分别为26件、16件: of each kind that was counted.
        let mut causes =
            near[..at].iter().filter(|token| token.may(&Sense::Cause) || token.may(&Sense::Inform));
        if let Some(cause) = causes.next_back().filter(|_| names.len() < 2 && may(near, &Sense::Part)) {
            let kinds = self.context.kinds_counted.iter();
            names = kinds.map(|kind| vec![kind.clone(), cause.clone()]).collect();
        }
        if names.len() > 1 {
            self.context.each = names.into();
        }
    }

    /// 其余3件: what is left of a whole before it without the parts that were counted, or without those that 除…外 names.
    pub(super) fn rest(&self, beside: &Beside<'_, 'l>) -> Option<Measured> {
        let is_rest = |token: &Token<'l>| token.may(&Sense::Rest) || is_bare(std::slice::from_ref(token));
        if !may(beside.near, &Sense::Rest) || !beside.near.iter().all(is_rest) {
            return None;
        }
        let pending = may(beside.pending, &Sense::Except).then(|| self.reader().measured(beside.pending));
        let counts = self.context.known_counts();
        let subjects = |part: &usize| self.counted_by(*part).map(<[Subject]>::to_vec);
        let of_parts = |parts: &[usize]| parts.iter().map(subjects).collect::<Option<Vec<_>>>();
        let (wholes, parts) = match (pending.flatten(), self.context.except, &self.context.list) {
            (Some(left_out), ..) => (counts, vec![left_out.subjects]),
            (None, Some(first), _) => (&counts[..first], of_parts(&counts[first..])?),
            (None, None, Some(list)) => (list.wholes.as_slice(), of_parts(&list.parts)?),
            (None, None, None) => return None,
        };
        let form = self.lexicon.form();
        let left_of = |whole: &Subject| {
            let within = |one: &&Subject| whole.without(form, &[*one]).is_some();
            let chosen: Option<Vec<&Subject>> =
                parts.iter().map(|readings| readings.iter().find(within)).collect();
            whole.without(form, &chosen?)
        };
        let all = wholes.iter().filter_map(|whole| self.counted_by(*whole)).flatten();
        Measured::several(all.map(left_of).collect())
    }

    /// What a number of this year counts, where that is known.
    fn counted_by(&self, claim: usize) -> Option<&[Subject]> {
        let claim = &self.said.claims[claim];
        match &claim.says {
            Says::Count { subjects, of_last_year: false, .. } if claim.sureness <= Sureness::Unsure => {
                Some(subjects)
            }
            _ => None,
        }
    }

    /// Whether a list is being read whose entries are counted as this number is: 209条 and 50件 are no parts of one.
    pub(super) fn is_in_unit_of_list(&self, number: &Token<'l>) -> bool {
        let entries = self.context.list.iter().filter_map(|list| list.parts.first().or(list.wholes.first()));
        let mut units = entries.map(|entry| &self.text[self.said.claims[*entry].unit.clone()]);
        units.any(|unit| unit == self.unit(number))
    }

    /// How sure it is that an entry of a list is what it is called: most lists are of parts.
    pub(super) fn sureness_in_list(&self, measured: &Measured, words: &[Token<'l>]) -> Sureness {
        let is_of = |measure: Measure| measured.subjects.iter().any(|subject| subject.measure == measure);
        let is_way_to_end = is_of(Measure::Result) || is_of(Measure::Applicants) || is_of(Measure::Ending);
        let is_carried = is_of(Measure::CarriedIn) || is_of(Measure::CarriedOut);
        let is_kind_of_case = is_of(Measure::Reviews) || is_of(Measure::Suits);
        let is_decision = is_of(Measure::Decisions) && self.context.has(Note::Decided);
        let is_made = is_of(Measure::Issued) || is_of(Measure::Opened) || is_decision;
        let is_of_sentence = !self.context.counts.is_empty();
        let is_first = is_of_sentence
            && !self.context.has(Note::Handled)
            && !self.context.has(Note::Results)
            && self.context.whole == Some(Measure::Received);
        let is_again = is_kind_of_case && self.is_counted_again(measured, words);
        match measured.is_said {
            true if is_way_to_end || is_carried => Sureness::Clear,
            // 诉讼18件，其中区法院受理13件: some of the whole itself.
            true if is_again => Sureness::Part,
            true if (is_kind_of_case || is_made && !self.context.has(Note::Shown)) && is_of_sentence => {
                Sureness::Clear
            }
            true if is_of(Measure::Handled) && is_first && !is_of(Measure::Received) => Sureness::Clear,
            true if is_of(Measure::Received) && self.is_part_of_all(measured, words) => Sureness::Clear,
            true if !is_of(Measure::Received) => Sureness::Unsure,
            _ => Sureness::Part,
        }
    }

    /// 应办85件，其中本年新收81件: whether the whole is of what came in and of what last year left.
    fn is_part_of_all(&self, measured: &Measured, words: &[Token<'l>]) -> bool {
        let counted =
            self.context.known_counts().iter().filter_map(|whole| self.counted_by(*whole)).flatten();
        let is_wider = |whole: &Subject| {
            measured.subjects.iter().all(|one| one.is_within(whole) && one.cells.len() < whole.cells.len())
        };
        let is_new = may(words, &Sense::New) || may(words, &Sense::ThisYear);
        is_new && counted.into_iter().any(is_wider)
    }

    /// Whether an entry of a list is of the same cells as its whole, and nothing tells it apart.
    fn is_counted_again(&self, measured: &Measured, words: &[Token<'l>]) -> bool {
        let wholes = self.context.list.as_ref().map_or(self.context.known_counts(), |list| &list.wholes);
        let counted = wholes.iter().filter_map(|whole| self.counted_by(*whole)).flatten();
        let is_same = |whole: &Subject| measured.subjects.iter().all(|one| one.cells == whole.cells);
        !may(words, &Sense::Cause) && !may(words, &Sense::Inform) && counted.into_iter().any(is_same)
    }

    /// 收到12件（含上年结转2件）: the number before is of both.
    pub(super) fn hold(&mut self, measured: Option<&Measured>, holds: bool) {
        let is_carried = measured.is_some_and(|measured| {
            measured.subjects.iter().all(|subject| subject.measure == Measure::CarriedIn)
        });
        let Some(last) = self.said.claims.last_mut().filter(|_| is_carried && holds) else { return };
        if let Says::Count { subjects, besides, .. } = &mut last.says
            && let Some(both) = besides.take()
        {
            *subjects = vec![both];
        }
    }

    /// A number as a part of a whole before it, or as what a later list may be of.
    pub(super) fn enlist(&mut self, at: usize, opens: bool, beside: &Beside<'_, 'l>) {
        let is_total =
            may(beside.near, &Sense::Whole) && is_bare(beside.near) && self.context.counts.len() > 1;
        if is_total && beside.pending.is_empty() {
            let parts = self.context.counts.clone();
            self.said.lists.push(Parts { wholes: vec![at], parts, is_aside: false, is_total });
        }
        let unit = |claim: usize| &self.text[self.said.claims[claim].unit.clone()];
        if may(beside.tail, &Sense::Among) {
            self.close_list();
            self.context.counts.push(at);
            self.context.list = Some(Parts {
                wholes: vec![at],
                parts: Vec::new(),
                is_aside: beside.is_aside,
                is_total: false,
            });
            return;
        }
        if opens {
            let known = self.context.known_counts();
            let wholes: Vec<usize> = known.iter().copied().filter(|whole| unit(*whole) == unit(at)).collect();
            self.close_list();
            self.context.list =
                Some(Parts { wholes, parts: vec![at], is_aside: beside.is_aside, is_total: false });
            return;
        }
        let is_matter =
            [Sense::Receive, Sense::Handle, Sense::Whole].iter().any(|sense| may(beside.near, sense));
        let is_listed = self.context.list.as_ref().is_some_and(|list| {
            let (first, whole) = (list.parts.first().copied(), list.wholes.first().copied());
            let is_alike = first.is_none_or(|first| self.is_alike(first, at));
            first.or(whole).is_some_and(|other| unit(other) == unit(at)) && is_alike && !is_matter
        });
        match &mut self.context.list {
            Some(list) if is_listed => list.parts.push(at),
            _ => {
                self.close_list();
                self.context.counts.push(at);
            }
        }
    }

    /// Whether two numbers may be entries of one list: 结转 is no way by which an application came.
    pub(super) fn is_alike(&self, first: usize, other: usize) -> bool {
        let measure = |claim: usize| match &self.said.claims[claim].says {
            Says::Count { subjects, .. } if self.said.claims[claim].sureness <= Sureness::Unsure => {
                subjects.first().map(|subject| subject.measure)
            }
            _ => None,
        };
        let is_of_years = |measure| matches!(measure, Some(Measure::CarriedIn | Measure::CarriedOut));
        let is_case = |measure| matches!(measure, Some(Measure::Reviews | Measure::Suits | Measure::Cases));
        let (first, other) = (measure(first), measure(other));
        let is_way = |measure| !matches!(measure, Some(Measure::Result | Measure::Applicants));
        // 其中查封21件、扣押21件；行政许可120件: another kind of decision is no part.
        let is_decision = |measure| measure == Some(Measure::Decisions);
        is_case(first) == is_case(other)
            && (first.is_some() || !is_decision(other))
            && (first.is_some() || !is_of_years(other))
            && is_way(first) == is_way(other)
    }

    /// 县局受理38件，乡镇受理12件: several numbers of what was received in one sentence are each of a part.
    pub(super) fn share_out(&mut self) {
        let is_received = |claim: &Claim| match &claim.says {
            Says::Count { subjects, of_last_year: false, .. } => {
                claim.sureness <= Sureness::Unsure
                    && matches!(subjects.as_slice(), [one] if one.measure == Measure::Received)
            }
            _ => false,
        };
        let received: Vec<usize> =
            self.context.counts.iter().copied().filter(|at| is_received(&self.said.claims[*at])).collect();
        let values: BTreeSet<Decimal> = received.iter().map(|at| self.said.claims[*at].value).collect();
        if values.len() > 1 {
            for at in received {
                self.said.claims[at].sureness = Sureness::Unsure;
            }
        }
    }

    /// 市局办理96件，纠正18件；县局办理255件，纠正46件: of what is not sure to be meant, several numbers of the same are each
    /// of a part.
    pub(super) fn share_out_unsure(&mut self, first: usize) {
        let claims = &mut self.said.claims;
        for mut of_same in counts_of_same(claims, first, Measure::Ending) {
            of_same.retain(|at| claims[*at].sureness == Sureness::Unsure);
            let values: BTreeSet<Decimal> = of_same.iter().map(|at| claims[*at].value).collect();
            if values.len() > 1 {
                for at in of_same {
                    claims[at].sureness = Sureness::Part;
                }
            }
        }
    }

    /// 废止16件、宣布失效10件: several numbers of what was repealed may be of the table together, or one of them alone.
    pub(super) fn share_out_repealed(&mut self, first: usize) {
        let claims = &mut self.said.claims;
        for of_same in counts_of_same(claims, first, Measure::Repealed) {
            if of_same.len() > 1 {
                for at in of_same {
                    claims[at].sureness = Sureness::Other;
                }
            }
        }
    }

    /// 隐去个人隐私的27件 of those made public in part: how a result came about is not another result.
    pub(super) fn is_way_of_result(&self, measured: &Measured, used: &[&[Token<'l>]], opens: bool) -> bool {
        let list = self.context.list.as_ref().filter(|_| !opens);
        let wholes = list.map_or(self.context.known_counts(), |list| &list.wholes);
        let Some(whole) = wholes.last() else { return false };
        let is_result = |subject: &Subject| subject.measure == Measure::Result;
        let of = self.counted_by(*whole).unwrap_or_default();
        let is_within = |one: &Subject| of.iter().any(|whole| one.is_within(whole));
        of.iter().all(is_result)
            && !of.is_empty()
            && measured.subjects.iter().all(|one| is_result(one) && !is_within(one))
            && used.iter().any(|tokens| tokens.iter().any(Token::is_plain))
    }

    pub(super) fn close_list(&mut self) {
        let list = self.context.list.take();
        self.said.lists.extend(list.filter(|list| list.parts.len() > 1 && !list.wholes.is_empty()));
    }
}

/// The claims from one on that count something of the year so, those of the same cells together.
fn counts_of_same(claims: &[Claim], first: usize, measure: Measure) -> Vec<Vec<usize>> {
    let mut of_cells: BTreeMap<&[CellId], Vec<usize>> = BTreeMap::new();
    for (at, claim) in claims.iter().enumerate().skip(first) {
        let Says::Count { subjects, of_last_year: false, .. } = &claim.says else { continue };
        if let Some(subject) = subjects.first().filter(|one| one.measure == measure) {
            of_cells.entry(&subject.cells).or_default().push(at);
        }
    }
    of_cells.into_values().collect()
}
