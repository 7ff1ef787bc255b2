//! What is doubtful about a report that was read from where it was published.

use serde::{Deserialize, Serialize};

use super::Place;

/// Something in a published report that could not simply be taken over, and what was done about it (存疑).
///
/// It stays with the draft until the officer has accepted or corrected it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Doubt {
    /// What it concerns.
    pub place: Place,
    /// What stands in the source; empty where nothing does.
    pub found: String,
    /// What was done, in the officer's words.
    pub did: String,
}
