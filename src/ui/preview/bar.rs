//! What stands over the pages: the copy, the size, where one is, and what is done with it.

use egui::{Align, Layout, Ui};

use crate::{
    app::{Action, Command, PageZoom, PreviewAct},
    export::copy::{CopyKind, Watermark},
    ui::{
        scene::Scene,
        theme::theme,
        widgets::{primary, whole_note},
    },
};

/// The room that the acts at the right take, in points.
const ACTS: f32 = 210.0;

/// What is seen now.
#[derive(Clone, Copy)]
pub(super) struct Now {
    /// The page in the middle, the first being 0.
    pub page: usize,
    /// How many there are.
    pub pages: usize,
    /// The size in percent.
    pub percent: f32,
}

pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, now: Now) {
    ui.horizontal_wrapped(|ui| {
        copies(ui, scene);
        ui.add_space(theme().sizes.rhythm);
        sizes(ui, scene, now.percent);
        ui.add_space(theme().sizes.rhythm);
        whole_note(ui, format!("第{}页，共{}页", now.page + 1, now.pages));
        // At the right where there is room, else at the right of a line of its own.
        if ui.available_size_before_wrap().x < ACTS {
            ui.end_row();
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| acts(ui, scene));
    });
}

/// The choice of the copy and of its watermark.
pub(in crate::ui) fn copies(ui: &mut Ui, scene: &mut Scene<'_>) {
    let Some(session) = scene.session() else { return };
    for kind in CopyKind::ALL {
        if ui.selectable_label(session.preview.copy == kind, kind.label()).clicked() {
            scene.push(Command::Preview(PreviewAct::Copy(kind)));
        }
    }
    watermark(ui, scene);
}

/// The choice of the watermark.
pub(in crate::ui) fn watermark(ui: &mut Ui, scene: &mut Scene<'_>) {
    let Some(session) = scene.session() else { return };
    let mut on = session.preview.watermark == Watermark::SentUp;
    if ui.checkbox(&mut on, "水印").changed() {
        let watermark = if on { Watermark::SentUp } else { Watermark::None };
        scene.push(Command::Preview(PreviewAct::Watermark(watermark)));
    }
}

fn sizes(ui: &mut Ui, scene: &mut Scene<'_>, percent: f32) {
    let Some(session) = scene.session() else { return };
    let fits = session.preview.zoom;
    let mut zoom = |zoom| scene.push(Command::Preview(PreviewAct::Zoom(zoom)));
    if named(ui, "－", "页面缩小").clicked() {
        zoom(PageZoom::smaller(percent));
    }
    if named(ui, &format!("{percent:.0}%"), "页面原大").clicked() {
        zoom(PageZoom::Percent(100));
    }
    if named(ui, "＋", "页面放大").clicked() {
        zoom(PageZoom::larger(percent));
    }
    for (fit, words) in [(PageZoom::Width, "适合宽度"), (PageZoom::Page, "整页")] {
        if ui.selectable_label(fits == fit, words).clicked() {
            zoom(fit);
        }
    }
}

fn named(ui: &mut Ui, words: &str, name: &str) -> egui::Response {
    let button = ui.button(words).on_hover_text(name);
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    button
}

fn acts(ui: &mut Ui, scene: &mut Scene<'_>) {
    let Some(session) = scene.session() else { return };
    let export = match session.preview.copy {
        CopyKind::Publication => Action::ExportPdf,
        CopyKind::SignOff => Action::ExportSignOff,
    };
    if primary(ui, export.label()).clicked() {
        scene.push(Command::Do(export));
    }
    if ui.button(Action::Print.label()).clicked() {
        scene.push(Command::Do(Action::Print));
    }
}
