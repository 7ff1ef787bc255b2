//! 台账样表: an empty ledger of applications to be handed out, as a spreadsheet. What may be chosen in it are the columns and
//! rows of the form; filled in, it is read without anything to be mapped.

use super::{markup::Element, package};
use crate::{
    export::docx::DocxError,
    ledger::{Applications, Column},
};

/// The name of the sheet to be filled in, and of the one with the choices and how to fill it in.
const SHEETS: [&str; 2] = ["台账", "填写说明"];
/// The lowest row that lists and dates are checked in.
const LAST_ROW: usize = 5_000;
/// The declaration before every part.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// What a cell looks like: the index of its style.
#[derive(Clone, Copy)]
enum Look {
    Plain = 0,
    Head = 1,
    Day = 2,
}

/// A column of the ledger.
struct LedgerColumn {
    head: &'static str,
    width: u32,
    fill: Fill,
}

/// What goes into a column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fill {
    Anything,
    Day,
    /// One of the choices in this column of the second sheet.
    Choice(usize),
}

/// The columns: those that are counted, under the heads by which they are known, and what offices note besides.
fn columns() -> [LedgerColumn; 6] {
    let column = |head, width, fill| LedgerColumn { head, width, fill };
    [
        column("序号", 8, Fill::Anything),
        column(Column::Received.label(), 14, Fill::Day),
        column(Column::Applicant.label(), 18, Fill::Choice(0)),
        column(Column::Outcome.label(), 48, Fill::Choice(1)),
        column(Column::Answered.label(), 14, Fill::Day),
        column("备注", 30, Fill::Anything),
    ]
}

/// The spreadsheet; the same bytes for the same form.
///
/// # Errors
/// Only a fault of the program.
pub fn write(table: &Applications) -> Result<Vec<u8>, DocxError> {
    let outcomes = table.outcomes.iter().map(|outcome| table.full_name(outcome));
    let choices = [table.kinds.iter().map(String::as_str).collect(), outcomes.collect::<Vec<_>>()];
    let parts = [
        ("[Content_Types].xml", types()),
        ("_rels/.rels", relations(&[("officeDocument", "xl/workbook.xml")])),
        ("xl/workbook.xml", workbook()),
        (
            "xl/_rels/workbook.xml.rels",
            relations(&[
                ("worksheet", "worksheets/sheet1.xml"),
                ("worksheet", "worksheets/sheet2.xml"),
                ("styles", "styles.xml"),
            ]),
        ),
        ("xl/styles.xml", styles()),
        ("xl/worksheets/sheet1.xml", ledger(&choices)),
        ("xl/worksheets/sheet2.xml", explained(&choices, table)),
    ];
    let parts = parts.map(|(path, root)| (path, format!("{DECLARATION}{root}")));
    Ok(package::write(parts.iter().map(|(path, text)| (*path, text.as_bytes())))?)
}

fn types() -> Element {
    let default = |extension: &str, kind: &str| {
        Element::empty("Default").with("Extension", extension).with("ContentType", kind)
    };
    let part = |name: &str, kind: &str| {
        let kind = format!("{KIND}.{kind}+xml");
        Element::empty("Override").with("PartName", name).with("ContentType", kind)
    };
    Element::new("Types").with("xmlns", format!("{PACKAGE}/content-types")).children([
        default("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        default("xml", "application/xml"),
        part("/xl/workbook.xml", "sheet.main"),
        part("/xl/worksheets/sheet1.xml", "worksheet"),
        part("/xl/worksheets/sheet2.xml", "worksheet"),
        part("/xl/styles.xml", "styles"),
    ])
}

fn relations(targets: &[(&str, &str)]) -> Element {
    let one = |(at, (kind, target)): (usize, &(&str, &str))| {
        let relation = Element::empty("Relationship").with("Id", format!("rId{}", at + 1));
        relation.with("Type", format!("{OFFICE}/{kind}")).with("Target", target)
    };
    let root = Element::new("Relationships").with("xmlns", format!("{PACKAGE}/relationships"));
    root.children(targets.iter().enumerate().map(one))
}

fn workbook() -> Element {
    let sheet = |(at, name): (usize, &str)| {
        let sheet = Element::empty("sheet").with("name", name).with("sheetId", at + 1);
        sheet.with("r:id", format!("rId{}", at + 1))
    };
    let sheets = Element::new("sheets").children(SHEETS.into_iter().enumerate().map(sheet));
    Element::new("workbook").with("xmlns", MAIN).with("xmlns:r", OFFICE).child(&sheets)
}

fn styles() -> Element {
    Element::new("styleSheet").with("xmlns", MAIN).raw(
        "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>\
         <fonts count=\"2\"><font><sz val=\"11\"/><name val=\"宋体\"/></font>\
         <font><b/><sz val=\"11\"/><name val=\"宋体\"/></font></fonts>\
         <fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill>\
         <fill><patternFill patternType=\"gray125\"/></fill>\
         <fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE9EDF2\"/></patternFill></fill></fills>\
         <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
         <cellXfs count=\"3\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>\
         <xf numFmtId=\"0\" fontId=\"1\" fillId=\"2\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\"/>\
         <xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/></cellXfs>",
    )
}

/// A row of words from the left.
fn row<'t>(number: usize, words: impl IntoIterator<Item = &'t str>, look: Look) -> Element {
    let cell = |(column, words): (usize, &str)| {
        let text = Element::new("is").child(&Element::new("t").text(words));
        let cell = Element::new("c").with("r", format!("{}{number}", letter(column)));
        cell.with("s", look as usize).with("t", "inlineStr").child(&text)
    };
    let filled = words.into_iter().enumerate().filter(|(_, words)| !words.is_empty());
    Element::new("row").with("r", number).children(filled.map(cell))
}

