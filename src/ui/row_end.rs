//! What stands at the right end of a row, laid out as it is read: a layout from the right gives the keys to its last
//! thing first.

use egui::{Align, Id, Layout, Rect, Ui, UiBuilder};

/// The right end of a row. How wide it is, is known from the frame before; where that is another, the frame is drawn anew.
pub(super) struct RowEnd {
    id: Id,
    /// The whole row.
    row: Rect,
    width: Option<f32>,
}

impl RowEnd {
    /// The end of this row, told from those of other rows by `name`.
    pub(super) fn of(ui: &Ui, name: &str) -> Self {
        let id = ui.scope_id().with(("row end", name));
        Self { id, row: ui.available_rect_before_wrap(), width: ui.data(|data| data.get_temp(id)) }
    }

    /// What stands before it, in the room that is left.
    pub(super) fn before(&self, ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
        let taken = self.width.unwrap_or_default() + ui.spacing().item_spacing.x;
        let right = (self.row.right() - taken).max(self.row.left());
        ui.scope_builder(placed(self.row.with_max_x(right)), content);
    }

    /// The end itself.
    pub(super) fn show(self, ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
        let left = self.width.map_or(self.row.left(), |width| self.row.right() - width);
        let shown = ui.scope_builder(placed(self.row.with_min_x(left)), |ui| {
            content(ui);
            ui.min_rect().width()
        });
        let width = shown.inner;
        if self.width.is_none_or(|known| (known - width).abs() > 0.5) {
            ui.data_mut(|data| data.insert_temp(self.id, width));
            ui.ctx().request_discard("the end of a row has another width");
        }
    }
}

fn placed(place: Rect) -> UiBuilder {
    UiBuilder::new().max_rect(place).layout(Layout::left_to_right(Align::Center))
}
