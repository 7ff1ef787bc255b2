//! Keys on the pages of the preview.

use egui::{Id, Key, Ui};

use crate::app::PageZoom;

/// What a key asks for.
#[derive(Clone, Copy)]
pub(super) enum Way {
    /// So many lines down.
    Lines(f32),
    /// So many screens down.
    Screens(f32),
    /// To the first page.
    Start,
    /// To the end of the last page.
    End,
    /// To the field of the part that is lit.
    Field,
    /// Another size, from the one in percent that there is.
    Zoom(fn(f32) -> PageZoom),
}

const KEYS: [(Key, Way); 12] = [
    (Key::ArrowDown, Way::Lines(1.0)),
    (Key::ArrowUp, Way::Lines(-1.0)),
    (Key::PageDown, Way::Screens(1.0)),
    (Key::Space, Way::Screens(1.0)),
    (Key::PageUp, Way::Screens(-1.0)),
    (Key::Home, Way::Start),
    (Key::End, Way::End),
    (Key::Enter, Way::Field),
    (Key::Plus, Way::Zoom(PageZoom::larger)),
    (Key::Equals, Way::Zoom(PageZoom::larger)),
    (Key::Minus, Way::Zoom(PageZoom::smaller)),
    (Key::W, Way::Zoom(|_| PageZoom::Width)),
];

/// What was asked for by a key, while the pages have the keys.
pub(super) fn take(ui: &Ui, pages: Id) -> Option<Way> {
    if !ui.memory(|memory| memory.has_focus(pages)) {
        return None;
    }
    let pressed = |key: Key| {
        ui.input(|i| i.key_pressed(key) && i.modifiers.is_none() || key == Key::Plus && i.key_pressed(key))
    };
    KEYS.into_iter().find(|(key, _)| pressed(*key)).map(|(_, way)| way)
}
