//! Numbers of several years, one by one: 2022年、2023年、2024年分别为17件、20件、26件.

use super::{
    claim::{Says, Sureness},
    context::Note,
    grammar::PassageReader,
    pieces::Beside,
    sense::Sense,
    tokens::{Is, Token, may},
    topic::Topic,
};

/// A year of which nothing is known.
const UNKNOWN: u16 = 0;
/// Longer rows of years are none.
const LONGEST: u16 = 10;

impl<'l> PassageReader<'_, 'l> {
    /// The year that a number is of, where several follow one by one.
    pub(super) fn next_year(&mut self, beside: &Beside<'_, 'l>) -> Option<u16> {
        if may(beside.near, &Sense::Each) {
            self.begin_years(beside);
        } else if !self.context.of_each_year.is_empty() && !Self::goes_on(beside) {
            self.end_years();
        }
        if self.context.years.is_empty() && !self.context.of_each_year.is_empty() {
            // More numbers than years: it is not known which is whose.
            self.forget_years();
            return Some(UNKNOWN);
        }
        self.context.years.pop_front()
    }

    /// Whether a number follows the one before it with nothing between them: 17件、20件和26件.
    fn goes_on(beside: &Beside<'_, 'l>) -> bool {
        let joins = |token: &Token<'l>| token.is_mark('、') || token.may(&Sense::Joint);
        beside.pending.is_empty() && beside.near.iter().all(joins)
    }

    /// Fewer numbers than years: it is not known which is whose either.
    pub(super) fn end_years(&mut self) {
        if !self.context.years.is_empty() {
            self.forget_years();
        }
        self.context.years.clear();
        self.context.of_each_year.clear();
    }

    fn forget_years(&mut self) {
        for at in self.context.of_each_year.iter().copied() {
            self.said.claims[at].sureness = Sureness::Other;
        }
        self.context.years.clear();
    }

    fn begin_years(&mut self, beside: &Beside<'_, 'l>) {
        let named: Vec<Token<'l>> = beside.pending.iter().chain(beside.near).cloned().collect();
        let years = self.years_of(&named);
        let all = if years.is_empty() { self.context.all_years.clone() } else { years };
        self.end_years();
        if all.is_empty() {
            return;
        }
        let is_year = |token: &Token<'l>| matches!(token.is, Is::Year(_));
        let words: Vec<Token<'l>> = named.into_iter().filter(|token| !is_year(token)).collect();
        self.turn_to(&words);
        self.context.of_years = self.reader().measured(&words);
        self.context.years = all.iter().copied().collect();
        self.context.all_years = all;
    }

    /// The years that some words name for the numbers behind them: two or more, the first and the last, or the last few.
    fn years_of(&self, tokens: &[Token<'l>]) -> Vec<u16> {
        let own = self.reads.year;
        let last = tokens.iter().flat_map(Token::senses).find_map(|sense| match sense {
            Sense::Years(count) => Some(*count),
            _ => None,
        });
        if let Some(count) = last {
            return (own.saturating_sub(count.saturating_sub(1))..=own).collect();
        }
        let year = |token: &Token<'l>| if let Is::Year(year) = token.is { Some(year) } else { None };
        let named: Vec<u16> = tokens.iter().filter_map(year).collect();
        let first = tokens.iter().position(|token| year(token).is_some()).unwrap_or(tokens.len());
        let is_range =
            tokens.get(first + 1).is_some_and(|token| token.may(&Sense::Reach) || self.is_to(token));
        let is_next = |both: &[u16]| both[0].abs_diff(both[1]) == 1;
        match named.as_slice() {
            [from, to] if is_range && from < to && to - from < LONGEST => (*from..=*to).collect(),
            [] | [_] => Vec::new(),
            several if several.windows(2).all(is_next) => several.to_vec(),
            several => vec![UNKNOWN; several.len()],
        }
    }

    fn is_to(&self, token: &Token<'l>) -> bool {
        matches!(&self.text[token.bytes.clone()], "至" | "到" | "—" | "-" | "－" | "～")
    }

    /// A number of one year: of this one the tables tell, of the one before last year's report.
    pub(super) fn count_of_year(&mut self, beside: &Beside<'_, 'l>, year: u16) {
        let own = self.reads.year;
        let of = self.context.of_years.clone().filter(|_| self.is_counted(beside));
        let is_near = year == own || year == own.wrapping_sub(1);
        let Some(of) = of.filter(|_| is_near) else {
            let at = self.push(beside, Says::Nothing, Sureness::Other);
            self.context.of_each_year.push(at);
            return;
        };
        let is_of_any = matches!(self.context.topic, Topic::Cases(_)) && !self.is_of_information(&[]);
        let sureness = match () {
            () if self.context.has(Note::OtherBody) => Sureness::Other,
            () if of.is_part => Sureness::Part,
            () if of.is_loose || is_of_any => Sureness::Unsure,
            () => Sureness::Clear,
        };
        let says = Says::Count { subjects: of.subjects, besides: of.besides, of_last_year: year != own };
        let at = self.push(beside, says, sureness);
        self.context.of_each_year.push(at);
    }
}
