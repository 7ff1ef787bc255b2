//! One difference: what it is, who made it, the words on both sides, the comments beside them, and what can be done.

use egui::{Align, Color32, Frame, Label, Layout, Margin, Stroke, Ui, Vec2};

use super::turn::Turn;
use crate::{
    app::{CollateAct, CollateItem, CollateState, Collating, Command, Session},
    collate::{Kindred, Purpose, Remark},
    diff::{Run, RunKind},
    ui::{
        compare::{columns, marked},
        scene::Scene,
        theme::{Colour, theme},
        widgets::{self, GO_TO, named_link, note, strong, text, width_of},
    },
};

/// Between the words at the right, in points.
const GAP: f32 = 14.0;

const ACCEPT: &str = "接受";
const REJECT: &str = "不接受";
const TAKE_BACK: &str = "改回待定";
const ACCEPTED: &str = "✓ 已接受";
const THERE: &str = "✓ 草稿里已经是这样";
const CANNOT: &str = "要自己改";

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

/// What it is and, at the right, what can be done; the keys come to that in the order in which it is read.
fn head(ui: &mut Ui, scene: &mut Scene<'_>, session: &Session, turn: &mut Turn, card: &Card<'_>) {
    let way = card.item.way(&session.document);
    let taken: f32 = words_of(card, way.is_some())
        .iter()
        .map(|words| GAP + width_of(ui, words, theme().sizes.table).ceil())
        .sum();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let room = (ui.available_width() - taken).max(0.0);
        ui.allocate_ui_with_layout(Vec2::new(room, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(room);
            // On the line of the choices.
            ui.spacing_mut().interact_size.y = 0.0;
            ui.horizontal_wrapped(|ui| what(ui, card.group, card.item));
        });
        if card.copy.purpose == Purpose::Returned {
            choices(ui, scene, turn, card);
        }
        if let Some(way) = way {
            go_to(ui, scene, turn, card, way);
        }
    });
}

/// The words that stand at the right.
fn words_of(card: &Card<'_>, has_way: bool) -> Vec<&'static str> {
    let mut words = match (card.copy.purpose, &card.item.state) {
        (Purpose::Published, _) => Vec::new(),
        (Purpose::Returned, CollateState::Open) => vec![ACCEPT, REJECT],
        (Purpose::Returned, CollateState::Rejected) => vec![REJECT, TAKE_BACK],
        (Purpose::Returned, CollateState::Accepted) => vec![ACCEPTED],
        (Purpose::Returned, CollateState::There) => vec![THERE],
        (Purpose::Returned, CollateState::Cannot(_)) => vec![CANNOT],
    };
    if has_way {
        words.push(GO_TO);
    }
    words
}

fn go_to(ui: &mut Ui, scene: &mut Scene<'_>, turn: &mut Turn, card: &Card<'_>, way: Command) {
    let link = widgets::go_to(ui, &card.item.difference.name);
    if link.clicked() {
        scene.push(way);
    }
    if !has_choice(&card.item.state) {
        turn.give(card.at, &link);
    }
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
    if !short.is_empty() {
        let named = ui.label(text(short, size, ink));
        named.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &difference.name));
    }
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
    match card.item.state {
        CollateState::Open => {
            let link = choice(ui, ACCEPT, CollateAct::Accept(vec![at]));
            choice(ui, REJECT, CollateAct::Reject(at));
            turn.give(at, &link);
        }
        CollateState::Rejected => {
            state(ui, REJECT, name, theme().colours.quiet);
            let link = choice(ui, TAKE_BACK, CollateAct::TakeBack(at));
            turn.give(at, &link);
        }
        CollateState::Accepted => state(ui, ACCEPTED, name, theme().colours.done),
        CollateState::There => state(ui, THERE, name, theme().colours.done),
        CollateState::Cannot(_) => state(ui, CANNOT, name, theme().colours.warning),
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
