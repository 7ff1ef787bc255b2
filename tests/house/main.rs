//! What holds of the sources themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that finds nothing fails as it should")]

#[path = "../common"]
mod common {
    pub mod cases;
}

mod features;
mod hazards;
mod mutations;
mod named;
mod norms;
mod privacy;
mod promises;
mod tidy;
mod writes;
