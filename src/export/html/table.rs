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
const CAPTION: &str = "text-align:left";
/// `th` is bold in most browsers, and half of the form would be.
const CENTRED: &str = "border:1px solid #000;padding:4px;text-align:center;font-weight:normal";
const LEFT: &str = "border:1px solid #000;padding:4px;text-align:left;font-weight:normal";
const VALUE: &str = "border:1px solid #000;padding:4px;text-align:center";
/// Keeps a spreadsheet that the table is pasted into from reckoning out what stands in a cell.
const AS_WORDS: &str = ";mso-number-format:'\\@'";

/// As wide as a column is at least, in type sizes, before the table is moved sideways instead: a label of a row, one of
/// several rows, and a value or its head.
const LEAST_LABEL: usize = 9;
const LEAST_GROUP: usize = 5;
const LEAST_VALUE: usize = 3;

/// The table by itself, named by its section's heading.
pub(super) fn alone(sheet: Sheet<'_>, table: &Table) -> Element {
    Page::of(sheet, table).element(TABLE, None).with("aria-label", name(sheet, table))
}

/// The table with its heading, in a box that it can be moved sideways in, by keys too.
///
/// The heading is the table's caption: one that said it again would be read twice, by eye and by ear.
pub(super) fn under(heading: Option<Element>, sheet: Sheet<'_>, table: &Table) -> Element {
    let caption = heading.map(|heading| Element::new("caption").with("style", CAPTION).child(&heading));
    let style = format!("{TABLE};min-width:{}em", least_width(table));
    let element = Page::of(sheet, table).element(&style, caption);
    let scrolled = Element::new("div").with("role", "group").with("aria-label", name(sheet, table));
    scrolled.with("tabindex", 0).with("style", "overflow-x:auto").lines([element])
}

fn name<'a>(sheet: Sheet<'a>, table: &'a Table) -> &'a str {
    let heading = sheet.form().section_of(table).map(|section| sheet.heading(section));
    heading.filter(|words| !words.is_empty()).unwrap_or(&table.name)
}

/// What the widest row needs, in type sizes.
fn least_width(table: &Table) -> usize {
    let least = |b: &TableBox| match b.content {
        BoxContent::Stub(_) if b.rows > 1 => LEAST_GROUP,
        BoxContent::Stub(_) => LEAST_LABEL,
        BoxContent::Cell(_) | BoxContent::Head(_) | BoxContent::Band(_) => LEAST_VALUE,
    };
    let here = |row: usize| table.boxes.iter().filter(move |b| b.row_range().contains(&row));
    (0..table.height).map(|row| here(row).map(least).sum()).max().unwrap_or_default()
}

struct Page<'a> {
    sheet: Sheet<'a>,
    table: &'a Table,
    columns: Vec<Range<usize>>,
    bodies: Vec<Range<usize>>,
}

impl<'a> Page<'a> {
    fn of(sheet: Sheet<'a>, table: &'a Table) -> Self {
        Self { sheet, table, columns: column_groups(table), bodies: row_groups(table).1 }
    }

    fn element(&self, style: &str, caption: Option<Element>) -> Element {
        let head = row_groups(self.table).0;
        let heads = (!head.is_empty()).then(|| self.rows("thead", head));
        let bodies = self.bodies.iter().map(|rows| self.rows("tbody", rows.clone()));
        let groups = self.columns.iter().map(|columns| self.column_group(columns));
        let parts = caption.into_iter().chain(groups).chain(heads).chain(bodies);
        Element::new("table").with("width", "100%").with("style", style).lines(parts)
    }

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
