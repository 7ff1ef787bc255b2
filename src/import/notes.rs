//! Marks of notes behind a figure: small digits set above or below the line would else be read as digits of it.

use crate::words::narrow_char;

/// The digits set above the line, from 0.
const ABOVE: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
/// The digits set below the line, from 0.
const BELOW: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];

/// Where small type stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Small {
    /// Above the line: `12<sup>1</sup>`.
    Above,
    /// Below it.
    Below,
}

/// A character as it is written in small type: digits have characters of their own there.
pub(super) fn small(c: char, place: Small) -> char {
    let digits = if place == Small::Above { ABOVE } else { BELOW };
    let digit = narrow_char(c).to_digit(10).and_then(|d| usize::try_from(d).ok());
    digit.and_then(|d| digits.get(d).copied()).unwrap_or(c)
}

/// Whether what stands behind a figure is no more than the mark of a note: `①`, `*`, `¹`, `注2`.
pub(super) fn is_note(text: &str) -> bool {
    let word = text.strip_prefix('注').unwrap_or(text);
    let digit = |c: char| narrow_char(c).is_ascii_digit();
    let of_word = word.len() < text.len() && word.chars().all(digit);
    of_word || (!text.is_empty() && text.chars().all(is_mark))
}

fn is_mark(c: char) -> bool {
    let circled = matches!(c, '\u{2460}'..='\u{249b}' | '\u{24ea}'..='\u{24ff}' | '\u{2776}'..='\u{2793}');
    circled
        || ABOVE.contains(&c)
        || BELOW.contains(&c)
        || matches!(c, '*' | '＊' | '※' | '★' | '☆' | '#' | '†' | '‡')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_from_remarks() {
        for note in ["①", "*", "**", "¹", "₂", "注", "注1", "※", "⑴"] {
            assert!(is_note(note), "{note}");
        }
        for other in ["", "件", "1", "其中1", "注册", "以上"] {
            assert!(!is_note(other), "{other}");
        }
        assert_eq!("[12]㎡".chars().map(|c| small(c, Small::Above)).collect::<String>(), "[¹²]㎡");
    }
}
