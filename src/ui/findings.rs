//! What the check found, as cards: shape and colour by level, a click goes there, a likely slip is mended, a 提醒 is
//! explained in place.

use egui::{
    Align, Color32, Frame, Layout, Margin, Panel, Rect, ScrollArea, Sense, Stroke, TextEdit, Ui, Vec2,
};

use super::{
    scene::Scene,
    theme::theme,
    widgets::{self, level_colour, link, named_link, note, strong, text},
};
use crate::{
    app::{Action, Change, Command, Document, ReviewAct, Session},
    check::{self, Finding, Shown, fix, slip::Slip},
    draft::Place,
    form::{Level, RuleId, Section, SectionId},
};

/// The panel's own state.
#[derive(Default)]
pub(super) struct FindingsPanel {
    /// Whether the panel is open in a window too narrow for it.
    pub(super) open: bool,
    /// The explanation being written: rule, key, words.
    writing: Option<(RuleId, String, String)>,
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
        if document.findings().is_empty() {
            note(ui, "没有发现错误。各表的勾稽关系都已核对。");
            return;
        }
        if document.shown_findings().next().is_none() {
            note(ui, "已填的没有发现错误。");
            return;
        }
        // What is wrong on the page shown stands first: it may have come with the last keystroke.
        let section = scene.session().and_then(Session::section);
        let shown = section.map(|s| &s.id);
        let all = || document.shown_findings().filter(|(_, f)| !says_itself(section, f));
        let here = all().filter(|(_, f)| shown.is_some() && section_of(document, f) == shown);
        let elsewhere = all().filter(|(_, f)| shown.is_none() || section_of(document, f) != shown);
        let mut section = None;
        for (at, finding) in here.chain(elsewhere) {
            let here = section_of(document, finding);
            if here != section {
                section = here;
                ui.add_space(2.0);
                note(ui, section_name(document, here));
            }
            self.card(ui, scene, document, at, finding);
        }
    }

    fn card(
        &mut self,
        ui: &mut Ui,
        scene: &mut Scene<'_>,
        document: &Document,
        at: usize,
        finding: &Finding,
    ) {
        let current = scene.session().and_then(|session| session.finding) == Some(at);
        let shown = card_frame(current).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 5.0;
            if words(ui, finding)
                && let Some(place) = finding.places.first()
            {
                scene.push(Command::GoTo(place.clone()));
            }
            let slip = document.slip(at);
            if let Some(slip) = slip {
                ui.add(
                    egui::Label::new(text(&slip.message, theme().sizes.table, theme().colours.ink)).wrap(),
                );
            }
            let explanation = finding.explanation(document.draft());
            if let Some(words) = finding.answer(document.draft()) {
                ui.add(egui::Label::new(text(words, theme().sizes.table, theme().colours.done)).wrap());
            }
            // A line of its own: a whole period or title is longer than the other acts leave room for.
            replace(ui, scene, document, finding);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 14.0;
                self.acts(ui, scene, finding, slip, explanation);
            });
            waiver(ui, scene, document, finding);
            self.editor(ui, scene, finding);
        });
        let rect = shown.response.rect;
        let bar = Rect::from_min_size(rect.left_top(), Vec2::new(3.0, rect.height()));
        ui.painter().rect_filled(bar, 0, Color32::from(level_colour(finding.level)));
    }

    fn acts(
        &mut self,
        ui: &mut Ui,
        scene: &mut Scene<'_>,
        finding: &Finding,
        slip: Option<&Slip>,
        explanation: Option<&str>,
    ) {
        if let Some(slip) = slip
            && link(ui, &slip.label).clicked()
        {
            let (name, edits) = (slip.label.clone(), slip.edits.clone());
            scene.push(Command::Edit(Change { name, edits, merge: None }));
        }
        if let Some(place) = finding.places.first()
            && link(ui, "转到").clicked()
        {
            scene.push(Command::GoTo(place.clone()));
        }
        let label = if explanation.is_some() { "改说明" } else { "写说明" };
        if finding.may_be_explained() && link(ui, label).clicked() {
            let words = explanation.unwrap_or_default().to_owned();
            self.writing = Some((finding.rule.clone(), finding.key(), words));
        }
        confirm(ui, scene, finding, explanation.is_some());
    }

    /// The field for the explanation, under the finding that it is of.
    fn editor(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, finding: &Finding) {
        let Some((rule, key, words)) = &mut self.writing else { return };
        if *rule != finding.rule || *key != finding.key() {
            return;
        }
        let caption = note(ui, "为什么这样是对的：");
        let field = TextEdit::multiline(words).desired_rows(2).desired_width(f32::INFINITY);
        let response = widgets::field(ui, field).labelled_by(caption.id);
        let (mut save, mut cancel) = (false, false);
        ui.horizontal(|ui| {
            save = ui.button("保存说明").clicked();
            cancel = ui.button("取消").clicked();
        });
        if !(save || cancel || response.has_focus()) && words.is_empty() {
            response.request_focus();
        }
        if save {
            let (rule, key, text) = (rule.clone(), key.clone(), words.clone());
            scene.push(Command::Review(ReviewAct::Explain { rule, key, text }));
        }
        if save || cancel {
            self.writing = None;
        }
    }
}

/// Whether the page shown says the same by itself.
fn says_itself(section: Option<&Section>, finding: &Finding) -> bool {
    let place = finding.places.first();
    let here = |s: &Section| place == Some(&Place::Section(s.id.clone()));
    finding.shown == Shown::OnItsPage && section.is_some_and(here)
}

/// The act that says of a 提示 that it was looked into, or takes that back.
fn confirm(ui: &mut Ui, scene: &mut Scene<'_>, finding: &Finding, is_confirmed: bool) {
    let (label, text) = if is_confirmed { ("取消确认", "") } else { ("确认", check::CONFIRMED) };
    let name = format!("{label}：{}", finding.title);
    if finding.may_be_confirmed() && named_link(ui, label, &name).clicked() {
        scene.push(Command::Review(ReviewAct::Explain {
            rule: finding.rule.clone(),
            key: finding.key(),
            text: text.to_owned(),
        }));
    }
}

/// The act that puts the right words in the place of the wrong ones, where they are known.
fn replace(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document, finding: &Finding) {
    let Some(label) = finding.replacement_label() else { return };
    if link(ui, &label).clicked() {
        let edits = fix::edits(document.sheet(), finding);
        scene.push(Command::Edit(Change { name: label, edits, merge: None }));
    }
}

/// The act that writes the sentence of an explained finding into the report.
fn waiver(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document, finding: &Finding) {
    let Some(change) = document.waiver(finding) else { return };
    if link(ui, &document.waiver_label()).clicked() {
        scene.push(Command::Edit(change));
    }
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
