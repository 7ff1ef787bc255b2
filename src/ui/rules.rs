//! 规则一览: every rule that the open report is checked by, with its level, its words and where it comes from.

use egui::{Id, Label, ScrollArea, TextEdit, Ui};

use super::{
    scene::Scene,
    text::refuse_long,
    theme::theme,
    widgets::{self, heading, level_colour, level_mark, level_word, note, sheet, strong, text},
};
use crate::{
    app::Action,
    check::{About, Rule, rules},
    form::{Cell, CellId, Form, Level, Relation, Statement},
};

/// More than anybody types to narrow a list.
const MOST: usize = 200;
/// What the sources of rules that no paper lays down begin with.
const OWN: &str = "norms";

/// What is typed to narrow the list.
#[derive(Default)]
pub(super) struct RulesPage {
    typed: String,
}

/// A rule in words.
struct RuleLine {
    /// The part of the report that it is about.
    part: String,
    level: Level,
    title: String,
    words: String,
    source: String,
}

impl RulesPage {
    /// The page.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let Some(session) = scene.session() else { return };
        let form = session.document.form();
        let lines = lines(form);
        sheet().show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            heading(ui, Action::Rules.label());
            note(ui, format!("{}（{}），共{}条。", form.name, form.basis.number, lines.len()));
            self.field(ui, scene);
            ui.add_space(theme().sizes.rhythm);
            let fitting: Vec<&RuleLine> = lines.iter().filter(|line| line.fits(&self.typed)).collect();
            ScrollArea::vertical().id_salt("rules").auto_shrink(false).show(ui, |ui| list(ui, &fitting));
        });
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

impl RuleLine {
    fn of_relation(form: &Form, relation: &Relation) -> Self {
        let cell = cells_of(relation).first().and_then(|id| form.cell(id.as_str()));
        Self {
            part: cell.map_or_else(String::new, |cell| part_of_cell(form, cell)),
            level: relation.level,
            title: opened(if relation.about.is_empty() { &relation.title } else { &relation.about }),
            words: opened(&relation.message),
            source: form.basis.number.clone(),
        }
    }

    fn of_rule(form: &Form, rule: &Rule) -> Self {
        Self {
            part: part_of(form, rule.about),
            level: rule.level,
            title: opened(rule.title),
            words: opened(rule.message),
            source: if rule.source.starts_with(OWN) {
                "常识核对".to_owned()
            } else {
                rule.source.to_owned()
            },
        }
    }

    /// Whether every word typed stands somewhere in it.
    fn fits(&self, typed: &str) -> bool {
        let parts = [self.part.as_str(), level_word(self.level), &self.title, &self.words, &self.source];
        typed.split_whitespace().all(|word| parts.iter().any(|part| part.contains(word)))
    }

    fn show(&self, ui: &mut Ui) {
        let (sizes, ink) = (&theme().sizes, theme().colours.ink);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.label(text(level_mark(self.level), sizes.table, level_colour(self.level)));
            let title = ui.add(Label::new(strong(&self.title, sizes.table, ink)).wrap());
            let name = format!("{}：{}", level_word(self.level), self.title);
            title.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
        });
        ui.add(Label::new(text(&self.words, sizes.table, ink)).wrap());
        note(ui, format!("依据：{}", self.source));
        ui.add_space(8.0);
    }
}

/// Every rule, those of one part of the report together, in the order of the report.
fn lines(form: &Form) -> Vec<RuleLine> {
    let mut lines: Vec<RuleLine> = Vec::new();
    for relation in &form.relations {
        let line = RuleLine::of_relation(form, relation);
        // One relation holds in every column of a table; it is one rule.
        if !lines.iter().any(|other| other.words == line.words) {
            lines.push(line);
        }
    }
    lines.extend(rules().map(|rule| RuleLine::of_rule(form, rule)));
    let place = |line: &RuleLine| form.sections.iter().position(|section| section.task == line.part);
    // What is about no section stands at the end.
    lines.sort_by_key(|line| place(line).unwrap_or(form.sections.len()));
    lines
}

fn list(ui: &mut Ui, lines: &[&RuleLine]) {
    if lines.is_empty() {
        note(ui, "没有符合的规则");
    }
    for group in lines.chunk_by(|a, b| a.part == b.part) {
        ui.add_space(6.0);
        ui.label(strong(&group[0].part, theme().sizes.body, theme().colours.accent));
        ui.add_space(4.0);
        for line in group {
            line.show(ui);
        }
    }
}

/// The part of the report that a rule is about.
fn part_of(form: &Form, about: About) -> String {
    let whole = "全文".to_owned();
    match about {
        About::AnyForm | About::Tables => whole,
        About::Section(meaning) => form.meaning(meaning).map_or(whole, |section| section.task.clone()),
        About::Cells(role) => {
            let cell = form.role(role).first().and_then(|id| form.cell(id.as_str()));
            cell.map_or(whole, |cell| part_of_cell(form, cell))
        }
    }
}

fn part_of_cell(form: &Form, cell: &Cell) -> String {
    let table = &form.tables[cell.table];
    form.section_of(table).map_or_else(|| table.name.clone(), |section| section.task.clone())
}

fn cells_of(relation: &Relation) -> Vec<CellId> {
    match &relation.statement {
        Statement::Total { total, .. } => vec![total.clone()],
        Statement::Equal(left, _) | Statement::AtLeast(left, _) | Statement::AtMost(left, _) => {
            left.iter().map(|term| term.cell.clone()).collect()
        }
    }
}

/// The words of a rule with … where a finding has names and numbers.
fn opened(words: &str) -> String {
    let mut parts = words.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |said, part| said + "…" + part.split_once('}').map_or(part, |(_, rest)| rest))
}
