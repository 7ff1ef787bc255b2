//! Plain words found in a text: where they stand, and what stands around them.

use std::ops::Range;

/// Every place of `wanted` in `text`, as bytes from left to right; none overlap. Nothing is found by no words.
pub fn places(text: &str, wanted: &str) -> Vec<Range<usize>> {
    if wanted.is_empty() {
        return Vec::new();
    }
    text.match_indices(wanted).map(|(at, found)| at..at + found.len()).collect()
}

/// A place with what stands around it, for a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context<'a> {
    /// The end of what comes before, in the same paragraph.
    pub before: &'a str,
    /// The words that were looked for, as they stand in the text.
    pub found: &'a str,
    /// The beginning of what comes after, in the same paragraph.
    pub after: &'a str,
}

/// What stands around a place of `text`: up to `width` characters on each side. A place that the text does not
/// have is shown as nothing.
pub fn context<'a>(text: &'a str, place: &Range<usize>, width: usize) -> Context<'a> {
    let (Some(before), Some(found), Some(after)) =
        (text.get(..place.start), text.get(place.clone()), text.get(place.end..))
    else {
        return Context { before: "", found: "", after: "" };
    };
    let before = before.rsplit('\n').next().unwrap_or("");
    let from = before.char_indices().rev().nth(width.saturating_sub(1)).map_or(0, |(at, _)| at);
    let after = after.split('\n').next().unwrap_or("");
    let to = after.char_indices().nth(width).map_or(after.len(), |(at, _)| at);
    Context { before: &before[from..], found, after: &after[..to] }
}

/// A place in bytes as a place in characters.
pub fn in_chars(text: &str, place: &Range<usize>) -> Range<usize> {
    let count = |to: usize| text.get(..to).map_or(0, |t| t.chars().count());
    count(place.start)..count(place.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_stand() {
        for (text, wanted, expect) in [
            ("2022年，2022年", "2022年", vec![0..7, 10..17]),
            ("年年年年", "年年", vec![0..6, 6..12]),
            ("Abc", "abc", vec![]),
            ("16件", "", vec![]),
            ("", "16", vec![]),
        ] {
            assert_eq!(places(text, wanted), expect, "{wanted} in {text}");
        }
    }

    #[test]
    fn the_surroundings_stay_in_their_paragraph() {
        let text = "前一段\n共收到申请16件，办结16件。\n后一段";
        let place = &places(text, "16")[0];
        let around = context(text, place, 3);
        assert_eq!((around.before, around.found, around.after), ("到申请", "16", "件，办"));
        let around = context(text, place, 100);
        assert_eq!((around.before, around.after), ("共收到申请", "件，办结16件。"));
        assert_eq!(in_chars(text, place), 9..11);
        assert_eq!(context(text, &(1..2), 5).found, "", "not a place of characters");
    }
}
