//! A disk that fails at one operation and at all later ones.
#![allow(dead_code, reason = "each test uses some of it")]
#![allow(clippy::unwrap_used, reason = "a test that unwraps fails as it should")]

use std::{
    fs::{File, Metadata, TryLockError},
    io::{self, ErrorKind, Write as _},
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
};

use nianbao::store::disk::{Disk, Readers, System};
use tempfile::{NamedTempFile, TempPath};

/// What becomes of the computer at the fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// The program goes on and tidies up.
    GoesOn,
    /// The program is killed or the power is gone: nothing is tidied up.
    Killed,
}

/// A disk that fails at one operation and at all later ones.
#[derive(Debug)]
pub struct Faulty {
    done: AtomicUsize,
    /// The operations that go well.
    pub well: usize,
    /// What the others say.
    pub kind: ErrorKind,
    /// The bytes that a failing write still writes.
    pub bytes: usize,
    /// What becomes of the computer.
    pub after: After,
}

impl Faulty {
    /// Fails after so many operations.
    pub fn new(well: usize, kind: ErrorKind) -> Self {
        Self { done: AtomicUsize::new(0), well, kind, bytes: 0, after: After::GoesOn }
    }

    /// The computer goes down with it, in the middle of a write.
    pub fn killed(well: usize, bytes: usize) -> Self {
        Self { bytes, after: After::Killed, ..Self::new(well, ErrorKind::Other) }
    }

    /// The disk is full in the middle of a write.
    pub fn full(well: usize, bytes: usize) -> Self {
        Self { bytes, ..Self::new(well, ErrorKind::StorageFull) }
    }

    /// The operations that were asked for.
    pub fn asked(&self) -> usize {
        self.done.load(Ordering::Relaxed)
    }

    fn step(&self) -> io::Result<()> {
        let done = self.done.fetch_add(1, Ordering::Relaxed);
        if done < self.well { Ok(()) } else { Err(self.kind.into()) }
    }
}

/// How many operations an act asks of a disk that never fails.
pub fn operations(act: impl FnOnce(&Faulty)) -> usize {
    let disk = Faulty::new(usize::MAX, ErrorKind::Other);
    act(&disk);
    disk.asked()
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
        if let Err(e) = self.step() {
            file.write_all(&bytes[..self.bytes.min(bytes.len())])?;
            return Err(e);
        }
        System.write(file, bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        self.step()?;
        System.sync(file)
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

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.step()?;
        System.sync_folder(folder)
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

    fn open_lock(&self, path: &Path, readers: Readers) -> io::Result<File> {
        self.step()?;
        System.open_lock(path, readers)
    }

    fn lock(&self, file: &File) -> Result<(), TryLockError> {
        self.step().map_err(TryLockError::Error)?;
        System.lock(file)
    }
}
