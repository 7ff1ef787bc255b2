//! The only place that touches files: drafts are opened and saved here, their versions and recovery copies kept, exports
//! written, recent drafts, settings and phrases remembered, crashes recorded.
//!
//! A file is never written in place. The new content goes beside the old, is read back, and takes its name in one
//! step, so that at every moment the name stands for the whole old content or the whole new one.
//!
//! Whatever is written goes through [`disk::Disk`], which a test lets fail at any byte.
//!
//! Invariants: a draft that cannot be read, or comes from a newer version, is never overwritten; what fails says whether
//! the file was changed; settings that cannot be read or written never stop the program.
//!
//! Uses `form`, `draft`, `bounds`, `layout` and `ledger`.

#[cfg(windows)]
pub mod association;
pub mod belongings;
pub mod config;
pub mod crash_log;
mod data;
pub mod disk;
pub mod drives;
pub mod faces;
mod fault;
pub mod folder;
pub mod ledger;
pub mod lock;
mod notes;
mod open;
pub mod phrases;
pub mod print;
pub mod printers;
mod put;
pub mod recent;
pub mod recovery;
mod save;
mod seen;
pub mod settings;
pub mod versions;

pub use data::DataFolder;
pub use fault::{OpenError, OpenFault, SaveError, SaveFault};
pub use open::{PartOpened, begins_as_draft, open, open_in_part, open_newer, read_import};
pub use save::{save, save_on, write_export, write_export_on};
pub use seen::Seen;

use std::path::Path;

use crate::draft::Report;

/// The name of a file as sentences about it give it, without its folders.
pub fn name_of(path: &Path) -> String {
    legible(&path.file_name().unwrap_or(path.as_os_str()).to_string_lossy())
}

/// Whose report it is, and of which year, as sentences about a draft give it.
pub fn whose(report: &Report) -> String {
    format!("{}{}年度报告", legible(report.agency.name.trim()), report.year)
}

/// A path as sentences about it give it.
pub fn shown_path(path: &Path) -> String {
    legible(&path.to_string_lossy())
}

/// A name that a sentence can hold: what would break its line, move a terminal's caret or turn the words round it is a
/// square. On the disk a name may have almost any character.
pub fn legible(name: &str) -> String {
    name.chars().map(|ch| if is_unseen(ch) { '□' } else { ch }).collect()
}

/// Controls, ends of lines and paragraphs, marks of direction, and what has no width.
fn is_unseen(ch: char) -> bool {
    ch.is_control()
        || matches!(ch, '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(ch, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether two names lead to one file that there is.
pub fn same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}
