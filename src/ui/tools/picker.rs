//! A list to choose from: a field that narrows it, arrows and Enter, or a click.

use egui::{Align2, Color32, Id, Key, Modifiers, Rect, ScrollArea, TextEdit, Ui, Vec2};

use crate::ui::{
    text::{Editors, refuse_long},
    theme::{corner, font, theme},
    widgets::{self, link, note, paint_line, paint_text, row},
};

/// More than anybody types to narrow a list.
const MOST: usize = 200;
const LINE: f32 = 28.0;
const TWO_LINES: f32 = 50.0;
const HEIGHT: f32 = 308.0;
/// What a window has beside the list: the field over it, the frame, the distance from the edges.
const FIELD: f32 = 156.0;

/// One row of the list.
#[derive(Clone, Debug, Default)]
pub(super) struct PickerRow {
    /// What is chosen.
    pub name: String,
    /// Shown at the right: a number, a key.
    pub right: String,
    /// A second line.
    pub below: String,
    /// Whether it can be deleted.
    pub own: bool,
}

/// What was done in the list, with the row's place in the whole list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Picked {
    /// Chosen.
    Taken(usize),
    /// Deleted.
    Deleted(usize),
}

/// The state of the list that is open.
#[derive(Default)]
pub(super) struct Picker {
    typed: String,
    at: usize,
    shown: bool,
}

impl Picker {
    /// The field and the list; what was done.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        editors: &mut Editors,
        caption: &str,
        rows: &[PickerRow],
    ) -> Option<Picked> {
        let moved = self.keys(ui, editors);
        self.field(ui, editors, caption);
        let fitting: Vec<usize> = (0..rows.len()).filter(|i| fits(&rows[*i], &self.typed)).collect();
        self.at = self.at.min(fitting.len().saturating_sub(1));
        if fitting.is_empty() {
            note(ui, "没有找到，换几个字再找");
            return None;
        }
        let entered = moved == Some(Key::Enter);
        let picked = self.list(ui, rows, &fitting, moved.is_some());
        if entered { fitting.get(self.at).map(|i| Picked::Taken(*i)) } else { picked }
    }

    /// Arrows move in the list and Enter takes, while the field has the other keys.
    fn keys(&mut self, ui: &Ui, editors: &Editors) -> Option<Key> {
        if editors.entered(ui) {
            return Some(Key::Enter);
        }
        if editors.held() {
            return None;
        }
        let keys = [Key::ArrowDown, Key::ArrowUp];
        let pressed = keys.into_iter().find(|k| ui.input_mut(|i| i.consume_key(Modifiers::NONE, *k)));
        match pressed {
            Some(Key::ArrowDown) => self.at += 1,
            Some(Key::ArrowUp) => self.at = self.at.saturating_sub(1),
            _ => {}
        }
        pressed
    }

    fn field(&mut self, ui: &mut Ui, editors: &mut Editors, caption: &str) {
        let id = Id::unique("picker");
        // Too much to narrow a list by is passed over: nothing of the document is lost.
        let _ = refuse_long(ui, id, caption, &self.typed, MOST);
        let buffer = editors.buffer("picker", &self.typed);
        let edit = TextEdit::singleline(buffer).id(id).hint_text(caption).desired_width(f32::INFINITY);
        let field = widgets::field(ui, edit);
        name_field(&field, caption, &self.typed);
        if !self.shown {
            field.request_focus();
            self.shown = true;
        }
        if let Some(typed) = editors.typed("picker", &self.typed) {
            (self.typed, self.at) = (typed, 0);
        }
    }

    fn list(&mut self, ui: &mut Ui, rows: &[PickerRow], fitting: &[usize], moved: bool) -> Option<Picked> {
        let mut picked = None;
        // A popup keeps the height it had: without a least one the list stays as low as it was when nothing fitted.
        let height = HEIGHT.min(ui.ctx().content_rect().height() - FIELD);
        let area = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
        area.auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (place, index) in fitting.iter().enumerate() {
                let done = show_row(ui, &rows[*index], place == self.at, moved);
                picked = picked.or(done.map(|taken| taken(*index)));
            }
        });
        picked
    }
}

/// The name of a field without a caption beside it.
pub(super) fn name_field(field: &egui::Response, name: &str, value: &str) {
    field.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(true, "", value, "");
        info.label = Some(name.to_owned());
        info
    });
}

/// Whether every word typed stands somewhere in the row.
fn fits(row: &PickerRow, typed: &str) -> bool {
    let has = |word: &str| [&row.name, &row.right, &row.below].iter().any(|part| part.contains(word));
    typed.split_whitespace().all(has)
}

fn show_row(ui: &mut Ui, entry: &PickerRow, current: bool, moved: bool) -> Option<fn(usize) -> Picked> {
    let colours = &theme().colours;
    let height = if entry.below.is_empty() { LINE } else { TWO_LINES };
    let parts = [entry.name.as_str(), &entry.right, &entry.below];
    let name = parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join("，");
    let (rect, response) = row(ui, height, &name, current);
    if current && moved {
        response.scroll_to_me(None);
    }
    // What Enter takes is told from what lies under the pointer.
    if current {
        ui.painter().rect_filled(rect, corner(), Color32::from(colours.accent_tint));
        let bar = Rect::from_min_size(rect.left_top(), Vec2::new(3.0, rect.height()));
        ui.painter().rect_filled(bar, corner(), Color32::from(colours.accent));
    } else if response.hovered() {
        ui.painter().rect_filled(rect, corner(), Color32::from(colours.desk));
    }
    let inner = rect.shrink2(Vec2::new(8.0, 0.0));
    let line = Rect::from_min_size(inner.min, Vec2::new(inner.width(), LINE));
    let sizes = &theme().sizes;
    let right = paint_text(
        ui,
        line.right_center(),
        Align2::RIGHT_CENTER,
        &entry.right,
        font(sizes.table),
        if entry.below.is_empty() { colours.ink } else { colours.quiet },
    );
    let room = Rect::from_min_max(line.min, egui::pos2(right.left() - 12.0, line.bottom()));
    paint_line(ui, room, &entry.name, font(sizes.body), colours.ink);
    let second = Rect::from_min_max(egui::pos2(inner.left(), line.bottom() - 4.0), inner.max);
    paint_line(ui, second, &entry.below, font(sizes.table), colours.quiet);
    if entry.own && delete(ui, line) {
        return Some(Picked::Deleted);
    }
    response.clicked().then_some(Picked::Taken)
}

/// The link at the right of a row of the officer's own.
fn delete(ui: &mut Ui, line: Rect) -> bool {
    let place = Rect::from_min_max(egui::pos2(line.right() - 34.0, line.top()), line.max);
    ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| link(ui, "删除").clicked()).inner
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_typed_must_fit() {
        let row =
            PickerRow { name: "表三 · 总计".to_owned(), right: "16".to_owned(), ..PickerRow::default() };
        for (typed, expect) in [
            ("", true),
            ("总计", true),
            ("表三 16", true),
            ("16 表三", true),
            ("17", false),
            ("表三 自然人", false),
        ] {
            assert_eq!(fits(&row, typed), expect, "{typed}");
        }
    }
}
