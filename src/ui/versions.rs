//! 以前的版本: the states of the open draft that were saved, the newest first.

use egui::Ui;

use super::{
    leaf::on_sheet,
    long_page::long_page,
    row_end::RowEnd,
    scene::Scene,
    theme::theme,
    widgets::{heading, link, named_link, note, text},
};
use crate::{
    app::{Action, Command, VersionAct},
    store::versions::{MOST, Version},
};

/// The page.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let Some(session) = scene.app.session.as_ref() else { return };
    on_sheet(ui, |ui| {
        heading(ui, Action::Versions.label());
        note(
            ui,
            format!("每次保存留一个版本，最近{MOST}个，只存在这台电脑上。恢复后原来的内容也留作一个版本。"),
        );
        ui.add_space(theme().sizes.rhythm);
        if session.versions().is_empty() {
            nothing(ui, scene);
        }
        long_page(ui, "versions", |ui| {
            for (at, version) in session.versions().iter().enumerate() {
                row(ui, scene, version, at == 0);
            }
        });
    });
}

/// There is no version yet: what makes one.
fn nothing(ui: &mut Ui, scene: &mut Scene<'_>) {
    ui.horizontal(|ui| {
        note(ui, "还没有。保存一次就有了。");
        if link(ui, Action::Save.label()).clicked() {
            scene.push(Command::Do(Action::Save));
        }
    });
}

fn row(ui: &mut Ui, scene: &mut Scene<'_>, version: &Version, is_newest: bool) {
    let newest = if is_newest { "，最近保存的" } else { "" };
    let name = format!("第{}版  {}{newest}", version.number, version.at);
    ui.horizontal(|ui| {
        let end = RowEnd::of(ui, &name);
        end.before(ui, |ui| {
            ui.label(text(&name, theme().sizes.body, theme().colours.ink));
        });
        end.show(ui, |ui| {
            ui.spacing_mut().item_spacing.x = 14.0;
            if link_of(ui, "与现在比较", version) {
                scene.push(Command::Version(VersionAct::Compare(version.clone())));
            }
            if link_of(ui, "恢复这一版", version) {
                scene.push(Command::Version(VersionAct::GoBack(version.clone())));
            }
        });
    });
    ui.separator();
}

/// A link that a screen reader tells from those of the other versions.
fn link_of(ui: &mut Ui, words: &str, version: &Version) -> bool {
    named_link(ui, words, &format!("{words}，第{}版", version.number)).clicked()
}
