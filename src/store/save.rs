//! Saves whole or not at all: beside the old file, synced, read back, then renamed over it.

use std::{
    fs::{self, Metadata},
    io,
    path::{Path, PathBuf},
};

use super::{
    SaveError, SaveFault,
    disk::{Disk, System, folder_of},
    name_of, open,
};
use crate::draft::{
    Draft,
    file::{self, FileError, MAX_BYTES},
};

/// How many links a name may lead through; the systems themselves stop at 40.
const MAX_LINKS: usize = 40;

/// Saves a draft under this name, over what has it.
///
/// The permissions of the old file stay, and a symbolic link stays a link. Hard links part: the other names keep
/// the old content.
///
/// # Errors
/// One sentence that names the file. What had the name is still there whole, and nothing new lies beside it; the
/// exception is [`SaveFault::Unconfirmed`], where the new content is in place.
pub fn save(path: &Path, draft: &Draft) -> Result<(), SaveError> {
    save_on(&System, path, draft)
}

/// [`save`] on a given disk.
///
/// # Errors
/// As [`save`].
pub fn save_on(disk: &impl Disk, path: &Path, draft: &Draft) -> Result<(), SaveError> {
    let text = file::write(draft);
    let named = |fault| SaveError { name: name_of(path), fault };
    let bytes = text.len() as u64;
    if bytes > MAX_BYTES {
        return Err(named(SaveFault::TooLarge { bytes }));
    }
    let target = target(path).and_then(not_newer).map_err(named)?;
    put(disk, &target, text.as_bytes(), Disk::replace).map_err(named)
}

/// Writes an exported file under this name; over what has it only if `force`.
///
/// # Errors
/// As [`save`], and [`SaveFault::Exists`] without `force`: decided in the same step that gives the name, so that
/// no file that comes into being meanwhile is lost.
pub fn write_export(path: &Path, bytes: &[u8], force: bool) -> Result<(), SaveError> {
    write_export_on(&System, path, bytes, force)
}

/// [`write_export`] on a given disk.
///
/// # Errors
/// As [`write_export`].
pub fn write_export_on(disk: &impl Disk, path: &Path, bytes: &[u8], force: bool) -> Result<(), SaveError> {
    let named = |fault| SaveError { name: name_of(path), fault };
    let target = target(path).map_err(named)?;
    if target.old.is_some() && !force {
        return Err(named(SaveFault::Exists));
    }
    let target = not_newer(target).map_err(named)?;
    let step = if force { Disk::replace } else { Disk::place };
    put(disk, &target, bytes, step).map_err(named)
}

/// Where the content goes once links are followed, and what is there now.
struct Target {
    path: PathBuf,
    old: Option<Metadata>,
}

fn target(path: &Path) -> Result<Target, SaveFault> {
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
        Some(old) if old.permissions().readonly() => Err(SaveFault::ReadOnly),
        None if path.file_name().is_none() => Err(SaveFault::Folder),
        _ => Ok(Target { path, old }),
    }
}

/// The file that a name leads to through links, which need not exist yet.
fn follow(path: &Path) -> Result<PathBuf, SaveFault> {
    let mut path = path.to_owned();
    for _ in 0..MAX_LINKS {
        match fs::read_link(&path) {
            Ok(to) => path = folder_of(&path).join(to),
            Err(_) => return Ok(path),
        }
    }
    Err(SaveFault::Special)
}

/// Refuses to replace a draft of a newer version: this program cannot know what would be lost.
fn not_newer(target: Target) -> Result<Target, SaveFault> {
    let text = open::bytes(&target.path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    match text.map(|text| file::read(&text)) {
        Some(Err(FileError::Newer { found, .. })) => Err(SaveFault::Newer { found }),
        _ => Ok(target),
    }
}

/// The last step: gives the new file its name.
type Step<D> = fn(&D, tempfile::TempPath, &Path) -> io::Result<()>;

fn put<D: Disk>(disk: &D, target: &Target, bytes: &[u8], step: Step<D>) -> Result<(), SaveFault> {
    let folder = folder_of(&target.path);
    let mut new = disk.create(&folder)?;
    if let Some(old) = &target.old {
        disk.permit(new.as_file(), old.permissions())?;
    }
    disk.write(new.as_file_mut(), bytes)?;
    disk.sync(new.as_file())?;
    // Closed before it is renamed: some systems do not rename an open file.
    let new = new.into_temp_path();
    if disk.read(&new)? != bytes {
        return Err(SaveFault::Corrupt);
    }
    step(disk, new, &target.path)?;
    disk.sync_folder(&folder).map_err(|_| SaveFault::Unconfirmed)
}
