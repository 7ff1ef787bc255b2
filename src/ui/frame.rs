//! Where the window is on the screen: at first so that it fits an old notebook with its title bar, then where she left
//! it.

use egui::{Context, ViewportBuilder};

use crate::store::settings::WindowFrame;

/// The first size, in points: a screen of 1366 × 768 has room for it with a title bar and a task bar.
const FIRST: [f32; 2] = [1280.0, 660.0];
/// The least size.
const LEAST: [f32; 2] = [820.0, 480.0];

/// The window as it begins.
pub(super) fn of(kept: Option<WindowFrame>) -> ViewportBuilder {
    let window = ViewportBuilder::default()
        .with_title("年报")
        .with_app_id("nianbao")
        .with_min_inner_size(LEAST)
        // The screen may be another one by now.
        .with_clamp_size_to_monitor_size(true);
    let Some(kept) = kept else { return window.with_inner_size(FIRST) };
    let size = [f32::from(kept.width).max(LEAST[0]), f32::from(kept.height).max(LEAST[1])];
    let window = window.with_inner_size(size).with_maximized(kept.maximized);
    match kept.at {
        // Left of the first screen or over its edge is where a screen was that may be gone.
        Some((x, y)) if x >= 0 && y >= 0 => window.with_position([f32::from(x), f32::from(y)]),
        _ => window,
    }
}

/// The window as it is; nothing where the system does not say.
pub(super) fn now(ctx: &Context) -> Option<WindowFrame> {
    let zoom = ctx.zoom_factor();
    let viewport = ctx.input(|i| i.viewport().clone());
    let size = viewport.inner_rect?.size() * zoom;
    let at = viewport.outer_rect.map(|rect| rect.min.to_vec2() * zoom);
    Some(WindowFrame {
        width: size.x.round() as u16,
        height: size.y.round() as u16,
        at: at.map(|at| (at.x.round() as i16, at.y.round() as i16)),
        maximized: viewport.maximized.unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use egui::Vec2;

    use super::*;

    #[test]
    fn a_window_begins_where_it_was_left_and_fits_its_screen() {
        assert_eq!(of(None).inner_size, Some(Vec2::from(FIRST)));
        let kept = WindowFrame { width: 1100, height: 700, at: Some((40, 50)), maximized: false };
        let window = of(Some(kept));
        assert_eq!(window.inner_size, Some(Vec2::new(1100.0, 700.0)));
        assert_eq!(window.position, Some(egui::pos2(40.0, 50.0)));
        let gone = WindowFrame { width: 1, height: 1, at: Some((-1900, 10)), ..kept };
        let window = of(Some(gone));
        assert_eq!((window.inner_size, window.position), (Some(Vec2::from(LEAST)), None));
    }
}
