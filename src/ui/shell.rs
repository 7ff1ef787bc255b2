//! What stands around every page: the top bar and the status line.

use egui::{Align2, Frame, Label, Margin, Panel, Ui, Vec2};

use super::{
    row_end::RowEnd,
    scene::Scene,
    theme::{Colour, font, theme},
    widgets::{focus_ring, link, marked, note, paint_text, strong, text, tone_colour},
};
use crate::{
    app::{Action, App, Command, Document, FileAct, Menu, Said, Session, Tool, View, Weight, phrase},
    help,
    store::shown_path,
    words,
};

/// The room for 取消 behind what is being done, in points.
const WAY_OUT: f32 = 64.0;

/// The least room for the agency's name beside the title, in points.
const NAME_LEAST: f32 = 84.0;

/// Between the acts of a menu, and of the window what is above and below a menu, in points.
const MENU_GAP: f32 = 2.0;
const MENU_AROUND: f32 = 64.0;
/// At both sides of an act in a menu, in points: room for the tick of what is on.
const MENU_SIDE: f32 = 18.0;
/// The width of a menu that scrolls.
const MENU_WIDTH: f32 = 272.0;

fn bar(margin: Margin) -> Frame {
    Frame::new().fill(theme().colours.panel.into()).inner_margin(margin)
}

/// The top bar: what is open, whether it is saved, the main acts.
pub(super) fn top_bar(ui: &mut Ui, scene: &mut Scene<'_>, findings: &mut bool) {
    let Some(document) = scene.app.document() else { return };
    let frame = Frame::new().inner_margin(Margin::symmetric(16, 0));
    Panel::top("top bar").exact_size(theme().sizes.top_bar).frame(frame).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            // The names take what room the acts leave.
            let end = RowEnd::of(ui, "acts");
            end.before(ui, |ui| names(ui, document));
            end.show(ui, |ui| {
                let lists = scene.app.view() == Some(&View::Review);
                if super::is_narrow(ui) && !lists {
                    let pressing =
                        document.state().into_iter().next().map_or_else(String::new, |said| said.words);
                    ui.toggle_value(findings, format!("核对：{pressing}"));
                }
                acts(ui, scene, document);
            });
        });
    });
}

fn names(ui: &mut Ui, document: &Document) {
    let title = format!("{}年度报告", document.report().year);
    let shortened = |words| Label::new(words).truncate();
    ui.add(shortened(strong(title, theme().sizes.heading, theme().colours.ink)));
    // Two characters of a name say nothing.
    if ui.available_width() > NAME_LEAST {
        ui.add(shortened(text(&document.report().agency.name, theme().sizes.body, theme().colours.quiet)));
    }
}

fn acts(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    saved_state(ui, scene.app, document);
    for menu in [Menu::File, Menu::Edit, Menu::View] {
        ui.menu_button(menu.label(), |ui| items(ui, scene, menu));
    }
    ui.menu_button(Menu::Help.label(), |ui| help_items(ui, scene));
    if ui.button(Action::Save.label()).clicked() {
        scene.push(Command::Do(Action::Save));
    }
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for state in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active, &mut widgets.open] {
            state.weak_bg_fill = theme().colours.accent.into();
            state.fg_stroke.color = theme().colours.paper.into();
        }
        let export = ui.menu_button(Menu::Export.label(), |ui| {
            plain_menu(ui);
            items(ui, scene, Menu::Export);
        });
        focus_ring(ui, &export.response);
    });
}

/// The acts of a menu, close enough to each other to stand under its button; in a low window they scroll.
fn items(ui: &mut Ui, scene: &mut Scene<'_>, menu: Menu) {
    ui.spacing_mut().item_spacing.y = MENU_GAP;
    ui.spacing_mut().button_padding.x = MENU_SIDE;
    let room = ui.ctx().content_rect().height() - MENU_AROUND;
    let each = ui.spacing().interact_size.y + MENU_GAP;
    if menu.actions().count() as f32 * each <= room {
        return list(ui, scene, menu);
    }
    ui.set_min_width(MENU_WIDTH);
    let area = egui::ScrollArea::vertical().max_height(room).min_scrolled_height(room);
    area.show(ui, |ui| list(ui, scene, menu));
}

