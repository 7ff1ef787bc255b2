//! Sentences of a text, what of it is heading or quotation, and sentences bare of white space for comparing.

use std::ops::Range;

/// Whether it ends a sentence.
fn ends(c: char) -> bool {
    matches!(c, '。' | '！' | '？')
}

/// Whether it may stand between the end of a sentence and the next.
fn closes(c: char) -> bool {
    matches!(c, '”' | '’' | '）' | '】' | '》')
}

/// The longest run-in heading, in characters: `（一）加强公开平台建设。`
const LONGEST_HEADING: usize = 24;

/// The sentences of a text, as bytes, without the white space around them.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut ended = false;
    for (at, c) in text.char_indices() {
        if c == '\n' || (ended && !closes(c) && !ends(c)) {
            push(text, start..at, &mut found);
            start = at;
        }
        ended = c != '\n' && (ends(c) || ended && closes(c));
    }
    push(text, start..text.len(), &mut found);
    found
}

fn push(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let piece = &text[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = range.start + piece.trim_end().len();
    if start < end {
        found.push(start..end);
    }
}

/// The passages of a text, as bytes: lines up to one that ends with a sentence, for lines of a page may break a word. A
/// heading in a line of its own is one passage with all that stands under it, for it tells what that speaks of. Together
/// they are the whole text.
pub fn passages(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    let (mut is_headed, mut has_body) = (false, false);
    for line in text.split_inclusive('\n') {
        let (first, rest) = first_sentence(line.trim());
        if has_body && is_heading(first) {
            found.push(start..at);
            start = at;
            (is_headed, has_body) = (false, false);
        }
        at += line.len();
        if is_heading(first) && rest.is_empty() {
            is_headed = true;
        } else if ends_sentence(line) && is_headed {
            has_body = true;
        } else if ends_sentence(line) {
            found.push(start..at);
            start = at;
        }
    }
    if start < at {
        found.push(start..at);
    }
    found
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end().trim_end_matches(closes).ends_with(ends)
}

/// The first sentence of a line without its end, and what stands behind it.
fn first_sentence(line: &str) -> (&str, &str) {
    line.find(ends).map_or((line, ""), |end| (&line[..end], line[end..].trim_start_matches(ends)))
}

/// Whether a sentence is a heading (一、 or （一） with a few words and no clause).
pub fn is_heading(sentence: &str) -> bool {
    let words = sentence.trim_end_matches(ends);
    let numbered = numeral_heading(words) || bracket_heading(words);
    numbered && words.chars().count() <= LONGEST_HEADING && !words.contains(['，', ',', '；', ';'])
}

fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

fn numeral_heading(words: &str) -> bool {
    let rest = words.trim_start_matches(is_numeral);
    rest.len() < words.len() && rest.starts_with('、')
}

fn bracket_heading(words: &str) -> bool {
    let Some(inner) = words.strip_prefix(['（', '(']) else { return false };
    let rest = inner.trim_start_matches(is_numeral);
    rest.len() < inner.len() && rest.starts_with(['）', ')'])
}

/// A sentence without white space: two that differ in nothing else are the same.
pub fn bare(sentence: &str) -> String {
    sentence.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The titles in 《》, brackets included, as bytes; what is quoted inside a title belongs to it.
pub fn titles(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, c) in text.char_indices() {
        match c {
            '《' => {
                if depth == 0 {
                    start = at;
                }
                depth += 1;
            }
            '》' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    found.push(start..at + c.len_utf8());
                }
            }
            // A title that is not closed in its paragraph was never one.
            '\n' => depth = 0,
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str, of: fn(&str) -> Vec<Range<usize>>) -> Vec<&str> {
        of(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn sentences_end_at_their_stops() {
        for (text, expect) in [
            ("收到16件。办结16件；无结转。", vec!["收到16件。", "办结16件；无结转。"]),
            ("　　甲。 乙\n丙", vec!["甲。", "乙", "丙"]),
            ("他说“好。”然后走。。", vec!["他说“好。”", "然后走。。"]),
            ("\n\n", vec![]),
        ] {
            assert_eq!(pieces(text, sentences), expect, "{text}");
        }
    }

    #[test]
    fn passages_end_with_a_sentence_and_a_line() {
        for (text, expect) in [
            ("甲。乙\n丙。\n\n丁", vec!["甲。乙\n丙。\n", "\n丁"]),
            ("他说“好。”  \n走", vec!["他说“好。”  \n", "走"]),
            ("甲。", vec!["甲。"]),
            (
                "（一）甲\n乙。\n丙。\n（二）丁。戊。\n己。",
                vec!["（一）甲\n乙。\n丙。\n", "（二）丁。戊。\n", "己。"],
            ),
            (
                "一、甲\n（一）乙。\n丙。\n\n丁。\n（二）戊。\n己。",
                vec!["一、甲\n（一）乙。\n丙。\n\n丁。\n", "（二）戊。\n己。"],
            ),
            ("", vec![]),
        ] {
            assert_eq!(pieces(text, passages), expect, "{text}");
        }
    }

    #[test]
    fn headings_are_told_from_sentences() {
        for (text, expect) in [
            ("（一）落实主动公开内容。", true),
            ("(二)依申请公开", true),
            ("三、其他", true),
            ("（一）收到申请16件，办结16件。", false),
            ("一是加强培训。", false),
            ("本年度未收取信息处理费。", false),
        ] {
            assert_eq!(is_heading(text), expect, "{text}");
        }
    }

    #[test]
    fn titles_are_found_whole() {
        let text = "按《条例》和《关于印发《办法》的通知》，见《未完\n《附录》";
        assert_eq!(pieces(text, titles), ["《条例》", "《关于印发《办法》的通知》", "《附录》"]);
    }
}
