//! The drafts opened last, for the start page: a small list that is never worth an error.
//!
//! The one file beside the draft that is RON in this module; it is read and written only here.

use std::{
    fs::File,
    io::Read as _,
    path::{Path, PathBuf},
};

use directories::ProjectDirs;

use super::write_export;

/// The most drafts remembered.
pub const MAX_ENTRIES: usize = 12;
/// The most that is read; twelve of the longest paths fit in half of it.
const MAX_BYTES: u64 = 128 * 1024;

/// The list of recent drafts, kept in a file. Without a place for the file it is empty.
#[derive(Clone, Debug, Default)]
pub struct Recent {
    file: Option<PathBuf>,
}

impl Recent {
    /// The list of this user.
    pub fn of_user() -> Self {
        Self { file: ProjectDirs::from("", "", "nianbao").map(|dirs| dirs.config_dir().join("recent.ron")) }
    }

    /// A list kept in this file.
    pub fn at(file: PathBuf) -> Self {
        Self { file: Some(file) }
    }

    /// The drafts, the last opened first. Empty when the file is missing or spoilt.
    pub fn list(&self) -> Vec<PathBuf> {
        let text = self.file.as_deref().and_then(read).unwrap_or_default();
        let mut paths: Vec<PathBuf> = ron::from_str::<Vec<PathBuf>>(&text).unwrap_or_default();
        paths.retain(|p| p.is_absolute());
        paths.truncate(MAX_ENTRIES);
        paths
    }

    /// Puts a draft at the head of the list. A name that is not Unicode cannot be kept and is left out.
    pub fn add(&self, draft: &Path) {
        let Ok(draft) = std::path::absolute(draft) else { return };
        if draft.to_str().is_none() {
            return;
        }
        let others = self.list().into_iter().filter(|p| *p != draft);
        let list: Vec<PathBuf> = std::iter::once(draft.clone()).chain(others).take(MAX_ENTRIES).collect();
        self.keep(&list);
    }

    /// Takes a draft off the list.
    pub fn remove(&self, draft: &Path) {
        let list: Vec<PathBuf> = self.list().into_iter().filter(|p| p != draft).collect();
        self.keep(&list);
    }

    fn keep(&self, list: &[PathBuf]) {
        let (Some(file), Ok(text)) = (
            &self.file,
            ron::ser::to_string_pretty(
                list,
                ron::ser::PrettyConfig::new().escape_strings(false).new_line("\n"),
            ),
        ) else {
            return;
        };
        // Whatever fails here, the drafts themselves are safe, and the next start shows the list as it was.
        if let Some(folder) = file.parent() {
            let _ = std::fs::create_dir_all(folder);
        }
        let _ = write_export(file, text.as_bytes(), true);
    }
}

fn read(file: &Path) -> Option<String> {
    let mut text = String::new();
    File::open(file).ok()?.take(MAX_BYTES).read_to_string(&mut text).ok()?;
    Some(text)
}
