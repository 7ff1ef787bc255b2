//! The white room over a table: at most a third of a page, or else nothing of the table could have stood in it; and none
//! is parted for less.

use super::parted::{height, of_table, parts};
use nianbao::{
    form::{BoxContent, Form, Table, TableBox},
    layout::{
        Origin, Page,
        sheet::{AREA_HEIGHT, BOTTOM, LINE_PITCH, TOP},
    },
};

/// What the last line leaves under its baseline, and what it may be short of the grid.
const UNDER_A_LINE: f32 = LINE_PITCH / 2.0;
/// The fewest rows of its own that a part of a table has.
const FEWEST: usize = 2;

/// No page ends with more than a third of it empty before a table that could have begun there.
pub fn no_table_leaves_a_third_of_a_page_empty(form: &Form, pages: &[Page]) {
    for (before, after) in pages.iter().zip(pages.iter().skip(1)) {
        let Some(t) = first_table(after) else { continue };
        let empty = BOTTOM - lowest(before);
        if empty <= AREA_HEIGHT / 3.0 + UNDER_A_LINE {
            continue;
        }
        if let Some(part) = first_part(&form.tables[t], t, after) {
            assert!(part > empty, "{}: {empty} pt empty, {part} pt needed", form.tables[t].name);
        }
    }
}

/// A table that a page has room for is parted only where more than a third of one would have been empty.
pub fn no_table_is_parted_for_less(form: &Form, pages: &[Page]) {
    for (t, table) in form.tables.iter().enumerate() {
        let [first, rest @ ..] = &parts(pages, t)[..] else { continue };
        let all: f32 = rest.iter().map(|page| height(page, t)).sum::<f32>() + height(first, t);
        if rest.is_empty() || all > AREA_HEIGHT - LINE_PITCH {
            continue;
        }
        let over = first.runs.iter().take_while(|run| !of_table(run.origin, t));
        let texts = over.filter(|run| !matches!(run.origin, Origin::Heading(_) | Origin::PageNumber));
        let boxes = first.boxes.iter().take_while(|area| !of_table(area.origin, t));
        let used = texts.map(|run| run.y).chain(boxes.map(|area| area.to.1)).fold(TOP, f32::max);
        assert!(BOTTOM - used > AREA_HEIGHT / 3.0, "{} is parted after {used} pt", table.name);
    }
}

/// The table that begins on a page under its head or at the top, if any does.
fn first_table(page: &Page) -> Option<usize> {
    let texts = page.runs.iter().filter(|run| run.origin != Origin::PageNumber);
    let first = texts.map(|run| run.origin).find(|o| !matches!(o, Origin::Heading(_)))?;
    let Origin::Box(t, _) = first else { return None };
    page.boxes.iter().any(|area| area.origin == Origin::Box(t, 0)).then_some(t)
}

/// How far down something stands on a page.
fn lowest(page: &Page) -> f32 {
    let is_text = |o: Origin| o != Origin::PageNumber;
    let texts = page.runs.iter().filter(|run| is_text(run.origin) && run.y <= BOTTOM).map(|run| run.y);
    texts.chain(page.boxes.iter().map(|area| area.to.1)).fold(TOP, f32::max)
}

/// The height of the first part that could stand for itself of a table at the head of a page, with the heads over it;
/// `None` where it has none.
fn first_part(table: &Table, t: usize, page: &Page) -> Option<f32> {
    let may_end = table.head_rows + FEWEST..=table.height.saturating_sub(FEWEST);
    let end = may_end.into_iter().find(|end| ends_group(table, *end))?;
    let boxes = page.boxes.iter().filter_map(|area| match area.origin {
        Origin::Box(of, index) if of == t => Some((&table.boxes[index], area.to.1)),
        _ => None,
    });
    let (above, under): (Vec<_>, Vec<_>) = boxes.partition(|(b, _)| b.row + b.rows <= end);
    // A page that does not show all of the first part does not say how high it is.
    let is_whole = under.iter().any(|(b, _)| b.row >= end);
    is_whole.then(|| above.into_iter().map(|(_, bottom)| bottom).fold(TOP, f32::max) - TOP)
}

/// Whether a group of rows ends before this one: no label goes over it but one over most of the table, and where the
/// table has bands, one begins here.
fn ends_group(table: &Table, end: usize) -> bool {
    let is_band = |b: &TableBox| matches!(b.content, BoxContent::Band(_));
    let goes_over = |b: &TableBox| b.row < end && end < b.row + b.rows && b.rows * 2 <= table.height;
    let has_bands = table.boxes.iter().any(is_band);
    let begins = !has_bands || table.boxes.iter().any(|b| b.row == end && is_band(b));
    begins && !table.boxes.iter().any(goes_over)
}
