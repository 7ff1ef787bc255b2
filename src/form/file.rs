//! The shape of a form file, as a person writes it.
//!
//! Nothing here is checked or resolved yet: spans are not placed, patterns not expanded. [`super::build`] does that.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{FormError, FormId, RuleId, SectionId, TableId};

/// Reads the text of a form file.
pub(super) fn read(text: &str) -> Result<FormFile, FormError> {
    ron::from_str(text).map_err(|e| FormError::Syntax(e.to_string()))
}

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FormFile {
    pub id: FormId,
    pub name: String,
    pub years: Years,
    pub basis: Basis,
    pub sections: Vec<SectionFile>,
    pub tables: Vec<TableFile>,
    #[serde(default)]
    pub roles: BTreeMap<Role, Vec<String>>,
    #[serde(default)]
    pub words: BTreeMap<Role, RoleFile>,
    #[serde(default)]
    pub proper: Vec<Proper>,
    #[serde(default)]
    pub fee: Option<ProcessingFee>,
    #[serde(default)]
    pub direct: Option<DirectFile>,
    #[serde(default)]
    pub ledger: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub relations: Vec<RelationFile>,
    #[serde(default)]
    pub key_figures: Vec<KeyFigureFile>,
    #[serde(default)]
    pub remembered: Vec<String>,
    #[serde(default)]
    pub earlier: Vec<EarlierFile>,
}

/// How sentences call what cells with a role count, and by which names texts count parts of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleFile {
    pub name: String,
    #[serde(default)]
    pub short: String,
    #[serde(default)]
    pub kinds: Vec<KindFile>,
}

/// A part of what a role counts; a `*` in its ids stands for any part of an id, and what fits is summed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KindFile {
    pub name: String,
    pub cells: Vec<String>,
}

/// A name that is often written wrong.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proper {
    /// What it is the name of: `费用`.
    pub about: String,
    /// As it is written: `信息处理费`.
    pub name: String,
    /// The same in full: `政府信息公开信息处理费`.
    pub full: String,
    /// What is written in its place.
    pub wrong: Vec<String>,
}

/// The fee for processing an application (信息处理费), which a text reports in amounts of its own, beside what a table
/// says of fees.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProcessingFee {
    /// What it is called: `信息处理费`.
    pub name: String,
    /// The words by which a text is seen to speak of it: any one of them.
    pub any: Vec<String>,
    /// What asks an applicant for it: `收费通知`.
    pub notice: String,
    /// Of how many yuan its amounts are multiples by the tariff in force.
    pub multiple: u32,
}

/// Results after which one may go to court without a review before.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DirectFile {
    pub says: String,
    pub results: Vec<DirectResultsFile>,
}

/// Some of those results; a `*` in their ids stands for any part of an id.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DirectResultsFile {
    pub cells: Vec<String>,
    #[serde(default)]
    pub until: Option<u16>,
}

/// Cells that together count what other cells count together in another form; a `*` stands for the same row or
/// column in all of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EarlierFile {
    pub form: FormId,
    pub here: Vec<String>,
    pub there: Vec<String>,
}

/// A line of the 送审单 with its figures; a `*` in an id stands for any part of an id, and what fits is summed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeyFigureFile {
    pub label: String,
    pub sums: Vec<Vec<String>>,
}

/// The report years a form holds for, both included.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Years {
    /// The first report year.
    pub from: u16,
    /// The last report year; `None` while the form is in force.
    pub to: Option<u16>,
    /// Later report years that may still follow it, as the form after it was only recommended then.
    #[serde(default)]
    pub also: Vec<u16>,
}

impl Years {
    /// Whether a report of this year uses the form.
    pub fn contains(&self, year: u16) -> bool {
        year >= self.from && self.to.is_none_or(|to| year <= to)
    }

    /// Whether a report of this year may follow the form, be it the one in force or not.
    pub fn accept(&self, year: u16) -> bool {
        self.contains(year) || self.also.contains(&year)
    }
}

