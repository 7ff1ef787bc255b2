//! The document: one year's report, last year's beside it, and the officer's explanations.
//!
//! A [`Draft`] is plain data. What its totals come to is asked of a [`Sheet`], how it changes in [`edit`], how it is
//! written down in [`mod@file`]. Nothing here touches the disk.
//!
//! Invariants: what was typed stays as it was typed, also where it is no number; a total is computed and never stored
//! (what a published report printed as total is kept beside it); every change is an [`edit::Edit`] that gives back the
//! one that undoes it; the same draft is always written as the same bytes.
//!
//! Uses `form` and `words`.

pub mod advance;
pub mod after;
mod declined;
mod doubt;
pub mod doubted;
pub mod edit;
pub mod examples;
mod figures;
pub mod file;
pub mod history;
pub mod kept;
pub mod last;
pub mod leftover;
mod packed;
pub mod phrases;
mod place;
pub mod remark;
pub mod salvage;
pub mod shares;
mod sheet;
pub mod sign;
pub mod tied;
pub mod years;

use std::collections::{BTreeMap, BTreeSet};

pub use declined::Declined;
pub use doubt::Doubt;
pub use figures::Figure;
pub use place::{Excerpt, Place};
pub use sheet::{Opened, Sheet};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    form::{CellId, Form, FormId, RuleId, Section, SectionId, TableId},
    words::number,
};

/// The longest text a section takes, in characters; a full report has a tenth of it.
pub const MAX_TEXT: usize = 200_000;
/// The longest line of the agency profile, in characters.
pub const MAX_LINE: usize = 1_000;

/// Everything in a draft file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The report being written.
    pub report: Report,
    /// The officer's explanations (说明) of findings.
    pub explanations: Vec<Explanation>,
    /// Last year's report, kept so that the file can be compared wherever it is taken.
    pub last: Option<Report>,
    /// The versions that were sent up for signature (送审稿), oldest first.
    pub signed: Vec<sign::Signed>,
    /// What is still doubtful of a report that was read from where it was published.
    pub doubts: Vec<Doubt>,
    /// Sentences of last year's that the officer has read and keeps, by section, as [`leftover::Leftover::words`].
    pub confirmed: BTreeMap<SectionId, BTreeSet<String>>,
    /// Numbers of the texts that follow a table.
    pub tied: Vec<tied::Tied>,
    /// Key figures of the years before last year's, oldest first.
    pub earlier: Vec<years::EarlierYear>,
    /// What the officer notes of cells, by cell.
    pub remarks: remark::Remarks,
    /// What was done with the report once it was signed.
    pub after: after::After,
    /// What of edited copies is not wanted.
    pub declined: BTreeSet<Declined>,
}

/// The content of one year's report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The id of the form its tables follow: `F2021`.
    pub form: FormId,
    /// The year reported on; the report is published in the year after.
    pub year: u16,
    /// The agency that reports, as its title and opening name it.
    #[serde(default)]
    pub agency: Agency,
    /// The printed title, where it differs from the one that agency and year give.
    #[serde(default)]
    pub title: Option<String>,
    /// What was filled in. A blank cell is not listed.
    #[serde(default)]
    pub cells: BTreeMap<CellId, Entry>,
    /// Totals as printed in a published report or typed from paper, beside the computed ones.
    #[serde(default)]
    pub printed: BTreeMap<CellId, Entry>,
    /// Tables that one act has filled with zeros and locked (本年未收到申请), by id.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub locked: BTreeSet<TableId>,
    /// The text sections by section id.
    #[serde(default)]
    pub sections: BTreeMap<SectionId, Text>,
    /// Headings as published, by section id, where they are not those of the form; a file without any does not
    /// list them, as files did before there were such headings.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headings: BTreeMap<SectionId, String>,
}

impl Report {
    /// An empty report on `year` in this form.
    pub fn new(form: &Form, year: u16) -> Self {
        Self { form: form.id.clone(), year, ..Self::default() }
    }

    /// The printed title (标题): the agency's full name, the year and the fixed words.
    pub fn title(&self) -> String {
        let year = if self.year == 0 { String::new() } else { format!("{}年", self.year) };
        let usual = || format!("{}{year}政府信息公开工作年度报告", self.agency.name.trim());
        self.title.clone().unwrap_or_else(usual)
    }

