//! What stands over every page until it is dealt with: a report that can only be looked at, and what a program that did
//! not end well has left.

use egui::{Frame, Label, Margin, Panel, Ui};

use super::{
    scene::Scene,
    theme::{Colour, theme},
    widgets::{link, text},
};
use crate::{
    app::{Action, Command, FileAct, RecoveryAct, WhyReadOnly, unreadable_words},
    store::recovery::{CopyState, Found},
};

/// The most copies that are listed; the others follow once these are dealt with.
const MOST: usize = 3;

/// Shows what there is to deal with.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    for (at, copy) in scene.app.left_copies().iter().take(MOST).enumerate() {
        left(ui, scene, at, copy);
    }
    let why = scene.app.document().and_then(|document| document.read_only());
    if let Some(why) = why {
        read_only(ui, scene, why);
    }
}

/// What was typed and not saved when the program ended.
fn left(ui: &mut Ui, scene: &mut Scene<'_>, at: usize, copy: &Found) {
    let words = left_words(copy);
    let is_readable = copy.state != CopyState::Unreadable;
    banner(ui, ("left", at), theme().colours.warning_tint, &words, |ui| {
        if is_readable && link(ui, "恢复").clicked() {
            scene.push(Command::Recovery(RecoveryAct::Restore(at)));
        }
        // Where nothing was saved there is nothing to compare with.
        if is_readable && copy.belongs.path.is_some() && link(ui, "查看差异").clicked() {
            scene.push(Command::Recovery(RecoveryAct::Compare(at)));
        }
        if link(ui, "丢弃").clicked() {
            scene.push(Command::Recovery(RecoveryAct::Discard(at)));
        }
    });
}

fn left_words(copy: &Found) -> String {
    if copy.state == CopyState::Unreadable {
        return format!("上次没有正常关闭：{}", unreadable_words(copy));
    }
    let kept = if copy.belongs.path.is_some() { "没保存的改动" } else { "还没保存过，内容" };
    let (name, at) = (copy.name(), copy.belongs.at.as_str());
    let at = if at.is_empty() { String::new() } else { format!("（{at}）") };
    let rest =
        if copy.state == CopyState::InPart { "，副本有损坏，只读得出一部分" } else { "" };
    format!("上次没有正常关闭：“{name}”{kept}存有恢复副本{at}{rest}")
}

fn read_only(ui: &mut Ui, scene: &mut Scene<'_>, why: &WhyReadOnly) {
    banner(ui, ("read only", 0), theme().colours.accent_tint, &why.words(), |ui| {
        if link(ui, Action::SaveAs.label()).clicked() {
            scene.push(Command::Do(Action::SaveAs));
        }
        let path = scene.app.document().and_then(|document| document.path());
        if let Some(path) = path
            && link(ui, "重新打开").clicked()
        {
            scene.push(Command::File(FileAct::Open(path.to_owned())));
        }
    });
}

fn banner(ui: &mut Ui, id: (&str, usize), fill: Colour, words: &str, acts: impl FnOnce(&mut Ui)) {
    line(ui, Panel::top(egui::Id::unique(id)), fill, words, acts);
}

/// A line at an edge of the page: what it says, and what can be done.
pub(super) fn line(ui: &mut Ui, panel: Panel, fill: Colour, words: &str, acts: impl FnOnce(&mut Ui)) {
    panel.frame(frame(fill)).show(ui, |ui| content(ui, words, acts));
}

/// The ground of such a line.
pub(super) fn frame(fill: Colour) -> Frame {
    Frame::new().fill(fill.into()).inner_margin(Margin::symmetric(16, 7))
}

/// What is on it.
pub(super) fn content(ui: &mut Ui, words: &str, acts: impl FnOnce(&mut Ui)) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        ui.spacing_mut().item_spacing.x = 14.0;
        let said = ui.add(Label::new(text(words, theme().sizes.table, theme().colours.ink)).wrap());
        said.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Alert, true, words));
        acts(ui);
    });
}
