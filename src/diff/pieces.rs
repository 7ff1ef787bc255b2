//! Two lists of pieces, words or paragraphs alike: which stretches of them differ.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};

/// Up to so many pieces the shortest list of changes is looked for, in time that grows with what changed.
const EXACT: usize = 600;
/// Up to so many pieces a short list is looked for. Beyond, texts of a few words said over and over take seconds.
const MOST: usize = 4_000;

/// A change: stretches of both lists, either of which may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hunk {
    pub before: Range<usize>,
    pub after: Range<usize>,
}

/// The stretches that differ, in order; `None` where the lists are too long to be compared.
pub(super) fn changes(before: &[&str], after: &[&str]) -> Option<Vec<Hunk>> {
    let start = before.iter().zip(after).take_while(|(b, a)| b == a).count();
    let (old, new) = (&before[start..], &after[start..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(b, a)| b == a).count();
    let (old, new) = (&old[..old.len() - end], &new[..new.len() - end]);
    let longest = old.len().max(new.len());
    if longest > MOST {
        return None;
    }
    let mut input = InternedInput::default();
    // With what stayed at both ends, so that a change may slide to the end of its sentence.
    input.update_before(before.iter().copied());
    input.update_after(after.iter().copied());
    let algorithm = if longest <= EXACT { Algorithm::MyersMinimal } else { Algorithm::Myers };
    let mut diff = Diff::compute(algorithm, &input);
    diff.postprocess_no_heuristic(&input);
    let range = |range: Range<u32>| range.start as usize..range.end as usize;
    Some(diff.hunks().map(|h| Hunk { before: range(h.before), after: range(h.after) }).collect())
}