fn list(ui: &mut Ui, scene: &mut Scene<'_>, menu: Menu) {
    for action in menu.actions() {
        item(ui, scene, action);
    }
}

/// The act, and every page by its title.
fn help_items(ui: &mut Ui, scene: &mut Scene<'_>) {
    items(ui, scene, Menu::Help);
    ui.separator();
    for page in help::pages() {
        if ui.button(&page.title).clicked() {
            scene.push(Command::Use(Some(Tool::Help(page.name))));
            ui.close();
        }
    }
}

/// The menu of a coloured button is itself not coloured.
fn plain_menu(ui: &mut Ui) {
    let plain = ui.ctx().global_style().visuals.widgets.clone();
    ui.visuals_mut().widgets = plain;
    egui::containers::menu::menu_style(ui.style_mut());
}

fn item(ui: &mut Ui, scene: &mut Scene<'_>, action: Action) {
    let is_on = scene.app.is_on(action);
    let mut button = egui::Button::new(scene.app.label(action)).selected(is_on);
    if let Some(keys) = action.shortcuts().first() {
        button = button.shortcut_text(keys.to_string());
    }
    let item = ui.add_enabled(scene.app.can(action), button);
    if is_on {
        let at = item.rect.left_center() + Vec2::new(4.0, 0.0);
        paint_text(ui, at, Align2::LEFT_CENTER, "✓", font(theme().sizes.note - 1.0), theme().colours.accent);
    }
    if item.clicked() {
        scene.push(Command::Do(action));
        ui.close();
    }
}

/// Where the draft lies on a drive that can be pulled out.
fn on_drive(app: &App) -> &'static str {
    if app.drive().is_some() { "，在U盘上" } else { "" }
}

fn saved_state(ui: &mut Ui, app: &App, document: &Document) {
    let (words, colour) = match (document.is_dirty(), document.saved_at()) {
        _ if document.read_only().is_some() => ("只读".to_owned(), theme().colours.quiet),
        (true, _) if app.is_copy_failing() => {
            ("没有保存，恢复副本也没有写成".to_owned(), theme().colours.error)
        }
        (true, _) => ("有未保存的改动".to_owned(), theme().colours.quiet),
        (false, Some(at)) => (format!("已保存 {at}{}", on_drive(app)), theme().colours.done),
        (false, None) => (format!("没有改动{}", on_drive(app)), theme().colours.quiet),
    };
    ui.label(text(words, theme().sizes.body, colour));
}

/// The status line: where the officer is, and how many findings there are.
pub(super) fn status_bar(ui: &mut Ui, scene: &mut Scene<'_>) {
    let Some(document) = scene.app.document() else { return };
    let frame = bar(Margin::symmetric(16, 0));
    Panel::bottom("status bar").exact_size(theme().sizes.status_bar).frame(frame).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().item_spacing.x = 24.0;
            // As high as the line, so that all of it stands on one height.
            ui.spacing_mut().interact_size.y = ui.available_height();
            let end = RowEnd::of(ui, "state");
            end.before(ui, |ui| {
                exporting(ui, scene);
                whereabouts(ui, scene.app, document);
            });
            end.show(ui, |ui| {
                changed_since(ui, scene, document);
                state(ui, &document.state());
                zoom(ui, scene);
            });
        });
    });
}

fn whereabouts(ui: &mut Ui, app: &App, document: &Document) {
    if let Some(notice) = app.desk.notice.as_ref().filter(|n| n.weight == Weight::Whispered) {
        place(ui, &notice.text, theme().colours.accent);
    }
    let quiet = theme().colours.quiet;
    if let Some(cell) = app.session.as_ref().and_then(Session::active_cell) {
        let table = &document.form().tables[cell.table].name;
        place(ui, &format!("{table} · {} · {}", cell.row_label, cell.column_label), quiet);
        let help = [cell.counts.as_str(), &bracketed(&cell.article)].concat();
        let help = if cell.is_total() { "自动计算；填了就与它核对".to_owned() } else { help };
        place(ui, &help, quiet);
        return;
    }
    let Some(section) = app.session.as_ref().and_then(Session::section) else {
        return place(ui, &path_words(document), quiet);
    };
    let count = words::count_chars(document.report().text(&section.id));
    place(ui, &section.task, quiet);
    place(ui, &format!("{count}字"), quiet);
}

