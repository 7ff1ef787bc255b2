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

/// What became of words that changed.
pub(super) fn of_words(runs: &[Run]) -> String {
    let changed = |kind: RunKind| -> String {
        runs.iter().filter(|run| run.kind == kind).map(|run| run.text.as_str()).collect()
    };
    let (gone, new) = (changed(RunKind::Removed), changed(RunKind::Added));
    if even(&gone) == even(&new) {
        return "全角半角、引号或空格不同".to_owned();
    }
    let lost = subtract(&gone, &new);
    let is_loss = lost.is_some_and(|lost| !lost.is_empty() && lost.chars().all(|c| LOST.contains(c)));
    if let (true, Some(lost)) = (is_loss, subtract(&gone, &new)) {
        return format!("少了“{lost}”");
    }
    if new.is_empty() {
        return "删去了文字".to_owned();
    }
    if gone.is_empty() {
        return "添了文字".to_owned();
    }
    if digits(&gone) == digits(&new) { "文字不同".to_owned() } else { "数字不同".to_owned() }
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
        ] {
            assert_eq!(of_words(&runs(before, after)), expect, "{before} {after}");
        }
    }
}
