//! Lines filled to the measure: where they end, and what closes or opens them up.
//!
//! A mark that may not start a line is kept on the line by closing up the marks before it (挤压) where they give
//! enough, else it takes what stands before it down with it (推出). The room that leaves goes to where Chinese and
//! Western type meet, then over the gaps, but never so much that the line is torn open: then it stays a little short.

use super::{
    lines::{Measure, TOLERANCE},
    seams,
    units::{Piece, Unit, may_break},
};

/// How much of its blank a mark inside a line may give, and a seam of its room.
const GIVE: f32 = 0.5;
/// As much as every gap is opened up before marks take more, in characters: nobody sees it.
const UNSEEN_GAP: f32 = 0.05;
/// The most that the room after a mark is opened up beyond the others, in characters: first, and where that and the
/// widest gaps do not fill the line.
const AFTER_MARK: f32 = 0.2;
const MOST_AFTER_MARK: f32 = 0.4;
/// The most that a gap between characters is opened up, in characters.
const WIDEST_GAP: f32 = 0.15;
/// The most that gaps are opened up to keep a last character from a line of its own, in characters.
const SPARING_GAP: f32 = 0.12;

/// Further on than this beyond what the marks give, in points, no line ends: what each unit adds to the width is more
/// than what it gives.
const BEYOND: f32 = 1.0;

/// A place where a line may end.
#[derive(Clone, Copy)]
struct End {
    /// The unit that starts the next line.
    at: usize,
    /// Its width, a mark at its end without its blank.
    width: f32,
    /// How much the marks inside it give.
    give: f32,
}

/// Where the line that starts at unit `start` ends.
pub(super) fn line_end(units: &[Unit], start: usize, room: f32) -> usize {
    let mut fitting: Option<End> = None;
    let near = places(units, start).take_while(|end| end.width <= room + end.give + BEYOND);
    for end in near.filter(|end| is_end(units, end)) {
        if end.width <= room + TOLERANCE {
            fitting = Some(end);
            continue;
        }
        let over = end.width - room;
        let slack = fitting.map_or(f32::INFINITY, |e| room - e.width);
        if over <= end.give && over <= slack {
            return end.at;
        }
        break;
    }
    // Marks only, and more of them than a line holds: break where the line is full.
    fitting.map_or_else(|| full(units, start, room), |end| end.at)
}

/// The places where a line from unit `start` may end, from its start on.
fn ends<'a>(units: &'a [Unit], start: usize) -> impl Iterator<Item = End> + 'a {
    places(units, start).filter(|end| is_end(units, end))
}

/// Whether a line may end there.
fn is_end(units: &[Unit], end: &End) -> bool {
    end.at == units.len() || may_break(&units[end.at - 1], &units[end.at])
}

/// All places between units after unit `start`.
fn places<'a>(units: &'a [Unit], start: usize) -> impl Iterator<Item = End> + 'a {
    let (mut used, mut give) = (0.0, 0.0);
    units[start..].iter().enumerate().map(move |(i, unit)| {
        let end = End { at: start + i + 1, width: used + unit.end_width(), give };
        used += unit.width() + unit.space_width();
        give += unit.yielding() * GIVE;
        end
    })
}

/// The end of as many units as fit, wherever that is, and of one at least.
fn full(units: &[Unit], start: usize, room: f32) -> usize {
    let mut used = 0.0;
    let fits = |unit: &&Unit| {
        used += unit.width() + unit.space_width();
        used <= room + TOLERANCE
    };
    (start + units[start..].iter().take_while(fits).count()).clamp(start + 1, units.len())
}

/// Sends a character more down to a last line that would hold a single one (单字不成行).
pub(super) fn spare_the_last(units: &[Unit], ends: &mut [usize], measure: Measure) {
    let number = ends.len().saturating_sub(2);
    let [before @ .., end, last] = ends else { return };
    if !is_single(&units[*end..*last]) {
        return;
    }
    let start = before.last().copied().unwrap_or(0);
    let earlier = self::ends(units, start).take_while(|e| e.at < *end).last();
    let Some(earlier) = earlier else { return };
    let gaps = before_gaps(&units[start..earlier.at]).count().max(1) as f32;
    if measure.room(number) - earlier.width <= SPARING_GAP * measure.pitch * gaps {
        *end = earlier.at;
    }
}

/// Whether it is one character, with marks around it or without.
fn is_single(line: &[Unit]) -> bool {
    let mut words = line.iter().filter(|u| u.solid().iter().any(|piece| piece.ch.is_alphanumeric()));
    matches!((words.next(), words.next()), (Some(only), None) if only.solid().len() <= 1)
}

