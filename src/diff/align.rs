//! Paragraphs of two texts set side by side: those that stayed are the longest list common to both.

/// What became of a paragraph. Indexes count the paragraphs that have words in them, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParagraphChange {
    /// Other words stand in its place.
    Changed {
        /// Its index before.
        before: usize,
        /// Its index now.
        after: usize,
    },
    /// It is new.
    Added {
        /// Its index now.
        after: usize,
    },
    /// It is gone.
    Removed {
        /// Its index before.
        before: usize,
    },
}

/// Texts of more paragraphs than this are compared one by one in their order; to weigh every pairing takes too
/// long, and no report has so many.
const MOST: usize = 1000;

/// What changed from the paragraphs `before` to those `after`, from above.
pub fn paragraph_changes(before: &[&str], after: &[&str]) -> Vec<ParagraphChange> {
    let mut changes = Vec::new();
    let (mut b, mut a) = (0, 0);
    let stayed = common(before, after);
    for (next_b, next_a) in stayed.into_iter().chain([(before.len(), after.len())]) {
        changes.extend(between(b..next_b, a..next_a));
        (b, a) = (next_b + 1, next_a + 1);
    }
    changes
}

/// Paragraphs between two that stayed: paired in their order, what is left over removed or added.
fn between(before: std::ops::Range<usize>, after: std::ops::Range<usize>) -> Vec<ParagraphChange> {
    let pairs = before.len().min(after.len());
    let changed = before.clone().zip(after.clone());
    let changed = changed.map(|(before, after)| ParagraphChange::Changed { before, after });
    let removed = before.skip(pairs).map(|before| ParagraphChange::Removed { before });
    let added = after.skip(pairs).map(|after| ParagraphChange::Added { after });
    changed.chain(removed).chain(added).collect()
}

/// The places of the longest common list, as pairs of indexes.
fn common(before: &[&str], after: &[&str]) -> Vec<(usize, usize)> {
    if before.len() > MOST || after.len() > MOST {
        let pairs = before.iter().zip(after).enumerate();
        return pairs.filter(|(_, (b, a))| b == a).map(|(i, _)| (i, i)).collect();
    }
    // length[b][a]: of the longest common list of what follows.
    let mut length = vec![vec![0_usize; after.len() + 1]; before.len() + 1];
    for b in (0..before.len()).rev() {
        for a in (0..after.len()).rev() {
            length[b][a] = if before[b] == after[a] {
                length[b + 1][a + 1] + 1
            } else {
                length[b + 1][a].max(length[b][a + 1])
            };
        }
    }
    let (mut b, mut a, mut pairs) = (0, 0, Vec::new());
    while b < before.len() && a < after.len() {
        if before[b] == after[a] {
            pairs.push((b, a));
            (b, a) = (b + 1, a + 1);
        } else if length[b + 1][a] >= length[b][a + 1] {
            b += 1;
        } else {
            a += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::{ParagraphChange::*, *};

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
            assert_eq!(paragraph_changes(&parts(before), &parts(after)), expect, "{before} {after}");
        }
    }
}
