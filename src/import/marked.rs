//! What colleagues left in a Word copy beside its words: tracked changes, comments, and notes that are not read.

use serde::{Deserialize, Serialize};

/// Everything of a Word copy that is said about its words and is none of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marks {
    /// The tracked changes (修订), from above.
    pub tracked: Vec<Tracked>,
    /// The comments (批注), from above.
    pub comments: Vec<Comment>,
    /// How many footnotes and endnotes there are; their words are not read.
    pub notes: usize,
}

/// A stretch that was put in or taken out while changes were tracked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tracked {
    /// Whether the words were taken out; else they were put in.
    pub is_removed: bool,
    /// Who did it, as Word knows them.
    pub author: String,
    /// The words.
    pub words: String,
    /// The index in [`super::Imported::source`] of the line or row that they stand in, or would.
    pub block: usize,
}

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    /// Who wrote it, as Word knows them.
    pub author: String,
    /// What it says.
    pub words: String,
    /// The words that it hangs on; empty where it hangs on a place.
    pub about: String,
    /// The index in [`super::Imported::source`] of the line or row that it hangs on.
    pub block: usize,
}
