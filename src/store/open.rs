//! Opens a draft: the file is bounded before it is read, and every reason not to open it is a sentence.

use std::{
    fs::{self, File},
    io::Read as _,
    path::Path,
};

use super::{OpenError, OpenFault, name_of};
use crate::{
    draft::{
        Draft,
        file::{self, MAX_BYTES},
    },
    form,
};

/// So many bytes show how a file begins.
const HEAD: usize = 512;

/// Opens a draft file.
///
/// # Errors
/// One sentence that names the file: it is missing, a folder, forbidden, too large, no text, cut off, no draft, of
/// a newer version, or follows a form that this program does not have. The file is never changed.
pub fn open(path: &Path) -> Result<Draft, OpenError> {
    read(path).map_err(|fault| OpenError { name: name_of(path), fault })
}

fn read(path: &Path) -> Result<Draft, OpenFault> {
    let text = text(path)?;
    if text.trim().is_empty() {
        return Err(OpenFault::Empty);
    }
    let draft = file::read(&text)?;
    if form::by_id(&draft.report.form).is_none() {
        return Err(OpenFault::UnknownForm { form: draft.report.form.to_string() });
    }
    Ok(draft)
}

fn text(path: &Path) -> Result<String, OpenFault> {
    let bytes = bytes(path)?;
    String::from_utf8(bytes).map_err(|e| {
        let readable = &e.as_bytes()[..e.utf8_error().valid_up_to()];
        OpenFault::NotText { line: readable.split(|&b| b == b'\n').count() }
    })
}

/// Whether a file begins as drafts do, whatever it is called.
pub fn begins_as_draft(path: &Path) -> bool {
    let mut head = [0; HEAD];
    let read = is_file(path).ok().and_then(|_| File::open(path).ok()?.read(&mut head).ok());
    read.is_some_and(|read| file::begins_as_draft(&String::from_utf8_lossy(&head[..read])))
}

/// Reads a published report that is to be imported, whatever kind of file it is: at most one byte more than `most`,
/// so that the reader of its content sees when it is too large.
///
/// # Errors
/// One sentence that names the file: it is missing, a folder, forbidden, or the disk failed. It is never changed.
pub fn read_import(path: &Path, most: u64) -> Result<Vec<u8>, OpenError> {
    let read = || -> Result<Vec<u8>, OpenFault> {
        is_file(path)?;
        let mut bytes = Vec::new();
        File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|fault| OpenError { name: name_of(path), fault })
}

/// The content of a file of at most [`MAX_BYTES`]; the size is checked before reading and bounded while reading,
/// for a file can grow in between.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, OpenFault> {
    let meta = is_file(path)?;
    if meta.len() > MAX_BYTES {
        return Err(OpenFault::TooLarge { bytes: meta.len() });
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    let read = bytes.len() as u64;
    if read > MAX_BYTES { Err(OpenFault::TooLarge { bytes: read }) } else { Ok(bytes) }
}

/// What the disk says of a file. Asked by name, before opening: opening a pipe would wait for its other end.
fn is_file(path: &Path) -> Result<fs::Metadata, OpenFault> {
    let meta = fs::metadata(path)?;
    if meta.is_dir() {
        return Err(OpenFault::Folder);
    }
    if meta.is_file() { Ok(meta) } else { Err(OpenFault::Special) }
}
