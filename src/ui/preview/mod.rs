//! 打印预览: the pages of the PDF on the screen, painted from the same layout, and the way from a page to its field.
//!
//! Nothing is set or measured here: every glyph stands where [`crate::layout`] put it. What is painted is kept until
//! the pages, their size or their place change, so that a frame without a change costs nothing.

mod atlas;
pub(super) mod bar;
mod keys;
mod paint;
mod raster;
mod sheets;
mod thumbs;

use std::sync::Arc;

use egui::{
    Rect, ScrollArea, Ui, Vec2, WidgetInfo,
    scroll_area::{ScrollAreaOutput, ScrollBarVisibility},
};

use self::{
    sheets::{Sheets, SheetsView},
    thumbs::Thumbs,
};
use super::{theme::theme, widgets::text};
use crate::ui::scene::Scene;
use crate::{
    app::{Command, PageZoom, Preview, PreviewAct, Session, preview::place_of},
    layout::{Origin, Page},
};

/// Screen points to a point of paper at 100 %.
const FULL_SIZE: f32 = 96.0 / 72.0;

/// What the page keeps from frame to frame.
#[derive(Default)]
pub(super) struct PreviewPage {
    sheets: Sheets,
    thumbs: Thumbs,
    /// The pages painted last.
    shown: Option<Arc<[Page]>>,
    /// The size they were painted in, screen points to a point of paper.
    scale: f32,
    /// What of them was seen, by its left upper corner; and how large the window onto them was.
    offset: Vec2,
    inner: Vec2,
    /// The offset was set from outside, and is yet to be taken.
    moved: bool,
    /// The part that is lit.
    lit: Option<Origin>,
    /// Where the pointer was, from the corner of that window, when it made the pages larger or smaller.
    anchor: Option<Vec2>,
}

impl PreviewPage {
    /// Lets go of what is only needed while pages are seen; where they were scrolled to is kept.
    pub(super) fn rest(&mut self) {
        if self.shown.take().is_some() {
            self.sheets.clear();
            self.thumbs.clear();
        }
    }

    /// The page.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let Some(session) = scene.session() else { return };
        let Some(pages) = scene.app.printed() else { return coming(ui) };
        if !self.shown.as_ref().is_some_and(|shown| Arc::ptr_eq(shown, &pages)) {
            let before = self.shown.replace(pages.clone());
            let stays = |page: usize| same_page(before.as_deref(), &pages, page);
            self.sheets.keep(stays);
            self.thumbs.keep(stays);
        }
        self.lit = session.preview.lit;
        let percent = self.scale / FULL_SIZE * 100.0;
        bar::show(ui, scene, bar::Now { page: self.page(), pages: pages.len(), percent });
        ui.add_space(theme().sizes.rhythm);
        ui.horizontal_top(|ui| {
            if let Some(page) = self.thumbs.show(ui, &pages, self.page()) {
                self.scroll(sheets::top(page, self.scale));
            }
            self.pages(ui, scene, session, &pages);
        });
    }

    /// The number of the page in the middle of what was seen.
    fn page(&self) -> usize {
        self.sheets.page_at(self.offset.y + self.inner.y / 2.0, self.scale)
    }

    fn pages(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, session: &Session, pages: &[Page]) {
        let room = ui.available_size();
        if self.inner == Vec2::ZERO {
            self.inner = room - Vec2::splat(ui.spacing().scroll.allocated_width());
        }
        let scale = scale(session.preview.zoom, self.inner, pages);
        let wanted = self.wanted(&session.preview, pages, scene, scale).or(self.moved.then_some(self.offset));
        self.moved = false;
        self.scale = scale;
        // The end of the pages is where it is; egui would swing past it, and back for a dozen frames.
        ui.spacing_mut().scroll.kinetic.rubber_band = false;
        // Bars that come and go would change the room, and with it the size that fits it.
        let bars = ScrollBarVisibility::AlwaysVisible;
        // A page that fits is as wide as its room: a bar under it would say that there is more.
        let sideways = matches!(session.preview.zoom, PageZoom::Percent(_));
        let area = ScrollArea::new([sideways, true]).id_salt("preview pages").auto_shrink(false);
        let mut area = area.scroll_bar_visibility(bars);
        if let Some(offset) = wanted {
            area = area.scroll_offset(offset.clamp(Vec2::ZERO, self.farthest(scale)));
        }
        let output: ScrollAreaOutput<()> = area.show_viewport(ui, |ui, seen| {
            let view = SheetsView { pages, scale, seen, reveal: session.reveal, lit: session.preview.lit };
            self.sheets.show(ui, scene, &view);
        });
        (self.offset, self.inner) = (output.state.clamped_offset(), output.inner_rect.size());
        self.resize(ui, scene, output.inner_rect);
    }

    /// Where the pages are to be scrolled to in this frame, if not left where they are.
    fn wanted(
        &mut self,
        preview: &Preview,
        pages: &[Page],
        scene: &mut Scene<'_>,
        scale: f32,
    ) -> Option<Vec2> {
        if preview.sought
            && let Some((page, area)) = preview.lit.and_then(|lit| place_of(pages, lit))
        {
            scene.push(Command::Preview(PreviewAct::Found));
            let middle = f32::midpoint(area.from.1, area.to.1) * scale;
            return Some(Vec2::new(self.offset.x, sheets::top(page, scale) + middle - self.inner.y / 2.0));
        }
        let anchor = self.anchor.take();
        if self.scale == 0.0 || self.scale == scale {
            return None;
        }
        // What was under the pointer, or else in the middle, stays there.
        let at = anchor.unwrap_or(self.inner / 2.0);
        Some(self.sheets.carried(self.offset + at, self.inner.x, self.scale, scale) - at)
    }

    /// Larger and smaller by Ctrl and the wheel, and by keys.
    fn resize(&mut self, ui: &Ui, scene: &mut Scene<'_>, inner: Rect) {
        let percent = self.scale / FULL_SIZE * 100.0;
        let pointer = ui.input(|i| i.pointer.hover_pos()).filter(|at| inner.contains(*at));
        let turned = ui.input(egui::InputState::zoom_delta);
        if let (Some(pointer), true) = (pointer, turned != 1.0) {
            self.anchor = Some(pointer - inner.min);
            scene.push(Command::Preview(PreviewAct::Zoom(PageZoom::percent(percent * turned))));
        }
        if let Some(way) = keys::take(ui, sheets::id()) {
            let page = inner.height() * 0.9;
            match way {
                keys::Way::Lines(n) => self.scroll(self.offset.y + n * 40.0),
                keys::Way::Screens(n) => self.scroll(self.offset.y + n * page),
                keys::Way::Start => self.scroll(0.0),
                keys::Way::End => self.scroll(f32::MAX),
                keys::Way::Field => {
                    let lit = self.lit.map(|lit| Command::Preview(PreviewAct::Open(lit, 0)));
                    scene.extend(lit);
                }
                keys::Way::Zoom(zoom) => scene.push(Command::Preview(PreviewAct::Zoom(zoom(percent)))),
            }
            ui.ctx().request_repaint();
        }
    }

    fn scroll(&mut self, to: f32) {
        self.offset.y = to.clamp(0.0, self.farthest(self.scale).y);
        self.moved = true;
    }

    /// How far the pages can be scrolled.
    fn farthest(&self, scale: f32) -> Vec2 {
        (self.sheets.size(scale, self.inner.x) - self.inner).max(Vec2::ZERO)
    }
}

