//! The start page: begin, open, recent drafts, examples.

use std::sync::LazyLock;

use egui::{Align2, Color32, Rect, Ui, UiBuilder, Vec2};

use super::{
    shell,
    theme::{font, medium_font, theme},
    widgets::{link, note, paint_text, row, strong, text},
};
use crate::{
    app::{Action, App, Command, deadline},
    draft::{Agency, AgencyKind, examples},
    form,
};

const LEFT: f32 = 96.0;
const TOP: f32 = 56.0;
const COLUMN: f32 = 420.0;
const GAP: f32 = 48.0;

/// The page without a document.
pub(super) fn show(ui: &mut Ui, app: &App, commands: &mut Vec<Command>) {
    let page = ui.max_rect();
    let left = (page.width() * 0.07).min(LEFT);
    let first = Rect::from_min_size(page.min + Vec2::new(left, TOP), Vec2::new(COLUMN, page.height() - TOP));
    ui.scope_builder(UiBuilder::new().max_rect(first), |ui| begin(ui, app, commands));
    let width = (page.right() - first.right() - GAP - left).max(240.0);
    let second =
        Rect::from_min_size(first.right_top() + Vec2::new(GAP, 0.0), Vec2::new(width, first.height()));
    ui.scope_builder(UiBuilder::new().max_rect(second), |ui| {
        shell::reading(ui, app, commands);
        recent(ui, app, commands);
    });
}

fn begin(ui: &mut Ui, app: &App, commands: &mut Vec<Command>) {
    let sizes = &theme().sizes;
    ui.label(strong("政府信息公开工作年度报告", sizes.title, theme().colours.ink));
    ui.label(text(deadline_words(), sizes.body, theme().colours.quiet));
    ui.add_space(14.0);
    if choice(ui, "由上年报告起草", "上年的草稿或公布的报告，带入正文和结转数") {
        commands.push(Command::Do(Action::BeginFrom));
    }
    if choice(ui, "打开草稿", "上年的或本年的草稿。Ctrl+O") {
        commands.push(Command::Do(Action::Open));
    }
    if choice(ui, "读入公布的报告", "网页、Word、PDF或文本；复制了文字，在这里按Ctrl+V")
    {
        commands.push(Command::Do(Action::Open));
    }
    paste(ui, app, commands);
    let newest = form::builtin().first();
    let basis = newest.map_or_else(String::new, |f| format!("按{}格式", f.basis.number));
    if choice(ui, "新建空白报告", &basis) {
        commands.push(Command::Do(Action::New));
    }
    ui.add_space(14.0);
    note(ui, "第一次使用，可先看示例：");
    for (name, words) in &*EXAMPLES {
        if link(ui, words).clicked() {
            commands.push(Command::OpenExample(name));
        }
    }
}

/// Pasted text is a published report to be read, unless a field takes it or a question stands before the page.
fn paste(ui: &Ui, app: &App, commands: &mut Vec<Command>) {
    if app.question.is_some() || ui.ctx().text_edit_focused() {
        return;
    }
    ui.input(|i| {
        for event in &i.events {
            if let egui::Event::Paste(text) = event {
                commands.push(Command::Read(text.clone()));
            }
        }
    });
}

/// The examples by file name with what their links say, read once: the page is drawn many times.
static EXAMPLES: LazyLock<Vec<(&str, String)>> =
    LazyLock::new(|| examples::all().iter().map(|(name, text)| (*name, example_words(name, text))).collect());

fn deadline_words() -> String {
    let year = deadline::likely_year();
    let of = |kind| deadline::of(&Agency { kind, ..Agency::default() }, year);
    let days = of(AgencyKind::Department).filter(|d| d.days >= 0);
    let days = days.or_else(|| of(AgencyKind::Government).filter(|d| d.days >= 0));
    let local = "所有内容只保存在本机，不联网。";
    days.map_or_else(
        || local.to_owned(),
        |d| format!("距{}月{}日公布期限还有{}天。{local}", d.month_day.0, d.month_day.1, d.days),
    )
}

/// What the link to an example says: its agency and year, read from the example itself.
fn example_words(name: &str, text: &str) -> String {
    crate::draft::file::read(text)
        .map_or_else(|_| name.to_owned(), |d| format!("{}，{}年度", d.report.agency.name, d.report.year))
}

/// A large button with a line of explanation.
fn choice(ui: &mut Ui, title: &str, words: &str) -> bool {
    let colours = &theme().colours;
    let (rect, response) = row(ui, 73.0, title, false);
    let line = if response.hovered() || response.has_focus() { colours.accent } else { colours.rule };
    let stroke = egui::Stroke::new(1.0, Color32::from(line));
    ui.painter().rect_stroke(rect, super::theme::corner(), stroke, egui::StrokeKind::Inside);
    let at = rect.left_top() + Vec2::new(18.0, 24.0);
    paint_text(ui, at, Align2::LEFT_CENTER, title, medium_font(theme().sizes.heading), colours.ink);
    let at = rect.left_top() + Vec2::new(18.0, 50.0);
    paint_text(ui, at, Align2::LEFT_CENTER, words, font(theme().sizes.table), colours.quiet);
    ui.add_space(theme().sizes.rhythm);
    response.clicked()
}

fn recent(ui: &mut Ui, app: &App, commands: &mut Vec<Command>) {
    ui.label(strong("最近的草稿", theme().sizes.heading, theme().colours.ink));
    let drafts = app.recent();
    if drafts.is_empty() {
        note(ui, "还没有。保存过的草稿会列在这里。");
        return;
    }
    for path in drafts {
        let name = crate::store::name_of(path);
        let folder = path.parent().map(|p| p.display().to_string()).unwrap_or_default();
        let (rect, response) = row(ui, 58.0, &name, false);
        if response.hovered() {
            ui.painter().rect_filled(rect, super::theme::corner(), Color32::from(theme().colours.panel));
        }
        let at = rect.left_top() + Vec2::new(6.0, 19.0);
        paint_text(ui, at, Align2::LEFT_CENTER, &name, font(theme().sizes.body), theme().colours.ink);
        let at = rect.left_top() + Vec2::new(6.0, 40.0);
        paint_text(ui, at, Align2::LEFT_CENTER, &folder, font(theme().sizes.note), theme().colours.quiet);
        ui.painter().hline(
            rect.x_range(),
            rect.bottom(),
            egui::Stroke::new(1.0, Color32::from(theme().colours.rule)),
        );
        if response.clicked() {
            commands.push(Command::Open(path.clone()));
        }
    }
}
