//! The page of a table: the form as it is printed, editable in place.
//!
//! Cells are painted, not widgets: one area takes the keys and the pointer, and each cell reports itself by name,
//! row and column to those who read the screen.

mod figures;
mod geometry;
mod help;
mod input;
mod lines;
mod paint;
mod toolbar;

use egui::{Context, Id, Rect, Response, Role, ScrollArea, Sense, Ui, WidgetInfo};

use self::{
    figures::Figures,
    geometry::{Geometry, Stuck},
};
use super::{
    leaf::{self, Foot},
    scene::Scene,
    theme::theme,
    widgets::heading,
};
use crate::{
    app::{App, Document, Session, grid::GridState},
    check::{Finding, Shown},
    draft::Place,
    form::{Cell, Form, Level, Section, Table, TableId},
};

/// The least width of a table, in points: with less, numbers and heads would be cut.
const LEAST: f32 = 620.0;
/// The rows under the active cell that are in sight in a low window.
const AHEAD: f32 = 2.0;

/// What the parts of the grid look at.
struct TableView<'a> {
    form: &'a Form,
    table: &'a Table,
    document: &'a Document,
    geometry: &'a Geometry,
    state: &'a GridState,
    active: Option<&'a Cell>,
    /// Where the table is in the window, and what of it can be seen.
    rect: Rect,
    clip: Rect,
}

impl TableView<'_> {
    /// What its cells show.
    fn figures(&self) -> Figures<'_> {
        Figures { document: self.document, state: self.state }
    }

    /// The worst finding that leads to a cell; blank cells can be seen without a mark.
    fn level(&self, cell: &Cell) -> Option<Level> {
        let leads = |f: &&Finding| matches!(f.places.first(), Some(Place::Cell(id)) if *id == cell.id);
        let marked = |f: &&Finding| f.level < Level::Info && f.shown == Shown::Marked;
        self.document.findings().iter().filter(marked).filter(leads).map(|f| f.level).min()
    }

    /// Where a cell is in the window.
    fn place(&self, cell: &Cell) -> Rect {
        self.geometry.cell(cell).translate(self.rect.min.to_vec2())
    }
}

/// What the page keeps from frame to frame.
#[derive(Default)]
pub(super) struct GridPage {
    seen: Option<Seen>,
}

/// The table as it was painted last: what is clicked was seen there.
struct Seen {
    table: TableId,
    geometry: Geometry,
    /// What of the window it was seen through.
    clip: Rect,
}

impl GridPage {
    /// The page of a section with a table.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, section: &Section, table: &str) {
        let app = scene.app;
        let Some(session) = app.session.as_ref() else { return };
        leaf::show(ui, scene, |ui, scene, foot| {
            let area = ScrollArea::both().auto_shrink(false);
            if foot == Foot::Behind {
                area.show(ui, |ui| {
                    over(ui, scene, section);
                    self.grid(ui, session, table, Stuck::Names);
                    leaf::behind(ui, scene, foot);
                });
            } else {
                over(ui, scene, section);
                area.show(ui, |ui| self.grid(ui, session, table, Stuck::Whole));
            }
        });
    }

    fn grid(&mut self, ui: &mut Ui, session: &Session, table: &str, stuck: Stuck) {
        let document = &session.document;
        let form = document.form();
        let Some(table) = form.table(table) else { return };
        let figures = Figures { document, state: &session.grid };
        let width = ui.available_width().max(LEAST);
        let geometry = Geometry::new(ui, table, &figures, width, stuck);
        let (_, rect) = ui.allocate_space(geometry.size());
        let response = ui.interact(rect, id(&table.id), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Table, true, &table.name));
        let active = session.grid.active(form, table);
        let clip = ui.clip_rect();
        let view = TableView {
            form,
            table,
            document,
            geometry: &geometry,
            state: &session.grid,
            active,
            rect,
            clip,
        };
        paint::table(ui, &view, response.has_focus());
        report_cells(ui, &view);
        help::show(ui, &view, &response);
        if session.reveal {
            reveal(ui, &view, &response, stuck);
        }
        self.seen = Some(Seen { table: table.id.clone(), geometry, clip });
    }
}

/// What stands over the table.
fn over(ui: &mut Ui, scene: &mut Scene<'_>, section: &Section) {
    let document = scene.app.document();
    heading(ui, document.map_or(section.heading.as_str(), |d| d.report().heading(section)));
    toolbar::show(ui, scene);
}

/// Whether the table shown has the keys.
pub(super) fn takes_keys(ctx: &Context, app: &App) -> bool {
    let shown = app.session.as_ref().and_then(|session| session.section()).and_then(|s| s.table());
    shown.is_some_and(|table| ctx.memory(|memory| memory.has_focus(id(table))))
}

/// What takes the keys of a table.
pub(super) fn id(table: &str) -> Id {
    Id::unique(("table", table))
}

/// Gives the keys to the table and brings the active cell into sight.
fn reveal(ui: &Ui, view: &TableView<'_>, response: &Response, stuck: Stuck) {
    let Some(cell) = view.state.moving().and_then(|id| view.form.cell(id.as_str())) else { return };
    // Asked again while it has the focus, egui would take the arrows of the next frame for itself.
    if !response.has_focus() {
        response.request_focus();
    }
    // Heads that stay in view must not cover it.
    let mut seen = view.place(cell).expand(32.0);
    seen.min.y -= view.geometry.stuck_height(view.table);
    if stuck == Stuck::Names {
        // What comes next is in sight as well: the titles over the heads need not be.
        seen.max.y += AHEAD * theme().sizes.grid_row;
    }
    ui.scroll_to_rect(seen, None);
}

/// A cell's value and state in words: `6，错误`, `空白`.
fn spoken(value: &str, level: Option<&str>) -> String {
    let value = if value.is_empty() { "空白" } else { value };
    level.map_or_else(|| value.to_owned(), |level| format!("{value}，{level}"))
}

/// Tells the accessibility tree what each cell is.
fn report_cells(ui: &Ui, view: &TableView<'_>) {
    for cell in view.form.cells_of(view.table) {
        let id = ui.scope_id().with(&cell.id);
        let response = ui.interact(view.place(cell), id, Sense::hover());
        let value = view.document.sheet().figure(cell);
        let level = view.level(cell).map(Level::name);
        response.widget_info(|| {
            let name = format!("{}，{}", cell.row_label, cell.column_label);
            let mut info = WidgetInfo::labeled(Role::Cell, true, name);
            info.current_text_value = Some(value.text().into_owned());
            info.selected = Some(view.state.is_selected(view.form, cell));
            info
        });
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_row_index(cell.row);
            node.set_column_index(cell.column);
            if cell.is_total() {
                node.set_read_only();
            }
            // Screen readers on Linux get no value of a cell, only its name and description.
            let noted = view
                .document
                .remark(&cell.id)
                .map_or("", |r| if r.to_check { "，待核" } else { "，有备注" });
            node.set_description(spoken(&value.text(), level) + noted);
        });
    }
}
