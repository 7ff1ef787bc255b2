//! The lines between the boxes of a table: whole pixels, all of them one shape. As edges of boxes each would be drawn
//! twice, with soft sides that take longer than all the words of the table.

use egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Vec2, emath::GuiRounding as _};

use crate::ui::theme::theme;

/// The lines of a table with these boxes, which leave no gaps.
pub(super) fn lines(painter: &Painter, boxes: impl Iterator<Item = Rect>) -> Shape {
    let pixels = painter.pixels_per_point();
    let wide = Vec2::splat(pixels.round().max(1.0) / pixels);
    let (mut mesh, mut table) = (Mesh::default(), Rect::NOTHING);
    let mut line = |from: Pos2, to: Pos2| {
        let place = Rect::from_min_max(from, to + wide);
        if place.intersects(painter.clip_rect()) {
            mesh.add_colored_rect(place, Color32::from(theme().colours.table_rule));
        }
    };
    for place in boxes {
        let place = place.round_to_pixels(pixels);
        // Its other edges are its neighbours', or the table's.
        line(place.left_top(), place.right_top());
        line(place.left_top(), place.left_bottom());
        table |= place;
    }
    if table.is_positive() {
        line(table.left_bottom(), table.right_bottom());
        line(table.right_top(), table.right_bottom());
    }
    Shape::mesh(mesh)
}
