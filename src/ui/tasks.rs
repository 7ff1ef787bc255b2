//! The sections as a task list, each with its state.

use egui::{Align2, Color32, CornerRadius, Frame, Margin, Panel, Pos2, Rect, ScrollArea, Ui, Vec2};

use super::{
    after::said,
    scene::Scene,
    theme::{Colour, font, theme},
    widgets::{level_colour, note, paint_text, row, strong, text},
};
use crate::{
    app::{Action, Command, Counts, Document, Progress, View, deadline},
    draft::after::AfterStep,
    form::Level,
};

/// The width in a narrow window.
const NARROW: f32 = 172.0;

/// The height of what stands at the foot, in points.
const FOOT: f32 = 48.0;

/// Days after the date when it is no longer worth mentioning: an old report is open.
const LONG_PAST: i32 = 90;

/// The list at the left.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let Some(document) = scene.app.document() else { return };
    let frame = Frame::new().fill(theme().colours.panel.into()).inner_margin(Margin::symmetric(8, 16));
    let width = if super::is_narrow(ui) { NARROW } else { theme().sizes.task_list };
    let panel = Panel::left("tasks").exact_size(width).resizable(false).frame(frame);
    panel.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let foot = days_left(document);
        let room = ui.available_height() - if foot.is_some() { FOOT } else { 0.0 };
        ScrollArea::vertical().max_height(room).show(ui, |ui| list(ui, scene, document));
        if let Some(deadline) = foot {
            days(ui, deadline);
        }
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
        let agency = Task {
            name: "机关信息",
            progress: document.agency_progress(),
            counts: Counts::default(),
            leftovers: 0,
        };
        task(ui, scene, &agency, View::Agency);
        for section in &document.form().sections {
            let task_of_section = Task {
                name: &section.task,
                progress: document.progress(section),
                counts: document.counts(Some(&section.id)),
                leftovers: document.open_leftovers(&section.id).count(),
            };
            task(ui, scene, &task_of_section, View::Section(section.id.clone()));
        }
        ui.add_space(14.0);
        caption(ui, "送出");
        review(ui, scene, document);
        preview(ui, scene);
        compare(ui, scene);
        after(ui, scene, document);
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
    let colours = &theme().colours;
    let (state, colour) = match document.doubt_count() {
        0 => ("✓".to_owned(), colours.done),
        n => (format!("存疑 {n}"), colours.warning),
    };
    let spoken = format!("核对读入，{state}");
    TaskRow { name: "核对读入", spoken, state, colour }.show(ui, scene, View::Proof);
}

fn review(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    let counts = document.counts(None);
    let marked = |(level, n): (Level, usize)| (n > 0).then(|| format!("{} {n}", level.mark()));
    let levels = [(Level::Error, counts.errors), (Level::Warning, counts.warnings)];
    let state = levels.into_iter().filter_map(marked).collect::<Vec<_>>().join("  ");
    let worst = if counts.errors > 0 { Level::Error } else { Level::Warning };
    let name = Action::Review.label();
    let spoken = format!("{name}，错误{}，提醒{}", counts.errors, counts.warnings);
    let entry = TaskRow { name, spoken, state, colour: level_colour(worst) };
    entry.show(ui, scene, View::Review);
}

/// The row leads to the comparison that was shown last, at first with last year's report.
fn compare(ui: &mut Ui, scene: &mut Scene<'_>) {
    let name = Action::CompareLast.label();
    let entry =
        TaskRow { name, spoken: name.to_owned(), state: String::new(), colour: theme().colours.quiet };
    entry.show(ui, scene, View::Compare);
}

/// Once a version was signed: what of the rest is done.
fn after(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    if !document.is_signed() {
        return;
    }
    let after = &document.draft().after;
    let (done, all) = (after.done().count(), AfterStep::ALL.len());
    let (state, colour) = if done == all {
        ("✓".to_owned(), theme().colours.done)
    } else {
        (format!("{done}/{all}"), theme().colours.quiet)
    };
    let name = Action::AfterSigning.label();
    let spoken = format!("{name}，{}", said(after));
    TaskRow { name, spoken, state, colour }.show(ui, scene, View::After);
}

fn preview(ui: &mut Ui, scene: &mut Scene<'_>) {
    let name = Action::Preview.label();
    let colour = theme().colours.quiet;
    let entry = TaskRow { name, spoken: name.to_owned(), state: String::new(), colour };
    entry.show(ui, scene, View::Preview);
}

