//! What the numbers of a text are bound to: a line under each that was checked, and what it was held against for whoever
//! waits over it, or goes to it with a screen reader.
//!
//! The line tells by shape: a thin one agrees with the tables, a dotted one with other numbers, a thick one does not.
//! Under a number that was not checked there is none. One that follows its table has a ground of its own, too.

use std::{collections::HashMap, ops::Range};

use egui::{Color32, Galley, Pos2, Rect, Response, Shape, Stroke, Ui, epaint::text::PlacedRow};

use crate::{
    app::Document,
    check::{Bound, TextNumber},
    draft::{Excerpt, tied::Tied},
    form::Section,
    ui::theme::theme,
};

const THIN: f32 = 1.0;
const THICK: f32 = 2.0;
/// How far the dots are apart, and how far each reaches from its middle.
const DOTS: f32 = 3.0;
const DOT: f32 = 0.8;
/// How far the line stands under the foot of the figures.
const UNDER: f32 = 3.5;

/// The text of a section as it stands in its field.
pub(super) struct Laid<'a> {
    /// The field.
    pub field: &'a Response,
    /// Its text.
    pub galley: &'a Galley,
    /// Where that begins.
    pub at: Pos2,
    /// Where the caret is, in characters.
    pub caret: Option<usize>,
}

/// Draws the lines, and says what the number under the pointer or at the caret was held against.
pub(super) fn show(ui: &Ui, document: &Document, section: &Section, laid: &Laid<'_>) {
    // A word that is being composed moves what stands behind it; the numbers were read without it.
    if laid.galley.text() != document.report().text(&section.id) {
        return;
    }
    let ties: HashMap<usize, &Tied> = document.tied(&section.id).map(|tied| (tied.at, tied)).collect();
    let here = document.numbers().filter(|number| number.figures.section == section.id);
    let follows =
        |figures: &Excerpt| ties.get(&figures.chars.start).is_some_and(|tied| tied.figures == figures.text);
    let marked = here.map(|number| Marked { number, is_tied: follows(&number.figures) });
    let marked: Vec<Marked<'_>> = marked.filter(Marked::has_a_line).collect();
    if let Some(words) = underlined(ui, laid, &marked).and_then(|marked| marked.said(document)) {
        laid.field.clone().on_hover_text_at_pointer(words);
    }
    let at_caret = marked.iter().find(|marked| laid.caret.is_some_and(|at| marked.touches(at)));
    if let Some(words) = at_caret.and_then(|marked| marked.said(document))
        && laid.field.has_focus()
    {
        ui.ctx().accesskit_node_builder(laid.field.id, |node| node.set_description(words));
    }
}

/// A number of the text shown.
#[derive(Clone, Copy)]
struct Marked<'n> {
    number: &'n TextNumber,
    /// Whether it follows its table.
    is_tied: bool,
}

impl Marked<'_> {
    fn has_a_line(&self) -> bool {
        self.is_tied || !matches!(self.number.bound, Bound::Unchecked | Bound::Unrelated)
    }

    fn touches(&self, caret: usize) -> bool {
        let chars = &self.number.figures.chars;
        chars.start <= caret && caret <= chars.end
    }

    /// What it was held against and whether it follows that.
    fn said(&self, document: &Document) -> Option<String> {
        match (self.number.said(document.sheet()), self.is_tied) {
            (said, false) => said,
            (Some(said), true) => Some(format!("{said}；已关联，改表格时一同更新")),
            (None, true) => Some("已关联，改表格时一同更新".to_owned()),
        }
    }

    fn line(&self, ui: &Ui, place: Rect) {
        let colours = &theme().colours;
        let ends = [place.left_bottom(), place.right_bottom()];
        let thin = if self.is_tied { colours.accent } else { colours.faint };
        match self.number.bound {
            Bound::Follows if !self.is_tied => {
                ui.painter().extend(Shape::dotted_line(&ends, Color32::from(thin), DOTS, DOT));
            }
            Bound::Differs(_) | Bound::Contradicts => {
                ui.painter().line_segment(ends, Stroke::new(THICK, Color32::from(colours.warning_mark)));
            }
            _ => {
                ui.painter().line_segment(ends, Stroke::new(THIN, Color32::from(thin)));
            }
        }
    }
}

/// Draws the lines of the rows that are in view; the number under the pointer.
fn underlined<'n>(ui: &Ui, laid: &Laid<'_>, numbers: &[Marked<'n>]) -> Option<Marked<'n>> {
    let pointer = laid.field.hover_pos();
    let mut found = None;
    let mut start = 0;
    for row in &laid.galley.rows {
        if ui.is_rect_visible(row.rect().translate(laid.at.to_vec2())) {
            // They are in their order: those that end before the row are passed over at once.
            let first = numbers.partition_point(|marked| marked.number.figures.chars.end <= start);
            let end = start + row.glyphs.len();
            let of_row = numbers[first..].iter().take_while(|marked| marked.number.figures.chars.start < end);
            for marked in of_row {
                let Some(place) = place(row, start, &marked.number.figures.chars) else { continue };
                let place = place.translate(laid.at.to_vec2());
                marked.line(ui, place);
                if pointer.is_some_and(|at| place.contains(at)) {
                    found = Some(*marked);
                }
            }
        }
        start += row.char_count_including_newline().0;
    }
    found
}

/// Where these characters stand in the galley, down to their line, if a row that begins at this one has any of them.
fn place(row: &PlacedRow, start: usize, chars: &Range<usize>) -> Option<Rect> {
    let end = start + row.glyphs.len();
    let figures =
        row.glyphs.get(chars.start.clamp(start, end) - start..chars.end.clamp(start, end) - start)?;
    let (first, last) = (figures.first()?, figures.last()?);
    let across = row.pos.x + first.pos.x..=row.pos.x + last.pos.x + last.advance_width;
    Some(Rect::from_x_y_ranges(across, row.pos.y..=row.pos.y + first.pos.y + UNDER))
}
