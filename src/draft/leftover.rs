//! What of this year's text is still last year's, sentence by sentence.
//!
//! A sentence is left over when it stands in last year's same section, white space aside, until the officer edits or
//! confirms it. A year or a 文号 that was moved on by rule does not make it hers: a report with nothing but the year
//! changed is the mistake that this is here for. Of a sentence that she did edit, the numbers are left over that stand
//! between the same words as last year.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    ops::Range,
};

use super::{
    Draft, Opened, Report,
    advance::{Advance, Slot, Why},
    edit,
    kept::{Kept, Passages, Piece},
    last::Before,
};
use crate::{
    form::{FormId, Section, SectionId},
    words::{
        normal::Normal,
        sentence::{is_heading, sentences},
    },
};

/// So many sentences of last year's that are alike but for the words that go on are compared with one of this year's.
const MOST_LIKE: usize = 64;

/// So many characters before a number and behind it tell it from others.
const BEFORE: usize = 4;
const BEHIND: usize = 1;
/// Words behind a number that belongs to a date or a name.
const NO_COUNT: [&str; 5] = ["年", "月", "日", "号", "时"];

/// A sentence that is still last year's, or has numbers that are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    /// The id of its section.
    pub section: SectionId,
    /// Where it stands, in characters.
    pub chars: Range<usize>,
    /// The sentence made even, as a confirmation keeps it.
    pub words: String,
    /// What in it goes on by rule and has not yet.
    pub stale: Vec<Stale>,
    /// Of a sentence that she has edited, the numbers that are last year's, in characters; none of one that is last
    /// year's as a whole.
    pub numbers: Vec<Range<usize>>,
    /// Whether the officer has read it and keeps it.
    pub is_confirmed: bool,
}

/// Words that go on by rule and have not yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// Where they stand in the section, in characters.
    pub chars: Range<usize>,
    /// The words as they stand there now.
    pub old: String,
    /// The words that are to stand there in this year's report.
    pub new: String,
    /// What kind of words they are, and so by which rule they go on.
    pub why: Why,
}

impl Leftover {
    /// Whether the sentence is last year's as a whole.
    pub fn is_whole(&self) -> bool {
        self.numbers.is_empty()
    }

    /// The sentence as something to keep.
    pub fn kept(&self) -> edit::Kept {
        edit::Kept { section: self.section.clone(), words: self.words.clone() }
    }
}

impl Draft {
    /// Whether a sentence of a section was confirmed.
    pub fn has_confirmed(&self, section: &str, words: &str) -> bool {
        self.confirmed.get(section).is_some_and(|confirmed| confirmed.contains(words))
    }

    pub(super) fn confirm(&mut self, kept: &edit::Kept) {
        self.confirmed.entry(kept.section.clone()).or_default().insert(kept.words.clone());
    }

    pub(super) fn unconfirm(&mut self, kept: &edit::Kept) {
        let Some(confirmed) = self.confirmed.get_mut(&kept.section) else { return };
        confirmed.remove(&kept.words);
        if confirmed.is_empty() {
            self.confirmed.remove(&kept.section);
        }
    }
}

/// Every sentence of the draft that is still last year's, confirmed ones marked, in the order of the report.
pub fn leftovers(opened: Opened<'_>) -> Vec<Leftover> {
    Search::default().run(opened)
}

/// Looks again and again for what is still last year's, and reads nothing anew that is as it was.
#[derive(Default)]
pub struct Search(Kept<LastYear, Passage>);

impl Search {
    /// Every sentence of the draft that is still last year's, as [`leftovers`] gives them.
    pub fn run(&mut self, opened: Opened<'_>) -> Vec<Leftover> {
        let Some(before) = opened.before() else {
            *self = Self::default();
            return Vec::new();
        };
        let draft = opened.draft();
        let advance = Advance::new(opened.form(), before.sheet.report().year, draft.report.year);
        let mut passages =
            self.0.resting_on(|last| last.is_of(opened, before), || LastYear::of(&advance, opened, before));
        let last = passages.basis;
        passages.renew(&Passages::of(opened.sheet().texts()), |piece| Passage::read(&advance, last, piece));
        let mut found = Vec::new();
        for (_, passages) in self.0.sections() {
            let mut start = 0;
            for passage in passages {
                found.extend(passage.leftovers.iter().map(|leftover| leftover.behind(start, draft)));
                start += passage.chars;
            }
        }
        found
    }
}

