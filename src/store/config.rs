//! Small files of the user's own beside no draft: recent drafts, settings, phrases.
//!
//! None of them is worth an error: one that is missing or spoilt counts as empty, and one that cannot be written
//! stays as it was. But what was in it may be dear to the officer: a spoilt one is set aside under another name, and one
//! that may not be read is never written.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use directories::ProjectDirs;
use ron::ser::PrettyConfig;
use serde::{Serialize, de::DeserializeOwned};

use super::{
    SaveFault,
    disk::{Disk, System, folder_of},
    shown_path, write_export_on,
};

/// How many spoilt files of one name are kept; the next ones stay where they are, and nothing is written.
const MOST_ASIDE: usize = 100;

/// A file in the folder of the user's settings, or none where there is no such folder.
#[derive(Clone, Debug)]
pub struct ConfigFile {
    path: Option<PathBuf>,
    /// What the officer calls that which is in it.
    what: &'static str,
    most: u64,
    /// It could not be read when it was to be: what is in it is not known, and nothing is put in its place.
    is_unread: bool,
    disk: Arc<dyn Disk>,
}

impl Default for ConfigFile {
    /// No file: nothing is kept.
    fn default() -> Self {
        Self { path: None, what: "", most: 0, is_unread: false, disk: Arc::new(System) }
    }
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
    Closed(io::Error),
}

impl ConfigFile {
    /// The user's file of this name, in which there is `what`; more than `most` bytes of it are never read.
    pub fn of_user(name: &str, what: &'static str, most: u64) -> Self {
        let path = folders().map(|folders| folders.config_dir().join(name));
        Self { path, what, most, ..Self::default() }
    }

    /// A file at this path.
    pub fn at(path: PathBuf, what: &'static str, most: u64) -> Self {
        Self { path: Some(path), what, most, ..Self::default() }
    }

    /// The folder that it is in, which need not exist yet; none where there is no file.
    pub fn folder(&self) -> Option<&Path> {
        self.path.as_deref().and_then(Path::parent)
    }

    /// The same on another disk.
    #[must_use]
    pub fn on(self, disk: Arc<dyn Disk>) -> Self {
        Self { disk, ..self }
    }

    /// What is in it; the usual value when it is missing or spoilt.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub fn read<T: DeserializeOwned + Default>(&self) -> Result<T, SaveFault> {
        match self.held() {
            Held::Value(value) => Ok(value),
            Held::Nothing | Held::Spoilt => Ok(T::default()),
            Held::Closed(error) => Err(error.into()),
        }
    }

    /// What is in it, to be kept from now on; where it cannot be read the usual value, which is not written over it.
    pub fn take<T: DeserializeOwned + Default>(&mut self) -> T {
        let read = self.read();
        self.is_unread = read.is_err();
        read.unwrap_or_default()
    }

    /// Sets a spoilt file aside under a name of its own.
    pub fn set_aside_if_spoilt<T: DeserializeOwned>(&self) -> Option<Spoilt> {
        let path = self.path.as_ref().filter(|_| matches!(self.held::<T>(), Held::Spoilt))?;
        let aside = set_aside(&*self.disk, path);
        let is_aside = aside.is_ok();
        Some(Spoilt { what: self.what, file: aside.unwrap_or_else(|_| path.clone()), is_aside })
    }

    /// Puts this into it, whole or not at all. What is spoilt is set aside first; what may not be read stays.
    ///
    /// # Errors
    /// It could not be kept: what was in it still is, and the drafts are not touched by it.
    pub fn keep<T: Serialize + DeserializeOwned>(&self, value: &T) -> Result<(), SaveFault> {
        if self.is_unread {
            return Err(SaveFault::Denied);
        }
        let config = PrettyConfig::new().escape_strings(false).new_line("\n");
        let text = ron::ser::to_string_pretty(value, config).map_err(io::Error::other)?;
        // A user who has no place for such files is told so once, at the start.
        let Some(path) = &self.path else { return Ok(()) };
        match self.held::<T>() {
            Held::Nothing | Held::Value(_) => {}
            Held::Spoilt => drop(set_aside(&*self.disk, path)?),
            Held::Closed(error) => return Err(error.into()),
        }
        self.disk.make_folder(&folder_of(path))?;
        match write_export_on(&*self.disk, path, text.as_bytes(), true) {
            // It is there, and a power cut may take it.
            Err(error) if !matches!(error.fault, SaveFault::Unconfirmed) => Err(error.fault),
            _ => Ok(()),
        }
    }

    fn held<T: DeserializeOwned>(&self) -> Held<T> {
        let Some(path) = &self.path else { return Held::Nothing };
        let bytes = match bytes(&*self.disk, path, self.most) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Held::Nothing,
            Err(error) => return Held::Closed(error),
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
fn set_aside(disk: &dyn Disk, path: &Path) -> io::Result<PathBuf> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    for number in 1..=MOST_ASIDE {
        let number = if number == 1 { String::new() } else { number.to_string() };
        let aside = path.with_file_name(format!("{stem}.坏{number}.ron"));
        match disk.rename(path, &aside) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            renamed => return renamed.map(|()| aside),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn bytes(disk: &dyn Disk, path: &Path, most: u64) -> io::Result<Vec<u8>> {
    // A pipe would wait for its other end.
    if !fs::metadata(path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    disk.read(path, most)
}

/// The user's folders for this program.
pub(super) fn folders() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "nianbao")
}
