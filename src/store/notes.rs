//! Small facts about a file, as one line of RON: who has it, where a recovery copy belongs.

use serde::{Serialize, de::DeserializeOwned};

/// The facts as one line; an empty one where they have no RON form, which plain structs always have.
pub(super) fn line<T: Serialize>(facts: &T) -> String {
    ron::to_string(facts).unwrap_or_default()
}

/// The facts that a line says, if it does.
pub(super) fn read<T: DeserializeOwned>(line: &str) -> Option<T> {
    ron::from_str(line.trim()).ok()
}
