//! The blocks of a page of the help.

use egui::{Color32, Stroke, Ui, Vec2};

use super::{live::LiveParts, picture::Pictures, words};
use crate::{
    help::{Block, Span, words_of},
    ui::{
        scene::Scene,
        theme::theme,
        widgets::{note, text},
    },
};

/// The widest line, in points: longer ones are hard to read. Pictures may be wider.
const LINE: f32 = 680.0;
/// The room of the mark of an item, in points.
const MARK: f32 = 22.0;
/// The widths of columns are shared out by their longest cell, in characters no fewer and no more than these.
const NARROWEST: usize = 4;
const WIDEST: usize = 30;
/// Between columns, in points.
const GAP: f32 = 12.0;

/// Draws a block.
pub(super) fn show(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    block: &Block,
    pictures: &mut Pictures,
    live: &mut LiveParts,
) {
    if let Block::Picture { name, words } = block {
        return pictures.show(ui, name, words);
    }
    let width = ui.available_width().min(LINE);
    ui.allocate_ui(Vec2::new(width, 0.0), |ui| {
        ui.set_max_width(width);
        written(ui, scene, block, live);
    });
}

/// Draws a block of words.
fn written(ui: &mut Ui, scene: &mut Scene<'_>, block: &Block, live: &mut LiveParts) {
    let sizes = &theme().sizes;
    match block {
        Block::Heading(spans) => {
            ui.add_space(10.0);
            words::show(ui, scene, spans, sizes.heading, true);
        }
        Block::Paragraph(spans) => words::show(ui, scene, spans, sizes.body, false),
        Block::Item(mark, spans) => item(ui, scene, mark, spans),
        Block::Table(rows) => table(ui, scene, rows),
        Block::Live(part) => live.show(ui, scene, *part),
        // Pictures are not words, and the pages are read with the norms in their place.
        Block::Picture { .. } | Block::Norms { .. } => {}
    }
    ui.add_space(2.0);
}

/// What a block says, to be looked through.
pub(super) fn lines(block: &Block) -> Vec<String> {
    match block {
        Block::Heading(spans) | Block::Paragraph(spans) | Block::Item(_, spans) => vec![words_of(spans)],
        Block::Table(rows) => {
            let line = |row: &Vec<Vec<Span>>| row.iter().map(|cell| words_of(cell)).collect::<Vec<_>>();
            rows.iter().skip(1).map(|row| line(row).join("  ")).collect()
        }
        Block::Picture { words, .. } => vec![words.clone()],
        Block::Live(part) => super::live::lines(*part),
        Block::Norms { .. } => Vec::new(),
    }
}

fn item(ui: &mut Ui, scene: &mut Scene<'_>, mark: &str, spans: &[Span]) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.allocate_ui(Vec2::new(MARK, 0.0), |ui| {
            ui.set_min_width(MARK);
            words::show(ui, scene, &[Span::Words(mark.to_owned())], theme().sizes.body, false);
        });
        ui.vertical(|ui| words::show(ui, scene, spans, theme().sizes.body, false));
    });
}

/// A table; its columns share the width.
pub(super) fn table(ui: &mut Ui, scene: &mut Scene<'_>, rows: &[Vec<Vec<Span>>]) {
    let widths = widths(rows, ui.available_width());
    for (at, row) in rows.iter().enumerate() {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            for (cell, width) in row.iter().zip(&widths) {
                ui.allocate_ui(Vec2::new(*width, 0.0), |ui| {
                    ui.set_width(*width);
                    words::show(ui, scene, cell, theme().sizes.table, at == 0);
                });
            }
        });
        rule(ui);
    }
    ui.add_space(theme().sizes.rhythm);
}

fn rule(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 1.0), egui::Sense::hover());
    let stroke = Stroke::new(1.0, Color32::from(theme().colours.rule));
    ui.painter().hline(rect.x_range(), rect.center().y, stroke);
}

/// How wide the columns are.
fn widths(rows: &[Vec<Vec<Span>>], room: f32) -> Vec<f32> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let length = |cell: &Vec<Span>| words_of(cell).chars().count();
    let longest = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(length).max().unwrap_or_default();
    let shares: Vec<f32> = (0..columns).map(|at| longest(at).clamp(NARROWEST, WIDEST) as f32).collect();
    let all: f32 = shares.iter().sum();
    let room = room - GAP * columns.saturating_sub(1) as f32;
    shares.iter().map(|share| (room * share / all).floor()).collect()
}

/// Words for a picture that cannot be shown, and under one.
pub(super) fn caption(ui: &mut Ui, words: &str) {
    note(ui, words);
    ui.add_space(theme().sizes.rhythm);
}

/// A quiet line within a page.
pub(super) fn quiet(ui: &mut Ui, words: &str) {
    ui.label(text(words, theme().sizes.table, theme().colours.quiet));
}