/// The documents that prescribe a form (`assets/norms/forms.md` “一览”).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// The number of the notice: `国办公开办函〔2021〕30号`.
    pub number: String,
    /// The title of the form: `中华人民共和国政府信息公开工作年度报告格式`.
    pub title: String,
    /// The regulation: `国务院令第711号`.
    pub law: String,
    /// The name of the notice that brings the form, where it is not that of the form.
    #[serde(default)]
    pub notice: String,
    /// The regulations that this one replaced, out of date for its reports.
    #[serde(default)]
    pub replaces: Vec<String>,
    /// By when a report must be published.
    pub publication: Publication,
}

/// By when the regulation wants a report published: month and day of the year after, for each kind of agency.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    /// Where that stands: `条例第四十九条`.
    pub article: String,
    /// For departments (政府部门).
    pub department: (i8, i8),
    /// For governments (人民政府).
    pub government: (i8, i8),
    /// For organisations that a law gives powers to (法律、法规授权的组织).
    pub authorised: (i8, i8),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SectionFile {
    pub id: SectionId,
    pub heading: String,
    pub task: String,
    pub body: SectionBody,
    #[serde(default)]
    pub topics: Vec<Topic>,
    #[serde(default)]
    pub government: Vec<Topic>,
    #[serde(default)]
    pub asks: String,
    #[serde(default)]
    pub limit: Option<usize>,
    #[serde(default)]
    pub meaning: Option<Meaning>,
    #[serde(default)]
    pub known_by: Vec<String>,
}

/// What a section is about, for rules that must not know the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
pub enum Meaning {
    /// The untitled paragraph before the first heading (开头).
    Opening,
    /// The year's work as a whole (总体情况).
    Overview,
    /// Problems and improvements (存在的主要问题及改进情况).
    Problems,
    /// Whatever else must be reported (其他需要报告的事项).
    Other,
}

/// A subject that a text section has to treat.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Hash)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// What it is called: `主动公开`.
    pub label: String,
    /// The words by which a text is seen to treat it: any one of them.
    any: Vec<String>,
}

impl Topic {
    /// What it is called in few words: the first of those by which it is known.
    pub fn short(&self) -> &str {
        self.any.first().unwrap_or(&self.label)
    }

    /// Whether a text mentions it.
    pub fn is_in(&self, text: &str) -> bool {
        self.any.iter().any(|words| text.contains(words.as_str()))
    }
}

/// What a section holds.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum SectionBody {
    /// Paragraphs that the officer writes.
    Text,
    /// The table with this id and nothing else.
    Table(TableId),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableFile {
    pub id: TableId,
    pub name: String,
    pub widths: Vec<f32>,
    /// The cells of a row that lists none of its own.
    #[serde(default)]
    pub columns: Vec<String>,
    pub rows: Vec<RowFile>,
}

