//! Work beside the window, which goes on drawing meanwhile.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::{Receiver, channel},
    thread,
};

/// Does something on a thread of its own, and wakes the window once it is done.
///
/// The answer comes over the channel. If the work panics the window is woken all the same, and finds the channel
/// closed without an answer.
///
/// # Errors
/// The system has no thread to give.
pub fn beside<T: Send + 'static>(
    name: &str,
    wake: impl FnOnce() + Send + 'static,
    work: impl FnOnce() -> T + Send + 'static,
) -> io::Result<Receiver<T>> {
    let (send, answer) = channel();
    thread::Builder::new().name(name.to_owned()).spawn(move || {
        // Nothing of what the work had in hand is used any more after a panic.
        if let Ok(done) = catch_unwind(AssertUnwindSafe(work)) {
            // Nobody may be waiting any more; there is nobody left to tell.
            let _ = send.send(done);
        }
        drop(send);
        wake();
    })?;
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_is_woken_with_an_answer_or_without() {
        let run = |work: fn() -> u8| {
            let (woken, wake) = channel();
            let answer = beside("test", move || woken.send(()).unwrap(), work).unwrap();
            wake.recv().unwrap();
            answer.try_recv().ok()
        };
        assert_eq!(run(|| 5), Some(5));
        assert_eq!(run(|| panic!("as a test wants it")), None);
    }
}
