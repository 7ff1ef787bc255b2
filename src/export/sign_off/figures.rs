//! 一、主要数据: the key figures of the form beside last year's.

use rust_decimal::Decimal;

use crate::{
    draft::{Opened, Sheet},
    form::{CellId, KeyFigure},
    layout::review::{Field, Part, Shape, SmallTable},
    words::growth::{NONE, share, signed},
};

/// The heading of the part.
const HEADING: &str = "一、主要数据";
/// What stands for no change.
const SAME: &str = "持平";

pub(super) fn part(opened: Opened<'_>, most: usize) -> Part {
    let key_figures = &opened.form().key_figures;
    if key_figures.is_empty() {
        let texts = vec!["这一格式没有数据表。".to_owned()];
        return Part { heading: HEADING.to_owned(), texts, table: SmallTable::default() };
    }
    let before = opened.before();
    let mut heads = vec!["项\u{3000}目", "本年"];
    heads.extend(before.iter().flat_map(|_| ["上年", "增减"]));
    let columns = heads.len();
    let row = |figure: &KeyFigure| {
        let now = sums(opened.sheet(), figure);
        let mut fields = vec![
            Field::new(figure.label.as_str(), Shape::Label),
            Field::new(joined(&now, |sum| number(*sum)), Shape::Number),
        ];
        if let Some(before) = before {
            let then = sums(before.sheet, figure);
            fields.push(Field::new(joined(&then, |sum| number(*sum)), Shape::Number));
            fields.push(Field::new(changes(&now, &then), Shape::Number));
        }
        fields
    };
    let mut rows = vec![heads.into_iter().map(|text| Field::new(text, Shape::Head)).collect()];
    rows.extend(key_figures.iter().take(most).map(row));
    if key_figures.len() > most {
        let more = format!("其余{}项见报告。", key_figures.len() - most);
        rows.push(vec![Field { columns, ..Field::new(more, Shape::Words) }]);
    }
    let widths = if before.is_some() { vec![40, 19, 19, 22] } else { vec![60, 40] };
    Part { heading: HEADING.to_owned(), texts: Vec::new(), table: SmallTable { widths, rows } }
}

/// What its figures come to; `None` where a cell of one is blank, or unknown to the form of that year.
fn sums(sheet: Sheet<'_>, figure: &KeyFigure) -> Vec<Option<Decimal>> {
    figure.sums.iter().map(|cells| sum(sheet, cells)).collect()
}

fn sum(sheet: Sheet<'_>, cells: &[CellId]) -> Option<Decimal> {
    let mut numbers = cells.iter().map(|id| sheet.number(id));
    numbers.try_fold(Decimal::ZERO, |sum, number| sum.checked_add(number?))
}

/// Figures of one line: `8／0／0`.
fn joined<T>(figures: &[T], shown: impl Fn(&T) -> String) -> String {
    figures.iter().map(shown).collect::<Vec<_>>().join("／")
}

fn number(number: Option<Decimal>) -> String {
    number.map_or_else(|| NONE.to_owned(), |n| n.to_string())
}

/// The changes of a line: one with its share of last year's (`+6（+60.0%）`), several without (`+2／−1／0`).
fn changes(now: &[Option<Decimal>], then: &[Option<Decimal>]) -> String {
    match (now, then) {
        ([now], [then]) => change(*now, *then),
        _ if now == then && now.iter().all(Option::is_some) => SAME.to_owned(),
        _ => joined(&now.iter().zip(then).collect::<Vec<_>>(), |(now, then)| difference(**now, **then)),
    }
}

fn difference(now: Option<Decimal>, then: Option<Decimal>) -> String {
    let difference = now.zip(then).and_then(|(now, then)| now.checked_sub(then));
    difference.map_or_else(|| NONE.to_owned(), signed)
}

fn change(now: Option<Decimal>, then: Option<Decimal>) -> String {
    let (Some(now), Some(then)) = (now, then) else { return NONE.to_owned() };
    let Some(difference) = now.checked_sub(then) else { return NONE.to_owned() };
    if difference.is_zero() {
        return SAME.to_owned();
    }
    let share = share(difference, then).map(|share| format!("（{share}）"));
    format!("{}{}", signed(difference), share.unwrap_or_default())
}
