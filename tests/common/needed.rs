//! What a test needs of the machine. Without it the test is skipped, and says so where the test runner does not hide
//! it; with `CI=true` nothing is skipped: then it fails.
#![allow(dead_code, reason = "each test uses some of it")]

use std::{
    env,
    io::{self, Write as _},
    process::Command,
};

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

/// Whether the long runs are asked for.
pub fn is_long() -> bool {
    env::var_os("NIANBAO_LONG").is_some()
}

/// How often something random is tried: as usual, or as often as the long runs promise.
pub fn times(usual: u32, long: u32) -> u32 {
    if is_long() { long } else { usual }
}
