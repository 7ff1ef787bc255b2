//! How close the characters of a paragraph stand, so that a program which breaks lines in its own way takes as many of
//! them as the page: then what comes after stands on the same page, and tables have the room that they have there.
//!
//! Word and its like give no mark less than its square, and keep a fixed room between Chinese and Western type. What
//! that costs is made up for by some hundredths of a character, which nobody sees.

use std::collections::HashMap;

use super::measure::twips_at_most;
use crate::layout::{
    Fonts, Origin, Page, Style, pick, run_in_head, sheet,
    units::{clean, is_no_end, is_no_start, is_word},
};

/// Room between a Chinese character and a digit or letter, in type sizes: between that of Word and that of LibreOffice.
const SEAM: f32 = 0.22;
/// Widths of faces differ, and so do programs: a line may be that much wider or narrower and the text takes as many.
const ROUGHLY: f32 = 0.0025;
/// The most that a gap is opened up to fill a line, in type sizes, as on the page.
const WIDEST_GAP: f32 = 0.15;
/// What is tried, in twentieths of a point more than usual; what is seen least first.
const TRIED: [i32; 12] = [0, -1, 1, -2, 2, -3, 3, -4, 4, -5, -6, -7];

/// The usual room between characters in twentieths of a point: 28 of them fill the line.
pub(super) fn usual() -> i32 {
    twips_at_most(sheet::CHARACTER_PITCH - sheet::BODY_SIZE)
}

/// A paragraph as other programs break it.
pub(super) struct Paragraph(Vec<Measured>);

impl Paragraph {
    /// Measures a paragraph, its head in 楷体.
    pub fn new(text: &str, fonts: &impl Fonts) -> Self {
        let (head, rest) = run_in_head(text);
        let set = |text: &str, style: Style| {
            let width = |ch| pick(fonts, style, ch).map_or(1.0, |(_, em)| em) * sheet::BODY_SIZE;
            clean(text).map(|ch| Measured { ch, width: width(ch) }).collect::<Vec<_>>()
        };
        let mut all = set(head, Style::Subheading);
        all.extend(set(rest, Style::Body));
        for i in 1..all.len() {
            let [before, next] = [all[i - 1].ch, all[i].ch];
            if is_word(before) != is_word(next) && !is_mark(before) && !is_mark(next) {
                all[i - 1].width += SEAM * sheet::BODY_SIZE;
            }
        }
        Self(all)
    }

    /// The room between its characters that makes so many lines of it, in twentieths of a point; the usual one where
    /// none does.
    pub fn spacing(&self, lines: usize) -> i32 {
        let fits = |more: &i32, width: f32| self.lines(usual() + more, width).len() == lines;
        let surely = |more: &&i32| [1.0 - ROUGHLY, 1.0, 1.0 + ROUGHLY].into_iter().all(|w| fits(more, w));
        let found = TRIED.iter().find(surely).or_else(|| TRIED.iter().find(|more| fits(more, 1.0)));
        usual() + found.copied().unwrap_or_default()
    }

    /// Whether some line would be torn open if it were filled: before a long address, which goes overleaf whole.
    pub fn is_torn(&self, spacing: i32) -> bool {
        let lines = self.lines(spacing, 1.0);
        let filled = &lines[..lines.len().saturating_sub(1)];
        filled.iter().any(|line| line.left > WIDEST_GAP * sheet::BODY_SIZE * line.characters as f32)
    }

    /// The lines, with this room between characters, of a program that breaks where they are full.
    fn lines(&self, spacing: i32, width: f32) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        let mut rest = &self.0[..];
        while !rest.is_empty() {
            let indent = if lines.is_empty() { sheet::INDENT } else { 0.0 };
            let room = sheet::AREA_WIDTH * width - indent;
            let (line, after) = rest.split_at(line_end(rest, room, spacing as f32 / 20.0));
            let used: f32 = line.iter().map(|piece| piece.width + spacing as f32 / 20.0).sum();
            lines.push(Line { characters: line.len(), left: room - used });
            rest = after;
        }
        lines
    }
}

/// A line that was broken.
struct Line {
    characters: usize,
    /// The room that was left, in points.
    left: f32,
}

/// How many lines each part of the report takes on its pages.
pub(super) fn lines_of_parts(pages: &[Page]) -> HashMap<Origin, usize> {
    let mut lines = HashMap::new();
    for page in pages {
        let mut last_baselines = HashMap::new();
        for run in &page.runs {
            if last_baselines.insert(run.origin, run.y) != Some(run.y) {
                *lines.entry(run.origin).or_default() += 1;
            }
        }
    }
    lines
}

/// A character with its width in points, the room before what follows it included.
struct Measured {
    ch: char,
    width: f32,
}

/// Where a line of this text ends; after one character at least.
fn line_end(text: &[Measured], room: f32, spacing: f32) -> usize {
    let mut used = 0.0;
    let fits = |piece: &&Measured| {
        used += piece.width + spacing;
        used <= room
    };
    let full = text.iter().take_while(fits).count().max(1);
    if full >= text.len() {
        return text.len();
    }
    (1..=full).rev().find(|&end| may_break(text[end - 1].ch, text[end].ch)).unwrap_or(full)
}

fn may_break(before: char, next: char) -> bool {
    let in_word = is_western(before) && is_western(next) && !matches!(before, '-' | '/');
    !in_word && !is_no_start(next) && !is_no_end(before)
}

fn is_western(ch: char) -> bool {
    ch.is_ascii_graphic()
}

fn is_mark(ch: char) -> bool {
    !ch.is_alphanumeric() && ch != '%'
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::{Paragraph, usual};
    use crate::layout::Faces;

    const LINE: &str = "政府信息公开工作年度报告";

    #[test]
    fn characters_stand_closer_only_where_a_line_is_saved_by_it() {
        for (text, lines, expect) in [
            (LINE.to_owned(), 1, Ordering::Equal),
            // 26 characters after the indent, and the next two lines full but for one.
            (LINE.repeat(6) + "政府信息公开工作年", 3, Ordering::Equal),
            // A little too much for three lines.
            (LINE.repeat(6) + "政府信息公开工作年12", 3, Ordering::Less),
            // No room makes nine lines of it.
            (LINE.repeat(6), 9, Ordering::Equal),
        ] {
            let paragraph = Paragraph::new(&text, Faces::bundled());
            assert_eq!(paragraph.spacing(lines).cmp(&usual()), expect, "{text}");
        }
    }

    #[test]
    fn lines_are_torn_open_before_what_is_not_parted() {
        let address = "http://www.example.gov.cn";
        for (before, is_torn) in [(4, false), (14, true), (24, false)] {
            let text: String = LINE.repeat(2).chars().take(before).collect();
            let paragraph = Paragraph::new(&format!("{text}{address}，年度报告"), Faces::bundled());
            assert_eq!(paragraph.is_torn(usual()), is_torn, "{text}");
        }
        let plain = Paragraph::new(&LINE.repeat(9), Faces::bundled());
        assert!(!plain.is_torn(usual()));
    }
}
