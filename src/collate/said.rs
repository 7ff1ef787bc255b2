//! What became of words, in the officer's words; and words made even, as Word changes them by itself.

use super::passages::Passage;
use crate::{
    diff::{Run, RunKind},
    words::narrow_char,
};

/// Marks and units that websites lose.
const LOST: &str = "〔〕（）()《》“”‘’【】[]年月日号件条次元%％、，。；：";

/// A text without what Word, a website or an input method changes by itself: blanks, half-width and full-width forms,
/// the shape of quotes.
pub(super) fn even(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)).map(even_char).collect()
}

fn even_char(c: char) -> char {
    match c {
        '“' | '”' | '„' | '＂' | '″' | '「' | '」' => '"',
        '‘' | '’' | '＇' | '′' => '\'',
        '（' => '(',
        '）' => ')',
        '，' => ',',
        '；' => ';',
        '：' => ':',
        '！' => '!',
        '？' => '?',
        '／' => '/',
        c => narrow_char(c),
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// What became of a passage.
pub(super) fn of_passage(passage: &Passage, runs: &[Run]) -> String {
    let (was, came) = (passage.was.len(), passage.came.len());
    match (was, came) {
        (0, 1) => "多了一段".to_owned(),
        (0, n) => format!("多了{n}段"),
        (1, 0) => "少了一段".to_owned(),
        (n, 0) => format!("少了{n}段"),
        (1, 1) => of_words(runs),
        (1, n) => format!("一段分成{n}段"),
        (n, 1) => format!("{n}段并成一段"),
        (n, m) => format!("{n}段改成{m}段"),
    }
}

/// What became of words that changed: marks and units that were lost by name, and each other kind of change once.
pub(super) fn of_words(runs: &[Run]) -> String {
    let places = runs.split(|run| run.kind == RunKind::Kept).filter(|place| !place.is_empty());
    let became: Vec<Became> = places.map(Became::of_place).collect();
    let lost: String = became.iter().filter_map(Became::lost).collect();
    let lost = (!lost.is_empty()).then(|| format!("少了“{lost}”"));
    let others =
        OTHERS.into_iter().filter(|(kind, _)| became.contains(kind)).map(|(_, said)| said.to_owned());
    let said: Vec<String> = lost.into_iter().chain(others).collect();
    if said.is_empty() { "全角半角、引号或空格不同".to_owned() } else { said.join("，") }
}

/// What became of the words of one place.
#[derive(PartialEq, Eq)]
enum Became {
    /// Only their form is another.
    Even,
    /// These marks and units are gone.
    Lost(String),
    Removed,
    Added,
    OtherDigits,
    Other,
}

/// What is said of a kind of change wherever it is, what weighs more first.
const OTHERS: [(Became, &str); 4] = [
    (Became::OtherDigits, "数字不同"),
    (Became::Other, "文字不同"),
    (Became::Removed, "删去了文字"),
    (Became::Added, "添了文字"),
];

impl Became {
    fn of_place(place: &[Run]) -> Self {
        let changed = |kind: RunKind| -> String {
            place.iter().filter(|run| run.kind == kind).map(|run| run.text.as_str()).collect()
        };
        let (gone, new) = (changed(RunKind::Removed), changed(RunKind::Added));
        if even(&gone) == even(&new) {
            return Self::Even;
        }
        match subtract(&gone, &new) {
            Some(lost) if lost.chars().all(|c| LOST.contains(c)) => Self::Lost(lost),
            _ if new.is_empty() => Self::Removed,
            _ if gone.is_empty() => Self::Added,
            _ if digits(&gone) == digits(&new) => Self::Other,
            _ => Self::OtherDigits,
        }
    }

    fn lost(&self) -> Option<&str> {
        if let Self::Lost(lost) = self { Some(lost) } else { None }
    }
}

/// What is left of a text when the other, which must stand in it in its order, is taken out.
fn subtract(text: &str, other: &str) -> Option<String> {
    let mut wanted = other.chars().peekable();
    let left = text.chars().filter(|c| wanted.next_if_eq(c).is_none()).collect();
    wanted.peek().is_none().then_some(left)
}

fn digits(text: &str) -> String {
    text.chars().map(narrow_char).filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::runs;

    #[test]
    fn what_became_of_words_is_said() {
        for (before, after, expect) in [
            ("国办发〔2019〕60号文件", "国办发201960号文件", "少了“〔〕”"),
            ("截至2024年12月31日", "截至202412月31日", "少了“年”"),
            ("（一）加强领导", "一加强领导", "少了“（）”"),
            ("他说“公开”", "他说\"公开\"", "全角半角、引号或空格不同"),
            ("办结 16 件", "办结16件", "全角半角、引号或空格不同"),
            ("收到16件，办结16件", "收到61件，办结16件", "数字不同"),
            ("持续推进公开工作", "持续推进公开", "删去了文字"),
            ("推进公开", "大力推进公开", "添了文字"),
            ("推进公开", "推动公开", "文字不同"),
            ("国办发〔2019〕60号，截至2024年底", "国办发201960号，截至2024底", "少了“〔〕年”"),
            ("（一）加强领导，收到16件", "一加强领导，收到61件", "少了“（）”，数字不同"),
            (
                "截至2024年底，推进公开，持续加强",
                "截至2024底，推动公开，持续大力加强",
                "少了“年”，文字不同，添了文字",
            ),
            ("办结 16 件，推进公开", "办结16件，推动公开", "文字不同"),
        ] {
            assert_eq!(of_words(&runs(before, after)), expect, "{before} {after}");
        }
    }
}
