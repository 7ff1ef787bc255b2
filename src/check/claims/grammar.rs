//! What the sentences of a passage say about their numbers.
//!
//! A sentence is read from left to right, piece by piece between its marks. What a number counts is said before it
//! (予以公开8件) or behind it (8件予以公开), in its piece or in the one before; what is spoken of (申请, 行政复议) holds until
//! something else is. Whatever is not understood makes a claim less sure, down to none.

use super::{
    cells::Measure,
    claim::{Reads, Says, Statements, Sureness},
    context::{Context, Note},
    kinds::said_of_documents,
    lexicon::{Lexicon, is_organ, is_unit_of},
    matters::{is_beside_others, is_of_all_kinds, with_its_parts},
    measure::Reader,
    names::Name,
    pieces::{Beside, Piece, next_number, pieces, subject},
    sense::{Counted, Sense},
    tokens::{Is, Token, may, tokens},
    topic::Topic,
};
use crate::{form::Role, words::sentence::is_heading};

/// Reads a passage in its even copy.
pub(in crate::check) fn read(lexicon: &Lexicon, reads: &Reads, text: &str) -> Statements {
    let all = tokens(lexicon, &reads.agency, text);
    let mut passage =
        PassageReader { lexicon, reads, text, said: Statements::default(), context: Context::default() };
    // What stands under a heading speaks of what that names, paragraph by paragraph.
    let (mut is_start, mut heading, mut is_heading) = (true, None, false);
    for sentence in all.split(|token| ends(token, "。！？\n")) {
        passage.sentence(sentence);
        match sentence {
            // What a heading names is spoken of in the paragraph under it.
            [] if !is_heading => passage.context.set(Note::InformedBefore, false),
            [] => {}
            _ => is_heading = is_heading_of(text, sentence),
        }
        is_start &= is_heading_of(text, sentence);
        match &heading {
            _ if is_start && !sentence.is_empty() => heading = Some(passage.context.topic.clone()),
            Some(topic) if sentence.is_empty() => {
                passage.context = Context { topic: Topic::clone(topic), ..Context::default() };
            }
            _ => {}
        }
    }
    passage.said
}

