//! Full-width marks: half of each is blank, and blanks that meet or end a line are taken away.
//!
//! GB/T 15834—2011 §5.1.10 gives a mark at a line end half a character's room and §5.1.11 lets marks be closed up
//! where that keeps a last character from a line of its own; two marks in a row share one and a half, as in any
//! well-set book. A question mark is left alone: the 仿宋 has it in the middle of its square.

use super::units::Piece;

/// Whether the right half of the mark is blank.
pub(super) fn has_blank(ch: char) -> bool {
    is_one_of(ch, "、，。；：！）》〉」』】〕〗］｝”’")
}

/// Whether the left half of the mark is blank.
fn opens(ch: char) -> bool {
    is_one_of(ch, "（《〈「『【〔〖［｛“‘")
}

/// Whether it is one of these marks. Nearly every character of a report is a Chinese one, and none of those is.
pub(super) fn is_one_of(ch: char, marks: &str) -> bool {
    !matches!(ch, '\u{4e00}'..='\u{9fff}') && marks.contains(ch)
}

/// Takes away the blanks between marks in a row: `》（`, `）。`, `“《`.
pub(super) fn closed_up(mut pieces: Vec<Piece>) -> Vec<Piece> {
    for i in 1..pieces.len() {
        let (before, next) = (pieces[i - 1], pieces[i]);
        if before.blank > 0.0 && (next.blank > 0.0 || opens(next.ch)) {
            pieces[i - 1] = Piece { width: before.width - before.blank, blank: 0.0, ..before };
        } else if opens(before.ch) && opens(next.ch) && before.width > 0.0 {
            pieces[i - 1].width = before.width / 2.0;
        }
    }
    pieces
}
