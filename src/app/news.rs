//! What is heard from the system: what became of a copy, a print, a file dialog.

use std::path::{Path, PathBuf};

use super::{App, FileWish, Notice, Offer, Question, Wanted, Weight};
use crate::store::{print::NoPrinter, printers::Printer, shown_path};

/// Something the window has heard from the system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Something is on the clipboard.
    Copied {
        /// What it is, as sentences call it.
        what: &'static str,
        /// With its format, and not only as plain text.
        whole: bool,
    },
    /// These are the printers.
    Printers(Vec<Printer>),
    /// The copy went to the printer.
    Printed,
    /// The copy is shown in a viewer instead, as there is no printer.
    InViewer(NoPrinter),
    /// Nothing takes the copy, as this sentence says.
    NoPaper(String),
    /// There are no pages to be printed, as this sentence says.
    NoPages(String),
    /// A second copy was asked for while one is being made.
    PrintBusy,
    /// Nothing was heard of the copy again; only a fault of the program does this.
    PrintLost,
    /// Nothing on this computer opens this file.
    NotShown(PathBuf),
    /// The officer has come back to the window.
    CameBack,
    /// There is no file dialog to be had.
    NoDialog(FileWish),
    /// A file dialog ended without a file.
    NoFile(FileWish),
}

impl App {
    /// Tells the officer, and goes on.
    pub(super) fn hear(&mut self, news: News) {
        match news {
            News::Copied { what, whole: true } => {
                self.desk.whisper(format!("已复制{what}，可粘贴到Word、网页编辑器、表格"));
            }
            News::Copied { what, whole: false } => self
                .desk
                .tell(format!("剪贴板不接受带格式的内容，已复制{what}的纯文字；要带格式可导出网页或Word")),
            News::Printers(printers) => self.printers = printers,
            News::Printed => self.desk.tell(self.printed_words()),
            News::InViewer(instead) => self.desk.tell(in_viewer(instead)),
            News::NoPaper(why) => self.desk.question = Some(Question::NotPrinted(why)),
            News::NoPages(why) => self.desk.fail(why),
            News::PrintBusy => self.desk.tell("上一份还在送去打印，稍后再打印".to_owned()),
            News::PrintLost => {
                self.desk.fail("没有打印：程序出错。草稿没有改动；可以导出PDF，在PDF阅读器中打印".to_owned());
            }
            News::NotShown(path) => self.desk.fail(not_shown(&path)),
            News::CameBack => self.look_outside(),
            News::NoDialog(wish) => self.choose_here(wish),
            News::NoFile(wish) => self.dialog_cancelled(wish),
        }
    }

    /// What waited for the file is off, unless she goes on in the window at once. A dialog that failed ends the same way.
    fn dialog_cancelled(&mut self, wish: FileWish) {
        self.put_off = self.after_save.take();
        let text = "没有选择文件。没有弹出文件对话框的，可以在窗口中选择".to_owned();
        self.desk.notice = Some(Notice { offer: Offer::ChooseHere(wish), ..Notice::new(text, Weight::Told) });
    }

    /// No dialog is to be had, or none is wanted: the window asks itself, and does so from now on in this run.
    pub(super) fn choose_here(&mut self, wish: FileWish) {
        self.after_save = self.after_save.take().or_else(|| self.put_off.take());
        self.chooses_here = true;
        self.desk.wanted.push(Wanted::NoFile);
        self.desk.question = Some(Question::TypePath(wish));
    }
}

impl App {
    /// Whether files are chosen in the window, as the dialogs of the system did not come.
    pub fn chooses_here(&self) -> bool {
        self.chooses_here
    }

    /// Asks the system again, and does so from now on.
    pub(super) fn choose_outside(&mut self, wish: FileWish) {
        self.chooses_here = false;
        self.desk.question = None;
        self.desk.wish(wish);
    }
}

fn in_viewer(instead: NoPrinter) -> String {
    let then = "已在PDF阅读器中打开，在那里打印或另存";
    match instead {
        // Where viewers print, nothing is missing.
        NoPrinter::Absent => then.to_owned(),
        NoPrinter::Refused | NoPrinter::NotThis | NoPrinter::Silent => format!("{}，{then}", instead.words()),
    }
}

fn not_shown(path: &Path) -> String {
    let name = crate::store::name_of(path);
    format!(
        "打不开“{name}”：这台电脑没有打开它的程序，或程序没有应答。文件已经在{}，可以从文件管理器打开，或拷到别的电脑上打开",
        shown_path(path)
    )
}
