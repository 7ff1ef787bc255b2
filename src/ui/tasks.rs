//! The sections as a task list, each with its state.

use egui::{Align2, Color32, CornerRadius, Frame, Margin, Panel, Pos2, Rect, Response, ScrollArea, Ui, Vec2};

use super::{
    scene::Scene,
    theme::{font, theme},
    widgets::{marked, note, paint_text, row, strong, text, tone_colour, width_of},
};
use crate::{
    app::{Action, Command, Document, Said, Tone, View, deadline::Deadline, phrase},
    collate::Purpose,
};

/// The width in a narrow window.
const NARROW: f32 = 190.0;

/// Between a name and what is said of it, in points.
const GAP: f32 = 8.0;

/// The height of what stands at the foot, with the days to the date and without; the size of the days. In points.
const FOOT: f32 = 72.0;
const LINE: f32 = 20.0;
const DAYS: f32 = 20.0;
/// In a lower window the foot scrolls with the list.
const HIGH: f32 = 640.0;

/// The list at the left.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let Some(document) = scene.app.document() else { return };
    let frame = Frame::new().fill(theme().colours.panel.into()).inner_margin(Margin::symmetric(8, 16));
    let width = if super::is_narrow(ui) { NARROW } else { theme().sizes.task_list };
    let panel = Panel::left("tasks").exact_size(width).resizable(false).frame(frame);
    panel.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let height = if document.deadline().is_some() { FOOT } else { LINE };
        let room = ui.available_height() - height;
        if ui.available_height() < HIGH {
            ScrollArea::vertical().show(ui, |ui| {
                list(ui, scene, document);
                // At the same place as in a higher window, where there is room for it.
                ui.add_space((room - ui.min_rect().height()).max(14.0));
                foot(ui, document);
            });
            return;
        }
        ScrollArea::vertical().max_height(room).show(ui, |ui| list(ui, scene, document));
        let place = Rect::from_min_max(
            Pos2::new(ui.max_rect().left(), ui.max_rect().bottom() - height),
            ui.max_rect().right_bottom(),
        );
        ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| foot(ui, document));
    });
}

/// What there is to do, in its order.
fn list(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    ui.scope(|ui| {
        if document.to_prove() {
            caption(ui, "读入");
            proof(ui, scene, document);
            ui.add_space(14.0);
        }
        caption(ui, "填写");
        task(ui, scene, "机关信息", &document.state_of_agency(), View::Agency);
        for section in &document.form().sections {
            let view = View::Section(section.id.clone());
            task(ui, scene, &section.task, &document.state_of(section), view);
        }
        ui.add_space(14.0);
        caption(ui, "送出");
        review(ui, scene, document);
        preview(ui, scene);
        compare(ui, scene);
        copy(ui, scene, document, Purpose::Returned);
        after(ui, scene, document);
        copy(ui, scene, document, Purpose::Published);
        same_as_last_year(ui, document);
    });
}

fn caption(ui: &mut Ui, words: &str) {
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        note(ui, words);
    });
    ui.add_space(6.0);
}

fn proof(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    let (words, tone) = match document.doubt_count() {
        0 => ("没有存疑".to_owned(), Tone::Done),
        n => (format!("{n}处存疑"), Tone::Warned),
    };
    task(ui, scene, "核对读入", &[Said { words, tone }], View::Proof);
}

fn review(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    task(ui, scene, Action::Review.label(), &document.state(), View::Review);
}

/// The row leads to the comparison that was shown last, at first with last year's report.
fn compare(ui: &mut Ui, scene: &mut Scene<'_>) {
    task(ui, scene, Action::CompareLast.label(), &[], View::Compare);
}

/// Once a version was signed: what of the rest is done.
fn after(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    if !document.is_signed() {
        return;
    }
    task(ui, scene, Action::AfterSigning.label(), &document.state_after_signing(), View::After);
}

/// A copy that was read, with the way back to it.
fn copy(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document, purpose: Purpose) {
    let Some(copy) = scene.session().and_then(|session| session.copy_of(purpose)) else { return };
    let name = match purpose {
        Purpose::Returned => Action::BringBack.title(),
        Purpose::Published => Action::CheckPublished.label(),
    };
    let said: Vec<Said> = copy.said(document).into_iter().collect();
    task(ui, scene, name, &said, View::Collate(purpose));
}

fn preview(ui: &mut Ui, scene: &mut Scene<'_>) {
    task(ui, scene, Action::Preview.label(), &[], View::Preview);
}

