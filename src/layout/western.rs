//! What of a text is Western: digits, Latin letters and the signs of ASCII, which are not set in Chinese type.

/// Whether the character is set in Western type.
pub(super) fn is_western(ch: char) -> bool {
    matches!(ch, ' '..='~') || is_accented(ch)
}

/// Whether Chinese characters keep a little off it: a digit, a letter, the sign at the end of a number.
pub fn is_word(ch: char) -> bool {
    ch.is_ascii_alphanumeric() || ch == '%' || is_accented(ch)
}

/// Latin letters with their accents.
fn is_accented(ch: char) -> bool {
    matches!(ch, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ſ')
}
