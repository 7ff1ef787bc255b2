//! The agency profile: who reports and how to ask.

use egui::{Grid, RadioButton, ScrollArea, TextEdit, Ui};

use super::{
    text::Editors,
    theme::theme,
    widgets::{heading, note, sheet, text},
};
use crate::{
    app::{App, Change, Command},
    draft::{
        AgencyKind,
        edit::{AgencyField, Edit},
    },
};

/// The page 机关信息.
pub(super) fn show(ui: &mut Ui, editors: &mut Editors, app: &App, commands: &mut Vec<Command>) {
    let Some(document) = &app.document else { return };
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        sheet().show(ui, |ui| {
            ui.set_width(ui.available_width());
            heading(ui, "机关信息");
            note(ui, "标题用到机关全称；开头一段用到地址、邮编、电话和邮箱。");
            ui.add_space(theme().sizes.rhythm);
            Grid::new("agency").num_columns(2).spacing([16.0, 10.0]).show(ui, |ui| {
                for field in AgencyField::ALL {
                    let current = field.of(&document.report().agency);
                    line(ui, editors, field, current, commands);
                    ui.end_row();
                }
                kind(ui, document.report().agency.kind, commands);
                ui.end_row();
                ui.label(text("报告标题", theme().sizes.body, theme().colours.quiet));
                ui.label(document.report().title());
                ui.end_row();
                ui.label(text("表格格式", theme().sizes.body, theme().colours.quiet));
                let form = document.form();
                ui.label(format!("{}（{}）", form.name, form.basis.number));
                ui.end_row();
            });
        });
    });
}

fn label(field: AgencyField) -> &'static str {
    match field {
        AgencyField::Name => "机关全称",
        AgencyField::Website => "网站",
        AgencyField::Address => "地址",
        AgencyField::Postcode => "邮编",
        AgencyField::Telephone => "电话",
        AgencyField::Fax => "传真",
        AgencyField::Mail => "电子邮箱",
    }
}

fn line(ui: &mut Ui, editors: &mut Editors, field: AgencyField, current: &str, commands: &mut Vec<Command>) {
    let name = label(field);
    let caption = ui.label(text(name, theme().sizes.body, theme().colours.quiet));
    let buffer = editors.buffer(name, current);
    let edit = TextEdit::singleline(buffer).desired_width(440.0).margin(egui::Margin::symmetric(8, 5));
    ui.add(edit).labelled_by(caption.id);
    if let Some(typed) = editors.typed(name, current) {
        commands.push(Command::Edit(Change {
            name: format!("改写{name}"),
            edits: vec![Edit::Agency(field, typed)],
            merge: Some(name.to_owned()),
        }));
    }
}

fn kind(ui: &mut Ui, current: AgencyKind, commands: &mut Vec<Command>) {
    ui.label(text("机关类型", theme().sizes.body, theme().colours.quiet));
    ui.horizontal(|ui| {
        for (kind, words) in [
            (AgencyKind::Department, "政府部门"),
            (AgencyKind::Government, "人民政府"),
            (AgencyKind::Authorised, "法律、法规授权的组织"),
        ] {
            if ui.add(RadioButton::new(kind == current, words)).clicked() {
                commands.push(Command::Edit(Change {
                    name: "改机关类型".to_owned(),
                    edits: vec![Edit::AgencyKind(kind)],
                    merge: None,
                }));
            }
        }
    });
}
