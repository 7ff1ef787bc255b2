//! Paragraphs that were moved: what is gone at one place and came at another is one thing.

use super::{Difference, Kindred, said::even};
use crate::words::count_chars;

/// Shorter paragraphs may be the same by chance.
const LEAST: usize = 8;

/// The differences that are one paragraph moved, by their places in the list: what is gone, and what came for it.
pub fn moves(differences: &[Difference]) -> Vec<[usize; 2]> {
    let mut found: Vec<[usize; 2]> = Vec::new();
    for (gone, difference) in differences.iter().enumerate() {
        let Some(words) = lone(difference, Difference::before, Difference::after) else { continue };
        let is_free = |at: &usize| found.iter().all(|[_, came]| came != at);
        let is_it = |at: &usize| {
            lone(&differences[*at], Difference::after, Difference::before).as_ref() == Some(&words)
        };
        let came = (0..differences.len()).filter(is_free).find(is_it);
        found.extend(came.map(|came| [gone, came]));
    }
    found
}

/// The words of a paragraph that stands on one side and not on the other.
fn lone(
    difference: &Difference,
    side: fn(&Difference) -> String,
    other: fn(&Difference) -> String,
) -> Option<String> {
    let words = even(&side(difference));
    let is_lone = difference.kind == Kindred::Words && other(difference).is_empty();
    (is_lone && count_chars(&words) >= LEAST).then_some(words)
}

/// Says of paragraphs that were moved from where and to where.
pub(super) fn name(differences: &mut [Difference]) {
    for [gone, came] in moves(differences) {
        let (from, to) = (differences[gone].name.clone(), differences[came].name.clone());
        differences[gone].said = format!("移到了{to}");
        differences[came].said = format!("由{from}移来");
    }
}
