//! 带走的设置: what is kept for the officer, in one file that goes with her to another computer.
//!
//! What belongs to one computer stays: the place of its window, its printers, its list of recent drafts.

use std::path::Path;

use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use super::{
    DataFolder, OpenError,
    faces::PrintFaces,
    ledger::LedgerChoices,
    name_of, read_import,
    settings::{Contrast, Zoom},
    versions::{self, Version},
};
use crate::draft::file;

/// The version of the file that is written.
const VERSION: u32 = 1;
/// The most that is read: ten drafts as large as they may be are never there.
const MAX_BYTES: u64 = 32 * 1024 * 1024;
/// How every such file begins.
const BEGINS: &str = "(\n    belongings:";

/// What is kept for the officer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Belongings {
    /// The version of the file.
    #[serde(rename = "belongings")]
    pub version: u32,
    /// Her own phrases, the newest first.
    #[serde(default)]
    pub phrases: Vec<String>,
    /// How her ledger is to be read.
    #[serde(default)]
    pub ledger: LedgerChoices,
    /// The size of everything.
    #[serde(default)]
    pub zoom: Zoom,
    /// The set of colours.
    #[serde(default)]
    pub contrast: Contrast,
    /// The faces that reports are printed in.
    #[serde(default)]
    pub faces: PrintFaces,
    /// The versions of the draft that was open.
    #[serde(default)]
    pub versions: Option<DraftVersions>,
}

/// The versions of a draft that are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftVersions {
    /// The agency's full name.
    pub agency: String,
    /// The year reported on.
    pub year: u16,
    /// The versions, the newest first.
    pub kept: Vec<KeptVersion>,
}

/// A version as it goes along.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptVersion {
    /// When it was kept: `2026-01-15 14:32`.
    pub at: String,
    /// The text of its file.
    pub draft: String,
}

/// Of a file of a newer program the version can be told.
#[derive(Deserialize)]
struct Head {
    belongings: u32,
}

/// Why nothing was taken from a file, which is as it was.
#[derive(Debug, thiserror::Error)]
pub enum BelongingsFault {
    /// It cannot be read.
    #[error("{0}")]
    Unread(#[from] OpenError),
    /// It is something else, or damaged.
    #[error(
        "“{0}”不是带走的设置，或者已损坏，没有带入，文件没有改动。核对是否选对了文件，或在原来的电脑上再带走一次"
    )]
    Another(String),
    /// A newer program wrote it.
    #[error("“{0}”是新版程序带走的设置，没有带入，文件没有改动。用新版程序带入")]
    Newer(String),
}

impl Belongings {
    /// Nothing yet, to be written by this program.
    pub fn new() -> Self {
        Self { version: VERSION, ..Self::default() }
    }

    /// The text of the file; the same always as the same text.
    ///
    /// # Errors
    /// None that is known of: numbers, texts and lists can be written.
    pub fn write(&self) -> Result<String, ron::Error> {
        let config = PrettyConfig::new().escape_strings(false).new_line("\n");
        ron::ser::to_string_pretty(self, config)
    }

    /// What such a file holds.
    ///
    /// # Errors
    /// One sentence that names the file. It is never changed.
    pub fn open(path: &Path) -> Result<Self, BelongingsFault> {
        let bytes = read_import(path, MAX_BYTES)?;
        let another = || BelongingsFault::Another(name_of(path));
        if bytes.len() as u64 > MAX_BYTES {
            return Err(another());
        }
        let text = String::from_utf8(bytes).map_err(|_| another())?;
        let head: Head = ron::from_str(&text).map_err(|_| another())?;
        if head.belongings > VERSION {
            return Err(BelongingsFault::Newer(name_of(path)));
        }
        ron::from_str(&text).map_err(|_| another())
    }
}

/// Whether a file begins as these do: it is no draft, whatever its ending says.
pub fn begins_as_belongings(path: &Path) -> bool {
    super::open::head(path).is_some_and(|head| head.replace('\r', "").starts_with(BEGINS))
}

impl DraftVersions {
    /// Those of the draft under this name; none where none are kept.
    pub fn of(data: &DataFolder, path: &Path, agency: &str, year: u16) -> Option<Self> {
        let kept: Vec<KeptVersion> = versions::of(data, path).iter().filter_map(KeptVersion::of).collect();
        (!kept.is_empty()).then(|| Self { agency: agency.to_owned(), year, kept })
    }

    /// Keeps them as versions of the draft under this name, which has none yet; how many were kept.
    ///
    /// # Errors
    /// As [`versions::keep`]; those kept before stay.
    pub fn keep(&self, data: &DataFolder, path: &Path) -> Result<usize, super::SaveFault> {
        let before = versions::of(data, path).len();
        for version in self.kept.iter().take(versions::MOST).rev() {
            if let Some(stamp) = version.stamp().filter(|_| file::read(&version.draft).is_ok()) {
                versions::keep(data, path, version.draft.as_bytes(), &stamp)?;
            }
        }
        Ok(versions::of(data, path).len().saturating_sub(before))
    }
}

impl KeptVersion {
    fn of(version: &Version) -> Option<Self> {
        Some(Self { at: version.at.clone(), draft: file::write(&version.open().ok()?) })
    }

    /// When it was kept, as names of files have it; none where it is no moment: a file from elsewhere may say anything.
    fn stamp(&self) -> Option<String> {
        const SHAPE: &str = "0000-00-00 00:00";
        let shape: String = self.at.chars().map(|ch| if ch.is_ascii_digit() { '0' } else { ch }).collect();
        (shape == SHAPE).then(|| format!("{}00", self.at.replace(':', "")))
    }
}
