//! What counts in a cell and by which article: on hover, and on F1 for the active cell.

use egui::{Response, Tooltip, Ui};

use super::TableView;
use crate::{
    app::Action,
    form::Cell,
    ui::{
        theme::theme,
        widgets::{strong, text},
    },
};

/// Shows the definition of the cell under the pointer, or of the active one after F1.
pub(super) fn show(ui: &Ui, view: &TableView<'_>, response: &Response) {
    if view.state.help
        && let Some(cell) = view.active
    {
        let mut tip =
            Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), response.id.with("help"), view.place(cell));
        tip.popup = tip.popup.width(320.0);
        tip.show(|ui| {
            definition(ui, cell);
            once_more(ui);
        });
        return;
    }
    let cells = view.form.cells_of(view.table);
    let heads = view.geometry.sticky_heads(view.table, view.rect, view.clip);
    let under = response.hover_pos().and_then(|at| view.geometry.cell_at(cells, at, view.rect, heads));
    if let Some(cell) = under.filter(|c| !c.counts.is_empty()) {
        response.clone().on_hover_ui_at_pointer(|ui| definition(ui, cell));
    }
}

/// Where there is more.
fn once_more(ui: &mut Ui) {
    if let Some(keys) = Action::Help.shortcuts().first() {
        let words = format!("再按一次{keys}看帮助");
        ui.label(text(words, theme().sizes.note, theme().colours.quiet));
    }
}

fn definition(ui: &mut Ui, cell: &Cell) {
    ui.set_max_width(320.0);
    let sizes = &theme().sizes;
    ui.label(strong(format!("{} · {}", cell.row_label, cell.column_label), sizes.table, theme().colours.ink));
    let counts = if cell.is_total() {
        "自动计算，不用填写；填了就与它核对。"
    } else {
        cell.counts.as_str()
    };
    if !counts.is_empty() {
        ui.label(text(counts, sizes.table, theme().colours.ink));
    }
    if !cell.article.is_empty() {
        ui.label(text(&cell.article, sizes.note, theme().colours.quiet));
    }
}
