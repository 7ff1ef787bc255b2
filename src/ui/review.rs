//! 送审前核对: everything that is open, section by section, before the report is sent up, each to be answered where it
//! stands. Nothing here stops anybody.

use std::collections::HashMap;

use egui::{Align, Label, Layout, Ui};

use super::{
    answers::{Answers, Listed},
    leaf::on_sheet,
    long_page::long_page,
    remarks,
    scene::Scene,
    signed,
    theme::theme,
    widgets::{go_to, level_colour, marked, note, page_head, primary, strong, text, tone_colour},
};
use crate::{
    app::{Action, Command, Document, Progress, Said, Tone, View, phrase},
    check::{Finding, Tally},
    draft::edit::AgencyField,
    form::{Section, SectionId},
};

/// The room that the heading and the acts take beside each other, in points.
const ACTS: f32 = 620.0;

/// What the page keeps from frame to frame.
#[derive(Default)]
pub(super) struct ReviewPage {
    answers: Answers,
}

impl ReviewPage {
    /// The page.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let Some(document) = scene.app.document() else { return };
        on_sheet(ui, |ui| {
            head(ui, scene, document);
            ui.add_space(theme().sizes.rhythm);
            long_page(ui, "review", |ui| {
                signed::show(ui, scene, document);
                remarks::show(ui, scene, document);
                agency(ui, scene, document);
                for section in &document.form().sections {
                    self.group(ui, scene, document, section);
                }
                self.elsewhere(ui, scene, document);
            });
        });
    }
}

fn acts(ui: &mut Ui, scene: &mut Scene<'_>) {
    if primary(ui, &scene.app.label(Action::ExportPdf)).clicked() {
        scene.push(Command::Do(Action::ExportPdf));
    }
    for action in [Action::ExportSignOff, Action::Preview, Action::ExportText] {
        if ui.button(scene.app.label(action)).clicked() {
            scene.push(Command::Do(action));
        }
    }
}

fn head(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    page_head(ui, Action::Review.label(), "", ACTS, |ui| acts(ui, scene));
    let is_wrong = document.state().iter().any(|said| said.tone == Tone::Wrong);
    let colour = if is_wrong { theme().colours.error } else { theme().colours.ink };
    ui.add(Label::new(text(summary(document), theme().sizes.body, colour)).wrap());
    if let Some(words) = Tally::of(document.numbers()).said() {
        note(ui, words);
    }
    if let Some(deadline) = document.deadline() {
        note(ui, deadline.words());
    }
}

/// What is open, in one sentence.
fn summary(document: &Document) -> String {
    let said = document.state();
    let is_explained = |f: &&Finding| f.may_be_explained() && f.explanation(document.draft()).is_some();
    let explained = document.findings().iter().filter(is_explained).count();
    let explained =
        if explained > 0 { format!("另有{explained}处提醒已写说明。") } else { String::new() };
    if said.iter().all(|said| said.tone == Tone::Done) {
        return format!("各部分都已填完，{}。{explained}", phrase(&said));
    }
    format!("还有{}。{explained}导出不受影响，没有改的会留在报告里。", phrase(&said))
}

fn agency(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    part_title(ui, scene, "机关信息", &document.state_of_agency(), &View::Agency);
    if document.agency_progress() != Progress::Done {
        let missing: Vec<&str> = document.agency_missing().map(AgencyField::label).collect();
        note(ui, format!("还没填：{}", missing.join("、")));
    }
}

/// The findings of a section, or those that belong to none.
fn of_section<'d>(
    document: &'d Document,
    section: Option<&'d SectionId>,
) -> impl Iterator<Item = Listed<'d>> {
    let all = document.shown_findings().map(move |(at, finding)| Listed { document, at, finding });
    all.filter(move |listed| {
        listed.finding.places.first().and_then(|p| p.section(document.form())) == section
    })
}

impl ReviewPage {
    fn group(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, document: &Document, section: &Section) {
        let view = View::Section(section.id.clone());
        part_title(ui, scene, &section.task, &document.state_of(section), &view);
        let said = of_section(document, Some(&section.id)).map(|listed| listed.finding.message.as_str());
        let mut times: HashMap<&str, usize> = HashMap::new();
        for message in said {
            *times.entry(message).or_default() += 1;
        }
        for listed in of_section(document, Some(&section.id)) {
            let is_alone = times.get(listed.finding.message.as_str()) == Some(&1);
            self.item(ui, scene, listed, is_alone);
        }
    }

    /// Findings that belong to no section.
    fn elsewhere(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
        for (at, listed) in of_section(document, None).enumerate() {
            if at == 0 {
                ui.add_space(10.0);
                ui.label(strong("全文", theme().sizes.body, theme().colours.ink));
            }
            self.item(ui, scene, listed, true);
        }
    }

    /// A finding with its answers, and with what to do, which quotes the words it is about, where others say the same.
    fn item(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, listed: Listed<'_>, is_alone: bool) {
        let (colours, size) = (&theme().colours, theme().sizes.table);
        let (finding, level) = (listed.finding, listed.finding.level);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.add_space(14.0);
            ui.label(text(level.mark(), size, level_colour(level)));
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 3.0;
                ui.spacing_mut().interact_size.y = size;
                let sentence = ui.add(Label::new(text(&finding.message, size, colours.ink)).wrap());
                let spoken = format!("{}：{}", level.name(), finding.message);
                sentence.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &spoken));
                if !is_alone {
                    ui.add(Label::new(text(&finding.advice, size, colours.quiet)).wrap());
                }
                if let Some(slip) = listed.document.slip(listed.at) {
                    ui.add(Label::new(text(&slip.message, size, colours.quiet)).wrap());
                }
                self.answers.show(ui, scene, listed);
            });
        });
    }
}

/// The title of a group, with how it stands and the way there.
fn part_title(ui: &mut Ui, scene: &mut Scene<'_>, name: &str, state: &[Said], view: &View) {
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        ui.label(strong(name, theme().sizes.body, theme().colours.ink));
        for said in state {
            ui.label(text(marked(said), theme().sizes.table, tone_colour(said.tone)));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if go_to(ui, name).clicked() {
                scene.push(Command::Show(view.clone()));
            }
        });
    });
}
