//! Punctuation of a text as written (`assets/norms/texts.md` “用词和标点”: TX-PUNCT), and how it should have been.

use std::ops::Range;

use super::{Breach, Case, Excerpt, Place, pattern::patterns, prose::Prose};
use crate::words::{characters::is_han, normal::wide};

patterns! {
    /// Half-width marks after a Chinese character, brackets around one or behind one, a mark typed twice, and the
    /// title of a document inside that of another.
    static SUSPECT = r"\p{Han}[,;:!?]|\p{Han}\([^()\n]{0,60}\)|\(\p{Han}[^()\n]{0,60}\)|。。+|，，+|、、+|《[^《》\n]*《[^《》\n]*》[^《》\n]*》";
}

/// One finding for all of them: a text typed with a half-width keyboard has hundreds.
pub(super) fn suspect(case: &Case<'_>) -> Option<Breach> {
    let places: Vec<Place> = case.prose.iter().flat_map(in_prose).collect();
    let Some(Place::Words(first)) = places.first() else { return None };
    let fill = vec![("原文", first.text.clone()), ("n", places.len().to_string())];
    Some(Breach { left: places.len().to_string(), fill, places, ..Breach::default() })
}

fn in_prose(prose: &Prose<'_>) -> Vec<Place> {
    let place = |(chars, text): &Suspect| {
        let chars = prose.start + chars.start..prose.start + chars.end;
        Place::Words(Excerpt { section: prose.section.id.clone(), chars, text: text.clone() })
    };
    prose.reading().suspects.iter().map(place).collect()
}

/// A suspect place, in characters, with its words.
pub(super) type Suspect = (Range<usize>, String);

/// The suspect places of a text.
pub(super) fn read(text: &str) -> Vec<Suspect> {
    let (mut at, mut chars) = (0, 0);
    let place = |found: regex::Match<'_>| {
        chars += text[at..found.start()].chars().count();
        at = found.start();
        (chars..chars + found.as_str().chars().count(), found.as_str().to_owned())
    };
    SUSPECT.find_iter(text).map(place).collect()
}

/// The words of such a place as they should have been.
pub(super) fn mended(words: &str) -> String {
    let inner = |(at, c): (usize, char)| match c {
        '《' if at > 0 => '〈',
        '》' if at + c.len_utf8() < words.len() => '〉',
        _ => c,
    };
    match words.chars().next() {
        Some('《') => words.char_indices().map(inner).collect(),
        Some(mark @ ('。' | '，' | '、')) => mark.to_string(),
        _ => with_wide_marks(words),
    }
}

/// Wide brackets, and wide marks behind Chinese: an address has marks of its own.
fn with_wide_marks(words: &str) -> String {
    let mut behind_chinese = false;
    let mark = |c: char| {
        let is_to_be = matches!(c, '(' | ')') || behind_chinese;
        behind_chinese = is_han(c);
        wide(c).filter(|_| is_to_be).unwrap_or(c)
    };
    words.chars().map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_and_mended() {
        for (text, expect) in [
            ("公开信息,答复申请;共1,000件。", "息,→息， 请;→请；"),
            ("机关(办公室)设2个(窗口)。", "关(办公室)→关（办公室） 个(窗口)→个（窗口）"),
            ("(网址:http://a.gov.cn:80)", "(网址:http://a.gov.cn:80)→（网址：http://a.gov.cn:80）"),
            ("答复(1)件。。办结", "复(1)→复（1） 。。→。"),
            ("《关于印发《办法》的通知》", "《关于印发《办法》的通知》→《关于印发〈办法〉的通知》"),
            ("《条例》和《办法》，见a,b(c)", ""),
        ] {
            let found = read(text);
            let shown: Vec<String> = found.iter().map(|(_, w)| format!("{w}→{}", mended(w))).collect();
            assert_eq!(shown.join(" "), expect, "{text}");
            for (chars, words) in found {
                assert_eq!(text.chars().skip(chars.start).take(chars.len()).collect::<String>(), words);
            }
        }
    }
}
