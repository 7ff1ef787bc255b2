//! The sheet of a page that is filled in: no wider than its lines are long, in the middle of the desk, and at its foot the
//! way to the next part.

use egui::{Align, Layout, Rect, Ui, UiBuilder, Vec2};

use super::{desk::sheet, is_low, scene::Scene, theme::theme};
use crate::app::{Action, Command, Document, View};

/// The height of the foot, in points.
const FOOT: f32 = 38.0;

/// What a page leaves to its foot: in a low window nothing, it follows the content there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Foot {
    /// Always in sight under the content.
    Fixed,
    /// Behind the content, where that scrolls as a whole.
    Behind,
}

/// A page on its sheet.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, page: impl FnOnce(&mut Ui, &mut Scene<'_>, Foot)) {
    let foot = if is_low(ui) { Foot::Behind } else { Foot::Fixed };
    on_sheet(ui, |ui| match foot {
        Foot::Behind => page(ui, scene, foot),
        Foot::Fixed => {
            let (above, below) = ui.max_rect().split_top_bottom_at_y(ui.max_rect().bottom() - FOOT);
            ui.scope_builder(UiBuilder::new().max_rect(above), |ui| {
                ui.set_min_size(ui.available_size());
                page(ui, scene, foot);
            });
            let right = Layout::right_to_left(Align::Max);
            ui.scope_builder(UiBuilder::new().max_rect(below), |ui| next_part(ui, scene, right));
        }
    });
}

/// The foot of a page whose content scrolls as a whole.
pub(super) fn behind(ui: &mut Ui, scene: &mut Scene<'_>, foot: Foot) {
    if foot == Foot::Behind {
        // A table may be wider than the window: the right end is out of sight.
        next_part(ui, scene, Layout::left_to_right(Align::Center));
    }
}

/// The sheet in the middle of the desk.
pub(super) fn on_sheet(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let room = ui.available_rect_before_wrap();
    let width = room.width().min(theme().sizes.sheet);
    // Whole points, so that every line of a table is sharp.
    let left = (room.center().x - width / 2.0).round();
    let place = Rect::from_min_size(egui::pos2(left, room.top()), Vec2::new(width, room.height()));
    ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
        sheet(ui, |ui| {
            ui.set_min_size(ui.available_size());
            content(ui);
        });
    });
}

/// The way to the part that comes next in the task list.
fn next_part(ui: &mut Ui, scene: &mut Scene<'_>, layout: Layout) {
    let Some(session) = scene.session() else { return };
    let Some(next) = session.next_page().and_then(|view| name(&session.document, &view)) else { return };
    let words = format!("{}：{next}", Action::NextPage.label());
    let keys = Action::NextPage.shortcuts().first().map(ToString::to_string).unwrap_or_default();
    ui.with_layout(layout, |ui| {
        if ui.button(words).on_hover_text(keys).clicked() {
            scene.push(Command::Do(Action::NextPage));
        }
    });
}

/// What the task list calls a page.
fn name(document: &Document, view: &View) -> Option<String> {
    match view {
        View::Section(id) => document.form().section(id).map(|section| section.task.clone()),
        View::Review => Some(Action::Review.label().to_owned()),
        View::Preview => Some(Action::Preview.label().to_owned()),
        _ => None,
    }
}
