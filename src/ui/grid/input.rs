//! Keys and clicks of the grid.

use egui::{Event, EventFilter, FocusDirection, ImeEvent, Key, Modifiers, Response, Ui};

use super::geometry::Geometry;
use crate::{
    app::{
        App, Command,
        grid::{Move, Press},
    },
    form::Table,
};

/// The keys that are the grid's while it has the focus, and not egui's.
const FILTER: EventFilter =
    EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };

/// Takes what was pressed and clicked in this frame, in its order.
pub(super) fn take(ui: &Ui, app: &mut App, response: &Response, geometry: &Geometry, table: &Table) {
    pointer(ui, app, response, geometry, table);
    if !response.has_focus() {
        if app.grid.typing.is_some() && response.lost_focus() {
            app.commit_typing();
        }
        return;
    }
    ui.memory_mut(|m| m.set_focus_lock_filter(response.id, FILTER));
    if app.active_cell().is_none() {
        app.press(Press::Move(Move::TableStart));
    }
    let events = ui.input(|i| i.events.clone());
    for press in events.iter().filter_map(press) {
        if !app.press(press.clone()) {
            leave(ui, &press);
        }
    }
}

/// Tab at the end of the table goes on to what comes after it.
fn leave(ui: &Ui, press: &Press) {
    let back = matches!(press, Press::Tab(Move::Previous));
    let direction = if back { FocusDirection::Previous } else { FocusDirection::Next };
    ui.memory_mut(|m| m.move_focus(direction));
}

/// A press and its release may come within one frame, so clicks are looked at as well as held buttons.
fn pointer(ui: &Ui, app: &mut App, response: &Response, geometry: &Geometry, table: &Table) {
    let pressed = response.is_pointer_button_down_on() && ui.input(|i| i.pointer.any_pressed());
    if !(pressed || response.clicked() || response.double_clicked()) {
        return;
    }
    let Some(at) = response.interact_pointer_pos() else { return };
    let Some(document) = &app.document else { return };
    let form = document.form().clone();
    let inside = at - response.rect.min.to_vec2();
    let Some(cell) = form.cells_of(table).iter().find(|c| geometry.cell(c).contains(inside)) else {
        return response.request_focus();
    };
    if app.grid.active.as_ref() != Some(&cell.id) {
        app.apply(Command::Select(cell.id.clone()));
        app.reveal = false;
    }
    response.request_focus();
    if response.double_clicked() {
        app.press(Press::Edit);
    }
}

/// What an event means to the grid.
fn press(event: &Event) -> Option<Press> {
    match event {
        // Input methods send digits as commits.
        Event::Text(text) | Event::Ime(ImeEvent::Commit(text)) => Some(Press::Text(text.clone())),
        Event::Key { key, pressed: true, modifiers, .. } => key_press(*key, *modifiers),
        _ => None,
    }
}

fn key_press(key: Key, modifiers: Modifiers) -> Option<Press> {
    let either = |plain, shifted| if modifiers.shift { shifted } else { plain };
    let far = |plain, far| if modifiers.command { far } else { plain };
    Some(match key {
        Key::ArrowUp => Press::Move(Move::Up),
        Key::ArrowDown => Press::Move(Move::Down),
        Key::ArrowLeft => Press::Move(Move::Left),
        Key::ArrowRight => Press::Move(Move::Right),
        Key::Home => Press::Move(far(Move::RowStart, Move::TableStart)),
        Key::End => Press::Move(far(Move::RowEnd, Move::TableEnd)),
        Key::Enter => Press::Enter(either(Move::Down, Move::Up)),
        Key::Tab => Press::Tab(either(Move::Next, Move::Previous)),
        Key::F2 => Press::Edit,
        Key::Escape => Press::Escape,
        Key::Backspace => Press::Backspace,
        Key::Delete => Press::Delete,
        _ => return None,
    })
}
