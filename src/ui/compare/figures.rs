//! The figures that changed as a table; a row goes to its cell.

use egui::{Align2, CollapsingHeader, Color32, Pos2, Rect, Sense, Ui, Vec2};

use super::part;
use crate::{
    app::{App, Command, ComparedWith, Session},
    diff::CellChange,
    draft::Place,
    export::compared::{BY, Comparison, SHARE, difference, share, shown},
    form::{Cell, Form},
    ui::{
        scene::Scene,
        theme::{Colour, font, theme},
        widgets::{GO_TO, note, paint_line, paint_text, row, width_of},
    },
};

const ROW: f32 = 26.0;
/// Between a line and words, and at both sides of words.
const PAD: f32 = 6.0;
/// The largest share of the width between name of table and numbers that the name of the column takes; the row's has the
/// rest.
const COLUMN: f32 = 0.42;
/// With less room than this, in points, for row and column the numbers stand in a line of their own under them.
const LEAST: f32 = 260.0;
/// The fields from here on are numbers, set to the right.
const NUMBERS: usize = 3;

/// How many fields a row has.
const COLUMNS: usize = 7;

/// A row in words: table, row, column, before, after, difference, its share.
type Fields<'a> = [&'a str; COLUMNS];

/// Where the fields of a row are.
struct FigureColumns {
    /// The width of each.
    widths: [f32; COLUMNS],
    /// The numbers stand under the names of row and column, which are one line then.
    folded: bool,
}

impl FigureColumns {
    /// Columns in which every number is read whole, whatever is left of the names.
    fn new<'a>(ui: &Ui, width: f32, rows: impl Iterator<Item = Fields<'a>>) -> Self {
        let mut widths = [0.0_f32; COLUMNS];
        for row in rows {
            for (widest, words) in widths.iter_mut().zip(row) {
                *widest = widest.max(width_of(ui, words, theme().sizes.table) + 2.0 * PAD);
            }
        }
        let numbers: f32 = widths[NUMBERS..].iter().sum();
        let folded = width - widths[0] - numbers < LEAST;
        let names = width - widths[0] - if folded { 0.0 } else { numbers };
        let column = if folded { 0.0 } else { widths[2].min(names * COLUMN) };
        (widths[1], widths[2]) = (names - column, column);
        Self { widths, folded }
    }

    fn height(&self) -> f32 {
        if self.folded { 2.0 * ROW - PAD } else { ROW }
    }

    /// The places of the fields in a row.
    fn places(&self, row: Rect) -> [Rect; COLUMNS] {
        let numbers: f32 = self.widths[NUMBERS..].iter().sum();
        let mut left = row.left();
        let mut at = 0;
        self.widths.map(|width| {
            let is_number = at >= NUMBERS;
            if at == NUMBERS {
                left = row.right() - numbers;
            }
            at += 1;
            let top = if self.folded && is_number { row.bottom() - ROW } else { row.top() };
            let place = Rect::from_min_size(Pos2::new(left, top), Vec2::new(width, ROW));
            left += width;
            place
        })
    }
}

/// A figure that changed, in words.
struct Figure<'a> {
    change: &'a CellChange,
    /// Its row with the group of that.
    row: String,
    growth: [String; 2],
}

impl<'a> Figure<'a> {
    fn of(change: &'a CellChange, form: Option<&Form>) -> Self {
        let cell = change.after_cells.first().and_then(|id| form?.cell(id.as_str()));
        let row = cell.filter(|cell| cell.row_label == change.name.row).map(Cell::row_in_full);
        Self {
            change,
            row: row.unwrap_or_else(|| change.name.row.clone()),
            growth: [difference(change), share(change)],
        }
    }

    fn fields(&self) -> Fields<'_> {
        let CellChange { name, before, after, .. } = self.change;
        let [by, share] = &self.growth;
        [&name.table, &self.row, &name.column, shown(before), shown(after), by, share]
    }
}

pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, comparison: &Comparison) {
    part(ui, "改动的数据");
    let form = scene.app.document().map(|document| document.form().as_ref());
    let cells = comparison.diff.cells.iter();
    let figures: Vec<Figure<'_>> = cells.map(|change| Figure::of(change, form)).collect();
    // In a report that is being written what is blank is not changed but still to be filled.
    let is_written = scene.session().map(Session::compared_with) == Some(ComparedWith::LastYear);
    let (blank, changed): (Vec<_>, Vec<_>) =
        figures.iter().partition(|figure| is_written && figure.change.after.is_empty());
    if changed.is_empty() {
        note(
            ui,
            if blank.is_empty() {
                "可以比较的数据都相同"
            } else {
                "填了的数据都与上年相同"
            },
        );
    } else {
        table(ui, scene, &comparison.names, &changed);
    }
    if !blank.is_empty() {
        let words = format!("还有{}格没有填", blank.len());
        let folded = CollapsingHeader::new(words).id_salt("blank");
        folded.show(ui, |ui| table(ui, scene, &comparison.names, &blank));
    }
}

fn table(ui: &mut Ui, scene: &mut Scene<'_>, [before, after]: &[String; 2], figures: &[&Figure<'_>]) {
    let spacing = std::mem::take(&mut ui.spacing_mut().item_spacing.y);
    let heads = ["表", "行", "列", before.as_str(), after, BY, SHARE];
    let rows = figures.iter().map(|figure| figure.fields());
    let columns = FigureColumns::new(ui, ui.available_width(), rows.chain([heads]));
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), columns.height()), Sense::hover());
    paint(ui, rect, &columns, heads, theme().colours.quiet);
    for figure in figures {
        line(ui, scene, figure, &columns);
    }
    ui.spacing_mut().item_spacing.y = spacing;
}

fn line(ui: &mut Ui, scene: &mut Scene<'_>, figure: &Figure<'_>, columns: &FigureColumns) {
    let words = figure.fields();
    let [table, row_name, column, before, after, by, share] = words;
    let spoken =
        format!("{GO_TO}：{table}“{row_name}”{column}，{before}改为{after}，{BY}{by}，{SHARE}{share}");
    let target = figure.change.after_cells.first().filter(|id| has_cell(scene.app, id.as_str()));
    let (rect, response) = row(ui, columns.height(), &spoken, false);
    if response.hovered() {
        ui.painter().rect_filled(rect, 0, Color32::from(theme().colours.accent_tint));
    }
    paint(ui, rect, columns, words, theme().colours.ink);
    if let Some(id) = target.filter(|_| response.clicked()) {
        scene.push(Command::GoTo(Place::Cell(id.clone())));
    }
}

fn has_cell(app: &App, id: &str) -> bool {
    app.document().is_some_and(|d| d.form().cell(id).is_some())
}

/// The fields of a row, with the line under it.
fn paint(ui: &Ui, rect: Rect, columns: &FigureColumns, fields: Fields<'_>, colour: Colour) {
    let size = font(theme().sizes.table);
    let [table, row, column, numbers @ ..] = fields;
    let both = format!("{row}，{column}");
    let [before, after, by, share] = numbers;
    let fields = if columns.folded { [table, &both, "", before, after, by, share] } else { fields };
    for (i, (words, place)) in fields.into_iter().zip(columns.places(rect)).enumerate() {
        let inner = place.shrink2(Vec2::new(PAD, 0.0));
        if i >= NUMBERS {
            let _ = paint_text(ui, inner.right_center(), Align2::RIGHT_CENTER, words, size.clone(), colour);
        } else {
            paint_line(ui, inner, words, size.clone(), colour);
        }
    }
    let line = egui::Stroke::new(1.0, Color32::from(theme().colours.rule));
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
}
