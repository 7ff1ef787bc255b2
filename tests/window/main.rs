//! The window without a screen, by accessible names.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that finds nothing fails as it should")]

#[path = "../common"]
mod common {
    pub mod forms;
    pub mod pages;
    pub mod programs;
    pub mod window;
}

mod acts;
mod basics;
mod compare;
mod entry;
mod grid;
mod last_year;
mod ledger;
mod preview;
mod proof;
mod storm;
mod text;
