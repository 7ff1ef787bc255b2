//! Tools over the page: lists to choose from with a field that narrows them, and finding and replacing.

mod find;
mod numbers;
mod palette;
mod phrases;
mod picker;

use egui::{Context, Frame, Margin, Popup, PopupCloseBehavior, Response};

use self::{find::Find, picker::Picker};
use super::text::Editors;
use crate::{
    app::{App, Command, Tool},
    form::Section,
};

/// What is typed into the tools and where their lists stand.
#[derive(Default)]
pub(super) struct Tools {
    open: Option<Tool>,
    picker: Picker,
    pub(super) find: Find,
}

impl Tools {
    /// Looks which tool is open, before anything is drawn: one that opens begins anew.
    pub(super) fn watch(&mut self, app: &App) {
        if self.open != app.tool {
            self.open = app.tool;
            self.picker = Picker::default();
            self.find.begin(app);
        }
    }

    /// The list of all acts.
    pub(super) fn palette(
        &mut self,
        ctx: &Context,
        editors: &mut Editors,
        app: &App,
        commands: &mut Vec<Command>,
    ) {
        if app.tool == Some(Tool::Palette) {
            palette::show(ctx, &mut self.picker, editors, app, commands);
        }
    }

    /// The list of numbers, under its button.
    pub(super) fn numbers(
        &mut self,
        button: &Response,
        editors: &mut Editors,
        app: &App,
        section: &Section,
        commands: &mut Vec<Command>,
    ) {
        if app.tool == Some(Tool::Numbers) {
            under(button, 520.0, commands, |ui, commands| {
                numbers::show(ui, &mut self.picker, editors, app, section, commands);
            });
        }
    }

    /// The list of phrases, under its button.
    pub(super) fn phrases(
        &mut self,
        button: &Response,
        editors: &mut Editors,
        app: &App,
        section: &Section,
        commands: &mut Vec<Command>,
    ) {
        if app.tool == Some(Tool::Phrases) {
            under(button, 620.0, commands, |ui, commands| {
                phrases::show(ui, &mut self.picker, editors, app, section, commands);
            });
        }
    }
}

/// A popup under a button; a click elsewhere or Esc puts the tool away.
fn under(
    button: &Response,
    width: f32,
    commands: &mut Vec<Command>,
    content: impl FnOnce(&mut egui::Ui, &mut Vec<Command>),
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
            content(ui, commands);
        });
    if !open && !button.clicked() {
        commands.push(Command::Use(None));
    }
}
