//! 以前的版本: the last ten states of each draft that were saved, in the program's own data folder.
//!
//! Their order is that of a counter, never of a clock. What is to be replaced is kept before it is, whoever wrote it, so
//! that no save takes away the only copy of anything.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use sha2::{Digest as _, Sha256};

use super::{DataFolder, OpenError, SaveFault, disk::folder_of, put};
use crate::draft::{Draft, file::MAX_BYTES};

/// The most versions that are kept of a draft.
pub const MOST: usize = 10;
/// So many are kept however old they are.
const LEAST: usize = 3;
/// Older ones beyond those go: a report is written once a year.
const OLDEST: Duration = Duration::from_hours(400 * 24);
/// The folder of all of them in the data folder.
const FOLDER: &str = "versions";
/// How many figures the counter is written with, so that names are in its order.
const FIGURES: usize = 8;

/// A state of a draft that was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its number, from 1; later ones are higher.
    pub number: u64,
    /// When it was kept, as the user's clock said: `2026-01-15 14:32`.
    pub at: String,
    path: PathBuf,
}

impl Version {
    /// The draft as it was.
    ///
    /// # Errors
    /// As [`super::open`].
    pub fn open(&self) -> Result<Draft, OpenError> {
        super::open(&self.path)
    }

    fn read(path: PathBuf) -> Option<Self> {
        let stem = path.file_stem()?.to_str()?;
        let (number, at) = stem.split_once(' ')?;
        let (date, time) = at.split_once(' ')?;
        let time = [time.get(..2)?, time.get(2..4)?].join(":");
        Some(Self { number: number.parse().ok()?, at: format!("{date} {time}"), path })
    }
}

/// Where the versions of all drafts are, or will be; none where the user has no place for them.
pub fn place(data: &DataFolder) -> Option<PathBuf> {
    data.within(FOLDER)
}

/// The versions of the draft under this name that are kept, the newest first.
pub fn of(data: &DataFolder, draft: &Path) -> Vec<Version> {
    let Some(folder) = folder(data, draft) else { return Vec::new() };
    listed(data, &folder).unwrap_or_default()
}

fn listed(data: &DataFolder, folder: &Path) -> io::Result<Vec<Version>> {
    let paths = data.disk().list(folder)?;
    let mut versions: Vec<Version> = paths.into_iter().filter_map(Version::read).collect();
    versions.sort_by_key(|version| std::cmp::Reverse(version.number));
    Ok(versions)
}

/// Keeps what stands under this name now, whoever wrote it, unless the newest version is just that. `at` is the moment
/// as `2026-01-15 143205`.
///
/// # Errors
/// It could not be kept; what is kept already stays.
pub fn keep_what_is_there(data: &DataFolder, draft: &Path, at: &str) -> Result<(), SaveFault> {
    match data.disk().read(draft, MAX_BYTES) {
        Ok(bytes) => keep(data, draft, &bytes, at),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(e) => Err(e.into()),
    }
}

/// Keeps this content as the newest version of the draft under this name, unless the newest is just that; the oldest go.
///
/// # Errors
/// As [`keep_what_is_there`].
pub fn keep(data: &DataFolder, draft: &Path, bytes: &[u8], at: &str) -> Result<(), SaveFault> {
    let Some(folder) = folder(data, draft) else { return Err(SaveFault::FolderGone) };
    // Where it is not known what there is, a number would be given that is taken, or that of an older one.
    let kept = listed(data, &folder)?;
    let newest = kept.first();
    if newest.is_some_and(|newest| is_just(data, newest, bytes)) {
        return Ok(());
    }
    let number = newest.map_or(1, |newest| newest.number.saturating_add(1));
    let path = folder.join(format!("{number:0FIGURES$} {at}.ron"));
    put::put_own(data.disk(), &path, bytes)?;
    prune(data, &kept);
    Ok(())
}

fn is_just(data: &DataFolder, version: &Version, bytes: &[u8]) -> bool {
    data.disk().read(&version.path, MAX_BYTES).is_ok_and(|kept| kept == bytes)
}

/// Removes what is too much or too old of the versions there were before the newest.
fn prune(data: &DataFolder, before: &[Version]) {
    let too_many = before.iter().skip(MOST - 1);
    let too_old = before.iter().take(MOST - 1).skip(LEAST - 1).filter(|version| is_old(&version.path));
    for version in too_many.chain(too_old) {
        // What cannot be removed now is tried again after the next save.
        let _ = data.disk().remove(&version.path);
    }
}

/// By the disk's own clock, which may be wrong: the newest are kept whatever it says.
fn is_old(path: &Path) -> bool {
    let written = fs::metadata(path).and_then(|meta| meta.modified()).ok();
    written.and_then(|at| at.elapsed().ok()).is_some_and(|age| age > OLDEST)
}

/// The folder of a draft's versions. The draft is known by its whole path, links followed.
fn folder(data: &DataFolder, draft: &Path) -> Option<PathBuf> {
    let draft = put::follow(draft).ok()?;
    // The draft itself may be gone by now.
    let place = folder_of(&draft).canonicalize().or_else(|_| std::path::absolute(folder_of(&draft))).ok()?;
    let hash = Sha256::digest(place.join(draft.file_name()?).as_os_str().as_encoded_bytes());
    let short: String = hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    Some(data.within(FOLDER)?.join(short))
}
