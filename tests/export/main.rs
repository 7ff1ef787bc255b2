//! What leaves the program: pages, PDF, print, Word, HTML, text.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that finds nothing fails as it should")]

#[path = "../common"]
mod common {
    pub mod drafts;
    pub mod forms;
    pub mod geometry;
    pub mod page;
    pub mod pages;
    pub mod pgm;
    pub mod programs;
    pub mod tables;
}

mod faces;
mod faults;
mod layout;
mod office;
mod pdf;
mod print;
mod read_back;
mod sign_off;
mod text;
