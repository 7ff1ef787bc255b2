//! A table of the form as a Word table: cells merged as on the page, head rows repeated overleaf, no row torn.

use std::ops::Range;

use super::{
    body::{broken, chinese_run},
    measure::{on, twips, twips_at_most, val},
    styles::{Style, exact, size},
};
use crate::{
    draft::Sheet,
    export::{
        markup::Element,
        parts::{box_text, row_groups},
    },
    form::{BoxContent, Table, TableBox},
    layout::TableMeasure,
};

/// Thickness of the rules inside a table, in eighths of a point.
const INNER: u8 = 4;
/// A label of fewer lines than this is narrow by chance.
const UPRIGHT: usize = 3;
/// Thickness of the border around a table, in eighths of a point.
const OUTER: u8 = 8;

/// What another program takes off a box for the rule at its side, in points.
const LINE: f32 = 0.5;

/// The table with this index in the form.
pub(super) fn element(sheet: Sheet<'_>, index: usize, measure: &TableMeasure) -> Element {
    let table = &sheet.form().tables[index];
    let heads = row_groups(table).0.end;
    let edges = edges(&measure.widths);
    let page = Page { sheet, table, measure, edges, heads };
    let columns = (0..table.width()).map(|c| on("w:gridCol").with("w:w", page.width(c..c + 1)));
    let grid = on("w:tblGrid").children(columns);
    let rows = (0..table.height).map(|row| page.row(row));
    on("w:tbl").child(&page.properties()).child(&grid).children(rows)
}

/// Where the columns start and the last one ends. A merged cell must be just as wide as its columns together, or a
/// reader finds columns that are not there; so edges are rounded, not widths.
fn edges(widths: &[f32]) -> Vec<i32> {
    let ends = widths.iter().scan(0.0, |end, width| {
        *end += width;
        Some(twips(*end))
    });
    [0].into_iter().chain(ends).collect()
}

struct Page<'a> {
    sheet: Sheet<'a>,
    table: &'a Table,
    measure: &'a TableMeasure,
    edges: Vec<i32>,
    /// How many rows are repeated overleaf.
    heads: usize,
}

impl Page<'_> {
    fn properties(&self) -> Element {
        let border = |name, thickness: u8| val(name, "single").with("w:sz", thickness);
        let borders = [
            border("w:top", OUTER),
            border("w:left", OUTER),
            border("w:bottom", OUTER),
            border("w:right", OUTER),
            border("w:insideH", INNER),
            border("w:insideV", INNER),
        ];
        let room = |name| width(name, twips(self.measure.side_room - LINE));
        let name = self
            .sheet
            .form()
            .section_of(self.table)
            .map_or(self.table.name.as_str(), |s| self.sheet.heading(s));
        on("w:tblPr").children([
            width("w:tblW", self.width(0..self.table.width())),
            val("w:jc", "center"),
            on("w:tblBorders").children(borders),
            on("w:tblLayout").with("w:type", "fixed"),
            on("w:tblCellMar").children([room("w:left"), room("w:right")]),
            val("w:tblCaption", name),
        ])
    }

    fn row(&self, row: usize) -> Element {
        let height = twips_at_most((self.measure.heights[row] - LINE).max(0.0));
        let height = val("w:trHeight", height).with("w:hRule", "atLeast");
        let head = (row < self.heads).then(|| on("w:tblHeader"));
        let look = on("w:trPr").children([on("w:cantSplit"), height]).children(head);
        let mut here: Vec<(usize, &TableBox)> =
            self.table.boxes.iter().enumerate().filter(|(_, b)| b.row_range().contains(&row)).collect();
        here.sort_by_key(|(_, b)| b.column);
        on("w:tr").child(&look).children(here.into_iter().map(|(index, b)| self.cell(index, b, row)))
    }

    /// The part of a box that is in this row: Word has a cell for each, the lower ones empty and merged upwards.
    fn cell(&self, index: usize, b: &TableBox, row: usize) -> Element {
        let mut look = vec![width("w:tcW", self.width(b.column_range()))];
        look.extend((b.columns > 1).then(|| val("w:gridSpan", b.columns)));
        look.extend(match (b.rows, b.row == row) {
            (1, _) => None,
            (_, true) => Some(val("w:vMerge", "restart")),
            (_, false) => Some(on("w:vMerge")),
        });
        look.extend(self.is_upright(index).then(|| val("w:textDirection", "tbRlV")));
        look.push(val("w:vAlign", "center"));
        let lines = if b.row == row { self.lines(index) } else { Vec::new() };
        on("w:tc").child(&on("w:tcPr").children(look)).child(&self.paragraph(b, row, &lines))
    }

    /// The text of a box. Word breaks lines as it comes, which tears the words of narrow merged labels; those are
    /// broken as on the page.
    fn lines(&self, index: usize) -> Vec<String> {
        let b = &self.table.boxes[index];
        match b.content {
            BoxContent::Stub(_) if b.rows > 1 && !self.is_upright(index) => self.measure.lines[index].clone(),
            _ => vec![box_text(self.sheet, b)],
        }
    }

    /// Whether a label reads from above, as the page has it: a character a line, under its ordinal.
    fn is_upright(&self, index: usize) -> bool {
        let lines = &self.measure.lines[index];
        let is_stub = matches!(self.table.boxes[index].content, BoxContent::Stub(_));
        is_stub && lines.len() > UPRIGHT && lines.iter().skip(1).all(|line| line.chars().count() == 1)
    }

    fn paragraph(&self, b: &TableBox, row: usize, lines: &[String]) -> Element {
        let mut look = vec![val("w:pStyle", Style::Table.id())];
        // What stands on one page is not parted: each row stays with the next.
        let next = self.measure.pages.get(row + 1);
        look.extend((next == Some(&self.measure.pages[row])).then(|| on("w:keepNext")));
        look.push(exact(self.measure.leading));
        if matches!(b.content, BoxContent::Stub(_)) && b.rows == 1 {
            look.push(val("w:jc", "left"));
        }
        let run = (!lines.is_empty()).then(|| chinese_run(None, [self.size()]).children(broken(lines)));
        let look = on("w:pPr").children(look).child(&on("w:rPr").child(&self.size()));
        on("w:p").child(&look).children(run)
    }

    fn width(&self, columns: Range<usize>) -> i32 {
        self.edges[columns.end] - self.edges[columns.start]
    }

    fn size(&self) -> Element {
        size(self.measure.size)
    }
}

fn width(name: &'static str, twips: i32) -> Element {
    on(name).with("w:w", twips).with("w:type", "dxa")
}
