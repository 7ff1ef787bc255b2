//! Small files of the user's own beside no draft: recent drafts, settings, phrases.
//!
//! None of them is worth an error: one that is missing or spoilt counts as empty, and one that cannot be written
//! stays as it was.

use std::{
    fs::File,
    io::Read as _,
    path::{Path, PathBuf},
};

use directories::ProjectDirs;
use ron::ser::PrettyConfig;
use serde::{Serialize, de::DeserializeOwned};

use super::write_export;

/// A file in the folder of the user's settings, or none where there is no such folder.
#[derive(Clone, Debug, Default)]
pub struct ConfigFile {
    path: Option<PathBuf>,
    most: u64,
}

impl ConfigFile {
    /// The user's file of this name; more than `most` bytes of it are never read.
    pub fn of_user(name: &str, most: u64) -> Self {
        let path = folders().map(|folders| folders.config_dir().join(name));
        Self { path, most }
    }

    /// A file at this path.
    pub fn at(path: PathBuf, most: u64) -> Self {
        Self { path: Some(path), most }
    }

    /// What is in it; the usual value when it is missing or spoilt.
    pub fn read<T: DeserializeOwned + Default>(&self) -> T {
        let text = self.path.as_deref().and_then(|path| text(path, self.most)).unwrap_or_default();
        ron::from_str(&text).unwrap_or_default()
    }

    /// Puts this into it, whole or not at all.
    pub fn keep<T: Serialize>(&self, value: &T) {
        let config = PrettyConfig::new().escape_strings(false).new_line("\n");
        let (Some(path), Ok(text)) = (&self.path, ron::ser::to_string_pretty(value, config)) else { return };
        // Whatever fails here, the drafts themselves are safe, and the next start shows what was kept before.
        if let Some(folder) = path.parent() {
            let _ = std::fs::create_dir_all(folder);
        }
        let _ = write_export(path, text.as_bytes(), true);
    }
}

/// The user's folders for this program.
pub(super) fn folders() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "nianbao")
}

fn text(path: &Path, most: u64) -> Option<String> {
    let mut text = String::new();
    File::open(path).ok()?.take(most).read_to_string(&mut text).ok()?;
    Some(text)
}
