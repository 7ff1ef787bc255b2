//! A file whole or not at all: beside the old one, synced, read back, then renamed over it.

use std::{
    fs::{self, Metadata},
    io,
    path::{Path, PathBuf},
};

use tempfile::TempPath;

use super::{
    SaveFault,
    disk::{Disk, Readers, clear_leftovers, folder_of, is_protected},
};

/// How many links a name may lead through; the systems themselves stop at 40.
const MAX_LINKS: usize = 40;

/// Where the content goes once links are followed, and what is there now.
pub(super) struct Target {
    /// The file itself.
    pub path: PathBuf,
    /// What the disk says of the file that is there.
    pub old: Option<Metadata>,
}

/// The last step: gives the new file its name.
pub(super) type Step = fn(&dyn Disk, TempPath, &Path) -> io::Result<()>;

/// Takes the place of what has the name.
pub(super) fn replacing(disk: &dyn Disk, file: TempPath, to: &Path) -> io::Result<()> {
    disk.replace(file, to)
}

/// Leaves what has the name.
pub(super) fn placing(disk: &dyn Disk, file: TempPath, to: &Path) -> io::Result<()> {
    disk.place(file, to)
}

impl Target {
    /// Looks where content for this name would go, and whether it may.
    pub(super) fn of(path: &Path) -> Result<Self, SaveFault> {
        let path = follow(path)?;
        let old = match fs::metadata(&path) {
            Ok(old) => Some(old),
            Err(e) if e.kind() == io::ErrorKind::NotFound => None,
            Err(e) => return Err(e.into()),
        };
        match &old {
            Some(old) if old.is_dir() => Err(SaveFault::Folder),
            Some(old) if !old.is_file() => Err(SaveFault::Special),
            // Renaming over it would work where the folder is writable, but the protection was meant.
            Some(_) if is_protected(&path) => Err(SaveFault::ReadOnly),
            None if path.file_name().is_none() => Err(SaveFault::Folder),
            _ => Ok(Self { path, old }),
        }
    }

    /// Puts the content there. What killed programs left beside it is tidied away afterwards.
    pub(super) fn put(&self, disk: &dyn Disk, bytes: &[u8], step: Step) -> Result<(), SaveFault> {
        let folder = folder_of(&self.path);
        let mut new = disk.create(&folder, Readers::Usual)?;
        if let Some(old) = &self.old {
            disk.own(new.as_file(), old).map_err(not_ours)?;
            disk.permit(new.as_file(), old)?;
        }
        disk.write(new.as_file_mut(), bytes)?;
        finish(disk, new, bytes, &self.path, step)?;
        disk.sync_folder(&folder).map_err(|_| SaveFault::Unconfirmed)?;
        clear_leftovers(disk, &folder);
        Ok(())
    }
}

/// Puts a file of the program's own into its own folder, for the user's eyes alone.
///
/// # Errors
/// Those of the system; what had the name is still there whole.
pub(super) fn put_own(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), SaveFault> {
    let folder = folder_of(path);
    disk.make_folder(&folder)?;
    let mut new = disk.create(&folder, Readers::Owner)?;
    disk.write(new.as_file_mut(), bytes)?;
    finish(disk, new, bytes, path, replacing)?;
    disk.sync_folder(&folder).map_err(|_| SaveFault::Unconfirmed)?;
    clear_leftovers(disk, &folder);
    Ok(())
}

/// Makes sure that the content is on the disk, and gives it its name.
fn finish(
    disk: &dyn Disk,
    new: tempfile::NamedTempFile,
    bytes: &[u8],
    to: &Path,
    step: Step,
) -> Result<(), SaveFault> {
    disk.sync(new.as_file())?;
    let (file, path) = new.into_parts();
    // Windows does not rename an open file; elsewhere it stays locked until it has its name.
    let held = (!cfg!(windows)).then_some(file);
    if disk.read(&path, bytes.len() as u64)? != bytes {
        return Err(SaveFault::Corrupt);
    }
    step(disk, path, to)?;
    drop(held);
    Ok(())
}

/// Only an administrator may give files away.
fn not_ours(error: io::Error) -> SaveFault {
    if error.kind() == io::ErrorKind::PermissionDenied { SaveFault::NotOurs } else { error.into() }
}

/// The file that a name leads to through links, which need not exist yet.
pub(super) fn follow(path: &Path) -> Result<PathBuf, SaveFault> {
    let mut path = path.to_owned();
    for _ in 0..MAX_LINKS {
        match fs::read_link(&path) {
            Ok(to) => path = folder_of(&path).join(to),
            Err(_) => return Ok(path),
        }
    }
    Err(SaveFault::Special)
}
