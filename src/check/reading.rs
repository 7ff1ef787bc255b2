//! What rules read out of a passage of text, made once when the passage is new: a keystroke changes one of many.

use std::{collections::BTreeMap, ops::Range};

use super::{
    citations,
    claims::{self, Lexicon, Reads, Statements},
    dates::{self, Year},
    lost, parts,
    personal::{self, Private},
    punctuation::{self, Suspect},
    wording,
};
use crate::{
    draft::{AgencyKind, Sheet},
    form::{FormId, Section, Topic},
    words::{count_chars, find::places},
};

/// What is looked for in the passages of a report, whatever they say.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Sought {
    lexicon: &'static Lexicon,
    form: FormId,
    /// For whom the numbers are read.
    reads: Reads,
    /// Numbers of notices and regulations.
    documents: Vec<String>,
}

impl Sought {
    /// What is looked for in this report.
    pub fn of(sheet: Sheet<'_>) -> Self {
        Self {
            lexicon: Lexicon::of(sheet.form()),
            form: sheet.form().id.clone(),
            reads: Reads {
                agency: sheet.report().agency.name.trim().to_owned(),
                is_government: sheet.report().agency.kind == AgencyKind::Government,
                year: sheet.report().year,
            },
            documents: citations::numbers(sheet).into_iter().map(str::to_owned).collect(),
        }
    }
}

/// Where something stands in the even copy, in bytes.
pub(super) type Bytes = Range<usize>;

/// What stands in a passage, place by place.
pub(crate) struct Reading {
    /// Its characters as the officer counts them.
    pub chars: usize,
    /// Whether it names the agency.
    pub names_agency: bool,
    /// Whether there is a figure in it.
    pub has_figure: bool,
    /// The subjects of its section that it treats, by label.
    topics: Vec<String>,
    /// What it says about numbers.
    pub statements: Statements,
    /// Names that are written wrong.
    pub misnamed: Vec<Bytes>,
    /// Periods reported on (统计期限).
    pub periods: Vec<Bytes>,
    /// Years that are not the report's, and there for no reason.
    pub stale_years: Vec<Year>,
    /// Places left blank.
    pub blanks: Vec<Bytes>,
    /// 截止 for 截至.
    pub jiezhi: Vec<Bytes>,
    /// What is left of numbers and dates that have lost signs.
    pub lost: Vec<Bytes>,
    /// What may be private.
    pub private: Vec<(Private, Bytes)>,
    /// Suspect punctuation, in characters of the passage as written.
    pub suspects: Vec<Suspect>,
    /// Numbers of documents.
    documents: BTreeMap<String, Vec<Bytes>>,
}

impl Reading {
    /// Reads a passage as written with its even copy.
    pub fn of(sought: &Sought, section: &Section, text: &str, even: &str) -> Self {
        let lexicon = sought.lexicon;
        let treated = section.topics.iter().chain(&section.government).filter(|topic| topic.is_in(even));
        let documents = sought.documents.iter().map(|number| (number.clone(), places(even, number)));
        Self {
            chars: count_chars(text),
            names_agency: !places(even, &sought.reads.agency).is_empty(),
            has_figure: parts::has_figure(even),
            topics: treated.map(|topic| topic.label.clone()).collect(),
            statements: claims::read(lexicon, &sought.reads, even),
            misnamed: lexicon.misnamed(even),
            periods: dates::periods(even),
            stale_years: dates::stale_in(even, sought.reads.year),
            blanks: wording::blanks(even),
            jiezhi: wording::jiezhi_in(even),
            lost: lost::lost_in(even),
            private: personal::private_in(even),
            suspects: punctuation::read(text),
            documents: documents.filter(|(_, places)| !places.is_empty()).collect(),
        }
    }

    /// Whether it treats a subject of its section.
    pub fn treats(&self, topic: &Topic) -> bool {
        self.topics.contains(&topic.label)
    }

    /// Where it names a document by its number.
    pub fn cited(&self, number: &str) -> &[Bytes] {
        self.documents.get(number).map_or(&[], Vec::as_slice)
    }
}
