//! The text of a file whose encoding nobody wrote down.

use std::borrow::Cow;

/// The text: UTF-8, UTF-16 with its mark, or GB 18030; `None` where the bytes are no text.
pub fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return (!broken).then_some(text);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Cow::Borrowed(text));
    }
    let (text, _) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
    // A few damaged characters are seen by the reader; a file of another kind is full of them.
    let damaged = text.chars().filter(|c| *c == '\u{fffd}' || (c.is_control() && !c.is_whitespace())).count();
    (damaged * 50 <= text.chars().count()).then_some(text)
}
