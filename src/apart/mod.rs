//! What others wrote is read apart: in a process of its own, the same program started to read one file and end.
//!
//! A file made to do harm can take all memory, go on calling until the stack is gone, or give work without end. No
//! process can catch that in itself. So the bytes of a report or ledger go to a child over its standard input; it has
//! set itself limits before it reads them, and what it has read comes back over its standard output, bounded and looked
//! at as any foreign data. Whatever becomes of the child, the window stays, and all that is unsaved in it. Nobody waits
//! for it any more (取消): it is ended.
//!
//! `nianbao --read-apart report|ledger [--year 2024]` is that child. It is no command for anybody, and the help does not
//! have it.
//!
//! Where the program is not known ([`with_program`] was not called: tests of the library) or the system starts no child,
//! the file is read in this process. The readers have bounds of their own that hold the attacks known today, and an
//! officer with a good file is not turned away because her machine allows no second process.

mod answer;
mod child;
mod limits;
mod parent;

pub use child::serve;
#[cfg(windows)]
pub use parent::program;
pub use parent::with_program;

use std::{
    ffi::OsStr,
    sync::{Arc, Weak},
};

use crate::{
    import::{self, Hint, ImportError, Imported},
    ledger::{self, LedgerError, Worksheet},
};
use answer::Answer;
use parent::Ended;

/// The option that starts the child.
pub const OPTION: &str = "--read-apart";

/// What is read apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// A published report.
    Report,
    /// A ledger.
    Ledger,
}

impl Foreign {
    const ALL: [Self; 2] = [Self::Report, Self::Ledger];

    /// What [`OPTION`] calls it.
    fn name(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Ledger => "ledger",
        }
    }

    /// What [`OPTION`] means by a word.
    pub fn called(word: &OsStr) -> Option<Self> {
        Self::ALL.into_iter().find(|foreign| word == foreign.name())
    }
}

/// What the child is to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// What kind of file it is.
    pub foreign: Foreign,
    /// The year reported on, where it is known.
    pub year: Option<u16>,
}

/// Held by whoever waits for what is read. When it is let go, the reading ends.
#[derive(Debug, Default)]
pub struct Waiting(Arc<()>);

impl Waiting {
    /// What the reading looks at to see whether anybody waits.
    pub fn seen(&self) -> Waited {
        Waited(Arc::downgrade(&self.0))
    }
}

/// Whether anybody still waits.
#[derive(Clone, Debug)]
pub struct Waited(Weak<()>);

impl Waited {
    fn is_over(&self) -> bool {
        self.0.strong_count() == 0
    }
}

/// Reads a published report apart.
///
/// # Errors
/// As [`import::read`]; [`ImportError::Overrun`] where reading it passed a limit or nobody waited for it any more.
pub fn report(bytes: &[u8], year: Option<u16>, waited: &Waited) -> Result<Imported, ImportError> {
    let order = Order { foreign: Foreign::Report, year };
    match parent::read(order, bytes, waited) {
        Ended::Answered(Answer::Report(read)) => {
            read.and_then(|told| told.imported().ok_or(ImportError::Overrun))
        }
        Ended::NotStarted => import::read(bytes, &Hint { year, form: None }),
        Ended::Answered(Answer::Ledger(_)) | Ended::Died => Err(ImportError::Overrun),
    }
}

/// Reads a ledger apart.
///
/// # Errors
/// As [`ledger::read`]; [`LedgerError::Overrun`] where reading it passed a limit or nobody waited for it any more.
pub fn ledger(bytes: &[u8], waited: &Waited) -> Result<Worksheet, LedgerError> {
    let order = Order { foreign: Foreign::Ledger, year: None };
    match parent::read(order, bytes, waited) {
        Ended::Answered(Answer::Ledger(read)) => read,
        Ended::NotStarted => ledger::read(bytes),
        Ended::Answered(Answer::Report(_)) | Ended::Died => Err(LedgerError::Overrun),
    }
}
