//! Ledgers of applications counted: cases, spreadsheets, encodings, hostile files, and that every row is accounted
//! for.

use std::{
    collections::BTreeMap,
    io::{Cursor, Write as _},
    process::Command,
};

use nianbao::{
    export::ledger_template,
    form::{self, Form},
    ledger::{
        self, Applications, Column, Columns, LedgerError, Mapping, NOT_COUNTED, Tally, Worksheet, tally,
    },
};
use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::common::{self, cases, measured, needed};

fn counted(sheet: &Worksheet, form: &Form, year: u16) -> Tally {
    let table = Applications::of(form).unwrap();
    let columns = Columns::guess(sheet, &table, &[]);
    assert!(columns.are_enough(), "{columns:?}");
    tally(sheet, &columns, &Mapping::default(), &table, year)
}

/// What a tally says, as the lines of a case.
fn said(form: &Form, tally: &Tally) -> Vec<String> {
    let name = |id: &nianbao::form::CellId| {
        let cell = form.cell(id.as_str()).unwrap();
        (cell.row, cell.column, format!("{}|{}", cell.row_label, cell.column_label))
    };
    let mut cells: Vec<_> = tally.cells.iter().map(|(id, rows)| (name(id), rows.len())).collect();
    cells.sort();
    let cells = cells.into_iter().map(|((.., name), n)| format!("格 {name}|{n}"));
    let left = tally.left.iter().map(|left| format!("未 {}|{}", left.line, left.reason));
    cells.chain(left).chain([format!("合 {}", tally.summary())]).collect()
}

#[test]
fn ledgers_are_counted_as_the_cases_say() {
    for case in cases::read(include_str!("../cases/ledger.txt")) {
        let of = |mark: &str| case.lines.iter().filter_map(|l| l.strip_prefix(mark)).collect::<Vec<_>>();
        let year: u16 = of("年度 ")[0].parse().unwrap();
        let form = form::for_year(year).unwrap();
        let text = of("台账 ").join("\n");
        let lines = case.lines.iter().filter(|l| l.starts_with(['格', '未', '合']));
        let expect: Vec<&String> = lines.collect();
        for text in [text.clone(), text.replace(',', "\t")] {
            let tally = counted(&ledger::read(text.as_bytes()).unwrap(), &form, year);
            assert_eq!(said(&form, &tally).iter().collect::<Vec<_>>(), expect, "{}", case.name);
        }
    }
}

/// The template of a form, filled in as spreadsheets write it: a row for each outcome, the kinds of applicants in turn.
fn filled_template(table: &Applications) -> Vec<u8> {
    let empty = ledger_template::write(table).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(empty)).unwrap();
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        parts.push((part.name().unwrap().into_owned(), text));
    }
    let words = |column: &str, line: usize, words: &str| {
        format!("<c r=\"{column}{line}\" t=\"inlineStr\"><is><t>{words}</t></is></c>")
    };
    let rows = table.outcomes.iter().enumerate().map(|(at, outcome)| {
        let line = at + 2;
        let kind = words("C", line, &table.kinds[at % table.kinds.len()]);
        let outcome = words("D", line, table.full_name(outcome));
        let days =
            format!("<c r=\"B{line}\"><v>45296</v></c>{kind}{outcome}<c r=\"E{line}\"><v>45300</v></c>");
        format!("<row r=\"{line}\">{days}</row>")
    });
    let rows: String = rows.collect();
    for (name, text) in &mut parts {
        if name.ends_with("sheet1.xml") {
            *text = text.replace("</sheetData>", &format!("{rows}</sheetData>"));
        }
    }
    let parts: Vec<(&str, &str)> = parts.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    zipped(&parts)
}

#[test]
fn the_template_is_read_without_anything_to_be_mapped() {
    for form in common::forms::all() {
        let Some(table) = Applications::of(&form) else { continue };
        assert_eq!(ledger_template::write(&table).unwrap(), ledger_template::write(&table).unwrap());
        let empty = ledger::read(&ledger_template::write(&table).unwrap()).unwrap();
        assert_eq!(counted(&empty, &form, 2024).summary(), "台账0行，计入0行，未计入0行");
        let filled = ledger::read(&filled_template(&table)).unwrap();
        let tally = counted(&filled, &form, 2024);
        let rows = table.outcomes.len();
        assert_eq!(tally.summary(), format!("台账{rows}行，计入{rows}行，未计入0行"), "{}", form.id);
        for (at, outcome) in table.outcomes.iter().enumerate() {
            let cell = table.cell(outcome, &table.kinds[at % table.kinds.len()]).unwrap();
            assert_eq!(tally.count(cell), 1, "{} {outcome}", form.id);
        }
    }
}

