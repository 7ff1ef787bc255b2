//! The drafts opened last, for the start page, with what was known of each when it was open last.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

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
    /// What was known of them: a file of its own, so that older programs still read the list.
    noted: ConfigFile,
    spoilt: Option<Spoilt>,
}

/// The name of the file with what was known of the drafts.
const NOTED: &str = "recent-noted.ron";

/// What was known of a draft when it was opened or saved last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// Its file.
    pub path: PathBuf,
    /// The agency's full name.
    pub agency: String,
    /// The year reported on.
    pub year: u16,
    /// By when it must be published: year, month, day. None where its form names no date.
    pub due: Option<(i16, i8, i8)>,
    /// Whether it was signed, and not changed since.
    pub is_signed: bool,
    /// How it stood, in words.
    pub state: String,
}

impl Recent {
    /// The list of this user.
    pub fn of_user() -> Self {
        let noted = ConfigFile::of_user(NOTED, WHAT, MAX_BYTES);
        Self::of(ConfigFile::of_user("recent.ron", WHAT, MAX_BYTES), noted)
    }

    /// A list kept in this file.
    pub fn at(file: PathBuf) -> Self {
        let noted = ConfigFile::at(file.with_file_name(NOTED), WHAT, MAX_BYTES);
        Self::of(ConfigFile::at(file, WHAT, MAX_BYTES), noted)
    }

    /// The same on this disk.
    pub fn on(disk: Arc<dyn Disk>, file: PathBuf) -> Self {
        let noted = ConfigFile::at(file.with_file_name(NOTED), WHAT, MAX_BYTES).on(disk.clone());
        Self::of(ConfigFile::at(file, WHAT, MAX_BYTES).on(disk), noted)
    }

    fn of(file: ConfigFile, noted: ConfigFile) -> Self {
        let spoilt = file.set_aside_if_spoilt::<Vec<PathBuf>>();
        Self { file, noted, spoilt }
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

    /// What was known of the drafts; nothing of those that were last open in an older program.
    pub fn noted(&self) -> Vec<Noted> {
        self.noted.read().unwrap_or_default()
    }

    /// Notes what is known of a draft on the list.
    pub fn note(&self, noted: &Noted) {
        let Ok(listed) = self.known() else { return };
        let others = self.noted().into_iter().filter(|other| other.path != noted.path);
        let all = std::iter::once(noted.clone()).chain(others);
        let all: Vec<Noted> = all.filter(|noted| listed.contains(&noted.path)).collect();
        // Without it the list shows names alone.
        let _ = self.noted.keep(&all);
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
