//! The finished report in the formats that leave the program. Everything here is pure: bytes out, no file written.

pub mod copy;
pub mod json;
pub mod pdf;
pub mod sign_off;
pub mod text;
