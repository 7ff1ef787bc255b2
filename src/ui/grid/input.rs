//! Keys and clicks of the grid.

use egui::{Event, EventFilter, FocusDirection, ImeEvent, Key, Modifiers, PointerButton, Response, Ui};

use super::geometry::Geometry;
use crate::{
    app::{
        App,
        grid::{Direction, Move, Press},
    },
    form::{Cell, Table},
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
    let page = rows_in_view(ui, geometry);
    for event in ui.input(|i| i.events.clone()) {
        match event {
            Event::Copy => copy(ui, app),
            Event::Cut => {
                copy(ui, app);
                app.press(Press::Delete);
            }
            Event::Key { key: Key::F1, pressed: true, .. } => app.grid.help = !app.grid.help,
            event => {
                let press = press(&event, page);
                if press.is_some_and(|press| !app.press(press)) {
                    leave(ui, &event);
                }
            }
        }
    }
}

fn copy(ui: &Ui, app: &App) {
    if let Some(text) = app.copied() {
        ui.ctx().copy_text(text);
    }
}

/// Tab at the end of the table goes on to what comes after it.
fn leave(ui: &Ui, event: &Event) {
    let back = matches!(event, Event::Key { modifiers, .. } if modifiers.shift);
    let direction = if back { FocusDirection::Previous } else { FocusDirection::Next };
    ui.memory_mut(|m| m.move_focus(direction));
}

/// How far Page Down goes: a row less than what is seen.
fn rows_in_view(ui: &Ui, geometry: &Geometry) -> isize {
    let rows = ui.clip_rect().height() / geometry.row_height();
    (rows as isize - 1).max(1)
}

/// A press and its release may come within one frame, so clicks are looked at as well as held buttons.
fn pointer(ui: &Ui, app: &mut App, response: &Response, geometry: &Geometry, table: &Table) {
    let pressed = response.is_pointer_button_down_on() && ui.input(|i| i.pointer.any_pressed());
    let dragged = response.dragged_by(PointerButton::Primary);
    if !(pressed || dragged || response.clicked() || response.double_clicked()) {
        return;
    }
    let Some(at) = response.interact_pointer_pos() else { return };
    if !response.has_focus() {
        response.request_focus();
    }
    let Some(form) = app.document.as_ref().map(|d| d.form().clone()) else { return };
    let heads = geometry.sticky_heads(table, response.rect, ui.clip_rect());
    let Some(cell) = geometry.cell_at(form.cells_of(table), at, response.rect, heads) else { return };
    let extends = (dragged && !pressed) || ui.input(|i| i.modifiers.shift);
    choose(app, cell, extends);
    if response.double_clicked() {
        app.press(Press::Edit);
    }
}

fn choose(app: &mut App, cell: &Cell, extends: bool) {
    if app.grid.moving() == Some(&cell.id) && (extends || !app.grid.is_block()) {
        return;
    }
    app.commit_typing();
    if extends { app.grid.extend_to(cell) } else { app.grid.select(cell) }
}

/// What an event means to the grid; `page` is the rows that Page Down goes.
fn press(event: &Event, page: isize) -> Option<Press> {
    match event {
        // Input methods send digits as commits.
        Event::Text(text) | Event::Ime(ImeEvent::Commit(text)) => Some(Press::Text(text.clone())),
        Event::Paste(text) => Some(Press::Paste(text.clone())),
        Event::Key { key, pressed: true, modifiers, .. } => key_press(*key, *modifiers, page),
        _ => None,
    }
}

fn key_press(key: Key, modifiers: Modifiers, page: isize) -> Option<Press> {
    if let Some(step) = arrow(key, modifiers, page) {
        return Some(if modifiers.shift { Press::Extend(step) } else { Press::Move(step) });
    }
    let direction = if modifiers.shift { Direction::Up } else { Direction::Down };
    Some(match key {
        Key::Enter if modifiers.command => Press::Confirm,
        Key::Enter => Press::Enter(Move::Step(direction)),
        Key::Tab => Press::Tab(if modifiers.shift { Move::Previous } else { Move::Next }),
        Key::F2 => Press::Edit,
        Key::Escape => Press::Escape,
        Key::Backspace => Press::Backspace,
        Key::Delete => Press::Delete,
        Key::A if modifiers.command => Press::SelectAll,
        Key::D if modifiers.command => Press::FillDown,
        Key::R if modifiers.command => Press::FillRight,
        _ => return None,
    })
}

/// The move of an arrow, Home, End or page key.
fn arrow(key: Key, modifiers: Modifiers, page: isize) -> Option<Move> {
    let far = modifiers.command;
    let step = |direction| if far { Move::Edge(direction) } else { Move::Step(direction) };
    Some(match key {
        Key::ArrowUp => step(Direction::Up),
        Key::ArrowDown => step(Direction::Down),
        Key::ArrowLeft => step(Direction::Left),
        Key::ArrowRight => step(Direction::Right),
        Key::Home => {
            if far {
                Move::TableStart
            } else {
                Move::RowStart
            }
        }
        Key::End => {
            if far {
                Move::TableEnd
            } else {
                Move::RowEnd
            }
        }
        Key::PageUp if !far => Move::Rows(-page),
        Key::PageDown if !far => Move::Rows(page),
        _ => return None,
    })
}
