//! A clock that stands still while others run: what a test measures does not depend on how busy the machine is.

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
