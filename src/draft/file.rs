//! The draft as a RON text: version first, legible, and the same bytes for the same draft.

use std::collections::{BTreeMap, BTreeSet};

use ron::{
    error::SpannedError,
    ser::{PrettyConfig, to_string_pretty},
};
use serde::{Deserialize, Serialize, de::IgnoredAny};

use super::{
    Declined, Doubt, Draft, Place, Report,
    after::After,
    salvage::{self, Loss, Lost},
};
use crate::form::SectionId;

/// The version this program writes. A file with a higher one is left alone.
pub const VERSION: u32 = 1;
/// The largest file that is read; a full report is a hundredth of it.
pub const MAX_BYTES: u64 = 8 * 1024 * 1024;

/// Why a text is not a draft that can be opened. The sentences continue one that names the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// The text ends in the middle of the draft, as a copy that was broken off.
    #[error("到第{line}行就断了，内容不完整，没有打开，文件没有改动。可改用备份或同一文件夹中较早的草稿")]
    CutOff {
        /// The last line, from 1.
        line: usize,
    },
    /// The text is something else than a draft, or was changed by hand.
    #[error("第{line}行不是年报草稿的内容，没有打开，文件没有改动。核对是否选对了文件")]
    NotADraft {
        /// The line, from 1.
        line: usize,
    },
    /// Something is given twice, and not the same may be meant.
    #[error("第{line}行又写了一次{place}，不知以哪一次为准，没有打开，文件没有改动。删去其中一次再打开")]
    Twice {
        /// The line of the second, from 1.
        line: usize,
        /// What it is.
        place: String,
    },
    /// What stands somewhere is none of what belongs there.
    #[error("第{line}行的“{found}”不是{what}，没有打开，文件没有改动。改正后再打开")]
    Unfit {
        /// The line, from 1.
        line: usize,
        /// What stands there.
        found: String,
        /// What belongs there.
        what: &'static str,
    },
    /// Something that belongs there is missing.
    #[error("第{line}行起没有写{what}，没有打开，文件没有改动。核对是否选对了文件")]
    Lacks {
        /// The line of the part that it belongs to, from 1.
        line: usize,
        /// What is missing.
        what: &'static str,
    },
    /// A later program wrote it.
    #[error(
        "第{line}行注明由较新版本的程序保存（草稿版本{found}，本程序可读到{VERSION}），没有打开，文件没有改动。用新版程序打开"
    )]
    Newer {
        /// The line of the version, from 1.
        line: usize,
        /// The version found.
        found: u32,
    },
}

impl FileError {
    /// The line at which it is damaged; nothing where a later program wrote it.
    pub(super) fn damaged_line(&self) -> Option<usize> {
        match self {
            Self::CutOff { line }
            | Self::NotADraft { line }
            | Self::Twice { line, .. }
            | Self::Unfit { line, .. }
            | Self::Lacks { line, .. } => Some(*line),
            Self::Newer { .. } => None,
        }
    }

    pub(super) fn of(lost: Lost) -> Self {
        let (line, place) = (lost.line, lost.place_name());
        match lost.why {
            Loss::Twice => Self::Twice { line, place },
            Loss::Unfit(what) => Self::Unfit { line, found: lost.found, what },
            Loss::Lacks(what) | Loss::Less(what) => Self::Lacks { line, what },
            _ => Self::NotADraft { line },
        }
    }
}

#[derive(Deserialize)]
struct Header {
    version: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileV1 {
    version: u32,
    report: Report,
    #[serde(default)]
    explanations: Vec<super::Explanation>,
    #[serde(default)]
    last: Option<Report>,
    // Left out while there are none, so that most files do not grow a line that says nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    signed: Vec<super::sign::Signed>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    doubts: Vec<DoubtV1>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    confirmed: BTreeMap<SectionId, BTreeSet<String>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tied: Vec<super::tied::Tied>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    earlier: Vec<super::years::EarlierYear>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    remarks: super::remark::Remarks,
    #[serde(default, skip_serializing_if = "After::is_blank")]
    after: After,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    declined: BTreeSet<Declined>,
}

impl FileV1 {
    fn into_draft(self) -> Draft {
        Draft {
            report: self.report,
            explanations: self.explanations,
            last: self.last,
            signed: self.signed,
            doubts: self.doubts.into_iter().map(DoubtV1::read).collect(),
            confirmed: self.confirmed,
            tied: self.tied,
            earlier: self.earlier,
            remarks: self.remarks,
            after: self.after,
            declined: self.declined,
        }
    }

