//! The figures that changed as a table; a row goes to its cell.

use egui::{Align2, Color32, Rect, Ui, Vec2};

use super::part;
use crate::{
    app::{App, Command},
    check::Place,
    diff::CellChange,
    export::compared::{Comparison, difference, shown},
    ui::{
        theme::{Colour, font, theme},
        widgets::{note, paint_line, paint_text, row},
    },
};

const ROW: f32 = 26.0;
/// The share of the width that each column takes: table, row, column, before, after, difference.
const WIDTHS: [f32; 6] = [0.08, 0.40, 0.18, 0.12, 0.12, 0.10];
/// The columns from here on are numbers, set to the right.
const NUMBERS: usize = 3;

pub(super) fn show(ui: &mut Ui, app: &App, comparison: &Comparison, commands: &mut Vec<Command>) {
    part(ui, "改动的数据");
    let cells = &comparison.diff.cells;
    if cells.is_empty() {
        note(ui, "可以比较的数据都相同");
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let [before, after] = &comparison.names;
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), egui::Sense::hover());
    paint(ui, rect, ["表", "行", "列", before, after, "增减"], theme().colours.quiet);
    for change in cells {
        figure(ui, app, change, commands);
    }
    ui.spacing_mut().item_spacing.y = theme().sizes.rhythm;
}

fn figure(ui: &mut Ui, app: &App, change: &CellChange, commands: &mut Vec<Command>) {
    let name = &change.name;
    let (before, after, by) = (shown(&change.before), shown(&change.after), difference(change));
    let spoken = format!("转到：{}“{}”{}，{before}改为{after}，增减{by}", name.table, name.row, name.column);
    let target = change.after_cells.first().filter(|id| has_cell(app, id.as_str()));
    let (rect, response) = row(ui, ROW, &spoken, false);
    if response.hovered() {
        ui.painter().rect_filled(rect, 0, Color32::from(theme().colours.accent_tint));
    }
    paint(ui, rect, [&name.table, &name.row, &name.column, before, after, &by], theme().colours.ink);
    if let Some(id) = target.filter(|_| response.clicked()) {
        commands.push(Command::GoTo(Place::Cell(id.clone())));
    }
}

fn has_cell(app: &App, id: &str) -> bool {
    app.document.as_ref().is_some_and(|d| d.form().cell(id).is_some())
}

/// The fields of a row, with the line under it.
fn paint(ui: &Ui, rect: Rect, fields: [&str; 6], colour: Colour) {
    let size = font(theme().sizes.table);
    let mut left = rect.left();
    for (i, (words, share)) in fields.into_iter().zip(WIDTHS).enumerate() {
        let width = rect.width() * share;
        let place = Rect::from_min_size(egui::pos2(left, rect.top()), Vec2::new(width, rect.height()));
        let inner = place.shrink2(Vec2::new(6.0, 0.0));
        if i >= NUMBERS {
            let _ = paint_text(ui, inner.right_center(), Align2::RIGHT_CENTER, words, size.clone(), colour);
        } else {
            paint_line(ui, inner, words, size.clone(), colour);
        }
        left += width;
    }
    let line = egui::Stroke::new(1.0, Color32::from(theme().colours.rule));
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
}