/// A passage of this year's text.
struct Passage {
    /// How long it is.
    chars: usize,
    /// What of it is still last year's, as if it began its section and nothing were confirmed.
    leftovers: Vec<Leftover>,
}

impl Passage {
    fn read(advance: &Advance<'_>, last: &LastYear, piece: Piece<'_>) -> Self {
        let text = Normal::written_in(piece.script, piece.text);
        let old = last.sections.get(&piece.section.id);
        let leftover = |frame: Frame<'_>| {
            let pending = old?.pending(&frame);
            let numbers = if pending.is_some() { Vec::new() } else { frame.unchanged(&old?.numbers) };
            if pending.is_none() && numbers.is_empty() {
                return None;
            }
            Some(Leftover {
                section: piece.section.id.clone(),
                chars: text.origin(&frame.bytes),
                words: frame.words().to_owned(),
                stale: pending.into_iter().flatten().map(|slot| frame.stale(slot, &text)).collect(),
                numbers: numbers.iter().map(|number| text.origin(number)).collect(),
                is_confirmed: false,
            })
        };
        let leftovers = frames(advance, text.as_str()).into_iter().filter_map(leftover).collect();
        Self { chars: piece.text.chars().count(), leftovers }
    }
}

impl Leftover {
    /// The same behind so many characters of its section, marked if the officer keeps it.
    fn behind(&self, start: usize, draft: &Draft) -> Self {
        let moved = |chars: &Range<usize>| chars.start + start..chars.end + start;
        let stale = |stale: &Stale| Stale { chars: moved(&stale.chars), ..stale.clone() };
        Self {
            chars: moved(&self.chars),
            stale: self.stale.iter().map(stale).collect(),
            numbers: self.numbers.iter().map(moved).collect(),
            is_confirmed: draft.has_confirmed(&self.section, &self.words),
            ..self.clone()
        }
    }
}

/// Last year's report, with its sentences as this year's sections see them.
struct LastYear {
    /// The form and the year of this year's report.
    own: (FormId, u16),
    report: Report,
    sections: BTreeMap<SectionId, LastText>,
}

/// A text of last year's.
#[derive(Default)]
struct LastText {
    /// The sentences that are alike, by what they are without the words that go on.
    sentences: HashMap<String, Vec<Advanced>>,
    /// The numbers, each with what stands around it.
    numbers: HashSet<String>,
}

/// The words of a sentence that go on, each with what it goes on to.
type Advanced = Vec<(String, String)>;

impl LastYear {
    fn of(advance: &Advance<'_>, opened: Opened<'_>, before: Before<'_>) -> Self {
        let of_section = |(section, _): (&Section, _)| {
            (section.id.clone(), LastText::of(advance, &Normal::of(before.text(section))))
        };
        Self {
            own: (opened.form().id.clone(), opened.draft().report.year),
            report: before.sheet.report().clone(),
            sections: opened.sheet().texts().map(of_section).collect(),
        }
    }

    /// Whether this is last year's report still.
    fn is_of(&self, opened: Opened<'_>, before: Before<'_>) -> bool {
        let (form, year) = &self.own;
        *form == opened.form().id
            && *year == opened.draft().report.year
            && self.report == *before.sheet.report()
    }
}

impl LastText {
    fn of(advance: &Advance<'_>, text: &Normal) -> Self {
        let mut last = Self::default();
        for frame in frames(advance, text.as_str()) {
            last.numbers.extend(frame.numbers().iter().map(|number| frame.around(number).to_owned()));
            let advanced = frame.advanced();
            let like = last.sentences.entry(frame.skeleton).or_default();
            if like.len() < MOST_LIKE && !like.contains(&advanced) {
                like.push(advanced);
            }
        }
        last
    }

    /// Of a sentence that is last year's, the words that have not gone on.
    fn pending<'f>(&self, frame: &'f Frame<'_>) -> Option<Vec<&'f Slot>> {
        let like = self.sentences.get(&frame.skeleton)?.iter();
        like.filter_map(|old| frame.pending(old)).min_by_key(Vec::len)
    }
}

/// A sentence with the words in it that go on from year to year.
struct Frame<'t> {
    text: &'t str,
    bytes: Range<usize>,
    slots: Vec<Slot>,
    /// The sentence with those words taken out.
    skeleton: String,
}

