//! 拷给领导: where the copy to be sent up and the draft go; USB sticks first, by their names.

use std::path::Path;

use egui::{Label, ScrollArea, Ui};

use super::{
    questions::answers,
    scene::Scene,
    theme::theme,
    widgets::{heading, note, text},
};
use crate::{
    app::{Answer, Command, FileAct, FileWish, Replacing, ToLeaderAct, there_words},
    store::{drives::Drive, shown_path},
};

/// The most height of the list of sticks, in points.
const STICKS: f32 = 200.0;

/// The question.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    heading(ui, "拷给领导");
    let [pdf, draft] = scene.app.names_to_leader();
    ui.add(
        Label::new(format!("一次拷两个文件：送审稿“{pdf}”和草稿“{draft}”。写完后会提示U盘何时可以拔出。"))
            .wrap(),
    );
    ui.add_space(theme().sizes.rhythm);
    let drives = scene.app.user.drives().list();
    if drives.is_empty() {
        note(ui, "没有看见U盘。插上后过几秒会列在这里，也可以拷到文件夹里");
        // A stick that is plugged in now shows without a key being pressed.
        ui.ctx().request_repaint_after(std::time::Duration::from_secs(2));
    }
    ScrollArea::vertical().max_height(STICKS).show(ui, |ui| {
        for drive in &drives {
            stick(ui, scene, drive);
        }
    });
    answers(ui, scene, |ui, scene| {
        if ui.button("别的文件夹…").clicked() {
            scene.push(Command::Answer(Answer::Cancel));
            scene.push(Command::File(FileAct::Wish(FileWish::ToLeader)));
        }
    });
}

fn stick(ui: &mut Ui, scene: &mut Scene<'_>, drive: &Drive) {
    ui.horizontal(|ui| {
        if ui.button(format!("拷到{}", drive.name)).clicked() {
            scene.push(Command::ToLeader(ToLeaderAct::Into(drive.path.clone(), Replacing::Ask)));
        }
        let place = text(shown_path(&drive.path), theme().sizes.note, theme().colours.quiet);
        ui.add(Label::new(place).truncate());
    });
}

/// Files of the names are there, and are not the same.
pub(super) fn replace(ui: &mut Ui, scene: &mut Scene<'_>, folder: &Path, names: &[String]) {
    heading(ui, "已有同名文件");
    ui.add(Label::new(there_words(folder, names)).wrap());
    answers(ui, scene, |ui, scene| {
        if ui.button("覆盖").clicked() {
            scene.push(Command::Answer(Answer::Replace));
        }
    });
}
