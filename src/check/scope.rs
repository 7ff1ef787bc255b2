//! What a number of a text is the number of: what the table counts, or a part of it, or another's.
//!
//! A sentence says in many ways that it counts less than the whole. What is unsure is silent.

use super::pattern::patterns;
use crate::form::{Cell, CellId, Form};

patterns! {
    /// Received or dealt with in another's name, or by a part of the agency.
    static OTHERS = "代表|名义|代为|代[^，。；]{1,8}(?:受理|收到|接收|答复|办理)|代收|代办|代理|受[^，。；]{1,16}委托|转办|交办|所属|下属|直属|局机关|机关本级|基层|乡镇|镇街|街镇|各(?:县|区|市|镇|乡|街道|部门|单位|科室|处室|所|站)";
    /// A clause that counts what came in: who, and that something was received.
    static RECEIVING = "(?:^|[，。；：、])([^，。；：、0-9]*?)(?:收到|受理|接到|新收|接收)[^，。；：0-9]{0,24}[0-9]+(?:件|宗|份|例)";
    /// One way to apply.
    static ONE_WAY = "网上|网络|信函|邮寄|当面|现场|传真|电子邮件|邮箱|线上|线下|在线|书面";
    /// What became of an application.
    static RESULT = "予以公开|部分公开|不予|无法|其他处理|答复|办结|办理|已";
    /// What there is of decisions, and is none: 行政许可信息12件.
    static ABOUT_DECISIONS = "信息|公示|公开|目录|清单|指南|案例|依据|流程";
    /// What joins a kind of result to one before it that the table does not know by this name: 全部或部分公开.
    static GOES_ON = "[和与及或]$|[^件宗起0-9]、$";
    /// What stands before a verb and is not who did it.
    static ADVERBS = "^(?:全年|年内|本年度?|今年|其中|共计|合计|总共|一共|累计|新|共|总|均|已经?|依法|按时|按期|及时|实际|直接|全部|另外?)*$";
    /// What was put off, or is not yet done.
    static UNDONE = "下一?年|次年|顺延|结转|延期|延长|正在|尚|转下";
    /// How or to whom something was answered, which is a part of all answers.
    static IN_A_WAY = "(?:不予|其他|另|予以公开|同意公开|部分公开|不予公开|书面|口头|当面|现场|电话|网上|在线|邮件|邮寄|信函|传真|延期|逾期|超期|重复|合并|协助|协商)$";
    /// What is counted of those dealt with: all of them, by no more than their name.
    static ALL_DEALT_WITH = "^(?:答复|办结|办理完成|处理)(?:了|完毕|完成|政府信息|信息|公开|依|申请|案件|事项|人|数量?|件数|共计?|合计|总计|计|为|数|：|各类|全部|所有|上述|相关|有关)*$";
    /// Why something was done so, or of which applications: a part of all that was.
    static GROUNDED = "上一?年|去年|因|由于|鉴于|涉|属|为由|理由|根据|依据|依照|第[0-9一二三四五六七八九十]+条|秘密|隐私|第三方|内部事务|过程性|执法案卷|行政查询|检索|没有|查无|未查|不存在|不明确|不掌握|另行制作|重复|信访";
    /// Each its own number.
    static EACH = "分别|各";
    /// Applications of any kind and from anybody.
    static ANY_APPLICATION = "^(?:到|过|任何|相关|有关|公民|自然人|法人|其[他它]组织|组织|群众|社会|公众|单位|个人|申请人|[、和与及或者以]|提出|提交|递交|关于|向|本机关|本单位|本局|我局|本部门|政府信息|信息|依法?|主动|公开|各类|方面|的)*$";
    /// Only some time of the year, or another.
    static ANOTHER_TIME = "上年|去年|往年|季度|上半年|下半年|[0-9]+月";
}

/// Whether a clause counts what another received, or a part of the agency.
pub(super) fn is_of_another(clause: &str) -> bool {
    OTHERS.is_match(clause)
}

/// The fewest characters of a column's name that tell applicants: 其他 stands in names for all of them.
const TELLING: usize = 3;

/// Whether what was received is counted of some applicants only, as the form names them over `received`, or of one way
/// to apply: `lead` is the verb with what it is about.
pub(super) fn is_of_some(form: &Form, received: &[CellId], lead: &str) -> bool {
    let rows: Vec<&Cell> = form.cells_with(received).collect();
    let in_rows = |cell: &&Cell| rows.iter().any(|row| (row.table, row.row) == (cell.table, cell.row));
    let applicants = form.cells().iter().filter(|cell| !cell.is_total()).filter(in_rows);
    let mut names = applicants.map(|cell| cell.column_label.as_str());
    ONE_WAY.is_match(lead) || names.any(|name| name.chars().count() >= TELLING && lead.contains(name))
}

/// Whether what came of some applications is counted, and not all of them.
pub(super) fn is_of_a_result(lead: &str) -> bool {
    RESULT.is_match(lead)
}

/// Whether something about decisions is counted, and not the decisions.
pub(super) fn is_about_decisions(lead: &str) -> bool {
    ABOUT_DECISIONS.is_match(lead)
}

/// Whether the words before a kind of result name another that it is counted with.
pub(super) fn goes_on(before: &str) -> bool {
    GOES_ON.is_match(before)
}

/// Whether a statement counts what several received, one after the other.
pub(super) fn is_shared_out(statement: &str) -> bool {
    let has_subject = |before: &str| !ADVERBS.is_match(before);
    RECEIVING.captures_iter(statement).filter(|found| has_subject(&found[1])).count() > 1
}

/// Whether all that was dealt with is counted: `lead` is the verb with what stands between it and the number.
pub(super) fn is_all_dealt_with(before: &str, lead: &str, clause: &str) -> bool {
    ALL_DEALT_WITH.is_match(lead) && !IN_A_WAY.is_match(before) && !UNDONE.is_match(clause)
}

/// Whether the words up to a number say why, or that each has a number of its own.
pub(super) fn is_some_of(lead: &str) -> bool {
    GROUNDED.is_match(lead) || EACH.is_match(lead)
}

/// Whether a denial is of applications of every kind, all year: `words` stand between the verb and 申请.
pub(super) fn is_any_application(words: &str, clause: &str) -> bool {
    ANY_APPLICATION.is_match(words) && !ANOTHER_TIME.is_match(clause)
}
