//! What leaves the program: pages, PDF, print, Word, HTML, text.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that finds nothing fails as it should")]

#[path = "../common"]
mod common {
    pub mod clock;
    pub mod drafts;
    pub mod face;
    pub mod forms;
    pub mod geometry;
    pub mod likeness;
    pub mod needed;
    pub mod page;
    pub mod pages;
    pub mod pdf;
    pub mod pgm;
    pub mod programs;
    pub mod reached;
    pub mod tables;
    pub mod xml;
}

mod archive;
mod catalogue;
mod drawn;
mod faces;
mod faults;
mod growth;
mod layout;
mod likeness;
mod measures;
mod ofd;
mod office;
mod pdf;
mod plain;
mod print;
mod read_back;
mod ruled;
mod sign_off;
mod text;
mod word;
mod word_pages;
