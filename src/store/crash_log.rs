//! 故障记录: the details of crashes, for whoever maintains the program. A private file in the program's own data
//! folder; only the newest are kept.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    DataFolder, SaveFault,
    config::folders,
    disk::{Disk, System},
    put::put_own,
};

/// The file is never longer.
pub const MAX_BYTES: usize = 64 * 1024;
/// Nor is one crash.
const MAX_ENTRY: usize = 8 * 1024;

/// What stands at its head.
const HEAD: &str = "年报（nianbao）的故障记录，最近的在最后。其中没有报告的内容，可以交给维护人员。";
/// The name of the file in the data folder.
const NAME: &str = "故障记录.txt";
/// What parts the head and the crashes.
const BETWEEN: &str = "\n\n";

/// The file, or none where the user has no folder for it.
#[derive(Clone, Debug)]
pub struct CrashLog {
    path: Option<PathBuf>,
    disk: Arc<dyn Disk>,
}

impl Default for CrashLog {
    /// No file: nothing is recorded.
    fn default() -> Self {
        Self { path: None, disk: Arc::new(System) }
    }
}

impl CrashLog {
    /// The log in the user's own data folder.
    pub fn of_user() -> Self {
        let path = folders().map(|folders| folders.data_local_dir().join(NAME));
        Self { path, ..Self::default() }
    }

    /// The log in this data folder.
    pub fn of(data: &DataFolder) -> Self {
        Self { path: data.within(NAME), ..Self::default() }
    }

    /// The log in the file at this path.
    pub fn at(path: PathBuf) -> Self {
        Self { path: Some(path), ..Self::default() }
    }

    /// The same on another disk.
    #[must_use]
    pub fn on(self, disk: Arc<dyn Disk>) -> Self {
        Self { disk, ..self }
    }

    /// Where the file is; none where the user has no folder for it.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Adds the details of one crash; the oldest go where there is no room.
    ///
    /// # Errors
    /// Those of the system; the file is then as it was.
    pub fn add(&self, details: &str) -> Result<(), SaveFault> {
        let path = self.path().ok_or(SaveFault::FolderGone)?;
        let before = match self.disk.read(path, MAX_BYTES as u64) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(e) if e.kind() == io::ErrorKind::NotFound => String::new(),
            // What cannot be read now is not to be lost.
            Err(e) => return Err(e.into()),
        };
        match put_own(&*self.disk, path, with(&before, details).as_bytes()) {
            // It is there, and a power cut may take it.
            Err(SaveFault::Unconfirmed) => Ok(()),
            done => done,
        }
    }
}

/// The file with one more crash.
fn with(before: &str, details: &str) -> String {
    let newest = entry(details);
    let mut crashes: Vec<&str> = before.split(BETWEEN).skip(1).map(str::trim_end).collect();
    crashes.push(&newest);
    let bytes = |crashes: &[&str]| crashes.iter().map(|crash| BETWEEN.len() + crash.len()).sum::<usize>();
    while HEAD.len() + bytes(&crashes) + "\n".len() > MAX_BYTES {
        crashes.remove(0);
    }
    [&[HEAD], crashes.as_slice()].concat().join(BETWEEN) + "\n"
}

/// One crash: no empty lines, which part crashes, and no more than there is room for.
fn entry(details: &str) -> String {
    let lines: Vec<&str> = details.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    let mut entry = lines.join("\n");
    entry.truncate(entry.floor_char_boundary(MAX_ENTRY));
    entry
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_newest_are_kept_within_bounds() {
        let folder = tempfile::tempdir().unwrap();
        let log = CrashLog::at(folder.path().join("新文件夹/故障记录.txt"));
        let kept = || fs::read_to_string(log.path().unwrap()).unwrap();
        log.add("第0次\n\n在此").unwrap();
        assert_eq!(kept(), format!("{HEAD}\n\n第0次\n在此\n"));
        for n in 1..200 {
            log.add(&format!("第{n}次\n{}", "详".repeat(300))).unwrap();
        }
        let text = kept();
        assert!(text.len() <= MAX_BYTES && text.len() > MAX_BYTES / 2, "{}", text.len());
        assert!(text.starts_with(HEAD) && text.ends_with(&format!("第199次\n{}\n", "详".repeat(300))));
        assert!(text.contains("第198次\n") && !text.contains("第0次\n"));
        // One that is too long itself, over a file that is not ours.
        fs::write(log.path().unwrap(), vec![0xff; 200_000]).unwrap();
        log.add(&"长".repeat(100_000)).unwrap();
        assert!(kept().starts_with(HEAD) && kept().len() <= MAX_BYTES, "{}", kept().len());
    }

    #[test]
    fn no_place_for_it_is_an_error() {
        assert!(CrashLog::default().add("").is_err());
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("文件"), "").unwrap();
        assert!(CrashLog::at(folder.path().join("文件/故障记录.txt")).add("").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_reads_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let log = CrashLog::at(folder.path().join("故障记录.txt"));
        log.add("").unwrap();
        assert_eq!(fs::metadata(log.path().unwrap()).unwrap().permissions().mode() & 0o077, 0);
    }
}
