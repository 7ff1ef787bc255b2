//! How a finding is answered in place, the same on every page that lists it: a likely slip or the right words put in, the
//! way there, 已确认, a 说明.

use egui::{Label, TextEdit, Ui};

use super::{
    scene::Scene,
    theme::theme,
    widgets::{self, GO_TO, link, named_link, note, text},
};
use crate::{
    app::{Change, Command, Document, ReviewAct},
    check::{self, Finding, fix},
    form::RuleId,
};

/// With less room than this, in points, long acts stand in lines of their own.
const ONE_LINE: f32 = 420.0;

/// A finding of the report, as pages list it.
#[derive(Clone, Copy)]
pub(super) struct Listed<'a> {
    /// The report.
    pub document: &'a Document,
    /// Its number among all findings.
    pub at: usize,
    /// The finding.
    pub finding: &'a Finding,
}

impl Listed<'_> {
    /// Goes to where it is.
    pub(super) fn go(self) -> Command {
        Command::GoToFinding(self.at)
    }

    fn explanation(&self) -> Option<&str> {
        self.finding.explanation(self.document.draft())
    }

    /// A link, named with what it is about: the same words stand under every finding.
    fn link(self, ui: &mut Ui, words: &str) -> bool {
        named_link(ui, words, &format!("{words}：{}", self.finding.title)).clicked()
    }
}

/// The answers to findings, with the explanation that is being written: rule, key, words.
#[derive(Default)]
pub(super) struct Answers {
    writing: Option<(RuleId, String, String)>,
}

impl Answers {
    /// What was answered, and what can be.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, listed: Listed<'_>) {
        if let Some(words) = listed.finding.answer(listed.document.draft()) {
            ui.add(Label::new(text(words, theme().sizes.table, theme().colours.done)).wrap());
        }
        if ui.available_width() < ONE_LINE {
            // A whole period or title is longer than the other acts leave room for.
            replace(ui, scene, listed);
            ui.horizontal(|ui| self.acts(ui, scene, listed));
            waiver(ui, scene, listed);
        } else {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 14.0;
                replace(ui, scene, listed);
                self.acts(ui, scene, listed);
                waiver(ui, scene, listed);
            });
        }
        self.editor(ui, scene, listed.finding);
    }

    fn acts(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, listed: Listed<'_>) {
        ui.spacing_mut().item_spacing.x = 14.0;
        slip(ui, scene, listed);
        if !listed.finding.places.is_empty() && listed.link(ui, GO_TO) {
            scene.push(listed.go());
        }
        let explanation = listed.explanation();
        let label = if explanation.is_some() { "改说明" } else { "写说明" };
        if listed.finding.may_be_explained() && listed.link(ui, label) {
            let words = explanation.unwrap_or_default().to_owned();
            self.writing = Some((listed.finding.rule.clone(), listed.finding.key(), words));
        }
        confirm(ui, scene, listed);
    }

    /// The field for the explanation, under the finding that it is of.
    fn editor(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, finding: &Finding) {
        let Some((rule, key, words)) = &mut self.writing else { return };
        if *rule != finding.rule || *key != finding.key() {
            return;
        }
        let caption = note(ui, "为什么这样是对的：");
        let width = ui.available_width().min(2.0 * ONE_LINE);
        let field = TextEdit::multiline(words).desired_rows(2).desired_width(width);
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

/// The act that mends the likely slip behind it.
fn slip(ui: &mut Ui, scene: &mut Scene<'_>, listed: Listed<'_>) {
    if let Some(slip) = listed.document.slip(listed.at)
        && link(ui, &slip.label).clicked()
    {
        let (name, edits) = (slip.label.clone(), slip.edits.clone());
        scene.push(Command::Edit(Change { name, edits, merge: None }));
    }
}

/// The act that says of a 提示 that it was looked into, or takes that back.
fn confirm(ui: &mut Ui, scene: &mut Scene<'_>, listed: Listed<'_>) {
    let is_confirmed = listed.explanation().is_some();
    let (label, text) = if is_confirmed { ("取消确认", "") } else { ("确认", check::CONFIRMED) };
    if listed.finding.may_be_confirmed() && listed.link(ui, label) {
        scene.push(Command::Review(ReviewAct::Explain {
            rule: listed.finding.rule.clone(),
            key: listed.finding.key(),
            text: text.to_owned(),
        }));
    }
}

/// The act that puts the right words or numbers in the place of the wrong ones, where they are known.
fn replace(ui: &mut Ui, scene: &mut Scene<'_>, listed: Listed<'_>) {
    let Some(label) = listed.finding.replacement_label() else { return };
    if link(ui, &label).clicked() {
        let edits = fix::edits(listed.document.sheet(), listed.finding);
        scene.push(Command::Edit(Change { name: label, edits, merge: None }));
    }
}

/// The act that writes the sentence of an explained finding into the report.
fn waiver(ui: &mut Ui, scene: &mut Scene<'_>, listed: Listed<'_>) {
    let Some(change) = listed.document.waiver(listed.finding) else { return };
    if link(ui, &listed.document.waiver_label()).clicked() {
        scene.push(Command::Edit(change));
    }
}
