//! What a window really paints: its words, each where it is, in the colour it has, on the colour under it.
//!
//! Read from the shapes of the last frame, not from the accessibility tree: a word counts as read only where its
//! glyphs are inside what is clipped, not covered by something painted later, and set off from what is under them.
#![allow(dead_code, reason = "each test uses some of it")]

use egui::{
    Color32, Pos2, Rect, Rgba, Shape,
    epaint::{ClippedShape, Mesh, TextShape},
};

use nianbao::ui::theme::theme;

use super::window::TestWindow;

/// A line of words as it can be read.
#[derive(Clone, Debug)]
pub struct Line {
    /// The words, without spaces.
    pub words: String,
    /// Where they are.
    pub place: Rect,
    /// The height of the type.
    pub size: f32,
    /// The colour of the first character.
    pub colour: Color32,
    /// The least contrast of a character with what is under it, 1 to 21.
    pub contrast: f32,
    /// What each character stands on.
    pub grounds: Vec<Color32>,
}

/// A filled shape.
#[derive(Clone, Copy, Debug)]
pub struct Fill {
    /// What it covers of the window.
    pub place: Rect,
    /// Its colour.
    pub colour: Color32,
    /// Whether it is a rectangle, which covers all of its place.
    pub whole: bool,
    /// What was painted later covers it.
    order: usize,
}

/// A character before it is known what lies over it.
struct Ink {
    ch: char,
    place: Rect,
    colour: Color32,
    clip: Rect,
    size: f32,
    /// The line it is of.
    line: usize,
    order: usize,
}

/// The last frame.
pub struct Painted {
    /// Every line that can be read, in the order of painting.
    pub lines: Vec<Line>,
    /// Every filled shape, the lowest first.
    pub fills: Vec<Fill>,
    /// The edge of every rectangle that has one: where it is, how thick, of what colour.
    pub frames: Vec<(Rect, f32, Color32)>,
}

/// What is gathered from the shapes.
#[derive(Default)]
struct Gathered {
    fills: Vec<Fill>,
    frames: Vec<(Rect, f32, Color32)>,
    ink: Vec<Ink>,
    order: usize,
    lines: usize,
}

impl Painted {
    /// Reads the last frame of a window.
    pub fn of(window: &TestWindow) -> Self {
        let mut gathered = Gathered::default();
        // The first is a panel that the harness puts the window into; the program has none.
        for ClippedShape { clip_rect, shape, .. } in window.output().shapes.iter().skip(1) {
            gathered.shape(shape, *clip_rect);
        }
        gathered.read()
    }

    /// The words that can be read with their middle in a place.
    pub fn words(&self, place: Rect) -> String {
        self.within(place).map(|line| line.words.as_str()).collect()
    }

    /// The lines that can be read with their middle in a place.
    pub fn within(&self, place: Rect) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| place.contains(line.place.center()))
    }

    /// The lines with these words in them.
    pub fn lines_with(&self, words: &str) -> Vec<&Line> {
        let words: String = words.split_whitespace().collect();
        self.lines.iter().filter(|line| line.words.contains(&words)).collect()
    }

    /// Lines that lie over each other, of all that can be read.
    pub fn overlapping(&self) -> Vec<String> {
        let mut over = Vec::new();
        for (at, one) in self.lines.iter().enumerate() {
            for other in &self.lines[at + 1..] {
                let both = one.place.intersect(other.place);
                if both.width() > 3.0 && both.height() > 5.0 {
                    over.push(format!("“{}” and “{}” at {both}", one.words, other.words));
                }
            }
        }
        over
    }

    /// Whether these words can be read anywhere, in one line.
    pub fn says(&self, words: &str) -> bool {
        !self.lines_with(words).is_empty()
    }

    /// The filled shapes of a colour with their middle in a place.
    pub fn filled(&self, place: Rect, colour: Color32) -> Vec<Fill> {
        let here = |fill: &&Fill| fill.colour == colour && place.contains(fill.place.center());
        self.fills.iter().filter(here).copied().collect()
    }

    /// What is seen at a point, under all words.
    pub fn ground(&self, at: Pos2) -> Color32 {
        ground(&self.fills, at, usize::MAX)
    }
}