/// The pages of a long report are being laid out.
fn coming(ui: &mut Ui) {
    ui.horizontal(|ui| {
        ui.spinner();
        let words = "正在排版";
        let shown = ui.label(text(words, theme().sizes.body, theme().colours.ink));
        shown.widget_info(|| WidgetInfo::labeled(egui::Role::Status, true, words));
    });
}

/// Whether a page is as it was before.
fn same_page(before: Option<&[Page]>, now: &[Page], page: usize) -> bool {
    let page_before = before.and_then(|before| before.get(page));
    page_before.is_some() && page_before == now.get(page)
}

/// Screen points to a point of paper.
fn scale(zoom: PageZoom, inner: Vec2, pages: &[Page]) -> f32 {
    let Some(page) = pages.first() else { return FULL_SIZE };
    let room = (inner - Vec2::splat(2.0 * sheets::GAP)).max(Vec2::splat(50.0));
    let wide = room.x / page.width;
    let percent = match zoom {
        PageZoom::Width => wide / FULL_SIZE * 100.0,
        PageZoom::Page => wide.min(room.y / page.height) / FULL_SIZE * 100.0,
        PageZoom::Percent(percent) => f32::from(percent),
    };
    percent.clamp(20.0, 400.0) / 100.0 * FULL_SIZE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::{Action, App, Document, View},
        draft::{Text, edit::Edit, examples, file},
        form,
        ui::{text::Editors, theme},
    };

    /// A report of many pages, on its preview; `None` where an example cannot be read, which other tests say.
    fn long_report() -> Option<App> {
        let (_, text) = examples::all().first()?;
        let mut draft = file::read(text).ok()?;
        let form = form::by_id(&draft.report.form)?;
        let section = form.sections.get(1)?.id.clone();
        Edit::Text(section, Text::from("公开工作平稳。\n".repeat(1500))).apply(&mut draft);
        let mut app = App::default();
        app.show_document(Document::new(form, draft, None));
        app.apply(Command::Do(Action::Preview));
        app.apply(Command::Show(View::Preview));
        Some(app)
    }

    #[test]
    fn pages_that_are_out_of_view_are_not_kept_as_they_were_painted() {
        let app = long_report().unwrap_or_default();
        let ctx = egui::Context::default();
        theme::install(&ctx);
        let (mut page, mut editors, mut commands) = (PreviewPage::default(), Editors::default(), Vec::new());
        let screen = Rect::from_min_size(egui::Pos2::ZERO, Vec2::new(1366.0, 768.0));
        let (mut most, mut pages) = (0, 0);
        for n in 0..120 {
            let input = egui::RawInput { screen_rect: Some(screen), ..egui::RawInput::default() };
            let mut output = ctx.run_ui(input, |ui| {
                let mut scene = Scene::new(&app, &mut editors, &mut commands);
                page.show(ui, &mut scene);
            });
            output.textures_delta.clear();
            pages = page.shown.as_ref().map_or(0, |shown| shown.len());
            most = most.max(page.sheets.kept()).max(page.thumbs.kept());
            page.scroll(n as f32 * 800.0);
        }
        assert!(pages > 30, "{pages}");
        assert!((2..12).contains(&most), "{most} of {pages} pages");
    }
}
