//! What is doubtful, one card each: what stands in the source, what was done, and the two answers to it.

use std::collections::HashSet;

use egui::{Color32, Frame, Label, Margin, Rect, ScrollArea, Stroke, TextEdit, TextWrapMode, Ui, Vec2};

use super::source::{self, SourcePane};
use crate::{
    app::{Command, Document, ProofAct},
    draft::{Place, doubted::DoubtGroup},
    ui::{
        scene::Scene,
        theme::theme,
        widgets::{self, link, named_link, note, strong, text},
    },
};

/// What is open on the list.
#[derive(Default)]
pub(super) struct Doubts {
    /// The figure being typed in place of a doubtful one, and the first of its doubts.
    writing: Option<(usize, String)>,
    /// The groups that are shown row by row, by what they concern and why.
    by_row: HashSet<(String, String)>,
}

impl Doubts {
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        scene: &mut Scene<'_>,
        document: &Document,
        source: &mut SourcePane,
    ) {
        chosen(ui, scene, document, source);
        let groups = document.doubts();
        note(ui, if groups.is_empty() { "没有存疑" } else { "存疑" });
        ui.add_space(4.0);
        ScrollArea::vertical().id_salt("doubts").auto_shrink(false).show(ui, |ui| {
            for group in &groups {
                self.card(ui, scene, document, source, (group, said(group)));
                if self.by_row.contains(&name_of(group)) {
                    self.rows(ui, scene, document, source, group);
                }
            }
        });
    }

    /// Each row of a group by itself, farther in.
    fn rows(
        &mut self,
        ui: &mut Ui,
        scene: &mut Scene<'_>,
        document: &Document,
        source: &mut SourcePane,
        group: &DoubtGroup,
    ) {
        ui.indent(&group.place, |ui| {
            for row in &group.rows {
                self.card(ui, scene, document, source, (row, said_beside(group, row)));
            }
        });
    }

    fn card(
        &mut self,
        ui: &mut Ui,
        scene: &mut Scene<'_>,
        document: &Document,
        source: &mut SourcePane,
        (group, said): (&DoubtGroup, String),
    ) {
        let colours = &theme().colours;
        let shown = frame().show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.label(strong(&group.place, theme().sizes.table, colours.ink));
            ui.add(Label::new(text(said, theme().sizes.table, colours.ink)).wrap());
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 14.0;
                ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
                self.acts(ui, scene, document, source, group);
            });
            self.editor(ui, scene, group);
        });
        let rect = shown.response.rect;
        let bar = Rect::from_min_size(rect.left_top(), Vec2::new(3.0, rect.height()));
        ui.painter().rect_filled(bar, 0, Color32::from(colours.warning_mark));
        ui.add_space(6.0);
    }

    fn acts(
        &mut self,
        ui: &mut Ui,
        scene: &mut Scene<'_>,
        document: &Document,
        source: &mut SourcePane,
        group: &DoubtGroup,
    ) {
        let named = |act: &str| format!("{act}：{}", group.place);
        // What is confirmed of a blank is that it is one.
        let accept = if group.is_blank() { "留空" } else { "确认" };
        if named_link(ui, accept, &named(accept)).clicked() {
            scene.push(Command::Proof(ProofAct::Accept(group.at.clone())));
        }
        if group.cells.len() == 1 && named_link(ui, "更正", &named("更正")).clicked() {
            self.writing = group.at.first().map(|&first| (first, String::new()));
        }
        self.open_rows(ui, group);
        if let Some(line) = line_of(document, group)
            && named_link(ui, "看原文", &named("看原文")).clicked()
        {
            look(document, source, group, line);
        }
        if let Some(cell) = group.cells.first()
            && named_link(ui, "转到表格", &named("转到表格")).clicked()
        {
            scene.push(Command::GoTo(Place::Cell(cell.clone())));
        }
    }

    /// Opens a group to its rows, or closes it.
    fn open_rows(&mut self, ui: &mut Ui, group: &DoubtGroup) {
        let name = name_of(group);
        let is_open = self.by_row.contains(&name);
        let act = if is_open { "收起" } else { "逐行看" };
        if !group.rows.is_empty() && named_link(ui, act, &format!("{act}：{}", group.place)).clicked() {
            if is_open {
                self.by_row.remove(&name)
            } else {
                self.by_row.insert(name)
            };
        }
    }

    fn editor(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, group: &DoubtGroup) {
        let Some((_, typed)) = self.writing.as_mut().filter(|(at, _)| group.at.first() == Some(at)) else {
            return;
        };
        let mut done = false;
        ui.horizontal_wrapped(|ui| {
            ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
            let edit = TextEdit::singleline(typed).desired_width(120.0).hint_text("应为");
            let field = widgets::field(ui, edit);
            field.widget_info(|| {
                let mut info = egui::WidgetInfo::text_edit(true, "", typed.as_str(), "");
                info.label = Some(format!("应为：{}", group.place));
                info
            });
            if typed.is_empty() && !field.lost_focus() {
                field.request_focus();
            }
            let entered = field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
            let clicked = named_link(ui, "改好", &format!("改好：{}", group.place)).clicked();
            if (entered || clicked) && !typed.trim().is_empty() {
                scene.push(Command::Proof(ProofAct::Correct {
                    which: group.at.clone(),
                    typed: typed.clone(),
                }));
                done = true;
            }
            done |= link(ui, "不改").clicked();
        });
        if done {
            self.writing = None;
        }
    }
}

