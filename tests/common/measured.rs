//! What work uses of the machine, measured in a process of its own: nothing else runs in it that could be counted.
#![allow(dead_code, reason = "each test uses some of it")]

use std::{env, fs, process::Command, time::Duration};

use super::{
    clock::{since, thread_time},
    needed,
};

const FILE: &str = "NIANBAO_MEASURED_FILE";

/// Megabytes that no file may take.
const MEMORY: u64 = 200;

/// Time is promised of the program that ships. Built without its optimisations it says nothing about that one.
const IS_TIMED: bool = !cfg!(debug_assertions);

/// Runs an ignored test of this program, by its path, on these bytes; that test calls [`child`]. It must take no more
/// memory than a file may and, built as it is released, less than these seconds of its thread, however busy the machine
/// is. Gives what that test says of the bytes.
pub fn holds(test: &str, name: &str, bytes: &[u8], seconds: u64) -> String {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), bytes).unwrap();
    let mut child = Command::new(env::current_exe().unwrap());
    child.args(["--exact", test, "--ignored", "--nocapture", "--test-threads=1"]).env(FILE, file.path());
    let output = child.output().unwrap();
    let (said, failed) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}\n{failed}");
    let used = said.lines().find_map(|line| line.strip_prefix("used ")).unwrap();
    let (time, kilobytes) = used.split_once(' ').unwrap();
    let (time, megabytes) =
        (Duration::from_micros(time.parse().unwrap()), kilobytes.parse::<u64>().unwrap() / 1024);
    assert!(!IS_TIMED || time < Duration::from_secs(seconds), "{name} took {time:?}");
    assert!(megabytes < MEMORY, "{name} took {megabytes} MB");
    if megabytes == 0 {
        needed::skipped("this system does not say how much memory a process had");
    }
    said.lines().find_map(|line| line.strip_prefix("said ")).unwrap_or_default().to_owned()
}

/// Does the work on the bytes, and tells what it used and what the work says, in one line.
#[allow(clippy::print_stdout, reason = "the process that waits reads it")]
pub fn child(work: impl FnOnce(&[u8]) -> String) {
    let Some(path) = env::var_os(FILE) else { return };
    let bytes = fs::read(path).unwrap();
    let start = thread_time();
    let said = work(&bytes);
    println!("\nused {} {}\nsaid {said}", since(start).as_micros(), kilobytes_at_most());
}

/// The most memory that this process has had at once; 0 where the system does not say.
pub fn kilobytes_at_most() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
