//! Published reports and ledgers are read beside the window, which goes on drawing and can stop waiting for them.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{Receiver, TryRecvError},
    },
};

use super::{
    App, Document, Question, beside,
    collating::{CopyToRead, ReadCopy},
    exporting::wakes,
};
use crate::{
    apart::{self, Waited, Waiting},
    collate::Purpose,
    import::{self, Imported},
    ledger::{self, Worksheet},
    store::{self, name_of},
};

/// What pasted text is called.
const PASTED: &str = "粘贴的文字";
/// What a pasted ledger is called.
const PASTED_LEDGER: &str = "粘贴的台账";
/// What a pasted copy is called.
const PASTED_COPY: &str = "粘贴的报告";

/// Wakes the window when there is something new to draw.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// A file or pasted text that is being read.
pub(super) struct PendingRead {
    name: String,
    answer: Receiver<Result<Read, String>>,
    /// It is about the report that is open, and goes with it.
    of_session: bool,
    /// Let go with the rest: then whoever reads stops.
    _waiting: Waiting,
}

/// What is read out of it.
enum ReadKind {
    Report,
    Ledger,
    /// A copy of the report that is open.
    Copy(CopyToRead),
}

/// What was read.
enum Read {
    Report(Box<Imported>),
    Ledger(Worksheet),
    Copy(Box<ReadCopy>),
}

enum ReadSource {
    File(PathBuf),
    Text(String),
}

impl App {
    /// The name of the published report or ledger that is being read, if one is.
    pub fn reading(&self) -> Option<&str> {
        self.reading.as_ref().map(|r| r.name.as_str())
    }

    /// What wakes the window when something is ready.
    pub fn wake_with(&mut self, wake: Wake) {
        self.wake = Some(wake);
    }

    pub(super) fn read_file(&mut self, path: &Path) {
        self.read(name_of(path), ReadSource::File(path.to_owned()), ReadKind::Report);
    }

    pub(super) fn read_text(&mut self, text: String) {
        self.read(PASTED.to_owned(), ReadSource::Text(text), ReadKind::Report);
    }

    pub(super) fn read_ledger(&mut self, path: &Path) {
        self.read(name_of(path), ReadSource::File(path.to_owned()), ReadKind::Ledger);
    }

    pub(super) fn read_ledger_text(&mut self, text: String) {
        self.read(PASTED_LEDGER.to_owned(), ReadSource::Text(text), ReadKind::Ledger);
    }

    /// Reads a copy of the report that is open, to hold it against that.
    pub(super) fn read_copy(&mut self, purpose: Purpose, path: &Path) {
        if let Some(copy) = self.copy_to_read(purpose) {
            self.read(name_of(path), ReadSource::File(path.to_owned()), ReadKind::Copy(copy));
        }
    }

    pub(super) fn read_copy_text(&mut self, purpose: Purpose, text: String) {
        if let Some(copy) = self.copy_to_read(purpose) {
            self.read(PASTED_COPY.to_owned(), ReadSource::Text(text), ReadKind::Copy(copy));
        }
    }

    /// A copy of a report that leaves the window is of no use to the next.
    pub(super) fn let_copy_go(&mut self) {
        self.reading.take_if(|reading| reading.of_session);
    }

    fn read(&mut self, name: String, source: ReadSource, kind: ReadKind) {
        let wake = wakes(self.wake.clone());
        let called = name.clone();
        let waiting = Waiting::default();
        let waited = waiting.seen();
        let of_session = matches!(kind, ReadKind::Copy(_));
        match beside("reading", wake, move || read(&called, &source, kind, &waited)) {
            Ok(answer) => {
                self.reading = Some(PendingRead { name, answer, of_session, _waiting: waiting });
            }
            Err(_) => self.desk.fail(format!("系统太忙，“{name}”没有读入，文件没有改动。稍后再试")),
        }
    }

    /// Stops waiting for it, and so ends it. What was read is thrown away; nothing was changed.
    pub(super) fn stop_reading(&mut self) {
        if let Some(PendingRead { name, .. }) = self.reading.take() {
            self.desk.whisper(format!("没有读入“{name}”"));
        }
    }

    /// A report that does not say its year cannot be gone on from: it is asked for.
    pub(super) fn ask_for_the_year(&mut self) {
        if self.document().is_some_and(|d| d.report().year == 0) {
            self.desk.question = Some(Question::YearOfReport);
        }
    }

    /// Takes what has been read and made meanwhile.
    pub fn poll(&mut self) {
        self.poll_exports();
        self.poll_recent();
        self.poll_to_leader();
        self.poll_drives();
        self.poll_reading();
    }

    fn poll_reading(&mut self) {
        let Some(PendingRead { answer, .. }) = &self.reading else { return };
        let answer = match answer.try_recv() {
            Ok(answer) => answer,
            Err(TryRecvError::Empty) => return,
            Err(TryRecvError::Disconnected) => Err("没有读完，文件没有改动。换一种格式再试".to_owned()),
        };
        let Some(PendingRead { name, .. }) = self.reading.take() else { return };
        match answer {
            Ok(Read::Report(imported)) => {
                self.show_document(Document::imported(*imported, name));
                self.ask_for_the_year();
                self.hand_over();
            }
            Ok(Read::Ledger(sheet)) => self.take_ledger(name, sheet),
            Ok(Read::Copy(copy)) => self.take_copy_read(name, *copy),
            Err(sentence) => {
                self.desk.fail(sentence);
                self.say_what_stayed();
            }
        }
    }
}

fn read(name: &str, source: &ReadSource, kind: ReadKind, waited: &Waited) -> Result<Read, String> {
    let most = match kind {
        ReadKind::Report | ReadKind::Copy(_) => import::MAX_BYTES,
        ReadKind::Ledger => ledger::MAX_BYTES,
    };
    let bytes = match source {
        ReadSource::File(path) => &store::read_import(path, most).map_err(|e| e.to_string())?,
        ReadSource::Text(text) => text.as_bytes(),
    };
    match kind {
        ReadKind::Report => match apart::report(bytes, None, waited) {
            Ok(imported) if imported.is_no_report() => {
                Err(format!("“{name}”不像年度报告，没有读入，什么都没有改动。复制整篇报告，从标题到最后一节"))
            }
            Ok(imported) => Ok(Read::Report(Box::new(imported))),
            Err(error) => Err(format!("“{name}”{error}")),
        },
        ReadKind::Ledger => {
            apart::ledger(bytes, waited).map(Read::Ledger).map_err(|error| format!("“{name}”{error}"))
        }
        ReadKind::Copy(copy) => copy.read(name, bytes, waited).map(|read| Read::Copy(Box::new(read))),
    }
}
