//! What is in the fields of the page, and what a composition of the input method is not allowed to do.
//!
//! While a word is being composed, its letters already stand in the string that egui edits. Such a string is never
//! given to the document: nothing is checked, counted, saved or put on the undo stack until the word is there.

use std::collections::HashMap;

use egui::{Context, Event, Id, ImeEvent, Key, Modifiers, Ui, text_edit::TextEditState};

use crate::app::{App, TextMark, TooLong};

/// Typing that rests this long, in seconds, is a step of undo.
const STEP_PAUSE: f64 = 1.0;

/// What is in the fields of the page, and whether a word is being composed.
#[derive(Default)]
pub(in crate::ui) struct Editors {
    buffers: HashMap<String, String>,
    composing: bool,
    /// A composition is in the buffer at the start of this frame or at its end.
    held: bool,
    focus: Option<Id>,
    last_typed: Option<f64>,
    /// The words that were gone to last.
    mark: Option<TextMark>,
    /// They are to be selected once their field has the keys.
    selecting: bool,
}

impl Editors {
    /// Looks at the input of a frame before anything is drawn.
    pub(in crate::ui) fn watch(&mut self, ctx: &Context, app: &App) {
        if app.session.is_none() {
            self.buffers.clear();
            self.last_typed = None;
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
    pub(in crate::ui) fn composing(&self) -> bool {
        self.composing
    }

    /// Whether keys of this frame belong to a composition, its last one included.
    pub(in crate::ui) fn held(&self) -> bool {
        self.held
    }

    /// Takes Enter from a line; whether it was pressed by itself.
    ///
    /// One that belongs to a composition is taken too: the line would let go of the keys.
    pub(in crate::ui) fn entered(&self, ui: &Ui) -> bool {
        ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter)) && !self.held
    }

    /// The text to edit for a field: the document's, unless a composition is in it.
    pub(in crate::ui) fn buffer(&mut self, field: &str, current: &str) -> &mut String {
        let held = self.held;
        let buffer = self.buffers.entry(field.to_owned()).or_default();
        if !held && buffer != current {
            current.clone_into(buffer);
        }
        buffer
    }

    /// What was typed into the field drawn last, once it is final; `None` when nothing is to be changed.
    pub(in crate::ui) fn typed(&self, field: &str, current: &str) -> Option<String> {
        let buffer = self.buffers.get(field)?;
        (!self.composing && buffer != current).then(|| buffer.clone())
    }

    /// Whether these words were gone to in this frame.
    pub(super) fn is_new(&mut self, mark: Option<&TextMark>) -> bool {
        let new = self.mark.as_ref() != mark;
        self.mark = mark.cloned();
        new
    }

    /// Whether the words that were gone to are to be selected now: at once, and again when the field has the keys, as
    /// egui lets go of a selection in a field that has not.
    pub(super) fn selects(&mut self, ui: &Ui, id: Id, fresh: bool) -> bool {
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        let now = fresh || self.selecting && has_focus;
        self.selecting = (fresh || self.selecting) && !has_focus;
        now
    }

    /// Whether typing has rested since the last step, so that the next is a step of its own.
    pub(super) fn rested(&mut self, now: f64) -> bool {
        let rested = self.last_typed.is_none_or(|last| now - last > STEP_PAUSE);
        self.last_typed = Some(now);
        rested
    }
}

/// Takes a paste out of the input that would make the text of a focused field longer than it may be: a million
/// characters are refused before anything has to lay them out.
pub(in crate::ui) fn refuse_long(
    ui: &Ui,
    id: Id,
    place: &str,
    current: &str,
    limit: usize,
) -> Option<TooLong> {
    if !ui.memory(|memory| memory.has_focus(id)) {
        return None;
    }
    let incoming = ui.input(|i| i.events.iter().map(|e| inserted(e).len()).sum::<usize>());
    // A text has at most as many characters as bytes: most are never counted.
    if current.len() + incoming <= limit {
        return None;
    }
    let more = ui.input(|i| i.events.iter().map(|e| inserted(e).chars().count()).sum::<usize>());
    let chars = current.chars().count().saturating_sub(selected(ui, id)) + more;
    if more == 0 || chars <= limit {
        return None;
    }
    ui.input_mut(|i| i.events.retain(|e| inserted(e).is_empty()));
    Some(TooLong { place: place.to_owned(), chars, limit })
}

/// What an event puts into the focused field.
fn inserted(event: &Event) -> &str {
    match event {
        Event::Paste(text) | Event::Text(text) | Event::Ime(ImeEvent::Commit(text)) => text,
        _ => "",
    }
}

/// The characters that are selected and would be replaced.
fn selected(ui: &Ui, id: Id) -> usize {
    let range = TextEditState::load(ui.ctx(), id).and_then(|state| state.cursor.char_range());
    range.map_or(0, |range| {
        let range = range.as_sorted_char_range();
        range.end.0.saturating_sub(range.start.0)
    })
}
