//! One difference: what it is, who made it, the words on both sides, the comments beside them, and what can be done.

use egui::{Align, Color32, Frame, Label, Layout, Margin, Stroke, Ui};

use super::turn::Turn;
use crate::{
    app::{CollateAct, CollateItem, CollateState, Collating, Command, Session},
    collate::{Kindred, Purpose, Remark},
    diff::{Run, RunKind},
    ui::{
        compare::{columns, marked},
        scene::Scene,
        theme::{Colour, theme},
        widgets::{named_link, note, strong, text},
    },
};

/// What is said of one difference.
pub(super) struct Card<'a> {
    /// The copy that it is of, and its place in that.
    pub copy: &'a Collating,
    pub at: usize,
    pub item: &'a CollateItem,
    /// What stands over all of its group.
    pub group: &'a str,
    /// The comments beside it.
    pub remarks: Vec<&'a Remark>,
}

pub(super) fn card(ui: &mut Ui, scene: &mut Scene<'_>, session: &Session, turn: &mut Turn, card: &Card<'_>) {
    let item = card.item;
    head(ui, scene, session, turn, card);
    if let (Purpose::Returned, CollateState::Cannot(why)) = (card.copy.purpose, &item.state) {
        ui.add(Label::new(text(why, theme().sizes.table, theme().colours.warning)).wrap());
    }
    if item.difference.kind != Kindred::Figure || item.difference.is_doubt() {
        sides(ui, item);
    }
    for said in &card.remarks {
        remark(ui, said);
    }
    ui.add_space(6.0);
}

/// What it is and what can be done.
fn head(ui: &mut Ui, scene: &mut Scene<'_>, session: &Session, turn: &mut Turn, card: &Card<'_>) {
    let name = &card.item.difference.name;
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        if let Some(way) = card.item.way(&session.document) {
            let link = named_link(ui, "转到", &format!("转到：{name}"));
            if link.clicked() {
                scene.push(way);
            }
            if !has_choice(&card.item.state) {
                turn.give(card.at, &link);
            }
        }
        if card.copy.purpose == Purpose::Returned {
            choices(ui, scene, turn, card);
        }
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            // On the line of the choices.
            ui.spacing_mut().interact_size.y = 0.0;
            ui.horizontal_wrapped(|ui| what(ui, card.group, card.item));
        });
    });
}

/// What it is called, what became of it, and who did it.
fn what(ui: &mut Ui, group: &str, item: &CollateItem) {
    let (colours, size) = (&theme().colours, theme().sizes.table);
    let difference = &item.difference;
    let is_settled = matches!(item.state, CollateState::Rejected | CollateState::There);
    let ink = if is_settled { colours.quiet } else { colours.ink };
    ui.spacing_mut().item_spacing.x = 10.0;
    // What stands over all of the group need not be said again.
    let short = difference.name.strip_prefix(group).unwrap_or(&difference.name);
    let named = ui.label(text(short, size, ink));
    named.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &difference.name));
    ui.label(strong(&difference.said, size, ink));
    if !difference.by.is_empty() {
        ui.label(text(format!("{}修订", difference.by.join("、")), theme().sizes.note, colours.accent));
    }
}

fn has_choice(state: &CollateState) -> bool {
    matches!(state, CollateState::Open | CollateState::Rejected)
}

fn choices(ui: &mut Ui, scene: &mut Scene<'_>, turn: &mut Turn, card: &Card<'_>) {
    let (at, name) = (card.at, &card.item.difference.name);
    let mut choice = |ui: &mut Ui, words: &str, act: CollateAct| {
        let link = named_link(ui, words, &format!("{words}：{name}"));
        if link.clicked() {
            turn.decided(Some(at), &link);
            scene.push(Command::Collate(act));
        }
        link
    };
    // The row runs from the right.
    match card.item.state {
        CollateState::Open => {
            choice(ui, "不接受", CollateAct::Reject(at));
            let link = choice(ui, "接受", CollateAct::Accept(vec![at]));
            turn.give(at, &link);
        }
        CollateState::Rejected => {
            let link = choice(ui, "改回待定", CollateAct::TakeBack(at));
            turn.give(at, &link);
            state(ui, "不接受", name, theme().colours.quiet);
        }
        CollateState::Accepted => state(ui, "✓ 已接受", name, theme().colours.done),
        CollateState::There => state(ui, "✓ 草稿里已经是这样", name, theme().colours.done),
        CollateState::Cannot(_) => state(ui, "要自己改", name, theme().colours.warning),
    }
}

fn state(ui: &mut Ui, words: &str, name: &str, colour: Colour) {
    let label = ui.label(text(words, theme().sizes.table, colour));
    let spoken = format!("{name}：{}", words.trim_start_matches("✓ "));
    label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &spoken));
}

/// The words on both sides, with signs around what is gone and what is new.
fn sides(ui: &mut Ui, item: &CollateItem) {
    let frame = Frame::new()
        .stroke(Stroke::new(1.0, Color32::from(theme().colours.rule)))
        .inner_margin(Margin::symmetric(10, 6));
    frame.show(ui, |ui| {
        columns(ui, |ui, side| {
            let without = if side == 0 { RunKind::Added } else { RunKind::Removed };
            let runs: Vec<&Run> = item.difference.runs.iter().filter(|run| run.kind != without).collect();
            if runs.is_empty() {
                note(ui, "（没有）");
            } else {
                ui.add(Label::new(marked(ui, &runs)).wrap());
            }
        });
    });
}

/// A comment.
pub(super) fn remark(ui: &mut Ui, remark: &Remark) {
    let by = if remark.author.trim().is_empty() { "没有署名" } else { remark.author.trim() };
    let about = match remark.about.trim() {
        "" => String::new(),
        about => format!("（批在“{}”）", clipped(about)),
    };
    let words = format!("批注　{by}：{}{about}", remark.words.trim());
    let frame = Frame::new().fill(theme().colours.accent_tint.into()).inner_margin(Margin::symmetric(10, 5));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Label::new(text(words, theme().sizes.table, theme().colours.ink)).wrap());
    });
    ui.add_space(4.0);
}

/// The first words of a longer passage.
fn clipped(words: &str) -> String {
    const MOST: usize = 24;
    let mut chars = words.chars();
    let head: String = chars.by_ref().take(MOST).collect();
    if chars.next().is_some() { format!("{head}……") } else { head }
}
