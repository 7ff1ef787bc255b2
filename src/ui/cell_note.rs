//! The note beside the grid: what the active cell was in earlier years, and what the officer notes of it.

use egui::{
    Align, Align2, Frame, Id, Key, Label, Layout, Margin, Panel, Rect, Response, Role, Sense, TextEdit, Ui,
    Vec2, WidgetInfo,
};

use super::{
    scene::Scene,
    text::refuse_long,
    theme::{font, theme},
    widgets::{self, paint_text, strong, text, width_of},
};
use crate::{
    app::{Command, Document, Session, grid::GridAct},
    draft::{
        MAX_LINE,
        years::{self, YearFigure},
    },
    form::Cell,
    words::growth::{NONE, signed},
};

/// The height of a year, in points.
const ROW: f32 = 19.0;
/// Where the number, the change and its share end, as parts of the width.
const ENDS: [f32; 3] = [0.48, 0.72, 1.0];
/// The name of the field, which is that of its cell as well.
const REMARK: &str = "备注";

/// The note on the active cell; nothing where no table is shown.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    let Some((session, cell)) = scene.session().and_then(|s| Some((s, s.active_cell()?))) else { return };
    let frame = Frame::new().inner_margin(Margin { left: 0, right: 0, top: 10, bottom: 0 });
    Panel::bottom("cell note").resizable(false).frame(frame).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        title(ui, cell, &document.form().position(cell));
        for figure in years::beside(document.opened(), cell) {
            year(ui, &figure, figure.year == document.report().year);
        }
        remark(ui, scene, session, cell);
    });
}

/// What cell it is: a long row is cut off, the column never.
fn title(ui: &mut Ui, cell: &Cell, name: &str) {
    let (size, ink) = (theme().sizes.table, theme().colours.ink);
    let column = format!(" · {}", cell.column_label);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let room = ui.available_width() - width_of(ui, &column, size);
        ui.scope(|ui| {
            ui.set_max_width(room);
            let row = ui.add(Label::new(strong(&cell.row_label, size, ink)).truncate());
            row.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
        });
        ui.add(Label::new(strong(column, size, ink)).extend());
    });
}

/// A year: its number, by how much that grew, and by what share.
fn year(ui: &mut Ui, figure: &YearFigure, is_own: bool) {
    let colours = &theme().colours;
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::hover());
    let words = words(figure);
    let ink = if is_own { colours.ink } else { colours.quiet };
    let size = || font(theme().sizes.table);
    let _ = paint_text(ui, rect.left_center(), Align2::LEFT_CENTER, &words[0], size(), ink);
    for (words, end) in words[1..].iter().zip(ENDS) {
        let at = egui::pos2(rect.left() + end * rect.width(), rect.center().y);
        let _ = paint_text(ui, at, Align2::RIGHT_CENTER, words, size(), ink);
    }
    let [year, number, by, share] = &words;
    let spoken = format!("{year}{number}，增减{by}，增减率{share}");
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
}

fn words(figure: &YearFigure) -> [String; 4] {
    let number = figure.number.map_or_else(|| NONE.to_owned(), |number| number.normalize().to_string());
    let year = match figure.cells {
        1 => format!("{}年", figure.year),
        cells => format!("{}年{cells}项共", figure.year),
    };
    let by = figure.difference.map_or_else(|| NONE.to_owned(), signed);
    [year, number, by, figure.share.clone().unwrap_or_else(|| NONE.to_owned())]
}

/// The officer's own words on the cell, and whether it is still to be checked.
fn remark(ui: &mut Ui, scene: &mut Scene<'_>, session: &Session, cell: &Cell) {
    let document = &session.document;
    let now = document.remark(&cell.id);
    let caption = ui.horizontal(|ui| {
        let written = now.filter(|r| !r.text.is_empty() && r.is_older(document.report().year));
        let words = written.map_or_else(|| REMARK.to_owned(), |r| format!("{REMARK}（{}年写）", r.year));
        let caption = ui.label(text(words, theme().sizes.note, theme().colours.quiet));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let mut to_check = now.is_some_and(|remark| remark.to_check);
            if ui.checkbox(&mut to_check, "待核").changed() {
                scene.push(Command::Edit(document.marking(&cell.id, to_check)));
            }
        });
        caption
    });
    let current = now.map_or("", |remark| remark.text.as_str());
    let response = field(ui, scene, cell, current).labelled_by(caption.inner.id);
    if let Some(typed) = scene.editors.typed(&name(cell), current) {
        scene.push(Command::Edit(document.remarking(&cell.id, &typed)));
    }
    if session.grid.remarking {
        response.request_focus();
        scene.push(Command::Grid(GridAct::Remarking));
    }
}

/// The field; Enter and Esc go back to the table.
fn field(ui: &mut Ui, scene: &mut Scene<'_>, cell: &Cell, current: &str) -> Response {
    let name = name(cell);
    let id = Id::unique(("remark", &name));
    scene.extend(refuse_long(ui, id, REMARK, current, MAX_LINE).map(Command::Refuse));
    let entered = ui.memory(|memory| memory.has_focus(id)) && scene.editors.entered(ui);
    let edit = TextEdit::multiline(scene.editors.buffer(&name, current)).id(id).desired_rows(2);
    let edit = edit.hint_text("自己看的，不公开，下年带入").desired_width(f32::INFINITY);
    let response = widgets::field(ui, edit);
    // By Esc the field has let go of the keys already.
    let escaped = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Escape));
    if entered || escaped && !scene.editors.held() {
        scene.push(Command::Grid(GridAct::Select(cell.id.clone())));
    }
    response
}

fn name(cell: &Cell) -> String {
    format!("{REMARK}{}", cell.id)
}

/// The mark of a cell that something is noted of: a corner, larger and in the colour of warnings while it is to be
/// checked.
pub(super) fn corner(place: Rect, to_check: bool) -> egui::Shape {
    let (size, colour) =
        if to_check { (9.0, theme().colours.warning) } else { (6.0, theme().colours.accent) };
    let at = place.right_top();
    let points = vec![at, at - Vec2::new(size, 0.0), at + Vec2::new(0.0, size)];
    egui::Shape::convex_polygon(points, egui::Color32::from(colour), egui::Stroke::NONE)
}
