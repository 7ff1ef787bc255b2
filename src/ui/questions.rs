//! Questions in the window: unsaved changes, a new report, a year, a signature, a file to replace or to choose.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use egui::{
    Context, DragValue, Frame, Id, Key, Margin, Modal, Response, TextEdit, Ui,
    text::{CCursor, CCursorRange},
    text_edit::TextEditState,
};

use super::{
    copies,
    folders::{Folders, PickedFile},
    scene::Scene,
    theme::theme,
    to_leader,
    widgets::{field, field_ring, heading, main_answer, primary, text},
};
use crate::{
    app::{
        Action, Answer, App, Change, Command, FileAct, FileWish, LedgerAct, Question, Replacing, ReviewAct,
        deadline,
    },
    collate::Purpose,
    draft::{MAX_LINE, edit::Edit, sign::Date},
    form, store,
};

/// What a question leaves free at both sides, its own edge with it.
const EDGE: f32 = 60.0;

/// How often the question 还在导出 says anew how far it is.
const LOOK_AGAIN: Duration = Duration::from_millis(200);

/// What is typed into a question.
#[derive(Default)]
pub(super) struct Questions {
    asked: Option<Question>,
    year: u16,
    agency: String,
    /// A report was to be created without a name.
    complains: bool,
    path: String,
    folders: Folders,
    /// Who signed, and when.
    by: String,
    date: Option<Date>,
    /// The question was put in this frame: its field takes the keys.
    fresh: bool,
    /// It is to take them again in the next frame.
    again: bool,
}

impl Questions {
    /// Shows the question, if there is one; whether there is.
    pub(super) fn show(&mut self, ctx: &Context, scene: &mut Scene<'_>) -> bool {
        if self.asked != scene.app.desk.question {
            self.begin(scene.app);
        }
        let Some(question) = scene.app.desk.question.clone() else { return false };
        let frame = Frame::popup(&ctx.global_style()).inner_margin(Margin::same(18));
        let modal = Modal::new(Id::unique("question")).frame(frame).show(ctx, |ui| {
            let width: f32 = if matches!(question, Question::TypePath(_)) { 620.0 } else { 440.0 };
            ui.set_width(width.min(ctx.content_rect().width() - EDGE));
            match &question {
                Question::Unsaved(_) => unsaved(ui, scene),
                Question::NewReport => self.new_report(ui, scene),
                Question::YearOfReport => self.year_of_report(ui, scene),
                Question::Replace(wish, path) => replace(ui, scene, wish, &store::name_of(path)),
                Question::ReplaceDraft { path, there, ours } => replace_draft(ui, scene, path, there, ours),
                Question::ChangedOutside(path) => changed_outside(ui, scene, path),
                Question::GoOn(words) => go_on(ui, scene, words),
                Question::Exporting => exporting(ui, scene),
                Question::ToLeader => to_leader::show(ui, scene),
                Question::ReplaceToLeader(folder, names) => to_leader::replace(ui, scene, folder, names),
                Question::Print => copies::print(ui, scene),
                Question::MarkSigned => self.mark_signed(ui, scene),
                Question::LedgerLeft(left) => ledger_left(ui, scene, *left),
                Question::SignOff => copies::sign_off(ui, scene),
                Question::NotPrinted(why) => copies::not_printed(ui, scene, why),
                Question::TypePath(wish) => self.type_path(ui, scene, wish),
            }
        });
        self.fresh = std::mem::take(&mut self.again);
        if modal.should_close() {
            scene.push(Command::Answer(Answer::Cancel));
        }
        true
    }

    fn begin(&mut self, app: &App) {
        self.asked.clone_from(&app.desk.question);
        self.fresh = true;
        self.year = deadline::likely_year();
        self.agency = String::new();
        self.complains = false;
        self.by = String::new();
        self.date = None;
        if let Some(Question::TypePath(wish)) = &app.desk.question {
            self.folders.begin(app.usual_folder(), wish, app);
            self.path = self.folders.at().join(app.usual_name(wish)).display().to_string();
        }
    }

