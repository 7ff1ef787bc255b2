//! A list of lines of text in the scrolling of its page: the first of them, and more when they are asked for.

use egui::{Label, Ui};

use crate::ui::{
    theme::theme,
    widgets::{link, text},
};

const ROW: f32 = 22.0;
/// The rows in sight at first.
const FIRST: usize = 20;
/// How many more come at once.
const MORE: usize = 200;

/// How much of a list has been asked for.
#[derive(Default)]
pub(super) struct Rows {
    /// Beside the first.
    more: usize,
}

impl Rows {
    /// Shows the lines, `words` of each.
    pub(super) fn list(&mut self, ui: &mut Ui, count: usize, words: impl Fn(usize) -> String) {
        let shown = count.min(FIRST + self.more);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.spacing_mut().interact_size.y = ROW;
            for at in 0..shown {
                ui.horizontal(|ui| {
                    let words = text(words(at), theme().sizes.table, theme().colours.ink);
                    ui.add(Label::new(words).truncate());
                });
            }
        });
        let left = count - shown;
        if left > 0 {
            // Of one identity however many rows stand before it, so that it keeps the keys.
            let words = format!("再显示{}行（还有{left}行）", left.min(MORE));
            if ui.push_id("more", |ui| link(ui, &words)).inner.clicked() {
                self.more += MORE;
            }
        }
    }
}