/// The sentences of an even text, headings aside.
fn frames<'t>(advance: &Advance<'_>, text: &'t str) -> Vec<Frame<'t>> {
    let slots = advance.slots(text);
    let frame = |bytes: Range<usize>| {
        let mine = |slot: &&Slot| bytes.start <= slot.bytes.start && slot.bytes.end <= bytes.end;
        let from = slots.partition_point(|slot| slot.bytes.start < bytes.start);
        let slots: Vec<Slot> = slots[from..].iter().take_while(mine).cloned().collect();
        let mut skeleton = String::with_capacity(bytes.len());
        let mut at = bytes.start;
        for slot in &slots {
            skeleton.push_str(&text[at..slot.bytes.start]);
            skeleton.push('\u{1}');
            at = slot.bytes.end;
        }
        skeleton.push_str(&text[at..bytes.end]);
        skeleton.retain(|c| !c.is_whitespace());
        Frame { text, bytes, slots, skeleton }
    };
    let is_sentence = |bytes: &Range<usize>| !is_heading(&text[bytes.clone()]);
    sentences(text).into_iter().filter(is_sentence).map(frame).collect()
}

impl Frame<'_> {
    fn words(&self) -> &str {
        &self.text[self.bytes.clone()]
    }

    fn word(&self, slot: &Slot) -> &str {
        &self.text[slot.bytes.clone()]
    }

    /// The words that go on, and what to.
    fn advanced(&self) -> Advanced {
        self.slots.iter().map(|slot| (self.word(slot).to_owned(), slot.new.clone())).collect()
    }

    /// The words that have not gone on, if every one is as in a sentence of last year's that is alike or as the rule makes
    /// it; else the officer wrote something of her own.
    fn pending(&self, old: &Advanced) -> Option<Vec<&Slot>> {
        let mut pending = Vec::new();
        for (mine, (word, new)) in self.slots.iter().zip(old) {
            if self.word(mine) == new {
                continue;
            }
            if self.word(mine) != word {
                return None;
            }
            pending.push(mine);
        }
        Some(pending)
    }

    /// What is counted in it: figures that are no date, no name and nothing that goes on by rule.
    fn numbers(&self) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut rest = self.bytes.start;
        while let Some(at) = self.text[rest..self.bytes.end].find(|c: char| c.is_ascii_digit()) {
            let start = rest + at;
            let is_more = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
            let run = self.text[start..self.bytes.end].find(|c| !is_more(c));
            rest = run.map_or(self.bytes.end, |length| start + length);
            let end = start + self.text[start..rest].trim_end_matches([',', '.']).len();
            if self.counts(&(start..end)) {
                found.push(start..end);
            }
        }
        found
    }

    fn counts(&self, number: &Range<usize>) -> bool {
        let goes_on = |slot: &Slot| slot.bytes.start < number.end && number.start < slot.bytes.end;
        let behind = &self.text[number.end..self.bytes.end];
        let before = &self.text[self.bytes.start..number.start];
        let is_named = before.ends_with(|c: char| "第〔-".contains(c) || c.is_ascii_alphabetic());
        !is_named && !NO_COUNT.iter().any(|word| behind.starts_with(word)) && !self.slots.iter().any(goes_on)
    }

    /// A number with the characters that stand around it.
    fn around(&self, number: &Range<usize>) -> &str {
        let before = self.text[self.bytes.start..number.start].char_indices().rev().nth(BEFORE - 1);
        let start = before.map_or(self.bytes.start, |(at, _)| self.bytes.start + at);
        let behind = self.text[number.end..self.bytes.end].char_indices().nth(BEHIND);
        let end = behind.map_or(self.bytes.end, |(at, _)| number.end + at);
        &self.text[start..end]
    }

    /// The numbers in it that stood between the same words.
    fn unchanged(&self, stated: &HashSet<String>) -> Vec<Range<usize>> {
        self.numbers().into_iter().filter(|number| stated.contains(self.around(number))).collect()
    }

    fn stale(&self, slot: &Slot, text: &Normal) -> Stale {
        Stale {
            chars: text.origin(&slot.bytes),
            old: self.word(slot).to_owned(),
            new: slot.new.clone(),
            why: slot.why,
        }
    }
}
