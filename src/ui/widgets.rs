//! Small pieces that every page uses: text in the theme's colours, links, level marks.

use egui::{
    Color32, CornerRadius, FontId, Label, Pos2, Rect, Response, RichText, Sense, Shape, Stroke, Ui, Vec2,
};

use super::{
    row_end::RowEnd,
    theme::{Colour, font, medium_font, theme},
};
use crate::{
    app::{Said, Tone},
    form::Level,
};

/// Text of the body size.
pub(super) fn text(words: impl Into<String>, size: f32, colour: Colour) -> RichText {
    RichText::new(words).font(font(size)).color(Color32::from(colour))
}

/// Text of the heading face.
pub(super) fn strong(words: impl Into<String>, size: f32, colour: Colour) -> RichText {
    RichText::new(words).font(medium_font(size)).color(Color32::from(colour))
}

/// Quiet words of the note size.
pub(super) fn note(ui: &mut Ui, words: impl Into<String>) -> Response {
    ui.label(text(words, theme().sizes.note, theme().colours.quiet))
}

/// Quiet words that stay in one line: in a row that wraps they go to the next line as a whole.
pub(super) fn whole_note(ui: &mut Ui, words: impl Into<String>) -> Response {
    ui.add(Label::new(text(words, theme().sizes.note, theme().colours.quiet)).extend())
}

/// The head of a page: its title with a few quiet words, and its acts, the main one first. They stand at the right end
/// of the title's line where both have room, else under it.
pub(super) fn page_head(ui: &mut Ui, title: &str, beside: &str, room: f32, acts: impl FnOnce(&mut Ui)) {
    if ui.available_width() < room {
        ui.horizontal(|ui| page_names(ui, title, beside));
        ui.horizontal_wrapped(acts);
        return;
    }
    ui.horizontal(|ui| {
        let end = RowEnd::of(ui, title);
        end.before(ui, |ui| page_names(ui, title, beside));
        end.show(ui, acts);
    });
}

fn page_names(ui: &mut Ui, title: &str, beside: &str) {
    heading(ui, title);
    if !beside.is_empty() {
        ui.add(Label::new(text(beside, theme().sizes.note, theme().colours.quiet)).truncate());
    }
}

/// How wide words are in one line, in points. They are not laid out for it.
pub(super) fn width_of(ui: &Ui, words: &str, size: f32) -> f32 {
    let font = font(size);
    ui.fonts_mut(|fonts| words.chars().map(|c| fonts.glyph_width(&font, c)).sum())
}

/// Words that can be clicked.
pub(super) fn link(ui: &mut Ui, words: &str) -> Response {
    let words = text(words, theme().sizes.table, theme().colours.accent);
    let link = ui.link(words);
    if link.gained_focus() {
        link.scroll_to_me(None);
    }
    focus_ring(ui, &link);
    link
}

/// Words that can be clicked, with a longer name for those who do not see what they stand beside.
pub(super) fn named_link(ui: &mut Ui, words: &str, name: &str) -> Response {
    let response = link(ui, words);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, name));
    response
}

/// What leads to where something stands is called so everywhere.
pub(super) const GO_TO: &str = "转到";

/// The way to what has this name.
pub(super) fn go_to(ui: &mut Ui, name: &str) -> Response {
    named_link(ui, GO_TO, &format!("{GO_TO}：{name}"))
}

/// A subject that ticks itself; whether one that is still missing was clicked.
pub(super) fn topic(ui: &mut Ui, label: &str, written: bool) -> bool {
    let (colours, size) = (&theme().colours, theme().sizes.table);
    let format = |colour: Colour| egui::TextFormat::simple(font(size), colour.into());
    let mut job = egui::text::LayoutJob::default();
    if written {
        job.append("✓ ", 0.0, format(colours.done));
        job.append(label, 0.0, format(colours.ink));
        let name = format!("{label}，已写到");
        let shown = ui.add(Label::new(job).extend());
        shown.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
        return false;
    }
    job.append(&format!("○ {label}"), 0.0, format(colours.warning));
    let name = format!("{label}，还没写到");
    let shown = ui.add(Label::new(job).extend().sense(Sense::click())).on_hover_text("看常用句");
    shown.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    shown.clicked()
}

/// The heading of a page.
pub(super) fn heading(ui: &mut Ui, words: &str) -> Response {
    ui.add(Label::new(strong(words, theme().sizes.heading, theme().colours.ink)))
}

