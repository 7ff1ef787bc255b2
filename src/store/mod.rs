//! The only place that touches files: drafts are opened and saved here, exports written, recent drafts, settings and
//! phrases remembered, crashes recorded.
//!
//! A file is never written in place. The new content goes beside the old, is read back, and takes its name in one
//! step, so that at every moment the name stands for the whole old content or the whole new one.
//!
//! Invariants: a draft that cannot be read, or comes from a newer version, is never overwritten; what fails says whether
//! the file was changed; settings that cannot be read or written never stop the program.
//!
//! Uses `form`, `draft`, `bounds`, `layout` and `ledger`.

pub mod config;
pub mod crash_log;
pub mod disk;
pub mod faces;
mod fault;
pub mod folder;
pub mod ledger;
mod open;
pub mod phrases;
pub mod print;
pub mod recent;
mod save;
pub mod settings;

pub use fault::{OpenError, OpenFault, SaveError, SaveFault};
pub use open::{PartOpened, open, open_in_part, open_newer, read_import};
pub use save::{save, save_on, write_export, write_export_on};

use std::path::Path;

/// The name of a file as sentences about it give it, without its folders.
pub fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
