//! The finished report in the formats that leave the program. Everything here is pure: bytes out, no file written.

pub mod compared;
pub mod copy;
pub mod docx;
mod format;
pub mod html;
pub mod json;
mod markup;
mod parts;
pub mod pdf;
pub mod sign_off;
pub mod text;

pub use format::{ExportError, Format};
