//! Two columns of text: their measures, and a paragraph broken to one of them.

use super::{Stretch, Weight};
use crate::layout::{
    fonts::{Fonts, Style},
    lines::{Line, Measure, justified},
    marks::closed_up,
    sheet,
    units::{Type, pieces},
};

/// Room left of the columns for the bar beside what changed.
const BAR_ROOM: f32 = 7.0;
/// Room between the columns.
const GUTTER: f32 = 18.0;
/// The width of a column.
pub(super) const WIDTH: f32 = (sheet::AREA_WIDTH - BAR_ROOM - GUTTER) / 2.0;
/// Where the columns start.
pub(super) const STARTS: [f32; 2] = [sheet::LEFT + BAR_ROOM, sheet::LEFT + BAR_ROOM + WIDTH + GUTTER];
/// Where the line between them stands.
pub(super) const MIDDLE: f32 = STARTS[1] - GUTTER / 2.0;

impl Weight {
    /// The size of the type.
    pub(super) fn size(self) -> f32 {
        match self {
            Self::Changed => 11.0,
            Self::Quiet => 9.0,
        }
    }

    /// From one line to the next.
    pub(super) fn leading(self) -> f32 {
        match self {
            Self::Changed => 16.5,
            Self::Quiet => 12.5,
        }
    }
}

/// A paragraph in lines of a column.
pub(super) fn lines(fonts: &impl Fonts, stretches: &[Stretch], weight: Weight) -> Vec<Line> {
    let size = weight.size();
    let set = |s: &Stretch| Type::solid(if s.is_changed { Style::Heading } else { Style::Body }, size);
    let pieces = stretches.iter().flat_map(|s| pieces(fonts, &s.text, set(s)).collect::<Vec<_>>());
    let measure = Measure { width: WIDTH, indent: 2.0 * size, pitch: size };
    justified(&closed_up(pieces.collect()), measure)
}
