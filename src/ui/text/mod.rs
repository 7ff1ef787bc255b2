//! The page of a text section: its topics, its length, its tools and its editor.

mod bound;
mod caret;
mod editors;
mod field;
mod last_year;

use egui::{Align, Id, Label, Layout, ScrollArea, Ui};

pub(super) use self::{
    caret::{caret_of, editor as editor_of, insert_number, insert_paragraph, words_at_caret},
    editors::{Editors, refuse_long},
};
use super::{
    leaf::{self, Foot},
    scene::Scene,
    theme::theme,
    tools::Tools,
    widgets::{heading, text, topic},
};
use crate::{
    app::{Action, Change, Command, Document, TextAct, Tool},
    draft::{Text, edit::Edit},
    form::Section,
    words,
};

/// Below this width, in points, the length of a text stands behind its topics.
const NARROW: f32 = 700.0;

/// The page of a text section.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, tools: &mut Tools, section: &Section) {
    leaf::show(ui, scene, |ui, scene, foot| {
        let area = ScrollArea::vertical().auto_shrink(false);
        if foot == Foot::Behind {
            area.show(ui, |ui| {
                let caption = over(ui, scene, tools, section);
                editor(ui, scene, section, caption);
                leaf::behind(ui, scene, foot);
            });
        } else {
            let caption = over(ui, scene, tools, section);
            area.show(ui, |ui| editor(ui, scene, section, caption));
        }
    });
}

/// What stands over the text; the name of the page.
fn over(ui: &mut Ui, scene: &mut Scene<'_>, tools: &mut Tools, section: &Section) -> Option<Id> {
    let document = scene.app.document()?;
    let caption = heading(ui, published_name(document, section));
    subjects(ui, scene, document, section);
    toolbar(ui, scene, tools, section);
    last_year::line(ui, scene, document, section);
    ui.add_space(2.0);
    Some(caption.id)
}

fn editor(ui: &mut Ui, scene: &mut Scene<'_>, section: &Section, caption: Option<Id>) {
    let typed = caption.and_then(|caption| field::show(ui, scene, section, caption));
    if let Some(typed) = typed {
        rewrite(ui, scene, section, typed);
    }
}

/// The heading as published, where it differs from the mandated one.
fn published_name<'a>(document: &'a Document, section: &'a Section) -> &'a str {
    match document.report().heading(section) {
        "" => &section.task,
        heading => heading,
    }
}

/// What the page is called in steps of undo.
fn name(section: &Section) -> &str {
    if section.heading.is_empty() { &section.task } else { &section.heading }
}

/// The subjects that tick themselves, and how long the text is.
fn subjects(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document, section: &Section) {
    let current = document.report().text(&section.id);
    // At the right of its topics where there is room, else behind the last of them, in rows no higher than words.
    if ui.available_width() < NARROW {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().interact_size.y = theme().sizes.table;
            topics(ui, scene, section, current);
            length(ui, document, section, current);
        });
    } else {
        ui.horizontal(|ui| {
            topics(ui, scene, section, current);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| length(ui, document, section, current));
        });
    }
}

fn topics(ui: &mut Ui, scene: &mut Scene<'_>, section: &Section, current: &str) {
    ui.spacing_mut().item_spacing.x = 18.0;
    for subject in &section.topics {
        if topic(ui, &subject.label, subject.is_in(current)) {
            scene.push(Command::Use(Some(Tool::Phrases)));
        }
    }
}

fn length(ui: &mut Ui, document: &Document, section: &Section, current: &str) {
    let count = words::count_chars(current);
    let colours = &theme().colours;
    let (words, colour) = match document.sheet().limit(section) {
        None => (format!("{count}字"), colours.quiet),
        Some(limit) => {
            let who = if document.report().agency.limit.is_some() { "当地要求" } else { "一般" };
            let colour = if count > limit { colours.warning } else { colours.quiet };
            (format!("{count}字，{who}不超过{limit}字"), colour)
        }
    };
    ui.add(Label::new(text(words, theme().sizes.table, colour)).extend());
}

fn toolbar(ui: &mut Ui, scene: &mut Scene<'_>, tools: &mut Tools, section: &Section) {
    ui.horizontal_wrapped(|ui| {
        let numbers = tool_button(ui, scene, Action::InsertNumber);
        tools.numbers(&numbers, scene, section);
        let phrases = tool_button(ui, scene, Action::Phrases);
        tools.phrases(&phrases, scene, section);
        tool_button(ui, scene, Action::Find);
        for action in [Action::TieNumber, Action::UntieNumber, Action::TieSection] {
            act_button(ui, scene, action);
        }
        let opening =
            scene.app.document().filter(|d| d.opening_section().is_some_and(|s| s.id == section.id));
        if let Some(document) = opening
            && ui.button(document.opening_label()).on_hover_text("按机关信息和表格格式写").clicked()
        {
            scene.push(Command::Do(Action::WriteOpening));
        }
    });
}

/// The button of an act, with its key for those who wait over it. A second click puts the tool away.
fn tool_button(ui: &mut Ui, scene: &mut Scene<'_>, action: Action) -> egui::Response {
    let keys = action.shortcuts().first().map(ToString::to_string).unwrap_or_default();
    let button = ui.button(action.label()).on_hover_text(keys);
    if button.clicked() {
        let open = scene.app.desk.tool.is_some_and(|tool| tool.action() == action);
        scene.push(if open { Command::Use(None) } else { Command::Do(action) });
    }
    button
}

/// The button of an act that only shows while it can be done.
fn act_button(ui: &mut Ui, scene: &mut Scene<'_>, action: Action) {
    let keys = action.shortcuts().first().map(ToString::to_string).unwrap_or_default();
    if scene.app.can(action) && ui.button(action.label()).on_hover_text(keys).clicked() {
        scene.push(Command::Do(action));
    }
}

fn rewrite(ui: &Ui, scene: &mut Scene<'_>, section: &Section, typed: String) {
    if scene.editors.rested(ui.input(|i| i.time)) {
        scene.push(Command::Text(TextAct::EndStep));
    }
    scene.push(Command::Edit(Change {
        name: format!("改写“{}”", name(section)),
        edits: vec![Edit::Text(section.id.clone(), Text::from(typed))],
        merge: Some(section.id.to_string()),
    }));
}
