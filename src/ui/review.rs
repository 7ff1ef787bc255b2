//! 送审前核对: everything that is open, section by section, before the report is sent up. Nothing here stops anybody.

use egui::{Align, Label, Layout, ScrollArea, Ui};

use super::{
    remarks,
    scene::Scene,
    signed,
    theme::theme,
    widgets::{level_colour, named_link, note, page_head, primary, sheet, strong, text},
};
use crate::{
    app::{Action, Command, Counts, Document, Progress, View, deadline},
    check::{Finding, Tally},
    draft::edit::AgencyField,
    form::{Level, Section},
};

/// The room that the heading and the acts take beside each other, in points.
const ACTS: f32 = 620.0;

/// The page.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let Some(document) = scene.app.document() else { return };
    sheet().show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        head(ui, scene, document);
        ui.add_space(theme().sizes.rhythm);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            signed::show(ui, scene, document);
            remarks::show(ui, scene, document);
            agency(ui, scene, document);
            for section in &document.form().sections {
                group(ui, scene, document, section);
            }
            elsewhere(ui, scene, document);
        });
    });
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
    let open = document.counts(None);
    let colour = if open.errors > 0 { theme().colours.error } else { theme().colours.ink };
    ui.add(Label::new(text(summary(document), theme().sizes.body, colour)).wrap());
    if let Some(words) = Tally::of(document.numbers()).said() {
        note(ui, words);
    }
    if let Some(words) = days(document) {
        note(ui, words);
    }
}

/// What is open, in one sentence.
fn summary(document: &Document) -> String {
    let counts = document.counts(None);
    let is_explained = |f: &&Finding| f.may_be_explained() && f.explanation(document.draft()).is_some();
    let explained = document.findings().iter().filter(is_explained).count();
    let mut parts: Vec<String> = [
        (counts.errors, "处错误"),
        (counts.warnings, "处提醒"),
        (counts.unknown, "处无法核对"),
        (counts.infos, "处提示"),
    ]
    .into_iter()
    .filter(|(n, _)| *n > 0)
    .map(|(n, what)| format!("{n}{what}"))
    .collect();
    let unfilled = unfilled(document);
    if unfilled > 0 {
        parts.push(format!("{unfilled}部分没有填完"));
    }
    let unwritten: usize = document.form().sections.iter().map(|s| missing(document, s).len()).sum();
    if unwritten > 0 {
        parts.push(format!("{unwritten}项内容没有写到"));
    }
    let to_check = document.draft().to_check();
    if to_check > 0 {
        parts.push(format!("{to_check}格待核"));
    }
    if parts.is_empty() {
        return "各部分都已填完，没有发现错误。".to_owned();
    }
    let said =
        if explained > 0 { format!("另有{explained}处提醒已写说明。") } else { String::new() };
    format!("还有{}。{said}导出不受影响，没有改的会留在报告里。", parts.join("、"))
}

/// The subjects that a section has to treat and does not yet.
fn missing<'d>(document: &Document, section: &'d Section) -> Vec<&'d str> {
    let text = document.report().text(&section.id);
    section.topics.iter().filter(|t| !t.is_in(text)).map(|t| t.label.as_str()).collect()
}

fn unfilled(document: &Document) -> usize {
    let open = |progress| matches!(progress, Progress::Empty | Progress::Begun);
    let sections = document.form().sections.iter().filter(|s| open(document.progress(s))).count();
    sections + usize::from(open(document.agency_progress()))
}

/// The days left, unless the report is long past.
fn days(document: &Document) -> Option<String> {
    let report = document.report();
    let deadline = deadline::of(document.form(), &report.agency, report.year)?;
    let (month, day) = deadline.month_day;
    match deadline.days {
        0.. => Some(format!("距{month}月{day}日公布期限还有{}天", deadline.days)),
        -90..0 => Some(format!("{month}月{day}日的公布期限已过{}天", -deadline.days)),
        _ => None,
    }
}

fn agency(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    let title =
        PartTitle { name: "机关信息", progress: document.agency_progress(), counts: Counts::default() };
    title.show(ui, scene, &View::Agency);
    if title.progress != Progress::Done {
        let missing: Vec<&str> = document.agency_missing().map(AgencyField::label).collect();
        note(ui, format!("还没填：{}", missing.join("、")));
    }
}

fn group(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document, section: &Section) {
    let counts = document.counts(Some(&section.id));
    let title = PartTitle { name: &section.task, progress: document.progress(section), counts };
    title.show(ui, scene, &View::Section(section.id.clone()));
    let missing = missing(document, section);
    if !missing.is_empty() {
        let words = format!("还没写到：{}", missing.join("、"));
        ui.label(text(words, theme().sizes.note, theme().colours.warning));
    }
    for finding in document.findings() {
        if finding.places.first().and_then(|p| p.section(document.form())) == Some(&section.id) {
            item(ui, scene, document, finding);
        }
    }
}

/// Findings that belong to no section.
fn elsewhere(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    let all = document.findings().iter();
    let loose = all.filter(|f| f.places.first().and_then(|p| p.section(document.form())).is_none());
    for (at, finding) in loose.enumerate() {
        if at == 0 {
            ui.label(strong("全文", theme().sizes.body, theme().colours.ink));
        }
        item(ui, scene, document, finding);
    }
}

/// The title of a group, with its state and the way there.
struct PartTitle<'a> {
    name: &'a str,
    progress: Progress,
    counts: Counts,
}

impl PartTitle<'_> {
    fn show(&self, ui: &mut Ui, scene: &mut Scene<'_>, view: &View) {
        ui.add_space(10.0);
        ui.horizontal(|ui| {
            ui.label(strong(self.name, theme().sizes.body, theme().colours.ink));
            let marks = [(Level::Error, self.counts.errors), (Level::Warning, self.counts.warnings)];
            for (level, n) in marks.into_iter().filter(|(_, n)| *n > 0) {
                let words = format!("{} {n}", level.mark());
                ui.label(text(words, theme().sizes.table, level_colour(level)));
            }
            if self.counts.errors == 0 {
                self.state(ui);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if named_link(ui, "转到", &format!("转到：{}", self.name)).clicked() {
                    scene.push(Command::Show(view.clone()));
                }
            });
        });
    }

    fn state(&self, ui: &mut Ui) {
        let (mark, colour) = match self.progress {
            Progress::Done => ("✓ ", theme().colours.done),
            _ => ("", theme().colours.warning),
        };
        ui.label(text(format!("{mark}{}", self.progress.label()), theme().sizes.table, colour));
    }
}

fn item(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document, finding: &Finding) {
    let (colours, size) = (&theme().colours, theme().sizes.table);
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        let name = format!("转到：{}", finding.message);
        if named_link(ui, "转到", &name).clicked()
            && let Some(place) = finding.places.first()
        {
            scene.push(Command::GoTo(place.clone()));
        }
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            let sentence = ui
                .horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    ui.add_space(14.0);
                    ui.label(text(finding.level.mark(), size, level_colour(finding.level)));
                    ui.add(Label::new(text(&finding.message, size, colours.ink)).wrap())
                })
                .inner;
            let spoken = format!("{}：{}", finding.level.name(), finding.message);
            sentence.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &spoken));
            if let Some(words) = finding.answer(document.draft()) {
                ui.horizontal_top(|ui| {
                    ui.add_space(38.0);
                    ui.add(Label::new(text(words, size, colours.done)).wrap());
                });
            }
        });
    });
}
