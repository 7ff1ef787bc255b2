//! What the check found, as cards beside the page: shape and colour by level, a click goes there.

use std::ops::Range;

use egui::{Align, Color32, Frame, Layout, Margin, Panel, Rect, ScrollArea, Sense, Stroke, Ui, Vec2};

use super::{
    answers::{Answers, Listed},
    scene::Scene,
    theme::theme,
    widgets::{level_colour, link, note, strong, text},
};
use crate::{
    app::{Action, Command, Document, Session, View},
    check::{Finding, Shown},
    draft::{Excerpt, Place},
    form::{Level, Section, SectionId},
    roll::Target,
};

/// What is said where there is nothing to list.
const ALL_CHECKED: &str = "没有发现错误。各表的勾稽关系都已核对。";
const SO_FAR: &str = "已填的没有发现错误。没填的部分，打开过再核对。";

/// The panel's own state.
#[derive(Default)]
pub(super) struct FindingsPanel {
    /// Whether the panel is open in a window too narrow for it.
    pub(super) open: bool,
    /// The answers to what it lists.
    answers: Answers,
    /// The finding that was gone to last, once its card was brought into sight.
    shown: Option<usize>,
}

/// Nothing is wrong with what is shown: where all of it can be looked at once more.
fn whole(ui: &mut Ui, scene: &mut Scene<'_>) {
    if scene.app.view() != Some(&View::Review) && link(ui, Action::Review.label()).clicked() {
        scene.push(Command::Do(Action::Review));
    }
}

/// The section of a finding's first place.
fn section_of<'d>(document: &'d Document, finding: &'d Finding) -> Option<&'d SectionId> {
    finding.places.first().and_then(|p| p.section(document.form()))
}

impl FindingsPanel {
    /// The panel at the right; in a narrow window only while it is open.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let Some(document) = scene.app.document() else { return };
        // What is noted of a cell is written here.
        self.open |= scene.session().is_some_and(|session| session.grid.remarking);
        if super::is_narrow(ui) && !self.open {
            return;
        }
        let frame = Frame::new().fill(theme().colours.panel.into()).inner_margin(Margin::symmetric(12, 14));
        let panel = Panel::right("findings").exact_size(theme().sizes.findings).resizable(false).frame(frame);
        panel.show(ui, |ui| {
            super::cell_note::show(ui, scene, document);
            head(ui, scene);
            ui.add_space(4.0);
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| self.cards(ui, scene, document));
        });
    }

    fn cards(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
        super::proposals::show(ui, scene, document);
        if document.shown_findings().next().is_none() {
            let is_all = document.findings().is_empty();
            note(ui, if is_all { ALL_CHECKED } else { SO_FAR });
            return whole(ui, scene);
        }
        // What is wrong on the page shown stands first: it may have come with the last keystroke.
        let section = scene.session().and_then(Session::section);
        let shown = section.map(|s| &s.id);
        let is_told = |f: &Finding| says_itself(section, f) || is_proposed(document, section, f);
        let all = || document.shown_findings().filter(|(_, f)| !is_told(f));
        let here = all().filter(|(_, f)| shown.is_some() && section_of(document, f) == shown);
        let elsewhere = all().filter(|(_, f)| shown.is_none() || section_of(document, f) != shown);
        let current = scene.session().and_then(Session::current_finding);
        // Another one may come to stand at the place of one that was mended.
        self.shown = self.shown.filter(|_| current.is_some());
        let mut section = None;
        for (at, finding) in here.chain(elsewhere) {
            let here = section_of(document, finding);
            if here != section {
                section = here;
                ui.add_space(2.0);
                note(ui, section_name(document, here));
            }
            self.card(ui, scene, Listed { document, at, finding }, current == Some(at));
        }
    }

    fn card(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, listed: Listed<'_>, current: bool) {
        let shown = card_frame(current).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 5.0;
            if words(ui, listed.finding) {
                scene.push(listed.go());
            }
            if let Some(slip) = listed.document.slip(listed.at) {
                let words = text(&slip.message, theme().sizes.table, theme().colours.ink);
                ui.add(egui::Label::new(words).wrap());
            }
            self.answers.show(ui, scene, listed);
        });
        if current && self.shown != Some(listed.at) {
            self.shown = Some(listed.at);
            shown.response.scroll_to_me(None);
        }
        let rect = shown.response.rect;
        let bar = Rect::from_min_size(rect.left_top(), Vec2::new(3.0, rect.height()));
        ui.painter().rect_filled(bar, 0, Color32::from(level_colour(listed.finding.level)));
    }
}

