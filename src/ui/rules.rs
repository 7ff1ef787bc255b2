//! 规则一览: every rule that the open report is checked by, with its level, its words and where it comes from.

use egui::{Id, Label, TextEdit, Ui};

use super::{
    leaf::on_sheet,
    long_page::long_page,
    scene::Scene,
    text::refuse_long,
    theme::theme,
    widgets::{self, heading, level_colour, note, strong, text},
};
use crate::{
    app::Action,
    check::{RuleEntry, catalogue},
    form::{Form, FormId},
};

/// More than anybody types to narrow a list.
const MOST: usize = 200;

/// What is typed to narrow the list.
#[derive(Default)]
pub(super) struct RulesPage {
    typed: String,
    /// The rules of the form that was shown last.
    listed: Option<(FormId, Vec<RuleEntry>)>,
}

impl RulesPage {
    /// The page.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let Some(session) = scene.session() else { return };
        let form = session.document.form();
        on_sheet(ui, |ui| {
            heading(ui, Action::Rules.label());
            self.of_form(ui, scene, form, |ui, list| {
                long_page(ui, "rules", list);
            });
        });
    }

    /// The rules of a form, in what `hold` holds the list with.
    pub(super) fn of_form(
        &mut self,
        ui: &mut Ui,
        scene: &mut Scene<'_>,
        form: &Form,
        hold: impl FnOnce(&mut Ui, &mut dyn FnMut(&mut Ui)),
    ) {
        let known = self.listed.take().filter(|(id, _)| *id == form.id);
        let (id, rules) = known.unwrap_or_else(|| (form.id.clone(), in_order(form)));
        note(ui, format!("{}（{}），共{}条。", form.name, form.basis.number, rules.len()));
        self.field(ui, scene);
        ui.add_space(theme().sizes.rhythm);
        let fitting: Vec<&RuleEntry> =
            rules.iter().filter(|rule| fits(rule, part(form, rule), &self.typed)).collect();
        hold(ui, &mut |ui| list(ui, form, &fitting));
        self.listed = Some((id, rules));
    }

    fn field(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.horizontal(|ui| {
            let name = "查找规则";
            let caption = ui.label(text(name, theme().sizes.body, theme().colours.quiet));
            let id = Id::unique(name);
            // Too much to narrow a list by is passed over: nothing of the document is lost.
            let _ = refuse_long(ui, id, name, &self.typed, MOST);
            let edit = TextEdit::singleline(scene.editors.buffer(name, &self.typed)).id(id);
            widgets::field(ui, edit.desired_width(240.0)).labelled_by(caption.id);
            if let Some(typed) = scene.editors.typed(name, &self.typed) {
                self.typed = typed;
            }
        });
    }
}

/// Whether every word typed stands somewhere in what is shown of a rule.
fn fits(rule: &RuleEntry, part: &str, typed: &str) -> bool {
    let shown = [part, rule.level.name(), &rule.title, &rule.sentence, &rule.advice, &rule.source];
    typed.split_whitespace().all(|word| shown.iter().any(|words| words.contains(word)))
}

/// Every rule, those of one part of the report together, in the order of the report; what is about no section stands at
/// the end.
fn in_order(form: &Form) -> Vec<RuleEntry> {
    let mut rules = catalogue(form);
    let place = |rule: &RuleEntry| form.sections.iter().position(|s| Some(&s.id) == rule.section.as_ref());
    rules.sort_by_key(|rule| place(rule).unwrap_or(form.sections.len()));
    rules
}

/// What the officer calls the part of the report that a rule is about.
fn part<'f>(form: &'f Form, rule: &RuleEntry) -> &'f str {
    let section = rule.section.as_ref().and_then(|id| form.section(id));
    section.map_or("全文", |section| section.task.as_str())
}

fn show(ui: &mut Ui, rule: &RuleEntry) {
    let (sizes, ink) = (&theme().sizes, theme().colours.ink);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(text(rule.level.mark(), sizes.table, level_colour(rule.level)));
        let title = ui.add(Label::new(strong(&rule.title, sizes.table, ink)).wrap());
        let name = format!("{}：{}", rule.level.name(), rule.title);
        title.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
    });
    ui.add(Label::new(text(format!("{}{}", rule.sentence, rule.advice), sizes.table, ink)).wrap());
    note(ui, format!("依据：{}", rule.source));
    ui.add_space(8.0);
}

fn list(ui: &mut Ui, form: &Form, rules: &[&RuleEntry]) {
    if rules.is_empty() {
        note(ui, "没有找到规则，换几个字再找");
    }
    for group in rules.chunk_by(|a, b| a.section == b.section) {
        ui.add_space(6.0);
        ui.label(strong(part(form, group[0]), theme().sizes.body, theme().colours.accent));
        ui.add_space(4.0);
        for rule in group {
            show(ui, rule);
        }
    }
}
