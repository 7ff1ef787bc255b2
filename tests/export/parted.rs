//! Tables over pages: whole where they can be, parted between their groups and with their heads again where not.

use nianbao::{
    draft::Entry,
    form::{self, BoxContent, Form, Table, TableBox},
    layout::{Origin, Page, Run},
};

use super::laws::{check, laid_out, printed};
use crate::common::pages::{box_text, filled};

/// The pages that a table stands on.
pub fn parts(pages: &[Page], table: usize) -> Vec<&Page> {
    pages.iter().filter(|page| page.boxes.iter().any(|area| of_table(area.origin, table))).collect()
}

pub fn of_table(origin: Origin, table: usize) -> bool {
    matches!(origin, Origin::Box(n, _) | Origin::BoxAgain(n, _) if n == table)
}

/// The height of what a page shows of a table.
pub fn height(page: &Page, table: usize) -> f32 {
    let areas = page.boxes.iter().filter(|a| of_table(a.origin, table));
    let (top, bottom) =
        areas.fold((f32::MAX, 0.0_f32), |(top, bottom), a| (top.min(a.from.1), bottom.max(a.to.1)));
    (bottom - top).max(0.0)
}

/// Between two row groups, where what is before it is short of a page: the rest begins with a band, under nothing.
#[test]
fn a_parted_table_goes_on_with_a_group() {
    let form = &form::builtin()[0];
    let first = form.sections.iter().position(|s| s.table().is_some()).expect("a table");
    // Numbers so long that the rows of the small table take more than the room left, in any type.
    let mut report = filled(form, "5");
    let mut parted = 0;
    for words in 1..=9 {
        for (id, entry) in &mut report.cells {
            if form.tables[0].boxes.iter().any(|b| matches!(&b.content, BoxContent::Cell(c) if c == id)) {
                *entry = Entry::read(&"须核实后填报".repeat(words)).expect("words");
            }
        }
        for count in 1..=22 {
            report.sections.insert(form.sections[first - 1].id.clone(), "一句话。\n".repeat(count).into());
            check(form, &report);
            let pages = laid_out(form, &report);
            let boxes = |p: &Page| -> Vec<Origin> {
                p.boxes.iter().map(|a| a.origin).filter(|o| of_table(*o, 0)).collect()
            };
            let shown: Vec<Vec<Origin>> = pages.iter().map(boxes).filter(|shown| !shown.is_empty()).collect();
            for rest in shown.iter().skip(1).filter(|_| shown.len() == 2) {
                let first = rest.iter().find(|o| matches!(o, Origin::Box(..))).expect("a box of its own");
                assert!(matches!(first.table_box(form).map(|b| &b.content), Some(BoxContent::Band(_))));
                parted += 1;
            }
        }
    }
    assert!(parted > 0, "some table is parted");
}

#[test]
fn numbers_of_seven_digits_stay_on_one_line() {
    for form in form::builtin() {
        let report = filled(form, "3985758");
        let pages = laid_out(form, &report);
        check(form, &report);
        for run in pages.iter().flat_map(|p| &p.runs).filter(|r| r.origin.cell(form).is_some()) {
            assert!(run.glyphs.len() >= 7, "{} is torn", run.text());
        }
    }
}

