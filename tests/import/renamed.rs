//! The form in which nothing is called as in any other, through all that is done with a report: no Rust was written for it.

use std::{collections::BTreeSet, sync::Arc};

use nianbao::{
    diff,
    draft::{Draft, Entry, Report, file},
    export::{copy::CopyOptions, docx, html, pdf, sign_off, text},
    form::{CellId, Form, SectionBody},
    import::{self, Hint, Imported},
    layout::Faces,
    ledger::{self, Applications, Columns, Mapping, tally},
    roll,
};

use crate::common::forms;

/// A report with another number in each cell, and a text in each section.
fn report(form: &Form) -> Report {
    let mut report = Report::new(form, 2028);
    report.agency.name = "某市数据局".to_owned();
    for (n, cell) in form.cells().iter().filter(|c| !c.is_total()).enumerate() {
        report.cells.insert(cell.id.clone(), Entry::Number((n + 11).into()));
    }
    for section in form.sections.iter().filter(|s| s.body == SectionBody::Text) {
        report.sections.insert(section.id.clone(), format!("本机关如实写明{}。", section.subject()).into());
    }
    report
}

fn read(form: &Arc<Form>, source: &str) -> Imported {
    let hint = Hint { year: Some(2028), form: Some(Arc::clone(form)) };
    import::read(source.as_bytes(), &hint).unwrap()
}

/// What is read of a report that was written out: every figure and every text where it was.
fn comes_back(source: fn(&Form, &Report) -> String) {
    let form = forms::renamed();
    let report = report(&form);
    let imported = read(&form, &source(&form, &report));
    assert!(imported.doubts.is_empty(), "{:?}", imported.doubts);
    assert!(imported.missing.is_empty(), "{:?}", imported.missing);
    assert_eq!(imported.draft.report.cells, report.cells);
    for section in form.sections.iter().filter(|s| s.body == SectionBody::Text && !s.heading.is_empty()) {
        assert_eq!(imported.draft.report.text(&section.id), report.text(&section.id), "{}", section.id);
    }
}

#[test]
fn its_own_text_is_read_back() {
    comes_back(|form, report| text::export(forms::sheet(form, report)));
}

#[test]
fn its_own_page_is_read_back() {
    comes_back(|form, report| html::page(forms::sheet(form, report)));
}

#[test]
fn its_ledger_is_counted_by_its_own_rows_and_columns() {
    let form = forms::renamed();
    let table = Applications::of(&form).unwrap();
    let rows = "申请人类型,收到日期,办理结果\n老百姓们,2028-02-01,全数交付\n商号,2028-03-01,给一部分\n\
                老百姓们,2028-12-30,留待明年\n老百姓们,2028-04-01,婉拒\n";
    let sheet = ledger::read(rows.as_bytes()).unwrap();
    let columns = Columns::guess(&sheet, &table, &[]);
    let counted = tally(&sheet, &columns, &Mapping::default(), &table, 2028);
    let count = |id: &str| counted.count(&CellId::from(id));
    assert_eq!(counted.summary(), "台账4行，计入4行，未计入0行", "{:?}", counted.left);
    assert_eq!(
        ["K.got.folk", "K.got.firm", "K.yes.folk", "K.some.firm", "K.no.folk", "K.left.folk"].map(count),
        [3, 1, 1, 1, 1, 1]
    );
}

#[test]
fn it_is_rolled_and_compared_with_another_form() {
    let form = forms::renamed();
    let last = report(&form);
    let rolled = roll::into_form(&last, Arc::clone(&form), 2029);
    let carried: BTreeSet<&CellId> = rolled.draft.report.cells.keys().collect();
    assert_eq!(carried, BTreeSet::from([&CellId::from("K.old.folk"), &CellId::from("K.old.firm")]));
    assert_eq!(rolled.not_carried, Vec::<String>::new());
    let texts = form.sections.iter().filter(|s| s.body == SectionBody::Text);
    assert!(texts.map(|s| (rolled.draft.report.text(&s.id), last.text(&s.id))).all(|(new, old)| new == old));

    let other = forms::by_id("F2021");
    let before = forms::quiet(&other);
    let found = diff::run(forms::sheet(&other, &before), forms::sheet(&form, &last));
    assert!(
        found.changed_sections().count() > 2
            && !found.apart.before.is_empty()
            && !found.apart.after.is_empty()
    );
    let onto = roll::into_form(&before, Arc::clone(&form), 2028);
    insta::assert_snapshot!("what of another form does not come along", onto.not_carried.join("\n"));
}

/// Every file that leaves the program has its names in it, and none of another form.
#[test]
fn it_is_written_in_every_format() {
    let form = forms::renamed();
    let report = report(&form);
    let draft = Draft { report, ..Draft::default() };
    let (opened, sheet) = (forms::opened(&form, &draft), forms::sheet(&form, &draft.report));
    for written in [text::export(sheet), html::page(sheet), file::write(&draft)] {
        assert!(!["表三", "予以公开", "总体情况"].iter().any(|name| written.contains(name)));
    }
    assert!(text::export(sheet).contains("留待明年") && html::page(sheet).contains("七、余事"));
    assert!(docx::export(sheet).unwrap().starts_with(b"PK"));
    assert!(pdf::export(opened, CopyOptions::default(), Faces::bundled()).unwrap().starts_with(b"%PDF"));
    let (review, _) = sign_off::sheet(opened, None, 3, Faces::bundled());
    let said = review.texts().concat();
    assert!(said.contains("今年来件（件）") && said.contains("工本收入（千元）"));
    assert!(!["表三", "予以公开", "总体情况"].iter().any(|name| said.contains(name)), "{said}");
}