    fn of(draft: Draft) -> Self {
        Self {
            version: VERSION,
            report: draft.report,
            explanations: draft.explanations,
            last: draft.last,
            signed: draft.signed,
            doubts: draft.doubts.into_iter().map(DoubtV1::of).collect(),
            confirmed: draft.confirmed,
            tied: draft.tied,
            earlier: draft.earlier,
            remarks: draft.remarks,
            after: draft.after,
            declined: draft.declined,
        }
    }
}

/// A doubt with its place by name; which kind of place that is, the forms tell.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DoubtV1 {
    place: String,
    found: String,
    did: String,
}

impl DoubtV1 {
    fn of(doubt: Doubt) -> Self {
        Self { place: doubt.place.to_string(), found: doubt.found, did: doubt.did }
    }

    fn read(self) -> Doubt {
        Doubt { place: Place::read(&self.place), found: self.found, did: self.did }
    }
}

/// Whether a text begins as drafts do; it need not be whole.
pub fn begins_as_draft(text: &str) -> bool {
    let start: String = text.trim_start_matches('\u{feff}').trim_start().chars().take(200).collect();
    start.starts_with('(') && start.contains("version:")
}

/// Reads a draft.
///
/// # Errors
/// The text is cut off, no draft, of a newer version, or something in it is given twice or is none of what belongs
/// there; the error names the line. What of such a text can still be read, [`super::salvage`] reads.
pub fn read(text: &str) -> Result<Draft, FileError> {
    let text = without_mark(text);
    // Nearly every file is whole; why one is not is found out only then.
    if let Some(draft) = strict(text).and_then(|draft| salvage::without_loss(text, draft)) {
        return Ok(draft);
    }
    ron::from_str::<IgnoredAny>(text).map_err(|e| explain(text, &e))?;
    if let Some(found) = later_version(text) {
        return Err(FileError::Newer { line: version_line(text), found });
    }
    salvage::whole(text)
}

/// The version of a draft that a later program wrote; `None` of any other text.
pub fn later_version(text: &str) -> Option<u32> {
    let header: Header = ron::from_str(without_mark(text)).ok()?;
    Some(header.version).filter(|found| *found > VERSION)
}

/// A text without the mark that some programs put before it.
pub(super) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// A draft that this program or an earlier one wrote, as the strict reader reads it: what is given twice it does not see.
fn strict(text: &str) -> Option<Draft> {
    let file: FileV1 = ron::from_str(text).ok()?;
    (file.version <= VERSION).then(|| file.into_draft())
}

/// A text of which every part is known to be what belongs there.
pub(super) fn typed(text: &str) -> Option<Draft> {
    ron::from_str(text).ok().map(FileV1::into_draft)
}

/// Writes a draft as the text of its file; the same draft always as the same text.
pub fn write(draft: &Draft) -> String {
    let file = FileV1::of(draft.clone());
    // Raw strings keep Chinese text and full-width indents legible; escaped ones are slow to read as well.
    let config = PrettyConfig::new().escape_strings(false).new_line("\n");
    match to_string_pretty(&file, config) {
        Ok(text) => text + "\n",
        // Plain structs, maps and strings always have a RON form; a test writes every shape of draft.
        Err(error) => unreachable!("a draft has a RON form: {error}"),
    }
}

fn explain(text: &str, error: &SpannedError) -> FileError {
    let line = error.span.end.line;
    let lines = text.trim_end().lines().count().max(1);
    let start = text.trim_start();
    let begins = start.starts_with(['(', '/']) || start.starts_with("#!");
    if begins && line >= lines && salvage::is_cut_off(text) {
        return FileError::CutOff { line: lines };
    }
    FileError::NotADraft { line: line.max(1) }
}

fn version_line(text: &str) -> usize {
    text.lines().position(|l| l.contains("version")).map_or(1, |at| at + 1)
}
