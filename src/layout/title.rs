//! The title, broken at sense into lines of like length (GB/T 9704—2012 §7.3.1: 回行时词意完整、排列对称).

use super::{
    fonts::{Fonts, Style},
    lines::{Line, broken_at, ragged, width},
    sheet,
    units::{Type, Unit, may_break, pieces, units},
};

/// What a break inside a phrase weighs, in squared points; one between phrases weighs nothing.
const TORN_PHRASE: f32 = 80.0 * 80.0;

/// Breaks the title; the agency's name, where the title starts with it, stays apart from what follows.
pub(super) fn lines(fonts: &impl Fonts, title: &str, agency: &str) -> Vec<Line> {
    let set = Type::solid(Style::Title, sheet::TITLE_SIZE);
    let pieces: Vec<_> = pieces(fonts, title, set).collect();
    let units = units(&pieces);
    let count = (width(&units) / sheet::AREA_WIDTH).ceil().max(1.0) as usize;
    let name = if title.starts_with(agency) { agency.chars().count() } else { 0 };
    // A third line when two cannot be had: one phrase may be too long for a balanced pair.
    let broken = (count..count + 2).find_map(|n| balanced(&units, n, name));
    broken.unwrap_or_else(|| ragged(&pieces, sheet::AREA_WIDTH))
}

/// The best way to break into `count` lines, or `None` when there is none that fits the page.
fn balanced(units: &[Unit], count: usize, name: usize) -> Option<Vec<Line>> {
    let ideal = width(units) / count as f32;
    let starts: Vec<usize> = (1..units.len()).filter(|&i| may_break(&units[i - 1], &units[i])).collect();
    // best[i]: the least cost of the text before unit i in the lines so far, with where those lines start.
    let mut best: Vec<Option<(f32, Vec<usize>)>> = vec![None; units.len() + 1];
    best[0] = Some((0.0, Vec::new()));
    for line in 1..=count {
        let mut next = vec![None; units.len() + 1];
        let ends: &[usize] = if line == count { &[units.len()] } else { &starts };
        for &end in ends {
            next[end] = best_line(units, &best, end, ideal, name);
        }
        best = next;
    }
    let (_, starts) = best.pop()??;
    Some(broken_at(units, &starts))
}

/// The least cost of a line that ends before unit `end`, over all lines before it.
fn best_line(
    units: &[Unit],
    best: &[Option<(f32, Vec<usize>)>],
    end: usize,
    ideal: f32,
    name: usize,
) -> Option<(f32, Vec<usize>)> {
    let mut found: Option<(f32, Vec<usize>)> = None;
    for (start, before) in best.iter().enumerate().take(end) {
        let Some((cost, starts)) = before else { continue };
        let wide = width(&units[start..end]);
        if wide > sheet::AREA_WIDTH + 0.01 {
            continue;
        }
        let cost = cost + (wide - ideal).powi(2) + tear(units, start, name);
        if found.as_ref().is_none_or(|(least, _)| cost < *least) {
            let starts = starts.iter().copied().chain((start > 0).then_some(start)).collect();
            found = Some((cost, starts));
        }
    }
    found
}

/// What it weighs that a line starts at this unit.
fn tear(units: &[Unit], start: usize, name: usize) -> f32 {
    let before: usize = units[..start].iter().map(|u| u.pieces.len()).sum();
    let is_number = units.get(start).is_some_and(|u| u.pieces.iter().any(|p| p.ch.is_ascii_digit()));
    let after_space = start > 0 && units[start - 1].spaces > 0;
    if start == 0 || before == name || is_number || after_space { 0.0 } else { TORN_PHRASE }
}
