//! The report as a Word document (DOCX), for offices that go on working in Word or WPS.
//!
//! The parts are written here rather than through a package for Word files: the one there is cannot mark the head
//! rows of a table as repeating, and puts dates and an unknown author into every file.

mod addresses;
mod body;
mod fit;
mod measure;
mod parts;
mod styles;
mod table;
mod theme;

use super::package;
use crate::draft::Sheet;

/// The report could not be made into a Word file.
#[derive(Debug, thiserror::Error)]
#[error("内容太多，装不进一个Word文件")]
pub struct DocxError(#[from] zip::result::ZipError);

/// The report as the bytes of a Word document; the same report gives the same bytes.
///
/// # Errors
/// The text is longer than an archive can hold.
pub fn export(sheet: Sheet<'_>) -> Result<Vec<u8>, DocxError> {
    let addresses = addresses::Addresses::of(sheet);
    let document = body::document(sheet, &addresses);
    let parts = [
        ("[Content_Types].xml", parts::content_types()),
        ("_rels/.rels", parts::package_relations()),
        ("docProps/core.xml", parts::properties(sheet.report())),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", parts::document_relations(&addresses)),
        ("word/styles.xml", styles::styles()),
        ("word/theme/theme1.xml", theme::theme()),
        ("word/settings.xml", parts::settings()),
        ("word/fontTable.xml", parts::font_table()),
        ("word/footer1.xml", body::footer(body::Side::Odd)),
        ("word/footer2.xml", body::footer(body::Side::Even)),
    ];
    Ok(package::write(parts.iter().map(|(path, text)| (*path, text.as_bytes())))?)
}
