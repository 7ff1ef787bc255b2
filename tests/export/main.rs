//! What leaves the program: pages, PDF, print, Word, HTML, text.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that finds nothing fails as it should")]

#[path = "../common"]
mod common {
    pub mod clock;
    pub mod drafts;
    pub mod face;
    pub mod forms;
    pub mod geometry;
    pub mod likely;
    pub mod likeness;
    pub mod needed;
    pub mod outline;
    pub mod page;
    pub mod pages;
    pub mod pdf;
    pub mod pgm;
    pub mod programs;
    pub mod reached;
    pub mod tables;
    pub mod xml;
}

mod any_report;
mod archive;
mod bookmarks;
mod catalogue;
mod difficult;
mod drawn;
mod faces;
mod faults;
mod gaps;
mod glyphs;
mod growth;
mod laws;
mod likeness;
mod lines;
mod measures;
mod ofd_fonts;
mod ofd_package;
mod ofd_places;
mod ofd_read;
mod ofd_tags;
mod office;
mod page_ends;
mod parted;
mod pdf;
mod pdf_links;
mod plain;
mod print;
mod read_back;
mod ruled;
mod sign_off;
mod tags;
mod text;
mod titles;
mod word;
mod word_pages;
mod word_parts;
mod word_read;
mod word_styles;
mod word_tables;
