//! The looks of the grid: heads and labels, values, marks, the active cell.

use egui::{Align, Align2, Color32, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2};

use super::{View, geometry::PAD};
use crate::{
    app::grid::Typing,
    draft::figures::Figure,
    form::{BoxContent, Cell, Level, TableBox},
    ui::{
        theme::{Colour, font, theme},
        widgets::mark_shape,
    },
};

const MARK: f32 = 7.0;

/// The boxes of the form: fills, lines, words.
pub(super) fn boxes(ui: &Ui, view: &View<'_>, rect: Rect, active: Option<&Cell>) {
    let line = Stroke::new(1.0, Color32::from(theme().colours.table_rule));
    for (at, b) in view.table.boxes.iter().enumerate() {
        let place = view.geometry.place(b).translate(rect.min.to_vec2());
        // Off by half a point, so that a line of one point covers one row of pixels.
        let place = Rect::from_min_max(place.min + Vec2::splat(0.5), place.max + Vec2::splat(0.5));
        ui.painter().rect(place, 0, fill(view, b, active), line, StrokeKind::Middle);
        if let Some(words) = view.geometry.words(at) {
            let y = place.center().y - words.galley.size().y / 2.0;
            let x = if words.align == Align::Min { place.left() + PAD } else { place.center().x };
            let ink = Color32::from(theme().colours.ink);
            ui.painter().galley(Pos2::new(x.round(), y.round()), words.galley.clone(), ink);
        }
    }
}

fn fill(view: &View<'_>, b: &TableBox, active: Option<&Cell>) -> Color32 {
    let colours = &theme().colours;
    let same_column = |c: &Cell| (b.column, b.columns) == (c.column, c.columns);
    let crosses = |c: &Cell| b.row_range().contains(&c.row) || same_column(c);
    let lit = active.is_some_and(crosses);
    let colour = match &b.content {
        BoxContent::Cell(id) => match view.form.cell(id.as_str()) {
            Some(cell) => cell_fill(view, cell, lit),
            None => colours.paper,
        },
        BoxContent::Head(_) | BoxContent::Stub(_) if lit && b.columns == 1 && b.rows == 1 => {
            colours.accent_tint
        }
        BoxContent::Band(_) | BoxContent::Head(_) => colours.band,
        BoxContent::Stub(_) => colours.paper,
    };
    colour.into()
}

fn cell_fill(view: &View<'_>, cell: &Cell, lit: bool) -> Colour {
    let colours = &theme().colours;
    match view.level(cell) {
        Some(Level::Error) => colours.error_tint,
        Some(_) => colours.warning_tint,
        None if cell.is_total() => colours.total,
        None if lit => colours.accent_tint,
        None => colours.paper,
    }
}

/// The numbers, right aligned; a total of unfinished parts in quiet ink; marks of findings.
pub(super) fn values(ui: &Ui, view: &View<'_>, rect: Rect, active: Option<&Cell>, typing: Option<&Typing>) {
    for cell in view.form.cells_of(view.table) {
        let place = view.geometry.cell(cell).translate(rect.min.to_vec2());
        let is_active = active.is_some_and(|a| a.id == cell.id);
        match typing.filter(|_| is_active) {
            Some(typing) => paint_typing(ui, place, number_room(place, cell), typing),
            None => paint_value(ui, view, place, cell),
        }
        if let Some(level) = view.mark(cell) {
            let centre = place.left_top() + Vec2::splat(MARK);
            ui.painter().add(mark_shape(level, centre, MARK));
        }
    }
}

fn paint_value(ui: &Ui, view: &View<'_>, place: Rect, cell: &Cell) {
    let report = view.document.report();
    let figure = report.figure(view.form, cell);
    let colours = &theme().colours;
    let ink = match figure {
        Figure::Other(_) => colours.error,
        Figure::Partial(_) => colours.quiet,
        _ => colours.ink,
    };
    number(ui, number_room(place, cell), &figure.text(), ink);
    let printed = report.printed.get(&cell.id).map(ToString::to_string);
    // What paper says is shown only where it says something else.
    if let Some(printed) = printed.filter(|p| *p != figure.text()) {
        let at = place.left_center() + Vec2::new(PAD + MARK, 0.0);
        let words = format!("原{printed}");
        ui.painter().text(
            at,
            Align2::LEFT_CENTER,
            words,
            font(theme().sizes.note - 1.0),
            colours.error.into(),
        );
    }
}

/// Where a number ends: at the right; in a cell over several columns in their middle, under none of them.
fn number_room(place: Rect, cell: &Cell) -> Rect {
    if cell.columns == 1 {
        return place;
    }
    Rect::from_min_max(place.min, Pos2::new(place.center().x + theme().sizes.table * 2.0, place.bottom()))
}

/// A number that always shows its end; one too long is cut at its start with a mark.
fn number(ui: &Ui, place: Rect, text: &str, colour: Colour) {
    let at = place.right_center() - Vec2::new(PAD, 0.0);
    let painter = ui.painter().with_clip_rect(place.shrink(1.0).intersect(ui.clip_rect()));
    let drawn = painter.text(at, Align2::RIGHT_CENTER, text, font(theme().sizes.table), colour.into());
    if drawn.left() < place.left() {
        let room =
            Rect::from_min_size(place.left_top() + Vec2::splat(1.0), Vec2::new(14.0, place.height() - 2.0));
        painter.rect_filled(room, 0, Color32::from(theme().colours.paper));
        painter.text(room.center(), Align2::CENTER_CENTER, "…", font(theme().sizes.table), colour.into());
    }
}

fn paint_typing(ui: &Ui, place: Rect, room: Rect, typing: &Typing) {
    let colours = &theme().colours;
    let size = font(theme().sizes.table);
    let painter = ui.painter().with_clip_rect(place.intersect(ui.clip_rect()));
    painter.rect_filled(place.shrink(1.0), 0, Color32::from(colours.paper));
    let width = |text: &str| painter.layout_no_wrap(text.to_owned(), size.clone(), Color32::BLACK).size().x;
    let (before, all) = (width(typing.before_caret()), width(typing.text()));
    // The caret stays in sight in a number longer than its cell.
    let overhang = (all - before - (room.width() - 2.0 * PAD)).max(0.0);
    let right = room.right() - PAD + overhang;
    let at = Pos2::new(right, place.center().y);
    painter.text(at, Align2::RIGHT_CENTER, typing.text(), size, colours.ink.into());
    let x = (right - (all - before)).round() + 0.5;
    let stroke = Stroke::new(1.0, Color32::from(colours.accent));
    painter.add(Shape::line_segment(
        [Pos2::new(x, place.top() + 4.0), Pos2::new(x, place.bottom() - 4.0)],
        stroke,
    ));
}

/// The frame of the active cell: strong while the keys go there.
pub(super) fn focus(ui: &Ui, view: &View<'_>, rect: Rect, active: Option<&Cell>, focused: bool) {
    let Some(cell) = active else { return };
    let place = view.geometry.cell(cell).translate(rect.min.to_vec2());
    let colour = if focused { theme().colours.accent } else { theme().colours.faint };
    let stroke = Stroke::new(2.0, Color32::from(colour));
    ui.painter().rect_stroke(place.expand(0.5), 0, stroke, StrokeKind::Middle);
}
