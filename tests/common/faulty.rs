//! A disk that fails at one operation, for good or once.
#![allow(dead_code, reason = "each test uses some of it")]
#![allow(clippy::unwrap_used, reason = "a test that unwraps fails as it should")]

use std::{
    fs::{File, Metadata, TryLockError},
    io::{self, ErrorKind, Write as _},
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use nianbao::store::disk::{Disk, Readers, System};
use tempfile::{NamedTempFile, TempDir, TempPath};

/// What becomes of the computer at the fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// The program goes on and tidies up.
    GoesOn,
    /// The program is killed or the power is gone: nothing is tidied up.
    Killed,
}

/// How long a fault lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasts {
    /// All that comes later fails too.
    ForGood,
    /// The next operation goes well again.
    Once,
}

/// A disk that fails at one operation.
#[derive(Debug)]
pub struct Faulty {
    begun: AtomicBool,
    /// The bytes of each operation that was asked for.
    asked: Mutex<Vec<usize>>,
    /// The operations that go well.
    pub well: usize,
    /// What the others say.
    pub kind: ErrorKind,
    /// The bytes that the failing write still writes.
    pub bytes: usize,
    /// What becomes of the computer.
    pub after: After,
    /// How long it lasts.
    pub lasts: Lasts,
}

impl Faulty {
    /// Fails after so many operations.
    pub fn new(well: usize, kind: ErrorKind) -> Self {
        Self {
            begun: AtomicBool::new(true),
            asked: Mutex::default(),
            well,
            kind,
            bytes: 0,
            after: After::GoesOn,
            lasts: Lasts::ForGood,
        }
    }

    /// The computer goes down with it, in the middle of a write.
    pub fn killed(well: usize, bytes: usize) -> Self {
        Self { bytes, after: After::Killed, ..Self::new(well, ErrorKind::Other) }
    }

    /// The disk is full in the middle of a write.
    pub fn full(well: usize, bytes: usize) -> Self {
        Self { bytes, ..Self::new(well, ErrorKind::StorageFull) }
    }

    /// It fails once, and the next operation goes well again.
    #[must_use]
    pub fn once(self) -> Self {
        Self { lasts: Lasts::Once, ..self }
    }

    /// All goes well, and nothing is counted, until [`Faulty::begin`].
    #[must_use]
    pub fn later(self) -> Self {
        Self { begun: AtomicBool::new(false), ..self }
    }

    /// Begins to count.
    pub fn begin(&self) {
        self.begun.store(true, Ordering::Relaxed);
    }

    /// The operations that were asked for.
    pub fn asked(&self) -> usize {
        self.sizes().len()
    }

    /// The bytes of each, which only writes have.
    pub fn sizes(&self) -> Vec<usize> {
        self.asked.lock().unwrap().clone()
    }

    fn step(&self) -> io::Result<()> {
        self.step_of(0).map_err(|fault| fault.0)
    }

    /// Whether the next operation, of so many bytes, goes well; and where it does not, whether it is the first that
    /// fails.
    fn step_of(&self, bytes: usize) -> Result<(), (io::Error, bool)> {
        if !self.begun.load(Ordering::Relaxed) {
            return Ok(());
        }
        let mut asked = self.asked.lock().unwrap();
        let at = asked.len();
        asked.push(bytes);
        let fails = if self.lasts == Lasts::Once { at == self.well } else { at >= self.well };
        if fails { Err((self.kind.into(), at == self.well)) } else { Ok(()) }
    }
}

impl Disk for Faulty {
    fn create(&self, folder: &Path, readers: Readers) -> io::Result<NamedTempFile> {
        self.step()?;
        let mut file = System.create(folder, readers)?;
        file.disable_cleanup(self.after == After::Killed);
        Ok(file)
    }

    fn own(&self, file: &File, old: &Metadata) -> io::Result<()> {
        self.step()?;
        System.own(file, old)
    }

    fn permit(&self, file: &File, old: &Metadata) -> io::Result<()> {
        self.step()?;
        System.permit(file, old)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        if let Err((error, is_first)) = self.step_of(bytes.len()) {
            if is_first {
                file.write_all(&bytes[..self.bytes.min(bytes.len())])?;
            }
            return Err(error);
        }
        System.write(file, bytes)
    }

    fn empty(&self, file: &mut File) -> io::Result<()> {
        self.step()?;
        System.empty(file)
    }

    /// Whoever runs on cannot see what it did, and it takes long.
    fn sync(&self, _: &File) -> io::Result<()> {
        self.step()
    }

    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        self.step()?;
        System.read(path, most)
    }

    fn replace(&self, file: TempPath, to: &Path) -> io::Result<()> {
        self.step()?;
        System.replace(file, to)
    }

    fn place(&self, file: TempPath, to: &Path) -> io::Result<()> {
        self.step()?;
        System.place(file, to)
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        self.step()
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.step()?;
        System.make_folder(folder)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.step()?;
        System.list(folder)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        System.remove(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        System.rename(from, to)
    }

    fn passing_folder(&self, folder: &Path, prefix: &str) -> io::Result<TempDir> {
        self.step()?;
        let mut made = System.passing_folder(folder, prefix)?;
        made.disable_cleanup(self.after == After::Killed);
        Ok(made)
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        self.step()?;
        System.remove_folder(folder)
    }

    fn made_here(&self, folder: &Path) -> io::Result<Metadata> {
        self.step()?;
        System.made_here(folder)
    }

    fn open_lock(&self, path: &Path, readers: Readers) -> io::Result<File> {
        self.step()?;
        System.open_lock(path, readers)
    }

    fn lock(&self, file: &File) -> Result<(), TryLockError> {
        self.step().map_err(TryLockError::Error)?;
        System.lock(file)
    }
}

/// A disk on which everything goes well, but which never says that all is on it.
#[derive(Debug)]
pub struct Unsettled;

impl Disk for Unsettled {
    fn settle(&self, _: &Path) -> io::Result<()> {
        Err(ErrorKind::Other.into())
    }
}
