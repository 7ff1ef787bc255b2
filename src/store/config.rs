//! Small files of the user's own beside no draft: recent drafts, settings, phrases.
//!
//! None of them is worth an error: one that is missing or spoilt counts as empty, and one that cannot be written
//! stays as it was. But what was in it may be dear to the officer: a spoilt one is set aside under another name, and one
//! that may not be read is never written.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use directories::ProjectDirs;
use ron::ser::PrettyConfig;
use serde::{Serialize, de::DeserializeOwned};

use super::{shown_path, write_export};

/// How many spoilt files of one name are kept; the next ones stay where they are, and nothing is written.
const MOST_ASIDE: usize = 100;

/// A file in the folder of the user's settings, or none where there is no such folder.
#[derive(Clone, Debug, Default)]
pub struct ConfigFile {
    path: Option<PathBuf>,
    /// What the officer calls that which is in it.
    what: &'static str,
    most: u64,
}

/// A file that was spoilt, and where it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoilt {
    /// What the officer calls that which was in it.
    pub what: &'static str,
    /// The name that it has now, with its folder.
    pub file: PathBuf,
    /// Whether it is out of the way: else nothing can be kept.
    pub is_aside: bool,
}

impl Spoilt {
    /// What happened, where the old file is, what still works.
    pub fn sentence(&self) -> String {
        let (what, file) = (self.what, shown_path(&self.file));
        if self.is_aside {
            format!("{what}的文件已损坏，读不出来，改名留在“{file}”，现在从空白记起。草稿和其他功能不受影响")
        } else {
            format!(
                "{what}的文件已损坏，读不出来，原样留在“{file}”，这次的改动记不下来。草稿和其他功能不受影响"
            )
        }
    }
}

/// What a file holds.
enum Held<T> {
    /// It is not there, or nothing is in it.
    Nothing,
    Value(T),
    /// It is no text, no value of the kind, or too large for one.
    Spoilt,
    /// The system does not let it be read.
    Closed,
}

impl ConfigFile {
    /// The user's file of this name, in which there is `what`; more than `most` bytes of it are never read.
    pub fn of_user(name: &str, what: &'static str, most: u64) -> Self {
        let path = folders().map(|folders| folders.config_dir().join(name));
        Self { path, what, most }
    }

    /// A file at this path.
    pub fn at(path: PathBuf, what: &'static str, most: u64) -> Self {
        Self { path: Some(path), what, most }
    }

    /// What is in it; the usual value when it is missing or spoilt.
    pub fn read<T: DeserializeOwned + Default>(&self) -> T {
        match self.held() {
            Held::Value(value) => value,
            Held::Nothing | Held::Spoilt | Held::Closed => T::default(),
        }
    }

    /// Sets a spoilt file aside under a name of its own.
    pub fn set_aside_if_spoilt<T: DeserializeOwned>(&self) -> Option<Spoilt> {
        let path = self.path.as_ref().filter(|_| matches!(self.held::<T>(), Held::Spoilt))?;
        let aside = set_aside(path);
        let is_aside = aside.is_ok();
        Some(Spoilt { what: self.what, file: aside.unwrap_or_else(|_| path.clone()), is_aside })
    }

    /// Puts this into it, whole or not at all. What is spoilt is set aside first; what may not be read stays.
    pub fn keep<T: Serialize + DeserializeOwned>(&self, value: &T) {
        let config = PrettyConfig::new().escape_strings(false).new_line("\n");
        let (Some(path), Ok(text)) = (&self.path, ron::ser::to_string_pretty(value, config)) else { return };
        let is_free = match self.held::<T>() {
            Held::Nothing | Held::Value(_) => true,
            Held::Spoilt => set_aside(path).is_ok(),
            Held::Closed => false,
        };
        if !is_free {
            return;
        }
        // Whatever fails here, the drafts themselves are safe, and the next start shows what was kept before.
        if let Some(folder) = path.parent() {
            let _ = fs::create_dir_all(folder);
        }
        let _ = write_export(path, text.as_bytes(), true);
    }

    fn held<T: DeserializeOwned>(&self) -> Held<T> {
        let Some(path) = &self.path else { return Held::Nothing };
        let bytes = match bytes(path, self.most + 1) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Held::Nothing,
            Err(_) => return Held::Closed,
        };
        if bytes.len() as u64 > self.most {
            return Held::Spoilt;
        }
        match String::from_utf8(bytes) {
            // A power cut leaves nothing that could be kept.
            Ok(text) if text.trim_matches(['\0', ' ', '\r', '\n']).is_empty() => Held::Nothing,
            Ok(text) => ron::from_str(&text).map_or(Held::Spoilt, Held::Value),
            Err(_) => Held::Spoilt,
        }
    }
}

/// Gives a file the first free name beside it: `phrases.坏.ron`, `phrases.坏2.ron`.
fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    for number in 1..=MOST_ASIDE {
        let number = if number == 1 { String::new() } else { number.to_string() };
        let aside = path.with_file_name(format!("{stem}.坏{number}.ron"));
        // The name is taken first, so that what is renamed over it is nobody else's.
        match OpenOptions::new().write(true).create_new(true).open(&aside) {
            Ok(taken) => drop(taken),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(error),
        }
        let renamed = fs::rename(path, &aside);
        if renamed.is_err() {
            let _ = fs::remove_file(&aside);
        }
        return renamed.map(|()| aside);
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn bytes(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    // A pipe would wait for its other end.
    if !fs::metadata(path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The user's folders for this program.
pub(super) fn folders() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "nianbao")
}
