//! Questions about the copies that leave the program: what is printed, what is sent up.

use egui::{ComboBox, DragValue, Label, Ui};

use super::{
    preview::bar,
    questions::answers,
    scene::Scene,
    theme::theme,
    widgets::{field_ring, heading, main_answer, note},
};
use crate::{
    app::{Answer, Command, FileAct, PrintAct, View},
    export::{Format, copy::CopyKind},
    store::printers::{MOST_COPIES, Sides},
};

/// What copy is to be printed.
pub(super) fn print(ui: &mut Ui, scene: &mut Scene<'_>) {
    heading(ui, "打印");
    ui.horizontal(|ui| bar::copies(ui, scene));
    let pages = scene.app.printed().map_or_else(String::new, |printed| format!("共{}页。", printed.len()));
    if scene.app.printers().is_empty() {
        note(ui, format!("{pages}送往默认打印机；没有打印机时在PDF阅读器中打开。"));
    } else {
        printer(ui, scene);
        note(ui, pages);
    }
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

/// Which printer, how many copies, on how many sides.
fn printer(ui: &mut Ui, scene: &mut Scene<'_>) {
    let choice = scene.app.print_choice();
    let mut new = choice.clone();
    let sides = scene.app.printer().and_then(|printer| printer.sides);
    ui.horizontal_wrapped(|ui| {
        let caption = ui.label("打印机");
        let shown = choice.printer.clone().unwrap_or_else(|| "选一台".to_owned());
        let list = ComboBox::from_id_salt("printer").selected_text(shown).width(200.0);
        let list = list.show_ui(ui, |ui| {
            for printer in scene.app.printers() {
                let name = if printer.is_default {
                    format!("{}（默认）", printer.name)
                } else {
                    printer.name.clone()
                };
                if ui.selectable_label(choice.printer.as_deref() == Some(&printer.name), name).clicked() {
                    new.printer = Some(printer.name.clone());
                }
            }
        });
        list.response.labelled_by(caption.id);
    });
    ui.horizontal(|ui| {
        let caption = ui.label("份数");
        let copies = ui.add(DragValue::new(&mut new.copies).range(1..=MOST_COPIES)).labelled_by(caption.id);
        field_ring(ui, &copies);
        if sides.is_some() {
            ui.add_space(theme().sizes.rhythm);
            for kind in Sides::ALL {
                if ui.selectable_label(choice.sides == Some(kind), kind.label()).clicked() {
                    new.sides = Some(kind);
                }
            }
        }
    });
    if new != choice {
        // What this printer cannot do is not forgotten for the others.
        new.sides = new.sides.or(scene.app.user.printing.now().sides);
        scene.push(Command::Print(PrintAct::Choose(new)));
    }
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
        if main_answer(ui, "导出为PDF…").clicked() {
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