    fn new_report(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        heading(ui, "新建空白报告");
        self.year(ui);
        let mut entered = false;
        ui.horizontal(|ui| {
            let caption = ui.label("机关全称");
            let edit = TextEdit::singleline(&mut self.agency).desired_width(f32::INFINITY);
            let field = field(ui, edit).labelled_by(caption.id);
            self.focus(&field);
            entered = entered_in(ui, &field);
        });
        if self.complains && self.agency.trim().is_empty() {
            ui.label(text("填写机关全称，标题和开头要用", theme().sizes.body, theme().colours.error));
        }
        answers(ui, scene, |ui, scene| {
            if ui.button(Action::BeginFrom.label()).clicked() {
                scene.push(Command::Answer(Answer::Cancel));
                scene.push(Command::Do(Action::BeginFrom));
            }
            if primary(ui, "新建").clicked() || entered {
                let agency = self.agency.trim().to_owned();
                self.complains = agency.is_empty();
                if !self.complains {
                    scene.push(Command::File(FileAct::Create { year: self.year, agency }));
                }
            }
        });
    }

    /// Which year a published report is of, where it does not say so itself.
    fn year_of_report(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        heading(ui, "这份报告是哪一年度的");
        ui.label("原文里没有找到报告年度。");
        self.year(ui);
        answers(ui, scene, |ui, scene| {
            if main_answer(ui, "确定").clicked() {
                scene.push(Command::Answer(Answer::Cancel));
                let edits = vec![Edit::Year(self.year)];
                scene.push(Command::Edit(Change {
                    name: "填写报告年度".to_owned(), edits, merge: None
                }));
            }
        });
    }

    fn year(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            let caption = ui.label("报告年度");
            let year = ui.add(DragValue::new(&mut self.year).range(2019..=2099)).labelled_by(caption.id);
            field_ring(ui, &year);
            ui.label("年");
            let form = form::for_year(self.year).map_or_else(String::new, |f| f.name.clone());
            ui.label(text(form, theme().sizes.note, theme().colours.quiet));
        });
    }

    /// Who signed the report and when, and what is still wrong with it.
    fn mark_signed(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        heading(ui, "标记为已签发");
        let Some(document) = scene.app.document() else { return };
        let (number, print) = (document.draft().version_number(), document.report().fingerprint().short());
        let words = format!(
            "“{}”送审第{number}稿，文稿指纹 {print}。之后的改动会列在“送审前核对”。",
            document.report().title()
        );
        ui.add(egui::Label::new(words).wrap());
        if let Some(open) = document.still_open() {
            let words = format!("报告中仍有{open}，确定领导签发的就是这一稿？");
            ui.label(text(words, theme().sizes.body, theme().colours.error));
        }
        let to_check = document.draft().to_check();
        if to_check > 0 {
            let words = format!("还有{to_check}格标着待核。");
            ui.label(text(words, theme().sizes.body, theme().colours.warning));
        }
        let mut entered = false;
        ui.horizontal(|ui| {
            let caption = ui.label("签发人");
            let edit = TextEdit::singleline(&mut self.by).char_limit(MAX_LINE).desired_width(160.0);
            let field = field(ui, edit.hint_text("可不填")).labelled_by(caption.id);
            self.focus(&field);
            entered = entered_in(ui, &field);
        });
        let date = self.date.get_or_insert_with(deadline::today);
        day(ui, "签发日期", date);
        answers(ui, scene, |ui, scene| {
            if primary(ui, "标记").clicked() || entered {
                scene.push(Command::Review(ReviewAct::MarkSigned { by: self.by.clone(), date: *date }));
            }
        });
    }

    fn focus(&self, field: &Response) {
        if self.fresh {
            field.request_focus();
        }
    }

    /// The window's own file chooser.
    fn type_path(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, wish: &FileWish) {
        heading(ui, wish.title());
        let picked = self.folders.show(ui, wish, &self.path, scene.app);
        let caption = ui.label("文件路径");
        let edit = TextEdit::singleline(&mut self.path).desired_width(f32::INFINITY);
        let field = field(ui, edit).labelled_by(caption.id);
        field.widget_info(|| {
            let mut info = egui::WidgetInfo::text_edit(true, "", &self.path, "");
            info.label = Some("文件路径".to_owned());
            info
        });
        self.focus(&field);
        if self.fresh {
            caret_at_end(ui, &field, &self.path);
        }
        let mut go = entered_in(ui, &field);
        match picked {
            Some(PickedFile::Folder) => self.path = self.in_this_folder(wish),
            Some(PickedFile::File(file)) => self.path = file.display().to_string(),
            Some(PickedFile::Taken(file)) => (self.path, go) = (file.display().to_string(), true),
            None => {}
        }
        answers(ui, scene, |ui, scene| {
            go |= primary(ui, wish_words(wish)).clicked();
            if scene.app.chooses_here() && ui.button("系统的对话框…").clicked() {
                scene.push(Command::File(FileAct::ChooseOutside(wish.clone())));
            }
            let path = PathBuf::from(self.path.trim());
            if go && *wish != FileWish::ToLeader && store::folder::is_folder(&path) {
                // A folder is gone into; what is wanted is a file.
                self.path = path.join("").display().to_string();
                self.folders.go(path, wish, scene.app);
                self.again = true;
            } else if go && !self.path.trim().is_empty() {
                scene.push(wish.command(path, Replacing::Ask));
            }
        });
    }

    /// The name in the field in the folder that is now shown; a file to be opened is still to be chosen.
    fn in_this_folder(&self, wish: &FileWish) -> String {
        let name = Path::new(self.path.trim()).file_name().filter(|_| wish.writes());
        let folder = self.folders.at();
        name.map_or_else(|| folder.join(""), |name| folder.join(name)).display().to_string()
    }
}

