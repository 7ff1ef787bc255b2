//! Questions about the copies that leave the program: what is printed, what is sent up.

use egui::{Label, Ui};

use super::{
    preview::bar,
    questions::answers,
    scene::Scene,
    widgets::{heading, main_answer, note},
};
use crate::{
    app::{Answer, Command, FileAct, PrintAct, View},
    export::{Format, copy::CopyKind},
};

/// What copy is to be printed.
pub(super) fn print(ui: &mut Ui, scene: &mut Scene<'_>) {
    heading(ui, "打印");
    ui.horizontal(|ui| bar::copies(ui, scene));
    let pages =
        scene.app.printed().map_or_else(String::new, |printed| format!("共{}页。", printed.pages.len()));
    note(ui, format!("{pages}送往默认打印机；没有打印机时在PDF阅读器中打开。"));
    answers(ui, scene, |ui, scene| {
        if main_answer(ui, "打印").clicked() {
            scene.push(Command::Print(PrintAct::Print));
        }
        if ui.button("预览").clicked() {
            scene.push(Command::Answer(Answer::Cancel));
            scene.push(Command::Show(View::Preview));
        }
    });
}

/// What a copy to be sent up is to bear.
pub(super) fn sign_off(ui: &mut Ui, scene: &mut Scene<'_>) {
    heading(ui, "导出送审稿");
    let Some(document) = scene.app.document() else { return };
    let (number, print) = (document.draft().version_number(), document.report().fingerprint().short());
    let words =
        format!("送审第{number}稿：首页为送审单，各页页脚印文稿指纹 {print}，文末留署名、日期和盖章处。");
    ui.add(Label::new(words).wrap());
    bar::watermark(ui, scene);
    answers(ui, scene, |ui, scene| {
        if main_answer(ui, "导出…").clicked() {
            scene.push(Command::File(FileAct::Export(Format::Pdf, CopyKind::SignOff)));
        }
        if ui.button("导出为OFD…").clicked() {
            scene.push(Command::File(FileAct::Export(Format::Ofd, CopyKind::SignOff)));
        }
        if ui.button("预览").clicked() {
            scene.push(Command::Answer(Answer::Cancel));
            scene.push(Command::Preview(crate::app::PreviewAct::Copy(CopyKind::SignOff)));
            scene.push(Command::Show(View::Preview));
        }
    });
}

/// Nothing could be printed.
pub(super) fn not_printed(ui: &mut Ui, scene: &mut Scene<'_>, why: &str) {
    heading(ui, "没有打印");
    ui.add(Label::new(why).wrap());
    answers(ui, scene, |ui, scene| {
        if main_answer(ui, "另存为PDF…").clicked() {
            scene.push(Command::Print(PrintAct::KeepUnprinted));
        }
    });
}
