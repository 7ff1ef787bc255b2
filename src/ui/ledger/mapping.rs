//! What the columns and values of the ledger are taken for, each with the list to choose another.

use egui::{Align, ComboBox, Grid, Label, Layout, TextStyle, TextWrapMode, Ui, Vec2, WidgetText};

use super::part;
use crate::{
    app::{Command, LedgerAct, LedgerWork},
    ledger::{Column, NOT_COUNTED},
    ui::{
        scene::Scene,
        theme::theme,
        widgets::{note, text},
    },
    words::cut::clipped,
};

/// A column with more values than these is the wrong one, or its last ones are rare: they are listed row by row.
const MOST: usize = 60;
/// The width of a list of columns.
const LIST: f32 = 150.0;
/// The width of a list of what values stand for, where there is room.
const TARGETS: f32 = 420.0;
/// Between a value and its list.
const GAP: f32 = 16.0;
/// What a list has at its right: its own edge and the bar that scrolls the page.
const MARGIN: f32 = 24.0;
/// The longest value that is shown whole.
const SHOWN: usize = 24;

/// The choice of columns.
pub(super) fn columns(ui: &mut Ui, scene: &mut Scene<'_>, work: &LedgerWork) {
    part(ui, "台账的列");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        for column in Column::ALL {
            pair(ui, scene, work, column);
        }
    });
}

/// A label and its list, never parted by the end of the line.
fn pair(ui: &mut Ui, scene: &mut Scene<'_>, work: &LedgerWork, column: Column) {
    let label = text(column.label(), theme().sizes.table, theme().colours.quiet);
    let words =
        WidgetText::from(label).into_galley(ui, Some(TextWrapMode::Extend), f32::INFINITY, TextStyle::Body);
    let width = words.size().x + LIST + theme().sizes.rhythm * 4.0;
    if ui.available_size_before_wrap().x < width {
        ui.end_row();
    }
    let size = Vec2::new(width, ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.add(Label::new(words).wrap_mode(TextWrapMode::Extend));
        choose(ui, scene, work, column);
    });
}

fn choose(ui: &mut Ui, scene: &mut Scene<'_>, work: &LedgerWork, column: Column) {
    let chosen = work.columns.of(column);
    let shown = chosen.map_or_else(|| "没有这一列".to_owned(), |at| column_name(work, at));
    let list = ComboBox::from_id_salt(("column", column.label())).width(LIST).selected_text(shown);
    let list = list.show_ui(ui, |ui| {
        let mut now = chosen;
        ui.selectable_value(&mut now, None, "没有这一列");
        for at in 0..work.columns.names.len() {
            ui.selectable_value(&mut now, Some(at), column_name(work, at));
        }
        if now != chosen {
            scene.push(Command::Ledger(LedgerAct::Choose(column, now)));
        }
    });
    let name = format!("{}在哪一列", column.label());
    list.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
}

fn column_name(work: &LedgerWork, at: usize) -> String {
    match work.columns.names.get(at).map(String::as_str) {
        None | Some("") => format!("第{}列", at + 1),
        Some(name) => clipped(name, SHOWN),
    }
}

/// What each value stands for, those that nobody knows first.
pub(super) fn values(ui: &mut Ui, scene: &mut Scene<'_>, work: &LedgerWork) {
    let lists = [
        (Column::Applicant, &work.kinds, &work.table.kinds),
        (Column::Outcome, &work.outcomes, &work.table.outcomes),
    ];
    for (column, values, labels) in lists {
        if values.is_empty() {
            continue;
        }
        part(ui, &format!("{}对应{}的哪一项", column.label(), work.table.table));
        // A long value goes on in the next line before its list is narrower than one of columns.
        let names = (ui.available_width() - LIST - GAP - MARGIN).max(LIST / 2.0);
        Grid::new(column.label()).num_columns(2).spacing([GAP, 6.0]).show(ui, |ui| {
            for (value, count, target) in values.iter().take(MOST) {
                let shown = if value.is_empty() { "（空白）".to_owned() } else { clipped(value, SHOWN) };
                let colour = if target.is_some() { theme().colours.ink } else { theme().colours.warning };
                ui.scope(|ui| {
                    ui.set_max_width(names);
                    let words = text(format!("{shown}　{count}行"), theme().sizes.table, colour);
                    ui.add(Label::new(words).wrap());
                });
                target_list(ui, scene, work, (column, value, target.as_deref()), labels);
                ui.end_row();
            }
        });
        if values.len() > MOST {
            note(ui, format!("其余{}种写法没有列出，可能选错了列", values.len() - MOST));
        }
    }
}

fn target_list(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    work: &LedgerWork,
    (column, value, target): (Column, &str, Option<&str>),
    labels: &[String],
) {
    let full = |label| work.table.full_name(label);
    let shown = target.map_or("没有对应，选一个", full);
    let width = (ui.available_width() - MARGIN).clamp(LIST, TARGETS);
    let list = ComboBox::from_id_salt((column.label(), value)).width(width).truncate().selected_text(shown);
    // As wide as the others, however long a row is called.
    let list = ui.scope(|ui| {
        ui.set_max_width(width);
        list.show_ui(ui, |ui| {
            for label in labels.iter().map(String::as_str).chain([NOT_COUNTED]) {
                if ui.selectable_label(target == Some(label), full(label)).clicked() && target != Some(label)
                {
                    let (value, label) = (value.to_owned(), label.to_owned());
                    scene.push(Command::Ledger(LedgerAct::Map { column, value, label }));
                }
            }
        })
    });
    let name = format!("{}“{}”对应", column.label(), clipped(value, SHOWN));
    list.inner.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
}
