//! The program as it is started: its commands, and what it says when it fails.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that finds nothing fails as it should")]

#[path = "../common"]
mod common {
    pub mod face;
    pub mod folder;
    pub mod forms;
    pub mod reached;
}

mod apart;
mod cli;
mod crash;
mod differences;
mod filling;
mod names;
mod options;
mod rules;
