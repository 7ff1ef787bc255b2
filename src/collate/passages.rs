//! Paragraphs of a copy beside those it was made from: which passage came in the place of which.

use std::ops::Range;

use crate::{
    diff::{Pair, RunKind, pairs, runs},
    words::count_chars,
};

/// In a stretch of more paragraphs than this none is looked at for having been split or joined.
const MOST: usize = 60;

/// Paragraphs in the place of which others came. Either side may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    /// The paragraphs that were there.
    pub was: Range<usize>,
    /// The paragraphs that came.
    pub came: Range<usize>,
}

/// The passages that differ, from above. A paragraph that was split, and several that were joined, are one passage.
pub(super) fn passages(was: &[&str], came: &[&str]) -> Vec<Passage> {
    let mut all = Vec::new();
    let mut open: Vec<Passage> = Vec::new();
    let (mut w, mut c) = (0, 0);
    for pair in pairs(was, came) {
        let (was_length, came_length) = match pair {
            Pair::Kept { .. } => {
                all.extend(joined(std::mem::take(&mut open), was, came));
                (w, c) = (w + 1, c + 1);
                continue;
            }
            Pair::Changed { .. } => (1, 1),
            Pair::Added { .. } => (0, 1),
            Pair::Removed { .. } => (1, 0),
        };
        open.push(Passage { was: w..w + was_length, came: c..c + came_length });
        (w, c) = (w + was_length, c + came_length);
    }
    all.extend(joined(open, was, came));
    all
}

/// Puts neighbours together that are one paragraph split, or several joined.
fn joined(open: Vec<Passage>, was: &[&str], came: &[&str]) -> Vec<Passage> {
    if open.len() > MOST {
        return open;
    }
    let mut all: Vec<Passage> = Vec::new();
    for passage in open {
        match all.last_mut() {
            Some(last) if belong(last, &passage, was, came) => {
                (last.was.end, last.came.end) = (passage.was.end, passage.came.end);
            }
            _ => all.push(passage),
        }
    }
    all
}

/// Whether most of a paragraph that stands on one side alone is in the passage beside it.
fn belong(first: &Passage, second: &Passage, was: &[&str], came: &[&str]) -> bool {
    let is_lone = |p: &Passage| p.was.is_empty() != p.came.is_empty();
    if is_lone(first) == is_lone(second) {
        return false;
    }
    let (lone, pair) = if is_lone(first) { (first, second) } else { (second, first) };
    let length =
        count_chars(&was[lone.was.clone()].concat()) + count_chars(&came[lone.came.clone()].concat());
    let kept = |w: Range<usize>, c: Range<usize>| kept_chars(&was[w].concat(), &came[c].concat());
    let alone = kept(pair.was.clone(), pair.came.clone());
    let together = kept(first.was.start..second.was.end, first.came.start..second.came.end);
    together >= alone + length.div_ceil(2)
}

fn kept_chars(before: &str, after: &str) -> usize {
    let kept = runs(before, after).into_iter().filter(|run| run.kind == RunKind::Kept);
    kept.map(|run| count_chars(&run.text)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_split_or_joined_is_one_passage() {
        let (a, b) = ("全年收到申请十六件，均已办结。", "共召开新闻发布会四次，回应关切。");
        let both = [a, b].concat();
        for (was, came, expect) in [
            (vec![both.as_str()], vec![a, b], vec![(0..1, 0..2)]),
            (vec![a, b], vec![both.as_str()], vec![(0..2, 0..1)]),
            (vec![a], vec![a, b], vec![(1..1, 1..2)]),
            (vec![a, b], vec![b], vec![(0..1, 0..0)]),
            (vec![a, b], vec![a, b], vec![]),
        ] {
            let found: Vec<_> = passages(&was, &came).into_iter().map(|p| (p.was, p.came)).collect();
            assert_eq!(found, expect, "{was:?} {came:?}");
        }
    }
}
