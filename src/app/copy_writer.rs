//! Writes the recovery copy beside the window, and at once where the program meets a fault.
//!
//! The window hands over the report after every change; when it is written is decided here, on a thread of its own, so
//! that a window that hangs keeps nothing back. What was handed over last is also what a window that met a fault goes on
//! from: it lies outside of all that the fault may have left half done.

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex, MutexGuard, OnceLock, PoisonError, TryLockError,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

use super::deadline;
use crate::{
    draft::Draft,
    store::{
        DataFolder, Seen,
        recovery::{Belongs, Slot},
    },
};

/// When a copy is written.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// So long after the last change, when she rests.
    pub rest: Duration,
    /// So long after the first change at the latest, while she goes on.
    pub latest: Duration,
}

impl Default for Pace {
    /// Within the 2 s and 10 s that are promised, the writing included.
    fn default() -> Self {
        Self { rest: Duration::from_millis(1_500), latest: Duration::from_secs(8) }
    }
}

/// The report as it is in the window.
#[derive(Clone, Debug)]
pub struct Latest {
    /// The draft, with what is half typed in a cell.
    pub draft: Draft,
    /// Its file.
    pub path: Option<PathBuf>,
    /// What stood in the file when it was opened or saved last.
    pub seen: Option<Seen>,
    /// Whether the draft differs from what is on the disk.
    pub is_dirty: bool,
}

/// What became of what was not saved when the program met a fault.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LastCopy {
    /// It is in this file.
    Kept(PathBuf),
    /// It could not be written.
    NotKept,
    /// All was saved.
    #[default]
    NothingToKeep,
}

/// Writes the recovery copy of one window. Its clones write the same.
#[derive(Clone)]
pub struct CopyWriter {
    shared: Arc<Shared>,
    /// Wakes the thread, which begins with the first change; gone with the last clone, and the thread with it.
    changed: Arc<OnceLock<Option<Sender<()>>>>,
}

struct Shared {
    data: DataFolder,
    pace: Pace,
    state: Mutex<State>,
    /// Held while a copy is written or taken away. Taken before `state`, never while it is held.
    slot: Mutex<Option<Slot>>,
}

#[derive(Default)]
struct State {
    latest: Option<Arc<Latest>>,
    /// What is not yet in the copy: since when, and the last change.
    pending: Option<(Instant, Instant)>,
    /// The copy could not be written.
    failing: bool,
}

impl Default for CopyWriter {
    /// Keeps nothing.
    fn default() -> Self {
        Self::new(DataFolder::default(), Pace::default())
    }
}

impl CopyWriter {
    /// Writes copies into this data folder, at this pace.
    pub fn new(data: DataFolder, pace: Pace) -> Self {
        let shared = Arc::new(Shared { data, pace, state: Mutex::default(), slot: Mutex::new(None) });
        Self { shared, changed: Arc::default() }
    }

    /// Takes the report as it now is; `None` where none is open any more.
    pub fn note(&self, latest: Option<Latest>) {
        let dirty = latest.as_ref().is_some_and(|latest| latest.is_dirty);
        let mut state = self.shared.state();
        state.latest = latest.map(Arc::new);
        if !dirty {
            drop(state);
            return self.clear();
        }
        let now = Instant::now();
        let since = state.pending.map_or(now, |(since, _)| since);
        state.pending = Some((since, now));
        drop(state);
        self.wake();
    }

    /// Writes what is not yet written, now; whether the copy holds all there is.
    pub fn write_now(&self) -> bool {
        self.shared.write(&mut self.shared.slot())
    }

    /// As [`CopyWriter::write_now`] in a program that has met a fault, where nothing may be waited for.
    pub fn last_write(&self) -> LastCopy {
        let mut slot = match self.shared.slot.try_lock() {
            Ok(slot) => slot,
            Err(TryLockError::Poisoned(slot)) => slot.into_inner(),
            Err(TryLockError::WouldBlock) => return LastCopy::NotKept,
        };
        let dirty = match self.shared.state.try_lock() {
            Ok(state) => state.latest.as_ref().is_some_and(|latest| latest.is_dirty),
            Err(_) => return LastCopy::NotKept,
        };
        if !dirty {
            return LastCopy::NothingToKeep;
        }
        let written = self.shared.write(&mut slot);
        let copy = slot.as_ref().filter(|_| written).map(|slot| slot.path().to_owned());
        copy.map_or(LastCopy::NotKept, LastCopy::Kept)
    }

