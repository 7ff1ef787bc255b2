//! A list of lines of text, as many as there are; only those in sight are drawn.

use egui::{ScrollArea, Ui};

use crate::ui::{theme::theme, widgets::text};

const ROW: f32 = 22.0;
/// The rows in sight.
const ROWS: usize = 8;

/// Shows the lines, `words` of each.
pub(super) fn list(ui: &mut Ui, id: &str, count: usize, words: impl Fn(usize) -> String) {
    let height = ROW * count.min(ROWS) as f32;
    let area = ScrollArea::vertical().id_salt(id).max_height(height).min_scrolled_height(height);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        area.auto_shrink([false, true]).show_rows(ui, ROW, count, |ui, range| {
            for at in range {
                ui.set_min_height(ROW);
                ui.add(
                    egui::Label::new(text(words(at), theme().sizes.table, theme().colours.ink)).truncate(),
                );
            }
        });
    });
}
