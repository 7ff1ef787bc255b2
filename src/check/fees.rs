//! The fee for processing an application as the text reports it, beside what the tables say of fees
//! (`assets/norms/texts.md` “六、其他需要报告的事项”: X-UNPAID, X-FEE-IN, S6-FEETEN).

use rust_decimal::Decimal;

use super::{Breach, Case, Place, pattern::patterns, prose::Prose};
use crate::{
    form::{Form, Meaning, ProcessingFee, Role},
    words::{
        find::places,
        money::{self, Money},
    },
};

patterns! {
    /// All that may stand between the name of the fee, or one of its amounts, and an amount of it: anything else may be
    /// other money.
    static OF_FEE = "^(?:[，；：、（）》的为是了有约]|[0-9]+[件份次笔页人例宗]|管理办法|规定|其中|并|已|均|依法|全部|全年|本年度?|实际|应|共|总|合|计|收|缴|征|纳|金额|额|到账|入库|涉及|发出|开出|通知书?|单|费用|按件|按页|人民币|情况|如下|政府信息公开|信息公开|申请|案件)*$";
    /// What says that an amount was asked for, and not that it was paid.
    static ASKED = "通知|缴款单|应收|应缴|减|免|退";
    /// What says that an amount is the one that was paid.
    static PAID = "实际|实收|实缴|到账|入库";
}

/// An amount of the fee.
struct Amount<'p> {
    prose: &'p Prose<'p>,
    money: Money,
    /// The words from the name of the fee, or the amount before it, up to it.
    before: String,
}

/// What the fee is called in the words of a rule.
pub(super) fn called(form: &Form) -> Vec<(&'static str, String)> {
    let named = |fee: &ProcessingFee| vec![("费", fee.name.clone()), ("倍", fee.multiple.to_string())];
    form.fee.as_ref().map_or_else(Vec::new, named)
}

/// Applications given up as the fee was not paid, and not a word of the fee.
pub(super) fn unpaid(case: &Case<'_>) -> Option<Breach> {
    let fee = case.sheet.form().fee.as_ref()?;
    let unpaid = case.sheet.role_sum(Role::Unpaid).filter(|unpaid| *unpaid > Decimal::ZERO)?;
    let passages = reported(case);
    let section = passages.first()?.section;
    let says = |words: &String| passages.iter().any(|prose| prose.words().contains(words.as_str()));
    let is_told = fee.any.iter().chain([&fee.notice]).any(says);
    let cell = case.sheet.cell(Role::Unpaid)?;
    (!is_told).then(|| Breach {
        places: vec![Place::Section(section.id.clone()), Place::Cell(cell.id.clone())],
        left: unpaid.to_string(),
        fill: vec![("a", unpaid.to_string())],
        ..Breach::default()
    })
}

/// Amounts of the fee that the tariff does not give.
pub(super) fn off_tariff(case: &Case<'_>) -> Vec<Breach> {
    let Some(fee) = &case.sheet.form().fee else { return Vec::new() };
    let is_off = |amount: &Amount<'_>| {
        amount.money.yuan.checked_rem(fee.multiple.into()).is_some_and(|rest| !rest.is_zero())
    };
    let breach = |amount: Amount<'_>| {
        let mut breach = amount.prose.breach(&amount.money.bytes, "");
        breach.fill.push(("a", amount.money.yuan.normalize().to_string()));
        breach
    };
    amounts(case, fee).into_iter().filter(is_off).map(breach).collect()
}

/// More of the fee than of all fees in the table.
pub(super) fn more_than_fees(case: &Case<'_>) -> Option<Breach> {
    let fee = case.sheet.form().fee.as_ref()?;
    let cell = case.sheet.cell(Role::Fees)?;
    let all = case.sheet.role_sum(Role::Fees)?;
    let all_in_yuan = all.checked_mul(money::yuan_in(cell.kind.unit()?)?)?;
    let paid = paid(amounts(case, fee))?;
    let mut breach = paid.prose.breach(&paid.money.bytes, all.to_string());
    breach.places.insert(0, Place::Cell(cell.id.clone()));
    let (a, b) = (paid.money.yuan.normalize().to_string(), all.to_string());
    let unit = cell.kind.unit().unwrap_or_default().to_owned();
    breach.fill.extend([("a", a), ("b", b), ("单位", unit)]);
    (paid.money.yuan > all_in_yuan).then_some(breach)
}

/// The amount of the fee that was paid: what is called so, or else the largest that was not only asked for.
fn paid(amounts: Vec<Amount<'_>>) -> Option<Amount<'_>> {
    let (called_paid, others): (Vec<_>, Vec<_>) =
        amounts.into_iter().partition(|amount| PAID.is_match(&amount.before));
    let not_asked = others.into_iter().filter(|amount| !ASKED.is_match(&amount.before));
    let largest = not_asked.max_by_key(|amount| amount.money.yuan);
    called_paid.into_iter().max_by_key(|amount| amount.money.yuan).or(largest)
}

/// The passages of the section that reports the fee.
fn reported<'a>(case: &Case<'a>) -> &'a [Prose<'a>] {
    let is_it = |passages: &&'a [Prose<'a>]| passages[0].section.meaning == Some(Meaning::Other);
    case.sections().find(is_it).unwrap_or_default()
}

/// Every amount of the fee that its section reports.
fn amounts<'a>(case: &Case<'a>, fee: &ProcessingFee) -> Vec<Amount<'a>> {
    reported(case).iter().flat_map(|prose| amounts_in(prose, fee)).collect()
}

fn amounts_in<'p>(prose: &'p Prose<'p>, fee: &ProcessingFee) -> Vec<Amount<'p>> {
    let text = prose.words();
    let mut names: Vec<usize> =
        fee.any.iter().flat_map(|name| places(text, name)).map(|place| place.end).collect();
    names.sort_unstable();
    let mut found: Vec<Amount<'p>> = Vec::new();
    for money in money::amounts(text).into_iter().filter(|_| !names.is_empty()) {
        let start = money.bytes.start;
        let name = names[..names.partition_point(|end| *end <= start)].last().copied();
        let from = name.max(found.last().map(|amount| amount.money.bytes.end));
        let between = from.map(|from| &text[from..start]);
        if between.is_some_and(|words| OF_FEE.is_match(words)) || is_named_behind(text, &money, fee) {
            let before = words_before(text, between.unwrap_or_default(), start);
            found.push(Amount { prose, money, before });
        }
    }
    found
}

/// Whether an amount is followed by the name of the fee: 3940元信息处理费.
fn is_named_behind(text: &str, money: &Money, fee: &ProcessingFee) -> bool {
    let behind = text[money.bytes.end..].trim_start_matches(['的', '整']);
    let behind = behind.strip_prefix("政府信息公开").unwrap_or(behind);
    fee.any.iter().any(|name| behind.starts_with(name.as_str()))
}

/// The words before an amount back to the fee or the amount before it; right behind its name, those of the clause:
/// 应收信息处理费500元.
fn words_before(text: &str, between: &str, at: usize) -> String {
    const FEW: usize = 16;
    if !between.is_empty() {
        return between.to_owned();
    }
    let few = text[..at].char_indices().rev().take(FEW).last().map_or(at, |(byte, _)| byte);
    let clause = text[few..at].rsplit(['，', '；', '。', '：', '\n']).next();
    clause.unwrap_or_default().to_owned()
}
