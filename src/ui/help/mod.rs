//! 帮助: its pages in the place of the page that is worked on, with a field that looks through all of them.

mod blocks;
mod live;
mod picture;
mod words;

use egui::{Context, Frame, Id, Key, Margin, Modifiers, Panel, Popup, ScrollArea, TextEdit, Ui, Vec2};

use self::{live::LiveParts, picture::Pictures};
use super::{
    desk::{desk, sheet},
    long_page::long_page,
    scene::Scene,
    text::refuse_long,
    theme::theme,
    widgets::{self, link, note, row, strong, text},
};
use crate::{
    app::{Command, Menu, Tool},
    help::{self, Page},
};

/// More than anybody types to look for.
const MOST: usize = 60;
/// The most places that are shown of what was looked for.
const MOST_HITS: usize = 60;
/// The list of pages, in points.
const LIST: f32 = 180.0;
/// How far an arrow scrolls, in points.
const LINE: f32 = 48.0;

/// What the help keeps from frame to frame.
#[derive(Default)]
pub(super) struct HelpPages {
    typed: String,
    /// The page that was shown last.
    shown: Option<&'static str>,
    /// The block that was found and is to be seen.
    wanted: Option<usize>,
    pictures: Pictures,
    live: LiveParts,
}

impl HelpPages {
    /// The page with this name.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, name: &'static str) {
        let opens = self.turn_to(ui.ctx(), scene, name);
        let frame = Frame::new().fill(theme().colours.panel.into()).inner_margin(Margin::symmetric(12, 14));
        Panel::left("help pages").exact_size(LIST).resizable(false).frame(frame).show(ui, |ui| {
            self.field(ui, scene, opens);
            ScrollArea::vertical().id_salt("help pages").show(ui, |ui| list(ui, scene, name));
        });
        desk(ui, |ui| {
            sheet(ui, |ui| {
                ui.set_min_size(ui.available_size());
                let delta = arrows(ui);
                // Each page, and what was found, begins at its top.
                let id = (name, self.typed.is_empty());
                long_page(ui, id, |ui| {
                    ui.scroll_with_delta(Vec2::new(0.0, delta));
                    self.page(ui, scene, name);
                });
            });
        });
        put_away(ui, scene);
    }

    /// Looks what is new on a page that comes up; whether the help opens with it.
    fn turn_to(&mut self, ctx: &Context, scene: &Scene<'_>, name: &'static str) -> bool {
        let opens = self.shown.is_none() || ctx.read_response(field_id()).is_none();
        if opens {
            self.typed.clear();
        }
        if opens || self.shown != Some(name) {
            self.live.look(scene.app);
        }
        self.shown = Some(name);
        opens
    }

    fn field(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, opens: bool) {
        let name = "查找帮助";
        let caption = note(ui, name);
        let id = field_id();
        // Too much to look for is passed over: nothing of the document is lost.
        let _ = refuse_long(ui, id, name, &self.typed, MOST);
        let edit = TextEdit::singleline(scene.editors.buffer(name, &self.typed)).id(id);
        let field = widgets::field(ui, edit.desired_width(f32::INFINITY)).labelled_by(caption.id);
        if opens {
            field.request_focus();
        }
        if let Some(typed) = scene.editors.typed(name, &self.typed) {
            self.typed = typed;
        }
        ui.add_space(theme().sizes.rhythm);
    }

    fn page(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, name: &str) {
        if !self.typed.trim().is_empty() {
            return self.found(ui, scene);
        }
        let Some(page) = help::page(name) else { return };
        ui.label(strong(&page.title, theme().sizes.title, theme().colours.ink));
        ui.add_space(theme().sizes.rhythm);
        for (at, block) in page.blocks.iter().enumerate() {
            if self.wanted == Some(at) {
                self.wanted = None;
                ui.scroll_to_cursor(Some(egui::Align::TOP));
            }
            blocks::show(ui, scene, block, &mut self.pictures, &mut self.live);
        }
        ui.add_space(4.0 * theme().sizes.rhythm);
    }

    /// Every place that has the words, page by page.
    fn found(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let hits: Vec<Hit> = help::pages().iter().flat_map(|page| hits(page, &self.typed)).collect();
        if hits.is_empty() {
            note(ui, format!("帮助里没有“{}”。换一个词再找，或者看左边各页。", self.typed.trim()));
        }
        if hits.len() > MOST_HITS {
            note(ui, format!("有{}处，列出前{MOST_HITS}处。多写几个字，找得更准。", hits.len()));
        }
        for hit in hits.iter().take(MOST_HITS) {
            if link(ui, &hit.page.title).clicked() {
                self.typed.clear();
                self.wanted = hit.block;
                scene.push(Command::Use(Some(Tool::Help(hit.page.name))));
            }
            if !hit.words.is_empty() {
                ui.add(egui::Label::new(text(&hit.words, theme().sizes.table, theme().colours.ink)).wrap());
            }
            ui.add_space(theme().sizes.rhythm);
        }
    }
}

