//! 锁: a file beside a draft that says who has it open, so that a second window only looks.
//!
//! The file is locked as long as the draft is open; a program that dies lets go of it, and what it wrote about itself
//! shows that it did not end well. Where the disk knows no locks, or the folder takes no file, a draft is not locked, and
//! changes by others are noticed before it is saved.

use std::{
    env,
    fs::{File, TryLockError},
    io,
    path::{Path, PathBuf},
    process,
    sync::Arc,
};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{
    disk::{Disk, Readers, folder_of, is_busy},
    notes, put,
};

/// More is never read of a file that says who has a draft.
const MOST: u64 = 4 * 1024;
/// How often a lock is tried again whose file was removed by the one who let go of it.
const TRIES: usize = 3;

/// Who has a draft open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Holder {
    /// The name of the user's account.
    pub user: String,
    /// The name of the computer.
    pub machine: String,
    /// The number of the process.
    pub process: u32,
    /// Since when, as the user's clock said.
    pub since: String,
}

/// A draft that this program has open for writing. Others may write it once this is dropped.
#[derive(Debug)]
pub struct DraftLock {
    disk: Arc<dyn Disk>,
    path: PathBuf,
    /// Locked as long as it is open.
    file: Option<File>,
}

/// What came of asking for a draft.
#[derive(Debug)]
pub enum Locking {
    /// Nobody else has it.
    Ours(DraftLock),
    /// Another window has it open.
    Held(Holder),
    /// A program that did not end well had it; the lock is to be had.
    Left(Holder, DraftLock),
    /// It cannot be locked here.
    NoLocks,
}

impl Holder {
    /// This program, from now on.
    pub fn ours(since: String) -> Self {
        let user = ["USER", "USERNAME", "LOGNAME"].iter().find_map(|name| env::var(name).ok());
        Self {
            user: user.unwrap_or_default(),
            machine: gethostname::gethostname().to_string_lossy().into_owned(),
            process: process::id(),
            since,
        }
    }

    /// Who it is, in words: `张三（PC-01）`; of the same account on this computer, what it is.
    pub fn words(&self) -> String {
        let here = Self::ours(String::new());
        if (&self.user, &self.machine) == (&here.user, &here.machine) {
            return "这台电脑上的另一个窗口".to_owned();
        }
        match (self.user.as_str(), self.machine.as_str()) {
            ("", "") => "另一个窗口".to_owned(),
            ("", machine) => format!("{machine}上的窗口"),
            (user, "") => user.to_owned(),
            (user, machine) => format!("{user}（{machine}）"),
        }
    }
}

/// Asks for a draft, as this holder.
pub fn take(disk: &Arc<dyn Disk>, draft: &Path, holder: &Holder) -> Locking {
    let Ok(path) = put::follow(draft).map(|draft| lock_of(&draft)) else { return Locking::NoLocks };
    match claim(&**disk, &path, Readers::Usual) {
        Claim::Ours(file) => ours(DraftLock { disk: Arc::clone(disk), path, file: Some(file) }, holder),
        Claim::Held => Locking::Held(said_by(&**disk, &path)),
        Claim::NoLocks => Locking::NoLocks,
    }
}

fn ours(mut lock: DraftLock, holder: &Holder) -> Locking {
    let left = said_by(&*lock.disk, &lock.path);
    // What cannot be written keeps nobody out of the draft: the lock itself holds.
    let _ = lock.say(holder);
    if left == Holder::default() { Locking::Ours(lock) } else { Locking::Left(left, lock) }
}

impl DraftLock {
    /// Whether it is the lock of this draft.
    pub fn is_of(&self, draft: &Path) -> bool {
        put::follow(draft).is_ok_and(|draft| lock_of(&draft) == self.path)
    }

    /// Writes who has the draft. Into the file itself: one beside it would not be the locked one.
    fn say(&mut self, holder: &Holder) -> io::Result<()> {
        let Some(file) = &mut self.file else { return Ok(()) };
        self.disk.empty(file)?;
        self.disk.write(file, notes::line(holder).as_bytes())
    }
}

impl Drop for DraftLock {
    fn drop(&mut self) {
        if cfg!(windows) {
            // An open file is not removed there.
            self.file = None;
        }
        // What stays behind says of a program that is gone that it did not end well, and asks once too often.
        let _ = self.disk.remove(&self.path);
    }
}

/// What came of locking a file.
pub(super) enum Claim {
    /// It is ours as long as it is open.
    Ours(File),
    /// Another process has it.
    Held,
    /// The disk knows no locks, or takes no file.
    NoLocks,
}

/// Locks a file of this name, which is made where there is none.
pub(super) fn claim(disk: &dyn Disk, path: &Path, readers: Readers) -> Claim {
    for _ in 0..TRIES {
        let file = match disk.open_lock(path, readers) {
            Ok(file) => file,
            Err(e) if is_busy(&e) => return Claim::Held,
            Err(_) => return Claim::NoLocks,
        };
        match lock(disk, &file) {
            Ok(()) if is_still(&file, path) => return Claim::Ours(file),
            // Who had it has let go and removed it: the name stands for another file now, or for none.
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Claim::Held,
            Err(TryLockError::Error(_)) => {
                // Nothing can be said with it here.
                let _ = disk.remove(path);
                return Claim::NoLocks;
            }
        }
    }
    Claim::NoLocks
}

#[cfg(unix)]
fn lock(disk: &dyn Disk, file: &File) -> Result<(), TryLockError> {
    disk.lock(file)
}

/// On Windows the open file is the lock.
#[cfg(not(unix))]
fn lock(_: &dyn Disk, _: &File) -> Result<(), TryLockError> {
    Ok(())
}

#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let (Ok(open), Ok(named)) = (file.metadata(), std::fs::metadata(path)) else { return false };
    (open.dev(), open.ino()) == (named.dev(), named.ino())
}

#[cfg(not(unix))]
fn is_still(_: &File, path: &Path) -> bool {
    path.exists()
}

fn said_by(disk: &dyn Disk, lock: &Path) -> Holder {
    let said = disk.read(lock, MOST).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    said.and_then(|line| notes::read(&line)).unwrap_or_default()
}

/// The lock of a draft: hidden, beside it, and with a name that is never too long.
fn lock_of(draft: &Path) -> PathBuf {
    let name = draft.file_name().unwrap_or_default();
    let hash = Sha256::digest(name.as_encoded_bytes());
    let short: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    folder_of(draft).join(format!(".nianbao-{short}.lock"))
}
