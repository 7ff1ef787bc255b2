//! Published reports are read beside the window, which goes on drawing and can stop waiting for them.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{Receiver, Sender, TryRecvError, channel},
    },
    thread,
};

use super::{App, Document};
use crate::{
    import::{self, Hint, Imported},
    store::{self, name_of},
};

/// What pasted text is called.
const PASTED: &str = "粘贴的文字";

/// Wakes the window when there is something new to draw.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// A report that is being read.
pub(super) struct Reading {
    name: String,
    answer: Receiver<Result<Imported, String>>,
}

enum Source {
    File(PathBuf),
    Text(String),
}

impl App {
    /// The name of the published report that is being read, if one is.
    pub fn reading(&self) -> Option<&str> {
        self.reading.as_ref().map(|r| r.name.as_str())
    }

    /// What wakes the window when something is ready.
    pub fn wake_with(&mut self, wake: Wake) {
        self.wake = Some(wake);
    }

    pub(super) fn read_file(&mut self, path: &Path) {
        self.read(name_of(path), Source::File(path.to_owned()));
    }

    pub(super) fn read_text(&mut self, text: String) {
        self.read(PASTED.to_owned(), Source::Text(text));
    }

    fn read(&mut self, name: String, source: Source) {
        let (send, answer) = channel();
        let wake = self.wake.clone();
        let started = thread::Builder::new()
            .name("reading a report".to_owned())
            .spawn(move || run(&source, &send, wake.as_ref()));
        match started {
            Ok(_) => self.reading = Some(Reading { name, answer }),
            Err(_) => self.fail(format!("系统太忙，“{name}”没有读入，文件没有改动。稍后再试")),
        }
    }

    /// Stops waiting for it. What was read is thrown away; nothing was changed.
    pub(super) fn stop_reading(&mut self) {
        if let Some(Reading { name, .. }) = self.reading.take() {
            self.whisper(format!("没有读入“{name}”"));
        }
    }

    /// Takes what has been read meanwhile.
    pub fn poll(&mut self) {
        let Some(Reading { answer, .. }) = &self.reading else { return };
        let answer = match answer.try_recv() {
            Ok(answer) => answer,
            Err(TryRecvError::Empty) => return,
            Err(TryRecvError::Disconnected) => Err("没有读完，文件没有改动。换一种格式再试".to_owned()),
        };
        let Some(Reading { name, .. }) = self.reading.take() else { return };
        match answer {
            Ok(imported) => self.show_document(Document::imported(imported, name)),
            Err(sentence) => self.fail(sentence),
        }
    }
}

fn run(source: &Source, answer: &Sender<Result<Imported, String>>, wake: Option<&Wake>) {
    // Nobody listens any more once the officer has stopped waiting.
    let _ = answer.send(imported(source));
    if let Some(wake) = wake {
        wake();
    }
}

fn imported(source: &Source) -> Result<Imported, String> {
    let read = |bytes: &[u8], name: &str| {
        import::read(bytes, &Hint::default()).map_err(|error| format!("“{name}”{error}"))
    };
    match source {
        Source::File(path) => {
            let bytes = store::read_import(path, import::MAX_BYTES).map_err(|e| e.to_string())?;
            read(&bytes, &name_of(path))
        }
        Source::Text(text) => read(text.as_bytes(), PASTED),
    }
}