/// The name of a column, from 0; a ledger has a few only.
fn letter(column: usize) -> char {
    ('A'..='Z').nth(column).unwrap_or('Z')
}

/// A sheet with rows, its first one always in sight.
fn sheet(widths: &[(u32, Look)], rows: Vec<Element>) -> Element {
    let column = |(at, (width, look)): (usize, &(u32, Look))| {
        let column = Element::empty("col").with("min", at + 1).with("max", at + 1).with("width", width);
        column.with("style", *look as usize).with("customWidth", 1)
    };
    let columns = Element::new("cols").children(widths.iter().enumerate().map(column));
    Element::new("worksheet")
        .with("xmlns", MAIN)
        .raw(
            "<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" \
             activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>",
        )
        .child(&columns)
        .child(&Element::new("sheetData").children(rows))
}

fn ledger(choices: &[Vec<&str>; 2]) -> Element {
    let columns = columns();
    let look = |column: &LedgerColumn| {
        (column.width, if column.fill == Fill::Day { Look::Day } else { Look::Plain })
    };
    let widths: Vec<(u32, Look)> = columns.iter().map(look).collect();
    let heads = row(1, columns.iter().map(|column| column.head), Look::Head);
    let checks: Vec<Element> =
        columns.iter().enumerate().filter_map(|(at, column)| check(column, letter(at), choices)).collect();
    let checks = Element::new("dataValidations").with("count", checks.len()).children(checks);
    sheet(&widths, vec![heads]).child(&checks)
}

/// What a column is checked for as it is filled in.
fn check(column: &LedgerColumn, letter: char, choices: &[Vec<&str>; 2]) -> Option<Element> {
    let (kind, formula, advice) = match column.fill {
        Fill::Anything => return None,
        Fill::Day => ("date", "36526".to_owned(), "填日期，如2025-03-08"),
        Fill::Choice(at) => {
            let (source, last) = (self::letter(at), choices.get(at).map_or(1, |list| list.len() + 1));
            ("list", format!("{}!${source}$2:${source}${last}", SHEETS[1]), "从列表中选一项")
        }
    };
    let check = Element::new("dataValidation").with("type", kind);
    let check = if kind == "date" { check.with("operator", "greaterThanOrEqual") } else { check };
    let check = check.with("allowBlank", 1).with("showErrorMessage", 1).with("errorTitle", column.head);
    let check = check.with("error", advice).with("sqref", format!("{letter}2:{letter}{LAST_ROW}"));
    Some(check.child(&Element::new("formula1").text(&formula)))
}

/// The choices side by side, and how the ledger is filled in.
fn explained(choices: &[Vec<&str>; 2], table: &Applications) -> Element {
    let says = [
        format!("一件申请一行，{}按这张台账计数。", table.table),
        "申请人类型、办理结果从列表中选，写法与表格一致，不用另行对应。".to_owned(),
        "收到日期、答复日期填年月日，如2025-03-08；还没有答复的空着。".to_owned(),
        format!("年底还没有办结的，办理结果空着，计入“{}”。", table.full_name(&table.carried_out)),
        "可以加列，写姓名、联系方式、申请内容等；程序只读上面几列。".to_owned(),
    ];
    let heads = row(1, [Column::Applicant.label(), Column::Outcome.label(), "怎么填"], Look::Head);
    let most = choices.iter().map(Vec::len).chain([says.len()]).max().unwrap_or_default();
    let word = |list: &Vec<&'_ str>, at: usize| list.get(at).copied().unwrap_or_default().to_owned();
    let rows = (0..most).map(|at| {
        let said = says.get(at).cloned().unwrap_or_default();
        let words = [word(&choices[0], at), word(&choices[1], at), said];
        row(at + 2, words.iter().map(String::as_str), Look::Plain)
    });
    let widths = [(18, Look::Plain), (60, Look::Plain), (64, Look::Plain)];
    sheet(&widths, [heads].into_iter().chain(rows).collect())
}
