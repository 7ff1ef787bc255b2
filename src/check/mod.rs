//! What is wrong with a report, as values: `run` reads a report and returns findings, and cannot fail.
//!
//! The rules that a form itself prescribes (sums, 勾稽关系) stand in the form's file and are evaluated by
//! [`relations`]; all others are entries of [`RULES`], one each, with their words, level and source.

mod cells;
mod conditions;
mod relations;
pub mod slip;
mod words;

use std::fmt;

use crate::{
    draft::{Draft, Report},
    form::{Cell, CellId, Form, Level},
};

pub use words::position;

/// A statement about the report that is not as it should be, in the officer's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The id of its rule: `T3-BAL`.
    pub rule: String,
    /// How bad it is.
    pub level: Level,
    /// Where it is; the first place is where a click goes.
    pub places: Vec<Place>,
    /// The left side of what was compared, or what was found.
    pub left: String,
    /// The right side, or empty.
    pub right: String,
    /// A few words for the head of the card.
    pub title: String,
    /// What is wrong, naming row and column, both sides and the difference.
    pub message: String,
    /// What to do.
    pub advice: String,
}

impl Finding {
    /// What an explanation of this finding hangs on: its places and operands, so that a changed number asks again.
    pub fn key(&self) -> String {
        let places: Vec<String> = self.places.iter().map(Place::to_string).collect();
        format!("{}={}/{}", places.join(" "), self.left, self.right)
    }

    /// The officer's explanation of it, if there is one.
    pub fn explanation<'a>(&self, draft: &'a Draft) -> Option<&'a str> {
        let key = self.key();
        let mine = draft.explanations.iter().find(|e| e.rule == self.rule && e.key == key);
        mine.map(|e| e.text.as_str())
    }

    /// Whether it concerns this cell.
    pub fn concerns(&self, cell: &CellId) -> bool {
        self.places.iter().any(|p| matches!(p, Place::Cell(id) if id == cell))
    }
}

/// Where a finding is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A cell of a table.
    Cell(CellId),
    /// A section.
    Section(String),
}

impl Place {
    /// The id of the section that shows it.
    pub fn section<'a>(&'a self, form: &'a Form) -> Option<&'a str> {
        match self {
            Self::Section(id) => Some(id),
            Self::Cell(id) => {
                let table = &form.tables[form.cell(id.as_str())?.table];
                form.section_of(table).map(|s| s.id.as_str())
            }
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cell(id) => id.fmt(f),
            Self::Section(id) => f.write_str(id),
        }
    }
}

/// What a rule looks at.
#[derive(Clone, Copy)]
pub(crate) struct Case<'a> {
    form: &'a Form,
    report: &'a Report,
    last: Option<&'a Report>,
}

