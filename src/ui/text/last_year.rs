//! What of a text is still last year's: a line over the editor with the acts, and a strip beside it.
//!
//! The strip tells by shape: a thick hatched bar is last year's sentence, a thin line one that was confirmed.

use std::ops::Range;

use egui::{Color32, Galley, Label, Pos2, Rect, Stroke, Ui, Vec2, text::CCursor};

use super::act_button;
use crate::{
    app::{Action, Document},
    draft::leftover::Leftover,
    form::Section,
    ui::{
        scene::Scene,
        theme::theme,
        widgets::{text, whole_note},
    },
};

const THICK: f32 = 6.0;
const THIN: f32 = 1.5;
/// How far apart the strokes of the hatching are.
const HATCH: f32 = 4.0;
/// How far the strip stands from the edge of the field.
const INSET: f32 = 5.0;

/// The line over the editor; nothing without last year's report.
pub(super) fn line(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document, section: &Section) {
    let (whole, edited): (Vec<_>, Vec<_>) =
        document.open_leftovers(&section.id).partition(|leftover| leftover.is_whole());
    let open = whole.len() + edited.len();
    let share = share_words(document, section);
    if open == 0 && share.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let (legend, _) = ui.allocate_exact_size(Vec2::new(THICK, 14.0), egui::Sense::hover());
        match open {
            0 => thin(ui, legend),
            _ => hatched(ui, legend),
        }
        let (words, colour) = match open {
            0 => ("上年原文都已改过或确认".to_owned(), theme().colours.done),
            _ => (said(whole.len(), edited.len()), theme().colours.warning),
        };
        ui.add(Label::new(text(words, theme().sizes.table, colour)).extend());
        for action in [Action::ConfirmSentence, Action::ConfirmSection] {
            act_button(ui, scene, action);
        }
        whole_note(ui, share);
    });
}

/// `上年原文2句，改过但数字未变1句，改过或确认后消失`.
fn said(whole: usize, edited: usize) -> String {
    let parts = [("上年原文", whole), ("改过而数字仍是上年的", edited)];
    let parts: Vec<String> =
        parts.into_iter().filter(|(_, n)| *n > 0).map(|(what, n)| format!("{what}{n}句")).collect();
    format!("{}，改过或确认后消失", parts.join("，"))
}

/// `与上年相同64%，全文71%`.
fn share_words(document: &Document, section: &Section) -> String {
    let Some(shares) = document.shares() else { return String::new() };
    let here = shares.of(&section.id).and_then(crate::words::similar::Share::percent);
    let all = shares.all.percent();
    match (here, all) {
        (Some(here), Some(all)) => format!("与上年相同{here}%，全文{all}%"),
        _ => String::new(),
    }
}

/// The strip at the left edge of the field: beside the whole of a sentence, or only beside its numbers.
pub(super) fn strip<'l>(
    ui: &Ui,
    field: Rect,
    galley: &Galley,
    at: Pos2,
    leftovers: impl Iterator<Item = &'l Leftover>,
) {
    let left = field.left() + INSET;
    for (chars, is_confirmed) in leftovers.flat_map(marked) {
        let first = galley.pos_from_cursor(CCursor::new(chars.start));
        let last = galley.pos_from_cursor(CCursor::new(chars.end));
        let (top, bottom) = (at.y + first.top() + 2.0, at.y + last.bottom() - 2.0);
        let bar = Rect::from_min_max(Pos2::new(left, top), Pos2::new(left + THICK, bottom.max(top + 4.0)));
        if !ui.is_rect_visible(bar) {
            continue;
        }
        if is_confirmed { thin(ui, bar) } else { hatched(ui, bar) }
    }
}

/// Where its marks stand, in characters, and whether it is confirmed.
fn marked(leftover: &Leftover) -> impl Iterator<Item = (Range<usize>, bool)> {
    let whole = leftover.is_whole().then(|| leftover.chars.clone());
    let places = whole.into_iter().chain(leftover.numbers.iter().cloned());
    places.map(|chars| (chars, leftover.is_confirmed))
}

fn hatched(ui: &Ui, bar: Rect) {
    let colour = Color32::from(theme().colours.warning_mark);
    let paper = Stroke::new(1.2, Color32::from(theme().colours.paper));
    let painter = ui.painter().with_clip_rect(bar.intersect(ui.clip_rect()));
    painter.rect_filled(bar, 1, colour);
    let mut y = bar.top() - THICK;
    while y < bar.bottom() {
        painter.line_segment([Pos2::new(bar.left(), y + THICK), Pos2::new(bar.right(), y)], paper);
        y += HATCH;
    }
}

fn thin(ui: &Ui, bar: Rect) {
    let line = Rect::from_min_size(bar.left_top(), Vec2::new(THIN, bar.height()));
    ui.painter().rect_filled(line, 0, Color32::from(theme().colours.done));
}
