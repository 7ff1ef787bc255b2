//! One slip in one cell of a report that adds up is always found, and the sentence names its row or its column.

use nianbao::{
    check,
    draft::{Entry, Report, examples, file},
    form::{self, Cell, Form, Level},
};
use rust_decimal::Decimal;

use crate::common::{forms, reached::reached};

fn city() -> (std::sync::Arc<Form>, Report) {
    let (_, text) = examples::all().iter().find(|(name, _)| *name == "huaian-2024.ron").unwrap();
    let report = file::read(text).unwrap().report;
    (form::by_id(&report.form).unwrap(), report)
}

/// The cells of the tables whose printed totals are kept beside the computed ones.
fn cells(form: &Form) -> impl Iterator<Item = &Cell> {
    let summed = |c: &&Cell| form.tables[c.table].id != "T2";
    form.cells().iter().filter(summed)
}

fn errors(form: &Form, report: &Report) -> Vec<String> {
    let findings = check::run(forms::sheet(form, report), None);
    findings.into_iter().filter(|f| f.level == Level::Error).map(|f| f.message).collect()
}

/// The report with one number changed by `step`: a part, or a total as printed.
fn slip(report: &Report, cell: &Cell, step: i32) -> Report {
    let mut report = report.clone();
    let entries = if cell.is_total() { &mut report.printed } else { &mut report.cells };
    let entry = entries.get_mut(&cell.id).unwrap_or_else(|| panic!("{} is not filled", cell.id));
    *entry = Entry::Number(entry.number().unwrap() + Decimal::from(step));
    report
}

#[test]
fn the_city_report_adds_up() {
    let (form, report) = city();
    assert_eq!(errors(&form, &report), Vec::<String>::new());
    assert_eq!(cells(&form).count(), 25 * 7 + 15);
}

#[test]
fn r16_every_slip_is_found_and_named() {
    let (form, report) = city();
    let (mut slips, mut named) = (0, 0);
    for cell in cells(&form) {
        for step in [1, -1] {
            let found = errors(&form, &slip(&report, cell, step));
            slips += 1;
            let says =
                |m: &String| m.contains(&cell.row_label) || m.contains(&format!("“{}”", cell.column_label));
            named += usize::from(found.iter().any(says));
        }
    }
    assert_eq!((named, slips), (380, 380));
    reached("R16", &format!("{named} of {slips} slips of one cell found and named, 0 missed"));
}
