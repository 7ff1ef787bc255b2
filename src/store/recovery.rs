//! 恢复副本: what was typed and not yet saved, in the program's own data folder and never beside the user's file.
//!
//! A window has a slot: a file that it keeps locked as long as it lives, and the copy beside it. A copy whose slot is not
//! locked was left by a program that did not end well, and is offered at the next start. A copy is a draft like any
//! other, with one line of comment before it that says where it belongs: it can be opened even without this program's
//! help.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use serde::{Deserialize, Serialize};

use super::{
    DataFolder, OpenFault, SaveFault, Seen,
    disk::Readers,
    lock::{Claim, claim},
    name_of, notes, put,
};
use crate::draft::{
    Draft,
    file::{self, MAX_BYTES},
};

/// The folder of the copies in the data folder.
const FOLDER: &str = "recovery";
/// The folder of those that were not wanted, in it.
const DISCARDED: &str = "discarded";
/// So long they are kept.
const KEPT: Duration = Duration::from_hours(7 * 24);
/// What the first line of a copy begins with.
const MARK: &str = "// 年报恢复副本 ";
/// The first line is never longer: a path has a few thousand bytes.
const LONGEST_LINE: u64 = 64 * 1024;

/// Where a copy belongs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Belongs {
    /// The file of the draft; none where it was never saved.
    pub path: Option<PathBuf>,
    /// What stood in that file when it was opened or saved last.
    pub seen: Option<Seen>,
    /// When the copy was made, as the user's clock said: `2026-01-15 14:32`.
    pub at: String,
}

/// A copy that a program which did not end well has left, or one that was not wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it belongs.
    pub belongs: Belongs,
    /// The draft as it was.
    pub draft: Draft,
    path: PathBuf,
}

/// The place of one window's copy. What it holds stays when this is dropped, for the next start to offer; it is taken
/// away by [`Slot::clear`] once all is saved.
#[derive(Debug)]
pub struct Slot {
    data: DataFolder,
    copy: PathBuf,
    lock: PathBuf,
    /// Locked as long as it is open; none where the disk knows no locks.
    _held: Option<File>,
}

impl Found {
    /// What the officer knows it as: the name of its file, or its title.
    pub fn name(&self) -> String {
        self.belongs.path.as_deref().map_or_else(|| self.draft.report.title(), name_of)
    }

    /// Where the copy is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// The copies that programs which did not end well have left, the newest first.
pub fn left(data: &DataFolder) -> Vec<Found> {
    let Some(folder) = data.within(FOLDER) else { return Vec::new() };
    clear_slots(data, &folder);
    let left = copies_in(data, &folder).into_iter().filter(|copy| is_left(data, copy));
    in_order(left.filter_map(|copy| open(data, copy).ok()).collect())
}

/// The copies that were not wanted and are still kept, the newest first. Those of more than a week go.
pub fn discarded(data: &DataFolder) -> Vec<Found> {
    let Some(folder) = discarded_in(data) else { return Vec::new() };
    let (old, kept): (Vec<_>, Vec<_>) = copies_in(data, &folder).into_iter().partition(|copy| is_old(copy));
    for copy in old {
        // What cannot be removed now is so another day.
        let _ = data.disk().remove(&copy);
    }
    in_order(kept.into_iter().filter_map(|copy| open(data, copy).ok()).collect())
}

/// Puts a copy that is not wanted aside, where it is kept for a week.
///
/// # Errors
/// Those of the system; the copy is then where it was.
pub fn discard(data: &DataFolder, copy: &Path) -> io::Result<()> {
    let folder = discarded_in(data).ok_or(io::ErrorKind::NotFound)?;
    data.disk().make_folder(&folder)?;
    let numbers = copies_in(data, &folder).into_iter().filter_map(|copy| number_of(&copy));
    let number = numbers.max().map_or(1, |number| number.saturating_add(1));
    data.disk().rename(copy, &folder.join(format!("{number}.ron")))?;
    let _ = data.disk().remove(&lock_beside(copy));
    Ok(())
}

/// Takes a copy away for good: what it held is somewhere else by now.
pub fn forget(data: &DataFolder, copy: &Found) {
    // One that stays is offered once more than needed.
    let _ = data.disk().remove(&copy.path);
    let _ = data.disk().remove(&lock_beside(&copy.path));
}

impl Slot {
    /// A slot of this program's own.
    ///
    /// # Errors
    /// Those of the system, or there is no data folder.
    pub fn new(data: &DataFolder) -> io::Result<Self> {
        let folder = data.within(FOLDER).ok_or(io::ErrorKind::NotFound)?;
        data.disk().make_folder(&folder)?;
        let named = tempfile::Builder::new().prefix("").suffix(".lock").tempfile_in(&folder)?;
        let (_, lock) = named.keep().map_err(|e| e.error)?;
        let held = match claim(data.disk(), &lock, Readers::Owner) {
            Claim::Ours(file) => Some(file),
            Claim::Held | Claim::NoLocks => None,
        };
        Ok(Self { data: data.clone(), copy: lock.with_extension("ron"), lock, _held: held })
    }

