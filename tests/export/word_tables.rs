//! What Word is told of the tables: their lines, their width, which rows stay together, where texts stand.

use nianbao::{
    form::{BoxContent, TableBox},
    layout::{self, Faces, Origin},
};

use super::word_read::{Document, about, documents, twips};
use crate::common::{forms, xml::Element};

/// Every table of every form with its Word table.
fn tables() -> Vec<(String, Document, Vec<nianbao::form::Table>)> {
    let mut all = Vec::new();
    for form in forms::all() {
        let in_order = form.sections.iter().filter_map(|s| form.table(s.table()?)).cloned().collect();
        all.push((form.id.to_string(), Document::of(&form, &forms::zeros(&form)), in_order));
    }
    all
}

/// Lines on all sides and inside: single, 1 pt round the table, half a point within, and no box without.
#[test]
fn tables_have_all_their_lines() {
    for (form, document, tables) in tables() {
        let found: Vec<&Element> = document.body.children("w:tbl").collect();
        assert_eq!(found.len(), tables.len(), "{form}");
        for table in found {
            let borders = table.at(&["w:tblPr", "w:tblBorders"]);
            for (side, eighths) in [
                ("w:top", 8),
                ("w:left", 8),
                ("w:bottom", 8),
                ("w:right", 8),
                ("w:insideH", 4),
                ("w:insideV", 4),
            ] {
                assert_eq!(borders.value(&[side]), "single", "{form}: {side}");
                assert_eq!(borders.at(&[side]).number("w:sz"), eighths, "{form}: {side}");
            }
            for side in ["w:left", "w:right"] {
                let room = table.at(&["w:tblPr", "w:tblCellMar", side]).number("w:w");
                assert!((40..120).contains(&room), "{form}: {room} twentieths between text and line");
            }
            assert!(table.all("w:tcBorders").is_empty(), "{form}: no box has lines of its own");
        }
    }
}

/// As wide as the type area, in columns that do not move, in the middle of the page; each cell as wide as its columns.
#[test]
fn tables_are_156_mm_wide() {
    for (form, document, tables) in tables() {
        for (found, table) in document.body.children("w:tbl").zip(&tables) {
            let properties = found.at(&["w:tblPr"]);
            let width = properties.at(&["w:tblW"]);
            assert_eq!((width.attribute("w:type"), properties.value(&["w:jc"])), ("dxa", "center"));
            assert!(about(width.number("w:w"), twips(156.0)), "{form}: {}", width.number("w:w"));
            assert_eq!(properties.at(&["w:tblLayout"]).attribute("w:type"), "fixed");
            let columns: Vec<i32> =
                found.at(&["w:tblGrid"]).children("w:gridCol").map(|c| c.number("w:w")).collect();
            assert_eq!((columns.len(), columns.iter().sum()), (table.width(), width.number("w:w")));
            for row in found.children("w:tr") {
                let mut column = 0;
                for cell in row.children("w:tc") {
                    let span = cell.find(&["w:tcPr", "w:gridSpan"]).map_or(1, |s| s.number("w:val")) as usize;
                    let wide: i32 = columns[column..column + span].iter().sum();
                    assert_eq!(cell.at(&["w:tcPr", "w:tcW"]).number("w:w"), wide, "{form}: {}", cell.text());
                    column += span;
                }
            }
        }
    }
}

/// The rows that begin on each page of the PDF, as it parts a table.
fn last_of_pages(form: &nianbao::form::Form, index: usize) -> Vec<bool> {
    let pages = layout::pages(forms::sheet(form, &forms::zeros(form)), Faces::bundled());
    let table = &form.tables[index];
    let page_of = |row: usize| {
        let begins = |origin| matches!(origin, Origin::Box(t, b) if t == index && table.boxes[b].row == row);
        pages.iter().position(|page| page.boxes.iter().any(|area| begins(area.origin)))
    };
    let pages: Vec<_> = (0..table.height).map(page_of).collect();
    (0..table.height).map(|row| pages.get(row + 1).is_none_or(|next| *next != pages[row])).collect()
}

