//! The report as an OFD file (GB/T 33190—2016), the fixed pages of Chinese offices and archives: the pages of
//! [`crate::layout`], glyph for glyph as the PDF has them.
//!
//! All that is drawn travels inside: faces as TrueType, cut down to the characters used. Nothing comes from the clock, the
//! machine or chance: the same draft gives the same bytes.

mod content;
mod curves;
mod fonts;
mod measure;
mod parts;
mod tables;
mod tags;
mod truetype;

use sha2::{Digest as _, Sha256};

use super::{
    copy::{CopyOptions, Printed, printed_before},
    missing::{self, MissingGlyph, Sentence},
    outline::{Bookmark, bookmarks},
    package,
};
use crate::{
    draft::Opened,
    layout::{Faces, Onlooker, Stage, Unwanted},
};
use content::Writer;
use fonts::Fonts;
use parts::{About, FOLDER, Ids, part};
use tags::ByOrigin;

/// Why there is no OFD.
#[derive(Debug, thiserror::Error)]
pub enum OfdError {
    /// Characters that no face has.
    #[error("没有写出OFD：{}", Sentence(.0))]
    MissingGlyphs(Vec<MissingGlyph>),
    /// A face or the file could not be made; only a fault of the program does this.
    #[error("没有写出OFD：程序出错（{0}）。草稿没有改动，可以先导出文本。")]
    Broken(String),
    /// Nobody waits for it any more.
    #[error(transparent)]
    Unwanted(#[from] Unwanted),
}

fn broken(error: impl std::fmt::Display) -> OfdError {
    OfdError::Broken(error.to_string())
}

/// A file of the archive: its path, and what is in it.
type Part = (String, Vec<u8>);

/// Writes a copy of the report, for somebody who may stop waiting.
///
/// # Errors
/// [`OfdError::MissingGlyphs`] when a character has no glyph in any face, found before anything is made;
/// [`OfdError::Unwanted`] where nobody waits any more; otherwise what went wrong in making the file.
pub fn export_before(
    opened: Opened<'_>,
    options: CopyOptions,
    faces: &Faces,
    onlooker: &dyn Onlooker<Unwanted>,
) -> Result<Vec<u8>, OfdError> {
    onlooker.look(Stage::Setting)?;
    let sheet = opened.sheet();
    missing::none_in(sheet, faces).map_err(OfdError::MissingGlyphs)?;
    let printed = printed_before(opened, options, faces, onlooker)?;
    let bookmarks = bookmarks(sheet, &printed.pages);
    let about = About { title: sheet.title(), author: sheet.report().agency.name.trim().to_owned() };
    write(&about, &printed, &bookmarks, faces, onlooker)
}

/// Pages as the bytes of a file.
fn write(
    about: &About,
    Printed { pages, structure }: &Printed,
    bookmarks: &[Bookmark],
    faces: &Faces,
    onlooker: &dyn Onlooker<Unwanted>,
) -> Result<Vec<u8>, OfdError> {
    let fonts = Fonts::new(pages, faces, onlooker)?;
    let mut ids = Ids::default();
    let (font_ids, page_ids) = (ids.several(fonts.all.len()), ids.several(pages.len()));
    let (mut contents, mut shown) = (Vec::new(), ByOrigin::new());
    for (index, (page, page_id)) in pages.iter().zip(&page_ids).enumerate() {
        onlooker.look(Stage::Written(index, pages.len()))?;
        let (ids, shown, page_id) = (&mut ids, &mut shown, *page_id);
        let content = Writer { fonts: &fonts, font_ids: &font_ids, ids, page_id, shown }.page(page);
        contents.push(part(format!("{FOLDER}/{}", parts::page_path(index)), &content));
    }
    let tags = tags::parts(structure, &shown);
    let mut document = parts::document(pages, &page_ids, ids.last(), bookmarks);
    if !tags.is_empty() {
        document = document.child(&tags::reference());
    }
    let mut all = vec![
        part(format!("{FOLDER}/Document.xml"), &document),
        part(format!("{FOLDER}/PublicRes.xml"), &parts::resources(&fonts, &font_ids)),
    ];
    all.extend(contents);
    all.extend(tags);
    let files = fonts
        .all
        .into_iter()
        .zip(font_ids)
        .map(|(font, id)| (format!("{FOLDER}/Res/{}", parts::font_file(id)), font.program.file));
    all.extend(files);
    onlooker.look(Stage::Closing)?;
    // What a reader looks for comes first.
    all.insert(0, part("OFD.xml", &parts::entry(about, &content_id(about, &all))));
    package::write(all.iter().map(|(path, content)| (path.as_str(), content.as_slice()))).map_err(broken)
}

/// An id that the content alone decides: 32 hexadecimal digits (§7.4), the first half of a SHA-256 over every part.
fn content_id(about: &About, parts: &[Part]) -> String {
    let mut hash = Sha256::new();
    hash.update(format!("{}\n{}\n", about.title, about.author));
    for (path, content) in parts {
        hash.update(format!("{path}\n{}\n", content.len()));
        hash.update(content);
    }
    hash.finalize()[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}
