//! The report as text and as JSON: what it looks like, and that a program reads every value back.

use std::collections::HashSet;

use nianbao::{
    draft::{Entry, Report, Text, examples, file, paragraphs},
    export::{json, text},
    form::{BoxContent, Form, SectionBody, Table, TableBox},
};
use proptest::prelude::{Strategy as _, prop_assert_eq, proptest};

use crate::common::{drafts, forms, needed};

fn example(name: &str) -> Report {
    let (_, text) = examples::all().iter().find(|(n, _)| *n == name).unwrap();
    file::read(text).unwrap().report
}

/// A report whose entries are 1, 2, 3 …, every seventh left blank.
fn counted(form: &Form) -> Report {
    let mut report = Report::new(form, form.years.from);
    "某市某局".clone_into(&mut report.agency.name);
    for (n, cell) in form.cells().iter().filter(|c| !c.is_total()).enumerate().filter(|(n, _)| n % 7 != 6) {
        report.cells.insert(cell.id.clone(), Entry::read(&(n + 1).to_string()).unwrap());
    }
    for section in form.sections.iter().filter(|s| s.body == SectionBody::Text) {
        report.sections.insert(section.id.clone(), Text::from("第一段。\n\n　　第二段。"));
    }
    report
}

#[test]
fn the_text_reads_well() {
    for name in ["wenzhou-2022.ron", "yangling-2020.ron"] {
        let report = example(name);
        let form = forms::by_id(&report.form);
        insta::assert_snapshot!(format!("text {name}"), text::export(forms::sheet(&form, &report)));
    }
}

#[test]
fn a_form_nobody_knew_reads_as_well() {
    let form = forms::invented();
    insta::assert_snapshot!("text of an invented form", text::export(forms::sheet(&form, &counted(&form))));
}

#[test]
fn odd_geometry_keeps_its_columns() {
    let form = Form::read(include_str!("../forms/odd.ron")).unwrap();
    insta::assert_snapshot!("text of odd geometry", text::export(forms::sheet(&form, &counted(&form))));
}

#[test]
fn the_json_has_every_figure() {
    let report = example("huaian-2024.ron");
    let form = forms::by_id(&report.form);
    insta::assert_snapshot!("json huaian-2024", json::export(forms::sheet(&form, &report)));
}

#[test]
fn json_gives_only_complete_totals() {
    for form in forms::all() {
        let report = counted(&form);
        let json: serde_json::Value =
            serde_json::from_str(&json::export(forms::sheet(&form, &report))).unwrap();
        let cells = json["cells"].as_object().unwrap();
        for cell in form.cells() {
            let number = forms::sheet(&form, &report).figure(cell).number().map(|n| n.to_string());
            assert_eq!(
                cells.get(cell.id.as_str()).and_then(|v| v.as_str()),
                number.as_deref(),
                "{}",
                cell.id
            );
        }
        assert_eq!(json["form"], *form.id);
        assert_eq!(json["year"], report.year);
    }
}

#[test]
fn a_bar_or_a_line_break_in_a_cell_does_not_shift_the_others() {
    let form = forms::invented();
    let mut report = forms::zeros(&form);
    for cell in form.cells().iter().filter(|c| !c.is_total()).step_by(3) {
        report.cells.insert(cell.id.clone(), Entry::read("1|2\n3").unwrap());
    }
    assert_eq!(read_back(&form, &text::export(forms::sheet(&form, &report))), shown(&form, &report));
}

#[test]
fn one_long_entry_does_not_swell_every_line() {
    let form = forms::by_id("F2021");
    let mut report = forms::zeros(&form);
    let id = form.cells().iter().find(|c| !c.is_total()).unwrap().id.clone();
    report.cells.insert(id, Entry::read(&"长".repeat(1_000_000)).unwrap());
    assert!(text::export(forms::sheet(&form, &report)).len() < 3_100_000);
}

