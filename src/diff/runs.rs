//! Two paragraphs word by word: runs that stayed, went and came, few and long enough to be read.

use std::ops::Range;

use super::{
    pieces::{self, Hunk},
    tokens::{is_start, tokens},
};

/// Paragraphs that share less than one part in so many of the shorter one are not the same paragraph changed.
const LEAST_SHARE: usize = 4;
/// So many pieces between two changes are always shown as what stayed.
const LONGEST_BETWEEN: usize = 8;
/// What ends a sentence, or a part of one that could be one.
const STOPS: [char; 4] = ['。', '；', '！', '？'];

/// A stretch of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// On which sides it stands.
    pub kind: RunKind,
    /// The characters of the stretch; never none.
    pub text: String,
}

/// What became of a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunKind {
    /// The stretch stands on both sides.
    Kept,
    /// The stretch stands only on the side before.
    Removed,
    /// The stretch stands only on the side after.
    Added,
}

impl Run {
    /// A stretch, or none of no characters.
    pub fn of(kind: RunKind, text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self { kind, text: text.to_owned() })
    }
}

/// What became of a text. Joined without those that were added the runs are `before`, joined without those that were
/// removed `after`; what was removed stands before what came in its place.
pub fn runs(before: &str, after: &str) -> Vec<Run> {
    spoken(before, after, &readable(before, after, changes(before, after)))
}

/// The changes between two texts, in bytes: word by word, in a long text only where its clauses changed.
fn changes(before: &str, after: &str) -> Vec<Hunk> {
    let (start, end) = same_sentences(before, after);
    let whole = Hunk { before: start..before.len() - end, after: start..after.len() - end };
    if let Some(hunks) = by(tokens, before, after, &whole) {
        return hunks;
    }
    let clauses = by(clauses, before, after, &whole).unwrap_or_else(|| vec![whole]);
    clauses
        .into_iter()
        .flat_map(|hunk| by(tokens, before, after, &hunk).unwrap_or_else(|| vec![hunk]))
        .collect()
}

/// How many bytes at the start and at the end of both texts are the same whole sentences: most of a paragraph of last
/// year's. The sentences where they part stay whole, so that a change may slide to the end of one.
fn same_sentences(before: &str, after: &str) -> (usize, usize) {
    let same = before.bytes().zip(after.bytes()).take_while(|(b, a)| b == a).count();
    let same = before.floor_char_boundary(same);
    let after_stop = |(at, stop): (usize, &str)| at + stop.len();
    let mut starts = before[..same].rmatch_indices(STOPS).map(after_stop);
    let start = starts.find(|at| *at < same && is_start(&before[*at..])).unwrap_or(0);
    let (old, new) = (&before[start..], &after[start..]);
    let same = old.bytes().rev().zip(new.bytes().rev()).take_while(|(b, a)| b == a).count();
    let tail = &old[old.ceil_char_boundary(old.len() - same)..];
    let mut starts = tail.match_indices(STOPS).map(after_stop);
    let end = starts.find(|at| is_start(&tail[*at..])).map_or(0, |at| tail.len() - at);
    (start, end)
}

/// The changes inside a stretch of both texts, by pieces of this kind; `None` where there are too many of them.
fn by<'a, T: Iterator<Item = &'a str>>(
    kind: impl Fn(&'a str) -> T,
    before: &'a str,
    after: &'a str,
    within: &Hunk,
) -> Option<Vec<Hunk>> {
    let old: Vec<&str> = kind(&before[within.before.clone()]).collect();
    let new: Vec<&str> = kind(&after[within.after.clone()]).collect();
    let hunks = pieces::changes(&old, &new)?;
    let (old, new) = (edges(&old, within.before.start), edges(&new, within.after.start));
    let bytes = |edges: &[usize], range: Range<usize>| edges[range.start]..edges[range.end];
    let hunks = hunks.into_iter();
    Some(hunks.map(|h| Hunk { before: bytes(&old, h.before), after: bytes(&new, h.after) }).collect())
}

/// Where pieces that begin at `start` start and the last one ends.
fn edges(pieces: &[&str], start: usize) -> Vec<usize> {
    let mut at = start;
    let ends = pieces.iter().map(|piece| {
        at += piece.len();
        at
    });
    [start].into_iter().chain(ends).collect()
}

/// The text in clauses, each with the mark that ends it.
fn clauses(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['。', '；', '，', '、', '：', '！', '？', ' '])
}

/// Joins changes with only a few words between them, which would be read as confetti, and takes texts that share too
/// little for texts that share nothing.
fn readable(before: &str, after: &str, hunks: Vec<Hunk>) -> Vec<Hunk> {
    let count = |text: &str| tokens(text).take(LONGEST_BETWEEN).count();
    let size = |hunk: &Hunk| count(&before[hunk.before.clone()]).max(count(&after[hunk.after.clone()]));
    let mut joined: Vec<(Hunk, usize)> = Vec::new();
    for hunk in hunks {
        let mut top = (size(&hunk), hunk);
        while let Some((last, last_size)) = joined.last() {
            let between =
                tokens(&before[last.before.end..top.1.before.start]).take(LONGEST_BETWEEN + 1).count();
            if between > (*last_size).min(top.0) {
                break;
            }
            let whole = Hunk {
                before: last.before.start..top.1.before.end,
                after: last.after.start..top.1.after.end,
            };
            top = ((last_size + between + top.0).min(LONGEST_BETWEEN), whole);
            joined.pop();
        }
        joined.push((top.1, top.0));
    }
    let hunks: Vec<Hunk> = joined.into_iter().map(|(hunk, _)| hunk).collect();
    let changed: usize = hunks.iter().map(|h| h.before.len()).sum();
    let kept = before.len() - changed;
    if !hunks.is_empty() && kept * LEAST_SHARE < before.len().min(after.len()) {
        return vec![Hunk { before: 0..before.len(), after: 0..after.len() }];
    }
    hunks
}

fn spoken(before: &str, after: &str, hunks: &[Hunk]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = 0;
    for hunk in hunks {
        runs.extend(Run::of(RunKind::Kept, &before[at..hunk.before.start]));
        runs.extend(Run::of(RunKind::Removed, &before[hunk.before.clone()]));
        runs.extend(Run::of(RunKind::Added, &after[hunk.after.clone()]));
        at = hunk.before.end;
    }
    runs.extend(Run::of(RunKind::Kept, &before[at..]));
    runs
}
