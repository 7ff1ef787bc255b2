//! What stands in a file, in short: whether somebody has changed it since.

use std::{fmt, io, path::Path};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::disk::Disk;
use crate::draft::file::MAX_BYTES;

/// What stood in a file when it was opened or saved, as the SHA-256 of its bytes.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen([u8; 32]);

impl Seen {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Of what stands in a file now; `None` where there is no such file.
    ///
    /// # Errors
    /// The file is there and cannot be read.
    pub fn at(disk: &dyn Disk, path: &Path) -> io::Result<Option<Self>> {
        match disk.read(path, MAX_BYTES) {
            Ok(bytes) => Ok(Some(Self::of(&bytes))),
            Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
            Err(e) => Err(e),
        }
    }
}

impl fmt::Debug for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Seen({:02x}{:02x}…)", self.0[0], self.0[1])
    }
}
