//! The pages in small at the left, to go to one.

use std::collections::HashMap;

use egui::{Color32, Rect, Role, ScrollArea, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use super::{
    atlas::Atlas,
    paint::{self, Placing},
};
use crate::{
    layout::{Page, sheet},
    ui::{
        desk,
        theme::{font, theme},
        widgets::paint_text,
    },
};

/// The width of a page in small.
const WIDTH: f32 = 84.0;
const SCALE: f32 = WIDTH / sheet::WIDTH;
/// A page and its number under it.
const STEP: f32 = sheet::HEIGHT * SCALE + 26.0;

/// The pages in small as they were painted.
#[derive(Default)]
pub(super) struct Thumbs {
    atlas: Atlas,
    painted: HashMap<usize, (Placing, usize, Vec<Shape>)>,
    /// The page that was marked last: one that comes to be marked comes into view.
    marked: usize,
}

impl Thumbs {
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

    /// Shows them; the page to go to, if one was chosen.
    pub(super) fn show(&mut self, ui: &mut Ui, pages: &[Page], now: usize) -> Option<usize> {
        self.atlas.tidy();
        let mut chosen = None;
        let size = Vec2::new(WIDTH + 28.0, ui.available_height());
        ui.allocate_ui_with_layout(size, egui::Layout::top_down(egui::Align::Min), |ui| {
            ui.set_min_size(size);
            ScrollArea::vertical().id_salt("preview thumbs").auto_shrink(false).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for number in 0..pages.len() {
                    if self.thumb(ui, pages, number, now) {
                        chosen = Some(number);
                    }
                }
            });
        });
        self.marked = now;
        chosen
    }

    /// One page; whether it was chosen.
    fn thumb(&mut self, ui: &mut Ui, pages: &[Page], number: usize, now: usize) -> bool {
        let (rect, response) = ui.allocate_exact_size(Vec2::new(WIDTH + 16.0, STEP), Sense::click());
        let name = format!("转到第{}页", number + 1);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, number == now, &name));
        if number == now && self.marked != now {
            ui.scroll_to_rect(rect, None);
        }
        if ui.is_rect_visible(rect) {
            self.paint(ui, pages, number, rect, number == now || response.has_focus());
        } else {
            self.painted.remove(&number);
        }
        response.clicked()
    }

    fn paint(&mut self, ui: &Ui, pages: &[Page], number: usize, rect: Rect, marked: bool) {
        let pixels = ui.pixels_per_point();
        let corner = paint::whole(rect.min + Vec2::new(8.0, 4.0), pixels);
        let placing = Placing { corner, scale: SCALE, pixels, clip: Rect::EVERYTHING };
        let paper = Rect::from_min_size(corner, Vec2::new(WIDTH, sheet::HEIGHT * SCALE));
        let colours = &theme().colours;
        let (colour, wide) = if marked { (colours.accent, 2.0) } else { (colours.rule, 1.0) };
        desk::lies(ui, paper);
        ui.painter().extend(self.shapes(ui, pages, number, placing));
        ui.painter().rect_stroke(paper, 0, Stroke::new(wide, Color32::from(colour)), StrokeKind::Outside);
        let at = paper.center_bottom() + Vec2::new(0.0, 4.0);
        let ink = if marked { colours.accent } else { colours.quiet };
        paint_text(
            ui,
            at,
            egui::Align2::CENTER_TOP,
            &(number + 1).to_string(),
            font(theme().sizes.note),
            ink,
        );
    }

    fn shapes(&mut self, ui: &Ui, pages: &[Page], number: usize, placing: Placing) -> Vec<Shape> {
        if let Some((of, generation, shapes)) = self.painted.get(&number)
            && (*of, *generation) == (placing, self.atlas.generation)
        {
            return shapes.clone();
        }
        let Some(page) = pages.get(number) else { return Vec::new() };
        let shapes = paint::page(ui.ctx(), page, &placing, &mut self.atlas);
        self.painted.insert(number, (placing, self.atlas.generation, shapes.clone()));
        shapes
    }
}
