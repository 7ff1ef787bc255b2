//! The numbers of a cell in words: this year's, and the small one that stands with it.

use egui::Ui;
use rust_decimal::Decimal;

use super::geometry::PAD;
use crate::{
    app::{
        Document,
        grid::{GridState, LastYear, Mode},
    },
    draft::{Figure, last::Before},
    form::Cell,
    ui::{
        theme::{Colour, theme},
        widgets::width_of,
    },
};

/// The least space between two numbers in a cell, and what the mark of a finding takes beside them; in points.
const GAP: f32 = 6.0;
const MARK_ROOM: f32 = 8.0;

/// Reads what cells show.
pub(super) struct Figures<'a> {
    /// The document.
    pub document: &'a Document,
    /// What the grid is for, and what of last year is shown.
    pub state: &'a GridState,
}

impl Figures<'_> {
    /// What the cell holds or comes to.
    pub(super) fn own(&self, cell: &Cell) -> Figure<'_> {
        self.document.sheet().figure(cell)
    }

    /// The small number with it: what paper says where it differs, else last year's.
    pub(super) fn beside(&self, cell: &Cell) -> Option<(String, Colour)> {
        self.paper(cell).or_else(|| self.last_year(cell))
    }

    fn paper(&self, cell: &Cell) -> Option<(String, Colour)> {
        let colours = &theme().colours;
        let printed = self.document.report().printed.get(&cell.id)?;
        let colour = match self.own(cell) {
            Figure::Number(n) if printed.number() == Some(n) => {
                (self.state.mode == Mode::Verify).then_some(colours.done)?
            }
            Figure::Number(_) => colours.error,
            // Nothing to compare with before all its parts are there, unless what paper says is no number at all.
            _ if printed.number().is_some() => colours.quiet,
            _ => colours.error,
        };
        Some((format!("原{printed}"), colour))
    }

    fn last_year(&self, cell: &Cell) -> Option<(String, Colour)> {
        let before = self.document.before().filter(Before::is_same_form)?.sheet.figure(cell);
        let words = match self.state.last_year {
            LastYear::Hidden => return None,
            LastYear::Value => before.text().into_owned(),
            LastYear::Change => change(self.own(cell).number()?, before.number()?),
        };
        (!words.is_empty()).then_some((words, theme().colours.faint))
    }

    /// Whether the two numbers of a cell have no room beside each other in `room` points. This year's counts as long
    /// as last year's at least: a row keeps its height while a number is being typed.
    pub(super) fn are_crowded(&self, ui: &Ui, cell: &Cell, room: f32) -> bool {
        let Some((beside, _)) = self.beside(cell) else { return false };
        let (size, small) = (theme().sizes.table, small());
        let own = width_of(ui, &self.own(cell).text(), size).max(width_of(ui, &beside, size));
        let room = if cell.columns == 1 { room } else { room / 2.0 + 2.0 * size };
        own + width_of(ui, &beside, small) + GAP + MARK_ROOM + 2.0 * PAD > room
    }
}

/// The size of the small number.
pub(super) fn small() -> f32 {
    theme().sizes.note - 2.0
}

fn change(now: Decimal, before: Decimal) -> String {
    let change = now.saturating_sub(before).normalize();
    if change > Decimal::ZERO { format!("+{change}") } else { change.to_string() }
}