impl Gathered {
    fn shape(&mut self, shape: &Shape, clip: Rect) {
        self.order += 1;
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| self.shape(shape, clip)),
            Shape::Rect(rect) if rect.blur_width == 0.0 => {
                self.fill(rect.rect, rect.fill, clip, true);
                if rect.stroke.width > 0.0 && clip.intersects(rect.rect) {
                    self.frames.push((rect.rect, rect.stroke.width, rect.stroke.color));
                }
            }
            Shape::Path(path) if path.closed => {
                self.fill(Rect::from_points(&path.points), path.fill, clip, false);
            }
            Shape::Circle(circle) => {
                self.fill(circle.visual_bounding_rect(), circle.fill, clip, false);
            }
            Shape::Text(text) => self.text(text, clip),
            _ => {}
        }
    }

    fn fill(&mut self, place: Rect, colour: Color32, clip: Rect, whole: bool) {
        let place = place.intersect(clip);
        if place.is_positive() && colour.a() > 0 {
            self.fills.push(Fill { place, colour, whole, order: self.order });
        }
    }

    fn text(&mut self, text: &TextShape, clip: Rect) {
        let faded = |colour: Color32| {
            let own = if colour == Color32::PLACEHOLDER { text.fallback_color } else { colour };
            own.gamma_multiply(text.opacity_factor)
        };
        for row in &text.galley.rows {
            self.lines += 1;
            let corner = text.pos + row.pos.to_vec2();
            self.backgrounds(&row.visuals.mesh, row.visuals.glyph_vertex_range.start, corner, clip);
            self.order += 1;
            for glyph in row.glyphs.iter().filter(|glyph| !glyph.uv_rect.is_nothing()) {
                let own = row.visuals.mesh.vertices.get(glyph.first_vertex as usize);
                let own = own.map_or(Color32::TRANSPARENT, |vertex| vertex.color);
                let colour = text.override_text_color.map_or_else(|| faded(own), faded);
                let place = glyph.logical_rect().translate(corner.to_vec2());
                let (ch, size) = (glyph.chr, glyph.font_height);
                self.ink.push(Ink { ch, place, colour, clip, size, line: self.lines, order: self.order });
            }
        }
    }

    /// Behind words there may be a colour; its corners come first among those of the row.
    fn backgrounds(&mut self, mesh: &Mesh, before: usize, corner: Pos2, clip: Rect) {
        for corners in mesh.vertices[..before.min(mesh.vertices.len())].chunks_exact(4) {
            let points: Vec<Pos2> = corners.iter().map(|v| v.pos + corner.to_vec2()).collect();
            self.fill(Rect::from_points(&points), corners[0].color, clip, true);
        }
    }

    fn read(self) -> Painted {
        let mut lines: Vec<(usize, Line)> = Vec::new();
        for ink in self.ink.iter().filter(|ink| self.is_seen(ink)) {
            let under = ground(&self.fills, ink.place.center(), ink.order);
            let contrast = contrast(over(ink.colour, under), under);
            match lines.last_mut().filter(|(line, _)| *line == ink.line) {
                Some((_, line)) => {
                    line.words.push(ink.ch);
                    line.place |= ink.place;
                    line.contrast = line.contrast.min(contrast);
                    line.grounds.push(under);
                }
                None => lines.push((ink.line, ink.begin(contrast, under))),
            }
        }
        let lines = lines.into_iter().map(|(_, line)| line).collect();
        Painted { lines, fills: self.fills, frames: self.frames }
    }

    /// Whether the middle of a character is in what is clipped and under nothing, and it has a colour of its own.
    fn is_seen(&self, ink: &Ink) -> bool {
        let at = ink.place.center();
        let covers = |fill: &Fill| {
            fill.order > ink.order && fill.whole && fill.colour.a() == 255 && fill.place.contains(at)
        };
        let under = ground(&self.fills, at, ink.order);
        ink.clip.contains(at)
            && !self.fills.iter().any(covers)
            && contrast(over(ink.colour, under), under) > 1.2
    }
}

impl Ink {
    fn begin(&self, contrast: f32, under: Color32) -> Line {
        let (words, grounds) = (self.ch.to_string(), vec![under]);
        Line { words, place: self.place, size: self.size, colour: self.colour, contrast, grounds }
    }
}

/// The colour at a point of all that was painted before.
fn ground(fills: &[Fill], at: Pos2, before: usize) -> Color32 {
    let under = fills.iter().filter(|fill| fill.order < before && fill.whole && fill.place.contains(at));
    under.fold(theme().colours.paper.into(), |below, fill| over(fill.colour, below))
}

fn over(colour: Color32, below: Color32) -> Color32 {
    below.blend(colour)
}

/// The contrast of two colours as WCAG has it.
pub fn contrast(one: Color32, other: Color32) -> f32 {
    let light = |colour: Color32| {
        let linear = Rgba::from(colour);
        0.0722_f32.mul_add(linear.b(), 0.2126_f32.mul_add(linear.r(), 0.7152 * linear.g())) + 0.05
    };
    let (one, other) = (light(one), light(other));
    one.max(other) / one.min(other)
}