/// Head rows again overleaf, no row torn, and what stands on one page of the PDF not parted: each row stays with the
/// next.
#[test]
fn rows_stay_whole_and_together() {
    for (form, document, tables) in tables() {
        for (found, table) in document.body.children("w:tbl").zip(&tables) {
            let rows: Vec<&Element> = found.children("w:tr").collect();
            assert_eq!(rows.len(), table.height);
            let whole = forms::by_id(&form);
            let index = whole.tables.iter().position(|t| t.id == table.id).expect("a table of the form");
            let last = last_of_pages(&whole, index);
            for (number, row) in rows.iter().enumerate() {
                let properties = row.at(&["w:trPr"]);
                assert!(properties.find(&["w:cantSplit"]).is_some(), "{form}: row {number} may be torn");
                let is_head = properties.find(&["w:tblHeader"]).is_some();
                assert_eq!(is_head, number < table.head_rows, "{form}: row {number}");
                let keeps = row.all("w:p").iter().all(|p| p.find(&["w:pPr", "w:keepNext"]).is_some());
                assert_eq!(keeps, !last[number], "{form}: row {number}");
                let height = properties.at(&["w:trHeight"]);
                assert!(height.attribute("w:hRule") == "atLeast" && height.number("w:val") > 200);
            }
        }
    }
}

/// The box of the form that begins at this place of a row.
fn starts(table: &nianbao::form::Table, row: usize, column: usize) -> Option<&TableBox> {
    table.boxes.iter().find(|b| (b.row, b.column) == (row, column))
}

/// Text in the middle of its box, up and down and across, but for the labels of single rows, which begin at the left;
/// in 宋体 of a size that is read, its lines that size and a quarter apart.
#[test]
fn texts_stand_in_the_middle_of_their_cells() {
    for (form, document, tables) in tables() {
        for (found, table) in document.body.children("w:tbl").zip(&tables) {
            for (row, element) in found.children("w:tr").enumerate() {
                let mut column = 0;
                for cell in element.children("w:tc") {
                    assert_eq!(cell.value(&["w:tcPr", "w:vAlign"]), "center", "{form}: {}", cell.text());
                    if let Some(b) = starts(table, row, column) {
                        is_set(&document, cell, b);
                    }
                    column += cell.find(&["w:tcPr", "w:gridSpan"]).map_or(1, |s| s.number("w:val")) as usize;
                }
            }
        }
    }
}

fn is_set(document: &Document, cell: &Element, b: &TableBox) {
    let (paragraph, text) = (cell.at(&["w:p"]), cell.text());
    let style = document.style_of(paragraph);
    let align = document.said(paragraph, style, &["w:pPr", "w:jc"]).expect("a place").attribute("w:val");
    let is_row_label = matches!(b.content, BoxContent::Stub(_)) && b.rows == 1;
    assert_eq!(align, if is_row_label { "left" } else { "center" }, "{text}");
    let face = document.said(paragraph, style, &["w:rPr", "w:rFonts"]).expect("a face");
    assert_eq!(face.attribute("w:eastAsia"), "宋体");
    assert!(document.said(paragraph, style, &["w:pPr", "w:ind"]).is_none(), "{text} is indented");
    for run in paragraph.children("w:r") {
        let size = run.at(&["w:rPr", "w:sz"]).number("w:val");
        assert!((15..=24).contains(&size), "{text}: {size} half points");
        let spacing = document.said(paragraph, style, &["w:pPr", "w:spacing"]).expect("a pitch");
        assert_eq!(spacing.attribute("w:lineRule"), "exact");
        let pitch = spacing.number("w:line");
        assert!((11 * size..=14 * size).contains(&pitch), "{text}: {size} half points in lines of {pitch}");
    }
}

/// A table is called what its section is, for those who hear it read.
#[test]
fn tables_have_their_names() {
    for (sample, document) in documents() {
        let sections = sample.form.sections.iter().filter(|s| s.table().is_some());
        let names: Vec<&str> = sections.map(|s| sample.report.heading(s)).collect();
        let captions = document.body.children("w:tbl").map(|t| t.value(&["w:tblPr", "w:tblCaption"]));
        assert_eq!(captions.collect::<Vec<_>>(), names, "{}", sample.name);
    }
}