/// The values of every table in printed order, read from the text alone by the labels of the form.
fn read_back(form: &Form, text: &str) -> Vec<String> {
    let mut values = Vec::new();
    let mut lines = text.lines();
    let headed: Vec<_> = form.sections.iter().filter(|s| !s.heading.is_empty()).collect();
    for section in &headed {
        lines.by_ref().find(|l| *l == section.heading).unwrap();
        let Some(table) = section.table().and_then(|id| form.table(id)) else { continue };
        let body = lines.clone().take_while(|l| !headed.iter().any(|s| s.heading == *l));
        let labels = labels(form, table);
        let mut label = String::new();
        for line in body {
            let fields: Vec<&str> = line.split('|').map(str::trim).collect();
            // A label that is broken, or that of a group, has the values on its last line.
            label += &bare(fields[0]);
            let is_row = fields.len() > 1 && labels.contains(&label);
            if is_row {
                values.extend(fields[1..].iter().map(|&v| v.to_owned()));
            }
            if is_row || fields.len() == 1 || fields[1..].iter().any(|field| !field.is_empty()) {
                label.clear();
            }
        }
    }
    values
}

/// What rows are called: with those of their groups or some of them, or where they have no labels by the heads over them
/// but for the nearest.
fn labels(form: &Form, table: &Table) -> HashSet<String> {
    let mut labels = HashSet::new();
    for cell in form.cells_of(table) {
        let ends = (0..cell.row_path.len()).map(|from| bare(&cell.row_path[from..].concat()));
        labels.extend(ends);
        if cell.row_path.is_empty() {
            let above = || table.boxes.iter().filter(|b| b.row < cell.row);
            let head = |b: &&TableBox| matches!(b.content, BoxContent::Head(_));
            let from = above().filter(|b| !head(b)).map(|b| b.row + 1).max().unwrap_or_default();
            let over = above().filter(|b| b.row >= from && b.column_range().contains(&cell.column));
            let over: Vec<&str> = over.filter(head).filter_map(|b| b.content.text()).collect();
            labels.insert(bare(&over[..over.len().saturating_sub(1)].concat()));
        }
    }
    labels
}

fn bare(text: &str) -> String {
    text.replace(' ', "")
}

fn shown(form: &Form, report: &Report) -> Vec<String> {
    let safe = |c: char| match c {
        '|' => '｜',
        c if c.is_control() => ' ',
        c => c,
    };
    let show = |text: &str| text.chars().map(safe).collect::<String>().trim().to_owned();
    form.cells().iter().map(|cell| show(&forms::sheet(form, report).figure(cell).text())).collect()
}

proptest! {
    #![proptest_config(needed::tries(500, 500))]

    #[test]
    fn every_value_is_read_back(
        (form, report) in proptest::sample::select(forms::all())
            .prop_flat_map(|f| (proptest::strategy::Just(f.clone()), drafts::report(f)))
    ) {
        let first = text::export(forms::sheet(&form, &report));
        prop_assert_eq!(&first, &text::export(forms::sheet(&form, &report)));
        prop_assert_eq!(json::export(forms::sheet(&form, &report)), json::export(forms::sheet(&form, &report)));
        let mut tables_only = report.clone();
        tables_only.title = None;
        tables_only.agency.name.clear();
        tables_only.sections.clear();
        let text = text::export(forms::sheet(&form, &tables_only));
        prop_assert_eq!(read_back(&form, &text), shown(&form, &report));
    }

    #[test]
    fn every_paragraph_is_one_indented_line(
        (form, report) in proptest::sample::select(forms::all())
            .prop_flat_map(|f| (proptest::strategy::Just(f.clone()), drafts::report(f)))
    ) {
        let text = text::export(forms::sheet(&form, &report));
        let indented: Vec<&str> = text.split('\n').filter_map(|l| l.strip_prefix("　　")).collect();
        let written: Vec<&str> = forms::sheet(&form, &report).texts().flat_map(|(_, t)| paragraphs(t)).collect();
        prop_assert_eq!(indented, written);
    }
}
