//! What the store asks of a disk, one method each, so that a test can let any of them fail after any byte.

use std::{
    fmt::Debug,
    fs::{self, File, Metadata, OpenOptions, TryLockError},
    io::{self, Read as _, Seek as _, Write as _},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use tempfile::{Builder, NamedTempFile, TempDir, TempPath};

/// How the names of files begin that are not finished yet.
const UNFINISHED: &str = ".nianbao-";
/// How they end.
const UNFINISHED_END: &str = ".tmp";
/// A folder with more entries is not looked through for what killed programs left.
const MOST_ENTRIES: usize = 10_000;
/// How often a new file is made anew whose name was taken away by who tidies up.
const MOST_TRIES: usize = 3;

/// Who may read a new file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Whoever may read the user's other files: a draft that a colleague could read stays readable.
    Usual,
    /// The user alone.
    Owner,
}

/// What the store asks of a disk. The methods do it; a test overrides them.
pub trait Disk: Debug + Send + Sync {
    /// Makes a new empty file with a name of its own in `folder`, locked as long as it is open, so that nobody takes
    /// it for the leftover of a dead program. It is removed when dropped.
    ///
    /// # Errors
    /// Those of the system.
    fn create(&self, folder: &Path, readers: Readers) -> io::Result<NamedTempFile> {
        create(folder, readers)
    }

    /// Gives the file the owner and the group of the one it will replace, where they differ.
    ///
    /// # Errors
    /// Those of the system: mostly only an administrator may give files away.
    fn own(&self, file: &File, old: &Metadata) -> io::Result<()> {
        own(file, old)
    }

    /// Gives the file the permissions of the one it will replace.
    ///
    /// # Errors
    /// Those of the system.
    fn permit(&self, file: &File, old: &Metadata) -> io::Result<()> {
        file.set_permissions(old.permissions())
    }

    /// Writes all bytes.
    ///
    /// # Errors
    /// Those of the system, a full disk before all.
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    /// Takes away all that an open file holds, so that it is written anew. Of what nobody minds the loss of alone.
    ///
    /// # Errors
    /// Those of the system.
    fn empty(&self, file: &mut File) -> io::Result<()> {
        file.set_len(0)?;
        file.rewind()
    }

    /// Waits until the content is on the disk.
    ///
    /// # Errors
    /// Those of the system; some disks only now say that they are full.
    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    /// Reads the file anew, at most `most` bytes and one more.
    ///
    /// # Errors
    /// Those of the system.
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Gives the file the name `to` in one step; what had that name is gone.
    ///
    /// # Errors
    /// Those of the system; the file is then removed and `to` is as it was.
    fn replace(&self, file: TempPath, to: &Path) -> io::Result<()> {
        replace(file, to)
    }

    /// Gives the file the name `to` in one step, unless something has that name.
    ///
    /// # Errors
    /// `AlreadyExists`, or those of the system; the file is then removed and `to` is as it was.
    fn place(&self, file: TempPath, to: &Path) -> io::Result<()> {
        file.persist_noclobber(to).map_err(|e| e.error)
    }

