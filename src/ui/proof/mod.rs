//! 核对读入的内容: what was published at the left, every figure that was read lit; what is doubtful at the right, each
//! accepted or corrected.

mod doubts;
mod source;

use std::sync::Arc;

use egui::{Label, Rect, Ui, UiBuilder, Vec2};

use super::{
    desk::sheet,
    scene::Scene,
    theme::theme,
    widgets::{page_head, primary, text, whole_note},
};
use crate::{
    app::{Action, Command, Document, Proof},
    form::Role,
};

/// The share of the page that the source takes.
const SOURCE: f32 = 0.56;
const GAP: f32 = 18.0;
/// The room that the heading and the acts take beside each other, in points.
const ACTS: f32 = 620.0;

/// What is chosen on the page.
#[derive(Default)]
pub(super) struct ProofPage {
    /// The source that it is about.
    of: Option<Arc<Proof>>,
    source: source::SourcePane,
    doubts: doubts::Doubts,
}

impl ProofPage {
    /// The page.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let Some(document) = scene.app.document() else { return };
        self.begin(document.proof());
        sheet(ui, |ui| {
            ui.set_min_size(ui.available_size());
            head(ui, scene, document);
            ui.add_space(theme().sizes.rhythm);
            let place = ui.available_rect_before_wrap();
            let (left, right) = columns(place, document.proof().is_some());
            if let Some(proof) = document.proof() {
                ui.scope_builder(UiBuilder::new().max_rect(left), |ui| {
                    self.source.show(ui, document, proof);
                });
            }
            ui.scope_builder(UiBuilder::new().max_rect(right), |ui| {
                self.doubts.show(ui, scene, document, &mut self.source);
            });
        });
    }
}

impl ProofPage {
    /// Another source is another page.
    fn begin(&mut self, proof: Option<&Arc<Proof>>) {
        if !same(self.of.as_ref(), proof) {
            *self = Self { of: proof.cloned(), ..Self::default() };
        }
    }
}

fn same(one: Option<&Arc<Proof>>, other: Option<&Arc<Proof>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => Arc::ptr_eq(one, other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// The source and the doubts side by side; the doubts alone where the source is not at hand.
fn columns(place: Rect, with_source: bool) -> (Rect, Rect) {
    let width = if with_source { ((place.width() - GAP) * SOURCE).floor() } else { 0.0 };
    let gap = if with_source { GAP } else { 0.0 };
    let left = Rect::from_min_size(place.min, Vec2::new(width, place.height()));
    (left, Rect::from_min_max(left.right_top() + Vec2::new(gap, 0.0), place.max))
}

fn head(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    let doubts = document.doubt_count();
    let name = document.proof().map_or("", |proof| proof.name.as_str());
    page_head(ui, "核对读入的内容", name, ACTS, |ui| {
        go_on(ui, scene, document);
        if doubts > 0 && ui.button(format!("全部确认（{doubts}处）")).clicked() {
            scene.push(Command::Do(Action::AcceptDoubts));
        }
        whole_note(ui, next_step(document));
    });
    ui.add(Label::new(text(summary(document), theme().sizes.body, theme().colours.ink)).wrap());
}

/// The button that goes on: a report that was published is begun from, a draft that was damaged is saved.
fn go_on(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    if document.salvaged_from().is_some() {
        if primary(ui, "另存为…").clicked() {
            scene.push(Command::Do(Action::SaveAs));
        }
        return;
    }
    let begin = primary(ui, &begin_words(document.report().year));
    if begin.on_hover_text(hint(document)).clicked() {
        scene.push(Command::Do(Action::BeginNext));
    }
}

/// The act that goes on; without a year it is asked for first.
fn begin_words(year: u16) -> String {
    if year == 0 {
        "填写报告年度…".to_owned()
    } else {
        format!("起草{}年度的报告", year.saturating_add(1))
    }
}

/// What is to be done on the page, beside the button that goes on.
fn next_step(document: &Document) -> &'static str {
    if !document.is_read() {
        return "没有读到正文和数字";
    }
    if document.salvaged_from().is_some() {
        return "逐处核对，补上后另存";
    }
    if document.draft().doubts.is_empty() { "没有存疑，可以起草" } else { "逐处核对后起草" }
}

fn hint(document: &Document) -> String {
    let keys = Action::BeginNext.shortcuts().first().map(|k| format!("（{k}）")).unwrap_or_default();
    let carried = document.form().name_of(Role::CarriedIn);
    let kept = || format!("；没有确认的存疑随{carried}保留");
    let doubts = if document.draft().doubts.is_empty() { String::new() } else { kept() };
    format!("以这份为上年：带入正文和{carried}，其余数字空着{doubts}{keys}")
}

/// What was read, in one or two sentences.
fn summary(document: &Document) -> String {
    let report = document.report();
    let figures = report.cells.len() + report.printed.len();
    let errors = document.counts(None).errors;
    let salvaged = document.salvaged_from().is_some();
    let sums = match (figures, errors) {
        (0, _) => String::new(),
        _ if salvaged => String::new(),
        (_, 0) => "按公布的合计核对，没有不平。".to_owned(),
        (_, n) => format!("按公布的合计核对，有{n}处错误，见核对栏。"),
    };
    let doubts = match document.doubt_count() {
        0 if salvaged => "列出的各处都已确认。".to_owned(),
        n if salvaged => format!("{n}处没有照原样读入，逐处看原文，补上后确认。"),
        0 => "没有存疑。".to_owned(),
        n => format!("存疑{n}处，逐处看原文，对的确认，不对的更正。"),
    };
    let missing = match document.missing() {
        [] => String::new(),
        missing => format!("原文中没有找到：{}。", missing.join("、")),
    };
    format!("读入{figures}个数。{sums}{doubts}{missing}")
}
