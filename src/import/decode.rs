//! From bytes to lines and rows: what kind of file it is shows in its content, never in its name.

use std::borrow::Cow;

use super::{
    block::Page,
    docx,
    error::{ImportError, MAX_BLOCKS, MAX_BYTES, MAX_CHARS},
    html, pdf, text,
};

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
        let text = text_of(bytes)?;
        if text.chars().count() > MAX_CHARS {
            return Err(ImportError::TooLong);
        }
        if is_draft(&text) {
            return Ok(Source::Draft(text.into_owned()));
        }
        if html::is_html(&text) { html::read(&text) } else { text::read(&text) }
    };
    if page.blocks.len() > MAX_BLOCKS {
        return Err(ImportError::TooLong);
    }
    if page.blocks.iter().all(|b| b.text().trim_matches(|c: char| c.is_whitespace() || c == '|').is_empty()) {
        return Err(ImportError::Empty);
    }
    Ok(Source::Page(page))
}

fn is_draft(text: &str) -> bool {
    let start: String = text.trim_start_matches('\u{feff}').trim_start().chars().take(200).collect();
    start.starts_with('(') && start.contains("version:")
}

/// The text of a file: UTF-8, UTF-16 with its mark, or GB 18030.
fn text_of(bytes: &[u8]) -> Result<Cow<'_, str>, ImportError> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return if broken { Err(ImportError::NotText) } else { Ok(text) };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    let (text, _) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
    // A few damaged characters are seen by the reader; a file of another kind is full of them.
    let damaged = text.chars().filter(|c| *c == '\u{fffd}' || (c.is_control() && !c.is_whitespace())).count();
    if damaged * 50 > text.chars().count() { Err(ImportError::NotText) } else { Ok(text) }
}