    /// Writes the copy, whole or not at all.
    ///
    /// # Errors
    /// It could not be written; the one before it is still there.
    pub fn write(&self, belongs: &Belongs, draft: &Draft) -> Result<(), SaveFault> {
        let text = format!("{MARK}{}\n{}", notes::line(belongs), file::write(draft));
        put::put_own(self.data.disk(), &self.copy, text.as_bytes())
    }

    /// Takes the copy away: all that it held is saved.
    pub fn clear(&self) {
        // One that stays is offered once more than needed.
        let _ = self.data.disk().remove(&self.copy);
    }

    /// Puts the copy aside, where it is kept for a week: what it held is not wanted.
    pub fn discard(&self) {
        // Where it cannot be put aside it stays, and is offered at the next start.
        let _ = discard(&self.data, &self.copy);
    }

    /// Where the copy is.
    pub fn path(&self) -> &Path {
        &self.copy
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        // While there is a copy its lock says that nobody has it any more.
        if !self.copy.exists() {
            let _ = self.data.disk().remove(&self.lock);
        }
    }
}

/// Removes the locks of killed windows that had nothing unsaved.
fn clear_slots(data: &DataFolder, folder: &Path) {
    let entries = data.disk().list(folder).unwrap_or_default();
    let locks = entries.iter().filter(|path| path.extension().is_some_and(|e| e == "lock"));
    for lock in locks.filter(|lock| !lock.with_extension("ron").exists()) {
        if matches!(claim(data.disk(), lock, Readers::Owner), Claim::Ours(_)) {
            // Another day, where it cannot be now.
            let _ = data.disk().remove(lock);
        }
    }
}

fn discarded_in(data: &DataFolder) -> Option<PathBuf> {
    Some(data.within(FOLDER)?.join(DISCARDED))
}

fn lock_beside(copy: &Path) -> PathBuf {
    copy.with_extension("lock")
}

fn number_of(copy: &Path) -> Option<u64> {
    copy.file_stem()?.to_str()?.parse().ok()
}

fn copies_in(data: &DataFolder, folder: &Path) -> Vec<PathBuf> {
    let mut copies = data.disk().list(folder).unwrap_or_default();
    copies.retain(|path| path.extension().is_some_and(|e| e == "ron"));
    copies
}

/// Whether nobody has the slot of a copy any more.
fn is_left(data: &DataFolder, copy: &Path) -> bool {
    let lock = lock_beside(copy);
    // Asking makes a lock where there is none, which is let go of with the copy.
    !matches!(claim(data.disk(), &lock, Readers::Owner), Claim::Held)
}

/// By the disk's own clock; one that was put back keeps a copy for longer.
fn is_old(copy: &Path) -> bool {
    let written = fs::metadata(copy).and_then(|meta| meta.modified()).ok();
    written.and_then(|at| at.elapsed().ok()).is_some_and(|age| age > KEPT)
}

fn in_order(mut copies: Vec<Found>) -> Vec<Found> {
    copies.sort_by(|a, b| b.belongs.at.cmp(&a.belongs.at));
    copies
}

fn open(data: &DataFolder, path: PathBuf) -> Result<Found, OpenFault> {
    let bytes = data.disk().read(&path, MAX_BYTES + LONGEST_LINE)?;
    let text = String::from_utf8(bytes).map_err(|_| OpenFault::NotText { line: 1 })?;
    let (first, rest) = text.split_once('\n').unwrap_or(("", &text));
    let belongs = first.strip_prefix(MARK).and_then(notes::read);
    // Without its line it is a draft that belongs nowhere.
    let draft = file::read(if belongs.is_some() { rest } else { &text })?;
    Ok(Found { belongs: belongs.unwrap_or_default(), draft, path })
}
