//! A page that scrolls as a whole: by the wheel, and a screen at a time by `PageUp` and `PageDown`.

use egui::{AsIdSalt, Key, Modifiers, Popup, ScrollArea, Ui, Vec2};

/// What stays in sight from one screen to the next, in points.
const KEPT: f32 = 40.0;

/// Such a page; `id` tells its place from that of others.
pub(super) fn long_page(ui: &mut Ui, id: impl AsIdSalt, content: impl FnOnce(&mut Ui)) {
    let screens = screens(ui);
    ScrollArea::vertical().id_salt(id).auto_shrink(false).show(ui, |ui| {
        let screen = (ui.clip_rect().height() - KEPT).max(KEPT);
        ui.scroll_with_delta(Vec2::new(0.0, -screens * screen));
        content(ui);
    });
}

/// How many screens the keys go down, unless a list that is open over the page has them. No field uses these keys.
fn screens(ui: &Ui) -> f32 {
    if Popup::is_any_open(ui.ctx()) {
        return 0.0;
    }
    let keys = [(Key::PageDown, 1.0), (Key::PageUp, -1.0)];
    ui.input_mut(|i| {
        keys.into_iter().map(|(key, by)| i.count_and_consume_key(Modifiers::NONE, key) as f32 * by).sum()
    })
}
