//! The keys stay with the work: what had them last on a page has them again after every act.
//!
//! A button that is clicked, a notice that leaves, a menu that closes: afterwards nothing has the keys, and what she
//! types would be lost. The field or table that she was in takes them back. Whoever comes to another page has the keys
//! where the work on it begins, not in the list that led there.

use egui::{Context, FocusDirection, Id, Memory, Popup, Rect, Role, Sense, Ui, Vec2, WidgetInfo};

use super::{agency, grid, text};
use crate::app::{App, View};

/// Where the work is.
#[derive(Default)]
pub(super) struct Work {
    view: Option<View>,
    /// What of the page had the keys last.
    holder: Option<Id>,
    /// What had the keys when the frame before began.
    before: Option<Id>,
}

impl Work {
    /// An arrow or Tab that comes just as the work is given the keys is meant for it: egui, which only later learns that
    /// they are its own, would lead away with them. For the start of a frame.
    pub(super) fn hold(&mut self, ctx: &Context, app: &App) {
        let now = ctx.memory(Memory::focused);
        if now.is_some() && now != self.before && now == main(app) {
            stay(ctx);
        }
        self.before = now;
    }

    /// Looks who has the keys, once a frame is drawn; gives them to the work where nobody has.
    pub(super) fn keep(&mut self, ctx: &Context, app: &App) {
        let has_turned = self.view.as_ref() != app.view();
        if has_turned {
            (self.view, self.holder) = (app.view().cloned(), None);
        }
        if app.desk.question.is_some() || app.desk.tool.is_some() || Popup::is_any_open(ctx) {
            return;
        }
        let Some(main) = main(app) else { return };
        let now = ctx.memory(Memory::focused);
        if now == Some(main) && now != self.before {
            stay(ctx);
        }
        match now {
            Some(_) if has_turned => ctx.memory_mut(|memory| memory.request_focus(main)),
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

/// No key of this frame moves the focus.
fn stay(ctx: &Context) {
    ctx.memory_mut(|memory| memory.move_focus(FocusDirection::None));
}

/// What is worked in on the page shown: its table, its text, its first field.
fn main(app: &App) -> Option<Id> {
    let session = app.session.as_ref()?;
    match (&session.view, session.section()) {
        (_, Some(section)) => {
            Some(section.table().map_or_else(|| text::editor_of(&section.id), |table| grid::id(table)))
        }
        (View::Agency, _) => agency::first_field(),
        // The pages of the preview take the keys themselves.
        (View::Preview | View::Section(_), _) => None,
        _ => Some(begin_id()),
    }
}

/// Where the keys are on a page that is read and pressed, not typed in: before the first thing on it.
pub(super) fn begin(ui: &Ui, app: &App) {
    if main(app) == Some(begin_id()) {
        let place = Rect::from_min_size(ui.max_rect().min, Vec2::ZERO);
        let begin = ui.interact(place, begin_id(), Sense::focusable_noninteractive());
        begin.widget_info(|| WidgetInfo::labeled(Role::Label, true, "本页内容"));
    }
}

fn begin_id() -> Id {
    Id::unique("the beginning of a page")
}