/// Puts the caret of a line behind what stands in it.
fn caret_at_end(ui: &Ui, field: &Response, words: &str) {
    let mut state = TextEditState::load(ui.ctx(), field.id).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(words.chars().count()))));
    state.store(ui.ctx(), field.id);
}

/// A day, as three numbers that always make one.
pub(super) fn day(ui: &mut Ui, name: &str, date: &mut Date) {
    ui.horizontal(|ui| {
        if !name.is_empty() {
            ui.label(name);
        }
        part_of_day(ui, DragValue::new(&mut date.year).range(2019..=2099), "年");
        part_of_day(ui, DragValue::new(&mut date.month).range(1..=12), "月");
        let days = 1..=deadline::days_of(date.year, date.month);
        part_of_day(ui, DragValue::new(&mut date.day).range(days), "日");
    });
}

fn part_of_day(ui: &mut Ui, value: DragValue<'_>, name: &str) {
    let field = ui.add(value);
    field_ring(ui, &field);
    let caption = ui.label(name);
    field.labelled_by(caption.id);
}

/// Whether Enter was pressed in a line.
fn entered_in(ui: &Ui, field: &Response) -> bool {
    field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter))
}

fn wish_words(wish: &FileWish) -> &'static str {
    match wish {
        FileWish::Open | FileWish::Ledger => "打开",
        FileWish::Last => "由它起草",
        FileWish::BringIn => "带入",
        FileWish::Save | FileWish::LedgerTemplate | FileWish::TakeAlong => "保存",
        FileWish::Compare => "比较",
        FileWish::Copy(Purpose::Returned) => "带回",
        FileWish::Copy(Purpose::Published) => "核对",
        FileWish::ToLeader => "拷到这里",
        FileWish::Export(..) | FileWish::PrintComparison => "导出",
    }
}

/// Rows of the ledger are not counted.
fn ledger_left(ui: &mut Ui, scene: &mut Scene<'_>, left: usize) {
    heading(ui, &format!("还有{left}行没有计入"));
    ui.label("这些行列在本页，没有计入的原因写在后面；改了对应关系会重新计数。现在填入的数不包括它们，填入后可以撤销。");
    answers(ui, scene, |ui, scene| {
        if main_answer(ui, "仍要填入").clicked() {
            scene.push(Command::Ledger(LedgerAct::FillAnyway));
        }
    });
}

fn unsaved(ui: &mut Ui, scene: &mut Scene<'_>) {
    heading(ui, "离开前是否保存");
    let path = scene.app.document().and_then(|d| d.path());
    let name = path.map_or_else(|| "新报告".to_owned(), store::name_of);
    let otherwise = if scene.app.keeps_what_is_let_go() {
        "这些改动只在恢复副本里再留7天，可在开始页找回"
    } else {
        "这些改动就没有了"
    };
    ui.label(format!("“{name}”改动后还没有保存。不保存，{otherwise}。"));
    answers(ui, scene, |ui, scene| {
        if main_answer(ui, "保存").clicked() {
            scene.push(Command::Answer(Answer::Save));
        }
        if ui.button("不保存").clicked() {
            scene.push(Command::Answer(Answer::Discard));
        }
    });
}