    /// Waits until the new name is on the disk. Systems that do this by themselves do nothing here.
    ///
    /// # Errors
    /// Those of the system.
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        sync_folder(folder)
    }

    /// Waits until everything that was ever written to the disk that holds this folder is on it, so that it can be pulled
    /// out. May take as long as other programs have left to be written. Systems that cannot do this do nothing here: each
    /// file was synced.
    ///
    /// # Errors
    /// Those of the system: the disk must not be pulled out yet.
    fn settle(&self, folder: &Path) -> io::Result<()> {
        settle(folder)
    }

    /// Makes a folder that only the user may enter, with those it lies in; one that there is stays as it is.
    ///
    /// # Errors
    /// Those of the system.
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        make_folder(folder)
    }

    /// What lies in a folder, by name; nothing where there is no such folder.
    ///
    /// # Errors
    /// Those of the system.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        list(folder)
    }

    /// Removes a file; that there is none is no error.
    ///
    /// # Errors
    /// Those of the system.
    fn remove(&self, path: &Path) -> io::Result<()> {
        match fs::remove_file(path) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
            result => result,
        }
    }

    /// Gives a file of the program's own another name in one step, unless something has that name.
    ///
    /// # Errors
    /// `AlreadyExists`, or those of the system; the file then has the name it had.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        rename(from, to)
    }

    /// Makes a folder with a name of its own in `folder`, for what is soon not needed any more: only the user may enter
    /// it. It is removed with all that is in it when dropped.
    ///
    /// # Errors
    /// Those of the system.
    fn passing_folder(&self, folder: &Path, prefix: &str) -> io::Result<TempDir> {
        passing_folder(folder, prefix)
    }

    /// Removes an empty folder.
    ///
    /// # Errors
    /// Those of the system, and where something is in it.
    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        fs::remove_dir(folder)
    }

    /// What the disk says of a file that the user makes in this folder; it is gone again at once.
    ///
    /// # Errors
    /// Those of the system.
    fn made_here(&self, folder: &Path) -> io::Result<Metadata> {
        tempfile::tempfile_in(folder)?.metadata()
    }

    /// Opens a file to be locked, and makes it where there is none; its content stays.
    ///
    /// # Errors
    /// Those of the system.
    fn open_lock(&self, path: &Path, readers: Readers) -> io::Result<File> {
        open_lock(path, readers)
    }

    /// Locks an open file until it is closed, without waiting.
    ///
    /// # Errors
    /// `WouldBlock` where somebody else has locked it; others where the disk knows no locks.
    fn lock(&self, file: &File) -> Result<(), TryLockError> {
        file.try_lock()
    }
}

/// The disk of this computer.
#[derive(Clone, Copy, Debug, Default)]
pub struct System;

impl Disk for System {}

fn create(folder: &Path, readers: Readers) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(UNFINISHED).suffix(UNFINISHED_END);
    if readers == Readers::Usual {
        readable_as_usual(&mut builder);
    }
    let mut file = builder.tempfile_in(folder)?;
    for _ in 1..MOST_TRIES {
        // Between making and locking, who tidies up may have taken it for a leftover.
        if !matches!(file.as_file().try_lock(), Err(TryLockError::WouldBlock)) && file.path().exists() {
            break;
        }
        file = builder.tempfile_in(folder)?;
    }
    Ok(file)
}

/// Removes the unfinished files that killed programs left in a folder. What is being written is locked; where the disk
/// knows no locks nothing can be told apart, and all stays.
pub(super) fn clear_leftovers(disk: &dyn Disk, folder: &Path) {
    // What cannot be looked for or removed now is so at the next save.
    let Ok(entries) = disk.list(folder) else { return };
    for path in entries.iter().filter(|path| is_unfinished(path)) {
        // Opened for writing alone: a leftover is never made here.
        let Ok(file) = OpenOptions::new().write(true).open(path) else { continue };
        if disk.lock(&file).is_ok() {
            let _ = disk.remove(path);
        }
    }
}

/// What tells the name of an unfinished file from those of all others.
pub(super) fn own_part(unfinished: &Path) -> String {
    let name = unfinished.file_name().unwrap_or_default().to_string_lossy();
    name.trim_start_matches(UNFINISHED).trim_end_matches(UNFINISHED_END).to_owned()
}

/// Whether a file that is there may not be written, by its mode, its owner or its attributes.
pub(super) fn is_protected(path: &Path) -> bool {
    // Opened only to be asked: nothing is written.
    let opened = OpenOptions::new().write(true).open(path);
    opened.is_err_and(|e| e.kind() == io::ErrorKind::PermissionDenied)
        || fs::metadata(path).is_ok_and(|old| old.permissions().readonly())
}

/// Whether a file has the name of one that is not finished yet.
pub(super) fn is_unfinished(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with(UNFINISHED) && name.ends_with(UNFINISHED_END)
}

