//! Whether the column heads that a source prints over figures are those of the form, in the form's order.

use std::collections::BTreeMap;

use super::{
    key::{self, Key},
    plan::Row,
};

/// A head is known by its words from this likeness on.
const KNOWN: f32 = 0.8;

/// What the heads of a source say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heads {
    /// All heads of the form, in its order.
    Same,
    /// Heads of the form in another order.
    Moved,
    /// Some were not found.
    Unclear,
}

/// Compares the words over a row with the heads of the form.
pub(super) fn compare(row: &Row<'_>, words: &[String]) -> Heads {
    let text: Vec<char> = words.iter().flat_map(|w| key::meaningful(w).collect::<Vec<_>>()).collect();
    let keys: Vec<Key> = words.iter().map(|w| Key::of(w)).collect();
    let mut beside: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (&head_row, &head) in row.head_rows.iter().zip(&row.heads) {
        let heads = beside.entry(head_row).or_default();
        if !heads.contains(&head) {
            heads.push(head);
        }
    }
    let rows: Vec<Heads> = beside.values().map(|heads| in_order(heads, &text, &keys)).collect();
    let any = |state| rows.contains(&state);
    if row.upper.iter().any(|level| changed_places(level, &text)) {
        return Heads::Moved;
    }
    match (any(Heads::Moved), any(Heads::Unclear)) {
        (true, _) => Heads::Moved,
        (false, true) => Heads::Unclear,
        (false, false) => Heads::Same,
    }
}

/// Whether heads that stand over several columns are there, but in another order.
fn changed_places(level: &[&str], text: &[char]) -> bool {
    let mut from = 0;
    level.iter().any(|head| {
        let head = Key::of(head);
        match key::find(text, &head.whole, from) {
            Some(at) => {
                from = at + head.whole.len();
                false
            }
            None => key::find(text, &head.whole, 0).is_some(),
        }
    })
}

/// Compares heads that stand beside each other.
fn in_order(heads: &[&str], text: &[char], words: &[Key]) -> Heads {
    let mut from = 0;
    let mut all = true;
    for head in heads {
        let head = Key::of(head);
        match key::find(text, &head.whole, from) {
            Some(at) => from = at + head.whole.len(),
            None if key::find(text, &head.whole, 0).is_some() => return Heads::Moved,
            None => all &= words.iter().any(|w| w.likeness(&head) >= KNOWN),
        }
    }
    if all || in_pieces(heads, text) { Heads::Same } else { Heads::Unclear }
}

/// Whether the heads stand there broken over lines, so that only their characters are left.
fn in_pieces(heads: &[&str], text: &[char]) -> bool {
    let mut left: BTreeMap<char, usize> = BTreeMap::new();
    for &c in text {
        *left.entry(c).or_default() += 1;
    }
    let mut wanted = heads.iter().flat_map(|h| key::meaningful(h).collect::<Vec<_>>());
    wanted.all(|c| match left.get_mut(&c) {
        Some(n) if *n > 0 => {
            *n -= 1;
            true
        }
        _ => false,
    })
}