    /// The heading of a section: as published, or else as the form mandates it.
    pub fn heading<'a>(&'a self, section: &'a Section) -> &'a str {
        self.headings.get(&section.id).map_or(&section.heading, String::as_str)
    }

    /// The text of a section; empty when nothing was written.
    pub fn text(&self, section: &str) -> &str {
        self.sections.get(section).map_or("", |t| t.as_str())
    }
}

/// The agency (机关) that reports, as the opening paragraph and the title need it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Agency {
    /// Its full name (全称).
    pub name: String,
    /// Its website (网站).
    pub website: String,
    /// Its address (地址).
    pub address: String,
    /// Its postcode (邮编).
    pub postcode: String,
    /// Its telephone (电话).
    pub telephone: String,
    /// Its fax (传真).
    pub fax: String,
    /// Its mail address (电子邮箱).
    pub mail: String,
    /// What kind of agency it is.
    pub kind: AgencyKind,
    /// The characters that the local office allows the section with a limit, where it differs from the form's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
    /// The date by which the local office wants the report, where it differs from the law's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<MonthDay>,
}

/// A date of every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonthDay {
    /// The month, from 1.
    pub month: i8,
    /// The day, from 1.
    pub day: i8,
}

impl MonthDay {
    /// A date that every year has.
    pub fn new(month: i8, day: i8) -> Option<Self> {
        let days = match month {
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        (1..=days).contains(&day).then_some(Self { month, day })
    }
}

/// What kind of agency reports: the law asks different dates and contents of them (条例第四十九条、第五十条).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum AgencyKind {
    /// 县级以上人民政府部门: publishes by 1月31日.
    #[default]
    Department,
    /// 人民政府: publishes by 3月31日 and reports 工作考核、社会评议和责任追究.
    Government,
    /// 法律、法规授权的具有管理公共事务职能的组织 (条例第五十四条).
    Authorised,
}

impl AgencyKind {
    /// The kind that a full name tells: a people's government by its last words, else a department of one.
    pub fn of_name(name: &str) -> Self {
        if name.trim().ends_with("人民政府") { Self::Government } else { Self::Department }
    }
}

/// What stands in a filled cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Entry {
    /// An exact number; its decimal places are kept as typed.
    Number(Decimal),
    /// Anything else, kept as typed so that nothing is lost: `/`, `十六`, a number too long to compute with.
    Other(String),
}

impl Entry {
    /// Reads what was typed; `None` when that is blank.
    pub fn read(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        Some(number::read(typed).map_or_else(|| Self::Other(typed.to_owned()), Self::Number))
    }

    /// The number, if it is one.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(n) => Some(*n),
            Self::Other(_) => None,
        }
    }

    /// Whether it is one of the marks that offices put where nothing is: `/`, a dash, 无, or nothing at all.
    pub fn stands_for_blank(&self) -> bool {
        matches!(self, Self::Other(text) if matches!(text.as_str(), "" | "/" | "／" | "-" | "－" | "—" | "——" | "无"))
    }
}

impl From<String> for Entry {
    fn from(typed: String) -> Self {
        Self::read(&typed).unwrap_or(Self::Other(typed))
    }
}

impl From<Entry> for String {
    fn from(entry: Entry) -> Self {
        match entry {
            Entry::Number(n) => n.to_string(),
            Entry::Other(text) => text,
        }
    }
}

impl std::fmt::Display for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(n) => write!(f, "{n}"),
            Self::Other(text) => f.write_str(text),
        }
    }
}

/// The text of a section; in the file one string a paragraph, so that drafts can be compared line by line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
pub struct Text(String);

impl Text {
    /// The whole text, paragraphs parted by `\n`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The paragraphs of a section's text that have words in them, without the indent that print adds itself.
pub fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').map(str::trim).filter(|p| !p.is_empty())
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text })
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<Vec<String>> for Text {
    fn from(paragraphs: Vec<String>) -> Self {
        paragraphs.join("\n").into()
    }
}

impl From<Text> for Vec<String> {
    fn from(text: Text) -> Self {
        if text.0.is_empty() { Self::new() } else { text.0.split('\n').map(str::to_owned).collect() }
    }
}

/// Why a finding is right as it is (说明), in the officer's words.
///
/// It hangs on the numbers it explains: when one of them changes, the explanation is asked for again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    /// The rule of the finding.
    pub rule: RuleId,
    /// What it was about, as [`crate::check::Finding::key`] gives it: places and operands.
    pub key: String,
    /// The explanation.
    pub text: String,
}
