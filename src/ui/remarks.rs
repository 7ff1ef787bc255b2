//! The cells of which something is noted, in 送审前核对.

use egui::{Align, Label, Layout, Ui};

use super::{
    scene::Scene,
    theme::theme,
    widgets::{GO_TO, named_link, strong, text},
};
use crate::{
    app::{Command, Document},
    draft::{Place, remark::Listed},
};

/// All that is noted, what is to be checked first; nothing where nothing is.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    let all = Listed::all(document.opened());
    if all.is_empty() {
        return;
    }
    ui.add_space(10.0);
    ui.label(strong("备注和待核", theme().sizes.body, theme().colours.ink));
    for listed in all {
        item(ui, scene, &listed);
    }
}

fn item(ui: &mut Ui, scene: &mut Scene<'_>, listed: &Listed) {
    let colours = &theme().colours;
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        if named_link(ui, GO_TO, &format!("{GO_TO}备注：{}", listed.place)).clicked() {
            scene.push(Command::GoTo(Place::Cell(listed.cell.clone())));
        }
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            ui.horizontal_top(|ui| {
                ui.add_space(14.0);
                let colour = if listed.to_check { colours.warning } else { colours.ink };
                ui.add(Label::new(text(listed.sentence(), theme().sizes.table, colour)).wrap());
            });
        });
    });
}
