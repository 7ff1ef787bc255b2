//! Which characters the bundled 仿宋 may set.
//!
//! It was made for the characters of GB 2312 and is at home among those. Its Latin half is another typeface, dark and
//! sharp, whose signs stand in the corner of their square, and a few of its characters are drawn as others.

/// The marks of running Chinese text.
const MARKS: &str = "、。，；：！？（）《》〈〉「」『』【】〖〗〔〕“”‘’—…·々〇";

/// Characters that it draws as others: what was simplified away as what took its place, the sign of the yuan as that of
/// the dollar.
const FALSE: &str = "￥幹捨準滷癥臟衹醜餘鬆鬱鹼";

/// Whether a glyph of the face is another character than it says.
pub(super) fn is_false(ch: char) -> bool {
    FALSE.contains(ch)
}

/// Whether the character is of Chinese text, and so best set in the face.
pub(super) fn is_at_home(ch: char) -> bool {
    is_han(ch) || MARKS.contains(ch)
}

/// Whether it is a Chinese character, no mark.
pub(super) fn is_han(ch: char) -> bool {
    matches!(ch, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
