//! Opens a draft: the file is bounded before it is read, and every reason not to open it is a sentence.

use std::{
    borrow::Cow,
    fs::{self, File},
    io::Read as _,
    path::Path,
    sync::Arc,
};

use super::{OpenError, OpenFault, name_of};
use crate::{
    bounds::text::decoded,
    draft::{
        Draft,
        file::{self, FileError, MAX_BYTES, VERSION},
        salvage::{self, Salvaged},
    },
    form::{self, Form},
};

/// So many bytes show how a file begins.
const HEAD: usize = 512;

/// Opens a draft file.
///
/// # Errors
/// One sentence that names the file: it is missing, a folder, forbidden, too large, no text, cut off, no draft, of
/// a newer version, or follows a form that this program does not have; and where [`open_in_part`] reads something of
/// it, that the window does. The file is never changed.
pub fn open(path: &Path) -> Result<Draft, OpenError> {
    let opened = bytes(path).and_then(|bytes| read(&bytes).map_err(|fault| with_what_is_left(fault, &bytes)));
    opened.map_err(|fault| OpenError { name: name_of(path), fault })
}

/// A draft of which not everything could be read.
#[derive(Debug)]
pub struct PartOpened {
    /// What could be read, with what was lost.
    pub read: Salvaged,
    /// Its form.
    pub form: Arc<Form>,
    /// The text of the file, line by line.
    pub lines: Vec<String>,
}

/// Opens what is left of a draft whose file [`open`] refuses because it is damaged.
///
/// # Errors
/// As [`open`], where nothing of a report is left or a later program wrote it. The file is never changed.
pub fn open_in_part(path: &Path) -> Result<PartOpened, OpenError> {
    part(path, is_damage)
}

/// Opens a draft of a later version as far as this program understands it; the version is in what was read.
///
/// # Errors
/// As [`open`], where it is of no later version or nothing of a report can be read. The file is never changed.
pub fn open_newer(path: &Path) -> Result<PartOpened, OpenError> {
    part(path, |fault| matches!(fault, OpenFault::Draft(FileError::Newer { .. })))
}

fn part(path: &Path, wanted: fn(&OpenFault) -> bool) -> Result<PartOpened, OpenError> {
    let part = bytes(path).and_then(|bytes| part_if(&bytes, wanted));
    part.map_err(|fault| OpenError { name: name_of(path), fault })
}

/// What is left of a damaged draft of these bytes.
pub(super) fn part_of(bytes: &[u8]) -> Result<PartOpened, OpenFault> {
    part_if(bytes, is_damage)
}

fn part_if(bytes: &[u8], wanted: fn(&OpenFault) -> bool) -> Result<PartOpened, OpenFault> {
    let draft = match read(bytes) {
        Err(fault) if !wanted(&fault) => return Err(fault),
        Err(fault) => salvage(bytes).ok_or(fault)?,
        Ok(draft) => Salvaged { draft, version: Some(VERSION), lost: Vec::new(), figures: Vec::new() },
    };
    let form = form_of(&draft.draft)?;
    let lines = String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect();
    Ok(PartOpened { read: draft, form, lines })
}

/// What can be read of the bytes of a file that is refused, unless that is for another reason than damage.
fn salvage(bytes: &[u8]) -> Option<Salvaged> {
    match foreign_text(bytes) {
        Some(text) => salvage::salvage(&text),
        None => salvage::salvage_bytes(bytes),
    }
}

/// A damaged file of more bytes is not looked through only to say whether something is left of it; a full report has a
/// tenth of them.
const ORDINARY: usize = 1024 * 1024;

/// Says as well that something is left, where it is.
fn with_what_is_left(fault: OpenFault, bytes: &[u8]) -> OpenFault {
    let left = bytes.len() <= ORDINARY && is_damage(&fault) && salvage(bytes).is_some();
    if left { OpenFault::InPart(Box::new(fault)) } else { fault }
}

/// Whether a file is refused because of what became of it, and not of what it is.
fn is_damage(fault: &OpenFault) -> bool {
    match fault {
        OpenFault::NotText { .. } => true,
        OpenFault::Draft(fault) => !matches!(fault, FileError::Newer { .. }),
        _ => false,
    }
}

fn read(bytes: &[u8]) -> Result<Draft, OpenFault> {
    let text = text(bytes)?;
    // What a power cut leaves of a file that was just written is often as long as it was, and nothing else.
    if text.trim_matches(|c: char| c == '\0' || c.is_whitespace()).is_empty() {
        return Err(OpenFault::Empty);
    }
    let draft = file::read(&text)?;
    form_of(&draft)?;
    Ok(draft)
}

fn form_of(draft: &Draft) -> Result<Arc<Form>, OpenFault> {
    let form = &draft.report.form;
    form::by_id(form).ok_or_else(|| OpenFault::UnknownForm { form: form.to_string() })
}

fn text(bytes: &[u8]) -> Result<Cow<'_, str>, OpenFault> {
    let error = match str::from_utf8(bytes) {
        Ok(text) => return Ok(Cow::Borrowed(text)),
        Err(error) => error,
    };
    let readable = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
    // Cut off within a character, it is a text that is cut off.
    if error.error_len().is_none() && file::read(&readable).is_err() {
        return Ok(readable);
    }
    let line = readable.split('\n').count();
    foreign_text(bytes).map(Cow::Owned).ok_or(OpenFault::NotText { line })
}

/// A draft that another program has written in the encoding of its own: most of what is no ASCII in it makes no sense as
/// UTF-8, as it would not where a byte or two were damaged.
fn foreign_text(bytes: &[u8]) -> Option<String> {
    if str::from_utf8(bytes).is_ok() {
        return None;
    }
    let as_utf_8 = String::from_utf8_lossy(bytes);
    let broken = as_utf_8.chars().filter(|c| *c == '\u{fffd}').count();
    let wide = as_utf_8.chars().filter(|c| *c >= '\u{800}').count() - broken;
    let text = (broken > wide).then(|| decoded(bytes)).flatten()?.into_owned();
    (!text.contains('\u{fffd}')).then_some(text)
}

/// Whether a file begins as drafts do, whatever it is called.
pub fn begins_as_draft(path: &Path) -> bool {
    head(path).is_some_and(|head| file::begins_as_draft(&head))
}

/// How a file begins, as text; none where it cannot be read.
pub(super) fn head(path: &Path) -> Option<String> {
    let mut head = [0; HEAD];
    is_file(path).ok()?;
    let read = File::open(path).ok()?.read(&mut head).ok()?;
    Some(String::from_utf8_lossy(&head[..read]).into_owned())
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
