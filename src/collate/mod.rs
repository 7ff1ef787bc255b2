//! A copy of the report that comes from outside, held against the draft: a Word copy that the leader has edited, or
//! what a website has published. Pure.
//!
//! ```text
//! report ─► the format of the copy ─► read ─┐
//! copy ─────────────────────────────► read ─┴─► differences, each with the edits that take it into the draft
//! ```
//! Both sides go through the same reader, so that what the reader makes of a report is never taken for somebody's
//! change: a copy that nobody touched has no difference.
//!
//! Invariants: every paragraph and figure in which both sides differ is in one difference, or the draft has it already;
//! edits are proposed only where the draft still says what the copy was made from, so nothing that was written since
//! is lost.
//!
//! Uses `form`, `draft`, `words`, `diff`, `import`, `export` and, for the faces of pages, `layout`.

mod figures;
mod heads;
mod left;
mod moves;
mod other;
mod passages;
mod said;
mod taken;
mod texts;
mod written;

use std::ops::Range;

use crate::{
    diff::{Run, RunKind},
    draft::{Declined, Opened, Place, Sheet, edit::Edit, file},
    export::{Format, compared::signed, copy::CopyOptions},
    form,
    import::{self, Hint, Imported, Kind},
    layout::Faces,
};
pub use left::Remark;
pub use moves::moves;
pub use other::is_another;
pub use taken::{paragraph_of, take};
pub use written::{counts, text, to_mend};

/// What a copy says otherwise than the report that it was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collation {
    /// Everything that differs and that the draft does not have yet: title and headings, figures, then texts, each in
    /// printed order.
    pub differences: Vec<Difference>,
    /// The comments in a Word copy.
    pub remarks: Vec<Remark>,
    /// Words of a Word copy that belong to no section and no table of the report.
    pub left: Vec<String>,
    /// Footnotes and endnotes of a Word copy, whose words are not read.
    pub notes: usize,
}

/// One thing that a copy says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where it is.
    pub place: Place,
    /// Where it is, in the officer's words: `一、总体情况第2段`.
    pub name: String,
    /// What became of it: `少了一段`, `少了“〔〕”`.
    pub said: String,
    /// What kind of thing differs.
    pub kind: Kindred,
    /// What stood there, what stands there now, and what stayed.
    pub runs: Vec<Run>,
    /// Who did it, where changes were tracked.
    pub by: Vec<String>,
    /// Which of the draft's paragraphs it is about, where it is about one that is there.
    pub paragraph: Option<usize>,
    /// Which paragraphs of the copy's section it is, of a text; where one is gone, before which it stood.
    pub came: Range<usize>,
    /// How it comes into the draft.
    pub step: Step,
}

/// What kind of thing differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kindred {
    /// The title or a heading.
    Head,
    /// A figure of a table.
    Figure,
    /// The words of a text.
    Words,
    /// Only the form of marks and blanks, as Word changes it by itself: half-width, full-width, quotes, blanks.
    Marks,
}

/// Why a copy is held against the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Somebody has edited it (带回Word修改): whatever stands in it was meant.
    Returned,
    /// It was published (公布后核对): what a website puts around the report is none of it.
    Published,
}

/// How a difference comes into the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// By these edits, as one step.
    Take(Vec<Edit>),
    /// Not by itself, as this sentence says.
    Cannot(String),
}

impl Difference {
    /// The words that stood there; empty of what is new.
    pub fn before(&self) -> String {
        self.side(RunKind::Added)
    }

    /// The words that stand there in the copy; empty of what is gone.
    pub fn after(&self) -> String {
        self.side(RunKind::Removed)
    }

    fn side(&self, without: RunKind) -> String {
        self.runs.iter().filter(|run| run.kind != without).map(|run| run.text.as_str()).collect()
    }

    /// Whether nothing differs for certain, only the reader was not sure of what stands there.
    pub fn is_doubt(&self) -> bool {
        self.runs.iter().all(|run| run.kind == RunKind::Kept)
    }

    /// The edits that take it into the draft, where there are any.
    pub fn edits(&self) -> Option<&[Edit]> {
        match &self.step {
            Step::Take(edits) => Some(edits),
            Step::Cannot(_) => None,
        }
    }

    /// What tells it from others as long as the draft and the copy have it.
    pub fn key(&self) -> String {
        let Declined { place, words } = self.declined();
        format!("{place} {} {words}", self.name)
    }

    /// What is kept of it where it is not wanted: by its words, wherever in its section the paragraph has gone since.
    pub fn declined(&self) -> Declined {
        Declined { place: self.place.to_string(), words: self.runs.iter().map(signed).collect() }
    }
}

impl Collation {
    /// Whether the copy says what the report says, with nothing beside it.
    pub fn is_empty(&self) -> bool {
        self.differences.is_empty() && self.remarks.is_empty() && self.left.is_empty()
    }

    /// How far the copy is from what it was held against, in characters that came or went.
    pub fn distance(&self) -> usize {
        let runs = self.differences.iter().flat_map(|difference| &difference.runs);
        let chars = runs.filter(|run| run.kind != RunKind::Kept).map(|run| run.text.chars().count());
        chars.sum::<usize>() + self.differences.len()
    }

    /// How many differences there are of a kind.
    pub fn count(&self, kind: Kindred) -> usize {
        self.differences.iter().filter(|d| d.kind == kind).count()
    }
}

/// What a copy was made from, made once more in the format of the copy and read as it is.
///
/// What cannot be made in that format is taken as it stands in the draft.
pub fn read_alike(opened: Opened<'_>, kind: Kind) -> Option<Imported> {
    let format = match kind {
        Kind::Pdf => Format::Pdf,
        Kind::Word => Format::Docx,
        Kind::Web => Format::Html,
        Kind::Text | Kind::Draft => Format::Text,
    };
    let hint = Hint { year: Some(opened.sheet().report().year), form: form::by_id(&opened.form().id) };
    let made = format.make(opened, CopyOptions::default(), Faces::bundled()).ok();
    let read = made.and_then(|bytes| import::read(&bytes, &hint).ok());
    read.or_else(|| import::read(file::write(opened.draft()).as_bytes(), &hint).ok())
}

/// Holds a copy against what it was made from, for a draft that may have gone on since; cannot fail.
pub fn run(was: &Imported, came: &Imported, draft: Sheet<'_>, purpose: Purpose) -> Collation {
    let mut differences = heads::differences(was, came, draft);
    differences.extend(figures::differences(was, came, draft, purpose));
    differences.extend(texts::differences(was, came, draft, purpose));
    let left = if purpose == Purpose::Returned { left::words(was, came) } else { Vec::new() };
    moves::name(&mut differences);
    let remarks = left::remarks(came);
    Collation { differences, remarks, left, notes: came.marks.notes }
}
