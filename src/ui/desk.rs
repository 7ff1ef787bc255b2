//! The desk with the sheets on it: painted around them, not under them.
//!
//! Where the processor draws, as on the offices' own machines, a pixel that is covered costs as much as one that is
//! seen. The ground of the whole window is paper ([`ground`]), and what is paper is left as it is.

use egui::{CentralPanel, Color32, Frame, Id, Margin, Rect, Shape, Stroke, Ui};

use super::theme::{Colour, theme};

/// What the window is wiped with before anything is painted.
pub(super) fn ground() -> Colour {
    theme().colours.paper
}

/// The room between the edge of the desk and a sheet, in points.
const MARGIN: Margin = Margin::symmetric(18, 14);

/// The sheets of a frame that lie on the desk, from where they are shown to where it is painted.
#[derive(Clone, Default)]
struct Sheets(Vec<Rect>);

/// The rest of the window as a desk with this on it.
pub(super) fn desk(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
        let (place, under) = (ui.max_rect(), ui.painter().add(Shape::Noop));
        Frame::new().inner_margin(MARGIN).show(ui, content);
        let sheets = ui.data_mut(|data| data.remove_temp::<Sheets>(Id::NULL)).unwrap_or_default();
        let seen = sheets.0.into_iter().fold(vec![place], around);
        let colour = Color32::from(theme().colours.desk);
        ui.painter().set(
            under,
            seen.into_iter().map(|place| Shape::rect_filled(place, 0, colour)).collect::<Vec<_>>(),
        );
    });
}

/// A white sheet on the desk.
pub(super) fn sheet(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let rule = Stroke::new(1.0, Color32::from(theme().colours.rule));
    let shown = Frame::new().stroke(rule).inner_margin(Margin::symmetric(18, 16)).show(ui, content);
    lies(ui, shown.response.rect);
}

/// Leaves the desk out where this paper lies on it.
pub(super) fn lies(ui: &Ui, place: Rect) {
    let seen = place.intersect(ui.clip_rect());
    ui.data_mut(|data| data.get_temp_mut_or_default::<Sheets>(Id::NULL).0.push(seen));
}

/// What is seen of places when a sheet lies on them.
fn around(places: Vec<Rect>, sheet: Rect) -> Vec<Rect> {
    places.into_iter().flat_map(|place| parts_around(place, sheet)).filter(Rect::is_positive).collect()
}

/// What is seen of a place over, left of, right of and under what lies on it.
fn parts_around(place: Rect, on_it: Rect) -> [Rect; 4] {
    let on_it = on_it.intersect(place);
    if !on_it.is_positive() {
        return [place, Rect::NOTHING, Rect::NOTHING, Rect::NOTHING];
    }
    let (above, rest) = place.split_top_bottom_at_y(on_it.top());
    let (beside, below) = rest.split_top_bottom_at_y(on_it.bottom());
    let (left, rest) = beside.split_left_right_at_x(on_it.left());
    let (_, right) = rest.split_left_right_at_x(on_it.right());
    [above, left, right, below]
}
