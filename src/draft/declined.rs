//! What of an edited Word copy is not wanted (不接受): kept with the draft, so that it is not asked about again when the
//! same copy is brought back tomorrow. Nothing of it is in what is exported, and next year's draft begins without it.

use serde::{Deserialize, Serialize};

/// A change that an edited copy makes, and that is not wanted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declined {
    /// Where it is, by name: `T3.new.nat`.
    pub place: String,
    /// The words there, with signs around what would go and what would come: `共［－12－］［＋13＋］件。`
    pub words: String,
}
