//! The faces of this computer that a report may be printed in, looked for when one is first printed.

use std::{
    fs::{self, DirEntry, File},
    io::{Read as _, Seek as _, SeekFrom},
    path::{Path, PathBuf},
    sync::OnceLock,
};

use directories::{BaseDirs, UserDirs};
use serde::{Deserialize, Serialize};

use crate::layout::{
    Face, Faces,
    installed::{Installed, names, wanted},
};

/// Which faces a report is printed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PrintFaces {
    /// The faces installed on the computer, and the program's own for what those lack.
    #[default]
    System,
    /// The faces that travel inside the program: the same on every computer.
    Bundled,
}

impl PrintFaces {
    /// The other choice, for a switch between the two.
    pub fn other(self) -> Self {
        match self {
            Self::System => Self::Bundled,
            Self::Bundled => Self::System,
        }
    }

    /// The faces that have this one: those of this computer are not looked for where they are not used.
    pub fn with(face: Face) -> &'static Faces {
        if face.is_own() { Self::System.faces() } else { Faces::bundled() }
    }

    /// The faces. Those of this computer are looked for once and kept while the program runs.
    pub fn faces(self) -> &'static Faces {
        static SYSTEM: OnceLock<Faces> = OnceLock::new();
        match self {
            Self::System => SYSTEM.get_or_init(|| found_in(&folders())),
            Self::Bundled => Faces::bundled(),
        }
    }
}

/// Folders inside folders are followed this far; links may go in circles.
const DEEPEST: usize = 8;
/// No computer has more font files that matter.
const MOST_FILES: usize = 20_000;
/// No font file that is worth it is larger; 宋体 with all its planes has 18 MB.
const LARGEST_FILE: u64 = 64 * 1024 * 1024;
/// No table of names is larger.
const LARGEST_NAMES: u32 = 256 * 1024;
/// No file holds more faces, and no face more tables.
const MOST_PARTS: u32 = 128;

/// The faces of the fonts in these folders, and the program's own for what they lack.
pub fn found_in(folders: &[PathBuf]) -> Faces {
    let mut files = Vec::new();
    for folder in folders {
        collect(folder, DEEPEST, &mut files);
    }
    let mut found: Vec<Found> = files.iter().filter_map(|file| look(file)).flatten().collect();
    // The best name first; files come in the order of their names, so that it ends the same each time.
    found.sort_by_key(|f| f.rank);
    let mut faces: Vec<Installed> = Vec::new();
    for found in found {
        if faces.iter().all(|known| known.face != found.face) {
            faces.extend(found.open());
        }
    }
    faces.sort_by_key(|known| known.face);
    Faces::with(faces)
}

/// A font with a name that is looked for.
struct Found<'a> {
    file: &'a Path,
    index: u32,
    face: Face,
    rank: usize,
    name: &'static str,
}

impl Found<'_> {
    /// Reads it. What is read stays for as long as the program runs, like the faces inside it.
    fn open(&self) -> Option<Installed> {
        let small = fs::metadata(self.file).ok()?.len() <= LARGEST_FILE;
        let bytes = small.then(|| fs::read(self.file))?.ok()?;
        Installed::new(self.face, self.name, bytes.leak(), self.index)
    }
}

fn collect(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut entries: Vec<(PathBuf, bool)> = entries.filter_map(|entry| listed(&entry.ok()?)).collect();
    entries.sort();
    for (path, is_folder) in entries {
        if is_folder && depth > 0 {
            collect(&path, depth - 1, files);
        } else if !is_folder && files.len() < MOST_FILES {
            files.push(path);
        }
    }
}

/// A font file, or a folder, and whether it is that; nothing else. Only of a link the system is asked what it leads to:
/// beside the fonts there are hundreds of other files.
fn listed(entry: &DirEntry) -> Option<(PathBuf, bool)> {
    let (path, kind) = (entry.path(), entry.file_type().ok()?);
    let (is_folder, is_file) = match (kind.is_dir(), kind.is_file()) {
        (false, false) => (path.is_dir(), path.is_file()),
        known => known,
    };
    (is_folder || is_file && is_font(&path)).then_some((path, is_folder))
}

fn is_font(path: &Path) -> bool {
    const ENDINGS: [&str; 4] = ["ttf", "otf", "ttc", "otc"];
    path.extension().is_some_and(|e| ENDINGS.iter().any(|known| e.eq_ignore_ascii_case(known)))
}

/// A font file that is open, with its beginning: there most have their list of tables.
struct Opened {
    file: File,
    beginning: Vec<u8>,
}

/// The bytes that are read of each font file at once.
const BEGINNING: usize = 1024;

impl Opened {
    fn new(file: &Path) -> Option<Self> {
        let mut file = File::open(file).ok()?;
        let mut beginning = vec![0; BEGINNING];
        let length = file.read(&mut beginning).ok()?;
        beginning.truncate(length);
        Some(Self { file, beginning })
    }

    fn read(&mut self, at: u32, length: u32) -> Option<Vec<u8>> {
        let (start, length) = (at as usize, length as usize);
        if let Some(known) = self.beginning.get(start..start.checked_add(length)?) {
            return Some(known.to_vec());
        }
        let mut bytes = vec![0; length];
        self.file.seek(SeekFrom::Start(at.into())).ok()?;
        self.file.read_exact(&mut bytes).ok()?;
        Some(bytes)
    }
}

/// The fonts in a file that are looked for, by their tables of names alone.
fn look(file: &Path) -> Option<Vec<Found<'_>>> {
    let mut opened = Opened::new(file)?;
    let starts = match &opened.read(0, 12)?[..] {
        [b't', b't', b'c', b'f', _, _, _, _, count @ ..] => {
            let count = number(count)?.min(MOST_PARTS);
            opened.read(12, count * 4)?.chunks_exact(4).filter_map(number).collect()
        }
        _ => vec![0],
    };
    let mut found = Vec::new();
    for (index, start) in starts.into_iter().enumerate() {
        let names = names_at(&mut opened, start).unwrap_or_default();
        let known = |(face, rank, name)| Found { file, index: index as u32, face, rank, name };
        found.extend(wanted(&names).map(known));
    }
    Some(found)
}

/// The names of the face whose list of tables starts here.
fn names_at(file: &mut Opened, start: u32) -> Option<Vec<String>> {
    let head = file.read(start, 12)?;
    let count = u32::from(u16::from_be_bytes([head[4], head[5]])).min(MOST_PARTS);
    let tables = file.read(start.checked_add(12)?, count * 16)?;
    let table = tables.chunks_exact(16).find(|table| table.starts_with(b"name"))?;
    let (at, length) = (number(&table[8..12])?, number(&table[12..16])?);
    Some(names(&file.read(at, length.min(LARGEST_NAMES))?))
}

fn number(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.try_into().ok()?))
}

/// Where the systems keep fonts: those of all users, then the user's own.
fn folders() -> Vec<PathBuf> {
    let everyone = [
        "C:\\Windows\\Fonts",
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/System/Library/Fonts",
        "/Library/Fonts",
    ];
    let mut folders: Vec<PathBuf> = everyone.iter().map(PathBuf::from).collect();
    if let Some(base) = BaseDirs::new() {
        folders.push(base.data_local_dir().join("Microsoft/Windows/Fonts"));
        folders.push(base.home_dir().join(".fonts"));
    }
    folders.extend(UserDirs::new().and_then(|user| user.font_dir().map(PathBuf::from)));
    folders
}
