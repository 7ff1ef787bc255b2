//! 插入表中数字: the filled cells of every table, to be put at the caret, where they follow their cell from then on.

use egui::Ui;
use rust_decimal::Decimal;

use super::picker::{Picked, Picker, PickerRow};
use crate::ui::scene::Scene;
use crate::{
    app::{Command, Document},
    form::{Cell, Form},
    ui::text::{self},
};

/// The list under its button.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, picker: &mut Picker, section: &crate::form::Section) {
    let Some(document) = scene.app.document() else { return };
    let numbers = numbers(document);
    if numbers.is_empty() {
        crate::ui::widgets::note(ui, "各表还没有填数");
        return;
    }
    let rows: Vec<PickerRow> = numbers.iter().map(|(cell, n)| row(document.form(), cell, *n)).collect();
    if let Some(Picked::Taken(at)) = picker.show(ui, scene.editors, "按表、行、列或数字查找", &rows)
    {
        let (cell, number) = &numbers[at];
        scene.push(text::insert_number(ui.ctx(), section, document.draft(), *number, &cell.id));
        scene.push(Command::Use(None));
    }
}

/// Every number of the tables in printed order, zeros last: they are seldom written about.
fn numbers(document: &Document) -> Vec<(&Cell, Decimal)> {
    let form = document.form();
    let number = |cell: &Cell| document.sheet().figure(cell).number();
    let filled = form.cells().iter().filter_map(|cell| Some((cell, number(cell)?)));
    let (zeros, others): (Vec<_>, Vec<_>) = filled.partition(|(_, n)| n.is_zero());
    others.into_iter().chain(zeros).collect()
}

fn row(form: &Form, cell: &Cell, n: Decimal) -> PickerRow {
    PickerRow {
        name: format!("{} · {} · {}", form.tables[cell.table].name, cell.row_in_full(), cell.column_label),
        right: n.to_string(),
        ..PickerRow::default()
    }
}
