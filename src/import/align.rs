//! Which row of a source is which row of the form: by label where there is one, by place between such rows else.

use super::{
    key::{self, Key},
    plan::Row,
    scan::Found,
};

/// A row is known by its label from this likeness on.
const KNOWN: f32 = 0.72;
/// A label broken over lines is recognised when this share of it stands around its row, in order.
const AROUND: f32 = 0.9;
/// The most rows of a source that are compared with those of the form.
const MOST: usize = 400;
/// The characters around a row that may be parts of its label.
const NEAR: usize = 90;

/// How sure it is which row of the form a row of the source is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Match {
    /// Its label says so.
    Label,
    /// Parts of its label stand around it, and the rows above and below fit.
    Around,
    /// It has no label, but stands in the only place left.
    Order,
}

/// What became of the rows of a source.
#[derive(Clone, Debug, Default)]
pub(super) struct Alignment {
    /// (row of the source, row of the form, how), in order.
    pub pairs: Vec<(usize, usize, Match)>,
    /// Rows of the source without a label, and the rows of the form among which they belong.
    pub open: Vec<(Vec<usize>, Vec<usize>)>,
    /// Rows of the source whose label no row of the form has.
    pub foreign: Vec<usize>,
}

/// Aligns the filled rows of a source with the rows of the form; both are in printed order.
pub(super) fn align(found: &[Found], rows: &[Row<'_>]) -> Alignment {
    let filled: Vec<usize> = (0..found.len()).filter(|&i| found[i].is_filled()).take(MOST).collect();
    let scores: Vec<Vec<f32>> = filled.iter().map(|&i| scores(&found[i], rows)).collect();
    let anchors = anchors(&scores);
    let mut alignment = Alignment::default();
    let ends = [None].into_iter().chain(anchors.iter().map(|a| Some(*a)));
    let next = anchors.iter().map(|a| Some(*a)).chain([None]);
    for (from, to) in ends.zip(next) {
        if let Some((i, j)) = from {
            alignment.pairs.push((filled[i], j, Match::Label));
        }
        let sources: Vec<usize> = (from.map_or(0, |f| f.0 + 1)..to.map_or(filled.len(), |t| t.0)).map(|i| filled[i]).collect();
        let targets: Vec<usize> = (from.map_or(0, |f| f.1 + 1)..to.map_or(rows.len(), |t| t.1)).collect();
        gap(found, rows, sources, targets, &mut alignment);
    }
    alignment
}

/// How like each form row's label a row's own words are.
fn scores(found: &Found, rows: &[Row<'_>]) -> Vec<f32> {
    let own = Own::of(found);
    rows.iter().map(|r| own.likeness(&r.label)).collect()
}

/// The ways to read the words of a row as its label.
struct Own {
    readings: Vec<Key>,
}

impl Own {
    fn of(found: &Found) -> Self {
        let fields = &found.labels;
        let from = fields.len().saturating_sub(6);
        let mut readings: Vec<Key> = (from..fields.len()).rev().map(|i| Key::of(&fields[i..].concat())).collect();
        if from > 0 {
            readings.push(Key::of(&fields.concat()));
        }
        Self { readings }
    }

    fn likeness(&self, label: &Key) -> f32 {
        if label.is_empty() || self.readings.is_empty() {
            return 0.0;
        }
        let like = |own: &Key| {
            let exact_end = own.whole.len() > label.whole.len() && own.whole.ends_with(&label.whole) && label.whole.len() > 3;
            if exact_end { 0.97 } else { own.likeness(label) }
        };
        self.readings.iter().map(like).fold(0.0, f32::max)
    }

    /// Whether the words can be a piece of a label, or say nothing.
    fn is_piece(&self, rows: &[Row<'_>], targets: &[usize]) -> bool {
        let Some(last) = self.readings.first() else { return true };
        let in_order = |whole: &[char]| key::common(&last.whole, whole) * 10 >= last.whole.len() * 9;
        let piece = |r: &Row<'_>| {
            let heads = || key::meaningful(&r.heads.concat()).collect::<Vec<char>>();
            let of_heads = r.label.is_empty() && in_order(&heads());
            of_heads || in_order(&r.label.whole) || r.parents.iter().any(|p| in_order(&p.whole))
        };
        last.whole.len() <= 2 || targets.iter().any(|&j| piece(&rows[j]))
    }
}

/// The pairs known by label: the set of pairs in order whose likeness adds up to most.
fn anchors(scores: &[Vec<f32>]) -> Vec<(usize, usize)> {
    let width = scores.first().map_or(0, Vec::len);
    let mut best = vec![vec![0.0_f32; width + 1]; scores.len() + 1];
    for (i, row) in scores.iter().enumerate() {
        for (j, &score) in row.iter().enumerate() {
            let paired = if score >= KNOWN { best[i][j] + score * score } else { 0.0 };
            best[i + 1][j + 1] = paired.max(best[i][j + 1]).max(best[i + 1][j]);
        }
    }
    let (mut i, mut j) = (scores.len(), width);
    let mut pairs = Vec::new();
    while i > 0 && j > 0 {
        if best[i][j] == best[i - 1][j] {
            i -= 1;
        } else if best[i][j] == best[i][j - 1] {
            j -= 1;
        } else {
            (i, j) = (i - 1, j - 1);
            pairs.push((i, j));
        }
    }
    pairs.reverse();
    pairs
}

/// Rows between two that are known.
fn gap(found: &[Found], rows: &[Row<'_>], sources: Vec<usize>, targets: Vec<usize>, alignment: &mut Alignment) {
    let (mut pieces, foreign): (Vec<usize>, Vec<usize>) =
        sources.into_iter().partition(|&i| Own::of(&found[i]).is_piece(rows, &targets));
    alignment.foreign.extend(foreign);
    if let [only] = targets.as_slice()
        && rows[*only].label.is_empty()
        && pieces.len() > 1
    {
        // Without any label only the number of figures tells the row from a stray figure.
        pieces.retain(|&i| found[i].values.len() >= rows[*only].cells.len());
    }
    if pieces.is_empty() {
        return;
    }
    if pieces.len() != targets.len() {
        alignment.open.push((pieces, targets));
        return;
    }
    for (i, j) in pieces.into_iter().zip(targets) {
        let how = if stands_around(&found[i], &rows[j].label) { Match::Around } else { Match::Order };
        alignment.pairs.push((i, j, how));
    }
}

/// Whether the label stands around the row, broken into pieces.
fn stands_around(found: &Found, label: &Key) -> bool {
    let meaningful = |texts: &[String]| texts.iter().flat_map(|t| key::meaningful(t).collect::<Vec<_>>()).collect::<Vec<char>>();
    let before = meaningful(&found.before);
    let after = meaningful(&found.after);
    let mut around = before[before.len().saturating_sub(NEAR)..].to_vec();
    around.extend(meaningful(&found.labels));
    around.extend(&after[..after.len().min(NEAR)]);
    !label.is_empty() && key::common(&label.whole, &around) as f32 >= label.whole.len() as f32 * AROUND
}