fn exporting(ui: &mut Ui, scene: &mut Scene<'_>) {
    heading(ui, "还在导出");
    for pending in scene.app.exporting() {
        ui.label(pending.words());
    }
    if scene.app.is_copying_to_leader() {
        ui.label("正在拷给领导");
    }
    ui.label("导出完就关闭窗口。");
    // How far it is shows without a key being pressed.
    ui.ctx().request_repaint_after(LOOK_AGAIN);
    answers(ui, scene, |ui, scene| {
        if ui.button("不导出，关闭").clicked() {
            scene.push(Command::Answer(Answer::Discard));
        }
    });
}

fn replace(ui: &mut Ui, scene: &mut Scene<'_>, wish: &FileWish, name: &str) {
    heading(ui, "已有同名文件");
    let after = if *wish == FileWish::Save {
        "原有内容存为以前的版本"
    } else {
        "原有内容不能找回"
    };
    ui.label(format!("“{name}”已经存在。覆盖后{after}。"));
    answers(ui, scene, |ui, scene| {
        if ui.button("覆盖").clicked() {
            scene.push(Command::Answer(Answer::Replace));
        }
    });
}

/// A draft lies where the report is to be saved: both are named, as one year's is easily put over another's.
fn replace_draft(ui: &mut Ui, scene: &mut Scene<'_>, path: &Path, there: &str, ours: &str) {
    heading(ui, "已有同名文件");
    let name = store::name_of(path);
    let words = if there == ours {
        format!("“{name}”里已经是{there}。覆盖后原有内容存为以前的版本。")
    } else {
        format!("“{name}”里是{there}，现在要存的是{ours}。覆盖后原有内容存为以前的版本。")
    };
    ui.add(egui::Label::new(words).wrap());
    answers(ui, scene, |ui, scene| {
        if ui.button("覆盖").clicked() {
            scene.push(Command::Answer(Answer::Replace));
        }
        if there != ours && ui.button(Action::SaveAs.label()).clicked() {
            scene.push(Command::Answer(Answer::Cancel));
            scene.push(Command::Do(Action::SaveAs));
        }
    });
}

/// Somebody else has written the file: nothing of theirs goes in silence.
fn changed_outside(ui: &mut Ui, scene: &mut Scene<'_>, path: &Path) {
    heading(ui, "文件已被别的程序改过");
    let name = store::name_of(path);
    ui.label(format!(
        "“{name}”打开之后被别的程序改过，窗口里的改动还没有保存。覆盖的话，改过的那一份存为以前的版本。"
    ));
    answers(ui, scene, |ui, scene| {
        if main_answer(ui, "比较两边").clicked() {
            scene.push(Command::Answer(Answer::Cancel));
            scene.push(FileWish::Compare.command(path.to_owned(), Replacing::Ask));
        }
        if ui.button(Action::SaveAs.label()).clicked() {
            scene.push(Command::Answer(Answer::Cancel));
            scene.push(Command::Do(Action::SaveAs));
        }
        if ui.button("覆盖").clicked() {
            scene.push(Command::Answer(Answer::Replace));
        }
    });
}

/// Nobody closed the draft that was opened.
fn go_on(ui: &mut Ui, scene: &mut Scene<'_>, words: &str) {
    heading(ui, "上次没有正常关闭");
    ui.add(egui::Label::new(words).wrap());
    ui.add_space(theme().sizes.rhythm);
    ui.horizontal(|ui| {
        if main_answer(ui, "接着编辑").clicked() {
            scene.push(Command::Answer(Answer::Cancel));
        }
        if ui.button("只看").clicked() {
            scene.push(Command::Answer(Answer::LookOnly));
        }
    });
}

/// The row of buttons, 取消 last.
pub(super) fn answers(ui: &mut Ui, scene: &mut Scene<'_>, buttons: impl FnOnce(&mut Ui, &mut Scene<'_>)) {
    ui.add_space(theme().sizes.rhythm);
    ui.horizontal(|ui| {
        buttons(ui, scene);
        if ui.button("取消").clicked() {
            scene.push(Command::Answer(Answer::Cancel));
        }
    });
}