/// A group by what it concerns and why: its places in the list change while others are settled.
fn name_of(group: &DoubtGroup) -> (String, String) {
    (group.place.clone(), group.did.clone())
}

/// What stands in the source, and what was done.
fn said(group: &DoubtGroup) -> String {
    match (group.found.trim(), group.rows.is_empty()) {
        (_, false) => group.did.clone(),
        ("", true) => format!("原文空白，{}", group.did),
        (_, true) => format!("原文“{}”，{}", group.found, group.did),
    }
}

/// What stands in the source of a row, and what was done beside what the group says.
fn said_beside(group: &DoubtGroup, row: &DoubtGroup) -> String {
    let found = match row.found.trim() {
        "" => "原文空白".to_owned(),
        found => format!("原文“{found}”"),
    };
    [found.as_str()].into_iter().chain(group.beside(row)).collect::<Vec<_>>().join("，")
}

fn frame() -> Frame {
    let colours = &theme().colours;
    Frame::new()
        .fill(colours.warning_tint.into())
        .stroke(Stroke::new(1.0, Color32::from(colours.rule)))
        .inner_margin(Margin::symmetric(12, 8))
}

/// What the figure went to that was clicked in the source.
fn chosen(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document, source: &SourcePane) {
    let Some((proof, spot)) = document.proof().and_then(|p| Some((p, source.chosen(p)?))) else {
        return;
    };
    let figure = &proof.lines[spot.line][spot.bytes.clone()];
    let words = format!("“{figure}”读入{}", source::words(document, spot));
    ui.add(Label::new(text(words, theme().sizes.table, theme().colours.accent)).wrap());
    if link(ui, "转到这一格").clicked() {
        scene.push(Command::GoTo(Place::Cell(spot.place.clone())));
    }
    ui.add_space(theme().sizes.rhythm);
}

fn line_of(document: &Document, group: &DoubtGroup) -> Option<usize> {
    let proof = document.proof()?;
    // Of a damaged draft what was lost is shown, and not what was taken in its place.
    if document.salvaged_from().is_some()
        && let Some(line) = proof.line_with(&group.found)
    {
        return Some(line);
    }
    let spot = group.cells.first().and_then(|cell| proof.spot_of(cell));
    spot.map(|at| proof.spots[at].line).or_else(|| proof.line_with(&group.found))
}

fn look(document: &Document, source: &mut SourcePane, group: &DoubtGroup, line: usize) {
    let proof = document.proof().filter(|_| document.salvaged_from().is_none());
    let spot = proof.zip(group.cells.first()).and_then(|(proof, cell)| Some((proof, proof.spot_of(cell)?)));
    match spot {
        Some((proof, at)) => source.look_at_spot(proof, at),
        None => source.look_at(line),
    }
}
