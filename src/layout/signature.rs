//! Signature and date under a copy that is sent up (署名、成文日期; GB/T 9704—2012 §7.3.5).
//!
//! The date ends four characters from the right edge, the signature stands over its middle, with a place for the
//! seal. A long name moves left and, longer than a line, runs over several.

use super::{
    fonts::{Fonts, Style},
    lines::{Line, ragged},
    marks::closed_up,
    page::{Origin, Run},
    seams, sheet,
    units::{Type, pieces},
};
use crate::draft::sign::{Date, SEAL};

/// A name of more lines than these is no name; all but the last of them go over pages as a text does.
const MOST_LINES: usize = 10;

/// A date to be written by hand.
const BLANK_DATE: &str = "\u{3000}\u{3000}年\u{3000}月\u{3000}日";

/// The signature block.
pub(super) struct Signature {
    name: Vec<Line>,
    date: Vec<Line>,
}

impl Signature {
    /// Of this agency, on this date; before it the lines of a very long name that stand over it, wherever pages end.
    pub(super) fn new(agency: &str, date: Option<Date>, fonts: &impl Fonts) -> (Vec<Line>, Self) {
        let set = |text: &str| {
            let body = Type { style: Style::Body, size: sheet::BODY_SIZE, pitch: sheet::CHARACTER_PITCH };
            ragged(
                &seams::roomy(closed_up(pieces(fonts, text, body).collect()), body.size),
                sheet::AREA_WIDTH,
            )
        };
        let date = date.map_or_else(|| BLANK_DATE.to_owned(), |date| date.to_string());
        let mut over = set(&format!("{}{SEAL}", agency.trim()));
        let name = over.split_off(over.len().saturating_sub(MOST_LINES));
        (over, Self { name, date: set(&date) })
    }

    /// The lines it takes, an empty one over it included.
    pub(super) fn height(&self) -> usize {
        1 + self.name.len() + self.date.len()
    }

    /// The runs of the block with its first line at `top`.
    pub(super) fn runs(&self, top: f32) -> Vec<Run> {
        let middle = self.date_start() + self.date.first().map_or(0.0, Line::width) / 2.0;
        let name = self.name.iter().map(|line| {
            let most = sheet::RIGHT - line.width();
            (line, (middle - line.width() / 2.0).min(most).max(sheet::LEFT), Origin::Signature(0))
        });
        let date = self.date.iter().map(|line| (line, self.date_start(), Origin::Signature(1)));
        let runs = |(i, (line, x, origin)): (usize, (&Line, f32, Origin))| {
            let top = top + (i + 1) as f32 * sheet::LINE_PITCH;
            line.runs(x, sheet::baseline(top, sheet::LINE_PITCH, sheet::BODY_SIZE), sheet::BODY_SIZE, origin)
        };
        name.chain(date).enumerate().flat_map(runs).collect()
    }

    fn date_start(&self) -> f32 {
        let width = self.date.first().map_or(0.0, Line::width);
        sheet::RIGHT - 4.0 * sheet::CHARACTER_PITCH - width
    }
}
