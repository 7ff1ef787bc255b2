//! Example drafts that travel inside the program: published reports, to look at before writing one's own.

const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/examples.rs"));

/// Every example as (file name, text of the draft file), in a fixed order.
pub fn all() -> &'static [(&'static str, &'static str)] {
    FILES
}
