//! The finished report in the formats that leave the program. Everything here is pure: bytes out, no file written.
//!
//! Invariants: the same report gives the same bytes; every figure and paragraph of the report is in every format; an
//! export is whole, or an error that names what could not be exported. `format` is the one list of formats
//! that window and commands take.
//!
//! Uses `form`, `draft`, `words`, `check`, `diff`, `ledger` and `layout`.

pub mod compared;
pub mod copy;
pub mod docx;
mod format;
pub mod html;
pub mod json;
pub mod ledger_template;
mod links;
mod markup;
mod missing;
pub mod ofd;
mod outline;
mod package;
mod parts;
pub mod pdf;
pub mod sign_off;
pub mod text;

pub use format::{ExportError, Format};
