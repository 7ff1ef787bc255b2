//! A zip archive (docx, xlsx) within bounds. Nothing is ever unpacked to disk.

use std::{
    collections::HashSet,
    io::{Cursor, Read as _},
};

use zip::{ZipArchive, result::ZipError};

use super::{MAX_ENTRIES, MAX_RATIO, MAX_UNPACKED, RATIO_FROM};

/// What is wrong with an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It cannot be read.
    Damaged,
    /// It is locked with a password.
    Locked,
    /// It has entries that no office program writes: twice the same, outside its folder, too many.
    Odd,
    /// It unpacks to far more than a document needs.
    Bomb,
}

/// An archive whose entries have been looked at.
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    names: HashSet<String>,
    unpacked: u64,
}

impl<'a> Archive<'a> {
    /// Opens an archive and looks at the names and sizes of its entries.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| fault(&e))?;
        let names = checked_names(&mut zip, listed(bytes))?;
        Ok(Self { zip, names, unpacked: 0 })
    }

    /// Whether it has this entry.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// The bytes of an entry.
    ///
    /// # Errors
    /// It is not there, damaged, or larger than it says.
    pub fn part(&mut self, name: &str) -> Result<Vec<u8>, Fault> {
        let part = self.zip.by_name(name).map_err(|e| fault(&e))?;
        // The size that an entry claims may be a lie: what is read is bounded as well.
        let limit = ratio_limit(part.compressed_size()).min(MAX_UNPACKED - self.unpacked);
        let mut bytes = Vec::new();
        part.take(limit + 1).read_to_end(&mut bytes).map_err(|_| Fault::Damaged)?;
        if bytes.len() as u64 > limit {
            return Err(Fault::Bomb);
        }
        self.unpacked += bytes.len() as u64;
        Ok(bytes)
    }
}

fn fault(error: &ZipError) -> Fault {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Fault::Locked
        }
        _ => Fault::Damaged,
    }
}

/// The most bytes that a part of this packed size may have.
fn ratio_limit(packed: u64) -> u64 {
    packed.saturating_mul(MAX_RATIO).clamp(RATIO_FROM, MAX_UNPACKED)
}

/// The names in an archive, once their number, their form and their sizes are found to be those of a document.
fn checked_names(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    listed: Option<usize>,
) -> Result<HashSet<String>, Fault> {
    if zip.len() > MAX_ENTRIES {
        return Err(Fault::Odd);
    }
    // The reader keeps one of two entries with the same name; the archive itself counts both.
    if listed.is_some_and(|n| n != zip.len()) {
        return Err(Fault::Odd);
    }
    let mut names = HashSet::new();
    let mut unpacked = 0_u64;
    for at in 0..zip.len() {
        let entry = zip.by_index_raw(at).map_err(|e| fault(&e))?;
        if entry.encrypted() {
            return Err(Fault::Locked);
        }
        let inside = entry.enclosed_name().is_some();
        let name = entry.name().map_err(|_| Fault::Odd)?.into_owned();
        if !inside || name.contains("..") || !names.insert(name) {
            return Err(Fault::Odd);
        }
        unpacked = unpacked.saturating_add(entry.size());
        if entry.size() > ratio_limit(entry.compressed_size()) || unpacked > MAX_UNPACKED {
            return Err(Fault::Bomb);
        }
    }
    Ok(names)
}

/// How many entries an archive says it lists, in the record at its end.
fn listed(bytes: &[u8]) -> Option<usize> {
    const RECORD: &[u8] = b"PK\x05\x06";
    let end = &bytes[bytes.len().saturating_sub(66_000)..];
    let at = end.windows(RECORD.len()).rposition(|w| w == RECORD)?;
    let count = end.get(at + 10..at + 12)?;
    Some(usize::from(u16::from_le_bytes([count[0], count[1]])))
}
