//! Work beside the window that can be taken back: how far it is, and whether anybody still wants it.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::layout::{Onlooker, Stage, Unwanted};

/// How far work beside the window is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrandStep {
    /// It is being made.
    Making(Stage),
    /// It is being written: from here on it cannot be taken back.
    Writing,
    /// Nobody wants it any more.
    TakenBack,
}

/// Work beside the window, seen from both sides.
#[derive(Debug)]
pub struct Errand(Mutex<ErrandStep>);

impl Default for Errand {
    fn default() -> Self {
        Self(Mutex::new(ErrandStep::Making(Stage::Setting)))
    }
}

impl Errand {
    fn now(&self) -> MutexGuard<'_, ErrandStep> {
        // A step is whole whenever it is written.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How far it is.
    pub fn step(&self) -> ErrandStep {
        *self.now()
    }

    /// Takes it back; whether there was still time. If there was, nothing is ever written.
    pub fn take_back(&self) -> bool {
        let mut now = self.now();
        let in_time = *now != ErrandStep::Writing;
        if in_time {
            *now = ErrandStep::TakenBack;
        }
        in_time
    }

    /// The last step begins, unless the work has been taken back; whether it does.
    pub fn begin_to_write(&self) -> bool {
        let mut now = self.now();
        let wanted = *now != ErrandStep::TakenBack;
        if wanted {
            *now = ErrandStep::Writing;
        }
        wanted
    }
}

impl Onlooker<Unwanted> for Errand {
    fn look(&self, stage: Stage) -> Result<(), Unwanted> {
        let mut now = self.now();
        if *now == ErrandStep::TakenBack {
            return Err(Unwanted);
        }
        *now = ErrandStep::Making(stage);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_back_is_never_written_and_what_is_written_never_taken_back() {
        let errand = Errand::default();
        assert!(errand.look(Stage::Closing).is_ok() && errand.step() == ErrandStep::Making(Stage::Closing));
        assert!(errand.take_back());
        assert!(errand.look(Stage::Closing).is_err() && !errand.begin_to_write());
        let errand = Errand::default();
        assert!(errand.begin_to_write());
        assert!(!errand.take_back() && errand.step() == ErrandStep::Writing);
    }
}
