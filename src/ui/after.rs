//! 公布、报送、存档: what was done with the report once it was signed, noted in the draft and nowhere else.

use egui::{Align, Id, Label, Layout, Margin, TextEdit, Ui, Vec2};

use super::{
    leaf::on_sheet,
    long_page::long_page,
    questions::day,
    scene::Scene,
    text::refuse_long,
    theme::theme,
    widgets::{field, heading, link, named_link, note, strong, text},
};
use crate::{
    app::{Action, Change, Command, Document, deadline},
    draft::{
        MAX_LINE,
        after::{After, AfterNote, AfterStep},
        edit::Edit,
    },
};

/// The width of the name of a step, in points.
const NAME: f32 = 64.0;
/// The least and the widest field of a remark, in points.
const LEAST: f32 = 120.0;
const WORDS: f32 = 440.0;
/// The room that the date takes beside it, or else under it.
const DATE: f32 = 300.0;

/// The page.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let Some(document) = scene.app.document() else { return };
    on_sheet(ui, |ui| {
        heading(ui, Action::AfterSigning.label());
        let words =
            "签发以后每办一件，记下日期和备注，都可以不填。只存在这份草稿里，不印出来，也不带到下一年。";
        ui.add(Label::new(text(words, theme().sizes.note, theme().colours.quiet)).wrap());
        ui.add_space(theme().sizes.rhythm);
        long_page(ui, "after", |ui| {
            for step in AfterStep::ALL {
                row(ui, scene, document, step);
                ui.add_space(theme().sizes.rhythm);
            }
            ui.add_space(theme().sizes.rhythm);
            note(ui, said(&document.draft().after));
            ui.add_space(theme().sizes.rhythm);
            check(ui, scene);
        });
    });
}

/// Once it is on the website: whether that says what was signed.
fn check(ui: &mut Ui, scene: &mut Scene<'_>) {
    ui.horizontal(|ui| {
        note(ui, "网站登出来以后，和签发的稿对一遍：");
        if link(ui, Action::CheckPublished.label()).clicked() {
            scene.push(Command::Do(Action::CheckPublished));
        }
    });
}

/// How far it is, in one sentence.
pub(super) fn said(after: &After) -> String {
    let done: Vec<String> = after.done().map(|step| dated(step, after.of(step))).collect();
    let open: Vec<&str> = after.open().map(AfterStep::label).collect();
    match (done.is_empty(), open.is_empty()) {
        (_, true) => format!("{}，都办完了", done.join("、")),
        (true, _) => format!("签发之后还没记{}", open.join("、")),
        (false, false) => format!("{}，还没记{}", done.join("、"), open.join("、")),
    }
}

fn dated(step: AfterStep, note: &AfterNote) -> String {
    let day = note.date.map(|date| format!("（{date}）")).unwrap_or_default();
    format!("已{}{day}", step.label())
}

/// What a remark of a step is mostly about.
fn hint(step: AfterStep) -> &'static str {
    match step {
        AfterStep::Published => "公布的网址",
        AfterStep::Reported => "报送给哪个单位、怎样报送",
        AfterStep::Filed => "存在哪里、档号",
    }
}

fn row(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document, step: AfterStep) {
    let now = document.draft().after.of(step);
    let gap = ui.spacing().item_spacing.x;
    let is_beside = ui.available_width() >= NAME + LEAST + DATE + 3.0 * gap;
    ui.horizontal(|ui| {
        name(ui, step, now);
        let room = ui.available_width() - if is_beside { DATE } else { 3.0 * gap };
        if let Some(words) = words(ui, scene, step, &now.words, room) {
            scene.push(change(step, AfterNote { words, ..now.clone() }, "备注"));
        }
        if is_beside {
            date(ui, scene, step, now);
        }
    });
    if !is_beside {
        ui.horizontal(|ui| {
            ui.add_space(NAME + gap);
            date(ui, scene, step, now);
        });
    }
}

fn name(ui: &mut Ui, step: AfterStep, now: &AfterNote) {
    let (mark, colour) =
        if now.is_blank() { ("○", theme().colours.quiet) } else { ("✓", theme().colours.done) };
    let name = strong(format!("{mark} {}", step.label()), theme().sizes.body, colour);
    let place = Vec2::new(NAME, theme().sizes.task_row);
    ui.allocate_ui_with_layout(place, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_width(NAME);
        ui.add(Label::new(name).extend());
    });
}

fn change(step: AfterStep, note: AfterNote, what: &str) -> Command {
    let name = format!("记{}", step.label());
    let merge = Some(format!("{name}{what}"));
    Command::Edit(Change { name, edits: vec![Edit::After(step, note)], merge })
}

/// What was typed as the remark, once it is final.
fn words(ui: &mut Ui, scene: &mut Scene<'_>, step: AfterStep, current: &str, room: f32) -> Option<String> {
    let name = format!("{}备注", step.label());
    let id = Id::unique(("after", step));
    scene.extend(refuse_long(ui, id, &name, current, MAX_LINE).map(Command::Refuse));
    let width = room.clamp(LEAST, WORDS);
    let edit = TextEdit::singleline(scene.editors.buffer(&name, current)).id(id).hint_text(hint(step));
    let shown = field(ui, edit.desired_width(width).margin(Margin::symmetric(8, 5)));
    shown.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(true, "", current, "");
        info.label = Some(name.clone());
        info
    });
    let typed = scene.editors.typed(&name, current)?;
    Some(if typed.trim().is_empty() { String::new() } else { typed })
}

fn date(ui: &mut Ui, scene: &mut Scene<'_>, step: AfterStep, now: &AfterNote) {
    let with = |date| AfterNote { date, ..now.clone() };
    let Some(date) = now.date else {
        if ui.button(format!("{}日期：今天", step.label())).clicked() {
            scene.push(change(step, with(Some(deadline::today())), "日期"));
        }
        return;
    };
    let mut changed = date;
    day(ui, "", &mut changed);
    if changed != date {
        scene.push(change(step, with(Some(changed)), "日期"));
    }
    if named_link(ui, "不填日期", &format!("不填{}日期", step.label())).clicked() {
        scene.push(change(step, with(None), "无日期"));
    }
}
