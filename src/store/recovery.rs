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
    DataFolder, PartOpened, SaveFault, Seen,
    disk::{Readers, own_part},
    lock::{Claim, claim},
    name_of, notes, open, put,
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
/// How often another number is tried for what is put aside.
const TRIES: u64 = 10;

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
    /// The draft as it was, as far as it can be read.
    pub draft: Draft,
    /// How far that is.
    pub state: CopyState,
    path: PathBuf,
}

/// How much of a copy can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyState {
    /// All of it.
    Whole,
    /// A part: the file is damaged.
    InPart,
    /// Nothing: it is damaged, of a later program, or the disk does not give it.
    Unreadable,
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
    /// What the officer knows it as: the name of its file, or its title, or the name of the copy.
    pub fn name(&self) -> String {
        match (&self.belongs.path, self.state) {
            (Some(path), _) => name_of(path),
            (None, CopyState::Unreadable) => name_of(&self.path),
            (None, CopyState::Whole | CopyState::InPart) => self.draft.report.title(),
        }
    }

    /// Where the copy is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Where the copies are, or will be; none where the user has no place for them.
pub fn place(data: &DataFolder) -> Option<PathBuf> {
    data.within(FOLDER)
}

/// The copies that programs which did not end well have left, the newest first.
pub fn left(data: &DataFolder) -> Vec<Found> {
    let Some(folder) = data.within(FOLDER) else { return Vec::new() };
    clear_slots(data, &folder);
    let copies = copies_in(data, &folder).unwrap_or_default();
    in_order(
        copies.into_iter().filter(|copy| is_left(data, copy)).map(|copy| look_into(data, copy)).collect(),
    )
}

/// What can be read of a copy that is damaged.
pub fn in_part(data: &DataFolder, copy: &Found) -> Option<PartOpened> {
    open::part_of(parted(&bytes_of(data, &copy.path).ok()?).1).ok()
}

/// The copies that were not wanted and are still kept, the newest first. Those of more than a week go.
pub fn discarded(data: &DataFolder) -> Vec<Found> {
    let Some(folder) = discarded_in(data) else { return Vec::new() };
    let copies = copies_in(data, &folder).unwrap_or_default();
    let (old, kept): (Vec<_>, Vec<_>) = copies.into_iter().partition(|copy| is_old(copy));
    for copy in old {
        // What cannot be removed now is so another day.
        let _ = data.disk().remove(&copy);
    }
    let kept = kept.into_iter().map(|copy| look_into(data, copy));
    in_order(kept.filter(|copy| copy.state != CopyState::Unreadable).collect())
}

/// Puts a copy that is not wanted aside, where it is kept for a week.
///
/// # Errors
/// Those of the system; the copy is then where it was.
pub fn discard(data: &DataFolder, copy: &Path) -> io::Result<()> {
    let folder = discarded_in(data).ok_or(io::ErrorKind::NotFound)?;
    data.disk().make_folder(&folder)?;
    let numbers = copies_in(data, &folder)?.into_iter().filter_map(|copy| number_of(&copy));
    let newest = numbers.max().unwrap_or(0);
    for next in 1..=TRIES {
        let aside = folder.join(format!("{}.ron", newest.saturating_add(next)));
        match data.disk().rename(copy, &aside) {
            // Another window has put one aside meanwhile.
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
            renamed => {
                renamed?;
                let _ = data.disk().remove(&lock_beside(copy));
                return Ok(());
            }
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
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
        let lock = new_lock(data, &folder)?;
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

/// Makes a lock that nobody else has.
fn new_lock(data: &DataFolder, folder: &Path) -> io::Result<PathBuf> {
    let (file, path) = data.disk().create(folder, Readers::Owner)?.into_parts();
    // Windows does not rename an open file; elsewhere nobody takes it for a leftover until it has its name.
    let held = (!cfg!(windows)).then_some(file);
    let lock = folder.join(own_part(&path)).with_extension("lock");
    data.disk().place(path, &lock)?;
    drop(held);
    Ok(lock)
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

fn copies_in(data: &DataFolder, folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut copies = data.disk().list(folder)?;
    copies.retain(|path| path.extension().is_some_and(|e| e == "ron"));
    Ok(copies)
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

fn bytes_of(data: &DataFolder, copy: &Path) -> io::Result<Vec<u8>> {
    data.disk().read(copy, MAX_BYTES + LONGEST_LINE)
}

/// Reads as much of a copy as can be read. Without its line it is a draft that belongs nowhere.
fn look_into(data: &DataFolder, path: PathBuf) -> Found {
    let bytes = bytes_of(data, &path).unwrap_or_default();
    let (belongs, rest) = parted(&bytes);
    let whole = str::from_utf8(rest).ok().and_then(|text| file::read(text).ok());
    let (state, draft) = match whole {
        Some(draft) => (CopyState::Whole, draft),
        None => match open::part_of(rest) {
            Ok(part) => (CopyState::InPart, part.read.draft),
            Err(_) => (CopyState::Unreadable, Draft::default()),
        },
    };
    Found { belongs, draft, state, path }
}

/// Where a copy belongs, and the draft.
fn parted(copy: &[u8]) -> (Belongs, &[u8]) {
    let end = copy.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let first = str::from_utf8(&copy[..end]).ok();
    match first.and_then(|first| notes::read(first.strip_prefix(MARK)?)) {
        Some(belongs) => (belongs, &copy[end..]),
        None => (Belongs::default(), copy),
    }
}
