//! What glyphs look like, so that two can be compared: how much ink there is in each part of the box around them.
#![allow(dead_code, reason = "each test uses some of it")]

use nianbao::layout::{Face, Faces, Pen};

/// Parts of a look, each way.
const PARTS: usize = 16;

/// Points tried in each part, each way.
const POINTS: usize = 4;

/// Straight pieces that a curve is drawn as.
const PIECES: usize = 6;

/// A look: more or less ink than elsewhere in the glyph, in each part of its box. Its length is 1.
pub struct Look {
    parts: Vec<f32>,
    /// The same in a sixteenth of the parts: what is unlike here is unlike there.
    coarse: Vec<f32>,
}

impl Look {
    /// The look of a character in a face; `None` where there is no outline.
    pub fn of(faces: &Faces, face: Face, ch: char) -> Option<Self> {
        let mut drawn = Drawn::default();
        faces.outline(face, ch, &mut drawn).then(|| drawn.look())
    }

    /// How alike two looks are: 1 is the same.
    pub fn like(&self, other: &Self) -> f32 {
        dot(&self.parts, &other.parts)
    }

    /// Whether they are at least so much alike.
    pub fn is_like(&self, other: &Self, least: f32) -> bool {
        dot(&self.coarse, &other.coarse) > least - 0.1 && self.like(other) > least
    }
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// An outline as straight pieces.
#[derive(Default)]
struct Drawn {
    pieces: Vec<[[f32; 2]; 2]>,
    start: [f32; 2],
    at: [f32; 2],
}

impl Drawn {
    fn curve(&mut self, to: [f32; 2], point: impl Fn(f32, usize) -> f32) {
        for piece in 1..PIECES {
            let t = piece as f32 / PIECES as f32;
            self.line([point(t, 0), point(t, 1)]);
        }
        self.line(to);
    }

    fn look(&self) -> Look {
        let ends = || self.pieces.iter().flatten();
        let low = [0, 1].map(|axis| ends().map(|end| end[axis]).fold(f32::MAX, f32::min));
        let high = [0, 1].map(|axis| ends().map(|end| end[axis]).fold(f32::MIN, f32::max));
        let side = PARTS * POINTS;
        let step = [0, 1].map(|axis| (high[axis] - low[axis]).max(1e-6) / side as f32);
        let mut parts = vec![0.0_f32; PARTS * PARTS];
        for row in 0..side {
            let y = low[1] + (row as f32 + 0.5) * step[1];
            let mut crossings: Vec<(f32, i32)> = self.pieces.iter().filter_map(|p| crossing(p, y)).collect();
            crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
            for column in 0..side {
                let x = low[0] + (column as f32 + 0.5) * step[0];
                let winding: i32 = crossings.iter().take_while(|c| c.0 <= x).map(|c| c.1).sum();
                if winding != 0 {
                    parts[row / POINTS * PARTS + column / POINTS] += 1.0;
                }
            }
        }
        let parts = blurred(&parts);
        let mut coarse = vec![0.0; PARTS];
        for (i, part) in parts.iter().enumerate() {
            coarse[i / PARTS / 4 * 4 + i % PARTS / 4] += part;
        }
        Look { parts: levelled(parts), coarse: levelled(coarse) }
    }
}

/// Where a piece crosses this height, and which way.
fn crossing([from, to]: &[[f32; 2]; 2], y: f32) -> Option<(f32, i32)> {
    let is_up = from[1] <= y && to[1] > y;
    let is_down = to[1] <= y && from[1] > y;
    let x = || from[0] + (y - from[1]) / (to[1] - from[1]) * (to[0] - from[0]);
    (is_up || is_down).then(|| (x(), if is_up { 1 } else { -1 }))
}

/// Each part with those around it: strokes of two faces never lie exactly on one another.
fn blurred(parts: &[f32]) -> Vec<f32> {
    let around = |i: usize| i.saturating_sub(1)..=(i + 1).min(PARTS - 1);
    let at = |row: usize, column: usize| -> f32 {
        around(row).flat_map(|r| around(column).map(move |c| parts[r * PARTS + c])).sum()
    };
    (0..PARTS * PARTS).map(|i| at(i / PARTS, i % PARTS)).collect()
}

fn levelled(mut parts: Vec<f32>) -> Vec<f32> {
    let mean = parts.iter().sum::<f32>() / parts.len() as f32;
    for part in &mut parts {
        *part -= mean;
    }
    let length = dot(&parts, &parts).sqrt().max(1e-6);
    for part in &mut parts {
        *part /= length;
    }
    parts
}

impl Pen for Drawn {
    fn begin(&mut self, at: [f32; 2]) {
        (self.start, self.at) = (at, at);
    }

    fn line(&mut self, to: [f32; 2]) {
        self.pieces.push([self.at, to]);
        self.at = to;
    }

    fn quadratic(&mut self, control: [f32; 2], to: [f32; 2]) {
        let from = self.at;
        self.curve(to, |t, axis| {
            let u = 1.0 - t;
            u * u * from[axis] + 2.0 * u * t * control[axis] + t * t * to[axis]
        });
    }

    fn cubic(&mut self, [one, two]: [[f32; 2]; 2], to: [f32; 2]) {
        let from = self.at;
        self.curve(to, |t, axis| {
            let u = 1.0 - t;
            u * u * u * from[axis]
                + 3.0 * u * u * t * one[axis]
                + 3.0 * u * t * t * two[axis]
                + t * t * t * to[axis]
        });
    }

    fn close(&mut self) {
        self.line(self.start);
    }
}