/// One rule: its words, its source and the function that looks for breaches.
pub struct Rule {
    /// Its id in the catalogue (norms §7).
    pub id: &'static str,
    /// How bad a breach is.
    pub level: Level,
    /// The head of the card, with `{…}` for names and numbers.
    pub title: &'static str,
    /// The sentence, with the same places.
    pub message: &'static str,
    /// What to do, with the same places.
    pub advice: &'static str,
    /// Where the rule comes from.
    pub source: &'static str,
    find: fn(&Case<'_>) -> Vec<Breach>,
}

/// What a rule found: where, the two sides, and what to put into the words.
#[derive(Default)]
struct Breach {
    places: Vec<Place>,
    left: String,
    right: String,
    fill: Vec<(&'static str, String)>,
}

impl Rule {
    fn finding(&self, breach: Breach) -> Finding {
        let words = |template| words::fill(template, &breach.fill);
        Finding {
            rule: self.id.to_owned(),
            level: self.level,
            title: words(self.title),
            message: words(self.message),
            advice: words(self.advice),
            places: breach.places,
            left: breach.left,
            right: breach.right,
        }
    }
}

/// The rule about blank cells, which a table shows without a mark.
pub const BLANKS: &str = "NUM-BLANK";

/// Every rule that does not stand in a form's file.
pub const RULES: &[Rule] = &[
    Rule {
        id: "NUM-INT",
        level: Level::Error,
        title: "不是不小于0的整数",
        message: "{位置}应填写不小于0的整数，现为“{值}”。",
        advice: "改为整数；没有发生的填“0”。",
        source: "norms §7，按表格单位“件”推定",
        find: cells::not_counts,
    },
    Rule {
        id: "NUM-SIGNED",
        level: Level::Error,
        title: "不是整数",
        message: "{位置}应填写整数，减少的前面加“-”，现为“{值}”。",
        advice: "改为整数；没有增减的填“0”。",
        source: "norms §4，本年增/减",
        find: cells::not_signed,
    },
    Rule {
        id: "NUM-LONG",
        level: Level::Error,
        title: "数字过长",
        message: "{位置}的数字有{n}位，超过{上限}位，不能计算。",
        advice: "核对是否多按了数字；原样保留，没有删改。",
        source: "程序能精确计算的范围",
        find: cells::too_long,
    },
    Rule {
        id: "NUM-FEE",
        level: Level::Error,
        title: "金额不是不小于0的数",
        message: "{行}金额应为不小于0的数，单位是{单位}，现为“{值}”。",
        advice: "只填数字，最多{小数}位小数；没有发生的填“0”。",
        source: "norms §7，收费金额",
        find: cells::not_amounts,
    },
    Rule {
        id: BLANKS,
        level: Level::Warning,
        title: "{表名}有空格",
        message: "{表名}有{n}个空格，没有发生的应填“0”。",
        advice: "逐格核对后填“0”。",
        source: "norms §3.4，公布的报告常见的空格",
        find: cells::blanks,
    },
    Rule {
        id: "T3-OTHER",
        level: Level::Info,
        title: "“其他”偏多",
        message: "“{行}”占办理总数两成以上，请核对是否可归入前面的情形。",
        advice: "能归入前面各行的，改填到前面。",
        source: "norms §7",
        find: conditions::many_other_results,
    },
    Rule {
        id: "T4-CODEF",
        level: Level::Info,
        title: "共同被告的案件",
        message: "复议机关作共同被告的案件只由原行为机关计数，请确认没有计入本机关仅作为复议机关的案件。",
        advice: "只作为复议机关的案件从“{类}”中减去。",
        source: "国办公开办函〔2016〕201号",
        find: conditions::co_defendant,
    },
    Rule {
        id: "T4-AFT",
        level: Level::Info,
        title: "“{类}”多于已审结的复议",
        message: "{类}{a}件，多于本年及上年已审结的复议件数，请核对。",
        advice: "核对“{类}”和行政复议各项。",
        source: "norms §7",
        find: conditions::more_suits_than_reviews,
    },
    Rule {
        id: "T4-NOAPP",
        level: Level::Info,
        title: "没有申请却有案件",
        message: "近两年没有申请却有复议或诉讼，请核对。",
        advice: "核对案件是否因政府信息公开工作引起。",
        source: "norms §7",
        find: conditions::cases_without_applications,
    },
];

/// Checks `report` by the rules of `form`, against last year's report where there is one.
///
/// Findings come in the order of the form, worse ones first within a section. The same report always gives the
/// same findings.
pub fn run(form: &Form, report: &Report, last: Option<&Report>) -> Vec<Finding> {
    let case = Case { form, report, last };
    let mut findings: Vec<Finding> =
        RULES.iter().flat_map(|rule| (rule.find)(&case).into_iter().map(|b| rule.finding(b))).collect();
    findings.extend(relations::find(&case));
    findings.sort_by_cached_key(|f| (section_order(form, f), f.level, cell_order(form, f)));
    findings
}

fn section_order(form: &Form, finding: &Finding) -> usize {
    let section = finding.places.first().and_then(|p| p.section(form));
    form.sections.iter().position(|s| Some(s.id.as_str()) == section).unwrap_or(usize::MAX)
}

fn cell_order(form: &Form, finding: &Finding) -> (usize, usize, usize) {
    let Some(Place::Cell(id)) = finding.places.first() else { return (0, 0, 0) };
    form.cell(id.as_str()).map_or((0, 0, 0), |c| (c.table, c.row, c.column))
}

impl Case<'_> {
    /// The cells that the officer fills in.
    fn entries(&self) -> impl Iterator<Item = &Cell> {
        self.form.cells().iter().filter(|c| !c.is_total())
    }
}
