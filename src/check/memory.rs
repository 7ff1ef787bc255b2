//! What a check keeps for the next one: a keystroke changes one passage of many, and no word of last year's report.

use super::{
    Amounts, Case, Finding, TextNumber, find, in_passage,
    judged::{Judged, Tables},
    passage::Passage,
    prose::Prose,
    reading::Sought,
};
use crate::{
    draft::{
        Sheet,
        kept::{Kept, Passages},
        last::Before,
        shares::{Counter, Shares},
    },
    form::Section,
};

/// What is kept from one check to the next. It changes how long a check takes and never what it finds.
#[derive(Default)]
pub struct Memory {
    /// What was read out of the passages, looking for what is sought.
    passages: Kept<Sought, Passage>,
    /// What the tables say to what was read.
    judged: Kept<(Sought, Tables), Judged>,
    shares: Counter,
}

impl Memory {
    /// Checks a report as [`super::run`] does, the quicker the less has changed since the check before.
    pub fn run(&mut self, sheet: Sheet<'_>, before: Option<Before<'_>>) -> Vec<Finding> {
        let sought = Sought::of(sheet);
        let mut passages = self.passages.resting_on(|known| *known == sought, || sought.clone());
        let texts = Passages::of(written(sheet));
        passages.renew(&texts, |piece| Passage::new(&sought, piece));
        let prose = prose(sheet, &self.passages);
        let shares = self.shares.count(sheet, before);
        let amounts = Amounts::default();
        let case = Case { sheet, before, shares, prose: &prose, amounts: &amounts, standings: &[] };
        let mut judged = self.judged.resting_on(
            |(known, tables)| *known == sought && tables.are_of(&case),
            || (sought.clone(), Tables::of(&case)),
        );
        let rules = in_passage();
        judged.renew(&texts, |piece| Judged::of(&rules, &case, &prose[piece.at]));
        for (judged, prose) in judged.all_mut().zip(&prose) {
            judged.begin_at(prose.start);
        }
        find(&case, self.judged.all().flat_map(Judged::findings).cloned())
    }

    /// The numbers of the texts at the last check, in their order.
    pub fn numbers(&self) -> impl Iterator<Item = &TextNumber> {
        self.judged.all().flat_map(Judged::numbers)
    }

    /// How much of the text was last year's at the last check; nothing without last year's report.
    pub fn shares(&self) -> Option<&Shares> {
        self.shares.counted()
    }
}

/// The texts that have words in them.
fn written(sheet: Sheet<'_>) -> impl Iterator<Item = (&Section, &str)> {
    sheet.texts().filter(|(_, text)| !text.trim().is_empty())
}

/// Every passage of the texts with where it begins.
fn prose<'a>(sheet: Sheet<'a>, passages: &'a Kept<Sought, Passage>) -> Vec<Prose<'a>> {
    let mut prose = Vec::new();
    for ((section, _), (_, passages)) in written(sheet).zip(passages.sections()) {
        let mut start = 0;
        for passage in passages {
            prose.push(Prose { section, passage, start });
            start += passage.chars();
        }
    }
    prose
}
