//! What is read: published reports in every format, ledgers, and files made to do harm.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that finds nothing fails as it should")]

#[path = "../common"]
mod common {
    pub mod cases;
    pub mod clock;
    pub mod forms;
    pub mod likely;
    pub mod measured;
    pub mod needed;
    pub mod published;
    pub mod reached;
    pub mod typeset;
}

mod choices;
mod copies;
mod fuzz;
mod hostile;
mod ledger;
mod mangled;
mod pages;
mod paragraphs;
mod renamed;
mod reports;
mod spreadsheet;
mod whole;
