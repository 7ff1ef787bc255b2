//! What a number counts: which words say it, and how sure it is.

use rust_decimal::Decimal;

use super::{
    cells::{self, Measure, Subject},
    claim::{Change, Claim, Likeness, Says, Spoken, Sureness},
    context::Note,
    grammar::PassageReader,
    lexicon::{is_open_unit, is_organ, is_unit_of},
    measure::{Crossing, Measured, is_bare, is_bare_of_place},
    names::Name,
    pieces::{Beside, Side, telling},
    sense::{Counted, Sense},
    tokens::{Is, Token, may},
    topic::Topic,
};
use crate::form::Role;

impl<'l> PassageReader<'_, 'l> {
    /// A number that counts; whether the words behind it say what.
    pub(super) fn count(&mut self, beside: &Beside<'_, 'l>) -> bool {
        if let Some(year) = self.next_year(beside) {
            self.count_of_year(beside, year);
            return false;
        }
        self.set_each(beside.near);
        // 分别为自然人3件: it is named which.
        let each = beside.near.iter().position(|token| token.may(&Sense::Each));
        let is_named =
            each.is_some_and(|at| beside.near[at..].iter().any(|token| token.names().next().is_some()));
        let is_each = each.is_some() && !is_named && self.context.each.is_empty();
        self.context.note(Note::Each, is_each);
        if let Some(name) = self.context.each.pop_front() {
            let named = Beside { near: &name, ..*beside };
            self.turn_to(&name);
            self.count_by(&named);
            return false;
        }
        self.count_by(beside)
    }

    pub(super) fn count_by(&mut self, beside: &Beside<'_, 'l>) -> bool {
        if let Some(says) = self.compared(beside) {
            let is_known = self.is_of_information(&[beside.near]);
            let is_of_cases =
                matches!(&says, Says::Count { subjects, .. } if subjects.iter().any(Subject::is_of_cases));
            let sureness = if is_of_cases && !is_known { Sureness::Unsure } else { Sureness::Clear };
            self.push(beside, says, sureness);
            return false;
        }
        if may(beside.near, &Sense::Except) {
            self.context.except = self.context.except.or(Some(self.context.counts.len()));
        }
        let rest = self.rest(beside).map(|rest| (Some(rest), Side::Before));
        // 其余3件: of what is not known here, it is no more than a part.
        let is_left = rest.is_none() && may(beside.near, &Sense::Rest);
        let (measured, side) = rest.unwrap_or_else(|| self.measured(beside));
        let is_told = |said: &Measured| said.is_said && side == Side::Behind;
        let measured =
            measured.map(|said| Measured { is_part: said.is_part || (is_left && !is_told(&said)), ..said });
        let measured = measured.or_else(|| self.reader().rest_of(beside.near, self.context.kind_of_list));
        let measured = measured.or_else(|| self.of_own_year(beside));
        let measured = measured.filter(|_| self.is_counted(beside));
        let used = beside.used(side);
        let is_inner = beside.is_aside && !self.context.has(Note::InAside) && !self.context.counts.is_empty();
        let opens = beside.opens() || is_inner;
        let measured = measured.map(|said| self.of_new(said, opens));
        self.context.set(Note::InAside, beside.is_aside);
        let sureness = measured.as_ref().map_or(Sureness::Other, |measured| {
            let is_listed = opens || self.is_in_unit_of_list(beside.number);
            let listed =
                if is_listed { self.sureness_in_list(measured, beside.near) } else { Sureness::Clear };
            let is_way = is_listed && self.is_way_of_result(measured, &used, opens);
            let told = if is_way { Sureness::Other } else { Sureness::Clear };
            listed.max(told).max(self.sureness(measured, &used))
        });
        self.hold(measured.as_ref(), may(beside.near, &Sense::Part) || may(beside.near, &Sense::Holding));
        let of_last_year = measured.as_ref().is_some_and(|measured| self.is_last_years(&used, measured));
        let says = match measured {
            Some(_) if self.is_sum(beside) => Says::Sum,
            Some(measured) => {
                Says::Count { subjects: measured.subjects, besides: measured.besides, of_last_year }
            }
            None if self.is_difference(beside.near) => Says::Change(Change::of_nothing()),
            None => Says::Nothing,
        };
        let sureness =
            sureness.max(self.sureness_beside_rows(&says)).max(self.sureness_of_results(&says, beside));
        // 主动公开96件，依申请公开58件: of documents, and no part of anything that the tables count.
        let is_sorted = sureness == Sureness::Part && self.context.has(Note::Sorted);
        let at = self.push(beside, says, if is_sorted { Sureness::Other } else { sureness });
        let is_first = self.context.counts.is_empty() && !opens;
        // 收到的13件申请，答复12件: what follows is of these.
        let came_in = beside.near.last().is_some_and(|token| self.text[token.bytes.clone()].ends_with('的'));
        self.context.note(Note::OfNew, came_in && may(beside.near, &Sense::Receive));
        let is_case = |token: &&Token<'l>| token.senses().any(|sense| matches!(sense, Sense::Case(_)));
        self.context.kinds_counted.extend(beside.near.iter().rfind(is_case).cloned());
        self.context.share_of = may(beside.near, &Sense::Share).then_some(at);
        self.enlist(at, opens, beside);
        self.cross(at, beside, is_first);
        if side == Side::Behind {
            let tail = telling(beside.tail);
            self.turn_to(&beside.tail[tail.len()..]);
            if let Some(last) = tail.last() {
                self.said.claims[at].words.end = last.bytes.end;
            }
        }
        side == Side::Behind
    }

    /// 2022年收到9件，2023年13件: of this year, what the number before was of the last.
    fn of_own_year(&self, beside: &Beside<'_, 'l>) -> Option<Measured> {
        let own = self.reads.year;
        let is_own = |token: &Token<'l>| matches!(token.is, Is::Year(year) if year == own);
        let is_bare = |token: &Token<'l>| is_own(token) || token.may(&Sense::Filler);
        let last = self.said.claims.last()?;
        let between = self.text.get(last.number.end..beside.number.bytes.start)?;
        let is_told = beside.near.iter().any(is_own) && beside.near.iter().all(is_bare);
        match &last.says {
            Says::Count { subjects, of_last_year: true, .. }
                if is_told && !between.contains(['。', '\n']) =>
            {
                Measured::several(subjects.iter().cloned().map(Some).collect())
            }
            _ => None,
        }
    }

    /// 收到81件，其中办结78件: of what came in this year, which is without what last year left, where it is meant so.
    fn of_new(&self, said: Measured, opens: bool) -> Measured {
        let form = self.lexicon.form();
        let [only] = said.subjects.as_slice() else { return said };
        let is_told = opens || self.context.has(Note::OfNew);
        let is_of_new =
            is_told && only.measure == Measure::Handled && self.context.whole == Some(Measure::Received);
        let carried = cells::of_roles(form, Measure::CarriedIn, &[Role::CarriedIn]).filter(|_| is_of_new);
        let new = carried.map(|carried| only.taken_off(&carried));
        let subjects = said.subjects.iter().cloned().chain(new).collect();
        Measured { subjects, ..said }
    }

    /// Whether a number is what the last ones come to: 合计.
    fn is_sum(&self, beside: &Beside<'_, 'l>) -> bool {
        let value = beside.number.number().map(|numeral| numeral.value);
        let mut sum = Decimal::ZERO;
        let sums = self.context.counts.iter().rev().map(|count| {
            sum = sum.saturating_add(self.said.claims[*count].value);
            sum
        });
        may(beside.near, &Sense::Whole) && is_bare(beside.near) && sums.skip(1).any(|sum| Some(sum) == value)
    }

    /// What is said of a number: before it, behind it, or in the piece before.
    pub(super) fn measured(&mut self, beside: &Beside<'_, 'l>) -> (Option<Measured>, Side) {
        let before = self.with_reason(beside);
        let is_of_some = self.is_of_some(beside);
        if before.as_ref().is_some_and(|measured| measured.is_said) && !is_of_some {
            return (before, Side::Before);
        }
        let topic = self.context.topic.clone();
        let tail = telling(beside.tail);
        self.turn_to(tail);
        let both: Vec<Token<'l>> = beside.near.iter().chain(tail).cloned().collect();
        let around = self.reader().measured(&both);
        let behind = around.clone().filter(|measured| measured.is_said);
        let behind = behind.map(|said| self.because(said, &both, beside.pending));
        if behind.is_some() {
            return (behind, Side::Behind);
        }
        if before.is_none() && around.is_some() && may(beside.tail, &Sense::Among) {
            return (around, Side::Behind);
        }
        self.context.topic = topic;
        let follows = beside.tail.first().is_none_or(|token| !token.is_plain());
        if is_bare(beside.near) || (follows && is_bare_of_place(beside.near)) {
            let pending = self.reader().measured(beside.pending).or_else(|| self.shared_out(beside));
            if pending.is_some() {
                return (pending, Side::Pending);
            }
        }
        (before, Side::Before)
    }

    /// 不予处理申请占6.12%，计3件: what the share before is of.
    fn shared_out(&self, beside: &Beside<'_, 'l>) -> Option<Measured> {
        let last = self.said.claims.last().filter(|_| beside.pending.is_empty())?;
        let Says::ShareOf(subjects) = &last.says else { return None };
        let between = &self.text[last.number.end..beside.number.bytes.start];
        let is_next = !between.contains(['。', '；', '\n']) && may(beside.near, &Sense::Whole);
        Measured::several(subjects.iter().cloned().map(Some).collect()).filter(|_| is_next)
    }

    /// What the words before a number say, with the reason in the piece before: 因涉及国家秘密，不予公开1件.
    pub(super) fn with_reason(&self, beside: &Beside<'_, 'l>) -> Option<Measured> {
        let said = self.reader().measured(beside.near)?;
        let said = self.because(said, beside.near, beside.pending);
        // 答复的有3件已公开: of those dealt with, some.
        let is_handled = said.subjects.iter().any(|subject| subject.measure == Measure::Handled);
        let goes_on = beside.tail.iter().any(|token| token.names().next().is_some());
        // 收到的申请有3件结转: what became of them is told of some.
        let is_whole = |subject: &Subject| matches!(subject.measure, Measure::Received | Measure::Handled);
        let is_carried = may(beside.tail, &Sense::Carry) || may(beside.tail, &Sense::Undone);
        let is_of_carried = is_carried && said.subjects.iter().any(is_whole);
        let is_loose = said.is_loose || (is_handled && goes_on) || holds_in_brackets(beside.near);
        let is_part = said.is_part || is_some_of(beside.near);
        Some(Measured { is_part, is_loose: is_loose || is_of_carried, ..said })
    }

    /// 答复的申请中有3件为无法提供: of those that the words before it tell of, how many it was is told behind it.
    fn is_of_some(&self, beside: &Beside<'_, 'l>) -> bool {
        let is_result = |token: &Token<'l>| {
            token.names().any(|name| matches!(self.lexicon.name(name), Name::Result(_) | Name::Ending(_)))
        };
        let is_among = beside.near.iter().rposition(|token| token.may(&Sense::Among));
        is_among.is_some_and(|at| beside.near[at..].iter().all(|token| !is_result(token)))
            && beside.near.iter().all(|token| !is_result(token))
            && beside.tail.iter().any(is_result)
    }

    /// A result with the reason in the piece before it.
    fn because(&self, said: Measured, words: &[Token<'l>], pending: &[Token<'l>]) -> Measured {
        let is_result = said.subjects.iter().any(|subject| subject.measure == Measure::Result);
        let is_reason = |token: &Token<'l>| {
            token.may(&Sense::Reason) || token.may(&Sense::Deny) || token.names().next().is_some()
        };
        if !is_result || !pending.iter().any(is_reason) {
            return said;
        }
        let with: Vec<Token<'l>> = pending.iter().chain(words).cloned().collect();
        let is_known = !pending.iter().any(Token::is_plain);
        let whole = self.reader().measured(&with).filter(|_| is_known);
        whole.unwrap_or(Measured { is_part: true, ..said })
    }

    /// What the numbers behind may be of: the applicants of the first number of a sentence, or the rows of a whole.
    fn cross(&mut self, at: usize, beside: &Beside<'_, 'l>, is_first: bool) {
        if self.context.counts.last() != Some(&at) {
            return;
        }
        let claim = &self.said.claims[at];
        let Says::Count { subjects, .. } = &claim.says else { return };
        // 应办85件 is of all, however it is meant.
        let is_all =
            may(beside.near, &Sense::Due) || beside.near.last().is_some_and(|token| token.may(&Sense::Give));
        let is_some = is_first && !is_all && matches!(claim.sureness, Sureness::Unsure | Sureness::Part);
        if let Some(crossing) = self.reader().crossing(beside.near) {
            // The next applicants: what follows is of all.
            let is_of_rows = matches!(self.context.of, Some(Crossing::Rows(_)));
            if is_first || !is_of_rows {
                self.context.of = is_first.then_some(crossing);
            }
            return;
        }
        let rows = [Measure::Result, Measure::CarriedIn, Measure::CarriedOut];
        if let Some(subject) = subjects.iter().find(|subject| rows.contains(&subject.measure)) {
            let of_applicants = matches!(self.context.of, Some(Crossing::Applicants(..)));
            if !of_applicants {
                self.context.of = Some(Crossing::Rows(subject.clone()));
            }
        }
        self.context.note(Note::Subset, is_some && self.context.topic == Topic::Applications);
    }

    /// Whether its unit is one in which what is spoken of is counted.
    pub(super) fn is_counted(&self, beside: &Beside<'_, 'l>) -> bool {
        let unit = self.unit(beside.number);
        let counted = self.context.topic.counted();
        let is_body =
            |token: &Token<'l>| token.may(&Sense::Below) || is_organ(&self.text[token.bytes.clone()]);
        let follows = beside.tail.first().is_none_or(|token| !token.is_plain() && !is_body(token));
        // 6个乡镇: what stands behind such a unit is what is counted.
        let is_open = unit.is_empty() || is_open_unit(unit);
        // 申请量超过100件的县区: of which things there are so many.
        let is_bound = may(beside.near, &Sense::Rough) || may(beside.near, &Sense::Beyond);
        let is_of_others = is_bound && beside.tail.first().is_some_and(|token| self.is_of(token));
        let is_difference = self.is_against_other(beside.near);
        // 万人申请量6.8件: nothing that is counted one by one.
        let is_mean = beside.number.number().is_some_and(|numeral| !numeral.value.fract().is_zero())
            && counted != Some(Counted::Fees);
        !is_difference
            && !is_of_others
            && !is_mean
            && counted.is_some_and(|counted| {
                (unit.is_empty() || is_unit_of(counted, unit)) && (follows || !is_open)
            })
    }

    fn is_of(&self, token: &Token<'l>) -> bool {
        &self.text[token.bytes.clone()] == "的"
    }

    /// In what a number counts: 件.
    pub(super) fn unit(&self, number: &Token<'l>) -> &str {
        let length = if let Is::Number(_, length) = number.is { length } else { 0 };
        &self.text[number.bytes.end - length..number.bytes.end]
    }

    pub(super) fn is_last_years(&self, used: &[&[Token<'l>]], measured: &Measured) -> bool {
        let is_carried =
            |subject: &Subject| matches!(subject.measure, Measure::CarriedIn | Measure::CarriedOut);
        !used.iter().any(|tokens| may(tokens, &Sense::Reach))
            && used.iter().any(|tokens| self.names_last_year(tokens))
            && !measured.subjects.iter().any(is_carried)
    }

    pub(super) fn push(&mut self, beside: &Beside<'_, 'l>, says: Says, sureness: Sureness) -> usize {
        let at = self.said.claims.len();
        let Is::Number(numeral, unit) = &beside.number.is else { return at };
        let is_about = numeral.is_rough
            || may(beside.near, &Sense::Rough)
            || beside.tail.first().is_some_and(|token| token.may(&Sense::Rough));
        let first = beside.near.iter().find(|token| !token.may(&Sense::Filler)).unwrap_or(beside.number);
        let end = beside.number.bytes.end;
        self.said.claims.push(Claim {
            words: first.bytes.start.min(end)..end,
            number: beside.number.bytes.clone(),
            figures: numeral.figures.clone(),
            value: numeral.value,
            unit: end - unit..end,
            likeness: match numeral.step > Decimal::ONE {
                _ if is_about => Likeness::About,
                true => Likeness::Rounded(numeral.step),
                false => Likeness::Exact,
            },
            spoken: Spoken::Number,
            says,
            sureness,
        });
        self.remember(at);
        at
    }

    /// Whether two numbers may count the same.
    fn is_of_same(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.subjects_of(one), self.subjects_of(other));
        let known = other.unwrap_or_default();
        one.is_none_or(|some| some.iter().any(|subject| known.iter().any(|k| k.cells == subject.cells)))
    }

    /// What later words may be about.
    pub(super) fn remember(&mut self, at: usize) {
        let claim = &self.said.claims[at];
        let Says::Count { subjects, of_last_year, .. } = &claim.says else {
            if matches!(claim.says, Says::Nothing) && self.context.list.is_none() {
                self.context.last = Some(at);
            }
            return;
        };
        if *of_last_year {
            let is_of_last = self.context.last.is_some_and(|last| self.is_of_same(last, at));
            self.context.last = self.context.last.filter(|_| is_of_last).or(Some(at));
            return;
        }
        self.context.last = Some(at);
        let is_of = |measure: Measure| subjects.iter().any(|subject| subject.measure == measure);
        let (is_result, is_handled) = (is_of(Measure::Result), is_of(Measure::Handled));
        let is_whole = |subject: &Subject| matches!(subject.measure, Measure::Received | Measure::Handled);
        if claim.sureness <= Sureness::Unsure && subjects.first().is_some_and(is_whole) {
            self.context.whole = if let [only] = subjects.as_slice() { Some(only.measure) } else { None };
        }
        let is_of_list = |measure: &Measure| matches!(measure, Measure::Result | Measure::Applicants);
        self.context.kind_of_list = subjects.first().map(|subject| subject.measure).filter(is_of_list);
        self.context.note(Note::Results, is_result);
        self.context.note(Note::Handled, is_handled);
    }
}

/// 公开（含部分公开）: what stands in the brackets is only a part of what is counted.
fn holds_in_brackets(near: &[Token<'_>]) -> bool {
    let mut inside =
        near.iter().skip_while(|token| !token.is_mark('（')).take_while(|token| !token.is_mark('）'));
    inside.any(|token| token.may(&Sense::Holding) || token.may(&Sense::Part))
}

/// 收到的申请中有3件: whether it is some of what the words before it tell of.
fn is_some_of(near: &[Token<'_>]) -> bool {
    let Some(among) = near.iter().rposition(|token| token.may(&Sense::Among)) else { return false };
    near[among + 1..].iter().all(|token| token.may(&Sense::Filler) || token.may(&Sense::Rough))
}
