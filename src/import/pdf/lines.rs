//! The printed lines of a page with their places: what stands on one height is a line, what stands apart on it are
//! its fields.

use super::glyphs::Glyph;
use crate::import::notes::{self, Small};

/// Characters whose heights differ by less than this share of their size are on one line.
const SAME_LINE: f32 = 0.35;
/// A gap of more than this share of the size parts two fields.
const FIELD_GAP: f32 = 0.9;
/// A gap of more than this share of the size is a space.
const SPACE_GAP: f32 = 0.25;
/// Type smaller than this share of the type before it is that of a note's mark.
const SMALL: f32 = 0.75;

/// A printed line, in points from the lower left corner of its page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// Its characters from the left, fields parted by tabs.
    pub text: String,
    /// Where it begins.
    pub left: f32,
    /// Where it ends.
    pub right: f32,
    /// The height of its foot.
    pub y: f32,
    /// The size of its first character.
    pub size: f32,
}

impl Line {
    /// Whether it has several fields.
    pub fn has_fields(&self) -> bool {
        self.text.contains('\t')
    }
}

/// The lines of a page from the top.
pub(super) fn of_page(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    glyphs.retain(|g| !g.text.trim().is_empty());
    glyphs.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut lines: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        let near = |line: &Vec<Glyph>| {
            line.first().is_some_and(|f| (f.y - glyph.y).abs() < f.size.min(glyph.size) * SAME_LINE)
        };
        match lines.last_mut() {
            Some(line) if near(line) => line.push(glyph),
            _ => lines.push(vec![glyph]),
        }
    }
    lines.into_iter().map(line).collect()
}

fn line(mut glyphs: Vec<Glyph>) -> Line {
    glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    let first = glyphs.first();
    let (left, y, size) = first.map_or((0.0, 0.0, 1.0), |g| (g.x, g.y, g.size));
    let right = glyphs.iter().map(|g| g.x + g.width).fold(left, f32::max);
    Line { text: fields(&glyphs), left, right, y, size }
}

/// The characters of a line, which stand from the left.
fn fields(line: &[Glyph]) -> String {
    let mut text = String::new();
    let mut end = f32::NEG_INFINITY;
    let mut before: Option<&Glyph> = None;
    for glyph in line {
        // Bold type is drawn twice, a little apart.
        let again = before.is_some_and(|b| b.text == glyph.text && glyph.x - b.x < glyph.size * 0.1);
        if again {
            continue;
        }
        let gap = (glyph.x - end) / glyph.size;
        if before.is_some() && gap > FIELD_GAP {
            text.push('\t');
        } else if before.is_some() && gap > SPACE_GAP {
            text.push(' ');
        }
        let is_small = before.is_some_and(|b| glyph.size < b.size * SMALL && gap < FIELD_GAP);
        if is_small {
            text.extend(glyph.text.trim().chars().map(|c| notes::small(c, Small::Above)));
            end = glyph.x + glyph.width;
            continue;
        }
        text.push_str(glyph.text.trim());
        end = glyph.x + glyph.width;
        before = Some(glyph);
    }
    text
}
