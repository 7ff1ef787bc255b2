//! The measures of GB/T 9704—2012 《党政机关公文格式》, in points.

/// One millimetre.
pub const MM: f32 = 72.0 / 25.4;
/// Width of the paper (A4).
pub const WIDTH: f32 = 210.0 * MM;
/// Height of the paper (A4).
pub const HEIGHT: f32 = 297.0 * MM;
/// 天头: from the top of the paper to the type area.
pub const TOP: f32 = 37.0 * MM;
/// 订口: from the left of the paper to the type area.
pub const LEFT: f32 = 28.0 * MM;
/// Width of the type area (版心).
pub const AREA_WIDTH: f32 = 156.0 * MM;
/// Height of the type area (版心).
pub const AREA_HEIGHT: f32 = 225.0 * MM;
/// Right edge of the type area.
pub const RIGHT: f32 = LEFT + AREA_WIDTH;
/// Lower edge of the type area.
pub const BOTTOM: f32 = TOP + AREA_HEIGHT;
/// Lines on a page.
pub const LINES: usize = 22;
/// Characters on a line.
pub const CHARACTERS: usize = 28;
/// From one line to the next.
pub const LINE_PITCH: f32 = AREA_HEIGHT / LINES as f32;
/// From one character of the text to the next: a little less than its size, so that 28 fill the line (撑满版心).
pub const CHARACTER_PITCH: f32 = AREA_WIDTH / CHARACTERS as f32;
/// 3号: text and headings.
pub const BODY_SIZE: f32 = 16.0;
/// 2号: the title.
pub const TITLE_SIZE: f32 = 22.0;
/// 4号: page numbers.
pub const FOLIO_SIZE: f32 = 14.0;
/// From the type area down to the dashes of the page number.
pub const FOLIO_DROP: f32 = 7.0 * MM;
/// The baseline of the page number: its dash, not the figure, is that far down, a third of an em over the baseline.
pub const FOLIO_BASELINE: f32 = BOTTOM + FOLIO_DROP + FOLIO_SIZE / 3.0;
/// 小五: the foot of copies for signature.
pub const FOOT_SIZE: f32 = 9.0;
/// First-line indent of a paragraph.
pub const INDENT: f32 = 2.0 * CHARACTER_PITCH;
/// How much of the em square of a Chinese character stands over the baseline; the same for all faces, so that
/// faces mixed on a line share it.
pub const OVER_BASELINE: f32 = 0.88;

/// The baseline of type of this size that stands in the middle of a line box starting at `top`.
pub fn baseline(top: f32, line_height: f32, size: f32) -> f32 {
    top + (line_height - size) / 2.0 + size * OVER_BASELINE
}
