//! What the check found, as cards: shape and colour by level, a click goes there.

use egui::{Align, Color32, Frame, Layout, Margin, Panel, Rect, ScrollArea, Sense, Stroke, Ui, Vec2};

use super::{
    theme::theme,
    widgets::{level_colour, level_mark, level_word, link, note, strong, text},
};
use crate::{
    app::{Action, App, Command, Document},
    check::Finding,
    form::Level,
};

/// The panel at the right.
pub(super) fn show(ui: &mut Ui, app: &App, commands: &mut Vec<Command>) {
    let Some(document) = &app.document else { return };
    let frame = Frame::new().fill(theme().colours.panel.into()).inner_margin(Margin::symmetric(12, 14));
    let panel = Panel::right("findings").exact_size(theme().sizes.findings).resizable(false).frame(frame);
    panel.show(ui, |ui| {
        head(ui, app, commands);
        ui.add_space(4.0);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| cards(ui, app, document, commands));
    });
}

fn head(ui: &mut Ui, app: &App, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        ui.label(strong("核对", theme().sizes.body, theme().colours.ink));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let next = Action::NextFinding;
            let keys = next.shortcuts().first().map(ToString::to_string).unwrap_or_default();
            let words = text(format!("{keys} {}", next.label()), theme().sizes.note, theme().colours.quiet);
            if ui.add_enabled(app.can(next), egui::Button::new(words).frame(false)).clicked() {
                commands.push(Command::Do(next));
            }
        });
    });
}

fn cards(ui: &mut Ui, app: &App, document: &Document, commands: &mut Vec<Command>) {
    if document.findings().is_empty() {
        note(ui, "没有发现错误。各表的勾稽关系都已核对。");
        return;
    }
    let mut section = None;
    for (at, finding) in document.findings().iter().enumerate() {
        let here = finding.places.first().and_then(|p| p.section(document.form()));
        if here != section {
            section = here;
            let name = here.and_then(|id| document.form().section(id)).map_or("全文", |s| s.task.as_str());
            ui.add_space(2.0);
            note(ui, name);
        }
        if card(ui, finding, app.finding == Some(at))
            && let Some(place) = finding.places.first()
        {
            commands.push(Command::GoTo(place.clone()));
        }
    }
}

/// One finding; whether it was clicked.
fn card(ui: &mut Ui, finding: &Finding, current: bool) -> bool {
    let colours = &theme().colours;
    let line = if current { colours.accent } else { colours.rule };
    let frame = Frame::new()
        .fill(colours.paper.into())
        .stroke(Stroke::new(1.0, Color32::from(line)))
        .inner_margin(Margin { left: 14, right: 10, top: 9, bottom: 9 });
    let mut clicked = false;
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 5.0;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.label(text(level_mark(finding.level), theme().sizes.table, level_colour(finding.level)));
            ui.add(egui::Label::new(strong(&finding.title, theme().sizes.table, colours.ink)).wrap());
        });
        ui.add(egui::Label::new(text(&finding.message, theme().sizes.table, colours.ink)).wrap());
        if finding.level != Level::Unknown {
            ui.add(egui::Label::new(text(&finding.advice, theme().sizes.table, colours.quiet)).wrap());
        }
        clicked = link(ui, "转到").clicked();
    });
    let rect = shown.response.rect;
    let bar = Rect::from_min_size(rect.left_top(), Vec2::new(3.0, rect.height()));
    ui.painter().rect_filled(bar, 0, Color32::from(level_colour(finding.level)));
    let name = format!("{}：{}", level_word(finding.level), finding.message);
    let whole =
        ui.interact(rect, ui.scope_id().with(("finding", &finding.rule, finding.key())), Sense::click());
    whole.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    clicked || whole.clicked()
}
