//! Aligned columns parted by bars: what a table looks like in plain text.
//!
//! A line has one field a bar, blank fields too, so that a program finds each value by counting bars.

use std::ops::Range;

use super::width;

/// Between two fields.
const BAR: &str = " | ";
/// No column is padded wider than this: one very long entry must not swell every other line.
const WIDEST: usize = 120;

/// Where a text stands in its field.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Middle,
    Right,
}

/// One text and the tracks (columns of all lines) it covers.
pub(super) struct Field {
    pub tracks: Range<usize>,
    pub text: String,
    pub align: Align,
}

impl Field {
    /// A field of these tracks. A bar or a line break inside the text would read as the end of the field.
    pub fn new(tracks: Range<usize>, text: &str, align: Align) -> Self {
        let safe = |c: char| match c {
            '|' => '｜',
            c if c.is_control() => ' ',
            c => c,
        };
        Self { tracks, text: text.chars().map(safe).collect(), align }
    }
}

/// Lines of fields over common tracks.
pub(super) struct Columns {
    pub tracks: usize,
    pub lines: Vec<Vec<Field>>,
}

impl Columns {
    /// The lines with every field padded to its tracks.
    pub fn print(&self) -> Vec<String> {
        let widths = self.widths();
        let print = |line: &Vec<Field>| {
            let fields: Vec<String> = line.iter().map(|f| padded(f, room(&widths, &f.tracks))).collect();
            fields.join(BAR).trim_end().to_owned()
        };
        self.lines.iter().map(print).collect()
    }

    /// The width of each track: that of its own texts, and the last of a merged field takes what is lacking.
    fn widths(&self) -> Vec<usize> {
        let mut widths = vec![0; self.tracks];
        let mut fields: Vec<&Field> = self.lines.iter().flatten().collect();
        fields.sort_by_key(|f| f.tracks.len());
        for field in fields {
            let lacking = width(&field.text).min(WIDEST).saturating_sub(room(&widths, &field.tracks));
            if let Some(last) = widths.get_mut(field.tracks.end.saturating_sub(1)) {
                *last += lacking;
            }
        }
        widths
    }
}

/// The columns that these tracks and the bars between them take.
fn room(widths: &[usize], tracks: &Range<usize>) -> usize {
    let own: usize = widths.get(tracks.clone()).map_or(0, |w| w.iter().sum());
    own + tracks.len().saturating_sub(1) * BAR.len()
}

fn padded(field: &Field, room: usize) -> String {
    let free = room.saturating_sub(width(&field.text));
    let before = match field.align {
        Align::Left => 0,
        Align::Middle => free / 2,
        Align::Right => free,
    };
    format!("{}{}{}", " ".repeat(before), field.text, " ".repeat(free - before))
}
