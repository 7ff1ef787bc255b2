//! The source, line by line, with every figure lit that went into a cell. A click on one says which.

use std::{ops::Range, sync::Arc};

use egui::{Color32, Galley, Id, Pos2, Rect, ScrollArea, Sense, Stroke, TextFormat, Ui, text::LayoutJob};

use crate::{
    app::{Document, Proof, Spot},
    ui::{
        theme::{Colour, font, theme},
        widgets::note,
    },
};

/// More of a source than this is not shown; the longest real report has a tenth of it.
const MOST: usize = 400_000;
const ROW: f32 = 22.0;
/// Lines above the one that was asked for.
const ABOVE: f32 = 5.0;

/// What of the source is shown, and where.
#[derive(Default)]
pub(super) struct SourcePane {
    /// The figure that was chosen.
    chosen: Option<usize>,
    /// A line to be shown, and marked.
    wanted: Option<usize>,
    marked: Option<usize>,
    folded: Folded,
}

/// Lines folded into rows of the width of the page, kept as long as neither changes.
#[derive(Default)]
struct Folded {
    /// The width that they were folded for.
    width: f32,
    rows: Vec<SourceRow>,
}

/// A row of the page: a part of a line.
struct SourceRow {
    line: usize,
    bytes: Range<usize>,
}

impl SourcePane {
    /// Shows a line and marks it.
    pub(super) fn look_at(&mut self, line: usize) {
        (self.wanted, self.marked, self.chosen) = (Some(line), Some(line), None);
    }

    /// Shows a figure.
    pub(super) fn look_at_spot(&mut self, proof: &Proof, spot: usize) {
        self.look_at(proof.spots[spot].line);
        self.chosen = Some(spot);
    }

    /// The figure that was chosen.
    pub(super) fn chosen<'p>(&self, proof: &'p Proof) -> Option<&'p Spot> {
        proof.spots.get(self.chosen?)
    }

    pub(super) fn show(&mut self, ui: &mut Ui, document: &Document, proof: &Proof) {
        note(ui, "原文，读入的数有底色，存疑的有下划线");
        ui.add_space(4.0);
        self.folded.fold(ui, proof);
        let mut area = ScrollArea::vertical().id_salt("source").auto_shrink(false);
        if let Some(line) = self.wanted.take() {
            let row = self.folded.rows.partition_point(|r| r.line < line) as f32;
            area = area.vertical_scroll_offset(((row - ABOVE) * ROW).max(0.0));
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        area.show_rows(ui, ROW, self.folded.rows.len(), |ui, shown| {
            for row in shown {
                self.row(ui, document, proof, row);
            }
        });
    }

    fn row(&mut self, ui: &mut Ui, document: &Document, proof: &Proof, row: usize) {
        let Some(SourceRow { line, bytes }) = self.folded.rows.get(row) else { return };
        let (line, bytes) = (*line, bytes.clone());
        let words = &proof.lines[line][bytes.clone()];
        let (place, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), ROW), Sense::hover());
        if self.marked == Some(line) {
            ui.painter().rect_filled(place, 0, Color32::from(theme().colours.band));
        }
        let spots = spots_in(proof, line, &bytes);
        let looks: Vec<(Range<usize>, TextFormat)> = spots
            .clone()
            .map(|at| {
                let spot = &proof.spots[at];
                let inside = spot.bytes.start - bytes.start..spot.bytes.end - bytes.start;
                (inside, self.look(document, spot, at))
            })
            .collect();
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job(words, &looks)));
        let at = Pos2::new(place.left() + 4.0, place.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, Arc::clone(&galley), Color32::PLACEHOLDER);
        for (spot, (inside, _)) in spots.zip(&looks) {
            let lit = lit(&galley, at, words, inside);
            self.spot(ui, document, proof, spot, lit);
        }
    }

    fn look(&self, document: &Document, spot: &Spot, at: usize) -> TextFormat {
        let colours = &theme().colours;
        let doubtful = document.draft().doubts.iter().any(|d| d.place.cell() == Some(&spot.place));
        let (fill, line) = match (doubtful, self.chosen == Some(at)) {
            (_, true) => (colours.accent, None),
            (true, _) => (colours.warning_tint, Some(colours.warning_mark)),
            (false, _) => (colours.accent_tint, None),
        };
        let ink = if self.chosen == Some(at) { colours.paper } else { colours.ink };
        let mut format = plain(ink);
        format.background = fill.into();
        format.underline = line.map_or(Stroke::NONE, |colour| Stroke::new(1.5, Color32::from(colour)));
        format
    }

    fn spot(&mut self, ui: &Ui, document: &Document, proof: &Proof, at: usize, lit: Rect) {
        let spot = &proof.spots[at];
        let response = ui.interact(lit, Id::unique(("spot", at)), Sense::click());
        let name = format!("原文{}，{}", &proof.lines[spot.line][spot.bytes.clone()], words(document, spot));
        let selected = self.chosen == Some(at);
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, selected, &name));
        if response.has_focus() {
            let stroke = Stroke::new(2.0, Color32::from(theme().colours.accent));
            ui.painter().rect_stroke(lit.expand(1.0), 0, stroke, egui::StrokeKind::Outside);
        }
        if response.on_hover_text(words(document, spot)).clicked() {
            self.chosen = Some(at);
        }
    }
}

