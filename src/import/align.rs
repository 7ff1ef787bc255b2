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
const MOST: usize = 200;
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
    /// Rows of the source with the label of a row that was found already.
    pub again: Vec<(usize, usize)>,
    /// Rows of the source that stand for a group of rows of the form.
    pub groups: Vec<(usize, Vec<usize>)>,
    /// Rows of the source whose label no row of the form has.
    pub foreign: Vec<usize>,
}

/// Aligns the filled rows of a source with the rows of the form; both are in printed order.
pub(super) fn align(found: &[Found], rows: &[Row<'_>]) -> Alignment {
    let filled: Vec<usize> = (0..found.len()).filter(|&i| found[i].is_filled()).take(MOST).collect();
    let scores: Vec<Vec<f32>> = filled.iter().map(|&i| scores(&found[i], rows)).collect();
    let anchors = anchors(&scores);
    let mut alignment = Alignment::default();
    let labelled: Vec<usize> =
        filled.iter().zip(&scores).filter(|(_, s)| s.iter().any(|l| *l >= KNOWN)).map(|(&i, _)| i).collect();
    let ends = [None].into_iter().chain(anchors.iter().map(|a| Some(*a)));
    let next = anchors.iter().map(|a| Some(*a)).chain([None]);
    for (from, to) in ends.zip(next) {
        if let Some((i, j)) = from {
            alignment.pairs.push((filled[i], j, Match::Label));
        }
        let sources: Vec<usize> =
            (from.map_or(0, |f| f.0 + 1)..to.map_or(filled.len(), |t| t.0)).map(|i| filled[i]).collect();
        let targets: Vec<usize> = (from.map_or(0, |f| f.1 + 1)..to.map_or(rows.len(), |t| t.1)).collect();
        let (known, unknown) = sources.into_iter().partition(|i| labelled.contains(i));
        alignment.foreign.extend::<Vec<usize>>(known);
        gap(found, rows, unknown, targets, &mut alignment);
    }
    moved(&filled, &scores, &mut alignment);
    alignment.pairs.sort_by_key(|p| p.1);
    alignment
}

/// Rows out of their order, when no other row can be meant.
fn moved(filled: &[usize], scores: &[Vec<f32>], alignment: &mut Alignment) {
    let known = |i: usize| {
        scores[i].iter().enumerate().filter(|(_, s)| **s >= KNOWN).map(|(j, _)| j).collect::<Vec<_>>()
    };
    let mut claims: Vec<(usize, usize)> = Vec::new();
    for (i, &source) in filled.iter().enumerate().filter(|(_, f)| alignment.foreign.contains(f)) {
        if let [only] = known(i).as_slice()
            && !alignment.pairs.iter().any(|p| p.1 == *only)
        {
            claims.push((source, *only));
        }
    }
    for &(source, row) in &claims {
        if claims.iter().filter(|c| c.1 == row).count() == 1 {
            alignment.foreign.retain(|&f| f != source);
            alignment.pairs.push((source, row, Match::Label));
        }
    }
    for (i, &source) in filled.iter().enumerate().filter(|(_, f)| alignment.foreign.contains(f)) {
        let again = known(i).into_iter().find(|j| alignment.pairs.iter().any(|p| p.1 == *j));
        alignment.again.extend(again.map(|j| (source, j)));
    }
    alignment.foreign.retain(|f| !alignment.again.iter().any(|a| a.0 == *f));
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
        // A label may stand behind those of its groups in one field: `三、本年度办理结果 （七）总计`.
        let fields: Vec<&str> = found.labels.iter().flat_map(|l| l.split_whitespace()).collect();
        let from = fields.len().saturating_sub(6);
        let mut readings: Vec<Key> =
            (from..fields.len()).rev().map(|i| Key::of(&fields[i..].concat())).collect();
        if from > 0 {
            readings.push(Key::of(&fields.concat()));
        }
        let defined = found.labels.last().and_then(|label| key::without_definition(label));
        readings.extend(defined.map(|label| Key::of(&label)).filter(|k| !k.name().is_empty()));
        Self { readings }
    }

    fn likeness(&self, label: &Key) -> f32 {
        if label.is_empty() || self.readings.is_empty() {
            return 0.0;
        }
        let like = |own: &Key| {
            let exact_end = own.whole.len() > label.whole.len()
                && own.whole.ends_with(&label.whole)
                && label.whole.len() > 3;
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
fn gap(
    found: &[Found],
    rows: &[Row<'_>],
    sources: Vec<usize>,
    targets: Vec<usize>,
    alignment: &mut Alignment,
) {
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
    settle(found, rows, pieces, targets, alignment);
}

/// Pairs rows without labels with the rows of the form that are left between two known ones.
fn settle(
    found: &[Found],
    rows: &[Row<'_>],
    mut pieces: Vec<usize>,
    targets: Vec<usize>,
    alignment: &mut Alignment,
) {
    if pieces.len() != targets.len() {
        let widest = targets.iter().map(|&j| rows[j].cells.len()).max().unwrap_or_default();
        let stray = |i: &usize| found[*i].values.len() * 2 < widest;
        alignment.foreign.extend(pieces.iter().copied().filter(stray));
        pieces.retain(|i| !stray(i));
    }
    if pieces.is_empty() {
        return;
    }
    if pieces.len() == targets.len() {
        for (i, j) in pieces.into_iter().zip(targets) {
            let how = if stands_around(&found[i], &rows[j].label) { Match::Around } else { Match::Order };
            alignment.pairs.push((i, j, how));
        }
    } else if let Some((at, group)) = group_row(found, rows, &pieces, &targets) {
        let (before, after) = (pieces[..at].to_vec(), pieces[at + 1..].to_vec());
        alignment.groups.push((pieces[at], targets[group.clone()].to_vec()));
        settle(found, rows, before, targets[..group.start].to_vec(), alignment);
        settle(found, rows, after, targets[group.end..].to_vec(), alignment);
    } else if pieces.len() > targets.len() * 3 {
        alignment.open.push((pieces, targets));
    } else if let Some((i, j)) = only_around(found, rows, &pieces, &targets) {
        alignment.pairs.push((pieces[i], targets[j], Match::Around));
        settle(found, rows, pieces[..i].to_vec(), targets[..j].to_vec(), alignment);
        settle(found, rows, pieces[i + 1..].to_vec(), targets[j + 1..].to_vec(), alignment);
    } else {
        alignment.open.push((pieces, targets));
    }
}

/// A row that stands for a whole group: its label is that of the group of some rows, all of them left.
fn group_row(
    found: &[Found],
    rows: &[Row<'_>],
    pieces: &[usize],
    targets: &[usize],
) -> Option<(usize, std::ops::Range<usize>)> {
    pieces.iter().enumerate().find_map(|(at, &i)| {
        let own = Key::of(found[i].labels.last()?);
        let inside = |j: &usize| rows[*j].parents.last().is_some_and(|p| *p == own);
        let start = targets.iter().position(inside)?;
        let length = targets[start..].iter().take_while(|j| inside(j)).count();
        let whole = rows.iter().filter(|r| r.parents.last().is_some_and(|p| *p == own)).count() == length;
        whole.then_some((at, start..start + length))
    })
}

/// The first pair of a row and a label that stands around it and around no other row.
fn only_around(
    found: &[Found],
    rows: &[Row<'_>],
    pieces: &[usize],
    targets: &[usize],
) -> Option<(usize, usize)> {
    targets.iter().enumerate().find_map(|(j, &target)| {
        let mut around =
            pieces.iter().enumerate().filter(|&(_, &i)| stands_around(&found[i], &rows[target].label));
        let (i, _) = around.next()?;
        let others = targets.iter().filter(|&&t| stands_around(&found[pieces[i]], &rows[t].label)).count();
        (around.next().is_none() && others == 1).then_some((i, j))
    })
}

/// Whether the label stands around the row, broken into pieces.
fn stands_around(found: &Found, label: &Key) -> bool {
    let meaningful = |texts: &[String]| {
        texts.iter().flat_map(|t| key::meaningful(t).collect::<Vec<_>>()).collect::<Vec<char>>()
    };
    let before = meaningful(&found.before);
    let after = meaningful(&found.after);
    let mut around = before[before.len().saturating_sub(NEAR)..].to_vec();
    around.extend(meaningful(&found.labels));
    around.extend(&after[..after.len().min(NEAR)]);
    !label.is_empty() && key::common(&label.whole, &around) as f32 >= label.whole.len() as f32 * AROUND
}
