//! A paragraph of the help: words, keys and links as one text, so that lines break as in any other.

use std::ops::Range;

use egui::{
    Color32, Label, Rect, Response, Sense, TextFormat, Ui, WidgetInfo,
    epaint::{Galley, text::cursor::CCursor},
    text::LayoutJob,
};

use crate::{
    app::{Action, Command, Tool},
    help::{self, Span, words_of},
    ui::{
        scene::Scene,
        theme::{Colour, font, medium_font, theme},
    },
};

/// Draws some spans, and does what the links in them ask for.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, spans: &[Span], size: f32, is_head: bool) {
    let (job, links) = laid_out(spans, size, is_head);
    let words = words_of(spans);
    let (at, galley, response) = Label::new(job).wrap().layout_in_ui(ui);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &words));
    ui.painter().galley(at, galley.clone(), theme().colours.ink.into());
    for (number, (range, span)) in links.into_iter().enumerate() {
        let rects = rects(&galley, &range).into_iter().map(|rect| rect.translate(at.to_vec2()));
        link(ui, scene, span, &rects.collect::<Vec<_>>(), response.id.with(number));
    }
}

/// The text with its links, each with the characters that it is.
fn laid_out(spans: &[Span], size: f32, is_head: bool) -> (LayoutJob, Vec<(Range<usize>, &Span)>) {
    let colours = &theme().colours;
    let mut job = LayoutJob::default();
    let (mut links, mut from) = (Vec::new(), 0);
    for span in spans {
        let of = |colour: Colour| TextFormat {
            line_height: Some(size * 1.6),
            ..TextFormat::simple(if is_head { medium_font(size) } else { font(size) }, colour.into())
        };
        let format = match span {
            Span::Words(_) => of(colours.ink),
            Span::Strong(_) => TextFormat { font_id: medium_font(size), ..of(colours.ink) },
            Span::Code(_) | Span::KeyOf(..) => {
                TextFormat { background: Color32::from(colours.desk), ..of(colours.ink) }
            }
            Span::Page(..) | Span::Act(..) => of(colours.accent),
        };
        let to = from + span.words().chars().count();
        if matches!(span, Span::Page(..) | Span::Act(..)) {
            links.push((from..to, span));
        }
        job.append(span.words(), 0.0, format);
        from = to;
    }
    (job, links)
}

/// Where some characters of a text are, line by line.
fn rects(galley: &Galley, range: &Range<usize>) -> Vec<Rect> {
    let mut rects: Vec<Rect> = Vec::new();
    for at in range.clone() {
        let before = galley.pos_from_cursor(CCursor::new(at));
        let after = galley.pos_from_cursor(CCursor { index: (at + 1).into(), prefer_next_row: false });
        // At the end of a line both stand where they do not belong together.
        if after.top() != before.top() {
            continue;
        }
        let rect = before.union(after);
        match rects.last_mut().filter(|line| line.top() == rect.top()) {
            Some(line) => *line = line.union(rect),
            None => rects.push(rect),
        }
    }
    rects
}

/// What can be clicked over the words of a link: its first line has the name and takes the keys, the others lead on.
fn link(ui: &Ui, scene: &mut Scene<'_>, span: &Span, rects: &[Rect], id: egui::Id) {
    let mut is_clicked = false;
    for (line, rect) in rects.iter().enumerate() {
        let sense = if line == 0 { Sense::click() } else { Sense::CLICK };
        let response = ui.interact(*rect, id.with(line), sense);
        if line == 0 {
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Link, true, span.words()));
        }
        mark(ui, &response, *rect);
        is_clicked |= explained(scene, span, response).clicked();
    }
    if is_clicked {
        scene.extend(asked(span));
    }
}

/// What a link says of itself under the pointer: keys, or that it cannot be done now.
fn explained(scene: &Scene<'_>, span: &Span, response: Response) -> Response {
    let Span::Act(name, _) = span else { return response };
    match Action::named(name) {
        Some(action) if scene.app.can(action) => {
            let keys = action.shortcuts().first().map(ToString::to_string);
            keys.map_or(response.clone(), |keys| response.on_hover_text(keys))
        }
        _ => response.on_hover_text("现在不能做。打开一份报告，到要做的地方再点"),
    }
}

fn mark(ui: &Ui, response: &Response, rect: Rect) {
    let stroke = egui::Stroke::new(1.0, Color32::from(theme().colours.accent));
    if response.hovered() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        ui.painter().hline(rect.x_range(), rect.bottom() - 3.0, stroke);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, crate::ui::theme::corner(), stroke, egui::StrokeKind::Outside);
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}

/// What a link asks for.
fn asked(span: &Span) -> Option<Command> {
    match span {
        Span::Page(name, _) => help::page(name).map(|page| Command::Use(Some(Tool::Help(page.name)))),
        Span::Act(name, _) => Action::named(name).map(Command::Do),
        _ => None,
    }
}
