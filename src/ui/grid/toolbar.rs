//! The acts over a table.

use egui::{Align, Button, Layout, Ui};

use crate::{
    app::{
        Action, Command, Document, Session,
        grid::{GridAct, LastYear, Mode},
    },
    ui::{scene::Scene, theme::theme, widgets::text},
};

/// The room that the choice of what is shown of last year takes, in points.
const LAST_YEAR: f32 = 170.0;

/// The row of buttons over the table.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let Some(session) = scene.session() else { return };
    ui.horizontal_wrapped(|ui| {
        button(ui, scene, Action::FillBlanks.label(), Command::Do(Action::FillBlanks));
        if session.counts_applications() {
            button(ui, scene, Action::Ledger.label(), Command::Do(Action::Ledger));
            if small(ui, "本年未收到申请", session.is_locked()) {
                scene.push(Command::Grid(GridAct::NoApplications));
            }
        }
        if has_totals(session) && small(ui, "核对纸质总计", session.grid.mode == Mode::Verify) {
            scene.push(Command::Grid(GridAct::Verify));
        }
        button(ui, scene, Action::CopyTable.label(), Command::Do(Action::CopyTable));
        if has_last_year(&session.document) {
            // At the right where there is room, else in a line of its own.
            if ui.available_size_before_wrap().x < LAST_YEAR {
                ui.end_row();
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| last_year(ui, scene));
        }
    });
    if session.grid.mode == Mode::Verify {
        let words = "按纸质报告填写各个总计；与自动计算不同的会标出。";
        ui.label(text(words, theme().sizes.note, theme().colours.accent));
    }
}

fn last_year(ui: &mut Ui, scene: &mut Scene<'_>) {
    let Some(session) = scene.session() else { return };
    let label = match session.grid.last_year {
        LastYear::Value => "上年数",
        LastYear::Change => "比上年增减",
        LastYear::Hidden => "不显示",
    };
    button(ui, scene, label, Command::Grid(GridAct::NextLastYear));
    ui.label(text("对照：", theme().sizes.note, theme().colours.quiet));
}

fn button(ui: &mut Ui, scene: &mut Scene<'_>, words: &str, command: Command) {
    if small(ui, words, false) {
        scene.push(command);
    }
}

fn small(ui: &mut Ui, words: &str, on: bool) -> bool {
    let words = text(words, theme().sizes.table, theme().colours.ink);
    ui.add(Button::new(words).selected(on)).clicked()
}

fn has_totals(session: &Session) -> bool {
    let form = session.document.form();
    let table = session.section().and_then(|s| s.table()).and_then(|id| form.table(id));
    table.is_some_and(|t| form.cells_of(t).iter().any(crate::form::Cell::is_total))
}

fn has_last_year(document: &Document) -> bool {
    document.draft().last.as_ref().is_some_and(|last| last.form == document.form().id)
}
