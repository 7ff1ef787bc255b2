//! The operations of a save, one method each, so that a test can let any of them fail.

use std::{
    fs::{self, File, Permissions},
    io::{self, Write as _},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use tempfile::{Builder, NamedTempFile, TempPath};

/// What saving asks of a disk. The methods do it; a test overrides them.
pub trait Disk {
    /// Makes a new empty file with a name of its own in `folder`. It is removed when dropped.
    ///
    /// # Errors
    /// Those of the system.
    fn create(&self, folder: &Path) -> io::Result<NamedTempFile> {
        let mut builder = Builder::new();
        builder.prefix(".nianbao-").suffix(".tmp");
        readable_as_usual(&mut builder);
        builder.tempfile_in(folder)
    }

    /// Gives the file the permissions of the one it will replace.
    ///
    /// # Errors
    /// Those of the system.
    fn permit(&self, file: &File, permissions: Permissions) -> io::Result<()> {
        file.set_permissions(permissions)
    }

    /// Writes all bytes.
    ///
    /// # Errors
    /// Those of the system, a full disk before all.
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    /// Waits until the content is on the disk.
    ///
    /// # Errors
    /// Those of the system; some disks only now say that they are full.
    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    /// Reads the file anew.
    ///
    /// # Errors
    /// Those of the system.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
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
}

/// The disk of this computer.
#[derive(Clone, Copy, Debug, Default)]
pub struct System;

impl Disk for System {}

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

/// Temporary files are private by default; a draft that a colleague could read must stay readable.
#[cfg(unix)]
fn readable_as_usual(builder: &mut Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt as _;
    builder.permissions(Permissions::from_mode(0o666)); // less what the user's umask takes away
}

#[cfg(not(unix))]
fn readable_as_usual(_: &mut Builder<'_, '_>) {}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Network and foreign file systems that cannot do it keep names by themselves.
        Err(e) if matches!(e.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        result => result,
    }
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
