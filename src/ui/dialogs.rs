//! File dialogs of the system, asked on a thread of their own so that the window goes on drawing.
//!
//! `rfd` answers the same for "cancelled" and "there is no dialog to be had". An answer that comes back faster than
//! anybody can press a button is taken for the second, and a field for the path is shown instead.

use std::{
    path::PathBuf,
    sync::mpsc::{Receiver, TryRecvError, channel},
    time::{Duration, Instant},
};

use egui::Context;

use crate::app::{App, Command, FileWish, Question, Replacing, beside};

/// Nobody cancels a dialog faster than it can open.
const TOO_FAST: Duration = Duration::from_millis(400);

/// The dialog that is open, if one is.
#[derive(Default)]
pub(super) struct Dialogs {
    open: Option<Pending>,
    /// No dialog is ever shown: each is cancelled at once.
    pub(super) off: bool,
}

struct Pending {
    wish: FileWish,
    answer: Receiver<Answer>,
}

struct Answer {
    path: Option<PathBuf>,
    took: Duration,
}

impl Dialogs {
    /// Opens a dialog; a second one while one is open is not asked.
    pub(super) fn ask(&mut self, ctx: &Context, wish: FileWish, app: &App) {
        if self.open.is_some() || self.off {
            return;
        }
        let dialog = dialog(&wish, app);
        let ctx = ctx.clone();
        let for_thread = wish.clone();
        let asked = beside(
            "file dialog",
            move || ctx.request_repaint(),
            move || {
                let start = Instant::now();
                let path = pick(&for_thread, dialog);
                Answer { path, took: start.elapsed() }
            },
        );
        // Without a thread there is a closed channel, which `poll` takes for "no dialog".
        let answer = asked.unwrap_or_else(|_| channel().1);
        self.open = Some(Pending { wish, answer });
    }

    /// Looks whether the dialog has been answered.
    pub(super) fn poll(&mut self, app: &mut App) -> Option<Command> {
        let pending = self.open.as_ref()?;
        let answer = match pending.answer.try_recv() {
            Ok(answer) => answer,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => Answer { path: None, took: Duration::ZERO },
        };
        let Pending { wish, .. } = self.open.take()?;
        match answer.path {
            Some(path) => Some(wish.command(path, Replacing::Agreed)),
            None if answer.took < TOO_FAST => {
                app.question = Some(Question::TypePath(wish));
                None
            }
            None => {
                app.dialog_cancelled();
                None
            }
        }
    }
}

/// Says something in a message box of the system, where it has one, and waits until it has been read.
pub fn tell(sentence: &str) {
    let message = rfd::MessageDialog::new().set_level(rfd::MessageLevel::Error).set_title("年报");
    // Without a box there is nothing more to be done here: whoever tells has said it elsewhere too.
    message.set_description(sentence).set_buttons(rfd::MessageButtons::OkCustom("知道了".to_owned())).show();
}

fn dialog(wish: &FileWish, app: &App) -> rfd::FileDialog {
    let mut dialog = rfd::FileDialog::new().add_filter(wish.kind(), wish.extensions());
    if let Some(folder) = app.usual_folder() {
        dialog = dialog.set_directory(folder);
    }
    dialog.set_file_name(app.usual_name(wish))
}

fn pick(wish: &FileWish, dialog: rfd::FileDialog) -> Option<PathBuf> {
    match wish {
        FileWish::Open => dialog.set_title("打开草稿或公布的报告").pick_file(),
        FileWish::Last => dialog.set_title("上年的草稿或公布的报告").pick_file(),
        FileWish::Save => dialog.set_title("保存草稿").save_file(),
        FileWish::Ledger => dialog.set_title("打开台账").pick_file(),
        FileWish::Compare => dialog.set_title("与哪一份草稿比较").pick_file(),
        FileWish::Export(_) | FileWish::PrintComparison => dialog.set_title("导出").save_file(),
    }
}
