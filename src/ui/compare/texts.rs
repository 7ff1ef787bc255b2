//! The paragraphs that changed, side by side, with signs for what is gone and what is new.

use egui::{
    Color32, Frame, Label, Margin, Stroke, TextFormat, Ui,
    text::{LayoutJob, TextWrapping},
};

use super::part;
use crate::{
    app::{App, Command, TextAct, View},
    diff::{Change, Paragraph, Run, RunKind, SectionDiff},
    export::compared::{Comparison, signed},
    ui::{
        scene::Scene,
        theme::{font, theme},
        widgets::{go_to, note, strong, text},
    },
};

/// More paragraphs than these are read on paper.
const MOST: usize = 300;
/// Room between the columns.
const GAP: f32 = 18.0;

pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, comparison: &Comparison) {
    part(ui, "文字");
    let changed: usize = comparison.diff.sections.iter().map(|s| s.changes().count()).sum();
    if changed == 0 {
        note(ui, "文字都相同");
        return;
    }
    columns(ui, |ui, side| {
        note(ui, &comparison.names[side]);
    });
    let mut left = MOST;
    for section in comparison.diff.changed_sections() {
        let words = format!("{}{}", section.name, comparison.only(section));
        ui.label(strong(words, theme().sizes.body, theme().colours.ink));
        for paragraph in section.changes().take(left) {
            pair(ui, scene, section, paragraph);
        }
        kept(ui, section);
        left = left.saturating_sub(section.changes().count());
    }
    if changed > MOST {
        note(ui, format!("其余{}段见导出的对照稿", changed - MOST));
    }
}

/// How many paragraphs stayed.
fn kept(ui: &mut Ui, section: &SectionDiff) {
    let count = section.paragraphs.len() - section.changes().count();
    if count > 0 {
        note(ui, format!("另有{count}段没有改动"));
    }
    ui.add_space(6.0);
}

/// Two columns of the same width.
pub(in crate::ui) fn columns(ui: &mut Ui, mut side: impl FnMut(&mut Ui, usize)) {
    let width = ((ui.available_width() - GAP) / 2.0).max(120.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        for at in 0..2 {
            ui.vertical(|ui| {
                ui.set_width(width);
                side(ui, at);
            });
        }
    });
}

fn pair(ui: &mut Ui, scene: &mut Scene<'_>, section: &SectionDiff, paragraph: &Paragraph) {
    let name = said(paragraph);
    ui.horizontal(|ui| {
        ui.label(text(&name, theme().sizes.note, theme().colours.quiet));
        if go_to(ui, &format!("{}{name}", section.name)).clicked() {
            scene.extend(target(scene.app, section, paragraph));
        }
    });
    let frame = Frame::new()
        .stroke(Stroke::new(1.0, Color32::from(theme().colours.rule)))
        .inner_margin(Margin::symmetric(10, 6));
    frame.show(ui, |ui| {
        columns(ui, |ui, side| {
            let runs: Vec<&Run> =
                if side == 0 { paragraph.before_runs().collect() } else { paragraph.after_runs().collect() };
            ui.add(Label::new(marked(ui, &runs)).wrap());
        });
    });
}

/// Which paragraph it is, and what became of it.
fn said(paragraph: &Paragraph) -> String {
    let number = |at: Option<usize>| at.map_or_else(String::new, |at| format!("第{}段", at + 1));
    match paragraph.change() {
        Change::Added => format!("{}增加", number(paragraph.after)),
        Change::Removed => format!("原{}删去", number(paragraph.before)),
        Change::Changed | Change::Kept => format!("{}改动", number(paragraph.after)),
    }
}

/// The way to the paragraph; of one that is gone to its section.
fn target(app: &App, section: &SectionDiff, paragraph: &Paragraph) -> Option<Command> {
    let id = section.after.as_ref()?;
    let mark = paragraph.after.and_then(|at| app.document()?.paragraph(id, at));
    Some(
        mark.map_or_else(
            || Command::Show(View::Section(id.clone())),
            |mark| Command::Text(TextAct::GoTo(mark)),
        ),
    )
}

/// A paragraph with its signs; colours only help.
pub(in crate::ui) fn marked(ui: &Ui, runs: &[&Run]) -> LayoutJob {
    let colours = &theme().colours;
    let mut job =
        LayoutJob { wrap: TextWrapping::wrap_at_width(ui.available_width()), ..LayoutJob::default() };
    for run in runs {
        let colour: Color32 = match run.kind {
            RunKind::Kept => colours.ink,
            RunKind::Removed => colours.error,
            RunKind::Added => colours.done,
        }
        .into();
        let mut format = TextFormat::simple(font(theme().sizes.table), colour);
        match run.kind {
            RunKind::Removed => format.background = colours.error_tint.into(),
            RunKind::Added => format.background = colours.accent_tint.into(),
            RunKind::Kept => {}
        }
        job.append(&signed(run), 0.0, format);
    }
    job
}
