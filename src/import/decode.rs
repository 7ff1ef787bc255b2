//! From bytes to lines and rows: what kind of file it is shows in its content, never in its name.

use super::{
    block::Page,
    docx,
    error::{ImportError, MAX_BLOCKS, MAX_BYTES, MAX_CHARS},
    html, pdf, text,
};
use crate::{bounds::text::decoded, draft::file::begins_as_draft};

/// What a file is, as its content shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Pages.
    Pdf,
    /// A Word document of today, or another archive.
    Word,
    /// A web page.
    Web,
    /// Plain text.
    Text,
    /// A draft of this program.
    Draft,
}

impl Kind {
    /// What these bytes are. What is none of the others is text, readable or not.
    pub fn of(bytes: &[u8]) -> Self {
        if is_pdf(bytes) {
            return Self::Pdf;
        }
        if is_archive(bytes) {
            return Self::Word;
        }
        match decoded(bytes) {
            Some(text) if begins_as_draft(&text) => Self::Draft,
            Some(text) if html::is_html(&text) => Self::Web,
            _ => Self::Text,
        }
    }
}

fn is_pdf(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(1024)].windows(5).any(|w| w == b"%PDF-")
}

fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// A source, decoded.
pub(super) enum Source {
    /// The text of a draft file.
    Draft(String),
    /// A published report.
    Page(Page),
}

/// Decodes a source of any kind.
pub(super) fn decode(bytes: &[u8]) -> Result<Source, ImportError> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(ImportError::TooLarge);
    }
    let page = if is_pdf(bytes) {
        pdf::read(bytes)?
    } else if is_archive(bytes) {
        docx::read(bytes)?
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(ImportError::OldWord);
    } else {
        let text = decoded(bytes).ok_or(ImportError::NotText)?;
        if text.chars().count() > MAX_CHARS {
            return Err(ImportError::TooLong);
        }
        if begins_as_draft(&text) {
            return Ok(Source::Draft(text.into_owned()));
        }
        if html::is_html(&text) { html::read(&text) } else { text::read(&text) }
    };
    if page.blocks.len() > MAX_BLOCKS {
        return Err(ImportError::TooLong);
    }
    if page.blocks.iter().all(|b| b.text().trim_matches(|c: char| c.is_whitespace() || c == '|').is_empty()) {
        return Err(if page.is_shell() { ImportError::Shell } else { ImportError::Empty });
    }
    Ok(Source::Page(page))
}