    /// Puts what was written aside for a week: the officer does not want it.
    pub fn discard(&self) {
        if self.shared.data.path().is_none() {
            return;
        }
        let mut slot = self.shared.slot();
        self.shared.write(&mut slot);
        self.shared.state().pending = None;
        if let Some(slot) = &*slot {
            slot.discard();
        }
    }

    /// Ends with the window: the place of the copy is given back, unless there is one.
    pub fn end(&self) {
        *self.shared.slot() = None;
    }

    /// The report as it was handed over last.
    pub fn latest(&self) -> Option<Arc<Latest>> {
        self.shared.state().latest.clone()
    }

    /// Whether the copy could not be written: what is not saved is only in the window.
    pub fn is_failing(&self) -> bool {
        self.shared.state().failing
    }

    /// Takes the copy away: all is saved.
    fn clear(&self) {
        let slot = self.shared.slot();
        let mut state = self.shared.state();
        (state.pending, state.failing) = (None, false);
        drop(state);
        if let Some(slot) = &*slot {
            slot.clear();
        }
    }

    fn wake(&self) {
        if self.shared.data.path().is_none() {
            return;
        }
        if let Some(changed) = self.changed.get_or_init(|| begin(&self.shared)) {
            // Without the thread the copy is written when there is a fault, and not before.
            let _ = changed.send(());
        }
    }
}

/// Begins the thread that writes; none where the system has none to give.
fn begin(shared: &Arc<Shared>) -> Option<Sender<()>> {
    let (tell, told) = channel();
    let shared = Arc::clone(shared);
    let thread = thread::Builder::new().name("recovery copy".to_owned());
    thread.spawn(move || shared.serve(&told)).ok()?;
    Some(tell)
}

impl Shared {
    /// A panic elsewhere spoils nothing of what is kept here: it is replaced whole.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn slot(&self) -> MutexGuard<'_, Option<Slot>> {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes whenever it is time, until nobody is left to change anything.
    fn serve(&self, changes: &Receiver<()>) {
        while changes.recv().is_ok() {
            while let Some(left) = self.left() {
                if left.is_zero() {
                    self.write(&mut self.slot());
                } else if changes.recv_timeout(left) == Err(RecvTimeoutError::Disconnected) {
                    return;
                }
            }
        }
    }

    /// How long until the copy is to be written; nothing while there is nothing to write.
    fn left(&self) -> Option<Duration> {
        let (since, last) = self.state().pending?;
        let due = (last + self.pace.rest).min(since + self.pace.latest);
        Some(due.saturating_duration_since(Instant::now()))
    }

    /// Writes what is not yet written; whether the copy holds all there is.
    fn write(&self, slot: &mut Option<Slot>) -> bool {
        let (latest, pending) = {
            let state = self.state();
            (state.latest.clone(), state.pending)
        };
        let (Some(latest), Some(pending)) = (latest.filter(|latest| latest.is_dirty), pending) else {
            return true;
        };
        let written = self.write_to(slot, &latest);
        let mut state = self.state();
        state.failing = !written;
        let changed_meanwhile = state.pending.is_some_and(|(_, last)| last != pending.1);
        state.pending = match (written, changed_meanwhile) {
            (true, false) => None,
            (true, true) => state.pending.map(|(_, last)| (pending.1, last)),
            // It is tried again after the usual while.
            (false, _) => Some((Instant::now(), Instant::now())),
        };
        written
    }

    fn write_to(&self, slot: &mut Option<Slot>, latest: &Latest) -> bool {
        if slot.is_none() {
            *slot = Slot::new(&self.data).ok();
        }
        let belongs = Belongs { path: latest.path.clone(), seen: latest.seen, at: deadline::minute() };
        slot.as_ref().is_some_and(|slot| slot.write(&belongs, &latest.draft).is_ok())
    }
}
