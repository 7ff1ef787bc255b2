//! Reads published reports, whatever they were published as, into a draft and a list of what is doubtful about it.
//!
//! ```text
//! bytes ─► decode ─► lines and table rows ─► clean ─► outline ─► sections, tables ─► draft + doubts + missing
//! ```
//! The law of this module: every figure comes out right, or blank with a doubt that says what was seen. Nothing is
//! invented, and no resource outside the file is opened.
//!
//! A format to read ends with lines and rows (`block`); what they mean is judged behind that, the same for all formats.
//!
//! Uses `form`, `draft`, `words`, `check` and `bounds`.

mod align;
mod assemble;
mod attributes;
mod beside;
mod block;
mod clean;
mod decode;
mod docx;
mod error;
mod heads;
mod hidden;
mod html;
mod key;
mod markdown;
mod marked;
mod notes;
mod outline;
mod pdf;
mod plan;
mod profile;
mod prose;
mod reading;
mod readings;
mod scan;
mod sent_up;
mod setting;
mod shown;
mod sums;
mod table;
mod text;
mod title;
mod value;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use crate::draft::Doubt;
pub use decode::Kind;
pub use error::{ImportError, MAX_BYTES, MAX_CHARS};
pub use marked::{Comment, Marks, Tracked};

use crate::{
    draft::{Draft, Place, file},
    form::{self, CellId, Form},
};

/// What is known of a source beside its bytes.
#[derive(Clone, Debug, Default)]
pub struct Hint {
    /// The year reported on, where the officer says it; it goes before any year in the text.
    pub year: Option<u16>,
    /// The form of the tables, where it is not to be judged from the source.
    pub form: Option<Arc<Form>>,
}

/// A report that was read.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The report as a draft. Totals stand under `printed`, as published.
    pub draft: Draft,
    /// The form that its tables follow.
    pub form: Arc<Form>,
    /// All that is not simply what stands in the source.
    pub doubts: Vec<Doubt>,
    /// What was not found: tables, rows, sections, the year, the agency.
    pub missing: Vec<Place>,
    /// The source as it was read, line by line and row by row, to be shown beside the draft.
    pub source: Vec<String>,
    /// Where each figure stands in the source.
    pub pieces: Vec<Piece>,
    /// What colleagues left in a Word file beside its words.
    pub marks: Marks,
}

impl Imported {
    /// Whether the source is something else than a report: nothing of one was found, and no word of what it is about.
    pub fn is_no_report(&self) -> bool {
        self.is_empty() && !self.source.iter().any(|line| line.contains("信息公开"))
    }

    /// Whether nothing of a report was found: no figure, and no text under a heading.
    fn is_empty(&self) -> bool {
        let report = &self.draft.report;
        let titled = |s: &&form::Section| !s.heading.is_empty();
        let no_text = self.form.sections.iter().filter(titled).all(|s| report.text(&s.id).is_empty());
        report.cells.is_empty() && report.printed.is_empty() && no_text
    }
}

/// A figure in the source and the cell it went to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// The index of its line in [`Imported::source`].
    pub block: usize,
    /// The cell.
    pub place: CellId,
    /// The figure as it stands there.
    pub text: String,
}

/// Reads a published report: plain text in UTF-8 or GB 18030, HTML, DOCX, PDF with a text layer, or a draft.
///
/// # Errors
/// Only where there is nothing to read or a bound is passed; the sentence continues the file's name. Whatever can be
/// read at all comes out as a draft.
pub fn read(bytes: &[u8], hint: &Hint) -> Result<Imported, ImportError> {
    match decode::decode(bytes)? {
        decode::Source::Draft(text) => draft(&text),
        decode::Source::Page(page) => {
            let is_shell = page.is_shell();
            let imported = assemble::assemble(page, hint);
            if is_shell && imported.is_empty() { Err(ImportError::Shell) } else { Ok(doubted(imported)) }
        }
    }
}

/// What is doubtful goes with the draft until the officer has looked at it.
fn doubted(mut imported: Imported) -> Imported {
    imported.draft.doubts.clone_from(&imported.doubts);
    imported
}

/// A draft is taken over as it is.
fn draft(text: &str) -> Result<Imported, ImportError> {
    let draft = file::read(text).map_err(|_| ImportError::Draft)?;
    let form = form::by_id(&draft.report.form).ok_or(ImportError::Draft)?;
    let source = text.lines().map(str::to_owned).collect();
    let (doubts, missing, pieces) = Default::default();
    Ok(Imported { draft, form, doubts, missing, source, pieces, marks: Marks::default() })
}
