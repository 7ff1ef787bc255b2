//! A table of the form with its merged cells, heads and groups as HTML has them.
//!
//! A head that covers a whole group of columns or rows is a `colgroup` or `rowgroup` head, any other one a `col` or
//! `row` head: so each value is read out with its own heads and no others.

use std::ops::Range;

use crate::{
    draft::Sheet,
    export::{
        markup::Element,
        parts::{box_text, column_groups, row_groups},
        text::guarded,
    },
    form::{BoxContent, Table, TableBox},
};

const TABLE: &str = "width:100%;border-collapse:collapse";
/// `th` is bold in most browsers, and half of the form would be.
const CENTRED: &str = "border:1px solid #000;padding:4px;text-align:center;font-weight:normal";
const LEFT: &str = "border:1px solid #000;padding:4px;text-align:left;font-weight:normal";
const VALUE: &str = "border:1px solid #000;padding:4px;text-align:center";
/// Keeps a spreadsheet that the table is pasted into from reckoning out what stands in a cell.
const AS_WORDS: &str = ";mso-number-format:'\\@'";

/// The table, named by its section's heading.
pub(super) fn element(sheet: Sheet<'_>, table: &Table) -> Element {
    let (head, bodies) = row_groups(table);
    let page = Page { sheet, table, columns: column_groups(table), bodies };
    let name = sheet.form().section_of(table).map_or(table.name.as_str(), |s| sheet.heading(s));
    let heads = (!head.is_empty()).then(|| page.rows("thead", head));
    let bodies = page.bodies.iter().map(|rows| page.rows("tbody", rows.clone()));
    let groups = page.columns.iter().map(|columns| page.column_group(columns));
    let element = Element::new("table").with("width", "100%").with("style", TABLE).with("aria-label", name);
    element.lines(groups.chain(heads).chain(bodies))
}

struct Page<'a> {
    sheet: Sheet<'a>,
    table: &'a Table,
    columns: Vec<Range<usize>>,
    bodies: Vec<Range<usize>>,
}

impl Page<'_> {
    fn column_group(&self, columns: &Range<usize>) -> Element {
        let all: f32 = self.table.widths.iter().sum();
        // As an attribute too: office programs and older systems read no style of a column.
        let share = |width: &f32| format!("{:.1}%", 100.0 * width / all);
        let column = |width| {
            let share = share(width);
            Element::empty("col").with("width", &share).with("style", format!("width:{share}"))
        };
        Element::new("colgroup").children(self.table.widths[columns.clone()].iter().map(column))
    }

    fn rows(&self, group: &'static str, rows: Range<usize>) -> Element {
        Element::new(group).lines(rows.map(|row| self.row(row)))
    }

    fn row(&self, row: usize) -> Element {
        let here = self.table.boxes.iter().filter(|b| b.row == row);
        Element::new("tr").lines(here.map(|b| self.cell(b)))
    }

    fn cell(&self, b: &TableBox) -> Element {
        let text = box_text(self.sheet, b);
        let cell = match self.scope(b) {
            // A head without words heads nothing.
            Some(scope) if !text.is_empty() => Element::new("th").with("scope", scope),
            _ => Element::new("td"),
        };
        let cell = if b.columns > 1 { cell.with("colspan", b.columns) } else { cell };
        let cell = if b.rows > 1 { cell.with("rowspan", b.rows) } else { cell };
        let style =
            if guarded(&text).is_some() { format!("{}{AS_WORDS}", style(b)) } else { style(b).to_owned() };
        cell.with("style", style).text(&text)
    }

    /// What a head heads; `None` for a value.
    fn scope(&self, b: &TableBox) -> Option<&'static str> {
        match &b.content {
            BoxContent::Cell(_) => None,
            BoxContent::Stub(_) if b.rows > 1 && self.bodies.contains(&b.row_range()) => Some("rowgroup"),
            BoxContent::Stub(_) => Some("row"),
            _ if b.columns > 1 && self.columns.contains(&b.column_range()) => Some("colgroup"),
            _ => Some("col"),
        }
    }
}

/// Texts stand as on the page: row labels left, merged ones and all else in the middle.
fn style(b: &TableBox) -> &'static str {
    match b.content {
        BoxContent::Cell(_) => VALUE,
        BoxContent::Stub(_) if b.rows == 1 => LEFT,
        _ => CENTRED,
    }
}
