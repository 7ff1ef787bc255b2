//! Aligned columns parted by bars: what a table looks like in plain text.
//!
//! A line has one field a bar, blank fields too, so that a program finds each value by counting bars. Labels and heads
//! that would make the lines longer than Notepad shows are broken; they end on the line of the values, as a label that
//! is read to its end has its values beside it.

use std::ops::Range;

use super::{width, wrap::wrapped};

/// Between two fields.
const BAR: &str = " | ";
/// No column is padded wider than this: one very long entry must not swell every other line.
const WIDEST: usize = 120;
/// Lines longer than this are broken: what fits on a screen, and on a sheet of paper on its side.
const LONGEST_LINE: usize = 120;
/// A head that is broken has four characters a line.
const HEAD: usize = 8;
/// A label that is broken has twelve characters a line at least, however long the lines get by that.
const LABEL: usize = 24;

/// What a field is, which says where its text stands and whether it may be broken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The label of a row, or what stands over such labels.
    Label,
    /// A head of columns.
    Head,
    /// A value, which is never broken.
    Value,
}

/// One text and the tracks (columns of all lines) it covers.
#[derive(Clone)]
pub(super) struct Field {
    tracks: Range<usize>,
    text: String,
    kind: Kind,
    /// Blanks before each of its lines.
    indent: usize,
}

impl Field {
    /// A field of these tracks. A bar or a line break inside the text would read as the end of the field.
    pub fn new(tracks: Range<usize>, text: &str, kind: Kind) -> Self {
        let safe = |c: char| match c {
            '|' => '｜',
            c if c.is_control() => ' ',
            c => c,
        };
        Self { tracks, text: text.chars().map(safe).collect(), kind, indent: 0 }
    }

    /// The label further in than others, a Chinese character a level.
    pub fn further_in(self, levels: usize) -> Self {
        Self { indent: 2 * levels, ..self }
    }

    /// The same place without words.
    pub fn blank(&self) -> Self {
        Self { text: String::new(), ..self.clone() }
    }

    /// Whether these are all its tracks.
    pub fn is_of(&self, tracks: &Range<usize>) -> bool {
        self.tracks == *tracks
    }

    /// Its words.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where it starts.
    pub fn start(&self) -> usize {
        self.tracks.start
    }

    /// What it takes on one line.
    fn width(&self) -> usize {
        self.indent + width(&self.text)
    }

    /// Its lines in this room.
    fn lines(&self, room: usize) -> Vec<String> {
        match self.kind {
            Kind::Value => vec![self.text.clone()],
            Kind::Label | Kind::Head => {
                let lines = wrapped(&self.text, room.saturating_sub(self.indent));
                lines.into_iter().map(|line| " ".repeat(self.indent) + &line).collect()
            }
        }
    }

    fn padded(&self, line: &str, room: usize) -> String {
        let free = room.saturating_sub(width(line));
        let before = match self.kind {
            Kind::Label => 0,
            Kind::Head if self.tracks.len() > 1 => free / 2,
            Kind::Head | Kind::Value => free,
        };
        format!("{}{line}{}", " ".repeat(before), " ".repeat(free - before))
    }
}

/// Lines of fields over common tracks.
pub(super) struct Columns {
    pub tracks: usize,
    pub lines: Vec<Vec<Field>>,
}

impl Columns {
    /// The lines with every field padded to its tracks; one whose labels or heads are broken is several.
    pub fn print(&self) -> Vec<String> {
        let widths = self.widths();
        self.lines.iter().flat_map(|fields| print(fields, &widths)).collect()
    }

    /// Whether the lines are not too long with every label and head on one line.
    pub fn fit(&self) -> bool {
        room(&self.natural(WIDEST), &(0..self.tracks)) <= LONGEST_LINE
    }

    /// Whether the lines are short enough once labels and heads are broken.
    pub fn fit_broken(&self) -> bool {
        room(&self.narrow(), &(0..self.tracks)) <= LONGEST_LINE
    }

    /// The width of each track. Nothing is broken where the lines would be too long all the same.
    fn widths(&self) -> Vec<usize> {
        if self.fit() || !self.fit_broken() { self.natural(WIDEST) } else { self.narrow() }
    }

    /// The width of each track with heads broken, and labels as far as they must be.
    fn narrow(&self) -> Vec<usize> {
        let mut widths = self.natural(HEAD);
        let others = room(&widths, &(1..self.tracks)) + BAR.len();
        if let Some(labels) = widths.first_mut() {
            *labels = (*labels).min(LONGEST_LINE.saturating_sub(others).max(LABEL));
        }
        widths
    }

    /// The width of each track with heads in so much room: that of its own texts, and the last of a merged field takes
    /// what is lacking.
    fn natural(&self, head: usize) -> Vec<usize> {
        let mut widths = vec![0; self.tracks];
        let mut fields: Vec<&Field> = self.lines.iter().flatten().collect();
        fields.sort_by_key(|f| f.tracks.len());
        for field in fields {
            let most = if field.kind == Kind::Head { head } else { WIDEST };
            let lacking = field.width().min(most).saturating_sub(room(&widths, &field.tracks));
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

/// One line of fields; the last lines of all fields stand beside each other.
fn print(fields: &[Field], widths: &[usize]) -> Vec<String> {
    let room = |field: &Field| room(widths, &field.tracks);
    let broken: Vec<Vec<String>> = fields.iter().map(|field| field.lines(room(field))).collect();
    let height = broken.iter().map(Vec::len).max().unwrap_or_default();
    let line = |at: usize| {
        let padded = fields.iter().zip(&broken).map(|(field, lines)| {
            let own = (at + lines.len()).checked_sub(height).and_then(|own| lines.get(own));
            field.padded(own.map_or("", String::as_str), room(field))
        });
        padded.collect::<Vec<_>>().join(BAR).trim_end().to_owned()
    };
    (0..height).map(line).collect()
}
