//! The editor of a section: paragraphs as they are printed, with the first line indented.

use std::{ops::Range, sync::Arc};

use egui::{
    Align, Color32, Galley, Id, TextBuffer, TextEdit, TextFormat, Ui,
    text::{CCursor, LayoutJob},
    text_edit::TextEditState,
};

use super::{
    bound,
    caret::{editor, select},
    editors::refuse_long,
    last_year,
};
use crate::{
    app::{Action, Command, Session, TextAct, TextMark},
    draft::{
        MAX_TEXT,
        tied::{self, Tied},
    },
    form::Section,
    ui::{
        scene::Scene,
        theme::{font, theme},
        widgets::field_ring,
    },
};

const SIZE: f32 = 15.0;
const LINE: f32 = 28.0;
const INDENT: f32 = 2.0 * SIZE;

/// The editor; what was typed, once it is final.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, section: &Section, caption: Id) -> Option<String> {
    let session = scene.session()?;
    let current = session.document.report().text(&section.id);
    let id = editor(&section.id);
    scene.extend(refuse_long(ui, id, &section.task, current, MAX_TEXT).map(Command::Refuse));
    let mark = session.text.mark.as_ref().filter(|mark| mark.section == section.id);
    let fresh = scene.editors.is_new(mark);
    if let (Some(mark), true) = (mark, scene.editors.selects(ui, id, fresh)) {
        let behind = mark.chars.end..mark.chars.end;
        select(ui.ctx(), &section.id, session.text.picked.as_ref().unwrap_or(&behind));
    }
    let lit = mark.map(|mark| &mark.chars);
    let ties: Vec<Tied> = session.document.tied(&section.id).cloned().collect();
    let unchanged: Vec<&Range<usize>> =
        session.document.open_leftovers(&section.id).flat_map(|leftover| &leftover.numbers).collect();
    let size = ui.available_size();
    let mut layouter = |ui: &Ui, text: &dyn TextBuffer, width: f32| {
        let text = text.as_str();
        let warned = lit.into_iter().chain(unchanged.iter().copied().filter(|_| text == current));
        // A word that is being composed moves what stands behind it.
        let shades = shades(text, warned, &tied::moved(&ties, current, text));
        indented(ui, text, &shades, width.min(MEASURE))
    };
    let before = caret_of(ui.ctx(), id);
    let mut output = TextEdit::multiline(scene.editors.buffer(&section.id, current))
        .id(id)
        .desired_width(f32::INFINITY)
        .desired_rows(12)
        .min_size(size)
        .margin(egui::Margin::symmetric(16, 12))
        // The sheet under it is paper already.
        .background_color(egui::Color32::TRANSPARENT)
        .layouter(&mut layouter)
        .show(ui);
    // The program has undo of its own; this would hold a hundred whole texts.
    output.state.clear_undoer();
    field_ring(ui, &output.response.response);
    let here = session.document.leftovers().iter().filter(|l| l.section == section.id);
    last_year::strip(ui, output.response.response.rect, &output.galley, output.galley_pos, here);
    let caret = output.cursor_range.map(|range| range.primary.index.0);
    // A field that takes the keys puts its caret at the end; that is no place that she chose.
    let gone_to = fresh && mark.is_some();
    let chosen = gone_to || before.is_some() && before != caret || output.response.response.clicked();
    scene.extend(caret.filter(|_| chosen).and_then(|at| moved(session, section, at)));
    let response = output.response.response.labelled_by(caption);
    let laid = bound::Laid { field: &response, galley: &output.galley, at: output.galley_pos, caret };
    bound::show(ui, &session.document, section, &laid);
    if session.reveal {
        response.request_focus();
    }
    if let (Some(mark), true) = (mark, fresh) {
        if !scene.app.desk.tool.is_some_and(|tool| tool.action() == Action::Find) {
            response.request_focus();
        }
        reveal(ui, &output.galley, output.galley_pos, mark);
    }
    scene.editors.typed(&section.id, current)
}

