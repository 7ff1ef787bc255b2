//! Text fields: the sections' editors, and what a composition of the input method is not allowed to do.
//!
//! While a word is being composed, its letters already stand in the string that egui edits. Such a string is never
//! given to the document: nothing is checked, counted, saved or put on the undo stack until the word is there.

use std::{collections::HashMap, sync::Arc};

use egui::{
    Context, Event, Galley, ImeEvent, ScrollArea, TextBuffer, TextEdit, TextFormat, Ui, text::LayoutJob,
};

use super::{
    theme::{font, theme},
    widgets::{heading, sheet, text},
};
use crate::{
    app::{App, Change, Command},
    draft::{Text, edit::Edit},
    form::Section,
    words,
};

/// The longest text a section takes, in characters; a full report has a tenth of it.
pub(super) const MAX_CHARS: usize = 200_000;
/// Typing that rests this long, in seconds, is a step of undo.
const STEP_PAUSE: f64 = 1.0;

/// What is in the fields of the page, and whether a word is being composed.
#[derive(Default)]
pub(super) struct Editors {
    buffers: HashMap<String, String>,
    composing: bool,
    /// A composition is in the buffer at the start of this frame or at its end.
    held: bool,
    focus: Option<egui::Id>,
    last_typed: Option<f64>,
}

impl Editors {
    /// Looks at the input of a frame before anything is drawn.
    pub(super) fn watch(&mut self, ctx: &Context, app: &App) {
        if app.document.is_none() {
            *self = Self::default();
        }
        let focus = ctx.memory(egui::Memory::focused);
        if self.focus != focus {
            // A field left in the middle of a word keeps the text from before it.
            (self.focus, self.composing) = (focus, false);
        }
        self.held = self.composing;
        ctx.input(|input| {
            for event in &input.events {
                if let Event::Ime(ime) = event {
                    self.composing = matches!(ime, ImeEvent::Preedit { text, .. } if !text.is_empty());
                }
            }
        });
        self.held |= self.composing;
    }

    /// Whether a word is being composed.
    pub(super) fn composing(&self) -> bool {
        self.composing
    }

    /// The text to edit for a field: the document's, unless a composition is in it.
    pub(super) fn buffer(&mut self, field: &str, current: &str) -> &mut String {
        let held = self.held;
        let buffer = self.buffers.entry(field.to_owned()).or_default();
        if !held && buffer != current {
            current.clone_into(buffer);
        }
        buffer
    }

    /// What was typed into the field drawn last, once it is final; `None` when nothing is to be changed.
    pub(super) fn typed(&self, field: &str, current: &str) -> Option<String> {
        let buffer = self.buffers.get(field)?;
        (!self.composing && buffer != current).then(|| buffer.clone())
    }

    /// Whether typing has rested since the last step, so that the next is a step of its own.
    fn rested(&mut self, now: f64) -> bool {
        let rested = self.last_typed.is_none_or(|last| now - last > STEP_PAUSE);
        self.last_typed = Some(now);
        rested
    }
}

/// The page of a text section.
pub(super) fn show(
    ui: &mut Ui,
    editors: &mut Editors,
    app: &App,
    section: &Section,
    commands: &mut Vec<Command>,
) {
    let Some(document) = &app.document else { return };
    let current = document.report().text(&section.id);
    sheet().show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        let name = match document.report().heading(section) {
            "" => section.task.as_str(),
            heading => heading,
        };
        let caption = ui
            .horizontal(|ui| {
                let caption = heading(ui, name);
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let count = format!("{}字", words::count_chars(current));
                    ui.label(text(count, theme().sizes.table, theme().colours.quiet));
                });
                caption
            })
            .inner;
        ui.add_space(4.0);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let typed = field(ui, editors, &section.id, current, caption.id, app.reveal);
            if let Some(typed) = typed {
                commands.extend(rewrite(ui, editors, section, name, typed));
            }
        });
    });
}

fn field(
    ui: &mut Ui,
    editors: &mut Editors,
    id: &str,
    current: &str,
    caption: egui::Id,
    enter: bool,
) -> Option<String> {
    let size = ui.available_size();
    let mut layouter = |ui: &Ui, text: &dyn TextBuffer, width: f32| indented(ui, text.as_str(), width);
    let buffer = editors.buffer(id, current);
    let edit = TextEdit::multiline(buffer)
        .id_salt(("section", id))
        .desired_width(f32::INFINITY)
        .desired_rows(12)
        .min_size(size)
        .margin(egui::Margin::symmetric(16, 12))
        .layouter(&mut layouter);
    let response = ui.add(edit).labelled_by(caption);
    if enter {
        response.request_focus();
    }
    editors.typed(id, current)
}

fn rewrite(ui: &Ui, editors: &mut Editors, section: &Section, name: &str, typed: String) -> Vec<Command> {
    let typed =
        if typed.chars().count() > MAX_CHARS { typed.chars().take(MAX_CHARS).collect() } else { typed };
    let mut commands = Vec::new();
    if editors.rested(ui.input(|i| i.time)) {
        commands.push(Command::EndStep);
    }
    commands.push(Command::Edit(Change {
        name: format!("改写“{name}”"),
        edits: vec![Edit::Text(section.id.clone(), Text::from(typed))],
        merge: Some(section.id.clone()),
    }));
    commands
}

/// Body text with the first line of each paragraph indented by two characters and one and a half lines apart.
fn indented(ui: &Ui, text: &str, width: f32) -> Arc<Galley> {
    const SIZE: f32 = 15.0;
    const LINE: f32 = 28.0;
    let format = TextFormat {
        font_id: font(SIZE),
        color: theme().colours.ink.into(),
        line_height: Some(LINE),
        ..TextFormat::default()
    };
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    for paragraph in text.split_inclusive('\n') {
        job.append(paragraph, 2.0 * SIZE, format.clone());
    }
    if text.is_empty() || text.ends_with('\n') {
        job.append("", 2.0 * SIZE, format);
    }
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
