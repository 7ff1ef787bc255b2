//! The room between Chinese and Western type (中西文间距): a little wherever a Chinese character and a digit or letter
//! meet, more where a line has to be filled, none at a line end.

use super::{fang::is_han, units::Piece, western::is_word};

/// The room that is always there, in type sizes.
const ROOM: f32 = 1.0 / 8.0;
/// The most that a line opens it up to, in type sizes.
const MOST: f32 = 1.0 / 4.0;

/// How much a line may add to a seam of this width.
pub(super) fn stretch(seam: f32) -> f32 {
    seam * (MOST / ROOM - 1.0)
}

/// Gives each seam of the text, set at `size` points, its room.
pub(super) fn roomy(mut pieces: Vec<Piece>, size: f32) -> Vec<Piece> {
    for i in 1..pieces.len() {
        let [before, next] = [pieces[i - 1].ch, pieces[i].ch];
        if is_chinese(before) && is_word(next) || is_word(before) && is_chinese(next) {
            pieces[i - 1].seam = ROOM * size;
            pieces[i - 1].width += ROOM * size;
        }
    }
    pieces
}

/// Chinese characters; the marks of Chinese text bring their own room.
fn is_chinese(ch: char) -> bool {
    is_han(ch) || ch == '〇'
}