/// The main button of a page.
pub(super) fn primary(ui: &mut Ui, words: &str) -> Response {
    let colours = &theme().colours;
    let button = egui::Button::new(text(words, theme().sizes.body, colours.paper))
        .fill(Color32::from(colours.accent))
        .stroke(Stroke::NONE);
    let response = ui.add(button);
    focus_ring(ui, &response);
    response
}

/// The main button of a question: it has the keys while nothing else of the question has, so that Enter answers.
pub(super) fn main_answer(ui: &mut Ui, words: &str) -> Response {
    let response = primary(ui, words);
    if ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
    response
}

/// A line around what has the keys and is itself of the colour of the focus.
pub(super) fn focus_ring(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let stroke = Stroke::new(2.0, Color32::from(theme().colours.accent));
        let around = response.rect.expand(3.0);
        ui.painter().rect_stroke(around, super::theme::corner(), stroke, egui::StrokeKind::Middle);
    }
}

/// A field; while it has the keys, with the same thick line as everything else that has them.
pub(super) fn field(ui: &mut Ui, edit: egui::TextEdit<'_>) -> Response {
    let response = ui.add(edit);
    field_ring(ui, &response);
    response
}

/// The line of the focus over the edge of a field.
pub(super) fn field_ring(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let stroke = Stroke::new(2.0, Color32::from(theme().colours.accent));
        ui.painter().rect_stroke(response.rect, super::theme::corner(), stroke, egui::StrokeKind::Inside);
    }
}

/// The colour of a level.
pub(super) fn level_colour(level: Level) -> Colour {
    let colours = &theme().colours;
    match level {
        Level::Error => colours.error,
        Level::Warning => colours.warning_mark,
        Level::Info | Level::Unknown => colours.quiet,
    }
}

/// Words about the state of the report, with a tick where all is done.
pub(super) fn marked(said: &Said) -> String {
    let tick = if said.tone == Tone::Done { "✓ " } else { "" };
    format!("{tick}{}", said.words)
}

/// The colour of words about the state of the report.
pub(super) fn tone_colour(tone: Tone) -> Colour {
    let colours = &theme().colours;
    match tone {
        Tone::Wrong => colours.error,
        Tone::Warned => colours.warning,
        Tone::Quiet => colours.quiet,
        Tone::Done => colours.done,
    }
}

/// Paints the shape of a level in a square of this size.
pub(super) fn mark_shape(level: Level, centre: Pos2, size: f32) -> Shape {
    let colour = Color32::from(level_colour(level));
    let half = size / 2.0;
    match level {
        Level::Error => {
            Shape::rect_filled(Rect::from_center_size(centre, Vec2::splat(size)), CornerRadius::ZERO, colour)
        }
        Level::Warning => Shape::convex_polygon(
            vec![
                Pos2::new(centre.x, centre.y - half),
                Pos2::new(centre.x + half, centre.y + half),
                Pos2::new(centre.x - half, centre.y + half),
            ],
            colour,
            Stroke::NONE,
        ),
        Level::Info => Shape::circle_filled(centre, half, colour),
        Level::Unknown => Shape::circle_stroke(centre, half - 0.5, Stroke::new(1.0, colour)),
    }
}

/// A line of text at a place, not a widget.
pub(super) fn paint_text(
    ui: &Ui,
    at: Pos2,
    anchor: egui::Align2,
    words: &str,
    font: FontId,
    colour: Colour,
) -> Rect {
    ui.painter().text(at, anchor, words, font, colour.into())
}

/// A line of text in a place, cut off with … where it is too long; not a widget.
pub(super) fn paint_line(ui: &Ui, place: Rect, words: &str, font: FontId, colour: Colour) {
    let mut job = egui::text::LayoutJob::simple_singleline(words.to_owned(), font, colour.into());
    job.wrap = egui::text::TextWrapping::truncate_at_width(place.width());
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let at = place.left_center() - Vec2::new(0.0, galley.size().y / 2.0);
    ui.painter().galley(at, galley, colour.into());
}

/// A row that is clicked as a whole, with a name for those who cannot see it.
pub(super) fn row(ui: &mut Ui, height: f32, name: &str, selected: bool) -> (Rect, Response) {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), height), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, selected, name));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.has_focus() {
        let stroke = Stroke::new(2.0, Color32::from(theme().colours.accent));
        ui.painter().rect_stroke(rect, super::theme::corner(), stroke, egui::StrokeKind::Inside);
    }
    (rect, response)
}