/// How often a rename that may yet pass is tried again.
const RETRIES: u32 = 9;
const BETWEEN_TRIES: Duration = Duration::from_millis(50);

fn replace(mut file: TempPath, to: &Path) -> io::Result<()> {
    let mut tried = 0;
    loop {
        match file.persist(to) {
            Err(e) if tried < RETRIES && may_pass(&e.error) => file = e.path,
            result => return result.map_err(|e| e.error),
        }
        thread::sleep(BETWEEN_TRIES);
        tried += 1;
    }
}

/// Windows alone refuses while a virus scanner or a viewer holds the old file, which mostly lasts a moment.
fn may_pass(error: &io::Error) -> bool {
    cfg!(windows) && (is_busy(error) || error.kind() == io::ErrorKind::PermissionDenied)
}

/// Whether another program holds the file.
pub(super) fn is_busy(error: &io::Error) -> bool {
    /// `ERROR_SHARING_VIOLATION`, which the library gives no kind.
    const SHARING_VIOLATION: i32 = 32;
    matches!(error.kind(), io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy)
        || (cfg!(windows) && error.raw_os_error() == Some(SHARING_VIOLATION))
}

/// The folder that holds `path`.
pub(super) fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

fn list(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut paths: Vec<PathBuf> =
        entries.take(MOST_ENTRIES).filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    Ok(paths)
}

fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let mut file = TempPath::try_from_path(from)?;
    // It is no passing file: where it cannot be renamed it stays.
    file.disable_cleanup(true);
    file.persist_noclobber(to).map_err(|e| e.error)
}

fn passing_folder(folder: &Path, prefix: &str) -> io::Result<TempDir> {
    let mut builder = Builder::new();
    builder.prefix(prefix);
    for_the_user_alone(&mut builder);
    builder.tempdir_in(folder)
}

#[cfg(unix)]
fn for_the_user_alone(builder: &mut Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt as _;
    builder.permissions(fs::Permissions::from_mode(0o700));
}

/// Elsewhere the folder for passing files is the user's own.
#[cfg(not(unix))]
fn for_the_user_alone(_: &mut Builder<'_, '_>) {}

/// Temporary files are private by default; a draft that a colleague could read must stay readable.
#[cfg(unix)]
fn readable_as_usual(builder: &mut Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt as _;
    builder.permissions(fs::Permissions::from_mode(0o666)); // less what the user's umask takes away
}

#[cfg(not(unix))]
fn readable_as_usual(_: &mut Builder<'_, '_>) {}

#[cfg(unix)]
fn own(file: &File, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let new = file.metadata()?;
    let other = |new: u32, old: u32| (new != old).then_some(old);
    let (owner, group) = (other(new.uid(), old.uid()), other(new.gid(), old.gid()));
    if owner.is_none() && group.is_none() { Ok(()) } else { fchown(file, owner, group) }
}

/// Elsewhere a new file has the owner and the rights that its folder gives.
#[cfg(not(unix))]
fn own(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn make_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Elsewhere the folder it lies in is the user's own.
#[cfg(not(unix))]
fn make_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

#[cfg(unix)]
fn open_lock(path: &Path, readers: Readers) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mode = if readers == Readers::Usual { 0o666 } else { 0o600 };
    OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(mode).open(path)
}

/// Windows locks what a file holds against readers too, so that nobody could read who has it: there the open file is
/// the lock, which others may read and not write.
#[cfg(windows)]
fn open_lock(path: &Path, _: Readers) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt as _;
    const SHARE_READ: u32 = 1;
    OpenOptions::new().read(true).write(true).create(true).truncate(false).share_mode(SHARE_READ).open(path)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Network and foreign file systems that cannot do it keep names by themselves.
        Err(e) if matches!(e.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        result => result,
    }
}

#[cfg(target_os = "linux")]
fn settle(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

#[cfg(not(target_os = "linux"))]
fn settle(folder: &Path) -> io::Result<()> {
    sync_folder(folder)
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
