//! How far each section is filled in, and how many findings it has.

use super::{Document, View};
use crate::{
    check::Finding,
    draft::{Draft, edit::AgencyField},
    form::{Level, Section, SectionId},
};

/// The lines of the agency profile that every report needs.
const NEEDED: [AgencyField; 5] = [
    AgencyField::Name,
    AgencyField::Address,
    AgencyField::Postcode,
    AgencyField::Telephone,
    AgencyField::Mail,
];

/// How far a section is filled in, whatever is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// 未填.
    Empty,
    /// 填写中.
    Begun,
    /// 已完成.
    Done,
}

impl Progress {
    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Empty => "未填",
            Self::Begun => "填写中",
            Self::Done => "已完成",
        }
    }
}

/// How many findings there are of each level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// 错误 that are open.
    pub errors: usize,
    /// 提醒 without an explanation.
    pub warnings: usize,
    /// 提醒, and 错误 that may stay with a reason, with one; 提示 that the officer has looked into.
    pub explained: usize,
    /// 提示.
    pub infos: usize,
    /// 无法核对.
    pub unknown: usize,
}

impl Counts {
    fn add(mut self, finding: &Finding, draft: &Draft) -> Self {
        match finding.level {
            _ if finding.is_explained(draft) => self.explained += 1,
            Level::Error => self.errors += 1,
            Level::Warning => self.warnings += 1,
            Level::Info => self.infos += 1,
            Level::Unknown => self.unknown += 1,
        }
        self
    }
}

impl Document {
    /// The first page with something left to do; the first of all when everything is done.
    pub fn first_task(&self) -> View {
        if self.to_prove() {
            return View::Proof;
        }
        if self.agency_progress() != Progress::Done {
            return View::Agency;
        }
        let is_open =
            |s: &&Section| self.progress(s) != Progress::Done || self.counts(Some(&s.id)).errors > 0;
        let unfinished = self.form().sections.iter().find(is_open);
        unfinished.map_or(View::Agency, |s| View::Section(s.id.clone()))
    }

    /// The findings of one section, or of all, as far as the window shows them.
    pub fn counts(&self, section: Option<&SectionId>) -> Counts {
        let here = |f: &&Finding| {
            section.is_none() || f.places.first().and_then(|p| p.section(self.form())) == section
        };
        self.shown_findings()
            .map(|(_, f)| f)
            .filter(here)
            .fold(Counts::default(), |counts, f| counts.add(f, self.draft()))
    }

    /// How far a section is.
    pub fn progress(&self, section: &Section) -> Progress {
        let (filled, all) = match section.table() {
            None => (usize::from(!self.report().text(&section.id).trim().is_empty()), 1),
            Some(table) => self.filled(table),
        };
        match filled {
            0 => Progress::Empty,
            n if n < all => Progress::Begun,
            _ => Progress::Done,
        }
    }

    /// How far the agency profile is: the opening and the title need the name and a way to ask.
    pub fn agency_progress(&self) -> Progress {
        match self.agency_missing().count() {
            0 => Progress::Done,
            missing if missing == NEEDED.len() => Progress::Empty,
            _ => Progress::Begun,
        }
    }

    /// The lines of the profile that are needed and blank.
    pub fn agency_missing(&self) -> impl Iterator<Item = AgencyField> {
        NEEDED.into_iter().filter(|field| field.of(&self.report().agency).trim().is_empty())
    }

    /// The cells of a table that are filled in, and all that can be.
    fn filled(&self, table: &str) -> (usize, usize) {
        let Some(table) = self.form().table(table) else { return (0, 0) };
        let entries: Vec<_> = self.form().cells_of(table).iter().filter(|c| !c.is_total()).collect();
        let filled = entries.iter().filter(|c| self.report().cells.contains_key(&c.id)).count();
        (filled, entries.len())
    }
}
