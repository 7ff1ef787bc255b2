//! What a test needs of the machine. Without it the test is skipped, and says so where the test runner does not hide
//! it; with `CI=true` nothing is skipped: then it fails.
#![allow(dead_code, reason = "each test uses some of it")]

use std::{
    env,
    io::{self, Write as _},
    process::Command,
};

use proptest::test_runner::{Config, RngSeed};

/// Says that a test, or a part of it, is skipped, and why. Fails where nothing may be skipped.
pub fn skipped(why: &str) {
    assert!(env::var("CI").as_deref() != Ok("true"), "skipped with CI=true: {why}");
    // Not by `eprintln!`, which the test runner keeps to itself while a test passes.
    let _ = writeln!(io::stderr(), "skipped: {why}");
}

/// What a program of the machine does; `None`, said aloud, where it is not installed.
pub fn output(command: &mut Command) -> Option<std::process::Output> {
    if let Ok(output) = command.output() {
        return Some(output);
    }
    skipped(&format!("{} is not installed", command.get_program().display()));
    None
}

/// How much of the long runs is asked for by `NIANBAO_LONG`: 1 for all that is promised, 0.2 for a fifth; `None` where
/// they are not asked for.
fn share_of_long_runs() -> Option<f64> {
    let written = env::var("NIANBAO_LONG").ok()?;
    let share = written.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    Some(share.unwrap_or_else(|| panic!("NIANBAO_LONG={written} is no share from 0 to 1")))
}

/// Whether the long runs are asked for.
pub fn is_long() -> bool {
    share_of_long_runs().is_some()
}

/// How often something random is tried: as usual, or the asked share of what the long runs promise.
pub fn times(usual: u32, long: u32) -> u32 {
    share_of_long_runs().map_or(usual, |share| at_least(usual, share * f64::from(long)))
}

/// How often a law is tried, as `times` says: as usual always with the same values, so that what was right yesterday is
/// not wrong today; in the long runs with new ones each time, or those of `PROPTEST_RNG_SEED`.
pub fn tries(usual: u32, long: u32) -> Config {
    let rng_seed = if is_long() { Config::default().rng_seed } else { RngSeed::Fixed(2019) };
    Config { cases: times(usual, long), rng_seed, failure_persistence: None, ..Config::default() }
}

/// Every how many of a long row are tried: as usual, or in the long runs the asked share of them.
pub fn step(usual: usize) -> usize {
    let wanted = share_of_long_runs().map_or(usual, |share| (1.0 / share).ceil() as usize);
    wanted.clamp(1, usual)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a u32")]
fn at_least(usual: u32, wanted: f64) -> u32 {
    usual.max(wanted.round() as u32)
}
