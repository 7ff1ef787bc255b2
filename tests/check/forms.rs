//! Every form file holds together: spans tile, ids are unique, totals name their parts, words have their places.

use std::collections::HashSet;

use nianbao::form::{self, Form, Statement};

use crate::common::forms;

#[test]
fn spans_tile_each_grid() {
    for form in forms::all() {
        for table in &form.tables {
            let mut covered = HashSet::new();
            for b in &table.boxes {
                for at in b.row_range().flat_map(|r| b.column_range().map(move |c| (r, c))) {
                    assert!(covered.insert(at), "{} {}: two boxes at {at:?}", form.id, table.id);
                }
            }
            assert_eq!(covered.len(), table.width() * table.height, "{} {}", form.id, table.id);
        }
    }
}

#[test]
fn ids_are_unique_and_found() {
    for form in forms::all() {
        let ids: HashSet<_> = form.cells().iter().map(|c| &c.id).collect();
        assert_eq!(ids.len(), form.cells().len(), "{}", form.id);
        assert!(form.cells().iter().all(|c| form.cell(c.id.as_str()).is_some_and(|found| found.id == c.id)));
    }
}

#[test]
fn every_total_names_its_parts() {
    for form in forms::all() {
        for relation in &form.relations {
            let Statement::Total { total, parts } = &relation.statement else { continue };
            assert!(form.cell(total.as_str()).unwrap().is_total(), "{total}");
            assert!(parts.len() > 1 && !parts.contains(total), "{total}");
        }
        let named = |label: &str| label.contains("总计") || label.contains("合计");
        for cell in form.cells() {
            let says_total = named(&cell.row_label) || named(&cell.column_label);
            assert_eq!(cell.is_total(), says_total, "{} {}", form.id, cell.id);
        }
    }
}

#[test]
fn every_cell_has_names_and_every_table_a_section() {
    for form in forms::all() {
        for cell in form.cells() {
            assert!(!cell.row_label.is_empty() && !cell.column_label.is_empty(), "{}", cell.id);
        }
        assert!(form.tables.iter().all(|t| form.section_of(t).is_some()), "{}", form.id);
    }
}

#[test]
fn the_mandated_forms_have_their_cells() {
    let cells = |form: &Form| form.tables.iter().map(|t| form.cells_of(t).len()).collect::<Vec<_>>();
    assert_eq!(cells(&forms::by_id("F2021")), [10, 25 * 7, 15]);
    assert_eq!(cells(&forms::by_id("F2019")), [6 + 12 + 4, 23 * 7, 15]);
}

#[test]
fn labels_and_paths_come_from_the_grid() {
    let form = forms::by_id("F2021");
    let names = |id: &str| {
        let cell = form.cell(id).unwrap();
        (cell.row_path.join(" ▸ "), cell.row_label.clone(), cell.column_label.clone())
    };
    insta::assert_debug_snapshot!([
        names("T2.norm.valid"),
        names("T2.fee.amount"),
        names("T3.new.tot"),
        names("T3.r3_5.nat"),
        names("T3.r6_3.oth"),
        names("T3.r7.com"),
        names("T4.rev.keep"),
        names("T4.dir.pend"),
        names("T4.aft.tot"),
    ]);
}

#[test]
fn a_year_has_its_form() {
    for (year, expect) in [
        (2007, None),
        (2008, Some("LEGACY")),
        (2018, Some("LEGACY")),
        (2019, Some("F2019")),
        (2020, Some("F2019")),
        (2021, Some("F2021")),
        (2026, Some("F2021")),
    ] {
        assert_eq!(form::for_year(year).map(|f| f.id.clone()).as_deref(), expect, "{year}");
    }
}

#[test]
fn a_bad_form_file_is_refused() {
    let good = include_str!("../forms/2027.ron");
    for (story, from, to) in [
        (
            "a span too wide",
            "(text: \"办理事项\", columns: 2, rows: 2)",
            "(text: \"办理事项\", columns: 9, rows: 2)",
        ),
        ("a box too few", ", (text: \"当面\")", ""),
        (
            "a span past the end",
            "(text: \"留待下年\", columns: 2)",
            "(text: \"留待下年\", columns: 2, rows: 2)",
        ),
        ("an id twice", "\"online\", \"letter\"", "\"letter\", \"letter\""),
        ("an unknown part", "\"A.deny.*\"", "\"A.refuse.*\""),
        ("an unknown table", "Table(\"D\")", "Table(\"E\")"),
        ("an unknown role", "Received:", "Taken:"),
        ("a role without cells", "A.got.*", "A.gotten.*"),
        ("a row id twice", "id: \"old\"", "id: \"got\""),
    ] {
        assert!(good.contains(from), "{story}: nothing is changed");
        assert!(Form::read(&good.replacen(from, to, 1)).is_err(), "{story}");
    }
}

#[test]
fn what_an_earlier_form_counts_elsewhere_is_there() {
    for form in form::builtin() {
        for earlier in &form.earlier {
            let other = form::by_id(&earlier.form).unwrap();
            assert!(earlier.there.iter().all(|id| other.cell(id.as_str()).is_some()), "{}", earlier.form);
            assert!(earlier.there.iter().all(|id| form.cell(id.as_str()).is_none()), "counted twice");
        }
    }
}
