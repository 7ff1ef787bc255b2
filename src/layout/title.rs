//! The title, broken at sense into lines of like length (GB/T 9704—2012 §7.3.1: 回行时词意完整、排列对称).

use super::{
    fonts::{Fonts, Style},
    lines::{Line, broken_at, ragged, width},
    seams, sheet,
    units::{Type, Unit, may_break, pieces, units},
};

/// What a break inside a phrase weighs, in squared points: more than any imbalance, so that the title is torn
/// only where a phrase is longer than a line. A break between phrases weighs nothing.
const TORN_PHRASE: f32 = sheet::AREA_WIDTH * sheet::AREA_WIDTH;

/// What one line more than must be weighs.
const ONE_MORE_LINE: f32 = TORN_PHRASE / 2.0;

/// A text longer than this is no title, and weighing all its breaks would take long.
const MOST_UNITS: usize = 120;

/// A way to break: what it weighs, and the units that start a line, but for the first.
type Broken = (f32, Vec<usize>);

/// What every title ends with: a phrase of its own after the name of the agency.
const SUBJECT: &str = "政府信息公开";

/// Breaks the title; the agency's name, wherever the title has it, stays apart from what follows.
pub(super) fn lines(fonts: &impl Fonts, title: &str, agency: &str) -> Vec<Line> {
    let set = Type::solid(Style::Title, sheet::TITLE_SIZE);
    let pieces = seams::roomy(pieces(fonts, title, set).collect(), set.size);
    let units = units(&pieces);
    if units.len() > MOST_UNITS {
        return ragged(&pieces, sheet::AREA_WIDTH);
    }
    let count = (width(&units) / sheet::AREA_WIDTH).ceil().max(1.0) as usize;
    let name_end = title.find(agency).map_or(0, |at| title[..at + agency.len()].chars().count());
    // One line more than must be, where that leaves phrases whole.
    let ways = (count..count + 2).filter_map(|n| balanced(&units, n, name_end));
    let best = ways.reduce(|few, more| if more.0 + ONE_MORE_LINE < few.0 { more } else { few });
    best.map_or_else(|| ragged(&pieces, sheet::AREA_WIDTH), |(_, starts)| broken_at(&units, &starts))
}

/// The best way to break into `count` lines: what it weighs and where the lines after the first start. `None`
/// when no way fits the page.
fn balanced(units: &[Unit], count: usize, name_end: usize) -> Option<Broken> {
    let ideal = width(units) / count as f32;
    // What it weighs to start a line with each unit; nothing where no line may start.
    let may_start = |i: usize| i == 0 || may_break(&units[i - 1], &units[i]);
    let weigh = |i: usize| may_start(i).then(|| tear(units, i, count, name_end));
    let tears: Vec<Option<f32>> = (0..units.len()).map(weigh).collect();
    // best[i]: the least cost of the text before unit i in the lines so far, with where those lines start.
    let mut best: Vec<Option<Broken>> = vec![None; units.len() + 1];
    best[0] = Some((0.0, Vec::new()));
    for line in 1..=count {
        let is_end = |end: &usize| {
            if line == count { *end == units.len() } else { matches!(tears.get(*end), Some(Some(_))) }
        };
        let ends = |end| is_end(&end).then(|| best_line(units, &best, end, ideal, &tears)).flatten();
        best = (0..=units.len()).map(ends).collect();
    }
    best.pop()?
}

/// The least cost of a line that ends before unit `end`, over all lines before it.
fn best_line(
    units: &[Unit],
    best: &[Option<Broken>],
    end: usize,
    ideal: f32,
    tears: &[Option<f32>],
) -> Option<Broken> {
    let mut found: Option<Broken> = None;
    for (start, tear) in tears.iter().enumerate().take(end) {
        let (Some((cost, starts)), Some(tear)) = (&best[start], tear) else { continue };
        let wide = width(&units[start..end]);
        let cost = cost + (wide - ideal).powi(2) + tear;
        if wide <= sheet::AREA_WIDTH + 0.01 && found.as_ref().is_none_or(|(least, _)| cost < *least) {
            let starts = starts.iter().copied().chain((start > 0).then_some(start)).collect();
            found = Some((cost, starts));
        }
    }
    found
}

/// What it weighs that a line starts at this unit, of so many lines.
fn tear(units: &[Unit], start: usize, count: usize, name_end: usize) -> f32 {
    let (before, after) = units.split_at(start);
    let (Some(last), Some(first)) = (before.last(), after.first()) else { return 0.0 };
    let characters: usize = before.iter().map(|u| u.pieces.len()).sum();
    let ends_year = last.is_year() && !first.is("度") || ends_with_year(before);
    let starts_phrase = first.is_number() || (starts_with(after, SUBJECT) && !ends_year);
    let at_bracket = first.is("（") || last.is("）");
    if characters == name_end || starts_phrase || last.spaces > 0 || (at_bracket && characters > name_end) {
        0.0
    } else if ends_year {
        // The year begins a line; of more than two it may end one, where else a short line would be left.
        TORN_PHRASE / if count > 2 { 8.0 } else { 4.0 }
    } else if at_bracket {
        TORN_PHRASE / 8.0
    } else if ends_region(last) && !GO_ON.into_iter().any(|words| starts_with(after, words)) {
        TORN_PHRASE / 4.0
    } else {
        TORN_PHRASE
    }
}

/// Whether a year ends here that is written `2024年度`.
fn ends_with_year(units: &[Unit]) -> bool {
    matches!(units, [.., year, last] if year.is_year() && last.is("度"))
}

/// What goes on the name of a region, or a word that only looks like one: 市人民政府, 区管理委员会, 市场监督.
const GO_ON: [&str; 3] = ["人民", "管", "场"];

/// Whether the name of a region ends here, after which a long name may be parted.
fn ends_region(last: &Unit) -> bool {
    ["省", "市", "州", "盟", "区", "县", "旗"].into_iter().any(|region| last.is(region))
}

/// Whether these words come next.
fn starts_with(units: &[Unit], words: &str) -> bool {
    let mut next = units.iter().flat_map(|unit| unit.pieces).map(|piece| piece.ch);
    words.chars().all(|ch| next.next() == Some(ch))
}
