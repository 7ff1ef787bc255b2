//! The page of a table: the form as it is printed, editable in place.
//!
//! Cells are painted, not widgets: one area takes the keys and the pointer, and each cell reports itself by name,
//! row and column to those who read the screen.

mod geometry;
mod input;
mod paint;

use egui::{Rect, Role, ScrollArea, Sense, Ui, WidgetInfo};

use self::geometry::Geometry;
use super::widgets::{heading, sheet};
use crate::{
    app::{App, Document},
    check::{Finding, Place},
    form::{Cell, Form, Level, Section, Table},
};

/// What the parts of the grid look at.
struct View<'a> {
    form: &'a Form,
    table: &'a Table,
    document: &'a Document,
    geometry: &'a Geometry,
}

impl View<'_> {
    /// The findings that are marked in the table; blank cells can be seen without.
    fn marks(&self) -> impl Iterator<Item = &Finding> {
        const MANY: usize = 30;
        self.document.findings().iter().filter(|f| f.level < Level::Info && f.places.len() <= MANY)
    }

    /// The worst finding that concerns a cell.
    fn level(&self, cell: &Cell) -> Option<Level> {
        self.marks().filter(|f| f.concerns(&cell.id)).map(|f| f.level).min()
    }

    /// The worst finding that leads to a cell: there its shape stands.
    fn mark(&self, cell: &Cell) -> Option<Level> {
        let leads = |f: &&Finding| matches!(f.places.first(), Some(Place::Cell(id)) if *id == cell.id);
        self.marks().filter(leads).map(|f| f.level).min()
    }
}

/// The page of a section with a table.
pub(super) fn show(ui: &mut Ui, app: &mut App, section: &Section, table: &str) {
    sheet().show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        heading(ui, &section.heading);
        ui.add_space(4.0);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| grid(ui, app, table));
    });
}

fn grid(ui: &mut Ui, app: &mut App, table: &str) {
    let Some(form) = app.document.as_ref().map(|d| d.form().clone()) else { return };
    let Some(table) = form.table(table) else { return };
    let geometry = Geometry::new(ui, table, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(geometry.size(), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Table, true, &table.name));
    input::take(ui, app, &response, &geometry, table);
    let Some(document) = &app.document else { return };
    let view = View { form: &form, table, document, geometry: &geometry };
    let active = app.grid.active(&form, table);
    paint::boxes(ui, &view, rect, active);
    paint::values(ui, &view, rect, active, app.grid.typing.as_ref());
    paint::focus(ui, &view, rect, active, response.has_focus());
    report_cells(ui, &view, rect, active);
    if app.reveal
        && let Some(cell) = active
    {
        response.request_focus();
        ui.scroll_to_rect(geometry.cell(cell).translate(rect.min.to_vec2()).expand(32.0), None);
    }
}

/// Tells the accessibility tree what each cell is.
fn report_cells(ui: &Ui, view: &View<'_>, rect: Rect, active: Option<&Cell>) {
    for cell in view.form.cells_of(view.table) {
        let at = view.geometry.cell(cell).translate(rect.min.to_vec2());
        let id = ui.scope_id().with(&cell.id.0);
        let response = ui.interact(at, id, Sense::hover());
        let value = view.document.report().figure(view.form, cell);
        let is_active = active.is_some_and(|a| a.id == cell.id);
        response.widget_info(|| {
            let mut info =
                WidgetInfo::labeled(Role::Cell, true, format!("{}，{}", cell.row_label, cell.column_label));
            info.current_text_value = Some(value.text().into_owned());
            info.selected = Some(is_active);
            info
        });
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_row_index(cell.row);
            node.set_column_index(cell.column);
        });
    }
}
