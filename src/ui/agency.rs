//! The agency profile: who reports, how to ask, and what the local office wants.

use egui::{ComboBox, Grid, Id, Label, RadioButton, ScrollArea, TextEdit, Ui};

use super::{
    leaf,
    scene::Scene,
    text::refuse_long,
    theme::theme,
    widgets::{self, heading, note, primary, text, whole_note},
};
use crate::{
    app::{Action, Change, Command, Document, deadline},
    draft::{
        Agency, AgencyKind, MAX_LINE, MonthDay,
        edit::{AgencyField, Edit},
    },
    words::narrow_char,
};

/// What a field leaves free at its right: the bar that scrolls the page.
const MARGIN: f32 = 36.0;

/// The page 机关信息.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let Some(document) = scene.app.document() else { return };
    leaf::show(ui, scene, |ui, scene, foot| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            heading(ui, "机关信息");
            note(ui, "标题用到机关全称；开头一段用到全称、网站、地址、邮编、电话、传真和邮箱，没有的不填。");
            ui.add_space(theme().sizes.rhythm);
            Grid::new("agency").num_columns(2).spacing([16.0, 10.0]).show(ui, |ui| {
                rows(ui, scene, document);
            });
            ui.add_space(theme().sizes.rhythm);
            opening(ui, scene, document);
            leaf::behind(ui, scene, foot);
        });
    });
}

/// The editor of a field.
fn id(field: AgencyField) -> Id {
    Id::unique(("agency", field.label()))
}

/// What is filled in first.
pub(super) fn first_field() -> Option<Id> {
    AgencyField::ALL.first().copied().map(id)
}

fn rows(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    for field in AgencyField::ALL {
        let current = field.of(&document.report().agency);
        if let Some(typed) = line(ui, scene, field, current) {
            scene.push(rewritten(field, &document.report().agency, &typed));
        }
        ui.end_row();
    }
    kind(ui, scene, document.report().agency.kind);
    ui.end_row();
    date(ui, scene, document);
    ui.end_row();
    limit(ui, scene, document);
    caption(ui, "报告标题");
    ui.add(Label::new(document.report().title()).wrap());
    ui.end_row();
    caption(ui, "表格格式");
    let form = document.form();
    ui.label(format!("{}（{}）", form.name, form.basis.number));
    ui.end_row();
}

fn caption(ui: &mut Ui, words: &str) -> Id {
    ui.label(text(words, theme().sizes.body, theme().colours.quiet)).id
}

fn change(name: String, edit: Edit, merge: Option<String>) -> Command {
    Command::Edit(Change { name, edits: vec![edit], merge })
}

/// The button that writes the opening from what stands here.
fn opening(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    if document.opening_section().is_none() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        if primary(ui, &scene.app.label(Action::WriteOpening)).clicked() {
            scene.push(Command::Do(Action::WriteOpening));
        }
        whole_note(ui, "按上面的内容和表格格式写，写好后可以再改，也可以撤销。");
    });
}

/// What was typed into a line, once it is final.
fn line(ui: &mut Ui, scene: &mut Scene<'_>, field: AgencyField, current: &str) -> Option<String> {
    let name = field.label();
    let caption = caption(ui, name);
    let id = id(field);
    scene.extend(refuse_long(ui, id, name, current, MAX_LINE).map(Command::Refuse));
    let edit = TextEdit::singleline(scene.editors.buffer(name, current)).id(id);
    let width = (ui.available_width() - MARGIN).min(440.0);
    widgets::field(ui, edit.desired_width(width).margin(egui::Margin::symmetric(8, 5))).labelled_by(caption);
    scene.editors.typed(name, current)
}

/// The change of a line. A name tells the kind of agency, as long as no other was chosen.
fn rewritten(field: AgencyField, agency: &Agency, typed: &str) -> Command {
    let mut edits = vec![Edit::Agency(field, field.written(typed))];
    if field == AgencyField::Name && agency.kind == AgencyKind::of_name(&agency.name) {
        edits.push(Edit::AgencyKind(AgencyKind::of_name(typed)));
    }
    let name = field.label();
    Command::Edit(Change { name: format!("改写{name}"), edits, merge: Some(name.to_owned()) })
}

