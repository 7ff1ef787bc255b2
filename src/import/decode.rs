//! From bytes to lines and rows: what kind of file it is shows in its content, never in its name.

use super::{
    block::Page,
    docx,
    error::{ImportError, MAX_BLOCKS, MAX_BYTES, MAX_CHARS},
    html, pdf, text,
};
use crate::{bounds::text::decoded, draft::file::begins_as_draft};

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
    let start = &bytes[..bytes.len().min(1024)];
    let page = if start.windows(5).any(|w| w == b"%PDF-") {
        pdf::read(bytes)?
    } else if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
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
