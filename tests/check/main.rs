//! What the checks say of a report, and the forms that they read.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that finds nothing fails as it should")]

#[path = "../common"]
mod common {
    pub mod cases;
    pub mod clock;
    pub mod drafts;
    pub mod forms;
    pub mod needed;
    pub mod reached;
}

mod catalogue;
mod findings;
mod forms;
mod growth;
mod memory;
mod renamed;
mod sentences;
mod slip_cases;
mod slips;
mod totality;
