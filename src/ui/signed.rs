//! The version sent up last, on the page 送审前核对: marking this one, and what was changed since.

use egui::{Align, Label, Layout, Ui};

use super::{
    after::said,
    scene::Scene,
    theme::theme,
    widgets::{GO_TO, link, named_link, note, strong, text},
};
use crate::{
    app::{Action, Command, Document, SinceChange, View},
    draft::sign::Signed,
};

/// The group.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    let since = document.since_signed();
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        ui.label(strong("签发", theme().sizes.body, theme().colours.ink));
        let (words, colour) = match (since.words(), since.number) {
            (Some(words), _) => (words, theme().colours.warning),
            (None, Some(number)) => (format!("✓ 已签发（第{number}稿），此后没有改动"), theme().colours.done),
            (None, None) => ("还没有标记签发的稿".to_owned(), theme().colours.quiet),
        };
        ui.label(text(words, theme().sizes.table, colour));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if scene.app.can(Action::MarkSigned) && ui.button(Action::MarkSigned.label()).clicked() {
                scene.push(Command::Do(Action::MarkSigned));
            }
        });
    });
    for signed in &document.draft().signed {
        note(ui, version(signed));
    }
    for change in &since.changes {
        item(ui, scene, change);
    }
    if document.is_signed() {
        ui.horizontal(|ui| {
            note(ui, said(&document.draft().after));
            if link(ui, Action::AfterSigning.label()).clicked() {
                scene.push(Command::Show(View::After));
            }
        });
    }
}

fn version(signed: &Signed) -> String {
    let day = signed.date.map(|date| format!("{date}\u{3000}")).unwrap_or_default();
    let by = if signed.by.is_empty() { String::new() } else { format!("签发人 {}\u{3000}", signed.by) };
    format!("送审第{}稿\u{3000}{day}{by}文稿指纹 {}", signed.number, signed.fingerprint.short())
}

fn item(ui: &mut Ui, scene: &mut Scene<'_>, change: &SinceChange) {
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        if named_link(ui, GO_TO, &format!("{GO_TO}改动：{}", change.words)).clicked() {
            scene.push(change.go.clone());
        }
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            ui.horizontal_top(|ui| {
                ui.add_space(14.0);
                ui.add(Label::new(text(&change.words, theme().sizes.table, theme().colours.ink)).wrap());
            });
        });
    });
}