/// The glyphs of a line in this room, filled unless it is the last.
pub(super) fn set(units: &[Unit], room: f32, pitch: f32, is_last: bool) -> Vec<Piece> {
    let Some((last, inner)) = units.split_last() else { return Vec::new() };
    let inner_width: f32 = inner.iter().map(|u| u.width() + u.space_width()).sum();
    let slack = room - inner_width - last.end_width();
    let ragged = is_last && slack >= 0.0;
    let gap = match slack {
        _ if ragged => Gap::default(),
        ..0.0 => Gap::closed(units, slack),
        _ => Gap::opened(units, slack, pitch),
    };
    let mut glyphs: Vec<Piece> = Vec::with_capacity(units.len() + 8);
    for (unit, next) in units.iter().zip(&units[1..]) {
        glyphs.extend(unit.pieces);
        if let Some(piece) = glyphs.last_mut().filter(|_| !is_joint(unit, next)) {
            piece.width += gap.everywhere + unit.yielding() * gap.of_blank + gap.after_mark(unit);
        }
    }
    glyphs.extend(last.solid());
    for piece in glyphs.iter_mut().filter(|piece| piece.seam > 0.0) {
        piece.width += seams::stretch(piece.seam) * gap.of_seam;
    }
    if let Some(end) = glyphs.last_mut().filter(|_| !ragged || inner_width + last.width() > room) {
        end.width = last.solid().last().map_or(0.0, |piece| piece.width) - last.yielding();
    }
    glyphs.extend(last.pieces[last.solid().len()..].iter().map(|p| Piece { width: 0.0, ..*p }));
    glyphs
}

/// How a line is closed or opened up to fill its room.
#[derive(Default)]
struct Gap {
    /// Points at every gap.
    everywhere: f32,
    /// Points after a mark besides.
    marks: f32,
    /// How much of its blank a mark gets, and of its room a seam; negative: gives.
    of_blank: f32,
    /// How much a seam gets of what may be added to it.
    of_seam: f32,
}

impl Gap {
    /// Takes `slack`, which is negative, out of the blanks of marks; what they do not give, out of every gap.
    fn closed(units: &[Unit], slack: f32) -> Self {
        let blanks: f32 = before_gaps(units).map(Unit::yielding).sum();
        let of_blank = if blanks > 0.0 { (slack / blanks).max(-GIVE) } else { 0.0 };
        let left = slack - of_blank * blanks;
        Self { everywhere: left / before_gaps(units).count().max(1) as f32, of_blank, ..Self::default() }
    }

    /// Shares `slack` over the gaps as far as they should be opened: where Chinese and Western type meet, a little
    /// everywhere, then after marks, where room looks natural, then everywhere again, and what is left after marks.
    fn opened(units: &[Unit], slack: f32, pitch: f32) -> Self {
        let seams = seam_stretch(units);
        let of_seam = (slack / seams.max(f32::MIN_POSITIVE)).min(1.0);
        let slack = slack - seams * of_seam;
        let gaps = before_gaps(units).count().max(1) as f32;
        let ends = before_gaps(units).filter(|u| u.ends_with_mark()).count() as f32;
        let unseen = (slack / gaps).min(UNSEEN_GAP * pitch);
        // Without marks none of the room is theirs.
        let after_marks = |slack: f32, most: f32| (slack / ends.max(1.0)).clamp(0.0, most * pitch);
        let natural = after_marks(slack - unseen * gaps, AFTER_MARK);
        let left = (slack - unseen * gaps - natural * ends).max(0.0);
        let everywhere = (unseen + left / gaps).min(WIDEST_GAP * pitch);
        let marks = after_marks(slack - everywhere * gaps, MOST_AFTER_MARK);
        Self { everywhere, marks, of_blank: 0.0, of_seam }
    }

    fn after_mark(&self, unit: &Unit) -> f32 {
        if unit.ends_with_mark() { self.marks } else { 0.0 }
    }
}

/// The units of a line that a gap follows.
fn before_gaps<'a>(units: &'a [Unit<'a>]) -> impl Iterator<Item = &'a Unit<'a>> {
    let pairs = units.iter().zip(units.iter().skip(1));
    pairs.filter(|(unit, next)| !is_joint(unit, next)).map(|(unit, _)| unit)
}

/// Whether two units are parts of one address, between which it may be parted and has no gap.
fn is_joint(unit: &Unit, next: &Unit) -> bool {
    let end = |piece: Option<&Piece>| piece.is_some_and(|piece| piece.ch.is_ascii_graphic());
    end(unit.pieces.last()) && end(next.pieces.first())
}

/// How much the seams of a line may be opened up, all together; what ends it has none.
fn seam_stretch(units: &[Unit]) -> f32 {
    let seams = units.iter().flat_map(|unit| unit.pieces).map(|piece| seams::stretch(piece.seam));
    let at_end = units.last().and_then(|unit| unit.solid().last()).map_or(0.0, |p| seams::stretch(p.seam));
    seams.sum::<f32>() - at_end
}
