//! 带回Word修改 and 公布后核对: what a copy from outside says otherwise, section by section beside the draft's words.

mod cards;
mod said;
mod turn;

use egui::{Align, Event, Label, Layout, Ui, ViewportCommand};

use self::{
    cards::{Card, card, remark},
    said::{against, summary},
    turn::Turn,
};
use super::{
    compare::columns,
    desk::sheet,
    long_page::long_page,
    scene::Scene,
    theme::theme,
    widgets::{note, page_head, primary, strong, text},
};
use crate::{
    app::{
        Action, Against, CollateAct, CollateItem, Collating, Command, Document, FileAct, FileWish, Session,
    },
    collate::{Kindred, Purpose, Remark},
    draft::Place,
    form::Section,
};

/// The room that the heading and the acts take beside each other, in points.
const ACTS: f32 = 560.0;
/// More differences than these are no edited copy of this report.
const MOST: usize = 300;

/// What the pages keep from frame to frame.
#[derive(Default)]
pub(super) struct CollatingPage {
    turn: Turn,
}

impl CollatingPage {
    /// The page.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, purpose: Purpose) {
        let Some(session) = scene.session() else { return };
        if purpose == Purpose::Published {
            take_pasted(ui, scene);
        }
        sheet(ui, |ui| {
            ui.set_min_size(ui.available_size());
            let copy = session.copy_of(purpose);
            head(ui, scene, purpose, copy);
            ui.add_space(theme().sizes.rhythm);
            match copy {
                None => nothing(ui, purpose),
                Some(copy) => {
                    long_page(ui, ("copy", purpose), |ui| {
                        summary(ui, scene, session, copy);
                        list(ui, scene, session, copy, &mut self.turn);
                    });
                }
            }
        });
    }
}

/// Pasted text is the published page, unless something else takes it.
fn take_pasted(ui: &Ui, scene: &mut Scene<'_>) {
    if scene.app.desk.question.is_some() || ui.ctx().text_edit_focused() {
        return;
    }
    let pasted = ui.input(|i| {
        i.events.iter().find_map(|e| if let Event::Paste(text) = e { Some(text.clone()) } else { None })
    });
    scene.extend(pasted.map(|text| Command::Collate(CollateAct::Paste(Purpose::Published, text))));
}

/// The act without its dots: the page is there.
fn title(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Returned => Action::BringBack.title(),
        Purpose::Published => Action::CheckPublished.label(),
    }
}

fn head(ui: &mut Ui, scene: &mut Scene<'_>, purpose: Purpose, copy: Option<&Collating>) {
    let name = copy.map_or("", |copy| copy.name.as_str());
    let has_list = purpose == Purpose::Published && copy.is_some_and(|copy| !copy.items.is_empty());
    page_head(ui, title(purpose), name, ACTS, |ui| {
        if has_list && primary(ui, "复制清单").on_hover_text("粘贴给网站的人，请他们照着改").clicked()
        {
            scene.push(Command::Collate(CollateAct::CopyList));
        }
        let words = if copy.is_some() { "另选文件…" } else { "选文件…" };
        let choose = if copy.is_some() { ui.button(words) } else { primary(ui, words) };
        if choose.clicked() {
            scene.push(Command::File(FileAct::Wish(FileWish::Copy(purpose))));
        }
        if purpose == Purpose::Published
            && ui.button("粘贴网页").on_hover_text("在浏览器里全选、复制，再按这里").clicked()
        {
            ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
        }
    });
}

/// No copy has been read yet.
fn nothing(ui: &mut Ui, purpose: Purpose) {
    let words = match purpose {
        Purpose::Returned => "选领导改过的那份Word（docx），改了什么逐处列出来，一处一处接受或者不接受。",
        Purpose::Published => {
            "在浏览器里打开公布的报告，全选、复制，回到这里按Ctrl+V；公布的是附件（PDF、Word、文本）或者存下来的网页，\
             就选那个文件。和签发的那一稿逐格、逐句地对，哪里不一样列在这里，可以复制给网站去改。"
        }
    };
    ui.add(Label::new(text(words, theme().sizes.body, theme().colours.ink)).wrap());
}

/// What stands under one head.
struct Group<'a> {
    name: &'a str,
    section: Option<&'a Section>,
    items: Vec<(usize, &'a CollateItem)>,
    remarks: Vec<&'a Remark>,
}

