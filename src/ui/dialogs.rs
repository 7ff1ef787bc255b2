//! File dialogs, asked on a thread of their own so that the window goes on drawing.
//!
//! `rfd` answers the same for "cancelled" and "there is no dialog to be had". An answer that comes back faster than
//! anybody can press a button is taken for the second, and the window's own file chooser is shown instead. Later than
//! that nobody can tell them apart, and the window offers its chooser: a while after it asked, and after such an answer.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{Receiver, TryRecvError, channel},
    },
    time::{Duration, Instant},
};

use egui::Context;

use crate::app::{App, Command, FileWish, News, Replacing, beside};

/// Nobody cancels a dialog faster than it can open.
const TOO_FAST: Duration = Duration::from_millis(400);

/// After so long without an answer the window offers its own chooser: the dialog may never come.
const PATIENCE: Duration = Duration::from_secs(3);

/// What asks for a file. A test gives the window another than the system's.
pub trait Chooser: Send + Sync {
    /// Asks, and waits for the answer.
    fn choose(&self, asked: Asked) -> Chosen;
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The words over the dialog.
    pub title: &'static str,
    /// Whether a file is to be written: it may be new, and one that is replaced is asked about in the dialog.
    pub to_write: bool,
    /// What the kind of file is called.
    pub kind: &'static str,
    /// The extensions of the files that are listed.
    pub extensions: &'static [&'static str],
    /// Where it begins.
    pub folder: Option<PathBuf>,
    /// The name that is proposed.
    pub name: String,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The file, if one was named.
    pub path: Option<PathBuf>,
    /// How long that took.
    pub took: Duration,
}

impl Asked {
    fn new(wish: &FileWish, app: &App) -> Self {
        Self {
            title: wish.title(),
            to_write: wish.writes(),
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
    fn choose(&self, asked: Asked) -> Chosen {
        let start = Instant::now();
        let mut dialog = rfd::FileDialog::new().add_filter(asked.kind, asked.extensions);
        if let Some(folder) = asked.folder {
            dialog = dialog.set_directory(folder);
        }
        let dialog = dialog.set_file_name(asked.name).set_title(asked.title);
        let path = if asked.to_write { dialog.save_file() } else { dialog.pick_file() };
        Chosen { path, took: start.elapsed() }
    }
}

/// No dialog at all: as if each were cancelled, after a while.
pub(super) struct NoChooser;

impl Chooser for NoChooser {
    fn choose(&self, _: Asked) -> Chosen {
        Chosen { path: None, took: Duration::MAX }
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
    answer: Receiver<Chosen>,
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
        let chosen = match pending.answer.try_recv() {
            Ok(chosen) => chosen,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => Chosen { path: None, took: Duration::ZERO },
        };
        let Pending { wish, .. } = self.open.take()?;
        match chosen.path {
            Some(path) => Some(wish.command(path, Replacing::Agreed)),
            None if chosen.took < TOO_FAST => Some(Command::Heard(News::NoDialog(wish))),
            None => Some(Command::Heard(News::NoFile(wish))),
        }
    }
}

/// Says something in a message box of the system, where it has one, and waits until it has been read.
pub fn tell(sentence: &str) {
    let message = rfd::MessageDialog::new().set_level(rfd::MessageLevel::Error).set_title("年报");
    // Without a box there is nothing more to be done here: whoever tells has said it elsewhere too.
    message.set_description(sentence).set_buttons(rfd::MessageButtons::OkCustom("知道了".to_owned())).show();
}
