//! 一、主要数据: the key figures of the form beside last year's.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::{
    draft::{Opened, Sheet},
    form::KeyFigure,
    layout::review::{Field, Part, Shape, SmallTable},
};

/// The heading of the part.
const HEADING: &str = "一、主要数据";
/// What stands where there is no number.
const NONE: &str = "—";

pub(super) fn part(opened: Opened<'_>, most: usize) -> Part {
    let key_figures = &opened.form().key_figures;
    if key_figures.is_empty() {
        let texts = vec!["这一格式没有数据表。".to_owned()];
        return Part { heading: HEADING.to_owned(), texts, table: SmallTable::default() };
    }
    let before = opened.before();
    let heads = ["项\u{3000}目", "本年", "上年", "增减"].map(|text| Field::new(text, Shape::Head));
    let row = |figure: &KeyFigure| {
        let now = sum(opened.sheet(), figure);
        let then = before.and_then(|before| sum(before.sheet, figure));
        vec![
            Field::new(figure.label.as_str(), Shape::Label),
            number(now),
            number(then),
            Field::new(change(now, then), Shape::Number),
        ]
    };
    let mut rows = vec![heads.to_vec()];
    rows.extend(key_figures.iter().take(most).map(row));
    if key_figures.len() > most {
        let more = format!("其余{}项见报告。", key_figures.len() - most);
        rows.push(vec![Field { columns: 4, ..Field::new(more, Shape::Words) }]);
    }
    let table = SmallTable { widths: vec![40, 17, 17, 26], rows };
    Part { heading: HEADING.to_owned(), texts: Vec::new(), table }
}

/// What a key figure comes to; `None` where one of its cells is blank, or unknown to the form of that year.
fn sum(sheet: Sheet<'_>, figure: &KeyFigure) -> Option<Decimal> {
    let mut numbers = figure.cells.iter().map(|id| sheet.number(id));
    numbers.try_fold(Decimal::ZERO, |sum, number| sum.checked_add(number?))
}

fn number(number: Option<Decimal>) -> Field {
    Field::new(number.map_or_else(|| NONE.to_owned(), |n| n.to_string()), Shape::Number)
}

/// The change with its share of last year's: `+6（+60.0%）`.
fn change(now: Option<Decimal>, then: Option<Decimal>) -> String {
    let (Some(now), Some(then)) = (now, then) else { return NONE.to_owned() };
    let difference = now - then;
    if difference.is_zero() {
        return "持平".to_owned();
    }
    let share = (difference * Decimal::ONE_HUNDRED).checked_div(then);
    let share = share.map(|share| format!("（{}%）", signed(&rounded(share))));
    format!("{}{}", signed(&difference.normalize().to_string()), share.unwrap_or_default())
}

/// With one decimal place, as by hand: 0.05 up.
fn rounded(share: Decimal) -> String {
    let share = share.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    format!("{share:.1}")
}

/// A number with its sign in front, also of a positive one.
pub(in crate::export) fn signed(number: &str) -> String {
    number.strip_prefix('-').map_or_else(|| format!("+{number}"), |digits| format!("−{digits}"))
}
