//! How differences come into the draft together, and where in it they are.

use super::{Difference, Purpose, figures, heads, said::even, texts};
use crate::{
    draft::{Sheet, edit::Edit, paragraphs},
    import::Imported,
};

/// The edits that take every difference into the draft that is wanted and can be, to be applied as one step. Several of
/// one text are one edit.
pub fn take(
    was: &Imported,
    came: &Imported,
    draft: Sheet<'_>,
    is_wanted: &dyn Fn(&Difference) -> bool,
) -> Vec<Edit> {
    let single = heads::differences(was, came, draft).into_iter().chain(figures::differences(
        was,
        came,
        draft,
        Purpose::Returned,
    ));
    let single = single.filter(is_wanted).filter_map(|difference| difference.edits().map(<[Edit]>::to_vec));
    single.flatten().chain(texts::take(was, came, draft, is_wanted)).collect()
}

/// Which paragraph of a text says what a difference is about: as the copy has it, or as it was.
pub fn paragraph_of(difference: &Difference, text: &str) -> Option<usize> {
    let first = |words: String| words.split('\n').next().map(even).filter(|line| !line.is_empty());
    let is_there = |line: String| paragraphs(text).position(|paragraph| even(paragraph) == line);
    let by = |words: String| first(words).and_then(is_there);
    by(difference.after()).or_else(|| by(difference.before()))
}
