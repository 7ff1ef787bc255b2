//! What the ledger would change, cell by cell; a click on a figure lists the rows that it counts.

use egui::{Align2, CollapsingHeader, Color32, Rect, Ui, Vec2};

use super::{part, rows::Rows};
use crate::{
    app::{LedgerChange, LedgerWork},
    export::compared::shown,
    form::CellId,
    ui::{
        theme::{font, theme},
        widgets::{note, paint_line, paint_text, row},
    },
};

const ROW: f32 = 26.0;
/// The share of the width that row, column, before and after take.
const WIDTHS: [f32; 4] = [0.5, 0.22, 0.12, 0.16];

/// The figure whose rows are listed.
#[derive(Default)]
pub(super) struct OpenFigure {
    open: Option<CellId>,
    rows: Rows,
}

impl OpenFigure {
    /// The table of what would change.
    pub(super) fn show(&mut self, ui: &mut Ui, work: &LedgerWork, proposal: &[LedgerChange]) {
        if !work.columns.are_enough() {
            return;
        }
        part(ui, &format!("填入{}", work.table.table));
        if proposal.is_empty() {
            note(ui, format!("{}已经与台账一致", work.table.table));
            return;
        }
        let left = work.tally.left.len();
        if left > 0 {
            note(ui, format!("还有{left}行没有计入；可以先改上面的对应关系，也可以仍要填入。"));
        }
        note(ui, "台账中没有的格填0；填入后可以撤销。点一行看它数了台账的哪些行。");
        let (noughts, counted): (Vec<_>, Vec<_>) = proposal.iter().partition(|change| is_nought(change));
        self.figures(ui, work, &counted);
        if !noughts.is_empty() {
            let words = format!("另有{}个空格填0", noughts.len());
            CollapsingHeader::new(words).id_salt("noughts").show(ui, |ui| self.figures(ui, work, &noughts));
        }
    }

    /// Lines that follow each other as those of a table do.
    fn figures(&mut self, ui: &mut Ui, work: &LedgerWork, changes: &[&LedgerChange]) {
        let spacing = std::mem::take(&mut ui.spacing_mut().item_spacing.y);
        for change in changes {
            self.figure(ui, work, change);
        }
        ui.spacing_mut().item_spacing.y = spacing;
    }

    fn figure(&mut self, ui: &mut Ui, work: &LedgerWork, change: &LedgerChange) {
        let LedgerChange { cell, before, after } = change;
        let is_open = self.open.as_ref() == Some(&cell.id);
        let row_name = work.table.full_name(&cell.row_label);
        let name = format!("{row_name}{}，{}改为{after}，看台账的行", cell.column_label, shown(before));
        let (rect, response) = row(ui, ROW, &name, is_open);
        if response.hovered() || is_open {
            ui.painter().rect_filled(rect, 0, Color32::from(theme().colours.accent_tint));
        }
        paint(ui, rect, row_name, change);
        if response.clicked() {
            *self = Self { open: (!is_open).then(|| cell.id.clone()), rows: Rows::default() };
        }
        if is_open {
            let counted = work.rows_of(&cell.id);
            if counted.is_empty() {
                note(ui, "台账中没有这样的行");
            }
            self.rows.list(ui, counted.len(), |at| work.row_words(counted[at]));
        }
    }
}

/// Whether a blank becomes 0: nothing of the ledger is in it.
fn is_nought(change: &LedgerChange) -> bool {
    change.before.is_empty() && change.after == 0
}

fn paint(ui: &Ui, rect: Rect, row_name: &str, change: &LedgerChange) {
    let (size, ink) = (font(theme().sizes.table), theme().colours.ink);
    let after = format!("→ {}", change.after);
    let fields = [row_name, &change.cell.column_label, shown(&change.before), &after];
    let mut left = rect.left();
    for (i, (words, share)) in fields.into_iter().zip(WIDTHS).enumerate() {
        let width = rect.width() * share;
        let place = Rect::from_min_size(egui::pos2(left, rect.top()), Vec2::new(width, rect.height()));
        let inner = place.shrink2(Vec2::new(6.0, 0.0));
        if i >= 2 {
            let _ = paint_text(ui, inner.right_center(), Align2::RIGHT_CENTER, words, size.clone(), ink);
        } else {
            paint_line(ui, inner, words, size.clone(), ink);
        }
        left += width;
    }
    let line = egui::Stroke::new(1.0, Color32::from(theme().colours.rule));
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
}
