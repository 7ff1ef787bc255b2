//! What a copy of the report is made for, and what that adds to its pages.

use crate::draft::sign::Date;

/// What the watermark of a copy that is not signed yet says.
pub const SENT_UP: &str = "送审稿";

/// How a copy differs from the published one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What the copy is for.
    pub purpose: Purpose,
    /// What is printed pale across every page of the report, such as [`SENT_UP`].
    pub watermark: Option<String>,
}

/// What a copy is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// Published: the report and nothing else (published reports bear no signature, `assets/norms/page.md` “署名和日期”).
    #[default]
    Publication,
    /// Sent up to be signed: with signature, date and place for the seal at its end.
    SignOff {
        /// The date under the signature (成文日期); a blank one to be written by hand where it is not given.
        date: Option<Date>,
        /// What stands at the foot of each page beside its number, to tell versions apart.
        foot: String,
    },
}

impl Options {
    /// What stands beside the page number.
    pub(super) fn foot(&self) -> &str {
        match &self.purpose {
            Purpose::Publication => "",
            Purpose::SignOff { foot, .. } => foot,
        }
    }
}
