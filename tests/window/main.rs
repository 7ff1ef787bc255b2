//! The window without a screen: driven by accessible names and read as it is painted.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that finds nothing fails as it should")]

#[path = "../common"]
mod common {
    pub mod clock;
    pub mod dialog;
    pub mod faulty;
    pub mod folder;
    pub mod forms;
    pub mod needed;
    pub mod pages;
    pub mod painted;
    pub mod picture;
    pub mod programs;
    pub mod reached;
    #[cfg(unix)]
    pub mod sticks;
    pub mod window;
}

mod acts;
mod after;
mod answers;
mod basics;
mod belongings;
mod bound;
mod cell_note;
mod collating;
mod compare;
mod damaged;
mod entry;
mod exporting;
mod files;
mod first_hour;
mod frames;
mod grid;
mod help;
mod kept;
mod kept_words;
mod keys;
mod last_year;
mod leaf;
mod leaving;
mod ledger;
mod marks;
mod numbers;
mod pages;
mod preview;
mod printers;
mod proof;
mod rules;
mod seen;
mod small;
mod start;
mod sticks;
mod storm;
mod text;
mod tied;
