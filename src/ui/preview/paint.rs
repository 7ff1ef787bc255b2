//! A page on the screen: the runs and rules of the layout, each at its own place. Nothing is set anew.

use std::collections::HashMap;

use egui::{Color32, Context, Mesh, Pos2, Rect, Shape, TextureId, Vec2, pos2, vec2};

use super::atlas::{Atlas, GlyphSpot, split};
use crate::layout::{Page, Rule, Run, Watermark};

/// Where a page is painted and how large.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Placing {
    /// Its left upper corner on the screen, on a whole pixel.
    pub corner: Pos2,
    /// Screen points to a point of the page.
    pub scale: f32,
    /// Pixels to a screen point.
    pub pixels: f32,
    /// What of the screen can be seen.
    pub clip: Rect,
}

impl Placing {
    /// Pixels to a point of the page.
    fn dense(&self) -> f32 {
        self.scale * self.pixels
    }

    /// Whether anything between these heights on the page can be seen.
    fn sees(&self, top: f32, bottom: f32) -> bool {
        let y = |at: f32| self.corner.y + at * self.scale;
        y(bottom) >= self.clip.top() && y(top) <= self.clip.bottom()
    }

    /// A rectangle given in pixels from the corner.
    fn rect(&self, from: Vec2, size: Vec2) -> Rect {
        Rect::from_min_size(self.corner + from / self.pixels, size / self.pixels)
    }
}

/// The shapes of a page: the watermark, the rules, the text.
pub(super) fn page(ctx: &Context, page: &Page, placing: &Placing, atlas: &mut Atlas) -> Vec<Shape> {
    let mut text = Glyphs::default();
    for run in &page.runs {
        if placing.sees(run.y - run.size * 1.5, run.y + run.size) {
            text.run(ctx, run, placing, atlas);
        }
    }
    let behind = page.watermark.as_ref().map(|mark| watermark(ctx, mark, placing, atlas));
    let shapes = behind.into_iter().flat_map(Glyphs::shapes);
    shapes.chain([Shape::mesh(rules(&page.rules, placing))]).chain(text.shapes()).collect()
}

/// Glyphs by the texture they are on.
#[derive(Default)]
struct Glyphs(HashMap<TextureId, Mesh>);

impl Glyphs {
    fn run(&mut self, ctx: &Context, run: &Run, placing: &Placing, atlas: &mut Atlas) {
        let dense = placing.dense();
        let em = run.size * dense;
        let baseline = (run.y * dense).round();
        let mut x = run.x;
        for glyph in run.glyphs.iter() {
            let (pen, part) = split(x * dense, em);
            if let Some(spot) = atlas.spot(ctx, run.face, glyph.ch, em, part) {
                let rect = placing.rect(vec2(pen, baseline) + spot.offset, spot.size);
                self.mesh(&spot).add_rect_with_uv(rect, spot.uv, Color32::BLACK);
            }
            x += glyph.advance;
        }
    }

    fn mesh(&mut self, spot: &GlyphSpot) -> &mut Mesh {
        self.0.entry(spot.texture).or_insert_with(|| Mesh::with_texture(spot.texture))
    }

    fn shapes(self) -> impl Iterator<Item = Shape> {
        self.0.into_values().map(Shape::mesh)
    }
}

/// The lines of tables.
fn rules(rules: &[Rule], placing: &Placing) -> Mesh {
    let mut mesh = Mesh::default();
    for rule in rules.iter().filter(|rule| placing.sees(rule.from.1 - 1.0, rule.to.1 + 1.0)) {
        let (from, size) = bar(rule, placing.dense());
        mesh.add_colored_rect(placing.rect(from, size), ink(rule.thickness * placing.dense()));
    }
    mesh
}

/// Lines thinner than a pixel are paler instead.
fn ink(thickness: f32) -> Color32 {
    Color32::from_black_alpha((thickness.sqrt().clamp(0.3, 1.0) * 255.0) as u8)
}

/// A line as a rectangle of whole pixels, one thick at least: its left upper corner and its size.
fn bar(rule: &Rule, dense: f32) -> (Vec2, Vec2) {
    let thickness = (rule.thickness * dense).round().max(1.0);
    let along = |at: f32| (at * dense).round();
    let across = |at: f32| (at * dense - thickness / 2.0).round();
    if rule.from.1 == rule.to.1 {
        let (left, right) = (along(rule.from.0), along(rule.to.0));
        (vec2(left, across(rule.from.1)), vec2(right - left, thickness))
    } else {
        let (top, bottom) = (along(rule.from.1), along(rule.to.1));
        (vec2(across(rule.from.0), top), vec2(thickness, bottom - top))
    }
}

/// The watermark: its glyphs turned with the line they stand on.
fn watermark(ctx: &Context, mark: &Watermark, placing: &Placing, atlas: &mut Atlas) -> Glyphs {
    let mut glyphs = Glyphs::default();
    let dense = placing.dense();
    let (sin, cos) = mark.turned.sin_cos();
    let grey = Color32::from_gray((mark.grey * 255.0).round() as u8);
    let start = vec2(mark.start.0, mark.start.1) * dense;
    let turn = |x: f32, y: f32| vec2(x * cos + y * sin, y * cos - x * sin);
    let turned = |x: f32, y: f32| placing.corner + (start + turn(x, y)) / placing.pixels;
    let mut pen = mark.run.x * dense;
    for glyph in mark.run.glyphs.iter() {
        if let Some(spot) = atlas.spot(ctx, mark.run.face, glyph.ch, mark.run.size * dense, 0) {
            let (from, to) = (spot.offset + vec2(pen, 0.0), spot.offset + spot.size + vec2(pen, 0.0));
            let mesh = glyphs.mesh(&spot);
            let first = mesh.vertices.len() as u32;
            let corners = [(from.x, from.y), (to.x, from.y), (from.x, to.y), (to.x, to.y)];
            let uvs =
                [spot.uv.left_top(), spot.uv.right_top(), spot.uv.left_bottom(), spot.uv.right_bottom()];
            for ((x, y), uv) in corners.into_iter().zip(uvs) {
                let pos: Pos2 = turned(x, y);
                mesh.vertices.push(egui::epaint::Vertex { pos, uv, color: grey });
            }
            mesh.add_triangle(first, first + 1, first + 2);
            mesh.add_triangle(first + 2, first + 1, first + 3);
        }
        pen += glyph.advance * dense;
    }
    glyphs
}

/// The nearest place on a whole pixel.
pub(super) fn whole(at: Pos2, pixels: f32) -> Pos2 {
    pos2((at.x * pixels).round() / pixels, (at.y * pixels).round() / pixels)
}
