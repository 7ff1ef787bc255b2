//! What the words beside a number say that it counts.

use super::{
    cells::{self, Applicants, Measure, Subject},
    lexicon::Lexicon,
    names::{self, Name},
    sense::Sense,
    tokens::{Is, Token, may, named},
    topic::Topic,
};
use crate::form::{Form, Kind, Role};

/// What some words say that a number counts.
#[derive(Clone, Debug)]
pub(super) struct Measured {
    /// Each way to understand it; all that is said is one of them.
    pub subjects: Vec<Subject>,
    /// What may be meant besides, where none of them fits.
    pub besides: Option<Subject>,
    /// Whether the words say more than what it is about.
    pub is_said: bool,
    /// Whether only a part of what is named is counted.
    pub is_part: bool,
    /// Whether it may be a part.
    pub is_loose: bool,
}

impl Measured {
    pub(super) fn one(subject: Option<Subject>) -> Option<Self> {
        Some(Self { subjects: vec![subject?], besides: None, is_said: true, is_part: false, is_loose: false })
    }

    pub(super) fn several(subjects: Vec<Option<Subject>>) -> Option<Self> {
        let subjects: Vec<Subject> = subjects.into_iter().flatten().collect();
        (!subjects.is_empty()).then_some(Self {
            subjects,
            besides: None,
            is_said: true,
            is_part: false,
            is_loose: false,
        })
    }

    fn part(self, is_part: bool) -> Self {
        Self { is_part, ..self }
    }
}

/// Reads what words say that a number counts.
pub(super) struct Reader<'a> {
    /// The words that are known.
    pub lexicon: &'a Lexicon,
    /// The year reported on.
    pub year: u16,
    /// What is spoken of.
    pub topic: &'a Topic,
    /// The kinds of cases that the sentence names.
    pub cases: &'a [Role],
    /// What the whole before was a number of, where this may be a part of it.
    pub whole: Option<Measure>,
    /// Whether the sentence has counted something before.
    pub has_counts: bool,
    /// What was said of documents in the statement.
    pub of_documents: Option<(Measure, Role)>,
    /// What the sentence is about from its first number on: 企业申请53件, 办结53件.
    pub of: Option<&'a Crossing>,
}

/// What a sentence counts parts of: some of the applicants, or some of the rows.
#[derive(Clone, Debug)]
pub(super) enum Crossing {
    /// Some of the applicants.
    Applicants(Applicants),
    /// Rows of which applicants are counted.
    Rows(Subject),
}

