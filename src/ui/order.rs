//! Keys count in the order in which they were pressed, however many of them come within one frame.
//!
//! An act changes what the keys after it are meant for: the page, a question, the list of all acts. Where frames are slow,
//! such a key and the digit after it come together, and the digit would go to the page that is just being left. So
//! an act has a frame of its own, and so has what came of it: what is pressed meanwhile waits.

use std::collections::VecDeque;

use egui::{Context, Event, Key, Plugin, RawInput};

use super::keys;
use crate::app::{App, Question, Tool, View};

/// What was pressed and has not yet come to the window.
#[derive(Default)]
pub(super) struct KeyOrder {
    waiting: VecDeque<Event>,
    shown: Shown,
    /// It came up with the last frame and has not been drawn: nothing can take keys yet.
    fresh: bool,
}

/// What takes the keys of a window.
#[derive(Default, PartialEq)]
struct Shown {
    view: Option<View>,
    question: Option<Question>,
    tool: Option<Tool>,
}

impl KeyOrder {
    /// Looks at what the frame has come to; whether keys are waiting for the next one.
    pub(super) fn watch(&mut self, app: &App) -> bool {
        let desk = &app.desk;
        let shown = Shown { view: app.view().cloned(), question: desk.question.clone(), tool: desk.tool };
        self.fresh = self.shown != shown;
        self.shown = shown;
        !self.waiting.is_empty()
    }

    /// How many of those that wait come within the next frame: all before an act, or an act as often as it was pressed.
    fn next(&self) -> usize {
        let acts = |event: &Event| self.is_act(event);
        let Some(act) = self.waiting.iter().position(acts) else { return self.waiting.len() };
        let before = self.waiting.iter().take(act);
        if before.clone().any(|event| !is_quiet(event)) {
            return act;
        }
        let same = |event: &&Event| is_quiet(event) || is_same(event, &self.waiting[act]);
        act + self.waiting.iter().skip(act).take_while(same).count()
    }

    /// Whether something else may take the keys afterwards.
    fn is_act(&self, event: &Event) -> bool {
        let Event::Key { key, modifiers, pressed: true, .. } = event else { return false };
        let asks = self.shown.question.is_some() || self.shown.tool.is_some();
        asks && matches!(key, Key::Enter | Key::Escape) || keys::is_shortcut(*key, *modifiers)
    }
}

/// Whether nothing is done by it: a key let go, the pointer moved.
fn is_quiet(event: &Event) -> bool {
    matches!(event, Event::Key { pressed: false, .. } | Event::PointerMoved(_))
}

fn is_same(event: &Event, other: &Event) -> bool {
    let pressed = |event: &Event| match event {
        Event::Key { key, modifiers, pressed: true, .. } => Some((*key, *modifiers)),
        _ => None,
    };
    pressed(event).is_some() && pressed(event) == pressed(other)
}

impl Plugin for KeyOrder {
    fn debug_name(&self) -> &'static str {
        "key order"
    }

    fn input_hook(&mut self, _: &Context, input: &mut RawInput) {
        self.waiting.extend(input.events.drain(..));
        if !self.fresh {
            input.events.extend(self.waiting.drain(..self.next()));
        }
    }
}
