//! 查找和替换 over all texts: a bar over the page that stays while the officer looks around.

use egui::{
    Align, Color32, Frame, Id, Key, Layout, Margin, Modifiers, ScrollArea, Stroke, TextEdit, TextFormat, Ui,
    Vec2,
    text::{LayoutJob, TextWrapping},
};

use super::picker::name_field;
use crate::{
    app::{App, Command, Document, FindAct, Hit, Holder, TextAct, Tool, View},
    ui::{
        is_low,
        scene::Scene,
        text::refuse_long,
        theme::{corner, font, theme},
        widgets::{self, link, row, text, whole_note},
    },
    words::find::Context,
};

/// The characters shown on each side of what was found.
const AROUND: usize = 24;
/// The most characters that are looked for or put in.
const MOST: usize = 1_000;
const ROW: f32 = 26.0;
const ROWS: f32 = 5.0;
/// The rows in a low window, which needs its room for the page.
const FEW: f32 = 2.0;
/// The room that a field takes with its name, in points.
const PAIR: f32 = 240.0;

/// The words to find and those to put in, and which hit was gone to last.
#[derive(Default)]
pub(in crate::ui) struct Find {
    wanted: String,
    with: String,
    at: Option<usize>,
    /// A hit was replaced: what is now at its place is gone to.
    on: bool,
    /// The field that is to take the keys.
    enter: Option<Tool>,
}

impl Find {
    /// Gives the field that was asked for the keys.
    pub(super) fn begin(&mut self, app: &App) {
        self.enter = app.desk.tool.filter(|tool| matches!(tool, Tool::Find | Tool::Replace));
        self.at = None;
        self.on = false;
    }

    /// The bar, while the tool is open.
    pub(in crate::ui) fn show(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let Some(document) = scene.app.document() else { return };
        if !matches!(scene.app.desk.tool, Some(Tool::Find | Tool::Replace)) {
            return;
        }
        let colours = &theme().colours;
        let frame = Frame::new()
            .fill(colours.paper.into())
            .stroke(Stroke::new(1.0, Color32::from(colours.rule)))
            .inner_margin(Margin::symmetric(12, 8));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            let hits = document.find(&self.wanted);
            if std::mem::take(&mut self.on) {
                self.go_on(document, scene, &hits);
            }
            self.fields(ui, scene, document, &hits);
            if !hits.is_empty() {
                self.list(ui, scene, document, &hits);
            }
        });
        ui.add_space(theme().sizes.rhythm);
        if !scene.editors.held() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
            scene.push(Command::Use(None));
        }
    }

    fn fields(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, document: &Document, hits: &[Hit]) {
        ui.horizontal_wrapped(|ui| {
            let enter = self.enter.take();
            // With nothing to look for, replacing begins with what to look for.
            let begins = enter == Some(Tool::Replace) && self.wanted.is_empty();
            let find = FindField { name: "查找", focus: begins || enter == Some(Tool::Find) };
            let entered = find.show(ui, scene, &mut self.wanted);
            if entered {
                self.next(document, scene, hits);
            }
            let replace = FindField { name: "替换为", focus: !begins && enter == Some(Tool::Replace) };
            replace.show(ui, scene, &mut self.with);
            self.acts(ui, scene, document, hits);
            if link(ui, "关闭").clicked() {
                scene.push(Command::Use(None));
            }
            if hits.is_empty() && !self.wanted.is_empty() {
                whole_note(ui, "正文和机关名称中没有");
            }
        });
    }

    fn acts(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, document: &Document, hits: &[Hit]) {
        let replaces = self.wanted != self.with;
        let button = |ui: &mut Ui, words: &str, enabled: bool| {
            ui.add_enabled(enabled && !hits.is_empty(), egui::Button::new(words)).clicked()
        };
        if button(ui, "下一处", true) {
            self.next(document, scene, hits);
        }
        if button(ui, "替换", replaces) {
            self.replace(document, scene, hits);
        }
        if button(ui, &format!("全部替换（{}处）", hits.len()), replaces) {
            let (wanted, with) = (self.wanted.clone(), self.with.clone());
            scene.push(Command::Find(FindAct::ReplaceAll { wanted, with }));
        }
    }

    /// Replaces the hit that was gone to and goes on to the one after it; at first it goes to one, so that she sees
    /// what will be replaced.
    fn replace(&mut self, document: &Document, scene: &mut Scene<'_>, hits: &[Hit]) {
        let Some(hit) = self.at.and_then(|at| hits.get(at)) else {
            return self.next(document, scene, hits);
        };
        let (wanted, with) = (self.wanted.clone(), self.with.clone());
        scene.push(Command::Find(FindAct::ReplaceOne { hit: hit.clone(), wanted, with }));
        self.on = true;
    }

    /// Goes to what follows the hit that was replaced; where the new words hold the old ones, that is one further.
    fn go_on(&mut self, document: &Document, scene: &mut Scene<'_>, hits: &[Hit]) {
        let skipped = usize::from(self.with.contains(&self.wanted));
        let next = self.at.map_or(0, |at| at + skipped);
        self.at = if hits.is_empty() { None } else { Some(next % hits.len()) };
        scene.extend(self.at.map(|at| go_to(document, &hits[at])));
    }

    /// Goes to the next hit, after the last the first.
    fn next(&mut self, document: &Document, scene: &mut Scene<'_>, hits: &[Hit]) {
        if hits.is_empty() {
            return;
        }
        let next = self.at.map_or(0, |at| (at + 1) % hits.len());
        self.at = Some(next);
        scene.push(go_to(document, &hits[next]));
    }

    fn list(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, document: &Document, hits: &[Hit]) {
        ui.add_space(4.0);
        let rows = if is_low(ui) { FEW } else { ROWS };
        let area = ScrollArea::vertical().id_salt("hits").max_height(ROW * rows).auto_shrink([false, true]);
        ui.spacing_mut().item_spacing.y = 0.0;
        area.show_rows(ui, ROW, hits.len(), |ui, range| {
            for at in range {
                let current = self.at == Some(at);
                if hit(ui, document, &hits[at], &self.with, current) {
                    self.at = Some(at);
                    scene.push(go_to(document, &hits[at]));
                }
            }
        });
    }
}

