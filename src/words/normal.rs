//! A copy of a text made even for comparing, in which every character knows where it came from
//! (`assets/norms/texts.md` “正文与表格一致”).
//!
//! Full-width digits and letters become ASCII, half-width punctuation beside Chinese becomes full-width, spaces
//! beside Chinese go, traditional characters become simplified ones, and the brackets of a 文号 become 〔〕.

use std::ops::Range;

use super::{
    characters::{is_han, simplified},
    narrow_char,
};

/// How many Chinese characters are looked at to judge whether a text is traditional.
const SAMPLE: usize = 300;
/// A text is traditional when one in so many of its characters is: simplified texts have hardly any.
const TRADITIONAL_SHARE: usize = 10;
/// Spaces in a row that are looked over for what stands behind them.
const FAR: usize = 8;

/// The even copy.
#[derive(Clone, Debug, Default)]
pub struct Normal {
    text: String,
    /// Where each character of the copy begins, in bytes of the copy.
    starts: Vec<u32>,
    /// Which character of the original each one is.
    origins: Vec<u32>,
}

/// Which characters a text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Script {
    /// Simplified characters (简体).
    Simplified,
    /// Traditional characters (繁体).
    Traditional,
}

impl Script {
    /// The script of a text, judged by its beginning.
    pub fn of(text: &str) -> Self {
        let han = text.chars().filter(|c| is_han(*c)).take(SAMPLE);
        let (all, changed) = han.fold((0, 0), |(all, n), c| (all + 1, n + usize::from(simplified(c) != c)));
        if changed * TRADITIONAL_SHARE > all { Self::Traditional } else { Self::Simplified }
    }

    fn simplified(self, c: char) -> char {
        match self {
            Self::Simplified => c,
            Self::Traditional => simplified(c),
        }
    }
}

impl Normal {
    /// The even copy of a text.
    pub fn of(text: &str) -> Self {
        Self::written_in(Script::of(text), text)
    }

    /// The even copy of a piece of a text in a script: a piece is too short to judge it by.
    pub fn written_in(script: Script, text: &str) -> Self {
        let mut chars: Vec<(char, u32)> = Vec::with_capacity(text.len() / 3);
        let mut rest = text.chars().zip(0..).peekable();
        while let Some((c, at)) = rest.next() {
            let before = chars.last().map(|(c, _)| *c);
            let after = rest.peek().map(|(c, _)| *c);
            if is_space(c) {
                let next = rest.clone().map(|(c, _)| c).take(FAR).find(|c| !is_space(*c));
                if before.is_some_and(is_chinese) || next.is_some_and(is_chinese) {
                    continue;
                }
            }
            chars.push((even(narrow_char(script.simplified(c)), before, after), at));
        }
        mend_numbers(&mut chars);
        Self::from_chars(&chars)
    }

    fn from_chars(chars: &[(char, u32)]) -> Self {
        let mut normal = Self::default();
        for (c, origin) in chars {
            normal.starts.push(normal.text.len() as u32);
            normal.origins.push(*origin);
            normal.text.push(*c);
        }
        normal
    }

    /// The even copy as a text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Bytes of the copy as characters of the original.
    pub fn origin(&self, bytes: &Range<usize>) -> Range<usize> {
        let index = |byte: usize| self.starts.partition_point(|start| (*start as usize) < byte);
        let (first, past) = (index(bytes.start), index(bytes.end));
        let origin = |at: usize| self.origins.get(at).map_or(0, |o| *o as usize);
        if first >= past {
            let at = self.origins.get(first).map_or(self.origins.last().map_or(0, |o| o + 1), |o| *o);
            return at as usize..at as usize;
        }
        origin(first)..origin(past - 1) + 1
    }
}

fn is_space(c: char) -> bool {
    c != '\n' && (c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}')
}

/// A Chinese character or its punctuation.
fn is_chinese(c: char) -> bool {
    is_han(c) || is_mark(c)
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '（'
            | '）'
            | '《'
            | '》'
            | '〈'
            | '〉'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '【'
            | '】'
            | '〔'
            | '〕'
    )
}

/// Half-width punctuation beside Chinese as it should have been typed.
fn even(c: char, before: Option<char>, after: Option<char>) -> char {
    let beside_chinese = before.is_some_and(is_chinese) || after.is_some_and(is_chinese);
    wide(c).filter(|_| beside_chinese).unwrap_or(c)
}

/// The full-width mark for a half-width one.
pub fn wide(c: char) -> Option<char> {
    Some(match c {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '(' => '（',
        ')' => '）',
        '!' => '！',
        '?' => '？',
        _ => return None,
    })
}

/// `[2019]60号` and `（2019）60号` as `〔2019〕60号`.
fn mend_numbers(chars: &mut [(char, u32)]) {
    const LONGEST: usize = 5;
    for at in 0..chars.len() {
        let Some(window) = chars.get(at..at + 6) else { return };
        let year = window[1..5].iter().all(|(c, _)| c.is_ascii_digit());
        if !year || !"[（(［【〔".contains(window[0].0) || !"]）)］】〕".contains(window[5].0) {
            continue;
        }
        let digits = chars[at + 6..].iter().take_while(|(c, _)| c.is_ascii_digit()).count();
        let after = chars.get(at + 6 + digits).map(|(c, _)| *c);
        if (1..=LONGEST).contains(&digits) && after == Some('号') {
            (chars[at].0, chars[at + 5].0) = ('〔', '〕');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_made_even() {
        for (text, expect) in [
            ("收到３件,同比增长 60％。", "收到3件，同比增长60%。"),
            ("(国办公开办函[2019]60号)", "（国办公开办函〔2019〕60号）"),
            ("政 府信息 3119 件;A B", "政府信息3119件；A B"),
            ("1,000 (2) a:b", "1,000 (2) a:b"),
            ("政府信息公開條例，機關辦結", "政府信息公开条例，机关办结"),
            ("甲\n　　乙", "甲\n乙"),
            ("", ""),
        ] {
            assert_eq!(Normal::of(text).as_str(), expect);
        }
    }

    #[test]
    fn every_place_leads_back() {
        let text = "共 收到 ３ 件,已答复";
        let normal = Normal::of(text);
        let at = normal.as_str().find("3件").unwrap();
        let chars = normal.origin(&(at..at + 4));
        assert_eq!(text.chars().skip(chars.start).take(chars.len()).collect::<String>(), "３ 件");
        assert_eq!(normal.origin(&(0..0)), 0..0);
        let end = normal.as_str().len();
        assert_eq!(normal.origin(&(end..end)), text.chars().count()..text.chars().count());
    }
}
