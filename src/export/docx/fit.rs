//! How close the characters of a paragraph stand, so that a program which breaks lines in its own way takes as many of
//! them as the page: then what comes after stands on the same page, and tables have the room that they have there.
//!
//! Word and its like give no mark less than its square, and keep a fixed room between Chinese and Western type. What
//! that costs is made up for by some hundredths of a character, which nobody sees.

use super::measure::twips_at_most;
use crate::layout::{
    Fonts, Origin, Page, Style, pick, run_in_head, sheet,
    units::{clean, is_no_end, is_no_start},
};

/// Room between a Chinese character and a digit or letter, in type sizes: between that of Word and that of LibreOffice.
const SEAM: f32 = 0.22;
/// Widths of faces differ, and so do programs: a line may be that much wider or narrower and the text takes as many.
const ROUGHLY: f32 = 0.004;
/// What is tried, in twentieths of a point more than usual; what is seen least first.
const TRIED: [i32; 12] = [0, -1, 1, -2, 2, -3, 3, -4, 4, -5, -6, -7];

/// The usual room between characters in twentieths of a point: 28 of them fill the line.
pub(super) fn usual() -> i32 {
    twips_at_most(sheet::CHARACTER_PITCH - sheet::BODY_SIZE)
}

/// The room between the characters of this paragraph in twentieths of a point; the usual one where none makes it as
/// long as on the page.
pub(super) fn spacing(text: &str, lines: usize, fonts: &impl Fonts) -> i32 {
    let text = measured(text, fonts);
    let fits = |more: &i32, width: f32| {
        let spacing = (usual() + more) as f32 / 20.0;
        count(&text, spacing, width) == lines
    };
    let surely = |more: &&i32| [1.0 - ROUGHLY, 1.0, 1.0 + ROUGHLY].into_iter().all(|w| fits(more, w));
    let found = TRIED.iter().find(surely).or_else(|| TRIED.iter().find(|more| fits(more, 1.0)));
    usual() + found.copied().unwrap_or_default()
}

/// How many lines a part of the report takes on its pages.
pub(super) fn lines_on(pages: &[Page], origin: Origin) -> usize {
    let baselines = |page: &Page| {
        let own = page.runs.iter().filter(|run| run.origin == origin);
        let mut ys: Vec<f32> = own.map(|run| run.y).collect();
        ys.dedup();
        ys.len()
    };
    pages.iter().map(baselines).sum()
}

/// A character with its width in points, the room before what follows it included.
struct Measured {
    ch: char,
    width: f32,
}

fn measured(text: &str, fonts: &impl Fonts) -> Vec<Measured> {
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
    all
}

/// How many lines a program takes that breaks where the line is full.
fn count(text: &[Measured], spacing: f32, width: f32) -> usize {
    let mut lines = 0;
    let mut start = 0;
    while start < text.len() {
        let indent = if lines == 0 { sheet::INDENT } else { 0.0 };
        start = line_end(text, start, sheet::AREA_WIDTH * width - indent, spacing);
        lines += 1;
    }
    lines
}

/// Where the line that starts there ends; one character further on at least.
fn line_end(text: &[Measured], start: usize, room: f32, spacing: f32) -> usize {
    let mut used = 0.0;
    let fits = |piece: &&Measured| {
        used += piece.width + spacing;
        used <= room
    };
    let full = start + text[start..].iter().take_while(fits).count().max(1);
    if full >= text.len() {
        return text.len();
    }
    (start + 1..=full).rev().find(|&end| may_break(text[end - 1].ch, text[end].ch)).unwrap_or(full)
}

fn may_break(before: char, next: char) -> bool {
    let in_word = is_western(before) && is_western(next) && !matches!(before, '-' | '/');
    !in_word && !is_no_start(next) && !is_no_end(before)
}

fn is_western(ch: char) -> bool {
    ch.is_ascii_graphic()
}

fn is_word(ch: char) -> bool {
    ch.is_ascii_alphanumeric() || ch == '%'
}

fn is_mark(ch: char) -> bool {
    !ch.is_alphanumeric() && ch != '%'
}

#[cfg(test)]
mod tests {
    use super::{spacing, usual};
    use crate::layout::Faces;

    #[test]
    fn characters_stand_closer_only_where_a_line_is_saved_by_it() {
        let line = "政府信息公开工作年度报告";
        for (times, more, lines, expect) in [
            (1, "", 1, 0),
            // 26 characters after the indent, and the next two lines full.
            (1, "政府信息公开工作年度报告政府", 1, 0),
            (6, "政府信息公开工作年度", 3, 0),
            // One too many for three lines, and for four.
            (6, "政府信息公开工作年度报", 3, -7),
            (6, "政府信息公开工作年度报", 9, 0),
        ] {
            let text = line.repeat(times) + more;
            assert_eq!(spacing(&text, lines, Faces::bundled()), usual() + expect, "{text}");
        }
    }
}
