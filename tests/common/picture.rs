//! A window as pixels, where it paints textures: the pages of the preview, drawn without a graphics card.
#![allow(dead_code, reason = "each test uses some of it")]

use std::{collections::HashMap, ops::Range};

use egui::{
    Color32, ColorImage, Context, FullOutput, ImageData, Plugin, Pos2, Rect, Shape, TextureId, TexturesDelta,
    Vec2,
    epaint::{ClippedShape, Mesh, Vertex, WHITE_UV},
};

use super::window::TestWindow;

/// The textures that a window has loaded, as a graphics card would hold them.
#[derive(Default)]
struct Textures(HashMap<TextureId, ColorImage>);

impl Plugin for Textures {
    fn debug_name(&self) -> &'static str {
        "textures of a test"
    }

    fn output_hook(&mut self, _: &Context, output: &mut FullOutput) {
        let TexturesDelta { set, free } = &output.textures_delta;
        for (id, change) in set.iter().flat_map(|(id, all)| all.iter().map(move |one| (id, one))) {
            let ImageData::Color(image) = &change.image;
            match (change.pos, self.0.get_mut(id)) {
                (Some(at), Some(whole)) => put(whole, image, at),
                // Part of a texture that was loaded before anybody looked.
                (Some(_), None) => {}
                (None, _) => drop(self.0.insert(*id, (**image).clone())),
            }
        }
        self.0.retain(|id, _| !free.contains(id));
    }
}

/// Begins to look at the textures of a window; before it loads those that are to be seen.
pub fn watch(window: &TestWindow) {
    window.ctx.add_plugin(Textures::default());
}

fn put(whole: &mut ColorImage, part: &ColorImage, [x, y]: [usize; 2]) {
    for row in 0..part.height() {
        let from = &part.pixels[row * part.width()..(row + 1) * part.width()];
        let start = (y + row) * whole.width() + x;
        whole.pixels[start..start + part.width()].copy_from_slice(from);
    }
}

/// How dark each pixel of a part of the window is, 0 for nothing painted to 255.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    width: usize,
    dark: Vec<u8>,
}

impl Picture {
    /// The meshes of the last frame, those with textures and those without; nothing else.
    ///
    /// The window must have been [`watch`]ed.
    pub fn of(window: &TestWindow) -> Self {
        let size = window.ctx.content_rect().size();
        let (width, height) = (size.x as usize, size.y as usize);
        let mut picture = Self { width, dark: vec![0; width * height] };
        let draw = |textures: &mut Textures| {
            for ClippedShape { clip_rect, shape, .. } in &window.output().shapes {
                picture.shape(shape, *clip_rect, &textures.0);
            }
        };
        window.ctx.with_plugin(draw).unwrap();
        picture
    }

    /// How much ink there is in a place, in pixels that are black.
    pub fn ink(&self, place: Rect) -> f32 {
        self.pixels(place).map(|(_, dark)| f32::from(dark) / 255.0).sum()
    }

    /// What ink covers in a place; nothing where there is none.
    pub fn bounds(&self, place: Rect) -> Rect {
        let dark = self.pixels(place).filter(|(_, dark)| *dark > 40);
        dark.fold(Rect::NOTHING, |all, (at, _)| all | Rect::from_center_size(at, egui::vec2(1.0, 1.0)))
    }

    /// How dark the pixels of a place are, row by row.
    pub fn part(&self, place: Rect) -> Vec<u8> {
        self.pixels(place).map(|(_, dark)| dark).collect()
    }

    /// The pixels with their middle in a place.
    fn pixels(&self, place: Rect) -> impl Iterator<Item = (Pos2, u8)> {
        let (columns, rows) = (self.across(place), self.down(place));
        rows.flat_map(move |y| columns.clone().map(move |x| (x, y)))
            .map(|(x, y)| (Pos2::new(x as f32 + 0.5, y as f32 + 0.5), self.dark[y * self.width + x]))
    }

    /// The columns of pixels with their middle in a place.
    fn across(&self, place: Rect) -> Range<usize> {
        let at = |x: f32| (x - 0.5).ceil().clamp(0.0, self.width as f32) as usize;
        at(place.left())..at(place.right()).max(at(place.left()))
    }

    fn down(&self, place: Rect) -> Range<usize> {
        let at = |y: f32| (y - 0.5).ceil().clamp(0.0, (self.dark.len() / self.width) as f32) as usize;
        at(place.top())..at(place.bottom()).max(at(place.top()))
    }

    fn shape(&mut self, shape: &Shape, clip: Rect, textures: &HashMap<TextureId, ColorImage>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| self.shape(shape, clip, textures)),
            Shape::Mesh(mesh) => self.mesh(mesh, clip, textures.get(&mesh.texture_id)),
            _ => {}
        }
    }

    fn mesh(&mut self, mesh: &Mesh, clip: Rect, texture: Option<&ColorImage>) {
        for corners in mesh.indices.chunks_exact(3) {
            let corners = [0, 1, 2].map(|at| mesh.vertices[corners[at] as usize]);
            // What fades out is the shade at the edge of what scrolls.
            if corners.iter().all(|corner| corner.color == corners[0].color) {
                self.triangle(corners, clip, texture);
            }
        }
    }

    fn triangle(&mut self, corners: [Vertex; 3], clip: Rect, texture: Option<&ColorImage>) {
        let points = corners.map(|corner| corner.pos);
        let place = Rect::from_points(&points).intersect(clip);
        for y in self.down(place) {
            for x in self.across(place) {
                let at = Pos2::new(x as f32 + 0.5, y as f32 + 0.5);
                let Some(shares) = shares(at, points) else { continue };
                let parts = corners.iter().zip(shares).map(|(corner, share)| corner.uv.to_vec2() * share);
                let on_texture = parts.fold(Vec2::ZERO, |all, part| all + part).to_pos2();
                let dark = darkness(corners[0].color, on_texture, texture);
                let pixel = &mut self.dark[y * self.width + x];
                *pixel = dark.max(*pixel);
            }
        }
    }
}

/// How much of each corner there is at a point of a triangle; nothing outside it.
fn shares(at: Pos2, [a, b, c]: [Pos2; 3]) -> Option<[f32; 3]> {
    let cross = |p: Pos2, q: Pos2, r: Pos2| (q.x - p.x).mul_add(r.y - p.y, -((q.y - p.y) * (r.x - p.x)));
    let all = cross(a, b, c);
    let shares = [cross(at, b, c) / all, cross(a, at, c) / all, cross(a, b, at) / all];
    (all != 0.0 && shares.iter().all(|share| *share >= 0.0)).then_some(shares)
}

/// How dark a colour is with what its texture lets through.
fn darkness(colour: Color32, uv: Pos2, texture: Option<&ColorImage>) -> u8 {
    let cover = match texture {
        _ if uv == WHITE_UV => 255,
        Some(image) => {
            let (x, y) = ((uv.x * image.width() as f32) as usize, (uv.y * image.height() as f32) as usize);
            image.pixels.get(y * image.width() + x).map_or(0, Color32::a)
        }
        None => 0,
    };
    let dark = f32::from(colour.a()) / 255.0 * (1.0 - f32::from(colour.r()) / 255.0);
    (f32::from(cover) * dark) as u8
}