/// A field of the bar.
struct FindField {
    name: &'static str,
    focus: bool,
}

impl FindField {
    /// Whether Enter was pressed in it.
    fn show(&self, ui: &mut Ui, scene: &mut Scene<'_>, value: &mut String) -> bool {
        // A field is not parted from its name by the end of the line.
        if ui.available_size_before_wrap().x < PAIR {
            ui.end_row();
        }
        let size = Vec2::new(PAIR, ui.spacing().interact_size.y);
        let middle = Layout::left_to_right(Align::Center);
        ui.allocate_ui_with_layout(size, middle, |ui| self.named(ui, scene, value)).inner
    }

    /// The field behind its name.
    fn named(&self, ui: &mut Ui, scene: &mut Scene<'_>, value: &mut String) -> bool {
        let id = Id::unique(self.name);
        let caption = ui.label(text(self.name, theme().sizes.body, theme().colours.quiet));
        scene.extend(refuse_long(ui, id, self.name, value, MOST).map(Command::Refuse));
        let entered = ui.memory(|m| m.has_focus(id)) && scene.editors.entered(ui);
        let edit = TextEdit::singleline(scene.editors.buffer(self.name, value)).id(id).desired_width(170.0);
        let field = widgets::field(ui, edit).labelled_by(caption.id);
        name_field(&field, self.name, value);
        if self.focus {
            field.request_focus();
        }
        // As everywhere, what keys lead to is selected; a click puts the caret.
        if field.gained_focus() && !ui.input(|i| i.pointer.any_down() || i.pointer.any_released()) {
            let all = egui::text::CCursorRange::select_all_str(value);
            let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
            state.cursor.set_char_range(Some(all));
            state.store(ui.ctx(), id);
        }
        if let Some(typed) = scene.editors.typed(self.name, value) {
            *value = typed;
        }
        entered
    }
}

fn go_to(document: &Document, hit: &Hit) -> Command {
    document.mark(hit).map_or(Command::Show(View::Agency), |mark| Command::Text(TextAct::GoTo(mark)))
}

/// One hit with what stands around it; whether it was clicked.
fn hit(ui: &mut Ui, document: &Document, hit: &Hit, with: &str, current: bool) -> bool {
    let place = place_name(document, &hit.holder);
    let around = document.context(hit, AROUND);
    let name = format!("{place}：{}{}{}", around.before, around.found, around.after);
    let (rect, response) = row(ui, ROW, &name, current);
    let colours = &theme().colours;
    if current || response.hovered() {
        ui.painter().rect_filled(rect, corner(), Color32::from(colours.accent_tint));
    }
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(preview(place, &around, with, rect.width() - 16.0)));
    let at = rect.left_center() + Vec2::new(8.0, -galley.size().y / 2.0);
    ui.painter().galley(at, galley, Color32::from(colours.ink));
    response.clicked()
}

fn place_name<'d>(document: &'d Document, holder: &Holder) -> &'d str {
    match holder {
        Holder::Section(id) => document.form().section(id).map_or("正文", |s| s.task.as_str()),
        Holder::Agency => "机关全称",
        Holder::Title => "报告标题",
    }
}

/// What was found, marked, with what will stand in its place.
fn preview(place: &str, around: &Context<'_>, instead: &str, width: f32) -> LayoutJob {
    let colours = &theme().colours;
    let size = font(theme().sizes.table);
    let plain = |colour: crate::ui::theme::Colour| TextFormat::simple(size.clone(), colour.into());
    let mut found = plain(colours.ink);
    found.background = colours.warning_tint.into();
    let mut job = LayoutJob { wrap: TextWrapping::truncate_at_width(width), ..LayoutJob::default() };
    job.append(&format!("{place}  "), 0.0, plain(colours.quiet));
    job.append(around.before, 0.0, plain(colours.ink));
    if instead.is_empty() || instead == around.found {
        job.append(around.found, 0.0, found);
    } else {
        found.strikethrough = Stroke::new(1.0, Color32::from(colours.quiet));
        job.append(around.found, 0.0, found);
        job.append(instead, 2.0, plain(colours.done));
    }
    job.append(around.after, 0.0, plain(colours.ink));
    job
}
