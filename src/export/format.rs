//! The formats that a report leaves the program in, for the window and the commands alike: one entry each.

use super::{
    copy::CopyOptions,
    docx::{self, DocxError},
    html, json,
    ofd::{self, OfdError},
    pdf::{self, PdfError},
    text,
};
use crate::{
    draft::Opened,
    layout::{Faces, Onlooker, Patient, Unwanted},
};

/// A format that a report is exported in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// Plain text for the Notepad of older systems. Its files are called like those of [`Self::Text`].
    Notepad,
    /// Pages as they are printed, published or sent up.
    Pdf,
    /// The same pages as Chinese offices and archives keep them (GB/T 33190).
    Ofd,
    /// A web page.
    Html,
    /// A Word document.
    Docx,
    /// Figures and paragraphs for other programs.
    Json,
}

/// Why a report has no file of a format.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The report could not be printed.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// The report could not be made into an OFD file.
    #[error(transparent)]
    Ofd(#[from] OfdError),
    /// The report could not be made into a Word document.
    #[error(transparent)]
    Docx(#[from] DocxError),
}

/// What a format is.
struct Entry {
    format: Format,
    /// What dialogs call it.
    name: &'static str,
    /// What names of its files end in, the usual one first.
    extensions: &'static [&'static str],
    /// Whether it shows pages, so that a copy can be sent up and faces matter.
    has_pages: bool,
    make: Make,
}

/// Makes a file of a format.
type Make = fn(Opened<'_>, CopyOptions, &Faces, &dyn Onlooker<Unwanted>) -> Result<Vec<u8>, ExportError>;

const ENTRIES: &[Entry] = &[
    Entry {
        format: Format::Text,
        name: "文本文件",
        extensions: &["txt"],
        has_pages: false,
        make: |opened, _, _, _| Ok(text::export(opened.sheet()).into_bytes()),
    },
    Entry {
        format: Format::Notepad,
        name: "文本文件",
        extensions: &["txt"],
        has_pages: false,
        make: |opened, _, _, _| Ok(text::export_for_old_notepad(opened.sheet()).into_bytes()),
    },
    Entry {
        format: Format::Pdf,
        name: "PDF文件",
        extensions: &["pdf"],
        has_pages: true,
        make: |opened, options, faces, onlooker| Ok(pdf::export_before(opened, options, faces, onlooker)?),
    },
    Entry {
        format: Format::Ofd,
        name: "OFD版式文件",
        extensions: &["ofd"],
        has_pages: true,
        make: |opened, options, faces, onlooker| Ok(ofd::export_before(opened, options, faces, onlooker)?),
    },
    Entry {
        format: Format::Html,
        name: "网页",
        extensions: &["html", "htm"],
        has_pages: false,
        make: |opened, _, _, _| Ok(html::page(opened.sheet()).into_bytes()),
    },
    Entry {
        format: Format::Docx,
        name: "Word文档",
        extensions: &["docx"],
        has_pages: false,
        make: |opened, _, _, _| Ok(docx::export(opened.sheet())?),
    },
    Entry {
        format: Format::Json,
        name: "JSON文件",
        extensions: &["json"],
        has_pages: false,
        make: |opened, _, _, _| Ok(json::export(opened.sheet()).into_bytes()),
    },
];

impl Format {
    /// Every format that the ending of a name stands for, in the order in which they are listed.
    pub fn all() -> impl Iterator<Item = Self> {
        let is_first = |at: usize| {
            let mut before = ENTRIES[..at].iter();
            before.all(|earlier| earlier.extensions != ENTRIES[at].extensions)
        };
        (0..ENTRIES.len()).filter(move |at| is_first(*at)).map(|at| ENTRIES[at].format)
    }

    fn entry(self) -> &'static Entry {
        // A test asks every format; one that had no entry could not be found by any name.
        ENTRIES.iter().find(|entry| entry.format == self).unwrap_or(&ENTRIES[0])
    }

    /// What dialogs call it.
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// What the names of its files end in, the usual one first.
    pub fn extensions(self) -> &'static [&'static str] {
        self.entry().extensions
    }

    /// The usual one of those.
    pub fn extension(self) -> &'static str {
        self.extensions().first().copied().unwrap_or_default()
    }

    /// Whether it shows pages, so that a copy can be sent up in it.
    pub fn has_pages(self) -> bool {
        self.entry().has_pages
    }

    /// Makes the file. What a copy is for and the faces matter to pages only.
    ///
    /// # Errors
    /// A character that no face has, named with its places; otherwise only a fault of the program.
    pub fn make(
        self,
        opened: Opened<'_>,
        options: CopyOptions,
        faces: &Faces,
    ) -> Result<Vec<u8>, ExportError> {
        self.make_before(opened, options, faces, &Patient)
    }

    /// [`Self::make`] for somebody who may stop waiting. Only pages take so long that it is asked while they are made.
    ///
    /// # Errors
    /// As [`Self::make`], and [`Unwanted`] where nobody waits any more.
    pub fn make_before(
        self,
        opened: Opened<'_>,
        options: CopyOptions,
        faces: &Faces,
        onlooker: &dyn Onlooker<Unwanted>,
    ) -> Result<Vec<u8>, ExportError> {
        (self.entry().make)(opened, options, faces, onlooker)
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn every_format_has_an_entry_of_its_own() {
        assert_eq!(Format::Notepad.entry().format, Format::Notepad);
        for format in [Format::Text, Format::Pdf, Format::Ofd, Format::Html, Format::Docx, Format::Json] {
            assert_eq!(format.entry().format, format);
            assert_eq!(Format::all().filter(|other| *other == format).count(), 1, "{format:?}");
            let named = |other: &Format| other.extensions().contains(&format.extension());
            assert_eq!(Format::all().filter(named).count(), 1, "{format:?}");
        }
    }
}
