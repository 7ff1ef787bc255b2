//! 导出: a file is made and written beside the window, of the report as it was when she asked. She goes on meanwhile, and
//! can take it back as long as nothing is written.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{Receiver, TryRecvError},
    },
    time::{Duration, Instant},
};

use super::{
    App, FileWish, Question, Replacing, Session, Wake, Weight, beside, drives,
    errand::{Errand, ErrandStep},
};
use crate::{
    draft::{Draft, Opened},
    export::{
        ExportError, Format,
        compared::{self, Comparison},
        copy::{CopyKind, CopyOptions},
        pdf,
    },
    form::Form,
    layout::{Faces, Stage},
    store::{self, SaveFault, disk::Disk, drives::Drive, faces::PrintFaces, name_of},
};

/// What is done sooner than this is not worth a line: it would only flash.
const SHOWN_AFTER: Duration = Duration::from_millis(300);

/// A file to be made. It has everything of its own.
struct ExportJob {
    source: ExportSource,
    path: PathBuf,
    replacing: Replacing,
    /// The disk and the drive that can be pulled out, where it goes to one.
    drive: Option<(Arc<dyn Disk>, Drive)>,
}

/// What it is made of.
enum ExportSource {
    Report { form: Arc<Form>, draft: Box<Draft>, format: Format, options: CopyOptions, faces: PrintFaces },
    Comparison(Box<Comparison>),
}

/// Why there is no file.
enum NotExported {
    /// Something has the name that had not been there.
    Exists,
    /// As this sentence says.
    Because(String),
}

/// What became of a file: the drive that it went to, with whether all is on it, or why there is none.
type Exported = Result<Option<(Drive, bool)>, NotExported>;

/// A file that is being made.
pub struct PendingExport {
    wish: FileWish,
    path: PathBuf,
    /// What was still open in the report, as one phrase.
    open: Option<String>,
    since: Instant,
    answer: Receiver<Exported>,
    errand: Arc<Errand>,
    /// The report it is made of is no longer the one that is open.
    elsewhere: bool,
}

impl ExportJob {
    fn run(&self, errand: &Errand) -> Result<Option<(Drive, bool)>, NotExported> {
        let bytes = self.source.make(errand, &self.path).map_err(|e| NotExported::Because(e.to_string()))?;
        if !errand.begin_to_write() {
            // Nobody hears it any more.
            return Err(NotExported::Because(String::new()));
        }
        match store::write_export(&self.path, &bytes, self.replacing == Replacing::Agreed) {
            Ok(()) => Ok(self.settled()),
            Err(error) if matches!(error.fault, SaveFault::Exists) => Err(NotExported::Exists),
            Err(error) => Err(NotExported::Because(error.to_string())),
        }
    }
}

impl ExportJob {
    /// The drive that it went to, with whether all is on it.
    fn settled(&self) -> Option<(Drive, bool)> {
        let (disk, drive) = self.drive.as_ref()?;
        Some((drive.clone(), drives::settle(&**disk, drive)))
    }

    fn new(source: ExportSource, path: PathBuf, replacing: Replacing, app: &App) -> Self {
        let drive = app.drive_of(&path).map(|drive| (app.user.data().shared_disk().clone(), drive));
        Self { source, path, replacing, drive }
    }
}

impl ExportSource {
    fn make(&self, errand: &Errand, path: &Path) -> Result<Vec<u8>, ExportError> {
        match self {
            Self::Report { form, draft, format, options, faces } => {
                format.make_before(Opened::bound(form, draft), *options, faces.faces(), errand)
            }
            Self::Comparison(comparison) if is_page(path) => Ok(compared::page(comparison).into_bytes()),
            Self::Comparison(comparison) => Ok(pdf::comparison_before(comparison, Faces::bundled(), errand)?),
        }
    }
}

/// The ending of the name decides what a comparison is.
fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("html"))
}

impl PendingExport {
    /// The file it is made for.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How long until it is worth a line; nothing once it is.
    pub fn shown_in(&self) -> Duration {
        SHOWN_AFTER.saturating_sub(self.since.elapsed())
    }

    /// Whether it can still be taken back.
    pub fn can_be_taken_back(&self) -> bool {
        self.errand.step() != ErrandStep::Writing
    }

    /// What is said of it, with how far it is.
    pub fn words(&self) -> String {
        let name = name_of(&self.path);
        match self.errand.step() {
            ErrandStep::Making(Stage::Setting) => format!("正在导出“{name}”：排版"),
            ErrandStep::Making(Stage::Written(page, pages)) => {
                format!("正在导出“{name}”：第{}页，共{pages}页", (page + 1).min(pages))
            }
            ErrandStep::Making(Stage::Closing) => format!("正在导出“{name}”：压缩"),
            ErrandStep::Writing | ErrandStep::TakenBack => format!("正在导出“{name}”：写入"),
        }
    }

    /// What came of it, once that is known.
    fn done(&self) -> Option<Exported> {
        match self.answer.try_recv() {
            Ok(done) => Some(done),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                let name = name_of(&self.path);
                let why = format!("“{name}”没有导出：程序出错。草稿没有改动；可以换一种格式导出");
                Some(Err(NotExported::Because(why)))
            }
        }
    }
}

