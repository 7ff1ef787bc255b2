//! The keys stay with the work: what had them last on a page has them again after every act.
//!
//! A button that is clicked, a notice that leaves, a menu that closes: afterwards nothing has the keys, and what she
//! types would be lost. The field or table that she was in takes them back.

use egui::{Context, Id, Memory, Popup};

use super::{agency, grid, text};
use crate::app::{App, View};

/// Where the work is.
#[derive(Default)]
pub(super) struct Work {
    view: View,
    /// What of the page had the keys last.
    holder: Option<Id>,
}

impl Work {
    /// Looks who has the keys, once a frame is drawn; gives them to the work where nobody has.
    pub(super) fn keep(&mut self, ctx: &Context, app: &App) {
        if self.view != app.view {
            *self = Self { view: app.view.clone(), holder: None };
        }
        if app.question.is_some() || app.tool.is_some() || Popup::is_any_open(ctx) {
            return;
        }
        let Some(main) = main(app) else { return };
        match ctx.memory(Memory::focused) {
            Some(id) if id == main || ctx.text_edit_focused() => self.holder = Some(id),
            Some(_) => {}
            None => {
                let there = |id: &Id| ctx.read_response(*id).is_some();
                let back = self.holder.filter(there).unwrap_or(main);
                ctx.memory_mut(|memory| memory.request_focus(back));
            }
        }
    }
}

/// What is worked in on the page shown: its table, its text, its first field.
fn main(app: &App) -> Option<Id> {
    app.document.as_ref()?;
    match (&app.view, app.section()) {
        (_, Some(section)) => {
            Some(section.table().map_or_else(|| text::editor_of(&section.id), |table| grid::id(table)))
        }
        (View::Agency, _) => agency::first_field(),
        _ => None,
    }
}
