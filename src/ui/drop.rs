//! A draft or a published report dropped on the window opens.

use egui::{Align2, Color32, Context, Id, LayerId, Order};

use super::{
    scene::Scene,
    theme::{corner, medium_font, theme},
};
use crate::app::{CollateAct, Command, FileAct, View};

/// Opens what was dropped, and says so while it is held over the window. Of several files the first is meant.
pub(super) fn take(ctx: &Context, scene: &mut Scene<'_>) {
    let dropped = ctx.input(|i| i.raw.dropped_files.first().map(|file| file.path().to_owned()));
    // Over the page of a copy it is another copy, and not another report.
    let purpose = match scene.app.view() {
        Some(View::Collate(purpose)) => Some(*purpose),
        _ => None,
    };
    scene.extend(dropped.map(|path| match purpose {
        Some(purpose) => Command::Collate(CollateAct::Read(purpose, path)),
        None => Command::File(FileAct::Open(path)),
    }));
    if ctx.input(|i| !i.raw.hovered_files.is_empty()) {
        let painter = ctx.layer_painter(LayerId::new(Order::Foreground, Id::unique("drop")));
        let (colours, place) = (&theme().colours, ctx.content_rect());
        let sign = egui::Rect::from_center_size(place.center(), egui::vec2(320.0, 72.0));
        painter.rect(
            sign,
            corner(),
            Color32::from(colours.accent_tint),
            egui::Stroke::new(1.0, Color32::from(colours.accent)),
            egui::StrokeKind::Inside,
        );
        let font = medium_font(theme().sizes.heading);
        let words =
            if purpose.is_some() { "松开就核对这份文件" } else { "松开就打开这份文件" };
        painter.text(sign.center(), Align2::CENTER_CENTER, words, font, colours.ink.into());
    }
}