/// Whether a sentence heads what stands behind it; nothing between two ends of lines is no sentence.
fn is_heading_of(text: &str, sentence: &[Token<'_>]) -> bool {
    let words = sentence.first().zip(sentence.last());
    words.is_none_or(|(first, last)| is_heading(&text[first.bytes.start..last.bytes.end]))
}

/// Whether a sentence holds more numbers than anybody reads in one: a table that was pasted into a text, whose numbers
/// are told by their columns and not by the words beside them.
fn is_pasted_table(sentence: &[Token<'_>]) -> bool {
    const MOST_NUMBERS: usize = 200;
    sentence.iter().filter(|token| token.number().is_some()).count() > MOST_NUMBERS
}

pub(super) fn ends(token: &Token<'_>, marks: &str) -> bool {
    matches!(token.is, Is::Mark(mark) if marks.contains(mark))
}

pub(super) struct PassageReader<'a, 'l> {
    pub lexicon: &'l Lexicon,
    pub reads: &'a Reads,
    pub text: &'a str,
    pub said: Statements,
    pub context: Context<'l>,
}

impl<'l> PassageReader<'_, 'l> {
    fn sentence(&mut self, sentence: &[Token<'l>]) {
        if is_pasted_table(sentence) {
            return;
        }
        // 其中… goes on with what the sentence before is about.
        let goes_on = sentence.first().is_some_and(|token| token.may(&Sense::Part));
        self.context.begin_sentence(goes_on);
        self.note_matter(sentence);
        let first = self.said.claims.len();
        let mut start = 0;
        for statement in sentence.split(|token| ends(token, "；")) {
            let of_all_kinds = is_of_all_kinds(with_its_parts(sentence, start, statement.len()));
            start += statement.len() + 1;
            self.context.set(Note::Compared, false);
            self.context.last = None;
            self.context.of_documents = None;
            self.context.set(Note::AllKinds, of_all_kinds);
            self.statement(statement);
        }
        self.close_list();
        self.end_years();
        self.share_out();
        self.share_out_unsure(first);
        self.share_out_repealed(first);
        if self.context.topic == Topic::Elsewhere {
            self.context.topic = Topic::Other;
        }
        let counts = std::mem::take(&mut self.context.counts);
        if !counts.is_empty() {
            self.context.before = counts;
        }
    }

    fn statement(&mut self, statement: &[Token<'l>]) {
        // 主动公开12件，依申请公开3件，不予公开1件: of documents, and not of applications.
        let sorts = |both: &[Token<'l>]| {
            both[0].may(&Sense::Sorted)
                && both[1].number().is_some()
                && is_unit_of(Counted::Documents, self.unit(&both[1]))
        };
        let is_sorting = statement.windows(2).any(sorts);
        self.context.note(Note::Sorted, is_sorting);
        self.context.note(Note::Loosely, is_beside_others(self.lexicon, statement));
        let names_it =
            || statement.iter().any(|token| token.may(&Sense::Application)) || self.tells(statement);
        if self.context.topic == Topic::Other && names_it() {
            self.context.topic = Topic::Applications;
        }
        // 予以公开33件: of applications or of documents.
        let is_result =
            |at: usize| matches!(self.lexicon.name(at), Name::Result(_)) && !self.lexicon.is_telling(at);
        let is_given = |both: &[Token<'l>]| both[0].names().any(is_result) && both[1].number().is_some();
        let is_case = |token: &Token<'l>| token.senses().any(|sense| matches!(sense, Sense::Case(_)));
        let is_open = self.context.topic == Topic::Other && !statement.iter().any(is_case);
        if is_open && statement.windows(2).any(is_given) {
            self.context.topic = Topic::Applications;
            self.context.note(Note::Sorted, true);
        }
        let mut pending: &[Token<'l>] = &[];
        for piece in pieces(statement) {
            if !piece.is_aside {
                self.context.set(Note::InAside, false);
            }
            let (topic, last) = (self.context.topic.clone(), self.context.last);
            if !piece.is_aside && self.context.list.as_ref().is_some_and(|list| list.is_aside) {
                self.close_list();
            }
            if piece.tokens.iter().any(|token| token.number().is_some()) {
                self.numbered(&piece, pending);
                pending = if piece.is_aside { pending } else { &[] };
            } else {
                self.unnumbered(piece.tokens);
                pending = if piece.is_aside { pending } else { piece.tokens };
            }
            if piece.is_aside {
                (self.context.topic, self.context.last) = (topic, last);
            }
        }
    }

    /// A piece without a number: what it speaks of, and what there is none of or is so of all.
    fn unnumbered(&mut self, piece: &[Token<'l>]) {
        self.note(piece);
        self.turn_to(piece);
        if self.context.counts.is_empty() {
            let crossing = self.reader().crossing(piece);
            self.context.of = crossing.or(self.context.of.take());
        }
        self.among(piece);
        match piece.iter().position(|token| token.may(&Sense::Deny)) {
            Some(at) => self.denied(&piece[at..]),
            None => self.said_of_all(piece),
        }
    }

    /// 在新收申请中: what is counted next are parts of these.
    fn among(&mut self, piece: &[Token<'l>]) {
        if !may(piece, &Sense::Among) {
            return;
        }
        let whole = self.reader().measured(piece);
        if let Some([only]) = whole.as_ref().map(|whole| whole.subjects.as_slice())
            && matches!(only.measure, Measure::Received | Measure::Handled)
        {
            self.context.whole = Some(only.measure);
        }
    }

    /// What the words say about whose and when.
    fn note(&mut self, piece: &[Token<'l>]) {
        let is_elsewhere =
            piece.iter().any(|token| token.may(&Sense::Everywhere) && !self.is_own_place(token));
        let by_own = self.is_by_own(piece);
        let is_other = may(piece, &Sense::Body)
            || by_own == Some(false)
            || (may(piece, &Sense::Below) && !self.reads.is_government)
            || (may(piece, &Sense::Within) && self.reads.is_government);
        let is_second = self.is_of_second(piece) && by_own != Some(true);
        if by_own == Some(true) {
            self.context.set(Note::OtherBody, false);
        }
        let own = self.reads.year;
        let names_year = |token: &Token<'l>| {
            token.may(&Sense::ThisYear) || matches!(token.is, Is::Year(year) if year == own)
        };
        let is_beside = may(piece, &Sense::LastYear) && !may(piece, &Sense::Carry);
        let is_compared = may(piece, &Sense::Compared) || may(piece, &Sense::Reach) || is_beside;
        self.context.note(Note::AllOver, self.reads.is_government && may(piece, &Sense::Everywhere));
        self.context.note(Note::OtherBody, is_elsewhere || is_other || is_second);
        self.context.note(Note::Compared, is_compared);
        let is_decided = |token: &Token<'l>| {
            token.may(&Sense::Decide) && !token.may(&Sense::Treat) && !token.may(&Sense::Handle)
        };
        self.context.note(Note::Decided, piece.iter().any(is_decided));
        self.context.note(Note::Shown, may(piece, &Sense::About) && !may(piece, &Sense::Decide));
        let is_cause = may(piece, &Sense::Cause);
        let is_loose =
            self.context.has(Note::Loosely) || may(piece, &Sense::Loosely) || self.is_of_organ(piece);
        self.context.set(Note::Loosely, is_loose && !is_cause);
        if is_cause {
            self.context.set(Note::AllKinds, false);
        }
        // 上半年162件，全年355件: the year again.
        if may(piece, &Sense::ThisYear) && !may(piece, &Sense::LastYear) {
            self.context.set(Note::OtherTime, false);
        }
        self.context.note(Note::OtherTime, may(piece, &Sense::Period) || self.is_of_more_years(piece));
        self.context.note(Note::Subset, may(piece, &Sense::Some));
        self.context.note(Note::OwnYear, piece.iter().any(names_year));
    }

    /// 县政府收到行政复议申请186件: a government decides on reviews of every kind.
    fn is_of_organ(&self, piece: &[Token<'l>]) -> bool {
        let review = Sense::Case(vec![Role::Review]);
        self.reads.is_government && may(piece, &Sense::Receive) && may(piece, &review)
    }

    /// 2021年以来, 2025年1月: whether a piece speaks of more than the year, or of what came after it.
    fn is_of_more_years(&self, piece: &[Token<'l>]) -> bool {
        let own = self.reads.year;
        let is_year = |token: &Token<'l>, year: u16| matches!(token.is, Is::Year(known) if known == year);
        let since = piece.iter().position(|token| token.may(&Sense::Since));
        let is_since = since.is_some_and(|at| !piece[..at].iter().any(|token| is_year(token, own)));
        let first = piece.iter().find(|token| !token.may(&Sense::Filler));
        let is_after = first.is_some_and(|token| matches!(token.is, Is::Year(year) if year > own));
        let carries = [Sense::Carry, Sense::Undone, Sense::NextYear];
        is_since || (is_after && !carries.iter().any(|sense| may(piece, sense)))
    }

    /// 全市 in the report of a government, 全镇 in that of a town.
    fn is_own_place(&self, token: &Token<'l>) -> bool {
        let words = &self.text[token.bytes.clone()];
        let agency = &self.reads.agency;
        let is_of_name = words.chars().next_back().is_some_and(|last| agency.ends_with(last));
        self.reads.is_government || agency.is_empty() || is_of_name
    }

    /// 以我局为被申请人, 以局名义: whether it is the agency itself that is named so; `None` where nobody is. The cases against
    /// a government are those against all bodies below it.
    pub(super) fn is_by_own(&self, piece: &[Token<'l>]) -> Option<bool> {
        let is_so = |token: &Token<'l>| token.may(&Sense::Respondent) || token.may(&Sense::InName);
        let at = piece.iter().position(is_so)?;
        let names = |token: &&Token<'l>| token.may(&Sense::Ours) || !token.may(&Sense::Filler);
        let who = piece[..at].iter().rev().find(names)?;
        let name = &self.text[who.bytes.clone()];
        let is_of_name = who.is_plain() && name.chars().all(|c| self.reads.agency.contains(c));
        let is_own = is_of_name || who.may(&Sense::Ours) || matches!(who.is, Is::Agency);
        Some(is_own && (piece[at].may(&Sense::InName) || !self.reads.is_government))
    }

    /// Whether a piece is about another body than the sentence so far: who did something is named before the verb.
    fn is_of_second(&mut self, piece: &[Token<'l>]) -> bool {
        let unknown = subject(piece).iter().filter(|token| token.is_plain());
        let subject: String = unknown.map(|token| &self.text[token.bytes.clone()]).collect();
        if !is_organ(&subject) {
            return false;
        }
        let agency = &self.reads.agency;
        let is_own = agency.is_empty() || subject.chars().all(|c| agency.contains(c));
        let is_same = self.context.subject.as_ref().is_none_or(|known| *known == subject);
        self.context.subject = Some(subject);
        !is_own || !is_same
    }

    pub(super) fn turn_to(&mut self, tokens: &[Token<'l>]) {
        let said = tokens.iter().rev().find_map(|token| token.senses().find_map(said_of_documents));
        self.context.of_documents = said.or(self.context.of_documents);
        let topic = std::mem::take(&mut self.context.topic);
        self.context.topic = topic.after(self.lexicon, tokens);
        if let Topic::Cases(roles) = &self.context.topic
            && tokens.iter().flat_map(Token::senses).any(|sense| matches!(sense, Sense::Case(_)))
        {
            let new =
                roles.iter().filter(|role| !self.context.cases.contains(role)).copied().collect::<Vec<_>>();
            self.context.cases.extend(new);
        }
    }

    fn numbered(&mut self, piece: &Piece<'_, 'l>, pending: &[Token<'l>]) {
        self.note(piece.tokens);
        let mut start = 0;
        while let Some(at) = next_number(piece.tokens, start) {
            let end = next_number(piece.tokens, at + 1).unwrap_or(piece.tokens.len());
            let aside =
                piece.tokens[at..end].iter().position(|token| token.is_mark('（')).map(|aside| at + aside);
            let end = aside.unwrap_or(end);
            let tail = if at + 1 == piece.tokens.len() { piece.resumes } else { &piece.tokens[at + 1..end] };
            let beside = Beside {
                near: &piece.tokens[start..at],
                number: &piece.tokens[at],
                tail,
                pending: if start == 0 { pending } else { &[] },
                is_aside: piece.is_aside,
            };
            start = if self.number(&beside) { end } else { at + 1 };
        }
        let rest = &piece.tokens[start..];
        self.turn_to(rest);
        self.said_of_all(rest);
    }

    /// Reads one number; whether the words behind it belong to it.
    fn number(&mut self, beside: &Beside<'_, 'l>) -> bool {
        self.turn_to(beside.near);
        let Some(numeral) = beside.number.number() else { return false };
        let change = self.change(beside, numeral.is_percent);
        match change {
            Some(change) => {
                self.push(beside, Says::Change(change), Sureness::Clear);
                false
            }
            None if numeral.is_percent => self.percent(beside),
            None => self.count(beside),
        }
    }

    pub(super) fn reader(&self) -> Reader<'_> {
        Reader {
            lexicon: self.lexicon,
            year: self.reads.year,
            topic: &self.context.topic,
            cases: &self.context.cases,
            whole: self.context.whole,
            of_documents: self.context.of_documents,
            has_counts: !self.context.counts.is_empty(),
            of: self.context.of.as_ref(),
        }
    }
}
