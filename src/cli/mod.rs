//! The commands for a terminal: what was asked for, done as a value. Nothing is printed here; the binary prints.
//!
//! Invariants: a command that could not be done is one sentence (`failure`) and has changed nothing; nothing is
//! overwritten without `--force`; the same command on the same files gives the same bytes on any day.
//!
//! Uses `apart`, `check`, `collate`, `diff`, `draft`, `export`, `form`, `import`, `layout`, `ledger`, `roll`, `store` and `words`.

mod args;
mod check;
mod diff;
#[cfg(windows)]
mod double_click;
mod export;
mod failure;
mod import;
mod roll;
mod rules;
mod self_check;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

pub use args::read;
pub use diff::{DiffTo, PrintFormat};
pub use failure::Failure;

use crate::{
    apart::Order,
    draft::Draft,
    export::{Format, copy::CopyKind},
    form::{self, Form},
    store::{self, OpenError, OpenFault, SaveFault, faces::PrintFaces, name_of},
};

/// What the program was started for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// To open the window, with this draft if one was named.
    Window(Option<PathBuf>),
    /// To do this and end.
    Job(Job),
    /// To read for another process of this program, and end.
    ReadApart(Order),
}

/// A command with all it was told: what is done, on which files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Job {
    /// Tell how the program is used.
    Help,
    /// Tell the version.
    Version,
    /// Read everything that travels inside the program and is otherwise read when it is first needed.
    SelfCheck,
    /// Let a double click on a draft open this program.
    #[cfg(windows)]
    Associate,
    /// Take that back.
    #[cfg(windows)]
    Dissociate,
    /// Look for mistakes in a draft.
    Check {
        /// The draft.
        draft: PathBuf,
        /// Last year's draft, in place of the one inside the draft.
        last: Option<PathBuf>,
        /// What the findings are written as.
        shape: Shape,
    },
    /// Write the report in another format.
    Export {
        /// The draft.
        draft: PathBuf,
        /// The file to write.
        to: PathBuf,
        /// The format, which the ending of `to` decides.
        format: Format,
        /// Whether `to` may exist already.
        existing: Existing,
        /// What the copy is for. A 送审单 from here leaves its date to be written by hand: the same command gives
        /// the same bytes on any day.
        copy: CopyKind,
        /// The faces of a PDF.
        faces: PrintFaces,
    },
    /// Read a published report into a draft.
    Import {
        /// The published report.
        from: PathBuf,
        /// The draft to write.
        draft: PathBuf,
        /// The year reported on, in place of the one in the report.
        year: Option<u16>,
        /// Last year's draft, to go along in the new one.
        last: Option<PathBuf>,
        /// What the doubts are written as.
        shape: Shape,
        /// Whether the draft may exist already.
        existing: Existing,
    },
    /// Begin next year's draft.
    Roll {
        /// Last year's draft.
        last: PathBuf,
        /// The draft to write.
        draft: PathBuf,
        /// The year to report on; the one after last year's where none is given.
        year: Option<u16>,
        /// Whether the draft may exist already.
        existing: Existing,
    },
    /// List what reports are checked by.
    Rules {
        /// The year reported on; the newest form's where none is given.
        year: Option<u16>,
    },
    /// Tell what changed between two drafts.
    Diff {
        /// The earlier draft.
        before: PathBuf,
        /// The later one.
        after: PathBuf,
        /// What is made of it.
        to: DiffTo,
    },
}

/// What findings are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Sentences for a person.
    Text,
    /// One JSON object for another program.
    Json,
}

/// What happens to a file that has the name of the export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// The file that is there stays, and nothing is exported.
    Keep,
    /// The file that is there is replaced.
    Replace,
}

/// What a command has to say, and its exit status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What goes to standard output.
    pub text: String,
    /// 0, or 1 when `check` found 错误.
    pub status: u8,
}

impl Outcome {
    fn done(text: String) -> Self {
        Self { text, status: 0 }
    }

    /// Writes what a command has made; `text` says what that is. The last step of a command: whatever goes wrong before
    /// it has changed nothing.
    fn written(to: &Path, bytes: &[u8], existing: Existing, text: String) -> Result<Self, Failure> {
        store::write_export(to, bytes, existing == Existing::Replace).map_err(|e| match e.fault {
            SaveFault::Exists => exists(to, e.name),
            _ => e.into(),
        })?;
        Ok(Self::done(text))
    }
}

/// Something has the name already: of a draft it is said whose it is.
fn exists(to: &Path, name: String) -> Failure {
    match store::open(to) {
        Ok(there) => Failure::DraftExists { name, whose: store::whose(&there.report) },
        Err(_) => Failure::Exists(name),
    }
}

/// Does what was asked.
///
/// # Errors
/// It could not be done: one Chinese sentence that names the file and the cause. The exit status is then
/// [`Failure::STATUS`].
pub fn run(job: &Job) -> Result<Outcome, Failure> {
    match job {
        Job::Help => Ok(Outcome::done([args::HELP, args::HELP_OF_SYSTEM].concat())),
        Job::Version => Ok(Outcome::done(format!("年报（nianbao） {}\n", env!("CARGO_PKG_VERSION")))),
        Job::SelfCheck => Ok(self_check::run()),
        #[cfg(windows)]
        Job::Associate => double_click::set(),
        #[cfg(windows)]
        Job::Dissociate => double_click::unset(),
        Job::Check { draft, last, shape } => check::run(draft, last.as_deref(), *shape),
        Job::Export { draft, to, format, existing, copy, faces } => {
            export::run(draft, to, *format, *existing, *copy, *faces)
        }
        Job::Import { from, draft, year, last, shape, existing } => {
            import::run(from, draft, *year, last.as_deref(), *shape, *existing)
        }
        Job::Roll { last, draft, year, existing } => roll::run(last, draft, *year, *existing),
        Job::Rules { year } => rules::run(*year),
        Job::Diff { before, after, to } => diff::run(before, after, to),
    }
}

/// The form of an opened draft.
fn form_of(draft: &Draft, path: &Path) -> Result<Arc<Form>, OpenError> {
    let form = &draft.report.form;
    form::by_id(form).ok_or_else(|| OpenError {
        name: name_of(path),
        fault: OpenFault::UnknownForm { form: form.to_string() },
    })
}