#[derive(Debug, Deserialize)]
pub(super) enum RowFile {
    /// One box over the whole width.
    Band(String),
    /// Column heads.
    Head(Vec<LabelFile>),
    /// Row labels, then values.
    Data(DataRowFile),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DataRowFile {
    /// Empty where the cells' own ids say it all.
    #[serde(default)]
    pub id: String,
    #[serde(default)]
    pub stub: Vec<LabelFile>,
    #[serde(default)]
    pub cells: Vec<CellFile>,
    #[serde(default)]
    pub counts: String,
    #[serde(default)]
    pub article: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LabelFile {
    pub text: String,
    #[serde(default = "one")]
    pub columns: usize,
    #[serde(default = "one")]
    pub rows: usize,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CellFile {
    pub id: String,
    #[serde(default = "one")]
    pub columns: usize,
    #[serde(default)]
    pub kind: CellKind,
}

fn one() -> usize {
    1
}

/// What may be in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum CellKind {
    /// A whole number of 件, not negative.
    #[default]
    Count,
    /// A whole number with a sign (本年增/减).
    Signed,
    /// An exact decimal, not negative, in this unit; `None` where the form leaves the unit open.
    Amount {
        /// The unit: `万元`.
        unit: Option<String>,
        /// The most decimal places accepted.
        places: u32,
    },
}

impl CellKind {
    /// The unit of an amount, where the form gives one.
    pub fn unit(&self) -> Option<&str> {
        match self {
            Self::Amount { unit, .. } => unit.as_deref(),
            Self::Count | Self::Signed => None,
        }
    }
}

/// What a cell means, for rules and acts that must not know the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
pub enum Role {
    /// Applications received this year (本年新收).
    Received,
    /// Applications carried in from last year (上年结转).
    CarriedIn,
    /// Applications concluded this year (办理结果总计).
    Handled,
    /// Applications carried out to next year (结转下年度).
    CarriedOut,
    /// Results that fit no other row (其他处理：其他).
    OtherResult,
    /// Applications given up, as the fee asked for was not paid (逾期未缴纳费用).
    Unpaid,
    /// Cases that ended for the agency (结果维持).
    Upheld,
    /// Administrative review (行政复议).
    Review,
    /// Administrative reviews not concluded at year end (尚未审结).
    ReviewPending,
    /// Litigation without review before it (未经复议直接起诉).
    DirectLitigation,
    /// Litigation after review (复议后起诉).
    LitigationAfterReview,
    /// Documents made this year (本年制发).
    Issued,
    /// Documents made public this year (本年新公开).
    Opened,
    /// Documents that are public, of all years (对外公开总数).
    OpenInAll,
    /// Documents repealed this year (本年废止).
    Repealed,
    /// Documents in force at year end (现行有效).
    InForce,
    /// What only agencies with that power make, made or in force (规章).
    Regulations,
    /// Administrative fees (行政事业性收费).
    Fees,
    /// How many purchases there were (政府集中采购，采购项目数量).
    Purchases,
    /// What they cost (采购总金额).
    Spending,
    /// Suits without review before them not concluded at year end (未经复议直接起诉，尚未审结).
    DirectLitigationPending,
    /// Suits after review not concluded at year end (复议后起诉，尚未审结).
    LitigationAfterReviewPending,
    /// Decisions of the year (处理决定数量).
    Decisions,
    /// Items there were the year before (上一年项目数量).
    ItemsBefore,
    /// By how many items there are more or less (本年增/减).
    ItemsChanged,
}

impl Role {
    /// What an agency is brought before others for.
    pub const CASES: [Self; 3] = [Self::Review, Self::DirectLitigation, Self::LitigationAfterReview];

    /// Every role, for tests and lists.
    pub const ALL: [Self; 25] = [
        Self::Received,
        Self::CarriedIn,
        Self::Handled,
        Self::CarriedOut,
        Self::OtherResult,
        Self::Unpaid,
        Self::Upheld,
        Self::Review,
        Self::ReviewPending,
        Self::DirectLitigation,
        Self::LitigationAfterReview,
        Self::Issued,
        Self::Opened,
        Self::OpenInAll,
        Self::Repealed,
        Self::InForce,
        Self::Regulations,
        Self::Fees,
        Self::Purchases,
        Self::Spending,
        Self::DirectLitigationPending,
        Self::LitigationAfterReviewPending,
        Self::Decisions,
        Self::ItemsBefore,
        Self::ItemsChanged,
    ];
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum Level {
    /// 错误: arithmetically or legally certain.
    Error,
    /// 提醒: must be mended or explained.
    Warning,
    /// 提示: worth a look, shown quietly.
    Info,
    /// 无法核对: an operand is missing. Never a pass.
    Unknown,
}

impl Level {
    /// Every level, the worst first.
    pub const ALL: [Self; 4] = [Self::Error, Self::Warning, Self::Info, Self::Unknown];

    /// What the officer calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "提醒",
            Self::Info => "提示",
            Self::Unknown => "无法核对",
        }
    }

    /// The mark that tells it apart without colour.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Error => "■",
            Self::Warning => "▲",
            Self::Info => "●",
            Self::Unknown => "○",
        }
    }
}

/// One relation; a `*` in its ids stands for the same row or column in all of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RelationFile {
    pub rule: RuleId,
    pub level: Level,
    pub says: StatementFile,
    /// What it is about, in few words: `收支平衡`.
    #[serde(default)]
    pub about: String,
    pub title: String,
    pub message: String,
    #[serde(default)]
    pub advice: String,
    /// Where it comes from, in the officer's words.
    #[serde(default)]
    pub source: String,
}

#[derive(Debug, Deserialize)]
pub(super) enum StatementFile {
    Total { total: String, parts: Vec<String> },
    Equal(Vec<String>, Vec<String>),
    AtLeast(Vec<String>, Vec<String>),
    AtMost(Vec<String>, Vec<String>),
}
