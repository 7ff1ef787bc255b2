//! 台账: the year's ledger of applications, its columns and values as they are understood, and what it would change.

mod mapping;
mod proposal;
mod rows;

use egui::{Event, Label, Ui, ViewportCommand};

use self::{proposal::OpenFigure, rows::Rows};
use super::{
    leaf::on_sheet,
    long_page::long_page,
    scene::Scene,
    theme::theme,
    widgets::{page_head, primary, strong, text},
};
use crate::app::{Action, Command, FileAct, FileWish, LedgerAct, LedgerChange, LedgerWork, Session};

/// The room that the heading and the acts take beside each other, in points.
const ACTS: f32 = 700.0;

/// What is open on the page.
#[derive(Default)]
pub(super) struct LedgerPage {
    figure: OpenFigure,
    left: Rows,
}

impl LedgerPage {
    /// The page.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        take_pasted(ui, scene);
        on_sheet(ui, |ui| {
            let proposal = scene.session().map_or_else(Vec::new, Session::ledger_proposal);
            head(ui, scene, &proposal);
            ui.add_space(theme().sizes.rhythm);
            let ledger = scene.session().and_then(|session| session.ledger.as_ref());
            let Some(work) = ledger else { return nothing(ui) };
            long_page(ui, "ledger", |ui| {
                summary(ui, work);
                mapping::columns(ui, scene, work);
                mapping::values(ui, scene, work);
                left(ui, work, &mut self.left);
                self.figure.show(ui, work, &proposal);
            });
        });
    }
}

/// Pasted text is a ledger, unless something else takes it.
fn take_pasted(ui: &Ui, scene: &mut Scene<'_>) {
    if scene.app.desk.question.is_some() || ui.ctx().text_edit_focused() {
        return;
    }
    let pasted = ui.input(|i| {
        i.events.iter().find_map(|e| if let Event::Paste(text) = e { Some(text.clone()) } else { None })
    });
    scene.extend(pasted.map(|text| Command::Ledger(LedgerAct::Paste(text))));
}

/// What comes next is the main act, in sight however long the ledger's lists are: to open one, then to fill it in.
fn head(ui: &mut Ui, scene: &mut Scene<'_>, proposal: &[LedgerChange]) {
    let ledger = scene.session().and_then(|session| session.ledger.as_ref());
    let name = ledger.map_or("", |work| work.name.as_str());
    let fill = ledger.filter(|_| !proposal.is_empty());
    let fill = fill.map(|work| format!("填入{}（改动{}格）", work.table.table, proposal.len()));
    page_head(ui, Action::Ledger.label(), name, ACTS, |ui| {
        if fill.as_ref().is_some_and(|words| primary(ui, words).clicked()) {
            scene.push(Command::Ledger(LedgerAct::Fill));
        }
        let open = if fill.is_some() { ui.button("打开台账…") } else { primary(ui, "打开台账…") };
        if open.clicked() {
            scene.push(Command::File(FileAct::Wish(FileWish::Ledger)));
        }
        if ui.button(scene.app.label(Action::LedgerTemplate)).clicked() {
            scene.push(Command::Do(Action::LedgerTemplate));
        }
        if ui.button("粘贴台账").on_hover_text("在表格软件中选中台账复制，再按这里").clicked()
        {
            ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
        }
    });
}

fn nothing(ui: &mut Ui) {
    let words = "打开依申请公开台账（xlsx、csv、tsv），或在表格软件中选中台账复制后粘贴。程序按申请人类型、收到日期、\
                 办理结果逐行计数，先列出每一格由几改成几，看过再填。台账里的姓名和申请内容不进草稿。";
    ui.add(Label::new(text(words, theme().sizes.body, theme().colours.ink)).wrap());
}

fn summary(ui: &mut Ui, work: &LedgerWork) {
    let words = if work.columns.are_enough() {
        work.tally.summary()
    } else {
        "选好申请人类型、收到日期、办理结果三列，才能计数".to_owned()
    };
    ui.label(strong(words, theme().sizes.body, theme().colours.ink));
}

/// The head of a part.
fn part(ui: &mut Ui, words: &str) {
    ui.add_space(10.0);
    ui.label(strong(words, theme().sizes.body, theme().colours.ink));
    ui.add_space(4.0);
}

/// The rows that are not counted, every one.
fn left(ui: &mut Ui, work: &LedgerWork, rows: &mut Rows) {
    let left = &work.tally.left;
    if left.is_empty() || !work.columns.are_enough() {
        return;
    }
    part(ui, &format!("未计入的{}行", left.len()));
    rows.list(ui, left.len(), |at| format!("第{}行：{}", left[at].line, left[at].reason));
}
