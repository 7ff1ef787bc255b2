//! Markdown, as converters write it: the marks of headings and of bold type are no text.

/// The mark of a heading.
const HEADING: char = '#';
/// The mark on either side of bold type.
const BOLD: &str = "**";
/// The deepest heading.
const DEEPEST: usize = 6;

/// The words of a line that is marked as a heading.
pub(super) fn heading(line: &str) -> Option<&str> {
    let line = line.trim_start_matches('\u{feff}');
    let words = line.trim_start_matches(HEADING);
    let depth = line.len() - words.len();
    ((1..=DEEPEST).contains(&depth) && !words.trim().is_empty()).then(|| words.trim_start())
}

/// A line without the marks.
pub(super) fn plain(line: &str) -> String {
    let words = heading(line).unwrap_or(line);
    let paired = words.matches(BOLD).count().is_multiple_of(2);
    if paired { words.replace(BOLD, "") } else { words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_away_and_nothing_else() {
        for (line, expect) in [
            ("## 一、总体情况", "一、总体情况"),
            ("#某局2024年政府信息公开工作年度报告", "某局2024年政府信息公开工作年度报告"),
            ("**（一）主动公开。**全年12件", "（一）主动公开。全年12件"),
            ("规章 | 16** | 3 |", "规章 | 16** | 3 |"),
            ("####### 七", "####### 七"),
            ("#", "#"),
        ] {
            assert_eq!(plain(line), expect);
        }
    }
}