/// The cell that a figure went to, in words.
pub(super) fn words(document: &Document, spot: &Spot) -> String {
    let form = document.form();
    form.cell(&spot.place).map_or_else(String::new, |cell| form.position(cell))
}

/// The spots that lie in a part of a line.
fn spots_in(proof: &Proof, line: usize, bytes: &Range<usize>) -> impl Iterator<Item = usize> + Clone {
    let from = proof.spots.partition_point(|s| (s.line, s.bytes.start) < (line, bytes.start));
    let to = proof.spots.partition_point(|s| (s.line, s.bytes.end) <= (line, bytes.end));
    from..to.max(from)
}

fn plain(ink: Colour) -> TextFormat {
    TextFormat::simple(font(theme().sizes.table), ink.into())
}

fn job(words: &str, looks: &[(Range<usize>, TextFormat)]) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = f32::INFINITY;
    let mut end = 0;
    for (range, format) in looks {
        job.append(words.get(end..range.start).unwrap_or_default(), 0.0, plain(theme().colours.ink));
        job.append(&words[range.clone()], 0.0, format.clone());
        end = range.end;
    }
    job.append(words.get(end..).unwrap_or_default(), 0.0, plain(theme().colours.ink));
    job
}

/// Where a part of a row is on the screen.
fn lit(galley: &Galley, at: Pos2, words: &str, part: &Range<usize>) -> Rect {
    let chars = |byte: usize| words[..byte].chars().count();
    let x = |byte| galley.pos_from_cursor(egui::text::CCursor::new(chars(byte))).left();
    let height = galley.size().y;
    Rect::from_min_max(Pos2::new(at.x + x(part.start), at.y), Pos2::new(at.x + x(part.end), at.y + height))
}

impl Folded {
    fn fold(&mut self, ui: &Ui, proof: &Proof) {
        let width = ui.available_width() - 24.0;
        if self.width == width {
            return;
        }
        let id = font(theme().sizes.table);
        let mut left = MOST;
        self.rows.clear();
        ui.fonts_mut(|fonts| {
            for (at, line) in proof.lines.iter().enumerate() {
                let shown = first_chars(line, left);
                left -= shown.chars().count();
                fold_line(at, shown, width, |c| fonts.glyph_width(&id, c), &mut self.rows);
            }
        });
        self.width = width;
    }
}

fn first_chars(line: &str, most: usize) -> &str {
    line.char_indices().nth(most).map_or(line, |(at, _)| &line[..at])
}

/// Marks that stand out into the margin rather than begin a row.
const HANGING: &str = "，。、；：！？）》”’,.;:)";

/// Breaks a line where the page is full, but never inside a number.
fn fold_line(
    line: usize,
    words: &str,
    width: f32,
    mut advance: impl FnMut(char) -> f32,
    rows: &mut Vec<SourceRow>,
) {
    let (mut start, mut used, mut number) = (0, 0.0, None);
    for (at, c) in words.char_indices() {
        number = if c.is_ascii_digit() { number.or(Some((at, used))) } else { None };
        let step = advance(c);
        if used + step > width && at > start && !HANGING.contains(c) {
            let (end, back) = number.filter(|(n, _)| *n > start).unwrap_or((at, used));
            rows.push(SourceRow { line, bytes: start..end });
            (start, used) = (end, used - back);
            number = number.map(|(n, _)| (n, 0.0));
        }
        used += step;
    }
    if start < words.len() {
        rows.push(SourceRow { line, bytes: start..words.len() });
    }
}
