//! Keys of the acts in menus.

use std::sync::LazyLock;

use egui::{Context, Key, KeyboardShortcut, Modifiers};

use super::{grid, scene::Scene};
use crate::app::{self, Action, Command, Shortcut};

/// The keys of every act; with Shift first, as a shortcut also fires with modifiers it does not name.
static KEYS: LazyLock<Vec<(Action, KeyboardShortcut)>> = LazyLock::new(|| {
    let of = |action: Action| action.shortcuts().iter().filter_map(move |s| Some((action, keys(*s)?)));
    let mut all: Vec<_> = Action::all().flat_map(of).collect();
    all.sort_by_key(|(_, keys)| !keys.modifiers.shift);
    all
});

/// Takes the shortcuts that were pressed.
///
/// Before any field sees them, so that Ctrl+Z is the document's everywhere.
pub(super) fn shortcuts(ctx: &Context, scene: &mut Scene<'_>) {
    let in_table = grid::takes_keys(ctx, scene.app);
    for &(action, keys) in KEYS.iter() {
        // In a cell it says what counts there; the table leads on to the help.
        if action == Action::Help && in_table {
            continue;
        }
        // Pressed twice while one frame was drawn, it is meant twice.
        let times = ctx.input_mut(|i| i.count_and_consume_key(keys.modifiers, keys.logical_key));
        scene.extend(std::iter::repeat_n(Command::Do(action), times));
    }
}

/// Whether an act has these keys.
pub(super) fn is_shortcut(key: Key, modifiers: Modifiers) -> bool {
    KEYS.iter().any(|(_, keys)| keys.logical_key == key && modifiers.matches_logically(keys.modifiers))
}

fn keys(shortcut: Shortcut) -> Option<KeyboardShortcut> {
    let mut modifiers = if shortcut.ctrl { Modifiers::COMMAND } else { Modifiers::NONE };
    modifiers.shift = shortcut.shift;
    let name = match shortcut.key {
        app::Key::Letter(letter) => letter.to_string(),
        app::Key::Function(number) => format!("F{number}"),
        app::Key::Digit(digit) => digit.to_string(),
        app::Key::Plus => "Plus".to_owned(),
        app::Key::Equals => "Equals".to_owned(),
        app::Key::Minus => "Minus".to_owned(),
        app::Key::PageUp => "PageUp".to_owned(),
        app::Key::PageDown => "PageDown".to_owned(),
    };
    Key::from_name(&name).map(|key| KeyboardShortcut::new(modifiers, key))
}

/// Panics on Ctrl+Shift+F12. In no build that anybody uses: what is then said is looked at.
#[cfg(feature = "forced-panic")]
pub(super) fn panic_when_asked(ctx: &Context) {
    // By the keys that were held when it was pressed: in a slow frame they may be up again by its end.
    let asked = ctx.input(|i| i.events.iter().any(asks_to_panic));
    // As this function says.
    assert!(!asked, "as the run wants it");
}

#[cfg(feature = "forced-panic")]
fn asks_to_panic(event: &egui::Event) -> bool {
    matches!(event, egui::Event::Key { key: egui::Key::F12, pressed: true, modifiers, .. }
        if modifiers.ctrl && modifiers.shift)
}
