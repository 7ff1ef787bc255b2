//! The start page: begin, open, recent drafts, examples.

use std::{path::Path, sync::LazyLock};

use egui::{Align2, Color32, Rect, ScrollArea, Ui, UiBuilder, Vec2};

use super::{
    scene::Scene,
    shell,
    theme::{Colour, font, medium_font, theme},
    widgets::{link, note, paint_line, paint_text, row, strong, text},
};
use crate::{
    app::{Action, App, Command, FileAct, RecoveryAct, Tool, deadline},
    draft::{Agency, AgencyKind, examples},
    form, help,
    store::{legible, shown_path},
};

/// Where things are on the page, in points.
struct Measures {
    /// The margins at both sides, and over the page.
    side: f32,
    top: f32,
    /// The width of what to begin with.
    column: f32,
    /// Between it and the drafts.
    gap: f32,
}

const ROOMY: Measures = Measures { side: 96.0, top: 56.0, column: 420.0, gap: 48.0 };
/// The measures of a small window, or of a large zoom.
const TIGHT: Measures = Measures { side: 24.0, top: 24.0, column: 400.0, gap: 24.0 };
/// A page that is less wide is tight.
const WIDE: f32 = 860.0;
/// The least width of the drafts beside the rest; with less they stand under it.
const DRAFTS: f32 = 180.0;

/// The widest list of drafts: the eye must not lose its way from a name to how it stands.
const WIDEST: f32 = 760.0;

/// With less room than this how a draft stood is said under its name.
const BESIDE: f32 = 440.0;

/// The page without a document.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    ScrollArea::vertical().id_salt("start").auto_shrink(false).show(ui, |ui| page(ui, scene));
}

fn page(ui: &mut Ui, scene: &mut Scene<'_>) {
    let page = ui.max_rect();
    let Measures { side, top, column, gap } = if page.width() < WIDE { TIGHT } else { ROOMY };
    let side = (page.width() * 0.07).min(side);
    let room = page.width() - 2.0 * side;
    let beside = room - column - gap >= DRAFTS;
    let column = if beside { column } else { column.min(room) };
    let first = Rect::from_min_size(page.min + Vec2::new(side, top), Vec2::new(column, 0.0));
    let begun = ui.scope_builder(UiBuilder::new().max_rect(first), |ui| begin(ui, scene)).response;
    let second = if beside {
        let at = first.right_top() + Vec2::new(gap, 0.0);
        Rect::from_min_size(at, Vec2::new((room - column - gap).min(WIDEST), 0.0))
    } else {
        Rect::from_min_size(begun.rect.left_bottom() + Vec2::new(0.0, gap), Vec2::new(column, 0.0))
    };
    ui.scope_builder(UiBuilder::new().max_rect(second), |ui| {
        shell::reading(ui, scene);
        recent(ui, scene);
        discarded(ui, scene);
        ui.add_space(theme().sizes.rhythm);
    });
}

fn begin(ui: &mut Ui, scene: &mut Scene<'_>) {
    let sizes = &theme().sizes;
    ui.label(strong("政府信息公开工作年度报告", sizes.title, theme().colours.ink));
    // A line each, whatever date it is: none is torn.
    if let Some(words) = deadline_words(scene.app) {
        ui.label(text(words, sizes.body, theme().colours.quiet));
    }
    ui.label(text("所有内容只保存在本机，不联网。", sizes.body, theme().colours.quiet));
    ui.add_space(14.0);
    if choice(ui, "由上年报告起草", "上年的草稿或公布的报告，带入正文和结转数") {
        scene.push(Command::Do(Action::BeginFrom));
    }
    if choice(ui, "打开草稿", "上年的或本年的草稿。Ctrl+O") {
        scene.push(Command::Do(Action::Open));
    }
    if choice(ui, "读入公布的报告", "网页、Word、PDF或文本；复制了文字，在这里按Ctrl+V")
    {
        scene.push(Command::Do(Action::Open));
    }
    paste(ui, scene);
    let newest = form::builtin().first();
    let basis = newest.map_or_else(String::new, |f| format!("按{}格式", f.basis.number));
    if choice(ui, "新建空白报告", &basis) {
        scene.push(Command::Do(Action::New));
    }
    ui.add_space(14.0);
    first_time(ui, scene);
    for (name, words) in &*EXAMPLES {
        if link(ui, words).clicked() {
            scene.push(Command::File(FileAct::OpenExample(name)));
        }
    }
}

/// For who opens the program for the first time: the first page of the help, and the examples.
fn first_time(ui: &mut Ui, scene: &mut Scene<'_>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        note(ui, "第一次使用，可先看");
        if let Some(page) = help::pages().first()
            && link(ui, &page.title).clicked()
        {
            scene.push(Command::Use(Some(Tool::Help(page.name))));
        }
        note(ui, "，或者看示例：");
    });
}

