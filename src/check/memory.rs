//! What a check keeps for the next one: a keystroke changes one passage of many, and no word of last year's report.

use std::{collections::HashMap, rc::Rc};

use super::{
    Amounts, Case, Finding, TextNumber, find, numbers, passage::Passage, prose::Prose, reading::Sought,
};
use crate::{
    draft::{
        Sheet,
        last::Before,
        shares::{Counter, Shares},
    },
    form::{Section, SectionId},
    words::{normal::Script, sentence::passages},
};

/// What is kept from one check to the next. It changes how long a check takes and never what it finds.
#[derive(Default)]
pub struct Memory {
    /// What the passages were read for.
    sought: Option<Sought>,
    /// By section, from its start.
    passages: HashMap<SectionId, Vec<Rc<Passage>>>,
    shares: Counter,
    numbers: Vec<TextNumber>,
}

impl Memory {
    /// Checks a report as [`super::run`] does, the quicker the less has changed since the check before.
    pub fn run(&mut self, sheet: Sheet<'_>, before: Option<Before<'_>>) -> Vec<Finding> {
        let sought = Sought::of(sheet);
        if self.sought.as_ref() != Some(&sought) {
            self.passages.clear();
            self.sought = Some(sought.clone());
        }
        let prose = self.prose(sheet, &sought);
        let shares = self.shares.count(sheet, before);
        let amounts = Amounts::default();
        let case = Case { sheet, before, shares, prose: &prose, amounts: &amounts, standings: &[] };
        let standings = case.judged();
        self.numbers = numbers::of(sheet, &standings);
        find(&Case { standings: &standings, ..case })
    }

    /// The numbers of the texts at the last check, in their order.
    pub fn numbers(&self) -> &[TextNumber] {
        &self.numbers
    }

    /// How much of the text was last year's at the last check; nothing without last year's report.
    pub fn shares(&self) -> Option<&Shares> {
        self.shares.counted()
    }

    /// Every passage of the texts that have words in them.
    fn prose<'a>(&mut self, sheet: Sheet<'a>, sought: &Sought) -> Vec<Prose<'a>> {
        let written = sheet.texts().filter(|(_, text)| !text.trim().is_empty());
        written.flat_map(|(section, text)| self.read(sought, section, text)).collect()
    }

    fn read<'a>(&mut self, sought: &Sought, section: &'a Section, text: &str) -> Vec<Prose<'a>> {
        let known = self.passages.entry(section.id.clone()).or_default();
        *known = renewed(known, sought, section, text);
        let mut start = 0;
        let prose = |passage: &Rc<Passage>| {
            let at = start;
            start += passage.chars();
            Prose { section, passage: Rc::clone(passage), start: at }
        };
        known.iter().map(prose).collect()
    }
}

/// The passages of a text; those at its start and its end that are as they were are taken over.
fn renewed(known: &[Rc<Passage>], sought: &Sought, section: &Section, text: &str) -> Vec<Rc<Passage>> {
    let script = Script::of(text);
    let new: Vec<&str> = passages(text).into_iter().map(|bytes| &text[bytes]).collect();
    let is_same = |(known, text): &(&Rc<Passage>, &&str)| known.is_of(script, text);
    let start = known.iter().zip(&new).take_while(is_same).count();
    let (old, rest) = (&known[start..], &new[start..]);
    let end = old.iter().rev().zip(rest.iter().rev()).take_while(is_same).count();
    let fresh =
        rest[..rest.len() - end].iter().map(|text| Rc::new(Passage::new(sought, section, script, text)));
    let (first, last) = (&known[..start], &old[old.len() - end..]);
    first.iter().cloned().chain(fresh).chain(last.iter().cloned()).collect()
}
