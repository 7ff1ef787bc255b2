//! The pages under one another, as far as they are seen: painted, clicked, and read out.

use std::collections::HashMap;

use egui::{
    Color32, CursorIcon, EventFilter, Id, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui,
    Vec2, WidgetInfo,
};

use super::{
    atlas::Atlas,
    paint::{self, Placing},
};
use crate::ui::scene::Scene;
use crate::{
    app::{Command, PreviewAct, preview::part_at},
    layout::{Area, Origin, Page, sheet},
    ui::{desk, theme::theme},
};

/// Between pages, and around them.
pub(super) const GAP: f32 = 14.0;

/// The area that takes the keys.
pub(super) fn id() -> Id {
    Id::unique("pages of the preview")
}

/// Where a page starts.
pub(super) fn top(page: usize, scale: f32) -> f32 {
    page as f32 * (sheet::HEIGHT * scale + GAP)
}

/// What is to be shown.
pub(super) struct SheetsView<'a> {
    pub pages: &'a [Page],
    /// Screen points to a point of paper.
    pub scale: f32,
    /// What is seen of all pages under one another.
    pub seen: Rect,
    /// The page was just entered: it takes the keys.
    pub reveal: bool,
    /// The part that is lit.
    pub lit: Option<Origin>,
}

/// The pages as they were painted.
#[derive(Default)]
pub(super) struct Sheets {
    atlas: Atlas,
    /// The pixels to the em that the glyphs kept were drawn for.
    dense: f32,
    count: usize,
    painted: HashMap<usize, (Placing, usize, Vec<Shape>)>,
}

impl Sheets {
    /// Keeps what was painted of the pages that stay as they are.
    pub(super) fn keep(&mut self, stays: impl Fn(usize) -> bool) {
        self.painted.retain(|page, _| stays(*page));
    }

    /// Lets go of everything.
    pub(super) fn clear(&mut self) {
        self.painted.clear();
        self.atlas.clear();
    }

    /// How many pages are kept as they were painted.
    #[cfg(test)]
    pub(super) fn kept(&self) -> usize {
        self.painted.len()
    }

    /// The page at this height, the first being 0.
    pub(super) fn page_at(&self, y: f32, scale: f32) -> usize {
        let step = sheet::HEIGHT * scale + GAP;
        ((y / step).max(0.0) as usize).min(self.count.saturating_sub(1))
    }

    /// The size of all, in a window onto them that is so wide.
    pub(super) fn size(&self, scale: f32, room: f32) -> Vec2 {
        Vec2::new((sheet::WIDTH * scale + 2.0 * GAP).max(room), top(self.count, scale) + GAP)
    }

    /// Where a place is once the size has changed.
    pub(super) fn carried(&self, at: Vec2, room: f32, from: f32, to: f32) -> Vec2 {
        let page = self.page_at(at.y, from);
        let left = |scale: f32| ((room - sheet::WIDTH * scale) / 2.0).max(GAP);
        let x = (at.x - left(from)) / from * to + left(to);
        let y = (at.y - top(page, from) - GAP) / from * to + top(page, to) + GAP;
        Vec2::new(x, y)
    }

