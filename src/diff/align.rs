//! Paragraphs of two texts set side by side: those that stayed first, between them those that are most alike.

use std::{
    collections::hash_map::DefaultHasher,
    hash::{Hash as _, Hasher as _},
    ops::Range,
};

use super::{
    pieces::{self, Hunk},
    tokens::tokens,
};

/// Between two paragraphs that stayed, so many pairs are weighed against each other; where there are more, and no
/// report has so many, paragraphs are paired in their order.
const MOST_PAIRS: usize = 2_500;
/// From this likeness on two paragraphs are one that was changed. Two of different content share about a tenth.
const ALIKE: f32 = 0.25;

/// A paragraph, or two that stand side by side. Indexes count the paragraphs that have words in them, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pair {
    /// The paragraph stayed as it is.
    Kept {
        /// Its index before.
        before: usize,
        /// Its index now.
        after: usize,
    },
    /// Other words stand in its place.
    Changed {
        /// Its index before.
        before: usize,
        /// Its index now.
        after: usize,
    },
    /// The paragraph stands only in the text after.
    Added {
        /// Its index now.
        after: usize,
    },
    /// The paragraph stands only in the text before.
    Removed {
        /// Its index before.
        before: usize,
    },
}

/// What became of the paragraphs `before`, beside those `after`, from above. Every paragraph stands in one pair, in
/// its order.
pub fn pairs(before: &[&str], after: &[&str]) -> Vec<Pair> {
    let whole = || vec![Hunk { before: 0..before.len(), after: 0..after.len() }];
    let mut pairs = Vec::new();
    let (mut b, mut a) = (0, 0);
    for hunk in pieces::changes(before, after).unwrap_or_else(whole) {
        let kept = (b..hunk.before.start).zip(a..hunk.after.start);
        pairs.extend(kept.map(|(before, after)| Pair::Kept { before, after }));
        (b, a) = (hunk.before.end, hunk.after.end);
        pairs.extend(between(before, after, hunk.before, hunk.after));
    }
    pairs.extend((b..before.len()).zip(a..after.len()).map(|(before, after)| Pair::Kept { before, after }));
    pairs
}

/// Paragraphs between two that stayed: the most alike paired, those left over in their order.
fn between(before: &[&str], after: &[&str], old: Range<usize>, new: Range<usize>) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let (mut b, mut a) = (old.start, new.start);
    for (next_b, next_a) in alike(&before[old.clone()], &after[new.clone()]) {
        let (next_b, next_a) = (old.start + next_b, new.start + next_a);
        pairs.extend(in_order(b..next_b, a..next_a));
        pairs.push(Pair::Changed { before: next_b, after: next_a });
        (b, a) = (next_b + 1, next_a + 1);
    }
    pairs.extend(in_order(b..old.end, a..new.end));
    pairs
}

fn in_order(before: Range<usize>, after: Range<usize>) -> Vec<Pair> {
    let count = before.len().min(after.len());
    let changed = before.clone().zip(after.clone()).map(|(before, after)| Pair::Changed { before, after });
    let removed = before.skip(count).map(|before| Pair::Removed { before });
    let added = after.skip(count).map(|after| Pair::Added { after });
    changed.chain(removed).chain(added).collect()
}

/// The pairs, in order, that are the most alike taken together; nothing where there is no choice or too much of it.
fn alike(before: &[&str], after: &[&str]) -> Vec<(usize, usize)> {
    let count = before.len() * after.len();
    if count <= 1 || count > MOST_PAIRS {
        return Vec::new();
    }
    let (old, new) = (marks_of(before), marks_of(after));
    let likeness = |b: usize, a: usize| Some(likeness(&old[b], &new[a])).filter(|l| *l >= ALIKE);
    // best[b][a]: the likeness of the best pairs of what follows.
    let mut best = vec![vec![0.0_f32; after.len() + 1]; before.len() + 1];
    let mut likenesses = vec![vec![None; after.len()]; before.len()];
    for b in (0..before.len()).rev() {
        for a in (0..after.len()).rev() {
            likenesses[b][a] = likeness(b, a);
            let paired = likenesses[b][a].map_or(0.0, |l| l + best[b + 1][a + 1]);
            best[b][a] = paired.max(best[b + 1][a]).max(best[b][a + 1]);
        }
    }
    let (mut b, mut a, mut pairs) = (0, 0, Vec::new());
    while b < before.len() && a < after.len() {
        if best[b][a] == best[b + 1][a] {
            b += 1;
        } else if best[b][a] == best[b][a + 1] {
            a += 1;
        } else {
            pairs.push((b, a));
            (b, a) = (b + 1, a + 1);
        }
    }
    pairs
}

fn marks_of(paragraphs: &[&str]) -> Vec<Vec<u64>> {
    paragraphs.iter().map(|text| marks(text)).collect()
}

/// Every two pieces that stand together in a text, as sorted hashes.
fn marks(text: &str) -> Vec<u64> {
    let mut last = "";
    let mut marks: Vec<u64> = tokens(text)
        .map(|token| {
            let mut hasher = DefaultHasher::new();
            (last, token).hash(&mut hasher);
            last = token;
            hasher.finish()
        })
        .collect();
    marks.sort_unstable();
    marks
}

/// How much two texts share of both, from 0 to 1.
fn likeness(old: &[u64], new: &[u64]) -> f32 {
    let (mut b, mut a, mut common) = (0, 0, 0_usize);
    while let (Some(x), Some(y)) = (old.get(b), new.get(a)) {
        common += usize::from(x == y);
        b += usize::from(x <= y);
        a += usize::from(y <= x);
    }
    2.0 * common as f32 / (old.len() + new.len()).max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::{Pair::*, *};

    #[test]
    fn paragraphs_are_set_side_by_side() {
        for (before, after, expect) in [
            ("甲乙丙", "甲乙丙", vec![]),
            ("甲乙丙", "甲丁丙", vec![Changed { before: 1, after: 1 }]),
            ("甲乙丙", "甲丙", vec![Removed { before: 1 }]),
            ("甲丙", "甲乙丙", vec![Added { after: 1 }]),
            ("", "甲", vec![Added { after: 0 }]),
            ("甲", "", vec![Removed { before: 0 }]),
            ("甲乙", "丁乙戊", vec![Changed { before: 0, after: 0 }, Added { after: 2 }]),
            ("甲乙丙", "丙甲乙", vec![Added { after: 0 }, Removed { before: 2 }]),
        ] {
            let parts = |text: &'static str| text.split("").filter(|s| !s.is_empty()).collect::<Vec<_>>();
            let changes: Vec<Pair> = pairs(&parts(before), &parts(after))
                .into_iter()
                .filter(|pair| !matches!(pair, Kept { .. }))
                .collect();
            assert_eq!(changes, expect, "{before} {after}");
        }
    }

    #[test]
    fn a_paragraph_finds_the_one_it_came_from() {
        let before = ["全年收到申请16件，办结15件。", "共召开新闻发布会4次。"];
        let after = ["本年建立了新的制度。", "全年收到申请18件，办结18件。", "共召开新闻发布会5次。"];
        let expect = [Added { after: 0 }, Changed { before: 0, after: 1 }, Changed { before: 1, after: 2 }];
        assert_eq!(pairs(&before, &after), expect);
    }
}
