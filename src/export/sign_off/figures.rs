//! 一、主要数据: the key figures of the form beside last year's.

use rust_decimal::Decimal;

use crate::{
    draft::{Draft, Report},
    form::{self, Form, KeyFigure},
    layout::review::{Field, Part, Shape, SmallTable},
};

/// What stands where there is no number.
const NONE: &str = "—";

pub(super) fn part(form: &Form, draft: &Draft, most: usize) -> Part {
    let last = draft.last.as_ref().and_then(|last| Some((form::by_id(&last.form)?, last)));
    let heads = ["项\u{3000}目", "本年", "上年", "增减"].map(|text| Field::new(text, Shape::Head));
    let row = |figure: &KeyFigure| {
        let now = sum(form, &draft.report, figure);
        let then = last.as_ref().and_then(|(form, last)| sum(form, last, figure));
        vec![
            Field::new(figure.label.as_str(), Shape::Label),
            number(now),
            number(then),
            Field::new(change(now, then), Shape::Number),
        ]
    };
    let rows = form.key_figures.iter().take(most).map(row);
    Part {
        heading: "一、主要数据".to_owned(),
        texts: Vec::new(),
        table: SmallTable {
            widths: vec![40, 17, 17, 26],
            rows: [heads.to_vec()].into_iter().chain(rows).collect(),
        },
    }
}

/// What a key figure comes to; `None` where one of its cells is blank, or unknown to the form of that year.
fn sum(form: &Form, report: &Report, figure: &KeyFigure) -> Option<Decimal> {
    let mut numbers = figure.cells.iter().map(|id| report.number(form, id.as_str()));
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
    let share = share.map(|share| format!("（{}%）", signed(&format!("{share:.1}"))));
    format!("{}{}", signed(&difference.normalize().to_string()), share.unwrap_or_default())
}

/// A number with its sign in front, also of a positive one.
fn signed(number: &str) -> String {
    number.strip_prefix('-').map_or_else(|| format!("+{number}"), |digits| format!("−{digits}"))
}