/// Whether the page shown says the same by itself.
fn says_itself(section: Option<&Section>, finding: &Finding) -> bool {
    let place = finding.places.first();
    let here = |s: &Section| place == Some(&Place::Section(s.id.clone()));
    finding.shown == Shown::OnItsPage && section.is_some_and(here)
}

/// Whether what stands over the cards of this page proposes to change all the words it is about: nothing is told twice.
fn is_proposed(document: &Document, section: Option<&Section>, finding: &Finding) -> bool {
    let Some(section) = section else { return false };
    let words = |target: &Target| match target {
        Target::Words(chars) => Some(chars.clone()),
        Target::Cell(_) => None,
    };
    let here = document.proposals().iter().filter(|proposal| proposal.section == section.id);
    let changed: Vec<Range<usize>> = here.filter_map(|proposal| words(&proposal.target)).collect();
    let is_changed = |words: &Excerpt| {
        let overlaps = |chars: &Range<usize>| chars.start < words.chars.end && words.chars.start < chars.end;
        words.section == section.id && changed.iter().any(overlaps)
    };
    let is_told = |place: &Place| matches!(place, Place::Words(words) if is_changed(words));
    !changed.is_empty() && finding.places.iter().all(is_told)
}

fn section_name<'a>(document: &'a Document, section: Option<&SectionId>) -> &'a str {
    section.and_then(|id| document.form().section(id)).map_or("全文", |s| s.task.as_str())
}

fn head(ui: &mut Ui, scene: &mut Scene<'_>) {
    ui.horizontal(|ui| {
        ui.label(strong("核对", theme().sizes.body, theme().colours.ink));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let next = Action::NextFinding;
            let keys = next.shortcuts().first().map(ToString::to_string).unwrap_or_default();
            let words = text(format!("{keys} {}", next.label()), theme().sizes.note, theme().colours.quiet);
            if ui.add_enabled(scene.app.can(next), egui::Button::new(words).frame(false)).clicked() {
                scene.push(Command::Do(next));
            }
        });
    });
}

pub(super) fn card_frame(current: bool) -> Frame {
    let colours = &theme().colours;
    let line = if current { colours.accent } else { colours.rule };
    Frame::new()
        .fill(colours.paper.into())
        .stroke(Stroke::new(1.0, Color32::from(line)))
        .inner_margin(Margin { left: 14, right: 10, top: 9, bottom: 9 })
}

/// The title and the sentences of a finding, as one thing to read; whether it was clicked.
fn words(ui: &mut Ui, finding: &Finding) -> bool {
    let colours = &theme().colours;
    let head = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(text(finding.level.mark(), theme().sizes.table, level_colour(finding.level)));
        ui.add(egui::Label::new(strong(&finding.title, theme().sizes.table, colours.ink)).wrap());
    });
    let head = head.response;
    let message = text(&finding.message, theme().sizes.table, colours.ink);
    // What the title says already is not said again.
    let response = if finding.message.trim_end_matches('。') == finding.title {
        head.interact(Sense::click())
    } else {
        ui.add(egui::Label::new(message).wrap().sense(Sense::click()))
    };
    let name = format!("{}：{}", finding.level.name(), finding.message);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    if finding.level != Level::Unknown {
        ui.add(egui::Label::new(text(&finding.advice, theme().sizes.table, colours.quiet)).wrap());
    }
    response.clicked()
}
