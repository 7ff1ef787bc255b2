//! Example drafts that travel inside the program: published reports, to look at before writing one's own.

use super::{Draft, file};

const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/examples.rs"));

/// Every example as (file name, text of the draft file), in a fixed order.
pub fn all() -> &'static [(&'static str, &'static str)] {
    FILES
}

/// Whether a draft is one of them, as it was published: whoever opened it may take it for a report of her own.
pub fn is_one(draft: &Draft) -> bool {
    let text = file::write(draft);
    FILES.iter().any(|(_, example)| *example == text)
}
