//! What a draft's file holds and where: the fields that may stand in each part of it, as data.
//!
//! It says again what the types say of themselves, for a reader that must go on where theirs gives up. That both say the
//! same, a law over random drafts holds: what is written is read whole and nothing of it is listed.

/// What stands at one place of the file.
pub(super) enum Plan {
    /// `( name: value, … )`
    Fields(&'static [PlanField]),
    /// `{ "key": value, … }`
    Keyed(&'static Plan),
    /// `[ value, … ]`
    Row(&'static Plan),
    /// `None` or `Some( value )`
    Maybe(&'static Plan),
    /// A single value.
    Value(PlanValue),
}

/// A field of a part with names.
pub(super) struct PlanField {
    pub name: &'static str,
    pub plan: &'static Plan,
    /// What the officer calls it.
    pub label: &'static str,
    pub without: Without,
}

/// What becomes of a part in which a field is missing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Without {
    /// It is none the worse.
    Whole,
    /// This stands for it, and that is told.
    Stands(&'static str),
    /// Without it the part is nothing.
    Nothing,
}

/// The kinds of single values.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum PlanValue {
    /// Words.
    Text,
    /// A paragraph: where it breaks off at the end of the file, what stands before that is kept.
    Paragraph,
    /// What was filled in, which may also be written as a plain number.
    Entry,
    /// The version of the file.
    Version,
    /// A year that a report can be on, or 0 for one that is not known.
    Year,
    /// A year, a month, a day.
    DateYear,
    Month,
    Day,
    /// A number of something.
    Count,
    /// The kind of agency.
    Kind,
    /// Yes or no.
    Yes,
}

const fn field(name: &'static str, label: &'static str, plan: &'static Plan, without: Without) -> PlanField {
    PlanField { name, plan, label, without }
}

use Without::{Nothing, Stands, Whole};

static TEXT: Plan = Plan::Value(PlanValue::Text);
static PARAGRAPHS: Plan = Plan::Row(&Plan::Value(PlanValue::Paragraph));
static COUNT: Plan = Plan::Value(PlanValue::Count);
static MONTH: Plan = Plan::Value(PlanValue::Month);
static DAY: Plan = Plan::Value(PlanValue::Day);
static ENTRIES: Plan = Plan::Keyed(&Plan::Value(PlanValue::Entry));
static TEXTS: Plan = Plan::Row(&TEXT);

static MONTH_DAY: Plan =
    Plan::Fields(&[field("month", "月份", &MONTH, Nothing), field("day", "日期", &DAY, Nothing)]);

static DATE: Plan = Plan::Fields(&[
    field("year", "年份", &Plan::Value(PlanValue::DateYear), Nothing),
    field("month", "月份", &MONTH, Nothing),
    field("day", "日期", &DAY, Nothing),
]);

static AGENCY: Plan = Plan::Fields(&[
    field("name", "机关全称", &TEXT, Whole),
    field("website", "网站", &TEXT, Whole),
    field("address", "地址", &TEXT, Whole),
    field("postcode", "邮编", &TEXT, Whole),
    field("telephone", "电话", &TEXT, Whole),
    field("fax", "传真", &TEXT, Whole),
    field("mail", "电子邮箱", &TEXT, Whole),
    field("kind", "机关类型", &Plan::Value(PlanValue::Kind), Whole),
    field("limit", "字数上限", &Plan::Maybe(&COUNT), Whole),
    field("deadline", "报送日期", &Plan::Maybe(&MONTH_DAY), Whole),
]);

static REPORT: Plan = Plan::Fields(&[
    field("form", "格式", &TEXT, Stands("\"\"")),
    field("year", "报告年度", &Plan::Value(PlanValue::Year), Stands("0")),
    field("agency", "机关信息", &AGENCY, Whole),
    field("title", "标题", &Plan::Maybe(&TEXT), Whole),
    field("cells", "数字", &ENTRIES, Whole),
    field("printed", "公布的合计", &ENTRIES, Whole),
    field("locked", "锁定的表", &TEXTS, Whole),
    field("sections", "正文", &Plan::Keyed(&PARAGRAPHS), Whole),
    field("headings", "公布的小标题", &Plan::Keyed(&TEXT), Whole),
]);

static EXPLANATION: Plan = Plan::Fields(&[
    field("rule", "规则", &TEXT, Nothing),
    field("key", "所说的数", &TEXT, Nothing),
    field("text", "说明", &TEXT, Nothing),
]);

static SIGNED: Plan = Plan::Fields(&[
    field("number", "送审稿号", &COUNT, Nothing),
    field("date", "签发日期", &Plan::Maybe(&DATE), Whole),
    field("by", "签发人", &TEXT, Whole),
    field("fingerprint", "文稿指纹", &TEXT, Nothing),
    field("report", "报告", &REPORT, Nothing),
]);

static DOUBT: Plan = Plan::Fields(&[
    field("place", "位置", &TEXT, Nothing),
    field("found", "原文", &TEXT, Nothing),
    field("did", "处理", &TEXT, Nothing),
]);

static TIED: Plan = Plan::Fields(&[
    field("section", "部分", &TEXT, Nothing),
    field("at", "位置", &COUNT, Nothing),
    field("figures", "数", &TEXT, Nothing),
    field("cells", "所关联的格", &TEXTS, Nothing),
]);

static EARLIER: Plan = Plan::Fields(&[
    field("year", "年度", &Plan::Value(PlanValue::Year), Nothing),
    field("form", "格式", &TEXT, Nothing),
    field("figures", "数字", &ENTRIES, Nothing),
]);

static REMARK: Plan = Plan::Fields(&[
    field("year", "年度", &Plan::Value(PlanValue::Year), Nothing),
    field("text", "备注", &TEXT, Whole),
    field("to_check", "待核", &Plan::Value(PlanValue::Yes), Whole),
]);

static AFTER_NOTE: Plan =
    Plan::Fields(&[field("date", "日期", &Plan::Maybe(&DATE), Whole), field("words", "备注", &TEXT, Whole)]);

static AFTER: Plan = Plan::Fields(&[
    field("published", "公布", &AFTER_NOTE, Whole),
    field("reported", "报送", &AFTER_NOTE, Whole),
    field("filed", "存档", &AFTER_NOTE, Whole),
]);

static DECLINED: Plan =
    Plan::Fields(&[field("place", "位置", &TEXT, Nothing), field("words", "改动", &TEXT, Nothing)]);

/// The whole file.
pub(super) static DRAFT: Plan = Plan::Fields(&[
    field("version", "草稿版本", &Plan::Value(PlanValue::Version), Stands("1")),
    field("report", "报告", &REPORT, Stands("(form:\"\",year:0)")),
    field("explanations", "说明", &Plan::Row(&EXPLANATION), Whole),
    field("last", "上年报告", &Plan::Maybe(&REPORT), Whole),
    field("signed", "送审稿", &Plan::Row(&SIGNED), Whole),
    field("doubts", "存疑", &Plan::Row(&DOUBT), Whole),
    field("confirmed", "确认过的句子", &Plan::Keyed(&TEXTS), Whole),
    field("tied", "关联表格的数", &Plan::Row(&TIED), Whole),
    field("earlier", "以前各年的数", &Plan::Row(&EARLIER), Whole),
    field("remarks", "备注", &Plan::Keyed(&REMARK), Whole),
    field("after", "公布、报送、存档", &AFTER, Whole),
    field("declined", "不接受的Word改动", &Plan::Row(&DECLINED), Whole),
]);

impl Plan {
    /// The bracket that opens it and the one that closes it; nothing for a single value.
    pub(super) fn brackets(&self) -> Option<(u8, u8)> {
        match self {
            Self::Fields(_) => Some((b'(', b')')),
            Self::Keyed(_) => Some((b'{', b'}')),
            Self::Row(_) => Some((b'[', b']')),
            Self::Maybe(_) | Self::Value(_) => None,
        }
    }

    /// What it holds when there is something: of a part that may be missing, the part.
    pub(super) fn part(&self) -> &Self {
        match self {
            Self::Maybe(part) => part,
            whole => whole,
        }
    }

    /// The fields with names; none of anything else.
    pub(super) fn fields(&self) -> &'static [PlanField] {
        match self {
            Self::Fields(fields) => fields,
            _ => &[],
        }
    }

    /// Where a field stands among them.
    pub(super) fn field(&self, name: &str) -> Option<usize> {
        self.fields().iter().position(|f| f.name == name)
    }
}

impl PlanValue {
    /// What it should have been, in the officer's words.
    pub(super) fn expected(self) -> &'static str {
        match self {
            Self::Text | Self::Paragraph => "文字",
            Self::Entry => "填写的内容",
            Self::Version => "草稿版本",
            Self::Year => "报告年度",
            Self::DateYear | Self::Month | Self::Day => "日期",
            Self::Count => "整数",
            Self::Kind => "机关类型",
            Self::Yes => "是或否",
        }
    }
}