/// Where the caret of an editor is, in characters.
fn caret_of(ctx: &egui::Context, id: Id) -> Option<usize> {
    let range = TextEditState::load(ctx, id)?.cursor.char_range()?;
    Some(range.primary.index.0)
}

/// Where the caret is, if it was seen elsewhere before.
fn moved(session: &Session, section: &Section, at: usize) -> Option<Command> {
    let caret = TextMark { section: section.id.clone(), chars: at..at };
    (session.text.caret.as_ref() != Some(&caret)).then_some(Command::Text(TextAct::Caret(caret)))
}

/// Scrolls to words that were gone to.
fn reveal(ui: &Ui, galley: &Galley, at: egui::Pos2, mark: &TextMark) {
    let words = galley.pos_from_cursor(CCursor::new(mark.chars.start));
    ui.scroll_to_rect(words.translate(at.to_vec2()), Some(Align::Center));
}

/// Words with a ground of their own, in bytes.
struct Shade {
    bytes: Range<usize>,
    ground: Color32,
}

/// Words that she is to look at and numbers that follow a table, in their order; none lies over another.
fn shades<'w>(text: &str, warned: impl Iterator<Item = &'w Range<usize>>, ties: &[Tied]) -> Vec<Shade> {
    let colours = &theme().colours;
    let following = ties.iter().map(|tied| (tied.chars(), colours.accent_tint));
    let mut all: Vec<_> =
        warned.map(|chars| (chars.clone(), colours.warning_tint)).chain(following).collect();
    // Where two begin alike, the first of them: what she is to look at.
    all.sort_by_key(|(chars, _)| chars.start);
    let (mut chars_at, mut bytes_at) = (0, 0);
    let mut byte = |chars: usize| {
        let rest = &text[bytes_at..];
        bytes_at += rest.char_indices().nth(chars - chars_at).map_or(rest.len(), |(at, _)| at);
        chars_at = chars;
        bytes_at
    };
    let mut end = 0;
    let mut found = Vec::new();
    for (chars, ground) in all {
        if end <= chars.start && !chars.is_empty() {
            end = chars.end;
            found.push(Shade { bytes: byte(chars.start)..byte(chars.end), ground: ground.into() });
        }
    }
    found
}

/// The widest line of text, in points: sixty characters; the eye loses its way back from the end of a longer one.
const MEASURE: f32 = 840.0;

/// Body text with the first line of each paragraph indented by two characters and one and a half lines apart, and a ground
/// behind some of its words.
fn indented(ui: &Ui, text: &str, shades: &[Shade], width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    let mut start = 0;
    for paragraph in text.split_inclusive('\n') {
        append(&mut job, paragraph, start, shades);
        start += paragraph.len();
    }
    if text.is_empty() || text.ends_with('\n') {
        job.append("", INDENT, format());
    }
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// A paragraph that begins at this byte of the text, in pieces: each has another ground than the one before it.
fn append(job: &mut LayoutJob, paragraph: &str, start: usize, shades: &[Shade]) {
    let end = start + paragraph.len();
    let mut indent = INDENT;
    let mut piece = |from: usize, to: usize, format: TextFormat| {
        if from < to {
            job.append(&paragraph[from - start..to - start], std::mem::take(&mut indent), format);
        }
    };
    let first = shades.partition_point(|shade| shade.bytes.end <= start);
    let mut at = start;
    for shade in shades[first..].iter().take_while(|shade| shade.bytes.start < end) {
        let (from, to) = (shade.bytes.start.max(start), shade.bytes.end.min(end));
        piece(at, from, format());
        piece(from, to, TextFormat { background: shade.ground, ..format() });
        at = to;
    }
    piece(at, end, format());
}

fn format() -> TextFormat {
    TextFormat {
        font_id: font(SIZE),
        color: theme().colours.ink.into(),
        line_height: Some(LINE),
        ..TextFormat::default()
    }
}