fn kind(ui: &mut Ui, scene: &mut Scene<'_>, current: AgencyKind) {
    caption(ui, "机关类型");
    ui.horizontal_wrapped(|ui| {
        for (kind, words) in [
            (AgencyKind::Department, "政府部门"),
            (AgencyKind::Government, "人民政府"),
            (AgencyKind::Authorised, "法律、法规授权的组织"),
        ] {
            if ui.add(RadioButton::new(kind == current, words)).clicked() {
                scene.push(change("改机关类型".to_owned(), Edit::AgencyKind(kind), None));
            }
        }
    });
}

/// The local date: chosen from lists, so that there is no wrong one.
fn date(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    let agency = &document.report().agency;
    let law = deadline::of_the_law(document.form(), agency.kind);
    let article = &document.form().basis.publication.article;
    let lawful = format!("{}月{}日（{article}）", law.month, law.day);
    let local = agency.deadline.and_then(|date| MonthDay::new(date.month, date.day));
    caption(ui, "公布期限");
    ui.horizontal(|ui| {
        let mut chosen = local;
        let month = local.map_or(lawful.clone(), |date| format!("当地要求{}月", date.month));
        let months = ComboBox::from_id_salt("month").width(210.0).selected_text(month).show_ui(ui, |ui| {
            ui.selectable_value(&mut chosen, None, lawful);
            for month in 1..=12 {
                let day = days(month).min(local.map_or(law.day, |date| date.day));
                ui.selectable_value(&mut chosen, MonthDay::new(month, day), format!("当地要求{month}月"));
            }
        });
        named(&months.response, "公布期限的月份");
        if let Some(MonthDay { month, day }) = local {
            let list = ComboBox::from_id_salt("day").width(64.0).selected_text(format!("{day}日"));
            let list = list.show_ui(ui, |ui| {
                for day in 1..=days(month) {
                    ui.selectable_value(&mut chosen, MonthDay::new(month, day), format!("{day}日"));
                }
            });
            named(&list.response, "公布期限的日");
        }
        if chosen != local {
            scene.push(change("改公布期限".to_owned(), Edit::Deadline(chosen), None));
        }
    });
}

fn named(list: &egui::Response, name: &str) {
    list.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, name));
}

/// The last day that a month has every year.
fn days(month: i8) -> i8 {
    (28..=31).rev().find(|day| MonthDay::new(month, *day).is_some()).unwrap_or(28)
}

/// The local limit of the section that has one.
fn limit(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    let Some((section, usual)) = document.form().sections.iter().find_map(|s| Some((s, s.limit?))) else {
        return;
    };
    let current = document.report().agency.limit.map(|n| n.to_string()).unwrap_or_default();
    let name = "字数上限";
    let caption = caption(ui, name);
    ui.horizontal(|ui| {
        let id = Id::unique(("agency", name));
        scene.extend(refuse_long(ui, id, name, &current, MAX_LINE).map(Command::Refuse));
        let hint = usual.to_string();
        let edit = TextEdit::singleline(scene.editors.buffer(name, &current)).id(id).hint_text(hint);
        widgets::field(ui, edit.desired_width(64.0).margin(egui::Margin::symmetric(8, 5)))
            .labelled_by(caption);
        if let Some(typed) = scene.editors.typed(name, &current) {
            let merge = Some(name.to_owned());
            scene.push(change("改字数上限".to_owned(), Edit::Limit(characters(&typed)), merge));
        }
        let words = format!("“{}”当地要求的字数，没有要求不填", section.task);
        ui.add(Label::new(text(words, theme().sizes.note, theme().colours.quiet)).wrap());
    });
    ui.end_row();
}

/// The digits of what was typed as a number of characters; none or zero is no limit.
fn characters(typed: &str) -> Option<usize> {
    let digits: String = typed.chars().map(narrow_char).filter(char::is_ascii_digit).take(6).collect();
    digits.parse().ok().filter(|n| *n > 0)
}
