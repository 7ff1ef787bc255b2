//! What happened last, said in a line of its own over the status line: it lies over nothing that can be pressed.

use std::path::Path;

use egui::{Align2, Area, Id, Order, Panel, Ui};

use super::{
    banners,
    scene::Scene,
    theme::{Colour, theme},
    widgets::link,
};
use crate::app::{Action, Command, FileAct, FileWish, Notice, Offer, VersionAct, Weight};

/// Shows what happened last; instead of it the file dialog that has not come, if one is `awaited`.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, awaited: Option<&FileWish>) {
    if let Some(wish) = awaited {
        let words = "正在等待系统的文件对话框。没有弹出的，可以在窗口中选择";
        return line(ui, scene, &Notice::new(words.to_owned(), Weight::Told), |ui, scene| {
            choose_here(ui, scene, wish);
        });
    }
    let Some(notice) = scene.app.desk.notice.as_ref().filter(|n| n.weight != Weight::Whispered) else {
        return;
    };
    line(ui, scene, notice, |ui, scene| {
        offers(ui, scene, &notice.offer);
        if link(ui, "知道了").clicked() {
            scene.push(Command::DismissNotice);
        }
    });
}

/// The line at the foot. A question dims what lies under it, but not what is said of it.
fn line(ui: &mut Ui, scene: &mut Scene<'_>, notice: &Notice, acts: impl FnOnce(&mut Ui, &mut Scene<'_>)) {
    if scene.app.desk.question.is_none() {
        let panel = Panel::bottom("notice");
        return banners::line(ui, panel, fill(notice.weight), &notice.text, |ui| acts(ui, scene));
    }
    let place = ui.max_rect();
    let area = Area::new(Id::unique("notice")).order(Order::Tooltip).pivot(Align2::LEFT_BOTTOM);
    area.fixed_pos(place.left_bottom()).show(ui.ctx(), |ui| {
        ui.set_width(place.width());
        banners::frame(fill(notice.weight))
            .show(ui, |ui| banners::content(ui, &notice.text, |ui| acts(ui, scene)));
    });
}

fn fill(weight: Weight) -> Colour {
    match weight {
        Weight::Failed => theme().colours.error_tint,
        Weight::Told | Weight::Lasting | Weight::Whispered => theme().colours.accent_tint,
    }
}

/// What can be done about what a notice says.
fn offers(ui: &mut Ui, scene: &mut Scene<'_>, offer: &Offer) {
    match offer {
        Offer::Nothing => {}
        Offer::Open(file) => open_outside(ui, scene, file),
        Offer::SaveAs => save_as(ui, scene),
        Offer::OpenVersion(draft) => open_version(ui, scene, draft),
        Offer::ChooseHere(wish) => choose_here(ui, scene, wish),
    }
}

fn open_outside(ui: &mut Ui, scene: &mut Scene<'_>, file: &Path) {
    if link(ui, "打开").clicked() {
        scene.push(Command::File(FileAct::ShowOutside(file.to_owned())));
    }
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty())
        && link(ui, "打开所在文件夹").clicked()
    {
        scene.push(Command::File(FileAct::ShowOutside(folder.to_owned())));
    }
}

fn save_as(ui: &mut Ui, scene: &mut Scene<'_>) {
    if link(ui, Action::SaveAs.label()).clicked() {
        scene.push(Command::Do(Action::SaveAs));
    }
}

fn open_version(ui: &mut Ui, scene: &mut Scene<'_>, draft: &Path) {
    if link(ui, "打开最近的版本").clicked() {
        scene.push(Command::Version(VersionAct::OpenNewest(draft.to_owned())));
    }
}

fn choose_here(ui: &mut Ui, scene: &mut Scene<'_>, wish: &FileWish) {
    if link(ui, "在窗口中选择").clicked() {
        scene.push(Command::File(FileAct::ChooseHere(wish.clone())));
    }
}
