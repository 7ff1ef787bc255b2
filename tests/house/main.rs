//! What holds of the sources themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that finds nothing fails as it should")]

mod features;
mod tidy;