/// The title, the sections as they are printed, and what belongs to none.
fn groups<'a>(document: &'a Document, copy: &'a Collating) -> Vec<Group<'a>> {
    let form = document.form();
    let group = |name, section: Option<&'a Section>, is_of: &dyn Fn(&Place) -> bool| Group {
        name,
        section,
        items: copy.items.iter().take(MOST).enumerate().filter(|(_, i)| is_of(&i.difference.place)).collect(),
        remarks: copy.remarks.iter().filter(|r| r.place.as_ref().is_some_and(is_of)).collect(),
    };
    let is_elsewhere = |place: &Place| !matches!(place, Place::Title) && place.section(form).is_none();
    let mut groups = vec![group("标题", None, &|place| matches!(place, Place::Title))];
    for section in &form.sections {
        groups.push(group(&section.task, Some(section), &|place| place.section(form) == Some(&section.id)));
    }
    groups.push(group("全文", None, &is_elsewhere));
    groups.retain(|group| !group.items.is_empty() || !group.remarks.is_empty());
    groups
}

/// What stands in the left column and what in the right one.
fn sides(ui: &mut Ui, copy: &Collating) {
    let right = match copy.purpose {
        Purpose::Returned => "带回的Word",
        Purpose::Published => "网上公布的",
    };
    // Which version that was stands over the list.
    let left = match copy.against() {
        Some(Against::Signed { .. }) => "签发的那一稿".to_owned(),
        _ => against(copy),
    };
    let has_words = copy.items.iter().any(|item| item.difference.kind != Kindred::Figure);
    if has_words {
        ui.add_space(6.0);
        columns(ui, |ui, side| {
            note(ui, if side == 0 { &left } else { right });
        });
    }
}

fn list(ui: &mut Ui, scene: &mut Scene<'_>, session: &Session, copy: &Collating, turn: &mut Turn) {
    sides(ui, copy);
    let groups = groups(&session.document, copy);
    let listed: Vec<(usize, &CollateItem)> = groups.iter().flat_map(|group| &group.items).copied().collect();
    turn.begin(&listed);
    for group in &groups {
        group_head(ui, scene, session, copy, group, turn);
        let is_beside = |remark: &Remark, item: &CollateItem| match (&remark.place, remark.paragraph) {
            (Some(Place::Section(_)), Some(at)) => item.difference.came.contains(&at),
            (place, _) => place.as_ref() == Some(&item.difference.place),
        };
        for &(at, item) in &group.items {
            let remarks = group.remarks.iter().copied().filter(|remark| is_beside(remark, item)).collect();
            card(ui, scene, session, turn, &Card { copy, at, item, group: group.name, remarks });
        }
        let alone = |remark: &&&Remark| group.items.iter().all(|(_, item)| !is_beside(remark, item));
        for said in group.remarks.iter().filter(alone) {
            remark(ui, said);
        }
    }
    if copy.items.len() > MOST {
        note(
            ui,
            format!("另有{}处没有列出来，不像是改过的这份报告，核对是否选对了文件", copy.items.len() - MOST),
        );
    }
    left(ui, copy);
}

fn group_head(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    session: &Session,
    copy: &Collating,
    group: &Group<'_>,
    turn: &mut Turn,
) {
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        ui.label(strong(group.name, theme().sizes.body, theme().colours.ink));
        let open = group.section.map_or_else(Vec::new, |section| copy.open_in(section, &session.document));
        if copy.purpose == Purpose::Published || open.len() < 2 {
            return;
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let words = format!("全部接受（{}处）", open.len());
            let button = ui.button(&words);
            let spoken = format!("{}{words}", group.name);
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
            if button.clicked() {
                turn.decided(open.last().copied(), &button);
                scene.push(Command::Collate(CollateAct::Accept(open)));
            }
        });
    });
}

/// What of the copy went nowhere: comments that hang on nothing of the report, and words.
fn left(ui: &mut Ui, copy: &Collating) {
    let lost: Vec<&Remark> = copy.remarks.iter().filter(|remark| remark.place.is_none()).collect();
    if lost.is_empty() && copy.left.is_empty() {
        return;
    }
    ui.add_space(10.0);
    ui.label(strong("没有对上的", theme().sizes.body, theme().colours.ink));
    for said in lost {
        remark(ui, said);
    }
    for words in &copy.left {
        let words = format!("“{words}”在报告里没有对应的地方，要的自己写进去");
        ui.add(Label::new(text(words, theme().sizes.table, theme().colours.ink)).wrap());
    }
}