#[test]
fn other_programs_open_the_template_and_what_they_save_is_read() {
    let form = form::for_year(2024).unwrap();
    let table = Applications::of(&form).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("台账.xlsx");
    std::fs::write(&path, filled_template(&table)).unwrap();
    let mut office = Command::new("soffice");
    office.args(["--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir"]);
    office.arg(folder.path()).arg(&path).env("HOME", folder.path());
    let Some(run) = needed::output(&mut office) else { return };
    assert!(run.status.success() && folder.path().join("台账.csv").is_file(), "{run:?}");
    let saved = std::fs::read(folder.path().join("台账.csv")).unwrap();
    let tally = counted(&ledger::read(&saved).unwrap(), &form, 2024);
    assert_eq!(tally.left, []);
    assert_eq!(tally.counted, table.outcomes.len());
}

/// A sheet of rows that counts one application.
const PLAIN: &str = "申请人类型,收到日期,办理结果\n自然人,2024-02-01,予以公开\n";

#[test]
fn encodings_and_quotes_are_read() {
    let (gb, ..) = encoding_rs::GB18030.encode(PLAIN);
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(PLAIN.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let marked = format!("\u{feff}{PLAIN}");
    let quoted = "申请人类型,收到日期,办理结果\r\n\"自然\n人\",\"2024-02-01\",\"予以公开\"\r\n";
    let form = form::for_year(2024).unwrap();
    for bytes in
        [gb.as_ref(), &utf16, marked.as_bytes(), quoted.as_bytes(), &PLAIN.replace(',', ";").into_bytes()]
    {
        let tally = counted(&ledger::read(bytes).unwrap(), &form, 2024);
        assert_eq!(tally.summary(), "台账1行，计入1行，未计入0行");
    }
}

/// A spreadsheet of these parts besides the usual ones.
fn xlsx(sheet: &str, strings: &str, workbook: &str) -> Vec<u8> {
    zipped(&[
        (
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns:r=\"r\">{workbook}<sheets><sheet name=\"藏\" state=\"hidden\" r:id=\"r1\"/><sheet name=\"台账\" r:id=\"r2\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>",
        ),
        ("xl/sharedStrings.xml", &format!("<sst>{strings}</sst>")),
        (
            "xl/worksheets/sheet1.xml",
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>藏着的</v></c></row></sheetData></worksheet>",
        ),
        ("xl/worksheets/sheet2.xml", &format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>")),
    ])
}

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const STRINGS: &str = "<si><t>申请人类型</t></si><si><t>收到日期</t></si><si><r><t>办理</t></r><r><t>结果</t></r><rPh><t>banli</t></rPh></si><si><t>自然人</t></si><si><t xml:space=\"preserve\"> 予以公开&#10;</t></si>";

/// A row of cells, each with its attributes and what is in it.
fn row(line: usize, cells: &[(&str, &str, &str)]) -> String {
    let cell = |(column, attributes, inside): &(&str, &str, &str)| {
        format!("<c r=\"{column}{line}\" {attributes}>{inside}</c>")
    };
    format!("<row r=\"{line}\">{}</row>", cells.iter().map(cell).collect::<String>())
}

fn heads(line: usize) -> String {
    row(line, &[("A", "t=\"s\"", "<v>0</v>"), ("C", "t=\"s\"", "<v>1</v>"), ("D", "t=\"s\"", "<v>2</v>")])
}

#[test]
fn a_spreadsheet_is_read_as_it_is_seen() {
    let data = |line, date: &str| {
        row(line, &[("A", "t=\"s\"", "<v>3</v>"), ("C", "", date), ("D", "t=\"s\"", "<v>4</v>")])
    };
    let title = row(1, &[("A", "t=\"inlineStr\"", "<is><t>某局台账</t></is>")]);
    let sum = row(
        9,
        &[
            ("A", "t=\"inlineStr\"", "<is><t>自然人</t></is>"),
            ("C", "", "<f>TODAY()</f>"),
            ("D", "t=\"e\"", "<f>1/0</f><v>#DIV/0!</v>"),
        ],
    );
    let sheet = [title, heads(3), data(5, "<v>45296</v>"), data(6, "<f>B5+1</f><v>45297</v>"), sum].concat();
    let sheet = ledger::read(&xlsx(&sheet, STRINGS, "")).unwrap();
    let form = form::for_year(2024).unwrap();
    let tally = counted(&sheet, &form, 2024);
    assert_eq!(tally.summary(), "台账3行，计入2行，未计入1行");
    assert_eq!((tally.left[0].line, tally.left[0].reason.as_str()), (9, "收到日期“公式没有结果”读不出"));
    assert_eq!(sheet.rows.iter().map(|r| r.line).collect::<Vec<_>>(), [1, 3, 5, 6, 9]);
}

#[test]
fn days_may_count_from_1904() {
    let data =
        row(2, &[("A", "t=\"s\"", "<v>3</v>"), ("C", "", "<v>43834</v>"), ("D", "t=\"s\"", "<v>4</v>")]);
    let bytes = xlsx(&[heads(1), data].concat(), STRINGS, "<workbookPr date1904=\"1\"/>");
    let tally = counted(&ledger::read(&bytes).unwrap(), &form::for_year(2024).unwrap(), 2024);
    assert_eq!(tally.counted, 1);
}

#[test]
fn hostile_files_are_refused_or_read_in_bounded_time() {
    let rows =
        |n: usize| (1..=n).map(|i| format!("<row r=\"{i}\"><c><v>{i}</v></c></row>")).collect::<String>();
    let far = row(1_048_576, &[("XFD", "", "<v>1</v>"), ("A", "", "<v>1</v>"), ("ZZZZZZ", "", "<v>2</v>")]);
    let laughs = "<!DOCTYPE a [<!ENTITY l \"&l;&l;\">]><si><t>&l;</t></si>";
    for (name, bytes, expect) in [
        ("a million rows of a spreadsheet", xlsx(&rows(1_000_000), "", ""), None),
        ("many rows", xlsx(&rows(100_001), "", ""), Some(LedgerError::TooLong)),
        ("a million lines", "1,2\n".repeat(1_000_000).into_bytes(), Some(LedgerError::TooLong)),
        ("a line of commas", b",".repeat(19 * 1024 * 1024), Some(LedgerError::TooLong)),
        (
            "commas in every line",
            format!("1{}\n", ",".repeat(190)).repeat(100_000).into_bytes(),
            Some(LedgerError::TooLong),
        ),
        ("a far cell in every row", xlsx(&far_cells(90_000), "", ""), Some(LedgerError::TooLong)),
        (
            "one long text in every row",
            xlsx(&shared(50_000), &format!("<si><t>{}</t></si>", "长".repeat(100_000)), ""),
            Some(LedgerError::Bomb),
        ),
        ("too large", vec![b'1'; 21 * 1024 * 1024], Some(LedgerError::TooLarge)),
        ("a bomb", xlsx(&" ".repeat(30_000_000), "", ""), Some(LedgerError::Bomb)),
        ("entries without end", zipped_names(1_500), Some(LedgerError::OddArchive)),
        ("no spreadsheet", zipped(&[("word/document.xml", "<a/>")]), Some(LedgerError::NotTable)),
        ("an old one", vec![0xd0, 0xcf, 0x11, 0xe0, 1, 2], Some(LedgerError::OldExcel)),
        ("cut off", xlsx(&rows(10), "", "")[..300].to_vec(), Some(LedgerError::Damaged)),
        ("empty", Vec::new(), Some(LedgerError::Empty)),
        ("blank", b" , , \n\n".to_vec(), Some(LedgerError::Empty)),
        ("noise", (0..4000_u32).map(|i| (i * 7919 % 256) as u8).collect(), None),
        ("far cells", xlsx(&far, "", ""), None),
        ("laughs", xlsx(&row(1, &[("A", "t=\"s\"", "<v>0</v>")]), laughs, ""), None),
        ("one quote", b"\"".repeat(1_000_000), None),
        (
            "strings out of range",
            xlsx(&row(1, &[("A", "t=\"s\"", "<v>99999999999</v>"), ("B", "", "<v>1</v>")]), "", ""),
            None,
        ),
    ] {
        let said = measured::holds("ledger::read_alone", name, &bytes, 2);
        assert!(expect.is_none_or(|why| said == format!("{why:?}")), "{name}: {said}");
    }
}

#[test]
#[ignore = "run by the others in a process of its own"]
fn read_alone() {
    measured::child(|bytes| ledger::read(bytes).err().map_or_else(String::new, |why| format!("{why:?}")));
}

/// Rows with a cell far at the right each: all before it take room.
fn far_cells(n: usize) -> String {
    (1..=n).map(|i| format!("<row r=\"{i}\"><c r=\"GQ{i}\"><v>{i}</v></c></row>")).collect()
}

/// Rows that say the same shared text.
fn shared(n: usize) -> String {
    (1..=n)
        .map(|i| format!("<row r=\"{i}\"><c t=\"s\"><v>0</v></c><c><v>{}</v></c></row>", i * 7919))
        .collect()
}

fn zipped_names(n: usize) -> Vec<u8> {
    let names: Vec<String> = (0..n).map(|i| format!("xl/{i}.xml")).collect();
    zipped(&names.iter().map(|name| (name.as_str(), "")).collect::<Vec<_>>())
}

#[test]
fn every_refusal_is_a_sentence() {
    use LedgerError::{Bomb, Damaged, Empty, Locked, NotTable, OddArchive, OldExcel, TooLarge, TooLong};
    let all = [TooLarge, TooLong, Empty, NotTable, OldExcel, Bomb, OddArchive, Locked, Damaged];
    let sentences: Vec<String> = all.iter().map(|error| format!("“台账.xlsx”{error}")).collect();
    insta::assert_snapshot!("refusals", sentences.join("\n"));
}

#[test]
fn the_officer_has_the_last_word() {
    let form = form::for_year(2024).unwrap();
    let table = Applications::of(&form).unwrap();
    let text = "甲,乙,丙,丁\n自然人,2024-02-01,不予公开,随便\n自然人,2024-02-02,随便,予以公开\n";
    let sheet = ledger::read(text.as_bytes()).unwrap();
    let kept = [(Column::Outcome, "丙".to_owned()), (Column::Applicant, "甲".to_owned())];
    let columns = Columns::guess(&sheet, &table, &kept);
    assert_eq!(
        (columns.heads, columns.of(Column::Outcome), columns.of(Column::Received)),
        (1, Some(2), Some(1))
    );
    let secret = table.outcomes.iter().find(|o| o.contains("国家秘密")).unwrap().clone();
    let outcomes = BTreeMap::from([
        ("不予公开".to_owned(), secret.clone()),
        ("随便".to_owned(), NOT_COUNTED.to_owned()),
    ]);
    let mut mapping = Mapping { outcomes, ..Mapping::default() };
    let counted = tally(&sheet, &columns, &mapping, &table, 2024);
    assert_eq!(counted.count(table.cell(&secret, &table.kinds[0]).unwrap()), 1);
    assert_eq!(counted.left[0].reason, "办理结果“随便”选了不计入");
    // A choice for a row that this form does not have is no choice.
    mapping.outcomes.insert("不予公开".to_owned(), "没有这一行".to_owned());
    assert_eq!(mapping.outcome(&table, "不予公开", ""), None);
}

#[test]
fn every_label_of_the_aliases_is_in_a_form() {
    let text = include_str!("../../assets/ledger.ron");
    let labels: Vec<&str> =
        text.split("(label: \"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(labels.len() > 20);
    let forms: Vec<Applications> = form::builtin().iter().filter_map(|f| Applications::of(f)).collect();
    assert_eq!(forms.len(), 2);
    for label in labels {
        let stands = |table: &Applications| {
            let all = table.kinds.iter().chain(&table.outcomes);
            all.map(|l| l.replace(['“', '”'], "")).any(|l| l.contains(label))
        };
        assert!(forms.iter().any(stands), "{label}");
    }
    // And each label of the forms is understood as itself.
    for table in &forms {
        for outcome in &table.outcomes {
            assert_eq!(Mapping::default().outcome(table, outcome, "").as_ref(), Some(outcome));
            let full = table.full_name(outcome);
            assert_eq!(Mapping::default().outcome(table, full, "").as_ref(), Some(outcome), "{full}");
        }
        for kind in &table.kinds {
            assert_eq!(Mapping::default().kind(table, kind).as_ref(), Some(kind));
        }
    }
}

proptest! {
    #![proptest_config(needed::tries(300, 300))]

    #[test]
    fn every_row_is_counted_or_listed(text in "(自然人|商业企业|其他|[0-9,\t\"甲；;\n]|2024-0[1-9]-1[0-9],|2023/12/1,|予以公开\n|结转\n|,){0,80}") {
        let form = form::for_year(2024).unwrap();
        let table = Applications::of(&form).unwrap();
        if let Ok(sheet) = ledger::read(text.as_bytes()) {
            let columns = Columns::guess(&sheet, &table, &[]);
            let tally = tally(&sheet, &columns, &Mapping::default(), &table, 2024);
            prop_assert_eq!(tally.counted + tally.left.len(), tally.rows);
            prop_assert_eq!(tally.rows, sheet.rows.len() - columns.heads);
            let places: usize = tally.cells.values().map(Vec::len).sum();
            prop_assert_eq!(places, 2 * tally.counted, "each row came somehow and had one outcome");
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..2_000), cut in 0..3_000_usize) {
        let _ = ledger::read(&bytes);
        let mut whole = xlsx(&heads(1), STRINGS, "");
        let at = cut.min(whole.len() - 1);
        whole[at] ^= 0x55;
        let _ = ledger::read(&whole);
        prop_assert!(true);
    }
}
