//! Where the cells of a spreadsheet stand: by their names, or one beside the other where they have none.

use std::io::{Cursor, Write as _};

use nianbao::ledger;
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
