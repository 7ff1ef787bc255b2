//! The looks of the grid: heads and labels, values, marks, the selection.

use egui::{Align, Align2, Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2};
use rust_decimal::Decimal;

use super::{View, geometry::PAD};
use crate::{
    app::grid::{LastYear, Mode, Typing},
    draft::figures::Figure,
    form::{BoxContent, Cell, Level, TableBox},
    ui::{
        theme::{Colour, font, theme},
        widgets::mark_shape,
    },
};

const MARK: f32 = 7.0;

/// Paints the table; `focused` when the keys go to it.
pub(super) fn table(ui: &Ui, view: &View<'_>, focused: bool) {
    let painter = ui.painter();
    for (at, b) in view.table.boxes.iter().enumerate() {
        form_box(painter, view, at, b, view.rect.min.to_vec2());
    }
    values(painter, view);
    selection(painter, view, focused);
    sticky_heads(painter, view);
}

/// The heads again at the upper edge, once they have been scrolled out of sight.
fn sticky_heads(painter: &Painter, view: &View<'_>) {
    let shift = view.geometry.head_shift(view.table, view.rect, view.clip);
    if shift == 0.0 {
        return;
    }
    let heads = view.table.boxes.iter().enumerate().filter(|(_, b)| b.row < view.table.head_rows);
    for (at, b) in heads {
        form_box(painter, view, at, b, view.rect.min.to_vec2() + Vec2::new(0.0, shift));
    }
}

/// A box of the form: fill, lines, words.
fn form_box(painter: &Painter, view: &View<'_>, at: usize, b: &TableBox, offset: Vec2) {
    let line = Stroke::new(1.0, Color32::from(theme().colours.table_rule));
    // Off by half a point, so that a line of one point covers one row of pixels.
    let place = view.geometry.place(b).translate(offset + Vec2::splat(0.5));
    painter.rect(place, 0, fill(view, b), line, StrokeKind::Middle);
    if let Some(words) = view.geometry.words(at) {
        let y = place.center().y - words.galley.size().y / 2.0;
        let x = if words.align == Align::Min { place.left() + PAD } else { place.center().x };
        let ink = Color32::from(theme().colours.ink);
        painter.galley(Pos2::new(x.round(), y.round()), words.galley.clone(), ink);
    }
}

fn fill(view: &View<'_>, b: &TableBox) -> Color32 {
    let colours = &theme().colours;
    let same_column = |c: &Cell| (b.column, b.columns) == (c.column, c.columns);
    let lit = view.active.is_some_and(|c| b.row_range().contains(&c.row) || same_column(c));
    let colour = match &b.content {
        BoxContent::Cell(id) => match view.form.cell(id.as_str()) {
            Some(cell) => cell_fill(view, cell, lit),
            None => colours.paper,
        },
        BoxContent::Head(_) | BoxContent::Stub(_) if lit && b.rows == 1 => colours.accent_tint,
        BoxContent::Band(_) | BoxContent::Head(_) => colours.band,
        BoxContent::Stub(_) => colours.paper,
    };
    colour.into()
}

fn cell_fill(view: &View<'_>, cell: &Cell, lit: bool) -> Colour {
    let colours = &theme().colours;
    let closed = cell.is_total() && view.state.mode == Mode::Fill;
    match view.level(cell) {
        Some(Level::Error) => colours.error_tint,
        Some(_) => colours.warning_tint,
        None if closed => colours.total,
        None if lit => colours.accent_tint,
        None => colours.paper,
    }
}

/// The numbers, last year's beside them, and the marks of findings.
fn values(painter: &Painter, view: &View<'_>) {
    for cell in view.form.cells_of(view.table) {
        let place = view.place(cell);
        if !view.clip.intersects(place) {
            continue;
        }
        let is_active = view.active.is_some_and(|a| a.id == cell.id);
        match view.state.typing.as_ref().filter(|_| is_active) {
            Some(typing) => paint_typing(painter, place, number_room(place, cell), typing),
            None => value(painter, view, place, cell),
        }
        if let Some(level) = view.level(cell) {
            painter.add(mark_shape(level, place.left_top() + Vec2::splat(MARK), MARK));
        }
    }
}

/// The number of a cell; a total of unfinished parts in quiet ink.
fn value(painter: &Painter, view: &View<'_>, place: Rect, cell: &Cell) {
    let figure = view.document.report().figure(view.form, cell);
    let colours = &theme().colours;
    let ink = match figure {
        Figure::Other(_) => colours.error,
        Figure::Partial(_) => colours.quiet,
        _ => colours.ink,
    };
    number(painter, number_room(place, cell), &figure.text(), ink);
    if let Some((words, colour)) = beside(view, cell, &figure) {
        let indent = if view.level(cell).is_some() { PAD + MARK } else { PAD - 1.0 };
        let at = place.left_center() + Vec2::new(indent, 0.0);
        let painter = painter.with_clip_rect(place.intersect(painter.clip_rect()));
        painter.text(at, Align2::LEFT_CENTER, words, font(theme().sizes.note - 2.0), colour.into());
    }
}

