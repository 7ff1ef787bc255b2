//! 年报: drafts, checks and prints the 政府信息公开工作年度报告 of a Chinese agency.
//!
//! ```text
//! assets/forms/*.ron ─► form ─► draft ─► check ─► findings ─► window, commands
//! last year's draft ─► roll ────┤
//! published report ─► import ───┤
//!                                 ├─► layout ─► pages ─► PDF
//!                                 └─► text, HTML, DOCX, JSON
//! ```
//! Everything left of the window is pure: no file, clock, environment or screen. `tests/house/tidy.rs` holds which
//! module may use which.

pub mod apart;
pub mod app;
pub mod bounds;
pub mod check;
pub mod cli;
pub mod collate;
pub mod crash;
pub mod diff;
pub mod draft;
pub mod export;
pub mod form;
pub mod help;
pub mod import;
pub mod layout;
pub mod ledger;
pub mod roll;
pub mod store;
pub mod ui;
pub mod words;
