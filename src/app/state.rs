//! How the report stands, in words: the task list, 送审前核对, the status line and what is said of a copy that is made all
//! take them from here, so that no two of them tell it otherwise.

use super::{Counts, Document, Progress};
use crate::form::{Section, SectionId};

/// One thing to say of how a part or the report stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The words: `2处提醒`.
    pub words: String,
    /// How they are shown.
    pub tone: Tone,
}

/// How words about the state of the report are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something is wrong.
    Wrong,
    /// Something has to be looked into.
    Warned,
    /// Something is not there yet, or may be looked at.
    Quiet,
    /// All is done.
    Done,
}

/// What is said, as one phrase: `1处错误、2处提醒`.
pub fn phrase(said: &[Said]) -> String {
    said.iter().map(|said| said.words.as_str()).collect::<Vec<_>>().join("、")
}

impl Said {
    fn new(words: impl Into<String>, tone: Tone) -> Self {
        Self { words: words.into(), tone }
    }

    /// So many of something; nothing of none.
    fn counted(n: usize, what: &str, tone: Tone) -> Option<Self> {
        (n > 0).then(|| Self::new(format!("{n}{what}"), tone))
    }
}

fn errors(counts: Counts) -> Option<Said> {
    Said::counted(counts.errors, "处错误", Tone::Wrong)
}

fn warnings(counts: Counts) -> Option<Said> {
    Said::counted(counts.warnings, "处提醒", Tone::Warned)
}

/// What is not wrong, and yet to be seen.
fn quiet(counts: Counts) -> impl Iterator<Item = Said> {
    let unknown = Said::counted(counts.unknown, "处无法核对", Tone::Quiet);
    unknown.into_iter().chain(Said::counted(counts.infos, "处提示", Tone::Quiet))
}

impl Document {
    /// How a section stands, what is to be done first at the head.
    pub fn state_of(&self, section: &Section) -> Vec<Said> {
        let leftovers = self.open_leftovers(&section.id).count();
        of_part(self.progress(section), self.counts(Some(&section.id)), leftovers)
    }

    /// The same of the agency profile.
    pub fn state_of_agency(&self) -> Vec<Said> {
        of_part(self.agency_progress(), Counts::default(), 0)
    }

    /// How the whole report stands.
    pub fn state(&self) -> Vec<Said> {
        let counts = self.counts(None);
        let unfinished = Said::counted(self.unfinished(), "部分未填完", Tone::Quiet);
        let to_check = Said::counted(self.draft().to_check(), "格待核", Tone::Quiet);
        let first = errors(counts).into_iter().chain(warnings(counts)).chain(unfinished).chain(to_check);
        let all: Vec<Said> = first.chain(quiet(counts)).collect();
        if all.is_empty() { vec![Said::new("没有发现错误", Tone::Done)] } else { all }
    }

    /// What of the steps after signing is not done.
    pub fn state_after_signing(&self) -> Vec<Said> {
        let open =
            self.draft().after.open().map(|step| Said::new(format!("未{}", step.label()), Tone::Quiet));
        let open: Vec<Said> = open.collect();
        if open.is_empty() { vec![Said::new(Progress::Done.label(), Tone::Done)] } else { open }
    }

    /// What a copy that is made now would still have in it, as one phrase: what is wrong, and what is not written.
    pub fn still_open(&self) -> Option<String> {
        let unfinished = Said::counted(self.unfinished(), "部分未填完", Tone::Quiet);
        let all: Vec<Said> = errors(self.counts(None)).into_iter().chain(unfinished).collect();
        (!all.is_empty()).then(|| phrase(&all))
    }

    /// How many parts are filled in with nothing wrong in them, and how many there are.
    pub fn parts_done(&self) -> (usize, usize) {
        let is_done =
            |section: &&Section| self.progress(section) == Progress::Done && self.errors_of(&section.id) == 0;
        let done = self.form().sections.iter().filter(is_done).count();
        (done + usize::from(self.agency_progress() == Progress::Done), self.form().sections.len() + 1)
    }

    /// The parts of which the task list says that they are not filled, or only begun.
    fn unfinished(&self) -> usize {
        let is_open =
            |section: &&Section| self.progress(section) != Progress::Done && self.errors_of(&section.id) == 0;
        let sections = self.form().sections.iter().filter(is_open).count();
        sections + usize::from(self.agency_progress() != Progress::Done)
    }

    fn errors_of(&self, section: &SectionId) -> usize {
        self.counts(Some(section)).errors
    }
}

/// `1处错误、填写中、2处提醒`; `已完成` of a part about which nothing is left to do.
fn of_part(progress: Progress, counts: Counts, leftovers: usize) -> Vec<Said> {
    let open = match progress {
        Progress::Done => None,
        Progress::Empty | Progress::Begun => Some(Said::new(progress.label(), Tone::Quiet)),
    };
    let leftovers = Said::counted(leftovers, "句上年原文", Tone::Warned);
    let mut said: Vec<Said> =
        errors(counts).into_iter().chain(open).chain(warnings(counts)).chain(leftovers).collect();
    if said.is_empty() {
        said.push(Said::new(Progress::Done.label(), Tone::Done));
    }
    said.extend(quiet(counts));
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_to_be_done_first_is_said_first() {
        let some = Counts { errors: 1, warnings: 2, infos: 3, unknown: 4, ..Counts::default() };
        let warned = Counts { warnings: 2, ..Counts::default() };
        for (progress, counts, leftovers, expect) in [
            (Progress::Empty, Counts::default(), 0, "未填"),
            (Progress::Begun, warned, 0, "填写中、2处提醒"),
            (Progress::Done, Counts::default(), 0, "已完成"),
            (Progress::Done, Counts { infos: 1, ..Counts::default() }, 0, "已完成、1处提示"),
            (Progress::Done, warned, 3, "2处提醒、3句上年原文"),
            (Progress::Done, some, 0, "1处错误、2处提醒、4处无法核对、3处提示"),
            (Progress::Empty, some, 0, "1处错误、未填、2处提醒、4处无法核对、3处提示"),
        ] {
            assert_eq!(phrase(&of_part(progress, counts, leftovers)), expect);
        }
    }
}