/// One row of the list.
struct TaskRow<'a> {
    name: &'a str,
    spoken: String,
    state: String,
    colour: Colour,
}

struct Task<'a> {
    name: &'a str,
    progress: Progress,
    counts: Counts,
    /// Sentences that are still last year's.
    leftovers: usize,
}

impl Task<'_> {
    /// The state in words, with its colour: findings first, as they are what is left to do.
    fn state(&self, narrow: bool) -> (String, Colour) {
        let colours = &theme().colours;
        let Counts { errors, warnings, .. } = self.counts;
        let marked = |level: Level, n: usize| format!("{} {n}", level.mark());
        match self.progress {
            Progress::Wrong => (marked(Level::Error, errors), level_colour(Level::Error)),
            Progress::Empty => (Progress::Empty.label().to_owned(), colours.quiet),
            Progress::Begun => (Progress::Begun.label().to_owned(), colours.quiet),
            Progress::Done if warnings > 0 => (marked(Level::Warning, warnings), colours.warning),
            Progress::Done if self.leftovers > 0 => (format!("旧文{}句", self.leftovers), colours.warning),
            Progress::Done if narrow => ("✓".to_owned(), colours.done),
            Progress::Done => (format!("✓ {}", Progress::Done.label()), colours.done),
        }
    }
}

fn task(ui: &mut Ui, scene: &mut Scene<'_>, task: &Task<'_>, view: View) {
    let (state, colour) = task.state(super::is_narrow(ui));
    let old =
        if task.leftovers > 0 { format!("，上年原文{}句", task.leftovers) } else { String::new() };
    let spoken = format!("{}，{}{old}", task.name, spoken(task));
    TaskRow { name: task.name, spoken, state, colour }.show(ui, scene, view);
}

impl TaskRow<'_> {
    fn show(&self, ui: &mut Ui, scene: &mut Scene<'_>, view: View) {
        let selected = scene.app.view() == Some(&view);
        let (rect, response) = row(ui, theme().sizes.task_row, &self.spoken, selected);
        if selected {
            paint_selected(ui, rect);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, super::theme::corner(), Color32::from(theme().colours.desk));
        }
        let inner = rect.shrink2(Vec2::new(8.0, 0.0));
        let sizes = &theme().sizes;
        let ink = theme().colours.ink;
        paint_text(ui, inner.left_center(), Align2::LEFT_CENTER, self.name, font(sizes.body), ink);
        let note = font(sizes.note);
        paint_text(ui, inner.right_center(), Align2::RIGHT_CENTER, &self.state, note, self.colour);
        if response.clicked() {
            scene.push(Command::Show(view));
        }
    }
}

fn paint_selected(ui: &Ui, rect: Rect) {
    let colours = &theme().colours;
    ui.painter().rect_filled(rect, super::theme::corner(), Color32::from(colours.paper));
    let bar = Rect::from_min_size(rect.left_top(), Vec2::new(3.0, rect.height()));
    ui.painter().rect_filled(bar, CornerRadius::same(2), Color32::from(colours.accent));
}

/// The state as a screen reader says it: no shapes.
fn spoken(task: &Task<'_>) -> String {
    let Counts { errors, warnings, .. } = task.counts;
    match (errors, warnings) {
        (0, 0) => task.progress.label().to_owned(),
        (0, n) => format!("{}，提醒{n}", task.progress.label()),
        (n, 0) => format!("错误{n}"),
        (e, w) => format!("错误{e}，提醒{w}"),
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

/// The date of the law, while it is worth mentioning.
fn days_left(document: &Document) -> Option<deadline::Deadline> {
    let report = document.report();
    deadline::of(document.form(), &report.agency, report.year).filter(|deadline| deadline.days >= -LONG_PAST)
}

/// The days left to it, at the foot of the list.
fn days(ui: &mut Ui, deadline: deadline::Deadline) {
    let foot = Rect::from_min_max(
        Pos2::new(ui.max_rect().left() + 8.0, ui.max_rect().bottom() - FOOT),
        ui.max_rect().right_bottom(),
    );
    let (month, day) = deadline.month_day;
    ui.scope_builder(egui::UiBuilder::new().max_rect(foot), |ui| {
        note(ui, format!("距{month}月{day}日公布期限"));
        let words =
            if deadline.days < 0 { format!("已过{}", -deadline.days) } else { deadline.days.to_string() };
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.label(strong(words, 20.0, theme().colours.ink));
            ui.label(text("天", theme().sizes.note, theme().colours.quiet));
        });
    });
}