/// One row of the list: what it is called and how it stands, as much of that as there is room for.
fn task(ui: &mut Ui, scene: &mut Scene<'_>, name: &str, state: &[Said], view: View) {
    let selected = scene.app.view() == Some(&view);
    let spoken = if state.is_empty() { name.to_owned() } else { format!("{name}，{}", phrase(state)) };
    let (rect, response) = row(ui, theme().sizes.task_row, &spoken, selected);
    paint_row(ui, rect, &response, selected);
    let inner = rect.shrink2(Vec2::new(8.0, 0.0));
    let sizes = &theme().sizes;
    let ink = theme().colours.ink;
    let named = paint_text(ui, inner.left_center(), Align2::LEFT_CENTER, name, font(sizes.body), ink);
    paint_state(ui, inner.with_min_x(named.right() + GAP), state);
    if selected && scene.session().is_some_and(|session| session.reveal) {
        // Clear of the edge, where what goes on beyond it is faded.
        ui.scroll_to_rect(rect.expand2(Vec2::new(0.0, rect.height())), None);
    }
    if response.clicked() {
        scene.push(Command::Show(view));
    }
}

/// What is to be done first, and what of the rest has room beside it; what is only to be looked at is left out.
fn paint_state(ui: &Ui, room: Rect, state: &[Said]) {
    let size = theme().sizes.note;
    let Some(first) = state.first() else { return };
    let right = room.right_center();
    if width_of(ui, &marked(first), size) > room.width() {
        match first.tone {
            // The tick alone says it in a narrow list.
            Tone::Done => {
                paint_text(ui, right, Align2::RIGHT_CENTER, "✓", font(size), tone_colour(first.tone));
                return;
            }
            // The page itself says what has no hurry.
            Tone::Quiet => return,
            Tone::Wrong | Tone::Warned => {}
        }
    }
    let pressing = state.iter().skip(1).filter(|said| matches!(said.tone, Tone::Wrong | Tone::Warned));
    let mut shown = vec![first];
    let mut width = width_of(ui, &marked(first), size);
    for said in pressing {
        width += GAP + width_of(ui, &marked(said), size);
        if width > room.width() {
            break;
        }
        shown.push(said);
    }
    let mut at = right;
    for said in shown.into_iter().rev() {
        let colour = tone_colour(said.tone);
        let painted = paint_text(ui, at, Align2::RIGHT_CENTER, &marked(said), font(size), colour);
        at.x = painted.left() - GAP;
    }
}

/// The ground of a row of a list at the left: of the one that is shown, and of the one under the pointer.
pub(super) fn paint_row(ui: &Ui, rect: Rect, row: &Response, selected: bool) {
    let colours = &theme().colours;
    if selected {
        ui.painter().rect_filled(rect, super::theme::corner(), Color32::from(colours.paper));
        let bar = Rect::from_min_size(rect.left_top(), Vec2::new(3.0, rect.height()));
        ui.painter().rect_filled(bar, CornerRadius::same(2), Color32::from(colours.accent));
    } else if row.hovered() {
        ui.painter().rect_filled(rect, super::theme::corner(), Color32::from(colours.desk));
    }
}

/// How much of the whole text is last year's.
fn same_as_last_year(ui: &mut Ui, document: &Document) {
    let percent = document.shares().and_then(|shares| shares.all.percent());
    if let Some(percent) = percent.filter(|percent| *percent > 0) {
        ui.add_space(14.0);
        ui.horizontal(|ui| {
            ui.add_space(8.0);
            note(ui, format!("全文与上年相同{percent}%"));
        });
    }
}

/// How much is done, and how far off the date is by which it must be published, at the foot of the list.
fn foot(ui: &mut Ui, document: &Document) {
    let (done, all) = document.parts_done();
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        ui.vertical(|ui| {
            note(ui, format!("{all}部分中已完成{done}部分"));
            if let Some(deadline) = document.deadline() {
                ui.add_space(6.0);
                date(ui, deadline);
            }
        });
    });
}

fn date(ui: &mut Ui, deadline: Deadline) {
    note(ui, format!("{}公布期限", deadline.date()));
    // What is past is told and not shouted.
    let distance = match deadline.days {
        0.. => strong(deadline.distance(), DAYS, theme().colours.ink),
        _ => text(deadline.distance(), theme().sizes.body, theme().colours.quiet),
    };
    let shown = ui.label(distance);
    shown.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, deadline.words()));
}
