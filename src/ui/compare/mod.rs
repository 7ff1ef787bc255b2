//! 与上年比较: what changed in figures and words, each with the way there.

mod figures;
mod texts;

pub(super) use texts::{columns, marked};

use egui::{Label, Ui};

use super::{
    desk::sheet,
    long_page::long_page,
    scene::Scene,
    theme::theme,
    widgets::{go_to, heading, note, page_head, primary, strong, text},
};
use crate::{
    app::{Action, Command, ComparedWith, Session, View},
    export::compared::{Comparison, apart, lines, shown, summary},
};

/// The room that the heading and the acts take beside each other, in points.
const ACTS: f32 = 420.0;

/// The page.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    sheet(ui, |ui| {
        ui.set_min_size(ui.available_size());
        let comparison = scene.session().and_then(Session::comparison);
        let Some(comparison) = comparison else { return nothing(ui, scene) };
        head(ui, scene, comparison);
        ui.add_space(theme().sizes.rhythm);
        long_page(ui, "comparison", |ui| {
            figures::show(ui, scene, comparison);
            apart_rows(ui, comparison);
            profile(ui, scene, comparison);
            texts::show(ui, scene, comparison);
        });
    });
}

/// There is no report to compare with.
fn nothing(ui: &mut Ui, scene: &mut Scene<'_>) {
    heading(ui, Action::CompareLast.label());
    let words = "这份草稿里没有带上年的报告，没有可比的。有上年的草稿文件，就选它来比较。";
    ui.add(Label::new(text(words, theme().sizes.body, theme().colours.ink)).wrap());
    ui.add_space(theme().sizes.rhythm);
    if primary(ui, &scene.app.label(Action::CompareWith)).clicked() {
        scene.push(Command::Do(Action::CompareWith));
    }
}

fn head(ui: &mut Ui, scene: &mut Scene<'_>, comparison: &Comparison) {
    let kind = scene.session().map_or(ComparedWith::LastYear, Session::compared_with);
    let (title, beside) = match kind {
        ComparedWith::LastYear => (Action::CompareLast.label(), Action::CompareWith),
        ComparedWith::Draft => (Action::CompareWith.title(), Action::CompareLast),
        ComparedWith::Version => ("与以前的版本比较", Action::Versions),
        ComparedWith::RecoveryCopy => ("与恢复副本比较", Action::CompareLast),
    };
    page_head(ui, title, "", ACTS, |ui| {
        if primary(ui, &scene.app.label(Action::PrintComparison)).clicked() {
            scene.push(Command::Do(Action::PrintComparison));
        }
        if ui.button(scene.app.label(beside)).clicked() {
            scene.push(Command::Do(beside));
        }
    });
    for (name, version) in comparison.names.iter().zip(&comparison.versions) {
        note(ui, format!("{name}：{version}"));
    }
    ui.add(Label::new(text(summary(&comparison.diff), theme().sizes.body, theme().colours.ink)).wrap());
}

/// The head of a part.
fn part(ui: &mut Ui, words: &str) {
    ui.add_space(10.0);
    ui.label(strong(words, theme().sizes.body, theme().colours.ink));
    ui.add_space(4.0);
}

fn apart_rows(ui: &mut Ui, comparison: &Comparison) {
    let sentences = apart(comparison);
    if sentences.is_empty() {
        return;
    }
    part(ui, "无法比较的数据");
    for sentence in sentences {
        ui.add(Label::new(text(sentence, theme().sizes.table, theme().colours.quiet)).wrap());
    }
}

/// Lines of the profile, the title and headings.
fn profile(ui: &mut Ui, scene: &mut Scene<'_>, comparison: &Comparison) {
    let lines = lines(&comparison.diff);
    if lines.is_empty() {
        return;
    }
    part(ui, "标题和机关信息");
    for (name, before, after) in lines {
        ui.horizontal_wrapped(|ui| {
            let words = format!("{name}：{} → {}", shown(before), shown(after));
            ui.add(Label::new(text(words, theme().sizes.table, theme().colours.ink)).wrap());
            if go_to(ui, &name).clicked() {
                scene.push(Command::Show(View::Agency));
            }
        });
    }
}
