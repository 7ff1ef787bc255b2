//! What a word does in a sentence about numbers.

use serde::Deserialize;

use crate::form::Role;

/// What a word does in a sentence that counts something. Which words do it stands in `assets/claims.ron`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(in crate::check) enum Sense {
    /// An application came in: 收到, 受理.
    Receive,
    /// It was dealt with: 答复, 办结.
    Handle,
    /// It was worked on: 办理, 处理. How far is not said.
    Treat,
    /// It was to be dealt with: 应办.
    Due,
    /// It went from one year to the next: 结转.
    Carry,
    /// The year before: 上年.
    LastYear,
    /// The year after: 下年度.
    NextYear,
    /// It is not yet dealt with: 尚未办结.
    Undone,
    /// Applications for information: 政府信息公开申请.
    Application,
    /// Applications of some kind: 申请.
    Asked,
    /// Cases brought against the agency, by what the form counts them as: 行政复议.
    Case(Vec<Role>),
    /// Documents were made: 制发.
    Issue,
    /// Documents were made public: 新公开.
    Open,
    /// Documents are public, of all years: 对外公开总数.
    OpenInAll,
    /// Documents were repealed: 废止.
    Repeal,
    /// Documents are in force: 现行有效.
    Stock,
    /// Decisions were made: 作出.
    Decide,
    /// What there is about decisions, and is none: 行政许可信息.
    About,
    /// Documents by who may see them: 主动公开12件，依申请公开3件，不予公开1件.
    Sorted,
    /// What was bought, or what it cost: 采购金额.
    Spend,
    /// Documents were looked at, whatever came of it: 清理.
    Look,
    /// An application that came in this year, as the form has it: 新收.
    New,
    /// About information that was asked for or made public: 信息公开.
    Inform,
    /// Made public, which of applications is how they ended: 公开158件.
    Give,
    /// About something else than information: 与信息公开无关.
    Uninformed,
    /// So many for each month, day or person: 月均.
    Mean,
    /// All of the last years, one number each: 近三年.
    Years(u16),
    /// Other matters: 信访, 热线.
    Elsewhere,
    /// An agency that is called by other matters: 信访局.
    OrganOfLetters,
    /// Parts of the number before follow: 其中.
    Part,
    /// What is counted with it follows: 含.
    Holding,
    /// All of it together: 共计.
    Whole,
    /// All of it together, maybe of more years than one: 累计.
    Cumulative,
    /// The year reported on: 全年.
    ThisYear,
    /// The year in which it came in: 当年.
    OwnYear,
    /// Of every kind, or of what is more than the tables count: 各类.
    Loosely,
    /// What is not counted with it: 不含.
    Apart,
    /// 超过制发数: more or less than something else.
    Beyond,
    /// What there is beside it: 另有, 除…外.
    Besides,
    /// What is left out of what follows: 除…外.
    Except,
    /// What is left of the number before: 其余.
    Rest,
    /// The others of a list: 其他.
    Others,
    /// Each has its own number: 分别为.
    Each,
    /// Of the number before, some follow: 3119件申请中.
    Among,
    /// And more of the kind: 等.
    Etc,
    /// Why it was done so: 因.
    Reason,
    /// What cases came of: 因政府信息公开.
    Cause,
    /// Only some of the applicants: 同一申请人.
    Some,
    /// How it was done, which is a part of all: 书面.
    Manner,
    /// How it came: 网上.
    Channel,
    /// The agency itself: 我局.
    Ours,
    /// All agencies of a place: 全市.
    Everywhere,
    /// Another: 代表, 委托.
    Body,
    /// Whom a case is brought against: 为被申请人.
    Respondent,
    /// In whose name: 名义.
    InName,
    /// Those below it: 下属, 各部门.
    Below,
    /// The agency without those below it: 局机关.
    Within,
    /// Some other time than the year: 上半年.
    Period,
    /// From some time on: 以来.
    Since,
    /// There is none: 未.
    Deny,
    /// It is so of all: 均.
    All,
    /// Something came about: 发生.
    Happen,
    /// Against another year: 同比.
    Compared,
    /// More: 增长.
    Rise,
    /// Less: 下降.
    Fall,
    /// How many there are now: 增至.
    Reach,
    /// As many: 持平.
    Same,
    /// A share of a whole: 占.
    Share,
    /// What came of cases, which is of those that are decided: 复议决定.
    Decided,
    /// Cases that have come to an end, in whatever way: 已审结.
    Concluded,
    /// Of how many of the applications something was done: 办结率.
    DoneRate,
    /// A rate of something else: 满意率.
    Rate,
    /// Only about so many: 近.
    Rough,
    /// It joins what is before it with what is behind: 和.
    Joint,
    /// Nothing that tells whose, which or how many: 的.
    Filler,
}

/// What is counted: what the units of a number tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(in crate::check) enum Counted {
    /// Applications (申请).
    Applications,
    /// Reviews and suits (复议、诉讼).
    Cases,
    /// Documents (规范性文件).
    Documents,
    /// Decisions (处理决定).
    Decisions,
    /// Fees (收费), in money.
    Fees,
    /// Purchases (采购), one by one or in money.
    Purchases,
}
