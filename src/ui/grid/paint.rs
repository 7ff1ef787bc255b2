//! The looks of the grid: heads and labels, values, marks, the selection.

use egui::{Align, Align2, Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2};

use super::{
    TableView, figures,
    geometry::{PAD, SECOND},
    lines::lines,
};
use crate::{
    app::grid::{Mode, Typing},
    draft::Figure,
    form::{BoxContent, Cell, Level, TableBox},
    ui::{
        cell_note::corner,
        theme::{Colour, font, theme},
        widgets::mark_shape,
    },
};

const MARK: f32 = 7.0;

/// Paints the table; `focused` when the keys go to it.
pub(super) fn table(ui: &Ui, view: &TableView<'_>, focused: bool) {
    let painter = ui.painter();
    let place = |b: &TableBox| view.geometry.place(b).translate(view.rect.min.to_vec2());
    for (at, b) in view.table.boxes.iter().enumerate() {
        // The sheet under it is paper already.
        let fill = Some(fill(view, b)).filter(|fill| *fill != Color32::from(theme().colours.paper));
        form_box(painter, view, at, place(b), fill);
    }
    painter.add(lines(painter, view.table.boxes.iter().map(place)));
    values(painter, view);
    selection(painter, view, focused);
    sticky_heads(painter, view);
}

/// The heads again at the upper edge, once they have been scrolled out of sight.
fn sticky_heads(painter: &Painter, view: &TableView<'_>) {
    let shift = view.geometry.head_shift(view.table, view.rect, view.clip);
    if shift == 0.0 {
        return;
    }
    let down = view.rect.min.to_vec2() + Vec2::new(0.0, shift);
    for (at, b) in view.table.boxes.iter().enumerate() {
        if let Some(place) = view.geometry.stuck_place(view.table, b) {
            form_box(painter, view, at, place.translate(down), Some(fill(view, b)));
        }
    }
    let stuck = |b: &TableBox| Some(view.geometry.stuck_place(view.table, b)?.translate(down));
    painter.add(lines(painter, view.table.boxes.iter().filter_map(stuck)));
}

/// A box of the form: fill and words.
fn form_box(painter: &Painter, view: &TableView<'_>, at: usize, place: Rect, fill: Option<Color32>) {
    if let Some(fill) = fill {
        painter.rect_filled(place, 0, fill);
    }
    if let Some(words) = view.geometry.words(at) {
        let y = place.center().y - words.galley.size().y / 2.0;
        let x = if words.align == Align::Min { place.left() + PAD } else { place.center().x };
        let ink = Color32::from(theme().colours.ink);
        painter.galley(Pos2::new(x.round(), y.round()), words.galley.clone(), ink);
    }
}

fn fill(view: &TableView<'_>, b: &TableBox) -> Color32 {
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

fn cell_fill(view: &TableView<'_>, cell: &Cell, lit: bool) -> Colour {
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
fn values(painter: &Painter, view: &TableView<'_>) {
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
        if let Some(remark) = view.document.remark(&cell.id) {
            painter.add(corner(place, remark.to_check));
        }
    }
}

/// The number of a cell, and the small one with it: at the left, or over it where a row has no room for both.
fn value(painter: &Painter, view: &TableView<'_>, place: Rect, cell: &Cell) {
    let figures = view.figures();
    let figure = figures.own(cell);
    let stacked = view.geometry.is_stacked(cell);
    let (above, below) =
        if stacked { place.split_top_bottom_at_y(place.top() + SECOND + 2.0) } else { (place, place) };
    number(painter, number_room(below, cell), &figure.text(), ink(&figure));
    let Some((words, colour)) = figures.beside(cell) else { return };
    let painter = painter.with_clip_rect(place.intersect(painter.clip_rect()));
    let (at, anchor) = if stacked {
        let right = number_room(above, cell).right() - PAD;
        (Pos2::new(right, above.bottom() + 1.0), Align2::RIGHT_BOTTOM)
    } else {
        let indent = if view.level(cell).is_some() { PAD + MARK } else { PAD - 1.0 };
        (place.left_center() + Vec2::new(indent, 0.0), Align2::LEFT_CENTER)
    };
    painter.text(at, anchor, words, font(figures::small()), colour.into());
}

/// A total of unfinished parts is in quiet ink.
fn ink(figure: &Figure<'_>) -> Colour {
    let colours = &theme().colours;
    match figure {
        Figure::Other(_) => colours.error,
        Figure::Partial(_) => colours.quiet,
        _ => colours.ink,
    }
}

/// Where a number ends: at the right; in a cell over several columns in their middle, under none of them.
fn number_room(place: Rect, cell: &Cell) -> Rect {
    if cell.columns == 1 {
        return place;
    }
    Rect::from_min_max(place.min, Pos2::new(place.center().x + theme().sizes.table * 2.0, place.bottom()))
}

/// A number that always shows its end: one too long is set smaller, and at last cut at its start with a mark.
fn number(painter: &Painter, place: Rect, text: &str, colour: Colour) {
    let at = place.right_center() - Vec2::new(PAD, 0.0);
    let usual = theme().sizes.table;
    let set = |size: f32| painter.layout_no_wrap(text.to_owned(), font(size), colour.into());
    let room = place.width() - PAD - 2.0;
    let fits = [usual, usual - 1.5, figures::small()].into_iter().map(set).find(|set| set.size().x <= room);
    // Clipping takes a turn of its own to draw: only what is too long is.
    let clip =
        if fits.is_some() { painter.clip_rect() } else { place.shrink(1.0).intersect(painter.clip_rect()) };
    let painter = painter.with_clip_rect(clip);
    let set = fits.unwrap_or_else(|| set(figures::small()));
    let drawn = Align2::RIGHT_CENTER.anchor_size(at, set.size());
    painter.galley(drawn.min, set, colour.into());
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
fn selection(painter: &Painter, view: &TableView<'_>, focused: bool) {
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
