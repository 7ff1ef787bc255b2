//! What becomes of a report once it is signed (公布、报送、存档): where it was published, who it was sent to, where it is
//! filed. The officer's own record: nothing of it is in what is exported, and next year's draft begins without it.

use serde::{Deserialize, Serialize};

use super::sign::Date;

/// What is done with a signed report, each with what was noted of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct After {
    /// 公布: on the website.
    #[serde(skip_serializing_if = "AfterNote::is_blank")]
    pub published: AfterNote,
    /// 报送: to the office that gathers the reports.
    #[serde(skip_serializing_if = "AfterNote::is_blank")]
    pub reported: AfterNote,
    /// 存档: signed copy and draft filed.
    #[serde(skip_serializing_if = "AfterNote::is_blank")]
    pub filed: AfterNote,
}

/// What was noted of one step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AfterNote {
    /// The day it was done, where that was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// A short remark as it was typed: of 公布 the address of the page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// One step after signing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AfterStep {
    /// 公布.
    Published,
    /// 报送.
    Reported,
    /// 存档.
    Filed,
}

impl AfterStep {
    /// Every step, in the order they are done.
    pub const ALL: [Self; 3] = [Self::Published, Self::Reported, Self::Filed];

    /// What the officer calls it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Published => "公布",
            Self::Reported => "报送",
            Self::Filed => "存档",
        }
    }
}

impl AfterNote {
    /// Whether nothing was noted: the step is still to be done, as far as the draft knows.
    pub fn is_blank(&self) -> bool {
        self.date.is_none() && self.words.is_empty()
    }
}

impl After {
    /// Whether nothing was noted of any step.
    pub fn is_blank(&self) -> bool {
        AfterStep::ALL.iter().all(|step| self.of(*step).is_blank())
    }

    /// What was noted of a step.
    pub fn of(&self, step: AfterStep) -> &AfterNote {
        match step {
            AfterStep::Published => &self.published,
            AfterStep::Reported => &self.reported,
            AfterStep::Filed => &self.filed,
        }
    }

    /// The same, to be changed.
    pub(super) fn of_mut(&mut self, step: AfterStep) -> &mut AfterNote {
        match step {
            AfterStep::Published => &mut self.published,
            AfterStep::Reported => &mut self.reported,
            AfterStep::Filed => &mut self.filed,
        }
    }

    /// The steps that are done, in their order.
    pub fn done(&self) -> impl Iterator<Item = AfterStep> {
        AfterStep::ALL.into_iter().filter(|step| !self.of(*step).is_blank())
    }

    /// The steps that are not.
    pub fn open(&self) -> impl Iterator<Item = AfterStep> {
        AfterStep::ALL.into_iter().filter(|step| self.of(*step).is_blank())
    }
}