#[test]
fn a_table_too_long_for_a_page_goes_on_with_its_heads() {
    let form = &form::builtin()[0];
    // Words instead of numbers, long enough to wrap into many lines in every row.
    let report = filled(form, &"须核实后填报的数字".repeat(8));
    check(form, &report);
    let pages = laid_out(form, &report);
    let shows = |t: usize| {
        pages.iter().filter(move |p| p.runs.iter().any(|r| matches!(r.origin, Origin::Box(n, _) if n == t)))
    };
    let split = (0..form.tables.len()).find(|&t| shows(t).count() > 1).expect("a table on two pages");
    let heads = form.tables[split].boxes.iter().enumerate();
    let heads = heads.filter(|(_, b)| b.row < form.tables[split].head_rows);
    for page in shows(split).skip(1) {
        for (b, head) in heads.clone() {
            assert!(matches!(head.content, BoxContent::Head(_)));
            assert!(page.runs.iter().any(|r| r.origin == Origin::BoxAgain(split, b)));
        }
    }
    let stubs = shows(split).flat_map(|p| p.boxes.iter().map(move |area| (p, area)));
    let mut again = 0;
    for (page, area) in stubs.filter(|(_, area)| is_stub_again(form, area.origin)) {
        // Whose part here has room for its words says them again.
        if area.to.1 - area.from.1 > 150.0 {
            let label = area.origin.table_box(form).map(|b| box_text(form, &report, &b.content));
            assert_eq!(Some(printed(std::slice::from_ref(page), |o| o == area.origin)), label);
            again += 1;
        }
    }
    assert!(again > 0, "a merged label goes on overleaf");
}

fn is_stub_again(form: &Form, origin: Origin) -> bool {
    let is_stub = |b: &TableBox| matches!(b.content, BoxContent::Stub(_));
    matches!(origin, Origin::BoxAgain(..)) && origin.table_box(form).is_some_and(is_stub)
}

/// A table that goes on overleaf is cut between its groups. A label goes on only where its group takes half of what
/// there is before the cut, but for the label over them all.
#[test]
fn a_table_is_cut_between_its_groups() {
    let form = &form::builtin()[0];
    let mut cuts = 0;
    for words in 5..=20 {
        let pages = laid_out(form, &filled(form, &"须核实后填报".repeat(words)));
        for (t, table) in form.tables.iter().enumerate() {
            for (before, after) in pages.iter().zip(pages.iter().skip(1)) {
                let goes_on = |b: usize| after.boxes.iter().any(|a| a.origin == Origin::BoxAgain(t, b));
                let boxes = table.boxes.iter().enumerate().filter(|(b, _)| goes_on(*b));
                let labels = boxes.filter(|(_, x)| matches!(x.content, BoxContent::Stub(_)));
                for (b, label) in labels.filter(|(_, x)| x.rows <= table.height / 2) {
                    let part = before.boxes.iter().find(|a| {
                        matches!(a.origin, Origin::Box(n, i) | Origin::BoxAgain(n, i) if (n, i) == (t, b))
                    });
                    let part = part.map_or(0.0, |a| a.to.1 - a.from.1);
                    assert!(part > 0.4 * height(before, t), "{words}: {:?} is cut", label.content);
                }
                assert!(heads_of(before, table, t) <= 1, "{words}: two parts on one page");
                cuts += usize::from(height(before, t) > 0.0 && height(after, t) > 0.0);
            }
        }
    }
    assert!(cuts > 0, "some table is cut");
}

/// How many times a page has the first head of a table.
fn heads_of(page: &Page, table: &Table, t: usize) -> usize {
    let first = table.boxes.iter().position(|b| matches!(b.content, BoxContent::Head(_)));
    let is_first =
        |o: Origin| matches!(o, Origin::Box(n, b) | Origin::BoxAgain(n, b) if n == t && Some(b) == first);
    page.boxes.iter().filter(|area| is_first(area.origin)).count()
}

#[test]
fn a_row_taller_than_a_page_goes_on_overleaf() {
    // Forms without tables have no row.
    for form in form::builtin().iter().filter(|f| !f.cells().is_empty()) {
        let mut report = filled(form, "7");
        let cell = form.cells().iter().find(|c| !c.is_total()).expect("a cell");
        let words = "须核实后填报的数字".repeat(300);
        report.cells.insert(cell.id.clone(), Entry::read(&words).expect("words"));
        check(form, &report);
        let cell = |run: &&Run| run.origin.cell(form) == Some(&cell.id);
        let pages = laid_out(form, &report);
        assert!(pages.iter().filter(|p| p.runs.iter().any(|r| cell(&r))).count() > 1);
    }
}