/// Words of the status line: cut off where there is no more room.
fn place(ui: &mut Ui, words: &str, colour: Colour) {
    if ui.available_width() > theme().sizes.note {
        ui.add(Label::new(text(words, theme().sizes.note, colour)).truncate());
    }
}

fn bracketed(article: &str) -> String {
    if article.is_empty() { String::new() } else { format!("（{article}）") }
}

fn path_words(document: &Document) -> String {
    document.path().map_or_else(|| "还没有保存成文件".to_owned(), shown_path)
}

/// The size of everything; a click gives the usual one.
fn zoom(ui: &mut Ui, scene: &mut Scene<'_>) {
    let percent = format!("{}%", scene.app.user.settings.now().zoom.percent());
    let words = text(&percent, theme().sizes.note, theme().colours.quiet);
    let button = ui.add(egui::Button::new(words).frame(false)).on_hover_text(Action::ZoomReset.label());
    let name = format!("显示大小{percent}");
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    if button.clicked() {
        scene.push(Command::Do(Action::ZoomReset));
    }
}

/// What was sent up is no longer what is here.
fn changed_since(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    let Some(words) = document.since_signed().words() else { return };
    let words = text(words, theme().sizes.note, theme().colours.warning);
    let link = ui.link(words).on_hover_text("看改动了什么");
    if link.clicked() {
        scene.push(Command::Show(View::Review));
    }
}

/// How the report stands, said anew to those who do not see it when it changes.
fn state(ui: &mut Ui, state: &[Said]) {
    let shown = ui.horizontal(|ui| each_of(ui, state)).response;
    let words = phrase(state);
    let status = ui.interact(shown.rect, shown.id.with("state"), egui::Sense::hover());
    status.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Status, true, &words));
    let live = |node: &mut egui::accesskit::Node| node.set_live(egui::accesskit::Live::Polite);
    ui.ctx().accesskit_node_builder(status.id, live);
}

fn each_of(ui: &mut Ui, state: &[Said]) {
    ui.spacing_mut().item_spacing.x = 12.0;
    for said in state {
        ui.label(text(marked(said), theme().sizes.note, tone_colour(said.tone)));
    }
}

/// The status line of the start page.
pub(super) fn start_bars(ui: &mut Ui, scene: &mut Scene<'_>) {
    let frame = bar(Margin::symmetric(16, 0));
    Panel::bottom("status bar").exact_size(theme().sizes.status_bar).frame(frame).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            exporting(ui, scene);
            note(ui, concat!("年报 ", env!("CARGO_PKG_VERSION")));
        });
    });
}

/// The files that are being made, in the status line, so that nothing of the page moves under her hands.
fn exporting(ui: &mut Ui, scene: &mut Scene<'_>) {
    for pending in scene.app.exporting() {
        let left = pending.shown_in();
        if !left.is_zero() {
            ui.ctx().request_repaint_after(left);
            continue;
        }
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.add(egui::Spinner::new().size(theme().sizes.note));
        let words = pending.words();
        ui.scope(|ui| {
            ui.set_max_width((ui.available_width() - WAY_OUT).max(0.0));
            status(ui, &words);
        });
        if pending.can_be_taken_back() && link(ui, "取消").clicked() {
            scene.push(Command::File(FileAct::StopExport(pending.path().to_owned())));
        }
        ui.spacing_mut().item_spacing.x = 24.0;
        ui.add_space(16.0);
    }
}

/// Words that are said to those who do not see them, cut off where there is no more room.
fn status(ui: &mut Ui, words: &str) {
    let shown = ui.add(Label::new(text(words, theme().sizes.note, theme().colours.ink)).truncate());
    shown.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Status, true, words));
}

/// The report that is being read, with the way to stop waiting for it.
pub(super) fn reading(ui: &mut Ui, scene: &mut Scene<'_>) {
    let Some(name) = scene.app.reading() else { return };
    ui.horizontal(|ui| {
        ui.spinner();
        ui.label(text(format!("正在读入“{name}”"), theme().sizes.body, theme().colours.ink));
        if ui.button("取消").clicked() {
            scene.push(Command::File(FileAct::StopReading));
        }
    });
    ui.add_space(theme().sizes.rhythm);
}
