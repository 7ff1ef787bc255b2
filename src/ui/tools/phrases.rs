//! 常用句: frames filled in from the draft, and the officer's own phrases.

use egui::Ui;

use super::picker::{Picked, Picker, PickerRow};
use crate::{
    app::{Command, PhraseAct},
    draft::phrases,
    form::Section,
    ui::{
        scene::Scene,
        text::{self},
        widgets::note,
    },
};

/// The list under its button.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, picker: &mut Picker, section: &Section) {
    let Some(document) = scene.app.document() else { return };
    let current = document.report().text(&section.id);
    let frames = phrases::for_section(section, current).into_iter().map(|phrase| PickerRow {
        name: phrase.name.clone(),
        below: phrase.fill(document.sheet()),
        ..PickerRow::default()
    });
    let own = scene.app.user.phrases.list().iter().map(|phrase| PickerRow {
        name: "自存".to_owned(),
        below: phrase.clone(),
        own: true,
        ..PickerRow::default()
    });
    let rows: Vec<PickerRow> = frames.chain(own).collect();
    if rows.is_empty() {
        note(ui, "这一部分没有现成的常用句，可以把自己写的存下来。");
    } else {
        match picker.show(ui, scene.editors, "按句中的字查找", &rows) {
            Some(Picked::Taken(at)) => {
                let (words, step) = (&rows[at].below, "插入常用句".to_owned());
                scene.push(text::insert_paragraph(ui.ctx(), section, current, words, step));
                scene.push(Command::Use(None));
            }
            Some(Picked::Deleted(at)) => {
                scene.push(Command::Phrase(PhraseAct::Forget(rows[at].below.clone())));
            }
            None => {}
        }
    }
    keep(ui, scene, section, current);
}

/// What is selected, or the paragraph at the caret, can be kept.
fn keep(ui: &mut Ui, scene: &mut Scene<'_>, section: &Section, current: &str) {
    let words = text::words_at_caret(ui.ctx(), &section.id, current);
    ui.separator();
    ui.horizontal(|ui| {
        let button = ui.add_enabled(!words.trim().is_empty(), egui::Button::new("存为常用句"));
        if button.clicked() {
            scene.push(Command::Phrase(PhraseAct::Keep(words.clone())));
        }
        let shown = if words.trim().is_empty() {
            "选中一句，或把光标放在一段里".to_owned()
        } else {
            format!("“{}”", words.trim())
        };
        ui.add(
            egui::Label::new(crate::ui::widgets::text(
                shown,
                crate::ui::theme::theme().sizes.note,
                crate::ui::theme::theme().colours.quiet,
            ))
            .truncate(),
        );
    });
}
