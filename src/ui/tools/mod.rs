//! Tools over the page: lists to choose from with a field that narrows them, and finding and replacing.

mod find;
mod numbers;
mod palette;
mod phrases;
mod picker;

use egui::{Context, Frame, Margin, Popup, PopupCloseBehavior, Response};

use self::{find::Find, picker::Picker};
use crate::ui::scene::Scene;
use crate::{
    app::{App, Command, Tool},
    form::Section,
};

/// What is typed into the tools and where their lists stand.
#[derive(Default)]
pub(super) struct Tools {
    open: Option<Tool>,
    /// One opens in this frame.
    opens: bool,
    picker: Picker,
    pub(super) find: Find,
}

impl Tools {
    /// Looks which tool is open, before anything is drawn: one that opens begins anew.
    pub(super) fn watch(&mut self, app: &App) {
        self.opens = self.open != app.desk.tool && app.desk.tool.is_some();
        if self.open != app.desk.tool {
            self.open = app.desk.tool;
            self.picker = Picker::default();
            self.find.begin(app);
        }
    }

    /// Whether one opens in this frame: its field takes the keys as it is drawn.
    pub(super) fn opens(&self) -> bool {
        self.opens
    }

    /// The list of all acts.
    pub(super) fn palette(&mut self, ctx: &Context, scene: &mut Scene<'_>) {
        if scene.app.desk.tool == Some(Tool::Palette) {
            palette::show(ctx, scene, &mut self.picker);
        }
    }

    /// The list of numbers, under its button.
    pub(super) fn numbers(&mut self, button: &Response, scene: &mut Scene<'_>, section: &Section) {
        if scene.app.desk.tool == Some(Tool::Numbers) {
            under(button, scene, 520.0, |ui, scene| {
                numbers::show(ui, scene, &mut self.picker, section);
            });
        }
    }

    /// The list of phrases, under its button.
    pub(super) fn phrases(&mut self, button: &Response, scene: &mut Scene<'_>, section: &Section) {
        if scene.app.desk.tool == Some(Tool::Phrases) {
            under(button, scene, 620.0, |ui, scene| {
                phrases::show(ui, scene, &mut self.picker, section);
            });
        }
    }
}

/// A popup under a button; a click elsewhere or Esc puts the tool away.
fn under(
    button: &Response,
    scene: &mut Scene<'_>,
    width: f32,
    content: impl FnOnce(&mut egui::Ui, &mut Scene<'_>),
) {
    let mut open = true;
    let frame = Frame::popup(&button.ctx.global_style()).inner_margin(Margin::same(10));
    Popup::from_response(button)
        .open_bool(&mut open)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .gap(4.0)
        .frame(frame)
        .show(|ui| {
            ui.set_width(width);
            content(ui, scene);
        });
    if !open && !button.clicked() {
        scene.push(Command::Use(None));
    }
}