/// A place in a page that has the words looked for.
struct Hit {
    page: &'static Page,
    /// The block; none for the title.
    block: Option<usize>,
    words: String,
}

/// Where a page has every word that is typed, in one block.
fn hits(page: &'static Page, typed: &str) -> Vec<Hit> {
    let has = |words: &str| {
        let words = words.to_lowercase();
        typed.split_whitespace().all(|word| words.contains(&word.to_lowercase()))
    };
    let title = has(&page.title).then(|| Hit { page, block: None, words: String::new() });
    let blocks = page.blocks.iter().enumerate().flat_map(|(at, block)| {
        let lines = blocks::lines(block).into_iter().filter(|line| has(line));
        lines.map(move |words| Hit { page, block: Some(at), words }).collect::<Vec<_>>()
    });
    title.into_iter().chain(blocks).collect()
}

fn field_id() -> Id {
    Id::unique("查找帮助")
}

/// Every page by its title, and the way back.
fn list(ui: &mut Ui, scene: &mut Scene<'_>, name: &str) {
    ui.spacing_mut().item_spacing.y = 0.0;
    for page in help::pages() {
        let shown = page.name == name;
        let (rect, response) = row(ui, theme().sizes.task_row, &page.title, shown);
        super::tasks::paint_row(ui, rect, &response, shown);
        let at = rect.left_center() + Vec2::new(8.0, 0.0);
        let font = super::theme::font(theme().sizes.body);
        widgets::paint_text(ui, at, egui::Align2::LEFT_CENTER, &page.title, font, theme().colours.ink);
        if response.clicked() {
            scene.push(Command::Use(Some(Tool::Help(page.name))));
        }
    }
    ui.add_space(theme().sizes.rhythm);
    if ui.button(format!("关闭{}", Menu::Help.label())).on_hover_text("Esc").clicked() {
        scene.push(Command::Use(None));
    }
}

/// How far the arrows scroll, while nothing that uses them itself has the keys.
fn arrows(ui: &Ui) -> f32 {
    let holder = ui.memory(egui::Memory::focused);
    if holder.is_some_and(|id| id != field_id()) {
        return 0.0;
    }
    let keys = [(Key::ArrowDown, -LINE), (Key::ArrowUp, LINE)];
    ui.input_mut(|i| {
        keys.into_iter().map(|(key, by)| i.count_and_consume_key(Modifiers::NONE, key) as f32 * by).sum()
    })
}

/// Esc goes back to where she was, unless something that lies over the help takes it.
fn put_away(ui: &Ui, scene: &mut Scene<'_>) {
    let is_covered = scene.app.desk.question.is_some() || Popup::is_any_open(ui.ctx());
    if !is_covered && !scene.editors.held() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
        scene.push(Command::Use(None));
    }
}