    /// Shows what is seen of them.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, view: &SheetsView<'_>) {
        self.count = view.pages.len();
        let page = Vec2::new(sheet::WIDTH, sheet::HEIGHT) * view.scale;
        let all = self.size(view.scale, view.seen.width());
        let area = Rect::from_min_size(ui.max_rect().min, all);
        ui.allocate_rect(area, Sense::hover());
        let response = ui.interact(ui.clip_rect().intersect(area), id(), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::ScrollView, true, "打印预览的各页"));
        keep_keys(ui, &response, view.reveal);
        self.refresh(ui, view.scale);
        for (number, page_of) in view.pages.iter().enumerate() {
            let at = Vec2::new((all.x - page.x) / 2.0, GAP + top(number, view.scale));
            let rect = Rect::from_min_size(area.min + at, page);
            if rect.intersects(ui.clip_rect()) {
                self.sheet(ui, view, (number, page_of), rect);
                clicked(view, scene, number, rect, &response);
            } else {
                // A report may have thousands.
                self.painted.remove(&number);
            }
        }
    }

    /// Glyphs of another size are of no use any more.
    fn refresh(&mut self, ui: &Ui, scale: f32) {
        let dense = scale * ui.pixels_per_point();
        if self.dense != dense {
            self.dense = dense;
            self.clear();
        }
        self.atlas.tidy();
    }

    fn sheet(&mut self, ui: &mut Ui, view: &SheetsView<'_>, (number, page): (usize, &Page), rect: Rect) {
        let pixels = ui.pixels_per_point();
        let placing = Placing {
            corner: paint::whole(rect.min, pixels),
            scale: view.scale,
            pixels,
            clip: ui.clip_rect(),
        };
        let rect = Rect::from_min_size(placing.corner, rect.size());
        let painter = ui.painter();
        desk::lies(ui, rect);
        painter.rect_stroke(
            rect,
            0,
            Stroke::new(1.0, Color32::from(theme().colours.rule)),
            StrokeKind::Outside,
        );
        if let Some(area) = view.lit.and_then(|lit| page.area_of(lit)) {
            painter.rect_filled(
                on_screen(&area, &placing).expand(2.0),
                2,
                Color32::from(theme().colours.accent_tint),
            );
        }
        painter.extend(self.shapes(ui, number, page, placing));
        // In the order of reading, for those who do not see them.
        let seen = ui.interact(rect.intersect(placing.clip), id().with(number), Sense::hover());
        seen.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Document, true, format!("第{}页", number + 1));
            info.current_text_value = Some(page.text());
            info
        });
    }

    /// The shapes of a page, painted anew only where something is not as it was.
    fn shapes(&mut self, ui: &Ui, number: usize, page: &Page, placing: Placing) -> Vec<Shape> {
        if let Some((of, generation, shapes)) = self.painted.get(&number)
            && (*of, *generation) == (placing, self.atlas.generation)
        {
            return shapes.clone();
        }
        let shapes = paint::page(ui.ctx(), page, &placing, &mut self.atlas);
        self.painted.insert(number, (placing, self.atlas.generation, shapes.clone()));
        shapes
    }
}

/// The arrows scroll, they do not leave the pages; Tab does.
fn keep_keys(ui: &Ui, response: &Response, reveal: bool) {
    if response.clicked() || reveal {
        response.request_focus();
    }
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id(), filter));
    }
}

fn on_screen(area: &Area, placing: &Placing) -> Rect {
    let at = |(x, y): (f32, f32)| placing.corner + Vec2::new(x, y) * placing.scale;
    Rect::from_min_max(at(area.from), at(area.to))
}

/// A click on a page goes to the field; the part under the pointer is framed.
fn clicked(view: &SheetsView<'_>, scene: &mut Scene<'_>, number: usize, rect: Rect, response: &Response) {
    let part = |at: Pos2| part_under(view, number, rect, at);
    if let Some((origin, _)) = response.hover_pos().and_then(part).filter(|(origin, _)| leads(*origin))
        && let Some(area) = view.pages[number].area_of(origin)
    {
        let at = |(x, y): (f32, f32)| rect.min + Vec2::new(x, y) * view.scale;
        let frame = Rect::from_min_max(at(area.from), at(area.to)).expand(2.0);
        let stroke = Stroke::new(1.0, Color32::from(theme().colours.accent));
        response.ctx.set_cursor_icon(CursorIcon::PointingHand);
        let painter = response.ctx.layer_painter(response.layer_id).with_clip_rect(response.rect);
        painter.rect_stroke(frame, 2, stroke, StrokeKind::Outside);
    }
    if response.clicked()
        && let Some((origin, at)) = response.interact_pointer_pos().and_then(part)
    {
        scene.push(Command::Preview(PreviewAct::Open(origin, at)));
    }
}

/// The part of the report under a point of the screen, on the page that is painted there.
fn part_under(view: &SheetsView<'_>, number: usize, rect: Rect, at: Pos2) -> Option<(Origin, usize)> {
    let on_page = (at - rect.min) / view.scale;
    rect.contains(at).then(|| part_at(view.pages, number, on_page.x, on_page.y)).flatten()
}

/// Whether there is a field behind it.
fn leads(origin: Origin) -> bool {
    !matches!(origin, Origin::PageNumber | Origin::PageFoot | Origin::Watermark)
}
