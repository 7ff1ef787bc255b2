//! What the window uses of the system: file dialogs, the clipboard, the printer. A test gives it others.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{Receiver, TryRecvError},
    },
    time::Duration,
};

use egui::Context;

use super::dialogs::{Chooser, Dialogs, NoChooser, SystemChooser};
use crate::{
    app::{App, Clip, Command, FileWish, News, NotPrinted, PrintJob, PrintOutcome, beside},
    store::{
        print::{Handed, Kept, PrintError, Programs},
        printers::{self, Printer},
    },
};

/// What formatted text is put on.
pub trait Board {
    /// Puts it there; whether that was done.
    fn put(&mut self, html: &str, plain: &str) -> bool;
}

/// The clipboard of the system. Held as long as the window: on X11 what was copied goes with its owner.
#[derive(Default)]
struct SystemBoard(Option<arboard::Clipboard>);

impl Board for SystemBoard {
    fn put(&mut self, html: &str, plain: &str) -> bool {
        if self.0.is_none() {
            self.0 = arboard::Clipboard::new().ok();
        }
        self.0.as_mut().is_some_and(|board| board.set().html(html, Some(plain)).is_ok())
    }
}

/// A clipboard that takes no formatted text.
struct NoBoard;

impl Board for NoBoard {
    fn put(&mut self, _: &str, _: &str) -> bool {
        false
    }
}

/// File dialogs, the clipboard and the printer.
pub struct Outside {
    dialogs: Dialogs,
    board: Box<dyn Board>,
    /// What prints; nothing does where there are none.
    programs: Option<Programs>,
    /// The copy that is being handed over.
    printing: Option<Receiver<PrintOutcome>>,
    /// The printers that are being looked for.
    printers: Option<Receiver<Vec<Printer>>>,
    /// What is being opened in another program, with whether that was done.
    showing: Option<(PathBuf, Receiver<bool>)>,
    /// Files that a viewer shows or prints; they are removed when the program ends.
    kept: Vec<Kept>,
}

impl Outside {
    /// The file dialogs, the clipboard and the printer of this computer.
    pub fn system() -> Self {
        let own =
            Self::none().with_dialogs(Arc::new(SystemChooser)).with_board(Box::<SystemBoard>::default());
        own.with_programs(Programs::default())
    }

    /// Nothing of a system: every dialog is cancelled, and nothing is printed.
    pub fn none() -> Self {
        Self {
            dialogs: Dialogs::new(Arc::new(NoChooser)),
            board: Box::new(NoBoard),
            programs: None,
            printing: None,
            printers: None,
            showing: None,
            kept: Vec::new(),
        }
    }

    /// Takes other file dialogs.
    #[must_use]
    pub fn with_dialogs(mut self, chooser: Arc<dyn Chooser>) -> Self {
        self.dialogs = Dialogs::new(chooser);
        self
    }

    /// Takes another clipboard.
    #[must_use]
    pub fn with_board(mut self, board: Box<dyn Board>) -> Self {
        self.board = board;
        self
    }

    /// Takes other programs to print with.
    #[must_use]
    pub fn with_programs(mut self, programs: Programs) -> Self {
        self.programs = Some(programs);
        self
    }

    /// Whether a file dialog is open.
    pub(super) fn asks(&self) -> bool {
        self.dialogs.is_open()
    }

    /// Asks for a file.
    pub(super) fn ask(&mut self, ctx: &Context, wish: FileWish, app: &App) {
        self.dialogs.ask(ctx, wish, app);
    }

    /// What a file dialog was asked for that has not answered for a while.
    pub(super) fn awaited(&self, ctx: &Context) -> Option<&FileWish> {
        self.dialogs.awaited(ctx)
    }

    /// Waits no longer for the file dialog.
    pub(super) fn give_up(&mut self) {
        self.dialogs.give_up();
    }

