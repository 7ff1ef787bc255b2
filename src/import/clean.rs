//! What mirrors and PDF writers did to the characters of a source, undone: glosses, traditional characters, radicals.

use std::borrow::Cow;

use super::block::{Block, Page};
use crate::words::characters::{is_han, simplified, without_radical};

/// From this share of traditional characters on, in a hundred, a source is written in them.
const TRADITIONAL_PERCENT: usize = 3;
/// The longest gloss: `zhuàng`.
const LONGEST_GLOSS: usize = 7;

/// What was undone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cleaned {
    /// Glosses taken out: `復(fù)`.
    pub glosses: usize,
    /// Traditional characters turned into simplified ones.
    pub traditional: usize,
}

/// Cleans a source in place.
pub(super) fn clean(page: &mut Page) -> Cleaned {
    let mut cleaned = Cleaned::default();
    let old = is_traditional(page);
    for text in texts(page) {
        if text.contains(is_invisible) {
            text.retain(|c| !is_invisible(c));
        }
        let without = without_glosses(text, &mut cleaned.glosses);
        let usual = |c: char| {
            if old { simplified(without_radical(c)) } else { without_radical(c) }
        };
        if without.chars().any(|c| usual(c) != c) {
            cleaned.traditional +=
                if old { without.chars().filter(|c| simplified(*c) != *c).count() } else { 0 };
            *text = without.chars().map(usual).collect();
        } else if let Cow::Owned(without) = without {
            *text = without;
        }
    }
    cleaned
}

/// Characters that take no room: joiners, marks of direction, stray control bytes. They part what belongs together.
fn is_invisible(c: char) -> bool {
    let control = c.is_control() && !c.is_whitespace();
    control
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fffc}')
}

fn texts(page: &mut Page) -> impl Iterator<Item = &mut String> {
    page.blocks.iter_mut().flat_map(|b| match b {
        Block::Line(text) => std::slice::from_mut(text).iter_mut(),
        Block::Row(cells) => cells.as_mut_slice().iter_mut(),
    })
}

fn is_traditional(page: &mut Page) -> bool {
    let (mut han, mut old) = (0_usize, 0_usize);
    for text in texts(page) {
        for c in text.chars().filter(|c| is_han(*c)) {
            han += 1;
            old += usize::from(simplified(c) != c);
        }
    }
    old * 100 > han * TRADITIONAL_PERCENT
}

/// The text without the pinyin that some mirrors put after characters.
fn without_glosses<'t>(text: &'t str, taken: &mut usize) -> Cow<'t, str> {
    if !text.contains(is_tone) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['(', '（']) {
        let (before, open) = rest.split_at(at);
        out.push_str(before);
        if let Some(length) = gloss(open) {
            *taken += 1;
            rest = &open[length..];
        } else {
            let first = open.chars().next().map_or(0, char::len_utf8);
            out.push_str(&open[..first]);
            rest = &open[first..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The bytes of the gloss that a text begins with.
fn gloss(text: &str) -> Option<usize> {
    let inner = text.strip_prefix(['(', '（'])?;
    let end = inner.char_indices().take(LONGEST_GLOSS + 1).find(|(_, c)| matches!(c, ')' | '）'))?;
    let letters = &inner[..end.0];
    let is_gloss = letters.contains(is_tone) && letters.chars().all(|c| c.is_ascii_lowercase() || is_tone(c));
    let open = text.len() - inner.len();
    is_gloss.then_some(open + end.0 + end.1.len_utf8())
}

/// A letter with a tone mark, as pinyin has them.
fn is_tone(c: char) -> bool {
    matches!(
        c,
        'ā' | 'á'
            | 'ǎ'
            | 'à'
            | 'ē'
            | 'é'
            | 'ě'
            | 'è'
            | 'ī'
            | 'í'
            | 'ǐ'
            | 'ì'
            | 'ō'
            | 'ó'
            | 'ǒ'
            | 'ò'
            | 'ū'
            | 'ú'
            | 'ǔ'
            | 'ù'
            | 'ǖ'
            | 'ǘ'
            | 'ǚ'
            | 'ǜ'
            | 'ü'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glosses_and_traditional_characters_go() {
        for (text, expect, glosses) in [
            ("政府信息公開行政復(fù)議、行政訴訟情況", "政府信息公开行政复议、行政诉讼情况", 1),
            ("根據(jù)《條例》(國務(wù)院令第711號)", "根据《条例》(国务院令第711号)", 2),
            ("电话(Tel)，费用(fee)", "电话(Tel)，费用(fee)", 0),
            ("1\u{200b}0\u{0}6\u{ad}1\u{feff}件", "1061件", 0),
            ("⼆、主动公开政府信息情况", "二、主动公开政府信息情况", 0),
        ] {
            let mut page = Page { blocks: vec![Block::Line(text.to_owned())], ..Page::default() };
            let cleaned = clean(&mut page);
            assert_eq!(page.blocks, [Block::Line(expect.to_owned())]);
            assert_eq!(cleaned.glosses, glosses, "{text}");
        }
    }
}
