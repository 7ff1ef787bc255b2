//! Saves drafts and writes exports, whole or not at all.

use std::path::Path;

use super::{
    SaveError, SaveFault, Seen,
    disk::{Disk, System},
    name_of, open,
    put::{Step, Target, placing, replacing},
};
use crate::draft::{
    Draft,
    file::{self, MAX_BYTES},
};

/// Saves a draft under this name, over what has it; gives back what now stands in the file.
///
/// Permissions, owner and group of the old file stay, and a symbolic link stays a link. Hard links part: the other
/// names keep the old content.
///
/// # Errors
/// One sentence that names the file. What had the name is still there whole, and nothing new lies beside it; the
/// exception is [`SaveFault::Unconfirmed`], where the new content is in place.
pub fn save(path: &Path, draft: &Draft) -> Result<Seen, SaveError> {
    save_on(&System, path, draft)
}

/// [`save`] on a given disk.
///
/// # Errors
/// As [`save`].
pub fn save_on(disk: &dyn Disk, path: &Path, draft: &Draft) -> Result<Seen, SaveError> {
    let text = file::write(draft);
    put(disk, path, text.as_bytes()).map_err(|fault| SaveError { name: name_of(path), fault })?;
    Ok(Seen::of(text.as_bytes()))
}

fn put(disk: &dyn Disk, path: &Path, text: &[u8]) -> Result<(), SaveFault> {
    let bytes = text.len() as u64;
    if bytes > MAX_BYTES {
        return Err(SaveFault::TooLarge { bytes });
    }
    not_newer(Target::of(path)?)?.put(disk, text, replacing)
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
pub fn write_export_on(disk: &dyn Disk, path: &Path, bytes: &[u8], force: bool) -> Result<(), SaveError> {
    let named = |fault| SaveError { name: name_of(path), fault };
    let target = Target::of(path).map_err(named)?;
    if target.old.is_some() && !force {
        return Err(named(SaveFault::Exists));
    }
    let step: Step = if force { replacing } else { placing };
    not_newer(target).and_then(|target| target.put(disk, bytes, step)).map_err(named)
}

/// Refuses to replace a draft of a newer version: this program cannot know what would be lost.
fn not_newer(target: Target) -> Result<Target, SaveFault> {
    let text = open::bytes(&target.path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    match text.and_then(|text| file::later_version(&text)) {
        Some(found) => Err(SaveFault::Newer { found }),
        None => Ok(target),
    }
}