    /// Puts something on the clipboard, as plain text where no more can be had.
    pub(super) fn copy(&mut self, ctx: &Context, clip: Clip) -> News {
        let whole = self.board.put(&clip.html, &clip.plain);
        if !whole {
            ctx.copy_text(clip.plain);
        }
        News::Copied { what: clip.what, whole }
    }

    /// Prints on a thread of its own; a second copy while one is on its way is not begun.
    pub(super) fn print(&mut self, ctx: &Context, job: PrintJob) -> Option<News> {
        if self.printing.is_some() {
            return Some(News::PrintBusy);
        }
        let programs = self.programs.clone()?;
        let ctx = ctx.clone();
        match beside("printing", move || ctx.request_repaint(), move || job.run(&programs)) {
            Ok(printed) => self.printing = Some(printed),
            Err(error) => return Some(self.handed(Err(PrintError::File(error).into()))),
        }
        None
    }

    /// Looks which printers there are, on a thread of its own. Without one it is printed as if there were none to choose.
    pub(super) fn look_for_printers(&mut self, ctx: &Context) {
        let Some(programs) = self.programs.clone() else { return };
        let ctx = ctx.clone();
        let found = beside("printers", move || ctx.request_repaint(), move || printers::list(&programs));
        self.printers = found.ok();
    }

    fn poll_printers(&mut self) -> Option<News> {
        match self.printers.as_ref()?.try_recv() {
            Err(TryRecvError::Empty) => None,
            found => {
                self.printers = None;
                found.ok().map(News::Printers)
            }
        }
    }

    /// Opens a file or folder in the program that is set for it, on a thread of its own.
    pub(super) fn show(&mut self, ctx: &Context, path: PathBuf) -> Option<News> {
        let programs = self.programs.clone()?;
        let (ctx, shown) = (ctx.clone(), path.clone());
        match beside("opening", move || ctx.request_repaint(), move || programs.show(&shown)) {
            Ok(answer) => self.showing = Some((path, answer)),
            Err(_) => return Some(News::NotShown(path)),
        }
        None
    }

    fn poll_showing(&mut self) -> Option<News> {
        let (_, answer) = self.showing.as_ref()?;
        let shown = match answer.try_recv() {
            Err(TryRecvError::Empty) => return None,
            Ok(shown) => shown,
            Err(TryRecvError::Disconnected) => false,
        };
        let (path, _) = self.showing.take()?;
        (!shown).then_some(News::NotShown(path))
    }

    /// Looks whether a dialog has been answered, and whether the copy has been handed over.
    pub(super) fn poll(&mut self) -> Vec<Command> {
        let printing = self.poll_printers().into_iter().chain(self.poll_printing());
        let news = printing.chain(self.poll_showing());
        let news: Vec<Command> = news.map(Command::Heard).collect();
        news.into_iter().chain(self.dialogs.poll()).collect()
    }

    fn poll_printing(&mut self) -> Option<News> {
        let news = match self.printing.as_ref()?.try_recv() {
            Ok(printed) => self.handed(printed),
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => News::PrintLost,
        };
        self.printing = None;
        Some(news)
    }

    /// What became of the copy; the file that a viewer shows or prints is kept.
    fn handed(&mut self, printed: PrintOutcome) -> News {
        match printed {
            Ok(Handed::Printer(file)) => {
                self.kept.extend(file);
                News::Printed
            }
            Ok(Handed::Viewer { instead, file }) => {
                self.kept.push(file);
                News::InViewer(instead)
            }
            Err(NotPrinted::Paper(error)) => News::NoPaper(error.to_string()),
            Err(error) => News::NoPages(error.to_string()),
        }
    }
}

impl Drop for Outside {
    /// Waits a moment for the copy that is on its way, so that its file is not left behind.
    fn drop(&mut self) {
        if let Some(printing) = self.printing.take() {
            drop(printing.recv_timeout(Duration::from_secs(5)));
        }
    }
}
