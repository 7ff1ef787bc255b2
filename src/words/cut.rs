//! Texts made shorter, and words of a text put in the place of others.

use std::ops::Range;

/// A text for a place that takes `most` characters: a longer one ends there with `…`.
pub fn clipped(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A text with words put in the place of others, given by characters from the front; a place that lies over the one before
/// it, or behind the end, is left alone.
pub fn replaced<'w>(text: &str, places: impl IntoIterator<Item = (&'w Range<usize>, &'w str)>) -> String {
    let mut chars = text.chars();
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for (place, with) in places {
        if place.start < at || place.is_empty() {
            continue;
        }
        new.extend(chars.by_ref().take(place.start - at));
        if chars.as_str().is_empty() {
            return new;
        }
        new.push_str(with);
        chars.by_ref().take(place.len()).for_each(drop);
        at = place.end;
    }
    new + chars.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_says_that_it_goes_on() {
        for (text, most, expect) in [("", 0, ""), ("年报", 2, "年报"), ("年报表", 2, "年报…"), ("年", 0, "…")]
        {
            assert_eq!(clipped(text, most), expect, "{text} {most}");
        }
    }

    #[test]
    fn words_are_put_where_others_stood() {
        let check = |places: &[(Range<usize>, &str)], expect: &str| {
            let places = places.iter().map(|(place, with)| (place, *with));
            assert_eq!(replaced("本年新收7件", places), expect);
        };
        check(&[], "本年新收7件");
        check(&[(4..5, "16")], "本年新收16件");
        check(&[(0..2, "上年"), (2..4, "结转")], "上年结转7件");
        check(&[(0..4, "收"), (2..5, "重叠")], "收7件");
        check(&[(4..6, "0件。")], "本年新收0件。");
        check(&[(9..10, "后面")], "本年新收7件");
    }
}
