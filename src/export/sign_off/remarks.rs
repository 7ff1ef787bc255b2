//! 四、备注和待核: what the officer has noted of cells, those still to be checked first. The part is left out while there is
//! none, and where the page has no room for it: then it is said where it stands.

use super::clipped;
use crate::{
    draft::{Opened, remark::Listed},
    layout::review::{Field, Part, Shape, SmallTable},
};

/// The shares of 待核, 位置 and 备注.
const WIDTHS: [u16; 3] = [10, 40, 50];
/// The heading, without its number.
const HEADING: &str = "备注和待核";

pub(super) fn part(opened: Opened<'_>, most: usize, sentence: usize) -> Option<Part> {
    let all = Listed::all(opened);
    if all.is_empty() || most == 0 {
        return None;
    }
    let mut rows = vec![heads()];
    rows.extend(all.iter().take(most).map(|listed| row(listed, sentence)));
    if all.len() > most {
        let more = format!("等{}格，全部见附页。", all.len());
        rows.push(vec![Field { columns: 3, ..Field::new(more, Shape::Words) }]);
    }
    let texts = vec![format!("{}。", counts(opened))];
    let table = SmallTable { widths: WIDTHS.to_vec(), rows };
    Some(Part { heading: format!("四、{HEADING}"), texts, table })
}

/// What is said in their place; nothing where there are none.
pub(super) fn elsewhere(opened: Opened<'_>) -> Option<String> {
    let has_any = !Listed::all(opened).is_empty();
    has_any.then(|| format!("{}，见附页。", counts(opened)))
}

fn counts(opened: Opened<'_>) -> String {
    format!("还有{}格待核，备注共{}格", opened.draft().to_check(), Listed::all(opened).len())
}

/// Every remark, a row each.
pub(super) fn all(opened: Opened<'_>, sentence: usize) -> Vec<Vec<Field>> {
    Listed::all(opened).iter().map(|listed| row(listed, sentence)).collect()
}

/// Some of those on a page of their own.
pub(super) fn continued(rows: &[Vec<Field>]) -> Part {
    let rows = [heads()].into_iter().chain(rows.iter().cloned()).collect();
    let table = SmallTable { widths: WIDTHS.to_vec(), rows };
    Part { heading: HEADING.to_owned(), texts: Vec::new(), table }
}

fn heads() -> Vec<Field> {
    ["待核", "位\u{3000}置", "备\u{3000}注"].map(|text| Field::new(text, Shape::Head)).to_vec()
}

fn row(listed: &Listed, sentence: usize) -> Vec<Field> {
    let mark = if listed.to_check { "待核" } else { "" };
    vec![
        Field::new(mark, Shape::Side),
        Field::new(clipped(&listed.place, sentence), Shape::Words),
        Field::new(clipped(&listed.words, sentence), Shape::Words),
    ]
}
