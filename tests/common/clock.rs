//! A clock that stands still while others run: what a test measures does not depend on how busy the machine is.
#![allow(dead_code, reason = "each test uses some of it")]

use std::{
    sync::LazyLock,
    time::{Duration, Instant},
};

/// How long this thread has run, in steps of a few milliseconds; where the system does not say, how long the test has.
pub fn thread_time() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let ran = text.split_whitespace().next().and_then(|nanos| nanos.parse().ok());
    ran.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// How long it has run since.
pub fn since(start: Duration) -> Duration {
    thread_time().saturating_sub(start)
}

/// How often growth is measured again: what else the machine does only ever adds to a time, and not each time to the same.
const ATTEMPTS: usize = 6;

/// Holds that work grows with its size: on four times as much it may take eight times as long; what grows with the square
/// takes sixteen times, however often it is measured.
pub fn grows(name: &str, size: usize, time: impl Fn(usize) -> Duration) {
    let (mut once, mut four) = (Duration::MAX, Duration::MAX);
    for _ in 0..ATTEMPTS {
        once = once.min(time(size));
        four = four.min(time(4 * size));
        if four < once * 8 + Duration::from_millis(50) {
            return;
        }
    }
    panic!("{name}: {once:?} then {four:?}");
}