impl Drop for PendingExport {
    /// What nobody waits for any more ends soon, and writes nothing.
    fn drop(&mut self) {
        self.errand.take_back();
    }
}

impl App {
    /// The files that are being made.
    pub fn exporting(&self) -> &[PendingExport] {
        &self.exporting
    }

    pub(super) fn export_to(&mut self, format: Format, kind: CopyKind, path: PathBuf, replacing: Replacing) {
        let Some(Session { document, preview, .. }) = &self.session else { return };
        let options = match kind {
            CopyKind::Publication => CopyOptions::default(),
            CopyKind::SignOff => document.copy_options(kind, preview.watermark),
        };
        let source = ExportSource::Report {
            form: document.form().clone(),
            draft: Box::new(document.draft().clone()),
            format,
            options,
            faces: self.user.faces(),
        };
        let job = ExportJob::new(source, path, replacing, self);
        self.export(FileWish::Export(format, kind), job);
    }

    pub(super) fn export_comparison(&mut self, path: PathBuf, replacing: Replacing) {
        let Some(comparison) = self.session.as_ref().and_then(Session::comparison) else { return };
        let source = ExportSource::Comparison(Box::new(comparison.clone()));
        let job = ExportJob::new(source, path, replacing, self);
        self.export(FileWish::PrintComparison, job);
    }

    /// Begins to make a file; asks first where one would be replaced unasked, and not after all the work.
    fn export(&mut self, wish: FileWish, job: ExportJob) {
        if job.replacing == Replacing::Ask && job.path.is_file() {
            self.desk.question = Some(Question::Replace(wish, job.path));
            return;
        }
        // She wants it as it is now: one that is still being made for this name is not.
        self.exporting.retain(|pending| pending.path != job.path || !pending.errand.take_back());
        let open = self.document().and_then(super::Document::still_open);
        let (path, errand) = (job.path.clone(), Arc::new(Errand::default()));
        let theirs = errand.clone();
        match beside("exporting", wakes(self.wake.clone()), move || job.run(&theirs)) {
            Ok(answer) => {
                let since = Instant::now();
                self.exporting.push(PendingExport {
                    wish,
                    path,
                    open,
                    since,
                    answer,
                    errand,
                    elsewhere: false,
                });
            }
            Err(_) => self.desk.fail(format!("系统太忙，“{}”没有导出。稍后再试", name_of(&path))),
        }
    }

    /// Takes an export back: nothing is written. Once it is being written it is too late, and it ends as it ends.
    pub(super) fn stop_export(&mut self, path: &Path) {
        let before = self.exporting.len();
        self.exporting.retain(|pending| pending.path != path || !pending.errand.take_back());
        if self.exporting.len() < before {
            self.desk.whisper(format!("没有导出“{}”", name_of(path)));
        }
    }

    /// Takes all of them back but what is being written.
    pub(super) fn stop_exports(&mut self) {
        self.exporting.retain(|pending| !pending.errand.take_back());
    }

    /// Another report comes on the page, or none: what is being made goes on, and is not asked about any more.
    pub(super) fn leave_exports(&mut self) {
        self.exporting.iter_mut().for_each(|pending| pending.elsewhere = true);
    }

    /// Says what came of those that are done.
    pub(super) fn poll_exports(&mut self) {
        let mut at = 0;
        while let Some(pending) = self.exporting.get(at) {
            match pending.done() {
                Some(done) => {
                    let pending = self.exporting.remove(at);
                    self.take_export(&pending, done);
                }
                None => at += 1,
            }
        }
        if self.exporting.is_empty()
            && self.to_leader.is_none()
            && self.desk.question == Some(Question::Exporting)
        {
            self.go_on(super::Next::Quit);
        }
    }

    /// Adds to what was said when the drive may be pulled out that a file went to.
    fn say_when_to_pull(&mut self, drive: Option<(Drive, bool)>) {
        let Some((drive, is_settled)) = drive else { return };
        let words = drives::pulling(&drive, is_settled, self.is_in_use(&drive));
        if let Some(notice) = &mut self.desk.notice {
            notice.text = format!("{}。{words}", notice.text);
        }
    }

    fn take_export(&mut self, pending: &PendingExport, done: Exported) {
        let path = &pending.path;
        match done {
            Ok(drive) => {
                self.desk.tell_exported(path, pending.open.as_deref());
                self.say_when_to_pull(drive);
                if pending.shown_in().is_zero() {
                    // She has been doing something else meanwhile: it is not to go with her next letter.
                    self.desk.notice.iter_mut().for_each(|notice| notice.weight = Weight::Lasting);
                }
                return;
            }
            Err(NotExported::Exists) if !pending.elsewhere => {
                self.desk.question = Some(Question::Replace(pending.wish.clone(), path.clone()));
                return;
            }
            Err(NotExported::Exists) => {
                self.desk.fail(format!("“{}”已存在，没有覆盖。回到那份报告再导出", name_of(path)));
            }
            Err(NotExported::Because(why)) => self.desk.fail(why),
        }
        // The window was to close once the file is there.
        self.desk.question.take_if(|question| *question == Question::Exporting);
    }
}

/// What wakes the window, as work beside it takes it.
pub(super) fn wakes(wake: Option<Wake>) -> impl FnOnce() + Send + 'static {
    move || wake.into_iter().for_each(|wake| wake())
}
