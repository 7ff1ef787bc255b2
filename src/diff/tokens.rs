//! What is never parted in a comparison: a number with its signs and multiples, a Latin word, else one character.

use unicode_width::UnicodeWidthChar;

/// Marks that stand inside a number, a word or an address: `1,234.5`, `2024-01-31`, `a@b.cn`.
const INSIDE: &str = ".,:-/@_'";
/// Signs that end a number.
const AFTER_NUMBER: &str = "%％‰";
/// Signs that begin a number.
const BEFORE_NUMBER: &str = "+-−";
/// Figures written as characters, and multiples after digits: 二十六, 3.5万.
const FIGURES: &str = "〇零一二三四五六七八九十百千万亿两";

/// The text in its smallest pieces; joined they are the text.
pub(super) fn tokens(text: &str) -> Tokens<'_> {
    Tokens { rest: text }
}

/// The pieces of a text, from its start.
pub(super) struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let first = self.rest.chars().next()?;
        let solid = solid_length(self.rest, first);
        let marks = self.rest[solid..].chars().take_while(|c| is_mark(*c)).map(char::len_utf8).sum::<usize>();
        let (token, rest) = self.rest.split_at(solid + marks);
        self.rest = rest;
        Some(token)
    }
}

/// Whether a piece begins where this text does, and none before it goes on.
pub(super) fn is_start(text: &str) -> bool {
    !text.starts_with(is_mark)
}

/// Whether the character has no place of its own: a combining mark, a selector, a joiner.
fn is_mark(c: char) -> bool {
    c.width() == Some(0)
}

/// Whether the character belongs to a Latin word or a number in digits, full-width ones included.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() && (c < '\u{2e80}' || ('\u{ff10}'..='\u{ff5a}').contains(&c))
}

/// The bytes of the piece at the start of `text`, which starts with `first`.
fn solid_length(text: &str, first: char) -> usize {
    let rest = &text[first.len_utf8()..];
    let signed = BEFORE_NUMBER.contains(first) && rest.starts_with(|c: char| c.is_ascii_digit());
    if signed {
        first.len_utf8() + word_length(rest)
    } else if is_word(first) {
        word_length(text)
    } else if FIGURES.contains(first) {
        figures_length(text)
    } else {
        first.len_utf8()
    }
}

fn figures_length(text: &str) -> usize {
    text.chars().take_while(|c| FIGURES.contains(*c)).map(char::len_utf8).sum()
}

/// The bytes of a word or number with the marks inside it, and of a number with what ends it.
fn word_length(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    let mut end = 0;
    let mut last = '\0';
    while let Some((at, c)) = chars.next() {
        let goes_on = chars.peek().is_some_and(|(_, next)| is_word(*next));
        if !(is_word(c) || INSIDE.contains(c) && goes_on) {
            break;
        }
        (end, last) = (at + c.len_utf8(), c);
    }
    if !last.is_numeric() {
        return end;
    }
    let end = end + figures_length(&text[end..]);
    let sign = text[end..].chars().next().filter(|c| AFTER_NUMBER.contains(*c));
    end + sign.map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_words_are_never_parted() {
        for (text, expect) in [
            ("收到16件", "收|到|16|件"),
            ("1,234.5万元，增长-3.5%。", "1,234.5万|元|，|增|长|-3.5%|。"),
            ("二十六件", "二十六|件"),
            ("www.a-b.gov.cn，a@b.cn", "www.a-b.gov.cn|，|a@b.cn"),
            ("２０２４年12.", "２０２４|年|12|."),
            ("第3、4条", "第|3|、|4|条"),
            ("葛\u{e0100}城\u{200b}", "葛\u{e0100}|城\u{200b}"),
            ("", ""),
        ] {
            assert_eq!(tokens(text).collect::<Vec<_>>().join("|"), expect);
        }
    }
}