/// Pasted text is a published report to be read, unless a field takes it or a question stands before the page.
fn paste(ui: &Ui, scene: &mut Scene<'_>) {
    if scene.app.desk.question.is_some() || ui.ctx().text_edit_focused() {
        return;
    }
    ui.input(|i| {
        for event in &i.events {
            if let egui::Event::Paste(text) = event {
                scene.push(Command::File(FileAct::Read(text.clone())));
            }
        }
    });
}

/// The examples by file name with what their links say, read once: the page is drawn many times.
static EXAMPLES: LazyLock<Vec<(&str, String)>> =
    LazyLock::new(|| examples::all().iter().map(|(name, text)| (*name, example_words(name, text))).collect());

/// How far off the date is of the year that is worked on, or of the year that would be begun now.
fn deadline_words(app: &App) -> Option<String> {
    let said = |year: u16, deadline: deadline::Deadline| format!("{year}年度报告：{}。", deadline.words());
    if let Some((year, deadline)) = app.year_at_work() {
        return Some(said(year, deadline));
    }
    let year = deadline::likely_year();
    let form = form::for_year(year);
    let of = |kind| deadline::of(form.as_deref()?, &Agency { kind, ..Agency::default() }, year);
    let days = of(AgencyKind::Department).filter(|d| d.days >= 0);
    let days = days.or_else(|| of(AgencyKind::Government).filter(|d| d.days >= 0));
    days.map(|deadline| said(year, deadline))
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
    let line = Rect::from_min_max(at - Vec2::new(0.0, 10.0), rect.right_bottom() - Vec2::new(8.0, 13.0));
    paint_line(ui, line, words, font(theme().sizes.table), colours.quiet);
    ui.add_space(theme().sizes.rhythm);
    response.clicked()
}

/// Recovery copies that were put aside and are still kept.
fn discarded(ui: &mut Ui, scene: &mut Scene<'_>) {
    let copies = scene.app.discarded_copies();
    if copies.is_empty() {
        return;
    }
    ui.add_space(14.0);
    note(ui, "丢弃的恢复副本，7天之内还能找回：");
    for (at, copy) in copies.iter().enumerate() {
        if link(ui, &format!("{}，{}", copy.name(), copy.belongs.at)).clicked() {
            scene.push(Command::Recovery(RecoveryAct::TakeBack(at)));
        }
    }
}

fn recent(ui: &mut Ui, scene: &mut Scene<'_>) {
    ui.label(strong("最近的草稿", theme().sizes.heading, theme().colours.ink));
    let drafts = scene.app.user.recent();
    if drafts.is_empty() {
        note(ui, "还没有。保存过的草稿会列在这里。");
        return;
    }
    for path in drafts {
        draft(ui, scene, path);
    }
}

/// A draft that was open before: its name, whose it is, how it stood.
fn draft(ui: &mut Ui, scene: &mut Scene<'_>, path: &Path) {
    let name = crate::store::name_of(path);
    let (state, colour) = state(scene.app, path);
    let mut of = of_whom(scene.app, path);
    let (rect, response) = row(ui, 58.0, &name, false);
    let spoken = [of.as_str(), state.as_str()].join("，");
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(spoken));
    if response.hovered() {
        ui.painter().rect_filled(rect, super::theme::corner(), Color32::from(theme().colours.panel));
    }
    let inner = rect.shrink2(Vec2::new(6.0, 8.0));
    let mut words = inner;
    if inner.width() < BESIDE {
        of = [state.as_str(), of.as_str()].join("  ");
    } else {
        let small = font(theme().sizes.note);
        let painted = paint_text(ui, inner.right_center(), Align2::RIGHT_CENTER, &state, small, colour);
        words.max.x = painted.left() - theme().sizes.rhythm;
    }
    let (above, below) = words.split_top_bottom_at_fraction(0.5);
    paint_line(ui, above, &name, font(theme().sizes.body), theme().colours.ink);
    paint_line(ui, below, &of, font(theme().sizes.note), theme().colours.quiet);
    ui.painter().hline(
        rect.x_range(),
        rect.bottom(),
        egui::Stroke::new(1.0, Color32::from(theme().colours.rule)),
    );
    if response.clicked() {
        scene.push(Command::File(FileAct::Open(path.to_owned())));
    }
}

/// Whose report it is and of which year, as far as that was noted, and where it lies.
fn of_whom(app: &App, path: &Path) -> String {
    let folder = path.parent().map(shown_path).unwrap_or_default();
    match app.user.noted(path) {
        Some(noted) => format!("{}{}年度 · {folder}", legible(&noted.agency), noted.year),
        None => folder,
    }
}

/// How it stood when it was open last; a file that is no longer there is said so.
fn state(app: &App, path: &Path) -> (String, Colour) {
    let colours = &theme().colours;
    match app.user.noted(path) {
        _ if app.is_missing(path) => ("找不到文件".to_owned(), colours.warning),
        Some(noted) if noted.is_signed => (format!("✓ {}", noted.state), colours.done),
        Some(noted) => (noted.state.clone(), colours.quiet),
        None => (String::new(), colours.quiet),
    }
}
