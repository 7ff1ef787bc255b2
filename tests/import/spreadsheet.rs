//! The cells of a spreadsheet: where they stand, by their names or one beside the other, and what is in them.

use std::io::{Cursor, Write as _};

use nianbao::{
    form,
    ledger::{self, Applications, Column, Columns},
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// A spreadsheet of one sheet with these rows.
fn sheet(rows: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [
        (
            "xl/workbook.xml",
            "<workbook xmlns:r=\"r\"><sheets><sheet name=\"台账\" r:id=\"a\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"a\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", &sheet),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(part.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// What stands in the first row, blanks as `-`, those at the left counted.
fn shown(cells: &[String]) -> String {
    let blanks = cells.iter().take_while(|cell| cell.is_empty()).count();
    let words = cells[blanks..].iter().map(|cell| if cell.is_empty() { "-" } else { cell });
    format!("{blanks}: {}", words.collect::<Vec<_>>().join(" "))
}

#[test]
fn cells_stand_where_they_are_seen() {
    for (story, row, expect) in [
        ("named", "<c r=\"A1\"><v>1</v></c><c r=\"C1\"><v>3</v></c>", "0: 1 - 3"),
        ("no names", "<c><v>1</v></c><c><v>2</v></c><c><v>3</v></c>", "0: 1 2 3"),
        ("no name behind a name", "<c r=\"B1\"><v>2</v></c><c><v>3</v></c>", "1: 2 3"),
        ("a name behind none", "<c><v>1</v></c><c r=\"D1\"><v>4</v></c><c><v>5</v></c>", "0: 1 - - 4 5"),
        ("blank ones take their places", "<c><v>1</v></c><c/><c></c><c><v>4</v></c>", "0: 1 - - 4"),
        ("a named blank one too", "<c r=\"B1\"/><c><v>3</v></c>", "2: 3"),
        ("names of two letters", "<c r=\"Z1\"><v>26</v></c><c r=\"AB1\"><v>28</v></c>", "25: 26 - 28"),
        ("in the order of their names", "<c r=\"C1\"><v>3</v></c><c r=\"A1\"><v>1</v></c>", "0: 1 - 3"),
    ] {
        // The row after it begins again at the left.
        let rows = format!("<row r=\"1\">{row}</row><row><c><v>下</v></c></row>");
        let read = ledger::read(&sheet(&rows)).unwrap();
        assert_eq!(shown(&read.rows[0].cells), expect, "{story}");
        assert_eq!((read.rows[1].line, shown(&read.rows[1].cells).as_str()), (2, "0: 下"), "{story}");
    }
}

/// A row that says a number no spreadsheet has, and one behind it that says none.
#[test]
fn rows_behind_the_last_number_are_read() {
    let rows = format!("<row r=\"{}\"><c><v>1</v></c></row><row><c><v>2</v></c></row>", usize::MAX);
    let read = ledger::read(&sheet(&rows)).unwrap();
    assert_eq!(read.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [usize::MAX, usize::MAX]);
}

#[test]
fn cells_hold_what_is_shown_in_them() {
    for (story, cell, expect) in [
        ("a number", "<c><v>45296</v></c>", "0: 45296"),
        ("on lines of their own", "<c>\n  <v>1</v>\n</c>\n<c>\n  <v>2</v>\n</c>\n", "0: 1 2"),
        ("words", "<c t=\"inlineStr\"><is><t>自然</t><t>人</t></is></c>", "0: 自然人"),
        (
            "as they may be written",
            "<c t=\"inlineStr\"><is><t><![CDATA[甲]]>&amp;&#20057;</t></is></c>",
            "0: 甲&乙",
        ),
        ("a formula with its value", "<c><f>A2+1</f><v>7</v></c>", "0: 7"),
        ("a formula without", "<c><f>A2+1</f></c><c><f/><v></v></c>", "0: 公式没有结果 公式没有结果"),
        ("no formula, no value", "<c><v>1</v></c><c><v></v></c><c><v>3</v></c>", "0: 1 - 3"),
        ("no formula behind one", "<c><f>A2</f><v>1</v></c><c><v></v></c><c><v>3</v></c>", "0: 1 - 3"),
    ] {
        let read = ledger::read(&sheet(&format!("<row r=\"1\">{cell}</row>"))).unwrap();
        assert_eq!(shown(&read.rows[0].cells), expect, "{story}");
    }
}

/// Heads that nobody knows but the officer, who chose them last year, under the title of the ledger: what stands below
/// them would do for another column as well.
#[test]
fn heads_that_were_chosen_are_found_under_a_title() {
    let text = "某局依申请公开台账,,,\n甲,乙,丙,丁\n自然人,2024-02-01,部分公开,予以公开\n";
    let sheet = ledger::read(text.as_bytes()).unwrap();
    let table = Applications::of(&form::for_year(2024).unwrap()).unwrap();
    let kept = [(Column::Outcome, "丁"), (Column::Applicant, "甲"), (Column::Received, "乙")];
    let kept = kept.map(|(column, head)| (column, head.to_owned()));
    let columns = Columns::guess(&sheet, &table, &kept);
    assert_eq!(columns.heads, 2);
    assert_eq!(columns.names, ["甲", "乙", "丙", "丁"]);
    let found = [Column::Applicant, Column::Received, Column::Outcome].map(|column| columns.of(column));
    assert_eq!(found, [Some(0), Some(1), Some(3)]);
}
