//! File dialogs, asked on a thread of their own so that the window goes on drawing.
//!
//! `rfd` answers the same for "cancelled" and "there is no dialog to be had", and nobody can tell them apart. So nothing
//! is guessed: a while after it asked, and after such an answer, the window offers its own chooser; once she has taken
//! that, it is shown at once for the rest of the run.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{Receiver, TryRecvError, channel},
    },
    time::Duration,
};

use egui::Context;

use crate::app::{App, Command, FileWish, News, Replacing, beside};

/// After so long without an answer the window offers its own chooser: the dialog may never come.
const PATIENCE: Duration = Duration::from_secs(3);

/// What asks for a file. A test gives the window another than the system's.
pub trait Chooser: Send + Sync {
    /// Asks, and waits for the answer: the file, if one was named.
    fn choose(&self, asked: Asked) -> Option<PathBuf>;
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The words over the dialog.
    pub title: &'static str,
    /// What is to be named.
    pub what: AskedFor,
    /// What the kind of file is called.
    pub kind: &'static str,
    /// The extensions of the files that are listed.
    pub extensions: &'static [&'static str],
    /// Where it begins.
    pub folder: Option<PathBuf>,
    /// The name that is proposed.
    pub name: String,
}

/// What is to be named in a dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedFor {
    /// A file that there is.
    Existing,
    /// A file to be written: it may be new, and one that is replaced is asked about in the dialog.
    New,
    /// A folder.
    Folder,
}

impl AskedFor {
    fn of(wish: &FileWish) -> Self {
        match wish {
            FileWish::ToLeader => Self::Folder,
            wish if wish.writes() => Self::New,
            _ => Self::Existing,
        }
    }
}

impl Asked {
    fn new(wish: &FileWish, app: &App) -> Self {
        Self {
            title: wish.title(),
            what: AskedFor::of(wish),
            kind: wish.kind(),
            extensions: wish.extensions(),
            folder: app.usual_folder(),
            name: app.usual_name(wish),
        }
    }
}

/// The dialog of the system.
pub(super) struct SystemChooser;

impl Chooser for SystemChooser {
    fn choose(&self, asked: Asked) -> Option<PathBuf> {
        let mut dialog = rfd::FileDialog::new().add_filter(asked.kind, asked.extensions);
        if let Some(folder) = asked.folder {
            dialog = dialog.set_directory(folder);
        }
        let dialog = dialog.set_file_name(asked.name).set_title(asked.title);
        match asked.what {
            AskedFor::Existing => dialog.pick_file(),
            AskedFor::New => dialog.save_file(),
            AskedFor::Folder => dialog.pick_folder(),
        }
    }
}

/// No dialog at all: as if each were cancelled.
pub(super) struct NoChooser;

impl Chooser for NoChooser {
    fn choose(&self, _: Asked) -> Option<PathBuf> {
        None
    }
}

/// The dialog that is open, if one is.
pub(super) struct Dialogs {
    chooser: Arc<dyn Chooser>,
    open: Option<Pending>,
}

struct Pending {
    wish: FileWish,
    /// When it was asked, in seconds of the window's clock.
    since: f64,
    answer: Receiver<Option<PathBuf>>,
}

impl Dialogs {
    /// Dialogs of this kind.
    pub(super) fn new(chooser: Arc<dyn Chooser>) -> Self {
        Self { chooser, open: None }
    }

    /// Whether one is open.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Opens a dialog; a second one while one is open is not asked.
    pub(super) fn ask(&mut self, ctx: &Context, wish: FileWish, app: &App) {
        if self.is_open() {
            return;
        }
        let (asked, chooser, waked) = (Asked::new(&wish, app), self.chooser.clone(), ctx.clone());
        let answer = beside("file dialog", move || waked.request_repaint(), move || chooser.choose(asked));
        // Without a thread there is a closed channel, which `poll` takes for "no dialog".
        let answer = answer.unwrap_or_else(|_| channel().1);
        self.open = Some(Pending { wish, since: ctx.input(|i| i.time), answer });
        ctx.request_repaint_after(PATIENCE);
    }

    /// What a dialog was asked for that has not answered for a while: the officer may be looking for it.
    pub(super) fn awaited(&self, ctx: &Context) -> Option<&FileWish> {
        let pending = self.open.as_ref()?;
        let waited = Duration::from_secs_f64((ctx.input(|i| i.time) - pending.since).max(0.0));
        let left = PATIENCE.saturating_sub(waited);
        if !left.is_zero() {
            // Again: egui wakes a frame early.
            ctx.request_repaint_after(left);
            return None;
        }
        Some(&pending.wish)
    }

    /// Waits no longer; what is still answered counts for nothing.
    pub(super) fn give_up(&mut self) {
        self.open = None;
    }

    /// Looks whether the dialog has been answered.
    pub(super) fn poll(&mut self) -> Option<Command> {
        let pending = self.open.as_ref()?;
        let chosen = pending.answer.try_recv();
        if chosen == Err(TryRecvError::Empty) {
            return None;
        }
        let Pending { wish, .. } = self.open.take()?;
        Some(match chosen {
            Ok(Some(path)) => wish.command(path, Replacing::Agreed),
            Ok(None) => Command::Heard(News::NoFile(wish)),
            Err(_) => Command::Heard(News::NoDialog(wish)),
        })
    }
}

/// Says something in a message box of the system, where it has one, and waits until it has been read.
pub fn tell(sentence: &str) {
    let message = rfd::MessageDialog::new().set_level(rfd::MessageLevel::Error).set_title("年报");
    // Without a box there is nothing more to be done here: whoever tells has said it elsewhere too.
    message.set_description(sentence).set_buttons(rfd::MessageButtons::OkCustom("知道了".to_owned())).show();
}
