//! What stands around every page: the top bar, the status line, the notice.

use egui::{Align, Frame, Layout, Margin, Panel, Stroke, Ui};

use super::{
    theme::theme,
    widgets::{level_colour, level_mark, link, note, strong, text},
};
use crate::{
    app::{Action, App, Command, Counts, Document, Weight},
    form::Level,
    words,
};

fn bar(margin: Margin) -> Frame {
    Frame::new().fill(theme().colours.panel.into()).inner_margin(margin)
}

/// The top bar: what is open, whether it is saved, the main acts.
pub(super) fn top_bar(ui: &mut Ui, app: &App, findings: &mut bool, commands: &mut Vec<Command>) {
    let Some(document) = &app.document else { return };
    let frame = Frame::new().fill(theme().colours.paper.into()).inner_margin(Margin::symmetric(16, 0));
    Panel::top("top bar").exact_size(theme().sizes.top_bar).frame(frame).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            let title = format!("{}年度报告", document.report().year);
            ui.label(strong(title, theme().sizes.heading, theme().colours.ink));
            ui.add(
                egui::Label::new(text(&document.report().agency.name, 14.0, theme().colours.quiet))
                    .truncate(),
            );
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                acts(ui, app, document, commands);
                if super::is_narrow(ui) {
                    let counts = document.counts(None);
                    let words = format!("核对 ■ {} ▲ {}", counts.errors, counts.warnings);
                    ui.toggle_value(findings, words);
                }
            });
        });
    });
}

fn acts(ui: &mut Ui, app: &App, document: &Document, commands: &mut Vec<Command>) {
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for state in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active, &mut widgets.open] {
            state.weak_bg_fill = theme().colours.accent.into();
            state.fg_stroke.color = theme().colours.paper.into();
        }
        ui.menu_button("导出…", |ui| {
            plain_menu(ui);
            for action in [Action::ExportPdf, Action::ExportText] {
                item(ui, app, action, commands);
            }
        });
    });
    if ui.button(Action::Save.label()).clicked() {
        commands.push(Command::Do(Action::Save));
    }
    ui.menu_button("编辑", |ui| {
        for action in [Action::Undo, Action::Redo] {
            item(ui, app, action, commands);
        }
    });
    ui.menu_button("文件", |ui| {
        for action in [Action::New, Action::Open, Action::Save, Action::SaveAs, Action::Close, Action::Quit] {
            item(ui, app, action, commands);
        }
    });
    saved_state(ui, document);
}

/// The menu of a coloured button is itself not coloured.
fn plain_menu(ui: &mut Ui) {
    let plain = ui.ctx().global_style().visuals.widgets.clone();
    ui.visuals_mut().widgets = plain;
}

fn item(ui: &mut Ui, app: &App, action: Action, commands: &mut Vec<Command>) {
    let label = match (action, &app.document) {
        (Action::Undo, Some(document)) => named(action, document.undo_name()),
        (Action::Redo, Some(document)) => named(action, document.redo_name()),
        _ => action.label().to_owned(),
    };
    let mut button = egui::Button::new(label);
    if let Some(keys) = action.shortcuts().first() {
        button = button.shortcut_text(keys.to_string());
    }
    if ui.add_enabled(app.can(action), button).clicked() {
        commands.push(Command::Do(action));
        ui.close();
    }
}

/// `撤销：填写16`.
fn named(action: Action, step: Option<&str>) -> String {
    step.map_or_else(|| action.label().to_owned(), |step| format!("{}：{step}", action.label()))
}

fn saved_state(ui: &mut Ui, document: &Document) {
    let (words, colour) = match (document.is_dirty(), document.saved_at()) {
        (true, _) => ("有未保存的改动".to_owned(), theme().colours.quiet),
        (false, Some(at)) => (format!("已保存 {at}"), theme().colours.done),
        (false, None) => ("没有改动".to_owned(), theme().colours.quiet),
    };
    ui.label(text(words, theme().sizes.body, colour));
}

/// The status line: where the officer is, and how many findings there are.
pub(super) fn status_bar(ui: &mut Ui, app: &App) {
    let Some(document) = &app.document else { return };
    let frame = bar(Margin::symmetric(16, 0));
    Panel::bottom("status bar").exact_size(theme().sizes.status_bar).frame(frame).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().item_spacing.x = 24.0;
            whereabouts(ui, app, document);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| counts(ui, document.counts(None)));
        });
    });
}

fn whereabouts(ui: &mut Ui, app: &App, document: &Document) {
    if let Some(notice) = app.notice.as_ref().filter(|n| n.weight == Weight::Whispered) {
        ui.label(text(&notice.text, theme().sizes.note, theme().colours.accent));
    }
    if let Some(cell) = app.active_cell() {
        let table = &document.form().tables[cell.table].name;
        note(ui, format!("{table} · {} · {}", cell.row_label, cell.column_label));
        let help = [cell.counts.as_str(), &bracketed(&cell.article)].concat();
        let help = if cell.is_total() { "自动计算，不用填写".to_owned() } else { help };
        ui.add(egui::Label::new(text(help, theme().sizes.note, theme().colours.quiet)).truncate());
        return;
    }
    let Some(section) = app.section() else {
        note(ui, path_words(document));
        return;
    };
    let count = words::count_chars(document.report().text(&section.id));
    note(ui, &section.task);
    note(ui, format!("{count}字"));
}

fn bracketed(article: &str) -> String {
    if article.is_empty() { String::new() } else { format!("（{article}）") }
}

fn path_words(document: &Document) -> String {
    document.path().map_or_else(|| "还没有保存成文件".to_owned(), |p| p.display().to_string())
}

fn counts(ui: &mut Ui, counts: Counts) {
    ui.spacing_mut().item_spacing.x = 10.0;
    let all = [
        (Level::Unknown, counts.unknown),
        (Level::Info, counts.infos),
        (Level::Warning, counts.warnings),
        (Level::Error, counts.errors),
    ];
    for (level, n) in all {
        let colour = if n == 0 { theme().colours.quiet } else { level_colour(level) };
        ui.label(text(format!("{} {n}", level_mark(level)), theme().sizes.note, colour));
    }
}

/// The status line of the start page.
pub(super) fn start_bars(ui: &mut Ui) {
    let frame = bar(Margin::symmetric(16, 0));
    Panel::bottom("status bar").exact_size(theme().sizes.status_bar).frame(frame).show(ui, |ui| {
        ui.horizontal_centered(|ui| note(ui, concat!("年报 ", env!("CARGO_PKG_VERSION"))));
    });
}

/// What happened last, over the page.
pub(super) fn notice(ui: &mut Ui, app: &App, commands: &mut Vec<Command>) {
    let Some(notice) = app.notice.as_ref().filter(|n| n.weight != Weight::Whispered) else { return };
    let colours = &theme().colours;
    let (line, fill) = match notice.weight {
        Weight::Failed => (colours.error, colours.error_tint),
        Weight::Told | Weight::Whispered => (colours.accent, colours.accent_tint),
    };
    let frame = Frame::new()
        .fill(fill.into())
        .stroke(Stroke::new(1.0, egui::Color32::from(line)))
        .inner_margin(Margin::symmetric(12, 8));
    let shown = frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if link(ui, "知道了").clicked() {
                    commands.push(Command::DismissNotice);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(egui::Label::new(text(&notice.text, theme().sizes.body, colours.ink)).wrap());
                });
            });
        });
    });
    shown.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Alert, true, &notice.text));
    ui.add_space(theme().sizes.rhythm);
}
