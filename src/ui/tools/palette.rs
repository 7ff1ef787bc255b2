//! 所有命令: every act by its name, with its key, and every page of the help.

use egui::{Align2, Context, Frame, Id, Margin, Modal, Vec2};

use super::picker::{Picked, Picker, PickerRow};
use crate::{
    app::{Action, App, Command, Menu, Tool},
    help::{self, Page},
    ui::scene::Scene,
};

/// The list in the middle of the window.
pub(super) fn show(ctx: &Context, scene: &mut Scene<'_>, picker: &mut Picker) {
    let acts = Action::all().filter(|action| *action != Action::Palette && scene.app.can(*action));
    let acts = acts.map(|action| (row(scene.app, action), Command::Do(action)));
    let (rows, commands): (Vec<PickerRow>, Vec<Command>) =
        acts.chain(help::pages().iter().map(of_help)).unzip();
    let id = Id::unique("palette");
    let frame = Frame::popup(&ctx.global_style()).inner_margin(Margin::same(12));
    let area = Modal::default_area(id).anchor(Align2::CENTER_TOP, Vec2::new(0.0, 64.0));
    let modal = Modal::new(id).area(area).frame(frame).show(ctx, |ui| {
        ui.set_width(460.0);
        picker.show(ui, scene.editors, "输入命令中的字", &rows)
    });
    match modal.inner {
        Some(Picked::Taken(at)) => {
            // Put away first: the act may open another tool.
            scene.push(Command::Use(None));
            scene.extend(commands.into_iter().nth(at));
        }
        _ if modal.should_close() => scene.push(Command::Use(None)),
        _ => {}
    }
}

fn of_help(page: &Page) -> (PickerRow, Command) {
    let name = format!("{}：{}", Menu::Help.label(), page.title);
    (PickerRow { name, ..PickerRow::default() }, Command::Use(Some(Tool::Help(page.name))))
}

fn row(app: &App, action: Action) -> PickerRow {
    let right = action.shortcuts().first().map(ToString::to_string).unwrap_or_default();
    PickerRow { name: app.label(action), right, ..PickerRow::default() }
}