/// The small number beside a value: what paper says where it differs, else last year's.
fn beside(view: &View<'_>, cell: &Cell, figure: &Figure<'_>) -> Option<(String, Colour)> {
    let colours = &theme().colours;
    if let Some(printed) = view.document.report().printed.get(&cell.id) {
        let differs = printed.number().is_none() || printed.number() != figure.number();
        if differs || view.state.mode == Mode::Verify {
            let colour = if differs { colours.error } else { colours.done };
            return Some((format!("原{printed}"), colour));
        }
    }
    let last = view.document.draft().last.as_ref().filter(|last| last.form == view.form.id)?;
    let before = last.figure(view.form, cell);
    match view.state.last_year {
        LastYear::Hidden => None,
        LastYear::Value => Some((before.text().into_owned(), colours.faint)),
        LastYear::Change => Some((change(figure.number()?, before.number()?), colours.faint)),
    }
}

fn change(now: Decimal, before: Decimal) -> String {
    let change = now.saturating_sub(before).normalize();
    if change > Decimal::ZERO { format!("+{change}") } else { change.to_string() }
}

/// Where a number ends: at the right; in a cell over several columns in their middle, under none of them.
fn number_room(place: Rect, cell: &Cell) -> Rect {
    if cell.columns == 1 {
        return place;
    }
    Rect::from_min_max(place.min, Pos2::new(place.center().x + theme().sizes.table * 2.0, place.bottom()))
}

/// A number that always shows its end; one too long is cut at its start with a mark.
fn number(painter: &Painter, place: Rect, text: &str, colour: Colour) {
    let at = place.right_center() - Vec2::new(PAD, 0.0);
    let painter = painter.with_clip_rect(place.shrink(1.0).intersect(painter.clip_rect()));
    let drawn = painter.text(at, Align2::RIGHT_CENTER, text, font(theme().sizes.table), colour.into());
    if drawn.left() < place.left() {
        let room =
            Rect::from_min_size(place.left_top() + Vec2::splat(1.0), Vec2::new(14.0, place.height() - 2.0));
        painter.rect_filled(room, 0, Color32::from(theme().colours.paper));
        painter.text(room.center(), Align2::CENTER_CENTER, "…", font(theme().sizes.table), colour.into());
    }
}

fn paint_typing(painter: &Painter, place: Rect, room: Rect, typing: &Typing) {
    let colours = &theme().colours;
    let size = font(theme().sizes.table);
    let painter = painter.with_clip_rect(place.intersect(painter.clip_rect()));
    painter.rect_filled(place.shrink(1.0), 0, Color32::from(colours.paper));
    let width = |text: &str| painter.layout_no_wrap(text.to_owned(), size.clone(), Color32::BLACK).size().x;
    let (before, all) = (width(typing.before_caret()), width(typing.text()));
    // The caret stays in sight in a number longer than its cell.
    let overhang = (all - before - (room.width() - 2.0 * PAD)).max(0.0);
    let right = room.right() - PAD + overhang;
    let at = Pos2::new(right, place.center().y);
    painter.text(at, Align2::RIGHT_CENTER, typing.text(), size, colours.ink.into());
    let x = (right - (all - before)).round() + 0.5;
    let line = [Pos2::new(x, place.top() + 4.0), Pos2::new(x, place.bottom() - 4.0)];
    painter.add(Shape::line_segment(line, Stroke::new(1.0, Color32::from(colours.accent))));
}

/// The selected cells, and the frame of the active one: strong while the keys go there.
fn selection(painter: &Painter, view: &View<'_>, focused: bool) {
    let Some(active) = view.active else { return };
    let accent = Color32::from(theme().colours.accent);
    if view.state.is_block() {
        for cell in view.form.cells_of(view.table) {
            if view.state.is_selected(view.form, cell) && cell.id != active.id {
                painter.rect_filled(view.place(cell).shrink(0.5), 0, accent.gamma_multiply(0.16));
            }
        }
    }
    let colour = if focused { accent } else { Color32::from(theme().colours.faint) };
    let place = view.place(active).expand(0.5);
    painter.rect_stroke(place, 0, Stroke::new(2.0, colour), StrokeKind::Middle);
}