impl<'a> Reader<'a> {
    /// What these words say; nothing where they say too little. In a sentence about some applicants or some rows it may be
    /// meant of these only.
    pub fn measured(&self, tokens: &[Token<'_>]) -> Option<Measured> {
        let said = self.by_topic(tokens)?;
        let crossed = self.crossed(tokens, &said);
        if crossed.is_empty() {
            return Some(said);
        }
        let subjects = crossed.into_iter().chain(said.subjects).collect();
        Some(Measured { subjects, besides: None, ..said })
    }

    /// What some words say of the applicants or rows that the sentence is about.
    fn crossed(&self, tokens: &[Token<'_>], said: &Measured) -> Vec<Subject> {
        let form = self.form();
        match self.of {
            Some(Crossing::Applicants(some)) if said.is_said && self.applicants_in(tokens).is_empty() => {
                said.subjects.iter().filter_map(|one| one.of_applicants(form, some)).collect()
            }
            Some(Crossing::Rows(rows)) if self.results(tokens).is_empty() => {
                let some = self.applicants_in(tokens);
                let named = Some(&some).filter(|some| !some.is_empty());
                named.and_then(|some| rows.of_applicants(form, some)).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// 其他3件 in a list: what the form counts beside the others.
    pub fn rest_of(&self, tokens: &[Token<'_>], list: Option<Measure>) -> Option<Measured> {
        let is_rest = may(tokens, &Sense::Others) && is_bare_but_rest(tokens);
        match list.filter(|_| is_rest)? {
            Measure::Result => {
                let row = cells::of_roles(self.form(), Measure::Result, &[Role::OtherResult]);
                let is_group = |kind: &&Kind| {
                    row.as_ref().is_some_and(|row| row.cells.iter().all(|id| kind.cells.contains(id)))
                };
                let group = self.form().kinds(Role::Handled).iter().find(is_group);
                let group = group.map(|kind| Subject {
                    measure: Measure::Result,
                    cells: kind.cells.clone(),
                    less: Vec::new(),
                    called: kind.name.clone(),
                });
                Measured::several(vec![row, group])
            }
            Measure::Applicants => {
                let rest = names::rest_of_applicants(self.form());
                let received = self.role(Measure::Received, Role::Received)?;
                let of = received.of_applicants(self.form(), &rest);
                let crossed = match self.of {
                    Some(Crossing::Rows(rows)) => rows.of_applicants(self.form(), &rest),
                    _ => None,
                };
                // 自然人41件、其他9件: all but these.
                let group = names::group_of_rest(self.form());
                let of_group = group.and_then(|group| received.of_applicants(self.form(), &group));
                (!rest.is_empty()).then(|| Measured::several(vec![crossed, of, of_group]))?
            }
            _ => None,
        }
    }

    /// What words are about, where they name some of the applicants: 自然人申请中.
    pub fn crossing(&self, tokens: &[Token<'_>]) -> Option<Crossing> {
        let some = self.applicants_in(tokens);
        let is_some = !some.is_empty() && !self.are_all(&some) && !may(tokens, &Sense::Etc);
        is_some.then_some(Crossing::Applicants(some))
    }

    pub(super) fn form(&self) -> &'a Form {
        self.lexicon.form()
    }

    fn role(&self, measure: Measure, role: Role) -> Option<Subject> {
        cells::of_roles(self.form(), measure, &[role])
    }

    fn by_topic(&self, tokens: &[Token<'_>]) -> Option<Measured> {
        match self.topic {
            Topic::Applications => self.applications(tokens),
            Topic::Cases(roles) => self.cases(roles, tokens),
            Topic::Documents(rows) => self.documents(rows, tokens),
            Topic::Decisions(name) => self.decisions(*name, tokens),
            Topic::Fees(name) => self.fees(*name, tokens),
            Topic::Purchases(name) => self.purchases(*name, tokens),
            Topic::Other | Topic::Elsewhere => None,
        }
    }

    fn applications(&self, tokens: &[Token<'_>]) -> Option<Measured> {
        let results = self.results(tokens);
        if results.is_empty() && is_given(tokens) {
            let given = Measured::one(self.lexicon.given().and_then(|at| self.result_named(at)))?;
            return Some(Measured { is_loose: true, ..given });
        }
        let some = self.applicants_in(tokens);
        let names_all = self.are_all(&some) || (!some.is_empty() && may(tokens, &Sense::Etc));
        let some = if names_all { Applicants::default() } else { some };
        if let Some(carried) = self.carried(tokens) {
            let is_carry = |token: &Token<'_>| {
                let is_named = |at| *self.lexicon.name(at) == Name::Of(Role::CarriedIn);
                token.may(&Sense::Carry) || token.names().any(is_named)
            };
            let carry = tokens.iter().position(is_carry).unwrap_or(tokens.len());
            let is_answered = may(&tokens[carry..], &Sense::Handle) && !may(tokens, &Sense::NextYear);
            let is_part = !results.is_empty() || !some.is_empty() || is_answered;
            return Some(carried.part(is_part));
        }
        if !results.is_empty() {
            return self.result(tokens, &results, &some);
        }
        if !some.is_empty() {
            return self.applicants(tokens, &some);
        }
        self.dealt_with(tokens)
    }

    /// From one year to the next.
    fn carried(&self, tokens: &[Token<'_>]) -> Option<Measured> {
        let of_year =
            |year: u16| tokens.iter().any(|token| matches!(token.is, Is::Year(known) if known == year));
        let last = may(tokens, &Sense::LastYear) || of_year(self.year.wrapping_sub(1));
        let next = may(tokens, &Sense::NextYear) || of_year(self.year + 1);
        let carried_in = || self.role(Measure::CarriedIn, Role::CarriedIn);
        let carried_out = || self.role(Measure::CarriedOut, Role::CarriedOut);
        let is_named =
            |role| tokens.iter().flat_map(Token::names).any(|at| *self.lexicon.name(at) == Name::Of(role));
        if is_named(Role::CarriedOut) {
            return Measured::one(carried_out());
        }
        if is_named(Role::CarriedIn) {
            return self.with_holding(tokens, carried_in());
        }
        if may(tokens, &Sense::Undone) {
            return Measured::one(carried_out());
        }
        match (may(tokens, &Sense::Carry), last, next) {
            (true, _, true) if !last => Measured::one(carried_out()),
            (true, true, false) => self.with_holding(tokens, carried_in()),
            (true, true, true) => Measured::several(vec![carried_in(), carried_out()]),
            (true, false, _) => Measured::several(vec![carried_out(), carried_in()]),
            (false, ..) => None,
        }
    }

    /// 受理申请（含上年结转）: both together.
    fn with_holding(&self, tokens: &[Token<'_>], carried: Option<Subject>) -> Option<Measured> {
        let verb = tokens.iter().position(|token| {
            token.senses().any(|sense| matches!(sense, Sense::Receive | Sense::Handle | Sense::Treat))
        });
        let behind = verb.map_or(&[][..], |verb| &tokens[verb..]);
        let holds = may(behind, &Sense::Holding) || may(behind, &Sense::Part);
        let received = self.role(Measure::Received, Role::Received);
        match (holds, carried) {
            (true, Some(carried)) if may(tokens, &Sense::Receive) => {
                Measured::one(received.map(|r| r.and(&carried)))
            }
            (true, Some(carried)) if may(tokens, &Sense::Treat) => Measured::several(vec![
                self.role(Measure::Handled, Role::Handled),
                received.map(|r| r.and(&carried)),
            ]),
            (true, Some(_)) if may(tokens, &Sense::Handle) => {
                Measured::one(self.role(Measure::Handled, Role::Handled))
            }
            (_, carried) => Measured::one(carried),
        }
    }

    /// The results that some words name.
    fn results(&self, tokens: &[Token<'_>]) -> Vec<Subject> {
        named(self.lexicon, tokens).into_iter().filter_map(|(at, _)| self.result_named(at)).collect()
    }

    /// A result by its name.
    fn result_named(&self, at: usize) -> Option<Subject> {
        let Name::Result(cells) = self.lexicon.name(at) else { return None };
        let called = self.lexicon.label(at).to_owned();
        Some(Subject { measure: Measure::Result, cells: cells.clone(), less: Vec::new(), called })
    }

    /// The applicants that some words name.
    fn applicants_in(&self, tokens: &[Token<'_>]) -> Applicants {
        let some = named(self.lexicon, tokens).into_iter().filter_map(|(at, name)| match name {
            Name::Applicants(columns) => Some((self.lexicon.label(at).to_owned(), columns)),
            _ => None,
        });
        let (names, columns): (Vec<String>, Vec<&Vec<usize>>) = some.unzip();
        Applicants { columns: columns.into_iter().flatten().copied().collect(), names }
    }

    /// Whether the first result that is named is joined to one that the form does not know so: 全部或部分公开.
    fn goes_on(&self, tokens: &[Token<'_>]) -> bool {
        let is_result =
            |token: &Token<'_>| token.names().any(|at| matches!(self.lexicon.name(at), Name::Result(_)));
        let Some(first) = tokens.iter().position(is_result) else { return false };
        let before: Vec<&Token<'_>> = tokens[..first].iter().rev().take(2).collect();
        matches!(before.as_slice(), [joint, other] if joint.may(&Sense::Joint) && (other.may(&Sense::All) || other.is_plain()))
    }

    /// Whether applicants of every kind are named, so that none is told from the others.
    fn are_all(&self, some: &Applicants) -> bool {
        let cells = self.form().cells_with(self.form().role(Role::Received));
        let mut all = cells.filter(|cell| !cell.is_total()).map(|cell| cell.column);
        !some.is_empty() && all.all(|column| some.columns.contains(&column))
    }

    /// How many ended so.
    fn result(&self, tokens: &[Token<'_>], results: &[Subject], some: &Applicants) -> Option<Measured> {
        let groups: Vec<&Subject> = results.iter().filter(|one| is_widest(one, results)).collect();
        let rows: Vec<&Subject> = results.iter().filter(|one| !is_widest(one, results)).collect();
        let is_of_kind = !may(tokens, &Sense::Receive);
        let subjects = match (groups.as_slice(), rows.as_slice()) {
            // A word that may be two: each is one reading.
            (several, []) if several.len() > 1 && is_one_word(self.lexicon, tokens) => {
                several.iter().map(|one| Some((*one).clone())).collect()
            }
            (all, []) if all.len() > 1 && may(tokens, &Sense::Etc) => return None,
            (all, []) => vec![sum(all)],
            // 因…等原因无法提供 is all of that kind.
            (all, _) if may(tokens, &Sense::Etc) => vec![sum(all)],
            (all, rows) => vec![sum(rows), sum(all)],
        };
        let of_some = |subject: Option<Subject>| {
            if some.is_empty() { subject } else { subject?.of_applicants(self.form(), some) }
        };
        let measured = Measured::several(subjects.into_iter().map(of_some).collect())?;
        let is_result = |at: &usize| matches!(self.lexicon.name(*at), Name::Result(_));
        let mut named = tokens.iter().flat_map(Token::names).filter(is_result);
        let is_loose = named.all(|at| self.lexicon.is_loose(at)) || self.goes_on(tokens);
        Some(Measured { is_loose, ..measured.part(!is_of_kind) })
    }

    /// How many were of some applicants; with others that the form does not name so it may be more.
    fn applicants(&self, tokens: &[Token<'_>], some: &Applicants) -> Option<Measured> {
        let is_open = some.names.len() > 1 && may(tokens, &Sense::Others);
        self.applicants_known(tokens, some).filter(|_| !is_open)
    }

    /// How many were of some applicants: of those that came in, or that were dealt with.
    fn applicants_known(&self, tokens: &[Token<'_>], some: &Applicants) -> Option<Measured> {
        let of = |measure, role| self.role(measure, role)?.of_applicants(self.form(), some);
        let received = || of(Measure::Received, Role::Received);
        let handled = || of(Measure::Handled, Role::Handled);
        let both = || {
            let carried = self.role(Measure::CarriedIn, Role::CarriedIn)?;
            let all_there_were = self.role(Measure::Received, Role::Received)?.and(&carried);
            all_there_were.of_applicants(self.form(), some)
        };
        if may(tokens, &Sense::Receive) || self.whole == Some(Measure::Received) {
            return Measured::one(received()).map(|measured| Measured { besides: both(), ..measured });
        }
        if may(tokens, &Sense::Handle) || self.whole == Some(Measure::Handled) {
            return Measured::one(handled());
        }
        Measured::several(vec![received(), handled(), both()])
    }

    /// How many came in or were dealt with.
    fn dealt_with(&self, tokens: &[Token<'_>]) -> Option<Measured> {
        let received = self.role(Measure::Received, Role::Received);
        let handled = self.role(Measure::Handled, Role::Handled);
        let carried = self.role(Measure::CarriedIn, Role::CarriedIn);
        let both = received.as_ref().zip(carried.as_ref()).map(|(received, carried)| received.and(carried));
        // 当年受理并答复78件: without what last year left.
        let new = handled.as_ref().zip(carried.as_ref()).map(|(handled, carried)| handled.taken_off(carried));
        let of_new = new.filter(|_| may(tokens, &Sense::OwnYear));
        let last_verb = tokens.iter().rev().find_map(|token| {
            token.senses().find(|sense| matches!(sense, Sense::Receive | Sense::Handle | Sense::Treat))
        });
        let of_role =
            |role| tokens.iter().flat_map(Token::names).any(|at| *self.lexicon.name(at) == Name::Of(role));
        match last_verb {
            _ if of_role(Role::Received) => Measured::one(received),
            _ if of_role(Role::Handled) => Measured::one(handled),
            _ if may(tokens, &Sense::Due) => {
                Measured::one(both).map(|all| Measured { is_loose: true, ..all })
            }
            Some(Sense::Receive) => {
                // 另外8件因年底收到: why it is so of some.
                let is_part = may(tokens, &Sense::Reason);
                Measured::one(received).map(|measured| Measured { besides: both, is_part, ..measured })
            }
            Some(Sense::Handle) if may(tokens, &Sense::Receive) || may(tokens, &Sense::All) => {
                // 当年收到的申请已办结211件: of these, some.
                let is_loose = may(tokens, &Sense::Receive);
                Measured::several(vec![handled, received, both, of_new])
                    .map(|all| Measured { is_loose, ..all })
            }
            Some(Sense::Handle) => Measured::one(handled),
            Some(_) => Measured::several(vec![handled, received, both, of_new]),
            None if self.has_counts && may(tokens, &Sense::Whole) && is_bare(tokens) => {
                Measured::several(vec![received, handled, both])
            }
            // 其他申请2件: of those that nothing names.
            None if may(tokens, &Sense::Reason) || may(tokens, &Sense::Others) => None,
            None if may(tokens, &Sense::Application) || may(tokens, &Sense::Asked) => {
                let all = Measured::several(vec![received, handled, both])?;
                Some(Measured { is_said: false, ..all })
            }
            None => None,
        }
    }
}

/// Whether words say nothing of what is counted: 共计.
pub(super) fn is_bare(tokens: &[Token<'_>]) -> bool {
    let is_empty = |token: &Token<'_>| {
        [Sense::Filler, Sense::Whole, Sense::Rough, Sense::All].iter().any(|sense| token.may(sense))
    };
    tokens.iter().all(is_empty)
}

/// Whether words say nothing but 公开, and that last.
fn is_given(tokens: &[Token<'_>]) -> bool {
    tokens.last().is_some_and(|token| token.may(&Sense::Give)) && is_bare(tokens)
}

/// Whether words say nothing but whose: 全市共.
pub(super) fn is_bare_of_place(tokens: &[Token<'_>]) -> bool {
    let is_place = |token: &Token<'_>| {
        token.may(&Sense::Everywhere) || token.may(&Sense::Ours) || matches!(token.is, Is::Agency)
    };
    tokens.iter().all(|token| is_place(token) || is_bare(std::slice::from_ref(token)))
}

/// Whether words say only that they are of the rest: 其他.
fn is_bare_but_rest(tokens: &[Token<'_>]) -> bool {
    tokens.iter().all(|token| {
        [Sense::Filler, Sense::Whole, Sense::Others, Sense::Joint, Sense::Application, Sense::Asked]
            .iter()
            .any(|sense| token.may(sense))
    })
}

/// The sum of several; nothing of none.
pub(super) fn sum(subjects: &[&Subject]) -> Option<Subject> {
    let (first, rest) = subjects.split_first()?;
    Some(rest.iter().fold((*first).clone(), |all, one| if one.is_within(&all) { all } else { all.and(one) }))
}

/// Whether none of the others counts all that it counts and more.
fn is_widest(one: &Subject, all: &[Subject]) -> bool {
    !all.iter().any(|other| one.cells != other.cells && one.is_within(other))
}

/// Whether all results that are named are named by one word.
pub(super) fn is_one_word(lexicon: &Lexicon, tokens: &[Token<'_>]) -> bool {
    let of_result = |token: &&Token<'_>| {
        token.names().any(|at| matches!(lexicon.name(at), Name::Result(_) | Name::Ending(_)))
    };
    tokens.iter().filter(of_result).count() == 1
}
