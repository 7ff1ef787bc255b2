//! The drafts opened last, for the start page.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    SaveFault,
    config::{ConfigFile, Spoilt},
    disk::Disk,
};

/// The most drafts remembered.
pub const MAX_ENTRIES: usize = 12;
/// What the officer calls it.
const WHAT: &str = "最近的草稿";
/// The most that is read; twelve of the longest paths fit in half of it.
const MAX_BYTES: u64 = 128 * 1024;

/// The list of recent drafts, kept in a file. Without a place for the file it is empty.
#[derive(Clone, Debug, Default)]
pub struct Recent {
    file: ConfigFile,
    spoilt: Option<Spoilt>,
}

impl Recent {
    /// The list of this user.
    pub fn of_user() -> Self {
        Self::of(ConfigFile::of_user("recent.ron", WHAT, MAX_BYTES))
    }

    /// A list kept in this file.
    pub fn at(file: PathBuf) -> Self {
        Self::of(ConfigFile::at(file, WHAT, MAX_BYTES))
    }

    /// The same on this disk.
    pub fn on(disk: Arc<dyn Disk>, file: PathBuf) -> Self {
        Self::of(ConfigFile::at(file, WHAT, MAX_BYTES).on(disk))
    }

    fn of(file: ConfigFile) -> Self {
        let spoilt = file.set_aside_if_spoilt::<Vec<PathBuf>>();
        Self { file, spoilt }
    }

    /// The file, if it was spoilt.
    pub fn spoilt(&self) -> Option<&Spoilt> {
        self.spoilt.as_ref()
    }

    /// The drafts, the last opened first. Empty when the file is missing, spoilt or cannot be read.
    pub fn list(&self) -> Vec<PathBuf> {
        self.known().unwrap_or_default()
    }

    fn known(&self) -> Result<Vec<PathBuf>, SaveFault> {
        let mut paths: Vec<PathBuf> = self.file.read()?;
        paths.retain(|p| p.is_absolute());
        paths.truncate(MAX_ENTRIES);
        Ok(paths)
    }

    /// Puts a draft at the head of the list. A name that is not Unicode cannot be kept and is left out.
    pub fn add(&self, draft: &Path) {
        let Ok(draft) = std::path::absolute(draft) else { return };
        if draft.to_str().is_none() {
            return;
        }
        self.change(|list| {
            let others = list.into_iter().filter(|p| *p != draft);
            std::iter::once(draft.clone()).chain(others).take(MAX_ENTRIES).collect()
        });
    }

    /// Takes a draft off the list.
    pub fn remove(&self, draft: &Path) {
        self.change(|list| list.into_iter().filter(|p| p != draft).collect());
    }

    /// Changes the list, unless what is on it is not known now.
    fn change(&self, change: impl FnOnce(Vec<PathBuf>) -> Vec<PathBuf>) {
        let Ok(list) = self.known() else { return };
        // The list only shortens a way: where it cannot be kept, the next start shows the one before.
        let _ = self.file.keep(&change(list));
    }
}
