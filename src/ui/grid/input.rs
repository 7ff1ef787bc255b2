//! Keys and clicks of the grid, as acts: they are looked at before a frame is drawn and done before the table is.

use egui::{Context, Event, EventFilter, ImeEvent, Key, Modifiers, PointerButton, Response};

use super::{GridPage, Seen, id};
use crate::{
    app::{
        App, Session,
        grid::{Direction, GridAct, Move, Press},
    },
    form::CellId,
};

/// The keys that are the grid's while it has the focus, and not egui's.
const FILTER: EventFilter =
    EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };

impl GridPage {
    /// What was pressed and clicked in this frame, in its order; nothing where no table is shown.
    pub(in crate::ui) fn acts(&self, ctx: &Context, app: &App) -> Vec<GridAct> {
        let Some(session) = &app.session else { return Vec::new() };
        let Some(table) = session.section().and_then(|s| s.table()) else { return Vec::new() };
        let id = id(table);
        let response = ctx.read_response(id);
        let seen = self.seen.as_ref().filter(|seen| seen.table == *table);
        let clicked =
            response.as_ref().zip(seen).map(|(response, seen)| pointer(ctx, session, response, seen));
        let mut acts = clicked.unwrap_or_default();
        if ctx.memory(|m| m.has_focus(id)) {
            ctx.memory_mut(|m| m.set_focus_lock_filter(id, FILTER));
            acts.extend(
                session.active_cell().is_none().then_some(GridAct::Press(Press::Move(Move::TableStart))),
            );
            acts.extend(ctx.input(|i| i.events.iter().flat_map(|event| self.act(event)).collect::<Vec<_>>()));
        } else if response.is_some_and(|response| response.lost_focus()) {
            acts.push(GridAct::Commit);
        }
        acts
    }

    /// What an event means to the grid.
    fn act(&self, event: &Event) -> Vec<GridAct> {
        match event {
            Event::Copy => vec![GridAct::Copy],
            Event::Cut => vec![GridAct::Copy, GridAct::Press(Press::Delete)],
            Event::Key { key: Key::F1, pressed: true, .. } => vec![GridAct::Help],
            event => press(event, self.rows_in_view()).map(GridAct::Press).into_iter().collect(),
        }
    }

    /// How far Page Down goes: a row less than what is seen.
    fn rows_in_view(&self) -> isize {
        let rows = self.seen.as_ref().map_or(0.0, |seen| seen.clip.height() / seen.geometry.row_height());
        (rows as isize - 1).max(1)
    }
}

/// A press and its release may come within one frame, so clicks are looked at as well as held buttons.
fn pointer(ctx: &Context, session: &Session, response: &Response, seen: &Seen) -> Vec<GridAct> {
    let pressed = response.is_pointer_button_down_on() && ctx.input(|i| i.pointer.any_pressed());
    let dragged = response.dragged_by(PointerButton::Primary);
    if !(pressed || dragged || response.clicked() || response.double_clicked()) {
        return Vec::new();
    }
    let Some(at) = response.interact_pointer_pos() else { return Vec::new() };
    if !response.has_focus() {
        response.request_focus();
    }
    let Some(cell) = under(session, response, seen, at) else { return Vec::new() };
    let extends = (dragged && !pressed) || ctx.input(|i| i.modifiers.shift);
    let edits = response.double_clicked().then_some(GridAct::Press(Press::Edit));
    [GridAct::Choose { cell, extends }].into_iter().chain(edits).collect()
}

/// The cell under a point of the window, as it was painted last.
fn under(session: &Session, response: &Response, seen: &Seen, at: egui::Pos2) -> Option<CellId> {
    let form = session.document.form();
    let table = form.table(&seen.table)?;
    let heads = seen.geometry.sticky_heads(table, response.rect, seen.clip);
    let cell = seen.geometry.cell_at(form.cells_of(table), at, response.rect, heads)?;
    Some(cell.id.clone())
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
