//! What is known of a passage, a sentence and a statement from what was read before.

use std::collections::{BTreeSet, VecDeque};

use super::{
    cells::Measure,
    claim::Parts,
    measure::{Crossing, Measured},
    tokens::Token,
    topic::Topic,
};
use crate::form::{CellId, Role};

/// What is known from what was read before.
#[derive(Default)]
pub(super) struct Context<'l> {
    pub topic: Topic,
    /// What the last whole was a number of.
    pub whole: Option<Measure>,
    /// What the sentence is about, where that is some of the applicants or rows.
    pub of: Option<Crossing>,
    /// The rows of results that the sentence has counted.
    pub rows: Vec<CellId>,
    /// What the last entries of a list are: results, applicants.
    pub kind_of_list: Option<Measure>,
    /// The list that is being read.
    pub list: Option<Parts>,
    /// The counts of the sentence before, and of this one so far: what a list may be of.
    pub before: Vec<usize>,
    pub counts: Vec<usize>,
    /// Names whose numbers follow one by one: 维持、纠正分别为.
    pub each: VecDeque<Vec<Token<'l>>>,
    /// The years whose numbers follow one by one, and what they count: 2023年、2024年分别为.
    pub years: VecDeque<u16>,
    pub of_years: Option<Measured>,
    /// The numbers of them so far.
    pub of_each_year: Vec<usize>,
    /// All years that the sentence has told one by one.
    pub all_years: Vec<u16>,
    /// What the last word in the statement said of documents.
    pub of_documents: Option<(Measure, Role)>,
    /// Of the counts of the sentence, which is the first that what follows leaves out: 除…外.
    pub except: Option<usize>,
    /// What has been noticed.
    pub notes: BTreeSet<Note>,
    /// The words for the kinds of cases that the sentence has counted.
    pub kinds_counted: Vec<Token<'l>>,
    /// The kinds of cases that the sentence names.
    pub cases: Vec<Role>,
    /// Who did what the sentence is about, as far as it is not known to be the agency.
    pub subject: Option<String>,
    /// The last count, where it is named as the whole of a share: 占应办171件的94.2%.
    pub share_of: Option<usize>,
    /// The last count of the statement.
    pub last: Option<usize>,
}

/// Something that was noticed in a passage and bears on the numbers behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Note {
    /// The sentence has said how many ended in some way.
    Results,
    /// The sentence has said how many were dealt with.
    Handled,
    /// The sentence names the year reported on.
    OwnYear,
    /// The sentence speaks of another body.
    OtherBody,
    /// The sentence speaks of some other time.
    OtherTime,
    /// The sentence is about some of the applications, and it is not known which.
    Subset,
    /// Each of several has a number of its own, and it is not known of what.
    Each,
    /// The statement compares with another year.
    Compared,
    /// The sentence is about decisions that were made.
    Decided,
    /// The sentence is about what was published of decisions.
    Shown,
    /// The sentence is about cases of every kind, and not only about information.
    Loosely,
    /// The statement tells cases about information apart from the ones before, which are of every kind.
    AllKinds,
    /// The sentence sorts documents by who may see them.
    Sorted,
    /// The sentence is about the applications that came in this year.
    OfNew,
    /// The sentence is about a whole place, whose bodies have documents of their own.
    AllOver,
    /// The last number stood in brackets.
    InAside,
    /// The sentence speaks of information that was asked for or made public.
    Informed,
    /// The paragraph has spoken of applications, or of what came of information.
    InformedBefore,
    /// The sentence tells how cases ended, in words that tell nothing else.
    Ends,
}

impl Context<'_> {
    /// The counts of this sentence, or else of the one before.
    pub fn known_counts(&self) -> &[usize] {
        if self.counts.is_empty() { &self.before } else { &self.counts }
    }

    /// Notices something, if it is so.
    pub fn note(&mut self, note: Note, is_so: bool) {
        if is_so {
            self.notes.insert(note);
        }
    }

    /// Notices something, or lets go of it.
    pub fn set(&mut self, note: Note, is_so: bool) {
        self.notes.remove(&note);
        self.note(note, is_so);
    }

    /// Whether it has been noticed.
    pub fn has(&self, note: Note) -> bool {
        self.notes.contains(&note)
    }

    /// Lets go of what held for the sentence before, unless the new one goes on with it.
    pub fn begin_sentence(&mut self, goes_on: bool) {
        let lasting = [Note::OtherBody, Note::OtherTime, Note::Subset];
        let is_kept = |note: &Note| *note == Note::InformedBefore || goes_on && lasting.contains(note);
        self.notes.retain(is_kept);
        self.years.clear();
        self.of_each_year.clear();
        self.all_years.clear();
        self.kind_of_list = None;
        self.except = None;
        self.rows.clear();
        self.cases.clear();
        self.kinds_counted.clear();
        self.subject = None;
        if !goes_on {
            self.of = None;
        }
    }
}
