//! Drafts: saved, opened, begun from last year, compared, and never lost.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that finds nothing fails as it should")]

#[path = "../common"]
mod common {
    pub mod cases;
    pub mod clock;
    pub mod drafts;
    pub mod faulty;
    pub mod folder;
    pub mod forms;
    pub mod geometry;
    pub mod measured;
    pub mod needed;
    pub mod reached;
    #[cfg(unix)]
    pub mod sticks;
}

mod damaged;
mod diff;
mod drives;
mod examples;
mod faults;
mod kept;
mod kill;
mod open;
mod recent;
mod roll;
mod save;
mod spoilt;
mod tied;
mod two;
mod undo;
mod years;
